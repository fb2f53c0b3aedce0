//! Identifiers: opaque strings that are never parsed (contract Part 4, "Ids").

use std::fmt;

macro_rules! id {
    ($(#[doc = $doc:literal] $name:ident),* $(,)?) => {$(
        #[doc = $doc]
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Wraps the identifier as the API wrote it.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The identifier as the API wrote it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }
    )*};
}

id! {
    /// An account, also called workspace: `ws-fd112d8f` or a slug.
    AccountId,
    /// An agent, called project in older places: `PROJECT-58RP822I` or a slug.
    AgentId,
    /// A branch: `main` or `BRANCH-F9F1WNN8`.
    BranchId,
    /// A state of a branch: a number as text that is higher after every change.
    Sequence,
    /// A knowledge-base topic.
    TopicId,
    /// A column of the variant grid.
    AttributeId,
    /// A row of the variant grid.
    VariantId,
    /// One record of the deployments list.
    DeploymentId,
    /// The hash that links one version across environments.
    Version,
    /// What answers the calls of some phone numbers.
    ConnectorId,
    /// A function of a branch.
    FunctionId,
    /// One run of some test cases.
    TestRunId,
    /// A test case of a branch.
    TestCaseId,
    /// A call or a chat.
    ConversationId,
    /// An alert rule of the account.
    AlertRuleId,
    /// A webhook endpoint of the account.
    WebhookEndpointId,
}

impl BranchId {
    /// The branch that every agent has.
    pub fn main() -> Self {
        Self::new("main")
    }

    /// Whether this is the branch that cannot be deleted or merged.
    pub fn is_main(&self) -> bool {
        self.as_str() == "main"
    }
}

impl Version {
    /// The first nine characters, as people and PolyAI's tools show a version.
    pub fn short(&self) -> &str {
        self.0.char_indices().nth(9).map_or(self.as_str(), |(end, _)| &self.0[..end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_named_by_its_first_nine_characters() {
        assert_eq!(Version::from("0123456789abcdef").short(), "012345678");
        assert_eq!(Version::from("0123").short(), "0123");
        assert_eq!(Version::from("åäöåäöåäöå").short(), "åäöåäöåäö");
    }
}
