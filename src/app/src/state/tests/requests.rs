//! Sending with patience, as the state meets it: time-outs, retries, a machine without a network, a
//! key that is no longer taken, and requests that nobody wants any more.

use client::{Connection, Response};
use leptos::prelude::*;
use model::Edit;

use super::network::Fault;
use super::world::{Tab, Visit, World, settle, wait};
use crate::state::requests::WaitsFor;
use crate::state::save::behavior::Behavior;
use crate::state::save::{Saving, save};

fn one_person() -> (World, Tab, Visit) {
    let world = World::new();
    let ann = world.person();
    let visit = ann.open_main();
    (world, ann, visit)
}

fn save_behavior(visit: &Visit, mine: &str) -> RwSignal<Saving<String>> {
    let saving = RwSignal::new(Saving::Idle);
    let edit = Edit { base: "Be kind.".to_owned(), mine: mine.to_owned() };
    visit.state.drafts.behavior.set(Some(edit));
    visit.run(save(visit.state, Behavior, saving));
    saving
}

fn waits_for(tab: &Tab) -> Option<WaitsFor> {
    untrack(|| tab.studio.requests.waits_for())
}

#[test]
fn a_slow_api_is_named_after_three_seconds_and_can_be_stopped_after_eight() {
    let (_world, ann, visit) = one_person();
    ann.network.fail_reads(Fault::HoldRequest);
    visit.state.resources.load_topics();
    wait(2_900);
    assert_eq!(waits_for(&ann), None);
    wait(200);
    assert_eq!(waits_for(&ann), Some(WaitsFor::Api { can_stop: false }));
    wait(5_000);
    assert_eq!(waits_for(&ann), Some(WaitsFor::Api { can_stop: true }));
    ann.studio.requests.stop_waiting();
    settle();
    assert_eq!(waits_for(&ann), None);
    assert!(ann.says("The topics could not be refreshed: the request was stopped."));
}

#[test]
fn an_api_that_answers_again_is_no_longer_called_slow() {
    let (_world, ann, visit) = one_person();
    ann.network.fail_reads(Fault::HoldRequest);
    visit.state.resources.load_topics();
    wait(4_000);
    ann.network.release_all();
    assert_eq!(waits_for(&ann), None);
    assert_eq!(ann.messages(), Vec::<String>::new());
}

#[test]
fn an_api_that_never_answers_ends_in_a_failure_for_each_kind_of_request() {
    let (_world, ann, visit) = one_person();
    ann.network.follow(|_| Fault::HoldRequest);
    visit.state.resources.load_topics();
    wait(21_000);
    assert!(ann.says("The topics could not be refreshed: the API did not answer in time."));
    ann.network.behave();
    ann.network.fail_writes(Fault::HoldRequest);
    let saving = save_behavior(&visit, "Be brief.");
    wait(29_000);
    assert!(saving.with_untracked(Saving::is_busy));
    wait(2_000);
    assert!(saving.with_untracked(Saving::is_failed));
}

#[test]
fn a_message_of_a_failed_read_goes_when_the_read_works_again() {
    let (_world, ann, visit) = one_person();
    ann.network.fail_reads(Fault::LoseRequest);
    visit.state.resources.load_topics();
    settle();
    assert!(ann.says("The topics could not be refreshed"));
    ann.network.behave();
    visit.state.resources.load_topics();
    settle();
    assert_eq!(ann.messages(), Vec::<String>::new());
}

#[test]
fn a_read_that_fails_once_is_read_again_without_a_word() {
    let (world, ann, visit) = one_person();
    world.api().main().topics.remove(1);
    let failures = std::sync::atomic::AtomicU32::new(2);
    ann.network.follow(move |_| {
        match failures.fetch_update(
            std::sync::atomic::Ordering::Relaxed,
            std::sync::atomic::Ordering::Relaxed,
            |left| left.checked_sub(1),
        ) {
            Ok(_) => Fault::LoseRequest,
            Err(_) => Fault::None,
        }
    });
    visit.state.resources.load_topics();
    settle();
    assert_eq!(ann.messages(), Vec::<String>::new());
    assert_eq!(visit.state.resources.topics.with_untracked(Vec::len), Some(1));
}

#[test]
fn a_save_waits_as_long_as_the_api_asks_and_is_sent_once_more() {
    let (world, ann, visit) = one_person();
    let busy = Response { status: 429, retry_after: Some(7), ..Response::default() };
    ann.network.fail_writes(Fault::Answer(busy));
    let saving = save_behavior(&visit, "Be brief.");
    ann.network.behave();
    wait(6_900);
    assert!(saving.with_untracked(Saving::is_busy));
    assert_eq!(ann.network.sent("PATCH", "behavior"), 1);
    wait(200);
    assert_eq!(saving.get_untracked(), Saving::Idle);
    assert_eq!(ann.network.sent("PATCH", "behavior"), 2);
    assert_eq!(world.api().main().behavior, "Be brief.");
}

#[test]
fn a_save_without_a_network_says_what_waits_and_goes_on_when_it_is_back() {
    let (world, ann, visit) = one_person();
    ann.set_network(false);
    let saving = save_behavior(&visit, "Be brief.");
    assert_eq!(waits_for(&ann), Some(WaitsFor::Network { writes: 0, reads: 1 }));
    wait(600_000);
    assert!(saving.with_untracked(Saving::is_busy), "it waits as long as it has to");
    ann.set_network(true);
    assert_eq!(waits_for(&ann), None);
    assert_eq!(saving.get_untracked(), Saving::Idle);
    assert_eq!(world.api().main().behavior, "Be brief.");
    assert_eq!(ann.network.sent("PATCH", "behavior"), 1);
}

#[test]
fn a_save_that_waits_for_a_network_can_be_stopped_and_loses_nothing() {
    let (world, ann, visit) = one_person();
    ann.set_network(false);
    let saving = save_behavior(&visit, "Be brief.");
    ann.studio.requests.stop_waiting();
    settle();
    assert!(saving.with_untracked(Saving::is_failed));
    assert_eq!(visit.state.drafts.all().behavior.unwrap().mine, "Be brief.");
    ann.set_network(true);
    assert_eq!(world.api().main().behavior, "Be kind.", "it was stopped");
}

#[test]
fn a_save_goes_on_with_another_key() {
    let (world, ann, visit) = one_person();
    world.api().is_key_refused = true;
    let saving = save_behavior(&visit, "Be brief.");
    assert!(ann.studio.requests.asks_for_key.get_untracked());
    world.api().is_key_refused = false;
    ann.enter_key("another key");
    assert_eq!(saving.get_untracked(), Saving::Idle);
    assert_eq!(world.api().main().behavior, "Be brief.");
    assert_eq!(ann.messages(), Vec::<String>::new());
}

#[test]
fn the_key_of_another_connection_never_goes_to_the_host_of_the_one_before() {
    let (world, ann, visit) = one_person();
    world.api().is_key_refused = true;
    let waiting = save_behavior(&visit, "Be brief.");
    ann.network.fail_reads(Fault::HoldRequest);
    let under_way = save_behavior(&visit, "Be brief.");
    let elsewhere = Connection {
        base: "https://elsewhere.example".into(),
        account: None,
        key: Some("key of elsewhere".into()),
    };
    ann.studio.open(elsewhere);
    ann.network.release_all();
    for saving in [waiting, under_way] {
        assert!(saving.with_untracked(Saving::is_failed), "{:?}", saving.get_untracked());
    }
    assert!(!ann.network.has_sent_key("key of elsewhere"));
}

#[test]
fn a_read_that_is_replaced_or_left_is_stopped() {
    let (_world, ann, visit) = one_person();
    ann.network.fail_reads(Fault::HoldRequest);
    visit.state.resources.load_topics();
    settle();
    assert_eq!(ann.network.waiting(), 1);
    visit.state.resources.load_topics();
    settle();
    assert_eq!(ann.network.waiting(), 1, "the older one is stopped");
    visit.leave();
    assert_eq!(ann.network.waiting(), 0);
}

#[test]
fn an_answer_that_was_lost_after_the_api_had_acted_is_found_and_nothing_is_sent_twice() {
    let (world, ann, visit) = one_person();
    ann.network.fail_writes(Fault::LoseAnswer);
    let saving = save_behavior(&visit, "Be brief.");
    assert_eq!(saving.get_untracked(), Saving::Idle);
    assert_eq!(world.api().main().behavior, "Be brief.");
    assert_eq!(ann.network.sent("PATCH", "behavior"), 1);
}

#[test]
fn a_request_that_was_lost_before_the_api_had_acted_is_said_not_to_have_happened() {
    let (world, ann, visit) = one_person();
    ann.network.fail_writes(Fault::LoseRequest);
    let saving = save_behavior(&visit, "Be brief.");
    let Saving::Failed(error) = saving.get_untracked() else { panic!("{saving:?}") };
    assert!(!error.is_uncertain());
    assert!(error.advice().starts_with("It has not happened so far. Try again"));
    assert_eq!(world.api().main().behavior, "Be kind.");
    assert_eq!(ann.network.sent("PATCH", "behavior"), 1);
}
