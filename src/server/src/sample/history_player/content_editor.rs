//! The content of `main` and of the branches, while it is being edited.

use jiff::Timestamp;
use serde::Deserialize as _;
use serde_json::Value;

use super::pause::{PAUSE, before};
use crate::clock::Act;
use crate::sample::change_log::{ChangeLog, InitialAuthors};
use crate::sample::content::Content;
use crate::sample::files::Source;
use crate::sample::history::Step;
use crate::sample::ids::Ids;
use crate::sample::render;
use crate::sample::sample_error::SampleError;

/// The content of all branches of one agent.
pub(super) struct ContentEditor<'a> {
    source: &'a Source,
    ids: Ids,
    main: BranchContent,
    branches: Vec<(&'a str, BranchContent)>,
}

impl<'a> ContentEditor<'a> {
    pub(super) fn new(source: &'a Source, created: &Act, first: Timestamp) -> Self {
        let ids = Ids::of(&source.about.id);
        let people = source.about.people.values().cloned().collect();
        let initial_authors =
            InitialAuthors { ids: ids.clone(), people, from: created.at, to: first };
        let main = BranchContent {
            content: initial_content(source),
            change_log: ChangeLog::new(initial_authors),
        };
        Self { source, ids, main, branches: Vec::new() }
    }

    /// A branch of `main` begins.
    pub(super) fn branch(&mut self, name: &'a str) {
        self.branches.push((name, self.main.clone()));
    }

    /// What a branch holds now; `None` is `main`.
    pub(super) fn projection(&mut self, branch: Option<&str>) -> Result<Value, SampleError> {
        let ids = self.ids.clone();
        let file = self.source.about.id.as_str();
        let line = self.line(branch)?;
        let content = Content::deserialize(&line.content);
        let content = content.map_err(|error| SampleError::new(file, error))?;
        render::projection(&ids, &content, &line.change_log)
            .map_err(|error| SampleError::new(file, error))
    }

    /// Applies the edits of a step, the last one shortly before `act`, and returns the act of that one.
    pub(super) fn edit(
        &mut self,
        branch: Option<&str>,
        step: &Step,
        act: &Act,
    ) -> Result<Option<Act>, SampleError> {
        let (source, ids) = (self.source, self.ids.clone());
        let line = self.line(branch)?;
        let mut last = None;
        for (edit, pauses) in step.edits.iter().zip((1..=step.edits.len()).rev()) {
            let is_new = line.content.pointer(&format!("/{}", edit.at())).is_none();
            let done = edit.apply(&mut line.content, &source.content);
            done.map_err(|error| {
                SampleError::new(&source.about.id, format!("{}: {error}", step.at))
            })?;
            let at = before(act, pauses) + ids.time(edit.at(), PAUSE);
            let act = Act { at, ..act.clone() };
            line.change_log.note(edit.at(), is_new, &act);
            last = Some(act);
        }
        Ok(last)
    }

    fn line(&mut self, branch: Option<&str>) -> Result<&mut BranchContent, SampleError> {
        let Some(name) = branch else { return Ok(&mut self.main) };
        let found = self.branches.iter_mut().find(|(one, _)| *one == name);
        let absent =
            || SampleError::new(&self.source.about.id, format!("{name} is edited too early"));
        found.map(|(_, line)| line).ok_or_else(absent)
    }
}

/// The content of `main` or of a branch, and its changes.
#[derive(Debug, Clone)]
struct BranchContent {
    content: Value,
    change_log: ChangeLog,
}

/// The content without what is added later.
fn initial_content(source: &Source) -> Value {
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
