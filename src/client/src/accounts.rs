//! Workspaces and their projects, from the private API, `/adk/v1`, that PolyAI's own tools use.

use model::{Account, AccountId, AgentId, Project};

use crate::client::Client;
use crate::endpoint;
use crate::error::ApiError;
use crate::transport::Transport;

impl<T: Transport> Client<T> {
    /// The workspaces that the key reaches. This is how a person who knows only the key learns the
    /// account's id.
    pub async fn accounts(&self) -> Result<Vec<Account>, ApiError> {
        let list: Vec<wire::Account> = self.get(endpoint::accounts()).await?;
        Ok(list.into_iter().map(to_account).collect())
    }

    /// The agents of a workspace with their numbers and traffic.
    pub async fn projects(&self, account: &AccountId) -> Result<Vec<Project>, ApiError> {
        let list: wire::ProjectList = self.get(endpoint::projects(account)).await?;
        Ok(list.projects.into_iter().map(to_project).collect())
    }
}

fn to_account(account: wire::Account) -> Account {
    Account { id: AccountId::new(account.id), name: account.name, is_active: account.active }
}

fn to_project(project: wire::Project) -> Project {
    Project {
        agent: AgentId::new(project.id),
        name: project.name,
        is_active: project.active,
        created_by: project.created_by,
        phone_numbers: project.phone_numbers,
        conversations: project.metrics.total_conversations,
        minutes: project.metrics.total_minutes,
    }
}
