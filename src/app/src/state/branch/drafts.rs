//! What is typed on one branch and not saved, as the pages show it and as this device stores it.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{CellEdits, DroppedCell, Edit, Grid, TopicId};

use crate::state::device::Debounce;
use crate::state::drafts::store::DraftStore;
use crate::state::drafts::{Drafts, TopicDraft};
use crate::state::loader::Loader;
use crate::state::place::Place;
use crate::state::studio::Studio;
use crate::text::count;

/// The pause in typing after which drafts are stored on this device.
const STORE_AFTER: Duration = Duration::from_millis(300);

const NOT_STORED: &str = "This browser does not store unsaved text";

/// The drafts of a branch that is open.
#[derive(Clone, Copy)]
pub(crate) struct BranchDrafts {
    studio: Studio,
    place: Place,
    pub(crate) behavior: RwSignal<Option<Edit<String>>>,
    pub(crate) topics: RwSignal<BTreeMap<TopicId, TopicDraft>>,
    /// Holds the unsaved cells once it is loaded.
    grid: Loader<Grid>,
    /// Cells stored on this device that wait for the grid to arrive.
    waiting_cells: RwSignal<CellEdits>,
    /// What is typed in dialogs, by purpose; each outlives its dialog.
    messages: RwSignal<Vec<(String, ArcRwSignal<String>)>>,
    /// Whether an edit is unsaved.
    pub(crate) has_any: Memo<bool>,
    /// Reads again what the branch contains.
    read_again: StoredValue<Option<ReadAgain>>,
    /// Whether this device stores what is typed.
    pub(crate) is_stored: RwSignal<bool>,
}

/// Reads again what the branch contains, and is done when the page shows it.
pub(crate) type ReadAgain = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = ()>>> + Send + Sync>;

impl BranchDrafts {
    /// The drafts that this device has stored for a branch. From now on it stores what changes.
    pub(crate) fn new(studio: Studio, place: Place, grid: Loader<Grid>) -> Self {
        let store = place.drafts(studio.device);
        let stored = store.load();
        let (behavior, topics) =
            (RwSignal::new(stored.behavior.clone()), RwSignal::new(stored.topics.clone()));
        let waiting_cells = RwSignal::new(stored.cells.clone());
        let message =
            |(purpose, text): (&String, &String)| (purpose.clone(), ArcRwSignal::new(text.clone()));
        let messages = RwSignal::new(stored.messages.iter().map(message).collect());
        let has_any = Memo::new(move |_| {
            behavior.read().is_some()
                || !topics.read().is_empty()
                || unsaved_cells(grid, waiting_cells) > 0
        });
        let read_again = StoredValue::new(None);
        let drafts = Self {
            studio,
            place,
            behavior,
            topics,
            grid,
            waiting_cells,
            messages,
            has_any,
            read_again,
            is_stored: RwSignal::new(true),
        };
        drafts.keep_stored(store, stored);
        studio.device.ask_before_leaving(Box::new(move || has_any.get()));
        drafts
    }

    /// Sets how the content of the branch is read again when another tab has saved an edit.
    pub(crate) fn set_read_again(self, read_again: ReadAgain) {
        self.read_again.set_value(Some(read_again));
    }

    /// Reads again, without a word, what the pages of the branch have loaded.
    pub(crate) async fn read_again(self) {
        if let Some(read_again) = self.read_again.try_get_value().flatten() {
            read_again().await;
        }
    }

    /// What is typed for a purpose, such as the message of a publication.
    pub(crate) fn message(self, purpose: &str) -> RwSignal<String> {
        let find = |all: &Vec<(String, ArcRwSignal<String>)>| {
            all.iter().find(|(known, _)| known == purpose).map(|(_, message)| message.clone())
        };
        let known = self.messages.try_with_untracked(find).flatten();
        let message = known.unwrap_or_else(|| {
            let message = ArcRwSignal::new(String::new());
            self.messages.try_update(|all| all.push((purpose.to_owned(), message.clone())));
            message
        });
        message.into()
    }

    /// How many cells are unsaved, tracked.
    pub(crate) fn unsaved_cells(self) -> usize {
        unsaved_cells(self.grid, self.waiting_cells)
    }

    /// The unsaved cells that wait for the grid.
    pub(crate) fn waiting_cells(self) -> CellEdits {
        self.waiting_cells.try_get_untracked().unwrap_or_default()
    }

    /// Everything unsaved.
    pub(crate) fn all(self) -> Drafts {
        let cells = self.grid.with_untracked(|grid| grid.edits().clone());
        Drafts {
            behavior: self.behavior.try_get_untracked().flatten(),
            topics: self.topics.try_get_untracked().unwrap_or_default(),
            cells: cells.unwrap_or_else(|| self.waiting_cells()),
            messages: self.typed_messages(),
        }
    }

    fn typed_messages(self) -> BTreeMap<String, String> {
        let mut typed = BTreeMap::new();
        self.messages.try_with_untracked(|all| {
            for (purpose, text) in all {
                let text = text.get_untracked();
                if !text.is_empty() {
                    typed.insert(purpose.clone(), text);
                }
            }
        });
        typed
    }

    /// Changes what is unsaved. When the branch was left meanwhile, what this device stores of it is
    /// changed: the next visit would save a new topic a second time.
    pub(crate) fn change(self, change: impl FnOnce(&mut Drafts)) {
        if self.behavior.is_disposed() {
            self.place.drafts(self.studio.device).change(change);
            // The same branch may be open again.
            self.studio.stored_drafts.notify();
        } else {
            let mut drafts = self.all();
            change(&mut drafts);
            self.show(drafts);
        }
    }

    /// Drops every unsaved edit, and gives them. What is typed in dialogs is no edit.
    pub(crate) fn take(self) -> Drafts {
        let mut drafts = self.all();
        let messages = std::mem::take(&mut drafts.messages);
        self.show(Drafts { messages, ..Drafts::default() });
        drafts
    }

    /// Brings back what was unsaved, but for what has been typed since.
    pub(crate) fn put_back(self, drafts: Drafts) {
        self.report_without_place(self.show(self.all().over(&Drafts::default(), drafts)));
    }

    /// Makes this what is unsaved. Gives the cells that have no place in the grid.
    fn show(self, drafts: Drafts) -> CellEdits {
        let now = self.all();
        if drafts.behavior != now.behavior {
            self.behavior.try_set(drafts.behavior);
        }
        if drafts.topics != now.topics {
            self.topics.try_set(drafts.topics);
        }
        for purpose in drafts.messages.keys().chain(now.messages.keys()) {
            let text = drafts.messages.get(purpose).cloned().unwrap_or_default();
            if now.messages.get(purpose) != Some(&text) {
                self.message(purpose).try_set(text);
            }
        }
        let mut without_place = CellEdits::new();
        if drafts.cells != now.cells {
            self.waiting_cells.try_set(drafts.cells.clone());
            self.grid.update(|grid| without_place = grid.set_edits(drafts.cells));
        }
        without_place
    }

    /// Reports unsaved cells whose row or column somebody deleted, and offers their text.
    pub(crate) fn report_dropped(self, cells: Vec<DroppedCell>) {
        let mut all = BTreeMap::<String, Vec<String>>::new();
        for cell in cells {
            let attribute = cell.attribute.as_deref().unwrap_or("Name");
            let line = [&cell.variant, attribute, &cell.mine].map(model::cell_text).join("\t");
            all.entry(cell.deleted).or_default().push(line);
        }
        for (deleted, lines) in all {
            let what = count(lines.len(), "unsaved cell");
            let text = format!("{what} of {deleted} dropped, because somebody deleted it");
            self.offer_text(text, lines);
        }
    }

    /// Reports cells stored on this device that have no place in the grid, and offers their text.
    pub(crate) fn report_without_place(self, cells: CellEdits) {
        let lines: Vec<_> = cells.into_values().map(|edit| edit.mine).collect();
        if !lines.is_empty() {
            let what = count(lines.len(), "unsaved cell");
            let text = format!("{what} dropped, because somebody deleted the variant or attribute");
            self.offer_text(text, lines);
        }
    }

    fn offer_text(self, text: String, lines: Vec<String>) {
        let device = self.studio.device;
        self.studio.notices.problem_with(text, "Copy what you typed", move || {
            device.copy(lines.join("\n"));
        });
    }

    /// Stores on this device what changes, and takes over what another tab of the same branch
    /// stores. `known` is what this tab knows to be stored: only what differs from it is written.
    fn keep_stored(self, store: DraftStore, known: Drafts) {
        let device = self.studio.device;
        let known = StoredValue::new(known);
        let (tabs_store, last_store) = (store.clone(), store.clone());
        let write = Arc::new(move || {
            let Some(before) = known.try_get_value() else { return };
            let now = self.all();
            let is_stored = store.store(&now, &before);
            // Said once, not at every key.
            if !is_stored && self.is_stored.try_get_untracked() == Some(true) {
                self.studio.notices.problem(
                    NOT_STORED,
                    "Its storage is full or switched off. Save before you close this tab.",
                );
            }
            if is_stored {
                self.studio.notices.recovered(NOT_STORED);
            }
            if self.is_stored.try_get_untracked() != Some(is_stored) {
                self.is_stored.try_set(is_stored);
            }
            if is_stored {
                known.try_set_value(now);
            }
        });
        let (at_cleanup, at_leave) = (Arc::clone(&write), Arc::clone(&write));
        let debounce = Debounce::new(device);
        Effect::new(move |_| {
            self.behavior.track();
            self.topics.track();
            self.messages.with(|all| all.iter().for_each(|(_, message)| message.track()));
            self.grid.remote().track();
            let write = Arc::clone(&write);
            debounce.start(STORE_AFTER, move || write());
        });
        // In-app navigation must store drafts, too.
        on_cleanup(move || at_cleanup());
        device.on_leave(Box::new(move || at_leave()));
        let take_over = move || {
            let Some(before) = known.try_get_value() else { return };
            let stored = tabs_store.load();
            let all = self.all().over(&before, stored.clone());
            self.show(all.clone());
            // What has no place here is none of this tab's business.
            known.try_set_value(self.all().over(&all, stored));
        };
        // An edit that another tab no longer has was saved there: what is stored now is shown first, so
        // that the page does not fall back to what was stored before.
        let was_saved = move || {
            let stored = last_store.load();
            known.try_with_value(|known| known.has_more_than(&stored)) == Some(true)
        };
        let on_change = move || {
            let read_again = self.read_again.try_get_value().flatten().filter(|_| was_saved());
            let take_over = take_over.clone();
            match read_again {
                None => take_over(),
                Some(read_again) => spawn_local(async move {
                    read_again().await;
                    take_over();
                }),
            }
        };
        device.on_storage_change(Box::new(on_change.clone()));
        Effect::new(move |is_later: Option<()>| {
            self.studio.stored_drafts.track();
            if is_later.is_some() {
                untrack(&on_change);
            }
        });
    }
}

/// How many cells are unsaved: those of the grid, or those that wait for it.
fn unsaved_cells(grid: Loader<Grid>, waiting: RwSignal<CellEdits>) -> usize {
    grid.with(Grid::changed).unwrap_or_else(|| waiting.read().len())
}
