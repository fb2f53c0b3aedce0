//! What a plan makes of a branch, before anything is sent.

use model::{Attribute, Snapshot, Topic, Variant};

use super::plan::{Plan, Step};
use crate::{Comparison, compare};

impl Plan {
    /// What the branch has now, compared with what it has once every step is done. It is made of
    /// the steps themselves, so it shows what will be sent and nothing else.
    pub fn preview(&self, current: &Snapshot) -> Comparison {
        let [before, after] = self.outcome(current);
        compare(&before, &after)
    }

    /// The two sides of the preview, for comparing them step by step.
    pub fn outcome(&self, current: &Snapshot) -> [Snapshot; 2] {
        let mut parts = Written {
            behavior: current.behavior().to_owned(),
            topics: current.topics(),
            attributes: current.attributes(),
            variants: current.variants(),
        };
        let before = parts.snapshot();
        self.steps.iter().for_each(|step| parts.take(step.resolved(&self.ids)));
        [before, parts.snapshot()]
    }
}

/// What steps write to.
struct Written {
    behavior: String,
    topics: Vec<Topic>,
    attributes: Vec<Attribute>,
    variants: Vec<Variant>,
}

impl Written {
    fn snapshot(&self) -> Snapshot {
        Snapshot::from_parts(&self.behavior, &self.topics, &self.attributes, &self.variants)
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::SetBehavior { behavior } => self.behavior = behavior,
            Step::CreateTopic { topic } => self.topics.push(topic),
            Step::EditTopic { id, edit, .. } => {
                if let Some(topic) = self.topics.iter_mut().find(|topic| topic.id == id) {
                    *topic = edit.apply(topic);
                }
            }
            Step::DeleteTopic { id, .. } => self.topics.retain(|topic| topic.id != id),
            Step::CreateAttribute { id, name } => self.attributes.push(Attribute { id, name }),
            Step::RenameAttribute { id, name, .. } => {
                let found = self.attributes.iter_mut().find(|attribute| attribute.id == id);
                found.into_iter().for_each(|attribute| attribute.name.clone_from(&name));
            }
            Step::DeleteAttribute { id, .. } => {
                self.attributes.retain(|attribute| attribute.id != id);
                self.variants.iter_mut().for_each(|variant| {
                    variant.values.remove(&id);
                });
            }
            Step::CreateVariant { id, name, values } => {
                let is_default = self.variants.is_empty();
                self.variants.push(Variant { id, name, is_default, values });
            }
            Step::EditVariant { id, name, values, .. } => {
                if let Some(variant) = self.variants.iter_mut().find(|variant| variant.id == id) {
                    variant.name = name.unwrap_or_else(|| variant.name.clone());
                    variant.values = values.unwrap_or_else(|| variant.values.clone());
                }
            }
            Step::SetDefaultVariant { id, .. } => {
                self.variants.iter_mut().for_each(|variant| variant.is_default = variant.id == id);
            }
            Step::DeleteVariant { id, .. } => self.variants.retain(|variant| variant.id != id),
        }
    }
}
