//! The history of an agent: the deployments of all environments, and what a release would change.

use std::cmp::Reverse;

use crate::deployment::{Active, Deployment, DeploymentKind, Environment};
use crate::id::{DeploymentId, Version};

/// All known deployments of one agent, newest first, and the active ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    deployments: Vec<Deployment>,
    active: Active,
}

/// What deploying a version to an environment changes there, in published versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Included {
    /// The version is already active there.
    Nothing,
    /// The environment moves forward: these versions are added, newest first, the deployed one
    /// included.
    Adds(Vec<Deployment>),
    /// The environment moves back: these versions are removed, newest first.
    Removes(Vec<Deployment>),
    /// Nothing is active there yet, or the history does not show how the versions relate.
    Unknown,
}

impl Timeline {
    /// Joins the lists of the environments. Without `active`, the newest deployment of each
    /// environment is the active one (OpenAPI `ActiveDeploymentsResponse`).
    pub fn new(deployments: Vec<Deployment>, active: Option<Active>) -> Self {
        // Deployments of one millisecond stay in the order of the API, newest first.
        let mut order: Vec<_> = deployments
            .iter()
            .enumerate()
            .map(|(place, one)| (Reverse(one.created_at), place))
            .collect();
        order.sort_unstable();
        let deployments: Vec<Deployment> =
            order.into_iter().map(|(_, place)| deployments[place].clone()).collect();
        let newest = |at| deployments.iter().find(|one| one.environment == at).cloned();
        let active = active.unwrap_or_else(|| Active {
            sandbox: newest(Environment::Sandbox),
            pre_release: newest(Environment::PreRelease),
            live: newest(Environment::Live),
        });
        Self { deployments, active }
    }

    /// All deployments, newest first.
    pub fn deployments(&self) -> &[Deployment] {
        &self.deployments
    }

    /// The active deployments.
    pub fn active(&self) -> &Active {
        &self.active
    }

    /// The deployments of one environment, newest first.
    pub fn of(&self, environment: Environment) -> impl Iterator<Item = &Deployment> {
        self.deployments.iter().filter(move |one| one.environment == environment)
    }

    /// The deployment with that identifier.
    pub fn get(&self, id: &DeploymentId) -> Option<&Deployment> {
        self.deployments.iter().find(|one| one.id == *id)
    }

    /// The oldest known deployment of a version: its publish, if the history goes back that far.
    pub fn origin_of(&self, version: &Version) -> Option<&Deployment> {
        self.deployments.iter().rev().find(|one| one.version == *version)
    }

    /// The title of a deployment: its own message, or else an older one of the same version, since a
    /// promotion may have none.
    pub fn title_of<'a>(&'a self, deployment: &'a Deployment) -> &'a str {
        let of_version = || {
            let mut older = self.deployments.iter().skip_while(|one| one.id != deployment.id);
            older.find(|one| one.version == deployment.version && one.has_message())
        };
        let written = if deployment.has_message() { None } else { of_version() };
        written.unwrap_or(deployment).title()
    }

    /// The deployment that was active in the same environment before this one.
    pub fn previous(&self, deployment: &Deployment) -> Option<&Deployment> {
        self.of(deployment.environment).skip_while(|one| one.id != deployment.id).nth(1)
    }

    /// Whether this deployment is the active one of its environment.
    pub fn is_active(&self, deployment: &Deployment) -> bool {
        self.active.get(deployment.environment).is_some_and(|active| active.id == deployment.id)
    }

    /// What deploying `version` to `target` adds or removes there.
    pub fn included(&self, version: &Version, target: Environment) -> Included {
        let Some(current) = self.active.get(target) else { return Included::Unknown };
        if current.version == *version {
            return Included::Nothing;
        }
        let published = self.published();
        let place = |wanted: &Version| published.iter().position(|one| one.version == *wanted);
        let between = |range: std::ops::Range<usize>| {
            published[range].iter().map(|one| (*one).clone()).collect()
        };
        match (place(version), place(&current.version)) {
            (Some(new), Some(old)) if new < old => Included::Adds(between(new..old)),
            (Some(new), Some(old)) => Included::Removes(between(old..new)),
            _ => Included::Unknown,
        }
    }

    /// The first deployment of every version, newest first. Rollbacks add no version.
    pub fn published(&self) -> Vec<&Deployment> {
        let mut seen: Vec<&Version> = Vec::new();
        let mut published = Vec::new();
        for one in self.deployments.iter().rev() {
            if one.kind != DeploymentKind::Rollback && !seen.contains(&&one.version) {
                seen.push(&one.version);
                published.push(one);
            }
        }
        published.reverse();
        published
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timestamp::Timestamp;

    fn record(
        id: &str,
        at: Environment,
        version: &str,
        kind: DeploymentKind,
        time: i64,
    ) -> Deployment {
        Deployment {
            id: id.into(),
            environment: at,
            version: version.into(),
            created_by: "ana@example.com".to_owned(),
            created_at: Some(Timestamp::from_millis(time)),
            message: String::new(),
            kind,
        }
    }

    /// Versions a, b, c were published; a reached live, b went to live and was rolled back.
    fn history() -> Timeline {
        use DeploymentKind::{Promotion, Publish, Rollback};
        use Environment::{Live, Sandbox};
        Timeline::new(
            vec![
                record("1", Sandbox, "a", Publish, 1),
                record("2", Live, "a", Promotion, 2),
                record("3", Sandbox, "b", Publish, 3),
                record("4", Live, "b", Promotion, 4),
                record("5", Live, "a", Rollback, 5),
                record("6", Sandbox, "c", Publish, 6),
            ],
            None,
        )
    }

    #[test]
    fn a_promotion_without_a_message_has_that_of_its_version() {
        let said = |message: &str, record| Deployment { message: message.to_owned(), ..record };
        let history = Timeline::new(
            history()
                .deployments()
                .iter()
                .map(|one| match one.id.as_str() {
                    "1" => said("Opening hours", one.clone()),
                    "3" => said("Parking", one.clone()),
                    "4" => said("Parking, at last", one.clone()),
                    _ => said(" ", one.clone()),
                })
                .collect(),
            None,
        );
        let titles: Vec<&str> = ["1", "2", "3", "4", "5", "6"]
            .map(|id| history.title_of(history.get(&id.into()).unwrap()))
            .to_vec();
        assert_eq!(
            titles,
            [
                "Opening hours",
                "Opening hours",
                "Parking",
                "Parking, at last",
                "Opening hours",
                "No message"
            ]
        );
    }

    fn versions(list: &[Deployment]) -> Vec<&str> {
        list.iter().map(|one| one.version.as_str()).collect()
    }

    #[test]
    fn the_newest_deployment_of_an_environment_is_active() {
        let history = history();
        assert_eq!(history.active().live.as_ref().unwrap().id.as_str(), "5");
        assert_eq!(history.active().pre_release, None);
        assert!(history.is_active(history.get(&"6".into()).unwrap()));
        assert!(!history.is_active(history.get(&"4".into()).unwrap()));
    }

    #[test]
    fn a_promotion_adds_every_version_since_the_active_one() {
        let Included::Adds(list) = history().included(&"c".into(), Environment::Live) else {
            panic!("it moves forward")
        };
        assert_eq!(versions(&list), ["c", "b"]);
    }

    #[test]
    fn a_rollback_removes_every_version_since_its_target() {
        let Included::Removes(list) = history().included(&"a".into(), Environment::Sandbox) else {
            panic!("it goes back")
        };
        assert_eq!(versions(&list), ["c", "b"]);
    }

    #[test]
    fn the_active_version_changes_nothing_and_an_empty_environment_is_unknown() {
        assert_eq!(history().included(&"a".into(), Environment::Live), Included::Nothing);
        assert_eq!(history().included(&"a".into(), Environment::PreRelease), Included::Unknown);
        assert_eq!(history().included(&"zzz".into(), Environment::Live), Included::Unknown);
    }

    #[test]
    fn the_previous_deployment_is_of_the_same_environment() {
        let history = history();
        let previous = history.previous(history.get(&"5".into()).unwrap()).unwrap();
        assert_eq!(previous.id.as_str(), "4");
        assert_eq!(history.previous(history.get(&"1".into()).unwrap()), None);
    }
}
