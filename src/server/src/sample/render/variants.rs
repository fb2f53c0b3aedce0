//! Sites: variants, attributes, and the values where they meet.

use serde_json::{Map, Value, json};

use super::context::{RenderContext, collection};
use crate::sample::links::{Place, Target};

pub(super) fn variants(context: &RenderContext<'_>) -> Value {
    let sites = || {
        context.content.sites.iter().enumerate().map(|(row, (name, values))| {
            let path = format!("sites/{name}");
            (row, context.id("VARIANT-", &path), path, name, values)
        })
    };
    let variants = sites().map(|(row, id, path, name, _)| {
        let item = json!({"id": id, "name": name, "isDefault": row == 0});
        (id, context.dated(&path, item))
    });
    let values = sites().map(|(_, id, _, _, values)| {
        let known = context.content.attributes.keys();
        let values = known.map(|key| (attribute(context, key), cell(values.get(key))));
        let item = json!({"id": id, "values": values.collect::<Map<_, _>>()});
        (id, item)
    });
    let attributes = context.content.attributes.iter().map(|(key, one)| {
        let id = attribute(context, key);
        let references = context.links.to(
            Target::Attributes,
            &id,
            &[
                ("topics", Some(Place::Topics)),
                ("flowSteps", Some(Place::FlowSteps)),
                ("noCodeSteps", None),
            ],
        );
        let item = json!({"id": id, "name": one.name, "archived": false, "references": references});
        (id, context.dated(&format!("attributes/{key}"), item))
    });
    json!({
        "variants": collection(variants),
        "attributes": collection(attributes),
        "variantAttributeValues": collection(values)
    })
}

fn attribute(context: &RenderContext<'_>, key: &str) -> String {
    context.id("ATTRIBUTE-", &format!("attributes/{key}"))
}

fn cell(value: Option<&String>) -> Value {
    value.map_or("", String::as_str).into()
}
