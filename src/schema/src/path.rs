//! Where in a value something stands.

use std::fmt;

use serde_json::{Map, Value};

/// A step from a value to one within it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A property of an object.
    Key(String),
    /// An item of an array.
    Item(usize),
}

/// The place of a value within another one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<Step>);

impl Path {
    /// The place of a property below this one.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.below(Step::Key(key.to_owned()))
    }

    /// The place of an item below this one.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.below(Step::Item(index))
    }

    fn below(&self, step: Step) -> Self {
        Self(self.0.iter().cloned().chain([step]).collect())
    }

    /// The steps from the outermost value on.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The outermost key.
    pub fn top_key(&self) -> Option<&str> {
        match self.0.first() {
            Some(Step::Key(key)) => Some(key),
            _ => None,
        }
    }

    /// Whether this place is the other one, or stands within it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The value at this place.
    pub fn get<'a>(&self, value: &'a Value) -> Option<&'a Value> {
        self.0.iter().try_fold(value, |value, step| match step {
            Step::Key(key) => value.get(key),
            Step::Item(index) => value.get(index),
        })
    }

    /// Sets the value at this place. Objects on the way are made where there are none; an item that
    /// is not there is added at the end.
    pub fn set(&self, value: &mut Value, new: Value) {
        let mut place = value;
        for step in &self.0 {
            place = match step {
                Step::Key(key) => {
                    if !place.is_object() {
                        *place = Value::Object(Map::new());
                    }
                    let Value::Object(properties) = place else { return };
                    properties.entry(key.as_str()).or_insert(Value::Null)
                }
                Step::Item(index) => {
                    if !place.is_array() {
                        *place = Value::Array(Vec::new());
                    }
                    let Value::Array(items) = place else { return };
                    if *index >= items.len() {
                        items.push(Value::Null);
                    }
                    let last = items.len() - 1;
                    &mut items[(*index).min(last)]
                }
            };
        }
        *place = new;
    }

    /// Removes the value at this place, if it is there.
    pub fn remove(&self, value: &mut Value) {
        let Some((last, above)) = self.0.split_last() else { return };
        let above = above.iter().try_fold(value, |value, step| match step {
            Step::Key(key) => value.get_mut(key),
            Step::Item(index) => value.get_mut(index),
        });
        match (above, last) {
            (Some(Value::Object(properties)), Step::Key(key)) => {
                properties.shift_remove(key);
            }
            (Some(Value::Array(items)), Step::Item(index)) if *index < items.len() => {
                items.remove(*index);
            }
            _ => {}
        }
    }
}

/// Keys and positions joined by dots, as the API names a field; `(root)` for the whole value.
impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return out.write_str("(root)");
        }
        for (place, step) in self.0.iter().enumerate() {
            if place > 0 {
                out.write_str(".")?;
            }
            match step {
                Step::Key(key) => out.write_str(key)?,
                Step::Item(index) => write!(out, "{index}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_value_is_read_set_and_removed_at_its_place() {
        let mut value = json!({"days": [{"open": "09:00"}]});
        let open = Path::default().key("days").item(0).key("open");
        assert_eq!(open.get(&value), Some(&json!("09:00")));
        open.set(&mut value, json!("10:00"));
        Path::default().key("days").item(7).set(&mut value, json!(1));
        Path::default().key("a").key("b").set(&mut value, json!(true));
        assert_eq!(value, json!({"days": [{"open": "10:00"}, 1], "a": {"b": true}}));
        open.remove(&mut value);
        Path::default().key("a").remove(&mut value);
        Path::default().key("days").item(9).remove(&mut value);
        assert_eq!(value, json!({"days": [{}, 1]}));
        assert_eq!(open.to_string(), "days.0.open");
        assert_eq!(Path::default().to_string(), "(root)");
    }

    #[test]
    fn removing_a_key_leaves_the_others_in_their_order() {
        let mut value = json!({"a": 1, "b": 2, "c": 3});
        Path::default().key("a").remove(&mut value);
        assert_eq!(value.to_string(), r#"{"b":2,"c":3}"#);
    }
}
