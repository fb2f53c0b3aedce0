//! What differs between two values, key by key.

use serde_json::{Map, Value};

use crate::number::equal;
use crate::path::Path;

/// A value that differs. `None` is one that is not there.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where.
    pub path: Path,
    /// Before.
    pub old: Option<Value>,
    /// After.
    pub new: Option<Value>,
}

/// The differences, one for each key, as deep as both sides have objects. Lists are one value.
pub fn changes(old: &Value, new: &Value) -> Vec<Change> {
    let mut found = Vec::new();
    compare(&Path::default(), Some(old), Some(new), &mut found);
    found
}

fn compare(path: &Path, old: Option<&Value>, new: Option<&Value>, found: &mut Vec<Change>) {
    match (old, new) {
        (Some(old), Some(new)) if equal(old, new) => {}
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            by_key(path, old, new, found);
        }
        _ => found.push(Change { path: path.clone(), old: old.cloned(), new: new.cloned() }),
    }
}

fn by_key(
    path: &Path,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    found: &mut Vec<Change>,
) {
    let removed = old.keys().filter(|key| !new.contains_key(*key));
    for key in new.keys().chain(removed) {
        compare(&path.key(key), old.get(key), new.get(key), found);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_key_is_a_change_of_its_own_and_a_list_is_one() {
        let old =
            json!({"open": true, "hours": {"mon": "9", "tue": "9"}, "closed": ["a"], "gone": 1});
        let new = json!({"open": true, "hours": {"mon": "10", "tue": "9"}, "closed": ["a", "b"], "new": 0});
        let found: Vec<String> = changes(&old, &new)
            .iter()
            .map(|change| {
                let side =
                    |value: &Option<Value>| value.as_ref().map_or("-".to_owned(), Value::to_string);
                format!("{} {} {}", change.path, side(&change.old), side(&change.new))
            })
            .collect();
        assert_eq!(
            found,
            [r#"hours.mon "9" "10""#, r#"closed ["a"] ["a","b"]"#, "new - 0", "gone 1 -"]
        );
        assert_eq!(changes(&old, &old), []);
    }
}
