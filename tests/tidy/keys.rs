//! Keys that end a composition do nothing else, because nobody can get at them.

use crate::files::{self, File};
use crate::none;

/// Where the browser's keys become those of the page.
const EDGE: [&str; 2] = ["src/app/src/browser/keyboard.rs", "src/app/src/parts/handler.rs"];

#[test]
fn keys_are_listened_to_in_one_place_which_leaves_out_those_of_input_methods() {
    let files = files::all("src/app/src", &[".rs"]);
    none(
        "a key as the browser reports it: listen with `keyboard::on_key` or `handler::keys`",
        files.iter().filter(|file| !EDGE.contains(&file.path.as_str())).flat_map(raw_keys),
    );
    let of = |text: &str| raw_keys(&File { path: "x.rs".into(), text: text.into() }).len();
    assert_eq!(of("fn on(event: leptos::ev::KeyboardEvent) {}"), 1);
    assert_eq!(of("<input on:keydown=move |event| {} />"), 1);
    assert_eq!(of("<input on:keyup=keys(on_key) />"), 1);
    assert_eq!(of("<input on:keydown=keys(on_key) />"), 0);
}

fn raw_keys(file: &File) -> Vec<String> {
    let is_raw = |line: &str| {
        let listens = ["on:keydown", "on:keyup", "on:keypress", "ev::keydown", "ev::keyup"];
        line.contains("KeyboardEvent")
            || listens.iter().any(|name| line.contains(name)) && !line.contains("on:keydown=keys(")
    };
    let found = file.code().filter(|(_, line)| is_raw(line));
    found.map(|(number, line)| file.at(number, line.trim())).collect()
}
