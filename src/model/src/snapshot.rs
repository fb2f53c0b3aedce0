//! The content of a branch or a version, the input of a comparison.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::config_page::ConfigPage;
use crate::id::{AttributeId, TopicId, VariantId};
use crate::topic::Topic;
use crate::variant::{Attribute, Variant};

/// A part of an agent, as the studio names and orders them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The rules every conversation follows.
    Behavior,
    /// The greeting, personality, role and disclaimer.
    Greeting,
    /// Knowledge-base topics.
    Topics,
    /// Sites and their attribute values.
    Variants,
    /// Functions that the agent can call.
    Functions,
    /// Flows with their steps.
    Flows,
    /// Variables of a conversation.
    Variables,
    /// Destinations of hand-offs.
    Handoffs,
    /// Text message templates.
    Sms,
    /// Voices, recognition, pronunciation.
    Speech,
    /// Languages and translations.
    Languages,
    /// Safety: guardrails and content filters.
    Guardrails,
    /// Values that change without a publish.
    RealTimeConfig,
    /// Everything else in a projection.
    Other,
}

impl Section {
    /// All sections in the order in which they are shown.
    pub const ALL: [Self; 14] = [
        Self::Behavior,
        Self::Greeting,
        Self::Topics,
        Self::Variants,
        Self::Functions,
        Self::Flows,
        Self::Variables,
        Self::Handoffs,
        Self::Sms,
        Self::Speech,
        Self::Languages,
        Self::Guardrails,
        Self::RealTimeConfig,
        Self::Other,
    ];

    /// The name people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Behavior => "Behavior",
            Self::Greeting => "Greeting and personality",
            Self::Topics => "Knowledge topics",
            Self::Variants => "Variants",
            Self::Functions => "Functions",
            Self::Flows => "Flows",
            Self::Variables => "Variables",
            Self::Handoffs => "Handoffs",
            Self::Sms => "SMS",
            Self::Speech => "Speech and voice",
            Self::Languages => "Languages",
            Self::Guardrails => "Guardrails",
            Self::RealTimeConfig => "Real-time config",
            Self::Other => "Other settings",
        }
    }

    /// A short name for URLs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Behavior => "behavior",
            Self::Greeting => "greeting",
            Self::Topics => "topics",
            Self::Variants => "variants",
            Self::Functions => "functions",
            Self::Flows => "flows",
            Self::Variables => "variables",
            Self::Handoffs => "handoffs",
            Self::Sms => "sms",
            Self::Speech => "speech",
            Self::Languages => "languages",
            Self::Guardrails => "guardrails",
            Self::RealTimeConfig => "real-time-config",
            Self::Other => "other",
        }
    }

    /// The section with that short name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.key() == key)
    }
}

/// How much of an agent a snapshot contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// All of it, from a projection.
    Whole,
    /// Behavior, topics and variants, read one by one because the key may not read projections.
    Public,
}

impl Coverage {
    /// Whether a section can be compared.
    pub fn includes(self, section: Section) -> bool {
        match self {
            Self::Whole => true,
            Self::Public => {
                matches!(section, Section::Behavior | Section::Topics | Section::Variants)
            }
        }
    }
}

/// The content of a branch or a version as a projection (contract §1.8): a JSON object of
/// sections, in which a collection is `{"ids": [order], "entities": {id: item}}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    projection: Value,
    coverage: Coverage,
}

impl Snapshot {
    /// A whole agent, from a projection. Anything but an object counts as an empty agent, for which
    /// the API returns `{}`.
    pub fn from_projection(projection: Value) -> Self {
        let projection =
            if projection.is_object() { projection } else { Value::Object(Map::new()) };
        Self { projection, coverage: Coverage::Whole }
    }

    /// What the public endpoints return about a branch, in the form of a projection.
    pub fn from_parts(
        behavior: &str,
        topics: &[Topic],
        attributes: &[Attribute],
        variants: &[Variant],
    ) -> Self {
        let projection = json!({
            "agentSettings": { "rules": { "behaviour": behavior } },
            "knowledgeBase": { "topics": collection(topics.iter().map(|topic| {
                let queries: Vec<_> =
                    topic.example_queries.iter().map(|query| json!({ "query": query })).collect();
                (topic.id.as_str(), json!({
                    "id": topic.id.as_str(),
                    "name": topic.name,
                    "content": topic.content,
                    "actions": topic.actions,
                    "exampleQueries": queries,
                    "isActive": topic.is_active,
                }))
            })) },
            "variantManagement": {
                "variants": collection(variants.iter().map(|variant| (variant.id.as_str(), json!({
                    "id": variant.id.as_str(),
                    "name": variant.name,
                    "isDefault": variant.is_default,
                })))),
                "attributes": collection(attributes.iter().map(|attribute| {
                    (attribute.id.as_str(), json!({
                        "id": attribute.id.as_str(),
                        "name": attribute.name,
                    }))
                })),
                "variantAttributeValues": collection(variants.iter().map(|variant| {
                    let values: Map<String, Value> = variant
                        .values
                        .iter()
                        .map(|(id, value)| (id.as_str().to_owned(), json!(value)))
                        .collect();
                    (variant.id.as_str(), json!({ "id": variant.id.as_str(), "values": values }))
                })),
            },
        });
        Self { projection, coverage: Coverage::Public }
    }

    /// The same content with the config of one environment, which no projection contains.
    pub fn with_config(&self, page: &ConfigPage) -> Self {
        let mut with = self.clone();
        if let Some(sections) = with.projection.as_object_mut() {
            let config = json!({ "values": page.variables, "schema": page.schema });
            sections.entry("realTimeConfig").or_insert(config);
        }
        with
    }

    /// The whole JSON, unchanged.
    pub fn projection(&self) -> &Value {
        &self.projection
    }

    /// How much of the agent it contains.
    pub fn coverage(&self) -> Coverage {
        self.coverage
    }

    /// The behavior text; empty when there is none.
    pub fn behavior(&self) -> &str {
        self.projection
            .pointer("/agentSettings/rules/behaviour")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// The topics in their order.
    pub fn topics(&self) -> Vec<Topic> {
        let topic = |(id, item): (&str, &Value)| Topic {
            id: TopicId::new(id),
            name: text(item, "name"),
            content: text(item, "content"),
            actions: text(item, "actions"),
            example_queries: queries(item),
            // Active where the key is left out, as in a created topic (contract §1.4).
            is_active: item.get("isActive").and_then(Value::as_bool).unwrap_or(true),
        };
        self.items("/knowledgeBase/topics").into_iter().map(topic).collect()
    }

    /// The attributes in their order.
    pub fn attributes(&self) -> Vec<Attribute> {
        let attribute = |(id, item): (&str, &Value)| Attribute {
            id: AttributeId::new(id),
            name: text(item, "name"),
        };
        self.items("/variantManagement/attributes").into_iter().map(attribute).collect()
    }

    /// The variants in their order, with all their values.
    pub fn variants(&self) -> Vec<Variant> {
        let values: HashMap<&str, &Value> =
            self.items("/variantManagement/variantAttributeValues").into_iter().collect();
        let values_of = |id: &str| {
            let values = values.get(id).and_then(|row| row.get("values")?.as_object());
            let cell = |(id, value): (&String, &Value)| {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                (AttributeId::new(id), value)
            };
            values.into_iter().flatten().filter(|(_, value)| !value.is_null()).map(cell).collect()
        };
        let variant = |(id, item): (&str, &Value)| Variant {
            id: VariantId::new(id),
            name: text(item, "name"),
            is_default: item.get("isDefault").and_then(Value::as_bool).unwrap_or_default(),
            values: values_of(id),
        };
        self.items("/variantManagement/variants").into_iter().map(variant).collect()
    }

    /// The items of the collection at a path.
    fn items(&self, pointer: &str) -> Vec<(&str, &Value)> {
        items_of(self.projection.pointer(pointer))
    }
}

/// The items of a collection by identifier: those that `ids` orders, then the others.
pub(crate) fn items_of(collection: Option<&Value>) -> Vec<(&str, &Value)> {
    let part = |key: &str| collection.and_then(|collection| collection.get(key));
    let entities = part("entities").and_then(Value::as_object).into_iter().flatten();
    let mut unplaced: Vec<Option<(&str, &Value)>> = entities
        .map(|(key, item)| (item.get("id").and_then(Value::as_str).unwrap_or(key), item))
        .map(Some)
        .collect();
    let places: HashMap<&str, usize> =
        unplaced.iter().flatten().enumerate().map(|(place, (id, _))| (*id, place)).collect();
    let ids = part("ids").and_then(Value::as_array).into_iter().flatten();
    let mut items: Vec<(&str, &Value)> = ids
        .filter_map(|id| places.get(id.as_str()?))
        .filter_map(|place| unplaced[*place].take())
        .collect();
    items.extend(unplaced.into_iter().flatten());
    items
}

fn text(item: &Value, key: &str) -> String {
    item.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Example queries are objects in projections (contract §2.4).
fn queries(topic: &Value) -> Vec<String> {
    let queries = topic.get("exampleQueries").and_then(Value::as_array);
    let query = |query: &Value| query.get("query").unwrap_or(query).as_str().map(str::to_owned);
    queries.into_iter().flatten().filter_map(query).collect()
}

fn collection<'a>(items: impl Iterator<Item = (&'a str, Value)>) -> Value {
    let mut ids = Vec::new();
    let mut entities = Map::new();
    for (id, item) in items {
        ids.push(Value::from(id));
        entities.insert(id.to_owned(), item);
    }
    json!({ "ids": ids, "entities": entities })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_found_by_its_key() {
        for section in Section::ALL {
            assert_eq!(Section::from_key(section.key()), Some(section));
        }
    }

    #[test]
    fn a_snapshot_of_parts_has_the_form_of_a_projection() {
        let topic = Topic { id: "T-1".into(), name: "Hours".into(), ..Topic::default() };
        let snapshot = Snapshot::from_parts("Be kind.", &[topic], &[], &[]);
        assert_eq!(snapshot.behavior(), "Be kind.");
        assert_eq!(
            snapshot.projection().pointer("/knowledgeBase/topics/entities/T-1/name"),
            Some(&json!("Hours"))
        );
        assert!(!snapshot.coverage().includes(Section::Flows));
    }

    #[test]
    fn a_snapshot_returns_the_parts_it_was_built_from() {
        let topic = |id: &str, queries: &[&str]| Topic {
            id: id.into(),
            name: format!("Topic {id}"),
            example_queries: queries.iter().map(|query| (*query).to_owned()).collect(),
            ..Topic::default()
        };
        let topics = [topic("T-2", &["When?"]), topic("T-1", &[])];
        let attributes = [Attribute { id: "A".into(), name: "phone".to_owned() }];
        let variants = [Variant {
            id: "V".into(),
            name: "Cork".to_owned(),
            is_default: true,
            values: [("A".into(), "+353".to_owned())].into(),
        }];
        let snapshot = Snapshot::from_parts("", &topics, &attributes, &variants);
        assert_eq!(snapshot.topics(), topics);
        assert_eq!(snapshot.attributes(), attributes);
        assert_eq!(snapshot.variants(), variants);
        let empty = Snapshot::from_projection(json!({}));
        assert!(empty.topics().is_empty() && empty.variants().is_empty());
    }

    #[test]
    fn a_config_is_added_to_the_projection() {
        let page = ConfigPage {
            environment: crate::deployment::Environment::Live,
            schema: None,
            variables: Some(json!({ "deposit": 10 })),
            revision: String::new(),
        };
        let snapshot = Snapshot::from_parts("Be kind.", &[], &[], &[]);
        let with = snapshot.with_config(&page);
        assert_eq!(with.behavior(), "Be kind.");
        assert_eq!(with.projection()["realTimeConfig"]["values"]["deposit"], 10);
        assert_eq!(with.coverage(), snapshot.coverage());
    }

    #[test]
    fn anything_but_an_object_is_an_empty_agent() {
        assert_eq!(Snapshot::from_projection(Value::Null).projection(), &json!({}));
    }
}
