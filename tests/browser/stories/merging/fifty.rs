//! Fifty conflicts, decided without a mouse.

use std::collections::BTreeMap;

use model::{BranchRef, Snapshot, Topic, TopicEdit, Variant};
use server::Api;
use thirtyfour::Key;

use super::{content, replace};
use crate::pages::{AgentsPage, Bar};
use crate::stage::{Role, Stage, Studio, story};
use crate::stories::{LARCH, larch};

/// How many topics both sides write.
const TOPICS: usize = 46;

#[test]
fn fifty_conflicts_are_merged_by_keyboard() {
    story(Studio::sample(Api::V1_0_3), async |stage| by_keyboard(stage).await);
}

async fn by_keyboard(stage: &Stage) {
    let branch = fifty_conflicts(stage).await;
    let before = content(stage, &larch()).await;
    let theirs = content(stage, &branch).await;

    let window = stage.window().await;
    AgentsPage(&window).open(LARCH).await;
    let bar = Bar(&window);
    bar.open_branch("summer").await;
    window.press("Merge…").await;
    window.sees("50 conflicts to resolve").await;
    window.sees("What main gained meanwhile").await;
    window.fill(Role::Textbox, "Message", "Summer").await;
    window.is_accessible("the overview of a merge").await;
    window.press("Resolve 50 conflicts").await;
    window.sees("50 of 50 left").await;

    // The behavior comes first: the words of both edits, then words of one's own.
    window.keys(Key::Up).await;
    window.keys("e").await;
    replace(&window, "Own rules.").await;
    window.keys(Key::Control + Key::Enter).await;
    window.sees("49 of 50 left").await;
    // A topic that main deleted stays as the branch edited it, then one that was added twice.
    let mut own = 0;
    for left in (1..49).rev() {
        let now = window.text().await;
        if now.contains("main deleted") {
            window.keys("b").await;
        } else if now.contains("Names of topics are unique") {
            window.keys("t").await;
        } else if own < 10 {
            own += 1;
            window.keys("m").await;
        } else {
            window.keys("b").await;
        }
        window.sees(&format!("{left} of 50 left")).await;
    }
    window.is_accessible("the conflicts of a merge").await;
    // Undone and done again.
    window.keys("u").await;
    window.sees("2 of 50 left").await;
    window.reload().await;
    window.press("Merge…").await;
    window.press("Resolve 50 conflicts").await;
    window.sees("2 of 50 left").await;
    window.keys("t").await;
    window.sees("1 of 50 left").await;
    // The cells of the grid, as a section.
    window.keys("B").await;
    window.sees("Everything is decided.").await;
    window.press("Show the result").await;
    window.sees("What changes on main").await;
    window.press("Merge into main").await;
    window.find(Role::Button, "Branch: main").await;
    window.sees("“summer” is merged.").await;
    window.find(Role::Button, "Restore the branch").await;

    let merged = content(stage, &larch()).await;
    assert_eq!(merged.behavior(), "Own rules.");
    let of = |content: &Snapshot, name: &str| {
        content.topics().into_iter().find(|topic| topic.name == name).map(|topic| topic.content)
    };
    let names = (0..TOPICS).map(|number| format!("Topic {number}"));
    let taken = names.map(|name| {
        let now = of(&merged, &name);
        assert!(now == of(&before, &name) || now == of(&theirs, &name), "{name}");
        now == of(&before, &name)
    });
    assert_eq!(taken.filter(|is_main| *is_main).count(), 10);
    assert_eq!(of(&merged, "Deleted"), of(&theirs, "Deleted"));
    assert!(of(&merged, "Pool").is_some() && of(&merged, "Pool 2").is_some());
    assert_eq!(values(&merged), values(&theirs));
}

/// A branch that changed what main changed as well: the behavior, 46 topics, a topic that main
/// deleted, one that both added, and a cell.
async fn fifty_conflicts(stage: &Stage) -> BranchRef {
    let api = stage.studio.colleague();
    let main = larch();
    let mut topics = Vec::new();
    for number in 0..TOPICS {
        topics.push(add(stage, &main, &format!("Topic {number}"), "As it was.").await);
    }
    let deleted = add(stage, &main, "Deleted", "As it was.").await;
    let attribute = api.create_attribute(&main, "phone").await.unwrap();
    let cell = |text: &str| BTreeMap::from([(attribute.id.clone(), text.to_owned())]);
    let clinic = api.create_variant(&main, "Clinic", &cell("As it was.")).await.unwrap();
    let branch = api.create_branch(&main.agent, "summer").await.unwrap();
    let branch = BranchRef { agent: main.agent.clone(), branch };
    for (at, text) in [(&main, "As main wrote it."), (&branch, "As the branch wrote it.")] {
        for topic in &topics {
            edit(stage, at, topic, text).await;
        }
        api.set_behavior(at, text).await.unwrap();
        add(stage, at, "Pool", text).await;
        api.edit_variant(at, &clinic.id, None, Some(&cell(text))).await.unwrap();
    }
    edit(stage, &branch, &deleted, "As the branch wrote it.").await;
    api.delete_topic(&main, &deleted.id).await.unwrap();
    branch
}

async fn add(stage: &Stage, at: &BranchRef, name: &str, content: &str) -> Topic {
    let topic = Topic {
        name: name.to_owned(),
        content: content.to_owned(),
        is_active: true,
        ..Topic::default()
    };
    stage.studio.colleague().create_topic(at, &topic).await.unwrap()
}

async fn edit(stage: &Stage, at: &BranchRef, topic: &Topic, text: &str) {
    let edit = TopicEdit { content: Some(text.to_owned()), ..TopicEdit::default() };
    stage.studio.colleague().edit_topic(at, &topic.id, &edit).await.unwrap();
}

/// The values of the first variant.
fn values(content: &Snapshot) -> Variant {
    content.variants().remove(0)
}
