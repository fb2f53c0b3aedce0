//! Marks of what one has looked at, kept on this device for each pair of sides.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::Room;
use crate::browser::storage;
use crate::state::side::Side;

/// Items marked as viewed, each with the fingerprint of its changes at that time: when those
/// change, the mark no longer holds.
#[derive(Clone, Copy)]
pub(crate) struct Viewed {
    marks: RwSignal<BTreeMap<String, u64>>,
    key: StoredValue<String>,
}

impl Viewed {
    pub(crate) fn new() -> Self {
        Self { marks: RwSignal::new(BTreeMap::new()), key: StoredValue::new(String::new()) }
    }

    /// Reads the marks of the pair that is open, and again for another one. Marked items begin
    /// folded.
    pub(crate) fn watch(self, room: Room) {
        Effect::new(move |_| {
            if room.diff.comparison.get().is_none() {
                return;
            }
            let key = key_of(room);
            if self.key.get_value() == key {
                return;
            }
            let marks: BTreeMap<String, u64> = storage::read(&key)
                .and_then(|text| serde_json::from_str(&text).ok())
                .unwrap_or_default();
            self.key.set_value(key);
            self.marks.set(marks);
            let folded = super::comparison_now(room).map(|all| {
                let is_marked = |item: &&diff::ItemDiff| {
                    self.marks.read_untracked().get(&item.key) == Some(&item.fingerprint)
                };
                all.0
                    .items
                    .iter()
                    .filter(is_marked)
                    .map(|item| item.key.clone())
                    .collect::<Vec<_>>()
            });
            room.diff.view.update(|view| view.folded.extend(folded.unwrap_or_default()));
        });
    }

    /// Whether an item was marked, as it is now.
    pub(crate) fn is_viewed(self, room: Room, item: usize) -> bool {
        room.diff.comparison.with_untracked(|all| {
            all.as_ref().and_then(|all| {
                let item = all.0.items.get(item)?;
                Some(self.marks.read().get(&item.key) == Some(&item.fingerprint))
            })
        }) == Some(true)
    }

    /// Marks an item and folds it, or takes the mark back.
    pub(crate) fn set(self, room: Room, item: usize, is_viewed: bool) {
        let Some(all) = super::comparison_now(room) else { return };
        let item = &all.0.items[item];
        self.marks.update(|marks| {
            if is_viewed {
                marks.insert(item.key.clone(), item.fingerprint);
            } else {
                marks.remove(&item.key);
            }
        });
        if let Ok(text) = serde_json::to_string(&*self.marks.read_untracked()) {
            storage::write(&self.key.get_value(), &text);
        }
        room.diff.fold(&item.key, is_viewed);
    }
}

/// Where the marks of a pair are kept. What runs in an environment is told by its version.
fn key_of(room: Room) -> String {
    let name = |side: Side| {
        let version = room
            .branch
            .timeline
            .peek(|timeline| side.deployment(timeline).map(|one| one.version.to_string()));
        version.flatten().unwrap_or_else(|| side.key())
    };
    let (old, new) = (room.address.old.get_untracked(), room.address.new.get_untracked());
    format!("studio.viewed/{}/{}/{}", room.branch.at().agent, name(old), name(new))
}
