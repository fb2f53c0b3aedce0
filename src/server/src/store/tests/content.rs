//! Content is stored once, and as long as something points to it.

use serde_json::{Value, json};

use crate::clock::Act;
use crate::environment::Environment;
use crate::store::transaction::Tx;
use crate::store::{Store, agents, archive, branches, deployments};

fn count(tx: &Tx<'_>, table: &str) -> i64 {
    tx.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

fn content(n: i32) -> Value {
    json!({"agentSettings": {"rules": {"behaviour": n.to_string()}}, "other": {"large": true}})
}

#[test]
fn what_does_not_change_is_stored_once() {
    let store = Store::memory().unwrap();
    let act = Act::now("ada@example.com");
    store
        .write(|tx| {
            let agent = agents::add(tx, Some("a"), "A", &content(0), &act)?;
            for n in [1, 0, 1, 0] {
                branches::replace(tx, &agent, branches::MAIN, &content(n), &act)?;
            }
            assert_eq!((count(tx, "snapshot"), count(tx, "blob")), (2, 3));
            Ok(())
        })
        .unwrap();
}

#[test]
fn content_that_nothing_points_to_is_deleted() {
    let store = Store::memory().unwrap();
    let act = Act::now("ada@example.com");
    store
        .write(|tx| {
            let agent = agents::add(tx, Some("a"), "A", &content(0), &act)?;
            deployments::publish_always(tx, &agent, Environment::Sandbox, "", &act)?;
            for n in 1..=300 {
                branches::replace(tx, &agent, branches::MAIN, &content(n), &act)?;
            }
            // The head, a hundred before it, the base of main, which is the deployment's.
            assert_eq!((count(tx, "snapshot"), count(tx, "blob")), (102, 103));

            let branch = branches::create(tx, &agent, branches::MAIN, "b", &act)?;
            branches::replace(tx, &agent, &branch.branch_id, &content(-1), &act)?;
            let branch = branches::get(tx, &agent, &branch.branch_id)?;
            archive::archive(tx, &branch, &act)?;
            assert_eq!(count(tx, "snapshot"), 103, "an archived branch can be taken back");

            agents::delete(tx, &agent)?;
            for table in ["snapshot", "section", "blob", "branch", "past", "deployment"] {
                assert_eq!(count(tx, table), 0, "{table}");
            }
            Ok(())
        })
        .unwrap();
}
