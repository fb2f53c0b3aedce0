//! What somebody typed and has not saved, stored on this device until it is saved or dropped: a
//! closed tab, a crash or a refused request loses no character.

use std::collections::BTreeMap;

use model::{
    AttributeId, BranchRef, Cell, CellEdit, CellEdits, Topic, TopicEdit, TopicId, VariantId,
};
use serde::{Deserialize, Serialize};

use crate::browser::storage;

const PREFIX: &str = "studio.draft/";

/// A text that is being edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TextDraft {
    /// What was saved when the edit began, to see what others changed meanwhile.
    pub(crate) base: String,
    /// What is typed now.
    pub(crate) mine: String,
}

/// A topic that is being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TopicDraft {
    /// What was saved when the edit began; `None` for a new topic.
    pub(crate) base: Option<Topic>,
    /// What is typed now.
    pub(crate) mine: Topic,
}

impl TopicDraft {
    /// Whether there is anything to save.
    pub(crate) fn is_changed(&self) -> bool {
        match &self.base {
            Some(base) => !TopicEdit::between(base, &self.mine).is_empty(),
            None => true,
        }
    }
}

/// Everything unsaved on one branch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Drafts {
    pub(crate) behavior: Option<TextDraft>,
    /// By identifier; the empty one is the new topic.
    pub(crate) topics: BTreeMap<TopicId, TopicDraft>,
    pub(crate) cells: CellEdits,
}

impl Drafts {
    /// The drafts that are stored for a branch.
    pub(crate) fn load(base: &str, at: &BranchRef) -> Self {
        storage::read(&key(base, at)).and_then(|text| Self::from_json(&text)).unwrap_or_default()
    }

    /// Stores for a branch what has changed since `before`; gives whether the browser had space for
    /// it. The rest is left as it is: another tab of the same branch may have stored it.
    pub(crate) fn store(&self, before: &Self, base: &str, at: &BranchRef) -> bool {
        if self == before {
            return true;
        }
        let stored = self.over(before, Self::load(base, at));
        if stored == Self::default() {
            storage::remove(&key(base, at));
            return true;
        }
        storage::write(&key(base, at), &stored.to_json())
    }

    /// Lays what differs here from `before` over something else.
    pub(crate) fn over(&self, before: &Self, mut other: Self) -> Self {
        if self.behavior != before.behavior {
            other.behavior.clone_from(&self.behavior);
        }
        lay_over(&self.topics, &before.topics, &mut other.topics);
        lay_over(&self.cells, &before.cells, &mut other.cells);
        other
    }

    fn to_json(&self) -> String {
        let stored = StoredDrafts {
            behavior: self.behavior.clone(),
            topics: self
                .topics
                .values()
                .map(|draft| StoredDraft {
                    base: draft.base.as_ref().map(StoredTopic::of),
                    mine: StoredTopic::of(&draft.mine),
                })
                .collect(),
            cells: self.cells.iter().map(StoredCell::of).collect(),
        };
        serde_json::to_string(&stored).unwrap_or_default()
    }

    fn from_json(text: &str) -> Option<Self> {
        let stored: StoredDrafts = serde_json::from_str(text).ok()?;
        let mut topics = BTreeMap::new();
        for draft in stored.topics {
            let mine = draft.mine.into_topic();
            let base = draft.base.map(StoredTopic::into_topic);
            topics.insert(mine.id.clone(), TopicDraft { base, mine });
        }
        Some(Self {
            behavior: stored.behavior,
            topics,
            cells: stored.cells.into_iter().map(StoredCell::into_edit).collect(),
        })
    }
}

/// The form on this device.
#[derive(Serialize, Deserialize)]
struct StoredDrafts {
    #[serde(default)]
    behavior: Option<TextDraft>,
    #[serde(default)]
    topics: Vec<StoredDraft>,
    #[serde(default)]
    cells: Vec<StoredCell>,
}

/// An unsaved cell; without an attribute it is the variant's name.
#[derive(Serialize, Deserialize)]
struct StoredCell {
    variant: String,
    attribute: Option<String>,
    #[serde(default)]
    base: String,
    mine: String,
}

impl StoredCell {
    fn of(((variant, attribute), edit): (&Cell, &CellEdit)) -> Self {
        Self {
            variant: variant.to_string(),
            attribute: attribute.as_ref().map(AttributeId::to_string),
            base: edit.base.clone(),
            mine: edit.mine.clone(),
        }
    }

    fn into_edit(self) -> (Cell, CellEdit) {
        let cell = (VariantId::new(self.variant), self.attribute.map(AttributeId::new));
        (cell, CellEdit { base: self.base, mine: self.mine })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredDraft {
    base: Option<StoredTopic>,
    mine: StoredTopic,
}

#[derive(Serialize, Deserialize)]
struct StoredTopic {
    id: String,
    name: String,
    content: String,
    actions: String,
    queries: Vec<String>,
    active: bool,
}

impl StoredTopic {
    fn of(topic: &Topic) -> Self {
        Self {
            id: topic.id.to_string(),
            name: topic.name.clone(),
            content: topic.content.clone(),
            actions: topic.actions.clone(),
            queries: topic.example_queries.clone(),
            active: topic.is_active,
        }
    }

    fn into_topic(self) -> Topic {
        Topic {
            id: TopicId::new(self.id),
            name: self.name,
            content: self.content,
            actions: self.actions,
            example_queries: self.queries,
            is_active: self.active,
        }
    }
}

fn lay_over<Key: Ord + Clone, Value: PartialEq + Clone>(
    now: &BTreeMap<Key, Value>,
    before: &BTreeMap<Key, Value>,
    other: &mut BTreeMap<Key, Value>,
) {
    for key in before.keys().filter(|key| !now.contains_key(*key)) {
        other.remove(key);
    }
    for (key, value) in now.iter().filter(|(key, value)| before.get(*key) != Some(*value)) {
        other.insert(key.clone(), value.clone());
    }
}

fn key(base: &str, at: &BranchRef) -> String {
    format!("{PREFIX}{base}/{}/{}", at.agent, at.branch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_as_it_was() {
        let topic = Topic {
            id: "T-1".into(),
            name: "Hours".into(),
            example_queries: vec!["When?".into()],
            ..Topic::default()
        };
        let new = Topic { name: "New".into(), is_active: true, ..Topic::default() };
        let drafts = Drafts {
            behavior: Some(TextDraft { base: "a".into(), mine: "b \"quoted\"\n".into() }),
            topics: BTreeMap::from([
                ("T-1".into(), TopicDraft { base: Some(topic.clone()), mine: topic }),
                (TopicId::default(), TopicDraft { base: None, mine: new }),
            ]),
            cells: cells(&[("V", "Dublin")]),
        };
        assert_eq!(Drafts::from_json(&drafts.to_json()), Some(drafts));
        assert_eq!(Drafts::from_json("nonsense"), None);
    }

    #[test]
    fn a_tab_leaves_alone_what_another_one_keeps() {
        let text = |mine: &str| Some(TextDraft { base: "a".into(), mine: mine.into() });
        let stored =
            Drafts { behavior: text("theirs"), cells: cells(&[("1", "a")]), ..Drafts::default() };
        let nothing = Drafts::default();
        assert_eq!(
            nothing.over(&nothing, stored.clone()),
            stored,
            "a tab in which nothing happened"
        );

        let typed = Drafts { cells: cells(&[("2", "b")]), ..Drafts::default() };
        let both = typed.over(&nothing, stored.clone());
        assert_eq!(both.behavior, stored.behavior);
        assert_eq!(both.cells, cells(&[("1", "a"), ("2", "b")]));
        assert_eq!(nothing.over(&typed, both), stored, "saved in the tab where it was typed");

        let later = Drafts { behavior: text("mine"), ..stored.clone() };
        assert_eq!(later.over(&stored, nothing).behavior, text("mine"));
    }

    fn cells(all: &[(&str, &str)]) -> CellEdits {
        let edit = |mine: &str| CellEdit { base: "saved".into(), mine: mine.into() };
        all.iter().map(|(row, mine)| (((*row).into(), None), edit(mine))).collect()
    }
}
