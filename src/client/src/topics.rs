//! Knowledge-base topics of one branch.

use model::{BranchRef, Topic, TopicEdit, TopicId};

use crate::client::{Client, to_json};
use crate::endpoint;
use crate::error::ApiError;
use crate::lost_answer::{is_gone, or_found};
use crate::transport::{Method, Transport};

impl<T: Transport> Client<T> {
    /// All topics, in the order of the API.
    pub async fn topics(&self, at: &BranchRef) -> Result<Vec<Topic>, ApiError> {
        let answer: Vec<wire::Topic> = self.get(endpoint::topics(at)).await?;
        Ok(answer.into_iter().map(to_model).collect())
    }

    /// One topic as it is stored now.
    pub async fn topic(&self, at: &BranchRef, id: &TopicId) -> Result<Topic, ApiError> {
        self.get(endpoint::topic(at, id)).await.map(to_model)
    }

    /// Creates a topic; the API chooses its identifier.
    pub async fn create_topic(&self, at: &BranchRef, topic: &Topic) -> Result<Topic, ApiError> {
        let body = wire::TopicCreate {
            name: topic.name.clone(),
            content: topic.content.clone(),
            actions: Some(topic.actions.clone()),
            example_queries: Some(wire::ExampleQueries { queries: topic.example_queries.clone() }),
            is_active: Some(topic.is_active),
        };
        let answer = self.post(endpoint::topics(at), &body).await.map(to_model);
        or_found(answer, async {
            let is_it = |one: &Topic| TopicEdit::between(topic, one).is_empty();
            Ok(self.topics(at).await?.into_iter().find(is_it))
        })
        .await
    }

    /// Saves the changed fields of one topic; the others stay.
    ///
    /// The API answers `204` without a body, so there is nothing to return: on success the edited
    /// topic is what is stored. A protected `main` refuses every edit.
    pub async fn edit_topic(
        &self,
        at: &BranchRef,
        id: &TopicId,
        edit: &TopicEdit,
    ) -> Result<(), ApiError> {
        let patch = wire::TopicPatch {
            name: edit.name.clone(),
            content: edit.content.clone(),
            actions: edit.actions.clone(),
            example_queries: edit
                .example_queries
                .clone()
                .map(|queries| wire::ExampleQueries { queries }),
            is_active: edit.is_active,
        };
        let path = endpoint::topic(at, id);
        let answer = self.send(Method::Patch, path, Some(to_json(&patch)?)).await.map(drop);
        or_found(answer, async { Ok(has(&self.topic(at, id).await?, edit).then_some(())) }).await
    }

    /// Deletes a topic.
    pub async fn delete_topic(&self, at: &BranchRef, id: &TopicId) -> Result<(), ApiError> {
        let answer = self.send(Method::Delete, endpoint::topic(at, id), None).await.map(drop);
        or_found(answer, async { is_gone(self.topic(at, id).await) }).await
    }
}

/// Whether a topic is as an edit makes it.
fn has(topic: &Topic, edit: &TopicEdit) -> bool {
    edit.name.as_ref().is_none_or(|name| *name == topic.name)
        && edit.content.as_ref().is_none_or(|content| *content == topic.content)
        && edit.actions.as_ref().is_none_or(|actions| *actions == topic.actions)
        && edit.example_queries.as_ref().is_none_or(|queries| *queries == topic.example_queries)
        && edit.is_active.is_none_or(|is_active| is_active == topic.is_active)
}

fn to_model(topic: wire::Topic) -> Topic {
    Topic {
        id: TopicId::new(topic.id),
        name: topic.name,
        content: topic.content,
        actions: topic.actions,
        example_queries: topic.example_queries.queries,
        is_active: topic.is_active,
    }
}
