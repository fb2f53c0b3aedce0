//! Taking a comparison along: a link, a patch, text for a chat or ticket, JSON, paper.

use diff::export;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::{CompareContext, comparison_now};
use super::{keys, link};
use crate::browser::{clipboard, clock, files, history};
use crate::parts::icon::Glyph;
use crate::parts::menu::Entry;
use crate::route::href;
use crate::state::side::Side;

/// The ways to share.
pub(super) fn entries(context: CompareContext) -> Vec<Entry> {
    vec![
        Entry::action(Glyph::Link, "Copy a link to this place", move || keys::copy_link(context))
            .with_keys("y"),
        Entry::action(Glyph::Link, "Copy a link to exactly these versions", move || {
            keys::copy_pinned_link(context);
        })
        .blocked_by(nothing_to_pin(context)),
        Entry::Separator,
        Entry::action(Glyph::Copy, "Copy as a patch for git apply", move || {
            copy(context, "Patch copied", patch(context));
        }),
        Entry::action(Glyph::Copy, "Copy as Markdown", move || {
            copy(context, "Markdown copied", markdown(context));
        }),
        Entry::action(Glyph::Copy, "Copy as JSON", move || {
            copy(context, "JSON copied", json(context))
        }),
        Entry::Separator,
        Entry::action(Glyph::Download, "Save the patch", move || {
            if let Some(text) = patch(context) {
                files::save(&format!("{}.patch", name(context)), &text);
            }
        }),
        Entry::action(Glyph::Download, "Save the old side, which the patch is for", move || {
            save_side(context, true);
        }),
        Entry::action(Glyph::Download, "Save the new side in the same form", move || {
            save_side(context, false);
        }),
        Entry::action(Glyph::Download, "Save the JSON", move || {
            if let Some(text) = json(context) {
                files::save(&format!("{}.json", name(context)), &text);
            }
        }),
        Entry::action(Glyph::Behavior, "Print…", move || print(context)),
    ]
}

/// Why a link cannot hold more than the ordinary one does.
fn nothing_to_pin(context: CompareContext) -> Option<&'static str> {
    let sides = [context.address.old.get_untracked(), context.address.new.get_untracked()];
    let has_environment = sides.iter().any(|side| matches!(side, Side::Active(_)));
    (!has_environment).then_some("Neither side is an environment: the link above stays the same")
}

fn patch(context: CompareContext) -> Option<String> {
    let (old, new) = context.contents()?;
    Some(export::patch(&old, &new))
}

fn markdown(context: CompareContext) -> Option<String> {
    let comparison = comparison_now(context)?;
    let sides = [context.address.old.get_untracked(), context.address.new.get_untracked()];
    let [old, new] =
        sides.each_ref().map(|side| (untrack(|| context.title(side)), made(context, side)));
    let agent = untrack(|| context.branch.agent_name());
    let link = history::absolute(&href(&untrack(|| link::link(context))));
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
fn made(context: CompareContext, side: &Side) -> String {
    let words = context.branch.timeline.with_untracked(|timeline| {
        let one = side.deployment(timeline)?;
        let kind = one.kind.label().to_lowercase();
        let at = one.created_at.map(clock::exact).unwrap_or_default();
        Some(format!("“{}”, {kind} by {}, {at}", timeline.title_of(one), one.created_by))
    });
    words.flatten().unwrap_or_default()
}

/// Saves the canonical text of a side.
fn save_side(context: CompareContext, is_old: bool) {
    let Some((old, new)) = context.contents() else { return };
    let (side, content) =
        if is_old { (context.address.old, old) } else { (context.address.new, new) };
    let name =
        plain(&format!("{} {}", context.branch.at().agent, untrack(|| context.title(&side.get()))));
    files::save(&format!("{name}.tar"), &export::archive(&content));
}

fn json(context: CompareContext) -> Option<String> {
    let comparison = comparison_now(context)?;
    serde_json::to_string_pretty(&export::json(&comparison.0)).ok()
}

/// A name for a file, of the letters every system takes.
fn name(context: CompareContext) -> String {
    let title = |side: Signal<_>| untrack(|| context.title(&side.get()));
    plain(&format!(
        "{} {} {}",
        context.branch.at().agent,
        title(context.address.old),
        title(context.address.new)
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

fn copy(context: CompareContext, done: &'static str, text: Option<String>) {
    let Some(text) = text else { return };
    spawn_local(async move {
        if clipboard::copy(&text).await {
            context.branch.studio.notices.done(done);
        } else {
            context
                .branch
                .studio
                .notices
                .problem("The browser does not allow copying here", "Save it as a file instead.");
        }
    });
}

/// Prints all changes, not only those in sight: as the Markdown text, on a sheet of its own.
fn print(context: CompareContext) {
    if let Some(text) = markdown(context) {
        files::print_text(&text);
    }
}
