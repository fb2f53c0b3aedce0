//! Taking a comparison along: a link, a patch, text for a chat or ticket, JSON, paper.

use diff::export;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Room, comparison_now, keys};
use crate::browser::{clipboard, files};
use crate::parts::icon::Glyph;
use crate::parts::menu::Entry;

/// The ways to share.
pub(super) fn entries(room: Room) -> Vec<Entry> {
    vec![
        Entry::action(Glyph::Link, "Copy a link to this place", move || keys::copy_link(room))
            .with_keys("y"),
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
        Entry::action(Glyph::Download, "Save the JSON", move || {
            if let Some(text) = json(room) {
                files::save(&format!("{}.json", name(room)), &text);
            }
        }),
        Entry::action(Glyph::Behavior, "Print…", move || print(room)),
    ]
}

fn patch(room: Room) -> Option<String> {
    let (old, new) = room.contents()?;
    Some(export::patch(&old, &new))
}

fn markdown(room: Room) -> Option<String> {
    let comparison = comparison_now(room)?;
    let title = |side: Signal<_>| untrack(|| room.title(&side.get()));
    Some(export::markdown(&comparison.0, &title(room.address.old), &title(room.address.new)))
}

fn json(room: Room) -> Option<String> {
    let comparison = comparison_now(room)?;
    serde_json::to_string_pretty(&export::json(&comparison.0)).ok()
}

/// A name for a file, of the letters every system takes.
fn name(room: Room) -> String {
    let title = |side: Signal<_>| untrack(|| room.title(&side.get()));
    let name = format!(
        "{} {} {}",
        room.branch.at().agent,
        title(room.address.old),
        title(room.address.new)
    );
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
