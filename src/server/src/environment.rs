//! The three environments, in the order of a promotion.

use crate::refusal::Refusal;

/// Where a version runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Environment {
    /// Where a publish arrives.
    Sandbox,
    /// Where a promotion from sandbox arrives.
    PreRelease,
    /// What callers reach.
    Live,
}

impl Environment {
    /// All of them, in order.
    pub(crate) const ALL: [Self; 3] = [Self::Sandbox, Self::PreRelease, Self::Live];

    /// The name that the API uses.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::PreRelease => "pre-release",
            Self::Live => "live",
        }
    }

    /// The environment of a name; `None` when there is none.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// The environment of a name, or the refusal that most of the API gives.
    pub(crate) fn parse(name: &str) -> Result<Self, Refusal> {
        Self::named(name).ok_or_else(|| Refusal::NoEnvironment(name.to_owned()))
    }

    /// Where a promotion goes when no target is given; live is the end.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Sandbox => Self::PreRelease,
            Self::PreRelease | Self::Live => Self::Live,
        }
    }
}
