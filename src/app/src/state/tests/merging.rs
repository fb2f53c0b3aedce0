//! Merging a branch beside others: what was decided stays, and nothing unseen is merged.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use model::{Decision, MergeWarning, Party};

use super::network::Fault;
use super::world::{Tab, Visit, World, settle};
use crate::state::merging::direction::Direction;
use crate::state::merging::{Merging, Phase};

/// A branch `summer` that wrote both topics, as main did since.
fn two_conflicts(world: &World) {
    let mut api = world.api();
    api.has_projections = true;
    api.branch_off("summer");
    for (branch, text) in [("main", "main"), ("summer", "branch")] {
        for topic in &mut api.branches.get_mut(branch).unwrap().topics {
            topic.content = format!("{} by {text}", topic.name);
        }
    }
}

fn start(tab: &Tab) -> (Visit, Merging) {
    start_to(tab, Direction::Merge)
}

fn start_to(tab: &Tab, direction: Direction) -> (Visit, Merging) {
    let visit = tab.open("summer");
    let merging = untrack(|| Merging::new(visit.state, direction));
    settle();
    (visit, merging)
}

fn decide(merging: Merging, index: usize, decision: Decision) {
    let questions = untrack(|| merging.questions());
    merging.decide(vec![(&questions[index], decision)]);
}

/// Presses the button; gives whether the merge is done.
fn proceed(visit: &Visit, merging: Merging) -> bool {
    let done = Rc::new(Cell::new(false));
    let report = Rc::clone(&done);
    visit.run(async move {
        let is_done = merging.proceed().await;
        report.set(is_done);
    });
    done.get()
}

/// Goes on to the two questions, takes a party's text for each, and goes on to the result.
fn answer(visit: &Visit, merging: Merging, first: Party, second: Party) {
    proceed(visit, merging);
    decide(merging, 0, Decision::Take(first));
    decide(merging, 1, Decision::Take(second));
    proceed(visit, merging);
}

fn open(merging: Merging) -> usize {
    untrack(|| merging.open())
}

#[test]
fn conflicts_are_foreseen_decided_shown_and_sent() {
    let world = World::new();
    two_conflicts(&world);
    let tab = world.person();
    let (visit, merging) = start(&tab);
    assert_eq!(open(merging), 2);
    assert!(!proceed(&visit, merging));
    assert!(matches!(merging.phase.get_untracked(), Phase::Questions));
    decide(merging, 0, Decision::Take(Party::Branch));
    proceed(&visit, merging);
    assert!(matches!(merging.phase.get_untracked(), Phase::Questions), "one is open");
    decide(merging, 1, Decision::Text("Own words".to_owned()));
    proceed(&visit, merging);
    let Phase::Result(Some(result)) = merging.phase.get_untracked() else { panic!("no result") };
    assert_eq!(result.comparison.totals().changes(), 2);
    assert_eq!(world.api().writes, Vec::<String>::new(), "nothing is sent yet");

    untrack(|| visit.state.message("merge")).set("Summer".to_owned());
    assert!(proceed(&visit, merging));
    assert_eq!(world.api().main().topic("T-1").content, "Hours by branch");
    assert_eq!(world.api().main().topic("T-2").content, "Own words");
    assert_eq!(untrack(|| visit.state.message("merge")).get_untracked(), "");
}

#[test]
fn half_made_decisions_survive_closing_a_reload_and_a_lost_connection() {
    let world = World::new();
    two_conflicts(&world);
    let tab = world.person();
    let (visit, merging) = start(&tab);
    decide(merging, 0, Decision::Text("Own words".to_owned()));
    visit.leave();
    let (_visit, merging) = start(&tab);
    assert_eq!(open(merging), 1, "closed and opened again");

    tab.network.fail_reads(Fault::LoseRequest);
    let (_visit, merging) = start(&tab);
    assert_eq!(open(merging), 0, "nothing can be read");
    tab.network.behave();
    untrack(|| merging.read());
    settle();
    assert_eq!(open(merging), 1);

    let stored = tab.storage.lock().unwrap().clone();
    assert!(stored.iter().all(|(name, text)| !name.contains("key") && !text.contains("\"key\"")));
    let tab = tab.reopened();
    let (_visit, merging) = start(&tab);
    assert_eq!(open(merging), 1, "reloaded");
    let first = untrack(|| merging.questions()).remove(0);
    assert_eq!(untrack(|| merging.decision(&first)), Some(Decision::Text("Own words".to_owned())));
}

#[test]
fn what_moved_after_the_click_is_asked_again_and_the_rest_stays_decided() {
    let world = World::new();
    two_conflicts(&world);
    let tab = world.person();
    let (visit, merging) = start(&tab);
    answer(&visit, merging, Party::Branch, Party::Branch);
    assert!(matches!(merging.phase.get_untracked(), Phase::Result(_)));

    world.api().main().topics[1].content = "Prices by main, later".to_owned();
    assert!(!proceed(&visit, merging));
    assert_eq!(world.api().main().topic("T-2").content, "Prices by main, later");
    assert!(matches!(merging.phase.get_untracked(), Phase::Questions));
    assert_eq!(open(merging), 1);
    let said = merging.moved.get_untracked().unwrap();
    assert!(said.starts_with("Main has changed") && said.contains("1 place"), "{said}");

    decide(merging, 1, Decision::Take(Party::Target));
    proceed(&visit, merging);
    assert!(proceed(&visit, merging));
    assert_eq!(world.api().main().topic("T-1").content, "Hours by branch");
    assert_eq!(world.api().main().topic("T-2").content, "Prices by main, later");
}

#[test]
fn an_unseen_change_elsewhere_is_shown_before_anything_is_merged() {
    let world = World::new();
    two_conflicts(&world);
    let tab = world.person();
    let (visit, merging) = start(&tab);
    answer(&visit, merging, Party::Branch, Party::Branch);
    world.api().branches.get_mut("summer").unwrap().behavior = "Be brief.".to_owned();
    assert!(!proceed(&visit, merging));
    assert_eq!(world.api().main().behavior, "Be kind.");
    let Phase::Result(Some(result)) = merging.phase.get_untracked() else { panic!("no result") };
    assert_eq!(result.comparison.totals().changes(), 3, "the decisions still apply");
    assert!(proceed(&visit, merging));
    assert_eq!(world.api().main().behavior, "Be brief.");
}

#[test]
fn a_merge_whose_answer_is_lost_is_found_out_by_reading() {
    let world = World::new();
    two_conflicts(&world);
    let tab = world.person();
    let (visit, merging) = start(&tab);
    answer(&visit, merging, Party::Branch, Party::Target);
    tab.network.fail_writes(Fault::LoseAnswer);
    assert!(proceed(&visit, merging));
    assert_eq!(tab.network.sent("POST", "merge"), 1);
}

#[test]
fn a_refused_merge_keeps_every_decision() {
    let world = World::new();
    two_conflicts(&world);
    let tab = world.person();
    let (visit, merging) = start(&tab);
    answer(&visit, merging, Party::Branch, Party::Target);
    tab.network.fail_writes(Fault::Answer(super::api::refusal(500, "INTERNAL")));
    assert!(!proceed(&visit, merging));
    assert!(merging.problem.get_untracked().is_some());
    assert_eq!(open(merging), 0);
    tab.network.behave();
    assert!(proceed(&visit, merging));
}

#[test]
fn conflicts_that_could_not_be_foreseen_are_asked_when_the_api_names_them() {
    let world = World::new();
    two_conflicts(&world);
    world.api().has_projections = false;
    let tab = world.person();
    let (visit, merging) = start(&tab);
    assert_eq!(open(merging), 0);
    assert!(!proceed(&visit, merging));
    assert!(matches!(merging.phase.get_untracked(), Phase::Questions));
    assert_eq!(open(merging), 2);
    decide(merging, 0, Decision::Take(Party::Branch));
    decide(merging, 1, Decision::Take(Party::Branch));
    proceed(&visit, merging);
    assert!(matches!(merging.phase.get_untracked(), Phase::Result(None)));
    assert!(proceed(&visit, merging));
    assert_eq!(world.api().main().topic("T-2").content, "Prices by branch");
}

#[test]
fn an_update_from_main_asks_the_same_and_changes_the_branch_only() {
    let world = World::new();
    two_conflicts(&world);
    world.api().main().behavior = "Be brief.".to_owned();
    let tab = world.person();
    let (visit, merging) = start_to(&tab, Direction::Update);
    let shown = visit.state.resources;
    untrack(|| shown.load_behavior());
    settle();
    assert_eq!(open(merging), 2);
    answer(&visit, merging, Party::Branch, Party::Target);
    let Phase::Result(Some(result)) = merging.phase.get_untracked() else { panic!("no result") };
    assert_eq!(
        result.comparison.totals().changes(),
        2,
        "the behavior, and the topic that main has"
    );
    assert!(proceed(&visit, merging));
    let mut api = world.api();
    assert_eq!(api.main().topic("T-1").content, "Hours by main");
    let summer = &api.branches["summer"];
    assert_eq!(
        (summer.behavior.as_str(), &*summer.topic("T-1").content),
        ("Be brief.", "Hours by branch")
    );
    assert_eq!(summer.topic("T-2").content, "Prices by main");
    let behavior = shown.behavior.with_untracked(Clone::clone);
    assert_eq!(behavior.as_deref(), Some("Be brief."), "the page shows it at once");
}

#[test]
fn conflicts_of_an_update_that_could_not_be_foreseen_are_asked_as_well() {
    let world = World::new();
    two_conflicts(&world);
    world.api().has_projections = false;
    let tab = world.person();
    let (visit, merging) = start_to(&tab, Direction::Update);
    assert!(!proceed(&visit, merging));
    assert_eq!(open(merging), 2);
    decide(merging, 0, Decision::Take(Party::Target));
    decide(merging, 1, Decision::Take(Party::Branch));
    proceed(&visit, merging);
    assert!(proceed(&visit, merging));
    assert_eq!(world.api().branches["summer"].topic("T-1").content, "Hours by main");
}

#[test]
fn an_update_whose_answer_is_lost_is_found_out_by_reading() {
    let world = World::new();
    two_conflicts(&world);
    let tab = world.person();
    let (visit, merging) = start_to(&tab, Direction::Update);
    answer(&visit, merging, Party::Branch, Party::Branch);
    tab.network.fail_writes(Fault::LoseAnswer);
    assert!(proceed(&visit, merging));
    assert_eq!(tab.network.sent("POST", "sync"), 1);
}

#[test]
fn conflicts_in_timestamps_that_were_not_foreseen_are_answered_and_nobody_is_asked() {
    let world = World::new();
    two_conflicts(&world);
    world.api().has_noise = true;
    let tab = world.person();
    let (visit, merging) = start(&tab);
    answer(&visit, merging, Party::Branch, Party::Target);
    assert!(proceed(&visit, merging));
    assert_eq!(tab.network.sent("POST", "merge"), 2);
}

#[test]
fn the_result_warns_of_what_decisions_empty() {
    let world = World::new();
    {
        let mut api = world.api();
        api.has_projections = true;
        api.branch_off("summer");
        for (branch, phone) in [("main", "333"), ("summer", "")] {
            let variants = &mut api.branches.get_mut(branch).unwrap().variants;
            variants[0].values.insert("A-1".into(), phone.to_owned());
        }
    }
    let tab = world.person();
    let (visit, merging) = start(&tab);
    let foreseen = |merging: Merging| merging.preview().with_untracked(|all| all.warnings.len());
    assert_eq!(foreseen(merging), Some(0), "main's value stays until somebody decides");
    proceed(&visit, merging);
    decide(merging, 0, Decision::Take(Party::Branch));
    proceed(&visit, merging);
    let Phase::Result(Some(result)) = merging.phase.get_untracked() else { panic!("no result") };
    let expected =
        MergeWarning::Emptied { variant: "Cork".to_owned(), attributes: vec!["phone".to_owned()] };
    assert_eq!(result.warnings, [expected]);
}
