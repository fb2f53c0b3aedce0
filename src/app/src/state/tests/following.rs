//! Following what others save: when it is read, what is told, and what stays as it is.

use leptos::prelude::*;
use model::Edit;

use super::network::Fault;
use super::world::{Tab, Visit, World, settle, wait};
use crate::state::save::behavior::Behavior;
use crate::state::save::{Saving, save};

fn opened() -> (World, Tab, Visit) {
    let world = World::new();
    let ann = world.person();
    let visit = ann.open_main();
    // What is not published is read soon after.
    wait(1_000);
    ann.come_back();
    (world, ann, visit)
}

fn behavior(visit: &Visit) -> String {
    visit.state.resources.behavior.with_untracked(String::clone).unwrap()
}

#[test]
fn what_somebody_else_saved_is_on_the_page_when_the_person_comes_back() {
    let (world, ann, visit) = opened();
    assert_eq!(ann.messages(), Vec::<String>::new(), "nothing has changed yet");
    world.api().main().behavior = "Be brief.".into();
    world.api().main().topics[1].content = "£50.".into();
    ann.come_back();
    assert_eq!(behavior(&visit), "Be brief.");
    assert!(ann.says("Somebody else changed the behavior and “Prices”."), "{:?}", ann.messages());
    assert_eq!(visit.state.saves.get_untracked(), 1, "what depends on the content asks again");
}

#[test]
fn an_open_branch_is_looked_at_every_half_minute_while_it_is_seen() {
    let (world, ann, visit) = opened();
    world.api().main().behavior = "Be brief.".into();
    ann.set_seen(false);
    wait(61_000);
    assert_eq!(behavior(&visit), "Be kind.");
    ann.set_seen(true);
    wait(31_000);
    assert_eq!(behavior(&visit), "Be brief.");
}

#[test]
fn while_nothing_changes_only_the_number_of_the_last_change_is_read() {
    let (_world, ann, _visit) = opened();
    let before = (ann.network.sent("GET", ""), ann.network.sent("GET", "sequence"));
    wait(95_000);
    let read = ann.network.sent("GET", "") - before.0;
    assert_eq!((read, ann.network.sent("GET", "sequence") - before.1), (3, 3));
}

#[test]
fn without_that_number_content_is_read_only_when_the_person_comes_back() {
    let (world, ann, visit) = opened();
    world.api().has_sequences = false;
    world.api().main().behavior = "Be brief.".into();
    wait(95_000);
    assert_eq!(behavior(&visit), "Be kind.");
    ann.come_back();
    assert_eq!(behavior(&visit), "Be brief.");
}

#[test]
fn an_unsaved_edit_keeps_its_text_and_what_it_began_from() {
    let (world, ann, visit) = opened();
    let edit = Edit { base: "Be kind.".into(), mine: "Be kind and brief.".into() };
    visit.state.drafts.behavior.set(Some(edit.clone()));
    settle();
    world.api().main().behavior = "Be kind. Always.".into();
    ann.come_back();
    assert_eq!(visit.state.drafts.behavior.get_untracked(), Some(edit));
    assert_eq!(behavior(&visit), "Be kind. Always.");
}

#[test]
fn an_answer_that_is_older_than_ones_own_save_changes_nothing() {
    let (world, ann, visit) = opened();
    world.api().main().topics[0].content = "New.".into();
    ann.network.follow(|request| match request.url.ends_with("/behavior") {
        true => Fault::HoldAnswer,
        false => Fault::None,
    });
    ann.come_back();
    visit.state.resources.behavior.set("Saved meanwhile.".to_owned());
    ann.network.behave();
    ann.network.release_all();
    assert_eq!(behavior(&visit), "Saved meanwhile.");
}

#[test]
fn ones_own_save_is_not_told_as_somebody_elses() {
    let (world, ann, visit) = opened();
    world.api().main().behavior = "Be brief.".into();
    visit.state.resources.behavior.set("Be brief.".to_owned());
    ann.come_back();
    wait(31_000);
    assert_eq!(ann.messages(), Vec::<String>::new());
}

#[test]
fn what_is_to_be_published_is_what_was_shown_or_it_is_shown_anew() {
    let (world, ann, visit) = opened();
    let unpublished = visit.state.unpublished;
    let ask = || {
        let answer = RwSignal::new(None);
        visit.run(async move { answer.set(Some(unpublished.is_as_shown().await.unwrap())) });
        answer.get_untracked()
    };
    assert_eq!(ask(), Some(true));
    world.api().main().behavior = "Anything else.".into();
    let before = ann.network.sent("GET", "projection");
    assert_eq!(ask(), Some(false));
    assert_eq!(ann.network.sent("GET", "projection") - before, 2, "read to compare, and to show");
    assert_eq!(ask(), Some(true));
}

#[test]
fn an_edit_that_is_saved_in_another_tab_is_saved_in_this_one_too() {
    let (world, ann, visit) = opened();
    let second = ann.second_tab();
    let other = second.open_main();
    let edit = Edit { base: "Be kind.".into(), mine: "Be brief.".into() };
    visit.state.drafts.behavior.set(Some(edit));
    wait(400);
    let saving = RwSignal::new(Saving::Idle);
    other.run(save(other.state, Behavior, saving));
    assert_eq!(world.api().main().behavior, "Be brief.");
    wait(400);
    assert_eq!(visit.state.drafts.behavior.get_untracked(), None);
    assert_eq!(behavior(&visit), "Be brief.", "it does not fall back to the old text");
    assert_eq!(ann.messages(), Vec::<String>::new(), "its own author is nobody else");

    let edit = Edit { base: "Be brief.".into(), mine: "Be brief and kind.".into() };
    visit.state.drafts.behavior.set(Some(edit));
    visit.run(save(visit.state, Behavior, saving));
    assert_eq!(saving.get_untracked(), Saving::Idle, "no conflict with oneself");
    assert_eq!(world.api().main().behavior, "Be brief and kind.");
}

#[test]
fn what_the_platform_trimmed_in_an_own_save_is_nobodys_change() {
    let (world, ann, visit) = opened();
    let main = world.api().main().clone();
    world.api().main().behavior = "Be brief.\n".into();
    world.api().main().topics[0].content = " Nine. ".into();
    world.api().main().variants[0].values.insert("A-1".into(), "111 ".into());
    ann.come_back();
    let told = ann.messages().len();
    assert_ne!(*world.api().main(), main);
    world.api().trim();
    ann.come_back();
    assert_eq!(behavior(&visit), "Be brief.");
    assert_eq!(ann.messages().len(), told, "{:?}", ann.messages());
}
