//! What somebody typed and has not saved, kept on this device until it is saved or dropped: a
//! closed tab, a crash or a refused request loses no character.

use std::collections::BTreeMap;

use model::{BranchRef, Topic, TopicEdit, TopicId};
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

/// A cell that is being edited; without an attribute it is the variant's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CellDraft {
    pub(crate) variant: String,
    pub(crate) attribute: Option<String>,
    pub(crate) mine: String,
}

/// Everything unsaved on one branch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Drafts {
    pub(crate) behavior: Option<TextDraft>,
    /// By identifier; the empty one is the new topic.
    pub(crate) topics: BTreeMap<TopicId, TopicDraft>,
    pub(crate) cells: Vec<CellDraft>,
}

impl Drafts {
    /// Whether nothing is unsaved.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is kept for a branch.
    pub(crate) fn load(base: &str, at: &BranchRef) -> Self {
        storage::read(&key(base, at)).and_then(|text| Self::from_json(&text)).unwrap_or_default()
    }

    /// Keeps this for a branch; says whether the browser had room for it.
    pub(crate) fn keep(&self, base: &str, at: &BranchRef) -> bool {
        if self.is_empty() {
            storage::remove(&key(base, at));
            return true;
        }
        storage::write(&key(base, at), &self.to_json())
    }

    fn to_json(&self) -> String {
        let kept = Kept {
            behavior: self.behavior.clone(),
            topics: self
                .topics
                .values()
                .map(|draft| KeptDraft {
                    base: draft.base.as_ref().map(KeptTopic::of),
                    mine: KeptTopic::of(&draft.mine),
                })
                .collect(),
            cells: self.cells.clone(),
        };
        serde_json::to_string(&kept).unwrap_or_default()
    }

    fn from_json(text: &str) -> Option<Self> {
        let kept: Kept = serde_json::from_str(text).ok()?;
        let mut topics = BTreeMap::new();
        for draft in kept.topics {
            let mine = draft.mine.into_topic();
            let base = draft.base.map(KeptTopic::into_topic);
            topics.insert(mine.id.clone(), TopicDraft { base, mine });
        }
        Some(Self { behavior: kept.behavior, topics, cells: kept.cells })
    }
}

/// The form on this device.
#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(default)]
    behavior: Option<TextDraft>,
    #[serde(default)]
    topics: Vec<KeptDraft>,
    #[serde(default)]
    cells: Vec<CellDraft>,
}

#[derive(Serialize, Deserialize)]
struct KeptDraft {
    base: Option<KeptTopic>,
    mine: KeptTopic,
}

#[derive(Serialize, Deserialize)]
struct KeptTopic {
    id: String,
    name: String,
    content: String,
    actions: String,
    queries: Vec<String>,
    active: bool,
}

impl KeptTopic {
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
            cells: vec![CellDraft { variant: "V".into(), attribute: None, mine: "Dublin".into() }],
        };
        assert_eq!(Drafts::from_json(&drafts.to_json()), Some(drafts));
        assert_eq!(Drafts::from_json("nonsense"), None);
    }
}
