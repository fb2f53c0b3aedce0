//! The cells in conflict, as a grid.

use leptos::prelude::*;
use model::{Decision, Matter, Party, Question};

use super::resolver_state::ResolverState;
use crate::parts::handler::handler;

/// Variants and attributes in conflict, with both values in each cell. A cell opens its question.
pub(super) fn table(resolver: ResolverState, current: &Question, branch: &str) -> AnyView {
    let questions = resolver.merging.questions();
    let (mut rows, mut columns): (Vec<&String>, Vec<&String>) = (Vec::new(), Vec::new());
    for question in &questions {
        if let Matter::Cell { variant, attribute, .. } = &question.matter {
            if !rows.contains(&variant) {
                rows.push(variant);
            }
            if !columns.contains(&attribute) {
                columns.push(attribute);
            }
        }
    }
    let find = |row: &String, column: &String| {
        questions.iter().enumerate().find(|(_, question)| match &question.matter {
            Matter::Cell { variant, attribute, .. } => variant == row && attribute == column,
            _ => false,
        })
    };
    let head = columns.iter().map(|column| view! { <th scope="col">{(*column).clone()}</th> });
    let body = rows.iter().map(|row| {
        let cells = columns.iter().map(|column| match find(row, column) {
            Some((index, question)) => {
                cell(resolver, index, question.clone(), question.key() == current.key(), branch)
            }
            None => view! { <td class="cells__same">"–"</td> }.into_any(),
        });
        view! { <tr><th scope="row">{(*row).clone()}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="cells" tabindex="-1">
            <table class="cells__table">
                <caption class="hidden">"Cells in conflict"</caption>
                <thead><tr><th scope="col">"Variant"</th>{head.collect_view()}</tr></thead>
                <tbody>{body.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn cell(
    resolver: ResolverState,
    index: usize,
    question: Question,
    is_current: bool,
    branch: &str,
) -> AnyView {
    let Matter::Cell { values, .. } = question.matter.clone() else { return ().into_any() };
    let stored = StoredValue::new(question);
    let decision =
        Memo::new(move |_| stored.with_value(|question| resolver.merging.decision(question)));
    let value = |party: Party, whose: String, text: &Option<String>| {
        let is_taken = move || decision.get() == Some(Decision::Take(party));
        let (text, is_empty) = match text {
            None => ("no value".to_owned(), true),
            Some(text) if text.is_empty() => ("empty".to_owned(), true),
            Some(text) => (resolver.shown(text, party), false),
        };
        view! {
            <span class="cells__value" class:cells__value--taken=is_taken>
                <span class="cells__whose">{whose}</span>
                <span class:quiet=is_empty>{text}</span>
            </span>
        }
    };
    let own = move || match decision.get() {
        Some(Decision::Text(text)) => Some(view! {
            <span class="cells__value cells__value--taken">
                <span class="cells__whose">"edited"</span>
                <span>{resolver.shown(&text, Party::Target)}</span>
            </span>
        }),
        _ => None,
    };
    view! {
        <td class="cells__cell" class:cells__cell--current=is_current>
            <button
                type="button"
                class="cells__button"
                aria-current=is_current.to_string()
                on:click=handler(move |_| resolver.open(index))
            >
                {value(Party::Target, "main".to_owned(), &values[1])}
                {value(Party::Branch, branch.to_owned(), &values[2])}
                {own}
            </button>
        </td>
    }
    .into_any()
}
