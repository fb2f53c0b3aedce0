//! Telephony connectors of an agent.

use model::{
    AgentId, Connector, ConnectorEdit, ConnectorId, ConnectorOutcome, Environment, Found, VariantId,
};

use crate::client::{Client, read};
use crate::endpoint;
use crate::error::ApiError;
use crate::transport::{Method, Transport};

impl<T: Transport> Client<T> {
    /// All connectors, in the order of the API.
    pub async fn connectors(&self, agent: &AgentId) -> Result<Vec<Connector>, ApiError> {
        let answer: wire::ConnectorList = self.get(endpoint::connectors(agent)).await?;
        Ok(answer.connectors.into_iter().map(to_model).collect())
    }

    /// One connector as it is saved now.
    pub async fn connector(
        &self,
        agent: &AgentId,
        id: &ConnectorId,
    ) -> Result<Connector, ApiError> {
        self.get(endpoint::connector(agent, id)).await.map(to_model)
    }

    /// Some connectors, by at least one id.
    pub async fn connectors_by_id(
        &self,
        agent: &AgentId,
        ids: &[ConnectorId],
    ) -> Result<Found<Connector, ConnectorId>, ApiError> {
        let connector_ids = ids.iter().map(ToString::to_string).collect();
        let body = wire::ConnectorIds { connector_ids };
        let answer: wire::ConnectorsFound =
            self.post(endpoint::connectors_batch(agent), &body).await?;
        Ok(Found {
            found: answer.found.into_iter().map(to_model).collect(),
            missing: answer.not_found.into_iter().map(ConnectorId::new).collect(),
        })
    }

    /// The connector that answers a number, E.164.
    pub async fn connector_of_number(
        &self,
        agent: &AgentId,
        number: &str,
    ) -> Result<Connector, ApiError> {
        let body = wire::ConnectorLookup { phone_number: number.to_owned() };
        self.post(endpoint::connectors_lookup(agent), &body).await.map(to_model)
    }

    /// Saves the changed fields of one connector; calls use them at once.
    pub async fn edit_connector(
        &self,
        agent: &AgentId,
        id: &ConnectorId,
        edit: &ConnectorEdit,
    ) -> Result<Connector, ApiError> {
        let body = wire::ConnectorPatch {
            variant_id: to_variant_id(edit),
            asr_lang_code: edit.listens_in.clone(),
            voice_name: edit.voice.clone(),
            project_id: edit.agent.as_ref().map(ToString::to_string),
        };
        self.patch(endpoint::connector(agent, id), &body).await.map(to_model)
    }

    /// Saves the changed fields of many connectors, at least one. Each edit is applied on its own:
    /// the call succeeds even if some of them are refused.
    pub async fn edit_connectors(
        &self,
        agent: &AgentId,
        edits: &[(ConnectorId, ConnectorEdit)],
    ) -> Result<Vec<ConnectorOutcome>, ApiError> {
        let update = |(id, edit): &(ConnectorId, ConnectorEdit)| wire::ConnectorUpdate {
            connector_id: id.to_string(),
            variant_id: to_variant_id(edit),
            asr_lang_code: edit.listens_in.clone(),
            voice_name: edit.voice.clone(),
            project_id: edit.agent.as_ref().map(ToString::to_string),
        };
        let body = wire::ConnectorUpdates { updates: edits.iter().map(update).collect() };
        let answer: wire::ConnectorResults =
            self.patch(endpoint::connectors_batch(agent), &body).await?;
        Ok(answer.results.into_iter().map(to_outcome).collect())
    }

    /// Deletes a connector with its numbers, and returns those. Live calls are affected at once.
    pub async fn delete_connector(
        &self,
        agent: &AgentId,
        id: &ConnectorId,
    ) -> Result<Vec<String>, ApiError> {
        let path = endpoint::connector(agent, id);
        let answer: wire::ConnectorDeleted = read(&self.send(Method::Delete, path, None).await?)?;
        Ok(answer.deleted_phone_numbers)
    }
}

fn to_variant_id(edit: &ConnectorEdit) -> Option<Option<String>> {
    edit.variant.as_ref().map(|variant| variant.as_ref().map(ToString::to_string))
}

fn to_model(connector: wire::Connector) -> Connector {
    Connector {
        id: ConnectorId::new(connector.connector_id),
        name: connector.name,
        agent: AgentId::new(connector.project_id),
        environment: Environment::from_key(&connector.client_env),
        variant: Some(connector.variant_id).filter(|id| !id.is_empty()).map(VariantId::new),
        listens_in: connector.asr_lang_code,
        speaks_in: connector.tts_lang_code,
        voice: connector.voice_name,
        can_hand_off: !connector.disable_handoff,
    }
}

fn to_outcome(result: wire::ConnectorResult) -> ConnectorOutcome {
    let reason = result.error.unwrap_or_else(|| "the API gave no reason".to_owned());
    ConnectorOutcome {
        id: ConnectorId::new(result.connector_id),
        result: result.data.filter(|_| result.success).map(to_model).ok_or(reason),
    }
}
