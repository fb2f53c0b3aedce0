//! A page whose program does not arrive.

use server::Api;
use tests::Fault;

use crate::pages::AgentsPage;
use crate::stage::{Role, Studio, story};

const PAGE: &str = "<!doctype html><title>Agent Studio</title>";

/// The scripts that start the program: all but the two that run before it.
fn is_program(path: &str) -> bool {
    path.ends_with(".js") && !path.contains("theme") && !path.contains("start-failure")
}

#[test]
fn a_program_that_is_missing_or_something_else_is_said_and_can_be_loaded_again() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let faults: [fn(&str) -> Option<Fault>; 4] = [
            |path| path.ends_with(".wasm").then(|| Fault::answer(404, "")),
            |path| path.ends_with(".wasm").then(|| Fault::answer(200, PAGE)),
            |path| is_program(path).then(|| Fault::answer(404, "")),
            |path| is_program(path).then(|| Fault::answer(200, PAGE)),
        ];
        for fault in faults {
            // A new browser each time: what arrived before would come from its cache.
            let window = stage.blank_window().await;
            stage.studio.line.follow(move |_, path| fault(path).unwrap_or(Fault::None));
            window.open("/").await;
            window.sees("Agent Studio has not started").await;
            window.sees("a missing file must answer 404").await;
            assert!(!window.shows("loading…").await);
            let reason = "return document.getElementById('start-reason').textContent";
            assert_ne!(window.script(reason, vec![]).await, "", "no reason is given");

            stage.studio.line.behave();
            window.find(Role::Button, "Reload").await;
            window.press("Reload").await;
            AgentsPage(&window).is_open().await;
            assert!(!window.shows("Agent Studio has not started").await);
            // What the browser says of the missing program is no complaint of the page.
            window.complaints().await;
        }
    });
}
