//! Two people in one text: what does not overlap is saved together, and nothing of anybody is lost.

use leptos::prelude::*;
use model::Edit;

use super::network::Fault;
use super::world::{Tab, Visit, World, settle};
use crate::state::save::behavior::Behavior;
use crate::state::save::{Saving, save};

const BEFORE: &str = "Greet the guest.\nAsk for the date.\nSay goodbye.";
const MINE: &str = "Greet every guest.\nAsk for the date.\nSay goodbye.";
const THEIRS: &str = "Greet the guest.\nAsk for the date.\nSay goodbye kindly.";
const BOTH: &str = "Greet every guest.\nAsk for the date.\nSay goodbye kindly.";

/// Somebody who has typed `MINE` where `BEFORE` was stored.
fn typed() -> (World, Tab, Visit, RwSignal<Saving<String>>) {
    let world = World::new();
    world.api().main().behavior = BEFORE.into();
    let ann = world.person();
    let visit = ann.open_main();
    write(&visit, BEFORE, MINE);
    (world, ann, visit, RwSignal::new(Saving::Idle))
}

fn write(visit: &Visit, base: &str, mine: &str) {
    let edit = Edit { base: base.to_owned(), mine: mine.to_owned() };
    visit.state.drafts.behavior.set(Some(edit));
    settle();
}

fn press_save(visit: &Visit, saving: RwSignal<Saving<String>>) {
    leptos::task::spawn_local(save(visit.state, Behavior, saving));
    settle();
}

#[test]
fn edits_of_different_places_of_one_text_are_saved_together_and_told() {
    let (world, ann, visit, saving) = typed();
    world.api().main().behavior = THEIRS.into();
    press_save(&visit, saving);
    assert_eq!(world.api().main().behavior, BOTH);
    let merged = Saving::Merged { fields: vec![()], mine: MINE.into(), stored: BOTH.into() };
    assert_eq!(saving.get_untracked(), merged);
    assert_eq!(visit.state.drafts.behavior.get_untracked(), None);
    assert_eq!(visit.state.resources.behavior.with_untracked(String::clone), Some(BOTH.into()));
    assert_eq!(ann.network.sent("PATCH", ""), 1);
}

#[test]
fn what_is_typed_while_a_merged_save_is_under_way_does_not_take_theirs_back() {
    let (world, ann, visit, saving) = typed();
    world.api().main().behavior = THEIRS.into();
    ann.network.fail_writes(Fault::HoldAnswer);
    press_save(&visit, saving);
    write(&visit, BEFORE, &MINE.replace("the date", "the day"));
    ann.network.release_all();
    ann.network.behave();
    assert_eq!(world.api().main().behavior, BOTH);
    press_save(&visit, saving);
    assert_eq!(world.api().main().behavior, BOTH.replace("the date", "the day"));
    assert_eq!(visit.state.drafts.behavior.get_untracked(), None);
}

#[test]
fn a_merged_save_that_fails_keeps_what_was_typed_and_what_it_began_from() {
    for is_answer_lost in [false, true] {
        let (world, ann, visit, saving) = typed();
        world.api().main().behavior = THEIRS.into();
        match is_answer_lost {
            true => ann.network.lose_answer_and_what_follows(),
            false => ann.network.fail_writes(Fault::LoseRequest),
        }
        press_save(&visit, saving);
        assert!(saving.with_untracked(Saving::is_failed));
        let edit = Edit { base: BEFORE.into(), mine: MINE.into() };
        assert_eq!(visit.state.drafts.behavior.get_untracked(), Some(edit));
        ann.network.behave();
        press_save(&visit, saving);
        assert_eq!(world.api().main().behavior, BOTH);
        assert_eq!(visit.state.drafts.behavior.get_untracked(), None);
    }
}

#[test]
fn only_the_places_that_both_wrote_are_asked_about() {
    let (world, ann, visit, saving) = typed();
    world.api().main().behavior = THEIRS.replace("the guest", "our guest");
    press_save(&visit, saving);
    let Saving::Conflict { merges, .. } = saving.get_untracked() else { panic!("no conflict") };
    let places: Vec<_> = merges[0].1.conflicts().collect();
    assert_eq!(places.len(), 1);
    let place = places[0];
    assert_eq!(
        (place.base.as_str(), place.mine.as_str(), place.theirs.as_str()),
        ("the", "every", "our")
    );
    assert_eq!(ann.network.sent("PATCH", ""), 0);
}
