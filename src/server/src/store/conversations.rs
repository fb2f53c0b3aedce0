//! Conversations: the chats with this server.

use rusqlite::{OptionalExtension, Row, params};
use serde_json::{Value, json};
use wire::Conversation;

use super::content::SnapshotId;
use super::slice::Slice;
use super::transaction::Tx;
use super::{agent_row, settings};
use crate::clock::{Act, iso_micros};
use crate::refusal::Refusal;

const COLUMNS: &str = "id, environment, deployment, snapshot, channel, language, variant_id,
    started_at, finished_at, ended";

/// A conversation as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct ConversationRow {
    pub(crate) id: String,
    /// An environment, or `draft` for a branch.
    pub(crate) environment: String,
    pub(crate) deployment: Option<String>,
    /// The content that answers, for as long as the conversation lasts.
    pub(crate) snapshot: SnapshotId,
    pub(crate) channel: String,
    pub(crate) language: String,
    pub(crate) variant_id: Option<String>,
    pub(crate) started_at: String,
    pub(crate) finished_at: Option<String>,
    pub(crate) ended: bool,
}

/// One exchange.
#[derive(Debug, Clone)]
pub(crate) struct Turn<'a> {
    /// The user's message; empty for the greeting.
    pub(crate) user_input: &'a str,
    /// The agent's answer.
    pub(crate) response: &'a str,
    /// The names of the topics it rests on.
    pub(crate) topics: &'a [String],
    /// Milliseconds until the answer was found; `None` for the greeting.
    pub(crate) latency: Option<i64>,
}

/// Stores a new conversation.
pub(crate) fn add(tx: &Tx<'_>, agent: &str, row: &ConversationRow) -> Result<(), Refusal> {
    if tx.prepare_cached("SELECT 1 FROM conversation WHERE id = ?")?.exists([&row.id])? {
        return Err(Refusal::ConversationExists(row.id.clone()));
    }
    tx.execute(
        "INSERT INTO conversation (agent, id, environment, deployment, snapshot, channel, language,
             variant_id, started_at, finished_at, ended) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            agent,
            row.id,
            row.environment,
            row.deployment,
            row.snapshot,
            row.channel,
            row.language,
            row.variant_id,
            row.started_at,
            row.finished_at,
            row.ended
        ],
    )?;
    Ok(())
}

/// One conversation as it is stored.
pub(crate) fn row(tx: &Tx<'_>, agent: &str, id: &str) -> Result<ConversationRow, Refusal> {
    agent_row::check(tx, agent)?;
    let sql = format!("SELECT {COLUMNS} FROM conversation WHERE agent = ? AND id = ?");
    let found = tx.query_row(&sql, [agent, id], conversation_row).optional()?;
    found.ok_or_else(|| Refusal::NoConversation(id.to_owned()))
}

/// Stores an exchange, and whether it ends the conversation.
pub(crate) fn add_turn(
    tx: &Tx<'_>,
    id: &str,
    turn: &Turn<'_>,
    ended: bool,
    act: &Act,
) -> Result<(), Refusal> {
    let at = iso_micros(act.at);
    tx.execute(
        "INSERT INTO turn (conversation, user_input, response, topics, at, latency)
             VALUES (?, ?, ?, ?, ?, ?)",
        params![
            id,
            turn.user_input,
            turn.response,
            json!(turn.topics).to_string(),
            at,
            turn.latency
        ],
    )?;
    tx.execute(
        "UPDATE conversation SET finished_at = ?, ended = ended OR ? WHERE id = ?",
        params![at, ended, id],
    )?;
    Ok(())
}

/// Ends a conversation.
pub(crate) fn end(tx: &Tx<'_>, id: &str) -> Result<(), Refusal> {
    tx.execute("UPDATE conversation SET ended = 1 WHERE id = ?", [id])?;
    Ok(())
}

/// The conversations of an agent, newest first, and how many there are in all.
pub(crate) fn list(
    tx: &Tx<'_>,
    agent: &str,
    slice: Slice,
) -> Result<(Vec<Conversation>, u64), Refusal> {
    agent_row::check(tx, agent)?;
    let account = settings::account(tx)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM conversation WHERE agent = ? ORDER BY position DESC LIMIT ? OFFSET ?"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map(params![agent, slice.limit, slice.offset], conversation_row)?;
    let page = rows
        .map(|row| Ok(summary(&account, agent, row?)))
        .collect::<Result<_, rusqlite::Error>>()?;
    let count =
        tx.query_row("SELECT count(*) FROM conversation WHERE agent = ?", [agent], |row| {
            row.get(0)
        })?;
    Ok((page, count))
}

/// One conversation with all its exchanges.
pub(crate) fn get(tx: &Tx<'_>, agent: &str, id: &str) -> Result<Conversation, Refusal> {
    let row = row(tx, agent, id)?;
    let mut statement = tx.prepare_cached(
        "SELECT user_input, response, topics, at FROM turn WHERE conversation = ? ORDER BY id",
    )?;
    let turns = statement.query_map([id], |row| {
        let topics: String = row.get(2)?;
        Ok(json!({
            "user_input": row.get::<_, String>(0)?,
            "agent_response": row.get::<_, String>(1)?,
            "retrieved_topics": serde_json::from_str(&topics).unwrap_or(Value::Null),
            "created_at": row.get::<_, String>(3)?,
        }))
    })?;
    let turns: Vec<_> = turns.collect::<Result<_, _>>()?;
    Ok(Conversation {
        metrics: Some(json!({"turns": turns.len()})),
        turns: Some(turns),
        function_events: Some(json!({})),
        ..summary(&settings::account(tx)?, agent, row)
    })
}

fn summary(account: &str, agent: &str, row: ConversationRow) -> Conversation {
    let seconds = || {
        let finished: jiff::Timestamp = row.finished_at.as_deref()?.parse().ok()?;
        Some(finished.duration_since(row.started_at.parse().ok()?).as_secs())
    };
    let duration = seconds();
    Conversation {
        conversation_id: row.id,
        account_id: account.to_owned(),
        project_id: agent.to_owned(),
        created_at: Some(row.started_at.clone()),
        started_at: Some(row.started_at),
        finished_at: row.finished_at.filter(|_| row.ended),
        channel: Some(row.channel),
        language: Some(row.language),
        variant_id: row.variant_id,
        client_env: Some(row.environment),
        total_duration: duration,
        polyai_duration: duration,
        duration,
        in_progress: Some(!row.ended),
        handoff: Some(false),
        direction: Some("inbound".to_owned()),
        tags: Some(Vec::new()),
        deployment_id: row.deployment,
        ..Conversation::default()
    }
}

fn conversation_row(row: &Row<'_>) -> Result<ConversationRow, rusqlite::Error> {
    Ok(ConversationRow {
        id: row.get(0)?,
        environment: row.get(1)?,
        deployment: row.get(2)?,
        snapshot: row.get(3)?,
        channel: row.get(4)?,
        language: row.get(5)?,
        variant_id: row.get(6)?,
        started_at: row.get(7)?,
        finished_at: row.get(8)?,
        ended: row.get(9)?,
    })
}
