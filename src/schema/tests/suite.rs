//! The official JSON-Schema-Test-Suite (`suite/`, its licence beside it; commit 44401e0c): the keywords
//! that are checked, keyword by keyword.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use fancy_regex::Regex;
use schema::{Document, Patterns, Schema, fits};
use serde_json::Value;

/// Regular expressions of ECMAScript without a browser.
struct TestPatterns;

impl Patterns for TestPatterns {
    fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        let pattern = pattern.replace(r"\d", "[0-9]").replace(r"\w", "[A-Za-z0-9_]");
        Regex::new(&pattern).ok()?.is_match(text).ok()
    }
}

/// What is left to the API: references to other documents, identifiers that move what references
/// within them are relative to, and the parts of a web address.
const LEFT_TO_THE_API: &[&str] = &[
    "validate definition against metaschema",
    "remote ref, containing refs itself",
    "Recursive references between schemas",
    "Reference an anchor with a non-relative URI",
    "Location-independent identifier with",
    "refs with relative uris and defs",
    "relative refs with absolute uris and defs",
    "$id must be resolved against nearest parent",
    "URN base URI with URN and anchor ref",
    "ref with absolute-path-reference",
    "same $anchor with different base uri",
    "validation of URIs: invalid userinfo",
    "validation of URIs: non-numeric port",
    "validation of URIs: leading zero in an embedded IPv4 address",
    "validation of URIs: square brackets are not allowed in a path segment",
];

fn failures(suite: &str) -> (BTreeMap<String, (usize, usize)>, Vec<String>) {
    let suite: Value = serde_json::from_str(suite).unwrap();
    let (mut figures, mut failed) = (BTreeMap::new(), Vec::new());
    for (keyword, groups) in suite.as_object().unwrap() {
        let figure: &mut (usize, usize) = figures.entry(keyword.clone()).or_default();
        for group in groups.as_array().unwrap() {
            let schema = Schema::whole(&Document::new(group["schema"].clone()));
            for test in group["tests"].as_array().unwrap() {
                figure.1 += 1;
                let is_fit = fits(&schema, &test["data"], &TestPatterns);
                // A value that the API takes is never refused here.
                assert!(is_fit || test["valid"] == false, "{keyword}: {group} {test}");
                if is_fit == test["valid"] {
                    figure.0 += 1;
                } else {
                    let name = |value: &Value| value["description"].as_str().unwrap().to_owned();
                    failed.push(format!("{keyword}: {}: {}", name(group), name(test)));
                }
            }
        }
    }
    (figures, failed)
}

#[test]
fn every_keyword_of_draft_7_is_checked_as_the_official_suite_says() {
    check(include_str!("suite/draft7.json"));
}

#[test]
fn the_keywords_that_2020_12_added_are_checked_as_the_official_suite_says() {
    check(include_str!("suite/draft2020-12.json"));
}

fn check(suite: &str) {
    let (figures, failed) = failures(suite);
    for (keyword, (passed, all)) in figures {
        println!("{keyword:<28}{passed:>4} of {all}");
    }
    let is_known = |name: &&String| LEFT_TO_THE_API.iter().any(|known| name.contains(known));
    let unknown: Vec<&String> = failed.iter().filter(|name| !is_known(name)).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
}
