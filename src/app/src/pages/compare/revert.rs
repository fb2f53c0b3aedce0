//! Taking changes back on the open branch, or taking items over from the other side, with a
//! preview and a way back.

use std::sync::Arc;

use client::ApiError;
use diff::Change;
use leptos::prelude::*;
use model::Environment;

use super::context::{Asked, Room, comparison_now};
use crate::dialogs::move_version::Move;
use crate::dialogs::pieces;
use crate::dialogs::revert::{Prepared, TakeBack};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::menu::Entry;
use crate::parts::piece::{Place, piece};
use crate::state::comparison;
use crate::state::loader::Loader;
use crate::state::plan;
use crate::state::side::Side;

/// What can be taken back from here.
pub(super) fn entries(room: Room) -> Vec<Entry> {
    let reason = reason_against(room);
    let has_current = room.diff.current.get_untracked().is_some();
    let no_change = (!has_current).then_some("Choose a change first");
    let (glyph, words) = (glyph(room), Words::of(room));
    vec![
        Entry::action(glyph, format!("{}…", words.change), move || ask_for_current(room))
            .with_keys("r")
            .blocked_by(reason.or(no_change)),
        Entry::action(glyph, format!("{}…", words.all), move || {
            room.asked.set(Some(Asked::All));
        })
        .blocked_by(reason),
    ]
}

/// What can be done with one item.
pub(super) fn item_entries(room: Room, item: usize) -> Vec<Entry> {
    let reason = reason_against(room);
    let key = comparison_now(room).map(|all| all.0.items[item].key.clone()).unwrap_or_default();
    let (glyph, words) = (glyph(room), Words::of(room));
    let mut entries = super::open_in_editor::entries(room, item);
    entries.push(
        Entry::action(glyph, format!("{}…", words.item), move || {
            room.asked.set(Some(Asked::Item(key.clone())));
        })
        .blocked_by(reason),
    );
    entries
}

/// Asks to take back the change one is at.
pub(super) fn ask_for_current(room: Room) {
    if let Some(reason) = reason_against(room) {
        room.branch.studio.notices.info(reason);
        return;
    }
    if let Some(id) = untrack(|| room.diff.with_current(|_, change| change.id.clone())) {
        room.asked.set(Some(Asked::Change(id)));
    }
}

/// Which side is the open branch: what is taken back becomes as the other side is.
#[derive(Clone, Copy, PartialEq)]
enum Own {
    Old,
    New,
}

fn own_side(room: Room) -> Option<Own> {
    let own = Side::Branch(room.branch.at().branch);
    if room.address.new.get_untracked() == own {
        Some(Own::New)
    } else if room.address.old.get_untracked() == own {
        Some(Own::Old)
    } else {
        None
    }
}

/// The side that is not the open branch.
fn other_side(room: Room) -> Signal<Side> {
    if own_side(room) == Some(Own::Old) { room.address.new } else { room.address.old }
}

/// Whether something comes from elsewhere. Only what the open branch itself did is taken back: when
/// it is the new side, and the old one is where it comes from.
fn is_copy(room: Room) -> bool {
    let comes_from = |side: Side| match side {
        Side::Agent(_) | Side::File(_) => false,
        Side::Branch(id) => id.is_main(),
        _ => true,
    };
    own_side(room) != Some(Own::New) || !comes_from(room.address.old.get_untracked())
}

fn glyph(room: Room) -> Glyph {
    if is_copy(room) { Glyph::Copy } else { Glyph::Revert }
}

/// What it is called in menus and in the dialog.
struct Words {
    change: &'static str,
    item: &'static str,
    all: &'static str,
    verb: &'static str,
    becomes: &'static str,
}

impl Words {
    fn of(room: Room) -> Self {
        if is_copy(room) {
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

fn reason_against(room: Room) -> Option<&'static str> {
    if own_side(room).is_none() {
        Some("Neither side is the open branch: choose it as one side first")
    } else if untrack(|| room.branch.is_protected()) {
        Some("main is protected: open a branch first")
    } else {
        None
    }
}

/// Shows what will be sent, and sends it.
#[component]
pub(super) fn Revert(room: Room, asked: Asked) -> impl IntoView {
    let other = other_side(room);
    let words = Words::of(room);
    let title = match asked {
        Asked::Change(_) => words.change,
        Asked::Item(_) => words.item,
        Asked::All => words.all,
    };
    view! {
        <TakeBack
            title=title
            verb=words.verb
            is_copy=is_copy(room)
            prepare=move |prepared| prepare(room, &asked, prepared)
            on_close=move |()| room.asked.set(None)
        >
            <p>
                "On branch " <strong>{move || room.branch.branch_name()}</strong> {words.becomes}
                <strong>{move || room.title(&other.get())}</strong> "."
            </p>
        </TakeBack>
    }
}

/// Reads the branch afresh and plans.
fn prepare(room: Room, asked: &Asked, prepared: Loader<Prepared>) {
    let Some((old, new)) = room.contents() else { return };
    let target = if own_side(room) == Some(Own::Old) { new } else { old };
    let asked = asked.clone();
    // What the person sees may be older than what the branch has; the plan is made for the latter,
    // and looks for the same changes there.
    let names = comparison_now(room);
    let question = async move {
        let current = Arc::new(plan::content(room.branch).await?);
        let keys = names.map(|all| match &asked {
            Asked::Item(key) => all.0.find_item(key).map(|item| {
                all.0.items[item].changes.clone().map(|at| all.0.changes[at].id.clone()).collect()
            }),
            Asked::Change(id) => Some(vec![id.clone()]),
            Asked::All => None,
        });
        let chosen: Option<Vec<diff::ChangeId>> = keys.flatten();
        let is_chosen = |change: &Change| {
            !change.is_note && chosen.as_ref().is_none_or(|chosen| chosen.contains(&change.id))
        };
        let plan = comparison::reversal(&current, &target, is_chosen).await;
        Ok::<_, ApiError>(Prepared::new(plan, current).await)
    };
    prepared.ask(question, |_| ());
}

/// Goes on with what the person came for: promoting what is compared, or rolling back to it. The
/// bar above the room publishes and merges.
#[component]
pub(super) fn Continue(room: Room) -> impl IntoView {
    let asked = RwSignal::new(None::<Move>);
    let next = Memo::new(move |_| next_step(room));
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
                    on:click=handler(move |_| asked.set(Some(next.clone())))
                >
                    <Icon glyph=glyph />
                    {label}
                </button>
            }
        })}
        {move || asked.get().map(|which| {
            let close = Callback::new(move |()| asked.set(None));
            piece(pieces::move_version, Place::Dialog, (which, close))
        })}
    }
}

/// What releases the new side.
fn next_step(room: Room) -> Option<Move> {
    match room.address.new.get() {
        Side::Branch(_) => None,
        side => room.branch.timeline.read(|timeline| {
            let deployment = side.deployment(timeline)?.clone();
            let target = match room.address.old.get() {
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
