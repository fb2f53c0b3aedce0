//! Numbers and names what was gathered, and prints what has to be printed.

use std::collections::HashMap;

use model::Section;
use serde_json::Value;

use super::builder::{FieldBuilder, ItemBuilder, ItemSource, escaped, pair_name};
use super::content::{content, fingerprint, item_side};
use super::equivalence::Equivalence;
use super::follow::{explains, successors};
use crate::hash::hash;
use crate::text::{same_but_whitespace, same_letters};
use crate::{
    Change, ChangeId, ChangeKind, Comparison, Content, FieldDiff, GridAxis, GridDiff, GridPart,
    Ids, ItemDiff, ListDiff, Part, Presence, SectionDiff, Syntax, TextDiff, Whitespace,
};

/// Turns builders, one by one and in their order, into a comparison.
pub(super) struct Finisher {
    result: Comparison,
    successors: Ids,
    /// How often a name was given, to number equal ones.
    taken: HashMap<String, usize>,
}

/// A change before it has a number and a name.
struct Found<'f> {
    kind: ChangeKind,
    part: Part,
    /// What follows the key of the item in the name of the change.
    name: &'f str,
    is_note: bool,
    is_whitespace_only: bool,
}

impl Finisher {
    /// Begins, knowing all builders that will come.
    pub(super) fn new(
        builders: &[ItemBuilder],
        whitespace: Whitespace,
        not_compared: Vec<Section>,
    ) -> Self {
        Self {
            result: Comparison { whitespace, not_compared, ..Comparison::default() },
            successors: successors(builders),
            taken: HashMap::new(),
        }
    }

    /// Takes in the next builder with everything nested in it.
    pub(super) fn add(&mut self, builder: ItemBuilder) {
        let section = builder.section;
        if self.result.sections.last().is_none_or(|last| last.section != section) {
            let (items, changes) = (self.result.items.len(), self.result.changes.len());
            let (items, changes) = (items..items, changes..changes);
            self.result.sections.push(SectionDiff { section, items, changes });
        }
        self.item(builder, None, 0);
        if let Some(last) = self.result.sections.last_mut() {
            last.items.end = self.result.items.len();
            last.changes.end = self.result.changes.len();
        }
    }

    /// Says how many changes of white space were left out.
    pub(super) fn leave_out(&mut self, count: usize) {
        self.result.whitespace_left_out = count;
    }

    /// The comparison.
    pub(super) fn done(self) -> Comparison {
        self.result
    }

    fn item(&mut self, builder: ItemBuilder, parent: Option<usize>, depth: usize) {
        let index = self.result.items.len();
        let first = self.result.changes.len();
        let presence = builder.presence();
        self.result.items.push(ItemDiff {
            key: builder.key,
            noun: builder.noun.into_owned(),
            path: builder.path,
            presence,
            old: builder.old.as_ref().map(item_side),
            new: builder.new.as_ref().map(item_side),
            parent,
            depth,
            fields: Vec::with_capacity(builder.fields.len()),
            changes: first..first,
            fingerprint: 0,
        });
        let mut found = |kind, part, name, is_note| {
            let found = Found { kind, part, name, is_note, is_whitespace_only: false };
            self.push(index, builder.section, found);
        };
        match presence {
            Presence::Old | Presence::New if builder.is_covered => {}
            Presence::Old => found(ChangeKind::Removed, Part::Item, "", builder.is_copy),
            Presence::New => found(ChangeKind::Added, Part::Item, "", builder.is_copy),
            Presence::Both => {
                let name = |side: &Option<ItemSource>| side.as_ref().map(|side| side.name.clone());
                let names = name(&builder.old).zip(name(&builder.new));
                // What has no name is called by its identifier, which may be the name it had.
                let is_same_name =
                    names.is_some_and(|(old, new)| old != new && same_letters(&old, &new));
                if builder.is_recreated {
                    found(ChangeKind::Recreated, Part::Item, ".~recreated", true);
                }
                if builder.is_renamed {
                    found(ChangeKind::Renamed, Part::Name, ".~renamed", is_same_name);
                }
                if builder.is_moved {
                    found(ChangeKind::Moved, Part::Position, ".~moved", false);
                }
            }
        }
        for field in builder.fields {
            self.field(index, builder.section, presence, field);
        }
        for child in builder.children {
            self.item(child, Some(index), depth + 1);
        }
        let changes = first..self.result.changes.len();
        let fingerprint =
            fingerprint(&self.result.items[index], &self.result.changes[changes.clone()]);
        let item = &mut self.result.items[index];
        item.changes = changes;
        item.fingerprint = fingerprint;
    }

    fn field(&mut self, item: usize, section: Section, presence: Presence, builder: FieldBuilder) {
        let index = self.result.items[item].fields.len();
        let first = self.result.changes.len();
        let name = format!(".{}", escaped(&builder.key));
        let equivalence = builder.equivalence;
        let mut content = content(builder.kind, builder.old, builder.new, builder.equivalence);
        if presence == Presence::Both {
            match &mut content {
                Content::Text(text) => self.hunks(item, section, index, &name, text),
                Content::Value(value) => {
                    // Identifiers as they are: names would hide that something was re-created.
                    let text = |side: &'_ Option<Value>| side.as_ref()?.as_str().map(str::to_owned);
                    let (old, new) = match (text(&value.old), text(&value.new)) {
                        (Some(old), Some(new)) => (old, new),
                        _ => (value.old_text.clone(), value.new_text.clone()),
                    };
                    let part = Part::Field { field: index };
                    self.push_texts(item, section, part, &name, (&old, &new), equivalence);
                }
                Content::Json(text) => {
                    let part = Part::Field { field: index };
                    let (old, new) = (text.old_lines().text(), text.new_lines().text());
                    self.push_texts(item, section, part, &name, (old, new), equivalence);
                }
                Content::List(list) => self.entries(item, section, index, &name, list, equivalence),
                Content::Grid(grid) => self.grid(item, section, index, grid),
            }
        }
        let changes = first..self.result.changes.len();
        self.result.items[item].fields.push(FieldDiff {
            key: builder.key,
            label: builder.label,
            also_at: builder.also_at,
            content,
            changes,
        });
    }

    fn hunks(&mut self, item: usize, section: Section, field: usize, name: &str, text: &TextDiff) {
        // The platform trims texts: that one is saved again is no edit of it.
        let [old, new] = [text.old_lines(), text.new_lines()].map(|side| side.text().trim());
        let is_trimmed = text.syntax() == Syntax::Prose && old == new;
        for (at, hunk) in text.hunks().iter().enumerate() {
            let old = text.old_lines().slice(hunk.old.clone());
            let new = text.new_lines().slice(hunk.new.clone());
            let is_whitespace_only = text.is_whitespace_only(at);
            let is_ignored = is_whitespace_only && self.result.whitespace == Whitespace::Ignored
                || is_trimmed
                || text.is_encoding_only(at);
            let found = Found {
                kind: ChangeKind::Edited,
                part: Part::Hunk { field, hunk: at },
                name: &format!("{name}.{}", content_name(old, new)),
                is_note: is_ignored || explains(&self.successors, old, new),
                is_whitespace_only,
            };
            self.push(item, section, found);
        }
    }

    fn entries(
        &mut self,
        item: usize,
        section: Section,
        field: usize,
        name: &str,
        list: &ListDiff,
        equivalence: Equivalence,
    ) {
        let is_same = |old, new| !equivalence.is_literal() && same_letters(old, new);
        for (at, entry) in list.entries.iter().enumerate() {
            let old = entry.text.old_lines().text();
            let new = entry.text.new_lines().text();
            let is_edit = entry.kind == ChangeKind::Edited;
            let found = Found {
                kind: entry.kind,
                part: Part::Entry { field, entry: at },
                name: &format!("{name}.{}", content_name(old, new)),
                is_note: is_edit && (explains(&self.successors, old, new) || is_same(old, new)),
                is_whitespace_only: is_edit && same_but_whitespace(old, new, Syntax::Prose),
            };
            self.push(item, section, found);
        }
    }

    fn grid(&mut self, item: usize, section: Section, field: usize, grid: &mut GridDiff) {
        let part = |part| Part::Grid { field, part };
        if let Some(default) = &mut grid.default {
            default.change = self.result.changes.len();
            let found = Found {
                kind: ChangeKind::Edited,
                part: part(GridPart::Default),
                name: ".~default",
                is_note: false,
                is_whitespace_only: false,
            };
            self.push(item, section, found);
        }
        for column in 0..grid.columns.len() {
            let axis = &mut grid.columns[column];
            self.axis(item, section, part(GridPart::Column(column)), ".attributes", axis);
        }
        for row in 0..grid.rows.len() {
            self.axis(item, section, part(GridPart::Row(row)), ".variants", &mut grid.rows[row]);
            for column in 0..grid.columns.len() {
                let cell = grid.cell(row, column);
                if !cell.is_changed {
                    continue;
                }
                let row_name = axis_name(&grid.rows[row]);
                let found = Found {
                    kind: ChangeKind::Edited,
                    part: part(GridPart::Cell { row, column }),
                    name: &format!(".{row_name}.{}", axis_name(&grid.columns[column])),
                    is_note: explains(&self.successors, &cell.old, &cell.new)
                        || same_letters(&cell.old, &cell.new),
                    is_whitespace_only: same_but_whitespace(&cell.old, &cell.new, Syntax::Prose),
                };
                grid.cell_mut(row, column).change = Some(self.result.changes.len());
                self.push(item, section, found);
            }
        }
    }

    fn axis(&mut self, item: usize, section: Section, part: Part, name: &str, axis: &mut GridAxis) {
        let first = self.result.changes.len();
        let name = format!("{name}.{}", axis_name(axis));
        let mut found = |kind, name: &str, is_note| {
            let part = part.clone();
            self.push(
                item,
                section,
                Found { kind, part, name, is_note, is_whitespace_only: false },
            );
        };
        match axis.presence {
            Presence::Old => found(ChangeKind::Removed, &name, false),
            Presence::New => found(ChangeKind::Added, &name, false),
            Presence::Both => {
                if axis.is_recreated() {
                    found(ChangeKind::Recreated, &format!("{name}.~recreated"), true);
                }
                if axis.is_renamed() {
                    let is_note = same_letters(&axis.old_name, &axis.new_name);
                    found(ChangeKind::Renamed, &format!("{name}.~renamed"), is_note);
                }
                if axis.is_moved {
                    found(ChangeKind::Moved, &format!("{name}.~moved"), false);
                }
            }
        }
        axis.changes = first..self.result.changes.len();
    }

    fn push_texts(
        &mut self,
        item: usize,
        section: Section,
        part: Part,
        name: &str,
        (old, new): (&str, &str),
        equivalence: Equivalence,
    ) {
        let same_letters = !equivalence.is_literal() && old != new && same_letters(old, new);
        let found = Found {
            kind: ChangeKind::Edited,
            part,
            name,
            is_note: same_letters || explains(&self.successors, old, new),
            is_whitespace_only: same_but_whitespace(old, new, Syntax::Prose),
        };
        self.push(item, section, found);
    }

    fn push(&mut self, item: usize, section: Section, found: Found) {
        let mut id = format!("{}{}", self.result.items[item].key, found.name);
        let count = self.taken.entry(id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            id = format!("{id}.~{count}");
        }
        self.result.changes.push(Change {
            id: ChangeId::new(id),
            kind: found.kind,
            section,
            item,
            part: found.part,
            is_note: found.is_note,
            is_whitespace_only: found.is_whitespace_only,
        });
    }
}

/// A name for a piece of content: short, and the same when the sides are swapped.
fn content_name(old: &str, new: &str) -> String {
    let sum = hash(old.as_bytes()).wrapping_add(hash(new.as_bytes()));
    format!("{:08x}", (sum >> 32) ^ (sum & 0xFFFF_FFFF))
}

fn axis_name(axis: &GridAxis) -> String {
    fn side(id: &str) -> Option<&str> {
        (!id.is_empty()).then_some(id)
    }
    pair_name(side(&axis.old_id), side(&axis.new_id))
}
