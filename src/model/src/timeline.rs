//! The history of an agent: every deployment of every environment, and what a release would bring.

use std::cmp::Reverse;

use crate::{Active, Deployment, DeploymentId, DeploymentKind, Environment, Version};

/// All known deployments of one agent, newest first, and what runs where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    deployments: Vec<Deployment>,
    active: Active,
}

/// What putting a version into an environment changes there, told in published versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Included {
    /// The version already runs there.
    Nothing,
    /// The environment moves forward: these versions arrive, newest first, the chosen one included.
    Adds(Vec<Deployment>),
    /// The environment goes back: these versions are taken back, newest first.
    Removes(Vec<Deployment>),
    /// Nothing runs there yet, or the history does not show how the versions relate.
    Unknown,
}

impl Timeline {
    /// Puts the lists of the environments together. Where the API names nothing as active, the
    /// newest record of an environment is (OpenAPI `ActiveDeploymentsResponse`).
    pub fn new(deployments: Vec<Deployment>, active: Option<Active>) -> Self {
        // Records of one millisecond keep the order of the API, which is newest first.
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

    /// All records, newest first.
    pub fn deployments(&self) -> &[Deployment] {
        &self.deployments
    }

    /// What runs where.
    pub fn active(&self) -> &Active {
        &self.active
    }

    /// The records of one environment, newest first.
    pub fn of(&self, environment: Environment) -> impl Iterator<Item = &Deployment> {
        self.deployments.iter().filter(move |one| one.environment == environment)
    }

    /// The record with that identifier.
    pub fn get(&self, id: &DeploymentId) -> Option<&Deployment> {
        self.deployments.iter().find(|one| one.id == *id)
    }

    /// The record that first brought a version: its publish, as far as the history reaches.
    pub fn origin_of(&self, version: &Version) -> Option<&Deployment> {
        self.deployments.iter().rev().find(|one| one.version == *version)
    }

    /// What was written about a deployment: its own message, or else the one that its version came
    /// with, as a promotion need not have one of its own.
    pub fn title_of<'a>(&'a self, deployment: &'a Deployment) -> &'a str {
        let of_version = || {
            let mut older = self.deployments.iter().skip_while(|one| one.id != deployment.id);
            older.find(|one| one.version == deployment.version && one.has_message())
        };
        let written = if deployment.has_message() { None } else { of_version() };
        written.unwrap_or(deployment).title()
    }

    /// What ran in the environment of `deployment` just before it.
    pub fn previous(&self, deployment: &Deployment) -> Option<&Deployment> {
        self.of(deployment.environment).skip_while(|one| one.id != deployment.id).nth(1)
    }

    /// Whether this record is the one that runs in its environment.
    pub fn is_active(&self, deployment: &Deployment) -> bool {
        self.active.get(deployment.environment).is_some_and(|active| active.id == deployment.id)
    }

    /// What putting `version` into `target` brings or takes back there.
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

    /// The first record of every version, newest first. Rollbacks bring no version of their own.
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
    use crate::Timestamp;

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
    fn the_newest_record_of_an_environment_is_active_there() {
        let history = history();
        assert_eq!(history.active().live.as_ref().unwrap().id.as_str(), "5");
        assert_eq!(history.active().pre_release, None);
        assert!(history.is_active(history.get(&"6".into()).unwrap()));
        assert!(!history.is_active(history.get(&"4".into()).unwrap()));
    }

    #[test]
    fn a_promotion_brings_every_version_since_the_one_that_runs() {
        let Included::Adds(list) = history().included(&"c".into(), Environment::Live) else {
            panic!("it moves forward")
        };
        assert_eq!(versions(&list), ["c", "b"]);
    }

    #[test]
    fn going_back_names_the_versions_that_are_taken_back() {
        let Included::Removes(list) = history().included(&"a".into(), Environment::Sandbox) else {
            panic!("it goes back")
        };
        assert_eq!(versions(&list), ["c", "b"]);
    }

    #[test]
    fn the_running_version_brings_nothing_and_an_empty_environment_is_unknown() {
        assert_eq!(history().included(&"a".into(), Environment::Live), Included::Nothing);
        assert_eq!(history().included(&"a".into(), Environment::PreRelease), Included::Unknown);
        assert_eq!(history().included(&"zzz".into(), Environment::Live), Included::Unknown);
    }

    #[test]
    fn the_previous_record_is_of_the_same_environment() {
        let history = history();
        let previous = history.previous(history.get(&"5".into()).unwrap()).unwrap();
        assert_eq!(previous.id.as_str(), "4");
        assert_eq!(history.previous(history.get(&"1".into()).unwrap()), None);
    }
}
