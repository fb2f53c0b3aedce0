//! The form in which drafts are stored on a device: types of its own, so that a change of the model
//! cannot make stored text unreadable.

use std::collections::BTreeMap;

use model::{AttributeId, Cell, CellEdit, Edit, Topic, TopicId, VariantId};
use serde::{Deserialize, Serialize};

use super::{Drafts, TopicDraft};

/// The version that is written. A change that an older page would read wrongly counts it up.
const VERSION: u32 = 2;

fn first_version() -> u32 {
    1
}

/// Why a stored text gives no drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It has none of this app's forms.
    Broken,
    /// A newer page has stored it.
    Newer,
}

/// Writes drafts as they are stored.
pub(super) fn write(drafts: &Drafts) -> String {
    let stored = StoredDrafts {
        version: VERSION,
        behavior: drafts.behavior.as_ref().map(StoredText::of),
        topics: drafts
            .topics
            .values()
            .map(|draft| StoredDraft {
                base: draft.base.as_ref().map(StoredTopic::of),
                mine: StoredTopic::of(&draft.mine),
            })
            .collect(),
        cells: drafts.cells.iter().map(StoredCell::of).collect(),
        messages: drafts.messages.clone(),
    };
    serde_json::to_string(&stored).unwrap_or_default()
}

/// Reads drafts of this version and older ones.
pub(super) fn read(text: &str) -> Result<Drafts, Unreadable> {
    let Version { version } = serde_json::from_str(text).map_err(|_| Unreadable::Broken)?;
    if version > VERSION {
        return Err(Unreadable::Newer);
    }
    let stored: StoredDrafts = serde_json::from_str(text).map_err(|_| Unreadable::Broken)?;
    let mut drafts = Drafts {
        behavior: stored.behavior.map(StoredText::into_edit),
        messages: stored.messages,
        ..Drafts::default()
    };
    // Collected, each kind of map would bring a way of sorting of its own into the page.
    for draft in stored.topics {
        let (base, mine) = (draft.base.map(StoredTopic::into_topic), draft.mine.into_topic());
        drafts.topics.insert(mine.id.clone(), TopicDraft { base, mine });
    }
    for cell in stored.cells {
        let (cell, edit) = cell.into_edit();
        drafts.cells.insert(cell, edit);
    }
    Ok(drafts)
}

/// What every version has.
#[derive(Deserialize)]
struct Version {
    #[serde(default = "first_version")]
    version: u32,
}

/// The form on this device.
#[derive(Serialize, Deserialize)]
struct StoredDrafts {
    /// Drafts of the first version name none.
    #[serde(default = "first_version")]
    version: u32,
    #[serde(default)]
    behavior: Option<StoredText>,
    #[serde(default)]
    topics: Vec<StoredDraft>,
    #[serde(default)]
    cells: Vec<StoredCell>,
    #[serde(default)]
    messages: BTreeMap<String, String>,
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

/// A text that is being edited.
#[derive(Serialize, Deserialize)]
struct StoredText {
    base: String,
    mine: String,
}

impl StoredText {
    fn of(edit: &Edit<String>) -> Self {
        Self { base: edit.base.clone(), mine: edit.mine.clone() }
    }

    fn into_edit(self) -> Edit<String> {
        Edit { base: self.base, mine: self.mine }
    }
}
