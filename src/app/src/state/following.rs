//! Follows what others save: an open branch is read again when the person comes back to the page, and
//! every half minute while the page is seen.
//!
//! The number of the branch's last change is read first: it costs little and says whether anything
//! has changed. Where the API refuses it, content is read only when the person comes back.

use std::sync::Arc;
use std::time::Duration;

use client::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{BranchRef, Fields, Grid, Sequence, Topic, is_rewritten};

use crate::state::branch::drafts::BranchDrafts;
use crate::state::branch::resources::{Resources, saved_behavior, saved_grid};
use crate::state::device::Debounce;
use crate::state::loader::Loader;
use crate::state::place::Place;
use crate::state::studio::{Api, Studio};

/// How often an open branch is looked at.
const EVERY: Duration = Duration::from_secs(30);

/// So many names of topics are told, and the number of the others.
const NAMES: usize = 3;

/// Why a branch is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    /// The person has come back to the page.
    Return,
    /// Some time has gone by.
    Time,
}

/// Looks at a branch from time to time while its state lives.
#[derive(Clone, Copy)]
pub(crate) struct Following {
    studio: Studio,
    place: Place,
    resources: Resources,
    drafts: BranchDrafts,
    /// Counts what was saved, so that what depends on the content asks again.
    saves: RwSignal<u32>,
    /// The last change that is on the page.
    seen: StoredValue<Option<Sequence>>,
    is_looking: StoredValue<bool>,
    timer: Debounce,
}

impl Following {
    /// Begins to look.
    pub(crate) fn start(
        studio: Studio,
        place: Place,
        resources: Resources,
        drafts: BranchDrafts,
        saves: RwSignal<u32>,
    ) {
        let (seen, is_looking) = (StoredValue::new(None), StoredValue::new(false));
        let timer = Debounce::new(studio.device);
        let following = Self { studio, place, resources, drafts, saves, seen, is_looking, timer };
        drafts.set_read_again(Arc::new(move || Box::pin(following.read_quietly())));
        studio.device.on_return(Box::new(move || following.look(Reason::Return)));
        following.wait();
    }

    fn wait(self) {
        self.timer.start(EVERY, move || {
            if self.studio.device.is_seen() {
                self.look(Reason::Time);
            }
            self.wait();
        });
    }

    fn look(self, reason: Reason) {
        let (Some(api), Some(false)) = (self.studio.api(), self.is_looking.try_get_value()) else {
            return;
        };
        self.is_looking.set_value(true);
        spawn_local(async move {
            // What cannot be read now is read at the next look; the page shows what it has.
            let changed = self.read(&api, reason).await.unwrap_or_default();
            self.is_looking.try_set_value(false);
            if !changed.is_empty() {
                self.studio.notices.info(told(&changed));
                self.saves.try_update(|saves| *saves += 1);
            }
        });
    }

    /// Reads what another tab of this person has saved.
    async fn read_quietly(self) {
        let Some(api) = self.studio.api() else { return };
        if self.read(&api, Reason::Return).await.is_ok_and(|changed| !changed.is_empty()) {
            self.saves.try_update(|saves| *saves += 1);
        }
    }

    /// Reads what has changed, and gives what somebody else has changed on the page.
    async fn read(self, api: &Api, reason: Reason) -> Result<Vec<String>, ApiError> {
        let at = self.place.branch();
        let account = self.studio.account_for(api, &at.agent).await?;
        let now = match api.branch_sequence(&account, &at).await {
            Ok(now) => Some(now),
            Err(ApiError::Refused { .. }) if reason == Reason::Return => None,
            Err(error) => return Err(error),
        };
        if now.is_some() && self.seen.try_get_value() == Some(now.clone()) {
            return Ok(Vec::new());
        }
        let changed = self.content(api, &at).await?;
        self.seen.try_set_value(now);
        Ok(changed)
    }

    async fn content(self, api: &Api, at: &BranchRef) -> Result<Vec<String>, ApiError> {
        let resources = self.resources;
        let mut changed = Vec::new();
        if let Some(count) = resources.behavior.changes() {
            let now = saved_behavior(api, at).await?;
            if replaced(resources.behavior, count, now)
                .is_some_and(|(before, now)| !is_rewritten(&before, &now))
            {
                changed.push("the behavior".to_owned());
            }
        }
        if let Some(count) = resources.topics.changes() {
            let now = api.topics(at).await?;
            if let Some((before, now)) = replaced(resources.topics, count, now) {
                changed.extend(topics(&before, &now));
            }
        }
        if let Some(count) = resources.grid.changes() {
            let (attributes, variants) = saved_grid(api, at).await?;
            let is_same = |grid: &Grid| {
                grid.attributes() == attributes.as_slice() && grid.variants() == variants.as_slice()
            };
            let is_same = resources.grid.with_untracked(is_same) != Some(false);
            if !is_same && resources.grid.changes() == Some(count) {
                let is_theirs = |grid: &Grid| !grid.is_rewritten(&attributes, &variants);
                if resources.grid.with_untracked(is_theirs) == Some(true) {
                    changed.push("variants".to_owned());
                }
                resources.load_grid(self.drafts);
            }
        }
        Ok(changed)
    }
}

/// Puts a value on the page unless something else came there since `changes`. Gives what it replaced and
/// what is there now, if that is another.
fn replaced<T: PartialEq + Clone + Send + Sync>(
    loader: Loader<T>,
    changes: u64,
    now: T,
) -> Option<(T, T)> {
    let before = loader.with_untracked(Clone::clone)?;
    if before == now || loader.changes() != Some(changes) {
        return None;
    }
    loader.set(now.clone());
    Some((before, now))
}

/// The topics that somebody changed, by name: not those that the platform rewrote.
fn topics(before: &[Topic], now: &[Topic]) -> Vec<String> {
    let is_same =
        |one: &Topic, other: &Topic| one.id == other.id && one.changed_by_hand(other).is_empty();
    if before.len() == now.len() && before.iter().zip(now).all(|(one, other)| is_same(one, other)) {
        return Vec::new();
    }
    let is_new = |topic: &&Topic| !before.iter().any(|one| is_same(one, topic));
    let has_gone = |topic: &&Topic| now.iter().all(|one| one.id != topic.id);
    let names = now.iter().filter(is_new).chain(before.iter().filter(has_gone));
    let names: Vec<_> = names.map(|topic| format!("“{}”", topic.name)).collect();
    let more = names.len().saturating_sub(NAMES);
    let mut told: Vec<_> = names.into_iter().take(NAMES).collect();
    match (told.is_empty(), more) {
        (true, _) => told.push("the order of topics".to_owned()),
        (false, 0) => {}
        (false, more) => told.push(format!("{more} more")),
    }
    told
}

/// "Somebody else changed the behavior and “Prices”. The page shows it."
fn told(changed: &[String]) -> String {
    let list = match changed {
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
        [] => String::new(),
    };
    format!("Somebody else changed {list}. You see it now; your unsaved edits are untouched.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(id: &str, content: &str) -> Topic {
        Topic { id: id.into(), name: id.into(), content: content.into(), ..Topic::default() }
    }

    #[test]
    fn changed_topics_are_told_by_name_and_many_by_number() {
        let before: Vec<_> = (1..=5).map(|id| topic(&format!("T{id}"), "")).collect();
        let mut now = before.clone();
        now[1].content = "new".into();
        now.remove(4);
        assert_eq!(topics(&before, &now), ["“T2”", "“T5”"]);
        let all: Vec<_> = before.iter().map(|one| topic(&one.name, "new")).collect();
        assert_eq!(topics(&before, &all), ["“T1”", "“T2”", "“T3”", "2 more"]);
        now = before.clone();
        now.swap(0, 1);
        assert_eq!(topics(&before, &now), ["the order of topics"]);
        let trimmed: Vec<_> = before.iter().map(|one| topic(&one.name, " ")).collect();
        assert_eq!(topics(&trimmed, &before), Vec::<String>::new(), "the platform trims");
    }

    #[test]
    fn what_somebody_else_changed_is_told_in_one_sentence() {
        let told = told(&["the behavior".to_owned(), "“Prices”".to_owned()]);
        assert!(told.starts_with("Somebody else changed the behavior and “Prices”."));
    }
}
