//! Which values the items of a comparison already account for.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::builder::{FieldKind, ItemBuilder};
use crate::Presence;

/// Values of both projections, by their addresses in memory.
#[derive(Default)]
pub(super) struct Claims<'a> {
    /// Values whose difference is shown.
    shown: HashSet<*const Value>,
    /// For a value of the old side, the one of the new side it was compared with, where that stands
    /// at another path.
    partners: HashMap<*const Value, &'a Value>,
    /// The values that are such partners.
    is_partner: HashSet<*const Value>,
    /// Values of the old side that were found to be the same as those they were compared with.
    same: HashSet<*const Value>,
    /// Items of which is shown that they stand elsewhere in their collection.
    moved: HashSet<*const Value>,
}

impl<'a> Claims<'a> {
    /// What some items show.
    pub(super) fn of(builders: &[ItemBuilder<'a>], same: Vec<&'a Value>) -> Self {
        let same = same.into_iter().map(std::ptr::from_ref).collect();
        let mut claims = Self { same, ..Self::default() };
        builders.iter().for_each(|builder| claims.item(builder));
        claims
    }

    /// Whether a difference between two values of one place is shown.
    pub(super) fn explain(&self, old: Option<&Value>, new: Option<&Value>) -> bool {
        // A `null` is nothing to most places, so that no item mentions it.
        let mut sides =
            [old, new].into_iter().flatten().filter(|value| !value.is_null()).peekable();
        let is_shown = |value: &Value| self.shown.contains(&std::ptr::from_ref(value));
        match sides.peek() {
            Some(_) => sides.all(is_shown),
            None => [old, new].into_iter().flatten().any(is_shown),
        }
    }

    /// Whether an old value is known to be the same as the new one of its place.
    pub(super) fn are_same(&self, old: &Value) -> bool {
        self.same.contains(&std::ptr::from_ref(old))
    }

    /// Whether anything inside of a value is shown or was compared with something elsewhere.
    pub(super) fn explain_part_of(&self, value: &Value) -> bool {
        let address = &std::ptr::from_ref(value);
        self.shown.contains(address)
            || self.partners.contains_key(address)
            || self.is_partner.contains(address)
            || match value {
                Value::Object(map) => map.values().any(|value| self.explain_part_of(value)),
                _ => false,
            }
    }

    /// The value that an old one was compared with, if that stands elsewhere.
    pub(super) fn partner(&self, old: &Value) -> Option<&'a Value> {
        self.partners.get(&std::ptr::from_ref(old)).copied()
    }

    /// Whether a new value was compared with an old one that stands elsewhere.
    pub(super) fn is_partner(&self, new: &Value) -> bool {
        self.is_partner.contains(&std::ptr::from_ref(new))
    }

    /// Whether it is shown that an item stands elsewhere in its collection.
    pub(super) fn is_moved(&self, item: &Value) -> bool {
        self.moved.contains(&std::ptr::from_ref(item))
    }

    /// Marks a value as shown.
    fn show(&mut self, value: Option<&Value>) {
        self.shown.extend(value.map(std::ptr::from_ref));
    }

    /// Notes that two values were compared with each other.
    fn pair(&mut self, old: &'a Value, new: &'a Value) {
        self.partners.insert(old, new);
        self.is_partner.insert(new);
    }

    fn item(&mut self, builder: &ItemBuilder<'a>) {
        match (&builder.old, &builder.new) {
            (Some(old), Some(new)) => {
                if builder.is_recreated {
                    self.pair(old.value, new.value);
                }
                for side in [old.value, new.value] {
                    if builder.is_recreated {
                        self.show(side.get("id"));
                    }
                    if builder.is_renamed {
                        self.show(super::fields::name_of(side));
                    }
                    if builder.is_moved {
                        self.moved.insert(side);
                        self.show(side.get("position").filter(|place| place.is_number()));
                    }
                }
            }
            (side, other) => {
                let side = side.as_ref().or(other.as_ref());
                self.show(side.map(|side| side.value).filter(|value| !value.is_null()));
            }
        }
        for field in &builder.fields {
            match &field.kind {
                FieldKind::Grid(grid) => {
                    self.moved.extend(grid.moved.iter().copied().map(std::ptr::from_ref));
                    grid.shown.iter().for_each(|value| self.show(Some(value)));
                    self.same.extend(grid.same.iter().copied().map(std::ptr::from_ref));
                    grid.pairs.iter().for_each(|(old, new)| self.pair(old, new));
                }
                _ => [field.old, field.new].into_iter().for_each(|value| self.show(value)),
            }
        }
        let is_whole = builder.presence() != Presence::Both;
        if !is_whole {
            builder.children.iter().for_each(|child| self.item(child));
        }
    }
}
