//! Loading: ready, failed, stale, late and again.

use client::TransportError;
use leptos::prelude::*;

use super::api::refusal;
use super::network::Fault;
use super::world::{World, settle, wait};
use crate::remote::Remote;
use crate::state::branch::resources::{NotFound, Resources};
use crate::state::unpublished::Status;

#[test]
fn a_branch_loads_its_branches_and_deployments_at_once_and_its_content_when_asked() {
    let (world, ann) = one_person();
    let visit = ann.open("main");
    let resources = visit.state.resources;
    assert!(resources.branches.remote().with_untracked(|one| one.ready().is_some()));
    assert!(resources.timeline.remote().with_untracked(|one| one.ready().is_some()));
    assert_eq!(resources.behavior.remote().get_untracked(), Remote::Loading);
    visit.load();
    assert_eq!(resources.behavior.with_untracked(String::clone), Some("Be kind.".to_owned()));
    let topics = world.api().main().topics.clone();
    assert_eq!(resources.topics.with_untracked(Vec::clone), Some(topics));
    assert_eq!(resources.grid.with_untracked(|grid| grid.variants().len()), Some(2));
}

fn one_person() -> (World, super::world::Tab) {
    let world = World::new();
    let ann = world.person();
    (world, ann)
}

#[test]
fn a_value_that_could_not_be_loaded_is_failed_until_it_is_loaded_again() {
    let (_world, ann) = one_person();
    let visit = ann.open("main");
    ann.network.fail_reads(Fault::LoseRequest);
    visit.load();
    let behavior = visit.state.resources.behavior;
    let lost = client::ApiError::Unreachable(TransportError::Failed).into();
    assert_eq!(behavior.remote().get_untracked(), Remote::Failed(lost));
    assert_eq!(ann.messages(), Vec::<String>::new(), "the page itself shows it");

    ann.network.behave();
    behavior.clear();
    assert_eq!(behavior.remote().get_untracked(), Remote::Loading);
    visit.load();
    assert_eq!(behavior.with_untracked(String::clone), Some("Be kind.".to_owned()));
}

#[test]
fn a_value_that_could_not_be_refreshed_stays_and_a_message_says_so() {
    let (_world, ann) = one_person();
    let visit = ann.open_main();
    for (load, message) in [
        (Resources::load_behavior as fn(Resources), "The behavior could not be refreshed"),
        (Resources::load_topics, "The topics could not be refreshed"),
        (Resources::load_branches, "The branches could not be refreshed"),
        (Resources::load_timeline, "The deployments could not be refreshed"),
    ] {
        ann.network.fail_reads(Fault::LoseRequest);
        load(visit.state.resources);
        settle();
        assert!(ann.says(message), "{message}");
    }
    visit.state.load_grid();
    settle();
    assert!(ann.says("The variants could not be refreshed"));
    let resources = visit.state.resources;
    assert_eq!(resources.behavior.with_untracked(String::clone), Some("Be kind.".to_owned()));
    assert_eq!(resources.topics.with_untracked(Vec::len), Some(2));
    assert_eq!(resources.grid.with_untracked(|grid| grid.variants().len()), Some(2));
}

#[test]
fn the_answer_of_an_earlier_request_does_not_replace_that_of_a_later_one() {
    let (world, ann) = one_person();
    let visit = ann.open_main();
    let behavior = visit.state.resources.behavior;
    ann.network.fail_reads(Fault::HoldAnswer);
    world.api().main().behavior = "First.".into();
    visit.state.resources.load_behavior();
    settle();
    world.api().main().behavior = "Second.".into();
    visit.state.resources.load_behavior();
    settle();
    assert_eq!(ann.network.held(), 2);
    ann.network.release(1);
    assert_eq!(behavior.with_untracked(String::clone), Some("Second.".to_owned()));
    ann.network.release(0);
    assert_eq!(behavior.with_untracked(String::clone), Some("Second.".to_owned()));
}

#[test]
fn the_failure_of_an_earlier_request_does_not_hide_a_value_that_was_set_since() {
    let (_world, ann) = one_person();
    let visit = ann.open("main");
    let behavior = visit.state.resources.behavior;
    ann.network.fail_reads(Fault::HoldRequest);
    visit.state.resources.load_behavior();
    settle();
    assert!(behavior.is_fetching().get_untracked());
    behavior.set("Known.".to_owned());
    assert!(!behavior.is_fetching().get_untracked());
    ann.network.release_all();
    assert_eq!(behavior.with_untracked(String::clone), Some("Known.".to_owned()));
}

#[test]
fn a_value_stays_while_it_is_fetched_again() {
    let (_world, ann) = one_person();
    let visit = ann.open_main();
    let behavior = visit.state.resources.behavior;
    ann.network.fail_reads(Fault::HoldRequest);
    visit.state.resources.load_behavior();
    settle();
    assert!(behavior.is_fetching().get_untracked());
    assert_eq!(behavior.with_untracked(String::clone), Some("Be kind.".to_owned()));
    ann.network.release_all();
    assert!(!behavior.is_fetching().get_untracked());
}

#[test]
fn an_answer_that_comes_after_the_branch_was_left_changes_nothing() {
    let (_world, ann) = one_person();
    let visit = ann.open("main");
    ann.network.fail_reads(Fault::HoldRequest);
    visit.load();
    visit.leave();
    ann.network.release_all();
    assert_eq!(ann.messages(), Vec::<String>::new());
}

#[test]
fn a_key_that_is_refused_in_the_middle_of_work_is_asked_for_again() {
    let (world, ann) = one_person();
    let visit = ann.open_main();
    world.api().is_key_refused = true;
    world.api().main().topics.remove(1);
    visit.state.resources.load_topics();
    settle();
    assert!(ann.studio.requests.asks_for_key.get_untracked());
    assert_eq!(visit.state.resources.topics.with_untracked(Vec::len), Some(2));
    world.api().is_key_refused = false;
    ann.enter_key("another key");
    assert!(!ann.studio.requests.asks_for_key.get_untracked());
    assert_eq!(visit.state.resources.topics.with_untracked(Vec::len), Some(1), "it went on");
}

#[test]
fn a_branch_that_the_list_does_not_have_is_not_found() {
    let (_world, ann) = one_person();
    assert_eq!(ann.open("main").state.resources.not_found(), None);
    let visit = ann.open("summer");
    assert_eq!(visit.state.resources.not_found(), Some(NotFound::Branch));
}

#[test]
fn an_agent_is_not_found_only_when_the_list_of_agents_lacks_it_too() {
    let (_world, ann) = one_person();
    ann.network.fail_reads(Fault::Answer(refusal(404, "NOT_FOUND")));
    let visit = ann.open("main");
    assert_eq!(visit.state.resources.not_found(), None, "the agents are not loaded yet");
    ann.studio.agents.set(Vec::new());
    assert_eq!(visit.state.resources.not_found(), Some(NotFound::Agent));
}

#[test]
fn an_agent_without_rules_has_an_empty_behavior_and_a_missing_branch_has_none() {
    let (world, ann) = one_person();
    let visit = ann.open("main");
    ann.network.follow(|request| match request.url.ends_with("/behavior") {
        true => Fault::Answer(refusal(404, "RULES_NOT_FOUND")),
        false => Fault::None,
    });
    visit.load();
    let behavior = visit.state.resources.behavior;
    assert_eq!(behavior.with_untracked(String::clone), Some(String::new()));

    ann.network.behave();
    world.api().branches.remove("main");
    let visit = ann.open_main();
    let remote = visit.state.resources.behavior.remote().get_untracked();
    assert!(matches!(remote, Remote::Failed(error) if error.is_not_found()));
}

#[test]
fn what_is_not_published_is_compared_again_when_something_was_saved() {
    let (world, ann) = one_person();
    let published = world.api().main().clone();
    world.api().published = Some(published);
    let visit = ann.open_main();
    wait(1000);
    let unpublished = visit.state.unpublished;
    assert_eq!(unpublished.status(), Status::Same);
    world.api().main().behavior = "Be brief.".into();
    visit.state.was_saved();
    wait(100);
    assert_eq!(unpublished.status(), Status::Same, "saving often must not mean reading often");
    wait(1000);
    assert_eq!(unpublished.status(), Status::Changed(1));
}

#[test]
fn what_is_not_published_is_unknown_while_it_is_read_and_failed_when_it_cannot_be() {
    let (_world, ann) = one_person();
    ann.network.follow(|request| match request.url.ends_with("/behavior") {
        true => Fault::HoldRequest,
        false => Fault::None,
    });
    let visit = ann.open("main");
    wait(1000);
    assert_eq!(visit.state.unpublished.status(), Status::Unknown);
    ann.network.release_all();
    assert!(matches!(visit.state.unpublished.status(), Status::Changed(_)), "all of it is new");

    let bob = ann.second_tab();
    bob.network.follow(|request| match request.url.ends_with("/behavior") {
        true => Fault::LoseRequest,
        false => Fault::None,
    });
    let visit = bob.open("main");
    wait(1000);
    assert_eq!(visit.state.unpublished.status(), Status::Failed);
}

#[test]
fn a_branch_is_measured_against_main() {
    let (world, ann) = one_person();
    let main = world.api().main().clone();
    world.api().branches.insert("summer".into(), main);
    let visit = ann.open("summer");
    wait(1000);
    assert_eq!(visit.state.unpublished.status(), Status::Same);
    world.api().branches.get_mut("summer").unwrap().behavior = "Sunny.".into();
    visit.state.was_saved();
    wait(1000);
    assert_eq!(visit.state.unpublished.status(), Status::Changed(1));
}

#[test]
fn a_branch_that_is_left_before_it_is_compared_breaks_nothing() {
    let world = World::new();
    let ann = world.person();
    for branch in ["main", "other"] {
        drop(ann.open(branch));
        wait(3_000);
    }
}
