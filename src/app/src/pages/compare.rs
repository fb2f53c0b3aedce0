//! Comparing any two versions: what differs, and what can be done about it.

mod address;
mod between;
mod context;
mod file;
mod find_bar;
mod keys;
mod link;
mod load;
mod open_in_editor;
mod opening;
mod outline;
mod pieces;
mod reading;
mod revert;
mod share;
mod sides;
mod toolbar;
mod viewed;

use std::sync::Arc;

use leptos::prelude::*;
use model::{Section, Snapshot};

use crate::parts::diff::{DiffBody, DiffState};
use crate::parts::handler::handler;
use crate::parts::icon::Glyph;
use crate::parts::loaded::{Empty, Failure, Skeleton};
use crate::parts::piece::{Place, piece};
use crate::remote::{LoadError, Remote};
use crate::state::branch::use_branch;
use crate::state::loader::Loader;
use crate::state::side::Side;
use crate::text::count;
use address::Address;
use context::CompareContext;
use load::Sides;

/// The comparison page.
#[component]
pub(crate) fn Compare() -> impl IntoView {
    let branch = use_branch();
    let address = Address::new(branch);
    let sides = Sides::new(branch, address);
    let ignores_whitespace = RwSignal::new(address.start().ignores_whitespace);
    let comparison = load::compare(sides, ignores_whitespace);
    let diff = DiffState::new(comparison.into(), address.start().mode);
    diff.view.update(|view| view.filter = address.start().filter);
    let context = CompareContext {
        branch,
        address,
        sides,
        diff,
        ignores_whitespace,
        finding: RwSignal::new(0),
        reverting: RwSignal::new(None),
        viewed: viewed::Viewed::new(branch, address, diff),
    };
    link::synchronize(context);
    context.viewed.watch();
    keys::listen(context);
    let label = Signal::derive(move || {
        let (old, new) = (address.old.get(), address.new.get());
        format!("{} compared with {}", context.title(&old), context.title(&new))
    });
    let actions = toolbar::item_actions(context);
    let is_blank = Memo::new(move |_| {
        diff.layout.with(|layout| layout.as_ref().is_some_and(|layout| layout.0.is_empty()))
    });
    view! {
        <main class="page page--compare" id="content">
            <h1 class="hidden" tabindex="-1">"Compare"</h1>
            <sides::SideBar context=context />
            <between::Between context=context />
            {move || match status(context) {
                Status::Loading => view! {
                    <p class="quiet compare__waiting">{move || waiting(context)}</p>
                    <Skeleton lines=14 />
                }
                .into_any(),
                Status::Failed => view! { <SideFailures context=context /> }.into_any(),
                same @ (Status::Same | Status::OnlyWhiteSpace) => view! {
                    {no_difference(context, same)}
                    <NotCompared context=context />
                }
                .into_any(),
                Status::Different => view! {
                    <toolbar::Toolbar context=context />
                    <NotCompared context=context />
                    <Show when=move || { context.finding.get() > 0 }>
                        <find_bar::FindBar context=context />
                    </Show>
                    <div class="compare">
                        <outline::Outline context=context />
                        <Show when=move || !is_blank.get() fallback=move || no_match(context)>
                            <DiffBody state=diff actions=Some(actions) label=label />
                        </Show>
                    </div>
                }
                .into_any(),
            }}
            <p class="hidden" aria-live="polite">
                {move || match status(context) {
                    Status::Loading => waiting(context),
                    _ => keys::announcement(context),
                }}
            </p>
        </main>
        {move || context.reverting.get().map(|scope| piece(pieces::revert, Place::Dialog, (context, scope)))}
    }
}

/// What stands below the sides; redrawn only when it changes.
#[derive(Clone, Copy, PartialEq)]
enum Status {
    Loading,
    Failed,
    Same,
    OnlyWhiteSpace,
    Different,
}

fn status(context: CompareContext) -> Status {
    let state = |remote: RwSignal<Remote<Arc<Snapshot>>>| {
        remote.with(|remote| match remote {
            Remote::Loading => Status::Loading,
            Remote::Failed(_) => Status::Failed,
            Remote::Ready(_) => Status::Different,
        })
    };
    let both = (state(context.sides.old.remote()), state(context.sides.new.remote()));
    if both.0 == Status::Failed || both.1 == Status::Failed {
        return Status::Failed;
    }
    context.diff.comparison.with(|comparison| match comparison {
        None => Status::Loading,
        // Notes alone are worth showing, too.
        Some(comparison) if comparison.0.changes.is_empty() => {
            if context.sides.differ_in_whitespace.get() {
                Status::OnlyWhiteSpace
            } else {
                Status::Same
            }
        }
        Some(_) => Status::Different,
    })
}

/// What is still being read, and what is there already.
fn waiting(context: CompareContext) -> String {
    let name = |side: Signal<Side>| context.title(&side.get());
    let is_here = |remote: RwSignal<Remote<Arc<Snapshot>>>| remote.with(|it| it.ready().is_some());
    let (old, new) = (name(context.address.old), name(context.address.new));
    match (is_here(context.sides.old.remote()), is_here(context.sides.new.remote())) {
        (false, false) => format!("Reading {old} and {new}…"),
        (false, true) => format!("{new} is here. Still reading {old}…"),
        (true, false) => format!("{old} is here. Still reading {new}…"),
        (true, true) => "Comparing both sides…".to_owned(),
    }
}

/// What stands in the place of the changes when the filter leaves none.
fn no_match(context: CompareContext) -> AnyView {
    nothing_shown(
        "No change matches",
        "The filter hides all changes.",
        "Show all changes",
        Callback::new(move |()| context.show_all()),
    )
}

/// What stands in the place of the changes when there are none.
fn no_difference(context: CompareContext, status: Status) -> AnyView {
    if status == Status::OnlyWhiteSpace {
        let show = Callback::new(move |()| context.ignores_whitespace.set(false));
        let comparison = context::comparison_now(context);
        let text = match comparison.map_or(0, |all| all.0.whitespace_left_out) {
            0 => "It is ignored now.".to_owned(),
            changes => format!("{}.", toolbar::left_out(changes)),
        };
        return nothing_shown("Only white space differs", text, "Show it", show);
    }
    view! {
        <Empty
            glyph=Glyph::Check
            title="No difference"
            text="Both sides have the same content. Dates, authors and the order of keys are not compared."
        />
    }
    .into_any()
}

/// Why no change is shown, and the button that shows them.
fn nothing_shown(
    title: &'static str,
    text: impl Into<String>,
    action: &'static str,
    show: Callback<()>,
) -> AnyView {
    view! {
        <Empty glyph=Glyph::Filter title=title text=text>
            <button type="button" class="button" on:click=handler(move |_| show.run(()))>
                {action}
            </button>
        </Empty>
    }
    .into_any()
}

/// Which side could not be read, and why; the other one stays.
#[component]
fn SideFailures(context: CompareContext) -> impl IntoView {
    let failure = move |loader: Loader<Arc<Snapshot>>, side: Signal<Side>, is_old: bool| {
        loader.remote().with(|remote| match remote {
            Remote::Failed(error) => {
                let what = format!("{} could not be read", context.title(&side.get()));
                match error {
                    LoadError::NotFound(text) => view! {
                        <div class="state state--failed" role="alert">
                            <h2 class="state__title">{what}</h2>
                            <p class="state__text">{*text} " Choose another version above."</p>
                        </div>
                    }
                    .into_any(),
                    _ => view! {
                        <Failure what=what error=error.clone() on_retry=move |()| context.sides.read_again(is_old) />
                    }
                    .into_any(),
                }
            }
            Remote::Ready(_) => view! {
                <p class="quiet compare__kept">{context.title(&side.get())} " has been read."</p>
            }
            .into_any(),
            Remote::Loading => ().into_any(),
        })
    };
    view! {
        <div class="compare__failures">
            {move || failure(context.sides.old, context.address.old, true)}
            {move || failure(context.sides.new, context.address.new, false)}
        </div>
    }
}

/// Sections that one side does not give.
#[component]
fn NotCompared(context: CompareContext) -> impl IntoView {
    move || {
        let sections: Vec<Section> = context.diff.comparison.with(|comparison| {
            comparison.as_ref().map(|all| all.0.not_compared.clone()).unwrap_or_default()
        });
        let lacks_configs = context.sides.environments().is_some()
            && context.sides.configs.remote().with(|configs| matches!(configs, Remote::Failed(_)));
        let configs = lacks_configs.then(|| {
            view! {
                <p class="warning">
                    "What is configured in the two environments could not be read, and is not compared."
                </p>
            }
        });
        let sections = (!sections.is_empty()).then(|| {
            let names: Vec<&str> = sections.iter().map(|section| section.label()).collect();
            view! {
                <p class="warning">
                    {count(sections.len(), "section")}
                    " could not be compared, because this key may not read the full content: "
                    {names.join(", ")} "."
                </p>
            }
        });
        (configs, sections)
    }
}
