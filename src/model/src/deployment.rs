//! Environments and what is deployed in them.

use std::fmt;

use crate::id::{DeploymentId, Version};
use crate::timestamp::Timestamp;

/// Where a version runs. The order is the order of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Environment {
    /// Where a publish lands; safe for testing.
    Sandbox,
    /// Staging for a last check.
    PreRelease,
    /// Real callers.
    Live,
}

impl Environment {
    /// All environments in the order of a release.
    pub const ALL: [Self; 3] = [Self::Sandbox, Self::PreRelease, Self::Live];

    /// The name the API uses: `sandbox`, `pre-release`, `live`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::PreRelease => "pre-release",
            Self::Live => "live",
        }
    }

    /// The name people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sandbox => "Sandbox",
            Self::PreRelease => "Pre-release",
            Self::Live => "Live",
        }
    }

    /// The environment with that API name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|environment| environment.key() == key)
    }

    /// The environments a version can be promoted to from here, nearest first.
    pub fn later(self) -> &'static [Self] {
        match self {
            Self::Sandbox => &[Self::PreRelease, Self::Live],
            Self::PreRelease => &[Self::Live],
            Self::Live => &[],
        }
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// What made a deployment (contract §2.7, `metadata.deployment_type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeploymentKind {
    /// A publish or a merge made a version.
    Publish,
    /// A version was promoted from an earlier environment.
    Promotion,
    /// An environment was rolled back to an earlier version.
    Rollback,
    /// The API left it out.
    Unknown,
}

impl DeploymentKind {
    /// The kind with that API name.
    pub fn from_key(key: &str) -> Self {
        match key {
            "publish" => Self::Publish,
            "promotion" => Self::Promotion,
            "rollback" => Self::Rollback,
            _ => Self::Unknown,
        }
    }

    /// The word people read on a row of the timeline.
    pub fn label(self) -> &'static str {
        match self {
            Self::Publish => "Published",
            Self::Promotion => "Promoted",
            Self::Rollback => "Rolled back",
            Self::Unknown => "Deployed",
        }
    }
}

/// What stands in the place of a message that nobody wrote.
pub const NO_MESSAGE: &str = "No message";

/// One record of the deployments list: a version put into an environment (contract §2.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployment {
    /// This record.
    pub id: DeploymentId,
    /// Where the version was put.
    pub environment: Environment,
    /// Which version.
    pub version: Version,
    /// The e-mail address of who made it.
    pub created_by: String,
    /// When.
    pub created_at: Option<Timestamp>,
    /// Their message; may be empty. A rollback repeats the old message of its *target*.
    pub message: String,
    /// What made it.
    pub kind: DeploymentKind,
}

impl Deployment {
    /// The message, or a placeholder for a missing one.
    pub fn title(&self) -> &str {
        if self.has_message() { self.message.trim() } else { NO_MESSAGE }
    }

    /// Whether somebody wrote anything.
    pub fn has_message(&self) -> bool {
        !self.message.trim().is_empty()
    }
}

/// What runs in each environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Active {
    /// In sandbox.
    pub sandbox: Option<Deployment>,
    /// In pre-release.
    pub pre_release: Option<Deployment>,
    /// In live.
    pub live: Option<Deployment>,
}

impl Active {
    /// What runs in one environment.
    pub fn get(&self, environment: Environment) -> Option<&Deployment> {
        match environment {
            Environment::Sandbox => self.sandbox.as_ref(),
            Environment::PreRelease => self.pre_release.as_ref(),
            Environment::Live => self.live.as_ref(),
        }
    }

    /// The environments in which a version runs, in the order of a release.
    pub fn environments_of<'a>(
        &'a self,
        version: &'a Version,
    ) -> impl Iterator<Item = Environment> + 'a {
        Environment::ALL
            .into_iter()
            .filter(move |at| self.get(*at).is_some_and(|active| active.version == *version))
    }
}

/// The answer to a publish, a promotion or a rollback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The new record.
    pub deployment: Deployment,
    /// The test runs the release started, by identifier.
    pub test_runs: Vec<String>,
}
