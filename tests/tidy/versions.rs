//! Versions that have to agree.

use std::collections::{BTreeMap, BTreeSet};

use toml::Table;

use crate::{files, none};

/// The tool that writes the page's glue has to be of the very version of the library in it, and the
/// library's own parts of that one too.
#[test]
fn wasm_bindgen_is_there_once() {
    let versions = locked();
    let family = ["", "-macro", "-macro-support", "-shared", "-cli-support"];
    let found: BTreeSet<_> =
        family.iter().flat_map(|part| versions[&format!("wasm-bindgen{part}")].clone()).collect();
    assert_eq!(found.len(), 1, "wasm-bindgen and its parts: {found:?}");
    let trunk: Table = files::read("Trunk.toml").parse().unwrap();
    let pinned = trunk.get("tools").and_then(|tools| tools.get("wasm_bindgen"));
    assert_eq!(pinned, None, "Trunk takes the version of Cargo.lock; a pin would age");
    assert_eq!(
        versions["wasm_split_helpers"].len(),
        1,
        "what marks the pieces of the page is of one version, which src/linker understands"
    );
}

/// Two copies of one of these are a page twice as heavy, or types that do not fit each other.
#[test]
fn the_pages_libraries_are_there_once() {
    let versions = locked();
    let once = ["gloo-net", "js-sys", "leptos", "reactive_graph", "tachys", "web-sys"];
    none(
        "a library in several versions",
        once.iter()
            .filter(|name| versions[**name].len() != 1)
            .map(|name| format!("{name}: {:?}", versions[*name])),
    );
}

/// Our crates share the versions that the root manifest decides.
#[test]
fn versions_that_crates_share_are_in_the_root() {
    let root: Table = files::read("Cargo.toml").parse().unwrap();
    let shared = root["workspace"]["dependencies"].as_table().unwrap();
    let manifests = files::all("", &["Cargo.toml"]);
    let violations = manifests.iter().filter(|file| file.path != "Cargo.toml").flat_map(|file| {
        let manifest: Table = file.text.parse().unwrap();
        let tables = ["dependencies", "dev-dependencies", "build-dependencies"]
            .into_iter()
            .filter_map(|kind| manifest.get(kind)?.as_table().cloned());
        let own = tables
            .flatten()
            .filter(|(name, how)| shared.contains_key(name) && how.get("workspace").is_none());
        own.map(|(name, _)| format!("{}: {name} has a version of its own", file.path))
            .collect::<Vec<_>>()
    });
    none("a version beside the root's", violations);
}

fn locked() -> BTreeMap<String, BTreeSet<String>> {
    let lock: Table = files::read("Cargo.lock").parse().unwrap();
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in lock["package"].as_array().unwrap() {
        let text = |key: &str| package[key].as_str().unwrap().to_owned();
        versions.entry(text("name")).or_default().insert(text("version"));
    }
    versions
}
