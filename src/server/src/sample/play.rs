//! Plays a history: edits the content step by step and tells what happened, in order.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize as _;
use serde_json::Value;

use super::content::Content;
use super::edit::Edit;
use super::files::Source;
use super::history::{Branch, Deed, Step};
use super::ids::Ids;
use super::ledger::{Beginning, Ledger};
use super::moment::Calendar;
use super::{Mistake, render};
use crate::clock::Act;
use crate::environment::Environment;
use crate::options::Api;

/// The branch that keeps unpublished edits where `main` is protected.
const DRAFT: &str = "draft-week-10";
/// The time between two edits of a step, and between the last one and what follows it.
const PAUSE: SignedDuration = SignedDuration::from_mins(6);

/// One thing that happened.
#[derive(Debug)]
pub(super) enum Event<'a> {
    /// The agent was made, with this content of `main`.
    Created { content: Value },
    /// A branch of `main` was made.
    Branched { name: &'a str },
    /// A branch has other content; `None` is `main`.
    Edited { branch: Option<&'a str>, content: Value },
    /// `main` became a version in sandbox.
    Published { key: Option<&'a str>, message: &'a str },
    /// What runs in `from` now runs in `to` as well.
    Promoted { key: Option<&'a str>, from: Environment, to: Environment, message: &'a str },
    /// The deployment of an earlier step runs again.
    RolledBack { to: &'a str, message: &'a str },
}

/// A line of edits: `main`, or a branch.
#[derive(Debug, Clone)]
struct Line {
    content: Value,
    ledger: Ledger,
}

enum Entry<'a> {
    Main(&'a Step),
    Begin(&'a Branch),
    On(&'a Branch, &'a Step),
}

/// Tells every event to `each`, in the order of time.
pub(super) fn play<E: From<Mistake>>(
    source: &Source,
    now: Timestamp,
    api: Api,
    mut each: impl FnMut(Act, Event<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let id = &source.about.id;
    let ids = Ids::of(id);
    let mistake = |problem: String| Mistake::new(id, problem);
    let calendar = Calendar::ending_before(now);
    let person = |key: &str| {
        let found = source.about.people.get(key);
        found.cloned().ok_or_else(|| mistake(format!("nobody is called {key}")))
    };
    let act = |at: &str, who: &str| -> Result<Act, Mistake> {
        let moment = calendar.moment(at).ok_or_else(|| mistake(format!("{at} is no moment")))?;
        Ok(Act { by: person(who)?, at: moment })
    };
    let project = |line: &Line| {
        let content =
            Content::deserialize(&line.content).map_err(|error| mistake(error.to_string()))?;
        render::projection(&ids, &content, &line.ledger).map_err(mistake)
    };

    let created = act(&source.about.created, &source.about.owner)?;
    let mut entries = Vec::new();
    for step in &source.steps {
        entries.push((act(&step.at, &step.who)?, Entry::Main(step)));
    }
    for branch in &source.branches {
        entries.push((act(&branch.created, &branch.who)?, Entry::Begin(branch)));
        for step in &branch.steps {
            entries.push((act(&step.at, &step.who)?, Entry::On(branch, step)));
        }
    }
    entries.sort_by_key(|(act, _)| act.at);
    let first = entries.first().map_or(created.at, |(act, _)| act.at);

    let people = source.about.people.values().cloned().collect();
    let beginning = Beginning { ids: ids.clone(), people, from: created.at, to: first };
    let mut main = Line { content: at_first(source), ledger: Ledger::new(beginning) };
    let mut branches: Vec<(&str, Line)> = Vec::new();
    each(created, Event::Created { content: project(&main)? })?;

    for (act, entry) in entries {
        let (name, step) = match entry {
            Entry::Begin(branch) => {
                branches.push((&branch.name, main.clone()));
                each(act, Event::Branched { name: &branch.name })?;
                continue;
            }
            Entry::On(branch, step) => (Some(branch.name.as_str()), step),
            Entry::Main(step) if api == Api::V1_0_11 && matches!(step.deed, Deed::Draft) => {
                if branches.iter().all(|(name, _)| *name != DRAFT) {
                    branches.push((DRAFT, main.clone()));
                    let at =
                        act.at - PAUSE * i32::try_from(step.edits.len() + 1).unwrap_or(i32::MAX);
                    each(Act { at, ..act.clone() }, Event::Branched { name: DRAFT })?;
                }
                (Some(DRAFT), step)
            }
            Entry::Main(step) => (None, step),
        };
        let line = match name {
            None => &mut main,
            Some(name) => {
                let found = branches.iter_mut().find(|(one, _)| *one == name);
                let absent = || mistake(format!("{name} is edited before it is made"));
                &mut found.ok_or_else(absent)?.1
            }
        };
        if !step.edits.is_empty() {
            edit(line, source, &step.edits, &act)
                .map_err(|error| mistake(format!("{}: {error}", step.at)))?;
            let last = Act { at: act.at - PAUSE, ..act.clone() };
            each(last, Event::Edited { branch: name, content: project(line)? })?;
        }
        let key = step.key.as_deref();
        match &step.deed {
            Deed::Draft => {}
            Deed::Publish { message } => each(act, Event::Published { key, message })?,
            &Deed::Promote { from, to, ref message } => {
                each(act, Event::Promoted { key, from, to, message })?;
            }
            Deed::RollBack { to, message } => each(act, Event::RolledBack { to, message })?,
        }
    }
    Ok(())
}

/// The content without what is added later.
fn at_first(source: &Source) -> Value {
    let mut content = source.content.clone();
    let branches = source.branches.iter().flat_map(|branch| &branch.steps);
    let edits = source.steps.iter().chain(branches).flat_map(|step| &step.edits);
    for edit in edits.filter(|edit| edit.is_add()) {
        let Some((above, key)) = edit.at().rsplit_once('/') else { continue };
        let parent = content.pointer_mut(&format!("/{above}"));
        if let Some(parent) = parent.and_then(Value::as_object_mut) {
            parent.shift_remove(key);
        }
    }
    content
}

/// Does the edits of a step, the last one a pause before `act`.
fn edit(line: &mut Line, source: &Source, edits: &[Edit], act: &Act) -> Result<(), String> {
    for (edit, before) in edits.iter().zip((1..=edits.len()).rev()) {
        let is_new = line.content.pointer(&format!("/{}", edit.at())).is_none();
        edit.apply(&mut line.content, &source.content)?;
        let at = act.at - PAUSE * i32::try_from(before).unwrap_or(i32::MAX);
        line.ledger.note(edit.at(), is_new, &Act { at, ..act.clone() });
    }
    Ok(())
}
