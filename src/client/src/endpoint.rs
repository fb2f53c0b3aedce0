//! The only place where a path is built. Every segment is percent-encoded.

mod adk;
mod conversations;
mod telephony;
mod testing;

use std::fmt::Write;

use model::{
    AccountId, AgentId, AttributeId, BranchId, BranchRef, DeploymentId, Environment, TopicId,
    VariantId,
};

pub(crate) use adk::*;
pub(crate) use conversations::*;
pub(crate) use telephony::*;
pub(crate) use testing::*;

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
    let limit = limit.map(|limit| limit.to_string());
    let query = [("environment", Some(environment.key())), ("limit", limit.as_deref())];
    of_agent(agent, &["deployments"]) + &query_string(&query)
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

/// The parts of a branch that a protected `main` takes no changes of.
const CONTENT: [&str; 4] = ["behavior", "knowledge-base", "attributes", "variants"];

/// Whether a path leads to the content of a `main` branch: `/v1/agents/…/branches/main/behavior`.
pub(crate) fn is_on_main(path: &str) -> bool {
    let mut segments = path.split('/').skip(4);
    segments.next() == Some("branches")
        && segments.next() == Some(BranchId::main().as_str())
        && segments.next().is_some_and(|part| CONTENT.contains(&part))
}

fn of_agent(agent: &AgentId, rest: &[&str]) -> String {
    path(&[&["v1", "agents", agent.as_str()], rest].concat())
}

fn of_branch(at: &BranchRef, rest: &[&str]) -> String {
    let start = ["v1", "agents", at.agent.as_str(), "branches", at.branch.as_str()];
    path(&[&start, rest].concat())
}

fn path(segments: &[&str]) -> String {
    let mut path = String::new();
    for segment in segments {
        path.push('/');
        // A segment of dots would be taken for a step in the hierarchy, encoded or not. Nothing in
        // the API is named so: an empty segment, which is not there, is better than another thing.
        if !matches!(*segment, "." | "..") {
            encode(segment, &mut path);
        }
    }
    path
}

/// The question mark and the pairs that have a value; nothing where none has.
fn query_string(pairs: &[(&str, Option<&str>)]) -> String {
    let mut query = String::new();
    for (name, value) in pairs {
        let Some(value) = value else { continue };
        query.push(if query.is_empty() { '?' } else { '&' });
        query.push_str(name);
        query.push('=');
        encode(value, &mut query);
    }
    query
}

/// Writes everything but the unreserved characters of RFC 3986 as percent and hex.
fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
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
    fn a_segment_of_dots_leads_nowhere_else() {
        assert_eq!(behavior(&BranchRef::new("..", ".")), "/v1/agents//branches//behavior");
        assert_eq!(agent(&"...".into()), "/v1/agents/...");
    }

    #[test]
    fn only_the_content_of_the_main_branch_is_on_main() {
        let main = BranchRef::new("a", "main");
        assert!(is_on_main(&behavior(&main)));
        assert!(is_on_main(&topic(&main, &"t".into())));
        assert!(is_on_main(&behavior(&BranchRef::new("branches", "main"))));
        assert!(!is_on_main(&behavior(&BranchRef::new("main", "b"))));
        assert!(!is_on_main(&branches(&"main".into())));
        assert!(!is_on_main(&merge(&main)), "it is not the content that refuses");
        assert!(!is_on_main(&functions(&main)));
    }

    #[test]
    fn a_list_of_deployments_names_its_environment() {
        assert_eq!(
            deployments(&"a".into(), Environment::PreRelease, Some(5)),
            "/v1/agents/a/deployments?environment=pre-release&limit=5"
        );
    }
}
