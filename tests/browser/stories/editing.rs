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
            return bar('.page__head').bottom <= line.top && line.bottom <= bar('.editor__foot').top;";
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

#[test]
fn what_is_chosen_from_the_list_is_inserted_and_undo_takes_it_back() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = behavior_of_hotels(stage).await;
        let page = BehaviorPage(&window);
        let before = page.add_line("Call ").await;
        window.keys("{{du").await;
        window.find(Role::Option, "Duty manager").await;
        // Closed is closed, for this reference.
        window.keys(Key::Escape + "t").await;
        page.holds(&format!("{before}{{{{dut")).await;
        window.has_no(Role::Option, "Duty manager").await;
        for _ in 0..5 {
            window.keys(Key::Backspace).await;
        }

        window.keys("{{dut").await;
        window.find(Role::Option, "Duty manager").await;
        window.is_accessible("the list of what can be inserted").await;
        window.keys(Key::Enter).await;
        page.holds(&format!("{before}{{{{ho:Duty manager}}}}")).await;
        window.sees("The manager on duty in the hotel, at any hour.").await;
        window.has_no(Role::Option, "Duty manager").await;
        window.keys(Key::Control + "z").await;
        page.holds(&format!("{before}{{{{dut")).await;
    });
}

#[test]
fn everything_that_is_found_is_replaced_at_once_and_undone_at_once() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = behavior_of_hotels(stage).await;
        let page = BehaviorPage(&window);
        let text = format!(
            "{}caf\u{e9} Cafe\u{301} caf\ncafes\n",
            "A caf\u{e9} of many lines\n".repeat(20)
        );
        page.write(&text).await;
        window.keys(Key::Control + Key::Home).await;
        window.keys(Key::Control + "f").await;
        window.keys("cafe\u{301}").await;
        window.sees("1 of 22").await;
        window.keys(Key::Enter).await;
        window.sees("2 of 22").await;
        window.is_accessible("find and replace").await;
        window.press("Replace").await;
        window.fill(Role::Textbox, "Replace with", "<b>bar & grill</b>").await;
        window.press("Replace all").await;
        let line = "A <b>bar & grill</b> of many lines\n";
        let end = "<b>bar & grill</b> <b>bar & grill</b> caf\ncafes\n";
        page.holds(&format!("{}{end}", line.repeat(20))).await;
        window.press("Close find").await;
        window.keys(Key::Control + "z").await;
        page.holds(&text).await;
    });
}

async fn behavior_of_hotels(stage: &Stage) -> Window {
    let window = stage.blank_window().await;
    window.open("/agents/harbour-hotels/main/behavior").await;
    window.find(Role::Textbox, "Behavior").await;
    BehaviorPage(&window).text().await;
    window
}
