//! What has happened at one place, and the fields in which a person edits what is to stand there.

use leptos::prelude::*;
use model::{Decision, Matter, Party, Question};

use super::resolver_state::{Decided, ResolverState};
use super::{cells, list, twice};
use crate::parts::editor::Editor;
use crate::parts::handler::effect;
use crate::parts::named_text::NamedText;
use crate::parts::text_conflict::ConflictPlaces;
use crate::parts::text_diff::TextDiffView;

/// What both sides did there, and the fields to edit what is to stand there.
pub(super) fn view(
    resolver: ResolverState,
    question: &Question,
    branch: &str,
    decided: Decided,
) -> AnyView {
    match &question.matter {
        Matter::Text(sides) => text(resolver, question, sides, branch, decided),
        Matter::List(lists) => list::view(resolver, question, lists, branch, decided),
        Matter::Cell { values, .. } => view! {
            {cells::table(resolver, question, branch)}
            {before(resolver, values[0].as_deref())}
            {value(resolver, question, values, decided)}
        }
        .into_any(),
        Matter::Setting([before, target, other]) => {
            let row = |name: String, value: &String, whose: Party| {
                let value = resolver.shown(value, whose);
                view! { <dt>{name}</dt><dd class="question__value" dir="auto">{value}</dd> }
            };
            view! {
                <dl class="question__sides">
                    {row("Before both".to_owned(), before, Party::Before)}
                    {row("main".to_owned(), target, Party::Target)}
                    {row(branch.to_owned(), other, Party::Branch)}
                </dl>
            }
            .into_any()
        }
        Matter::Deleted { by, edited } => {
            let whose = if *by == Party::Target { branch.to_owned() } else { "main".to_owned() };
            let views = edited.iter().map(|(name, [before, after])| {
                view! {
                    <h4 class="question__label">{name.clone()}</h4>
                    <TextDiffView
                        old=before.clone()
                        new=after.clone()
                        old_label="Before both"
                        new_label=whose.clone()
                        names=resolver.side_names()
                    />
                }
            });
            views.collect_view().into_any()
        }
        Matter::Twice { claims, .. } => twice::view(resolver, question, claims, branch, decided),
    }
}

/// The text of a side, or of one's own.
fn shown(question: &Question, sides: &[String; 3], decision: Option<&Decision>) -> String {
    let [before, target, branch] = sides;
    match decision {
        Some(Decision::Take(Party::Target)) => target.clone(),
        Some(Decision::Take(Party::Branch)) => branch.clone(),
        Some(Decision::Take(Party::Before)) => before.clone(),
        Some(Decision::Text(text) | Decision::Places { text, .. }) => text.clone(),
        _ => question
            .value(Party::Target)
            .and_then(|value| value.as_str())
            .unwrap_or_default()
            .to_owned(),
    }
}

fn text(
    resolver: ResolverState,
    question: &Question,
    sides: &[String; 3],
    branch: &str,
    decided: Decided,
) -> AnyView {
    let [base, target, other] = sides.clone();
    let merged =
        resolver.merging.preview().with_untracked(|all| all.texts.get(question.key()).cloned());
    let merged = merged.flatten();
    let count = merged.as_ref().map_or(0, |merged| merged.conflicts().count());
    let (stored, sides) = (StoredValue::new(question.clone()), StoredValue::new(sides.clone()));
    let value = Signal::derive(move || {
        let decision = decided.get();
        stored.with_value(|one| sides.with_value(|sides| shown(one, sides, decision.as_ref())))
    });
    let places = merged.filter(|_| count > 0).map(|merged| {
        let start = match decided.get_untracked() {
            Some(Decision::Places { places, .. }) if places.len() == count => places,
            _ => vec![None; count],
        };
        let own = RwSignal::new(start);
        let parts = StoredValue::new(merged.clone());
        effect(move || {
            let places = own.get();
            if places.iter().all(Option::is_none) {
                return;
            }
            let text = parts.with_value(|merged| {
                merged.decided(|place, conflict| {
                    places.get(place).and_then(Option::as_deref).unwrap_or(&conflict.theirs)
                })
            });
            let decision = Decision::Places { places: places.clone(), text };
            if decided.get_untracked().as_ref() != Some(&decision) {
                stored.with_value(|question| resolver.merging.type_in(question, decision));
            }
        });
        view! {
            <ConflictPlaces merged=merged theirs="main" mine=branch decided=own names=resolver.names() />
        }
    });
    view! {
        <TextDiffView
            old=target
            new=other
            old_label="main"
            new_label=branch
            names=resolver.side_names()
        />
        {before(resolver, Some(&base))}
        {places}
        <h4 class="question__label">"The whole text"</h4>
        <Editor
            id="merge-result"
            label="The whole text"
            value=value
            names=resolver.names()
            is_page=false
            open=move |page| resolver.open_page(page)
            on_input=move |text: String| {
                stored.with_value(|question| resolver.merging.type_in(question, Decision::Text(text)));
            }
        />
    }
    .into_any()
}

/// What stood there before both, folded.
fn before(resolver: ResolverState, text: Option<&str>) -> AnyView {
    let text = match text {
        None => "Nothing".to_owned(),
        Some("") => "Empty".to_owned(),
        Some(text) => resolver.shown(text, Party::Before),
    };
    view! {
        <details class="question__before">
            <summary>"What stood there before both"</summary>
            <p class="question__value" dir="auto">{text}</p>
        </details>
    }
    .into_any()
}

/// The value of a cell.
fn value(
    resolver: ResolverState,
    question: &Question,
    values: &[Option<String>; 3],
    decided: Decided,
) -> AnyView {
    let sides = values.clone().map(Option::unwrap_or_default);
    let has_lines = sides.iter().any(|text| text.contains('\n'));
    let stored = StoredValue::new(question.clone());
    let value = move || {
        let decision = decided.get();
        stored.with_value(|question| shown(question, &sides, decision.as_ref()))
    };
    let text = NamedText::new(Signal::derive(value), resolver.names());
    let typed = move |value: String| {
        let decision = Decision::Text(text.typed(value));
        stored.with_value(|question| resolver.merging.type_in(question, decision));
    };
    let field = if has_lines {
        view! {
            <textarea
                class="input input--area"
                dir="auto"
                rows="4"
                id="merge-result"
                prop:value=text.shown
                on:input:target=move |event| typed(event.target().value())
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="input"
                dir="auto"
                id="merge-result"
                prop:value=text.shown
                on:input:target=move |event| typed(event.target().value())
            />
        }
        .into_any()
    };
    view! { <label class="question__line">"Result" {field}</label> }.into_any()
}
