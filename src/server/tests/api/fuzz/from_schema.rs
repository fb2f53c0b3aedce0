//! Values that a JSON Schema allows, and ways to damage them.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Values of a schema, as far as the published files use JSON Schema.
pub(super) fn strategy(document: &Value, schema: &Value) -> BoxedStrategy<Value> {
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.strip_prefix('#').unwrap();
        return strategy(document, document.pointer(pointer).unwrap());
    }
    if let Some(options) = schema["enum"].as_array() {
        return prop::sample::select(options.clone()).boxed();
    }
    match schema["type"].as_str() {
        Some("string") => text(schema),
        Some("boolean") => any::<bool>().prop_map(Value::from).boxed(),
        Some("integer") => prop_oneof![(0i64..5), any::<i64>()].prop_map(Value::from).boxed(),
        Some("array") => {
            let least = schema["minItems"].as_u64().unwrap_or(0) as usize;
            let item = strategy(document, &schema["items"]);
            prop::collection::vec(item, least..least + 3).prop_map(Value::from).boxed()
        }
        Some("object") => object(document, schema),
        _ => anything().boxed(),
    }
}

/// Texts of a length that the schema allows: often words that mean something to the API.
fn text(schema: &Value) -> BoxedStrategy<Value> {
    if schema["pattern"].is_string() {
        return "[a-zA-Z0-9-]{1,12}".prop_map(Value::from).boxed();
    }
    let least = schema["minLength"].as_u64().unwrap_or(0) as usize;
    let most = schema["maxLength"].as_u64().unwrap_or(40) as usize;
    let words = prop::sample::select(vec![
        "sandbox",
        "live",
        "pre-release",
        "city",
        "Leeds",
        "{{fn:x}} $y",
        "+441134960001",
        "a",
        "en-GB",
        "en-US-A",
        "goodbye",
    ]);
    let any = prop::collection::vec(any::<char>(), least..=most)
        .prop_map(|letters| letters.into_iter().collect::<String>());
    prop_oneof![words.prop_map(str::to_owned), any].prop_map(Value::from).boxed()
}

fn object(document: &Value, schema: &Value) -> BoxedStrategy<Value> {
    let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut keys = Vec::new();
    for (key, schema) in schema["properties"].as_object().into_iter().flatten() {
        let value = strategy(document, schema);
        let value = if required.iter().any(|one| one == key) {
            value.prop_map(Some).boxed()
        } else {
            prop::option::of(value).boxed()
        };
        keys.push((Just(key.clone()), value));
    }
    let free = if schema["properties"].is_null() {
        anything_below().boxed()
    } else {
        Just(Map::new()).boxed()
    };
    (keys, free)
        .prop_map(|(keys, mut object)| {
            object.extend(keys.into_iter().filter_map(|(key, value)| Some((key, value?))));
            Value::Object(object)
        })
        .boxed()
}

/// Any JSON.
pub(super) fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
        prop::sample::select(vec![
            json!(-1),
            json!(1e300),
            json!("\0"),
            json!([[]]),
            json!({"$ref": "#"})
        ]),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec((key(), inner), 0..3)
                .prop_map(|keys| Value::Object(keys.into_iter().collect())),
        ]
    })
}

fn anything_below() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::vec((key(), anything()), 0..3).prop_map(|keys| keys.into_iter().collect())
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec!["type", "properties", "required", "$ref", "values", "pattern"])
            .prop_map(str::to_owned),
        "[a-z]{0,4}",
    ]
}

/// One thing done to a value somewhere below its top.
#[derive(Debug, Clone)]
pub(super) struct Damage {
    depth: usize,
    turn: usize,
    with: Option<Value>,
    extra: bool,
}

/// Any damage.
pub(super) fn damage() -> impl Strategy<Value = Damage> {
    (0usize..4, any::<usize>(), prop::option::of(anything()), any::<bool>())
        .prop_map(|(depth, turn, with, extra)| Damage { depth, turn, with, extra })
}

impl Damage {
    /// The damaged value: something is replaced, taken away or added.
    pub(super) fn apply(&self, mut value: Value) -> Value {
        self.at(&mut value, self.depth);
        value
    }

    fn at(&self, value: &mut Value, depth: usize) {
        match value {
            Value::Object(keys) if self.extra && depth == 0 => {
                keys.insert("extra".to_owned(), self.with.clone().unwrap_or_default());
            }
            Value::Object(keys) if depth > 0 && !keys.is_empty() => {
                let key = keys.keys().nth(self.turn % keys.len()).unwrap().clone();
                if self.with.is_none() && depth == 1 {
                    keys.shift_remove(&key);
                } else {
                    self.at(&mut keys[&key], depth - 1);
                }
            }
            Value::Array(items) if depth > 0 && !items.is_empty() => {
                let index = self.turn % items.len();
                self.at(&mut items[index], depth - 1);
            }
            other => *other = self.with.clone().unwrap_or_default(),
        }
    }
}
