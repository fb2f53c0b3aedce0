//! Knowledge-base topics.

use serde_json::{Value, json};

use super::context::{RenderContext, collection};
use crate::sample::links::{Place, Target};

pub(super) fn topics(context: &RenderContext<'_>) -> Value {
    collection(context.content.topics.iter().map(|(key, topic)| {
        let path = format!("topics/{key}");
        let id = context.id("TOPIC-", &path);
        let queries: Vec<_> = topic.queries.iter().map(|query| json!({"query": query})).collect();
        let references = context.links.of(
            Place::Topics,
            &id,
            &[
                ("sms", Some(Target::Sms)),
                ("handoff", Some(Target::Handoff)),
                ("attributes", Some(Target::Attributes)),
                ("globalFunctions", Some(Target::GlobalFunctions)),
                ("variables", Some(Target::Variables)),
                ("translations", None),
            ],
        );
        let item = json!({
            "id": id,
            "name": topic.name,
            "content": context.text(&format!("{path}/content")),
            "actions": context.text(&format!("{path}/actions")),
            "exampleQueries": queries,
            "references": references,
            "isActive": topic.active
        });
        (id, context.dated(&path, item))
    }))
}
