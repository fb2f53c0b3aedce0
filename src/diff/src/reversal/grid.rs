//! Reverts changes of the grid of variants.

use std::collections::BTreeMap;

use model::{Attribute, AttributeId, Variant};

use super::reverter::{NO_ORDER, Reverter};
use crate::{Change, ChangeKind, FieldDiff, GridDiff, GridPart, Ids, Part, Presence};

impl Reverter<'_> {
    pub(super) fn grid(&mut self, field: &FieldDiff, grid: &GridDiff) {
        let changes = || field.changes.clone().map(|at| (at, &self.comparison.changes[at]));
        let part = |change: &Change| match change.part {
            Part::Grid { part, .. } => Some(part),
            _ => None,
        };
        let chosen: Vec<(usize, GridPart, ChangeKind)> = changes()
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
        // One variant always has to be the default: that of the target where possible.
        let variants = &self.reverted.wanted.variants;
        if !variants.iter().any(|variant| variant.is_default) {
            let before = self.target.variants.iter().find(|variant| variant.is_default);
            let place = before.and_then(|before| variants.iter().position(|v| v.id == before.id));
            if let Some(variant) = self.reverted.wanted.variants.get_mut(place.unwrap_or(0)) {
                variant.is_default = true;
            }
        }
    }

    fn column(&mut self, at: usize, grid: &GridDiff, column: usize, kind: ChangeKind) {
        use ChangeKind::{Added, Moved, Removed, Renamed};
        let axis = &grid.columns[column];
        let wanted = &mut self.reverted.wanted;
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
            ChangeKind::Edited | ChangeKind::Recreated => {}
        }
    }

    fn row(&mut self, at: usize, grid: &GridDiff, row: usize, kind: ChangeKind, ids: &Ids) {
        use ChangeKind::{Added, Moved, Removed, Renamed};
        let axis = &grid.rows[row];
        match kind {
            Added => {
                let id = &axis.new_id;
                self.reverted.wanted.variants.retain(|variant| variant.id.as_str() != id);
            }
            Removed => {
                let Some(before) = self.target.variant(&axis.old_id) else { return };
                let known = &self.reverted.wanted.attributes;
                let values: BTreeMap<AttributeId, String> = before
                    .values
                    .iter()
                    .map(|(id, value)| (AttributeId::new(ids.get(id.as_str())), value.clone()))
                    .filter(|(id, _)| known.iter().any(|attribute| attribute.id == *id))
                    .collect();
                let variant = Variant { values, is_default: false, ..before.clone() };
                self.reverted.wanted.variants.push(variant);
            }
            Renamed => {
                if let Some(variant) = self.variant_mut(&axis.new_id) {
                    variant.name.clone_from(&axis.old_name);
                }
            }
            Moved => self.refuse(at, NO_ORDER),
            ChangeKind::Edited | ChangeKind::Recreated => {}
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
        for variant in &mut self.reverted.wanted.variants {
            variant.is_default = variant.id.as_str() == id;
        }
    }

    fn variant_mut(&mut self, id: &str) -> Option<&mut Variant> {
        self.reverted.wanted.variants.iter_mut().find(|variant| variant.id.as_str() == id)
    }
}
