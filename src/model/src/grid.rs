//! The variant grid: rows of variants, columns of attributes, and the cells changed but not saved.

use std::collections::{BTreeMap, HashMap};

use crate::edit::{Edit, is_rewritten};
use crate::id::{AttributeId, VariantId};
use crate::variant::{Attribute, Variant};

/// A cell: a variant, and one of its attributes or (`None`) its name.
pub type Cell = (VariantId, Option<AttributeId>);

/// The unsaved values of some cells.
pub type CellEdits = BTreeMap<Cell, CellEdit>;

/// An unsaved value.
///
/// A cell that is typed back to its base stays an edit while something else is stored: saving it
/// would overwrite that, and so it is a conflict.
pub type CellEdit = Edit<String>;

/// An unsaved value whose row or column was deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DroppedCell {
    /// The name of the deleted variant or attribute.
    pub deleted: String,
    /// The name of the variant.
    pub variant: String,
    /// The name of the attribute; `None` is the variant's name.
    pub attribute: Option<String>,
    /// What was typed.
    pub mine: String,
}

/// The saved variants with the unsaved changes on top, and a history of those changes.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    attributes: Vec<Attribute>,
    variants: Vec<Variant>,
    /// The index of each variant in `variants`.
    places: HashMap<VariantId, usize>,
    edits: CellEdits,
    done: Vec<Vec<GridChange>>,
    undone: Vec<Vec<GridChange>>,
}

/// A cell whose value changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridChange {
    /// The row.
    pub variant: VariantId,
    /// The column; `None` is the variant's name.
    pub attribute: Option<AttributeId>,
    /// The value before.
    pub old: String,
    /// The value after.
    pub new: String,
}

/// The unsaved changes of one row, which is what one request saves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowEdit {
    /// The row.
    pub variant: VariantId,
    /// The new name, if it changed.
    pub name: Option<String>,
    /// The changed values.
    pub values: BTreeMap<AttributeId, String>,
}

impl RowEdit {
    /// The value that a cell gets; `None` is the variant's name, and what stays as it is.
    fn value(&self, attribute: Option<&AttributeId>) -> Option<&String> {
        attribute.map_or(self.name.as_ref(), |attribute| self.values.get(attribute))
    }
}

/// Why a cell cannot be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellProblem {
    /// A variant needs a name.
    NameMissing,
    /// Two variants have the same name.
    NameTaken,
}

impl CellProblem {
    /// The message for the person who typed.
    pub fn message(self) -> &'static str {
        match self {
            Self::NameMissing => "Give the variant a name.",
            Self::NameTaken => "Another variant has this name.",
        }
    }
}

impl Grid {
    /// A grid without unsaved changes.
    pub fn new(attributes: Vec<Attribute>, variants: Vec<Variant>) -> Self {
        let places =
            variants.iter().enumerate().map(|(place, row)| (row.id.clone(), place)).collect();
        Self { attributes, variants, places, ..Self::default() }
    }

    /// The columns.
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// The rows as they are stored.
    pub fn variants(&self) -> &[Variant] {
        &self.variants
    }

    /// A row as it is stored.
    pub fn variant(&self, id: &VariantId) -> Option<&Variant> {
        self.places.get(id).map(|&place| &self.variants[place])
    }

    /// What a cell shows: the unsaved value, else the stored one.
    pub fn value(&self, variant: &VariantId, attribute: Option<&AttributeId>) -> &str {
        match self.edit(variant, attribute) {
            Some(edit) => &edit.mine,
            None => self.saved_value(variant, attribute),
        }
    }

    /// Whether a cell is unsaved.
    pub fn is_changed(&self, variant: &VariantId, attribute: Option<&AttributeId>) -> bool {
        self.edit(variant, attribute).is_some()
    }

    /// Whether these are the stored rows and columns, but for what the platform rewrites.
    pub fn is_rewritten(&self, attributes: &[Attribute], variants: &[Variant]) -> bool {
        let is_same = |(one, other): (&Variant, &Variant)| {
            let mut values =
                attributes.iter().map(|column| (one.value(&column.id), other.value(&column.id)));
            (&one.id, one.is_default) == (&other.id, other.is_default)
                && is_rewritten(&one.name, &other.name)
                && values.all(|(one, other)| is_rewritten(one, other))
        };
        self.attributes == attributes
            && self.variants.len() == variants.len()
            && self.variants.iter().zip(variants).all(is_same)
    }

    /// The unsaved cells.
    pub fn edits(&self) -> &CellEdits {
        &self.edits
    }

    /// Replaces the unsaved cells, without a step that can be undone. Returns those whose row or
    /// column does not exist.
    pub fn set_edits(&mut self, edits: CellEdits) -> CellEdits {
        self.edits.clear();
        let mut rejected = CellEdits::new();
        for (cell, edit) in edits {
            if !self.has(&cell.0, cell.1.as_ref()) {
                rejected.insert(cell, edit);
            } else if self.saved_value(&cell.0, cell.1.as_ref()) != edit.mine {
                self.edits.insert(cell, edit);
            }
        }
        rejected
    }

    /// The unsaved cells that somebody else changed: what was stored when the edit began, and what is
    /// stored now.
    pub fn conflicts(&self) -> Vec<GridChange> {
        let conflict = |((variant, attribute), edit): (&Cell, &CellEdit)| {
            let stored = self.saved_value(variant, attribute.as_ref());
            let is_conflict =
                !is_rewritten(&edit.base, stored) && !is_rewritten(&edit.mine, stored);
            is_conflict.then(|| GridChange {
                variant: variant.clone(),
                attribute: attribute.clone(),
                old: edit.base.clone(),
                new: stored.to_owned(),
            })
        };
        self.edits.iter().filter_map(conflict).collect()
    }

    /// Makes unsaved cells edits of what somebody else has stored in them, as `seen`. A cell that has
    /// changed since is a conflict again.
    pub fn keep(&mut self, seen: &[GridChange]) {
        for cell in seen {
            let key = (cell.variant.clone(), cell.attribute.clone());
            if let Some(edit) = self.edits.get_mut(&key) {
                edit.base.clone_from(&cell.new);
            }
        }
    }

    /// Drops unsaved cells for what is stored, as one step that can be undone.
    pub fn take_stored(&mut self, cells: Vec<GridChange>) {
        let stored: Vec<_> = cells
            .into_iter()
            .map(|cell| {
                let saved = self.saved_value(&cell.variant, cell.attribute.as_ref()).to_owned();
                (cell.variant, cell.attribute, saved)
            })
            .collect();
        self.set(stored);
    }

    /// The number of unsaved cells.
    pub fn changed(&self) -> usize {
        self.edits.len()
    }

    /// Sets cells as one step that can be undone. Cells that already have their value are
    /// skipped; a step without changes is not recorded. Returns the number of cells changed.
    pub fn set(
        &mut self,
        cells: impl IntoIterator<Item = (VariantId, Option<AttributeId>, String)>,
    ) -> usize {
        let mut step = Vec::new();
        for (variant, attribute, new) in cells {
            let old = self.value(&variant, attribute.as_ref()).to_owned();
            if old != new {
                self.put(&variant, attribute.as_ref(), new.clone());
                step.push(GridChange { variant, attribute, old, new });
            }
        }
        let changed = step.len();
        if changed > 0 {
            self.done.push(step);
            self.undone.clear();
        }
        changed
    }

    /// Undoes the last step and returns its changes; none when there is no step.
    pub fn undo(&mut self) -> Vec<GridChange> {
        let Some(step) = self.done.pop() else { return Vec::new() };
        for change in step.iter().rev() {
            self.put(&change.variant, change.attribute.as_ref(), change.old.clone());
        }
        self.undone.push(step.clone());
        step
    }

    /// Redoes the step that was undone last, and returns its changes.
    pub fn redo(&mut self) -> Vec<GridChange> {
        let Some(step) = self.undone.pop() else { return Vec::new() };
        for change in &step {
            self.put(&change.variant, change.attribute.as_ref(), change.new.clone());
        }
        self.done.push(step.clone());
        step
    }

    /// Drops all unsaved changes, as one step that can be undone.
    pub fn discard(&mut self) {
        let cells: Vec<_> = self
            .edits
            .keys()
            .map(|(variant, attribute)| {
                let saved = self.saved_value(variant, attribute.as_ref()).to_owned();
                (variant.clone(), attribute.clone(), saved)
            })
            .collect();
        self.set(cells);
    }

    /// The unsaved changes by row, in the order of the rows.
    pub fn row_edits(&self) -> Vec<RowEdit> {
        let mut rows = BTreeMap::new();
        for ((variant, attribute), edit) in &self.edits {
            let Some(&place) = self.places.get(variant) else { continue };
            let row = rows.entry(place).or_insert_with(|| RowEdit {
                variant: variant.clone(),
                name: None,
                values: BTreeMap::new(),
            });
            match attribute {
                Some(attribute) => {
                    row.values.insert(attribute.clone(), edit.mine.clone());
                }
                None => row.name = Some(edit.mine.clone()),
            }
        }
        rows.into_values().collect()
    }

    /// Replaces a row with what is stored after `sent` was saved. Cells that were typed in while the
    /// save ran stay unsaved; those that were sent do not, whatever the platform made of them.
    pub fn replace_row(&mut self, saved: Variant, sent: &RowEdit) {
        let Some(&place) = self.places.get(&saved.id) else { return };
        let mut same = Vec::new();
        let from = (saved.id.clone(), None);
        let own = self.edits.range_mut(from..).take_while(|((row, _), _)| *row == saved.id);
        for (cell, edit) in own {
            saved_in(&saved, cell.1.as_ref()).clone_into(&mut edit.base);
            if edit.base == edit.mine || sent.value(cell.1.as_ref()) == Some(&edit.mine) {
                same.push(cell.clone());
            }
        }
        for cell in same {
            self.edits.remove(&cell);
        }
        self.variants[place] = saved;
    }

    /// The number of unsaved cells of a row.
    pub fn changed_in(&self, variant: &VariantId) -> usize {
        self.edits
            .range((variant.clone(), None)..)
            .take_while(|((row, _), _)| row == variant)
            .count()
    }

    /// Why a cell cannot be saved; `None` for a cell without an unsaved value.
    pub fn problem(
        &self,
        variant: &VariantId,
        attribute: Option<&AttributeId>,
    ) -> Option<CellProblem> {
        if attribute.is_some() || !self.is_changed(variant, None) {
            return None;
        }
        let name = self.value(variant, None);
        if name.trim().is_empty() {
            return Some(CellProblem::NameMissing);
        }
        let is_taken = self
            .variants
            .iter()
            .any(|other| other.id != *variant && self.value(&other.id, None) == name);
        is_taken.then_some(CellProblem::NameTaken)
    }

    /// Replaces the stored values with what the API has now. Unsaved changes stay on top, except in
    /// deleted rows and columns: those are returned.
    pub fn refresh(
        &mut self,
        attributes: Vec<Attribute>,
        variants: Vec<Variant>,
    ) -> Vec<DroppedCell> {
        let mut old = std::mem::replace(self, Self::new(attributes, variants));
        let rejected = self.set_edits(std::mem::take(&mut old.edits));
        (self.done, self.undone) = (std::mem::take(&mut old.done), std::mem::take(&mut old.undone));
        for step in self.done.iter_mut().chain(self.undone.iter_mut()) {
            let (attributes, places) = (&self.attributes, &self.places);
            step.retain(|change| {
                exists(attributes, places, &change.variant, change.attribute.as_ref())
            });
        }
        self.done.retain(|step| !step.is_empty());
        self.undone.retain(|step| !step.is_empty());
        let drop = |((variant, id), edit): (Cell, CellEdit)| {
            let name = old.saved_value(&variant, None).to_owned();
            let attribute = id.and_then(|id| {
                old.attributes.iter().find(|one| one.id == id).map(|one| one.name.clone())
            });
            let is_row_deleted = !self.places.contains_key(&variant);
            let deleted =
                attribute.clone().filter(|_| !is_row_deleted).unwrap_or_else(|| name.clone());
            DroppedCell { deleted, variant: name, attribute, mine: edit.mine }
        };
        rejected.into_iter().map(drop).collect()
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    fn edit(&self, variant: &VariantId, attribute: Option<&AttributeId>) -> Option<&CellEdit> {
        // Most grids have no edits, and scrolling one step looks up a thousand cells.
        let edits = (!self.edits.is_empty()).then_some(&self.edits)?;
        edits.get(&(variant.clone(), attribute.cloned()))
    }

    fn has(&self, variant: &VariantId, attribute: Option<&AttributeId>) -> bool {
        exists(&self.attributes, &self.places, variant, attribute)
    }

    fn put(&mut self, variant: &VariantId, attribute: Option<&AttributeId>, value: String) {
        let cell = (variant.clone(), attribute.cloned());
        let saved = self.saved_value(variant, attribute);
        if saved == value {
            self.edits.remove(&cell);
        } else {
            let began = CellEdit { base: saved.to_owned(), mine: String::new() };
            self.edits.entry(cell).or_insert(began).mine = value;
        }
    }

    fn saved_value(&self, variant: &VariantId, attribute: Option<&AttributeId>) -> &str {
        self.variant(variant).map_or("", |row| saved_in(row, attribute))
    }
}

fn saved_in<'a>(row: &'a Variant, attribute: Option<&AttributeId>) -> &'a str {
    attribute.map_or(&row.name, |attribute| row.value(attribute))
}

fn exists(
    attributes: &[Attribute],
    places: &HashMap<VariantId, usize>,
    variant: &VariantId,
    attribute: Option<&AttributeId>,
) -> bool {
    places.contains_key(variant)
        && attribute.is_none_or(|wanted| attributes.iter().any(|column| column.id == *wanted))
}

#[cfg(test)]
mod tests;
