//! The commands that texts name are those that there are.

use std::collections::BTreeSet;

use toml::Table;

use crate::files::{self, File};
use crate::none;

#[test]
fn texts_name_only_commands_that_there_are() {
    let known = commands();
    assert!(known.contains("run") && known.contains("test"), "{known:?}");
    let files = files::all("", &[".md", ".rs", ".toml", ".html", "run"]);
    none(
        "a command that xtask does not know",
        files.iter().flat_map(|file| unknown_commands(file, &known)),
    );
    let text = "Start it with `cargo xtask run`, or `cargo xtask fly --high`; `cargo xtask` says.";
    let readme = File { path: "README.md".to_owned(), text: text.to_owned() };
    assert_eq!(unknown_commands(&readme, &known), ["README.md:1: cargo xtask fly"]);
}

/// A shorthand of `.cargo/config.toml` that leads to a package, a suite or a command that is not
/// there would be noticed only by somebody who tries it.
#[test]
fn shorthands_lead_somewhere() {
    let config: Table = files::read(".cargo/config.toml").parse().unwrap();
    let aliases = config.get("alias").and_then(toml::Value::as_table).unwrap();
    for (name, words) in aliases {
        let words: Vec<&str> = words.as_str().unwrap().split_whitespace().collect();
        let after = |flags: [&str; 2]| {
            let at = words.iter().position(|word| flags.contains(word))?;
            words.get(at + 1).copied()
        };
        if let Some(package) = after(["-p", "--package"]) {
            let path =
                if package == "tests" { "tests".to_owned() } else { format!("src/{package}") };
            assert!(files::exists(&format!("{path}/Cargo.toml")), "cargo {name}: no {package}");
        }
        if let Some(suite) = after(["--test", "--test"]) {
            assert!(files::exists(&format!("tests/{suite}/main.rs")), "cargo {name}: no {suite}");
        }
    }
}

fn unknown_commands(file: &File, known: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in file.lines() {
        for after in line.split("cargo xtask ").skip(1) {
            let end = after.find(|char: char| !char.is_ascii_lowercase() && char != '-');
            let command = &after[..end.unwrap_or(after.len())];
            if !command.is_empty() && !known.contains(command) {
                found.push(file.at(number, &format!("cargo xtask {command}")));
            }
        }
    }
    found
}

/// The arms of xtask's `match`.
fn commands() -> BTreeSet<String> {
    let main = files::read("src/xtask/src/main.rs");
    let arms = main.lines().filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" =>"));
    arms.map(|(command, _)| command.to_owned()).collect()
}
