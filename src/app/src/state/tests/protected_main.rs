//! A `main` that takes no direct changes: known before anybody types, and left with every edit.

use leptos::prelude::*;
use model::{CellEdit, Edit, Topic, TopicId};

use super::network::Fault;
use super::world::{Tab, Visit, World, settle, wait};
use crate::route::Page;
use crate::state::branch::protection::Arrival;
use crate::state::drafts::{Drafts, TopicDraft};
use crate::state::save::all::on_arrival;
use crate::state::studio::MainAccess;

fn protected() -> (World, Tab) {
    let world = World::new();
    world.api().is_main_protected = true;
    let ann = person(&world);
    (world, ann)
}

/// Somebody for whom nobody has asked yet.
fn person(world: &World) -> Tab {
    let ann = world.person();
    ann.studio.main_access.set(MainAccess::Unknown);
    ann
}

fn access(ann: &Tab) -> MainAccess {
    ann.studio.main_access.get_untracked()
}

#[test]
fn a_protected_main_is_known_before_anybody_types() {
    let (world, ann) = protected();
    let before = world.api().branches.clone();
    let visit = ann.open("main");
    assert!(visit.state.is_protected());
    assert_eq!(world.api().branches, before, "asking changes nothing");
    assert_eq!(ann.messages(), Vec::<String>::new());
}

#[test]
fn whoever_saves_on_a_protected_main_is_asked_for_a_branch() {
    let (_world, ann) = protected();
    let visit = ann.open("main");
    assert!(visit.state.asks_for_branch());
    assert!(visit.state.wants_branch.get_untracked());

    let world = World::new();
    let bob = person(&world);
    let visit = bob.open("main");
    assert!(!visit.state.asks_for_branch());
    assert!(!visit.state.wants_branch.get_untracked());
}

#[test]
fn a_main_that_takes_changes_is_asked_once_and_not_changed() {
    let world = World::new();
    let ann = person(&world);
    let before = world.api().branches.clone();
    let visit = ann.open("main");
    assert!(!visit.state.is_protected());
    assert_eq!(access(&ann), MainAccess::Open);
    visit.leave();
    ann.open("main");
    assert_eq!(ann.network.sent("PATCH", "-000000000000"), 1);
    let api = world.api();
    assert_eq!((&api.branches, &api.writes), (&before, &Vec::<String>::new()));
}

#[test]
fn an_answer_that_says_nothing_leaves_it_to_the_first_refused_save() {
    for fault in [Fault::LoseRequest, Fault::Answer(super::api::refusal(400, "INVALID"))] {
        let (_world, ann) = protected();
        ann.network.fail_writes(fault);
        let visit = ann.open("main");
        assert!(!visit.state.is_protected());
        assert_eq!(access(&ann), MainAccess::Asked);
        assert_eq!(ann.messages(), Vec::<String>::new());
    }
}

#[test]
fn a_branch_does_not_ask() {
    let (world, ann) = protected();
    world.api().create("summer", "main");
    let visit = ann.open("summer");
    assert!(!visit.state.is_protected());
    assert_eq!(access(&ann), MainAccess::Unknown);
}

/// Types a behavior, a topic, a new topic and a cell.
fn type_everywhere(visit: &Visit) {
    let drafts = visit.state.drafts;
    drafts.behavior.set(Some(Edit { base: "Be kind.".into(), mine: "Be brief.".into() }));
    let saved = visit.state.resources.topics.with_untracked(|all| all[0].clone()).unwrap();
    let hours = Topic { content: "Ten to six.".into(), ..saved.clone() };
    let pool =
        Topic { name: "Pool".into(), content: "Open.".into(), is_active: true, ..Topic::default() };
    drafts.topics.update(|all| {
        all.insert(saved.id.clone(), TopicDraft { base: Some(saved), mine: hours });
        all.insert(TopicId::default(), TopicDraft { base: None, mine: pool });
    });
    drafts.change(|drafts| {
        let cell = CellEdit { base: "111".into(), mine: "333".into() };
        drafts.cells.insert(("V-1".into(), Some("A-1".into())), cell);
    });
    settle();
}

/// Moves everything to a new branch, and opens it as the page does.
fn moved(ann: &Tab, visit: Visit, arrival: Arrival) -> Visit {
    let state = visit.state;
    visit.run(async move {
        state.move_to_new_branch("summer", Page::Behavior, arrival).await.unwrap();
    });
    visit.leave();
    let summer = ann.open("summer");
    on_arrival(summer.state);
    settle();
    summer
}

#[test]
fn every_edit_moves_to_the_new_branch_and_is_saved_there() {
    let (world, ann) = protected();
    let visit = ann.open_main();
    type_everywhere(&visit);
    let main = world.api().branches["main"].clone();
    let summer = moved(&ann, visit, Arrival::Saved);
    assert_eq!(summer.state.drafts.all(), Drafts::default());
    let api = world.api();
    assert_eq!(api.branches["main"], main);
    let content = &api.branches["summer"];
    assert_eq!(content.behavior, "Be brief.");
    assert_eq!(content.topic("T-1").content, "Ten to six.");
    assert!(content.topics.iter().any(|one| one.name == "Pool"));
    assert_eq!(content.cell("V-1", Some("A-1")), "333");
    drop(api);
    let shown = summer.state.resources.behavior.with_untracked(String::clone);
    assert_eq!(shown.as_deref(), Some("Be brief."));
    assert!(!ann.says("Not all of your edit is saved yet"), "{:?}", ann.messages());
}

#[test]
fn every_edit_moves_unsaved_where_one_wants_that() {
    let (world, ann) = protected();
    let visit = ann.open_main();
    type_everywhere(&visit);
    let typed = visit.state.drafts.all();
    let summer = moved(&ann, visit, Arrival::Unsaved);
    assert_eq!(summer.state.drafts.all(), typed);
    let branches = world.api().branches.clone();
    assert_eq!(branches["summer"], branches["main"]);
    assert_eq!(ann.studio.saves_on_arrival.get_value(), None);
}

#[test]
fn what_cannot_be_saved_on_the_new_branch_stays_as_it_was_typed() {
    let (world, ann) = protected();
    let visit = ann.open_main();
    type_everywhere(&visit);
    let typed = visit.state.drafts.all();
    let state = visit.state;
    visit.run(async move {
        state.move_to_new_branch("summer", Page::Behavior, Arrival::Saved).await.unwrap();
    });
    visit.leave();
    ann.network.fail_writes(Fault::LoseRequest);
    let summer = ann.open("summer");
    on_arrival(summer.state);
    wait(1_000);
    assert_eq!(summer.state.drafts.all(), typed);
    assert!(ann.says("Not all of your edit is saved yet"));
    let branches = world.api().branches.clone();
    assert_eq!(branches["summer"], branches["main"]);

    ann.network.behave();
    summer.leave();
    let again = ann.open("summer");
    on_arrival(again.state);
    settle();
    assert_eq!(again.state.drafts.all(), typed, "it is saved on arrival only once");
}
