//! Knowledge-base topics.

use crate::edit::{Fields, is_rewritten};
use crate::id::TopicId;

/// The API takes no more example queries than this (OpenAPI `exampleQueries.queries.maxItems`).
pub const MAX_EXAMPLE_QUERIES: usize = 100;

/// One piece of knowledge that an agent can retrieve (contract §2.4).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Topic {
    /// The topic's identifier; empty for one that is not saved yet.
    pub id: TopicId,
    /// Unique within the branch.
    pub name: String,
    /// What the agent may say.
    pub content: String,
    /// What the agent may do, with references such as `{{fn:…}}`.
    pub actions: String,
    /// Questions that should retrieve this topic.
    pub example_queries: Vec<String>,
    /// Whether it is retrieved at all.
    pub is_active: bool,
}

/// A field of a topic that people edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TopicField {
    /// The name.
    Name,
    /// What the agent may say.
    Content,
    /// What the agent may do.
    Actions,
    /// The example queries, as one list.
    ExampleQueries,
    /// Whether the topic is retrieved.
    IsActive,
}

impl TopicField {
    /// All fields, in the order in which they are shown.
    pub const ALL: [Self; 5] =
        [Self::Name, Self::Content, Self::Actions, Self::ExampleQueries, Self::IsActive];

    /// The name people read in a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Content => "content",
            Self::Actions => "actions",
            Self::ExampleQueries => "example queries",
            Self::IsActive => "active",
        }
    }
}

/// The identifier is no field: two values of one topic have the same.
impl Fields for Topic {
    type Field = TopicField;

    fn differing(&self, other: &Self) -> Vec<TopicField> {
        let differs = |field: &TopicField| match field {
            TopicField::Name => self.name != other.name,
            TopicField::Content => self.content != other.content,
            TopicField::Actions => self.actions != other.actions,
            TopicField::ExampleQueries => self.example_queries != other.example_queries,
            TopicField::IsActive => self.is_active != other.is_active,
        };
        TopicField::ALL.into_iter().filter(differs).collect()
    }

    fn changed_by_hand(&self, other: &Self) -> Vec<TopicField> {
        let is_same = |field: &TopicField| match field {
            TopicField::Name => is_rewritten(&self.name, &other.name),
            TopicField::Content => is_rewritten(&self.content, &other.content),
            TopicField::Actions => is_rewritten(&self.actions, &other.actions),
            TopicField::ExampleQueries => {
                is_rewritten(&self.example_queries.join("\n"), &other.example_queries.join("\n"))
            }
            TopicField::IsActive => false,
        };
        let mut fields = self.differing(other);
        fields.retain(|field| !is_same(field));
        fields
    }

    fn take(&mut self, field: &TopicField, other: &Self) {
        match field {
            TopicField::Name => self.name.clone_from(&other.name),
            TopicField::Content => self.content.clone_from(&other.content),
            TopicField::Actions => self.actions.clone_from(&other.actions),
            TopicField::ExampleQueries => self.example_queries.clone_from(&other.example_queries),
            TopicField::IsActive => self.is_active = other.is_active,
        }
    }
}

/// The fields of a topic that differ; what is sent to save it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicEdit {
    /// The new name.
    pub name: Option<String>,
    /// The new content.
    pub content: Option<String>,
    /// The new actions.
    pub actions: Option<String>,
    /// All example queries, when any differs.
    pub example_queries: Option<Vec<String>>,
    /// The new state.
    pub is_active: Option<bool>,
}

impl TopicEdit {
    /// The edit that turns `old` into `new`.
    pub fn between(old: &Topic, new: &Topic) -> Self {
        Self {
            name: changed(&old.name, &new.name),
            content: changed(&old.content, &new.content),
            actions: changed(&old.actions, &new.actions),
            example_queries: changed(&old.example_queries, &new.example_queries),
            is_active: changed(&old.is_active, &new.is_active),
        }
    }

    /// Whether there is nothing to save.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The topic with this edit applied.
    pub fn apply(&self, topic: &Topic) -> Topic {
        let or = |new: &Option<String>, old: &String| new.clone().unwrap_or_else(|| old.clone());
        Topic {
            id: topic.id.clone(),
            name: or(&self.name, &topic.name),
            content: or(&self.content, &topic.content),
            actions: or(&self.actions, &topic.actions),
            example_queries: self
                .example_queries
                .clone()
                .unwrap_or_else(|| topic.example_queries.clone()),
            is_active: self.is_active.unwrap_or(topic.is_active),
        }
    }

    /// The names of the fields that this edit and `other` set to different values: what two people
    /// changed at once.
    pub fn conflicts_with(&self, other: &Self) -> Vec<&'static str> {
        let mut names = Vec::new();
        let mut check = |is_conflict: bool, name| {
            if is_conflict {
                names.push(name);
            }
        };
        check(is_conflict(&self.name, &other.name), "name");
        check(is_conflict(&self.content, &other.content), "content");
        check(is_conflict(&self.actions, &other.actions), "actions");
        check(is_conflict(&self.example_queries, &other.example_queries), "example queries");
        check(is_conflict(&self.is_active, &other.is_active), "active");
        names
    }
}

/// Why a topic cannot be saved, by field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicProblem {
    /// The name is empty.
    NameMissing,
    /// Another topic of the branch has the same name.
    NameTaken,
    /// The content of a new topic is empty.
    ContentMissing,
    /// There are more than [`MAX_EXAMPLE_QUERIES`].
    TooManyQueries,
}

impl Topic {
    /// Why this topic cannot be saved beside `others`.
    pub fn problems<'a>(&self, mut others: impl Iterator<Item = &'a Topic>) -> Vec<TopicProblem> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(TopicProblem::NameMissing);
        } else if others.any(|other| other.id != self.id && other.name == self.name) {
            problems.push(TopicProblem::NameTaken);
        }
        // A new topic needs content; an existing one may be emptied (contract §0.1 row 18).
        if self.content.is_empty() && self.id.as_str().is_empty() {
            problems.push(TopicProblem::ContentMissing);
        }
        if self.example_queries.len() > MAX_EXAMPLE_QUERIES {
            problems.push(TopicProblem::TooManyQueries);
        }
        problems
    }

    /// A name for a copy of this topic that is not `taken`.
    pub fn copy_name<'a>(&self, taken: impl Iterator<Item = &'a str> + Clone) -> String {
        let first = format!("{} (copy)", self.name);
        let numbered = (2..).map(|number| format!("{} (copy {number})", self.name));
        std::iter::once(first)
            .chain(numbered)
            .find(|name| !taken.clone().any(|other| other == name))
            .unwrap_or_default()
    }
}

fn changed<T: PartialEq + Clone>(old: &T, new: &T) -> Option<T> {
    (old != new).then(|| new.clone())
}

fn is_conflict<T: PartialEq>(ours: &Option<T>, theirs: &Option<T>) -> bool {
    matches!((ours, theirs), (Some(ours), Some(theirs)) if ours != theirs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic() -> Topic {
        Topic {
            id: "T-1".into(),
            name: "Hours".to_owned(),
            content: "We open at nine.".to_owned(),
            is_active: true,
            ..Topic::default()
        }
    }

    #[test]
    fn an_edit_has_only_the_fields_that_differ() {
        let new = Topic { content: "We open at ten.".to_owned(), ..topic() };
        let edit = TopicEdit::between(&topic(), &new);
        assert_eq!(edit.content.as_deref(), Some("We open at ten."));
        assert_eq!(edit.name, None);
        assert_eq!(edit.apply(&topic()), new);
        assert!(TopicEdit::between(&new, &new).is_empty());
    }

    #[test]
    fn two_edits_conflict_only_where_both_set_different_values() {
        let ours =
            TopicEdit { name: Some("A".into()), content: Some("x".into()), ..Default::default() };
        let theirs =
            TopicEdit { name: Some("B".into()), content: Some("x".into()), ..Default::default() };
        assert_eq!(ours.conflicts_with(&theirs), ["name"]);
        assert_eq!(ours.conflicts_with(&TopicEdit::default()), Vec::<&str>::new());
    }

    #[test]
    fn a_new_topic_needs_a_free_name_and_content() {
        let taken = [topic()];
        let new = Topic { id: TopicId::default(), content: String::new(), ..topic() };
        assert_eq!(
            new.problems(taken.iter()),
            [TopicProblem::NameTaken, TopicProblem::ContentMissing]
        );
        assert_eq!(topic().problems(taken.iter()), []);
    }

    #[test]
    fn a_copy_gets_a_name_that_is_free() {
        let names = ["Hours", "Hours (copy)"];
        assert_eq!(topic().copy_name(names.into_iter()), "Hours (copy 2)");
    }
}
