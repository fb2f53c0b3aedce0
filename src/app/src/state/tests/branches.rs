//! Branches: what they change, what they lack, and what is done with them.

use std::sync::Arc;

use leptos::prelude::*;
use model::{Branch, BranchId, BranchRef, Section, SyncOutcome, Topic};

use super::api::Content;
use super::network::Fault;
use super::world::{Tab, Visit, World, settle, wait};
use crate::remote::Remote;
use crate::state::archive::Archive;
use crate::state::creating;
use crate::state::progress::Progress;
use crate::state::side::Side;
use crate::state::standing::Standing;
use crate::state::standings::Standings;
use crate::state::unpublished::Status;
use crate::state::updating;

/// A branch that changed one topic, of a `main` whose behavior changed meanwhile.
fn diverged() -> (World, Tab) {
    let world = World::new();
    {
        let mut api = world.api();
        api.private.is_offered = true;
        api.create("summer", "main");
        api.branches.get_mut("summer").unwrap().topics[0].content = "Ten to six.".into();
        api.main().behavior = "Be brief.".into();
    }
    let ann = world.person();
    (world, ann)
}

fn begins(state: &str) -> Side {
    Side::BranchAt(BranchId::main(), state.into())
}

fn branches(visit: &Visit) -> Vec<Branch> {
    visit.state.resources.branches.with_untracked(Clone::clone).unwrap()
}

/// How a branch stands.
fn look(visit: &Visit, standings: Standings) -> Remote<Arc<Standing>> {
    standings.look(branches(visit));
    settle();
    standings.of(&"summer".into())
}

fn standings(ann: &Tab) -> Standings {
    Standings::new(ann.studio, super::api::AGENT.into())
}

#[test]
fn a_branch_is_compared_with_where_it_begins() {
    let (_world, ann) = diverged();
    let visit = ann.open("summer");
    wait(1_000);
    assert_eq!(visit.state.unpublished.status(), Status::Changed(1), "main's edit is none of it");
    assert_eq!(visit.state.unpublished.old_side(), begins("1"));
    let path = visit.state.unpublished.compare_path();
    assert!(path.ends_with("?old=branch%3Amain%401&new=branch%3Asummer"), "{path}");
}

#[test]
fn a_branch_whose_beginning_cannot_be_read_is_compared_with_its_parent_now() {
    for is_listed in [true, false] {
        let (world, ann) = diverged();
        world.api().private.is_offered = is_listed;
        ann.network.follow(|request| match request.url.contains("atSequence") {
            true => Fault::Answer(super::api::refusal(403, "USER_ACCESS_FORBIDDEN")),
            false => Fault::None,
        });
        let visit = ann.open("summer");
        wait(1_000);
        assert_eq!(visit.state.unpublished.status(), Status::Changed(2), "{is_listed}");
        assert_eq!(visit.state.unpublished.old_side(), Side::Branch(BranchId::main()));
    }
}

#[test]
fn a_standing_says_what_a_branch_changes_and_what_it_lacks() {
    let (_world, ann) = diverged();
    let visit = ann.open("main");
    let Remote::Ready(found) = look(&visit, standings(&ann)) else { panic!() };
    assert_eq!(found.ahead.sections, [(Section::Topics, 1)]);
    assert_eq!(found.ahead.line(), "Topic “Hours” edited");
    let behind = found.behind.as_ref().unwrap();
    assert_eq!(behind.sections, [(Section::Behavior, 1)]);
}

#[test]
fn a_standing_is_read_again_only_when_a_branch_moved() {
    let (world, ann) = diverged();
    let visit = ann.open("main");
    wait(1_000);
    look(&visit, standings(&ann));
    let read = || ann.network.sent("GET", "/branches/summer/projection");
    let before = read();
    look(&visit, standings(&ann));
    assert_eq!(read(), before, "nothing has moved");
    world.api().branches.get_mut("summer").unwrap().topics[0].content = "Noon.".into();
    look(&visit, standings(&ann));
    assert_eq!(read(), before + 1);
}

#[test]
fn a_standing_that_failed_can_be_looked_up_again() {
    let (_world, ann) = diverged();
    let visit = ann.open("main");
    wait(1_000);
    ann.network.fail_reads(Fault::LoseRequest);
    let standings = standings(&ann);
    assert!(matches!(look(&visit, standings), Remote::Failed(_)));
    ann.network.behave();
    let branch = branches(&visit).into_iter().find(|one| one.id.as_str() == "summer").unwrap();
    standings.look_again(branch);
    settle();
    assert!(matches!(standings.of(&"summer".into()), Remote::Ready(_)));
}

#[test]
fn a_key_without_the_private_part_sees_no_archive_and_no_failure() {
    let (world, ann) = diverged();
    world.api().private.is_offered = false;
    let visit = ann.open("main");
    let resources = visit.state.resources;
    resources.load_archive();
    settle();
    assert_eq!(resources.archive.with_untracked(Archive::clone), Some(Archive::Absent));
    assert!(!resources.has_private_api());
    assert_eq!(ann.messages(), Vec::<String>::new());
    let Remote::Ready(found) = look(&visit, standings(&ann)) else { panic!() };
    assert_eq!((found.ahead.changes(), &found.behind), (2, &None), "against main as it is now");
}

/// Runs something, and gives what came of it.
fn run<T: Send + Sync + 'static>(visit: &Visit, work: impl Future<Output = T> + 'static) -> T {
    let answer = RwSignal::new(None);
    visit.run(async move { answer.set(Some(work.await)) });
    answer.try_update(Option::take).flatten().unwrap()
}

#[test]
fn an_update_brings_what_main_gained_and_shows_it() {
    let (world, ann) = diverged();
    let pool = Topic { id: "T-9".into(), name: "Pool".into(), ..Topic::default() };
    world.api().main().topics.push(pool);
    let visit = ann.open("summer");
    visit.load();
    let outcome = run(&visit, updating::update(visit.state, "summer".into()));
    assert_eq!(outcome, Ok(SyncOutcome::Synced));
    let resources = visit.state.resources;
    assert_eq!(resources.behavior.with_untracked(String::clone), Some("Be brief.".to_owned()));
    assert_eq!(resources.topics.with_untracked(Vec::len), Some(3));
    wait(1_000);
    assert_eq!(visit.state.unpublished.old_side(), begins("2"), "it begins elsewhere now");
    assert_eq!(visit.state.unpublished.status(), Status::Changed(1));
}

#[test]
fn an_update_with_conflicts_changes_nothing() {
    let (world, ann) = diverged();
    world.api().branches.get_mut("summer").unwrap().behavior = "Be funny.".into();
    let before = world.api().branches.clone();
    let visit = ann.open("summer");
    let outcome = run(&visit, updating::update(visit.state, "summer".into()));
    assert!(matches!(outcome, Ok(SyncOutcome::Conflicts(found)) if found.len() == 1));
    assert_eq!(world.api().branches, before);
}

#[test]
fn a_branch_is_renamed_tagged_and_restored_and_the_list_follows() {
    let (world, ann) = diverged();
    let visit = ann.open("main");
    let state = visit.state;
    let summer = || branches(&visit).into_iter().find(|one| one.id.as_str() == "summer");
    run(&visit, updating::rename(state, "summer".into(), "Summer menu")).unwrap();
    run(&visit, updating::tag(state, "summer".into(), true)).unwrap();
    settle();
    let tagged = summer().unwrap();
    assert_eq!((tagged.name.as_str(), tagged.tag.as_deref()), ("Summer menu", Some("staging")));
    run(&visit, updating::tag(state, "summer".into(), false)).unwrap();
    settle();
    assert_eq!(summer().unwrap().tag, None);

    world.api().archive("summer");
    state.resources.load_branches();
    state.resources.load_archive();
    settle();
    assert_eq!(summer(), None);
    let archived = state.resources.archive.with_untracked(Archive::clone);
    assert!(matches!(archived, Some(Archive::Offered(all)) if all.len() == 1));
    run(&visit, updating::restore(state, "summer".into())).unwrap();
    settle();
    assert!(summer().is_some());
    let archived = state.resources.archive.with_untracked(Archive::clone);
    assert_eq!(archived, Some(Archive::Offered(Vec::new())));
}

#[test]
fn a_branch_begins_from_main_or_from_another_branch() {
    let (world, ann) = diverged();
    let visit = ann.open("main");
    let api = visit.state.api().unwrap();
    for (source, name, hours) in
        [("summer", "lunch", "Ten to six."), ("main", "tea", "Nine to five.")]
    {
        let api = api.clone();
        let state = visit.state;
        let made =
            run(&visit, async move { creating::create(state, &api, source.into(), name).await });
        assert_eq!(made, Ok(name.into()));
        assert_eq!(world.api().branches[name].topic("T-1").content, hours);
    }
}

/// Makes a branch of the version that was published, and gives how many steps were announced and
/// what became of them.
fn made_of_version(visit: &Visit) -> (usize, Progress) {
    let state = visit.state;
    run(visit, async move {
        let filling = creating::filling(state, Side::Version("a91".into())).await.unwrap();
        let api = state.api().unwrap();
        let main = BranchId::main();
        let branch = creating::create(state, &api, main, "old-menu").await.unwrap();
        let at = BranchRef { branch, ..state.at() };
        let progress = RwSignal::new(None);
        // What failed is in the progress.
        let _ = creating::fill(state, &api, &at, &filling, progress).await;
        (filling.plan.steps.len(), progress.get_untracked().unwrap())
    })
}

/// A `main` that has changed since it was published.
fn published() -> (World, Tab) {
    let (world, ann) = diverged();
    {
        let mut api = world.api();
        api.published = Some(api.main().clone());
        api.main().behavior = "Be quick.".into();
        api.main().topics.remove(1);
    }
    (world, ann)
}

#[test]
fn a_branch_begins_from_a_version_and_main_stays_as_it_is() {
    let (world, ann) = published();
    let main = world.api().main().clone();
    let visit = ann.open("main");
    let (steps, progress) = made_of_version(&visit);
    assert_eq!((steps, progress), (2, Progress { total: 2, done: 2, failed: Vec::new() }));
    let mut api = world.api();
    assert_eq!(*api.main(), main);
    let (made, version) = (api.branches["old-menu"].clone(), api.published.clone().unwrap());
    assert_eq!(made.behavior, version.behavior);
    let names = |of: &Content| of.topics.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&made), names(&version));
}

#[test]
fn a_branch_from_a_version_says_what_it_could_not_take_over() {
    let (_world, ann) = published();
    let visit = ann.open("main");
    ann.network.follow(|request| match request.url.ends_with("/behavior") {
        true => Fault::Answer(super::api::refusal(500, "INTERNAL")),
        false => Fault::None,
    });
    let (_, progress) = made_of_version(&visit);
    assert_eq!(progress.failed.len(), 1);
    assert!(!progress.is_over());
}

#[test]
fn unsaved_edits_of_another_branch_are_counted() {
    let (_world, ann) = diverged();
    let summer = ann.open("summer");
    summer.load();
    let edit = model::Edit { base: "Be kind.".to_owned(), mine: "Be quick.".to_owned() };
    summer.state.drafts.behavior.set(Some(edit));
    let at = summer.state.at();
    assert_eq!(summer.state.unsaved_on(&at), 1);
    summer.leave();
    let main = ann.open("main");
    assert_eq!((main.state.unsaved_on(&at), main.state.unsaved_on(&main.state.at())), (1, 0));
}
