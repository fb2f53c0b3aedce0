//! Merging a branch into main, and main into a branch: what that does, what has to be decided, what
//! comes of it, and the call.

mod cells;
mod done;
mod keys;
mod list;
mod matter;
mod overview;
mod question;
mod resolver;
mod resolver_state;
mod twice;
mod words;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::changes;
use crate::browser::{focus, overlay};
use crate::parts::form::{DialogFooter, FormDialog};
use crate::parts::handler::{effect, handler};
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::{Failure, Skeleton};
use crate::remote::Remote;
use crate::route::Page;
use crate::state::branch::use_branch;
use crate::state::merging::direction::Direction;
use crate::state::merging::{Merging, Phase};
use crate::text::{count, error_text, isolated};

use overview::Overview;
use resolver::Resolver;

/// Which part of the dialog is drawn.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Reading,
    Failed,
    Overview,
    Resolver,
    Result,
}

/// Shows what a merge does, has conflicts resolved, shows the result, and merges.
#[component]
pub(crate) fn MergeDialog(
    direction: Direction,
    page: Page,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let state = use_branch();
    let name = untrack(|| state.branch_name());
    let merging = Merging::new(state, direction);
    let page = StoredValue::new(page);
    let step =
        Memo::new(move |_| match (merging.preview().remote().with(kind), merging.phase.get()) {
            (Step::Overview, Phase::Questions) => Step::Resolver,
            (Step::Overview, Phase::Result(_)) => Step::Result,
            (read, _) => read,
        });
    let asked = Memo::new(move |_| merging.questions().len());
    let open = Memo::new(move |_| merging.open());
    let proceed = move |()| {
        let name = untrack(|| state.branch_name());
        spawn_local(async move {
            let Some(shown) = merging.preview().with_untracked(Clone::clone) else { return };
            let is_done = merging.proceed().await;
            if let (true, Some(page)) = (is_done, page.try_get_value()) {
                done::report(state, direction, &name, &shown, page);
                on_close.try_run(());
            }
        });
    };
    // The button that leads on goes away with what it led to.
    effect(move || {
        step.track();
        overlay::after_drawing(|| {
            if focus::is_nowhere() {
                focus::focus("dialog[open] .dialog__title");
            }
        });
    });
    let title = match direction {
        Direction::Merge => format!("Merge {} into main", isolated(&name)),
        Direction::Update => format!("Update {} from main", isolated(&name)),
    };
    view! {
        <FormDialog title=title wide=true busy=merging.is_busy on_submit=proceed on_close=on_close>
            <div class="dialog__body">
                {move || merging.moved.get().map(|text| view! {
                    <p class="warning" role="alert"><Icon glyph=Glyph::Alert />{text}</p>
                })}
                {move || match step.get() {
                    Step::Reading => view! { <Skeleton lines=8 /> }.into_any(),
                    Step::Failed => failure(merging),
                    Step::Overview => view! { <Overview merging=merging on_leave=on_close /> }.into_any(),
                    Step::Resolver => view! { <Resolver merging=merging on_leave=on_close /> }.into_any(),
                    Step::Result => result(merging, on_close),
                }}
                {move || merging.problem.get().map(|error| view! {
                    <p class="problem" role="alert">
                        {if error.is_uncertain() { "Perhaps not done: " } else { "Not done: " }}
                        {error_text(&error)}
                    </p>
                })}
            </div>
            {move || {
                let step = step.get();
                let verb = match (step, direction) {
                    (Step::Overview, _) if asked.get() > 0 => {
                        format!("Resolve {}", count(asked.get(), "conflict"))
                    }
                    (Step::Resolver, _) => "Show the result".to_owned(),
                    (_, Direction::Merge) => "Merge into main".to_owned(),
                    (_, Direction::Update) => "Update the branch".to_owned(),
                };
                let status = Signal::derive(move || match step {
                    Step::Resolver => words::left(open.get(), asked.get()),
                    _ => String::new(),
                });
                let is_blocked = move || match step {
                    Step::Reading | Step::Failed => true,
                    Step::Resolver => open.get() > 0,
                    Step::Overview | Step::Result => false,
                };
                view! {
                    <DialogFooter
                        verb=verb
                        glyph=Glyph::Merge
                        busy=merging.is_busy
                        blocked=Signal::derive(is_blocked)
                        status=status
                        on_close=on_close
                    />
                }
            }}
        </FormDialog>
    }
}

fn kind<T>(remote: &Remote<T>) -> Step {
    match remote {
        Remote::Loading => Step::Reading,
        Remote::Failed(_) => Step::Failed,
        Remote::Ready(_) => Step::Overview,
    }
}

fn failure(merging: Merging) -> AnyView {
    let error = merging.preview().remote().with(|remote| match remote {
        Remote::Failed(error) => Some(error.clone()),
        _ => None,
    });
    error
        .map(|error| {
            view! {
                <Failure
                    what="What the merge does could not be worked out"
                    error=error
                    on_retry=move |()| merging.read()
                />
            }
        })
        .into_any()
}

/// What will differ from what is there now.
fn result(merging: Merging, on_leave: Callback<()>) -> AnyView {
    let Phase::Result(foreseen) = merging.phase.get_untracked() else { return ().into_any() };
    let title = match merging.direction() {
        Direction::Merge => "What changes on main",
        Direction::Update => "What changes on this branch",
    };
    let shown = match foreseen {
        Some(foreseen) => view! {
            {overview::warnings(&foreseen.warnings, &foreseen.merged, merging.state().at(), on_leave)}
            {overview::message(merging)}
            {changes::preview(foreseen.comparison, title)}
        }
        .into_any(),
        None => view! {
            <p class="quiet">"What comes of it cannot be shown beforehand: the API does not say where this branch began."</p>
        }
        .into_any(),
    };
    view! {
        <p class="merge__back">
            <button type="button" class="button button--small" on:click=handler(move |_| merging.go_back())>
                <Icon glyph=Glyph::ArrowLeft />
                "Back to the conflicts"
            </button>
            <span class="quiet">"With everything that you decided. Nothing is sent yet."</span>
        </p>
        {shown}
    }
    .into_any()
}
