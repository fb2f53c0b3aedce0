//! Agents.

use rusqlite::{OptionalExtension, Row, params};
use serde_json::Value;
use wire::Agent;

use super::transaction::Tx;
use super::{agent_row, branches, config_pages, content, deployments, settings};

use crate::clock::Act;
use crate::environment::Environment;
use crate::id;
use crate::projection::Projection;
use crate::refusal::Refusal;

pub(crate) use super::agent_row::check;

/// The message of a new agent's first deployment (contract §1.1).
const FIRST_MESSAGE: &str = "Project initialization";

const COLUMNS: &str = "id, name, description, created_at, updated_at,
    (SELECT count(*) FROM branch WHERE agent = agent.id AND archived_at IS NULL)";

/// The agents, oldest first.
pub(crate) fn list(tx: &Tx<'_>) -> Result<Vec<Agent>, Refusal> {
    let account = settings::account(tx)?;
    let sql = format!("SELECT {COLUMNS} FROM agent ORDER BY created_at, rowid");
    let mut statement = tx.prepare_cached(&sql)?;
    let agents = statement.query_map([], |row| agent(&account, row))?;
    Ok(agents.collect::<Result<_, _>>()?)
}

/// One agent.
pub(crate) fn get(tx: &Tx<'_>, id: &str) -> Result<Agent, Refusal> {
    let account = settings::account(tx)?;
    let sql = format!("SELECT {COLUMNS} FROM agent WHERE id = ?");
    let found = tx.query_row(&sql, [id], |row| agent(&account, row)).optional()?;
    found.ok_or_else(|| Refusal::NoAgent(id.to_owned()))
}

/// Adds an agent whose `main` has this content. Nothing is deployed. Returns its id: `id`, or one
/// that is made.
pub(crate) fn add(
    tx: &Tx<'_>,
    id: Option<&str>,
    name: &str,
    projection: &Value,
    act: &Act,
) -> Result<String, Refusal> {
    let id = id.map_or_else(|| id::letters("PROJECT-"), str::to_owned);
    if agent_row::check(tx, &id).is_ok() {
        return Err(Refusal::AgentExists(id));
    }
    tx.execute(
        "INSERT INTO agent (id, name, created_by, created_at, updated_at) VALUES (?, ?, ?, ?, ?)",
        params![id, name, act.by, act.date(), act.date()],
    )?;
    let projection = Projection::from_value(projection.clone())
        .ok_or_else(|| Refusal::field("projection", "must be an object"))?;
    let snapshot = content::save(tx, &projection)?;
    branches::add_main(tx, &id, snapshot, act)?;
    Ok(id)
}

/// Adds an agent as the API does: its content is its first version in sandbox.
pub(crate) fn create(
    tx: &Tx<'_>,
    id: Option<&str>,
    name: &str,
    description: Option<&str>,
    projection: &Value,
    act: &Act,
) -> Result<Agent, Refusal> {
    let id = add(tx, id, name, projection, act)?;
    tx.execute("UPDATE agent SET description = ? WHERE id = ?", params![description, id])?;
    deployments::publish_always(tx, &id, Environment::Sandbox, FIRST_MESSAGE, act)?;
    get(tx, &id)
}

/// Copies the content of an agent's `main` and its config pages into a new agent. Branches,
/// deployments, numbers and conversations stay where they are.
pub(crate) fn duplicate(
    tx: &Tx<'_>,
    source: &str,
    id: Option<&str>,
    name: &str,
    act: &Act,
) -> Result<Agent, Refusal> {
    agent_row::check(tx, source)?;
    let main = branches::get(tx, source, branches::MAIN)?;
    let projection = content::load(tx, main.head)?.to_value();
    let description: Option<String> =
        tx.query_row("SELECT description FROM agent WHERE id = ?", [source], |row| row.get(0))?;
    let copy = create(tx, id, name, description.as_deref(), &projection, act)?;
    config_pages::copy(tx, source, &copy.agent_id, act)?;
    Ok(copy)
}

/// Deletes an agent and everything that belongs to it.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<(), Refusal> {
    agent_row::check(tx, id)?;
    let mut statement = tx.prepare(
        "SELECT head FROM branch WHERE agent = ?1 UNION SELECT base FROM branch WHERE agent = ?1
         UNION SELECT snapshot FROM past JOIN branch ON branch.id = past.branch WHERE agent = ?1
         UNION SELECT snapshot FROM deployment WHERE agent = ?1
         UNION SELECT snapshot FROM build WHERE agent = ?1
         UNION SELECT snapshot FROM conversation WHERE agent = ?1",
    )?;
    let snapshots: Vec<i64> =
        statement.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    tx.execute("DELETE FROM agent WHERE id = ?", [id])?;
    content::delete_unused(tx, &snapshots)
}

/// What `/adk/v1` shows of an agent beyond the public API.
pub(crate) struct Details {
    /// The public half.
    pub(crate) agent: Agent,
    /// An e-mail address.
    pub(crate) created_by: String,
    /// As a client of `/adk/v1` last set it.
    pub(crate) deployment_mode: Option<String>,
    /// Conversations so far.
    pub(crate) conversations: u64,
}

/// One agent with everything.
pub(crate) fn details(tx: &Tx<'_>, id: &str) -> Result<Details, Refusal> {
    let agent = get(tx, id)?;
    let (created_by, deployment_mode, conversations) = tx.query_row(
        "SELECT created_by, deployment_mode,
             (SELECT count(*) FROM conversation WHERE agent = agent.id) FROM agent WHERE id = ?",
        [id],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    Ok(Details { agent, created_by, deployment_mode, conversations })
}

/// Stores the deployment mode of `/adk/v1`.
pub(crate) fn set_mode(tx: &Tx<'_>, id: &str, mode: &str) -> Result<(), Refusal> {
    tx.execute("UPDATE agent SET deployment_mode = ? WHERE id = ?", params![mode, id])?;
    Ok(())
}

fn agent(account: &str, row: &Row<'_>) -> Result<Agent, rusqlite::Error> {
    Ok(Agent {
        account_id: account.to_owned(),
        agent_id: row.get(0)?,
        agent_name: row.get(1)?,
        description: row.get(2)?,
        created_at: row.get(3)?,
        updated_at: row.get(4)?,
        branch_count: row.get(5)?,
    })
}
