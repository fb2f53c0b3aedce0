//! Where the decisions about a merge are stored on this device, beside the drafts of its branch.

use std::collections::BTreeMap;

use model::{BranchRef, Decision, Party};
use serde::{Deserialize, Serialize};

use super::decided::{Entries, Entry};
use crate::state::device::Device;

const PREFIX: &str = "studio.merge/";

/// The place on this device for the decisions about a merge of one branch with its parent.
#[derive(Clone)]
pub(crate) struct MergeStore {
    device: &'static dyn Device,
    key: String,
}

impl MergeStore {
    /// The place for a branch of the API at `base`.
    pub(crate) fn new(device: &'static dyn Device, base: &str, at: &BranchRef) -> Self {
        Self { device, key: format!("{PREFIX}{base}/{}/{}", at.agent, at.branch) }
    }

    /// What is stored; nothing where it is in a form of another version of this app.
    pub(crate) fn load(&self) -> Entries {
        let stored = self.device.read(&self.key);
        let stored: Option<Stored> = stored.and_then(|text| serde_json::from_str(&text).ok());
        let stored = stored.filter(|stored| stored.version == VERSION);
        stored
            .into_iter()
            .flat_map(|stored| stored.decisions)
            .map(StoredEntry::into_entry)
            .collect()
    }

    /// Stores decisions; gives whether the device had space for them.
    pub(crate) fn store(&self, entries: &Entries) -> bool {
        if entries.is_empty() {
            self.device.remove(&self.key);
            return true;
        }
        let decisions = entries.iter().map(StoredEntry::of).collect();
        let text = serde_json::to_string(&Stored { version: VERSION, decisions });
        self.device.write(&self.key, &text.unwrap_or_default())
    }
}

/// The version of the form. A change that an older page would read wrongly counts it up.
const VERSION: u32 = 1;

/// The form on this device: types of its own, so that a change of the model cannot make it unreadable.
#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    decisions: Vec<StoredEntry>,
}

#[derive(Serialize, Deserialize)]
struct StoredEntry {
    path: Vec<String>,
    /// Of the values that it is about; a text, because JSON's numbers are not that long.
    about: String,
    decision: StoredDecision,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum StoredDecision {
    Target,
    Branch,
    Before,
    Text(String),
    Places { places: Vec<Option<String>>, text: String },
    List(Vec<String>),
    Names(Vec<String>),
    One(BTreeMap<String, String>),
}

impl StoredEntry {
    fn of((path, entry): (&Vec<String>, &Entry)) -> Self {
        let decision = match entry.decision.clone() {
            Decision::Take(Party::Target) => StoredDecision::Target,
            Decision::Take(Party::Branch) => StoredDecision::Branch,
            Decision::Take(Party::Before) => StoredDecision::Before,
            Decision::Text(text) => StoredDecision::Text(text),
            Decision::Places { places, text } => StoredDecision::Places { places, text },
            Decision::List(entries) => StoredDecision::List(entries),
            Decision::Names(names) => StoredDecision::Names(names),
            Decision::One(texts) => StoredDecision::One(texts),
        };
        Self { path: path.clone(), about: entry.fingerprint.to_string(), decision }
    }

    fn into_entry(self) -> (Vec<String>, Entry) {
        let decision = match self.decision {
            StoredDecision::Target => Decision::Take(Party::Target),
            StoredDecision::Branch => Decision::Take(Party::Branch),
            StoredDecision::Before => Decision::Take(Party::Before),
            StoredDecision::Text(text) => Decision::Text(text),
            StoredDecision::Places { places, text } => Decision::Places { places, text },
            StoredDecision::List(entries) => Decision::List(entries),
            StoredDecision::Names(names) => Decision::Names(names),
            StoredDecision::One(texts) => Decision::One(texts),
        };
        // A number that cannot be read fits no question, so that it is asked again.
        let fingerprint = self.about.parse().unwrap_or_default();
        (self.path, Entry { fingerprint, decision })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_come_back_as_they_were_stored() {
        let text = |text: &str| text.to_owned();
        let all = [
            Decision::Take(Party::Target),
            Decision::Take(Party::Branch),
            Decision::Take(Party::Before),
            Decision::Text(text("a \"b\"\n")),
            Decision::Places { places: vec![Some(text("a")), None], text: text("ab") },
            Decision::List(vec![text("a")]),
            Decision::Names(vec![text("a")]),
            Decision::One(BTreeMap::from([(text("content"), text("a"))])),
        ];
        let entries: Entries = all
            .into_iter()
            .enumerate()
            .map(|(index, decision)| {
                (vec![index.to_string()], Entry { fingerprint: u64::MAX - 1, decision })
            })
            .collect();
        let stored: Vec<_> = entries.iter().map(StoredEntry::of).collect();
        let json = serde_json::to_string(&stored).unwrap();
        let read: Vec<StoredEntry> = serde_json::from_str(&json).unwrap();
        let read: Entries = read.into_iter().map(StoredEntry::into_entry).collect();
        assert_eq!(read, entries);
    }
}
