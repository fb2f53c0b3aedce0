//! Opening files as sides: how far it is, and how to stop it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Snapshot;

use super::context::CompareContext;
use super::file::{self, megabytes};
use crate::browser::files::{self, File};
use crate::parts::handler::handler;
use crate::state::side::Side;

/// Below this size it cannot be felt that a file is read.
const SLOW_FILE: f64 = 2.0 * 1024.0 * 1024.0;

/// The files that are opened.
#[derive(Clone, Copy)]
pub(super) struct Opening {
    context: CompareContext,
    /// The large file that is read now.
    current: RwSignal<Option<Current>>,
    /// How many percent of it are read.
    percent: RwSignal<u32>,
    /// Counts what is opened: something newer, or a person who cancels, stops what is read.
    turn: StoredValue<u32>,
}

#[derive(Clone, PartialEq, Eq)]
struct Current {
    name: String,
    size: String,
}

impl Opening {
    pub(super) fn new(context: CompareContext) -> Self {
        Self {
            context,
            current: RwSignal::new(None),
            percent: RwSignal::new(0),
            turn: StoredValue::new(0),
        }
    }

    fn cancel(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.current.set(None);
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
                names.extend(self.read(&file, is_late).await);
                if is_late() {
                    return;
                }
                self.current.set(None);
            }
            self.show(names, is_old);
        });
    }

    /// Reads and stores a file, and gives the name it has then.
    async fn read(self, file: &File, is_late: impl Fn() -> bool) -> Option<String> {
        let studio = self.context.branch.studio;
        let (name, size) = (file.name(), file.size());
        self.percent.set(0);
        if size > SLOW_FILE {
            self.current.set(Some(Current { name: name.clone(), size: megabytes(size) }));
        }
        let progress = |done: f64| {
            let percent = (done * 100.0) as u32;
            if self.percent.try_get_untracked().is_some_and(|shown| shown != percent) {
                self.percent.try_set(percent);
            }
        };
        let part = async |from, to| files::part(file, from, to).await;
        match file::read(studio.device, size, part, progress, is_late).await {
            Ok(content) => {
                let content = content?;
                if let Some((text, details)) = file::remark(&name, &content) {
                    studio.notices.problem(text, details);
                }
                let snapshot = Snapshot::from_projection(content.projection);
                Some(studio.store_file(&name, snapshot, content.digest))
            }
            Err(reason) => {
                let (problem, hint) = file::refusal(&name, &reason);
                studio.notices.problem(problem, hint);
                None
            }
        }
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
                    prop:value=move || opening.percent.get()
                ></progress>
                <span class="opening__percent" aria-hidden="true">
                    {move || format!("{} %", opening.percent.get())}
                </span>
                <button type="button" class="button" on:click=handler(move |_| opening.cancel())>
                    "Cancel"
                </button>
            </div>
        }
    };
    move || opening.current.get().map(bar)
}
