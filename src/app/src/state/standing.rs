//! How a branch stands to its parent: what each has that the other one has not.

pub(crate) mod reading;

use std::sync::Arc;

use diff::Comparison;
use leptos::prelude::*;
use model::{BranchRef, Section, Sequence};

use crate::text::count;

/// Items that a line names; the others are counted.
const NAMED: usize = 3;

/// How a branch stands to its parent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Standing {
    /// What the branch changes since it began; where nobody can tell where that was, what differs from
    /// its parent now.
    pub(crate) ahead: Tally,
    /// What its parent gained since the branch began; `None` where nobody can tell.
    pub(crate) behind: Option<Tally>,
}

/// The states of a branch, of its parent and of where it begins. As long as they are the same, it
/// stands as it did.
pub(crate) type States = [Sequence; 3];

/// How branches stood when somebody looked.
#[derive(Clone, Copy)]
pub(crate) struct KnownStandings(StoredValue<Vec<(BranchRef, States, Arc<Standing>)>>);

impl KnownStandings {
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// How a branch stands, if it was in these states before.
    pub(crate) fn get(self, at: &BranchRef, states: &States) -> Option<Arc<Standing>> {
        self.0.with_value(|all| {
            let found = all.iter().find(|(known, at_states, _)| known == at && at_states == states);
            found.map(|(_, _, standing)| Arc::clone(standing))
        })
    }

    /// Stores how a branch stands in these states.
    pub(crate) fn store(self, at: BranchRef, states: States, standing: Arc<Standing>) {
        self.0.try_update_value(|all| {
            all.retain(|(known, _, _)| *known != at);
            all.push((at, states, standing));
        });
    }

    /// Forgets all: another API has other branches.
    pub(crate) fn clear(self) {
        self.0.set_value(Vec::new());
    }
}

/// Changes, counted and named.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tally {
    /// How many there are, by section, where there are any.
    pub(crate) sections: Vec<(Section, usize)>,
    /// What they are about: "Topic “Pool” added".
    pub(crate) items: Vec<String>,
}

impl Tally {
    /// The changes of a comparison; notes do not count.
    pub(crate) fn of(comparison: &Comparison) -> Self {
        let mut tally = Self::default();
        for section in &comparison.sections {
            let changes = comparison.totals_of(section.changes.clone()).changes();
            if changes == 0 {
                continue;
            }
            tally.sections.push((section.section, changes));
            // A grid is one item of many cells: its name alone says nothing.
            if section.section == Section::Variants {
                tally.items.push(format!("Variants: {}", count(changes, "change")));
                continue;
            }
            let items = section.items.clone().filter(|item| comparison.items[*item].depth == 0);
            tally.items.extend(items.filter_map(|item| named(comparison, item)));
        }
        tally
    }

    /// How many changes there are.
    pub(crate) fn changes(&self) -> usize {
        self.sections.iter().map(|(_, changes)| changes).sum()
    }

    /// What they are about, in one line.
    pub(crate) fn line(&self) -> String {
        let mut parts: Vec<String> = self.items.iter().take(NAMED).cloned().collect();
        let others = self.items.len().saturating_sub(NAMED);
        if others > 0 {
            parts.push(format!("and {others} more"));
        }
        parts.join(" · ")
    }
}

/// What happened to an item, with its name; `None` where nothing counts.
fn named(comparison: &Comparison, at: usize) -> Option<String> {
    let item = &comparison.items[at];
    if comparison.totals_of(item.changes.clone()).changes() == 0 {
        return None;
    }
    let name = match item.noun.as_str() {
        "" => item.name().to_owned(),
        noun if noun == item.name() => noun.to_owned(),
        noun => format!("{noun} “{}”", item.name()),
    };
    Some(format!("{name} {}", comparison.kind_of(at).label()))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "small contents")]
mod tests {
    use std::collections::BTreeMap;

    use model::{Attribute, Snapshot, Topic, Variant};

    use super::*;

    fn topic(name: &str, content: &str) -> Topic {
        let (name, content) = (name.to_owned(), content.to_owned());
        Topic { id: name.as_str().into(), name, content, is_active: true, ..Topic::default() }
    }

    fn content(behavior: &str, topics: &[Topic], phone: &str) -> Snapshot {
        let variant = Variant {
            id: "V".into(),
            name: "Cork".into(),
            is_default: true,
            values: BTreeMap::from([("A".into(), phone.into())]),
        };
        let attribute = Attribute { id: "A".into(), name: "phone".into() };
        Snapshot::from_parts(behavior, topics, &[attribute], &[variant])
    }

    #[test]
    fn a_line_names_what_changed_and_counts_the_rest() {
        let old = content("Be kind.", &[topic("Hours", "Nine."), topic("Prices", "£45.")], "1");
        let new = content(
            "Be brief.",
            &[topic("Hours", "Ten."), topic("Pool", "Open."), topic("Spa", "Open.")],
            "2",
        );
        let tally = Tally::of(&diff::compare(&old, &new));
        let sections: Vec<Section> = tally.sections.iter().map(|(section, _)| *section).collect();
        assert_eq!(sections, [Section::Behavior, Section::Topics, Section::Variants]);
        assert!(tally.items.iter().any(|item| item == "Topic “Pool” added"), "{tally:?}");
        assert!(tally.items.iter().any(|item| item == "Topic “Prices” removed"), "{tally:?}");
        assert!(tally.items.iter().any(|item| item == "Topic “Hours” edited"), "{tally:?}");
        assert!(tally.items.iter().any(|item| item == "Variants: 1 change"), "{tally:?}");
        assert!(tally.line().starts_with("Behavior edited · "), "{}", tally.line());
        assert!(tally.line().ends_with(" · and 3 more"), "{}", tally.line());
    }

    #[test]
    fn nothing_changed_is_no_line() {
        let same = content("Be kind.", &[topic("Hours", "Nine.")], "1");
        let tally = Tally::of(&diff::compare(&same, &same));
        assert_eq!((tally.changes(), tally.line()), (0, String::new()));
    }
}
