//! Drafts: stored, taken over by other tabs, brought back, and read from older versions.

use leptos::prelude::*;
use model::{CellEdit, Edit, Topic, TopicId};

use super::api::AGENT;
use super::world::{Tab, Visit, World, settle, wait};
use crate::route::Page;
use crate::state::branch::protection::Arrival;
use crate::state::drafts::item::Item;
use crate::state::drafts::store::DraftStore;
use crate::state::drafts::{Drafts, TopicDraft};

const KEY: &str = "studio.draft//larch/main";

fn one_person() -> (World, Tab, Visit) {
    let world = World::new();
    let ann = world.person();
    let visit = ann.open_main();
    (world, ann, visit)
}

fn write(visit: &Visit, mine: &str) {
    let edit = Edit { base: "Be kind.".to_owned(), mine: mine.to_owned() };
    visit.state.drafts.behavior.set(Some(edit));
    settle();
}

fn write_cell(visit: &Visit, row: &str, mine: &str) {
    visit.state.resources.grid.update(|grid| {
        grid.set([(row.into(), Some("A-1".into()), mine.to_owned())]);
    });
    settle();
}

fn new_topic(name: &str) -> TopicDraft {
    let mine = Topic { name: name.into(), content: "New.".into(), ..Topic::default() };
    TopicDraft { base: None, mine }
}

fn behavior(visit: &Visit) -> Option<String> {
    visit.state.drafts.all().behavior.map(|edit| edit.mine)
}

#[test]
fn what_is_typed_is_stored_after_a_pause() {
    let (_world, ann, visit) = one_person();
    write(&visit, "B");
    wait(200);
    write(&visit, "Be");
    wait(200);
    assert!(!ann.storage.lock().unwrap().contains_key(KEY), "typing goes on");
    wait(200);
    assert!(ann.storage.lock().unwrap()[KEY].contains("\"Be\""));
}

#[test]
fn what_is_typed_is_stored_at_once_when_the_branch_is_left() {
    let (_world, ann, visit) = one_person();
    write(&visit, "Be brief.");
    visit.leave();
    assert!(ann.storage.lock().unwrap()[KEY].contains("Be brief."));
    assert_eq!(behavior(&ann.open_main()), Some("Be brief.".to_owned()));
}

#[test]
fn what_is_typed_is_stored_at_once_when_the_tab_is_closed() {
    let (_world, ann, visit) = one_person();
    write(&visit, "Be brief.");
    let later = ann.second_tab();
    ann.close();
    assert_eq!(behavior(&later.open_main()), Some("Be brief.".to_owned()));
}

#[test]
fn every_kind_of_draft_survives_a_closed_tab() {
    let (world, ann, visit) = one_person();
    write(&visit, "Be brief.");
    write_cell(&visit, "V-1", "333");
    let saved = world.api().main().topic("T-1").clone();
    let edited = Topic { content: "Ten to six.".into(), ..saved.clone() };
    visit.state.drafts.topics.update(|topics| {
        topics.insert(TopicId::default(), new_topic("Sauna"));
        topics.insert("T-1".into(), TopicDraft { base: Some(saved), mine: edited });
    });
    let before = visit.state.drafts.all();
    let later = ann.second_tab();
    ann.close();
    let visit = later.open("main");
    assert_eq!(visit.state.drafts.all(), before, "before the content is loaded");
    assert_eq!(visit.state.drafts.unsaved_cells(), 1);
    visit.load();
    assert_eq!(visit.state.drafts.all(), before, "and after");
}

#[test]
fn what_is_typed_in_a_dialog_survives_a_closed_tab_until_it_is_sent() {
    let (_world, ann, visit) = one_person();
    visit.state.message("publish").set("Autumn prices".into());
    assert!(!ann.asks_before_leaving(), "it is no edit");
    let later = ann.second_tab();
    ann.close();
    let visit = later.open_main();
    let message = visit.state.message("publish");
    assert_eq!(message.get_untracked(), "Autumn prices");
    assert_eq!(visit.state.message("merge").get_untracked(), "");
    message.set(String::new());
    wait(400);
    assert!(later.storage.lock().unwrap().is_empty());
}

#[test]
fn what_is_typed_in_a_dialog_stays_when_every_edit_is_dropped() {
    let (_world, _ann, visit) = one_person();
    write(&visit, "Be brief.");
    visit.state.message("publish").set("Autumn prices".into());
    let taken = visit.state.drafts.take();
    assert_eq!(taken.messages.len(), 0);
    assert_eq!(behavior(&visit), None);
    assert_eq!(visit.state.message("publish").get_untracked(), "Autumn prices");
}

#[test]
fn a_branch_without_drafts_stores_nothing() {
    let (_world, ann, visit) = one_person();
    write(&visit, "Be brief.");
    wait(400);
    visit.state.drafts.behavior.set(None);
    wait(400);
    assert!(ann.storage.lock().unwrap().is_empty());
    assert!(!visit.state.drafts.has_any.get_untracked());
}

#[test]
fn each_branch_has_drafts_of_its_own() {
    let (world, ann, visit) = one_person();
    let main = world.api().main().clone();
    world.api().branches.insert("summer".into(), main);
    write(&visit, "On main.");
    visit.leave();
    let summer = ann.open("summer");
    assert_eq!(behavior(&summer), None);
    write(&summer, "On summer.");
    summer.leave();
    assert_eq!(behavior(&ann.open("main")), Some("On main.".to_owned()));
    assert_eq!(behavior(&ann.open("summer")), Some("On summer.".to_owned()));
}

#[test]
fn a_browser_asks_before_unsaved_text_is_left_and_only_then() {
    let (_world, ann, visit) = one_person();
    assert!(!ann.asks_before_leaving());
    write(&visit, "Be brief.");
    assert!(ann.asks_before_leaving());
    visit.state.drafts.behavior.set(None);
    assert!(!ann.asks_before_leaving());
    write_cell(&visit, "V-1", "333");
    assert!(ann.asks_before_leaving());
    visit.leave();
    assert!(!ann.asks_before_leaving(), "it is stored");
}

#[test]
fn a_full_storage_is_reported_once_and_again_only_after_it_had_space() {
    let (_world, ann, visit) = one_person();
    let reports = || ann.messages().iter().filter(|text| text.contains("does not store")).count();
    ann.set_space(false);
    write(&visit, "B");
    wait(400);
    assert_eq!(reports(), 1);
    assert!(!visit.state.drafts.is_stored.get_untracked());
    let id = ann.studio.notices.list().with_untracked(|all| all[0].id);
    ann.studio.notices.dismiss(id);
    write(&visit, "Be");
    wait(400);
    assert_eq!(reports(), 0, "said once, not at every key");
    ann.set_space(true);
    write(&visit, "Be b");
    wait(400);
    assert!(ann.storage.lock().unwrap()[KEY].contains("Be b"), "all of it is stored now");
    assert!(visit.state.drafts.is_stored.get_untracked());
    ann.set_space(false);
    write(&visit, "Be br");
    wait(400);
    assert_eq!(reports(), 1);
}

#[test]
fn an_untouched_tab_shows_what_another_one_stores() {
    let (_world, ann, visit) = one_person();
    let second = ann.second_tab();
    let other = second.open_main();
    write(&visit, "Be brief.");
    wait(400);
    assert_eq!(behavior(&other), Some("Be brief.".to_owned()));
    write_cell(&other, "V-2", "444");
    wait(400);
    assert_eq!(visit.state.drafts.unsaved_cells(), 1);
    visit.state.drafts.behavior.set(None);
    wait(400);
    assert_eq!(behavior(&other), None, "reverted there");
    assert_eq!(other.state.drafts.unsaved_cells(), 1);
}

#[test]
fn two_tabs_that_type_in_different_things_lose_nothing_of_each_other() {
    let (_world, ann, visit) = one_person();
    let second = ann.second_tab();
    let other = second.open_main();
    write(&visit, "Be brief.");
    other.state.drafts.topics.update(|all| {
        all.insert(TopicId::default(), new_topic("Sauna"));
    });
    wait(1000);
    for one in [&visit, &other] {
        let all = one.state.drafts.all();
        assert_eq!(all.behavior.map(|edit| edit.mine), Some("Be brief.".to_owned()));
        assert_eq!(all.topics.len(), 1);
    }
}

#[test]
fn what_is_typed_here_is_not_replaced_by_what_another_tab_stores() {
    let (_world, ann, visit) = one_person();
    let second = ann.second_tab();
    let other = second.open_main();
    write(&visit, "Mine.");
    write(&other, "Mine, too.");
    wait(400);
    // The same text is edited twice: each tab goes on with what is typed in it, until one stores.
    let shown = (behavior(&visit).unwrap(), behavior(&other).unwrap());
    assert!(shown.0.starts_with("Mine") && shown.1.starts_with("Mine"), "{shown:?}");
}

#[test]
fn everything_can_be_dropped_and_brought_back() {
    let (_world, _ann, visit) = one_person();
    write(&visit, "Be brief.");
    write_cell(&visit, "V-1", "333");
    let before = visit.state.drafts.all();
    let taken = visit.state.drafts.take();
    assert_eq!(taken, before);
    assert_eq!(visit.state.drafts.all(), Drafts::default());
    visit.state.drafts.put_back(taken);
    assert_eq!(visit.state.drafts.all(), before);
}

#[test]
fn bringing_drafts_back_leaves_alone_what_was_typed_since() {
    let (_world, _ann, visit) = one_person();
    write(&visit, "Before.");
    write_cell(&visit, "V-1", "333");
    let taken = visit.state.drafts.take();
    write(&visit, "Since.");
    visit.state.drafts.put_back(taken);
    assert_eq!(behavior(&visit), Some("Since.".to_owned()));
    assert_eq!(visit.state.drafts.unsaved_cells(), 1);
}

#[test]
fn a_cell_whose_row_was_deleted_is_offered_as_text() {
    let (world, ann, visit) = one_person();
    write_cell(&visit, "V-2", "444");
    world.api().main().variants.remove(1);
    visit.state.load_grid();
    settle();
    assert_eq!(visit.state.drafts.unsaved_cells(), 0);
    assert!(ann.says("1 unsaved cell of Dublin dropped, because somebody deleted it"));
    ann.press("Copy what you typed");
    assert_eq!(ann.copied(), Some("Dublin\tphone\t444".to_owned()));
}

#[test]
fn a_stored_cell_whose_row_was_deleted_meanwhile_is_offered_as_text() {
    let (world, ann, visit) = one_person();
    write_cell(&visit, "V-2", "444");
    visit.leave();
    world.api().main().variants.remove(1);
    let _visit = ann.open_main();
    assert!(ann.says("1 unsaved cell dropped, because somebody deleted the variant or attribute"));
    ann.press("Copy what you typed");
    assert_eq!(ann.copied(), Some("444".to_owned()));
}

#[test]
fn a_cell_that_somebody_else_changed_is_reported_when_the_grid_is_loaded_again() {
    let (world, ann, visit) = one_person();
    write_cell(&visit, "V-1", "333");
    world.api().main().variants[0].values.insert("A-1".into(), "999".into());
    visit.state.load_grid();
    settle();
    assert!(ann.says("Somebody else changed 1 cell that you are editing."));
    assert_eq!(visit.state.drafts.unsaved_cells(), 1);
}

#[test]
fn offers_are_withdrawn_when_their_branch_is_left() {
    let (_world, ann, visit) = one_person();
    ann.studio.notices.done("Done");
    ann.studio.notices.done_with("Reverted", "Undo", || ());
    visit.leave();
    assert_eq!(ann.messages(), ["Done"]);
}

#[test]
fn an_edit_on_a_protected_main_is_moved_to_a_new_branch() {
    let (world, ann, visit) = one_person();
    write(&visit, "Be brief.");
    write_cell(&visit, "V-1", "333");
    let before = visit.state.drafts.all();
    let state = visit.state;
    visit.run(async move {
        state.move_to_new_branch("summer", Page::Behavior, Arrival::Unsaved).await.unwrap();
    });
    assert!(world.api().branches.contains_key("summer"));
    assert!(ann.gone_to().unwrap().contains("/summer/"));
    assert_eq!(visit.state.drafts.all(), Drafts::default());
    visit.leave();
    assert_eq!(ann.open_main().state.drafts.all(), Drafts::default());
    assert_eq!(ann.open("summer").state.drafts.all(), before);
}

#[test]
fn an_edit_stays_where_it_is_when_the_device_has_no_space_to_move_it() {
    let (_world, ann, visit) = one_person();
    write(&visit, "Be brief.");
    ann.set_space(false);
    let state = visit.state;
    visit.run(async move {
        state.move_to_new_branch("summer", Page::Behavior, Arrival::Unsaved).await.unwrap();
    });
    assert!(ann.says("The browser has no space to store your edit"));
    assert_eq!(behavior(&visit), Some("Be brief.".to_owned()));
    assert_eq!(ann.gone_to(), None);
}

#[test]
fn an_edit_stays_where_it_is_when_the_branch_cannot_be_created() {
    let (_world, ann, visit) = one_person();
    write(&visit, "Be brief.");
    ann.network.fail_writes(super::network::Fault::LoseRequest);
    let state = visit.state;
    visit.run(async move {
        let moved = state.move_to_new_branch("summer", Page::Behavior, Arrival::Unsaved).await;
        assert!(moved.is_err());
    });
    assert_eq!(behavior(&visit), Some("Be brief.".to_owned()));
    assert_eq!(ann.gone_to(), None);
}

#[test]
fn drafts_of_the_first_version_are_still_read() {
    let world = World::new();
    let ann = world.person();
    let old = r#"{"behavior":{"base":"a","mine":"b"},
        "topics":[{"base":null,"mine":{"id":"","name":"Sauna","content":"New.","actions":"",
            "queries":["When?"],"active":true}}],
        "cells":[{"variant":"V-1","attribute":"A-1","mine":"333"},
            {"variant":"V-1","attribute":null,"base":"Cork","mine":"Kerry"}]}"#;
    ann.storage.lock().unwrap().insert(KEY.to_owned(), old.to_owned());
    let drafts = ann.open("main").state.drafts.all();
    assert_eq!(drafts.behavior, Some(Edit { base: "a".into(), mine: "b".into() }));
    let topic = &drafts.topics[&TopicId::default()];
    assert_eq!((topic.mine.name.as_str(), topic.mine.is_active), ("Sauna", true));
    assert_eq!(topic.mine.example_queries, ["When?"]);
    let cell = |base: &str, mine: &str| CellEdit { base: base.into(), mine: mine.into() };
    assert_eq!(drafts.cells[&("V-1".into(), Some("A-1".into()))], cell("", "333"));
    assert_eq!(drafts.cells[&("V-1".into(), None)], cell("Cork", "Kerry"));
}

#[test]
fn drafts_of_a_newer_version_are_neither_shown_nor_replaced() {
    let world = World::new();
    let ann = world.person();
    let newer = r#"{"version":99,"behavior":"in another form"}"#;
    ann.storage.lock().unwrap().insert(KEY.to_owned(), newer.to_owned());
    let visit = ann.open_main();
    assert_eq!(visit.state.drafts.all(), Drafts::default());
    write(&visit, "Be brief.");
    wait(400);
    assert_eq!(ann.storage.lock().unwrap()[KEY], newer);
    assert!(ann.says("This browser does not store unsaved text"));
}

#[test]
fn stored_text_that_cannot_be_read_counts_as_none() {
    for broken in ["", "nonsense", "[]", r#"{"behavior":7}"#, r#"{"topics":[{}]}"#] {
        let world = World::new();
        let ann = world.person();
        ann.storage.lock().unwrap().insert(KEY.to_owned(), broken.to_owned());
        let visit = ann.open_main();
        assert_eq!(visit.state.drafts.all(), Drafts::default(), "{broken}");
        write(&visit, "Be brief.");
        wait(400);
        assert!(ann.storage.lock().unwrap()[KEY].contains("Be brief."), "{broken}");
    }
}

#[test]
fn the_version_is_stored_with_the_drafts() {
    let (_world, ann, visit) = one_person();
    write(&visit, "Be brief.");
    wait(400);
    assert!(ann.storage.lock().unwrap()[KEY].contains("\"version\":2"));
}

#[test]
fn the_key_is_never_stored() {
    let (_world, ann, visit) = one_person();
    write(&visit, "Be brief.");
    write_cell(&visit, "V-1", "333");
    wait(400);
    let stored = format!("{:?}", ann.storage.lock().unwrap());
    assert!(stored.contains(AGENT) && !stored.contains("\"key\""), "{stored}");
}

#[test]
fn a_place_is_remembered_once_however_often_it_is_visited() {
    let (_world, ann, visit) = one_person();
    visit.leave();
    for _ in 0..10 {
        ann.open("main").leave();
    }
    assert_eq!(ann.studio.places.len(), 1);
}

#[test]
fn every_branch_with_unsaved_work_is_found_on_the_device() {
    let (_world, ann, visit) = one_person();
    assert!(DraftStore::all(visit.state.studio.device).is_empty());
    write(&visit, "Be brief.");
    wait(400);
    ann.storage.lock().unwrap().insert("studio.theme".into(), "dark".into());
    let all = DraftStore::all(visit.state.studio.device);
    let [(_, at, store)] = &all[..] else { panic!("{} places", all.len()) };
    assert_eq!(*at, visit.state.at());
    assert_eq!(store.load(), visit.state.drafts.all());
}

#[test]
fn what_is_discarded_in_the_list_leaves_the_open_branch_and_comes_back_with_undo() {
    let (_world, ann, visit) = one_person();
    write(&visit, "Be brief.");
    wait(400);
    let list = ann.second_tab();
    let other = list.open("other");
    let device = other.state.studio.device;
    let (_, _, store) = DraftStore::all(device).pop().unwrap();
    let mut taken = Drafts::default();
    store.change(|drafts| taken = Item::Behavior.take_from(drafts));
    wait(400);
    assert_eq!(behavior(&visit), None);
    store.change(|now| *now = taken.over(&Drafts::default(), std::mem::take(now)));
    wait(400);
    assert_eq!(behavior(&visit).as_deref(), Some("Be brief."));
}
