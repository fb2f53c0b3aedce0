//! Values against schemas: every problem, with its place and in words.
//!
//! What reaches out of the document (references to other files) and the keywords on what other
//! keywords left over (`unevaluatedProperties`, `$dynamicRef`) are not checked: the API does.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::number::equal;
use crate::path::Path;
use crate::pattern::Patterns;
use crate::problem::{Problem, either, value_words};
use crate::scalar;
use crate::schema::Schema;

/// The steps after which a check ends: a schema of a kilobyte can ask for more work than there is
/// time for, as each definition can use the next one twice.
const MOST_STEPS: usize = 20_000;

/// How deep checks go within each other.
const MOST_DEPTH: usize = 200;

/// Everything that is wrong with a value, in the order of the schema.
pub fn problems(schema: &Schema, value: &Value, patterns: &dyn Patterns) -> Vec<Problem> {
    problems_at(schema, value, &Path::default(), patterns)
}

/// The same for a value that stands at `path` of a larger one.
pub fn problems_at(
    schema: &Schema,
    value: &Value,
    path: &Path,
    patterns: &dyn Patterns,
) -> Vec<Problem> {
    let mut found = Vec::new();
    Run::new(patterns, true).check(schema, value, path, &mut found);
    let mut seen = Vec::new();
    found.retain(|problem| {
        let is_new = !seen.contains(problem);
        seen.push(problem.clone());
        is_new
    });
    found
}

/// What is wrong with a value apart from what stands within it: each key press asks for no more.
pub fn own_problems(schema: &Schema, value: &Value, patterns: &dyn Patterns) -> Vec<String> {
    let mut found = Vec::new();
    Run::new(patterns, false).check(schema, value, &Path::default(), &mut found);
    let own = found.into_iter().filter(|problem| problem.path == Path::default());
    own.map(|problem| problem.text).collect()
}

/// Whether nothing is wrong with a value.
pub fn fits(schema: &Schema, value: &Value, patterns: &dyn Patterns) -> bool {
    problems(schema, value, patterns).is_empty()
}

/// Which of several schemas a value is meant for: the first that it fits, else the one of which the
/// fixed values are right, else the one against which least is wrong.
pub(crate) fn closest(all: &[Schema], value: &Value, patterns: &dyn Patterns) -> Option<usize> {
    let wrong: Vec<usize> = all
        .iter()
        .map(|schema| {
            let found = problems(schema, value, patterns);
            // A wrong fixed value or kind tells the alternatives apart, a missing field does not.
            let far = found.iter().filter(|problem| problem.path == Path::default()).count();
            found.len() + 10 * far + 100 * usize::from(!has_right_constants(schema, value))
        })
        .collect();
    (0..wrong.len()).min_by_key(|place| wrong[*place])
}

/// Whether the properties that a schema fixes have their values.
fn has_right_constants(schema: &Schema, value: &Value) -> bool {
    let schema = schema.target().unwrap_or_else(|| schema.clone());
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.into_iter().flatten().all(|(key, rule)| {
        match (rule.get("const"), rule.get("enum"), value.get(key)) {
            (Some(wanted), _, Some(value)) => equal(wanted, value),
            (None, Some(Value::Array(all)), Some(value)) => all.iter().any(|one| equal(one, value)),
            _ => true,
        }
    })
}

struct Run<'a> {
    patterns: &'a dyn Patterns,
    /// Whether properties and items are checked as well.
    is_deep: bool,
    steps: usize,
    /// The pairs of schema and value that the check is in: references may lead in a circle.
    under_way: HashSet<(String, *const Value)>,
}

impl<'a> Run<'a> {
    fn new(patterns: &'a dyn Patterns, is_deep: bool) -> Self {
        Self { patterns, is_deep, steps: 0, under_way: HashSet::new() }
    }

    fn check(&mut self, schema: &Schema, value: &Value, path: &Path, found: &mut Vec<Problem>) {
        self.steps += 1;
        if self.steps > MOST_STEPS || self.under_way.len() > MOST_DEPTH {
            return;
        }
        let keywords = match schema.value() {
            Value::Bool(false) => {
                found.push(Problem { path: path.clone(), text: "must not be there".to_owned() });
                return;
            }
            Value::Object(keywords) => keywords,
            _ => return,
        };
        let pair = (schema.pointer().to_owned(), std::ptr::from_ref(value));
        if !self.under_way.insert(pair.clone()) {
            return;
        }
        let is_reference = keywords.get("$ref").is_some_and(Value::is_string);
        if let Some(target) = schema.target() {
            self.check(&target, value, path, found);
        }
        if !is_reference || schema.counts_beside_reference() {
            let own = scalar::problems(keywords, value, self.patterns);
            found.extend(own.into_iter().map(|text| Problem { path: path.clone(), text }));
            match value {
                Value::Object(properties) if self.is_deep => {
                    self.properties(schema, keywords, value, properties, path, found);
                }
                Value::Array(items) if self.is_deep => {
                    self.items(schema, keywords, items, path, found)
                }
                _ => {}
            }
            self.combined(schema, keywords, value, path, found);
        }
        self.under_way.remove(&pair);
    }

    fn fits(&mut self, schema: &Schema, value: &Value) -> bool {
        let mut found = Vec::new();
        let was_deep = std::mem::replace(&mut self.is_deep, true);
        self.check(schema, value, &Path::default(), &mut found);
        self.is_deep = was_deep;
        found.is_empty()
    }

    fn combined(
        &mut self,
        schema: &Schema,
        keywords: &Map<String, Value>,
        value: &Value,
        path: &Path,
        found: &mut Vec<Problem>,
    ) {
        let say = |found: &mut Vec<Problem>, text: String| {
            found.push(Problem { path: path.clone(), text });
        };
        for part in schema.list("allOf") {
            self.check(&part, value, path, found);
        }
        let any = schema.list("anyOf");
        if !any.is_empty() && !any.iter().any(|part| self.fits(part, value)) {
            self.none_fits(&any, value, path, found);
        }
        let one = schema.list("oneOf");
        if !one.is_empty() {
            match one.iter().filter(|part| self.fits(part, value)).count() {
                0 => self.none_fits(&one, value, path, found),
                1 => {}
                _ => say(found, "fits more than one of the choices".to_owned()),
            }
        }
        if keywords.contains_key("not") && self.fits(&schema.below(&["not"]), value) {
            let words = match keywords["not"].get("const") {
                Some(value) => format!("must not be {}", value_words(value)),
                None => "is not allowed".to_owned(),
            };
            say(found, words);
        }
        if keywords.contains_key("if") {
            let holds = self.fits(&schema.below(&["if"]), value);
            let then = if holds { "then" } else { "else" };
            if keywords.contains_key(then) {
                self.check(&schema.below(&[then]), value, path, found);
            }
        }
    }

    /// Says what is wrong by the alternative that the value is meant for.
    fn none_fits(&mut self, all: &[Schema], value: &Value, path: &Path, found: &mut Vec<Problem>) {
        let fixed: Vec<String> =
            all.iter().filter_map(|one| one.get("const").map(value_words)).collect();
        let text = if fixed.len() == all.len() {
            format!("must be {}", either(&fixed))
        } else {
            let before = found.len();
            if let Some(place) = closest(all, value, self.patterns) {
                self.check(&all[place], value, path, found);
            }
            if found.len() > before {
                return;
            }
            "fits none of the choices".to_owned()
        };
        found.push(Problem { path: path.clone(), text });
    }

    fn properties(
        &mut self,
        schema: &Schema,
        keywords: &Map<String, Value>,
        whole: &Value,
        properties: &Map<String, Value>,
        path: &Path,
        found: &mut Vec<Problem>,
    ) {
        let required = keywords.get("required").and_then(Value::as_array).into_iter().flatten();
        for key in required.filter_map(Value::as_str).filter(|key| !properties.contains_key(*key)) {
            found.push(Problem { path: path.key(key), text: "is required".to_owned() });
        }
        let named = keywords.get("properties").and_then(Value::as_object);
        let patterned = keywords.get("patternProperties").and_then(Value::as_object);
        for key in named.into_iter().flat_map(Map::keys) {
            if let Some(value) = properties.get(key) {
                self.check(&schema.below(&["properties", key]), value, &path.key(key), found);
            }
        }
        for (key, value) in properties {
            let mut is_known = named.is_some_and(|named| named.contains_key(key));
            for pattern in patterned.into_iter().flat_map(Map::keys) {
                if self.patterns.matches(pattern, key) == Some(true) {
                    is_known = true;
                    let part = schema.below(&["patternProperties", pattern]);
                    self.check(&part, value, &path.key(key), found);
                }
            }
            match keywords.get("additionalProperties") {
                Some(Value::Bool(false)) if !is_known => {
                    let text = "is not in the schema, which allows no other fields".to_owned();
                    found.push(Problem { path: path.key(key), text });
                }
                Some(Value::Object(_)) if !is_known => {
                    let rest = schema.below(&["additionalProperties"]);
                    self.check(&rest, value, &path.key(key), found);
                }
                _ => {}
            }
            if keywords.contains_key("propertyNames") {
                let name = Value::String(key.clone());
                let names = schema.below(&["propertyNames"]);
                let mut wrong = Vec::new();
                // The name lives for this check alone, so that it may stand where another one stood.
                Run::new(self.patterns, true).check(&names, &name, path, &mut wrong);
                found.extend(wrong.into_iter().map(|problem| Problem {
                    path: path.key(key),
                    text: format!("has a name that {}", problem.text),
                }));
            }
        }
        self.dependencies(schema, keywords, whole, properties, path, found);
    }

    fn dependencies(
        &mut self,
        schema: &Schema,
        keywords: &Map<String, Value>,
        whole: &Value,
        properties: &Map<String, Value>,
        path: &Path,
        found: &mut Vec<Problem>,
    ) {
        for keyword in ["dependencies", "dependentRequired", "dependentSchemas"] {
            let Some(Value::Object(all)) = keywords.get(keyword) else { continue };
            for (key, needed) in all.iter().filter(|(key, _)| properties.contains_key(*key)) {
                match needed {
                    Value::Array(needed) => {
                        let missing = needed.iter().filter_map(Value::as_str);
                        for name in missing.filter(|name| !properties.contains_key(*name)) {
                            let text = format!("is required because {key} is there");
                            found.push(Problem { path: path.key(name), text });
                        }
                    }
                    _ => self.check(&schema.below(&[keyword, key]), whole, path, found),
                }
            }
        }
    }

    fn items(
        &mut self,
        schema: &Schema,
        keywords: &Map<String, Value>,
        items: &[Value],
        path: &Path,
        found: &mut Vec<Problem>,
    ) {
        for (index, item) in items.iter().enumerate() {
            if let Some(part) = item_schema(schema, keywords, index) {
                self.check(&part, item, &path.item(index), found);
            }
        }
        if keywords.contains_key("contains") {
            let part = schema.below(&["contains"]);
            let count = items.iter().filter(|item| self.fits(&part, item)).count();
            let bound = |keyword: &str| keywords.get(keyword).and_then(Value::as_f64);
            #[expect(clippy::cast_precision_loss, reason = "no list is that long")]
            let count = count as f64;
            let later = schema.counts_beside_reference();
            let least = bound("minContains").filter(|_| later).unwrap_or(1.0);
            if count < least {
                let text = "lacks an entry that it must contain".to_owned();
                found.push(Problem { path: path.clone(), text });
            }
            if later && bound("maxContains").is_some_and(|most| count > most) {
                let text = "has too many entries of a kind".to_owned();
                found.push(Problem { path: path.clone(), text });
            }
        }
    }
}

/// The schema of an item of a list.
pub(crate) fn item_schema(
    schema: &Schema,
    keywords: &Map<String, Value>,
    index: usize,
) -> Option<Schema> {
    let place = index.to_string();
    let (first, rest) = match keywords.get("prefixItems") {
        Some(Value::Array(first)) => (Some(("prefixItems", first)), "items"),
        _ => match keywords.get("items") {
            Some(Value::Array(first)) => (Some(("items", first)), "additionalItems"),
            _ => (None, "items"),
        },
    };
    match first {
        Some((keyword, first)) if index < first.len() => Some(schema.below(&[keyword, &place])),
        _ => keywords.contains_key(rest).then(|| schema.below(&[rest])),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::pattern::testing::TestPatterns;
    use crate::schema::Document;

    fn say(schema: Value, value: Value) -> Vec<String> {
        let whole = Schema::whole(&Document::new(schema));
        let found = problems(&whole, &value, &TestPatterns);
        found.iter().map(|problem| format!("{} {}", problem.path, problem.text)).collect()
    }

    #[test]
    fn each_problem_is_said_at_its_place() {
        let schema = json!({
            "type": "object",
            "required": ["name"],
            "properties": {"days": {"type": "array", "items": {"$ref": "#/definitions/day"}}},
            "additionalProperties": false,
            "dependencies": {"days": ["zone"]},
            "definitions": {"day": {"type": "object", "properties": {"open": {"type": "integer", "minimum": 8}}}},
        });
        assert_eq!(
            say(schema, json!({"days": [{"open": 9}, {"open": 7}], "old": 1})),
            [
                "name is required",
                "days.1.open must be 8 or more",
                "old is not in the schema, which allows no other fields",
                "zone is required because days is there",
            ]
        );
    }

    #[test]
    fn of_several_forms_the_one_that_is_meant_says_what_is_wrong() {
        let schema = json!({"oneOf": [
            {"properties": {"kind": {"const": "phone"}, "number": {"type": "string"}}, "required": ["kind", "number"]},
            {"properties": {"kind": {"const": "web"}, "page": {"type": "string"}}, "required": ["kind", "page"]},
        ]});
        assert_eq!(say(schema, json!({"kind": "web"})), ["page is required"]);
        let fixed = json!({"anyOf": [{"const": "a"}, {"const": "b"}]});
        assert_eq!(say(fixed, json!("c")), ["(root) must be “a” or “b”"]);
        let both = json!({"oneOf": [{"type": "integer"}, {"minimum": 2}]});
        assert_eq!(say(both, json!(3)), ["(root) fits more than one of the choices"]);
    }

    #[test]
    fn a_field_alone_is_checked_without_what_stands_within_it() {
        let schema = json!({
            "type": "array",
            "minItems": 3,
            "items": {"type": "integer"},
            "anyOf": [{"contains": {"const": "x"}}, {"maxItems": 1}],
        });
        let whole = Schema::whole(&Document::new(schema));
        let own = |value: Value| own_problems(&whole, &value, &TestPatterns);
        assert_eq!(own(json!(["a", "b", "x"])), Vec::<String>::new());
        assert_eq!(own(json!(["x"])), ["must have at least 3 entries"]);
    }

    #[test]
    fn a_schema_that_asks_for_endless_work_is_given_up() {
        let mut definitions = Map::new();
        for step in 0..40 {
            let next = json!({"$ref": format!("#/definitions/d{}", step + 1)});
            definitions.insert(format!("d{step}"), json!({"allOf": [next, next]}));
        }
        let schema = json!({"$ref": "#/definitions/d0", "definitions": definitions});
        assert_eq!(say(schema, json!(1)), Vec::<String>::new());
        let circle =
            json!({"$ref": "#/definitions/a", "definitions": {"a": {"$ref": "#/definitions/a"}}});
        assert_eq!(say(circle, json!(1)), Vec::<String>::new());
    }
}
