//! What somebody typed and has not saved. It is stored on this device until it is saved or reverted:
//! a closed tab, a crash or a refused request loses no character.

mod form;
pub(crate) mod item;
pub(crate) mod store;

use std::collections::BTreeMap;

use model::{CellEdits, Edit, Topic, TopicEdit, TopicId};

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
    pub(crate) behavior: Option<Edit<String>>,
    /// By identifier; the empty one is the new topic.
    pub(crate) topics: BTreeMap<TopicId, TopicDraft>,
    pub(crate) cells: CellEdits,
    /// What is typed in dialogs, such as the message of a publication, by purpose; never empty.
    pub(crate) messages: BTreeMap<String, String>,
}

impl Drafts {
    /// Lays what differs here from `before` over something else.
    pub(crate) fn over(&self, before: &Self, mut other: Self) -> Self {
        if self.behavior != before.behavior {
            other.behavior.clone_from(&self.behavior);
        }
        lay_over(&self.topics, &before.topics, &mut other.topics);
        lay_over(&self.cells, &before.cells, &mut other.cells);
        lay_over(&self.messages, &before.messages, &mut other.messages);
        other
    }

    /// Whether something is unsaved here that the other one does not have.
    pub(crate) fn has_more_than(&self, other: &Self) -> bool {
        (self.behavior.is_some() && other.behavior.is_none())
            || self.topics.keys().any(|id| !other.topics.contains_key(id))
            || self.cells.keys().any(|cell| !other.cells.contains_key(cell))
    }

    /// What is left of a new topic after `sent` was created as `stored`, which has an identifier:
    /// what was typed since.
    pub(crate) fn topic_was_saved(&mut self, sent: &Topic, stored: &Topic) {
        let Some(typed) = self.topics.remove(&sent.id) else { return };
        if let Some(edit) = (Edit { base: sent.clone(), mine: typed.mine }).rebase(stored) {
            let draft = TopicDraft { base: Some(edit.base), mine: edit.mine };
            self.topics.insert(stored.id.clone(), draft);
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

#[cfg(test)]
mod tests {
    use model::CellEdit;

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
            behavior: Some(Edit { base: "a".into(), mine: "b \"quoted\"\n".into() }),
            topics: BTreeMap::from([
                ("T-1".into(), TopicDraft { base: Some(topic.clone()), mine: topic }),
                (TopicId::default(), TopicDraft { base: None, mine: new }),
            ]),
            cells: cells(&[("V", "Dublin")]),
            messages: BTreeMap::from([("publish".into(), "Autumn".into())]),
        };
        assert_eq!(form::read(&form::write(&drafts)), Ok(drafts));
        assert_eq!(form::read("nonsense"), Err(form::Unreadable::Broken));
    }

    #[test]
    fn a_tab_leaves_alone_what_another_one_keeps() {
        let text = |mine: &str| Some(Edit { base: "a".into(), mine: mine.into() });
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
