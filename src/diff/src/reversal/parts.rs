//! The parts of a snapshot that can be written.

use model::{Attribute, Snapshot, Topic, Variant};

/// What the public endpoints read and write of a branch.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Parts {
    pub(super) behavior: String,
    pub(super) topics: Vec<Topic>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) variants: Vec<Variant>,
}

impl Parts {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        Self {
            behavior: snapshot.behavior().to_owned(),
            topics: snapshot.topics(),
            attributes: snapshot.attributes(),
            variants: snapshot.variants(),
        }
    }

    pub(super) fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id.as_str() == id)
    }

    pub(super) fn variant(&self, id: &str) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.id.as_str() == id)
    }
}
