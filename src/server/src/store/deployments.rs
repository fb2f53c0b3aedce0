//! Deployments: records that say which version an environment runs. A version is a snapshot that
//! was published; promoting and rolling back make new records of the same version.

use rusqlite::{OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use wire::{ActiveByEnvironment, Deployment, DeploymentMade, DeploymentMetadata};

use super::content::{self, SnapshotId};
use super::transaction::Tx;
use super::{agent_row, branches, settings};
use crate::clock::Act;
use crate::environment::Environment;
use crate::id;
use crate::options::Api;
use crate::projection::{Projection, bookkeeping};
use crate::refusal::Refusal;

const COLUMNS: &str = "id, environment, snapshot, version, artifact_version, kind, message,
    created_by, created_at";

/// A deployment as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct DeploymentRow {
    pub(crate) id: String,
    pub(crate) environment: Environment,
    pub(crate) snapshot: SnapshotId,
    pub(crate) version: String,
    pub(crate) artifact_version: String,
    kind: String,
    message: String,
    pub(crate) created_by: String,
    pub(crate) created_at: String,
}

/// The deployments of an environment, newest first; all when `limit` is `None`.
pub(crate) fn list(
    tx: &Tx<'_>,
    agent: &str,
    environment: Environment,
    limit: Option<i64>,
) -> Result<Vec<DeploymentRow>, Refusal> {
    agent_row::check(tx, agent)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM deployment WHERE agent = ? AND environment = ?
         ORDER BY position DESC LIMIT ?"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    // SQLite reads a negative limit as none.
    let rows = statement
        .query_map(params![agent, environment.name(), limit.unwrap_or(-1)], deployment_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What an environment runs.
pub(crate) fn active(
    tx: &Tx<'_>,
    agent: &str,
    environment: Environment,
) -> Result<Option<DeploymentRow>, Refusal> {
    Ok(list(tx, agent, environment, Some(1))?.pop())
}

/// What each environment runs, as the public API shows it.
pub(crate) fn all_active(tx: &Tx<'_>, agent: &str) -> Result<ActiveByEnvironment, Refusal> {
    let one = |environment| {
        let active = active(tx, agent, environment)?;
        active.map(|row| row.to_wire(tx, agent)).transpose()
    };
    Ok(ActiveByEnvironment {
        sandbox: one(Environment::Sandbox)?,
        pre_release: one(Environment::PreRelease)?,
        live: one(Environment::Live)?,
    })
}

/// One deployment.
pub(crate) fn get(tx: &Tx<'_>, agent: &str, id: &str) -> Result<DeploymentRow, Refusal> {
    agent_row::check(tx, agent)?;
    let sql = format!("SELECT {COLUMNS} FROM deployment WHERE agent = ? AND id = ?");
    let found = tx.query_row(&sql, [agent, id], deployment_row).optional()?;
    found.ok_or_else(|| Refusal::NoDeployment(id.to_owned()))
}

/// A refusal when `main` is what an environment runs already.
pub(crate) fn check_unpublished(
    tx: &Tx<'_>,
    agent: &str,
    environment: Environment,
) -> Result<(), Refusal> {
    let head = branches::get(tx, agent, branches::MAIN)?.head;
    match active(tx, agent, environment)? {
        Some(active) if same_content(tx, active.snapshot, head)? => {
            Err(Refusal::AlreadyPublished(environment.name()))
        }
        _ => Ok(()),
    }
}

/// Saves `main` as a version, even when it is what runs there already: a merge and an import do. The
/// config pages are not checked: see [`crate::publish`].
pub(crate) fn publish_always(
    tx: &Tx<'_>,
    agent: &str,
    environment: Environment,
    message: &str,
    act: &Act,
) -> Result<DeploymentMade, Refusal> {
    let head = branches::get(tx, agent, branches::MAIN)?.head;
    new_version(tx, agent, environment, head, message, act)?.to_made(tx, agent)
}

/// Deploys the version of a deployment to a later environment; the next one when `target` is `None`.
pub(crate) fn promote(
    tx: &Tx<'_>,
    agent: &str,
    id: &str,
    target: Option<Environment>,
    message: &str,
    act: &Act,
) -> Result<DeploymentMade, Refusal> {
    let source = get(tx, agent, id)?;
    let target = target.unwrap_or(source.environment.next());
    if target <= source.environment {
        let (from, to) = (source.environment.name(), target.name());
        return Err(Refusal::NotForward { from, to });
    }
    let made = DeploymentRow {
        environment: target,
        kind: "promotion".to_owned(),
        message: message.to_owned(),
        ..source
    };
    insert(tx, agent, made, act)?.to_made(tx, agent)
}

/// Whether a version was ever deployed to an environment.
pub(crate) fn has_been_in(
    tx: &Tx<'_>,
    agent: &str,
    version: &str,
    environment: Environment,
) -> Result<bool, Refusal> {
    let mut statement = tx.prepare_cached(
        "SELECT 1 FROM deployment WHERE agent = ? AND version = ? AND environment = ?",
    )?;
    Ok(statement.exists([agent, version, environment.name()])?)
}

/// Makes an environment run one of its earlier deployments again.
///
/// The new record repeats that deployment's message and its answer has no metadata, as observed
/// (contract §0.1 row 12). In API 1.0.11 a rollback of sandbox also resets `main`; in 1.0.3 `main`
/// is the draft and stays as it is, so that no unpublished work is lost.
pub(crate) fn roll_back(
    tx: &Tx<'_>,
    api: Api,
    agent: &str,
    id: &str,
    act: &Act,
) -> Result<DeploymentMade, Refusal> {
    let source = get(tx, agent, id)?;
    let made = insert(tx, agent, DeploymentRow { kind: "rollback".to_owned(), ..source }, act)?;
    if api == Api::V1_0_11 && made.environment == Environment::Sandbox {
        let main = branches::get(tx, agent, branches::MAIN)?;
        branches::move_head(tx, &main, made.snapshot, act)?;
    }
    let mut answer = made.to_made(tx, agent)?;
    answer.deployment.metadata = None;
    Ok(answer)
}

impl DeploymentRow {
    /// The deployment as the public API shows it.
    pub(crate) fn to_wire(&self, tx: &Tx<'_>, agent: &str) -> Result<Deployment, Refusal> {
        Ok(Deployment {
            id: self.id.clone(),
            account_id: settings::account(tx)?,
            agent_id: agent.to_owned(),
            environment: self.environment.name().to_owned(),
            artifact_version: self.artifact_version.clone(),
            version: self.version.clone(),
            created_by: self.created_by.clone(),
            created_at: self.created_at.clone(),
            metadata: Some(self.metadata()),
            tag: None,
        })
    }

    /// The message and the kind of the deployment.
    pub(crate) fn metadata(&self) -> DeploymentMetadata {
        DeploymentMetadata {
            deployment_message: Some(self.message.clone()),
            deployment_type: Some(self.kind.clone()),
        }
    }

    fn to_made(&self, tx: &Tx<'_>, agent: &str) -> Result<DeploymentMade, Refusal> {
        Ok(DeploymentMade { deployment: self.to_wire(tx, agent)?, test_run_ids: Vec::new() })
    }
}

fn new_version(
    tx: &Tx<'_>,
    agent: &str,
    environment: Environment,
    snapshot: SnapshotId,
    message: &str,
    act: &Act,
) -> Result<DeploymentRow, Refusal> {
    // A version is a publish, not a content: publishing the same content again makes another one.
    let seed = format!("{} {}", content::key(tx, snapshot)?, id::uuid());
    let version = content::hex(&Sha256::digest(seed)[..16]);
    let new = DeploymentRow {
        id: String::new(),
        environment,
        snapshot,
        version,
        artifact_version: act.date(),
        kind: "publish".to_owned(),
        message: message.to_owned(),
        created_by: String::new(),
        created_at: String::new(),
    };
    insert(tx, agent, new, act)
}

/// Makes a record of `row` under a new id.
fn insert(
    tx: &Tx<'_>,
    agent: &str,
    row: DeploymentRow,
    act: &Act,
) -> Result<DeploymentRow, Refusal> {
    let row = DeploymentRow {
        id: id::uuid_at(act.at),
        created_by: act.by.clone(),
        created_at: act.date(),
        ..row
    };
    tx.execute(
        "INSERT INTO deployment (id, agent, environment, snapshot, version, artifact_version, kind,
             message, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            row.id,
            agent,
            row.environment.name(),
            row.snapshot,
            row.version,
            row.artifact_version,
            row.kind,
            row.message,
            row.created_by,
            row.created_at
        ],
    )?;
    agent_row::touch(tx, agent, act)?;
    Ok(row)
}

/// Whether two snapshots are equal but for bookkeeping: an edit that was reverted leaves only other
/// dates, and is nothing to publish.
fn same_content(tx: &Tx<'_>, a: SnapshotId, b: SnapshotId) -> Result<bool, Refusal> {
    if a == b {
        return Ok(true);
    }
    let (a, b) = (content::load(tx, a)?, content::load(tx, b)?);
    let within = |a: &Projection, b: &Projection| {
        a.sections().iter().all(|section| {
            let other = b.section(&section.key);
            other.is_some_and(|other| section.stored.is_some() && section.stored == other.stored)
                || bookkeeping::same(&section.value, b.get(&section.key))
        })
    };
    Ok(within(&a, &b) && within(&b, &a))
}

fn deployment_row(row: &Row<'_>) -> Result<DeploymentRow, rusqlite::Error> {
    let environment: String = row.get(1)?;
    Ok(DeploymentRow {
        id: row.get(0)?,
        // Only names of environments are ever written.
        environment: Environment::named(&environment).unwrap_or(Environment::Sandbox),
        snapshot: row.get(2)?,
        version: row.get(3)?,
        artifact_version: row.get(4)?,
        kind: row.get(5)?,
        message: row.get(6)?,
        created_by: row.get(7)?,
        created_at: row.get(8)?,
    })
}
