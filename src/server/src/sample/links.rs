//! What refers to what: the `references` maps of a projection, in both directions.

use serde_json::{Map, Value};

/// Something that is referred to. The names are those of the maps on the side that refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Attributes,
    FlowSteps,
    GlobalFunctions,
    Handoff,
    Sms,
    TransitionFunctions,
    Variables,
}

/// Where something is referred to. The names are those of the maps on the side that is referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Behaviours,
    DelayResponses,
    EndFunctions,
    FlowFunctions,
    FlowSteps,
    Functions,
    Greetings,
    Personalities,
    Roles,
    Sms,
    StartFunctions,
    StopKeywords,
    Topics,
}

/// All references of one agent.
#[derive(Debug, Default)]
pub(super) struct Links(Vec<Link>);

#[derive(Debug)]
struct Link {
    place: Place,
    from: String,
    target: Target,
    to: String,
}

impl Links {
    pub(super) fn add(&mut self, (place, from): (Place, &str), target: Target, to: String) {
        self.0.push(Link { place, from: from.to_owned(), target, to });
    }

    /// The maps of one place, such as `{"attributes": {"ATTRIBUTE-…": true}}`.
    pub(super) fn of(&self, place: Place, from: &str, maps: &[(&str, Option<Target>)]) -> Value {
        let links = self.0.iter().filter(|link| link.place == place && link.from == from);
        let links: Vec<_> = links.map(|link| (link.target, &link.to)).collect();
        collect(maps, &links)
    }

    /// The maps of one target, such as `{"topics": {"TOPIC-…": true}}`.
    pub(super) fn to(&self, target: Target, to: &str, maps: &[(&str, Option<Place>)]) -> Value {
        let links = self.0.iter().filter(|link| link.target == target && link.to == to);
        let links: Vec<_> = links.map(|link| (link.place, &link.from)).collect();
        collect(maps, &links)
    }
}

/// The maps by name; one whose kind is `None` stays empty.
fn collect<K: Copy + PartialEq>(maps: &[(&str, Option<K>)], links: &[(K, &String)]) -> Value {
    let map = |kind: Option<K>| {
        let of_kind = links.iter().filter(|(one, _)| Some(*one) == kind);
        of_kind.map(|(_, id)| ((*id).clone(), Value::Bool(true))).collect::<Map<_, _>>()
    };
    Value::Object(maps.iter().map(|(name, kind)| ((*name).to_owned(), map(*kind).into())).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_link_is_seen_from_both_ends() {
        let mut links = Links::default();
        links.add((Place::Topics, "T"), Target::Handoff, "H".to_owned());
        let of = links.of(
            Place::Topics,
            "T",
            &[("sms", Some(Target::Sms)), ("handoff", Some(Target::Handoff))],
        );
        assert_eq!(of, json!({"sms": {}, "handoff": {"H": true}}));
        let to =
            links.to(Target::Handoff, "H", &[("topics", Some(Place::Topics)), ("other", None)]);
        assert_eq!(to, json!({"topics": {"T": true}, "other": {}}));
    }
}
