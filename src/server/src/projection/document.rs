//! A projection as it is edited: its sections, shared until they change.

use std::sync::Arc;

use serde_json::{Map, Value};

/// The hash of a section as it is stored.
pub(crate) type Hash = [u8; 32];

/// The sections in their order. Cloning is cheap: sections are shared until they are edited.
#[derive(Debug, Clone, Default)]
pub(crate) struct Projection {
    sections: Vec<Section>,
}

/// One top-level key and what is below it.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub(crate) key: String,
    pub(crate) value: Arc<Value>,
    /// `None` once it has been edited.
    pub(crate) stored: Option<Hash>,
}

impl Projection {
    /// A projection of stored sections.
    pub(crate) fn of(sections: Vec<Section>) -> Self {
        Self { sections }
    }

    /// A projection from outside; `None` when it is no object.
    pub(crate) fn from_value(value: Value) -> Option<Self> {
        let Value::Object(keys) = value else { return None };
        let sections = keys
            .into_iter()
            .map(|(key, value)| Section { key, value: Arc::new(value), stored: None })
            .collect();
        Some(Self { sections })
    }

    /// The whole as one object.
    pub(crate) fn to_value(&self) -> Value {
        let keys = self.sections.iter();
        Value::Object(keys.map(|at| (at.key.clone(), Value::clone(&at.value))).collect())
    }

    /// The sections in their order.
    pub(crate) fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The section of a top-level key.
    pub(crate) fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }

    /// What is below a top-level key; `null` when it is absent.
    pub(crate) fn get(&self, key: &str) -> &Value {
        self.section(key).map_or(&Value::Null, |section| &section.value)
    }

    /// What is below a path of keys; `null` when it is absent.
    pub(crate) fn at(&self, path: &[&str]) -> &Value {
        let Some((first, rest)) = path.split_first() else { return &Value::Null };
        rest.iter().fold(self.get(first), |value, key| value.get(key).unwrap_or(&Value::Null))
    }

    /// What is below a top-level key, to be changed. An absent one becomes an empty object.
    pub(crate) fn edit(&mut self, key: &str) -> &mut Value {
        let index = self.sections.iter().position(|section| section.key == key);
        let index = index.unwrap_or_else(|| {
            let value = Arc::new(Value::Object(Map::new()));
            self.sections.push(Section { key: key.to_owned(), value, stored: None });
            self.sections.len() - 1
        });
        let section = &mut self.sections[index];
        section.stored = None;
        Arc::make_mut(&mut section.value)
    }

    /// What is below a path of keys, to be changed. Absent and wrong ones on the way become empty
    /// objects.
    pub(crate) fn edit_at(&mut self, path: &[&str]) -> &mut Value {
        let (first, rest) = path.split_first().expect("a path has at least one key");
        rest.iter().fold(self.edit(first), |value, key| {
            if !value.is_object() {
                *value = Value::Object(Map::new());
            }
            &mut value[*key]
        })
    }
}
