//! The rules of request bodies, and of values against a JSON Schema: every fault, by field path.

use std::collections::HashMap;
use std::sync::LazyLock;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::paths::{Location, LocationSegment};
use jsonschema::{ValidationError, Validator};
use serde_json::{Value, json};
use wire::FieldError;

use crate::faults::Faults;

/// The rules of one request body, by its name in `bodies.json`: the names of the wire crate, with
/// the API's version where the two differ.
pub(crate) fn body(name: &str) -> &'static Validator {
    static RULES: LazyLock<HashMap<String, Validator>> = LazyLock::new(|| {
        let bodies: Value =
            serde_json::from_str(include_str!("bodies.json")).expect("bodies.json is JSON");
        let names = bodies.as_object().expect("bodies.json is an object").keys();
        names.map(|name| (name.clone(), rule(&bodies, name))).collect()
    });
    RULES.get(name).expect("every body has its rules in bodies.json")
}

/// What is wrong with `value`.
pub(crate) fn faults(rules: &Validator, value: &Value) -> Faults {
    Faults::new(field_errors(rules, value).collect())
}

/// Every fault of `value`, in no order.
pub(crate) fn field_errors<'a>(
    rules: &'a Validator,
    value: &'a Value,
) -> impl Iterator<Item = FieldError> {
    rules.iter_errors(value).flat_map(|error| fields(&error))
}

fn rule(bodies: &Value, name: &str) -> Validator {
    let mut schema = bodies.clone();
    // A pointer into the same document: the other entries stay where their `$ref`s look for them.
    schema["$ref"] = json!(format!("#/{name}"));
    jsonschema::draft202012::new(&schema).expect("bodies.json holds valid schemas")
}

fn fields(error: &ValidationError<'_>) -> Vec<FieldError> {
    let at = dotted(error.instance_path());
    let below = |key: &str| if at.is_empty() { key.to_owned() } else { format!("{at}.{key}") };
    let fault = |field: String, message: &str| FieldError { field, message: message.to_owned() };
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            unexpected.iter().map(|key| fault(below(key), "is not a known field")).collect()
        }
        ValidationErrorKind::Required { property } => {
            let key = property.as_str().unwrap_or_default();
            vec![fault(below(key), "is required")]
        }
        kind => vec![fault(at.clone(), &message(kind, error))],
    }
}

fn message(kind: &ValidationErrorKind, error: &ValidationError<'_>) -> String {
    use ValidationErrorKind as Kind;
    match kind {
        Kind::Type { kind: TypeKind::Single(kind) } => format!("must be of type {kind}"),
        Kind::MinLength { limit: 1 } => "must not be empty".to_owned(),
        Kind::MinLength { limit } => format!("must have at least {limit} characters"),
        Kind::MaxLength { limit } => format!("must have at most {limit} characters"),
        Kind::MinItems { limit: 1 } => "must not be empty".to_owned(),
        Kind::MinItems { limit } => format!("must have at least {limit} items"),
        Kind::MaxItems { limit } => format!("must have at most {limit} items"),
        Kind::Minimum { limit } => format!("must be {limit} or more"),
        Kind::Maximum { limit } => format!("must be {limit} or less"),
        Kind::Enum { options } => format!("must be one of {options}"),
        Kind::Pattern { pattern } => format!("must match {pattern}"),
        // Without the value itself, which may be long.
        _ => error.masked().to_string(),
    }
}

/// A JSON pointer as keys and indexes joined by dots.
fn dotted(at: &Location) -> String {
    let segments = at.iter().map(|segment| match segment {
        LocationSegment::Property(key) => key.to_string(),
        LocationSegment::Index(index) => index.to_string(),
    });
    segments.collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, value: Value, expected: &[(&str, &str)]) {
        let found = faults(body(name), &value).into_listed();
        let found: Vec<_> = found.iter().map(|f| (f.field.as_str(), f.message.as_str())).collect();
        assert_eq!(found, expected, "{name} {value}");
    }

    #[test]
    fn a_good_body_has_no_faults() {
        check("TopicCreate", json!({"name": "Parking", "content": "Free"}), &[]);
        check("BranchCreate-1.0.3", json!({"name": "summer"}), &[]);
    }

    #[test]
    fn every_fault_is_named_with_its_path() {
        check(
            "TopicCreate",
            json!({"name": "", "exampleQueries": {"queries": ["a", 5], "x": 1}, "tags": []}),
            &[
                ("content", "is required"),
                ("exampleQueries.queries.1", "must be of type string"),
                ("exampleQueries.x", "is not a known field"),
                ("name", "must not be empty"),
                ("tags", "is not a known field"),
            ],
        );
        let long = json!({"branchName": "é".repeat(101)});
        check("BranchCreate-1.0.11", long, &[("branchName", "must have at most 100 characters")]);
    }

    #[test]
    fn the_body_itself_can_be_at_fault() {
        check("Behavior", json!([]), &[("", "must be of type object")]);
    }
}
