//! An item under construction, before changes are numbered.

use std::borrow::Cow;

use model::Section;
use serde_json::Value;

use super::equivalence::Equivalence;
use super::matching::Match;
use crate::{GridDiff, Presence, Syntax};

/// An item under construction, borrowing from both snapshots.
pub(super) struct ItemBuilder<'a> {
    pub(super) section: Section,
    /// Its row in the table of places: items of a section are shown in that order.
    pub(super) order: usize,
    pub(super) noun: Cow<'static, str>,
    pub(super) path: String,
    pub(super) key: String,
    pub(super) old: Option<ItemSource<'a>>,
    pub(super) new: Option<ItemSource<'a>>,
    pub(super) is_recreated: bool,
    pub(super) is_renamed: bool,
    pub(super) is_moved: bool,
    /// Whether its being added or removed is part of the same change of its parent.
    pub(super) is_covered: bool,
    /// Whether it is a copy of something else, so that its coming is only a note.
    pub(super) is_copy: bool,
    pub(super) fields: Vec<FieldBuilder<'a>>,
    pub(super) children: Vec<ItemBuilder<'a>>,
}

/// One side of an item.
#[derive(Clone)]
pub(super) struct ItemSource<'a> {
    pub(super) id: &'a str,
    pub(super) name: String,
    pub(super) position: Option<usize>,
    pub(super) value: &'a Value,
}

/// A field under construction.
pub(super) struct FieldBuilder<'a> {
    pub(super) key: String,
    pub(super) label: String,
    pub(super) old: Option<&'a Value>,
    pub(super) new: Option<&'a Value>,
    pub(super) kind: FieldKind<'a>,
    pub(super) equivalence: Equivalence,
    pub(super) also_at: Vec<String>,
}

/// How a field is shown.
pub(super) enum FieldKind<'a> {
    /// A long text.
    Text(Syntax),
    /// A single value.
    Value,
    /// The identifier of something with a name on either side.
    Named(Option<&'a str>, Option<&'a str>),
    List,
    /// A structure that is not taken apart.
    Json,
    Grid(Box<GridBuilder<'a>>),
}

/// The grid of variants under construction.
#[derive(Default)]
pub(super) struct GridBuilder<'a> {
    pub(super) diff: GridDiff,
    /// The values whose difference it shows.
    pub(super) shown: Vec<&'a Value>,
    /// Old values that are the same as the new ones.
    pub(super) same: Vec<&'a Value>,
    /// Values of re-created variants and attributes that were compared with each other.
    pub(super) pairs: Vec<(&'a Value, &'a Value)>,
    /// Variants and attributes that stand elsewhere.
    pub(super) moved: Vec<&'a Value>,
}

impl<'a> ItemBuilder<'a> {
    /// An item that stands for itself, with nothing in it yet.
    pub(super) fn new(section: Section, order: usize, path: String) -> Self {
        Self {
            section,
            order,
            noun: Cow::Borrowed(""),
            key: escaped(&path),
            path,
            old: None,
            new: None,
            is_recreated: false,
            is_renamed: false,
            is_moved: false,
            is_covered: false,
            is_copy: false,
            fields: Vec::new(),
            children: Vec::new(),
        }
    }

    /// An item of a collection.
    pub(super) fn of_match(
        section: Section,
        order: usize,
        above: (&str, &str),
        noun: Cow<'static, str>,
        found: &Match<'a>,
    ) -> Self {
        let (path, key) = above;
        let sides = [found.old, found.new].map(|side| side.map(|(_, entity)| entity));
        let id = sides.iter().flatten().map(|entity| entity.id).next_back().unwrap_or_default();
        let origin = |(position, entity): (usize, super::entity::Entity<'a>)| ItemSource {
            id: entity.id,
            name: entity.name().to_owned(),
            position: Some(position),
            value: entity.value,
        };
        let mut own = pair_name(sides[0].map(|e| e.id), sides[1].map(|e| e.id));
        if let (true, Some(entity)) = (found.is_reused, sides.iter().flatten().next()) {
            // One identifier of two things: the name tells which.
            own = format!("{own}~~{}", segment(entity.name()));
        }
        Self {
            noun,
            // Two identifiers, of a re-created item, are joined by what no segment contains.
            key: format!("{key}.{own}"),
            old: found.old.map(origin),
            new: found.new.map(origin),
            is_recreated: found.is_recreated(),
            is_moved: found.is_moved,
            ..Self::new(section, order, format!("{path}.{id}"))
        }
    }

    pub(super) fn presence(&self) -> Presence {
        match (&self.old, &self.new) {
            (Some(_), None) => Presence::Old,
            (None, Some(_)) => Presence::New,
            _ => Presence::Both,
        }
    }

    /// Whether there is nothing to show. An added or removed item of a collection always shows,
    /// a group of settings only if there is something in it.
    pub(super) fn is_empty(&self) -> bool {
        let may_be_empty = self.noun.is_empty() || self.presence() == Presence::Both;
        may_be_empty
            && !self.is_recreated
            && !self.is_renamed
            && !self.is_moved
            && self.fields.is_empty()
            && self.children.is_empty()
    }
}

/// The name of something by its identifiers on both sides, the same when they are swapped.
pub(super) fn pair_name(old: Option<&str>, new: Option<&str>) -> String {
    match (old, new) {
        (Some(old), Some(new)) if old != new => {
            format!("{}~~{}", segment(old.min(new)), segment(old.max(new)))
        }
        (old, new) => segment(new.or(old).unwrap_or_default()),
    }
}

/// A path that may stand in an address.
pub(super) fn escaped(path: &str) -> String {
    path.split('.').map(segment).collect::<Vec<_>>().join(".")
}

/// One part of a path that may stand in an address: letters, digits, `-` and `_` as they are,
/// everything else by its code.
pub(crate) fn segment(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for char in part.chars() {
        if char.is_ascii_alphanumeric() || char == '-' || char == '_' {
            out.push(char);
        } else {
            out.push_str(&format!("~{:06x}", u32::from(char)));
        }
    }
    out
}

/// An item that is one of its kind.
pub(super) fn single<'a>(
    path: &str,
    section: Section,
    order: usize,
    noun: impl Into<Cow<'static, str>>,
    old: Option<&'a Value>,
    new: Option<&'a Value>,
) -> ItemBuilder<'a> {
    let noun = noun.into();
    let origin = |value: Option<&'a Value>| {
        let value = value.filter(|value| !value.is_null())?;
        Some(ItemSource { value, ..named(&noun) })
    };
    let (old, new) = (origin(old), origin(new));
    ItemBuilder { old, new, ..ItemBuilder::new(section, order, path.to_owned()) }
}

/// An item that both sides always have, even when it is empty.
pub(super) fn permanent<'a>(
    path: &str,
    section: Section,
    order: usize,
    noun: &str,
) -> ItemBuilder<'a> {
    let side = || Some(named(noun));
    ItemBuilder { old: side(), new: side(), ..ItemBuilder::new(section, order, path.to_owned()) }
}

fn named<'a>(name: &str) -> ItemSource<'a> {
    ItemSource { id: "", name: name.to_owned(), position: None, value: &Value::Null }
}
