//! Knowledge-base topics.

use serde_json::{Value, json};

use super::context::{Desk, collection};
use crate::sample::links::{Place, Target};

pub(super) fn topics(desk: &Desk<'_>) -> Value {
    collection(desk.content.topics.iter().map(|(key, topic)| {
        let path = format!("topics/{key}");
        let id = desk.id("TOPIC-", &path);
        let queries: Vec<_> = topic.queries.iter().map(|query| json!({"query": query})).collect();
        let references = desk.links.of(
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
            "content": desk.text(&format!("{path}/content")),
            "actions": desk.text(&format!("{path}/actions")),
            "exampleQueries": queries,
            "references": references,
            "isActive": topic.active
        });
        (id, desk.dated(&path, item))
    }))
}
