//! Attributes: `variantManagement.attributes`, and their column of cells.

use serde_json::{Value, json};
use wire::Attribute;

use super::document::Projection;
use super::{bookkeeping, collection};
use crate::clock::Act;
use crate::id;
use crate::refusal::Refusal;

const ATTRIBUTES: [&str; 2] = ["variantManagement", "attributes"];
const CELLS: [&str; 2] = ["variantManagement", "variantAttributeValues"];

/// The most that a branch may have (contract §3.15).
const MOST: usize = 50;

/// The reserved words of Python.
const RESERVED: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// The attributes in the order of the grid, archived ones aside.
pub(crate) fn list(projection: &Projection) -> Vec<Attribute> {
    let items = collection::items(projection.at(&ATTRIBUTES)).into_iter();
    items
        .filter(|(_, item)| item["archived"] != true)
        .map(|(key, item)| attribute(key, item))
        .collect()
}

/// Adds a column at the end.
pub(crate) fn create(
    projection: &mut Projection,
    name: &str,
    act: &Act,
) -> Result<Attribute, Refusal> {
    check_name(projection, name, None)?;
    if list(projection).len() >= MOST {
        let message = format!("a branch holds at most {MOST} attributes");
        return Err(Refusal::BadAttributes(message));
    }
    let key = id::hex("ATTRIBUTE-");
    let mut item = json!({"id": key, "name": name, "archived": false});
    bookkeeping::created(&mut item, act);
    item["references"] = json!({"topics": {}, "flowSteps": {}, "noCodeSteps": {}});
    let created = attribute(&key, &item);
    collection::add(projection.edit_at(&ATTRIBUTES), &key, item);
    Ok(created)
}

/// Renames a column.
pub(crate) fn rename(
    projection: &mut Projection,
    id: &str,
    name: &str,
    act: &Act,
) -> Result<Attribute, Refusal> {
    let key = find(projection, id)?.to_owned();
    check_name(projection, name, Some(&key))?;
    let unchanged = projection.at(&ATTRIBUTES)["entities"][&key]["name"] == *name;
    if !unchanged && let Some(item) = collection::item_mut(projection.edit_at(&ATTRIBUTES), &key) {
        item["name"] = json!(name);
        bookkeeping::updated(item, act);
    }
    Ok(Attribute { id: key, name: name.to_owned() })
}

/// Deletes a column and its cells.
pub(crate) fn delete(projection: &mut Projection, id: &str) -> Result<String, Refusal> {
    let key = find(projection, id)?.to_owned();
    collection::remove(projection.edit_at(&ATTRIBUTES), &key);
    let rows = projection.edit_at(&CELLS).get_mut("entities").and_then(Value::as_object_mut);
    for row in rows.into_iter().flat_map(|rows| rows.values_mut()) {
        if let Some(values) = row.get_mut("values").and_then(Value::as_object_mut) {
            values.shift_remove(&key);
        }
    }
    Ok(key)
}

fn find<'a>(projection: &'a Projection, id: &str) -> Result<&'a str, Refusal> {
    let found = collection::find(projection.at(&ATTRIBUTES), id);
    let found = found.filter(|(_, item)| item["archived"] != true);
    found.map(|(key, _)| key).ok_or_else(|| Refusal::NoAttribute(id.to_owned()))
}

/// Names are read as `conv.variant.<name>` in Python.
fn check_name(projection: &Projection, name: &str, own: Option<&str>) -> Result<(), Refusal> {
    let identifier = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && name.starts_with(|c: char| !c.is_ascii_digit());
    if !identifier || RESERVED.contains(&name) {
        return Err(Refusal::BadAttributes(format!(
            "{name:?} is not a name that Python can use; \
             use letters, digits and underscores, not a digit first, and no reserved word"
        )));
    }
    let taken = list(projection).iter().any(|one| one.name == name && Some(one.id.as_str()) != own);
    if taken {
        let message = format!("there is already an attribute named {name:?}; choose another name");
        return Err(Refusal::BadAttributes(message));
    }
    Ok(())
}

fn attribute(key: &str, item: &Value) -> Attribute {
    let name = item["name"].as_str().unwrap_or_default();
    Attribute { id: key.to_owned(), name: name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projection::testing::{act, check_unchanged_but, projection};

    #[test]
    fn deleting_a_created_attribute_restores_the_projection() {
        let mut edited = projection();
        let created = create(&mut edited, "opening_hours", &act()).unwrap();
        assert_eq!(list(&edited).last(), Some(&created));
        delete(&mut edited, &created.id).unwrap();
        check_unchanged_but(&edited, &[]);
    }

    #[test]
    fn a_rename_keeps_the_cells() {
        let mut edited = projection();
        rename(&mut edited, "A1", "town", &act()).unwrap();
        check_unchanged_but(
            &edited,
            &[
                "variantManagement.attributes.entities.A1.name",
                "variantManagement.attributes.entities.A1.updatedAt",
                "variantManagement.attributes.entities.A1.updatedBy",
            ],
        );
    }

    #[test]
    fn deleting_an_attribute_deletes_its_cells() {
        let mut edited = projection();
        delete(&mut edited, "A1").unwrap();
        check_unchanged_but(
            &edited,
            &[
                "variantManagement.attributes.ids",
                "variantManagement.attributes.entities.A1",
                "variantManagement.variantAttributeValues.entities.V1.values.A1",
                "variantManagement.variantAttributeValues.entities.V2.values.A1",
            ],
        );
    }

    #[test]
    fn names_must_be_python_identifiers_and_unique() {
        let mut edited = projection();
        for name in ["9lives", "opening hours", "class", "straße", "city"] {
            let refused = create(&mut edited, name, &act());
            assert!(matches!(refused, Err(Refusal::BadAttributes(_))), "{name}");
        }
        assert!(rename(&mut edited, "A1", "city", &act()).is_ok(), "its own name");
    }

    #[test]
    fn an_archived_attribute_is_treated_as_deleted() {
        let mut edited = projection();
        edited.edit_at(&ATTRIBUTES)["entities"]["A1"]["archived"] = json!(true);
        assert!(list(&edited).is_empty());
        assert!(matches!(delete(&mut edited, "A1"), Err(Refusal::NoAttribute(_))));
    }
}
