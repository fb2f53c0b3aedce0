//! What a person should know before a merge, although nothing is in conflict.

use crate::connector::Connector;
use crate::reference::{BrokenReference, Names, broken_references};
use crate::snapshot::Snapshot;
use crate::variant::Variant;

/// Something that a merge does to the target, and that nobody may have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeWarning {
    /// A variant has no value any more where it had one, as when it was created blank on the branch.
    Emptied {
        /// The name of the variant.
        variant: String,
        /// The names of the attributes.
        attributes: Vec<String>,
    },
    /// A text has a reference to what does not exist after the merge.
    Broken(BrokenReference),
    /// A connector answers for a variant that goes: its numbers get the default one.
    Unanswered {
        /// The name of the variant.
        variant: String,
        /// The name of the connector.
        connector: String,
    },
}

/// What merging `other` makes of the target that nobody may have meant.
pub fn merge_warnings(
    [target, other]: [&Snapshot; 2],
    merged: &Snapshot,
    connectors: &[Connector],
) -> Vec<MergeWarning> {
    let (before, after) = (target.variants(), merged.variants());
    let mut found: Vec<_> = before.iter().filter_map(|old| emptied(old, &after, merged)).collect();
    let known = broken_references(target);
    let is_new = |broken: &BrokenReference| {
        !known.iter().any(|one| {
            (&one.place, one.kind, &one.key) == (&broken.place, broken.kind, &broken.key)
        })
    };
    // What is gone after the merge has its name where it was.
    let names = [Names::of(target), Names::of(other)];
    let named = |mut broken: BrokenReference| {
        let item = names.iter().find_map(|names| names.find(broken.kind, &broken.key));
        if let Some(item) = item.filter(|item| !item.name.is_empty()) {
            broken.display = format!("{}{}", broken.kind.sign(), item.name);
        }
        MergeWarning::Broken(broken)
    };
    found.extend(broken_references(merged).into_iter().filter(is_new).map(named));
    for connector in connectors {
        let Some(id) = &connector.variant else { continue };
        let Some(gone) = before.iter().find(|variant| variant.id == *id) else { continue };
        if after.iter().all(|variant| variant.id != *id) {
            let (variant, connector) = (gone.name.clone(), connector.name.clone());
            found.push(MergeWarning::Unanswered { variant, connector });
        }
    }
    found
}

/// The values that a variant loses: of the same variant, or of one that takes its name.
fn emptied(old: &Variant, after: &[Variant], merged: &Snapshot) -> Option<MergeWarning> {
    let same = after.iter().find(|variant| variant.id == old.id);
    let new = same.or_else(|| after.iter().find(|variant| variant.name == old.name))?;
    let is_blank = |text: Option<&String>| text.is_none_or(|text| text.trim().is_empty());
    let attributes: Vec<String> = merged
        .attributes()
        .into_iter()
        .filter(|one| !is_blank(old.values.get(&one.id)) && is_blank(new.values.get(&one.id)))
        .map(|one| one.name)
        .collect();
    let variant = old.name.clone();
    (!attributes.is_empty()).then_some(MergeWarning::Emptied { variant, attributes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topic::Topic;
    use crate::variant::Attribute;

    fn content(variants: &[(&str, &str, &str)], text: &str) -> Snapshot {
        let variants: Vec<_> = variants
            .iter()
            .map(|(id, name, value)| Variant {
                id: (*id).into(),
                name: (*name).to_owned(),
                is_default: false,
                values: [("A".into(), (*value).to_owned())].into(),
            })
            .collect();
        let attributes = [Attribute { id: "A".into(), name: "phone".to_owned() }];
        let topic = Topic {
            id: "T".into(),
            name: "Hours".into(),
            content: text.into(),
            ..Topic::default()
        };
        Snapshot::from_parts("", &[topic], &attributes, &variants)
    }

    fn connector(variant: &str) -> Connector {
        Connector {
            id: "C".into(),
            name: "Reception".to_owned(),
            agent: "a".into(),
            environment: None,
            variant: Some(variant.into()),
            listens_in: String::new(),
            speaks_in: String::new(),
            voice: String::new(),
            can_hand_off: true,
        }
    }

    #[test]
    fn a_variant_that_loses_its_values_is_warned_about_also_when_a_blank_one_takes_its_name() {
        let before = content(&[("V", "Cork", "+353")], "");
        let warning = MergeWarning::Emptied {
            variant: "Cork".to_owned(),
            attributes: vec!["phone".to_owned()],
        };
        for id in ["V", "X"] {
            let after = content(&[(id, "Cork", " ")], "");
            assert_eq!(
                merge_warnings([&before, &after], &after, &[]),
                std::slice::from_ref(&warning)
            );
        }
        assert_eq!(merge_warnings([&before, &before], &before, &[]), []);
        assert_eq!(
            merge_warnings([&before, &before], &content(&[], ""), &[]),
            [],
            "a deleted one is no trap"
        );
    }

    #[test]
    fn a_reference_that_breaks_is_warned_about_and_one_that_was_broken_is_not() {
        let broken = content(&[], "Call {{attr:none}}.");
        let found = merge_warnings([&content(&[], "Call."), &broken], &broken, &[]);
        assert!(
            matches!(&found[..], [MergeWarning::Broken(one)] if one.key == "none"),
            "{found:?}"
        );
        assert_eq!(merge_warnings([&broken, &broken], &broken, &[]), []);
    }

    #[test]
    fn a_reference_that_breaks_is_named_as_what_it_stood_for() {
        let target = content(&[], "Call {{attr:A}}.");
        let mut merged = target.projection().clone();
        merged["variantManagement"]["attributes"]["entities"] = serde_json::json!({});
        let merged = Snapshot::from_projection(merged);
        let found = merge_warnings([&target, &merged], &merged, &[]);
        let [MergeWarning::Broken(broken)] = &found[..] else { panic!("{found:?}") };
        assert!(broken.display.ends_with("phone"), "{}", broken.display);
    }

    #[test]
    fn a_connector_whose_variant_goes_is_warned_about() {
        let before = content(&[("V", "Cork", ""), ("W", "Dublin", "")], "");
        let after = content(&[("V", "Cork", "")], "");
        let found = merge_warnings([&before, &after], &after, &[connector("W"), connector("V")]);
        let (variant, connector) = ("Dublin".to_owned(), "Reception".to_owned());
        assert_eq!(found, [MergeWarning::Unanswered { variant, connector }]);
    }
}
