//! The order in which things can be made and renamed when no two may have the same name.

use std::collections::HashSet;

/// What a thing is called, and what it is to be called.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    /// Its name now; none if it has to be made.
    pub(super) now: Option<String>,
    /// The name it is to have; none if it is to be deleted.
    pub(super) then: Option<String>,
}

/// One thing to do, for a wish by its index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Make it, under the name that is wished.
    Make(usize),
    /// Give it a name: the one that is wished, or one that is in nobody's way for the moment.
    Name(usize, String),
    /// Nothing can be done: something that stays has the name.
    Blocked(usize),
}

/// Things that are made or renamed, in an order in which every name is free when it is given.
/// Deleting comes after all of this: until then a name in the way is changed for the moment.
pub(super) fn acts(wishes: &[Wish], temporary: impl Fn(&str, usize) -> String) -> Vec<Act> {
    let mut now: Vec<Option<String>> = wishes.iter().map(|wish| wish.now.clone()).collect();
    let mut taken: HashSet<String> = now.iter().flatten().cloned().collect();
    let mut open: Vec<usize> = (0..wishes.len())
        .filter(|&at| wishes[at].then.is_some() && wishes[at].then != wishes[at].now)
        .collect();
    let mut acts = Vec::new();
    while !open.is_empty() {
        let free = open
            .iter()
            .position(|&at| !wishes[at].then.as_ref().is_some_and(|name| taken.contains(name)));
        if let Some(place) = free {
            let at = open.remove(place);
            let Some(name) = wishes[at].then.clone() else { continue };
            acts.push(match &now[at] {
                Some(before) => {
                    taken.remove(before);
                    Act::Name(at, name.clone())
                }
                None => Act::Make(at),
            });
            taken.insert(name.clone());
            now[at] = Some(name);
            continue;
        }
        // Every name that is wished is taken. Whoever will give one of them up does so for now.
        let blocker = open.iter().find_map(|&at| {
            let name = wishes[at].then.as_ref()?;
            now.iter().enumerate().position(|(other, has)| {
                has.as_ref() == Some(name) && wishes[other].then.as_ref() != Some(name)
            })
        });
        let Some(blocker) = blocker else {
            acts.extend(open.drain(..).map(Act::Blocked));
            break;
        };
        let Some(before) = now[blocker].take() else { break };
        let name = (1..).map(|number| temporary(&before, number)).find(|name| {
            !taken.contains(name) && wishes.iter().all(|wish| wish.then.as_ref() != Some(name))
        });
        let Some(name) = name else { break };
        taken.remove(&before);
        taken.insert(name.clone());
        acts.push(Act::Name(blocker, name.clone()));
        now[blocker] = Some(name);
    }
    acts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wishes: &[(&str, &str)], expected: &[Act]) {
        let name = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        let wishes: Vec<Wish> =
            wishes.iter().map(|(now, then)| Wish { now: name(now), then: name(then) }).collect();
        assert_eq!(acts(&wishes, |name, number| format!("{name}_{number}")), expected);
    }

    #[test]
    fn names_are_given_up_before_they_are_taken() {
        check(&[("a", "a"), ("b", "c")], &[Act::Name(1, "c".into())]);
        check(&[("", "a"), ("a", "b")], &[Act::Name(1, "b".into()), Act::Make(0)]);
    }

    #[test]
    fn names_that_go_round_take_a_detour() {
        check(
            &[("a", "b"), ("b", "a")],
            &[Act::Name(1, "b_1".into()), Act::Name(0, "b".into()), Act::Name(1, "a".into())],
        );
        check(&[("a", ""), ("", "a")], &[Act::Name(0, "a_1".into()), Act::Make(1)]);
    }

    #[test]
    fn a_name_that_somebody_keeps_cannot_be_given() {
        check(&[("a", "a"), ("", "a")], &[Act::Blocked(1)]);
    }
}
