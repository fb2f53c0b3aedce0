//! Resolving what both sides of a merge changed.

use crate::parts::each::each;
use leptos::prelude::*;
use model::{Choice, MergeConflict, Snapshot};
use serde_json::Value;

use crate::parts::handler::handler;
use crate::parts::id::next_id;
use crate::parts::text_diff::TextDiffView;
use crate::state::branch::use_branch;
use crate::state::merging::Settled;
use crate::text::isolated;

/// All conflicts that need a person, each with its ways out.
#[component]
pub(super) fn ConflictList(
    conflicts: RwSignal<Vec<MergeConflict>>,
    settled: RwSignal<Settled>,
    branch_name: String,
) -> impl IntoView {
    let all = move |choice: Choice| {
        let mut all = Settled::default();
        for conflict in conflicts.read().iter().filter(|conflict| !conflict.is_noise()) {
            all.0.insert(conflict.path.clone(), choice.clone());
        }
        settled.set(all);
    };
    let branch_name = StoredValue::new(branch_name);
    view! {
            <p>
                "Main and this branch both changed the places below. Decide each one; everything else \
                 merges by itself."
            </p>
            <div class="conflicts__all" role="group" aria-label="Settle all">
                <button type="button" class="button button--small" on:click=handler(move |_| all(Choice::Ours))>
                    "Keep main everywhere"
                </button>
                <button type="button" class="button button--small" on:click=handler(move |_| all(Choice::Theirs))>
                    "Take the branch everywhere"
                </button>
            </div>
            <ol class="conflicts">
                {each(
    move || {
                        conflicts.get().into_iter().filter(|conflict| !conflict.is_noise()).collect::<Vec<_>>()
                    },
    |conflict| conflict.path.clone(),
    move |conflict| view! {
                    <ConflictCard conflict=conflict settled=settled branch_name=branch_name.get_value() />
                }.into_any(),
    )}
            </ol>
        }
}

/// One conflict with its ways out.
#[component]
fn ConflictCard(
    conflict: MergeConflict,
    settled: RwSignal<Settled>,
    branch_name: String,
) -> impl IntoView {
    let state = use_branch();
    let title = state
        .unpublished
        .pending()
        .with_untracked(|pending| title_of(&conflict, &[&pending.new, &pending.old]))
        .unwrap_or_else(|| conflict.path.join(" › "));
    let is_text = [&conflict.ours, &conflict.theirs]
        .iter()
        .all(|value| matches!(value, Some(Value::String(_)) | None));
    let name = next_id("conflict");
    let path = StoredValue::new(conflict.path.clone());
    let chosen = Memo::new(move |_| path.with_value(|path| settled.read().0.get(path).cloned()));
    let hand = RwSignal::new(match chosen.get_untracked() {
        Some(Choice::Value(written)) => text_of(Some(&written)),
        _ => text_of(conflict.theirs.as_ref()),
    });
    let choose = move |choice: Choice| {
        settled.update(|settled| {
            settled.0.insert(path.get_value(), choice);
        });
    };
    let option = |label: String, choice: Choice| {
        let (wanted, given) = (choice.clone(), choice);
        let is_chosen = move || match (chosen.get(), &wanted) {
            (Some(Choice::Value(_)), Choice::Value(_)) => true,
            (chosen, wanted) => chosen.as_ref() == Some(wanted),
        };
        let name = name.clone();
        view! {
            <label class="check">
                <input
                    type="radio"
                    name=name
                    prop:checked=is_chosen
                    on:change=handler(move |_| choose(given.clone()))
                />
                <span>{label}</span>
            </label>
        }
    };
    let by_hand = Choice::Value(Value::String(hand.get_untracked()));
    view! {
        <li class="conflict" class:conflict--settled=move || chosen.get().is_some()>
            <h3 class="conflict__title">{title}</h3>
            <TextDiffView
                old=text_of(conflict.ours.as_ref())
                new=text_of(conflict.theirs.as_ref())
                old_label="Main"
                new_label=branch_name.clone()
            />
            <fieldset class="conflict__choices">
                <legend class="hidden">"What stays"</legend>
                {option("Keep main".to_owned(), Choice::Ours)}
                {option(format!("Take {}", isolated(&branch_name)), Choice::Theirs)}
                {option("Go back to before both".to_owned(), Choice::Base)}
                {is_text.then(|| option("Write it by hand".to_owned(), by_hand))}
            </fieldset>
            <Show when=move || matches!(chosen.get(), Some(Choice::Value(_)))>
                <textarea
                    class="input input--area conflict__hand"
                    aria-label="Text written by hand"
                    rows="6"
                    prop:value=hand
                    on:input:target=move |event| {
                        hand.set(event.target().value());
                        choose(Choice::Value(Value::String(event.target().value())));
                    }
                ></textarea>
            </Show>
        </li>
    }
}

/// A value as a person reads it.
fn text_of(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => serde_json::to_string_pretty(other).unwrap_or_default(),
    }
}

/// A path in words: identifiers give way to the names of what they stand for.
fn title_of(conflict: &MergeConflict, contents: &[&Snapshot]) -> String {
    let mut words = Vec::new();
    let mut pointer = String::new();
    for key in &conflict.path {
        let key = key.replace('~', "~0").replace('/', "~1");
        pointer.push('/');
        pointer.push_str(&key);
        // The values of variants stand apart from the variants and attributes that they are of.
        let apart = ["variants", "attributes"]
            .map(|kind| format!("/variantManagement/{kind}/entities/{key}"));
        let name = contents.iter().find_map(|content| {
            std::iter::once(&pointer).chain(&apart).find_map(|pointer| {
                let item = content.projection().pointer(pointer)?;
                item.get("name").and_then(Value::as_str).map(str::to_owned)
            })
        });
        match (name, key.as_str()) {
            (Some(name), _) => words.push(name),
            (None, "entities" | "ids" | "variantAttributeValues" | "values") => {}
            (None, key) => words.push(spaced(key)),
        }
    }
    words.dedup();
    words.join(" › ")
}

/// `exampleQueries` as "Example queries".
fn spaced(key: &str) -> String {
    let mut text = String::new();
    for (index, char) in key.chars().enumerate() {
        match (index, char.is_uppercase()) {
            (0, _) => text.extend(char.to_uppercase()),
            (_, true) => {
                text.push(' ');
                text.extend(char.to_lowercase());
            }
            _ => text.push(char),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use serde_json::json;

    fn conflict(path: &[&str], ours: &str) -> MergeConflict {
        MergeConflict {
            path: path.iter().map(|key| (*key).to_owned()).collect(),
            base: None,
            ours: Some(json!(ours)),
            theirs: None,
        }
    }

    #[test]
    fn a_path_is_told_in_names() {
        let content = Snapshot::from_projection(json!({
            "knowledgeBase": { "topics": { "entities": { "T-1": { "name": "Opening hours" } } } }
        }));
        let path = ["knowledgeBase", "topics", "entities", "T-1", "exampleQueries"];
        assert_eq!(
            title_of(&conflict(&path, ""), &[&content]),
            "Knowledge base › Topics › Opening hours › Example queries"
        );
    }

    #[test]
    fn a_value_of_a_variant_is_told_by_its_site_and_attribute() {
        let named = |id: &str, name: &str| json!({ "entities": { id: { "name": name } } });
        let content = Snapshot::from_projection(json!({ "variantManagement": {
            "variants": named("VARIANT-1", "Cork"), "attributes": named("ATTRIBUTE-1", "phone"),
        } }));
        let values = ["variantManagement", "variantAttributeValues", "entities", "VARIANT-1"];
        let path = [&values[..], &["values", "ATTRIBUTE-1"]].concat();
        assert_eq!(
            title_of(&conflict(&path, ""), &[&content]),
            "Variant management › Cork › phone"
        );
    }

    #[test]
    fn decisions_about_other_values_do_not_count() {
        let path = vec!["a".to_owned()];
        let mut settled = Settled(BTreeMap::from([(path, Choice::Ours)]));
        let old = [conflict(&["a"], "x")];
        settled.keep_valid(&old, &[conflict(&["a"], "x")]);
        assert_eq!(settled.len(), 1);
        settled.keep_valid(&old, &[conflict(&["a"], "y")]);
        assert_eq!(settled.len(), 0);
    }
}
