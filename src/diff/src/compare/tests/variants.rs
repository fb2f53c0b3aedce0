//! The grid of variants.

use serde_json::{Value, json};

use super::{check, compared, items};
use crate::{Content, GridDiff};

/// A grid: attributes and variants as "ID name", the default one with a star, and rows of values.
fn grid(attributes: &[&str], variants: &[&str], values: &[&[&str]]) -> Value {
    let axis = |list: &[&str]| -> Vec<Value> {
        list.iter()
            .map(|entry| {
                let (id, name) = entry.split_once(' ').unwrap();
                json!({"id": id, "name": name.trim_end_matches('*'), "isDefault": name.ends_with('*')})
            })
            .collect()
    };
    let (attributes, variants) = (axis(attributes), axis(variants));
    let rows: Vec<Value> = variants
        .iter()
        .zip(values)
        .map(|(variant, row)| {
            let cells: serde_json::Map<String, Value> = attributes
                .iter()
                .zip(row.iter())
                .map(|(attribute, value)| {
                    (attribute["id"].as_str().unwrap().to_owned(), json!(value))
                })
                .collect();
            json!({"id": variant["id"], "values": cells})
        })
        .collect();
    json!({"variantManagement": {
        "attributes": items(json!(attributes)),
        "variants": items(json!(variants)),
        "variantAttributeValues": items(json!(rows)),
    }})
}

fn found(old: &Value, new: &Value) -> GridDiff {
    let mut comparison = compared(old, new);
    match comparison.items.remove(0).fields.remove(0).content {
        Content::Grid(grid) => grid,
        other => panic!("{other:?}"),
    }
}

const A: &[&str] = &["A phone", "B bar"];
const V: &[&str] = &["V Cork*", "W Galway"];

#[test]
fn a_cell_is_a_change_and_shows_its_row_and_column() {
    let old = grid(A, V, &[&["1", "x"], &["2", "y"]]);
    let new = grid(A, V, &[&["1", "x"], &["3", "y"]]);
    check(old.clone(), new.clone(), &["edited variantManagement.W.A"]);
    let grid = found(&old, &new);
    assert_eq!((grid.rows.len(), grid.columns.len(), grid.size), (1, 1, (2, 2)));
    assert_eq!((grid.rows[0].name(), grid.columns[0].name()), ("Galway", "phone"));
    let cell = grid.cell(0, 0);
    assert_eq!((cell.old.as_str(), cell.new.as_str(), cell.change), ("2", "3", Some(0)));
}

#[test]
fn a_missing_value_is_an_empty_one() {
    check(grid(A, V, &[&["1", ""], &[]]), grid(A, V, &[&["1"]]), &[]);
}

#[test]
fn rows_and_columns_are_added_removed_and_renamed_as_a_whole() {
    let old = grid(A, V, &[&["1", "x"], &["2", "y"]]);
    let new = grid(&["A phone", "B lounge", "C spa"], &["V Cork*"], &[&["1", "x", "new"]]);
    check(
        old.clone(),
        new.clone(),
        &[
            "renamed variantManagement.attributes.B.~renamed",
            "added variantManagement.attributes.C",
            "removed variantManagement.variants.W",
        ],
    );
    let grid = found(&old, &new);
    let rows: Vec<&str> = grid.rows.iter().map(|row| row.name()).collect();
    let columns: Vec<&str> = grid.columns.iter().map(|column| column.name()).collect();
    assert_eq!((rows, columns), (vec!["Cork", "Galway"], vec!["phone", "lounge", "spa"]));
    assert_eq!(grid.cell(0, 2).new, "new");
    assert_eq!(grid.cell(1, 0).old, "2");
    assert_eq!(grid.cell(0, 0).change, None);
}

#[test]
fn the_default_is_one_change_however_many_variants_it_touches() {
    let old = grid(A, &["V Cork*", "W Galway"], &[]);
    let new = grid(A, &["V Cork", "W Galway*"], &[]);
    check(old.clone(), new.clone(), &["edited variantManagement.~default"]);
    let default = found(&old, &new).default.unwrap();
    assert_eq!((default.old.as_str(), default.new.as_str()), ("Cork", "Galway"));
    // The first variant there is has to be the default.
    check(grid(A, &[], &[]), grid(A, &["V Cork*"], &[]), &["added variantManagement.variants.V"]);
}

#[test]
fn a_re_created_attribute_keeps_its_values() {
    let old = grid(&["A phone", "B bar"], V, &[&["1", "x"], &["2", "y"]]);
    let new = grid(&["B bar", "C phone"], V, &[&["x", "1"], &["y", "2"]]);
    check(old, new, &["(re-created variantManagement.attributes.A~~C.~recreated)"]);
}

#[test]
fn what_the_grid_cannot_show_is_shown_beside_it() {
    let old = grid(A, V, &[]);
    let mut new = old.clone();
    new["variantManagement"]["attributes"]["entities"]["A"]["archived"] = json!(true);
    new["variantManagement"]["strange"] = json!("x");
    check(
        old.clone(),
        new,
        &["edited variantManagement.strange", "edited variantManagement.attributes.A.archived"],
    );
    let mut two_defaults = old.clone();
    two_defaults["variantManagement"]["variants"]["entities"]["W"]["isDefault"] = json!(true);
    check(old.clone(), two_defaults, &["edited variantManagement.variants.W.isDefault"]);
    let mut orphan = old.clone();
    orphan["variantManagement"]["variantAttributeValues"]["entities"]["Z"] =
        json!({"id": "Z", "values": {"A": "1"}});
    check(old, orphan, &["edited variantManagement.variantAttributeValues.Z"]);
}
