//! The only place where a path is built. Every segment is percent-encoded.

use std::fmt::Write;

use model::{
    AccountId, AgentId, AttributeId, BranchId, BranchRef, DeploymentId, Environment, TopicId,
    VariantId,
};

pub(crate) fn agents_of_key() -> String {
    path(&["v1", "agents"])
}

pub(crate) fn agents_of(account: &AccountId) -> String {
    path(&["v1", "accounts", account.as_str(), "agents"])
}

pub(crate) fn agent(agent: &AgentId) -> String {
    path(&["v1", "agents", agent.as_str()])
}

pub(crate) fn duplicate(agent: &AgentId) -> String {
    path(&["v1", "agents", agent.as_str(), "duplicate"])
}

pub(crate) fn branches(agent: &AgentId) -> String {
    path(&["v1", "agents", agent.as_str(), "branches"])
}

pub(crate) fn branch(at: &BranchRef) -> String {
    of_branch(at, &[])
}

pub(crate) fn merge(at: &BranchRef) -> String {
    of_branch(at, &["merge"])
}

pub(crate) fn behavior(at: &BranchRef) -> String {
    of_branch(at, &["behavior"])
}

pub(crate) fn topics(at: &BranchRef) -> String {
    of_branch(at, &["knowledge-base", "topics"])
}

pub(crate) fn topic(at: &BranchRef, topic: &TopicId) -> String {
    of_branch(at, &["knowledge-base", "topics", topic.as_str()])
}

pub(crate) fn attributes(at: &BranchRef) -> String {
    of_branch(at, &["attributes"])
}

pub(crate) fn attribute(at: &BranchRef, attribute: &AttributeId) -> String {
    of_branch(at, &["attributes", attribute.as_str()])
}

pub(crate) fn variants(at: &BranchRef) -> String {
    of_branch(at, &["variants"])
}

pub(crate) fn variant(at: &BranchRef, variant: &VariantId) -> String {
    of_branch(at, &["variants", variant.as_str()])
}

pub(crate) fn deployments(agent: &AgentId, environment: Environment, limit: Option<u32>) -> String {
    let mut path = path(&["v1", "agents", agent.as_str(), "deployments"]);
    let _ = write!(path, "?environment={environment}");
    if let Some(limit) = limit {
        let _ = write!(path, "&limit={limit}");
    }
    path
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

pub(crate) fn deployment_projection(
    account: &AccountId,
    agent: &AgentId,
    deployment: &DeploymentId,
) -> String {
    twin(account, agent, &["deployments", deployment.as_str(), "projection"])
}

pub(crate) fn branch_projection(account: &AccountId, at: &BranchRef) -> String {
    twin(account, &at.agent, &["branches", at.branch.as_str(), "projection"])
}

/// Whether a path leads to the content of a `main` branch.
pub(crate) fn is_on_main(path: &str) -> bool {
    let mut segments = path.split('/').skip_while(|segment| *segment != "branches");
    segments.nth(1).is_some_and(|branch| branch == BranchId::main().as_str())
}

fn of_branch(at: &BranchRef, rest: &[&str]) -> String {
    let start = ["v1", "agents", at.agent.as_str(), "branches", at.branch.as_str()];
    path(&[&start, rest].concat())
}

/// The private twin that PolyAI's own tools read whole contents from (contract §1.8, §1.16).
fn twin(account: &AccountId, agent: &AgentId, rest: &[&str]) -> String {
    let start = ["adk", "v1", "accounts", account.as_str(), "projects", agent.as_str()];
    path(&[&start, rest].concat())
}

fn path(segments: &[&str]) -> String {
    let mut path = String::new();
    for segment in segments {
        path.push('/');
        encode(segment, &mut path);
    }
    path
}

/// Writes everything but the unreserved characters of RFC 3986 as percent and hex.
fn encode(segment: &str, out: &mut String) {
    // A segment of dots alone would be taken for a step in the hierarchy, encoded or not: nothing
    // in the API is named so, and an empty answer is better than another thing's.
    for byte in segment.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_cannot_break_out_of_their_place() {
        let at = BranchRef::new("a/b", "x?y#z %+é");
        assert_eq!(behavior(&at), "/v1/agents/a%2Fb/branches/x%3Fy%23z%20%25%2B%C3%A9/behavior");
    }

    #[test]
    fn only_paths_below_the_main_branch_are_on_main() {
        assert!(is_on_main(&behavior(&BranchRef::new("a", "main"))));
        assert!(!is_on_main(&behavior(&BranchRef::new("main", "b"))));
        assert!(!is_on_main(&branches(&"main".into())));
    }

    #[test]
    fn a_list_of_deployments_names_its_environment() {
        assert_eq!(
            deployments(&"a".into(), Environment::PreRelease, Some(5)),
            "/v1/agents/a/deployments?environment=pre-release&limit=5"
        );
    }
}
