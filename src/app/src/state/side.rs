//! One side of a comparison: anything whose content can be read. Addresses name sides, so that a
//! link reopens the same comparison.

use std::sync::Arc;

use client::ApiError;
use model::{
    AgentId, Branch, BranchId, BranchRef, Deployment, DeploymentId, Environment, Sequence,
    Snapshot, Timeline, Version,
};
use serde_json::Value;

use crate::remote::LoadError;
use crate::state::studio::{Api, Fixed, Studio};

/// What stands on one side.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    /// An agent without any content, for what was never published.
    Nothing,
    /// What a branch contains now; `main` is the draft.
    Branch(BranchId),
    /// What a branch contained in an earlier state.
    BranchAt(BranchId, Sequence),
    /// What one deployment brought.
    Deployment(DeploymentId),
    /// A version, by its hash or the start of it.
    Version(Version),
    /// What runs in an environment now.
    Active(Environment),
    /// The `main` branch of another agent of the workspace.
    Agent(AgentId),
    /// A JSON export that was dropped on the page; not part of a link, as it is not with the API.
    File(String),
}

impl Side {
    /// The form in an address.
    pub(crate) fn key(&self) -> String {
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::Branch(id) => format!("branch:{id}"),
            Self::BranchAt(id, sequence) => format!("branch:{id}@{sequence}"),
            Self::Deployment(id) => format!("deployment:{id}"),
            Self::Version(version) => format!("version:{version}"),
            Self::Active(environment) => format!("environment:{environment}"),
            Self::Agent(id) => format!("agent:{id}"),
            Self::File(name) => format!("file:{name}"),
        }
    }

    /// The side an address names.
    pub(crate) fn parse(key: &str) -> Option<Self> {
        if key == "nothing" {
            return Some(Self::Nothing);
        }
        let (kind, name) = key.split_once(':').filter(|(_, name)| !name.is_empty())?;
        Some(match kind {
            "branch" => match name.rsplit_once('@').filter(|(id, at)| is_state(id, at)) {
                Some((id, at)) => Self::BranchAt(BranchId::new(id), Sequence::new(at)),
                None => Self::Branch(BranchId::new(name)),
            },
            "deployment" => Self::Deployment(DeploymentId::new(name)),
            "version" => Self::Version(Version::new(name)),
            "environment" => Self::Active(Environment::from_key(name)?),
            "agent" => Self::Agent(AgentId::new(name)),
            "file" => Self::File(name.to_owned()),
            _ => return None,
        })
    }

    /// Where a branch begins: its parent in the state from which it was created, or to which it was
    /// last updated. `None` of `main`, and where the API does not say it.
    pub(crate) fn fork_of(branch: &Branch) -> Option<Self> {
        let sequence = branch.parent_sequence.clone().filter(|_| !branch.id.is_main())?;
        Some(Self::BranchAt(branch.parent.clone(), sequence))
    }

    /// The deployment this side stands for, if it stands for one.
    pub(crate) fn deployment<'a>(&self, timeline: &'a Timeline) -> Option<&'a Deployment> {
        match self {
            Self::Deployment(id) => timeline.get(id),
            Self::Version(start) => {
                // The start of several versions stands for none of them.
                let mut found = with_start(timeline, start);
                let first = found.next()?;
                found.all(|one| one.version == first.version).then_some(first)
            }
            Self::Active(environment) => timeline.active().get(*environment),
            _ => None,
        }
    }

    /// This side as it is now, for a link that shows the same for good; `None` where what it stands
    /// for goes on changing and has no version.
    pub(crate) fn pinned(&self, timeline: Option<&Timeline>) -> Option<Self> {
        match self {
            Self::Active(_) => Some(Self::Deployment(self.deployment(timeline?)?.id.clone())),
            Self::Nothing | Self::Deployment(_) | Self::Version(_) | Self::BranchAt(..) => {
                Some(self.clone())
            }
            Self::Branch(_) | Self::Agent(_) | Self::File(_) => None,
        }
    }

    /// A short name for headings: "main", "Live a91…", "3f2…".
    pub(crate) fn title(
        &self,
        timeline: Option<&Timeline>,
        branch_name: impl Fn(&BranchId) -> String,
        agent_name: impl Fn(&AgentId) -> String,
    ) -> String {
        let deployment = timeline.and_then(|timeline| self.deployment(timeline));
        match self {
            Self::Nothing => "Nothing".to_owned(),
            Self::Branch(id) if id.is_main() => "main (draft)".to_owned(),
            Self::Branch(id) => branch_name(id),
            Self::BranchAt(id, sequence) => format!("{} at state {sequence}", branch_name(id)),
            Self::Agent(id) => format!("{} · main", agent_name(id)),
            Self::File(name) => name.clone(),
            Self::Active(environment) => match deployment {
                Some(deployment) => {
                    format!("{} · {}", environment.label(), deployment.version.short())
                }
                None => environment.label().to_owned(),
            },
            Self::Version(version) => {
                deployment.map_or(version, |one| &one.version).short().to_owned()
            }
            Self::Deployment(id) => match deployment {
                Some(deployment) => deployment.version.short().to_owned(),
                None => id.to_string(),
            },
        }
    }
}

/// Whether a name in an address is a branch with one of its states, which are numbers.
fn is_state(branch: &str, sequence: &str) -> bool {
    let is_number = !sequence.is_empty() && sequence.bytes().all(|byte| byte.is_ascii_digit());
    !branch.is_empty() && is_number
}

/// What was deployed under versions that begin so, the first one first.
fn with_start<'a>(timeline: &'a Timeline, start: &Version) -> impl Iterator<Item = &'a Deployment> {
    let all = timeline.deployments().iter().rev();
    all.filter(|one| one.version.as_str().starts_with(start.as_str()))
}

/// Reads the content of a side. Deployments and earlier states never change, so they are read once.
pub(crate) async fn read(
    studio: Studio,
    api: Api,
    agent: AgentId,
    side: Side,
    timeline: Option<Timeline>,
) -> Result<Arc<Snapshot>, LoadError> {
    let branch = |agent: AgentId, branch: BranchId| {
        let api = api.clone();
        async move {
            let account = studio.account_for(&api, &agent).await?;
            let at = BranchRef { agent, branch };
            Ok::<_, ApiError>(Arc::new(api.branch_snapshot(&account, &at).await?))
        }
    };
    match &side {
        Side::Nothing => Ok(Arc::new(Snapshot::from_projection(Value::Null))),
        Side::Branch(id) => Ok(branch(agent, id.clone()).await?),
        Side::BranchAt(id, sequence) => {
            let at = BranchRef { agent, branch: id.clone() };
            let name = Fixed::Branch(at.clone(), sequence.clone());
            if let Some(known) = studio.content(&name) {
                return Ok(known);
            }
            let account = studio.account_for(&api, &at.agent).await?;
            let snapshot = Arc::new(api.branch_snapshot_at(&account, &at, sequence).await?);
            studio.store_content(name, Arc::clone(&snapshot));
            Ok(snapshot)
        }
        Side::Agent(other) => Ok(branch(other.clone(), BranchId::main()).await?),
        Side::File(name) => studio
            .file(name)
            .ok_or(LoadError::NotFound("This file is no longer open. Drop it on the page again.")),
        Side::Deployment(_) | Side::Version(_) | Side::Active(_) => {
            let timeline = match timeline {
                Some(timeline) => timeline,
                None => api.timeline(&agent).await?,
            };
            // A deployment that the history does not list can still be read by its identifier.
            let id = match (side.deployment(&timeline), &side) {
                (Some(deployment), _) => deployment.id.clone(),
                (None, Side::Deployment(id)) => id.clone(),
                (None, Side::Active(_)) => {
                    return Err(LoadError::NotFound(
                        "Nothing is deployed in this environment yet.",
                    ));
                }
                (None, Side::Version(start)) if with_start(&timeline, start).next().is_some() => {
                    return Err(LoadError::NotFound(
                        "Several versions of this agent begin with these characters.",
                    ));
                }
                _ => {
                    return Err(LoadError::NotFound(
                        "This version is not in the history of this agent.",
                    ));
                }
            };
            let name = Fixed::Deployment(id.clone());
            if let Some(known) = studio.content(&name) {
                return Ok(known);
            }
            let account = studio.account_for(&api, &agent).await?;
            let snapshot = Arc::new(api.deployment_snapshot(&account, &agent, &id).await?);
            studio.store_content(name, Arc::clone(&snapshot));
            Ok(snapshot)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_side_comes_back_from_its_address() {
        let sides = [
            Side::Nothing,
            Side::Branch("BRANCH-1".into()),
            Side::BranchAt("BRANCH-1".into(), "12".into()),
            Side::BranchAt(BranchId::main(), "3".into()),
            Side::Branch("summer@home".into()),
            Side::Deployment("0198".into()),
            Side::Version("a91".into()),
            Side::Active(Environment::PreRelease),
            Side::Agent("harbour".into()),
            Side::File("a:b.json".into()),
        ];
        for side in sides {
            assert_eq!(Side::parse(&side.key()), Some(side));
        }
        assert_eq!(Side::parse("environment:moon"), None);
        assert_eq!(Side::parse("branch:"), None);
        assert_eq!(Side::parse("branch:@12"), Some(Side::Branch("@12".into())));
    }

    fn record(id: &str, version: &str) -> Deployment {
        Deployment {
            id: id.into(),
            environment: Environment::Sandbox,
            version: version.into(),
            created_by: String::new(),
            created_at: None,
            message: String::new(),
            kind: model::DeploymentKind::Publish,
        }
    }

    #[test]
    fn an_environment_is_pinned_to_its_deployment_and_a_branch_cannot_be() {
        let timeline = Timeline::new(vec![record("1", "29a0")], None);
        let pinned = |side: &Side| side.pinned(Some(&timeline));
        let deployment = Side::Deployment("1".into());
        assert_eq!(pinned(&Side::Active(Environment::Sandbox)), Some(deployment.clone()));
        assert_eq!(pinned(&Side::Active(Environment::Live)), None, "nothing runs there");
        assert_eq!(pinned(&deployment), Some(deployment));
        assert_eq!(pinned(&Side::Branch(BranchId::main())), None);
        let state = Side::BranchAt(BranchId::main(), "3".into());
        assert_eq!(pinned(&state), Some(state));
        assert_eq!(Side::Active(Environment::Sandbox).pinned(None), None);
    }

    #[test]
    fn the_start_of_several_versions_stands_for_none() {
        let records = vec![record("1", "29a0"), record("2", "29b0"), record("3", "29b0")];
        let timeline = Timeline::new(records, None);
        let found = |start: &str| Side::Version(start.into()).deployment(&timeline).cloned();
        assert_eq!(found("29a").map(|one| one.id), Some("1".into()));
        assert_eq!(found("29b").map(|one| one.version), Some("29b0".into()));
        assert_eq!(found("29"), None);
        assert_eq!(found("3"), None);
    }
}
