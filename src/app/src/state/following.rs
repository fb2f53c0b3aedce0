//! Follows what others save: an open branch is read again when the person comes back to the page, and
//! every half minute while the page is seen.
//!
//! The number of the branch's last change is read first: it costs little and says whether anything
//! has changed. Where the API refuses it, content is read only when the person comes back.

pub(super) mod content;

use std::sync::Arc;
use std::time::Duration;

use client::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Sequence;

use crate::state::branch::drafts::BranchDrafts;
use crate::state::branch::resources::Resources;
use crate::state::device::Debounce;
use crate::state::pieces;
use crate::state::place::Place;
use crate::state::studio::{Api, Studio};

/// How often an open branch is looked at.
const EVERY: Duration = Duration::from_secs(30);

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
        let changed = pieces::changes(self.resources, self.drafts, api.clone(), at).await?;
        self.seen.try_set_value(now);
        Ok(changed)
    }
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
    use super::told;

    #[test]
    fn what_somebody_else_changed_is_told_in_one_sentence() {
        let told = told(&["the behavior".to_owned(), "“Prices”".to_owned()]);
        assert!(told.starts_with("Somebody else changed the behavior and “Prices”."));
    }
}
