//! The order in which things can be made and renamed when no two may have the same name.

use std::collections::HashSet;

/// The current and the wanted name of a thing.
#[derive(Clone, Debug)]
pub(super) struct Naming {
    /// Its name now; none if it has to be made.
    pub(super) now: Option<String>,
    /// The name it is to have; none if it is to be deleted.
    pub(super) then: Option<String>,
}

/// One step for a naming, by its index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NamingStep {
    /// Create it under its wanted name.
    Create(usize),
    /// Rename it: to its wanted name, or to a temporary one that is free.
    Rename(usize, String),
    /// Nothing can be done: something that stays has the name.
    Blocked(usize),
}

/// Things that are made or renamed, in an order in which every name is free when it is given.
/// Deleting comes after all of this: until then a name in the way is changed for the moment.
pub(super) fn naming_steps(
    namings: &[Naming],
    temporary: impl Fn(&str, usize) -> String,
) -> Vec<NamingStep> {
    let mut now: Vec<Option<String>> = namings.iter().map(|naming| naming.now.clone()).collect();
    let mut taken: HashSet<String> = now.iter().flatten().cloned().collect();
    let mut open: Vec<usize> = (0..namings.len())
        .filter(|&at| namings[at].then.is_some() && namings[at].then != namings[at].now)
        .collect();
    let mut naming_steps = Vec::new();
    while !open.is_empty() {
        let free = open
            .iter()
            .position(|&at| !namings[at].then.as_ref().is_some_and(|name| taken.contains(name)));
        if let Some(place) = free {
            let at = open.remove(place);
            let Some(name) = namings[at].then.clone() else { continue };
            naming_steps.push(match &now[at] {
                Some(before) => {
                    taken.remove(before);
                    NamingStep::Rename(at, name.clone())
                }
                None => NamingStep::Create(at),
            });
            taken.insert(name.clone());
            now[at] = Some(name);
            continue;
        }
        // Every wanted name is taken. One of its holders that will be renamed gets a temporary name.
        let blocker = open.iter().find_map(|&at| {
            let name = namings[at].then.as_ref()?;
            now.iter().enumerate().position(|(other, has)| {
                has.as_ref() == Some(name) && namings[other].then.as_ref() != Some(name)
            })
        });
        let Some(blocker) = blocker else {
            naming_steps.extend(open.drain(..).map(NamingStep::Blocked));
            break;
        };
        let Some(before) = now[blocker].take() else { break };
        let name = (1..).map(|number| temporary(&before, number)).find(|name| {
            !taken.contains(name) && namings.iter().all(|naming| naming.then.as_ref() != Some(name))
        });
        let Some(name) = name else { break };
        taken.remove(&before);
        taken.insert(name.clone());
        naming_steps.push(NamingStep::Rename(blocker, name.clone()));
        now[blocker] = Some(name);
    }
    naming_steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(namings: &[(&str, &str)], expected: &[NamingStep]) {
        let name = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        let namings: Vec<Naming> =
            namings.iter().map(|(now, then)| Naming { now: name(now), then: name(then) }).collect();
        assert_eq!(naming_steps(&namings, |name, number| format!("{name}_{number}")), expected);
    }

    #[test]
    fn names_are_freed_before_they_are_given() {
        check(&[("a", "a"), ("b", "c")], &[NamingStep::Rename(1, "c".into())]);
        check(
            &[("", "a"), ("a", "b")],
            &[NamingStep::Rename(1, "b".into()), NamingStep::Create(0)],
        );
    }

    #[test]
    fn names_in_a_cycle_use_a_temporary_name() {
        check(
            &[("a", "b"), ("b", "a")],
            &[
                NamingStep::Rename(1, "b_1".into()),
                NamingStep::Rename(0, "b".into()),
                NamingStep::Rename(1, "a".into()),
            ],
        );
        check(
            &[("a", ""), ("", "a")],
            &[NamingStep::Rename(0, "a_1".into()), NamingStep::Create(1)],
        );
    }

    #[test]
    fn a_name_that_stays_in_use_cannot_be_given() {
        check(&[("a", "a"), ("", "a")], &[NamingStep::Blocked(1)]);
    }
}
