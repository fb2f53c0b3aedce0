//! A place in a schema: the document with a pointer into it.

use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// How deep references and nested keywords are followed.
const MOST_DEPTH: usize = 64;

/// A version of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draft {
    /// Draft 7, which the API takes (contract §1.11).
    Seven,
    /// 2019-09 and 2020-12, as far as they differ: keywords beside a `$ref` count.
    Later,
}

/// A whole schema with what its parts are found by.
#[derive(Debug)]
pub struct Document {
    root: Value,
    draft: Draft,
    /// Pointers by `$id` and anchor.
    named: BTreeMap<String, String>,
}

impl Document {
    /// A document of any JSON: what is no schema says nothing.
    pub fn new(root: Value) -> Arc<Self> {
        let later = ["2019-09", "2020-12"];
        let version = root.get("$schema").and_then(Value::as_str).unwrap_or_default();
        let is_later = later.iter().any(|name| version.contains(name));
        let draft = if is_later { Draft::Later } else { Draft::Seven };
        let mut named = BTreeMap::new();
        collect_names(&root, String::new(), &mut named, 0);
        Arc::new(Self { root, draft, named })
    }

    /// The whole schema.
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// The version of JSON Schema it is written in.
    pub fn draft(&self) -> Draft {
        self.draft
    }

    /// The pointer that a `$ref` stands for, if it leads into this document.
    pub fn resolve(&self, reference: &str) -> Option<String> {
        if let Some(found) = self.named.get(reference) {
            return Some(found.clone());
        }
        let id = self.root.get("$id").and_then(Value::as_str).unwrap_or_default();
        let fragment = match reference.split_once('#') {
            Some((before, fragment)) if before.is_empty() || before == id => fragment,
            _ => return None,
        };
        let pointer = percent_decode_str(fragment).decode_utf8().ok()?;
        let is_pointer = pointer.is_empty() || pointer.starts_with('/');
        (is_pointer && self.root.pointer(&pointer).is_some()).then(|| pointer.into_owned())
    }
}

/// Finds the `$id`s and anchors that subschemas have.
fn collect_names(schema: &Value, at: String, named: &mut BTreeMap<String, String>, depth: usize) {
    if depth > MOST_DEPTH {
        return;
    }
    match schema {
        Value::Object(keywords) => {
            let text = |key: &str| keywords.get(key).and_then(Value::as_str);
            if let Some(anchor) = text("$anchor") {
                named.entry(format!("#{anchor}")).or_insert_with(|| at.clone());
            }
            if let Some(id) = text("$id") {
                named.entry(id.to_owned()).or_insert_with(|| at.clone());
            }
            for (key, value) in
                keywords.iter().filter(|(key, _)| !["const", "enum"].contains(&key.as_str()))
            {
                collect_names(value, format!("{at}/{}", escaped(key)), named, depth + 1);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                collect_names(value, format!("{at}/{index}"), named, depth + 1);
            }
        }
        _ => {}
    }
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A part of a document that says what a value may be.
#[derive(Clone, Debug)]
pub struct Schema {
    document: Arc<Document>,
    at: String,
}

/// The same place in the same document.
impl PartialEq for Schema {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.document, &other.document) && self.at == other.at
    }
}

impl Schema {
    /// The whole of a document.
    pub fn whole(document: &Arc<Document>) -> Self {
        Self { document: Arc::clone(document), at: String::new() }
    }

    /// The document it is a part of.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Where in the document it stands, as a JSON pointer.
    pub fn pointer(&self) -> &str {
        &self.at
    }

    /// What stands there.
    pub fn value(&self) -> &Value {
        self.document.root.pointer(&self.at).unwrap_or(&Value::Null)
    }

    /// Its keywords; `true` and `false` have none.
    pub fn keywords(&self) -> Option<&Map<String, Value>> {
        self.value().as_object()
    }

    /// A keyword.
    pub fn get(&self, keyword: &str) -> Option<&Value> {
        self.keywords()?.get(keyword)
    }

    /// The schema below a keyword.
    #[must_use]
    pub fn below(&self, steps: &[&str]) -> Self {
        let mut at = self.at.clone();
        for step in steps {
            at.push('/');
            at.push_str(&escaped(step));
        }
        Self { document: Arc::clone(&self.document), at }
    }

    /// The schemas of a keyword that has a list of them.
    pub fn list(&self, keyword: &str) -> Vec<Self> {
        let length = self.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
        (0..length).map(|index| self.below(&[keyword, &index.to_string()])).collect()
    }

    /// What its `$ref` leads to.
    pub fn target(&self) -> Option<Self> {
        let reference = self.get("$ref")?.as_str()?;
        let at = self.document.resolve(reference)?;
        Some(Self { document: Arc::clone(&self.document), at })
    }

    /// Whether keywords beside a `$ref` count.
    pub fn counts_beside_reference(&self) -> bool {
        self.document.draft == Draft::Later
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_lead_to_pointers_identifiers_and_anchors_of_the_document() {
        let document = Document::new(json!({
            "$id": "https://example.com/hours",
            "definitions": {
                "a/b": {"type": "string"},
                "named": {"$id": "#named", "type": "integer"},
                "anchored": {"$anchor": "anchored"},
            },
        }));
        let of = |reference: &str| document.resolve(reference);
        assert_eq!(of("#").as_deref(), Some(""));
        assert_eq!(of("#/definitions/a~1b").as_deref(), Some("/definitions/a~1b"));
        assert_eq!(of("#/definitions/a%7E1b").as_deref(), Some("/definitions/a~1b"));
        assert_eq!(
            of("https://example.com/hours#/definitions/named").as_deref(),
            Some("/definitions/named")
        );
        assert_eq!(of("#named").as_deref(), Some("/definitions/named"));
        assert_eq!(of("#anchored").as_deref(), Some("/definitions/anchored"));
        assert_eq!(of("#/definitions/none"), None);
        assert_eq!(of("https://example.com/other#/definitions/named"), None);
    }

    #[test]
    fn the_draft_is_the_one_that_the_schema_names_and_else_the_seventh() {
        let draft = |schema: Value| Document::new(schema).draft();
        assert_eq!(
            draft(json!({"$schema": "https://json-schema.org/draft/2020-12/schema"})),
            Draft::Later
        );
        assert_eq!(
            draft(json!({"$schema": "http://json-schema.org/draft-07/schema#"})),
            Draft::Seven
        );
        assert_eq!(draft(json!(true)), Draft::Seven);
    }
}
