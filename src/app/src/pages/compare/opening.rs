//! Opening files as sides: how far it is, and how to stop it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::CompareContext;
use super::pieces;
use super::reading::{Current, Reading};
use crate::browser::files::File;
use crate::parts::handler::handler;
use crate::state::side::Side;

/// The files that are opened.
#[derive(Clone, Copy)]
pub(super) struct Opening {
    context: CompareContext,
    reading: Reading,
    /// Counts what is opened: something newer, or a person who cancels, stops what is read.
    turn: StoredValue<u32>,
}

impl Opening {
    pub(super) fn new(context: CompareContext) -> Self {
        Self { context, reading: Reading::new(context.branch.studio), turn: StoredValue::new(0) }
    }

    fn cancel(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.reading.current.set(None);
    }

    /// Takes exports as sides: two at once as both, one as the side it was opened for.
    pub(super) fn open(self, files: Vec<File>, is_old: bool) {
        if files.is_empty() {
            return;
        }
        self.cancel();
        let mine = self.turn.get_value();
        let is_late = move || self.turn.try_get_value() != Some(mine);
        spawn_local(async move {
            let mut names = Vec::new();
            for file in files.into_iter().take(2) {
                names.extend(self.read(file, is_late).await);
                if is_late() {
                    return;
                }
                self.reading.current.set(None);
            }
            self.show(names, is_old);
        });
    }

    /// Reads and stores a file, once what reads files has arrived, and gives the name it has then.
    async fn read(self, file: File, is_late: impl Fn() -> bool + 'static) -> Option<String> {
        let name = file.name();
        let read = pieces::read_file(self.reading, file, Box::new(is_late)).await;
        if read.is_err() {
            self.context.branch.studio.notices.problem(
                format!("“{name}” could not be opened"),
                "A part of the studio could not be loaded. Check the connection, then open it again.",
            );
        }
        read.ok().flatten()
    }

    /// Shows stored files as sides.
    fn show(self, names: Vec<String>, is_old: bool) {
        let context = self.context;
        let sides =
            (context.address.old.try_get_untracked(), context.address.new.try_get_untracked());
        let (Some(old), Some(new)) = sides else { return };
        let mut files = names.into_iter().map(Side::File);
        let (wanted_old, wanted_new) = match (files.next(), files.next()) {
            (Some(first), Some(second)) => (first, second),
            (Some(file), None) if is_old => (file, new.clone()),
            (Some(file), None) => (old.clone(), file),
            _ => return,
        };
        context.address.go(&wanted_old, &wanted_new);
        // A side that stays under its name may have waited for its file.
        for (is_old, before, wanted) in [(true, old, wanted_old), (false, new, wanted_new)] {
            if before == wanted && matches!(wanted, Side::File(_)) {
                context.sides.read_again(is_old);
            }
        }
    }
}

/// How far a large file is read, with a button that stops it.
#[component]
pub(super) fn OpeningBar(opening: Opening) -> impl IntoView {
    let bar = move |current: Current| {
        let Current { name, size } = current;
        view! {
            <div class="opening">
                <p role="status">{format!("Reading “{name}”, {size}")}</p>
                <progress
                    class="progress__bar"
                    aria-label=format!("Reading {name}")
                    max="100"
                    prop:value=move || opening.reading.percent.get()
                ></progress>
                <span class="opening__percent" aria-hidden="true">
                    {move || format!("{} %", opening.reading.percent.get())}
                </span>
                <button type="button" class="button" on:click=handler(move |_| opening.cancel())>
                    "Cancel"
                </button>
            </div>
        }
    };
    move || opening.reading.current.get().map(bar)
}
