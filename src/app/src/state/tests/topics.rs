//! Creating topics, deleting them and bringing them back.

use leptos::prelude::*;
use model::{Topic, TopicId};

use super::api::refusal;
use super::network::Fault;
use super::world::{Tab, Visit, World, settle};
use crate::state::drafts::TopicDraft;
use crate::state::save::Saving;
use crate::state::topics::{Deleted, create, delete, remove, restore};

fn one_person() -> (World, Tab, Visit) {
    let world = World::new();
    let ann = world.person();
    let visit = ann.open_main();
    (world, ann, visit)
}

fn sauna() -> Topic {
    Topic {
        name: "Sauna".into(),
        content: "Until nine.".into(),
        is_active: true,
        ..Topic::default()
    }
}

/// Types a new topic, and gives the course of its save.
fn begin(visit: &Visit, topic: Topic) -> RwSignal<Saving<Topic>> {
    visit.state.drafts.topics.update(|all| {
        all.insert(TopicId::default(), TopicDraft { base: None, mine: topic });
    });
    settle();
    RwSignal::new(Saving::Idle)
}

fn press_create(visit: &Visit, saving: RwSignal<Saving<Topic>>) {
    let drafts = visit.state.drafts.topics.get_untracked();
    let topic = drafts[&TopicId::default()].mine.clone();
    visit.run(create(visit.state, saving, topic));
}

fn names(world: &World) -> Vec<String> {
    world.api().main().topics.iter().map(|topic| topic.name.clone()).collect()
}

fn count_of(world: &World, name: &str) -> usize {
    names(world).iter().filter(|one| *one == name).count()
}

#[test]
fn a_new_topic_is_created_shown_and_opened() {
    let (world, ann, visit) = one_person();
    let saving = begin(&visit, sauna());
    press_create(&visit, saving);
    assert_eq!(names(&world), ["Hours", "Prices", "Sauna"]);
    assert_eq!(visit.state.resources.topics.with_untracked(Vec::len), Some(3));
    assert!(visit.state.drafts.topics.get_untracked().is_empty());
    assert!(ann.gone_to().unwrap().ends_with("/topics/T-new-1"));
    assert_eq!(visit.state.saves.get_untracked(), 1);
}

#[test]
fn what_is_typed_while_a_topic_is_created_stays_unsaved_under_its_identifier() {
    let (world, ann, visit) = one_person();
    let saving = begin(&visit, sauna());
    ann.network.fail_writes(Fault::HoldAnswer);
    press_create(&visit, saving);
    assert!(saving.with_untracked(Saving::is_busy));
    begin(&visit, Topic { actions: "Book.".into(), ..sauna() });
    ann.network.release_all();
    let drafts = visit.state.drafts.topics.get_untracked();
    let draft = &drafts[&TopicId::from("T-new-1")];
    assert_eq!(drafts.len(), 1);
    assert_eq!(draft.mine.actions, "Book.");
    assert_eq!(draft.base.as_ref(), Some(world.api().main().topic("T-new-1")));
}

#[test]
fn a_topic_that_could_not_be_created_stays_as_typed() {
    for fault in [
        Fault::LoseRequest,
        Fault::Answer(refusal(503, "")),
        Fault::Answer(refusal(400, "INVALID")),
        Fault::Answer(refusal(409, "TOPIC_TAKEN")),
    ] {
        let (world, ann, visit) = one_person();
        let saving = begin(&visit, sauna());
        ann.network.fail_writes(fault.clone());
        press_create(&visit, saving);
        assert!(saving.with_untracked(Saving::is_failed), "{fault:?}");
        assert_eq!(visit.state.drafts.topics.get_untracked().len(), 1, "{fault:?}");
        ann.network.behave();
        press_create(&visit, saving);
        assert_eq!(count_of(&world, "Sauna"), 1, "{fault:?}");
        assert!(visit.state.drafts.topics.get_untracked().is_empty(), "{fault:?}");
    }
}

#[test]
fn a_creation_whose_answer_was_lost_is_found() {
    let (world, ann, visit) = one_person();
    let saving = begin(&visit, sauna());
    ann.network.fail_writes(Fault::LoseAnswer);
    press_create(&visit, saving);
    assert_eq!(saving.get_untracked(), Saving::Idle);
    assert_eq!(count_of(&world, "Sauna"), 1);
    assert!(visit.state.drafts.topics.get_untracked().is_empty());
}

#[test]
fn a_creation_whose_answer_and_check_were_lost_is_found_by_trying_again() {
    let (world, ann, visit) = one_person();
    let saving = begin(&visit, sauna());
    ann.network.follow(|request| match request.method {
        client::Method::Get => Fault::LoseRequest,
        _ => Fault::LoseAnswer,
    });
    press_create(&visit, saving);
    assert!(saving.with_untracked(Saving::is_failed));
    ann.network.behave();
    press_create(&visit, saving);
    assert_eq!(count_of(&world, "Sauna"), 1);
    assert!(visit.state.drafts.topics.get_untracked().is_empty());
}

#[test]
fn a_creation_that_a_proxy_sends_twice_makes_one_topic() {
    let (world, ann, visit) = one_person();
    let saving = begin(&visit, sauna());
    ann.network.fail_writes(Fault::Repeat);
    press_create(&visit, saving);
    assert_eq!(count_of(&world, "Sauna"), 1);
    assert!(visit.state.drafts.topics.get_untracked().is_empty());
}

#[test]
fn a_topic_of_somebody_else_with_the_same_name_is_not_taken_for_ones_own() {
    let (world, _ann, visit) = one_person();
    world.api().main().topics.push(Topic {
        id: "T-9".into(),
        content: "Closed.".into(),
        ..sauna()
    });
    let saving = begin(&visit, sauna());
    press_create(&visit, saving);
    assert!(saving.with_untracked(Saving::is_failed));
    assert_eq!(visit.state.drafts.topics.get_untracked().len(), 1);
}

#[test]
fn a_topic_whose_page_was_left_while_it_was_created_is_created_once() {
    let (world, ann, visit) = one_person();
    let saving = begin(&visit, sauna());
    ann.network.fail_writes(Fault::HoldAnswer);
    press_create(&visit, saving);
    visit.leave();
    ann.network.release_all();
    let visit = ann.open_main();
    assert!(visit.state.drafts.topics.get_untracked().is_empty(), "it would be created twice");
    assert_eq!(count_of(&world, "Sauna"), 1);
}

#[test]
fn a_protected_main_refuses_a_new_topic_and_its_text_stays() {
    let (world, ann, visit) = one_person();
    world.api().is_main_protected = true;
    let saving = begin(&visit, sauna());
    press_create(&visit, saving);
    assert!(visit.state.is_protected());
    assert!(ann.says("The topic was not saved: main takes no direct changes."));
    assert_eq!(visit.state.drafts.topics.get_untracked().len(), 1);
}

/// Deletes the first topic as its page does.
fn delete_first(visit: &Visit, world: &World) {
    let topic = world.api().main().topic("T-1").clone();
    let shown = Memo::new({
        let topic = topic.clone();
        move |_| Some(topic.clone())
    });
    visit.run(delete(visit.state, shown, topic));
}

#[test]
fn a_deleted_topic_comes_back_with_what_was_typed_for_it() {
    let (world, ann, visit) = one_person();
    let saved = world.api().main().topic("T-1").clone();
    visit.state.drafts.topics.update(|all| {
        let mine = Topic { content: "Ten to six.".into(), ..saved.clone() };
        all.insert("T-1".into(), TopicDraft { base: Some(saved.clone()), mine });
    });
    delete_first(&visit, &world);
    assert_eq!(names(&world), ["Prices"]);
    assert!(visit.state.drafts.topics.get_untracked().is_empty());
    assert!(ann.gone_to().unwrap().ends_with("/topics"));
    ann.press("Undo");
    assert_eq!(names(&world), ["Prices", "Hours"]);
    let drafts = visit.state.drafts.topics.get_untracked();
    assert_eq!(drafts[&TopicId::from("T-new-1")].mine.content, "Ten to six.");
    assert!(ann.says("“Hours” is back"));
}

#[test]
fn a_topic_that_is_brought_back_stands_where_it_was_and_old_links_lead_to_it() {
    let (world, ann, visit) = one_person();
    delete_first(&visit, &world);
    ann.press("Undo");
    let shown = |visit: &Visit| {
        let names = |all: &Vec<Topic>| all.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        visit.state.resources.topics.with_untracked(names).unwrap()
    };
    assert_eq!(shown(&visit), ["Hours", "Prices"]);
    visit.state.resources.load_topics();
    settle();
    assert_eq!(shown(&visit), ["Hours", "Prices"], "the API has it at the end");
    let later = ann.reopened();
    let visit = later.open_main();
    assert_eq!(shown(&visit), ["Hours", "Prices"], "this device remembers it");
    let id = visit.state.resources.restored.current("T-1".into());
    assert_eq!(id, "T-new-1".into());
}

#[test]
fn a_topic_that_somebody_else_deleted_first_is_deleted() {
    let (world, ann, visit) = one_person();
    let topic = world.api().main().topics.remove(0);
    visit.run(delete(visit.state, Memo::new(|_| None), topic));
    assert!(ann.says("“Hours” deleted"));
    assert_eq!(visit.state.resources.topics.with_untracked(Vec::len), Some(1));
}

#[test]
fn a_topic_that_could_not_be_deleted_stays() {
    let (world, ann, visit) = one_person();
    ann.network.fail_writes(Fault::Answer(refusal(500, "")));
    delete_first(&visit, &world);
    assert!(ann.says("“Hours” was not deleted"));
    assert_eq!(visit.state.resources.topics.with_untracked(Vec::len), Some(2));
}

#[test]
fn a_topic_that_cannot_be_brought_back_opens_as_an_unsaved_one() {
    let (world, ann, visit) = one_person();
    delete_first(&visit, &world);
    ann.network.fail_writes(Fault::LoseRequest);
    ann.press("Undo");
    let drafts = visit.state.drafts.topics.get_untracked();
    assert_eq!(drafts[&TopicId::default()].mine.name, "Hours");
    assert!(ann.gone_to().unwrap().ends_with("/topics/%2Bnew"));
    ann.network.behave();
    press_create(&visit, RwSignal::new(Saving::Idle));
    assert_eq!(count_of(&world, "Hours"), 1);
}

#[test]
fn a_topic_that_cannot_be_brought_back_replaces_no_other_unsaved_one() {
    let (world, ann, visit) = one_person();
    begin(&visit, sauna());
    delete_first(&visit, &world);
    ann.network.fail_writes(Fault::LoseRequest);
    ann.press("Undo");
    let drafts = visit.state.drafts.topics.get_untracked();
    assert_eq!(drafts[&TopicId::default()].mine.name, "Sauna");
    assert!(ann.says("“Hours” was not created again"));
    ann.network.behave();
    ann.press("Try again");
    assert_eq!(count_of(&world, "Hours"), 1);
}

#[test]
fn a_topic_without_content_comes_back_too() {
    let (world, _ann, visit) = one_person();
    let empty = Topic { content: String::new(), ..sauna() };
    visit.run(async move {
        let deleted = Deleted { topic: empty, typed: None, after: None };
        restore(visit.state, &deleted).await.unwrap();
    });
    assert_eq!(world.api().main().topics.last().unwrap().content, " ");
}

#[test]
fn removing_a_topic_gives_what_was_typed_for_it() {
    let (world, _ann, visit) = one_person();
    let prices = world.api().main().topic("T-2").clone();
    let deleted = remove(visit.state, prices);
    assert_eq!((deleted.typed, deleted.after), (None, Some("T-1".into())));
    let saved = world.api().main().topic("T-1").clone();
    let mine = Topic { content: "Ten to six.".into(), ..saved.clone() };
    visit.state.drafts.topics.update(|all| {
        all.insert("T-1".into(), TopicDraft { base: Some(saved.clone()), mine: mine.clone() });
    });
    let deleted = remove(visit.state, saved);
    assert_eq!((deleted.typed, deleted.after), (Some(mine), None));
    assert_eq!(visit.state.resources.topics.with_untracked(Vec::len), Some(0));
}
