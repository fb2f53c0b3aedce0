//! Saving the cells of the grid, with one person and with two.

use leptos::prelude::*;
use model::Grid;

use super::api::refusal;
use super::network::Fault;
use super::world::{Tab, Visit, World, settle};
use crate::state::save::cells::CellSave;

struct Cells {
    visit: Visit,
    save: CellSave,
}

impl Cells {
    fn write(&self, row: &str, attribute: Option<&str>, mine: &str) {
        self.visit.state.resources.grid.update(|grid| {
            grid.set([(row.into(), attribute.map(Into::into), mine.to_owned())]);
        });
        settle();
    }

    fn phone(&self, row: &str, mine: &str) {
        self.write(row, Some("A-1"), mine);
    }

    fn save(&self) {
        self.visit.run(self.save.run(self.visit.state));
    }

    fn unsaved(&self) -> usize {
        self.visit.state.resources.grid.with_untracked(Grid::changed).unwrap()
    }

    fn shown(&self, row: &str, attribute: Option<&str>) -> String {
        let attribute = attribute.map(Into::into);
        let read = |grid: &Grid| grid.value(&row.into(), attribute.as_ref()).to_owned();
        self.visit.state.resources.grid.with_untracked(read).unwrap()
    }

    fn failed_rows(&self) -> Vec<String> {
        self.save.failures.get_untracked().into_values().map(|failure| failure.name).collect()
    }
}

fn one_person() -> (World, Tab, Cells) {
    let world = World::new();
    let ann = world.person();
    let visit = ann.open_main();
    (world, ann, Cells { visit, save: CellSave::new() })
}

fn stored(world: &World, row: &str, attribute: Option<&str>) -> String {
    world.api().main().cell(row, attribute).to_owned()
}

#[test]
fn changed_cells_are_saved_a_request_a_row() {
    let (world, ann, cells) = one_person();
    cells.phone("V-1", "333");
    cells.write("V-1", None, "Kerry");
    cells.phone("V-2", "444");
    cells.save();
    assert_eq!(stored(&world, "V-1", Some("A-1")), "333");
    assert_eq!(stored(&world, "V-1", None), "Kerry");
    assert_eq!(stored(&world, "V-2", Some("A-1")), "444");
    assert_eq!(ann.network.sent("PATCH", ""), 2);
    assert_eq!((cells.unsaved(), cells.save.progress.get_untracked()), (0, None));
    assert!(ann.says("2 rows saved"));
    assert_eq!(cells.visit.state.saves.get_untracked(), 1);
}

#[test]
fn a_renamed_row_keeps_its_values() {
    let (world, _ann, cells) = one_person();
    cells.write("V-1", None, "Kerry");
    cells.save();
    assert_eq!(stored(&world, "V-1", Some("A-1")), "111");
}

#[test]
fn a_cell_of_another_row_that_somebody_else_changed_is_no_conflict() {
    let (world, _ann, cells) = one_person();
    cells.phone("V-1", "333");
    world.api().main().variants[1].values.insert("A-1".into(), "999".into());
    cells.save();
    assert_eq!(stored(&world, "V-1", Some("A-1")), "333");
    assert_eq!(stored(&world, "V-2", Some("A-1")), "999");
    assert_eq!(cells.shown("V-2", Some("A-1")), "999");
}

#[test]
fn another_cell_of_the_same_row_that_somebody_else_changed_stays_as_they_have_it() {
    let (world, _ann, cells) = one_person();
    cells.write("V-1", None, "Kerry");
    world.api().main().variants[0].values.insert("A-1".into(), "999".into());
    cells.save();
    assert_eq!(stored(&world, "V-1", None), "Kerry");
    assert_eq!(stored(&world, "V-1", Some("A-1")), "999");
}

/// An unsaved cell under which somebody else has saved another value, after Save was pressed.
fn conflict() -> (World, Tab, Cells) {
    let (world, ann, cells) = one_person();
    cells.phone("V-1", "333");
    cells.phone("V-2", "444");
    world.api().main().variants[0].values.insert("A-1".into(), "999".into());
    cells.save();
    (world, ann, cells)
}

#[test]
fn the_same_cell_that_two_people_changed_is_asked_about_before_anything_is_sent() {
    let (world, ann, cells) = conflict();
    let conflicts = cells.save.conflicts.get_untracked();
    assert_eq!(conflicts.len(), 1);
    assert_eq!((conflicts[0].old.as_str(), conflicts[0].new.as_str()), ("111", "999"));
    assert_eq!(ann.network.sent("PATCH", ""), 0);
    assert_eq!(stored(&world, "V-2", Some("A-1")), "222");
    assert_eq!((cells.unsaved(), cells.save.progress.get_untracked()), (2, None));
}

#[test]
fn cells_are_saved_over_theirs_when_a_person_says_so() {
    let (world, _ann, cells) = conflict();
    cells.save.decide(cells.visit.state, |_| true);
    cells.save();
    assert_eq!(stored(&world, "V-1", Some("A-1")), "333");
    assert_eq!(stored(&world, "V-2", Some("A-1")), "444");
    assert_eq!(cells.unsaved(), 0);
    assert!(cells.save.conflicts.get_untracked().is_empty());
}

#[test]
fn theirs_can_be_taken_for_a_cell_and_that_can_be_undone() {
    let (world, ann, cells) = conflict();
    cells.save.decide(cells.visit.state, |_| false);
    assert_eq!(cells.shown("V-1", Some("A-1")), "999");
    assert_eq!((cells.unsaved(), ann.network.sent("PATCH", "")), (1, 0));
    cells.visit.state.resources.grid.update(|grid| drop(grid.undo()));
    assert_eq!(cells.shown("V-1", Some("A-1")), "333");
    cells.save();
    assert_eq!(stored(&world, "V-1", Some("A-1")), "333", "theirs was seen before");
}

#[test]
fn a_cell_that_changes_again_after_it_was_decided_is_asked_about_again() {
    let (world, ann, cells) = conflict();
    world.api().main().variants[0].values.insert("A-1".into(), "1000".into());
    cells.save.decide(cells.visit.state, |_| true);
    cells.save();
    let conflicts = cells.save.conflicts.get_untracked();
    assert_eq!(conflicts.len(), 1);
    assert_eq!((conflicts[0].old.as_str(), conflicts[0].new.as_str()), ("999", "1000"));
    assert_eq!(ann.network.sent("PATCH", ""), 0);
}

#[test]
fn two_people_who_type_the_same_into_a_cell_are_not_in_conflict() {
    let (world, ann, cells) = one_person();
    cells.phone("V-1", "333");
    world.api().main().variants[0].values.insert("A-1".into(), "333".into());
    cells.save();
    assert!(cells.save.conflicts.get_untracked().is_empty());
    assert_eq!((cells.unsaved(), ann.network.sent("PATCH", "")), (0, 0));
}

#[test]
fn a_row_that_fails_stays_unsaved_and_the_others_are_saved() {
    let faults =
        [Fault::LoseRequest, Fault::Answer(refusal(500, "")), Fault::Answer(refusal(400, ""))];
    for fault in faults {
        let (world, ann, cells) = one_person();
        cells.phone("V-1", "333");
        cells.phone("V-2", "444");
        let failing = fault.clone();
        ann.network.follow(move |request| match request.url.ends_with("/variants/V-1") {
            true => failing.clone(),
            false => Fault::None,
        });
        cells.save();
        assert_eq!(cells.failed_rows(), ["Cork"], "{fault:?}");
        assert_eq!((cells.unsaved(), cells.shown("V-1", Some("A-1"))), (1, "333".to_owned()));
        assert_eq!(stored(&world, "V-2", Some("A-1")), "444");
        ann.network.behave();
        cells.save();
        assert!(cells.failed_rows().is_empty());
        assert_eq!(stored(&world, "V-1", Some("A-1")), "333", "{fault:?}");
    }
}

#[test]
fn a_row_whose_answer_was_lost_is_found_saved_when_it_is_tried_again() {
    let (world, ann, cells) = one_person();
    cells.phone("V-1", "333");
    ann.network.lose_answer_and_what_follows();
    cells.save();
    assert_eq!(cells.failed_rows(), ["Cork"]);
    ann.network.behave();
    cells.save();
    assert_eq!((cells.unsaved(), ann.network.sent("PATCH", "")), (0, 1));
    assert_eq!(stored(&world, "V-1", Some("A-1")), "333");
}

#[test]
fn cells_that_are_typed_during_a_save_stay_unsaved() {
    for fault in [Fault::HoldRequest, Fault::HoldAnswer] {
        let (world, ann, cells) = one_person();
        cells.phone("V-1", "333");
        ann.network.fail_writes(fault.clone());
        cells.save();
        cells.phone("V-1", "3334");
        cells.phone("V-2", "444");
        ann.network.release_all();
        assert_eq!(stored(&world, "V-1", Some("A-1")), "333", "{fault:?}");
        assert_eq!((cells.unsaved(), cells.shown("V-1", Some("A-1"))), (2, "3334".to_owned()));
        cells.save();
        assert_eq!(stored(&world, "V-1", Some("A-1")), "3334");
        assert_eq!(stored(&world, "V-2", Some("A-1")), "444");
    }
}

#[test]
fn a_grid_that_cannot_be_read_first_is_not_saved() {
    let (_world, ann, cells) = one_person();
    cells.phone("V-1", "333");
    ann.network.fail_reads(Fault::LoseRequest);
    cells.save();
    assert!(ann.says("The cells were not saved"));
    assert_eq!((cells.unsaved(), ann.network.sent("PATCH", "")), (1, 0));
    assert_eq!(cells.save.progress.get_untracked(), None);
}

#[test]
fn a_protected_main_stops_after_the_first_row() {
    let (world, ann, cells) = one_person();
    cells.phone("V-1", "333");
    cells.phone("V-2", "444");
    world.api().is_main_protected = true;
    cells.save();
    assert!(cells.visit.state.is_protected());
    assert_eq!((cells.unsaved(), ann.network.sent("PATCH", "")), (2, 1));
}

#[test]
fn a_row_with_a_name_that_another_one_has_is_not_sent() {
    let (_world, ann, cells) = one_person();
    for (name, why) in
        [("Dublin", "Another variant has this name."), (" ", "Give the variant a name.")]
    {
        cells.write("V-1", None, name);
        cells.save();
        let failures: Vec<_> = cells.save.failures.get_untracked().into_values().collect();
        assert_eq!((failures.len(), failures[0].why.as_str()), (1, why));
        assert_eq!(ann.network.sent("PATCH", ""), 0);
    }
}

#[test]
fn a_row_that_somebody_deleted_is_dropped_with_its_text_offered() {
    let (world, ann, cells) = one_person();
    cells.phone("V-1", "333");
    cells.phone("V-2", "444");
    world.api().main().variants.remove(1);
    cells.save();
    assert_eq!(stored(&world, "V-1", Some("A-1")), "333");
    assert!(ann.says("1 unsaved cell of Dublin dropped"));
    assert_eq!(cells.unsaved(), 0);
}

#[test]
fn a_row_that_is_deleted_between_the_read_and_the_write_fails() {
    let (world, ann, cells) = one_person();
    cells.phone("V-2", "444");
    ann.network.fail_writes(Fault::HoldRequest);
    cells.save();
    world.api().main().variants.remove(1);
    ann.network.release_all();
    assert_eq!(cells.failed_rows(), ["Dublin"]);
    assert_eq!(cells.shown("V-2", Some("A-1")), "444");
}

#[test]
fn progress_counts_the_rows() {
    let (_world, ann, cells) = one_person();
    cells.phone("V-1", "333");
    cells.phone("V-2", "444");
    ann.network.fail_writes(Fault::HoldRequest);
    cells.save();
    let at = |cells: &Cells| cells.save.progress.get_untracked().map(|at| (at.done, at.total));
    assert_eq!(at(&cells), Some((0, 2)));
    ann.network.release(0);
    assert_eq!(at(&cells), Some((1, 2)));
    ann.network.release(0);
    assert_eq!(at(&cells), None);
}

#[test]
fn a_save_of_cells_is_done_although_its_page_was_left() {
    let (world, ann, cells) = one_person();
    cells.phone("V-1", "333");
    ann.network.fail_writes(Fault::HoldAnswer);
    cells.save();
    cells.visit.leave();
    ann.network.release_all();
    assert_eq!(stored(&world, "V-1", Some("A-1")), "333");
    let visit = ann.open_main();
    assert_eq!(visit.state.drafts.unsaved_cells(), 0);
}

#[test]
fn cells_that_are_trimmed_when_they_are_stored_are_saved_and_nobody_elses_change() {
    let (world, ann, cells) = one_person();
    ann.network.fail_writes(Fault::Trim);
    for text in ["333 ", " 444", "5\n"] {
        cells.phone("V-1", text);
        cells.write("V-2", None, &format!("{text} "));
        cells.save();
        assert_eq!(
            (cells.unsaved(), cells.save.conflicts.get_untracked()),
            (0, vec![]),
            "{text:?}"
        );
        assert_eq!(stored(&world, "V-1", Some("A-1")), text.trim());
    }
}
