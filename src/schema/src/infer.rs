//! A schema for values that have none yet.

use serde_json::{Map, Value, json};

use crate::field::title_of;
use crate::number::is_whole;

/// A schema that the values fit: types and titles, nothing required. It is a start to go on from.
pub fn infer(values: &Value) -> Value {
    let mut schema = of(values);
    if let Value::Object(keywords) = &mut schema {
        let draft = json!("http://json-schema.org/draft-07/schema#");
        keywords.shift_insert(0, "$schema".to_owned(), draft);
    }
    schema
}

fn of(value: &Value) -> Value {
    match value {
        Value::Null => json!({}),
        Value::Bool(_) => json!({"type": "boolean"}),
        Value::Number(number) if is_whole(number) => json!({"type": "integer"}),
        Value::Number(_) => json!({"type": "number"}),
        Value::String(_) => json!({"type": "string"}),
        Value::Array(items) => {
            let mut all = items.iter().map(of);
            match all.next().map(|first| all.fold(first, both)) {
                Some(items) if items != json!({}) => json!({"type": "array", "items": items}),
                _ => json!({"type": "array"}),
            }
        }
        Value::Object(properties) => {
            let named = properties.iter().map(|(key, value)| {
                let mut schema = of(value);
                if let Value::Object(keywords) = &mut schema {
                    keywords.insert("title".to_owned(), Value::String(title_of(key)));
                }
                (key.clone(), schema)
            });
            json!({"type": "object", "properties": named.collect::<Map<_, _>>()})
        }
    }
}

/// A schema that fits what either does.
fn both(one: Value, other: Value) -> Value {
    if one == other {
        return one;
    }
    let kind = |schema: &Value| schema["type"].as_str().map(str::to_owned);
    match (kind(&one), kind(&other)) {
        (Some(a), Some(b)) if a == "object" && b == "object" => {
            let mut properties = one["properties"].as_object().cloned().unwrap_or_default();
            for (key, schema) in other["properties"].as_object().into_iter().flatten() {
                let known = properties.remove(key);
                let schema = known.map_or(schema.clone(), |known| both(known, schema.clone()));
                properties.insert(key.clone(), schema);
            }
            json!({"type": "object", "properties": properties})
        }
        (Some(a), Some(b))
            if [a.as_str(), &b].iter().all(|it| ["integer", "number"].contains(it)) =>
        {
            json!({"type": "number"})
        }
        _ => json!({}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::testing::TestPatterns;
    use crate::schema::{Document, Schema};
    use crate::validate::fits;

    #[test]
    fn the_values_fit_the_schema_that_is_made_of_them() {
        let values = json!({
            "is_open": true,
            "queue_minutes": 6,
            "rate": 1.5,
            "areas": [{"name": "LS8", "since": 1}, {"name": "LS9", "until": 2.5}],
            "mixed": [1, "a", null],
            "none": null,
            "empty": [],
        });
        let schema = infer(&values);
        assert_eq!(
            schema["properties"]["queue_minutes"],
            json!({"type": "integer", "title": "Queue minutes"})
        );
        let area = &schema["properties"]["areas"]["items"]["properties"];
        assert_eq!(area["until"]["type"], "number");
        assert_eq!(area["since"]["type"], "integer");
        assert!(fits(&Schema::whole(&Document::new(schema)), &values, &TestPatterns));
    }
}
