//! The parts of a schema that say something of a value: itself, what it refers to, what it combines.

use serde_json::{Map, Value};

use crate::number::equal;
use crate::pattern::Patterns;
use crate::schema::Schema;
use crate::validate::fits;

/// How many parts are followed; more are not drawn.
const MOST_PARTS: usize = 64;

/// Schemas that hold all together, the outermost first.
pub(crate) struct Effective {
    parts: Vec<Part>,
}

struct Part {
    schema: Schema,
    /// Whether it is checked, or only says what a field is called: in draft 7, what stands beside
    /// a `$ref`.
    counts: bool,
}

impl Effective {
    /// The parts for a value, which decides about conditions.
    pub(crate) fn of(schema: &Schema, value: Option<&Value>, patterns: &dyn Patterns) -> Self {
        let mut found = Self { parts: Vec::new() };
        found.add(schema, value, patterns);
        found
    }

    /// Adds a schema with what it refers to.
    pub(crate) fn add(&mut self, schema: &Schema, value: Option<&Value>, patterns: &dyn Patterns) {
        let is_known = self.parts.iter().any(|part| part.schema == *schema);
        if is_known || self.parts.len() >= MOST_PARTS {
            return;
        }
        let target = schema.target();
        let counts = target.is_none() || schema.counts_beside_reference();
        self.parts.push(Part { schema: schema.clone(), counts });
        if let Some(target) = target {
            self.add(&target, value, patterns);
        }
        if !counts {
            return;
        }
        for part in schema.list("allOf") {
            self.add(&part, value, patterns);
        }
        if schema.get("if").is_some() {
            let nothing = Value::Object(Map::new());
            let holds = fits(&schema.below(&["if"]), value.unwrap_or(&nothing), patterns);
            let then = if holds { "then" } else { "else" };
            if schema.get(then).is_some() {
                self.add(&schema.below(&[then]), value, patterns);
            }
        }
        if let (Some(Value::Object(set)), keywords) = (value, ["dependencies", "dependentSchemas"])
        {
            for keyword in keywords {
                let all = schema.get(keyword).and_then(Value::as_object);
                let called = all
                    .into_iter()
                    .flatten()
                    .filter(|(key, needed)| needed.is_object() && set.contains_key(*key));
                for (key, _) in called {
                    self.add(&schema.below(&[keyword, key]), value, patterns);
                }
            }
        }
    }

    /// The schemas that are checked.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = &Schema> {
        self.parts.iter().filter(|part| part.counts).map(|part| &part.schema)
    }

    /// What the first part says that has the keyword, be it only a description.
    pub(crate) fn said(&self, keyword: &str) -> Option<&Value> {
        self.parts.iter().find_map(|part| part.schema.get(keyword))
    }

    /// A text that describes.
    pub(crate) fn text(&self, keyword: &str) -> Option<&str> {
        self.said(keyword)?.as_str().filter(|text| !text.is_empty())
    }

    /// What the first part says that is checked.
    pub(crate) fn rule(&self, keyword: &str) -> Option<&Value> {
        self.schemas().find_map(|schema| schema.get(keyword))
    }

    /// The keywords of all parts that are checked.
    pub(crate) fn keywords(&self) -> impl Iterator<Item = &Map<String, Value>> {
        self.schemas().filter_map(Schema::keywords)
    }

    /// The types that a value may have by all parts; `None` when they say nothing of it.
    pub(crate) fn types(&self) -> Option<Vec<String>> {
        let mut left: Option<Vec<String>> = None;
        for kinds in self.keywords().filter_map(types_of) {
            left = Some(match left {
                None => kinds,
                Some(left) => left.iter().filter_map(|kind| common(kind, &kinds)).collect(),
            });
        }
        left.or_else(|| self.guessed().map(|kind| vec![kind.to_owned()]))
    }

    /// The type that the other keywords are about.
    fn guessed(&self) -> Option<&'static str> {
        let of: [(&str, &[&str]); 4] = [
            ("object", &["properties", "required", "patternProperties", "additionalProperties"]),
            ("array", &["items", "prefixItems", "minItems", "maxItems", "uniqueItems"]),
            ("string", &["pattern", "format", "minLength", "maxLength"]),
            (
                "number",
                &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
            ),
        ];
        of.into_iter()
            .find(|(_, keywords)| keywords.iter().any(|keyword| self.rule(keyword).is_some()))
            .map(|(kind, _)| kind)
    }

    /// The values that all parts with an `enum` allow.
    pub(crate) fn choices(&self) -> Option<Vec<Value>> {
        let mut left: Option<Vec<Value>> = None;
        for all in self.keywords().filter_map(|keywords| keywords.get("enum")?.as_array()) {
            left = Some(match left {
                None => all.clone(),
                Some(left) => {
                    left.into_iter().filter(|one| all.iter().any(|it| equal(it, one))).collect()
                }
            });
        }
        left
    }
}

fn types_of(keywords: &Map<String, Value>) -> Option<Vec<String>> {
    match keywords.get("type")? {
        Value::String(kind) => Some(vec![kind.clone()]),
        Value::Array(kinds) => {
            Some(kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        }
        _ => None,
    }
}

/// The narrower of a type and one of others: an integer is a number.
fn common(kind: &str, others: &[String]) -> Option<String> {
    let has = |name: &str| others.iter().any(|other| other == name);
    match kind {
        kind if has(kind) => Some(kind.to_owned()),
        "number" if has("integer") => Some("integer".to_owned()),
        "integer" if has("number") => Some("integer".to_owned()),
        _ => None,
    }
}
