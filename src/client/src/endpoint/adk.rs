//! Paths of the private API, `/adk/v1`, that PolyAI's own tools use (contract §1.8, §1.16).

use model::{AccountId, AgentId, BranchRef, ConversationId, DeploymentId, Sequence};

use super::path::{path, with_query};

pub(crate) fn accounts() -> String {
    path(&["adk", "v1", "accounts"])
}

pub(crate) fn projects(account: &AccountId) -> String {
    path(&["adk", "v1", "accounts", account.as_str(), "projects"])
}

pub(crate) fn deployment_projection(
    account: &AccountId,
    agent: &AgentId,
    deployment: &DeploymentId,
) -> String {
    of_project(account, agent, &["deployments", deployment.as_str(), "projection"])
}

pub(crate) fn adk_branches(account: &AccountId, agent: &AgentId) -> String {
    of_project(account, agent, &["branches"])
}

pub(crate) fn branch_projection(
    account: &AccountId,
    at: &BranchRef,
    sequence: Option<&Sequence>,
) -> String {
    let query = [("atSequence", sequence.map(Sequence::as_str))];
    with_query(of_adk_branch(account, at, &["projection"]), &query)
}

pub(crate) fn branch_sequence(account: &AccountId, at: &BranchRef) -> String {
    of_adk_branch(account, at, &["sequence"])
}

pub(crate) fn branch_sync(account: &AccountId, at: &BranchRef) -> String {
    of_adk_branch(account, at, &["sync"])
}

pub(crate) fn branch_name(account: &AccountId, at: &BranchRef) -> String {
    of_adk_branch(account, at, &[])
}

pub(crate) fn branch_tag(account: &AccountId, at: &BranchRef) -> String {
    of_adk_branch(account, at, &["tag"])
}

pub(crate) fn branch_restore(account: &AccountId, at: &BranchRef) -> String {
    of_adk_branch(account, at, &["restore"])
}

pub(crate) fn branch_merges(account: &AccountId, at: &BranchRef) -> String {
    of_adk_branch(account, at, &["merge-history"])
}

pub(crate) fn branch_chat(account: &AccountId, at: &BranchRef) -> String {
    of_adk_branch(account, at, &["chat"])
}

pub(crate) fn archived_branches(account: &AccountId, agent: &AgentId) -> String {
    of_project(account, agent, &["branches", "archive"])
}

pub(crate) fn draft_chats(account: &AccountId, agent: &AgentId) -> String {
    of_project(account, agent, &["draft", "chat"])
}

pub(crate) fn draft_chat(
    account: &AccountId,
    agent: &AgentId,
    conversation: &ConversationId,
) -> String {
    of_project(account, agent, &["draft", "chat", conversation.as_str()])
}

pub(crate) fn chat_end(
    account: &AccountId,
    agent: &AgentId,
    conversation: &ConversationId,
) -> String {
    of_project(account, agent, &["chat", conversation.as_str(), "end"])
}

fn of_project(account: &AccountId, agent: &AgentId, rest: &[&str]) -> String {
    let start = ["adk", "v1", "accounts", account.as_str(), "projects", agent.as_str()];
    path(&[&start, rest].concat())
}

fn of_adk_branch(account: &AccountId, at: &BranchRef, rest: &[&str]) -> String {
    of_project(account, &at.agent, &[&["branches", at.branch.as_str()], rest].concat())
}
