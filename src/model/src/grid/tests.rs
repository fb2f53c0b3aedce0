//! Cases of the grid's rules.

use super::*;

fn grid() -> Grid {
    let attribute = |id: &str| Attribute { id: id.into(), name: format!("name_{id}") };
    let variant = |id: &str, phone: &str| Variant {
        id: id.into(),
        name: format!("Site {id}"),
        is_default: id == "1",
        values: BTreeMap::from([("phone".into(), phone.to_owned())]),
    };
    Grid::new(
        vec![attribute("phone"), attribute("pool")],
        vec![variant("1", "111"), variant("2", "222")],
    )
}

fn phone(row: &str, value: &str) -> (VariantId, Option<AttributeId>, String) {
    (row.into(), Some("phone".into()), value.to_owned())
}

fn nothing_sent(row: &str) -> RowEdit {
    RowEdit { variant: row.into(), name: None, values: BTreeMap::new() }
}

#[test]
fn a_cell_set_back_to_its_stored_value_is_not_unsaved() {
    let mut grid = grid();
    assert_eq!(grid.set([phone("1", "999")]), 1);
    assert_eq!(grid.changed(), 1);
    assert_eq!(grid.set([phone("1", "111")]), 1);
    assert_eq!(grid.changed(), 0);
    assert_eq!(grid.set([phone("1", "111")]), 0);
}

#[test]
fn a_step_is_undone_and_redone_as_a_whole() {
    let mut grid = grid();
    grid.set([phone("1", "a"), phone("2", "b")]);
    assert_eq!(grid.undo().len(), 2);
    assert_eq!(grid.changed(), 0);
    assert!(grid.can_redo());
    assert_eq!(grid.redo().len(), 2);
    assert_eq!(grid.value(&"2".into(), Some(&"phone".into())), "b");
    assert_eq!(grid.undo().len(), 2);
    assert_eq!(grid.undo(), []);
}

#[test]
fn discarding_can_be_undone() {
    let mut grid = grid();
    grid.set([phone("1", "a")]);
    grid.discard();
    assert_eq!(grid.changed(), 0);
    grid.undo();
    assert_eq!(grid.value(&"1".into(), Some(&"phone".into())), "a");
}

#[test]
fn changes_are_saved_a_row_at_a_time() {
    let mut grid = grid();
    grid.set([phone("2", "b"), ("2".into(), None, "New".to_owned()), phone("1", "a")]);
    let edits = grid.row_edits();
    assert_eq!(edits.len(), 2);
    assert_eq!(edits[0].variant.as_str(), "1");
    assert_eq!(edits[1].name.as_deref(), Some("New"));
    assert_eq!(edits[1].values[&"phone".into()], "b");
}

#[test]
fn names_must_be_present_and_unique() {
    let mut grid = grid();
    grid.set([("1".into(), None, "Site 2".to_owned())]);
    assert_eq!(grid.problem(&"1".into(), None), Some(CellProblem::NameTaken));
    grid.set([("1".into(), None, " ".to_owned())]);
    assert_eq!(grid.problem(&"1".into(), None), Some(CellProblem::NameMissing));
    assert_eq!(grid.problem(&"2".into(), None), None);
}

#[test]
fn a_refresh_preserves_unsaved_changes_and_reports_conflicts_with_them() {
    let mut mine = grid();
    mine.set([phone("1", "mine"), phone("2", "same")]);
    let mut theirs = grid();
    theirs.variants[0].values.insert("phone".into(), "theirs".to_owned());
    theirs.variants[1].values.insert("phone".into(), "same".to_owned());

    assert_eq!(mine.refresh(theirs.attributes.clone(), theirs.variants.clone()), []);

    let conflicts = mine.conflicts();
    assert_eq!(conflicts.len(), 1);
    assert_eq!((conflicts[0].old.as_str(), conflicts[0].new.as_str()), ("111", "theirs"));
    assert_eq!(mine.value(&"1".into(), Some(&"phone".into())), "mine");
    assert_eq!(mine.changed(), 1);

    let mut reloaded = Grid::new(theirs.attributes.clone(), theirs.variants.clone());
    assert_eq!(reloaded.set_edits(mine.edits().clone()), CellEdits::new());
    assert_eq!(reloaded.conflicts(), conflicts, "conflicts survive a reload of the page");
    reloaded.replace_row(theirs.variants[0].clone(), &nothing_sent("1"));
    assert_eq!(reloaded.conflicts(), [], "a value that this page saved is no conflict");
}

#[test]
fn a_refresh_returns_unsaved_changes_of_deleted_rows_and_columns() {
    let mut mine = grid();
    mine.set([phone("1", "a")]);
    mine.set([phone("2", "b")]);
    let fresh = grid();
    let dropped = mine.refresh(fresh.attributes.clone(), fresh.variants[..1].to_vec());
    let deleted = DroppedCell {
        deleted: "Site 2".into(),
        variant: "Site 2".into(),
        attribute: Some("name_phone".into()),
        mine: "b".into(),
    };
    assert_eq!(dropped, [deleted]);
    assert_eq!(mine.changed(), 1);
    assert_eq!(mine.undo().len(), 1);
    assert_eq!(mine.undo(), []);

    mine.set([phone("1", "a")]);
    let dropped = mine.refresh(fresh.attributes[1..].to_vec(), fresh.variants.clone());
    assert_eq!((dropped.len(), dropped[0].deleted.as_str()), (1, "name_phone"));
}

#[test]
fn after_a_row_is_saved_only_what_was_typed_during_the_save_is_unsaved() {
    let mut grid = grid();
    grid.set([phone("1", "sent"), phone("2", "other")]);
    assert_eq!(grid.changed_in(&"1".into()), 1);
    let mut saved = grid.variants()[0].clone();
    saved.values.insert("phone".into(), "sent".to_owned());
    let sent = grid.row_edits().remove(0);
    grid.replace_row(saved.clone(), &sent);
    assert_eq!((grid.changed_in(&"1".into()), grid.changed()), (0, 1));

    grid.set([phone("1", "typed later")]);
    grid.replace_row(saved, &sent);
    assert_eq!(grid.value(&"1".into(), Some(&"phone".into())), "typed later");
}

#[test]
fn a_cell_typed_back_to_its_base_is_a_conflict_while_something_else_is_stored() {
    let mut mine = grid();
    mine.set([phone("1", "mine")]);
    let mut theirs = grid();
    theirs.variants[0].values.insert("phone".into(), "theirs".to_owned());
    mine.refresh(theirs.attributes.clone(), theirs.variants.clone());
    mine.set([phone("1", "111")]);
    assert_eq!(mine.value(&"1".into(), Some(&"phone".into())), "111", "what was typed is shown");
    assert_eq!(mine.conflicts().len(), 1);
}

#[test]
fn a_cell_that_the_platform_trims_is_saved_and_nobody_elses() {
    let mut grid = grid();
    grid.set([phone("1", " 999\n")]);
    let sent = grid.row_edits().remove(0);
    let mut stored = grid.variants()[0].clone();
    stored.values.insert("phone".into(), "999".to_owned());
    grid.replace_row(stored.clone(), &sent);
    assert_eq!(grid.changed(), 0);

    // The answer said what was sent, and the next read what is stored.
    grid.set([phone("1", "mine")]);
    let edits = grid.edits().clone();
    let base = |edit: &CellEdit| CellEdit { base: "999\r\n".into(), ..edit.clone() };
    grid.set_edits(edits.iter().map(|(cell, edit)| (cell.clone(), base(edit))).collect());
    assert_eq!(grid.conflicts(), []);
    stored.values.insert("phone".into(), "theirs".to_owned());
    grid.refresh(grid.attributes().to_vec(), vec![stored]);
    assert_eq!(grid.conflicts().len(), 1);
}
