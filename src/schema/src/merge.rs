//! Bringing two edits of a value together, key by key.
//!
//! Objects are merged by key, as deep as they go; lists and everything else are taken whole from
//! whoever changed them. What both changed differently is a conflict.

use serde_json::{Map, Value};

use crate::number::equal;
use crate::path::Path;

/// Two edits of a value, as far as they could be brought together.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// Both together. At a conflict it has one's own value.
    pub value: Value,
    /// Where both changed the same.
    pub conflicts: Vec<Conflict>,
}

/// A place that both changed, each otherwise. `None` is a value that is not there.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// Where.
    pub path: Path,
    /// What both began from.
    pub base: Option<Value>,
    /// One's own value.
    pub mine: Option<Value>,
    /// The other person's value, which is stored.
    pub theirs: Option<Value>,
}

/// Whose value stands in a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// One's own.
    Mine,
    /// The other person's.
    Theirs,
}

impl Merged {
    /// The value with what was decided about each conflict, in their order.
    pub fn decided(&self, decisions: &[Decision]) -> Value {
        let mut value = self.value.clone();
        for (conflict, decision) in self.conflicts.iter().zip(decisions) {
            let chosen = match decision {
                Decision::Mine => &conflict.mine,
                Decision::Theirs => &conflict.theirs,
            };
            match chosen {
                Some(chosen) => conflict.path.set(&mut value, chosen.clone()),
                None => conflict.path.remove(&mut value),
            }
        }
        value
    }
}

/// Brings `mine` and `theirs` together, which both began as `base`.
pub fn merge(base: &Value, mine: &Value, theirs: &Value) -> Merged {
    let mut conflicts = Vec::new();
    let sides = [Some(base), Some(mine), Some(theirs)];
    let value = merge_at(&Path::default(), sides, &mut conflicts).unwrap_or(Value::Null);
    Merged { value, conflicts }
}

fn same(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => equal(one, other),
        (None, None) => true,
        _ => false,
    }
}

fn merge_at(
    path: &Path,
    [base, mine, theirs]: [Option<&Value>; 3],
    conflicts: &mut Vec<Conflict>,
) -> Option<Value> {
    if same(base, theirs) || same(mine, theirs) {
        return mine.cloned();
    }
    if same(base, mine) {
        return theirs.cloned();
    }
    if let (Some(Value::Object(mine)), Some(Value::Object(theirs))) = (mine, theirs) {
        let nothing = Map::new();
        let base = base.and_then(Value::as_object).unwrap_or(&nothing);
        let mut merged = Map::new();
        let added = theirs.keys().filter(|key| !mine.contains_key(*key));
        for key in mine.keys().chain(added) {
            let sides = [base.get(key), mine.get(key), theirs.get(key)];
            if let Some(value) = merge_at(&path.key(key), sides, conflicts) {
                merged.insert(key.clone(), value);
            }
        }
        return Some(Value::Object(merged));
    }
    conflicts.push(Conflict {
        path: path.clone(),
        base: base.cloned(),
        mine: mine.cloned(),
        theirs: theirs.cloned(),
    });
    mine.cloned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn each_key_comes_from_whoever_changed_it() {
        let base = json!({"open": true, "hours": {"mon": "9", "tue": "9"}, "notice": "a"});
        let mine =
            json!({"open": true, "hours": {"mon": "10", "tue": "9"}, "notice": "a", "new": 1});
        let theirs = json!({"open": false, "hours": {"mon": "9", "tue": "8"}});
        let merged = merge(&base, &mine, &theirs);
        assert_eq!(merged.conflicts, []);
        assert_eq!(
            merged.value,
            json!({"open": false, "hours": {"mon": "10", "tue": "8"}, "new": 1})
        );
    }

    #[test]
    fn lists_are_one_value_and_both_changing_one_is_a_conflict() {
        let (base, mine, theirs) =
            (json!({"a": [1], "b": 1}), json!({"a": [1, 2], "b": 1}), json!({"a": [0, 1], "b": 2}));
        let merged = merge(&base, &mine, &theirs);
        let [conflict] = merged.conflicts.as_slice() else { panic!("{:?}", merged.conflicts) };
        assert_eq!(conflict.path.to_string(), "a");
        assert_eq!(merged.decided(&[Decision::Mine]), json!({"a": [1, 2], "b": 2}));
        assert_eq!(merged.decided(&[Decision::Theirs]), json!({"a": [0, 1], "b": 2}));
    }

    #[test]
    fn a_key_that_one_removed_and_the_other_changed_is_a_conflict() {
        let merged = merge(&json!({"a": 1}), &json!({}), &json!({"a": 2}));
        assert_eq!(merged.conflicts.len(), 1);
        assert_eq!(merged.decided(&[Decision::Mine]), json!({}));
        assert_eq!(merged.decided(&[Decision::Theirs]), json!({"a": 2}));
        assert_eq!(merge(&json!({"a": 1}), &json!({}), &json!({"a": 1})).value, json!({}));
    }

    #[test]
    fn the_same_change_of_both_is_none() {
        let merged = merge(&json!({"a": 1}), &json!({"a": 2.0}), &json!({"a": 2}));
        assert_eq!(merged.conflicts, []);
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![Just(json!(1)), Just(json!(2)), Just(json!("x")), Just(json!([1]))];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop::collection::btree_map("[a-d]", inner, 0..4)
                .prop_map(|all| Value::Object(all.into_iter().collect()))
        })
    }

    proptest! {
        #[test]
        fn who_changed_nothing_gets_the_other_one_whole(base in value(), other in value()) {
            prop_assert_eq!(merge(&base, &base, &other).value, other.clone());
            prop_assert_eq!(merge(&base, &other, &base).value, other);
        }

        #[test]
        fn decided_for_one_side_nothing_of_it_is_lost(base in value(), mine in value(), theirs in value()) {
            let merged = merge(&base, &mine, &theirs);
            for conflict in &merged.conflicts {
                prop_assert_eq!(conflict.path.get(&mine), conflict.mine.as_ref());
                prop_assert_eq!(conflict.path.get(&theirs), conflict.theirs.as_ref());
            }
            let all = vec![Decision::Mine; merged.conflicts.len()];
            prop_assert_eq!(merged.decided(&all), merged.value.clone());
        }
    }
}
