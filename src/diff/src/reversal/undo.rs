//! What a branch would contain if the chosen changes had not been made.

use std::collections::BTreeMap;

use model::{Attribute, AttributeId, Topic, Variant};
use serde_json::Value;

use super::Unsupported;
use super::parts::Parts;
use crate::compare::apply_list;
use crate::{
    Change, Comparison, Content, FieldDiff, GridDiff, GridPart, Ids, ItemDiff, Part, Presence,
    TextDiff,
};

const NO_ENDPOINT: &str = "no public endpoint can write it";
const NO_ORDER: &str = "no public endpoint can change the order";
const NO_EMPTY_BEHAVIOR: &str = "the API takes no empty behavior";

/// The content that is wanted, and what of the wish cannot be had.
pub(super) struct Undone {
    pub(super) wanted: Parts,
    pub(super) unsupported: Vec<Unsupported>,
}

/// Takes the chosen changes from `target` to `current` back.
pub(super) fn undo(
    comparison: &Comparison,
    current: &Parts,
    target: &Parts,
    chosen: &dyn Fn(&Change) -> bool,
) -> Undone {
    let is_chosen: Vec<bool> =
        comparison.changes.iter().map(|change| !change.is_note && chosen(change)).collect();
    let undone = Undone { wanted: current.clone(), unsupported: Vec::new() };
    let mut undoing = Undoing { comparison, target, is_chosen, undone };
    for (index, item) in comparison.items.iter().enumerate() {
        if !undoing.is_chosen[item.changes.clone()].contains(&true) {
            continue;
        }
        if item.path == "agentSettings.rules" {
            undoing.behavior(item, index);
        } else if item.path.starts_with("knowledgeBase.topics.") && item.depth == 0 {
            undoing.topic(item, index);
        } else if item.path == "variantManagement" {
            undoing.variants(item, index);
        } else {
            undoing.refuse_all(index, NO_ENDPOINT);
        }
    }
    undoing.undone
}

struct Undoing<'u> {
    comparison: &'u Comparison,
    target: &'u Parts,
    is_chosen: Vec<bool>,
    undone: Undone,
}

impl Undoing<'_> {
    fn refuse(&mut self, change: usize, reason: &'static str) {
        let change = &self.comparison.changes[change];
        let what = self.comparison.describe(change);
        let (id, section) = (change.id.clone(), change.section);
        self.undone.unsupported.push(Unsupported { change: id, section, what, reason });
    }

    /// Refuses whatever was chosen of an item itself.
    fn refuse_all(&mut self, item: usize, reason: &'static str) {
        for change in self.comparison.items[item].changes.clone() {
            if self.is_chosen[change] && self.comparison.changes[change].item == item {
                self.refuse(change, reason);
            }
        }
    }

    fn refuse_field(&mut self, field: &FieldDiff, reason: &'static str) {
        for change in
            field.changes.clone().filter(|&change| self.is_chosen[change]).collect::<Vec<_>>()
        {
            self.refuse(change, reason);
        }
    }

    /// A text with its chosen hunks as the target has them; none if no hunk was chosen.
    fn text(&self, field: &FieldDiff, diff: &TextDiff, target: &str) -> Option<String> {
        let chosen = &self.is_chosen[field.changes.clone()];
        if !chosen.contains(&true) {
            None
        } else if chosen.iter().all(|chosen| *chosen) {
            // All of it: then to the letter, line ends and all.
            Some(target.to_owned())
        } else {
            Some(diff.revert(|hunk| chosen[hunk]))
        }
    }

    fn behavior(&mut self, item: &ItemDiff, index: usize) {
        match item.presence {
            Presence::New => self.refuse_all(index, NO_EMPTY_BEHAVIOR),
            Presence::Old => self.undone.wanted.behavior.clone_from(&self.target.behavior),
            Presence::Both => {
                for field in &item.fields {
                    match &field.content {
                        Content::Text(diff) if field.key == "behaviour" => {
                            let text = self.text(field, diff, &self.target.behavior);
                            if text.as_deref() == Some("") {
                                self.refuse_field(field, NO_EMPTY_BEHAVIOR);
                            } else if let Some(text) = text {
                                self.undone.wanted.behavior = text;
                            }
                        }
                        _ => self.refuse_field(field, NO_ENDPOINT),
                    }
                }
            }
        }
    }

    fn topic(&mut self, item: &ItemDiff, index: usize) {
        let id = |side: &Option<crate::ItemSide>| {
            side.as_ref().map(|side| side.id.clone()).unwrap_or_default()
        };
        let (target_id, current_id) = (id(&item.old), id(&item.new));
        match item.presence {
            Presence::New => {
                self.undone.wanted.topics.retain(|topic| topic.id.as_str() != current_id);
            }
            Presence::Old => {
                self.undone.wanted.topics.extend(self.target.topic(&target_id).cloned());
            }
            Presence::Both => {
                let Some(before) = self.target.topic(&target_id).cloned() else {
                    return self.refuse_all(index, NO_ENDPOINT);
                };
                let wanted = self.undone.wanted.topic(&current_id).cloned();
                if let Some(mut wanted) = wanted {
                    self.topic_fields(item, index, &before, &mut wanted);
                    let topics = &mut self.undone.wanted.topics;
                    if let Some(place) = topics.iter_mut().find(|topic| topic.id == wanted.id) {
                        *place = wanted;
                    }
                }
            }
        }
    }

    fn topic_fields(&mut self, item: &ItemDiff, index: usize, before: &Topic, wanted: &mut Topic) {
        for at in item.changes.clone().filter(|&at| self.is_chosen[at]).collect::<Vec<_>>() {
            let change = &self.comparison.changes[at];
            match change.part {
                Part::Name if change.item == index => wanted.name.clone_from(&before.name),
                Part::Position => self.refuse(at, NO_ORDER),
                _ if change.item != index => self.refuse(at, NO_ENDPOINT),
                _ => {}
            }
        }
        for field in &item.fields {
            match (field.key.as_str(), &field.content) {
                ("content", Content::Text(diff)) => {
                    wanted.content =
                        self.text(field, diff, &before.content).unwrap_or(wanted.content.clone());
                }
                ("actions", Content::Text(diff)) => {
                    wanted.actions =
                        self.text(field, diff, &before.actions).unwrap_or(wanted.actions.clone());
                }
                ("exampleQueries", Content::List(_)) => {
                    let first = field.changes.start;
                    wanted.example_queries =
                        applied(&before.example_queries, &wanted.example_queries, |entry| {
                            !self.is_chosen[first + entry]
                        });
                }
                ("isActive", _) => {
                    if self.is_chosen[field.changes.start] {
                        wanted.is_active = before.is_active;
                    }
                }
                _ => self.refuse_field(field, NO_ENDPOINT),
            }
        }
    }

    fn variants(&mut self, item: &ItemDiff, index: usize) {
        for field in &item.fields {
            match &field.content {
                Content::Grid(grid) => self.grid(field, grid),
                _ => self.refuse_field(field, NO_ENDPOINT),
            }
        }
        let below = |change: &Change| change.item != index;
        for at in item.changes.clone() {
            if self.is_chosen[at] && below(&self.comparison.changes[at]) {
                self.refuse(at, NO_ENDPOINT);
            }
        }
    }

    fn grid(&mut self, field: &FieldDiff, grid: &GridDiff) {
        let changes = || field.changes.clone().map(|at| (at, &self.comparison.changes[at]));
        let part = |change: &Change| match change.part {
            Part::Grid { part, .. } => Some(part),
            _ => None,
        };
        let chosen: Vec<(usize, GridPart, crate::ChangeKind)> = changes()
            .filter(|(at, _)| self.is_chosen[*at])
            .filter_map(|(at, change)| Some((at, part(change)?, change.kind)))
            .collect();
        // Attributes first: what variants are made of.
        for &(at, part, kind) in &chosen {
            if let GridPart::Column(column) = part {
                self.column(at, grid, column, kind);
            }
        }
        let mut ids = Ids::default();
        for axis in grid.columns.iter().filter(|axis| axis.presence == Presence::Both) {
            ids.set(&axis.old_id, &axis.new_id);
        }
        for &(at, part, kind) in &chosen {
            match part {
                GridPart::Column(_) => {}
                GridPart::Row(row) => self.row(at, grid, row, kind, &ids),
                GridPart::Cell { row, column } => {
                    let (id, cell) = (&grid.rows[row].new_id, grid.cell(row, column));
                    let attribute = AttributeId::new(&grid.columns[column].new_id);
                    if let Some(variant) = self.variant_mut(id) {
                        variant.values.insert(attribute, cell.old.clone());
                    }
                }
                GridPart::Default => {}
            }
        }
        let default = chosen.iter().find(|(_, part, _)| *part == GridPart::Default);
        if let Some(&(at, ..)) = default {
            self.default(at, grid);
        }
        // Whatever was chosen, one variant has to be the default: the one of the target, if it can.
        let variants = &self.undone.wanted.variants;
        if !variants.iter().any(|variant| variant.is_default) {
            let before = self.target.variants.iter().find(|variant| variant.is_default);
            let place = before.and_then(|before| variants.iter().position(|v| v.id == before.id));
            if let Some(variant) = self.undone.wanted.variants.get_mut(place.unwrap_or(0)) {
                variant.is_default = true;
            }
        }
    }

    fn column(&mut self, at: usize, grid: &GridDiff, column: usize, kind: crate::ChangeKind) {
        use crate::ChangeKind::{Added, Moved, Removed, Renamed};
        let axis = &grid.columns[column];
        let wanted = &mut self.undone.wanted;
        match kind {
            Added => {
                wanted.attributes.retain(|attribute| attribute.id.as_str() != axis.new_id);
                let id = AttributeId::new(&axis.new_id);
                wanted.variants.iter_mut().for_each(|variant| {
                    variant.values.remove(&id);
                });
            }
            Removed => {
                let id = AttributeId::new(&axis.old_id);
                wanted.attributes.push(Attribute { id: id.clone(), name: axis.old_name.clone() });
                for (row, variant) in grid.rows.iter().enumerate() {
                    let value = &grid.cell(row, column).old;
                    if let (false, Some(variant)) =
                        (value.is_empty(), self.variant_mut(&variant.new_id))
                    {
                        variant.values.insert(id.clone(), value.clone());
                    }
                }
            }
            Renamed => {
                for attribute in &mut wanted.attributes {
                    if attribute.id.as_str() == axis.new_id {
                        attribute.name.clone_from(&axis.old_name);
                    }
                }
            }
            Moved => self.refuse(at, NO_ORDER),
            crate::ChangeKind::Edited | crate::ChangeKind::Recreated => {}
        }
    }

    fn row(&mut self, at: usize, grid: &GridDiff, row: usize, kind: crate::ChangeKind, ids: &Ids) {
        use crate::ChangeKind::{Added, Moved, Removed, Renamed};
        let axis = &grid.rows[row];
        match kind {
            Added => {
                let id = &axis.new_id;
                self.undone.wanted.variants.retain(|variant| variant.id.as_str() != id);
            }
            Removed => {
                let Some(before) = self.target.variant(&axis.old_id) else { return };
                let known = &self.undone.wanted.attributes;
                let values: BTreeMap<AttributeId, String> = before
                    .values
                    .iter()
                    .map(|(id, value)| (AttributeId::new(ids.get(id.as_str())), value.clone()))
                    .filter(|(id, _)| known.iter().any(|attribute| attribute.id == *id))
                    .collect();
                let variant = Variant { values, is_default: false, ..before.clone() };
                self.undone.wanted.variants.push(variant);
            }
            Renamed => {
                if let Some(variant) = self.variant_mut(&axis.new_id) {
                    variant.name.clone_from(&axis.old_name);
                }
            }
            Moved => self.refuse(at, NO_ORDER),
            crate::ChangeKind::Edited | crate::ChangeKind::Recreated => {}
        }
    }

    fn default(&mut self, at: usize, grid: &GridDiff) {
        let Some(before) = self.target.variants.iter().find(|variant| variant.is_default) else {
            return self.refuse(at, "one variant always is the default");
        };
        // The variant may stand under another identifier now.
        let row = grid.rows.iter().find(|axis| axis.old_id == before.id.as_str());
        let id = match row {
            Some(axis) if axis.presence == Presence::Both => axis.new_id.clone(),
            _ => before.id.as_str().to_owned(),
        };
        if self.variant_mut(&id).is_none() {
            return self.refuse(at, "the variant is not there");
        }
        for variant in &mut self.undone.wanted.variants {
            variant.is_default = variant.id.as_str() == id;
        }
    }

    fn variant_mut(&mut self, id: &str) -> Option<&mut Variant> {
        self.undone.wanted.variants.iter_mut().find(|variant| variant.id.as_str() == id)
    }
}

fn applied(old: &[String], new: &[String], chosen: impl Fn(usize) -> bool) -> Vec<String> {
    let values = |list: &[String]| -> Vec<Value> {
        list.iter().map(|text| Value::from(text.as_str())).collect()
    };
    apply_list(&values(old), &values(new), chosen)
        .into_iter()
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect()
}
