//! The sample in a store.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;
use wire::{Deployment, MergeConflicts};

use super::now;
use crate::clock::Act;
use crate::environment::Environment;
use crate::merging;
use crate::options::Api;
use crate::projection::{Projection, references};
use crate::real_time_config::first_invalid_page;
use crate::refusal::Refusal;
use crate::sample::write::fill;
use crate::store::merges::{MergeDone, MergeRequest};
use crate::store::{
    Store, Tx, agents, alert_rules, branches, config_pages, connectors, content, deployments,
    phone_numbers, webhook_endpoints,
};

const HOTELS: &str = "harbour-hotels";

/// Filling takes a second or two in a debug build: tests that only read share one store.
static FILLED: LazyLock<Store> = LazyLock::new(|| filled(Api::V1_0_3));

fn filled(api: Api) -> Store {
    let store = Store::memory().unwrap();
    assert!(fill(&store, api, now()).unwrap());
    store
}

fn read<T>(store: &Store, work: impl FnOnce(&Tx<'_>) -> Result<T, Refusal>) -> T {
    store.read(work).unwrap()
}

fn all_deployments(store: &Store) -> Vec<Deployment> {
    read(store, |tx| {
        let mut all = Vec::new();
        for environment in Environment::ALL {
            for row in deployments::list(tx, HOTELS, environment, None)? {
                all.push(row.to_wire(tx, HOTELS)?);
            }
        }
        Ok(all)
    })
}

/// Merges a branch of the hotels. The changes last as long as the store.
fn merge(store: &Store, name: &str) -> Result<MergeDone, Refusal> {
    let all = read(store, |tx| branches::list(tx, HOTELS));
    let branch = all.iter().find(|branch| branch.name == name).unwrap();
    let request =
        MergeRequest { api: Api::V1_0_3, expected_sequence: None, resolutions: &[], message: "" };
    let act = Act { by: "ada@example.com".to_owned(), at: now() };
    merging::merge(store, HOTELS, &branch.branch_id, request, &act)
}

#[test]
fn six_alert_rules_and_two_webhook_endpoints_are_there() {
    let rules = read(&FILLED, alert_rules::list);
    assert_eq!(rules.len(), 6);
    let agents = read(&FILLED, agents::list);
    let known = |id: &String| agents.iter().any(|agent| agent.agent_id == *id);
    assert!(rules.iter().filter_map(|rule| rule.project_id.as_ref()).all(known));
    assert_eq!(read(&FILLED, webhook_endpoints::list).len(), 2);
}

#[test]
fn a_file_is_filled_once() {
    assert!(!fill(&FILLED, Api::V1_0_3, now()).unwrap());
    let names = read(&FILLED, agents::list).into_iter().map(|agent| agent.agent_name);
    let names: Vec<_> = names.collect();
    assert_eq!(names, ["Harbour Hotels", "Northlight Energy", "Larch Street Dental"]);
}

#[test]
fn deployments_have_the_same_ids_at_every_start() {
    let (first, second) = (all_deployments(&FILLED), all_deployments(&filled(Api::V1_0_11)));
    assert_eq!(first.len(), 45);
    let ids = |all: &[Deployment]| {
        all.iter().map(|one| (one.id.clone(), one.version.clone())).collect::<BTreeSet<_>>()
    };
    assert_eq!(ids(&first), ids(&second));
    let versions: BTreeSet<_> = first.iter().map(|one| &one.version).collect();
    assert_eq!(versions.len(), 25);
}

#[test]
fn live_was_rolled_back_and_went_forward_again() {
    let live: Vec<_> =
        all_deployments(&FILLED).into_iter().filter(|one| one.environment == "live").collect();
    let kind = |one: &Deployment| one.metadata.clone().unwrap().deployment_type.unwrap();
    let back = live.iter().position(|one| kind(one) == "rollback").unwrap();
    assert_eq!(live[back].version, live[back + 2].version);
    assert_ne!(live[back - 1].version, live[back + 1].version);
}

#[test]
fn a_branch_conflicts_in_four_fields() {
    let Err(Refusal::Conflicts(body, _)) = merge(&FILLED, "summer-menu") else { panic!() };
    let MergeConflicts { conflicts, value, .. } = *body;
    let real = conflicts.iter().filter(|one| !one.path.last().unwrap().ends_with("At"));
    let described: Vec<_> = real
        .map(|one| {
            let name = |pointer: &str| value.pointer(pointer).unwrap().as_str().unwrap().to_owned();
            match one.path.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                ["knowledgeBase", "topics", "entities", id, "content"] => {
                    name(&format!("/knowledgeBase/topics/entities/{id}/name"))
                }
                [
                    "variantManagement",
                    "variantAttributeValues",
                    "entities",
                    site,
                    "values",
                    column,
                ] => {
                    let row = name(&format!("/variantManagement/variants/entities/{site}/name"));
                    let column =
                        name(&format!("/variantManagement/attributes/entities/{column}/name"));
                    format!("{row}: {column}")
                }
                _ => one.path.join("."),
            }
        })
        .collect();
    assert_eq!(
        described,
        [
            "Afternoon tea",
            "Restaurant reservations",
            "The Quayside, Bristol: restaurant_hours",
            "agentSettings.rules.behaviour"
        ]
    );
}

#[test]
fn another_branch_merges_without_questions() {
    for api in [Api::V1_0_3, Api::V1_0_11] {
        let merged = merge(&filled(api), "cork-refurbishment").unwrap();
        assert_eq!(merged.target, "main");
    }
}

#[test]
fn a_protected_main_is_what_sandbox_runs() {
    let store = filled(Api::V1_0_11);
    let names: Vec<_> = read(&store, |tx| branches::list(tx, HOTELS))
        .into_iter()
        .map(|branch| branch.name)
        .collect();
    assert_eq!(names, ["main", "summer-menu", "cork-refurbishment", "draft-week-10"]);
    read(&store, |tx| {
        let active = deployments::active(tx, HOTELS, Environment::Sandbox)?.unwrap();
        assert_eq!(branches::get(tx, HOTELS, branches::MAIN)?.head, active.snapshot);
        Ok(())
    });
}

#[test]
fn references_are_those_that_the_server_derives() {
    read(&FILLED, |tx| {
        for agent in agents::list(tx)? {
            let main = branches::get(tx, &agent.agent_id, branches::MAIN)?;
            let main = content::load(tx, main.head)?;
            let topics = main.at(&["knowledgeBase", "topics", "entities"]);
            for topic in topics.as_object().unwrap().values() {
                check_references(&main, topic, &["content", "actions"]);
            }
            check_references(&main, main.at(&["agentSettings", "rules"]), &["behaviour"]);
        }
        Ok(())
    });
}

fn check_references(main: &Projection, item: &Value, fields: &[&str]) {
    let texts: Vec<_> = fields.iter().map(|field| item[*field].as_str().unwrap()).collect();
    let derived = references::derive(main, &texts, &Value::Null);
    assert_eq!(item["references"], derived, "{}", item["name"]);
}

#[test]
fn numbers_and_config_pages_are_there() {
    read(&FILLED, |tx| {
        let connectors = connectors::list(tx, HOTELS)?;
        assert_eq!(connectors.len(), 11);
        assert_eq!(connectors.iter().filter(|one| one.disable_handoff).count(), 1);
        assert_eq!(phone_numbers::list(tx, HOTELS, None)?.len(), 15);
        let pages = config_pages::list(tx, HOTELS)?;
        for page in &pages {
            assert!(page.schema.is_some() && page.variables.is_some(), "{}", page.client_env);
        }
        assert_eq!(first_invalid_page(&pages)?, None);
        Ok(())
    });
}
