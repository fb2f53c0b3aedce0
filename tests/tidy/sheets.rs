//! Style sheets: each raw value and each block has one place, and nothing in them is unused.

use std::collections::{BTreeMap, BTreeSet};

use crate::files::{self, File};
use crate::none;

/// The sheet of every raw value: colour, type, space.
const TOKENS: &str = "style/tokens.css";
/// The sheet of what elements look like anywhere.
const BASE: &str = "style/base.css";

/// A theme is another set of tokens: a colour that is not one would be wrong in some theme.
#[test]
fn colours_are_tokens() {
    none("a colour that is not a token", declarations_of(is_raw_colour));
    assert!(is_raw_colour("  color: #fff;") && is_raw_colour("background: rgb(0 0 0 / 50%)"));
    assert!(!is_raw_colour("#main { color: var(--ink); }"));
}

#[test]
fn sizes_of_text_are_tokens() {
    none("a size of text that is not a token", declarations_of(is_raw_text_size));
    assert!(is_raw_text_size("  font-size: 0.75rem;"));
    assert!(is_raw_text_size("  font: 400 12px / 1.25rem var(--sans);"));
    assert!(!is_raw_text_size("  font: 400 var(--size-xs) / 1.25rem var(--sans);"));
    assert!(!is_raw_text_size("  font-size: inherit;") && !is_raw_text_size("  font: inherit;"));
    // Relative to the text around it, not a size of its own.
    assert!(!is_raw_text_size("  font-size: 0.94em;"));
}

#[test]
fn every_token_is_used() {
    let mut used = BTreeSet::new();
    for sheet in files::all("style", &[".css"]) {
        used.extend(sheet.text.split("var(").skip(1).filter_map(name_of).map(str::to_owned));
    }
    let tokens = File { path: TOKENS.into(), text: files::read(TOKENS) };
    none(
        "a token that no rule uses",
        tokens.lines().filter_map(|(number, line)| {
            let name = name_of(line.trim_start())?;
            (!used.contains(name)).then(|| tokens.at(number, name))
        }),
    );
    assert_eq!(name_of("--size-xs: 0.75rem;"), Some("--size-xs"));
    assert_eq!(name_of("color: var(--ink);"), None);
}

/// Who changes what a module draws finds its sheet by name.
#[test]
fn a_sheet_is_named_like_the_module_that_draws_it() {
    let modules = files::all("src/app/src", &[".rs"]);
    let modules: Vec<&str> = modules.iter().map(|file| file.path.as_str()).collect();
    let sheets = files::all("style", &[".css"]);
    let nameless = sheets.iter().filter(|sheet| {
        ![TOKENS, BASE].contains(&sheet.path.as_str()) && !has_module(&sheet.path, &modules)
    });
    none(
        "a sheet without a module",
        nameless.map(|sheet| format!("{}: no module of that folder has its name", sheet.path)),
    );
    let modules = ["src/app/src/shell.rs", "src/app/src/parts/diff/row.rs"];
    assert!(has_module("style/shell/shell.css", &modules));
    assert!(has_module("style/parts/row.css", &modules));
    assert!(!has_module("style/pages/row.css", &modules));
    assert!(!has_module("style/row.css", &modules));
}

/// A block in two sheets would be looked for in one of them, and their order would decide.
#[test]
fn a_rule_stands_in_the_sheet_that_lists_its_block() {
    let sheets = files::all("style", &[".css"]);
    none("a block without its one place", misplaced(&sheets));

    let sheet = |path: &str, text: &str| File { path: path.into(), text: text.into() };
    let listed = sheet(BASE, "/* Blocks: a, b-c */\n\nh1,\n.a__x--y > .z,\n.b-c {\n}\n");
    assert_eq!(misplaced(&[listed]), Vec::<String>::new());
    let (first, second) = ("/* Blocks: a */\n.a {\n}\n", "/* Blocks: a */\n.a:is(.c, .d) {\n}\n");
    assert_eq!(
        misplaced(&[sheet("x.css", first), sheet("y.css", second)]),
        ["y.css: lists a, as x.css does"]
    );
    let nested = "/* Blocks: a, c */\n.a {\n}\n@media print {\n  .a,\n  .b {\n  }\n}\nh1 {\n}\n";
    assert_eq!(
        misplaced(&[sheet("x.css", nested)]),
        ["x.css: does not list b", "x.css: styles the element h1", "x.css: has no rule for c"]
    );
    assert_eq!(misplaced(&[sheet("x.css", ".a {\n}\n")]), ["x.css: does not list a"]);
}

/// Of two rules that are equally specific, the later one wins: above what it replaces, a rule for
/// paper or for forced colours does nothing.
#[test]
fn print_and_forced_colours_come_last_in_a_sheet() {
    let sheets = files::all("style", &[".css"]);
    none("a rule below those of another medium", sheets.iter().flat_map(below_other_media));
    let sheet = |text: &str| File { path: "x.css".into(), text: text.into() };
    let wrong = sheet("@media print {\n  .a {\n  }\n}\n\n.a {\n}\n");
    assert_eq!(below_other_media(&wrong), ["x.css:6: .a {"]);
    let right = sheet(".a {\n}\n\n@media (hover: none) {\n}\n\n.b {\n}\n\n@media print {\n}\n");
    assert_eq!(below_other_media(&right), Vec::<String>::new());
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
        for selector in selectors(&sheet.text) {
            let unknown = classes(&selector).filter(|class| !is_named(class, &screens));
            dead.extend(unknown.map(|class| format!("{}: {class}", sheet.path)));
        }
    }
    none("a class that no screen has", dead);
    assert_eq!(classes(".a-b:hover .c__d--e {").collect::<Vec<_>>(), ["a-b", "c__d--e"]);
    assert!(is_named("bar", "class=\"bar wide\"") && !is_named("bar", "class=\"bar__home\""));
    assert!(is_named("bar--a", "format!(\"bar--{kind}\")"));
}

/// The rules after the first one for print or forced colours that stand in no `@media`.
fn below_other_media(sheet: &File) -> Vec<String> {
    let is_other = |line: &str| {
        ["@media print", "@media (forced-colors"].iter().any(|start| line.starts_with(start))
    };
    let below = sheet.lines().skip_while(|(_, line)| !is_other(line));
    let rules = below.filter(|(_, line)| line.ends_with('{') && !line.starts_with([' ', '@']));
    rules.map(|(number, line)| sheet.at(number, line)).collect()
}

/// The lines of all sheets but the tokens that declare something of this kind.
fn declarations_of(is_it: fn(&str) -> bool) -> Vec<String> {
    let sheets = files::all("style", &[".css"]);
    let others = sheets.iter().filter(|file| file.path != TOKENS);
    let found = others.flat_map(|file| {
        let lines = file.lines().filter(|(_, line)| is_it(line));
        lines.map(|(number, line)| file.at(number, line.trim()))
    });
    found.collect()
}

fn is_raw_colour(line: &str) -> bool {
    let Some((_, value)) = line.split_once(": ") else { return false };
    let is_hex = value.split('#').skip(1).any(|rest| {
        let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
        matches!(digits, 3 | 4 | 6 | 8)
    });
    is_hex || ["rgb(", "rgba(", "hsl(", "oklch("].iter().any(|name| value.contains(name))
}

fn is_raw_text_size(line: &str) -> bool {
    let Some((property, value)) = line.trim().split_once(": ") else { return false };
    let is_length = |word: &str| {
        let number = word.trim_end_matches("rem").trim_end_matches("px");
        number != word && number.parse::<f64>().is_ok()
    };
    // What follows the slash is the height of the line.
    let size = value.trim_end_matches(';').split(" / ").next().unwrap_or(value);
    ["font-size", "font"].contains(&property) && size.split(' ').any(is_length)
}

/// The name of the custom property that the text begins with.
fn name_of(text: &str) -> Option<&str> {
    let is_part = |char: char| char.is_ascii_alphanumeric() || char == '-';
    let end = text.find(|char| !is_part(char)).unwrap_or(text.len());
    text.starts_with("--").then(|| &text[..end])
}

/// `style/shell/bar.css` is the sheet of a module `bar` somewhere below `shell`, and
/// `style/shell/shell.css` that of `shell` itself.
fn has_module(sheet: &str, modules: &[&str]) -> bool {
    let path = sheet.strip_prefix("style/").and_then(|path| path.strip_suffix(".css"));
    let Some((folder, name)) = path.and_then(|path| path.rsplit_once('/')) else { return false };
    let (below, end) = (format!("src/app/src/{folder}/"), format!("/{name}.rs"));
    let itself = (folder == name).then(|| format!("src/app/src/{folder}.rs"));
    modules.iter().any(|module| {
        (module.starts_with(&below) && module.ends_with(&end)) || Some(*module) == itself.as_deref()
    })
}

/// Blocks that two sheets list or that have no rule, and rules of a block that the sheet does not
/// list. A rule is of the block of the first class in it; only the common sheets have rules
/// without one.
fn misplaced(sheets: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    let mut places = BTreeMap::new();
    for sheet in sheets {
        let path = &sheet.path;
        let blocks = listed(&sheet.text);
        let mut empty = BTreeSet::from_iter(blocks.iter().copied());
        for block in &blocks {
            if let Some(other) = places.insert(*block, path) {
                found.push(format!("{path}: lists {block}, as {other} does"));
            }
        }
        for selector in selectors(&sheet.text) {
            match classes(&selector).next().map(block) {
                Some(block) if blocks.contains(&block) => {
                    empty.remove(block);
                }
                Some(block) => found.push(format!("{path}: does not list {block}")),
                None if [TOKENS, BASE].contains(&path.as_str()) => {}
                None => found.push(format!("{path}: styles the element {selector}")),
            }
        }
        found.extend(empty.iter().map(|block| format!("{path}: has no rule for {block}")));
    }
    found
}

/// The blocks in the first line of a sheet: `/* Blocks: a, b */`.
fn listed(sheet: &str) -> Vec<&str> {
    let line = sheet.lines().next().unwrap_or_default();
    let blocks = line.strip_prefix("/* Blocks: ").and_then(|line| line.strip_suffix(" */"));
    blocks.map(|blocks| blocks.split(", ").collect()).unwrap_or_default()
}

/// The class without its element (`__`) and its modifier (`--`).
fn block(class: &str) -> &str {
    let class = class.split("__").next().unwrap_or(class);
    class.split("--").next().unwrap_or(class)
}

/// Every selector of every rule, also of those in `@media`; not the steps of `@keyframes`.
fn selectors(sheet: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut text = String::new();
    let mut rest = sheet;
    while let Some(at) = rest.find(['/', '{', '}', ';']) {
        text.push_str(&rest[..at]);
        let (sign, after) = rest[at..].split_at(1);
        rest = after;
        match sign {
            "/" if rest.starts_with('*') => {
                rest = rest.split_once("*/").map_or("", |(_, rest)| rest)
            }
            "/" => text.push('/'),
            "{" if text.trim_start().starts_with("@keyframes") => {
                rest = rest.split_once("\n}").map_or("", |(_, rest)| rest);
                text.clear();
            }
            "{" if text.trim_start().starts_with('@') => text.clear(),
            "{" => found.append(&mut list(&std::mem::take(&mut text))),
            _ => text.clear(),
        }
    }
    found
}

/// The parts of a list of selectors, at the commas that stand in no brackets.
fn list(selectors: &str) -> Vec<String> {
    let mut depth = 0;
    let parts = selectors.split(|char| {
        match char {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        char == ',' && depth == 0
    });
    parts.map(|part| part.trim().to_owned()).collect()
}

fn classes(selector: &str) -> impl Iterator<Item = &str> {
    selector.split('.').skip(1).filter_map(|rest| {
        let end = rest.find(|char| !is_part_of_class(char)).unwrap_or(rest.len());
        rest.starts_with(|char: char| char.is_ascii_lowercase()).then(|| &rest[..end])
    })
}

fn is_part_of_class(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '-' || char == '_'
}

/// Whether a screen names the class: whole, as `badge--{kind}` with the rest filled in, or as
/// `"badge--"` with the rest written after it.
fn is_named(class: &str, screens: &str) -> bool {
    let has_stem = class.rsplit_once("--").is_some_and(|(block, _)| {
        screens.contains(&format!("{block}--{{")) || screens.contains(&format!("{block}--\")"))
    });
    let is_whole = screens.match_indices(class).any(|(at, _)| {
        let (before, after) = (&screens[..at], &screens[at + class.len()..]);
        !before.ends_with(is_part_of_class) && !after.starts_with(is_part_of_class)
    });
    is_whole || has_stem
}
