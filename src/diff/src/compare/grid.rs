//! The grid of variants: attributes by sites.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::builder::GridBuilder;
use super::entity::{Entity, entities};
use super::equivalence::Equivalence;
use super::fields::name_of;
use super::list::scalar;
use super::matching::{Match, matches};
use super::printed::printed;
use crate::{DefaultDiff, GridAxis, GridCell, GridDiff, Presence};

/// What the comparison of the grid found.
pub(super) struct GridFound<'a> {
    pub(super) grid: GridBuilder<'a>,
    pub(super) attributes: Vec<Match<'a>>,
    pub(super) variants: Vec<Match<'a>>,
    /// Identifiers of the variants of which any value differs.
    pub(super) edited: HashSet<&'a str>,
    /// Whether both sides name exactly one default variant, or none.
    pub(super) has_plain_default: bool,
}

/// Compares `variantManagement` of both sides.
pub(super) fn compare<'a>(
    old: Option<&'a Value>,
    new: Option<&'a Value>,
    equivalence: Equivalence,
) -> GridFound<'a> {
    let sides = [old, new].map(Grid::of);
    let attributes = matches(&sides[0].attributes, &sides[1].attributes, equivalence);
    let variants = matches(&sides[0].variants, &sides[1].variants, equivalence);
    let mut edited = HashSet::new();
    // All cells are in one zone.
    let row = equivalence.below("variantAttributeValues").item("");
    let cell = row.below("values").below("");
    let table =
        Table { sides: &sides, attributes: &attributes, variants: &variants, equivalence, cell };
    let mut grid = GridBuilder::default();
    grid.diff = table.diff(&mut edited, &mut grid);
    table.axes(&mut grid);
    let has_plain_default = sides.iter().all(|side| side.defaults().len() <= 1);
    if has_plain_default {
        grid.diff.default = default_diff(&sides, &variants);
        if grid.diff.default.is_some() {
            let all = sides.iter().flat_map(|side| &side.variants);
            grid.shown.extend(all.filter_map(|variant| variant.value.get("isDefault")));
        }
    }
    GridFound { grid, attributes, variants, edited, has_plain_default }
}

/// One side of the grid.
struct Grid<'a> {
    attributes: Vec<Entity<'a>>,
    variants: Vec<Entity<'a>>,
    /// The values of every variant, by its identifier.
    values: HashMap<&'a str, &'a Map<String, Value>>,
    /// These values with what stands beside them.
    rows: HashMap<&'a str, &'a Value>,
}

impl<'a> Grid<'a> {
    fn of(management: Option<&'a Value>) -> Self {
        let part = |key: &str| entities(management.and_then(|value| value.get(key)));
        let rows = part("variantAttributeValues");
        let rows: HashMap<&str, &Value> =
            rows.into_iter().map(|entity| (entity.id, entity.value)).collect();
        let values =
            rows.iter().filter_map(|(id, row)| Some((*id, row.get("values")?.as_object()?)));
        Self {
            attributes: part("attributes"),
            variants: part("variants"),
            values: values.collect(),
            rows,
        }
    }

    fn values_of(&self, variant: Option<(usize, Entity)>) -> Option<&'a Map<String, Value>> {
        self.values.get(variant?.1.id).copied()
    }

    fn defaults(&self) -> Vec<&Entity<'a>> {
        let is_default =
            |entity: &&Entity| entity.value.get("isDefault").and_then(Value::as_bool) == Some(true);
        self.variants.iter().filter(is_default).collect()
    }
}

fn default_diff(sides: &[Grid; 2], variants: &[Match]) -> Option<DefaultDiff> {
    if sides.iter().any(|side| side.variants.is_empty()) {
        // The first variant is the default of itself.
        return None;
    }
    let [old, new] = [0, 1].map(|side| sides[side].defaults().first().copied());
    let is_same = match (old, new) {
        (None, None) => true,
        (Some(old), Some(new)) => variants.iter().any(|found| {
            let is =
                |side: Option<(usize, Entity)>, id: &str| side.is_some_and(|(_, e)| e.id == id);
            is(found.old, old.id) && is(found.new, new.id)
        }),
        _ => false,
    };
    let name =
        |entity: Option<&Entity>| entity.map(|entity| entity.name()).unwrap_or_default().to_owned();
    (!is_same).then(|| DefaultDiff { old: name(old), new: name(new), change: 0 })
}

struct Table<'t, 'a> {
    sides: &'t [Grid<'a>; 2],
    attributes: &'t [Match<'a>],
    variants: &'t [Match<'a>],
    equivalence: Equivalence,
    /// The equivalence of a cell.
    cell: Equivalence,
}

impl<'a> Table<'_, 'a> {
    fn diff(&self, edited: &mut HashSet<&'a str>, grid: &mut GridBuilder<'a>) -> GridDiff {
        let axes = |matches: &[Match]| -> Vec<GridAxis> { matches.iter().map(axis_of).collect() };
        let (columns, rows) = (axes(self.attributes), axes(self.variants));
        let mut row_shown: Vec<bool> = rows.iter().map(GridAxis::is_changed).collect();
        let mut column_shown: Vec<bool> = columns.iter().map(GridAxis::is_changed).collect();
        let one_sided: Vec<usize> =
            (0..columns.len()).filter(|&at| columns[at].presence != Presence::Both).collect();
        let is_stable = columns.iter().all(|axis| !axis.is_recreated());
        let mut changed = HashSet::new();
        for (row, variant) in self.variants.iter().enumerate() {
            let values =
                [self.sides[0].values_of(variant.old), self.sides[1].values_of(variant.new)];
            let is_whole = rows[row].presence != Presence::Both;
            if !is_whole && is_stable && self.same_values(values) {
                // Nothing differs but cells of an added or removed column.
                row_shown[row] |= one_sided.iter().any(|&at| !self.is_blank(values, at));
                let before = variant.old.and_then(|(_, entity)| self.sides[0].rows.get(entity.id));
                grid.same.extend(before.and_then(|row| row.get("values")));
                continue;
            }
            edited.extend([variant.old, variant.new].into_iter().flatten().map(|(_, e)| e.id));
            for (column, axis) in columns.iter().enumerate() {
                if is_whole || axis.presence != Presence::Both {
                    let is_shown = !self.is_blank(values, column);
                    row_shown[row] |= is_shown;
                    column_shown[column] |= is_shown;
                    grid.shown.extend(self.cell(values, column).into_iter().flatten());
                } else {
                    let cell = self.cell(values, column);
                    if self.is_same(cell) {
                        let [old, new] = cell;
                        grid.pairs.extend(old.zip(new).filter(|_| axis.is_recreated()));
                    } else {
                        grid.shown.extend(cell.into_iter().flatten());
                        changed.insert((row, column));
                        row_shown[row] = true;
                        column_shown[column] = true;
                    }
                }
            }
        }
        let shown =
            |flags: &[bool]| -> Vec<usize> { (0..flags.len()).filter(|&at| flags[at]).collect() };
        let (shown_rows, shown_columns) = (shown(&row_shown), shown(&column_shown));
        let mut cells = Vec::with_capacity(shown_rows.len() * shown_columns.len());
        for &row in &shown_rows {
            let variant = &self.variants[row];
            let values =
                [self.sides[0].values_of(variant.old), self.sides[1].values_of(variant.new)];
            for &column in &shown_columns {
                let [mut old, mut new] = self.texts(values, column).map(Cow::into_owned);
                let is_changed = changed.contains(&(row, column));
                if is_changed && old == new {
                    // A number that became a text, for instance: as JSON they differ.
                    let print = |value: Option<&Value>| {
                        value.map(|value| printed(value, self.equivalence)).unwrap_or_default()
                    };
                    [old, new] = self.cell(values, column).map(print);
                }
                cells.push(GridCell { old, new, change: None, is_changed });
            }
        }
        let size = (self.sides[1].variants.len(), self.sides[1].attributes.len());
        GridDiff {
            columns: only(columns, &column_shown),
            rows: only(rows, &row_shown),
            cells,
            default: None,
            size,
        }
    }

    /// A cell on both sides.
    fn cell(
        &self,
        values: [Option<&'a Map<String, Value>>; 2],
        column: usize,
    ) -> [Option<&'a Value>; 2] {
        let attribute = &self.attributes[column];
        let ids = [attribute.old, attribute.new].map(|side| side.map(|(_, entity)| entity.id));
        [0, 1].map(|side| values[side].and_then(|values| values.get(ids[side]?)))
    }

    fn texts(
        &self,
        values: [Option<&'a Map<String, Value>>; 2],
        column: usize,
    ) -> [Cow<'a, str>; 2] {
        self.cell(values, column).map(|value| match value {
            None | Some(Value::Null) => Cow::Borrowed(""),
            Some(Value::String(text)) => Cow::Borrowed(text.as_str()),
            Some(other) => Cow::Owned(scalar(other, self.equivalence)),
        })
    }

    /// Whether a cell is the same on both sides.
    fn is_same(&self, [old, new]: [Option<&Value>; 2]) -> bool {
        self.cell.same_option(old, new)
    }

    /// Notes what the headings of rows and columns show.
    fn axes(&self, grid: &mut GridBuilder<'a>) {
        for found in self.attributes.iter().chain(self.variants) {
            grid.moved.extend(found.old.filter(|_| found.is_moved).map(|(_, entity)| entity.value));
            if found.is_identical {
                grid.same.extend(found.old.map(|(_, entity)| entity.value));
                continue;
            }
            match (found.old, found.new) {
                (Some((_, old)), Some((_, new))) => {
                    let values = [old.value, new.value];
                    if found.is_recreated() {
                        grid.pairs.push((old.value, new.value));
                        grid.shown.extend(values.iter().filter_map(|value| value.get("id")));
                    }
                    if old.name() != new.name() {
                        grid.shown.extend(values.iter().filter_map(|value| name_of(value)));
                    }
                }
                (side, other) => grid.shown.extend(side.or(other).map(|(_, entity)| entity.value)),
            }
        }
        for variant in self.variants {
            let row = |side: usize, entity: Option<(usize, Entity<'a>)>| {
                self.sides[side].rows.get(entity?.1.id).copied()
            };
            match (row(0, variant.old), row(1, variant.new)) {
                (Some(old), Some(new)) if variant.is_recreated() => {
                    grid.pairs.push((old, new));
                    grid.shown.extend([old, new].iter().filter_map(|row| row.get("id")));
                }
                (Some(row), None) | (None, Some(row))
                    if variant.old.is_none() || variant.new.is_none() =>
                {
                    grid.shown.push(row);
                }
                _ => {}
            }
        }
    }

    fn same_values(&self, values: [Option<&Map<String, Value>>; 2]) -> bool {
        match values {
            [Some(old), Some(new)] => {
                std::ptr::eq(old, new)
                    || (old.len() == new.len()
                        && old.iter().zip(new).all(|((old_key, old), (new_key, new))| {
                            old_key == new_key && self.is_same([Some(old), Some(new)])
                        }))
            }
            [None, None] => true,
            _ => false,
        }
    }

    fn is_blank(&self, values: [Option<&'a Map<String, Value>>; 2], column: usize) -> bool {
        self.texts(values, column).iter().all(|text| text.is_empty())
    }
}

fn only(axes: Vec<GridAxis>, shown: &[bool]) -> Vec<GridAxis> {
    axes.into_iter().zip(shown).filter(|(_, shown)| **shown).map(|(axis, _)| axis).collect()
}

fn axis_of(found: &Match) -> GridAxis {
    let side = |side: Option<(usize, Entity)>| match side {
        Some((_, entity)) => (entity.id.to_owned(), entity.name().to_owned()),
        None => Default::default(),
    };
    let ((old_id, old_name), (new_id, new_name)) = (side(found.old), side(found.new));
    let presence = match (&found.old, &found.new) {
        (Some(_), None) => Presence::Old,
        (None, Some(_)) => Presence::New,
        _ => Presence::Both,
    };
    let is_moved = found.is_moved;
    GridAxis { presence, old_id, new_id, old_name, new_name, is_moved, changes: 0..0 }
}
