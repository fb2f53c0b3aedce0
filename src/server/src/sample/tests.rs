//! What the sample has to be: large, varied, without a mistake, and the same every time.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use jiff::Timestamp;
use serde_json::Value;

use super::files::{self, Source};
use super::history_player::{Event, play_history};
use super::sample_error::SampleError;
use crate::environment::Environment;
use crate::options::Api;

mod store;

/// Playing takes a second or two in a debug build: the tests share it.
static ALL: LazyLock<Vec<History>> = LazyLock::new(|| {
    let agents = files::agents().unwrap();
    agents.iter().map(|source| history(source, Api::V1_0_3)).collect()
});

/// What is left of an agent when its history has been history.
#[derive(Debug, Default, PartialEq)]
struct History {
    versions: Vec<Value>,
    main: Value,
    branches: HashMap<String, Value>,
    /// Kind, message and user.
    deployments: Vec<(&'static str, String, String)>,
    moments: Vec<Timestamp>,
}

fn now() -> Timestamp {
    "2026-11-22T07:00:00Z".parse().unwrap()
}

fn source(id: &str) -> Source {
    let agents = files::agents().unwrap();
    agents.into_iter().find(|source| source.about.id == id).unwrap()
}

fn history(source: &Source, api: Api) -> History {
    let mut history = History::default();
    let outcome: Result<(), SampleError> = play_history(source, now(), api, |act, event| {
        let deployed = match event {
            Event::Created { content } | Event::Edited { branch: None, content } => {
                assert_ne!(content, history.main, "{}: nothing was edited", act.at);
                history.main = content;
                None
            }
            Event::Edited { branch: Some(name), content } => {
                history.branches.insert(name.to_owned(), content);
                None
            }
            Event::Branched { name } => {
                history.branches.insert(name.to_owned(), history.main.clone());
                None
            }
            Event::Published { message, .. } => {
                history.versions.push(history.main.clone());
                Some(("sandbox", message))
            }
            Event::Promoted { to, message, .. } => Some((to.name(), message)),
            Event::RolledBack { message, .. } => Some(("rollback", message)),
        };
        if let Some((kind, message)) = deployed {
            history.deployments.push((kind, message.to_owned(), act.by.clone()));
        }
        history.moments.push(act.at);
        Ok(())
    });
    outcome.unwrap();
    history
}

fn hotels() -> &'static History {
    &ALL[0]
}

fn items<'a>(content: &'a Value, pointer: &str) -> Vec<&'a Value> {
    let collection = content.pointer(pointer).unwrap();
    let entities = collection["entities"].as_object().unwrap();
    let ids = collection["ids"].as_array().unwrap();
    assert_eq!(ids.len(), entities.len(), "{pointer}");
    ids.iter().map(|id| &entities[id.as_str().unwrap()]).collect()
}

fn chars(value: &Value) -> usize {
    value.as_str().unwrap().chars().count()
}

#[test]
fn the_largest_agent_has_the_size_that_was_asked_for() {
    let hotels = hotels();
    for content in [&hotels.main, hotels.versions.last().unwrap()] {
        assert_eq!(items(content, "/knowledgeBase/topics").len(), 60);
        assert_eq!(items(content, "/variantManagement/variants").len(), 24);
        assert_eq!(items(content, "/variantManagement/attributes").len(), 12);
        for row in items(content, "/variantManagement/variantAttributeValues") {
            assert_eq!(row["values"].as_object().unwrap().len(), 12);
        }
        let behavior = chars(&content["agentSettings"]["rules"]["behaviour"]);
        assert!((5_800..6_800).contains(&behavior), "{behavior}");
    }
    assert_eq!(files::agents().unwrap().len(), 3);
}

#[test]
fn the_smaller_agents_are_smaller() {
    let sizes = ALL[1..].iter().map(|history| {
        let topics = items(&history.main, "/knowledgeBase/topics").len();
        let sites = items(&history.main, "/variantManagement/variants").len();
        (topics, sites, history.deployments.len())
    });
    assert_eq!(sizes.collect::<Vec<_>>(), [(18, 5, 10), (8, 0, 3)]);
}

#[test]
fn every_topic_is_of_real_length_and_can_be_found() {
    for History { main, .. } in ALL.iter() {
        for topic in items(main, "/knowledgeBase/topics") {
            let (name, length) = (&topic["name"], chars(&topic["content"]));
            assert!((200..=3_000).contains(&length), "{name} has {length}");
            let queries = topic["exampleQueries"].as_array().unwrap().len();
            assert!((3..=8).contains(&queries), "{name} has {queries} queries");
        }
    }
}

#[test]
fn no_sentence_is_written_twice() {
    for History { main, .. } in ALL.iter() {
        let mut seen = HashSet::new();
        for topic in items(main, "/knowledgeBase/topics") {
            let text = format!("{} {}", topic["content"].as_str().unwrap(), topic["actions"]);
            for sentence in text.split(['.', '\n']).map(str::trim).filter(|part| part.len() > 60) {
                assert!(seen.insert(sentence.to_owned()), "twice: {sentence}");
            }
        }
    }
}

#[test]
fn ten_weeks_hold_forty_five_deployments_by_four_people() {
    let hotels = hotels();
    let count = |kind| hotels.deployments.iter().filter(|(one, ..)| *one == kind).count();
    assert_eq!(hotels.deployments.len(), 45);
    assert_eq!((count("sandbox"), count("pre-release"), count("live")), (25, 11, 8));
    let reason = hotels.deployments.iter().filter(|(kind, ..)| *kind == "rollback");
    assert!(reason.into_iter().all(|(_, message, _)| message.len() > 60) && count("rollback") == 1);
    let people: HashSet<_> = hotels.deployments.iter().map(|(.., by)| by).collect();
    assert_eq!(people.len(), 4);

    assert!(hotels.moments.is_sorted());
    let (first, last) = (hotels.moments[0], hotels.moments.last().unwrap());
    let days = (last.as_second() - first.as_second()) / (24 * 60 * 60);
    assert!((63..70).contains(&days) && *last < now(), "{days}");
}

#[test]
fn the_same_moment_makes_the_same_workspace() {
    for (source, before) in files::agents().unwrap().iter().zip(ALL.iter()) {
        assert_eq!(history(source, Api::V1_0_3), *before);
    }
}

#[test]
fn with_a_protected_main_the_draft_is_a_branch() {
    let source = source("harbour-hotels");
    let (open, protected) = (hotels(), history(&source, Api::V1_0_11));
    assert_eq!(protected.main, *open.versions.last().unwrap());
    assert_eq!(protected.branches["draft-week-10"], open.main);
    assert_eq!(open.versions, protected.versions);
}

#[test]
fn copies_of_a_value_are_equal() {
    for History { main, .. } in ALL.iter() {
        let language = main["languages"]["defaultLanguageCode"].as_str().unwrap().to_owned();
        let (agent, all) = (&main["agentSettings"], &main["multilingualAgentSettings"]);
        for key in ["rules", "role", "personality"] {
            assert_eq!(agent[key], all[key], "{key}");
        }
        assert_eq!(agent["greeting"], all["greetings"]["entities"][&language]);
        assert_eq!(agent["greeting"], main["channels"]["voice"]["config"]["greeting"]);
        assert_eq!(agent["disclaimerMessage"], main["channels"]["voice"]["disclaimer"]);
    }
}

#[test]
fn ids_are_never_shared() {
    let main = &hotels().main;
    let mut seen = HashSet::new();
    for pointer in [
        "/knowledgeBase/topics",
        "/sms/templates",
        "/handoff/handoffs",
        "/flows/flows",
        "/variantManagement/variants",
        "/variantManagement/attributes",
        "/functions/functions",
        "/variables/variables",
        "/pronunciations/pronunciations",
        "/keyphraseBoosting/keyphraseBoosting",
    ] {
        let found = items(main, pointer);
        assert!(!found.is_empty(), "{pointer}");
        for item in found {
            assert!(seen.insert(item["id"].as_str().unwrap().to_owned()), "{}", item["id"]);
        }
    }
}

#[test]
fn config_pages_differ_between_the_environments() {
    let pages = source("harbour-hotels").config_pages;
    let data: HashSet<_> = pages.values().map(|page| page.variables.to_string()).collect();
    assert_eq!(data.len(), Environment::ALL.len());
}

#[test]
fn telephone_numbers_are_reserved_for_fiction() {
    // Kept free for drama by Ofcom and ComReg.
    const FREE: [&str; 13] = [
        "+442079460",
        "+443069990",
        "+448081570",
        "+441174960",
        "+441514960",
        "+441314960",
        "+441914980",
        "+441632960",
        "+441414960",
        "+442896496",
        "+442920180",
        "+35320910",
        "+35320911",
    ];
    let also = ["+35320912", "+447700900"];
    for source in files::agents().unwrap() {
        let text = format!("{:?} {:?}", source.content, source.connectors).replace(' ', "");
        for (start, _) in text.match_indices('+') {
            let number = &text[start..text.len().min(start + 13)];
            if number[1..].chars().take(6).all(|c| c.is_ascii_digit()) {
                let known = FREE.iter().chain(&also).any(|prefix| number.starts_with(prefix));
                assert!(known, "{number}");
            }
        }
    }
}
