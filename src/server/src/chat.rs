//! Chat for testing: the topic that fits best is found and read out. No language model.

use std::time::Instant;

use rusqlite::{OptionalExtension, params};
use wire::Topic;

use crate::clock::{Act, iso_micros};
use crate::environment::Environment;
use crate::id;
use crate::projection::{Projection, settings, topics, variants};
use crate::refusal::Refusal;
use crate::store::content::{self, SnapshotId};
use crate::store::conversations::{self, ConversationRow, Turn};
use crate::store::{Store, Tx, branches, deployments};

mod search;

/// Follows every answer, so that it is not taken for the agent's own words.
const DISCLAIMER: &str = "Found by searching this agent's topics. The local server runs no language \
                          model, so this is the topic's own text.";

const NOTHING_FOUND: &str = "No active topic matches that. The local server searches the agent's \
                             topics; it runs no language model.";

/// What answers a chat.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    /// What an environment runs.
    Environment(Environment),
    /// A branch, as it was when it was built.
    Build(String),
}

/// A chat to begin.
#[derive(Debug, Clone)]
pub(crate) struct NewChat {
    pub(crate) source: Source,
    pub(crate) conversation_id: Option<String>,
    pub(crate) channel: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) variant_id: Option<String>,
}

/// What the agent answers.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) conversation_id: String,
    pub(crate) user_input: String,
    pub(crate) response: String,
    /// Names, best first.
    pub(crate) topics: Vec<String>,
    pub(crate) language: String,
    pub(crate) ended: bool,
}

/// Begins a chat; the answer is the greeting.
pub(crate) fn begin(tx: &Tx<'_>, agent: &str, new: NewChat, act: &Act) -> Result<Answer, Refusal> {
    let (environment, deployment, snapshot) = find_source(tx, agent, &new.source)?;
    let projection = content::load(tx, snapshot)?;
    if let Some(variant) = &new.variant_id {
        variants::get(&projection, variant)?;
    }
    let row = ConversationRow {
        id: new.conversation_id.unwrap_or_else(|| format!("AS_CHAT_{}", id::uuid())),
        environment,
        deployment,
        snapshot,
        channel: new.channel.unwrap_or_else(|| "chat.polyai".to_owned()),
        language: new.language.unwrap_or_else(|| settings::language(&projection).to_owned()),
        variant_id: new.variant_id,
        started_at: iso_micros(act.at),
        finished_at: None,
        ended: false,
    };
    conversations::add(tx, agent, &row)?;
    let response = settings::greeting(&projection).to_owned();
    let answer = Answer {
        conversation_id: row.id,
        user_input: String::new(),
        response,
        topics: Vec::new(),
        language: row.language,
        ended: false,
    };
    store_turn(tx, &answer, None, act)?;
    Ok(answer)
}

/// Sends a message to the agent. The search for an answer runs between two transactions.
pub(crate) fn respond(
    store: &Store,
    agent: &str,
    conversation_id: &str,
    message: &str,
    act: &Act,
) -> Result<Answer, Refusal> {
    let started = Instant::now();
    let (row, projection) = store.read(|tx| {
        let row = open_row(tx, agent, conversation_id)?;
        let projection = content::load(tx, row.snapshot)?;
        Ok((row, projection))
    })?;
    let ended = is_goodbye(message);
    let (response, topics) = if ended {
        ("Goodbye.".to_owned(), Vec::new())
    } else {
        answer(&projection, row.variant_id.as_deref(), message)?
    };
    let answer = Answer {
        conversation_id: row.id,
        user_input: message.to_owned(),
        response,
        topics,
        language: row.language,
        ended,
    };
    let latency = i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
    store.write(|tx| {
        // It may have ended meanwhile.
        open_row(tx, agent, conversation_id)?;
        store_turn(tx, &answer, Some(latency), act)
    })?;
    Ok(answer)
}

/// Ends a chat. Ending it twice does no harm.
pub(crate) fn end(tx: &Tx<'_>, agent: &str, conversation_id: &str) -> Result<(), Refusal> {
    let row = conversations::row(tx, agent, conversation_id)?;
    conversations::end(tx, &row.id)
}

/// A conversation that has not ended.
fn open_row(tx: &Tx<'_>, agent: &str, conversation_id: &str) -> Result<ConversationRow, Refusal> {
    let row = conversations::row(tx, agent, conversation_id)?;
    if row.ended { Err(Refusal::ConversationEnded) } else { Ok(row) }
}

fn find_source(
    tx: &Tx<'_>,
    agent: &str,
    source: &Source,
) -> Result<(String, Option<String>, SnapshotId), Refusal> {
    match source {
        Source::Environment(environment) => {
            let active = deployments::active(tx, agent, *environment)?;
            let name = environment.name().to_owned();
            let active = active.ok_or_else(|| Refusal::NothingDeployed(name.clone()))?;
            Ok((name, Some(active.id), active.snapshot))
        }
        Source::Build(version) => {
            branches::get(tx, agent, branches::MAIN)?;
            let snapshot = tx
                .query_row(
                    "SELECT snapshot FROM build WHERE agent = ? AND lambda_deployment_version = ?",
                    params![agent, version],
                    |row| row.get(0),
                )
                .optional()?;
            let snapshot = snapshot.ok_or_else(|| Refusal::NothingDeployed(version.clone()))?;
            Ok(("draft".to_owned(), None, snapshot))
        }
    }
}

/// The text and the names of the topics it rests on.
fn answer(
    projection: &Projection,
    variant_id: Option<&str>,
    message: &str,
) -> Result<(String, Vec<String>), Refusal> {
    let active: Vec<Topic> =
        topics::list(projection).into_iter().filter(|topic| topic.is_active).collect();
    let found = search::best(&active, message)?;
    let Some(best) = found.first() else { return Ok((NOTHING_FOUND.to_owned(), Vec::new())) };
    let best = &active[*best];
    let mut text = fill_in(projection, variant_id, &best.content);
    if !best.actions.is_empty() {
        text.push_str("\n\nActions of the topic, which are not carried out here:\n\n");
        text.push_str(&fill_in(projection, variant_id, &best.actions));
    }
    let text = format!("**{}**\n\n{text}\n\n*{DISCLAIMER}*", best.name);
    Ok((text, found.into_iter().map(|index| active[index].name.clone()).collect()))
}

/// Puts the variant's values in the place of `{{attr:…}}`.
fn fill_in(projection: &Projection, variant_id: Option<&str>, text: &str) -> String {
    let chosen = |variant: &wire::Variant| match variant_id {
        Some(id) => variant.id == id,
        None => variant.is_default,
    };
    let Some(variant) = variants::list(projection).into_iter().find(chosen) else {
        return text.to_owned();
    };
    let values = variant.attribute_values.values.iter();
    values.fold(text.to_owned(), |text, (id, value)| {
        text.replace(&format!("{{{{attr:{id}}}}}"), value)
    })
}

fn store_turn(
    tx: &Tx<'_>,
    answer: &Answer,
    latency: Option<i64>,
    act: &Act,
) -> Result<(), Refusal> {
    let turn = Turn {
        user_input: &answer.user_input,
        response: &answer.response,
        topics: &answer.topics,
        latency,
    };
    conversations::add_turn(tx, &answer.conversation_id, &turn, answer.ended, act)
}

fn is_goodbye(message: &str) -> bool {
    let word = message.trim().trim_end_matches(['.', '!']).to_lowercase();
    ["bye", "goodbye", "good bye"].contains(&word.as_str())
}
