//! Reverting changes on the open branch, or copying items from the other side, with a
//! preview and a way back.

use std::sync::Arc;

use client::ApiError;
use diff::Change;
use leptos::prelude::*;
use model::Environment;

use super::context::{CompareContext, RevertScope, comparison_now};
use crate::dialogs::move_version::Move;
use crate::dialogs::pieces;
use crate::dialogs::revert::{Prepared, Revert};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::menu::Entry;
use crate::parts::piece::{Place, piece};
use crate::state::comparison;
use crate::state::loader::Loader;
use crate::state::plan;
use crate::state::side::Side;

/// What can be reverted here.
pub(super) fn entries(context: CompareContext) -> Vec<Entry> {
    let reason = reason_against(context);
    let has_current = context.diff.current.get_untracked().is_some();
    let no_change = (!has_current).then_some("Choose a change first");
    let (glyph, labels) = (glyph(context), Labels::of(context));
    vec![
        Entry::action(glyph, format!("{}…", labels.change), move || ask_for_current(context))
            .with_keys("r")
            .blocked_by(reason.or(no_change)),
        Entry::action(glyph, format!("{}…", labels.all), move || {
            context.reverting.set(Some(RevertScope::All));
        })
        .blocked_by(reason),
    ]
}

/// What can be done with one item.
pub(super) fn item_entries(context: CompareContext, item: usize) -> Vec<Entry> {
    let reason = reason_against(context);
    let key = comparison_now(context).map(|all| all.0.items[item].key.clone()).unwrap_or_default();
    let (glyph, labels) = (glyph(context), Labels::of(context));
    let mut entries = super::open_in_editor::entries(context, item);
    entries.push(
        Entry::action(glyph, format!("{}…", labels.item), move || {
            context.reverting.set(Some(RevertScope::Item(key.clone())));
        })
        .blocked_by(reason),
    );
    entries
}

/// Opens the dialog that reverts the current change.
pub(super) fn ask_for_current(context: CompareContext) {
    if let Some(reason) = reason_against(context) {
        context.branch.studio.notices.info(reason);
        return;
    }
    if let Some(id) = untrack(|| context.diff.with_current(|_, change| change.id.clone())) {
        context.reverting.set(Some(RevertScope::Change(id)));
    }
}

/// Which side is the open branch: what is reverted becomes what it is on the other side.
#[derive(Clone, Copy, PartialEq)]
enum OwnSide {
    Old,
    New,
}

fn own_side(context: CompareContext) -> Option<OwnSide> {
    let own = Side::Branch(context.branch.at().branch);
    if context.address.new.get_untracked() == own {
        Some(OwnSide::New)
    } else if context.address.old.get_untracked() == own {
        Some(OwnSide::Old)
    } else {
        None
    }
}

/// The side that is not the open branch.
fn other_side(context: CompareContext) -> Signal<Side> {
    if own_side(context) == Some(OwnSide::Old) { context.address.new } else { context.address.old }
}

/// Whether something comes from elsewhere. Only what the open branch itself did is reverted: when
/// it is the new side, and the old one is where it comes from.
fn is_copy(context: CompareContext) -> bool {
    let comes_from = |side: Side| match side {
        Side::Agent(_) | Side::File(_) => false,
        Side::Branch(id) | Side::BranchAt(id, _) => id.is_main(),
        _ => true,
    };
    own_side(context) != Some(OwnSide::New) || !comes_from(context.address.old.get_untracked())
}

fn glyph(context: CompareContext) -> Glyph {
    if is_copy(context) { Glyph::Copy } else { Glyph::Revert }
}

/// What it is called in menus and in the dialog.
struct Labels {
    change: &'static str,
    item: &'static str,
    all: &'static str,
    verb: &'static str,
    becomes: &'static str,
}

impl Labels {
    fn of(context: CompareContext) -> Self {
        if is_copy(context) {
            Self {
                change: "Copy this change to the open branch",
                item: "Copy this item to the open branch",
                all: "Copy all changes to the open branch",
                verb: "Copy",
                becomes: ", the chosen changes are copied from ",
            }
        } else {
            Self {
                change: "Revert this change",
                item: "Revert this item's changes",
                all: "Revert all changes",
                verb: "Revert",
                becomes: ", the chosen changes are reverted to ",
            }
        }
    }
}

fn reason_against(context: CompareContext) -> Option<&'static str> {
    if own_side(context).is_none() {
        Some("Neither side is the open branch: choose it as one side first")
    } else if untrack(|| context.branch.is_protected()) {
        Some("main is protected: open a branch first")
    } else {
        None
    }
}

/// Shows what will be sent, and sends it.
#[component]
pub(super) fn RevertChanges(context: CompareContext, scope: RevertScope) -> impl IntoView {
    let other = other_side(context);
    let labels = Labels::of(context);
    let title = match scope {
        RevertScope::Change(_) => labels.change,
        RevertScope::Item(_) => labels.item,
        RevertScope::All => labels.all,
    };
    view! {
        <Revert
            title=title
            verb=labels.verb
            is_copy=is_copy(context)
            prepare=move |prepared| prepare(context, &scope, prepared)
            on_close=move |()| context.reverting.set(None)
        >
            <p>
                "On branch " <strong>{move || context.branch.branch_name()}</strong> {labels.becomes}
                <strong>{move || context.title(&other.get())}</strong> "."
            </p>
        </Revert>
    }
}

/// Reads the branch again and plans.
fn prepare(context: CompareContext, scope: &RevertScope, prepared: Loader<Prepared>) {
    let Some((old, new)) = context.contents() else { return };
    let target = if own_side(context) == Some(OwnSide::Old) { new } else { old };
    let scope = scope.clone();
    // What the person sees may be older than what the branch has; the plan is made for the latter,
    // and looks for the same changes there.
    let names = comparison_now(context);
    let Some(api) = context.branch.api() else { return };
    let device = context.branch.studio.device;
    let question = async move {
        let current = Arc::new(plan::content(context.branch, &api).await?);
        let keys = names.map(|all| match &scope {
            RevertScope::Item(key) => all.0.find_item(key).map(|item| {
                all.0.items[item].changes.clone().map(|at| all.0.changes[at].id.clone()).collect()
            }),
            RevertScope::Change(id) => Some(vec![id.clone()]),
            RevertScope::All => None,
        });
        let chosen: Option<Vec<diff::ChangeId>> = keys.flatten();
        let is_chosen = |change: &Change| {
            !change.is_note && chosen.as_ref().is_none_or(|chosen| chosen.contains(&change.id))
        };
        let plan = comparison::reversal(device, &current, &target, is_chosen).await;
        Ok::<_, ApiError>(Prepared::new(device, plan, current).await)
    };
    prepared.fetch(question, |_| ());
}

/// The next step of a release: promoting what is compared, or rolling back to it. The
/// bar above the page publishes and merges.
#[component]
pub(super) fn Continue(context: CompareContext) -> impl IntoView {
    let dialog = RwSignal::new(None::<Move>);
    let next = Memo::new(move |_| next_step(context));
    view! {
        {move || next.get().map(|next| {
            let (label, glyph) = match &next {
                Move::Promote(_, target) => {
                    (format!("Promote to {}…", target.label().to_lowercase()), Glyph::Rocket)
                }
                Move::Rollback(deployment) => (
                    format!("Roll {} back…", deployment.environment.label().to_lowercase()),
                    Glyph::Revert,
                ),
            };
            view! {
                <button
                    type="button"
                    class="button button--small button--primary"
                    on:click=handler(move |_| dialog.set(Some(next.clone())))
                >
                    <Icon glyph=glyph />
                    {label}
                </button>
            }
        })}
        {move || dialog.get().map(|which| {
            let close = Callback::new(move |()| dialog.set(None));
            piece(pieces::move_version, Place::Dialog, (which, close))
        })}
    }
}

/// What releases the new side.
fn next_step(context: CompareContext) -> Option<Move> {
    match context.address.new.get() {
        Side::Branch(_) => None,
        side => context.branch.resources.timeline.with(|timeline| {
            let deployment = side.deployment(timeline)?.clone();
            let target = match context.address.old.get() {
                Side::Active(target) => target,
                _ => *deployment.environment.later().first()?,
            };
            let runs = timeline
                .active()
                .get(target)
                .is_some_and(|active| active.version == deployment.version);
            if runs {
                return None;
            }
            // An older version of the same environment is rolled back to, others are promoted.
            let earlier =
                timeline.of(target).find(|one| one.version == deployment.version).cloned();
            Some(match earlier {
                Some(earlier) => Move::Rollback(earlier),
                None if target == Environment::Sandbox => return None,
                None => Move::Promote(deployment, target),
            })
        })?,
    }
}
