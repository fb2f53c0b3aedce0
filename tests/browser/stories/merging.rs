//! Merging a branch after main changed, too, and bringing main into a branch.

mod fifty;

use model::{BranchRef, Snapshot};
use server::Api;
use thirtyfour::Key;

use super::hotels;
use crate::pages::{AgentsPage, Bar};
use crate::stage::{Role, Stage, Studio, Window, story};

const BOTH: [Api; 2] = [Api::V1_0_3, Api::V1_0_11];

#[test]
fn conflicts_are_decided_and_what_moves_meanwhile_is_asked_again() {
    for api in BOTH {
        story(Studio::sample(api), async |stage| decided(stage).await);
    }
}

async fn decided(stage: &Stage) {
    let (main, branch) = (hotels(), summer_menu(stage).await);
    let theirs = content(stage, &branch).await;
    let window = stage.window().await;
    open_merge(&window, "Merge…").await;
    window.fill(Role::Textbox, "Message", "Summer menu").await;
    window.press("Resolve 4 conflicts").await;
    open_conflict(&window, "Behavior").await;
    window.press("Take main").await;
    open_conflict(&window, "Afternoon tea › Content").await;
    window.press("Take summer-menu").await;
    open_conflict(&window, "Restaurant reservations › Content").await;
    window.keys("e").await;
    replace(&window, "Ring the restaurant.").await;
    open_conflict(&window, "The Quayside, Bristol › restaurant_hours").await;
    window.press("As before both").await;
    window.sees("Everything is decided.").await;
    window.press("Show the result").await;
    window.sees("What changes on main").await;

    // Somebody edits main after that: nothing unseen is merged, and what still applies stays.
    let behavior = "Be brief.";
    edit_main(stage, behavior).await;
    window.press("Merge into main").await;
    window.sees("Main has changed since you looked. 1 place to decide").await;
    window.sees("1 of 4 left").await;
    window.press("Take main").await;
    window.press("Show the result").await;
    window.holds(Role::Textbox, "Message", "Summer menu").await;
    window.press("Merge into main").await;
    window.find(Role::Button, "Branch: main").await;
    window.sees("“summer-menu” is merged.").await;

    let merged = content(stage, &main).await;
    assert_eq!(merged.behavior(), behavior);
    assert_eq!(topic(&merged, "Afternoon tea"), topic(&theirs, "Afternoon tea"));
    assert_eq!(topic(&merged, "Restaurant reservations"), "Ring the restaurant.");
    assert_eq!(topic(&merged, "Sunday lunch"), topic(&theirs, "Sunday lunch"), "no conflict there");

    window.press("See what is released").await;
    window.find(Role::Heading, "Compare").await;
}

#[test]
fn main_is_brought_into_a_branch_by_the_same_decisions() {
    for api in BOTH {
        story(Studio::sample(api), async |stage| updated(stage).await);
    }
}

async fn updated(stage: &Stage) {
    let (main, branch) = (hotels(), summer_menu(stage).await);
    let before = content(stage, &main).await;
    let window = stage.window().await;
    open_merge(&window, "Update from main…").await;
    window.sees("What this branch gets").await;
    window.press("Resolve 4 conflicts").await;
    for (conflict, choice) in [
        ("Behavior", "Take main"),
        ("Afternoon tea › Content", "Take summer-menu"),
        ("Restaurant reservations › Content", "Take main"),
        ("The Quayside, Bristol › restaurant_hours", "Take summer-menu"),
    ] {
        open_conflict(&window, conflict).await;
        window.press(choice).await;
    }
    window.press("Show the result").await;
    window.sees("What changes on this branch").await;
    window.press("Update the branch").await;
    window.sees("“summer-menu” has what main changed.").await;
    let updated = content(stage, &branch).await;
    assert_eq!(updated.behavior(), before.behavior());
    let reservations = "Restaurant reservations";
    assert_eq!(topic(&updated, reservations), topic(&before, reservations));
    assert!(content(stage, &main).await == before, "main stays as it was");
}

/// Opens the dialog from the branch `summer-menu`.
async fn open_merge(window: &Window, button: &str) {
    AgentsPage(window).open("Harbour Hotels").await;
    Bar(window).open_branch("summer-menu").await;
    if button == "Merge…" {
        window.press(button).await;
    } else {
        window.choose("Actions for this branch", button).await;
    }
}

/// Opens a conflict from the list.
async fn open_conflict(window: &Window, name: &str) {
    window.press(name).await;
    window.find(Role::Heading, name).await;
}

/// Replaces what stands in the field that has the focus.
async fn replace(window: &Window, text: &str) {
    window.keys(Key::Control + "a").await;
    window.type_text(text).await;
}

async fn summer_menu(stage: &Stage) -> BranchRef {
    let branches = stage.studio.colleague().branches(&hotels().agent).await.unwrap();
    let found = branches.into_iter().find(|branch| branch.name == "summer-menu").unwrap();
    BranchRef { branch: found.id, ..hotels() }
}

/// Somebody else changes the behavior of main, the way that every API allows.
async fn edit_main(stage: &Stage, behavior: &str) {
    let api = stage.studio.colleague();
    let branch = api.create_branch(&hotels().agent, "meanwhile").await.unwrap();
    let branch = BranchRef { branch, ..hotels() };
    api.set_behavior(&branch, behavior).await.unwrap();
    api.merge(&branch, "Brief", &[]).await.unwrap();
}

async fn content(stage: &Stage, at: &BranchRef) -> Snapshot {
    let api = stage.studio.colleague();
    let account = api.connection().account.clone().unwrap();
    api.branch_snapshot(&account, at).await.unwrap()
}

fn topic(content: &Snapshot, name: &str) -> String {
    let topics = content.topics();
    topics.into_iter().find(|topic| topic.name == name).unwrap().content
}
