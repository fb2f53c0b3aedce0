//! Alert rules (contract §1.17).

use rusqlite::{OptionalExtension, Row, params};
use wire::{ActiveAlert, AlertRule, AlertRuleCreate, AlertRulePatch};

use super::agent_row;
use super::transaction::Tx;
use crate::clock::Act;
use crate::id;
use crate::refusal::Refusal;

/// An account has no more rules.
pub(crate) const MOST: usize = 10;

/// What every id begins with.
pub(crate) const PREFIX: &str = "ar_";

const COLUMNS: &str = "id, name, agent, metric, operator, threshold_value, window_duration,
    enabled, state, since, last_evaluated_at, current_value, created_at, updated_at";

/// All rules, oldest first.
pub(crate) fn list(tx: &Tx<'_>) -> Result<Vec<AlertRule>, Refusal> {
    let sql = format!("SELECT {COLUMNS} FROM alert_rule ORDER BY position");
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([], rule)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One rule.
pub(crate) fn get(tx: &Tx<'_>, id: &str) -> Result<AlertRule, Refusal> {
    let sql = format!("SELECT {COLUMNS} FROM alert_rule WHERE id = ?");
    let found = tx.prepare_cached(&sql)?.query_row([id], rule).optional()?;
    found.ok_or_else(|| Refusal::NoAlertRule(id.to_owned()))
}

/// Makes a rule.
pub(crate) fn add(tx: &Tx<'_>, new: AlertRuleCreate, act: &Act) -> Result<AlertRule, Refusal> {
    let count: usize = tx.query_row("SELECT count(*) FROM alert_rule", [], |row| row.get(0))?;
    if count >= MOST {
        return Err(Refusal::TooManyAlertRules(MOST));
    }
    let made = AlertRule {
        id: id::letters(PREFIX),
        name: new.name,
        project_id: new.project_id,
        metric: new.metric,
        operator: new.operator,
        threshold_value: new.threshold_value,
        window_duration: new.window_duration,
        enabled: new.enabled,
        current_state: first_state(new.enabled).to_owned(),
        since: None,
        last_evaluated_at: None,
        current_value: None,
        created_at: act.date(),
        updated_at: act.date(),
    };
    check_agent(tx, &made)?;
    store(tx, &made)?;
    Ok(made)
}

/// Changes what the patch names.
pub(crate) fn patch(
    tx: &Tx<'_>,
    id: &str,
    patch: AlertRulePatch,
    act: &Act,
) -> Result<AlertRule, Refusal> {
    let old = get(tx, id)?;
    let mut new = AlertRule {
        name: patch.name.unwrap_or_else(|| old.name.clone()),
        project_id: patch.project_id.unwrap_or_else(|| old.project_id.clone()),
        metric: patch.metric.unwrap_or_else(|| old.metric.clone()),
        operator: patch.operator.unwrap_or_else(|| old.operator.clone()),
        threshold_value: patch.threshold_value.unwrap_or(old.threshold_value),
        window_duration: patch.window_duration.unwrap_or_else(|| old.window_duration.clone()),
        enabled: patch.enabled.unwrap_or(old.enabled),
        updated_at: act.date(),
        ..old.clone()
    };
    check_agent(tx, &new)?;
    let measures = |rule: &AlertRule| {
        (rule.metric.clone(), rule.project_id.clone(), rule.window_duration.clone())
    };
    if new.enabled != old.enabled {
        first_state(new.enabled).clone_into(&mut new.current_state);
        new.since = None;
    }
    if new.enabled != old.enabled || measures(&new) != measures(&old) {
        // What was measured says nothing about the rule as it is now.
        (new.last_evaluated_at, new.current_value) = (None, None);
    }
    store(tx, &new)?;
    Ok(new)
}

/// Deletes a rule.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<(), Refusal> {
    get(tx, id)?;
    tx.execute("DELETE FROM alert_rule WHERE id = ?", [id])?;
    Ok(())
}

/// The rules that are in alert.
pub(crate) fn active(tx: &Tx<'_>) -> Result<Vec<ActiveAlert>, Refusal> {
    let in_alert = |rule: &AlertRule| rule.enabled && rule.current_state == "alert";
    let active = list(tx)?.into_iter().filter(in_alert).map(|rule| ActiveAlert {
        alert_rule_id: rule.id,
        name: rule.name,
        project_id: rule.project_id,
        metric: rule.metric,
        operator: rule.operator,
        threshold_value: rule.threshold_value,
        window_duration: rule.window_duration,
        since: rule.since.unwrap_or(rule.updated_at),
        last_evaluated_at: rule.last_evaluated_at,
        current_value: rule.current_value,
    });
    Ok(active.collect())
}

/// Stores a rule, new or changed.
pub(crate) fn store(tx: &Tx<'_>, rule: &AlertRule) -> Result<(), Refusal> {
    let sql = format!(
        "INSERT INTO alert_rule ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, agent = excluded.agent,
             metric = excluded.metric, operator = excluded.operator,
             threshold_value = excluded.threshold_value,
             window_duration = excluded.window_duration, enabled = excluded.enabled,
             state = excluded.state, since = excluded.since,
             last_evaluated_at = excluded.last_evaluated_at,
             current_value = excluded.current_value, updated_at = excluded.updated_at"
    );
    tx.prepare_cached(&sql)?.execute(params![
        rule.id,
        rule.name,
        rule.project_id,
        rule.metric,
        rule.operator,
        rule.threshold_value,
        rule.window_duration,
        rule.enabled,
        rule.current_state,
        rule.since,
        rule.last_evaluated_at,
        rule.current_value,
        rule.created_at,
        rule.updated_at
    ])?;
    Ok(())
}

/// The state until a rule is evaluated; one that is disabled never is.
fn first_state(enabled: bool) -> &'static str {
    if enabled { "ok" } else { "unknown" }
}

fn check_agent(tx: &Tx<'_>, rule: &AlertRule) -> Result<(), Refusal> {
    match &rule.project_id {
        Some(agent) if agent_row::check(tx, agent).is_err() => {
            Err(Refusal::invalid("project_id", format!("there is no agent {agent:?}")))
        }
        _ => Ok(()),
    }
}

fn rule(row: &Row<'_>) -> Result<AlertRule, rusqlite::Error> {
    Ok(AlertRule {
        id: row.get(0)?,
        name: row.get(1)?,
        project_id: row.get(2)?,
        metric: row.get(3)?,
        operator: row.get(4)?,
        threshold_value: row.get(5)?,
        window_duration: row.get(6)?,
        enabled: row.get(7)?,
        current_state: row.get(8)?,
        since: row.get(9)?,
        last_evaluated_at: row.get(10)?,
        current_value: row.get(11)?,
        created_at: row.get(12)?,
        updated_at: row.get(13)?,
    })
}
