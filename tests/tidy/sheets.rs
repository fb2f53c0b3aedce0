//! Style sheets: raw colours have one place, and the classes of the sheets are those of the screens.

use std::collections::BTreeSet;

use crate::{files, none};

/// A theme is another set of tokens: a colour that is not one would be wrong in some theme.
#[test]
fn colours_are_tokens() {
    let sheets = files::all("style", &[".css"]);
    let others = sheets.iter().filter(|file| file.path != "style/tokens.css");
    none(
        "a colour that is not a token",
        others.flat_map(|file| {
            let raw = file.lines().filter(|(_, line)| is_raw_colour(line));
            raw.map(|(number, line)| file.at(number, line.trim())).collect::<Vec<_>>()
        }),
    );
    assert!(is_raw_colour("  color: #fff;") && is_raw_colour("background: rgb(0 0 0 / 50%)"));
    assert!(!is_raw_colour("#main { color: var(--ink); }"));
}

/// A rule for a class that no screen has is dead; it is found out by nobody else.
#[test]
fn every_class_of_the_sheets_is_on_a_screen() {
    let mut screens = String::new();
    for file in files::all("src/app", &[".rs"]).into_iter().chain(files::all("", &["index.html"])) {
        screens.push_str(&file.text);
    }
    let mut dead = BTreeSet::new();
    for sheet in files::all("style", &[".css"]) {
        for (number, line) in sheet.lines().filter(|(_, line)| !line.contains(": ")) {
            for class in classes(line).filter(|class| !is_named(class, &screens)) {
                dead.insert(sheet.at(number, class));
            }
        }
    }
    none("a class that no screen has", dead);
    assert_eq!(classes(".a-b:hover .c__d--e {").collect::<Vec<_>>(), ["a-b", "c__d--e"]);
}

fn is_raw_colour(line: &str) -> bool {
    let Some((_, value)) = line.split_once(": ") else { return false };
    let is_hex = value.split('#').skip(1).any(|rest| {
        let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
        matches!(digits, 3 | 4 | 6 | 8)
    });
    is_hex || ["rgb(", "rgba(", "hsl(", "oklch("].iter().any(|name| value.contains(name))
}

fn classes(selector: &str) -> impl Iterator<Item = &str> {
    selector.split('.').skip(1).filter_map(|rest| {
        let is_part = |char: char| char.is_ascii_alphanumeric() || char == '-' || char == '_';
        let end = rest.find(|char| !is_part(char)).unwrap_or(rest.len());
        rest.starts_with(|char: char| char.is_ascii_lowercase()).then(|| &rest[..end])
    })
}

/// Whether a screen names the class: whole, as `badge--{kind}` with the rest filled in, or as
/// `"badge--"` with the rest written after it.
fn is_named(class: &str, screens: &str) -> bool {
    let has_stem = class.rsplit_once("--").is_some_and(|(block, _)| {
        screens.contains(&format!("{block}--{{")) || screens.contains(&format!("{block}--\")"))
    });
    screens.contains(class) || has_stem
}
