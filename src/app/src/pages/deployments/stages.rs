//! What runs where, in the order of a release: each environment with how it stands to the one before,
//! and between them the next promotion.

use leptos::prelude::*;
use model::{Deployment, Environment, Included, Timeline};

use super::message::message_view;
use crate::dialogs::move_version::Move;
use crate::parts::environment::{EnvironmentBadge, EnvironmentMark, VersionChip};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::small::Time;
use crate::state::branch::{BranchState, use_branch};
use crate::state::unpublished::Status;
use crate::text::count;

/// The three environments side by side.
#[component]
pub(super) fn Stages(move_dialog: RwSignal<Option<Move>>) -> impl IntoView {
    let state = use_branch();
    let all = Environment::ALL.map(|at| {
        // Drawn anew only when something else runs there or before it.
        let stage = Memo::new(move |_| state.timeline.with(|timeline| Stage::of(timeline, at)));
        move || {
            let stage = stage.get()?;
            let next = stage.next.clone().map(|what| next_button(what, at, move_dialog));
            Some(view! {
                <div class="stages__step">{next}</div>
                <section class=format!("stage stage--{at}") aria-label=at.label()>
                    <p class="stage__head">
                        <EnvironmentBadge environment=at />
                        <span class="quiet">{drift(state, &stage, at)}</span>
                    </p>
                    {match stage.runs {
                        None => view! { <p class="quiet">"Nothing yet"</p> }.into_any(),
                        Some(one) => view! {
                            <p class="stage__title">{message_view(state, &one)}</p>
                            <p class="deployment__facts">
                                <VersionChip version=one.version.clone() />
                                <span class="deployment__who">{one.created_by.clone()}</span>
                                <Time at=one.created_at />
                            </p>
                        }
                        .into_any(),
                    }}
                </section>
            })
        }
    });
    view! { <div class="stages">{all}</div> }
}

/// One environment, as it stands.
#[derive(Clone, PartialEq)]
struct Stage {
    runs: Option<Deployment>,
    /// How it stands to the nearest environment before it in which something runs.
    drift: Option<(Environment, Included)>,
    /// The promotion that would bring it up to the environment before it.
    next: Option<Move>,
}

impl Stage {
    fn of(timeline: &Timeline, at: Environment) -> Self {
        let before = Environment::ALL
            .into_iter()
            .rev()
            .filter(|one| *one < at)
            .find_map(|one| timeline.active().get(one));
        let drift = before.map(|one| (one.environment, timeline.included(&one.version, at)));
        let next = before.filter(|one| {
            one.environment.later().first() == Some(&at)
                && drift.as_ref().is_some_and(|(_, included)| *included != Included::Nothing)
        });
        Self {
            runs: timeline.active().get(at).cloned(),
            next: next.map(|one| Move::Promote(one.clone(), at)),
            drift,
        }
    }
}

fn next_button(what: Move, at: Environment, move_dialog: RwSignal<Option<Move>>) -> AnyView {
    view! {
        <button
            type="button"
            class="button button--small"
            on:click=handler(move |_| move_dialog.set(Some(what.clone())))
        >
            {if at == Environment::Live {
                view! { <EnvironmentMark environment=at /> }.into_any()
            } else {
                view! { <Icon glyph=Glyph::Rocket /> }.into_any()
            }}
            {format!("Promote to {at}…")}
        </button>
    }
    .into_any()
}

/// How an environment stands to the one before it, sandbox to the draft; in words.
fn drift(state: BranchState, stage: &Stage, at: Environment) -> String {
    if stage.runs.is_none() {
        return String::new();
    }
    let Some((before, included)) = &stage.drift else {
        let is_first = at == Environment::Sandbox && state.is_main();
        return match state.unpublished.status() {
            Status::Same if is_first => "same as the draft".to_owned(),
            Status::Changed(changes) if is_first => {
                format!("{} behind the draft", count(changes, "change"))
            }
            _ => String::new(),
        };
    };
    match included {
        Included::Nothing => format!("same as {before}"),
        Included::Adds(all) => format!("{} behind {before}", count(all.len(), "version")),
        Included::Removes(all) => format!("{} ahead of {before}", count(all.len(), "version")),
        Included::Unknown => format!("differs from {before}"),
    }
}
