//! Real-time configs of an agent: values that change without a publish.

use model::{AgentId, ConfigPage, Environment};
use serde_json::Value;

use crate::client::Client;
use crate::endpoint;
use crate::error::ApiError;
use crate::transport::Transport;

impl<T: Transport> Client<T> {
    /// The pages of all environments that this studio knows, in the order of the API.
    pub async fn config_pages(&self, agent: &AgentId) -> Result<Vec<ConfigPage>, ApiError> {
        let answer: wire::ConfigPageList = self.get(endpoint::config_pages(agent)).await?;
        let known = |page: wire::ConfigPage| {
            let environment = Environment::from_key(&page.client_env)?;
            Some(to_model(page, environment))
        };
        Ok(answer.config_pages.into_iter().filter_map(known).collect())
    }

    /// The page of one environment. A page that was never saved has neither schema nor variables
    /// (contract §1.11).
    pub async fn config_page(
        &self,
        agent: &AgentId,
        environment: Environment,
    ) -> Result<ConfigPage, ApiError> {
        let page = self.get(endpoint::config_page(agent, environment)).await?;
        Ok(to_model(page, environment))
    }

    /// Replaces the schema of a page, an object of JSON Schema draft 7. Values that no longer fit
    /// stay, and block publishing the agent until they are corrected (contract §3.8).
    pub async fn set_config_schema(
        &self,
        agent: &AgentId,
        environment: Environment,
        schema: &Value,
    ) -> Result<ConfigPage, ApiError> {
        let body = wire::ConfigSchema { schema: schema.clone() };
        let page = self.put(endpoint::config_schema(agent, environment), &body).await?;
        Ok(to_model(page, environment))
    }

    /// Merges an object of values into those of a page, key by key: other keys stay, and none can
    /// be removed. Conversations use the values at once.
    pub async fn set_config_variables(
        &self,
        agent: &AgentId,
        environment: Environment,
        variables: &Value,
    ) -> Result<ConfigPage, ApiError> {
        let body = wire::ConfigVariables { variables: variables.clone() };
        let page = self.patch(endpoint::config_variables(agent, environment), &body).await?;
        Ok(to_model(page, environment))
    }
}

fn to_model(page: wire::ConfigPage, environment: Environment) -> ConfigPage {
    ConfigPage {
        environment,
        schema: page.schema.filter(Value::is_object),
        variables: page.variables.filter(Value::is_object),
        revision: page.last_updated.unwrap_or_default(),
    }
}
