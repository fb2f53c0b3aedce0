//! Phone numbers of an agent. Numbers are E.164.

use model::{AgentId, ConnectorId, Environment, Found, NumberError, NumbersDeleted, PhoneNumber};

use crate::client::{Client, read, to_json};
use crate::endpoint;
use crate::error::ApiError;
use crate::transport::{Method, Transport};

impl<T: Transport> Client<T> {
    /// All numbers, or those of one connector.
    pub async fn phone_numbers(
        &self,
        agent: &AgentId,
        connector: Option<&ConnectorId>,
    ) -> Result<Vec<PhoneNumber>, ApiError> {
        let path = endpoint::phone_numbers(agent, connector);
        let answer: wire::PhoneNumberList = self.get(path).await?;
        Ok(answer.phone_numbers.into_iter().map(to_model).collect())
    }

    /// One number.
    pub async fn phone_number(
        &self,
        agent: &AgentId,
        number: &str,
    ) -> Result<PhoneNumber, ApiError> {
        self.get(endpoint::phone_number(agent, number)).await.map(to_model)
    }

    /// Some numbers, at least one.
    pub async fn phone_numbers_by_number(
        &self,
        agent: &AgentId,
        numbers: &[String],
    ) -> Result<Found<PhoneNumber, String>, ApiError> {
        let body = wire::PhoneNumbers { phone_numbers: numbers.to_vec() };
        let answer: wire::PhoneNumbersFound =
            self.post(endpoint::phone_numbers_batch(agent), &body).await?;
        let found = answer.found.into_iter().map(to_model).collect();
        Ok(Found { found, missing: answer.not_found })
    }

    /// Imports numbers of the workspace into this agent, all or none, and returns them. The API
    /// chooses the connector that answers them (contract §1.9).
    pub async fn import_phone_numbers(
        &self,
        agent: &AgentId,
        numbers: &[String],
        environment: Environment,
    ) -> Result<Vec<String>, ApiError> {
        let body = wire::PhoneNumbersImport {
            phone_numbers: numbers.to_vec(),
            client_env: Some(environment.key().to_owned()),
        };
        let path = endpoint::phone_numbers(agent, None);
        let answer: wire::PhoneNumbersImported = self.post(path, &body).await?;
        Ok(answer.imported)
    }

    /// Assigns a number to another connector.
    pub async fn reassign_phone_number(
        &self,
        agent: &AgentId,
        number: &str,
        connector: &ConnectorId,
    ) -> Result<PhoneNumber, ApiError> {
        let body = wire::PhoneNumberReassign { connector_id: connector.to_string() };
        self.patch(endpoint::phone_number(agent, number), &body).await.map(to_model)
    }

    /// Deletes a number. A live one can no longer be called.
    pub async fn delete_phone_number(&self, agent: &AgentId, number: &str) -> Result<(), ApiError> {
        self.send(Method::Delete, endpoint::phone_number(agent, number), None).await.map(drop)
    }

    /// Deletes numbers, at least one. Each is deleted on its own: the call succeeds even if some of
    /// them fail.
    pub async fn delete_phone_numbers(
        &self,
        agent: &AgentId,
        numbers: &[String],
    ) -> Result<NumbersDeleted, ApiError> {
        let body = wire::PhoneNumbers { phone_numbers: numbers.to_vec() };
        let path = endpoint::phone_numbers(agent, None);
        let answer: wire::PhoneNumbersDeleted =
            read(&self.send(Method::Delete, path, Some(to_json(&body)?)).await?)?;
        let to_error = |error: wire::PhoneNumberFault| NumberError {
            number: error.phone_number,
            reason: error.error,
        };
        let failed = answer.errors.into_iter().map(to_error).collect();
        Ok(NumbersDeleted { deleted: answer.deleted, failed })
    }
}

fn to_model(number: wire::PhoneNumber) -> PhoneNumber {
    PhoneNumber {
        number: number.number,
        agent: AgentId::new(number.project_id),
        environment: Environment::from_key(&number.client_env),
        connector: number.connector_id.filter(|id| !id.is_empty()).map(ConnectorId::new),
    }
}
