//! An API, or a proxy before it, that sends elsewhere.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
};
use server::Api;
use tests::Fault;
use tokio::net::TcpListener;

use super::LARCH;
use crate::pages::{AgentsPage, BehaviorPage};
use crate::stage::{Studio, story};

#[test]
fn a_redirect_takes_neither_the_key_nor_the_text_to_another_origin() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        let behavior = BehaviorPage(&window);
        let typed = behavior.add_line("Never promise a time.").await;

        // Another origin that allows everything, and notes what arrives.
        let arrived = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&arrived);
        let answer = async move |request: Request| {
            notes.lock().unwrap().push(format!("{} {:?}", request.method(), request.headers()));
            let allowed = [
                (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
                (ACCESS_CONTROL_ALLOW_METHODS, "*"),
                (ACCESS_CONTROL_ALLOW_HEADERS, "x-api-key, content-type, accept"),
            ];
            (allowed, "{}")
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let other = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer);
        let serving = tokio::spawn(async { axum::serve(listener, router).await });

        stage.studio.line.follow(move |_, path| match path.starts_with("/v1") {
            true => Fault::Redirect(format!("{other}{path}")),
            false => Fault::None,
        });
        behavior.press_save().await;
        window.sees("answers with a redirect, which is not followed").await;
        window.sees("reload this page to sign in again").await;
        assert_eq!(*arrived.lock().unwrap(), Vec::<String>::new());
        serving.abort();

        stage.studio.line.behave();
        behavior.holds(&typed).await;
        behavior.save().await;
    });
}
