//! The subschemas of a schema of draft 7: where each applies, and how many there are.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// The part of a value that a subschema applies to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part<'a> {
    /// The value itself.
    Whole,
    /// One property of an object.
    Property(&'a str),
    /// Every property of an object, or those that a pattern matches.
    Properties,
    /// Every name of a property.
    Names,
    /// One item of an array.
    Item(usize),
    /// Every item of an array.
    Items,
}

/// The subschemas that `schema` applies, by reference too. References that lead nowhere are left out:
/// compiling the schema refuses them.
pub(super) fn subschemas<'a>(root: &'a Value, schema: &'a Value) -> Vec<(Part<'a>, &'a Value)> {
    let Some(schema) = schema.as_object() else { return Vec::new() };
    let mut found = Vec::new();
    for (keyword, value) in schema {
        match (keyword.as_str(), value) {
            ("$ref", Value::String(reference)) => {
                found.extend(target(root, reference).map(|schema| (Part::Whole, schema)));
            }
            ("allOf" | "anyOf" | "oneOf", Value::Array(all)) => {
                found.extend(all.iter().map(|schema| (Part::Whole, schema)));
            }
            ("not" | "if" | "then" | "else", schema) => found.push((Part::Whole, schema)),
            ("dependencies", Value::Object(all)) => {
                found.extend(all.values().map(|schema| (Part::Whole, schema)));
            }
            ("properties", Value::Object(all)) => {
                found.extend(all.iter().map(|(key, schema)| (Part::Property(key), schema)));
            }
            ("patternProperties", Value::Object(all)) => {
                found.extend(all.values().map(|schema| (Part::Properties, schema)));
            }
            ("additionalProperties", schema) => found.push((Part::Properties, schema)),
            ("propertyNames", schema) => found.push((Part::Names, schema)),
            ("items", Value::Array(all)) => {
                found.extend(
                    all.iter().enumerate().map(|(index, schema)| (Part::Item(index), schema)),
                );
            }
            ("items" | "additionalItems" | "contains", schema) => {
                found.push((Part::Items, schema));
            }
            _ => {}
        }
    }
    found
}

/// Counts the subschemas that a schema reaches, and refuses more than `most` of them, and references
/// that [`subschemas`] could not follow as the validator does.
pub(super) fn count_subschemas(root: &Value, most: usize) -> Result<(), String> {
    let mut reached = HashSet::new();
    let mut open = vec![root];
    while let Some(schema) = open.pop() {
        if !reached.insert(std::ptr::from_ref(schema)) {
            continue;
        }
        if reached.len() > most {
            return Err(format!("it has more than {most} subschemas; make it smaller"));
        }
        if let Some(keywords) = schema.as_object() {
            check_references(keywords, std::ptr::eq(schema, root))?;
        }
        open.extend(subschemas(root, schema).into_iter().map(|(_, schema)| schema));
    }
    Ok(())
}

fn check_references(schema: &Map<String, Value>, is_root: bool) -> Result<(), String> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str)
        && !(reference.is_empty() || reference == "#" || reference.starts_with("#/"))
    {
        return Err(format!(
            "the local server does not follow the reference {reference:?}; refer to a part of this \
             schema, as in #/definitions/name"
        ));
    }
    if schema.get("$id").is_some_and(Value::is_string) && !is_root {
        return Err(
            "the local server takes $id only at the top of a schema; leave it out".to_owned()
        );
    }
    Ok(())
}

/// What `#` or `#/…` refers to.
fn target<'a>(root: &'a Value, reference: &str) -> Option<&'a Value> {
    let pointer = reference.strip_prefix('#')?;
    let pointer = percent_decode_str(pointer).decode_utf8().ok()?;
    root.pointer(&pointer)
}
