//! What a text refers to: `{{fn:…}}`, `{{ho:…}}`, `{{attr:…}}`, `{{twilio_sms:…}}`, `{{tn:…}}`,
//! `{{vrbl:…}}` and `$variable` (contract §1.3). The platform keeps a map of them beside the text.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use super::collection;
use super::document::Projection;
use crate::refusal::Refusal;

/// The prefix of a token, the map it belongs in, the path of the items it refers to, and the name
/// that people use for such an item.
const KINDS: [(&str, &str, [&str; 2], &str); 6] = [
    ("twilio_sms", "sms", ["sms", "templates"], "the SMS template"),
    ("ho", "handoff", ["handoff", "handoffs"], "the handoff"),
    ("attr", "attributes", ["variantManagement", "attributes"], "the attribute"),
    ("fn", "globalFunctions", ["functions", "functions"], "the function"),
    ("vrbl", "variables", VARIABLES, "the variable"),
    ("tn", "translations", ["translations", "translations"], "the translation"),
];

const VARIABLES: [&str; 2] = ["variables", "variables"];

/// Derives the maps of references from the texts of an item. Maps of other kinds stay.
pub(crate) fn derive(projection: &Projection, texts: &[&str], references: &Value) -> Value {
    let mut maps = references.as_object().cloned().unwrap_or_default();
    for (_, map, ..) in KINDS {
        maps.insert(map.to_owned(), Value::Object(Map::new()));
    }
    let mut put = |map: &str, id: &str| {
        maps[map][id] = Value::Bool(true);
    };
    let known: HashMap<_, _> =
        KINDS.map(|(prefix, _, place, _)| (prefix, ids(projection.at(&place)))).into();
    let variables = collection::items(projection.at(&VARIABLES)).into_iter().rev();
    let variables: HashMap<_, _> =
        variables.filter_map(|(key, item)| Some((item["name"].as_str()?, key))).collect();
    for text in texts {
        for (prefix, id) in tokens(text) {
            if let Some((map, ..)) = kind(prefix)
                && known[prefix].contains(id)
            {
                put(map, id);
            }
        }
        for key in dollar_names(text).filter_map(|name| variables.get(name)) {
            put("variables", key);
        }
    }
    Value::Object(maps)
}

/// Updates, in the items that a topic refers to, the map of topics that refer to them, after the
/// references of the topic changed from `old` to `new`. An item without such a map stays as it is.
pub(crate) fn link_back(projection: &mut Projection, topic: &str, old: &Value, new: &Value) {
    let ids = |references: &Value, map: &str| -> BTreeSet<String> {
        references[map].as_object().into_iter().flatten().map(|(id, _)| id.clone()).collect()
    };
    for (_, map, place, _) in KINDS {
        let (old, new) = (ids(old, map), ids(new, map));
        for id in old.symmetric_difference(&new) {
            let Some((key, item)) = collection::find(projection.at(&place), id) else { continue };
            if !item["references"]["topics"].is_object() {
                continue;
            }
            let key = key.to_owned();
            let item = collection::item_mut(projection.edit_at(&place), &key);
            let topics = item.and_then(|item| item["references"]["topics"].as_object_mut());
            match topics {
                Some(topics) if new.contains(id) => {
                    topics.insert(topic.to_owned(), Value::Bool(true));
                }
                Some(topics) => {
                    topics.shift_remove(topic);
                }
                None => {}
            }
        }
    }
}

/// Refuses a text that names something the branch lacks. References that `old` already
/// has are allowed: an import may contain dangling ones, and other edits of the text must succeed.
pub(crate) fn check(projection: &Projection, old: &str, new: &str) -> Result<(), Refusal> {
    let mut known: HashSet<_> = tokens(old).collect();
    let added = tokens(new).filter(|token| known.insert(*token));
    for (prefix, id) in added {
        if let Some((_, place, noun)) = kind(prefix)
            && collection::find(projection.at(&place), id).is_none()
        {
            return Err(Refusal::BrokenReference(format!("{noun} {id:?}")));
        }
    }
    Ok(())
}

/// Everything by which the items of a collection can be named.
fn ids(collection: &Value) -> HashSet<&str> {
    let items = collection::items(collection).into_iter();
    items.flat_map(|(key, item)| collection::names(key, item)).collect()
}

fn kind(prefix: &str) -> Option<(&'static str, [&'static str; 2], &'static str)> {
    let found = KINDS.iter().find(|(known, ..)| *known == prefix);
    found.map(|(_, map, place, noun)| (*map, *place, *noun))
}

/// Every `{{prefix:id}}` of a text.
fn tokens(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("{{").skip(1).filter_map(|rest| {
        let (token, _) = rest.split_once("}}")?;
        token.split_once(':')
    })
}

/// Every `$name` of a text.
fn dollar_names(text: &str) -> impl Iterator<Item = &str> {
    text.split('$').skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let name = &rest[..end.unwrap_or(rest.len())];
        (!name.is_empty()).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn projection() -> Projection {
        Projection::from_value(json!({
            "functions": {"functions": {"ids": ["F"], "entities": {"F": {"id": "F"}}}},
            "variables": {"variables": {"ids": ["V"], "entities": {"V": {"name": "site"}}}}
        }))
        .unwrap()
    }

    #[test]
    fn maps_follow_the_texts_and_foreign_maps_stay() {
        let old = json!({"globalFunctions": {"G": true}, "flowSteps": {"S": true}});
        let texts = ["call {{fn:F}} at $site for $5", "{{fn:missing}} {{fn:F"];
        let maps = derive(&projection(), &texts, &old);
        assert_eq!(maps["globalFunctions"], json!({"F": true}));
        assert_eq!(maps["variables"], json!({"V": true}));
        assert_eq!(maps["handoff"], json!({}));
        assert_eq!(maps["flowSteps"], json!({"S": true}));
    }

    #[test]
    fn what_is_referred_to_knows_by_which_topics() {
        let noted = |topics: Value| {
            let function = json!({"id": "F", "references": {"topics": topics}});
            json!({"functions": {"functions": {"ids": ["F"], "entities": {"F": function}}}})
        };
        let mut projection = Projection::from_value(noted(json!({"other": true}))).unwrap();
        let before = projection.to_value();
        let (none, one) = (json!({}), json!({"globalFunctions": {"F": true, "missing": true}}));
        link_back(&mut projection, "T", &none, &one);
        assert_eq!(projection.to_value(), noted(json!({"other": true, "T": true})));
        link_back(&mut projection, "T", &one, &none);
        assert_eq!(projection.to_value(), before);
    }

    #[test]
    fn only_a_new_reference_to_nothing_is_refused() {
        let projection = projection();
        assert!(check(&projection, "", "{{fn:F}} {{unknown:x}} {{ {{}} $x").is_ok());
        assert!(check(&projection, "{{ho:x}}", "now {{ho:x}}").is_ok());
        let refused = check(&projection, "{{ho:x}}", "{{ho:y}}").unwrap_err();
        assert_eq!(
            refused.to_string(),
            r#"the text refers to the handoff "y", which this branch does not have"#
        );
    }
}
