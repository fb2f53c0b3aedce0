//! Sites: variants, attributes, and the values where they meet.

use serde_json::{Map, Value, json};

use super::context::{Desk, collection};
use crate::sample::links::{Place, Target};

pub(super) fn variants(desk: &Desk<'_>) -> Value {
    let sites = || {
        desk.content.sites.iter().enumerate().map(|(row, (name, values))| {
            let path = format!("sites/{name}");
            (row, desk.id("VARIANT-", &path), path, name, values)
        })
    };
    let variants = sites().map(|(row, id, path, name, _)| {
        let item = json!({"id": id, "name": name, "isDefault": row == 0});
        (id, desk.dated(&path, item))
    });
    let values = sites().map(|(_, id, _, _, values)| {
        let known = desk.content.attributes.keys();
        let values = known.map(|key| (attribute(desk, key), cell(values.get(key))));
        let item = json!({"id": id, "values": values.collect::<Map<_, _>>()});
        (id, item)
    });
    let attributes = desk.content.attributes.iter().map(|(key, one)| {
        let id = attribute(desk, key);
        let references = desk.links.to(
            Target::Attributes,
            &id,
            &[
                ("topics", Some(Place::Topics)),
                ("flowSteps", Some(Place::FlowSteps)),
                ("noCodeSteps", None),
            ],
        );
        let item = json!({"id": id, "name": one.name, "archived": false, "references": references});
        (id, desk.dated(&format!("attributes/{key}"), item))
    });
    json!({
        "variants": collection(variants),
        "attributes": collection(attributes),
        "variantAttributeValues": collection(values)
    })
}

fn attribute(desk: &Desk<'_>, key: &str) -> String {
    desk.id("ATTRIBUTE-", &format!("attributes/{key}"))
}

fn cell(value: Option<&String>) -> Value {
    value.map_or("", String::as_str).into()
}
