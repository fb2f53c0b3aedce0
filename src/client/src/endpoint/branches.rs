//! Paths of branches and their content.

use model::{AgentId, AttributeId, BranchId, BranchRef, TopicId, VariantId};

use super::path::{of_branch, path};

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

/// The content that a protected `main` does not let anyone change.
const CONTENT: [&str; 4] = ["behavior", "knowledge-base", "attributes", "variants"];

/// Whether a path leads to the content of a `main` branch: `/v1/agents/…/branches/main/behavior`.
pub(crate) fn is_on_main(path: &str) -> bool {
    let mut segments = path.split('/').skip(4);
    segments.next() == Some("branches")
        && segments.next() == Some(BranchId::main().as_str())
        && segments.next().is_some_and(|part| CONTENT.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_content_of_the_main_branch_is_on_main() {
        let main = BranchRef::new("a", "main");
        assert!(is_on_main(&behavior(&main)));
        assert!(is_on_main(&topic(&main, &"t".into())));
        assert!(is_on_main(&behavior(&BranchRef::new("branches", "main"))));
        assert!(!is_on_main(&behavior(&BranchRef::new("main", "b"))));
        assert!(!is_on_main(&branches(&"main".into())));
        assert!(!is_on_main(&merge(&main)), "a merge does not change content directly");
        assert!(!is_on_main(&of_branch(&main, &["functions"])));
    }
}
