//! Edits of the content: what one person did to one place.

use serde::Deserialize;
use serde_json::{Map, Value};

/// A change of one place. `at` is a path into the content, such as `topics/parking/content` or
/// `sites/The Quayside, Bristol/phone`.
#[derive(Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(super) enum Edit {
    /// Replaces a phrase that occurs there exactly once.
    Replace { at: String, find: String, put: String },
    /// Writes a value, a new one too.
    Set { at: String, set: Value },
    /// Adds to the end of a list.
    Append { at: String, append: Vec<Value> },
    /// Brings in what the files hold there. It is absent before.
    Add {
        at: String,
        #[serde(rename = "add")]
        _always_true: AlwaysTrue,
    },
    /// Takes out.
    Remove {
        at: String,
        #[serde(rename = "remove")]
        _always_true: AlwaysTrue,
    },
}

/// `true`, written for the eye.
#[derive(Debug, Deserialize)]
#[serde(try_from = "bool")]
pub(super) struct AlwaysTrue;

impl TryFrom<bool> for AlwaysTrue {
    type Error = &'static str;

    fn try_from(value: bool) -> Result<Self, Self::Error> {
        if value { Ok(Self) } else { Err("write true, or leave the edit out") }
    }
}

impl Edit {
    /// The place, as a path.
    pub(super) fn at(&self) -> &str {
        match self {
            Self::Replace { at, .. }
            | Self::Set { at, .. }
            | Self::Append { at, .. }
            | Self::Add { at, .. }
            | Self::Remove { at, .. } => at,
        }
    }

    /// Whether the place begins to exist with this edit.
    pub(super) fn is_add(&self) -> bool {
        matches!(self, Self::Add { .. })
    }

    /// Does the edit. `files` is the content with everything that is ever added.
    ///
    /// # Errors
    ///
    /// A sentence, when the place is not there or nothing would change.
    pub(super) fn apply(&self, content: &mut Value, files: &Value) -> Result<(), String> {
        let at = self.at();
        let absent = || format!("there is nothing at {at}");
        match self {
            Self::Replace { find, put, .. } => {
                let place = content.pointer_mut(&pointer(at)).ok_or_else(absent)?;
                let text = place.as_str().ok_or_else(|| format!("{at} is no text"))?;
                match text.matches(find.as_str()).count() {
                    1 if find != put => *place = text.replacen(find.as_str(), put, 1).into(),
                    1 => return Err(format!("the edit of {at} changes nothing")),
                    count => return Err(format!("{at} has {count} times: {find}")),
                }
            }
            Self::Set { set, .. } => {
                let (parent, key) = parent(content, at).ok_or_else(absent)?;
                if parent.insert(key.to_owned(), set.clone()).as_ref() == Some(set) {
                    return Err(format!("the edit of {at} changes nothing"));
                }
            }
            Self::Append { append, .. } => {
                let place = content.pointer_mut(&pointer(at)).and_then(Value::as_array_mut);
                place.ok_or_else(absent)?.extend(append.iter().cloned());
            }
            Self::Add { .. } => {
                let new = files.pointer(&pointer(at)).ok_or_else(absent)?;
                let (parent, key) = parent(content, at).ok_or_else(absent)?;
                if parent.insert(key.to_owned(), new.clone()).is_some() {
                    return Err(format!("{at} is added twice"));
                }
            }
            Self::Remove { .. } => {
                let (parent, key) = parent(content, at).ok_or_else(absent)?;
                parent.shift_remove(key).ok_or_else(absent)?;
            }
        }
        Ok(())
    }
}

fn parent<'a, 'b>(
    content: &'a mut Value,
    at: &'b str,
) -> Option<(&'a mut Map<String, Value>, &'b str)> {
    let (above, key) = at.rsplit_once('/')?;
    Some((content.pointer_mut(&pointer(above))?.as_object_mut()?, key))
}

/// A path as a JSON pointer. Keys hold neither `~` nor `/`.
fn pointer(at: &str) -> String {
    format!("/{at}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn apply(edit: Value) -> Result<Value, String> {
        let files = json!({"a": {"text": "one two one", "list": [1], "late": 5}});
        let mut content = json!({"a": {"text": "one two one", "list": [1]}});
        let edit: Edit = serde_json::from_value(edit).unwrap();
        edit.apply(&mut content, &files)?;
        Ok(content["a"].take())
    }

    #[test]
    fn each_kind_of_edit_changes_its_place() {
        let changed = apply(json!({"at": "a/text", "find": "two", "put": "2"})).unwrap();
        assert_eq!(changed["text"], "one 2 one");
        assert_eq!(apply(json!({"at": "a/text", "set": false})).unwrap()["text"], false);
        assert_eq!(apply(json!({"at": "a/new", "set": 1})).unwrap()["new"], 1);
        assert_eq!(apply(json!({"at": "a/list", "append": [2]})).unwrap()["list"], json!([1, 2]));
        assert_eq!(apply(json!({"at": "a/late", "add": true})).unwrap()["late"], 5);
        assert_eq!(apply(json!({"at": "a/text", "remove": true})).unwrap(), json!({"list": [1]}));
    }

    #[test]
    fn an_edit_that_does_not_fit_says_why() {
        let check = |edit, expected: &str| assert_eq!(apply(edit).unwrap_err(), expected);
        check(json!({"at": "a/text", "find": "one", "put": "1"}), "a/text has 2 times: one");
        check(json!({"at": "a/b", "find": "one", "put": "1"}), "there is nothing at a/b");
        check(json!({"at": "a/list", "set": [1]}), "the edit of a/list changes nothing");
        check(json!({"at": "a/other", "add": true}), "there is nothing at a/other");
        check(json!({"at": "a/text", "add": true}), "a/text is added twice");
    }
}
