//! The result of a comparison: sections, their items, fields and changes.

mod grid;
mod list;

use std::ops::Range;

use model::{Section, Timestamp};
use serde_json::Value;

use crate::{Change, ChangeId, ChangeKind, Presence, SideNames, TextDiff, Totals, Whitespace};

pub use grid::{DefaultDiff, GridAxis, GridCell, GridDiff};
pub use list::{ListDiff, ListEntry};

/// What differs between two snapshots. Nothing that is equal is in it, except as context.
#[derive(Debug, Default, PartialEq)]
pub struct Comparison {
    /// The sections in which something differs, in the order of [`Section::ALL`].
    pub sections: Vec<SectionDiff>,
    /// The items in which something differs, section by section, children after their parents.
    pub items: Vec<ItemDiff>,
    /// All changes and notes in the order in which they are read.
    pub changes: Vec<Change>,
    /// Sections that could not be compared because one side does not hold them.
    pub not_compared: Vec<Section>,
    /// Whether white space made a difference.
    pub whitespace: Whitespace,
    /// How many changes in the amount of white space were left out.
    pub whitespace_left_out: usize,
    /// What texts refer to, by the names of both sides.
    pub names: SideNames,
}

/// One section in which something differs.
#[derive(Debug, PartialEq)]
pub struct SectionDiff {
    /// Which section.
    pub section: Section,
    /// Its items, as indexes into [`Comparison::items`].
    pub items: Range<usize>,
    /// Its changes, as indexes into [`Comparison::changes`].
    pub changes: Range<usize>,
}

/// One thing a person knows by name: a topic, a function, a step of a flow, a group of settings.
#[derive(Debug, PartialEq)]
pub struct ItemDiff {
    /// Its name in addresses, stable as a [`ChangeId`] is.
    pub key: String,
    /// What kind of thing it is: "Topic", "Flow", "Step".
    pub noun: String,
    /// Where it is in the projection, from the root, with dots.
    pub path: String,
    /// On which sides it is.
    pub presence: Presence,
    /// The old side.
    pub old: Option<ItemSide>,
    /// The new side.
    pub new: Option<ItemSide>,
    /// The item it is part of, as an index into [`Comparison::items`].
    pub parent: Option<usize>,
    /// How many items it is nested in.
    pub depth: usize,
    /// What differs in it, or all there is of it when only one side has it.
    pub fields: Vec<FieldDiff>,
    /// Its changes and those of the items nested in it, as indexes into [`Comparison::changes`].
    pub changes: Range<usize>,
    /// Changes when any of its changes does, so that a mark "viewed" expires.
    pub fingerprint: u64,
}

/// What one side says of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemSide {
    /// Its identifier.
    pub id: String,
    /// The name people know it by.
    pub name: String,
    /// Its place among its neighbours, from 0, if they have an order.
    pub position: Option<usize>,
    /// Who made it and when.
    pub created: Option<Stamp>,
    /// Who changed it last and when.
    pub updated: Option<Stamp>,
}

/// Who did something and when, as the platform wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Usually an e-mail address; may be empty.
    pub by: String,
    /// Empty when unknown.
    pub at: String,
}

impl Stamp {
    /// The point in time, if it is known.
    pub fn time(&self) -> Option<Timestamp> {
        Timestamp::parse(&self.at)
    }
}

/// One field of an item.
#[derive(Debug, PartialEq)]
pub struct FieldDiff {
    /// Its path inside of the item, with dots.
    pub key: String,
    /// The name people read.
    pub label: String,
    /// Copies of it elsewhere in the projection that changed in the same way: paths from the root.
    pub also_at: Vec<String>,
    /// What is in it.
    pub content: Content,
    /// Its changes, as indexes into [`Comparison::changes`]; none when the item as a whole was
    /// added or removed.
    pub changes: Range<usize>,
}

/// What is in a field.
#[derive(Debug, PartialEq)]
pub enum Content {
    /// A text; each hunk is a change.
    Text(TextDiff),
    /// A single value; one change.
    Value(ValueDiff),
    /// A list; each entry is a change.
    List(ListDiff),
    /// A structure, printed; one change.
    Json(TextDiff),
    /// The grid of variants.
    Grid(GridDiff),
}

/// A value on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueDiff {
    /// The old value; `None` when there was none.
    pub old: Option<Value>,
    /// The new value; `None` when there is none.
    pub new: Option<Value>,
    /// The old value as people read it: names in the place of identifiers.
    pub old_text: String,
    /// The new value as people read it.
    pub new_text: String,
}

impl Comparison {
    /// Whether nothing differs; notes do not count.
    pub fn is_same(&self) -> bool {
        self.changes.iter().all(|change| change.is_note)
    }

    /// How many changes there are.
    pub fn totals(&self) -> Totals {
        self.totals_of(0..self.changes.len())
    }

    /// How many changes there are in a section, an item or a field.
    pub fn totals_of(&self, changes: Range<usize>) -> Totals {
        let mut totals = Totals::default();
        self.changes[changes].iter().for_each(|change| totals.count(change));
        totals
    }

    /// The index of a change by its name in addresses.
    pub fn find(&self, id: &ChangeId) -> Option<usize> {
        self.changes.iter().position(|change| change.id == *id)
    }

    /// The index of an item by its name in addresses.
    pub fn find_item(&self, key: &str) -> Option<usize> {
        self.items.iter().position(|item| item.key == key)
    }

    /// What happened to an item, in one word: of one that was renamed and edited, that it was
    /// renamed.
    pub fn kind_of(&self, item: usize) -> ChangeKind {
        let own = self.changes[self.items[item].changes.clone()].iter();
        let mut whole = own.filter(|change| change.item == item && change.part.field().is_none());
        let is_counted = |change: &&Change| !change.is_note;
        whole.find(is_counted).map_or(self.items[item].kind(), |change| change.kind)
    }

    /// The section an item is in.
    pub fn section_of(&self, item: usize) -> Section {
        let at = self.sections.partition_point(|section| section.items.end <= item);
        self.sections.get(at).map_or(Section::Other, |section| section.section)
    }

    /// The field a change is in, if it is in one.
    pub fn field_of(&self, change: &Change) -> Option<&FieldDiff> {
        self.items[change.item].fields.get(change.part.field()?)
    }
}

impl ItemDiff {
    /// The name people know it by: the new one where there is one.
    pub fn name(&self) -> &str {
        self.new.as_ref().or(self.old.as_ref()).map_or("", |side| &side.name)
    }

    /// Whether both sides have it under different identifiers.
    pub fn is_recreated(&self) -> bool {
        matches!((&self.old, &self.new), (Some(old), Some(new)) if old.id != new.id)
    }

    /// Who changed it last, on the new side, or on the old one if it was removed.
    pub fn updated(&self) -> Option<&Stamp> {
        self.new.as_ref().or(self.old.as_ref())?.updated.as_ref()
    }

    /// What happened to the item as a whole.
    pub fn kind(&self) -> ChangeKind {
        match self.presence {
            Presence::Old => ChangeKind::Removed,
            Presence::New => ChangeKind::Added,
            Presence::Both => ChangeKind::Edited,
        }
    }
}
