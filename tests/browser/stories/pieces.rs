//! Pieces of the page that do not arrive, or of another version by now.

use server::Api;
use tests::Fault;

use super::LARCH;
use crate::pages::{AgentsPage, Bar, BehaviorPage, without_keys};
use crate::stage::{Role, Studio, story};

/// Whether a file is the piece of a page.
fn is_piece(path: &str, name: &str) -> bool {
    path.contains(&format!("piece-{name}"))
}

#[test]
fn a_page_whose_code_does_not_arrive_says_so_and_comes_at_the_next_try() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.blank_window().await;
        window.is_never_idle().await;
        window.open("/").await;
        AgentsPage(&window).open(LARCH).await;
        stage.studio.line.follow(|_, path| match is_piece(path, "deployments") {
            true => Fault::answer(503, ""),
            false => Fault::None,
        });
        window.click(Role::Link, "Deployments").await;
        window.sees("This part of the studio could not be loaded").await;
        stage.studio.line.behave();
        window.press("Try again").await;
        window.sees("Every version that ran").await;
        // The browser itself says that a file did not arrive.
        window.complaints().await;
    });
}

#[test]
fn a_studio_that_was_updated_meanwhile_is_reloaded_with_every_unsaved_character() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.blank_window().await;
        window.is_never_idle().await;
        window.open("/").await;
        AgentsPage(&window).open(LARCH).await;
        let behavior = BehaviorPage(&window);
        let text = format!("{}\nTyped before the update.", behavior.text().await);
        behavior.write(&text).await;
        // The server has other files now, and a page that names them.
        stage.studio.line.follow(|_, path| {
            if is_piece(path, "deployments") {
                Fault::answer(404, "")
            } else if path.ends_with("index.html") {
                Fault::answer(
                    200,
                    "<script type=\"module\" src=\"run-ffffffffffffffff.js\"></script>",
                )
            } else {
                Fault::None
            }
        });
        window.click(Role::Link, "Deployments").await;
        window.sees("The studio was updated").await;
        stage.studio.line.behave();
        window.press("Reload").await;
        window.sees("Every version that ran").await;
        Bar(&window).go_to("Behavior").await;
        window.find(Role::Heading, "Behavior").await;
        assert_eq!(without_keys(&behavior.text().await), without_keys(&text));
        window.complaints().await;
    });
}
