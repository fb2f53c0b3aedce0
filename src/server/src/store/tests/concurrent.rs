//! What was computed from data that has changed since is not stored.

use serde_json::{Value, json};

use crate::clock::Act;
use crate::environment::Environment;
use crate::options::Api;
use crate::store::merges::{self, MergeRequest, Sides};
use crate::store::{Store, agents, branches, config_pages};

const SANDBOX: Environment = Environment::Sandbox;

fn content(behavior: &str, other: i32) -> Value {
    json!({"agentSettings": {"rules": {"behaviour": behavior}}, "other": {"n": other}})
}

#[test]
fn a_merge_of_a_branch_that_was_edited_since_is_not_stored() {
    let store = Store::memory().unwrap();
    let act = Act::now("ada@example.com");
    let request =
        MergeRequest { api: Api::V1_0_3, expected_sequence: None, resolutions: &[], message: "" };
    store
        .write(|tx| {
            let agent = agents::add(tx, Some("a"), "A", &content("old", 0), &act)?;
            let branch = branches::create(tx, &agent, branches::MAIN, "b", &act)?.branch_id;
            branches::replace(tx, &agent, &branch, &content("new", 0), &act)?;
            for edited in [branches::MAIN, &branch] {
                let sides = Sides::of_merge(tx, &agent, &branch, None)?;
                let merged = sides.merge(&[]);
                let edit = content(if edited == branch { "new" } else { "old" }, 1);
                branches::replace(tx, &agent, edited, &edit, &act)?;
                assert!(merges::store_merge(tx, &sides, &merged, request, &act)?.is_none());
                assert!(merges::store_sync(tx, &sides, &merged, &act)?.is_none());
            }
            let sides = Sides::of_merge(tx, &agent, &branch, None)?;
            let merged = sides.merge(&[]);
            assert!(merges::store_merge(tx, &sides, &merged, request, &act)?.is_some());
            let main = branches::content(tx, &agent, branches::MAIN)?;
            assert_eq!(main.to_value(), content("new", 1));
            Ok(())
        })
        .unwrap();
}

#[test]
fn values_for_a_config_page_that_was_saved_since_are_not_stored() {
    let store = Store::memory().unwrap();
    let act = Act::now("ada@example.com");
    store
        .write(|tx| {
            let agent = agents::add(tx, Some("a"), "A", &content("", 0), &act)?;
            let page = config_pages::get(tx, &agent, SANDBOX)?;
            config_pages::put_schema(tx, &agent, SANDBOX, json!({"type": "object"}), &act)?;
            let values = json!({"late": true});
            let saved = config_pages::put_variables(tx, &agent, SANDBOX, page, values, &act)?;
            assert_eq!(saved, None);
            assert_eq!(config_pages::get(tx, &agent, SANDBOX)?.variables, None);
            Ok(())
        })
        .unwrap();
}
