//! Who made and last changed what, by the path of the thing.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::ids::Ids;
use crate::clock::Act;
use crate::projection::bookkeeping;

/// The first people, and the days in which they wrote what was there before the first publish.
#[derive(Debug)]
pub(super) struct InitialAuthors {
    pub(super) ids: Ids,
    pub(super) people: Vec<String>,
    pub(super) from: Timestamp,
    pub(super) to: Timestamp,
}

/// The dates of one line of edits. A branch begins with a copy of its parent's.
#[derive(Debug, Clone)]
pub(super) struct ChangeLog {
    initial_authors: Arc<InitialAuthors>,
    created: HashMap<String, Act>,
    updated: HashMap<String, Act>,
}

impl ChangeLog {
    pub(super) fn new(initial_authors: InitialAuthors) -> Self {
        Self {
            initial_authors: Arc::new(initial_authors),
            created: HashMap::new(),
            updated: HashMap::new(),
        }
    }

    /// Notes an edit at a path: everything above it counts as changed too.
    pub(super) fn note(&mut self, path: &str, is_new: bool, act: &Act) {
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        for end in ends {
            self.updated.insert(path[..end].to_owned(), act.clone());
        }
        if is_new {
            self.created.insert(path.to_owned(), act.clone());
        }
    }

    /// The item with its four dates. Whatever is below an added item has that item's creation date.
    pub(super) fn dated(&self, path: &str, mut item: Value) -> Value {
        let created = self.created(path);
        bookkeeping::created(&mut item, &created);
        bookkeeping::updated(&mut item, self.updated.get(path).unwrap_or(&created));
        item
    }

    /// The item with who changed it and when, for the few that have no more.
    pub(super) fn touched(&self, path: &str, mut item: Value) -> Value {
        let updated = self.updated.get(path).cloned().unwrap_or_else(|| self.created(path));
        bookkeeping::updated(&mut item, &updated);
        item
    }

    fn created(&self, path: &str) -> Act {
        let starts =
            std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(up, _)| up));
        let noted = starts.filter_map(|path| self.created.get(path)).next();
        noted.cloned().unwrap_or_else(|| self.initial_authors.act(path))
    }
}

impl InitialAuthors {
    /// Spread over people and hours, and the same every time.
    fn act(&self, path: &str) -> Act {
        let [who, a, b, c, ..] = self.ids.bytes(path);
        let span = self.to.as_second() - self.from.as_second();
        let after = i64::from(u32::from_be_bytes([0, a, b, c])) % span.max(1);
        Act {
            by: self.people[usize::from(who) % self.people.len()].clone(),
            at: self.from + SignedDuration::from_secs(after),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn at(hour: i8) -> Timestamp {
        format!("2026-03-02T{hour:02}:00:00Z").parse().unwrap()
    }

    #[test]
    fn an_edit_dates_what_it_is_in_and_nothing_beside_it() {
        let people = vec!["ada@example.com".to_owned()];
        let initial_authors = InitialAuthors { ids: Ids::of("a"), people, from: at(8), to: at(9) };
        let mut change_log = ChangeLog::new(initial_authors);
        let before = change_log.dated("flows/x", json!({}));
        assert_eq!(before["createdBy"], "ada@example.com");
        assert!(before["createdAt"].as_str().unwrap() < "2026-03-02T09");

        let act = Act { by: "bob@example.com".into(), at: at(12) };
        change_log.note("flows/x/steps/y/prompt", false, &act);
        assert_eq!(change_log.dated("flows/x", json!({}))["updatedBy"], "bob@example.com");
        assert_eq!(change_log.dated("flows/x", json!({}))["createdBy"], "ada@example.com");
        assert_eq!(change_log.dated("flows/x/steps/z", json!({}))["updatedBy"], "ada@example.com");

        change_log.note("flows/new", true, &act);
        let step = change_log.dated("flows/new/steps/first", json!({}));
        assert_eq!((&step["createdBy"], &step["updatedBy"]), (&json!(act.by), &json!(act.by)));
    }
}
