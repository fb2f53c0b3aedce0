//! Plans, executed on a branch in memory that has the rules of the API.

use std::collections::BTreeMap;

use model::AttributeId;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::generate::{Random, Size, Target, agent, edit};
use crate::{ChangeId, ChangeKind, Comparison};

/// A branch that takes one step at a time and refuses what the API refuses.
struct Branch {
    projection: Value,
    made: usize,
}

impl Branch {
    fn new(snapshot: &Snapshot) -> Self {
        Self { projection: snapshot.projection().clone(), made: 0 }
    }

    fn carry_out(mut self, mut plan: Plan) -> Snapshot {
        for step in &plan.steps {
            let id = self.take(&step.resolved(&plan.ids));
            if let (Some(wanted), Some(id)) = (step.makes(), id) {
                plan.ids.set(wanted, id);
            }
        }
        Snapshot::from_projection(self.projection)
    }

    fn entities(&mut self, at: &str) -> &mut Map<String, Value> {
        self.projection.pointer_mut(at).unwrap()["entities"].as_object_mut().unwrap()
    }

    fn make(&mut self, at: &str, prefix: &str, mut item: Value) -> String {
        self.check_name(at, "", item["name"].as_str().unwrap());
        self.made += 1;
        let id = format!("{prefix}-MADE-{}", self.made);
        item["id"] = json!(id);
        self.entities(at).insert(id.clone(), item);
        let ids = self.projection.pointer_mut(at).unwrap()["ids"].as_array_mut().unwrap();
        ids.push(json!(id));
        id
    }

    fn check_name(&mut self, at: &str, own: &str, name: &str) {
        assert!(!name.is_empty());
        let taken =
            self.entities(at).values().any(|item| item["id"] != own && item["name"] == name);
        assert!(!taken, "409: {at} {name:?} exists");
    }

    fn item(&mut self, at: &str, id: &str) -> &mut Value {
        self.entities(at).get_mut(id).unwrap_or_else(|| panic!("404: {at} {id}"))
    }

    fn remove(&mut self, at: &str, id: &str) {
        self.item(at, id);
        self.entities(at).shift_remove(id);
        let ids = self.projection.pointer_mut(at).unwrap()["ids"].as_array_mut().unwrap();
        ids.retain(|known| *known != id);
    }

    fn check_cells(&mut self, values: &BTreeMap<AttributeId, String>) -> Value {
        let known = self.entities(ATTRIBUTES);
        for id in values.keys() {
            assert!(known.contains_key(id.as_str()), "400: no attribute {id}");
        }
        values
            .iter()
            .map(|(id, value)| (id.as_str().to_owned(), json!(value)))
            .collect::<Map<_, _>>()
            .into()
    }

    fn take(&mut self, step: &Step) -> Option<String> {
        match step {
            Step::SetBehavior { behavior } => {
                assert!(!behavior.is_empty());
                self.projection["agentSettings"]["rules"]["behaviour"] = json!(behavior);
                self.projection["multilingualAgentSettings"]["rules"]["behaviour"] =
                    json!(behavior);
            }
            Step::CreateTopic { topic } => {
                assert!(!topic.content.is_empty());
                return Some(self.make(TOPICS, "TOPIC", json!({
                    "name": topic.name, "content": topic.content, "actions": topic.actions,
                    "exampleQueries": queries(&topic.example_queries), "isActive": topic.is_active,
                })));
            }
            Step::EditTopic { id, edit, .. } => {
                if let Some(name) = &edit.name {
                    self.check_name(TOPICS, id.as_str(), name);
                }
                let topic = self.item(TOPICS, id.as_str());
                let texts =
                    [("name", &edit.name), ("content", &edit.content), ("actions", &edit.actions)];
                for (key, text) in texts {
                    if let Some(text) = text {
                        topic[key] = json!(text);
                    }
                }
                if let Some(list) = &edit.example_queries {
                    topic["exampleQueries"] = queries(list);
                }
                if let Some(is_active) = edit.is_active {
                    topic["isActive"] = json!(is_active);
                }
            }
            Step::DeleteTopic { id, .. } => self.remove(TOPICS, id.as_str()),
            Step::CreateAttribute { name, .. } => {
                return Some(self.make(
                    ATTRIBUTES,
                    "ATTRIBUTE",
                    json!({"name": name, "archived": false}),
                ));
            }
            Step::RenameAttribute { id, name, .. } => {
                self.check_name(ATTRIBUTES, id.as_str(), name);
                self.item(ATTRIBUTES, id.as_str())["name"] = json!(name);
            }
            Step::DeleteAttribute { id, .. } => {
                self.remove(ATTRIBUTES, id.as_str());
                for row in self.entities(VALUES).values_mut() {
                    row["values"].as_object_mut().unwrap().shift_remove(id.as_str());
                }
            }
            Step::CreateVariant { name, values, .. } => {
                let values = self.check_cells(values);
                let is_first = self.entities(VARIANTS).is_empty();
                let id =
                    self.make(VARIANTS, "VARIANT", json!({"name": name, "isDefault": is_first}));
                self.entities(VALUES).insert(id.clone(), json!({"id": id, "values": values}));
                return Some(id);
            }
            Step::EditVariant { id, name, values, .. } => {
                if let Some(name) = name {
                    self.check_name(VARIANTS, id.as_str(), name);
                    self.item(VARIANTS, id.as_str())["name"] = json!(name);
                }
                if let Some(values) = values {
                    let values = self.check_cells(values);
                    // Replacing is the harsher of the two things the API may do.
                    self.entities(VALUES)
                        .insert(id.to_string(), json!({"id": id.as_str(), "values": values}));
                }
            }
            Step::SetDefaultVariant { id, .. } => {
                self.item(VARIANTS, id.as_str());
                for (key, variant) in self.entities(VARIANTS) {
                    variant["isDefault"] = json!(key == id.as_str());
                }
            }
            Step::DeleteVariant { id, .. } => {
                let count = self.entities(VARIANTS).len();
                let is_default = self.item(VARIANTS, id.as_str())["isDefault"] == true;
                assert!(!is_default || count == 1, "400: cannot remove the default variant");
                self.remove(VARIANTS, id.as_str());
                self.entities(VALUES).shift_remove(id.as_str());
            }
        }
        None
    }
}

const TOPICS: &str = "/knowledgeBase/topics";
const ATTRIBUTES: &str = "/variantManagement/attributes";
const VARIANTS: &str = "/variantManagement/variants";
const VALUES: &str = "/variantManagement/variantAttributeValues";

fn queries(list: &[String]) -> Value {
    list.iter().map(|query| json!({"query": query})).collect()
}

fn names(comparison: &Comparison) -> Vec<(ChangeId, ChangeKind)> {
    let counted = comparison.changes.iter().filter(|change| !change.is_note);
    counted.map(|change| (change.id.clone(), change.kind)).collect()
}

fn agent_with(seed: u64, targets: &[Target]) -> (Snapshot, Snapshot) {
    let mut random = Random::new(seed);
    let old = agent(&mut random, Size::SMALL);
    let mut new = old.clone();
    for target in targets {
        edit(&mut new, *target, &mut random);
    }
    (Snapshot::from_projection(old), Snapshot::from_projection(new))
}

fn writable() -> impl Strategy<Value = Vec<Target>> {
    prop::collection::vec(prop::sample::select(Target::WRITABLE.to_vec()), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn reverting_everything_restores_the_target(seed: u64, targets in writable()) {
        let (target, current) = agent_with(seed, &targets);
        let plan = plan(&current, &target, |_| true);
        prop_assert_eq!(&plan.unsupported, &[]);
        let preview = plan.preview(&current);
        let result = Branch::new(&current).carry_out(plan);
        let left = compare(&target, &result);
        prop_assert!(left.is_same(), "{:?}", names(&left));
        prop_assert_eq!(preview.is_same(), compare(&current, &result).is_same());
    }

    #[test]
    fn reverting_one_change_reverts_no_other(seed: u64, targets in writable(), pick: usize) {
        let (target, current) = agent_with(seed, &targets);
        let before = compare(&target, &current);
        let changes = names(&before);
        prop_assume!(!changes.is_empty());
        let (chosen, _) = &changes[pick % changes.len()];
        // A default that is reverted for a deleted variant is unsupported, and so is deleting the default variant.
        let plan = plan(&current, &target, |change| change.id == *chosen);
        prop_assume!(plan.unsupported.is_empty());
        let preview = plan.preview(&current);
        let result = Branch::new(&current).carry_out(plan);
        let left = names(&compare(&target, &result));
        let is_public = |section| model::Coverage::Public.includes(section);
        let mut done = compare(&current, &result).totals();
        done.notes = preview.totals().notes;
        prop_assert!(preview.changes.iter().all(|change| is_public(change.section)));
        prop_assert_eq!(preview.totals(), done, "what is shown is what is done");
        prop_assert!(left.iter().all(|(id, _)| id != chosen), "{} {:?}", chosen, left);
        prop_assert!(left.len() < changes.len(), "{} {:?} {:?}", chosen, changes, left);
    }

    #[test]
    fn what_cannot_be_written_is_named(seed: u64) {
        let (target, current) = agent_with(seed, &[Target::Code, Target::Step, Target::StepOrder, Target::Guardrail]);
        let plan = plan(&current, &target, |_| true);
        prop_assert_eq!(plan.steps, vec![]);
        let changes = compare(&target, &current).totals().changes();
        prop_assert_eq!(plan.unsupported.len(), changes);
    }
}

/// Plans from hand-made parts, as lines of text.
fn planned(current: &Value, target: &Value) -> Vec<String> {
    let side = |value: &Value| Snapshot::from_projection(value.clone());
    let (current, target) = (side(current), side(target));
    let plan = plan(&current, &target, |_| true);
    let lines = plan.steps.iter().map(Step::label).collect();
    let result = Branch::new(&current).carry_out(plan);
    let left = compare(&target, &result);
    assert!(left.is_same(), "{:?}", names(&left));
    lines
}

fn agent_of(
    topics: &[(&str, &str, &str)],
    attributes: &[(&str, &str)],
    variants: &[(&str, &str, &str)],
) -> Value {
    let collection = |items: Vec<Value>| {
        let ids: Vec<Value> = items.iter().map(|item| item["id"].clone()).collect();
        let entities: Map<String, Value> =
            items.into_iter().map(|item| (item["id"].as_str().unwrap().to_owned(), item)).collect();
        json!({"ids": ids, "entities": entities})
    };
    let value_of = |(id, _, value): &(&str, &str, &str)| {
        let cells: Map<String, Value> =
            attributes.iter().take(1).map(|(id, _)| ((*id).to_owned(), json!(value))).collect();
        json!({"id": id, "values": cells})
    };
    json!({
        "agentSettings": {"rules": {"behaviour": "Be kind."}},
        "multilingualAgentSettings": {"rules": {"behaviour": "Be kind."}},
        "knowledgeBase": {"topics": collection(
            topics.iter().map(|(id, name, content)| json!({
                "id": id, "name": name, "content": content, "actions": "", "exampleQueries": [],
                "isActive": true,
            })).collect(),
        )},
        "variantManagement": {
            "attributes": collection(attributes.iter().map(|(id, name)| json!({"id": id, "name": name, "archived": false})).collect()),
            "variants": collection(variants.iter().enumerate().map(|(at, (id, name, _))| {
                json!({"id": id, "name": name, "isDefault": at == 0})
            }).collect()),
            "variantAttributeValues": collection(variants.iter().map(value_of).collect()),
        },
    })
}

#[test]
fn names_that_were_swapped_are_swapped_back() {
    assert_eq!(
        planned(
            &agent_of(&[("T", "a", "x"), ("U", "b", "y")], &[], &[]),
            &agent_of(&[("T", "b", "x"), ("U", "a", "y")], &[], &[]),
        ),
        ["Edit the topic “b”", "Edit the topic “a”", "Edit the topic “b”"]
    );
}

#[test]
fn what_was_deleted_is_created_before_what_refers_to_it() {
    assert_eq!(
        planned(
            &agent_of(&[("T", "a", "No phone.")], &[], &[("V", "Cork", "")]),
            &agent_of(
                &[("T", "a", "Call {{attr:A-7}}.")],
                &[("A-7", "phone")],
                &[("V", "Cork", "123"), ("W", "Galway", "4")]
            ),
        ),
        [
            "Create the attribute “phone”",
            "Create the variant “Galway”",
            "Edit the variant “Cork”",
            "Edit the topic “a”",
        ]
    );
}

#[test]
fn the_default_moves_before_its_variant_is_deleted() {
    assert_eq!(
        planned(
            &agent_of(&[], &[], &[("N", "New", ""), ("V", "Cork", "")]),
            &agent_of(&[], &[], &[("V", "Cork", "")]),
        ),
        ["Make “Cork” the default variant", "Delete the variant “New”"]
    );
    assert_eq!(
        planned(
            &agent_of(&[], &[], &[]),
            &agent_of(&[], &[], &[("V", "Cork", ""), ("W", "Galway", "")])
        ),
        ["Create the variant “Cork”", "Create the variant “Galway”"]
    );
    assert_eq!(
        planned(
            &agent_of(&[], &[], &[("V", "Cork", ""), ("W", "Galway", "")]),
            &agent_of(&[], &[], &[])
        ),
        ["Delete the variant “Galway”", "Delete the variant “Cork”"]
    );
}

#[test]
fn an_empty_topic_is_created_with_content_and_then_emptied() {
    assert_eq!(
        planned(&agent_of(&[], &[], &[]), &agent_of(&[("T", "a", "")], &[], &[])),
        ["Create the topic “a”", "Edit the topic “a”"]
    );
}

#[test]
fn a_name_that_is_in_use_by_now_is_refused() {
    let target = Snapshot::from_projection(agent_of(
        &[("T", "Hours", "x"), ("U", "Spare", "words that no other topic has at all")],
        &[],
        &[],
    ));
    let current = Snapshot::from_projection(agent_of(
        &[("T", "Opening", "x"), ("U", "Hours", "words that no other topic has at all")],
        &[],
        &[],
    ));
    let found =
        plan(&current, &target, |change| change.id.as_str() == "knowledgeBase.topics.T.~renamed");
    assert_eq!(found.steps, []);
    assert_eq!(found.unsupported.len(), 1);
    assert_eq!(found.unsupported[0].what, "Topic “Opening”");
}
