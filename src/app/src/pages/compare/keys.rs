//! The keys of this page, and what a screen reader announces.

use diff::Mode;
use leptos::prelude::*;
use model::Environment;

use super::context::{CompareContext, comparison_now};
use super::{find_bar, link, revert};
use crate::browser::{clipboard, keyboard, overlay};
use crate::route::href;
use crate::state::preferences::single_keys_are_on;
use crate::state::side::Side;

/// Listens for the keys of this page.
pub(super) fn listen(context: CompareContext) {
    keyboard::on_key(move |event| {
        let key = event.key();
        if keyboard::has_command(event) && key.eq_ignore_ascii_case("f") {
            // The browser finds its own text where there are no rows to be found.
            let has_rows = comparison_now(context).is_some_and(|all| !all.0.changes.is_empty());
            if has_rows && !overlay::any_open() {
                event.prevent_default();
                context.finding.update(|times| *times += 1);
            }
            return;
        }
        if key == "Escape" && context.finding.get_untracked() > 0 && !overlay::any_open() {
            event.prevent_default();
            find_bar::close(context);
            return;
        }
        if !keyboard::is_plain(event) || !single_keys_are_on() {
            return;
        }
        match key.as_str() {
            "n" | "j" => context.diff.step(1),
            "p" | "k" => context.diff.step(-1),
            "N" => context.diff.go_to_end(true),
            "P" => context.diff.go_to_end(false),
            "e" => context.diff.expand(),
            "s" => context.address.swap(),
            "v" => next_mode(context),
            "w" => context.ignores_whitespace.update(|ignores| *ignores = !*ignores),
            "x" => mark_viewed(context),
            "r" => revert::ask_for_current(context),
            "[" => compare_with_previous(context),
            "l" => compare_with_live(context),
            "y" => copy_link(context),
            _ => return,
        }
        event.prevent_default();
    });
}

/// Shows the comparison in the next way.
pub(super) fn next_mode(context: CompareContext) {
    let next = match context.diff.view.with_untracked(|view| view.mode) {
        Mode::SideBySide => Mode::Unified,
        Mode::Unified => Mode::Reading,
        Mode::Reading => Mode::SideBySide,
    };
    context.diff.set_mode(next);
}

/// Puts the version before the new side on the old side.
pub(super) fn compare_with_previous(context: CompareContext) {
    let new = context.address.new.get_untracked();
    let previous = context.branch.timeline.with_untracked(|timeline| {
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
        Some(version) if context.address.go(&Side::Version(version.clone()), &new) => {}
        Some(_) => context.branch.studio.notices.info("Already compared with the previous version"),
        None => context.branch.studio.notices.info("There is no earlier version"),
    }
}

/// Puts what is live on the old side.
pub(super) fn compare_with_live(context: CompareContext) {
    let is_live =
        context.branch.timeline.with_untracked(|timeline| timeline.active().live.is_some());
    let live = Side::Active(Environment::Live);
    if is_live != Some(true) {
        context.branch.studio.notices.info("Nothing is live yet");
    } else if !context.address.go(&live, &context.address.new.get_untracked()) {
        context.branch.studio.notices.info("Already compared with what is live");
    }
}

/// Marks the item of the current change as viewed and goes on to the next one that is not, or removes
/// the mark and stays.
fn mark_viewed(context: CompareContext) {
    let Some(item) = untrack(|| context.diff.with_current(|_, change| change.item)) else { return };
    let is_viewed = untrack(|| context.viewed.is_viewed(item));
    context.viewed.set(item, !is_viewed);
    let Some(layout) = context.diff.layout_now().filter(|_| !is_viewed) else { return };
    let comparison = layout.comparison();
    let end = comparison.items[item].changes.end;
    let is_open =
        |change: &usize| !untrack(|| context.viewed.is_viewed(comparison.changes[*change].item));
    if let Some(next) = layout.changes().filter(|change| *change >= end).find(is_open) {
        context.diff.go_to(next);
    }
}

/// Copies a link to this place.
pub(super) fn copy_link(context: CompareContext) {
    copy(context, untrack(|| link::link(context)), "Link copied".to_owned());
}

/// Copies a link to this place in which environments are the deployments that run there now, and
/// says which side can still change.
pub(super) fn copy_pinned_link(context: CompareContext) {
    let sides = [context.address.old.get_untracked(), context.address.new.get_untracked()];
    let pin = |side: &Side| {
        let timeline = context.branch.timeline.remote();
        timeline.with_untracked(|remote| side.pinned(remote.ready()))
    };
    let moving: Vec<String> = sides
        .iter()
        .filter(|side| pin(side).is_none())
        .map(|side| untrack(|| context.title(side)))
        .collect();
    let [old, new] = sides.each_ref().map(|side| pin(side).unwrap_or_else(|| side.clone()));
    let done = match moving.as_slice() {
        [] => "Link to these versions copied".to_owned(),
        moving => format!(
            "Link copied. {} has no fixed version: the link shows what it contains when opened.",
            moving.join(" and ")
        ),
    };
    copy(context, untrack(|| link::link_to(context, &old, &new)), done);
}

fn copy(context: CompareContext, path: String, done: String) {
    let link = crate::browser::history::absolute(&href(&path));
    leptos::task::spawn_local(async move {
        if clipboard::copy(&link).await {
            context.branch.studio.notices.done(done);
        } else {
            context.branch.studio.notices.problem("The link could not be copied", link);
        }
    });
}

/// The current change in words.
pub(super) fn announcement(context: CompareContext) -> String {
    let (place, total) = context.diff.position();
    let words = context.diff.with_current(|comparison, change| {
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
