//! Taking a comparison along: a link, a patch, text for a chat or ticket, JSON, paper.

use diff::export;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::{Room, comparison_now};
use super::{keys, link};
use crate::browser::{clipboard, clock, files, history};
use crate::parts::icon::Glyph;
use crate::parts::menu::Entry;
use crate::route::href;
use crate::state::side::Side;

/// The ways to share.
pub(super) fn entries(room: Room) -> Vec<Entry> {
    vec![
        Entry::action(Glyph::Link, "Copy a link to this place", move || keys::copy_link(room))
            .with_keys("y"),
        Entry::action(Glyph::Link, "Copy a link to exactly these versions", move || {
            keys::copy_pinned_link(room);
        })
        .blocked_by(nothing_to_pin(room)),
        Entry::Line,
        Entry::action(Glyph::Copy, "Copy as a patch for git apply", move || {
            copy(room, "Patch copied", patch(room));
        }),
        Entry::action(Glyph::Copy, "Copy as Markdown", move || {
            copy(room, "Markdown copied", markdown(room));
        }),
        Entry::action(Glyph::Copy, "Copy as JSON", move || copy(room, "JSON copied", json(room))),
        Entry::Line,
        Entry::action(Glyph::Download, "Save the patch", move || {
            if let Some(text) = patch(room) {
                files::save(&format!("{}.patch", name(room)), &text);
            }
        }),
        Entry::action(Glyph::Download, "Save the old side, which the patch is for", move || {
            save_side(room, true);
        }),
        Entry::action(Glyph::Download, "Save the new side in the same form", move || {
            save_side(room, false);
        }),
        Entry::action(Glyph::Download, "Save the JSON", move || {
            if let Some(text) = json(room) {
                files::save(&format!("{}.json", name(room)), &text);
            }
        }),
        Entry::action(Glyph::Behavior, "Print…", move || print(room)),
    ]
}

/// Why a link cannot hold more than the ordinary one does.
fn nothing_to_pin(room: Room) -> Option<&'static str> {
    let sides = [room.address.old.get_untracked(), room.address.new.get_untracked()];
    let has_environment = sides.iter().any(|side| matches!(side, Side::Active(_)));
    (!has_environment).then_some("Neither side is an environment: the link above stays the same")
}

fn patch(room: Room) -> Option<String> {
    let (old, new) = room.contents()?;
    Some(export::patch(&old, &new))
}

fn markdown(room: Room) -> Option<String> {
    let comparison = comparison_now(room)?;
    let sides = [room.address.old.get_untracked(), room.address.new.get_untracked()];
    let [old, new] = sides.each_ref().map(|side| (untrack(|| room.title(side)), made(room, side)));
    let agent = untrack(|| room.branch.agent_name());
    let link = history::absolute(&href(&untrack(|| link::link(room))));
    // A file is on this device alone: a link to it leads nowhere.
    let has_file = sides.iter().any(|side| matches!(side, Side::File(_)));
    let heading = export::Heading {
        agent: &agent,
        old: (&old.0, &old.1),
        new: (&new.0, &new.1),
        link: (!has_file).then_some(&link),
    };
    Some(export::markdown(&comparison.0, &heading))
}

/// Who made what stands on a side, and when.
fn made(room: Room, side: &Side) -> String {
    let words = room.branch.timeline.peek(|timeline| {
        let one = side.deployment(timeline)?;
        let kind = one.kind.label().to_lowercase();
        let at = one.created_at.map(clock::exact).unwrap_or_default();
        Some(format!("“{}”, {kind} by {}, {at}", timeline.title_of(one), one.created_by))
    });
    words.flatten().unwrap_or_default()
}

/// Saves the canonical text of a side.
fn save_side(room: Room, is_old: bool) {
    let Some((old, new)) = room.contents() else { return };
    let (side, content) = if is_old { (room.address.old, old) } else { (room.address.new, new) };
    let name =
        plain(&format!("{} {}", room.branch.at().agent, untrack(|| room.title(&side.get()))));
    files::save(&format!("{name}.tar"), &export::archive(&content));
}

fn json(room: Room) -> Option<String> {
    let comparison = comparison_now(room)?;
    serde_json::to_string_pretty(&export::json(&comparison.0)).ok()
}

/// A name for a file, of the letters every system takes.
fn name(room: Room) -> String {
    let title = |side: Signal<_>| untrack(|| room.title(&side.get()));
    plain(&format!(
        "{} {} {}",
        room.branch.at().agent,
        title(room.address.old),
        title(room.address.new)
    ))
}

fn plain(name: &str) -> String {
    let plain = |char: char| if char.is_ascii_alphanumeric() { char } else { '-' };
    let mut name: String = name.chars().map(plain).collect();
    while name.contains("--") {
        name = name.replace("--", "-");
    }
    name.trim_matches('-').to_owned()
}

fn copy(room: Room, done: &'static str, text: Option<String>) {
    let Some(text) = text else { return };
    spawn_local(async move {
        if clipboard::copy(&text).await {
            room.branch.studio.notices.done(done);
        } else {
            room.branch
                .studio
                .notices
                .problem("The browser does not allow copying here", "Save it as a file instead.");
        }
    });
}

/// Prints all changes, not only those in sight: as the Markdown text, on a sheet of its own.
fn print(room: Room) {
    if let Some(text) = markdown(room) {
        files::print_text(&text);
    }
}
