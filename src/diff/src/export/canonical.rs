//! An agent as files: readable, complete, and the same for agents that are the same.

use std::collections::HashMap;

use model::Snapshot;
use serde_json::{Map, Value};

use crate::compare::{MIRRORS, Normalizer, collection_items};
use crate::hash::hash;
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

/// An agent as files, in the order of their paths: `behavior.md`, `topics/hours-1f….md`,
/// `functions/book-2e….py`, `flows/booking-3d….json`, `variants.csv`, and everything else by its key in the
/// projection. Bookkeeping is left out: who edited when, and references derived from texts.
///
/// The order of topics and of functions is not part of it; every other order is.
pub fn canonical(snapshot: &Snapshot) -> Vec<CanonicalFile> {
    let mut files = Files::default();
    let mut rest = snapshot.projection().as_object().cloned().unwrap_or_default();
    drop_copies(&mut rest);
    let behavior = ["agentSettings", "rules", "behaviour"];
    if let Some(Value::String(text)) = take_if(&mut rest, &behavior, Value::is_string) {
        files.text("behavior.md", "behavior", &text);
    }
    for (path, folder, texts) in COLLECTIONS {
        let keys: Vec<&str> = path.split('.').collect();
        let is_known = |value: &Value| collection_items(value).is_some();
        if let Some(collection) = take_if(&mut rest, &keys, is_known) {
            files.items(folder, collection, texts, &Normalizer::at(path));
        }
    }
    for (key, name) in [("startFunction", "start"), ("endFunction", "end")] {
        if let Some(function) = take_if(&mut rest, &["specialFunctions", key], Value::is_object) {
            let of = Normalizer::at(&format!("specialFunctions.{key}"));
            let texts = &[("code", "py")];
            files.item("special-functions", name, (name, &function), texts, of);
        }
    }
    if let Some(management) = take_if(&mut rest, &["variantManagement"], Value::is_object) {
        variants(&management, &mut files);
    }
    for (key, value) in rest {
        // Keys of the platform differ in more than their case and are made of letters.
        let is_plain = SECTIONS.contains(&key.as_str());
        let name = if is_plain { slug(&key) } else { file_name(&key, &key) };
        files.json(&format!("other/{name}"), &key, &value, Normalizer::at(&key));
    }
    sorted(files.0, |a, b| a.path.cmp(&b.path))
}

/// Keys of long texts, and what the names of their files end with.
type Texts<'t> = &'t [(&'t str, &'t str)];

/// Collections whose items have files of their own: the path, the folder, and the long texts.
const COLLECTIONS: [(&str, &str, Texts); 3] = [
    ("knowledgeBase.topics", "topics", &[("content", "md"), ("actions", "actions.md")]),
    ("functions.functions", "functions", &[("code", "py")]),
    ("flows.flows", "flows", &[]),
];

/// The keys of the platform at the top of a projection.
const SECTIONS: &[&str] = &[
    "agentSettings",
    "apiIntegrations",
    "asrSettings",
    "channels",
    "childOverwrites",
    "contentFilterSettings",
    "csat",
    "entities",
    "experimentalConfig",
    "flows",
    "functions",
    "guardrails",
    "handoff",
    "integrations",
    "keyphraseBoosting",
    "knowledgeBase",
    "languages",
    "llmSettings",
    "mcpConfig",
    "multilingualAgentSettings",
    "pronunciations",
    "realTimeConfig",
    "realTimeConfigs",
    "sms",
    "specialFunctions",
    "stopKeywords",
    "testing",
    "transcriptCorrections",
    "translations",
    "variables",
    "variantManagement",
    "voices",
];

#[derive(Default)]
struct Files(Vec<CanonicalFile>);

impl Files {
    fn push(&mut self, path: String, key: String, mut text: String) {
        if !text.is_empty() {
            text.push('\n');
            self.0.push(CanonicalFile { path, text, key });
        }
    }

    fn text(&mut self, path: &str, key: &str, text: &str) {
        let text = crate::normal(text).into_owned();
        self.push(path.to_owned(), key.to_owned(), text);
    }

    fn json(&mut self, path: &str, key: &str, value: &Value, of: Normalizer) {
        let text = of.printed(value);
        if !matches!(text.as_str(), "{}" | "[]" | "null") {
            self.push(format!("{path}.json"), format!("{key}.json"), text);
        }
    }

    /// The items of a collection, each in files of its own, and what stands beside them.
    fn items(&mut self, folder: &str, mut collection: Value, texts: Texts, of: &Normalizer) {
        for item in collection_items(&collection).unwrap_or_default() {
            let name = file_name(item.name, item.key);
            self.item(folder, &name, (item.key, item.value), texts, of.item(item.key));
        }
        if let Some(rest) = collection.as_object_mut() {
            rest.retain(|key, _| key != "ids" && key != "entities");
        }
        self.json(folder, folder, &collection, Normalizer::at(""));
    }

    /// One item: its long texts in files of their own, the rest as JSON.
    fn item(
        &mut self,
        folder: &str,
        name: &str,
        (id, item): (&str, &Value),
        texts: Texts,
        of: Normalizer,
    ) {
        let mut rest = item.clone();
        for (key, ending) in texts {
            let is_text = rest.get(key).is_some_and(Value::is_string);
            if let (true, Some(object)) = (is_text, rest.as_object_mut()) {
                let text = object.shift_remove(*key).unwrap_or_default();
                let text = text.as_str().unwrap_or_default();
                self.text(
                    &format!("{folder}/{name}.{ending}"),
                    &format!("{folder}/{id}.{key}"),
                    text,
                );
            }
        }
        self.json(&format!("{folder}/{name}"), &format!("{folder}/{id}"), &rest, of);
    }
}

/// The grid as a table, and what does not go into one as JSON.
fn variants(management: &Value, files: &mut Files) {
    let part = |key: &str| management.get(key).and_then(collection_items).unwrap_or_default();
    let (attributes, variants) = (part("attributes"), part("variants"));
    let rows = part("variantAttributeValues");
    let values: HashMap<&str, &Value> = rows.iter().map(|row| (row.id, row.value)).collect();
    if !variants.is_empty() {
        let header = ["variant".to_owned(), "default".to_owned()].into_iter();
        let names = attributes.iter().map(|attribute| attribute.name.to_owned());
        let mut table = vec![header.chain(names).collect::<Vec<_>>()];
        for variant in &variants {
            let is_default = variant.value.get("isDefault") == Some(&Value::Bool(true));
            let cell = |attribute: &str| {
                let value =
                    values.get(variant.id).and_then(|row| row.get("values")?.get(attribute));
                value.map(|value| Normalizer::at("").read(value)).unwrap_or_default()
            };
            let default = if is_default { "yes" } else { "" }.to_owned();
            let mut row = vec![variant.name.to_owned(), default];
            row.extend(attributes.iter().map(|attribute| cell(attribute.id)));
            table.push(row);
        }
        let lines: Vec<String> = table.iter().map(|row| csv_line(row)).collect();
        files.push("variants.csv".to_owned(), "variants".to_owned(), lines.join("\n"));
    }
    // Whether the table says all of the values: of variants and attributes there are, and texts.
    let is_told = rows.iter().all(|row| {
        let is_known = |id: &str| attributes.iter().any(|attribute| attribute.id == id);
        let is_cell = |(id, value): (&String, &Value)| is_known(id) && value.is_string();
        let has_cells =
            |values: &Value| values.as_object().is_some_and(|map| map.iter().all(is_cell));
        variants.iter().any(|variant| variant.id == row.id)
            && row.value.as_object().is_some_and(|row| {
                row.iter().all(|(key, value)| match key.as_str() {
                    "id" | "createdAt" | "createdBy" | "updatedAt" | "updatedBy" => true,
                    "values" => has_cells(value),
                    _ => false,
                })
            })
    });
    let is_collection = management.get("variantAttributeValues").is_none_or(|values| {
        collection_items(values).is_some()
            && values
                .as_object()
                .is_some_and(|map| map.keys().all(|key| key == "ids" || key == "entities"))
    });
    let mut rest = management.clone();
    if let Some(rest) = rest.as_object_mut().filter(|_| is_told && is_collection) {
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

/// Takes a value out of nested objects if it is as wanted, with those that it leaves empty.
fn take_if(
    object: &mut Map<String, Value>,
    path: &[&str],
    is_wanted: impl Fn(&Value) -> bool,
) -> Option<Value> {
    let (first, below) = path.split_first()?;
    if below.is_empty() {
        return is_wanted(object.get(*first)?).then(|| object.shift_remove(*first))?;
    }
    let inner = object.get_mut(*first)?.as_object_mut()?;
    let taken = take_if(inner, below, is_wanted)?;
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
            take_if(projection, &copy.split('.').collect::<Vec<_>>(), |_| true);
        }
    }
}

/// The name of the files of an item: by its own name for people, and by its key so that it depends on
/// no other item. It is lower case, which tells apart everywhere what it tells apart.
fn file_name(name: &str, key: &str) -> String {
    let code = hash(key.as_bytes()) & 0xFF_FFFF_FFFF;
    match slug(name).as_str() {
        "" => format!("{code:010x}"),
        slug => format!("{slug}-{code:010x}"),
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
