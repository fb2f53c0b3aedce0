//! The conflicts of a merge: a list of all, and the one that is being decided.

use leptos::prelude::*;
use model::{Party, Question, Section};

use super::keys::{Command, command, legend};
use super::question::{QuestionView, TITLE};
use super::resolver_state::ResolverState;
use super::words;
use crate::browser::focus;
use crate::browser::keyboard::Key;
use crate::parts::handler::{effect, handler, keys};
use crate::parts::icon::{Glyph, Icon};
use crate::state::branch::use_branch;
use crate::state::merging::Merging;

/// All conflicts, one of them open.
#[component]
pub(super) fn Resolver(
    merging: Merging,
    /// Called before the person goes to a page.
    #[prop(into)]
    on_leave: Callback<()>,
) -> impl IntoView {
    let questions = Memo::new(move |_| merging.questions());
    let first_open = questions.with_untracked(|all| {
        let is_open =
            |one: &Question| !merging.decided().with_untracked(|decided| decided.is_settled(one));
        all.iter().position(is_open).unwrap_or_default()
    });
    let resolver = ResolverState {
        merging,
        questions,
        current: RwSignal::new(first_open),
        turn: RwSignal::new(0),
        said: RwSignal::new(String::new()),
        place: NodeRef::new(),
        on_leave,
    };
    // The list may have become shorter: main has moved on.
    effect(move || {
        let last = questions.with(Vec::len).saturating_sub(1);
        if resolver.current.get_untracked() > last {
            resolver.current.set(last);
        }
    });
    resolver.enter();
    let branch = StoredValue::new(untrack(|| use_branch().branch_name()));
    let on_key = move |event: Key| {
        let is_line = event.key() == "Enter" && focus::is_at(".question input");
        let command = if is_line { Some(Command::NextOpen) } else { command(&event) };
        if event.key() == "Escape" && focus::is_typing() {
            // Ends the typing, not the merge.
            event.prevent_default();
            event.stop_propagation();
            resolver.enter();
        } else if let Some(command) = command {
            event.prevent_default();
            event.stop_propagation();
            resolver.run(command);
        }
    };
    view! {
        <div class="resolver" on:keydown=keys(on_key)>
            <nav class="resolver__list" aria-label="Conflicts">
                <div class="resolver__tools">
                    <button
                        type="button"
                        class="button button--small"
                        disabled=move || !merging.decided().read().can_undo()
                        on:click=handler(move |_| resolver.undo())
                    >
                        <Icon glyph=Glyph::Undo />
                        "Undo"
                    </button>
                    <button type="button" class="button button--small" on:click=handler(move |_| resolver.go_on())>
                        "Next open"
                    </button>
                    <button type="button" class="button button--small" on:click=handler(move |_| merging.go_back())>
                        "Overview"
                    </button>
                </div>
                {move || list(resolver)}
                {legend()}
            </nav>
            // Stays when another conflict is shown, so that the keys keep the focus.
            <section class="question" tabindex="0" aria-labelledby=TITLE node_ref=resolver.place>
                {move || {
                    resolver.turn.track();
                    let question = resolver.question()?;
                    let branch = branch.get_value();
                    Some(view! { <QuestionView resolver=resolver question=question branch=branch /> })
                }}
            </section>
            <p class="hidden" role="status">{resolver.said}</p>
        </div>
    }
}

/// The conflicts by section, each with what is decided.
fn list(resolver: ResolverState) -> AnyView {
    let all = resolver.questions.get();
    let mut sections: Vec<Section> = all.iter().map(|one| one.section).collect();
    sections.dedup();
    let views = sections.into_iter().map(|section| {
        let entries = all.iter().enumerate().filter(|(_, one)| one.section == section);
        let entries = entries.map(|(index, question)| entry(resolver, index, question.clone()));
        let whole = move |party: Party, label: &'static str| {
            view! {
                <button
                    type="button"
                    class="button button--small"
                    aria-label=format!("{label} for all of {}", section.label())
                    on:click=handler(move |_| resolver.decide_section(section, party))
                >
                    {label}
                </button>
            }
        };
        view! {
            <div class="resolver__section">
                <h3 class="resolver__heading">{section.label()}</h3>
                {whole(Party::Target, "Main")}
                {whole(Party::Branch, "Branch")}
            </div>
            <ol class="resolver__entries">{entries.collect_view()}</ol>
        }
    });
    views.collect_view().into_any()
}

fn entry(resolver: ResolverState, index: usize, question: Question) -> AnyView {
    let title = words::title(&question);
    let question = StoredValue::new(question);
    let decided = Memo::new(move |_| {
        question.with_value(|question| {
            let decision = resolver.merging.decision(question)?;
            question.resolutions(&decision).map(|_| words::decision(&decision))
        })
    });
    view! {
        <li>
            <button
                type="button"
                class="resolver__entry"
                aria-current=move || (resolver.current.get() == index).to_string()
                on:click=handler(move |_| resolver.open(index))
            >
                <span class="resolver__name" dir="auto">{title}</span>
                <span class="resolver__state">
                    {move || match decided.get() {
                        Some(decided) => {
                            view! { <Icon glyph=Glyph::Check />{decided} }.into_any()
                        }
                        None => "open".into_any(),
                    }}
                </span>
            </button>
        </li>
    }
    .into_any()
}
