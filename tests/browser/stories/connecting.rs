//! Saying where the API is, and with which key.

use server::Api;
use tests::Fault;

use super::LARCH;
use crate::pages::{AgentsPage, BehaviorPage, ConnectPage};
use crate::stage::{KEY, Role, Stage, Studio, Window, story, until};

/// Everywhere a key could be left behind.
const PLACES: &str = "return JSON.stringify([
    { ...localStorage }, { ...sessionStorage }, location.href, document.cookie,
    history.state, document.documentElement.outerHTML, window.name,
    performance.getEntries().map((entry) => entry.name),
])";

#[test]
fn a_wrong_key_is_named_and_the_right_one_is_kept_nowhere() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = unconfigured(stage).await;
        let connect = ConnectPage(&window);
        connect.pick_region("This origin").await;
        connect.connect("mistyped").await;
        window.sees("The API refused the key").await;
        connect.connect(KEY).await;
        AgentsPage(&window).open(LARCH).await;
        BehaviorPage(&window).add_line("More.").await;
        window.sees("Unsaved; stored on this device").await;
        leaves_no_key(&window).await;

        window.reload().await;
        connect.is_open().await;
        let region = window.value(Role::Combobox, "Region").await;
        assert_eq!(region, "this", "the choice is remembered, the key is not");
        assert_eq!(window.value(Role::Textbox, "API key").await, "");
    });
}

#[test]
fn the_key_of_the_local_workspace_is_kept_nowhere_either() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        BehaviorPage(&window).add_line("More.").await;
        leaves_no_key(&window).await;
    });
}

#[test]
fn a_key_that_is_withdrawn_in_the_middle_of_work_is_asked_for_again() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        let behavior = BehaviorPage(&window);
        let typed = behavior.add_line("More.").await;
        stage.studio.line.follow(|_, path| match path.starts_with("/v1") {
            true => Fault::refuse(401, "UNAUTHORIZED"),
            false => Fault::None,
        });
        behavior.press_save().await;
        window.find(Role::Heading, "The API refused the key").await;
        window.sees(&format!("The key goes to {} and to no other", stage.studio.origin())).await;
        stage.studio.line.behave();
        window.fill(Role::Textbox, "API key", "mistyped").await;
        window.press("Connect again").await;
        window.sees("Connect again with a key of this region and workspace.").await;
        window.fill(Role::Textbox, "API key", KEY).await;
        window.press("Connect again").await;
        window.sees("Connected again").await;
        // The save that was refused goes on.
        behavior.is_saved().await;
        behavior.holds(&typed).await;
    });
}

#[test]
fn whoever_hosts_the_page_presets_connections() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let preset = r#"{"connections":[
            {"name":"Our hotels","base":"","proxy":true},
            {"name":"Not complete","base":"https://api.example.com"}]}"#;
        stage.studio.line.follow(move |_, path| match path {
            "/studio.json" => Fault::answer(200, preset),
            // The proxy of the host would add the key; this one has lost it.
            path if path.starts_with("/v1") => Fault::refuse(403, "FORBIDDEN"),
            _ => Fault::None,
        });
        let window = stage.window().await;
        window.sees("The agents could not be loaded").await;
        window.choose("Settings", "Disconnect").await;
        let connect = ConnectPage(&window);
        connect.is_open().await;
        window.has_no(Role::Button, "Not complete").await;
        window.press("Our hotels").await;
        window.sees("The key may not see this workspace").await;
    });
}

#[test]
fn a_preset_sends_no_key_to_another_host() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let preset = r#"{"connections":[
            {"name":"Elsewhere","base":"http://localhost:1","key":"preset"},
            {"name":"Open to all","base":"http://api.example.com","proxy":true}]}"#;
        stage.studio.line.follow(move |_, path| match path {
            "/studio.json" => Fault::answer(200, preset),
            _ => Fault::None,
        });
        let window = stage.window().await;
        ConnectPage(&window).is_open().await;
        window.sees("The key of “Elsewhere” in studio.json was left out").await;
        window.sees("The address of “Open to all” in studio.json cannot be used").await;
        window.has_no(Role::Button, "Elsewhere").await;
        window.has_no(Role::Button, "Open to all").await;
    });
}

#[test]
fn an_address_that_is_wrong_and_a_network_that_is_gone_say_what_to_do() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = unconfigured(stage).await;
        let connect = ConnectPage(&window);
        connect.pick_region("Another address").await;
        let address = async |address: &str| {
            window.fill(Role::Textbox, "Address", address).await;
            connect.connect(KEY).await;
        };
        address("api.example.com").await;
        window.sees("Begin with https://").await;
        window.fill(Role::Textbox, "Address", "https://api.example.com:8443/v0").await;
        window.sees("Goes to api.example.com:8443 and to no other host").await;
        // Nothing listens there.
        address("http://127.0.0.1:1").await;
        window.sees("The API could not be reached").await;
        window.sees("does not allow this page to read its answers (CORS)").await;

        window.go_offline(true).await;
        connect.connect(KEY).await;
        window.sees("You are offline").await;
        window.go_offline(false).await;

        stage.studio.line.follow(|_, path| match path.starts_with("/v1") {
            true => Fault::answer(200, "<!doctype html><title>Welcome</title>"),
            false => Fault::None,
        });
        connect.pick_region("This origin").await;
        connect.connect(KEY).await;
        window.sees("There is no API at this address").await;
    });
}

/// A page without presets of its host.
async fn unconfigured(stage: &Stage) -> Window {
    stage.studio.line.follow(|_, path| match path {
        "/studio.json" => Fault::answer(200, r#"{"connections":[]}"#),
        _ => Fault::None,
    });
    let window = stage.window().await;
    ConnectPage(&window).is_open().await;
    window
}

async fn leaves_no_key(window: &Window) {
    // What is typed is stored a moment later: this checks the right places.
    let places = until("what is stored on this device", async || {
        let places = window.script(PLACES, vec![]).await;
        Some(places.as_str()?.to_owned()).filter(|places| places.contains("studio.draft/"))
    });
    assert!(!places.await.contains(KEY), "the key is left behind");
}
