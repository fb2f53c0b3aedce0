//! One thing that a person would call one edit.

use model::Section;
use serde_json::{Map, Value, json};

use super::random::Random;
use super::text::{paragraph, replace_word};
use crate::ChangeKind;

/// What was done, and how a comparison has to call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The section it is in.
    pub section: Section,
    /// What happened.
    pub kind: ChangeKind,
    /// What was edited.
    pub target: Target,
}

/// What can be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// One paragraph of the behavior, in its copy as well.
    Behavior,
    /// One paragraph of a topic.
    TopicContent,
    /// The name of a topic.
    TopicName,
    /// Whether a topic is active.
    TopicActive,
    /// One more example query.
    TopicQuery,
    /// A new topic.
    NewTopic,
    /// One topic less.
    NoTopic,
    /// One cell of the grid.
    Cell,
    /// The name of a variant.
    VariantName,
    /// A new attribute, without values.
    NewAttribute,
    /// One attribute less.
    NoAttribute,
    /// Another default variant.
    DefaultVariant,
    /// One line of a function.
    Code,
    /// A parameter of a function.
    Parameter,
    /// The prompt of a step.
    Step,
    /// The order of steps.
    StepOrder,
    /// The start of a flow.
    StartStep,
    /// The welcome message, in its copies as well.
    Greeting,
    /// The order of pronunciations, by their positions.
    Pronunciation,
    /// A switch of the guardrails.
    Guardrail,
    /// Something inside of the user's own JSON.
    Feature,
    /// Something no table knows of.
    Unknown,
}

impl Target {
    /// Everything that can be edited.
    pub const ALL: [Self; 22] = [
        Self::Behavior,
        Self::TopicContent,
        Self::TopicName,
        Self::TopicActive,
        Self::TopicQuery,
        Self::NewTopic,
        Self::NoTopic,
        Self::Cell,
        Self::VariantName,
        Self::NewAttribute,
        Self::NoAttribute,
        Self::DefaultVariant,
        Self::Code,
        Self::Parameter,
        Self::Step,
        Self::StepOrder,
        Self::StartStep,
        Self::Greeting,
        Self::Pronunciation,
        Self::Guardrail,
        Self::Feature,
        Self::Unknown,
    ];

    /// What the public endpoints can write, and so revert.
    pub const WRITABLE: [Self; 12] = [
        Self::Behavior,
        Self::TopicContent,
        Self::TopicName,
        Self::TopicActive,
        Self::TopicQuery,
        Self::NewTopic,
        Self::NoTopic,
        Self::Cell,
        Self::VariantName,
        Self::NewAttribute,
        Self::NoAttribute,
        Self::DefaultVariant,
    ];
}

/// Edits an agent in one place. `None` if it has nothing of the kind.
pub fn edit(projection: &mut Value, target: Target, random: &mut Random) -> Option<Edited> {
    use ChangeKind::{Added, Edited as Edit, Moved, Removed, Renamed};
    const TOPICS: &str = "/knowledgeBase/topics";
    let (section, kind) = match target {
        Target::Behavior => {
            let text = edited_text(projection.pointer("/agentSettings/rules/behaviour")?, random)?;
            for at in ["/agentSettings/rules", "/multilingualAgentSettings/rules"] {
                if let Some(rules) = projection.pointer_mut(at) {
                    rules["behaviour"] = text.clone();
                }
            }
            (Section::Behavior, Edit)
        }
        Target::TopicContent => {
            let topic = any_item(projection, TOPICS, random)?;
            topic["content"] = edited_text(&topic["content"], random)?;
            (Section::Topics, Edit)
        }
        Target::TopicName => {
            let topic = any_item(projection, TOPICS, random)?;
            topic["name"] = json!(format!("Renamed {}", random.number()));
            (Section::Topics, Renamed)
        }
        Target::TopicActive => {
            let topic = any_item(projection, TOPICS, random)?;
            topic["isActive"] = json!(!topic["isActive"].as_bool()?);
            (Section::Topics, Edit)
        }
        Target::TopicQuery => {
            let topic = any_item(projection, TOPICS, random)?;
            let queries = topic["exampleQueries"].as_array_mut()?;
            let place = random.below(queries.len() + 1);
            queries.insert(place, json!({"query": format!("zzz {}", random.number())}));
            (Section::Topics, Added)
        }
        Target::NewTopic => {
            let id = format!("TOPIC-N{}", random.number());
            let topic = json!({
                "id": id, "name": format!("New {}", random.number()), "isActive": true, "actions": "",
                "content": format!("unseen{}", random.number()), "exampleQueries": [],
            });
            add(projection, TOPICS, id, topic)?;
            (Section::Topics, Added)
        }
        Target::NoTopic => {
            remove(projection, TOPICS, random)?;
            (Section::Topics, Removed)
        }
        Target::Cell => {
            let attribute = any_id(projection, "/variantManagement/attributes", random)?;
            let row = any_item(projection, "/variantManagement/variantAttributeValues", random)?;
            row["values"][attribute] = json!(format!("cell {}", random.number()));
            (Section::Variants, Edit)
        }
        Target::VariantName => {
            let variant = any_item(projection, "/variantManagement/variants", random)?;
            variant["name"] = json!(format!("Site {}", random.number()));
            (Section::Variants, Renamed)
        }
        Target::NewAttribute => {
            let id = format!("ATTRIBUTE-N{}", random.number());
            let attribute = json!({"id": id, "name": format!("new_{}", random.number())});
            add(projection, "/variantManagement/attributes", id, attribute)?;
            (Section::Variants, Added)
        }
        Target::NoAttribute => {
            let id = remove(projection, "/variantManagement/attributes", random)?;
            let rows =
                projection.pointer_mut("/variantManagement/variantAttributeValues/entities")?;
            for row in rows.as_object_mut()?.values_mut() {
                row["values"].as_object_mut()?.shift_remove(&id);
            }
            (Section::Variants, Removed)
        }
        Target::DefaultVariant => {
            let variants = projection.pointer_mut("/variantManagement/variants/entities")?;
            let variants = variants.as_object_mut()?;
            let other = variants.values().position(|variant| variant["isDefault"] == false)?;
            for (at, variant) in variants.values_mut().enumerate() {
                variant["isDefault"] = json!(at == other);
            }
            (Section::Variants, Edit)
        }
        Target::Code => {
            let function = any_item(projection, "/functions/functions", random)?;
            function["code"] = edited_text(&function["code"], random)?;
            (Section::Functions, Edit)
        }
        Target::Parameter => {
            let function = any_item(projection, "/functions/functions", random)?;
            let parameter = any_item(function, "/parameters", random)?;
            parameter["type"] = json!(format!("type {}", random.number()));
            (Section::Functions, Edit)
        }
        Target::Step => {
            let flow = any_item(projection, "/flows/flows", random)?;
            let step = any_item(flow, "/steps", random)?;
            step["prompt"] = edited_text(&step["prompt"], random)?;
            (Section::Flows, Edit)
        }
        Target::StepOrder => {
            let flow = any_item(projection, "/flows/flows", random)?;
            let ids = flow.pointer_mut("/steps/ids")?.as_array_mut()?;
            if ids.len() < 2 {
                return None;
            }
            let step = ids.remove(random.below(ids.len() - 1));
            ids.push(step);
            (Section::Flows, Moved)
        }
        Target::StartStep => {
            let flow = any_item(projection, "/flows/flows", random)?;
            flow["startStepId"] = json!(format!("STEP-{}", random.number()));
            (Section::Flows, Edit)
        }
        Target::Greeting => {
            let text = json!(format!("{} {}", paragraph(random, 8), random.number()));
            projection.pointer("/agentSettings/greeting/welcomeMessage")?;
            for at in [
                "/agentSettings/greeting",
                "/multilingualAgentSettings/greetings/entities/en-GB",
                "/channels/voice/config/greeting",
            ] {
                if let Some(greeting) = projection.pointer_mut(at) {
                    greeting["welcomeMessage"] = text.clone();
                }
            }
            (Section::Greeting, Edit)
        }
        Target::Pronunciation => {
            let all = projection.pointer_mut("/pronunciations/pronunciations/entities")?;
            let all = all.as_object_mut()?;
            // The last one goes to the front, and all others are numbered anew.
            let count = all.len();
            for entity in all.values_mut() {
                let place = entity["position"].as_u64()? as usize;
                entity["position"] = json!(if place + 1 == count { 0 } else { place + 1 });
            }
            (Section::Speech, Moved)
        }
        Target::Guardrail => {
            let rails = projection.pointer_mut("/guardrails/guardrails")?.as_object_mut()?;
            let place = random.below(rails.len());
            let rail = rails.values_mut().nth(place)?;
            rail["enabled"] = json!(!rail["enabled"].as_bool()?);
            (Section::Guardrails, Edit)
        }
        Target::Feature => {
            let config = any_item(projection, "/experimentalConfig/experimentalConfigs", random)?;
            config["features"]["beta"]["updatedAt"] = json!(format!("then {}", random.number()));
            (Section::Other, Edit)
        }
        Target::Unknown => {
            projection["newerThing"]["depth"]["value"] = json!(2.5 + random.below(100) as f64);
            (Section::Other, Edit)
        }
    };
    Some(Edited { section, kind, target })
}

/// Edits an agent in so many places, each time another one of the targets.
pub fn edit_all(projection: &mut Value, count: usize, random: &mut Random) -> Vec<Edited> {
    let targets =
        [Target::TopicContent, Target::Cell, Target::Code, Target::Step, Target::TopicName];
    (0..count).filter_map(|at| edit(projection, targets[at % targets.len()], random)).collect()
}

fn edited_text(text: &Value, random: &mut Random) -> Option<Value> {
    let text = text.as_str()?;
    let lines: Vec<&str> = text.split('\n').collect();
    let full: Vec<usize> = (0..lines.len()).filter(|&at| !lines[at].trim().is_empty()).collect();
    let place = *random.pick(&full)?;
    let edited: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| if at == place { replace_word(random, line) } else { (*line).to_owned() })
        .collect();
    Some(Value::from(edited.join("\n")))
}

fn entities<'a>(projection: &'a mut Value, at: &str) -> Option<&'a mut Map<String, Value>> {
    projection.pointer_mut(at)?.get_mut("entities")?.as_object_mut()
}

fn any_item<'a>(projection: &'a mut Value, at: &str, random: &mut Random) -> Option<&'a mut Value> {
    let entities = entities(projection, at)?;
    let place = random.below(entities.len());
    entities.values_mut().nth(place)
}

fn any_id(projection: &mut Value, at: &str, random: &mut Random) -> Option<String> {
    any_item(projection, at, random)?.get("id")?.as_str().map(str::to_owned)
}

fn add(projection: &mut Value, at: &str, id: String, item: Value) -> Option<()> {
    entities(projection, at)?.insert(id.clone(), item);
    projection.pointer_mut(at)?["ids"].as_array_mut()?.push(Value::from(id));
    Some(())
}

fn remove(projection: &mut Value, at: &str, random: &mut Random) -> Option<String> {
    let id = any_id(projection, at, random)?;
    entities(projection, at)?.retain(|_, item| item["id"] != id.as_str());
    projection.pointer_mut(at)?["ids"].as_array_mut()?.retain(|known| *known != id.as_str());
    Some(id)
}
