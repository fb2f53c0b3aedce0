//! The places of a text that two people wrote: what stood there, both texts, and what is to stand.

use std::sync::Arc;

use leptos::prelude::*;
use model::{MergedText, Names, TextConflict, TextPart};

use crate::parts::handler::handler;
use crate::parts::id::next_id;
use crate::parts::named_text::NamedText;

/// How much of the text around a place is shown, in characters.
const CONTEXT: usize = 60;

/// What is decided about each place; `None` where nothing is.
pub(crate) type Decisions = Vec<Option<String>>;

/// The places of one text, each to be decided.
#[component]
pub(crate) fn ConflictPlaces(
    merged: MergedText,
    /// What the other person's text is called: "Theirs".
    #[prop(into)]
    theirs: String,
    /// What one's own text is called: "Yours".
    #[prop(into)]
    mine: String,
    decided: RwSignal<Decisions>,
    /// What the texts refer to.
    #[prop(into)]
    names: Signal<Arc<Names>>,
) -> impl IntoView {
    let total = merged.conflicts().count();
    let places = merged.conflicts().cloned().enumerate().map(|(place, conflict)| {
        let title = match total {
            1 => "What both wrote".to_owned(),
            _ => format!("Place {} of {total}", place + 1),
        };
        let (before, after) = around(&merged, place);
        let decision = Decision { decided, place, names };
        let labels = [theirs.clone(), mine.clone()];
        place_view(title, [before, after], conflict, labels, decision)
    });
    view! { <ol class="places">{places.collect_view()}</ol> }
}

/// What is decided about one place.
#[derive(Clone, Copy)]
struct Decision {
    decided: RwSignal<Decisions>,
    place: usize,
    /// What the texts refer to.
    names: Signal<Arc<Names>>,
}

impl Decision {
    fn get(self) -> Option<String> {
        self.decided.with(|all| all.get(self.place).cloned().flatten())
    }

    /// A stored text as people read it.
    fn shown(self, text: &str) -> String {
        self.names.with_untracked(|names| names.displayed(text))
    }

    fn set(self, text: String) {
        self.decided.update(|all| {
            if let Some(decision) = all.get_mut(self.place) {
                *decision = Some(text);
            }
        });
    }
}

fn place_view(
    title: String,
    [before, after]: [String; 2],
    conflict: TextConflict,
    [theirs, mine]: [String; 2],
    decision: Decision,
) -> AnyView {
    let id = next_id("place");
    let result = format!("{id}-result");
    let option = |label: String, text: String| {
        let (shown, chosen) = (decision.shown(&text), StoredValue::new(text));
        let is_empty = shown.is_empty();
        let use_label = format!("Use this text: {label}");
        let is_chosen =
            move || decision.get().is_some_and(|now| chosen.with_value(|one| *one == now));
        view! {
            <div class="place__option" class:place__option--chosen=is_chosen>
                <div class="place__head">
                    <span>{label}</span>
                    <button
                        type="button"
                        class="button button--small"
                        aria-pressed=move || is_chosen().to_string()
                        aria-label=use_label
                        on:click=handler(move |_| decision.set(chosen.get_value()))
                    >
                        "Use"
                    </button>
                </div>
                <p class="place__text" class:quiet=is_empty dir="auto">
                    {if is_empty { "Nothing".to_owned() } else { shown }}
                </p>
            </div>
        }
        .into_any()
    };
    let [before, after] = [before, after].map(|text| decision.shown(&text));
    let both = conflict.both();
    let result_text =
        NamedText::new(Signal::derive(move || decision.get().unwrap_or_default()), decision.names);
    view! {
        <li class="place" class:place--decided=move || decision.get().is_some()>
            <h4 class="place__title" id=id.clone()>{title}</h4>
            <p class="place__context" dir="auto">
                {before} <span class="place__gap" aria-label="this place">"…"</span> {after}
            </p>
            <div class="place__options" role="group" aria-labelledby=id>
                {option("Before".to_owned(), conflict.base)}
                {option(theirs, conflict.theirs)}
                {option(mine, conflict.mine)}
            </div>
            <div class="place__head">
                <label for=result.clone()>"Result"</label>
                <button
                    type="button"
                    class="button button--small"
                    on:click=handler(move |_| decision.set(both.clone()))
                >
                    "Use both"
                </button>
            </div>
            <textarea
                class="input input--area"
                id=result
                rows="3"
                dir="auto"
                placeholder="Use a text from above, or write your own"
                prop:value=result_text.shown
                on:input:target=move |event| decision.set(result_text.typed(event.target().value()))
            ></textarea>
        </li>
    }
    .into_any()
}

/// The text beside a place, on its line.
fn around(merged: &MergedText, place: usize) -> (String, String) {
    let is_place = |part: &&TextPart| matches!(part, TextPart::Conflict(_));
    let at = merged.0.iter().enumerate().filter(|(_, part)| is_place(part)).nth(place);
    let Some((at, _)) = at else { return Default::default() };
    let settled = |part: Option<&TextPart>| match part {
        Some(TextPart::Settled(text)) => text.clone(),
        _ => String::new(),
    };
    let before = settled(at.checked_sub(1).and_then(|before| merged.0.get(before)));
    let after = settled(merged.0.get(at + 1));
    let line = before.rsplit('\n').next().unwrap_or_default();
    let skipped = line.chars().count().saturating_sub(CONTEXT);
    let before = line.chars().skip(skipped).collect();
    (before, after.split('\n').next().unwrap_or_default().chars().take(CONTEXT).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_shown_with_its_line_around_it() {
        let settled = |text: &str| TextPart::Settled(text.into());
        let conflict = TextConflict { base: "a".into(), mine: "b".into(), theirs: "c".into() };
        let merged = MergedText(vec![
            settled("First line.\nOpen at "),
            TextPart::Conflict(conflict.clone()),
            settled(", closed.\nLast line."),
            TextPart::Conflict(conflict),
        ]);
        assert_eq!(around(&merged, 0), ("Open at ".into(), ", closed.".into()));
        assert_eq!(around(&merged, 1), ("Last line.".into(), String::new()));
    }
}
