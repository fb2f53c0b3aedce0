//! Projections and their changes.

mod cases;
mod law;
mod properties;
mod recreation;
mod truth;
mod variants;

use model::{Section, Snapshot, Topic};
use serde_json::{Value, json};

use super::*;
use crate::{ChangeKind, Content, Presence};

fn compared(old: &Value, new: &Value) -> Comparison {
    compare(&Snapshot::from_projection(old.clone()), &Snapshot::from_projection(new.clone()))
}

/// Every change by kind and name, notes in brackets. Of the name of a hunk or an entry, which ends
/// with a hash of its content, that end is left out.
fn listed(comparison: &Comparison) -> Vec<String> {
    let line = |change: &crate::Change| {
        let id = change.id.as_str();
        let has_hash = matches!(change.part, crate::Part::Hunk { .. } | crate::Part::Entry { .. });
        let id = if has_hash { id.rsplit_once('.').map_or(id, |(id, _)| id) } else { id };
        let text = format!("{} {id}", change.kind.label());
        if change.is_note { format!("({text})") } else { text }
    };
    comparison.changes.iter().map(line).collect()
}

fn check(old: Value, new: Value, expected: &[&str]) {
    assert_eq!(listed(&compared(&old, &new)), expected, "{old} {new}");
}

/// A collection of items, each with an identifier.
fn items(items: Value) -> Value {
    let items = items.as_array().cloned().unwrap_or_default();
    let ids: Vec<Value> = items.iter().map(|item| item["id"].clone()).collect();
    let entities: serde_json::Map<String, Value> =
        items.into_iter().map(|item| (item["id"].as_str().unwrap().to_owned(), item)).collect();
    json!({"ids": ids, "entities": entities})
}

fn topics(list: Value) -> Value {
    json!({"knowledgeBase": {"topics": items(list)}})
}

#[test]
fn an_added_or_removed_item_is_one_change() {
    let hours = json!({"id": "T-1", "name": "Hours", "content": "Nine to five.", "isActive": true});
    let parking = json!({"id": "T-2", "name": "Parking", "content": "Free."});
    check(
        topics(json!([hours])),
        topics(json!([hours, parking])),
        &["added knowledgeBase.topics.T-2"],
    );
    check(
        topics(json!([hours, parking])),
        topics(json!([parking])),
        &["removed knowledgeBase.topics.T-1"],
    );
    let found = compared(&topics(json!([])), &topics(json!([hours])));
    let item = &found.items[0];
    assert_eq!((item.noun.as_str(), item.name(), item.presence), ("Topic", "Hours", Presence::New));
    let labels: Vec<&str> = item.fields.iter().map(|field| field.label.as_str()).collect();
    assert_eq!(labels, ["Content", "Active"]);
}

#[test]
fn a_name_that_changes_is_a_rename_and_not_an_edit() {
    let topic = |name: &str| topics(json!([{"id": "T", "name": name, "content": "x"}]));
    check(topic("Hours"), topic("Opening"), &["renamed knowledgeBase.topics.T.~renamed"]);
    let filter = |title: &str| json!({"stopKeywords": {"filters": items(json!([{"id": "S", "title": title}]))}});
    check(filter("a"), filter("b"), &["renamed stopKeywords.filters.S.~renamed"]);
}

#[test]
fn a_value_of_another_type_reads_differently() {
    let texts = |old: Value, new: Value| {
        let side = |value: Value| json!({"survey": {"wait": value, "same": 1}});
        let found = compared(&side(old), &side(new));
        assert_eq!(found.totals().changes(), 1);
        assert!(!found.changes[0].is_whitespace_only);
        found.texts_of(&found.changes[0]).map(|(old, new)| (old.into_owned(), new.into_owned()))
    };
    let pair = |old: &str, new: &str| Some((old.to_owned(), new.to_owned()));
    assert_eq!(texts(json!("1"), json!(1)), pair("\"1\"", "1"));
    assert_eq!(texts(json!(true), json!("true")), pair("true", "\"true\""));
    assert_eq!(texts(json!("1"), json!("2")), pair("1", "2"));
    assert_eq!(texts(Value::Null, json!("x")), pair("null", "x"));
    assert_eq!(texts(json!("null"), Value::Null), pair("\"null\"", "null"));
    assert_eq!(texts(json!(["1", "a"]), json!([1, "a"])), pair("\"1\"", "1"));
}

#[test]
fn each_hunk_of_a_text_is_a_change() {
    let topic = |content: &str| topics(json!([{"id": "T", "name": "N", "content": content}]));
    let name = "edited knowledgeBase.topics.T.content";
    check(topic("a\n\nb\n\nc"), topic("A\n\nb\n\nC"), &[name, name]);
    check(topic("a\n\nb"), topic("a\n\nB\nmore"), &[name]);
}

#[test]
fn only_the_item_that_was_moved_is_a_move() {
    let flow = |steps: &[&str]| {
        let steps: Vec<Value> = steps.iter().map(|id| json!({"id": id, "name": id})).collect();
        json!({"flows": {"flows": items(json!([{"id": "F", "name": "Flow", "steps": items(json!(steps))}]))}})
    };
    check(
        flow(&["a", "b", "c", "d"]),
        flow(&["b", "c", "d", "a"]),
        &["moved flows.flows.F.steps.a.~moved"],
    );
    check(flow(&["a", "b", "c"]), flow(&["x", "a", "b", "c"]), &["added flows.flows.F.steps.x"]);
    check(flow(&["a", "b", "c"]), flow(&["b", "c"]), &["removed flows.flows.F.steps.a"]);
}

#[test]
fn what_is_in_an_added_item_is_no_change_of_its_own() {
    let flow = json!({"id": "F", "name": "Flow", "steps": items(json!([{"id": "S", "name": "Ask", "prompt": "?"}]))});
    let flows = |list: Value| json!({"flows": {"flows": items(list)}});
    let found = compared(&flows(json!([])), &flows(json!([flow])));
    assert_eq!(listed(&found), ["added flows.flows.F"]);
    let tree: Vec<_> = found
        .items
        .iter()
        .map(|item| (item.noun.as_str(), item.name(), item.depth, item.parent))
        .collect();
    assert_eq!(tree, [("Flow", "Flow", 0, None), ("Step", "Ask", 1, Some(0))]);
}

#[test]
fn pronunciations_are_ordered_by_their_positions() {
    let all = |places: [usize; 3]| {
        let list: Vec<Value> = ["a", "b", "c"]
            .iter()
            .zip(places)
            .map(|(id, place)| json!({"id": id, "name": id, "position": place}))
            .collect();
        json!({"pronunciations": {"pronunciations": items(json!(list))}})
    };
    check(all([0, 1, 2]), all([5, 6, 9]), &[]);
    check(all([0, 1, 2]), all([2, 0, 1]), &["moved pronunciations.pronunciations.a.~moved"]);
}

#[test]
fn lists_are_compared_entry_by_entry() {
    let queries = |list: &[&str]| {
        let list: Vec<Value> = list.iter().map(|query| json!({"query": query})).collect();
        topics(json!([{"id": "T", "name": "N", "exampleQueries": list}]))
    };
    let name = |kind: &str| format!("{kind} knowledgeBase.topics.T.exampleQueries");
    let check = |old: &[&str], new: &[&str], kinds: &[&str]| {
        let kinds: Vec<String> = kinds.iter().map(|kind| name(kind)).collect();
        check(queries(old), queries(new), &kinds.iter().map(String::as_str).collect::<Vec<_>>());
    };
    check(&["a", "b", "c"], &["x", "a", "b", "c"], &["added"]);
    check(&["a", "b", "c"], &["a", "c"], &["removed"]);
    check(&["a", "b", "c"], &["a", "z", "c"], &["edited"]);
    check(&["a", "b", "c", "d"], &["d", "a", "b", "c"], &["moved"]);
    check(&["When do you open?", "b"], &["x", "When do you close?", "b"], &["added", "edited"]);
    check(&["a", "b"], &["b", "a", "b"], &["added"]);
    check(&[], &["a"], &["added"]);
}

#[test]
fn entries_with_identifiers_are_matched_by_them() {
    let corrections = |list: Value| {
        let item = json!({"id": "C", "name": "N", "regularExpressions": list});
        json!({"transcriptCorrections": {"transcriptCorrections": items(json!([item]))}})
    };
    let entry =
        |id: &str, text: &str| json!({"id": id, "regularExpression": text, "replacement": "r"});
    let name = "transcriptCorrections.transcriptCorrections.C.regularExpressions";
    check(
        corrections(json!([entry("1", "a"), entry("2", "b")])),
        corrections(json!([entry("1", "totally different"), entry("2", "b")])),
        &[&format!("edited {name}")],
    );
    let headers = |list: Value| json!({"handoff": {"handoffs": items(json!([{"id": "H", "name": "N", "sipHeaders": {"headers": list}}]))}});
    let header = |key: &str, value: &str| json!({"key": key, "value": value});
    let found =
        compared(&headers(json!([header("X-A", "1")])), &headers(json!([header("X-A", "2")])));
    assert_eq!(listed(&found), ["edited handoff.handoffs.H.sipHeaders.headers"]);
    let Content::List(list) = &found.items[0].fields[0].content else { panic!("no list") };
    assert_eq!(&**list.entries[0].text.new_lines().text(), "X-A: 2");
    assert_eq!(found.items[0].fields[0].label, "SIP headers › Headers");
}

#[test]
fn copies_that_change_with_the_original_are_shown_with_it() {
    let agent = |first: &str, copy: &str, greeting: &str, spoken: &str| {
        json!({
            "agentSettings": {"rules": {"behaviour": first}, "greeting": {"welcomeMessage": greeting}},
            "multilingualAgentSettings": {
                "rules": {"behaviour": copy},
                "greetings": {"ids": ["en"], "entities": {"en": {"languageCode": "en", "welcomeMessage": greeting}}},
            },
            "channels": {"voice": {"config": {"greeting": {"welcomeMessage": spoken}}}},
            "languages": {"defaultLanguageCode": "en"},
        })
    };
    let found = compared(&agent("a", "a", "Hi", "Hi"), &agent("b", "b", "Hello", "Hello"));
    assert_eq!(
        listed(&found),
        ["edited agentSettings.rules.behaviour", "edited agentSettings.greeting.welcomeMessage"]
    );
    assert_eq!(found.items[0].fields[0].also_at, ["multilingualAgentSettings.rules.behaviour"]);
    assert_eq!(
        found.items[1].fields[0].also_at,
        [
            "multilingualAgentSettings.greetings.en.welcomeMessage",
            "channels.voice.config.greeting.welcomeMessage"
        ]
    );
    // A copy that changes otherwise is a change of its own.
    check(
        agent("a", "a", "Hi", "Hi"),
        agent("b", "c", "Hi", "Bye"),
        &[
            "edited agentSettings.rules.behaviour",
            "edited multilingualAgentSettings.rules.behaviour",
            "edited channels.voice.config.greeting.welcomeMessage",
        ],
    );
}

#[test]
fn a_copy_that_only_one_side_keeps_is_a_note() {
    let rules = json!({"behaviour": "Be kind."});
    let old = json!({"agentSettings": {"rules": rules}});
    let new =
        json!({"agentSettings": {"rules": rules}, "multilingualAgentSettings": {"rules": rules}});
    check(old.clone(), new, &["(added multilingualAgentSettings.rules)"]);
    let other = json!({"agentSettings": {"rules": rules}, "multilingualAgentSettings": {"rules": {"behaviour": "Else"}}});
    check(old, other, &["added multilingualAgentSettings.rules"]);
}

#[test]
fn nothing_is_hidden_however_unknown() {
    check(json!({"newThing": 1}), json!({"newThing": 2}), &["edited newThing.value"]);
    check(
        json!({"newThing": {"a": {"b": [1, 2]}}}),
        json!({"newThing": {"a": {"b": [1, 3, 2]}}}),
        &["added newThing.a.b"],
    );
    check(
        json!({"newThings": {"ids": [], "entities": {}}}),
        json!({"newThings": items(json!([{"id": "N", "name": "One"}]))}),
        &["added newThings.N"],
    );
    check(
        json!({"knowledgeBase": {"unheardOf": {"a": 1}}}),
        json!({"knowledgeBase": {"unheardOf": {"a": 2}}}),
        &["edited knowledgeBase.unheardOf.a"],
    );
    check(
        json!({"channels": {"voice": {"config": {"strange": true}}}}),
        json!({"channels": {"voice": {"config": {"strange": false}}}}),
        &["edited channels.voice.config.strange"],
    );
    let found =
        compared(&json!({"newThing": {"deepValue": 1}}), &json!({"newThing": {"deepValue": 2}}));
    assert_eq!(found.sections[0].section, Section::Other);
    assert_eq!((found.items[0].name(), found.items[0].path.as_str()), ("New thing", "newThing"));
    assert_eq!(found.items[0].fields[0].label, "Deep value");
}

#[test]
fn a_structure_added_as_a_whole_is_one_change() {
    let survey = json!({"csat": {"enabled": true, "surveyQuestion": "How was it?"}});
    check(json!({"csat": null}), survey.clone(), &["added csat"]);
    check(survey, json!({}), &["removed csat"]);
    let step = |hints: Value| {
        let step = json!({"id": "S", "name": "S", "asrBiasing": hints});
        json!({"flows": {"flows": items(json!([{"id": "F", "name": "F", "steps": items(json!([step]))}]))}})
    };
    check(
        step(Value::Null),
        step(json!({"numeric": true, "address": false})),
        &["edited flows.flows.F.steps.S.asrBiasing"],
    );
}

#[test]
fn values_are_shown_as_people_know_them() {
    let flow = |start: &str| {
        let steps = items(json!([{"id": "S-1", "name": "Ask"}, {"id": "S-2", "name": "Answer"}]));
        json!({"flows": {"flows": items(json!([{"id": "F", "name": "F", "startStepId": start, "steps": steps}]))}})
    };
    let found = compared(&flow("S-1"), &flow("S-2"));
    assert_eq!(listed(&found), ["edited flows.flows.F.startStepId"]);
    let Content::Value(value) = &found.items[0].fields[0].content else { panic!("no value") };
    assert_eq!((value.old_text.as_str(), value.new_text.as_str()), ("Ask", "Answer"));
    assert_eq!(found.items[0].fields[0].label, "Start step");
}

#[test]
fn compared_with_an_empty_agent_everything_is_added() {
    let agent = json!({
        "agentSettings": {
            "rules": {"behaviour": "Be kind."},
            "greeting": {"welcomeMessage": "Hi"},
            "timeZone": "Europe/Dublin",
        },
        "knowledgeBase": {"unheardOf": {"a": 1, "b": {"c": "deep"}}},
        "languages": {"defaultLanguageCode": "en"},
        "channels": {"voice": {"config": {"strange": true}}},
        "variantManagement": {"variants": items(json!([{"id": "V", "name": "Cork", "isDefault": true}]))},
        "newThing": 1,
    });
    let kinds = |found: Comparison, kind| {
        let names = listed(&found);
        assert!(found.changes.iter().all(|change| change.kind == kind), "{names:?}");
        assert_eq!(found.totals().changes(), 8, "{names:?}");
    };
    kinds(compared(&Value::Null, &agent), ChangeKind::Added);
    kinds(compared(&agent, &json!({})), ChangeKind::Removed);
}

#[test]
fn an_item_says_who_changed_it_and_when() {
    let topic = |by: &str, at: &str, text: &str| {
        topics(json!([{"id": "T", "name": "N", "content": text, "updatedBy": by, "updatedAt": at}]))
    };
    let found = compared(
        &topic("ada", "2026-01-01T00:00:00Z", "a"),
        &topic("bo", "2026-02-01T00:00:00Z", "b"),
    );
    let stamp = found.items[0].updated().unwrap();
    assert_eq!((stamp.by.as_str(), stamp.at.as_str()), ("bo", "2026-02-01T00:00:00Z"));
    assert_eq!(stamp.time().map(|time| time.millis()), Some(1_769_904_000_000));
}

#[test]
fn only_what_both_sides_hold_is_compared() {
    let topic = Topic {
        id: "T".into(),
        name: "Hours".into(),
        content: "x".into(),
        is_active: true,
        ..Topic::default()
    };
    let public = Snapshot::from_parts("Be kind.", std::slice::from_ref(&topic), &[], &[]);
    let whole = Snapshot::from_projection(json!({
        "agentSettings": {"rules": {"behaviour": "Be kind."}, "greeting": {"welcomeMessage": "Hi"}},
        "multilingualAgentSettings": {"rules": {"behaviour": "Be kind."}},
        "knowledgeBase": {
            "embeddingModel": "large",
            "topics": items(json!([{"id": "T", "name": "Hours", "content": "y", "isActive": true, "tags": ["a"]}])),
        },
        "variantManagement": {"attributes": items(json!([{"id": "A", "name": "phone", "archived": true}]))},
        "flows": {"flows": items(json!([{"id": "F", "name": "F"}]))},
    }));
    let found = compare(&public, &whole);
    assert_eq!(
        listed(&found),
        ["edited knowledgeBase.topics.T.content", "added variantManagement.attributes.A"]
    );
    assert_eq!(found.not_compared.len(), Section::ALL.len() - 3);
    assert!(compare(&whole, &whole).not_compared.is_empty());
}

#[test]
fn nothing_that_the_public_endpoints_tell_is_missed() {
    let topic = Topic { id: "T".into(), name: "3".into(), content: "3".into(), ..Topic::default() };
    let public = Snapshot::from_parts("3", std::slice::from_ref(&topic), &[], &[]);
    let whole = |behavior: Value, content: Value, name: Value| {
        Snapshot::from_projection(json!({
            "agentSettings": {"rules": {"behaviour": behavior}},
            "knowledgeBase": {"topics": {"ids": ["T"], "entities": {
                "T": {"id": "T", "name": name, "content": content, "isActive": false},
            }}},
        }))
    };
    let count = |whole: Snapshot| {
        let counts = [compare(&public, &whole), compare(&whole, &public)]
            .map(|found| found.totals().changes());
        assert_eq!(counts[0], counts[1]);
        counts[0]
    };
    assert_eq!(count(whole(json!("3"), json!("3"), json!("3"))), 0);
    assert_eq!(count(whole(json!(3), json!("3"), json!("3"))), 1);
    assert_eq!(count(whole(json!("3"), json!(3), json!("3"))), 1);
    assert_eq!(count(whole(json!("3"), json!("3"), json!(3))), 1);
    assert_eq!(count(whole(json!({"a": "3"}), json!(["3"]), json!("3"))), 2);
}

#[test]
fn white_space_can_be_ignored() {
    let behavior = |text: &str| {
        Snapshot::from_projection(json!({"agentSettings": {"rules": {"behaviour": text}}}))
    };
    let count = |old: &str, new: &str, whitespace| {
        let found = compare_with(&behavior(old), &behavior(new), whitespace);
        (found.totals().changes(), found.totals().notes)
    };
    let (significant, ignored) = (Whitespace::Significant, Whitespace::Ignored);
    assert_eq!(count("a  b", "a b", significant), (1, 0));
    assert_eq!(count("a  b", "a b", ignored), (0, 0));
    assert_eq!(count("  a\n  b\nc", "a\nB\nc", ignored), (1, 0));
    assert_eq!(count("a\n\nb\nc", "a\nb\nC", ignored), (1, 1));
    let found = compare(&behavior("a\nb  c\nd"), &behavior("a\nb c\nd"));
    assert!(found.changes[0].is_whitespace_only);
}
