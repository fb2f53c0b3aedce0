//! Items of one name: both beside each other, with names and texts to edit.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::{Claim, Decision, Party, Question};

use super::resolver_state::{Decided, ResolverState};
use crate::parts::editor::Editor;
use crate::parts::handler::handler;

/// What each side has, and the fields for the names of both or the texts of the one that is made of them.
pub(super) fn view(
    resolver: ResolverState,
    question: &Question,
    claims: &[Claim],
    branch: &str,
    decided: Decided,
) -> AnyView {
    let stored = StoredValue::new(question.clone());
    let sides = claims.iter().map(|claim| {
        let whose = if claim.party == Party::Target { "main" } else { branch };
        let texts = claim.texts.iter().map(|text| {
            let shown = resolver.shown(&text.text, claim.party);
            view! { <dt>{text.name.clone()}</dt><dd class="question__value" dir="auto">{shown}</dd> }
        });
        view! {
            <div class="question__side">
                <h4 class="question__label">{whose.to_owned()}</h4>
                <dl class="question__texts">{texts.collect_view()}</dl>
            </div>
        }
    });
    let fields = match decided.get_untracked() {
        Some(Decision::Names(names)) => {
            let fields = names.into_iter().enumerate().map(|(index, name)| {
                let whose = match claims.get(index).map(|claim| claim.party) {
                    Some(Party::Target) => "main".to_owned(),
                    _ => branch.to_owned(),
                };
                let rename = move |name: String| {
                    let Some(Decision::Names(mut names)) = decided.get_untracked() else { return };
                    names[index] = name;
                    stored.with_value(|one| resolver.merging.type_in(one, Decision::Names(names)));
                };
                view! {
                    <label class="question__line">
                        {format!("Name of that of {whose}")}
                        <input
                            class="input"
                            dir="auto"
                            prop:value=name
                            on:input:target=move |event| rename(event.target().value())
                        />
                    </label>
                }
            });
            fields.collect_view().into_any()
        }
        Some(Decision::One(texts)) => one(resolver, stored, texts, decided),
        _ => ().into_any(),
    };
    view! {
        <div class="question__columns">{sides.collect_view()}</div>
        {fields}
    }
    .into_any()
}

/// The texts of the one item that is made of two.
fn one(
    resolver: ResolverState,
    stored: StoredValue<Question>,
    texts: BTreeMap<String, String>,
    decided: Decided,
) -> AnyView {
    let labels = [("content", "Content"), ("actions", "Actions")];
    let fields =
        labels.into_iter().filter(|(key, _)| texts.contains_key(*key)).map(|(key, label)| {
            let id = if key == "content" { "merge-result" } else { "" };
            let value = Signal::derive(move || match decided.get() {
                Some(Decision::One(texts)) => texts.get(key).cloned().unwrap_or_default(),
                _ => String::new(),
            });
            let edit = move |text: String| {
                let Some(Decision::One(mut texts)) = decided.get_untracked() else { return };
                texts.insert(key.to_owned(), text);
                stored.with_value(|one| resolver.merging.type_in(one, Decision::One(texts)));
            };
            view! {
                <h4 class="question__label">{label}</h4>
                <Editor
                    id=id
                    label=label
                    value=value
                    names=resolver.names()
                    is_page=false
                    open=move |page| resolver.open_page(page)
                    on_input=edit
                />
            }
        });
    view! {
        {fields.collect_view()}
        <button type="button" class="button button--small question__done" on:click=handler(move |_| resolver.next())>
            "Done"
        </button>
    }
    .into_any()
}
