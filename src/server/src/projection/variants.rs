//! Variants: `variantManagement.variants` and their cells, `variantAttributeValues`.
//!
//! Exactly one variant is the default: the first to be made, until another one is made so.
//! `isDefault: false` on the default changes nothing, because something has to be the default.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use wire::{AttributeValues, Variant, VariantCreate, VariantPatch};

use super::document::Projection;
use super::{attributes, bookkeeping, collection};
use crate::clock::Act;
use crate::id;
use crate::refusal::Refusal;

const VARIANTS: [&str; 2] = ["variantManagement", "variants"];
const CELLS: [&str; 2] = ["variantManagement", "variantAttributeValues"];

/// The most that a branch may have (contract §3.15).
const MOST: usize = 1000;

/// The variants in the order of the grid.
pub(crate) fn list(projection: &Projection) -> Vec<Variant> {
    let columns: Vec<_> = attributes::list(projection).into_iter().map(|one| one.id).collect();
    let items = collection::items(projection.at(&VARIANTS)).into_iter();
    items.map(|(key, item)| variant(projection, &columns, key, item)).collect()
}

/// One variant.
pub(crate) fn get(projection: &Projection, id: &str) -> Result<Variant, Refusal> {
    let columns: Vec<_> = attributes::list(projection).into_iter().map(|one| one.id).collect();
    let (key, item) = find(projection, id)?;
    Ok(variant(projection, &columns, key, item))
}

/// Adds a row at the end.
pub(crate) fn create(
    projection: &mut Projection,
    new: VariantCreate,
    act: &Act,
) -> Result<Variant, Refusal> {
    check_name(projection, &new.name, None)?;
    let values = new.attribute_values.unwrap_or_default();
    check_cells(projection, &values)?;
    let count = collection::items(projection.at(&VARIANTS)).len();
    if count >= MOST {
        return Err(Refusal::TooManyVariants(MOST));
    }
    let key = id::hex("VARIANT-");
    let mut item = json!({"id": key, "name": new.name, "isDefault": false});
    bookkeeping::created(&mut item, act);
    collection::add(projection.edit_at(&VARIANTS), &key, item);
    let cells = json!({"id": key, "values": values.values});
    collection::add(projection.edit_at(&CELLS), &key, cells);
    if count == 0 || new.is_default == Some(true) {
        make_default(projection, &key, act);
    }
    get(projection, &key)
}

/// Changes what the patch names: a name, single cells, the default.
pub(crate) fn patch(
    projection: &mut Projection,
    id: &str,
    patch: VariantPatch,
    act: &Act,
) -> Result<Variant, Refusal> {
    let (key, item) = find(projection, id)?;
    let (key, old_name) = (key.to_owned(), item["name"].clone());
    if let Some(name) = patch.name {
        check_name(projection, &name, Some(&key))?;
        if old_name != name
            && let Some(item) = collection::item_mut(projection.edit_at(&VARIANTS), &key)
        {
            item["name"] = json!(name);
            bookkeeping::updated(item, act);
        }
    }
    if let Some(values) = patch.attribute_values {
        check_cells(projection, &values)?;
        write_cells(projection, &key, values, act);
    }
    if patch.is_default == Some(true) {
        make_default(projection, &key, act);
    }
    get(projection, &key)
}

/// Deletes a row and its cells. The default can only be deleted last.
pub(crate) fn delete(projection: &mut Projection, id: &str) -> Result<String, Refusal> {
    let (key, item) = find(projection, id)?;
    let key = key.to_owned();
    let others = collection::items(projection.at(&VARIANTS)).len() > 1;
    if item["isDefault"] == true && others {
        return Err(Refusal::DefaultVariant);
    }
    collection::remove(projection.edit_at(&VARIANTS), &key);
    collection::remove(projection.edit_at(&CELLS), &key);
    Ok(key)
}

fn find<'a>(projection: &'a Projection, id: &str) -> Result<(&'a str, &'a Value), Refusal> {
    collection::find(projection.at(&VARIANTS), id).ok_or_else(|| Refusal::NoVariant(id.to_owned()))
}

fn check_name(projection: &Projection, name: &str, own: Option<&str>) -> Result<(), Refusal> {
    let items = collection::items(projection.at(&VARIANTS));
    let taken = items.iter().any(|(key, item)| Some(*key) != own && item["name"] == *name);
    if taken { Err(Refusal::VariantExists(name.to_owned())) } else { Ok(()) }
}

fn check_cells(projection: &Projection, cells: &AttributeValues) -> Result<(), Refusal> {
    let columns = attributes::list(projection);
    let unknown = cells.values.keys().find(|id| columns.iter().all(|one| one.id != **id));
    unknown.map_or(Ok(()), |id| {
        Err(Refusal::BadAttributes(format!(
            "there is no attribute {id:?}; the keys of values are attribute ids"
        )))
    })
}

fn write_cells(projection: &mut Projection, key: &str, cells: AttributeValues, act: &Act) {
    let row = collection::find(projection.at(&CELLS), key);
    let old = row.map(|(_, row)| row["values"].clone()).unwrap_or_default();
    let row = row.map(|(row, _)| row.to_owned());
    let changed: Vec<_> =
        cells.values.into_iter().filter(|(id, value)| old[id.as_str()] != **value).collect();
    if changed.is_empty() {
        return;
    }
    let table = projection.edit_at(&CELLS);
    let row = row.unwrap_or_else(|| {
        collection::add(table, key, json!({"id": key, "values": {}}));
        key.to_owned()
    });
    for (id, value) in changed {
        table["entities"][&row]["values"][id] = json!(value);
    }
    if let Some(item) = collection::item_mut(projection.edit_at(&VARIANTS), key) {
        bookkeeping::updated(item, act);
    }
}

fn make_default(projection: &mut Projection, key: &str, act: &Act) {
    let is_default_already = |projection: &Projection| {
        let items = collection::items(projection.at(&VARIANTS));
        items.iter().all(|(one, item)| (item["isDefault"] == true) == (*one == key))
    };
    if is_default_already(projection) {
        return;
    }
    let items = projection.edit_at(&VARIANTS).get_mut("entities").and_then(Value::as_object_mut);
    for (one, item) in items.into_iter().flatten() {
        let is_default = one == key;
        if (item["isDefault"] == true) != is_default {
            item["isDefault"] = json!(is_default);
            bookkeeping::updated(item, act);
        }
    }
}

fn variant(projection: &Projection, columns: &[String], key: &str, item: &Value) -> Variant {
    let row = collection::find(projection.at(&CELLS), key);
    let values = row.and_then(|(_, row)| row["values"].as_object());
    let cell = |id: &String| {
        let value = values?.get(id)?.as_str()?;
        Some((id.clone(), value.to_owned()))
    };
    Variant {
        id: key.to_owned(),
        name: item["name"].as_str().unwrap_or_default().to_owned(),
        is_default: item["isDefault"] == true,
        attribute_values: AttributeValues {
            values: columns.iter().filter_map(cell).collect::<BTreeMap<_, _>>(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projection::testing::{act, check_unchanged_but, projection};

    fn cells(id: &str, value: &str) -> Option<AttributeValues> {
        Some(AttributeValues { values: BTreeMap::from([(id.to_owned(), value.to_owned())]) })
    }

    fn defaults(projection: &Projection) -> Vec<String> {
        list(projection).into_iter().filter(|one| one.is_default).map(|one| one.id).collect()
    }

    #[test]
    fn a_cell_is_written_alone() {
        let mut edited = projection();
        let change =
            VariantPatch { attribute_values: cells("A1", "York"), ..VariantPatch::default() };
        let changed = patch(&mut edited, "V2", change, &act()).unwrap();
        assert_eq!(changed.attribute_values.values["A1"], "York");
        check_unchanged_but(
            &edited,
            &[
                "variantManagement.variantAttributeValues.entities.V2.values.A1",
                "variantManagement.variants.entities.V2.updatedAt",
                "variantManagement.variants.entities.V2.updatedBy",
            ],
        );
    }

    #[test]
    fn there_is_always_one_default() {
        let mut edited = projection();
        assert_eq!(defaults(&edited), ["V1"]);
        let change = VariantPatch { is_default: Some(false), ..VariantPatch::default() };
        patch(&mut edited, "V1", change, &act()).unwrap();
        check_unchanged_but(&edited, &[]);

        let new = VariantCreate {
            name: "York".into(),
            is_default: Some(true),
            ..VariantCreate::default()
        };
        let created = create(&mut edited, new, &act()).unwrap();
        assert_eq!(defaults(&edited), std::slice::from_ref(&created.id));
        assert!(matches!(delete(&mut edited, &created.id), Err(Refusal::DefaultVariant)));

        delete(&mut edited, "V1").unwrap();
        delete(&mut edited, "V2").unwrap();
        delete(&mut edited, &created.id).unwrap();
        assert!(list(&edited).is_empty());

        let first = VariantCreate { name: "Bath".into(), ..VariantCreate::default() };
        assert!(create(&mut edited, first, &act()).unwrap().is_default);
    }

    #[test]
    fn a_cell_of_no_attribute_is_refused() {
        let mut edited = projection();
        let change =
            VariantPatch { attribute_values: cells("city", "x"), ..VariantPatch::default() };
        let refused = patch(&mut edited, "V1", change, &act());
        assert!(matches!(refused, Err(Refusal::BadAttributes(_))));
    }

    #[test]
    fn names_are_unique() {
        let mut edited = projection();
        let new = VariantCreate { name: "Leeds".into(), ..VariantCreate::default() };
        assert!(matches!(create(&mut edited, new, &act()), Err(Refusal::VariantExists(_))));
    }
}
