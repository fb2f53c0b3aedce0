//! What a text refers to: `{{fn:…}}`, `{{ho:…}}`, `{{attr:…}}`, `{{twilio_sms:…}}`, `{{tn:…}}`,
//! `{{vrbl:…}}` and `$variable` (contract §1.3). The platform keeps a map of them beside the text.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Projection, collection};
use crate::Refusal;

/// The prefix of a token, the map it goes to, where the thing it means is kept, and what people
/// call that thing.
const KINDS: [(&str, &str, [&str; 2], &str); 6] = [
    ("twilio_sms", "sms", ["sms", "templates"], "the SMS template"),
    ("ho", "handoff", ["handoff", "handoffs"], "the handoff"),
    ("attr", "attributes", ["variantManagement", "attributes"], "the attribute"),
    ("fn", "globalFunctions", ["functions", "functions"], "the function"),
    ("vrbl", "variables", VARIABLES, "the variable"),
    ("tn", "translations", ["translations", "translations"], "the translation"),
];

const VARIABLES: [&str; 2] = ["variables", "variables"];

/// Writes the maps of `item` anew from its texts. Maps of other kinds stay.
pub(crate) fn derive(projection: &Projection, texts: &[&str], references: &Value) -> Value {
    let mut maps = references.as_object().cloned().unwrap_or_default();
    for (_, map, ..) in KINDS {
        maps.insert(map.to_owned(), Value::Object(Map::new()));
    }
    let mut put = |map: &str, id: &str| {
        maps[map][id] = Value::Bool(true);
    };
    for text in texts {
        for (prefix, id) in tokens(text) {
            if let Some((map, place, _)) = kind(prefix)
                && collection::find(projection.at(&place), id).is_some()
            {
                put(map, id);
            }
        }
        for name in dollar_names(text) {
            let variables = collection::items(projection.at(&VARIABLES));
            if let Some((key, _)) = variables.iter().find(|(_, item)| item["name"] == *name) {
                put("variables", key);
            }
        }
    }
    Value::Object(maps)
}

/// Refuses a text that names something the branch lacks. What `old` already named is let be: an
/// import may hold dangling references, and an edit elsewhere in the text has to go through.
pub(crate) fn check(projection: &Projection, old: &str, new: &str) -> Result<(), Refusal> {
    let known: BTreeSet<_> = tokens(old).collect();
    let added = tokens(new).filter(|token| !known.contains(token));
    for (prefix, id) in added {
        if let Some((_, place, noun)) = kind(prefix)
            && collection::find(projection.at(&place), id).is_none()
        {
            return Err(Refusal::BrokenReference(format!("{noun} {id:?}")));
        }
    }
    Ok(())
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
        let texts = ["call {{fn:F}} at $site for $5", "{{fn:gone}} {{fn:F"];
        let maps = derive(&projection(), &texts, &old);
        assert_eq!(maps["globalFunctions"], json!({"F": true}));
        assert_eq!(maps["variables"], json!({"V": true}));
        assert_eq!(maps["handoff"], json!({}));
        assert_eq!(maps["flowSteps"], json!({"S": true}));
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
