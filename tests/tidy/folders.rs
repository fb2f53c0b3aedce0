//! Who may use whom inside of a crate: the folders of `app`, and no file in a circle.

use crate::files;
use crate::imports::Imports;
use crate::none;

/// The folders and files directly below `src/app/src`, and what each may use of the others.
/// `lib.rs` may use all of them.
const ALLOWED: [(&str, &[&str]); 9] = [
    ("shell", &["pages", "dialogs", "parts", "state", "browser", "remote", "route", "text"]),
    ("pages", &["dialogs", "parts", "state", "browser", "remote", "route", "text"]),
    ("dialogs", &["parts", "state", "browser", "remote", "route", "text"]),
    ("parts", &["browser", "remote", "route", "text"]),
    ("state", &["browser", "remote", "route", "text"]),
    ("browser", &["route", "text"]),
    ("remote", &["text"]),
    ("route", &[]),
    ("text", &[]),
];

/// Crates in which no file uses itself through others.
const WITHOUT_CIRCLES: [&str; 9] = [
    "src/app",
    "src/client",
    "src/diff",
    "src/linker",
    "src/model",
    "src/schema",
    "src/server",
    "src/wire",
    "src/xtask",
];

#[test]
fn the_folders_of_the_app_use_only_those_below_them() {
    none("an arrow that is not on the map", wrong_arrows(&read("src/app")));
}

#[test]
fn no_file_uses_itself_through_others() {
    let circles = WITHOUT_CIRCLES.iter().flat_map(|path| {
        read(path).circles().into_iter().map(move |circle| format!("{path}/src: {circle}"))
    });
    none("files that use each other: what both need goes into a file below them", circles);
}

/// A part gets values and callbacks. Of the API it knows errors, which it shows.
#[test]
fn parts_know_no_more_of_the_api_than_its_errors() {
    let files = files::all("src/app/src/parts", &[".rs"]);
    none(
        "a part that reaches for the API",
        files.iter().flat_map(|file| {
            let lines = file.code().filter(|(_, line)| {
                line.match_indices("client::").any(|(at, name)| {
                    let named = &line[at + name.len()..];
                    !named.starts_with("ApiError") && !line[..at].ends_with(char::is_alphanumeric)
                })
            });
            lines.map(|(number, line)| file.at(number, line.trim())).collect::<Vec<_>>()
        }),
    );
}

#[test]
fn a_wrong_arrow_is_found() {
    let always = [("lib.rs", ""), ("pages.rs", "")];
    let app = |sources: &[(&str, &str)]| {
        wrong_arrows(&Imports::read(always.iter().chain(sources).copied()))
    };
    let use_page = "use crate::pages::agents::Agents;";
    let agents = ("pages/agents.rs", "");
    assert_eq!(app(&[agents, ("lib.rs", use_page)]), Vec::<String>::new());
    assert_eq!(app(&[agents, ("shell.rs", use_page)]), Vec::<String>::new());
    assert_eq!(
        app(&[agents, ("parts/menu.rs", use_page)]),
        ["parts/menu.rs: parts may not use pages (pages/agents.rs)"]
    );
    assert_eq!(
        app(&[agents, ("pages/topics/list.rs", use_page)]),
        ["pages/topics/list.rs: a page may not use another page (pages/agents.rs)"]
    );
    assert_eq!(app(&[agents, ("pages/agents/list.rs", use_page)]), Vec::<String>::new());
    assert_eq!(app(&[("odd.rs", "")]), ["odd.rs: is on no map"]);
    assert_eq!(
        app(&[("lib.rs", ""), ("route.rs", "fn go() { crate::start(); }")]),
        ["route.rs: route may not use lib (lib.rs)"]
    );
}

fn wrong_arrows(imports: &Imports) -> Vec<String> {
    let unmapped = imports
        .files()
        .filter(|path| top(path) != "lib" && allowed(top(path)).is_none())
        .map(|path| format!("{path}: is on no map"));
    let wrong = imports.arrows().filter_map(|(from, to)| {
        let (upper, lower) = (top(from), top(to));
        if upper == "lib" {
            None
        } else if upper != lower {
            let is_allowed = allowed(upper).is_none_or(|below| below.contains(&lower));
            (!is_allowed).then(|| format!("{from}: {upper} may not use {lower} ({to})"))
        } else {
            let pages = (upper == "pages").then(|| (second(from), second(to)));
            pages
                .filter(|(one, other)| one != other)
                .map(|_| format!("{from}: a page may not use another page ({to})"))
        }
    });
    unmapped.chain(wrong).collect()
}

fn allowed(folder: &str) -> Option<&'static [&'static str]> {
    ALLOWED.iter().find(|(name, _)| *name == folder).map(|(_, below)| *below)
}

/// The folder or file directly below `src`, by its name.
fn top(path: &str) -> &str {
    path.split('/').next().map_or(path, |name| name.strip_suffix(".rs").unwrap_or(name))
}

/// The page that a file of `pages` belongs to.
fn second(path: &str) -> Option<&str> {
    path.split('/').nth(1).map(top)
}

fn read(path: &str) -> Imports {
    let below = format!("{path}/src/");
    let files = files::all(&below, &[".rs"]);
    Imports::read(
        files
            .iter()
            .map(|file| (file.path.strip_prefix(&below).unwrap_or(&file.path), file.text.as_str())),
    )
}
