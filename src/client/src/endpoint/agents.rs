//! Paths of agents and their deployments.

use model::{AccountId, AgentId, DeploymentId, Environment};

use super::path::{of_agent, path, with_query};

pub(crate) fn agents_without_account() -> String {
    path(&["v1", "agents"])
}

pub(crate) fn agents_in_account(account: &AccountId) -> String {
    path(&["v1", "accounts", account.as_str(), "agents"])
}

pub(crate) fn agent(agent: &AgentId) -> String {
    path(&["v1", "agents", agent.as_str()])
}

pub(crate) fn duplicate(agent: &AgentId) -> String {
    path(&["v1", "agents", agent.as_str(), "duplicate"])
}

pub(crate) fn deployments(agent: &AgentId, environment: Environment, limit: Option<u32>) -> String {
    let limit = limit.map(|limit| limit.to_string());
    let query = [("environment", Some(environment.key())), ("limit", limit.as_deref())];
    with_query(of_agent(agent, &["deployments"]), &query)
}

pub(crate) fn active(agent: &AgentId) -> String {
    path(&["v1", "agents", agent.as_str(), "deployments", "active"])
}

pub(crate) fn publish(agent: &AgentId) -> String {
    path(&["v1", "agents", agent.as_str(), "deployments", "publish"])
}

pub(crate) fn promote(agent: &AgentId, deployment: &DeploymentId) -> String {
    path(&["v1", "agents", agent.as_str(), "deployments", deployment.as_str(), "promote"])
}

pub(crate) fn rollback(agent: &AgentId, deployment: &DeploymentId) -> String {
    path(&["v1", "agents", agent.as_str(), "deployments", deployment.as_str(), "rollback"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_deployments_names_its_environment() {
        assert_eq!(
            deployments(&"a".into(), Environment::PreRelease, Some(5)),
            "/v1/agents/a/deployments?environment=pre-release&limit=5"
        );
    }
}
