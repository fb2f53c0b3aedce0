//! What a merge does, before anything is decided: what one side gets, what it gained itself, what is
//! in conflict, and what nobody may have meant.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::{BranchRef, MergeWarning, Question, Snapshot, brought_broken_references};

use super::words;
use crate::dialogs::{broken_references, changes};
use crate::parts::field::TextArea;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::state::branch::use_branch;
use crate::state::merging::Merging;
use crate::state::merging::direction::Direction;
use crate::state::merging::preview::Preview;
use crate::text::count;

/// Which difference is shown.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Gets,
    Gained,
}

/// What the merge does, with the message to write.
#[component]
pub(super) fn Overview(merging: Merging, #[prop(into)] on_leave: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let direction = merging.direction();
    let unsaved = state.drafts.has_any;
    let shown = RwSignal::new(Shown::Gets);
    move || {
        let preview = merging.preview().with(Clone::clone)?;
        let compare = crate::route::href(&state.unpublished.compare_path());
        Some(view! {
            <div class="release">
                <div class="release__side">
                    {conflicts(&preview)}
                    {all_warnings(&preview, state.at(), on_leave)}
                    <Show when=move || unsaved.get()>
                        <p class="warning" role="status">
                            <Icon glyph=Glyph::Alert />
                            "There is unsaved text on this branch. It is not part of this: save it first."
                        </p>
                    </Show>
                    {message(merging)}
                    <p class="quiet">{match direction {
                        Direction::Merge => "The branch ends with the merge. It can be restored.",
                        Direction::Update => "What this branch changed stays. main is not changed.",
                    }}</p>
                </div>
                <div class="merge__changes">
                    {differences(&preview, direction, shown)}
                    <a class="merge__compare" href=compare on:click=handler(move |_| on_leave.run(()))>
                        "Open the comparison"
                    </a>
                </div>
            </div>
        })
    }
}

/// The difference that one side gets, and on request the one that it made itself.
fn differences(preview: &Preview, direction: Direction, shown: RwSignal<Shown>) -> AnyView {
    let [gets, gained] = match direction {
        Direction::Merge => ["What main gets", "What main gained meanwhile"],
        Direction::Update => ["What this branch gets", "What this branch changed"],
    };
    let Some(own) = preview.gained.clone() else {
        return view! {
            <p class="warning">
                <Icon glyph=Glyph::Info />
                "The API does not say where this branch began. What only the other side has is shown here \
                 as well, the other way round; a merge keeps it."
            </p>
            {changes::preview(preview.gets.clone(), gets)}
        }
        .into_any();
    };
    let all = preview.gets.clone();
    let tab = |which: Shown, title: &'static str, changes: usize| {
        let is_shown = move || shown.get() == which;
        view! {
            <button
                type="button"
                class="button button--small"
                aria-pressed=move || is_shown().to_string()
                on:click=handler(move |_| shown.set(which))
            >
                {title} " (" {changes} ")"
            </button>
        }
        .into_any()
    };
    view! {
        <div class="merge__tabs" role="group" aria-label="Which changes are shown">
            {tab(Shown::Gets, gets, all.totals().changes())}
            {tab(Shown::Gained, gained, own.totals().changes())}
        </div>
        {move || match shown.get() {
            Shown::Gets => changes::preview(all.clone(), gets),
            Shown::Gained => changes::preview(own.clone(), gained),
        }}
    }
    .into_any()
}

/// How many conflicts there are, by section.
fn conflicts(preview: &Preview) -> AnyView {
    let questions = &preview.questions;
    if questions.is_empty() {
        let text = match preview.contents.base {
            Some(_) => "Nothing is in conflict.",
            None => "Whether anything is in conflict is known only after the attempt.",
        };
        return view! { <p class="quiet">{text}</p> }.into_any();
    }
    let mut sections: BTreeMap<_, Vec<&Question>> = BTreeMap::new();
    for question in questions {
        sections.entry(question.section).or_default().push(question);
    }
    let lines = sections.into_iter().map(|(section, all)| {
        let mut names: Vec<String> = Vec::new();
        for one in &all {
            if one.item != section.label() && !names.contains(&one.item) {
                names.push(one.item.clone());
            }
        }
        let more = names.len().saturating_sub(3);
        names.truncate(3);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let names = match names.is_empty() {
            true => String::new(),
            false => format!(" ({}{more})", names.join(", ")),
        };
        view! { <li>{section.label()} ": " {all.len()} {names}</li> }
    });
    view! {
        <div class="merge__conflicts">
            <h3 class="merge__label">{count(questions.len(), "conflict")} " to resolve"</h3>
            <ul>{lines.collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// The message of a merge. An update has none.
pub(super) fn message(merging: Merging) -> Option<impl IntoView> {
    let message = untrack(|| merging.state().message("merge"));
    (merging.direction() == Direction::Merge).then(|| {
        view! {
            <TextArea
                label="Message"
                value=message
                autofocus=true
                placeholder="What changes, and why"
                hint="Seen in the history of deployments."
            />
        }
    })
}

/// What nobody may have meant, and what could not be found out about that.
fn all_warnings(preview: &Preview, at: BranchRef, on_leave: Callback<()>) -> AnyView {
    let numbers = preview.numbers_are_unknown && preview.contents.base.is_some();
    let shown = match &preview.merged {
        Some(merged) => warnings(&preview.warnings, merged, at, on_leave),
        // Without a word about where both began, all that the branch has and main has not.
        None => {
            let [old, new] = [&preview.contents.target, &preview.contents.branch];
            broken_references::of(&brought_broken_references(old, new), new, at, on_leave)
        }
    };
    view! {
        {shown}
        {numbers.then(|| view! {
            <p class="quiet">"Which numbers use which variant could not be read."</p>
        })}
    }
    .into_any()
}

/// What nobody may have meant. `merged` is what will be there.
pub(super) fn warnings(
    all: &[MergeWarning],
    merged: &Snapshot,
    at: BranchRef,
    on_leave: Callback<()>,
) -> AnyView {
    let mut broken = Vec::new();
    let line = |warning: &MergeWarning| {
        if let MergeWarning::Broken(one) = warning {
            broken.push(one.clone());
        }
        let text = words::warning(warning)?;
        Some(view! { <li><Icon glyph=Glyph::Alert />{text}</li> })
    };
    let lines: Vec<_> = all.iter().filter_map(line).collect();
    view! {
        {(!lines.is_empty()).then(|| view! {
            <ul class="merge__warnings" aria-label="Warnings">{lines.collect_view()}</ul>
        })}
        {broken_references::of(&broken, merged, at, on_leave)}
    }
    .into_any()
}
