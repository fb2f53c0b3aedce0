//! A topic as something that is edited in place.

use client::ApiError;
use model::{BranchRef, Edit, Sides, Topic, TopicEdit, TopicField, TopicId, merged_list};

use crate::state::branch::resources::Resources;
use crate::state::drafts::{Drafts, TopicDraft};
use crate::state::save::Editable;
use crate::state::studio::Api;

/// A topic that the API has.
#[derive(Clone, Debug)]
pub(crate) struct SavedTopic(pub(crate) TopicId);

impl Editable for SavedTopic {
    type Value = Topic;

    const NOT_SAVED: &'static str = "The topic was not saved";

    fn label(field: &TopicField) -> Option<&'static str> {
        Some(field.label())
    }

    fn text(topic: &Topic, field: &TopicField) -> String {
        match field {
            TopicField::Name => topic.name.clone(),
            TopicField::Content => topic.content.clone(),
            TopicField::Actions => topic.actions.clone(),
            TopicField::ExampleQueries => topic.example_queries.join("\n"),
            TopicField::IsActive => if topic.is_active { "Active" } else { "Inactive" }.to_owned(),
        }
    }

    fn set_text(topic: &mut Topic, field: &TopicField, text: String) {
        match field {
            TopicField::Name => topic.name = text,
            TopicField::Content => topic.content = text,
            TopicField::Actions => topic.actions = text,
            // These never wait for a person: see `settle`, and two edits of yes or no are the same.
            TopicField::ExampleQueries | TopicField::IsActive => {}
        }
    }

    fn settle(field: &TopicField, sides: Sides<'_, Topic>) -> Option<Topic> {
        (*field == TopicField::ExampleQueries).then(|| {
            let queries = [sides.base, sides.mine, sides.theirs].map(|one| &one.example_queries);
            let example_queries = merged_list(queries[0], queries[1], queries[2]);
            Topic { example_queries, ..sides.mine.clone() }
        })
    }

    async fn read(&self, api: &Api, at: &BranchRef) -> Result<Option<Topic>, ApiError> {
        match api.topic(at, &self.0).await {
            Err(error) if error.is_not_found() => Ok(None),
            answer => answer.map(Some),
        }
    }

    async fn write(
        &self,
        api: &Api,
        at: &BranchRef,
        fields: &[TopicField],
        value: Topic,
    ) -> Result<Topic, ApiError> {
        api.edit_topic(at, &self.0, &edit_of(fields, &value)).await?;
        Ok(value)
    }

    fn show_stored(&self, resources: Resources, stored: Topic) {
        resources.topics.update(|topics| {
            match topics.iter_mut().find(|topic| topic.id == stored.id) {
                Some(topic) => *topic = stored,
                None => topics.push(stored),
            }
        });
    }

    fn edit(&self, drafts: &Drafts) -> Option<Edit<Topic>> {
        let TopicDraft { base, mine } = drafts.topics.get(&self.0)?.clone();
        Some(Edit { base: base?, mine })
    }

    fn set_edit(&self, drafts: &mut Drafts, edit: Option<Edit<Topic>>) {
        match edit {
            Some(Edit { base, mine }) => {
                drafts.topics.insert(self.0.clone(), TopicDraft { base: Some(base), mine });
            }
            None => drop(drafts.topics.remove(&self.0)),
        }
    }
}

/// These fields of a topic, and no others.
fn edit_of(fields: &[TopicField], topic: &Topic) -> TopicEdit {
    let mut edit = TopicEdit::default();
    for field in fields {
        match field {
            TopicField::Name => edit.name = Some(topic.name.clone()),
            TopicField::Content => edit.content = Some(topic.content.clone()),
            TopicField::Actions => edit.actions = Some(topic.actions.clone()),
            TopicField::ExampleQueries => {
                edit.example_queries = Some(topic.example_queries.clone());
            }
            TopicField::IsActive => edit.is_active = Some(topic.is_active),
        }
    }
    edit
}
