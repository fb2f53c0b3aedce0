//! The field for prompts: the caret in it, and the marks behind it.

use serde_json::json;
use server::Api;
use thirtyfour::Key;

use crate::pages::BehaviorPage;
use crate::stage::{Role, Stage, Studio, Window, story, until};

#[test]
fn the_caret_stays_between_head_and_foot_in_a_long_behavior() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = behavior_of_hotels(stage).await;
        let lines: Vec<String> = (1..=300).map(|at| format!("Rule {at}.")).collect();
        BehaviorPage(&window).write(&lines.join("\n")).await;
        let place = "const line = [...document.querySelectorAll('.editor__line')].at(arguments[0])
                .getBoundingClientRect();
            const bar = (name) => document.querySelector(name).getBoundingClientRect();
            return bar('.page__head').bottom <= line.top && line.bottom <= bar('.page__foot').top;";
        for (key, line) in [(Key::Home, 0), (Key::End, -1)] {
            window.keys(Key::Control + key).await;
            until(format!("line {line} to be in sight"), async || {
                (window.ask(place, vec![json!(line)]).await? == true).then_some(())
            })
            .await;
        }
    });
}

#[test]
fn a_reference_is_marked_where_it_stands_at_the_end_of_a_row() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = behavior_of_hotels(stage).await;
        // Of lines of every length, some end exactly where the row does.
        let line = |at: usize| {
            let (words, letters) = ("word ".repeat(at / 5), "x".repeat(at % 5 + 1));
            format!("{words}{letters} ask {{{{ho:front_desk}}}} ")
        };
        let text: Vec<String> = (1..200).map(line).collect();
        BehaviorPage(&window).write(&text.join("\n")).await;
        let script = "const field = document.querySelector('.editor__field');
            const probe = field.cloneNode();
            Object.assign(probe.style, { height: '0', minHeight: '0' });
            field.after(probe);
            probe.value = 'x';
            const row = probe.scrollHeight;
            probe.value = 'x\\nx';
            const step = probe.scrollHeight - row;
            const rows = (text) => {
                probe.value = text;
                return 1 + Math.round((probe.scrollHeight - row) / step);
            };
            const lines = [...document.querySelectorAll('.editor__line')];
            const differ = lines.filter((line) =>
                Math.round(line.getBoundingClientRect().height / step) !== rows(line.textContent));
            probe.remove();
            return [lines.length, differ.map((line) => line.textContent)];";
        until("the copy of all lines", async || {
            let found = window.ask(script, vec![]).await?;
            (found[0] == 199).then_some(()).inspect(|()| assert_eq!(found[1], json!([])))
        })
        .await;
    });
}

async fn behavior_of_hotels(stage: &Stage) -> Window {
    let window = stage.blank_window().await;
    window.open("/agents/harbour-hotels/main/behavior").await;
    window.find(Role::Textbox, "Behavior").await;
    BehaviorPage(&window).text().await;
    window
}
