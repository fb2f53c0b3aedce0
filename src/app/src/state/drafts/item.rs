//! One unsaved thing of a branch: what a list of drafts shows, compares and discards.

use model::{CellEdit, Topic, TopicId, cell_text};

use super::Drafts;
use crate::text::count;

/// One unsaved thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Item {
    /// The behavior.
    Behavior,
    /// A topic; a new one has no identifier.
    Topic(TopicId),
    /// All cells of the variants' grid.
    Cells,
    /// What is typed in a dialog, by purpose.
    Message(String),
}

/// One text of an unsaved thing: as it was when the edit began, and as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypedText {
    /// What it is: "Content".
    pub(crate) label: &'static str,
    pub(crate) base: String,
    pub(crate) mine: String,
}

impl Item {
    /// Everything in drafts, in the order of the pages.
    pub(crate) fn all(drafts: &Drafts) -> Vec<Self> {
        let behavior = drafts.behavior.as_ref().map(|_| Self::Behavior);
        let cells = (!drafts.cells.is_empty()).then_some(Self::Cells);
        let messages = drafts.messages.keys().cloned().map(Self::Message);
        let topics = drafts.topics.keys().cloned().map(Self::Topic);
        behavior.into_iter().chain(topics).chain(cells).chain(messages).collect()
    }

    /// Its name in the list.
    pub(crate) fn label(&self, drafts: &Drafts) -> String {
        let named = |what: &str, topic: &Topic| match topic.name.trim() {
            "" => format!("{what} without a name"),
            name => format!("{what} “{name}”"),
        };
        match self {
            Self::Behavior => "Behavior".to_owned(),
            Self::Topic(id) => {
                drafts.topics.get(id).map_or_else(String::new, |draft| match &draft.base {
                    Some(base) => named("Topic", base),
                    None => named("New topic", &draft.mine),
                })
            }
            Self::Cells => count(drafts.cells.len(), "cell") + " of variants",
            Self::Message(_) => "Typed in a dialog".to_owned(),
        }
    }

    /// Its texts that differ from what they were.
    pub(crate) fn texts(&self, drafts: &Drafts) -> Vec<TypedText> {
        let text = |label, base: &str, mine: &str| TypedText {
            label,
            base: base.to_owned(),
            mine: mine.to_owned(),
        };
        let all = match self {
            Self::Behavior => drafts
                .behavior
                .iter()
                .map(|edit| text("Behavior", &edit.base, &edit.mine))
                .collect(),
            Self::Topic(id) => drafts.topics.get(id).map_or_else(Vec::new, |draft| {
                let none = Topic::default();
                let (base, mine) = (draft.base.as_ref().unwrap_or(&none), &draft.mine);
                let queries = |topic: &Topic| topic.example_queries.join("\n");
                let active = |topic: &Topic| if topic.is_active { "Active" } else { "Inactive" };
                let was_active = draft.base.as_ref().map_or("", active);
                vec![
                    text("Name", &base.name, &mine.name),
                    text("Content", &base.content, &mine.content),
                    text("Actions", &base.actions, &mine.actions),
                    text("Example queries", &queries(base), &queries(mine)),
                    text("State", was_active, active(mine)),
                ]
            }),
            Self::Cells => {
                let lines = |side: fn(&CellEdit) -> &String| {
                    let lines: Vec<_> =
                        drafts.cells.values().map(|edit| cell_text(side(edit))).collect();
                    lines.join("\n")
                };
                vec![text("Cells", &lines(|edit| &edit.base), &lines(|edit| &edit.mine))]
            }
            Self::Message(purpose) => drafts
                .messages
                .get(purpose)
                .map(|mine| text("Text", "", mine))
                .into_iter()
                .collect(),
        };
        all.into_iter().filter(|text| text.base != text.mine).collect()
    }

    /// Moves it out of drafts, and gives drafts that hold nothing else.
    pub(crate) fn take_from(&self, drafts: &mut Drafts) -> Drafts {
        let mut taken = Drafts::default();
        match self {
            Self::Behavior => taken.behavior = drafts.behavior.take(),
            Self::Topic(id) => taken.topics.extend(drafts.topics.remove_entry(id)),
            Self::Cells => taken.cells = std::mem::take(&mut drafts.cells),
            Self::Message(purpose) => taken.messages.extend(drafts.messages.remove_entry(purpose)),
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use model::{CellEdits, Edit};

    use super::super::TopicDraft;
    use super::*;

    fn drafts() -> Drafts {
        let topic = |id: &str, name: &str| Topic {
            id: id.into(),
            name: name.into(),
            content: "Nine to five.".into(),
            is_active: true,
            ..Topic::default()
        };
        let edited = Topic { content: "Nine to six.".into(), ..topic("T-1", "Hours") };
        let cell = CellEdit { base: "Cork".into(), mine: "Dublin\nPort".into() };
        Drafts {
            behavior: Some(Edit { base: "Be kind.".into(), mine: "Be brief.".into() }),
            topics: BTreeMap::from([
                (TopicId::default(), TopicDraft { base: None, mine: topic("", "Parking") }),
                ("T-1".into(), TopicDraft { base: Some(topic("T-1", "Hours")), mine: edited }),
            ]),
            cells: CellEdits::from([(("V".into(), None), cell)]),
            messages: BTreeMap::from([("publish".into(), "Autumn".into())]),
        }
    }

    #[test]
    fn every_unsaved_thing_is_listed_with_what_it_was_and_is() {
        let drafts = drafts();
        let shown: Vec<_> = Item::all(&drafts)
            .iter()
            .map(|item| {
                let texts = item.texts(&drafts).into_iter();
                let texts =
                    texts.map(|text| format!("{}: {} > {}", text.label, text.base, text.mine));
                (item.label(&drafts), texts.collect::<Vec<_>>().join("; "))
            })
            .collect();
        let shown: Vec<_> = shown.iter().map(|(label, texts)| (&**label, &**texts)).collect();
        assert_eq!(
            shown,
            [
                ("Behavior", "Behavior: Be kind. > Be brief."),
                (
                    "New topic “Parking”",
                    "Name:  > Parking; Content:  > Nine to five.; State:  > Active"
                ),
                ("Topic “Hours”", "Content: Nine to five. > Nine to six."),
                ("1 cell of variants", "Cells: Cork > \"Dublin\nPort\""),
                ("Typed in a dialog", "Text:  > Autumn"),
            ]
        );
    }

    #[test]
    fn what_is_discarded_and_brought_back_is_as_it_was() {
        let before = drafts();
        for item in Item::all(&before) {
            let mut left = before.clone();
            let taken = item.take_from(&mut left);
            assert_eq!(Item::all(&taken), std::slice::from_ref(&item));
            assert!(!Item::all(&left).contains(&item), "{item:?}");
            assert_eq!(taken.over(&Drafts::default(), left), before, "{item:?}");
        }
    }
}
