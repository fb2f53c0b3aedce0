//! Agents of a workspace.

use model::{Agent, AgentId, NewAgent, Timestamp};

use crate::client::Client;
use crate::endpoint;
use crate::error::ApiError;
use crate::transport::{Method, Transport};

impl<T: Transport> Client<T> {
    /// All agents of the workspace.
    ///
    /// Servers of version 1.0.11 list them under the account, those of 1.0.3 also without one
    /// (contract §0.1 row 1); the second is tried where the first is not found.
    pub async fn agents(&self) -> Result<Vec<Agent>, ApiError> {
        let without_account = || self.get::<wire::AgentList>(endpoint::agents_without_account());
        let list = match &self.connection().account {
            None => without_account().await?,
            Some(account) => match self.get(endpoint::agents_in_account(account)).await {
                Err(error) if error.is_not_found() => without_account().await.map_err(|_| error)?,
                answer => answer?,
            },
        };
        Ok(list.0.into_iter().map(to_model).collect())
    }

    /// Creates an agent with one branch, `main`.
    pub async fn create_agent(&self, new: &NewAgent) -> Result<Agent, ApiError> {
        let body = wire::AgentCreate {
            name: new.name.clone(),
            response_settings: Some(wire::ResponseSettings {
                greeting: new.greeting.clone(),
                language_code: Some(new.language.clone()),
            }),
            voice_settings: new.voice.clone().map(|voice_id| wire::VoiceSettings { voice_id }),
            ..wire::AgentCreate::default()
        };
        let without_account =
            || self.post::<wire::Agent>(endpoint::agents_without_account(), &body);
        let agent = match &self.connection().account {
            None => without_account().await?,
            Some(account) => match self.post(endpoint::agents_in_account(account), &body).await {
                // An address that is not found has created nothing.
                Err(error) if error.is_not_found() => without_account().await.map_err(|_| error)?,
                answer => answer?,
            },
        };
        Ok(to_model(agent))
    }

    /// Copies an agent under a new name.
    pub async fn duplicate_agent(&self, agent: &AgentId, name: &str) -> Result<Agent, ApiError> {
        let body = wire::AgentDuplicate { new_agent_name: name.to_owned(), ..Default::default() };
        self.post(endpoint::duplicate(agent), &body).await.map(to_model)
    }

    /// Deletes an agent with its branches and deployments. This cannot be undone.
    pub async fn delete_agent(&self, agent: &AgentId) -> Result<(), ApiError> {
        self.send(Method::Delete, endpoint::agent(agent), None).await.map(drop)
    }
}

fn to_model(agent: wire::Agent) -> Agent {
    Agent {
        id: AgentId::new(agent.agent_id),
        account: model::AccountId::new(agent.account_id),
        name: agent.agent_name,
        created_at: Timestamp::parse(&agent.created_at),
        updated_at: Timestamp::parse(&agent.updated_at),
        branch_count: u32::try_from(agent.branch_count).unwrap_or(u32::MAX),
    }
}
