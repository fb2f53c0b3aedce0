//! Writes the sample into a store.

use std::collections::{BTreeMap, HashMap};

use jiff::{SignedDuration, Timestamp};
use rusqlite::params;
use uuid::Builder;
use wire::DeploymentMade;

use super::alerts;
use super::calendar::Calendar;
use super::files::{self, Connector, Source};
use super::history_player::{Event, play_history};
use super::ids::Ids;
use super::sample_error::SampleError;
use crate::clock::Act;
use crate::environment::Environment;
use crate::options::Api;
use crate::refusal::Refusal;
use crate::store::{
    Store, Tx, agents, branches, config_pages, connectors, deployments, phone_numbers,
};

/// Fills a data file that holds no agent yet with the sample workspace, and returns whether it did.
///
/// Its history ends in the last days. Where the API protects `main`, what is not published yet is on
/// a branch.
///
/// # Errors
///
/// When the store refuses. Then nothing was written.
pub fn fill_with_sample(store: &Store, api: Api) -> Result<bool, Refusal> {
    fill(store, api, Timestamp::now())
}

/// [`fill_with_sample`] as of another time.
pub(super) fn fill(store: &Store, api: Api, now: Timestamp) -> Result<bool, Refusal> {
    if !store.read(agents::list)?.is_empty() {
        return Ok(false);
    }
    let sources = files::agents()?;
    store.write(|tx| {
        for source in &sources {
            let mut writer = Writer::new(tx, source, api);
            play_history(source, now, api, |act, event| writer.write(&act, event))?;
            writer.config_pages(Calendar::ending_before(now))?;
            for connector in &source.connectors {
                writer.connector(connector)?;
            }
        }
        alerts::write(tx, now)?;
        Ok(true)
    })
}

/// One agent, being written.
struct Writer<'a> {
    tx: &'a Tx<'a>,
    source: &'a Source,
    api: Api,
    ids: Ids,
    /// Ids of branches by name.
    branches: HashMap<String, String>,
    /// Ids of deployments: what each environment runs, and those that a step gave a key.
    active: BTreeMap<Environment, String>,
    keyed: HashMap<String, String>,
    deployments: usize,
}

impl<'a> Writer<'a> {
    fn new(tx: &'a Tx<'a>, source: &'a Source, api: Api) -> Self {
        Self {
            tx,
            source,
            api,
            ids: Ids::of(&source.about.id),
            branches: HashMap::new(),
            active: BTreeMap::new(),
            keyed: HashMap::new(),
            deployments: 0,
        }
    }

    fn write(&mut self, act: &Act, event: Event<'_>) -> Result<(), Refusal> {
        let (tx, agent) = (self.tx, self.source.about.id.as_str());
        match event {
            Event::Created { content } => {
                agents::add(tx, Some(agent), &self.source.about.name, &content, act)?;
                self.set_branch_ids(branches::MAIN, branches::MAIN)?;
            }
            Event::Branched { name } => {
                let made = branches::create(tx, agent, branches::MAIN, name, act)?;
                let id = self.ids.id("BRANCH-", &format!("branches/{name}"));
                self.set_branch_ids(&made.branch_id, &id)?;
                self.branches.insert(name.to_owned(), id);
            }
            Event::Edited { branch, content } => {
                let branch = branch.and_then(|name| self.branches.get(name));
                let branch = branch.map_or(branches::MAIN, String::as_str);
                branches::replace(tx, agent, branch, &content, act)?;
            }
            Event::Published { key, message } => {
                deployments::check_unpublished(tx, agent, Environment::Sandbox)?;
                let made =
                    deployments::publish_always(tx, agent, Environment::Sandbox, message, act)?;
                self.set_deployment_ids(&made, Environment::Sandbox, key, message, act)?;
            }
            Event::Promoted { key, from, to, message } => {
                let source = self.active.get(&from).cloned().unwrap_or_default();
                let made = deployments::promote(tx, agent, &source, Some(to), message, act)?;
                self.set_deployment_ids(&made, to, key, message, act)?;
            }
            Event::RolledBack { to, message } => {
                let target = self.keyed.get(to).cloned().unwrap_or_default();
                let made = deployments::roll_back(tx, self.api, agent, &target, act)?;
                let environment = Environment::parse(&made.deployment.environment)?;
                self.set_deployment_ids(&made, environment, None, message, act)?;
            }
        }
        Ok(())
    }

    /// The store makes ids at random; here they are the same at every start, so that links and
    /// tests can hold them. A rollback gets a message of its own, which the API has no way to give.
    fn set_deployment_ids(
        &mut self,
        made: &DeploymentMade,
        environment: Environment,
        key: Option<&str>,
        message: &str,
        act: &Act,
    ) -> Result<(), Refusal> {
        self.deployments += 1;
        let path = format!("deployments/{}", self.deployments);
        let bytes = self.ids.bytes(&path);
        let mut random = [0; 10];
        random.copy_from_slice(&bytes[..10]);
        let millis = u64::try_from(act.at.as_millisecond()).unwrap_or_default();
        let id = Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string();
        let old = &made.deployment.id;
        self.tx.execute(
            "UPDATE deployment SET id = ?, message = ? WHERE id = ?",
            params![id, message, old],
        )?;
        let is_new_version = environment == Environment::Sandbox;
        if is_new_version {
            let version = bytes[16..].iter().map(|byte| format!("{byte:02x}")).collect::<String>();
            self.tx.execute("UPDATE deployment SET version = ? WHERE id = ?", [&version, &id])?;
        }
        if let Some(key) = key {
            self.keyed.insert(key.to_owned(), id.clone());
        }
        self.active.insert(environment, id);
        Ok(())
    }

    fn set_branch_ids(&self, old: &str, new: &str) -> Result<(), Refusal> {
        let bytes = self.ids.bytes(&format!("branches/{new}"));
        let mut random = [0; 16];
        random.copy_from_slice(&bytes[..16]);
        let uuid = Builder::from_random_bytes(random).into_uuid().to_string();
        self.tx.execute(
            "UPDATE branch SET branch_id = ?, uuid = ? WHERE agent = ? AND branch_id = ?",
            params![new, uuid, self.source.about.id, old],
        )?;
        Ok(())
    }

    fn config_pages(&self, calendar: Calendar) -> Result<(), Refusal> {
        let agent = &self.source.about.id;
        for (environment, page) in &self.source.config_pages {
            let moment = calendar.moment(&page.updated);
            let at = moment.ok_or_else(|| SampleError::new(agent, &page.updated))?;
            let at = at + self.ids.time(&page.updated, SignedDuration::from_mins(1));
            let act = Act { by: String::new(), at };
            let environment = Environment::parse(environment)?;
            let (schema, variables) = (page.schema.clone(), page.variables.clone());
            let page = config_pages::put_schema(self.tx, agent, environment, schema, &act)?;
            config_pages::put_variables(self.tx, agent, environment, page, variables, &act)?;
        }
        Ok(())
    }

    fn connector(&self, connector: &Connector) -> Result<(), Refusal> {
        let agent = &self.source.about.id;
        let environment = Environment::parse(&connector.environment)?;
        let site = connector.site.as_ref();
        let variant = site.map(|name| self.ids.id("VARIANT-", &format!("sites/{name}")));
        let new = connectors::NewConnector {
            name: &connector.name,
            environment,
            variant_id: variant.as_deref().unwrap_or_default(),
            language: &connector.language,
            voice_name: &connector.voice,
        };
        let made = connectors::add(self.tx, agent, &new)?;
        let id = self.ids.id("CONNECTOR-", &format!("connectors/{}", connector.key));
        self.tx.execute(
            "UPDATE connector SET id = ?, disable_handoff = ? WHERE id = ?",
            params![id, !connector.handoff, made],
        )?;
        for number in &connector.numbers {
            phone_numbers::add(self.tx, agent, number, environment, &id)?;
        }
        Ok(())
    }
}

impl From<SampleError> for Refusal {
    fn from(error: SampleError) -> Self {
        Self::Internal(error.to_string())
    }
}
