//! An agent as files: readable, complete, and the same for agents that are the same.

use std::collections::{HashMap, HashSet};

use model::Snapshot;
use serde_json::{Map, Value};

use crate::compare::{MIRRORS, Normalizer, collection_items};
use crate::sorted::sorted;

/// One file of the canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanonicalFile {
    /// Its path, with slashes: ASCII letters, digits, `-`, `_` and `.` only.
    pub path: String,
    /// Its content: never empty, and always with a line feed at its end.
    pub text: String,
    /// Identifies its content: stays the same when the item is renamed.
    pub key: String,
}

/// An agent as files, in the order of their paths: `behavior.md`, `topics/hours.md`,
/// `functions/book.py`, `flows/booking.json`, `variants.csv`, and everything else by its key in the
/// projection. Bookkeeping is left out: who edited when, and references derived from texts.
///
/// The order of topics and of functions is not part of it; every other order is.
pub fn canonical(snapshot: &Snapshot) -> Vec<CanonicalFile> {
    let mut files = Files::default();
    let mut rest = snapshot.projection().as_object().cloned().unwrap_or_default();
    drop_copies(&mut rest);
    if let Some(text) = take(&mut rest, &["agentSettings", "rules", "behaviour"]) {
        files.text("behavior.md", "behavior", &text);
    }
    if let Some(topics) = take(&mut rest, &["knowledgeBase", "topics"]) {
        let of = Normalizer::at("knowledgeBase.topics");
        files.items("topics", &topics, &[("content", "md"), ("actions", "actions.md")], &of);
    }
    if let Some(functions) = take(&mut rest, &["functions", "functions"]) {
        let of = Normalizer::at("functions.functions");
        files.items("functions", &functions, &[("code", "py")], &of);
    }
    for (key, name) in [("startFunction", "start"), ("endFunction", "end")] {
        if let Some(function) = take(&mut rest, &["specialFunctions", key]) {
            let of = Normalizer::at(&format!("specialFunctions.{key}"));
            files.item("special-functions", name, name, &function, &[("code", "py")], of);
        }
    }
    if let Some(flows) = take(&mut rest, &["flows", "flows"]) {
        files.items("flows", &flows, &[], &Normalizer::at("flows.flows"));
    }
    if let Some(management) = take(&mut rest, &["variantManagement"]) {
        variants(&management, &mut files);
    }
    for (key, value) in rest {
        files.json(&format!("other/{}", slug(&key)), &key, &value, Normalizer::at(&key));
    }
    sorted(files.0, |a, b| a.path.cmp(&b.path))
}

#[derive(Default)]
struct Files(Vec<CanonicalFile>);

impl Files {
    fn push(&mut self, path: String, key: String, mut text: String) {
        if !text.is_empty() {
            text.push('\n');
            self.0.push(CanonicalFile { path, text, key });
        }
    }

    fn text(&mut self, path: &str, key: &str, text: &Value) {
        let text = crate::normal(text.as_str().unwrap_or_default()).into_owned();
        self.push(path.to_owned(), key.to_owned(), text);
    }

    fn json(&mut self, path: &str, key: &str, value: &Value, of: Normalizer) {
        let text = of.printed(value);
        if !matches!(text.as_str(), "{}" | "[]" | "null") {
            self.push(format!("{path}.json"), format!("{key}.json"), text);
        }
    }

    /// The items of a collection, each in files of its own.
    fn items(&mut self, folder: &str, collection: &Value, texts: &[(&str, &str)], of: &Normalizer) {
        let items = sorted(collection_items(collection), |a, b| a.0.cmp(b.0));
        let mut taken = HashSet::new();
        for (id, name, item) in items {
            let base = slug(name);
            let base = if base.is_empty() { slug(id) } else { base };
            let free = std::iter::once(base.clone())
                .chain((2..).map(|number| format!("{base}-{number}")))
                .find(|name| taken.insert(name.clone()));
            self.item(folder, &free.unwrap_or(base), id, item, texts, of.item(id));
        }
    }

    /// One item: its long texts in files of their own, the rest as JSON.
    fn item(
        &mut self,
        folder: &str,
        name: &str,
        id: &str,
        item: &Value,
        texts: &[(&str, &str)],
        of: Normalizer,
    ) {
        let mut rest = item.clone();
        for (key, ending) in texts {
            let is_text = rest.get(key).is_some_and(Value::is_string);
            if let (true, Some(object)) = (is_text, rest.as_object_mut()) {
                let text = object.shift_remove(*key).unwrap_or_default();
                self.text(
                    &format!("{folder}/{name}.{ending}"),
                    &format!("{folder}/{id}.{key}"),
                    &text,
                );
            }
        }
        self.json(&format!("{folder}/{name}"), &format!("{folder}/{id}"), &rest, of);
    }
}

/// The grid as a table, and what does not go into one as JSON.
fn variants(management: &Value, files: &mut Files) {
    let part = |key: &str| management.get(key).map(collection_items).unwrap_or_default();
    let (attributes, variants) = (part("attributes"), part("variants"));
    let values: HashMap<&str, &Value> =
        part("variantAttributeValues").into_iter().map(|(id, _, row)| (id, row)).collect();
    if !variants.is_empty() {
        let header = ["variant".to_owned(), "default".to_owned()].into_iter();
        let names = attributes.iter().map(|(_, name, _)| (*name).to_owned());
        let mut table = vec![header.chain(names).collect::<Vec<_>>()];
        for (id, name, variant) in &variants {
            let is_default = variant.get("isDefault") == Some(&Value::Bool(true));
            let cell = |attribute: &str| {
                let value = values.get(id).and_then(|row| row.get("values")?.get(attribute));
                value
                    .map(|value| Normalizer::at("variantManagement").read(value))
                    .unwrap_or_default()
            };
            let mut row = vec![(*name).to_owned(), if is_default { "yes" } else { "" }.to_owned()];
            row.extend(attributes.iter().map(|(id, _, _)| cell(id)));
            table.push(row);
        }
        let lines: Vec<String> = table.iter().map(|row| csv_line(row)).collect();
        files.push("variants.csv".to_owned(), "variants".to_owned(), lines.join("\n"));
    }
    let mut rest = management.clone();
    if let Some(rest) = rest.as_object_mut() {
        rest.shift_remove("variantAttributeValues");
    }
    files.json("variants", "variants", &rest, Normalizer::at("variantManagement"));
}

fn csv_line(cells: &[String]) -> String {
    let quoted = |cell: &String| {
        if cell.contains([',', '"', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    cells.iter().map(quoted).collect::<Vec<_>>().join(",")
}

/// Takes a value out of nested objects, with those that it leaves empty.
fn take(object: &mut Map<String, Value>, path: &[&str]) -> Option<Value> {
    let (first, below) = path.split_first()?;
    if below.is_empty() {
        return object.shift_remove(*first);
    }
    let inner = object.get_mut(*first)?.as_object_mut()?;
    let taken = take(inner, below)?;
    if inner.is_empty() {
        object.shift_remove(*first);
    }
    Some(taken)
}

/// Takes out what only repeats something else.
fn drop_copies(projection: &mut Map<String, Value>) {
    let original = Value::Object(projection.clone());
    let pointer = |path: &str| format!("/{}", path.replace('.', "/"));
    for (primary, copy) in MIRRORS.iter().filter(|(_, copy)| !copy.ends_with('*')) {
        let sides = (original.pointer(&pointer(primary)), original.pointer(&pointer(copy)));
        if let (Some(primary), Some(value)) = sides
            && Normalizer::at(copy).same(primary, value)
        {
            take(projection, &copy.split('.').collect::<Vec<_>>());
        }
    }
}

/// A name as part of a path.
fn slug(name: &str) -> String {
    const LONGEST: usize = 80;
    let mut slug = String::new();
    for char in name.chars() {
        if char.is_ascii_alphanumeric() || char == '_' {
            slug.push(char.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}
