//! One conflict with its ways out.

use leptos::prelude::*;
use model::{Decision, Matter, Party, Question};

use super::matter;
use super::resolver_state::{ResolverState, both};
use super::words;
use crate::parts::handler::handler;
use crate::parts::small::Keys;

/// The identifier of the heading; one conflict is shown at a time.
pub(super) const TITLE: &str = "merge-question";

/// What has happened at one place, the choices, and what is to stand there.
#[component]
pub(super) fn QuestionView(
    resolver: ResolverState,
    question: Question,
    branch: String,
) -> impl IntoView {
    let sentence = words::sentence(&question, &branch);
    let stored = StoredValue::new(question.clone());
    let decision =
        Memo::new(move |_| stored.with_value(|question| resolver.merging.decision(question)));
    let choice = |label: String, key: &'static str, own: Decision| {
        let is_chosen = {
            let own = own.clone();
            Memo::new(move |_| decision.get().as_ref() == Some(&own))
        };
        view! {
            <button
                type="button"
                class="button"
                aria-pressed=move || is_chosen.get().to_string()
                on:click=handler(move |_| resolver.decide(own.clone()))
            >
                {label}
                <Keys keys=key />
            </button>
        }
    };
    let joined = both(resolver.merging, &question).map(|own| {
        let label = match &question.matter {
            Matter::Twice { .. } => "Keep both, renamed",
            Matter::Text(_) if is_settled_alone(resolver, &question) => "Both edits together",
            _ => "Both",
        };
        choice(label.to_owned(), "T", own)
    });
    let one = question.one_item().map(|own| {
        view! {
            <button type="button" class="button" on:click=handler(move |_| resolver.edit(own.clone()))>
                "Make one of both"
                <Keys keys="E" />
            </button>
        }
    });
    let [main, other, before] = match &question.matter {
        Matter::Deleted { by: Party::Target, .. } => {
            ["Delete it".to_owned(), "Keep it as edited".to_owned(), "Keep it as before".to_owned()]
        }
        Matter::Deleted { .. } => {
            ["Keep it as edited".to_owned(), "Delete it".to_owned(), "Keep it as before".to_owned()]
        }
        Matter::Twice { noun, .. } => {
            [format!("Only main's {noun}"), format!("Only the branch's {noun}"), String::new()]
        }
        _ => ["Take main".to_owned(), format!("Take {branch}"), "As before both".to_owned()],
    };
    let has_before = !before.is_empty() && question.value(Party::Before).is_some();
    view! {
            <h3 class="question__title" dir="auto" id=TITLE>{words::title(&question)}</h3>
            <p class="quiet">{sentence}</p>
            <div class="question__choices" role="group" aria-label="What is to stand there">
                {choice(main, "M", Decision::Take(Party::Target))}
                {choice(other, "B", Decision::Take(Party::Branch))}
                {joined}
                {one}
                {has_before.then(|| choice(before, "O", Decision::Take(Party::Before)))}
            </div>
            {matter::view(resolver, &question, &branch, decision)}
    }
}

/// Whether both edits of a text fit beside each other.
fn is_settled_alone(resolver: ResolverState, question: &Question) -> bool {
    let is_settled = resolver.merging.preview().with_untracked(|preview| {
        preview.texts.get(question.key()).is_some_and(|merged| merged.text().is_some())
    });
    is_settled == Some(true)
}
