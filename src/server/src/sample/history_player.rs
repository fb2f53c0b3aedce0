//! Plays a history: edits the content step by step and reports each event, in order.

use jiff::Timestamp;
use serde_json::Value;

use super::files::Source;
use super::history::StepAction;
use super::sample_error::SampleError;
use crate::clock::Act;
use crate::environment::Environment;
use crate::options::Api;
use content_editor::ContentEditor;
use timeline::{Clock, Entry, timeline};

mod content_editor;
mod pause;
mod timeline;

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

/// Calls `each` with every event, in chronological order.
pub(super) fn play_history<E: From<SampleError>>(
    source: &Source,
    now: Timestamp,
    api: Api,
    mut each: impl FnMut(Act, Event<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let clock = Clock::of(source, now);
    let created = clock.act(&source.about.created, &source.about.owner)?;
    let timeline = timeline(source, &clock, api)?;
    let first = timeline.first().map_or(created.at, |(act, _)| act.at);
    let mut editor = ContentEditor::new(source, &created, first);
    each(created, Event::Created { content: editor.projection(None)? })?;

    for (act, entry) in timeline {
        let (branch, step) = match entry {
            Entry::Step(branch, step) => (branch, step),
            Entry::Begin(name) => {
                editor.branch(name);
                each(act, Event::Branched { name })?;
                continue;
            }
        };
        if let Some(last) = editor.edit(branch, step, &act)? {
            each(last, Event::Edited { branch, content: editor.projection(branch)? })?;
        }
        let key = step.key.as_deref();
        match &step.action {
            StepAction::Draft => {}
            StepAction::Publish { message } => each(act, Event::Published { key, message })?,
            &StepAction::Promote { from, to, ref message } => {
                each(act, Event::Promoted { key, from, to, message })?;
            }
            StepAction::RollBack { to, message } => each(act, Event::RolledBack { to, message })?,
        }
    }
    Ok(())
}
