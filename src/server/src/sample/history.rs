//! The steps of a history as the files write them.

use serde::Deserialize;

use super::edit::Edit;
use crate::environment::Environment;

/// What a person did at one time: edits, and perhaps a deployment after them.
#[derive(Debug, Deserialize)]
#[serde(try_from = "RawStep")]
pub(super) struct Step {
    /// A name by which a later rollback can mean this step's deployment.
    pub(super) key: Option<String>,
    /// See [`super::calendar`].
    pub(super) at: String,
    /// A key of the agent's people.
    pub(super) who: String,
    pub(super) edits: Vec<Edit>,
    pub(super) action: StepAction,
}

/// How a step ends.
#[derive(Debug)]
pub(super) enum StepAction {
    /// The edits stay a draft.
    Draft,
    /// They become a version in sandbox.
    Publish { message: String },
    /// What runs in `from` goes on to `to`.
    Promote { from: Environment, to: Environment, message: String },
    /// The environment of an earlier step's deployment runs that again.
    RollBack { to: String, message: String },
}

/// A branch: where it began, and its own steps.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Branch {
    pub(super) name: String,
    /// It begins as `main` is at this moment.
    pub(super) created: String,
    pub(super) who: String,
    pub(super) steps: Vec<Step>,
}

/// A file of steps.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepFile {
    pub(super) steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    key: Option<String>,
    at: String,
    who: String,
    #[serde(default)]
    edits: Vec<Edit>,
    publish: Option<String>,
    promote: Option<String>,
    from: Option<String>,
    rollback: Option<String>,
    #[serde(default)]
    message: String,
}

impl TryFrom<RawStep> for Step {
    type Error = String;

    fn try_from(raw: RawStep) -> Result<Self, Self::Error> {
        let RawStep { key, at, who, edits, publish, promote, from, rollback, message } = raw;
        let environment = |name: &str| {
            Environment::named(name).ok_or_else(|| format!("{at}: {name} is no environment"))
        };
        let action = match (publish, promote, rollback) {
            (None, None, None) if !edits.is_empty() => StepAction::Draft,
            (Some(message), None, None) => StepAction::Publish { message },
            (None, Some(to), None) if edits.is_empty() => {
                let to = environment(&to)?;
                let from = match from {
                    Some(from) => environment(&from)?,
                    None => before(to),
                };
                StepAction::Promote { from, to, message }
            }
            (None, None, Some(to)) if edits.is_empty() => StepAction::RollBack { to, message },
            _ => return Err(format!("{at}: a step edits, publishes, promotes or rolls back")),
        };
        Ok(Self { key, at, who, edits, action })
    }
}

/// The source of a promotion that names none.
fn before(to: Environment) -> Environment {
    match to {
        Environment::Live => Environment::PreRelease,
        Environment::Sandbox | Environment::PreRelease => Environment::Sandbox,
    }
}
