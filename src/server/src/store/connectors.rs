//! Telephony connectors. No endpoint makes one: importing numbers into an environment uses the
//! first connector that the agent has there, or makes it. That is our choice (contract Part 6).

use rusqlite::{OptionalExtension, Row, params};
use wire::{Connector, ConnectorDeleted, ConnectorPatch};

use super::transaction::Tx;
use super::{agent_row, branches, content, deployments, phone_number_row, settings};
use crate::environment::Environment;
use crate::id;
use crate::projection::{settings as agent_settings, variants};
use crate::refusal::Refusal;

const COLUMNS: &str = "id, agent, name, environment, variant_id, asr_lang_code, tts_lang_code,
    voice_name, disable_handoff";

/// A connector to be made.
#[derive(Debug, Clone)]
pub(crate) struct NewConnector<'a> {
    /// For people.
    pub(crate) name: &'a str,
    /// The environment whose version answers.
    pub(crate) environment: Environment,
    /// Empty for none.
    pub(crate) variant_id: &'a str,
    /// For example `en-GB`: what is listened for and spoken.
    pub(crate) language: &'a str,
    /// For example `en-GB-Standard-A`.
    pub(crate) voice_name: &'a str,
}

/// The connectors of an agent, oldest first.
pub(crate) fn list(tx: &Tx<'_>, agent: &str) -> Result<Vec<Connector>, Refusal> {
    agent_row::check(tx, agent)?;
    let account = settings::account(tx)?;
    let sql = format!("SELECT {COLUMNS} FROM connector WHERE agent = ? ORDER BY rowid");
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([agent], |row| connector(&account, row))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One connector.
pub(crate) fn get(tx: &Tx<'_>, agent: &str, id: &str) -> Result<Connector, Refusal> {
    agent_row::check(tx, agent)?;
    let account = settings::account(tx)?;
    let sql = format!("SELECT {COLUMNS} FROM connector WHERE agent = ? AND id = ?");
    let found = tx.query_row(&sql, [agent, id], |row| connector(&account, row)).optional()?;
    found.ok_or_else(|| Refusal::NoConnector(id.to_owned()))
}

/// Makes a connector and returns its id.
pub(crate) fn add(tx: &Tx<'_>, agent: &str, new: &NewConnector<'_>) -> Result<String, Refusal> {
    agent_row::check(tx, agent)?;
    let id = id::hex("CONNECTOR-");
    tx.execute(
        "INSERT INTO connector VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, 0)",
        params![
            id,
            agent,
            new.name,
            new.environment.name(),
            new.variant_id,
            new.language,
            new.voice_name
        ],
    )?;
    Ok(id)
}

/// The connector that new numbers of an environment go to.
pub(crate) fn first_or_new(
    tx: &Tx<'_>,
    agent: &str,
    environment: Environment,
) -> Result<String, Refusal> {
    let first: Option<String> = tx
        .query_row(
            "SELECT id FROM connector WHERE agent = ? AND environment = ? ORDER BY rowid",
            [agent, environment.name()],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(first) = first {
        return Ok(first);
    }
    let content = branches::content(tx, agent, branches::MAIN)?;
    let language = agent_settings::language(&content);
    let new = NewConnector {
        name: &format!("{} line", environment.name()),
        environment,
        variant_id: "",
        language,
        voice_name: &format!("{language}-Standard-A"),
    };
    add(tx, agent, &new)
}

/// Changes what the patch names.
pub(crate) fn patch(
    tx: &Tx<'_>,
    agent: &str,
    id: &str,
    patch: &ConnectorPatch,
) -> Result<Connector, Refusal> {
    let mut connector = get(tx, agent, id)?;
    if let Some(project) = &patch.project_id
        && *project != connector.project_id
    {
        if agent_row::check(tx, project).is_err() {
            let message = format!("there is no agent {project:?} to move the connector to");
            return Err(Refusal::BadConnector(message));
        }
        connector.project_id.clone_from(project);
        // A variant of the former agent does not exist in the other one.
        connector.variant_id.clear();
    }
    if let Some(variant) = &patch.variant_id {
        connector.variant_id = variant.clone().unwrap_or_default();
        check_variant(tx, &connector)?;
    }
    if let Some(language) = &patch.asr_lang_code {
        if language_of(language).as_ref() != Some(language) {
            let message = format!("{language:?} is not a language; write it like en-GB");
            return Err(Refusal::BadConnector(message));
        }
        connector.asr_lang_code.clone_from(language);
    }
    if let Some(voice) = &patch.voice_name {
        let language = language_of(voice).ok_or_else(|| {
            Refusal::BadConnector(format!("{voice:?} is no voice; write it like en-GB-Standard-A"))
        })?;
        connector.voice_name.clone_from(voice);
        connector.tts_lang_code = language;
    }
    tx.execute(
        "UPDATE connector SET agent = ?, variant_id = ?, asr_lang_code = ?, tts_lang_code = ?,
             voice_name = ? WHERE id = ?",
        params![
            connector.project_id,
            connector.variant_id,
            connector.asr_lang_code,
            connector.tts_lang_code,
            connector.voice_name,
            id
        ],
    )?;
    tx.execute(
        "UPDATE phone_number SET agent = ? WHERE connector = ?",
        params![connector.project_id, id],
    )?;
    Ok(connector)
}

/// Deletes a connector and its numbers.
pub(crate) fn delete(tx: &Tx<'_>, agent: &str, id: &str) -> Result<ConnectorDeleted, Refusal> {
    get(tx, agent, id)?;
    let numbers = phone_number_row::list(tx, agent, Some(id))?;
    tx.execute("DELETE FROM connector WHERE id = ?", [id])?;
    Ok(ConnectorDeleted {
        deleted_connector: id.to_owned(),
        deleted_phone_numbers: numbers.into_iter().map(|number| number.number).collect(),
    })
}

/// A variant answers calls only once it is published to the environment (contract §3.9).
fn check_variant(tx: &Tx<'_>, connector: &Connector) -> Result<(), Refusal> {
    if connector.variant_id.is_empty() {
        return Ok(());
    }
    let environment = Environment::parse(&connector.client_env)?;
    let active = deployments::active(tx, &connector.project_id, environment)?;
    let published = match active {
        None => false,
        Some(active) => {
            variants::get(&content::load(tx, active.snapshot)?, &connector.variant_id).is_ok()
        }
    };
    if published {
        return Ok(());
    }
    Err(Refusal::BadConnector(format!(
        "the variant {:?} is not in what {} runs; publish it there first",
        connector.variant_id, connector.client_env
    )))
}

/// The language and region that a voice's name begins with.
fn language_of(voice: &str) -> Option<String> {
    let mut parts = voice.split('-');
    let (language, region) = (parts.next()?, parts.next()?);
    let fits = (2..=3).contains(&language.len())
        && language.chars().all(|c| c.is_ascii_lowercase())
        && (2..=3).contains(&region.len())
        && region.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    fits.then(|| format!("{language}-{region}"))
}

fn connector(account: &str, row: &Row<'_>) -> Result<Connector, rusqlite::Error> {
    Ok(Connector {
        connector_id: row.get(0)?,
        project_id: row.get(1)?,
        name: row.get(2)?,
        client_env: row.get(3)?,
        variant_id: row.get(4)?,
        asr_lang_code: row.get(5)?,
        tts_lang_code: row.get(6)?,
        voice_name: row.get(7)?,
        disable_handoff: row.get(8)?,
        account_id: account.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_names_its_language() {
        assert_eq!(language_of("en-GB-Standard-A").as_deref(), Some("en-GB"));
        assert_eq!(language_of("es-419").as_deref(), Some("es-419"));
        assert_eq!(language_of("english"), None);
        assert_eq!(language_of("EN-gb-x"), None);
    }
}
