//! Typing by input methods, in Chromium and in Safari's order of events.

use server::Api;
use thirtyfour::Key;

use super::LARCH;
use super::variants::{BRISTOL, opened};
use crate::pages::{AgentsPage, Bar, TopicsPage, VariantsPage};
use crate::stage::{Role, Studio, story};

#[test]
fn a_selected_cell_takes_the_first_composed_letter() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = opened(stage).await;
        let grid = VariantsPage(&window);
        grid.go_to(BRISTOL, "phone").await;
        window.is_accessible("a selected cell").await;
        window.compose("と").await;
        window.compose("とう").await;
        window.is_accessible("a cell in which something is composed").await;
        window.key_of_method("Enter").await;
        window.key_of_method("ArrowDown").await;
        window.holds(Role::Textbox, "Cell", "とう").await;
        window.type_text("東京").await;
        window.holds(Role::Textbox, "Cell", "東京").await;
        window.keys(Key::Enter).await;
        grid.shows(BRISTOL, "phone", "東京").await;
        grid.says("1 cell unsaved").await;

        window.keys(Key::Up).await;
        assert!(!window.compose_like_safari("大阪", "Enter").await);
        window.holds(Role::Textbox, "Cell", "大阪").await;
        assert!(!window.compose_like_safari("市", "Escape").await);
        window.holds(Role::Textbox, "Cell", "大阪市").await;
        window.keys(Key::Enter).await;
        grid.shows(BRISTOL, "phone", "大阪市").await;

        window.keys(Key::Up).await;
        window.compose("か").await;
        window.compose("").await;
        window.has_no(Role::Textbox, "Cell").await;
        grid.shows(BRISTOL, "phone", "大阪市").await;
    });
}

#[test]
fn keys_that_end_a_composition_do_nothing_else() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        Bar(&window).go_to("Knowledge").await;
        let topics = TopicsPage(&window);
        topics.begin("名前", "内容").await;
        window.press("Add a query").await;
        window.click(Role::Textbox, "Example query 1").await;
        window.compose_like_safari("いつ", "Enter").await;
        window.holds(Role::Textbox, "Example query 1", "いつ").await;
        assert!(window.look_for(Role::Textbox, "Example query 2").await.is_none());
        window.keys(Key::Enter).await;
        window.find(Role::Textbox, "Example query 2").await;

        window.press("Branch: main").await;
        window.find(Role::Option, "main").await;
        window.compose_like_safari("め", "Enter").await;
        window.compose_like_safari("い", "Escape").await;
        window.sees("Nothing matches.").await;
        window.keys(Key::Escape).await;
        window.has_no(Role::Option, "main").await;

        window.choose("Actions for this branch", "New branch…").await;
        window.click(Role::Textbox, "Name").await;
        assert!(!window.compose_like_safari("枝", "Escape").await, "the dialog stays");
        assert!(!window.compose_like_safari("一", "Enter").await, "the form is not sent");
        window.holds(Role::Textbox, "Name", "枝一").await;
    });
}

#[test]
fn names_that_look_alike_are_told_before_they_are_saved() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        Bar(&window).go_to("Knowledge").await;
        let topics = TopicsPage(&window);
        topics.create("Caf\u{e9}", "Open daily.").await;
        topics.begin("Cafe\u{301}", "Open daily.").await;
        window.sees("This looks like “Caf\u{e9}”").await;
        window.press("Create topic").await;
        window.find(Role::Button, "Actions for this topic").await;
        topics.search("caf\u{e9}").await;
        window.sees("2 of").await;
        topics.search("cafe").await;
        window.sees("No topic matches.").await;
    });
}
