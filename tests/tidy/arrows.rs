//! Who may use whom: the map of the README, read from the manifests.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::{files, none};

/// Every crate and what it may depend on among ours. `app` sees no JSON shapes (`wire`), and
/// `server` none of the studio's rules (`model`).
const ALLOWED: [(&str, &[&str]); 11] = [
    ("src/app", &["client", "diff", "model", "schema"]),
    ("src/client", &["model", "wire"]),
    ("src/diff", &["model"]),
    ("src/linker", &[]),
    ("src/model", &[]),
    ("src/schema", &[]),
    ("src/server", &["wire"]),
    ("src/wire", &[]),
    ("src/xtask", &[]),
    ("tests", &["client", "diff", "model", "server"]),
    ("tests/bench", &["diff", "model"]),
];

/// Crates that are nothing but computation: they are the page's and the tests' alike.
const PURE: [&str; 5] = ["src/client", "src/diff", "src/model", "src/schema", "src/wire"];

/// What a pure crate does not reach, however deep: sockets, files, databases, browsers, clocks and
/// randomness.
const IMPURE: [&str; 20] = [
    "axum",
    "chrono",
    "fastrand",
    "getrandom",
    "gloo-net",
    "hyper",
    "jiff",
    "js-sys",
    "libsqlite3-sys",
    "mio",
    "rand",
    "reqwest",
    "rusqlite",
    "socket2",
    "tokio",
    "ureq",
    "uuid",
    "wasm-bindgen",
    "web-sys",
    "web-time",
];

/// What belongs to a server and would be dead weight in a page. (The lock file lists what a crate
/// could use as well: tokio is such a choice of Leptos, which a page does not take.)
const OF_THE_SERVER: [&str; 4] = ["axum", "hyper", "libsqlite3-sys", "rusqlite"];

#[test]
fn crates_use_only_those_below_them() {
    let ours: BTreeSet<String> = ALLOWED.iter().map(|(path, _)| name_of(path)).collect();
    let violations = ALLOWED.iter().flat_map(|(path, allowed)| {
        dependencies(path, true)
            .into_iter()
            .filter(|name| ours.contains(name) && !allowed.contains(&name.as_str()))
            .map(move |name| format!("{path}: may not depend on {name}"))
    });
    none("an arrow that is not on the map", violations);
}

#[test]
fn every_crate_is_on_the_map() {
    let manifests = files::all("", &["Cargo.toml"]);
    let crates = manifests.iter().filter_map(|file| file.path.strip_suffix("/Cargo.toml"));
    let mapped = |path: &&str| ALLOWED.iter().any(|(known, _)| known == path);
    let unmapped = crates.clone().filter(|path| !mapped(path));
    none("a crate that the map does not show", unmapped.map(str::to_owned));
    assert_eq!(crates.count(), ALLOWED.len(), "the map shows a crate that is not there");
}

#[test]
fn what_only_computes_reaches_nothing_that_acts() {
    let lock = Lock::read();
    let violations = PURE.iter().flat_map(|path| {
        lock.reach(dependencies(path, false))
            .into_iter()
            .filter(|name| IMPURE.contains(&name.as_str()))
            .map(move |name| format!("{path}: reaches {name}"))
    });
    none("I/O, a clock or randomness in a crate that only computes", violations);
}

#[test]
fn the_page_carries_nothing_of_a_server() {
    let reach = Lock::read().reach(dependencies("src/app", false));
    assert!(reach.contains("leptos"), "the lock file is read wrongly");
    none(
        "a server's crate in the page",
        reach.into_iter().filter(|name| OF_THE_SERVER.contains(&name.as_str())),
    );
}

#[test]
fn what_only_computes_asks_neither_the_machine_nor_the_clock() {
    let forbidden = [
        "std::env",
        "std::fs",
        "std::net",
        "std::process",
        "std::thread",
        "std::time",
        "println!",
        "eprintln!",
    ];
    let files = PURE.iter().flat_map(|path| files::all(&format!("{path}/src"), &[".rs"]));
    // Tests may ask other programs what they think.
    let shipped = files.filter(|file| !file.path.ends_with("/tests.rs"));
    let violations = shipped.flat_map(|file| {
        let found = file.code().flat_map(|(number, line)| {
            forbidden
                .iter()
                .filter(move |path| line.contains(**path))
                .map(move |path| (number, *path))
        });
        found.map(|(number, path)| file.at(number, path)).collect::<Vec<_>>()
    });
    none("I/O or a clock in a crate that only computes", violations);
}

/// What all packages depend on, by name.
struct Lock(BTreeMap<String, Vec<String>>);

impl Lock {
    fn read() -> Self {
        let lock: Table = files::read("Cargo.lock").parse().unwrap();
        let mut packages: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for package in lock["package"].as_array().unwrap() {
            let needs = package.get("dependencies").and_then(Value::as_array);
            let needs = needs.into_iter().flatten().filter_map(Value::as_str);
            // An entry is a name, or a name and a version.
            let needs = needs.filter_map(|need| need.split(' ').next()).map(str::to_owned);
            let name = package["name"].as_str().unwrap().to_owned();
            packages.entry(name).or_default().extend(needs);
        }
        Self(packages)
    }

    /// These packages and all that they need. Of our own crates the lock file lists what their
    /// tests need as well, so that those are read from their manifests.
    fn reach(&self, start: Vec<String>) -> BTreeSet<String> {
        let mut reached = BTreeSet::new();
        let mut open = start;
        while let Some(name) = open.pop() {
            if reached.insert(name.clone()) {
                let own = ALLOWED.iter().find(|(path, _)| name_of(path) == name);
                open.extend(match own {
                    Some((path, _)) => dependencies(path, false),
                    None => self.0.get(&name).cloned().unwrap_or_default(),
                });
            }
        }
        reached
    }
}

fn name_of(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

/// What a manifest names, with what its tests and its build need or without.
fn dependencies(path: &str, all_kinds: bool) -> Vec<String> {
    let manifest: Table = files::read(&format!("{path}/Cargo.toml")).parse().unwrap();
    let targets = manifest.get("target").and_then(Value::as_table);
    let tables = targets.into_iter().flat_map(Table::values).filter_map(Value::as_table);
    let kinds: &[&str] = match all_kinds {
        true => &["dependencies", "dev-dependencies", "build-dependencies"],
        false => &["dependencies"],
    };
    std::iter::once(&manifest)
        .chain(tables)
        .flat_map(|table| kinds.iter().filter_map(|kind| table.get(*kind)?.as_table()))
        .flatten()
        .map(|(key, how)| how.get("package").and_then(Value::as_str).unwrap_or(key).to_owned())
        .collect()
}
