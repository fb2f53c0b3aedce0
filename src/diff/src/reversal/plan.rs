//! What to send, step by step, and what cannot be reverted.

use std::collections::BTreeMap;

use model::{AttributeId, Section, Topic, TopicEdit, TopicId, VariantId};

use crate::{ChangeId, Ids};

/// What to do, in an order in which it can be done one by one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The steps.
    pub steps: Vec<Step>,
    /// Identifiers of the target that other ones stand for. What a step makes gets a new identifier:
    /// put it here under [`Step::makes`], and make every later step ready with [`Step::resolved`].
    pub ids: Ids,
    /// What was chosen and cannot be reverted.
    pub unsupported: Vec<Unsupported>,
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Writes the behavior.
    SetBehavior {
        /// The whole text.
        behavior: String,
    },
    /// Makes a topic.
    CreateTopic {
        /// The topic, under the identifier it has in the target.
        topic: Topic,
    },
    /// Changes fields of a topic.
    EditTopic {
        /// The topic.
        id: TopicId,
        /// Its name so far, for people.
        known_as: String,
        /// The fields.
        edit: TopicEdit,
    },
    /// Deletes a topic.
    DeleteTopic {
        /// The topic.
        id: TopicId,
        /// Its name, for people.
        name: String,
    },
    /// Makes an attribute.
    CreateAttribute {
        /// The identifier it has in the target.
        id: AttributeId,
        /// Its name.
        name: String,
    },
    /// Renames an attribute.
    RenameAttribute {
        /// The attribute.
        id: AttributeId,
        /// Its name so far, for people.
        from: String,
        /// Its new name.
        name: String,
    },
    /// Deletes an attribute with its values.
    DeleteAttribute {
        /// The attribute.
        id: AttributeId,
        /// Its name, for people.
        name: String,
    },
    /// Makes a variant.
    CreateVariant {
        /// The identifier it has in the target.
        id: VariantId,
        /// Its name.
        name: String,
        /// Its values.
        values: BTreeMap<AttributeId, String>,
    },
    /// Changes the name or the values of a variant.
    EditVariant {
        /// The variant.
        id: VariantId,
        /// Its name so far, for people.
        known_as: String,
        /// The new name.
        name: Option<String>,
        /// All values, those that do not change as well: whether the API merges or replaces them
        /// is not known (contract Part 6, 6).
        values: Option<BTreeMap<AttributeId, String>>,
    },
    /// Makes a variant the default.
    SetDefaultVariant {
        /// The variant.
        id: VariantId,
        /// Its name, for people.
        name: String,
    },
    /// Deletes a variant.
    DeleteVariant {
        /// The variant.
        id: VariantId,
        /// Its name, for people.
        name: String,
    },
}

/// A change that no public endpoint can revert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// The change, as [`crate::compare`] of the target and the current content names it.
    pub change: ChangeId,
    /// The section it is in.
    pub section: Section,
    /// What it is about: "Function “book”, Code".
    pub what: String,
    /// Why not.
    pub reason: &'static str,
}

impl Step {
    /// The identifier under which later steps know what this one makes.
    pub fn makes(&self) -> Option<&str> {
        match self {
            Self::CreateTopic { topic } => Some(topic.id.as_str()),
            Self::CreateAttribute { id, .. } => Some(id.as_str()),
            Self::CreateVariant { id, .. } => Some(id.as_str()),
            _ => None,
        }
    }

    /// The step with identifiers, in texts too, replaced by those that stand for them now.
    pub fn resolved(&self, ids: &Ids) -> Self {
        let topic_id = |id: &TopicId| TopicId::new(ids.get(id.as_str()));
        let attribute = |id: &AttributeId| AttributeId::new(ids.get(id.as_str()));
        let variant = |id: &VariantId| VariantId::new(ids.get(id.as_str()));
        let cells = |values: &BTreeMap<AttributeId, String>| {
            values.iter().map(|(id, value)| (attribute(id), ids.in_text(value))).collect()
        };
        let text = |text: &Option<String>| text.as_deref().map(|text| ids.in_text(text));
        let mut step = self.clone();
        match &mut step {
            Self::SetBehavior { behavior } => *behavior = ids.in_text(behavior),
            Self::CreateTopic { topic } => {
                topic.content = ids.in_text(&topic.content);
                topic.actions = ids.in_text(&topic.actions);
            }
            Self::EditTopic { id, edit, .. } => {
                *id = topic_id(id);
                edit.content = text(&edit.content);
                edit.actions = text(&edit.actions);
            }
            Self::DeleteTopic { id, .. } => *id = topic_id(id),
            Self::RenameAttribute { id, .. } | Self::DeleteAttribute { id, .. } => {
                *id = attribute(id);
            }
            Self::CreateVariant { values, .. } => *values = cells(values),
            Self::EditVariant { id, values, .. } => {
                *id = variant(id);
                *values = values.as_ref().map(cells);
            }
            Self::SetDefaultVariant { id, .. } | Self::DeleteVariant { id, .. } => {
                *id = variant(id);
            }
            Self::CreateAttribute { .. } => {}
        }
        step
    }

    /// What the step does, for the person who confirms it.
    pub fn label(&self) -> String {
        match self {
            Self::SetBehavior { .. } => "Write the behavior".to_owned(),
            Self::CreateTopic { topic } => format!("Create the topic “{}”", topic.name),
            Self::EditTopic { known_as, .. } => format!("Edit the topic “{known_as}”"),
            Self::DeleteTopic { name, .. } => format!("Delete the topic “{name}”"),
            Self::CreateAttribute { name, .. } => format!("Create the attribute “{name}”"),
            Self::RenameAttribute { from, name, .. } => {
                format!("Rename the attribute “{from}” to “{name}”")
            }
            Self::DeleteAttribute { name, .. } => format!("Delete the attribute “{name}”"),
            Self::CreateVariant { name, .. } => format!("Create the variant “{name}”"),
            Self::EditVariant { known_as, .. } => format!("Edit the variant “{known_as}”"),
            Self::SetDefaultVariant { name, .. } => format!("Make “{name}” the default variant"),
            Self::DeleteVariant { name, .. } => format!("Delete the variant “{name}”"),
        }
    }
}
