//! Promoting a version to a later environment, or rolling an environment back to an earlier version.

use std::sync::Arc;

use client::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Deployment, Environment, Included, Timeline};

use super::broken_references::BrokenReferences;
use super::changes::Changes;
use crate::parts::environment::{EnvironmentBadge, VersionChip};
use crate::parts::field::TextArea;
use crate::parts::form::{DialogFooter, FormDialog, Weight};
use crate::parts::icon::{Glyph, Icon};
use crate::parts::small::Time;
use crate::remote::LoadError;
use crate::state::branch::{BranchState, use_branch};
use crate::state::comparison;
use crate::state::loader::Loader;
use crate::state::pending::Pending;
use crate::state::side::{self, Side};
use crate::state::unpublished::comparison_path;
use crate::text::{count, error_text};

/// What is to be done with a deployment.
#[derive(Clone, PartialEq)]
pub(crate) enum Move {
    /// Bring its version to a later environment.
    Promote(Deployment, Environment),
    /// Make its version run again in its own environment.
    Rollback(Deployment),
}

impl Move {
    fn deployment(&self) -> &Deployment {
        match self {
            Self::Promote(deployment, _) | Self::Rollback(deployment) => deployment,
        }
    }

    fn target(&self) -> Environment {
        match self {
            Self::Promote(_, target) => *target,
            Self::Rollback(deployment) => deployment.environment,
        }
    }

    fn title(&self) -> String {
        let target = self.target().label().to_lowercase();
        match self {
            Self::Promote(..) => format!("Promote to {target}"),
            Self::Rollback(_) => format!("Roll back {target}"),
        }
    }

    fn is_promotion(&self) -> bool {
        matches!(self, Self::Promote(..))
    }
}

/// Shows what changes in the target environment, and does it.
#[component]
pub(crate) fn MoveVersion(what: Move, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let target = what.target();
    let is_live = target == Environment::Live;
    let message = state.message(&what.title());
    let is_understood = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<ApiError>);
    let pending = Loader::<Pending>::new();
    load(state, &what, pending);
    let stored = StoredValue::new(what.clone());
    let included = Memo::new(move |_| {
        let what = stored.get_value();
        state
            .resources
            .timeline
            .with(|timeline| timeline.included(&what.deployment().version, what.target()))
    });
    let running = move |timeline: &Timeline| timeline.active().get(target).cloned();
    let current = Memo::new(move |_| state.resources.timeline.with(running).flatten());
    // What the person saw running in the target; what is sent replaces this and nothing else.
    let seen = StoredValue::new(untrack(|| current.get()).map(|one| one.id));
    let has_conflict = RwSignal::new(false);
    let go = move || {
        let is_possible = !is_busy.get_untracked() && (!is_live || is_understood.get_untracked());
        let (Some(api), true) = (state.api(), is_possible) else { return };
        is_busy.set(true);
        problem.set(None);
        has_conflict.set(false);
        spawn_local(async move {
            let (agent, written, what) = (state.at().agent, message, stored.get_value());
            let message = written.get_untracked().trim().to_owned();
            let now = match api.timeline(&agent).await {
                Ok(timeline) => timeline,
                Err(error) => {
                    is_busy.try_set(false);
                    problem.try_set(Some(error));
                    return;
                }
            };
            let runs_now = running(&now).map(|one| one.id);
            if seen.try_get_value() != Some(runs_now.clone()) {
                state.resources.timeline.set(now);
                seen.try_set_value(runs_now);
                is_busy.try_set(false);
                is_understood.try_set(false);
                has_conflict.try_set(true);
                pending.clear();
                load(state, &what, pending);
                return;
            }
            let answer = match what {
                Move::Promote(deployment, target) => {
                    api.promote(&agent, &deployment.id, target, &message).await
                }
                Move::Rollback(deployment) => api.rollback(&agent, &deployment, &message).await,
            };
            // What runs where is read again in any case: a lost answer does not mean it did not happen.
            state.resources.load_timeline();
            match answer {
                Ok(release) => {
                    let version = release.deployment.version.short().to_owned();
                    let place = target.label().to_lowercase();
                    state.studio.notices.done(format!("Version {version} runs in {place}"));
                    state.studio.load_active(agent);
                    written.try_set(String::new());
                    on_close.try_run(());
                }
                Err(error) => {
                    is_busy.try_set(false);
                    problem.try_set(Some(error));
                }
            }
        });
    };
    let verb = what.title();
    view! {
        <FormDialog
            title=what.title()
            wide=true
            busy=is_busy
            on_submit=move |()| go()
            on_close=on_close
        >
                <div class="dialog__body">
                    <div class="release">
                        <div class="release__side">
                            <FromTo current=Signal::from(current) new=what.deployment().clone() target=target />
                            {move || included.get().map(|included| included_view(&included))}
                            {(!what.is_promotion()).then(|| view! {
                                <p class="quiet">
                                    "Connectors and numbers follow the version. Newer versions stay in the \
                                     history and can be promoted again."
                                </p>
                            })}
                            <BrokenReferences pending=pending at=state.at() on_leave=on_close />
                            <TextArea
                                label="Message"
                                value=message
                                rows=2
                                placeholder="Why now?"
                                hint=if what.is_promotion() {
                                    "Seen in the history of deployments."
                                } else {
                                    "Some servers keep the message of the version instead."
                                }
                            />
                            {is_live.then(|| view! {
                                <label class="check check--live">
                                    <input
                                        type="checkbox"
                                        prop:checked=is_understood
                                        on:change:target=move |event| is_understood.set(event.target().checked())
                                    />
                                    <span>
                                        "I understand: from now on live callers reach this version."
                                    </span>
                                </label>
                            })}
                        </div>
                        <Changes
                            pending=pending
                            title=format!("What changes in {}", target.label().to_lowercase())
                            path=comparison_path(state.at(), &old_side(state, target), &new_side(&what))
                            on_leave=on_close
                            on_retry=move |()| {
                                pending.clear();
                                load(state, &stored.get_value(), pending);
                            }
                        />
                    </div>
                    <Show when=move || has_conflict.get()>
                        <p class="problem" role="alert">
                            "Not done: somebody else deployed another version to "
                            {target.label().to_lowercase()}
                            ". What changes has been read again; check it again."
                        </p>
                    </Show>
                    {move || problem.get().map(|error| view! {
                        <p class="problem" role="alert">
                            {if error.is_uncertain() {
                                "It may not have been done; check the list behind this dialog: "
                            } else {
                                "Not done: "
                            }}
                            {error_text(&error)}
                        </p>
                    })}
                </div>
                <DialogFooter
                    verb=verb
                    glyph=if what.is_promotion() { Glyph::Rocket } else { Glyph::Revert }
                    weight=match what.is_promotion() {
                        true if is_live => Weight::Live,
                        true => Weight::Usual,
                        false => Weight::Danger,
                    }
                    calm=is_live || !what.is_promotion()
                    busy=is_busy
                    blocked=Signal::derive(move || is_live && !is_understood.get())
                    on_close=on_close
                />
        </FormDialog>
    }
}

/// What runs now and what will.
#[component]
fn FromTo(
    current: Signal<Option<Deployment>>,
    new: Deployment,
    target: Environment,
) -> impl IntoView {
    let state = use_branch();
    let card = move |label: &'static str, deployment: Option<Deployment>| {
        let title = deployment.as_ref().map(|one| state.resources.title_of(one));
        view! {
            <div class="release__version">
                <p class="release__label">{label}</p>
                {match deployment {
                    None => view! { <p class="quiet">"Nothing yet"</p> }.into_any(),
                    Some(deployment) => view! {
                        <p class="release__title">{title}</p>
                        <p class="quiet">
                            <VersionChip version=deployment.version.clone() />
                            " by " {deployment.created_by.clone()} ", "
                            <Time at=deployment.created_at />
                        </p>
                    }
                    .into_any(),
                }}
            </div>
        }
    };
    view! {
        <p class="release__to"><EnvironmentBadge environment=target /></p>
        {move || card("Runs now", current.get())}
        {card("Will run", Some(new))}
    }
}

fn included_view(included: &Included) -> AnyView {
    let list = |title: String, versions: &[Deployment]| {
        let rows = versions
            .iter()
            .map(|one| {
                view! {
                    <li>
                        <code>{one.version.short().to_owned()}</code>
                        <span>{one.title().to_owned()}</span>
                    </li>
                }
            })
            .collect_view();
        view! {
            <details class="release__included" open=versions.len() <= 5>
                <summary>{title}</summary>
                <ul>{rows}</ul>
            </details>
        }
        .into_any()
    };
    match included {
        Included::Nothing => view! {
            <p class="warning">
                <Icon glyph=Glyph::Info />
                "This version already runs there; a new deployment is recorded anyway."
            </p>
        }
        .into_any(),
        Included::Adds(versions) => {
            list(format!("Brings {}", count(versions.len(), "version")), versions)
        }
        Included::Removes(versions) => {
            list(format!("Reverts {}", count(versions.len(), "version")), versions)
        }
        Included::Unknown => ().into_any(),
    }
}

fn old_side(state: BranchState, target: Environment) -> Side {
    let has_current =
        state.resources.timeline.with_untracked(|timeline| timeline.active().get(target).is_some());
    if has_current == Some(true) { Side::Active(target) } else { Side::Nothing }
}

fn new_side(what: &Move) -> Side {
    Side::Deployment(what.deployment().id.clone())
}

/// Reads what runs in the target and what will, and compares them.
fn load(state: BranchState, what: &Move, pending: Loader<Pending>) {
    let Some(api) = state.api() else { return };
    let (studio, agent) = (state.studio, state.at().agent);
    let timeline = state.resources.timeline.with_untracked(Timeline::clone);
    let (old_side, new) = (old_side(state, what.target()), new_side(what));
    let question = async move {
        let read = |side| side::read(studio, api.clone(), agent.clone(), side, timeline.clone());
        let (old, new) = futures_util::join!(read(old_side.clone()), read(new));
        let (old, new) = (old?, new?);
        let comparison = Arc::new(comparison::compare(studio.device, &old, &new).await);
        Ok::<_, LoadError>(Pending { old, old_side, new, comparison })
    };
    pending.fetch(question, |_| ());
}
