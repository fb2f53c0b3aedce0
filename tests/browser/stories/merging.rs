//! Merging a branch after main changed, too.

use model::{BranchRef, Snapshot};
use server::Api;

use super::hotels;
use crate::pages::{AgentsPage, Bar};
use crate::stage::{Role, Stage, Studio, story};

#[test]
fn conflicts_are_settled_with_main_with_the_branch_and_by_hand() {
    for api in [Api::V1_0_3, Api::V1_0_11] {
        story(Studio::sample(api), async |stage| settled(stage).await);
    }
}

async fn settled(stage: &Stage) {
    let main = content(stage, &hotels()).await;
    let branches = stage.studio.colleague().branches(&hotels().agent).await.unwrap();
    let summer = branches.iter().find(|branch| branch.name == "summer-menu").unwrap();
    let branch = content(stage, &BranchRef { branch: summer.id.clone(), ..hotels() }).await;

    let window = stage.window().await;
    AgentsPage(&window).open("Harbour Hotels").await;
    let bar = Bar(&window);
    bar.open_branch("summer-menu").await;
    window.press("Merge…").await;
    window.fill(Role::Textbox, "Message", "Summer menu").await;
    window.press("Merge into main").await;
    window.sees("4 conflicts to settle.").await;
    let behavior = "Agent settings › Rules › Behaviour";
    window.click_in(behavior, Role::Radio, "Keep main").await;
    let tea = content_of("Afternoon tea");
    window.click_in(&tea, Role::Radio, "Take summer-menu").await;
    let tables = content_of("Restaurant reservations");
    window.click_in(&tables, Role::Radio, "Write it by hand").await;
    window.fill(Role::Textbox, "Text written by hand", "Ring the restaurant.").await;
    window.sees("1 conflict to settle.").await;
    window.click_in("restaurant_hours", Role::Radio, "Go back to before both").await;
    window.sees("All conflicts are settled.").await;
    window.press("Merge into main").await;
    window.find(Role::Button, "Branch: main").await;
    window.sees("“summer-menu” is merged.").await;

    let merged = content(stage, &hotels()).await;
    assert_eq!(merged.behavior(), main.behavior());
    assert_eq!(topic(&merged, "Afternoon tea"), topic(&branch, "Afternoon tea"));
    assert_eq!(topic(&merged, "Restaurant reservations"), "Ring the restaurant.");
    assert_eq!(topic(&merged, "Sunday lunch"), topic(&branch, "Sunday lunch"), "no conflict there");
}

fn content_of(topic: &str) -> String {
    format!("{topic} › Content")
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
