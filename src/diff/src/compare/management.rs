//! Variants and attributes: the grid, and what stands beside it.

use std::collections::HashSet;

use model::{Coverage, Section};
use serde_json::Value;

use super::builder::{FieldBuilder, FieldKind, ItemBuilder, permanent};
use super::equivalence::Equivalence;
use super::fields::{self, FieldScope, entries};
use super::grid::{self, GridFound};
use super::matching::Match;

/// Compares `variantManagement`; none if nothing differs.
pub(super) fn compare<'a>(
    path: &str,
    order: usize,
    (old, new): (Option<&'a Value>, Option<&'a Value>),
    equivalence: Equivalence,
    coverage: Coverage,
) -> Option<ItemBuilder<'a>> {
    let equivalence = equivalence.at(path);
    let mut found = grid::compare(old, new, equivalence);
    let grid = std::mem::take(&mut found.grid);
    let mut builder = permanent(path, Section::Variants, order, "Variants");
    if !grid.diff.is_empty() {
        builder.fields.push(FieldBuilder {
            key: "grid".to_owned(),
            label: "Attributes by variants".to_owned(),
            old,
            new,
            kind: FieldKind::Grid(Box::new(grid)),
            equivalence,
            also_at: Vec::new(),
        });
    }
    if coverage == Coverage::Whole {
        let mut skip = vec!["id", "name"];
        extras(&mut builder, "attributes", "Attribute", &found.attributes, &skip, equivalence);
        if found.has_plain_default {
            skip.push("isDefault");
        }
        extras(&mut builder, "variants", "Variant", &found.variants, &skip, equivalence);
        orphans(&mut builder, old, new, &found, equivalence);
    }
    (!builder.is_empty()).then_some(builder)
}

/// What attributes and variants have beside what the grid shows.
fn extras<'a>(
    grid: &mut ItemBuilder<'a>,
    key: &str,
    noun: &'static str,
    found: &[Match<'a>],
    skip: &[&str],
    equivalence: Equivalence,
) {
    let equivalence = equivalence.below(key);
    let above = (format!("{}.{key}", grid.path), format!("{}.{key}", grid.key));
    for found in found {
        let (Some((_, old)), Some((_, new))) = (&found.old, &found.new) else { continue };
        let equivalence = equivalence.item(old.key);
        if found.is_identical || equivalence.same(old.value, new.value) {
            continue;
        }
        let still = Match { is_moved: false, ..*found };
        let mut builder = ItemBuilder::of_match(
            grid.section,
            grid.order,
            (&above.0, &above.1),
            noun.into(),
            &still,
        );
        builder.is_recreated = false;
        let scope = FieldScope { skip, only: None };
        fields::fill(&mut builder, Some(old.value), Some(new.value), equivalence, scope);
        if !builder.is_empty() {
            grid.children.push(builder);
        }
    }
}

/// What else stands in `variantManagement`: keys that are not known, and values of variants
/// and attributes that neither side has.
fn orphans<'a>(
    grid: &mut ItemBuilder<'a>,
    old: Option<&'a Value>,
    new: Option<&'a Value>,
    found: &GridFound<'a>,
    equivalence: Equivalence,
) {
    const KNOWN: &[&str] = &["attributes", "variants", "variantAttributeValues"];
    let object = |side: Option<&'a Value>| side.and_then(Value::as_object);
    for (key, old, new) in entries(object(old), object(new)) {
        if !KNOWN.contains(&key) {
            fields::visit_entry(grid, &[], key, old, new, equivalence.below(key));
        }
    }
    let ids = |found: &[Match<'a>]| -> HashSet<&str> {
        let sides = found.iter().flat_map(|found| [found.old, found.new]);
        sides.flatten().map(|(_, entity)| entity.id).collect()
    };
    let (attributes, variants) = (ids(&found.attributes), ids(&found.variants));
    let cells = equivalence.below(KNOWN[2]);
    let rows = |side: Option<&'a Value>| object(side?.get(KNOWN[2])?.get("entities"));
    for (id, old, new) in entries(rows(old), rows(new)) {
        let own_id = old.or(new).and_then(|row| row.get("id")?.as_str()).unwrap_or(id);
        let is_known = variants.contains(own_id);
        if is_known && !found.edited.contains(own_id) {
            continue;
        }
        let values = |side: Option<&'a Value>| object(side?.get("values"));
        if !is_known {
            fields::visit_entry(grid, &[KNOWN[2]], id, old, new, cells.item(id));
            continue;
        }
        for (attribute, old, new) in entries(values(old), values(new)) {
            if !attributes.contains(attribute) {
                let cell = cells.item(id).below("values").below(attribute);
                fields::visit_entry(grid, &[KNOWN[2], id], attribute, old, new, cell);
            }
        }
    }
}
