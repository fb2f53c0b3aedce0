//! The keys of this room, and what is told to those who do not see it.

use diff::Mode;
use leptos::prelude::*;
use model::Environment;

use super::context::{Room, comparison_now};
use super::{find_bar, link, revert};
use crate::browser::{clipboard, keyboard, overlay};
use crate::route::href;
use crate::state::preferences::single_keys_are_on;
use crate::state::side::Side;

/// Listens for the keys of this room.
pub(super) fn listen(room: Room) {
    keyboard::on_key(move |event| {
        let key = event.key();
        if keyboard::has_command(event) && key.eq_ignore_ascii_case("f") {
            // The browser finds its own text where there are no rows to be found.
            let has_rows = comparison_now(room).is_some_and(|all| !all.0.changes.is_empty());
            if has_rows && !overlay::any_open() {
                event.prevent_default();
                room.finding.update(|times| *times += 1);
            }
            return;
        }
        if key == "Escape" && room.finding.get_untracked() > 0 && !overlay::any_open() {
            event.prevent_default();
            find_bar::close(room);
            return;
        }
        if !keyboard::is_plain(event) || !single_keys_are_on() {
            return;
        }
        match key.as_str() {
            "n" | "j" => room.diff.step(1),
            "p" | "k" => room.diff.step(-1),
            "N" => room.diff.go_to_end(true),
            "P" => room.diff.go_to_end(false),
            "e" => room.diff.expand(),
            "s" => room.address.swap(),
            "v" => next_mode(room),
            "w" => room.ignores_whitespace.update(|ignores| *ignores = !*ignores),
            "x" => mark_viewed(room),
            "r" => revert::ask_for_current(room),
            "[" => compare_with_previous(room),
            "l" => compare_with_live(room),
            "y" => copy_link(room),
            _ => return,
        }
        event.prevent_default();
    });
}

/// Shows the comparison in the next way.
pub(super) fn next_mode(room: Room) {
    let next = match room.diff.view.with_untracked(|view| view.mode) {
        Mode::SideBySide => Mode::Unified,
        Mode::Unified => Mode::Reading,
        Mode::Reading => Mode::SideBySide,
    };
    room.diff.set_mode(next);
}

/// Puts the version before the new side on the old side.
pub(super) fn compare_with_previous(room: Room) {
    let new = room.address.new.get_untracked();
    let previous = room.branch.timeline.peek(|timeline| {
        let published = timeline.published();
        match new.deployment(timeline) {
            // A draft follows on what was published last.
            None => published.first().map(|one| one.version.clone()),
            Some(deployment) => {
                let place = published.iter().position(|one| one.version == deployment.version)?;
                published.get(place + 1).map(|one| one.version.clone())
            }
        }
    });
    match previous.flatten() {
        Some(version) if room.address.go(&Side::Version(version.clone()), &new) => {}
        Some(_) => room.branch.studio.notices.info("Already compared with the previous version"),
        None => room.branch.studio.notices.info("There is no earlier version"),
    }
}

/// Puts what is live on the old side.
pub(super) fn compare_with_live(room: Room) {
    let is_live = room.branch.timeline.peek(|timeline| timeline.active().live.is_some());
    let live = Side::Active(Environment::Live);
    if is_live != Some(true) {
        room.branch.studio.notices.info("Nothing is live yet");
    } else if !room.address.go(&live, &room.address.new.get_untracked()) {
        room.branch.studio.notices.info("Already compared with what is live");
    }
}

/// Marks the item of the current change as viewed and goes on to the next one that is not, or takes
/// the mark back and stays.
fn mark_viewed(room: Room) {
    let Some(item) = untrack(|| room.diff.with_current(|_, change| change.item)) else { return };
    let is_viewed = untrack(|| room.viewed.is_viewed(item));
    room.viewed.set(item, !is_viewed);
    let Some(layout) = room.diff.layout_now().filter(|_| !is_viewed) else { return };
    let comparison = layout.comparison();
    let end = comparison.items[item].changes.end;
    let is_open =
        |change: &usize| !untrack(|| room.viewed.is_viewed(comparison.changes[*change].item));
    if let Some(next) = layout.changes().filter(|change| *change >= end).find(is_open) {
        room.diff.go_to(next);
    }
}

/// Copies a link to this place.
pub(super) fn copy_link(room: Room) {
    copy(room, untrack(|| link::link(room)), "Link copied".to_owned());
}

/// Copies a link to this place in which environments are the deployments that run there now, and
/// says which side can still change.
pub(super) fn copy_pinned_link(room: Room) {
    let sides = [room.address.old.get_untracked(), room.address.new.get_untracked()];
    let pin = |side: &Side| {
        let timeline = room.branch.timeline.remote();
        timeline.with_untracked(|remote| side.pinned(remote.ready()))
    };
    let moving: Vec<String> = sides
        .iter()
        .filter(|side| pin(side).is_none())
        .map(|side| untrack(|| room.title(side)))
        .collect();
    let [old, new] = sides.each_ref().map(|side| pin(side).unwrap_or_else(|| side.clone()));
    let done = match moving.as_slice() {
        [] => "Link to these versions copied".to_owned(),
        moving => format!(
            "Link copied. {} has no fixed version: the link shows what it contains when opened.",
            moving.join(" and ")
        ),
    };
    copy(room, untrack(|| link::link_to(room, &old, &new)), done);
}

fn copy(room: Room, path: String, done: String) {
    let link = crate::browser::history::absolute(&href(&path));
    leptos::task::spawn_local(async move {
        if clipboard::copy(&link).await {
            room.branch.studio.notices.done(done);
        } else {
            room.branch.studio.notices.problem("The link could not be copied", link);
        }
    });
}

/// The current change in words.
pub(super) fn announcement(room: Room) -> String {
    let (place, total) = room.diff.position();
    let words = room.diff.with_current(|comparison, change| {
        let texts = comparison.texts_of(change);
        let short = |text: &str| text.chars().take(200).collect::<String>();
        let texts = texts.map(|(old, new)| match (old.is_empty(), new.is_empty()) {
            (true, _) => format!("Added: {}", short(&new)),
            (_, true) => format!("Removed: {}", short(&old)),
            _ => format!("Was: {}. Is: {}", short(&old), short(&new)),
        });
        format!(
            "{}, {}, {}. {}",
            change.section.label(),
            comparison.describe(change),
            change.kind.label(),
            texts.unwrap_or_default(),
        )
    });
    match (place, words) {
        (Some(place), Some(words)) => format!("Change {place} of {total}: {words}"),
        _ => String::new(),
    }
}
