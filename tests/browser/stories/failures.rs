//! Every way a request can fail, met by a save in a real browser. The whole matrix of failures and
//! actions runs against a transport, in the tests of the app's state.

use client::TransportError;
use server::Api;
use tests::Fault;

use super::{LARCH, larch};
use crate::pages::{AgentsPage, BehaviorPage, without_keys};
use crate::stage::{Role, Studio, story};

/// How a save ends, before anybody helps.
enum End {
    /// It was done, and the page found that out.
    Saved,
    /// It was not done, and the page says this.
    NotSaved(&'static str),
    /// Nothing comes, and the person stops waiting.
    NeverEnds,
    /// The page asks for another key.
    AsksForKey,
}

#[test]
fn no_failure_of_a_save_costs_a_character_or_leaves_the_page_stuck() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;
        let behavior = BehaviorPage(&window);
        let broken = |response: client::Response| client::Response {
            body: r#"{"behavior":"#.to_owned(),
            ..response
        };
        let other = |response: client::Response| client::Response { body: "7".into(), ..response };
        let refused = |status| (Fault::refuse(status, "NO"), End::NotSaved("Not saved"));
        let table = [
            refused(400),
            (Fault::refuse(401, "UNAUTHORIZED"), End::AsksForKey),
            refused(403),
            refused(404),
            refused(409),
            refused(412),
            // Without the field it would be a protected main (contract §1.2).
            (
                Fault::answer(
                    422,
                    r#"{"message":"no","errors":[{"field":"behavior","message":"bad"}]}"#,
                ),
                End::NotSaved("Not saved"),
            ),
            refused(429),
            refused(500),
            refused(502),
            (Fault::Drop(TransportError::Failed), End::NotSaved("Not saved")),
            (Fault::DropAnswer(TransportError::Failed), End::Saved),
            (Fault::Hang, End::NeverEnds),
            (Fault::Garble(broken), End::Saved),
            (Fault::Garble(other), End::Saved),
        ];
        for (line, (fault, end)) in table.into_iter().enumerate() {
            let typed = behavior.add_line(&format!("Line {line}.")).await;
            stage.studio.line.follow(move |method, path| {
                match method == "PATCH" && path.ends_with("/behavior") {
                    true => fault.clone(),
                    false => Fault::None,
                }
            });
            behavior.press_save().await;
            match end {
                End::Saved => behavior.is_saved().await,
                End::NotSaved(why) => {
                    window.find(Role::Button, "Try again").await;
                    window.sees(why).await;
                    behavior.holds(&typed).await;
                    stage.studio.line.behave();
                    window.press("Try again").await;
                    behavior.is_saved().await;
                }
                End::NeverEnds => {
                    window.sees("The API is slow to answer.").await;
                    window.press("Cancel").await;
                    window.find(Role::Button, "Try again").await;
                    behavior.holds(&typed).await;
                    stage.studio.line.behave();
                    window.press("Try again").await;
                    behavior.is_saved().await;
                }
                End::AsksForKey => {
                    window.find(Role::Heading, "The API refused the key").await;
                    stage.studio.line.behave();
                    window.fill(Role::Textbox, "API key", crate::stage::KEY).await;
                    window.press("Connect again").await;
                    behavior.is_saved().await;
                }
            }
            stage.studio.line.behave();
            behavior.holds(&typed).await;
            let saved = stage.studio.colleague().behavior(&larch()).await.unwrap();
            assert_eq!(without_keys(&saved), without_keys(&typed), "line {line}");
        }
    });
}
