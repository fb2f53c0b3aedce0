//! Rules about the text of source files.

use crate::files::{self, File};
use crate::none;

/// A file that is longer is two files (architecture: most have 40 to 150 lines).
const MOST_LINES: usize = 500;

#[test]
fn no_file_is_longer_than_one_can_read() {
    let files = files::all("", &[".rs", ".css", ".js", ".sql"]);
    let long = files.iter().filter_map(|file| {
        let lines = file.text.lines().count();
        (lines > MOST_LINES).then(|| format!("{}: {lines} lines", file.path))
    });
    none("a file to split", long);
}

#[test]
fn every_file_begins_with_what_it_is_for() {
    let files = files::all("", &[".rs"]);
    let silent = files.iter().filter(|file| !begins_with_a_sentence(&file.text));
    none(
        "a file without a sentence on top",
        silent.map(|file| format!("{}: begins with no `//!` sentence", file.path)),
    );
    assert!(begins_with_a_sentence("//! One: two,\n//! three.\n\nuse x;"));
    assert!(!begins_with_a_sentence("//! One\n\nuse x;"));
    assert!(!begins_with_a_sentence("use x;\n//! One."));
}

/// A paragraph of `//!` lines, ended by a full stop or by what introduces an example.
fn begins_with_a_sentence(text: &str) -> bool {
    let paragraph = text.lines().map_while(|line| line.strip_prefix("//! "));
    paragraph.last().is_some_and(|line| line.ends_with(['.', ':', '!', '?', ')']))
}

#[test]
fn every_component_says_what_it_is() {
    let files = files::all("src/app/src", &[".rs"]);
    none("a component without a sentence", files.iter().flat_map(silent_components));
    let of = |text: &str| silent_components(&File { path: "x.rs".into(), text: text.into() });
    assert_eq!(of("/// A button.\n#[component]\nfn Button() {}"), Vec::<String>::new());
    assert_eq!(of("}\n\n#[component]\nfn Button() {}"), ["x.rs:3: a component without a sentence"]);
}

fn silent_components(file: &File) -> Vec<String> {
    let lines: Vec<&str> = file.text.lines().map(str::trim_start).collect();
    let is_silent = |at: usize| {
        let above = lines[..at].iter().rev().find(|line| !line.starts_with("#["));
        lines[at] == "#[component]" && !above.is_some_and(|line| line.starts_with("///"))
    };
    let found = (0..lines.len()).filter(|at| is_silent(*at));
    found.map(|at| file.at(at + 1, "a component without a sentence")).collect()
}

#[test]
fn no_code_asks_which_target_it_is_built_for() {
    let files = files::all("", &[".rs"]);
    none("`cfg(target_arch)`: the browser's half is a crate, not a condition", {
        files.iter().flat_map(|file| lines_with(file, &["target_arch", "target_family"]))
    });
}

#[test]
fn only_one_folder_names_the_browser() {
    let files = files::all("src", &[".rs"]);
    let outside = files.iter().filter(|file| {
        let in_app = file.path.strip_prefix("src/app/src/");
        !in_app.is_some_and(|path| path == "browser.rs" || path.starts_with("browser/"))
            // They build the page with the tools of that name.
            && !["src/xtask/", "src/linker/"].iter().any(|tool| file.path.starts_with(tool))
    });
    let names = ["web_sys", "gloo_", "js_sys", "wasm_bindgen"];
    none(
        "the browser is the edge: what touches it is in src/app/src/browser",
        outside.flat_map(|file| lines_with(file, &names)),
    );
}

#[test]
fn nothing_is_left_for_later() {
    let files = files::all("", &[".rs", ".css", ".js", ".html", ".toml", ".md", ".sql"]);
    let marks = ["TODO", "FIXME", "XXX", "HACK", "dbg!(", "todo!(", "unimplemented!("];
    none(
        "left for later",
        files.iter().flat_map(|file| lines_with_any(file.lines(), file, &marks)),
    );
}

#[test]
fn no_file_names_the_machine_it_was_written_on() {
    let endings = [".rs", ".css", ".js", ".html", ".toml", ".md", ".sql", ".json", "run"];
    let files = files::all("", &endings);
    let places = ["/work/", "/root/", "/home/", "/tmp/", "/Users/", "C:\\"];
    none("a place", files.iter().flat_map(|file| lines_with_any(file.lines(), file, &places)));
}

#[test]
fn the_page_is_shipped_without_a_key() {
    let text = files::read("public/studio.json");
    let preset: serde_json::Value = serde_json::from_str(&text).unwrap();
    let connections = preset["connections"].as_array().unwrap();
    for connection in connections {
        for (name, value) in connection.as_object().unwrap() {
            let is_secret = ["key", "token", "secret"]
                .iter()
                .any(|word| name.to_ascii_lowercase().contains(word));
            assert!(!is_secret || value.is_null(), "public/studio.json holds a {name}");
        }
    }
}

fn lines_with(file: &File, words: &[&str]) -> Vec<String> {
    lines_with_any(file.code(), file, words)
}

fn lines_with_any<'a>(
    lines: impl Iterator<Item = (usize, &'a str)>,
    file: &File,
    words: &[&str],
) -> Vec<String> {
    lines
        .filter(|(_, line)| words.iter().any(|word| line.contains(word)))
        .map(|(number, line)| file.at(number, line.trim()))
        .collect()
}
