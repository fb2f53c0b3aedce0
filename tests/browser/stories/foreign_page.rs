//! A page of somebody else, open in the same browser.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use serde_json::json;
use server::Api;
use tokio::net::TcpListener;

use super::larch;
use crate::pages::AgentsPage;
use crate::stage::{KEY, Stage, Studio, Window, story};

/// Tries everything a page can do to another origin, and answers what it could read. It even knows
/// the key, which no page can read.
const ATTACK: &str = include_str!("foreign_page/attack.js");

#[test]
fn a_page_of_another_site_can_neither_read_nor_change_the_workspace() {
    story(Studio::sample(Api::V1_0_3), async |stage| attacked(stage, "localhost").await);
}

#[test]
fn a_page_of_another_port_of_this_machine_can_neither() {
    story(Studio::sample(Api::V1_0_3), async |stage| attacked(stage, "127.0.0.1").await);
}

async fn attacked(stage: &Stage, host: &str) {
    let api = stage.studio.colleague();
    let before = (api.agents().await.unwrap(), api.topics(&larch()).await.unwrap());
    let window = stage.window().await;
    AgentsPage(&window).is_open().await;

    let elsewhere = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = elsewhere.local_addr().unwrap().port();
    let page = Router::new().route("/", get(async || Html("<title>Free hotels</title><p>Hello")));
    let serving = tokio::spawn(async { axum::serve(elsewhere, page).await });
    window.open(&format!("http://{host}:{port}/")).await;
    let read = attack(stage, &window).await;
    assert_eq!(read, json!({}), "this could be read");
    serving.abort();

    let after = (api.agents().await.unwrap(), api.topics(&larch()).await.unwrap());
    assert_eq!(before, after, "something was changed");
    assert!(!api.behavior(&larch()).await.unwrap().contains("hacked"));
    // What the browser says of each refused attempt is not a complaint of the studio.
    window.complaints().await;
}

async fn attack(stage: &Stage, window: &Window) -> serde_json::Value {
    let target = [json!(stage.studio.origin()), json!(KEY)];
    window.script_later(ATTACK, target.to_vec()).await
}
