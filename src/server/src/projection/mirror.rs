//! Values that the platform stores twice.
//!
//! `multilingualAgentSettings` and `channels` repeat values of `agentSettings`. In every real
//! projection seen, the copies are equal. An edit updates the copies that are equal; one that differs
//! was edited on purpose and stays as it is.

use serde_json::Value;

use super::collection;
use super::document::Projection;

const AGENT: &str = "agentSettings";
const MULTILINGUAL: &str = "multilingualAgentSettings";

/// Edits a value of `agentSettings` together with the copies of it that are equal now.
pub(crate) fn edit(projection: &mut Projection, key: &str, change: impl Fn(&mut Value)) {
    let copies = equal_copies(projection, key);
    change(projection.edit_at(&[AGENT, key]));
    let value = projection.at(&[AGENT, key]).clone();
    for copy in copies {
        *copy_mut(projection, &copy) = value.clone();
    }
}

/// Each copy of each value that is equal to it in all the given projections: the section, the path
/// to the copy, and the key of `agentSettings` that it copies.
pub(crate) fn copies(projections: &[&Projection]) -> Vec<(Copy, &'static str)> {
    let mut found = Vec::new();
    for key in ["rules", "role", "personality", "greeting", "disclaimerMessage"] {
        let Some((first, rest)) = projections.split_first() else { continue };
        let mut equal = equal_copies(first, key);
        for other in rest {
            let here = equal_copies(other, key);
            equal.retain(|copy| here.contains(copy));
        }
        found.extend(equal.into_iter().map(|copy| (copy, key)));
    }
    found
}

/// The path of a copy: keys from the top of the projection.
pub(crate) type Copy = Vec<String>;

/// The copy itself, to be written.
pub(crate) fn copy_mut<'a>(projection: &'a mut Projection, copy: &Copy) -> &'a mut Value {
    let path: Vec<_> = copy.iter().map(String::as_str).collect();
    projection.edit_at(&path)
}

fn equal_copies(projection: &Projection, key: &str) -> Vec<Copy> {
    let value = projection.at(&[AGENT, key]);
    let mut places: Vec<Vec<&str>> = match key {
        "rules" | "role" | "personality" => vec![vec![MULTILINGUAL, key]],
        "greeting" => vec![vec!["channels", "voice", "config", "greeting"]],
        _ => vec![vec!["channels", "voice", "disclaimer"]],
    };
    let list = match key {
        "greeting" => "greetings",
        "disclaimerMessage" => "disclaimerMessages",
        _ => "",
    };
    for (id, _) in collection::items(projection.at(&[MULTILINGUAL, list])) {
        places.push(vec![MULTILINGUAL, list, "entities", id]);
    }
    let equal = places.into_iter().filter(|place| {
        let copy = projection.at(place);
        !copy.is_null() && copy == value
    });
    equal.map(|place| place.into_iter().map(str::to_owned).collect()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_copy_follows_while_it_is_equal() {
        let rules = json!({"behaviour": "old"});
        let equal = json!({"agentSettings": {"rules": rules}, "multilingualAgentSettings": {"rules": rules}});
        let mut projection = Projection::from_value(equal).unwrap();
        edit(&mut projection, "rules", |rules| rules["behaviour"] = json!("new"));
        assert_eq!(projection.at(&[MULTILINGUAL, "rules", "behaviour"]), "new");

        projection.edit_at(&[MULTILINGUAL, "rules"])["behaviour"] = json!("mine");
        edit(&mut projection, "rules", |rules| rules["behaviour"] = json!("newer"));
        assert_eq!(projection.at(&[AGENT, "rules", "behaviour"]), "newer");
        assert_eq!(projection.at(&[MULTILINGUAL, "rules", "behaviour"]), "mine");
    }

    #[test]
    fn greetings_are_stored_three_times() {
        let greeting = json!({"welcomeMessage": "Hello"});
        let projection = Projection::from_value(json!({
            "agentSettings": {"greeting": greeting},
            "channels": {"voice": {"config": {"greeting": greeting}}},
            "multilingualAgentSettings": {"greetings": {"ids": ["en"], "entities": {"en": greeting}}}
        }))
        .unwrap();
        let found: Vec<_> =
            copies(&[&projection]).into_iter().map(|(copy, _)| copy.join(".")).collect();
        assert_eq!(
            found,
            ["channels.voice.config.greeting", "multilingualAgentSettings.greetings.entities.en"]
        );
    }
}
