//! Executing a plan of calls that reverts changes, such as discarding the draft.
#![expect(clippy::disallowed_methods, reason = "the tests' contents are small")]

use client::Request;
use diff::reversal::{self, Plan};
use leptos::prelude::*;
use model::{Topic, Variant};

use super::api::{Content, refusal};
use super::network::Fault;
use super::world::{Tab, Visit, World};
use crate::state::plan;
use crate::state::progress::Progress;

/// Somebody on a `main` that differs from what is published in every way a plan can revert.
fn changed_main() -> (World, Tab, Visit, Content) {
    let world = World::new();
    let published = world.api().main().clone();
    {
        let mut api = world.api();
        let main = api.main();
        main.behavior = "Be brief.".into();
        main.topics[0].content = "Ten to six.".into();
        main.topics.remove(1);
        let sauna = Topic { id: "T-3".into(), name: "Sauna".into(), ..Topic::default() };
        main.topics.push(Topic { content: "Until nine.".into(), ..sauna });
        main.variants[0].values.insert("A-1".into(), "999".into());
        let galway =
            Variant { id: "V-3".into(), name: "Galway".into(), ..main.variants[1].clone() };
        main.variants.push(galway);
        api.published = Some(published.clone());
    }
    let ann = world.person();
    let visit = ann.open_main();
    (world, ann, visit, published)
}

/// What discarding the draft would do.
fn plan_of(world: &World, published: &Content) -> Plan {
    let current = world.api().main().snapshot();
    reversal::plan(&current, &published.snapshot(), |change| !change.is_note)
}

fn execute(visit: &Visit, plan: Plan) -> (RwSignal<Option<Progress>>, RwSignal<Option<bool>>) {
    let (progress, result) = (RwSignal::new(None), RwSignal::new(None));
    let state = visit.state;
    visit.run(async move {
        result.set(Some(plan::execute(state, plan, progress).await));
    });
    (progress, result)
}

/// What a content says, whatever the identifiers of what was created again.
fn words(content: &Content) -> Vec<String> {
    let topics = content.topics.iter().map(|one| format!("{} {}", one.name, one.content));
    let rows = content.variants.iter().map(|one| format!("{} {:?}", one.name, one.values));
    let mut all: Vec<String> = topics.chain(rows).collect();
    all.sort();
    all.push(content.behavior.clone());
    all
}

#[test]
fn a_plan_brings_everything_back() {
    let (world, _ann, visit, published) = changed_main();
    let plan = plan_of(&world, &published);
    let steps = plan.steps.len();
    let (progress, result) = execute(&visit, plan);
    assert_eq!(result.get_untracked(), Some(true));
    assert_eq!(words(world.api().main()), words(&published));
    let progress = progress.get_untracked().unwrap();
    assert_eq!((progress.done, progress.total), (steps, steps));
    assert!(progress.is_over() && progress.failed.is_empty());
}

#[test]
fn what_the_page_shows_is_loaded_again_after_a_plan() {
    let (world, _ann, visit, published) = changed_main();
    execute(&visit, plan_of(&world, &published));
    let resources = visit.state.resources;
    assert_eq!(resources.behavior.with_untracked(String::clone), Some("Be kind.".to_owned()));
    let topics = world.api().main().topics.clone();
    assert_eq!(resources.topics.with_untracked(Vec::clone), Some(topics));
    assert_eq!(visit.state.saves.get_untracked(), 1);
}

#[test]
fn a_plan_without_steps_is_done() {
    let (world, ann, visit, _) = changed_main();
    let same = world.api().main().clone();
    let (_, result) = execute(&visit, plan_of(&world, &same));
    assert_eq!(result.get_untracked(), Some(true));
    assert_eq!(ann.network.sent("P", ""), 0);
}

fn is_write(request: &Request) -> bool {
    request.method != client::Method::Get
}

#[test]
fn a_plan_goes_on_when_an_answer_is_lost_because_it_finds_what_was_done() {
    let (world, ann, visit, published) = changed_main();
    ann.network.fail_writes(Fault::LoseAnswer);
    let (_, result) = execute(&visit, plan_of(&world, &published));
    assert_eq!(result.get_untracked(), Some(true));
    assert_eq!(words(world.api().main()), words(&published));
}

/// Lets this many writes through, and the others meet the fault.
fn fail_after(ann: &Tab, writes: usize, fault: Fault) {
    let sent = std::sync::atomic::AtomicUsize::new(0);
    ann.network.follow(move |request| {
        let is_later =
            is_write(request) && sent.fetch_add(1, std::sync::atomic::Ordering::Relaxed) >= writes;
        if is_later { fault.clone() } else { Fault::None }
    });
}

#[test]
fn a_plan_stops_at_the_first_step_that_fails_and_a_new_plan_finishes_it() {
    let (world, _, _, published) = changed_main();
    let steps = plan_of(&world, &published).steps.len();
    for fault in [Fault::LoseRequest, Fault::Answer(refusal(500, ""))] {
        for done in 0..steps {
            let (world, ann, visit, published) = changed_main();
            fail_after(&ann, done, fault.clone());
            let (progress, result) = execute(&visit, plan_of(&world, &published));
            assert_eq!(result.get_untracked(), Some(false), "{fault:?} after {done}");
            let progress = progress.get_untracked().unwrap();
            assert_eq!((progress.done, progress.failed.len()), (done, 1), "{fault:?}");

            ann.network.behave();
            let (_, result) = execute(&visit, plan_of(&world, &published));
            assert_eq!(result.get_untracked(), Some(true), "{fault:?} after {done}");
            assert_eq!(words(world.api().main()), words(&published), "{fault:?} after {done}");
        }
    }
}

#[test]
fn what_somebody_else_deleted_is_deleted() {
    let (world, _ann, visit, published) = changed_main();
    let plan = plan_of(&world, &published);
    world.api().main().topics.retain(|topic| topic.name != "Sauna");
    let (_, result) = execute(&visit, plan);
    assert_eq!(result.get_untracked(), Some(true));
    assert_eq!(words(world.api().main()), words(&published));
}

#[test]
fn a_protected_main_refuses_a_plan_and_is_remembered() {
    let (world, ann, visit, published) = changed_main();
    world.api().is_main_protected = true;
    let (_, result) = execute(&visit, plan_of(&world, &published));
    assert_eq!(result.get_untracked(), Some(false));
    assert!(visit.state.is_protected());
    assert!(ann.says("It was not done: main takes no direct changes."));
}

#[test]
fn a_plan_is_finished_although_its_branch_was_left() {
    let (world, ann, visit, published) = changed_main();
    let plan = plan_of(&world, &published);
    fail_after(&ann, 1, Fault::HoldAnswer);
    execute(&visit, plan);
    visit.leave();
    ann.network.release_all();
    assert_eq!(words(world.api().main()), words(&published));
}

#[test]
fn drafts_stay_while_a_plan_is_executed() {
    let (world, _ann, visit, published) = changed_main();
    let edit = model::Edit { base: "Be brief.".to_owned(), mine: "Be clear.".to_owned() };
    visit.state.drafts.behavior.set(Some(edit.clone()));
    execute(&visit, plan_of(&world, &published));
    assert_eq!(visit.state.drafts.all().behavior, Some(edit));
}
