//! What a new value begins as.

use serde_json::{Map, Number, Value};

use crate::editor::{Editor, TextKind};
use crate::field::Field;
use crate::pattern::Patterns;
use crate::schema::Schema;

/// How deep a new value is filled; a schema may refer to itself.
const MOST_DEPTH: usize = 6;

/// A new entry or group, filled as far as the schema says: what it proposes, what it fixes, and what
/// has to be there. What a person has to think about is left empty.
pub fn start(schema: Option<&Schema>, patterns: &dyn Patterns) -> Value {
    at_depth(schema, patterns, 0)
}

/// The same for a value that shall not be empty (`null`), though it may.
pub fn fill(schema: &Schema, patterns: &dyn Patterns) -> Value {
    let field = Field::of(Some(schema), None, patterns);
    match field.default.clone().filter(|default| !default.is_null()) {
        Some(default) => default,
        None => of_field(schema, field, patterns, 0),
    }
}

fn at_depth(schema: Option<&Schema>, patterns: &dyn Patterns, depth: usize) -> Value {
    let Some(schema) = schema.filter(|_| depth < MOST_DEPTH) else {
        return Value::String(String::new());
    };
    let field = Field::of(Some(schema), None, patterns);
    if let Some(default) = field.default {
        return default;
    }
    if field.is_nullable {
        return Value::Null;
    }
    of_field(schema, field, patterns, depth)
}

fn of_field(schema: &Schema, field: Field, patterns: &dyn Patterns, depth: usize) -> Value {
    let below = |schema: Option<&Schema>| at_depth(schema, patterns, depth + 1);
    match field.editor {
        Editor::Constant(value) => value,
        Editor::Text(kind) => Value::String(match kind {
            TextKind::Clock => "09:00".to_owned(),
            _ => String::new(),
        }),
        Editor::Number => {
            let least = schema.get("minimum").and_then(Value::as_i64).filter(|least| *least > 0);
            Value::Number(Number::from(least.unwrap_or(0)))
        }
        Editor::Switch => Value::Bool(false),
        Editor::Choice(all) => all.into_iter().next().map_or(Value::Null, |choice| choice.value),
        Editor::Object(group) => {
            let mut value = Map::new();
            for property in group.properties {
                let is_proposed =
                    property.schema.as_ref().is_some_and(|schema| schema.get("default").is_some());
                if property.is_required || is_proposed {
                    value.insert(property.key, below(property.schema.as_ref()));
                }
            }
            if let Some((_, form)) = group.alternatives.as_ref().and_then(|forms| forms.all.first())
                && let Value::Object(more) = below(Some(form))
            {
                for (key, one) in more {
                    value.entry(key).or_insert(one);
                }
            }
            Value::Object(value)
        }
        Editor::List(list) => Value::Array(list.first.iter().map(|one| below(Some(one))).collect()),
        Editor::Alternatives(forms) => {
            forms.all.first().map_or(Value::Null, |(_, form)| below(Some(form)))
        }
        Editor::Raw => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::pattern::testing::TestPatterns;
    use crate::schema::Document;

    #[test]
    fn a_new_entry_has_what_is_required_and_proposed_and_no_more() {
        let schema = json!({
            "type": "object",
            "required": ["open", "kind", "days"],
            "properties": {
                "open": {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
                "kind": {"enum": ["shop", "phone"]},
                "days": {"type": "integer", "minimum": 1},
                "is_staffed": {"type": "boolean", "default": true},
                "note": {"type": "string"},
            },
        });
        let whole = Schema::whole(&Document::new(schema));
        let expected = json!({"open": "09:00", "kind": "shop", "days": 1, "is_staffed": true});
        assert_eq!(start(Some(&whole), &TestPatterns), expected);
    }

    #[test]
    fn a_schema_that_contains_itself_gives_a_value_all_the_same() {
        let schema =
            json!({"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#"}}});
        let whole = Schema::whole(&Document::new(schema));
        assert!(start(Some(&whole), &TestPatterns).is_object());
    }
}
