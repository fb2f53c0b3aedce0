//! Functions of all kinds, and the variables that their code uses.

use serde_json::{Map, Value, json};

use super::context::{RenderContext, collection};
use super::texts::SPECIAL;
use crate::sample::content::Function;
use crate::sample::links::{Place, Target};
use crate::sample::tokens::Tokens;

pub(super) fn functions(context: &RenderContext<'_>) -> Value {
    let global = context.content.functions.iter().filter(|(name, _)| special_key(name).is_none());
    collection(global.map(|(name, function)| {
        let path = format!("functions/{name}");
        let mut item = base(context, &path, name, function);
        let id = item["id"].as_str().unwrap_or_default().to_owned();
        let mut references = context.links.to(
            Target::GlobalFunctions,
            &id,
            &[
                ("flowSteps", Some(Place::FlowSteps)),
                ("topics", Some(Place::Topics)),
                ("stopKeywords", Some(Place::StopKeywords)),
                ("behaviour", Some(Place::Behaviours)),
            ],
        );
        references["variables"] = variables_of(context, Place::Functions, &id);
        item["references"] = references;
        (id, context.dated(&path, item))
    }))
}

/// The functions that run at the start and at the end of a call.
pub(super) fn special(context: &RenderContext<'_>) -> Value {
    let found = SPECIAL.iter().filter_map(|(name, place)| {
        let function = context.content.functions.get(*name)?;
        let path = format!("functions/{name}");
        let mut item = base(context, &path, name, function);
        item.as_object_mut()?.shift_remove("latencyControl");
        let variables = variables_of(context, *place, item["id"].as_str()?);
        item["references"] = json!({"variables": variables});
        Some((special_key(name)?.to_owned(), context.dated(&path, item)))
    });
    Value::Object(found.collect())
}

/// A function of a flow; the step functions of the platform are not used here.
pub(super) fn transition(
    context: &RenderContext<'_>,
    path: &str,
    name: &str,
    function: &Function,
) -> (String, Value) {
    let mut item = base(context, path, name, function);
    let id = item["id"].as_str().unwrap_or_default().to_owned();
    item["references"] = context.links.of(
        Place::FlowFunctions,
        &id,
        &[("flowSteps", Some(Target::FlowSteps)), ("variables", Some(Target::Variables))],
    );
    (id, context.dated(path, item))
}

pub(super) fn variables(context: &RenderContext<'_>) -> Value {
    let tokens = Tokens { ids: context.ids, content: context.content };
    collection(tokens.variables().into_iter().map(|name| {
        let path = format!("variables/{name}");
        let id = context.id("VARIABLE-", &path);
        let references = context.links.to(
            Target::Variables,
            &id,
            &[
                ("functions", Some(Place::Functions)),
                ("delayResponses", Some(Place::DelayResponses)),
                ("flowSteps", Some(Place::FlowSteps)),
                ("flowNoCodeSteps", None),
                ("flowFunctions", Some(Place::FlowFunctions)),
                ("topics", Some(Place::Topics)),
                ("behaviours", Some(Place::Behaviours)),
                ("greetings", Some(Place::Greetings)),
                ("roles", Some(Place::Roles)),
                ("personalities", Some(Place::Personalities)),
                ("sms", Some(Place::Sms)),
                ("startFunctions", Some(Place::StartFunctions)),
                ("endFunctions", Some(Place::EndFunctions)),
            ],
        );
        let item = json!({"id": id, "name": name, "references": references});
        (id, context.dated(&path, item))
    }))
}

fn base(context: &RenderContext<'_>, path: &str, name: &str, function: &Function) -> Value {
    let id = context.id("FUNCTION-", path);
    let parameters =
        (1..).zip(&function.parameters).map(|(number, (name, (kind, description)))| {
            let id = format!("{id}-PARAM-{number}");
            let item = json!({"id": id, "name": name, "description": description, "type": kind});
            (id, context.dated(&format!("{path}/parameters/{name}"), item))
        });
    json!({
        "id": id,
        "name": name,
        "description": function.description,
        "parameters": collection(parameters),
        "code": function.code,
        "errors": [],
        "latencyControl": latency(context, path, &id, function),
        "archived": false
    })
}

fn latency(
    context: &RenderContext<'_>,
    path: &str,
    function_id: &str,
    function: &Function,
) -> Value {
    let path = format!("{path}/delays");
    let delays = (1..=function.delays.len()).map(|number| {
        let id = format!("{function_id}-DELAY-{number}");
        let references =
            context.links.of(Place::DelayResponses, &id, &[("variables", Some(Target::Variables))]);
        let message = context.text(&format!("{path}/{number}"));
        let item = json!({"id": id, "message": message, "duration": 4, "references": references});
        (id, context.dated(&path, item))
    });
    let enabled = !function.delays.is_empty();
    let seconds = |seconds: u8| if enabled { seconds } else { 0 };
    let item = json!({
        "enabled": enabled,
        "delayResponses": collection(delays),
        "initialDelay": seconds(1),
        "interval": seconds(3)
    });
    context.dated(&path, item)
}

fn variables_of(context: &RenderContext<'_>, place: Place, id: &str) -> Value {
    let maps = context.links.of(place, id, &[("variables", Some(Target::Variables))]);
    maps.get("variables").cloned().unwrap_or_else(|| Value::Object(Map::new()))
}

fn special_key(name: &str) -> Option<&'static str> {
    match name {
        "start_function" => Some("startFunction"),
        "end_function" => Some("endFunction"),
        _ => None,
    }
}
