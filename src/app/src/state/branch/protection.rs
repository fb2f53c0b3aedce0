//! A `main` that takes no direct changes, and the way around: a branch of one's own.

use client::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::BranchRef;

use crate::route::{Page, Route};
use crate::state::branch::BranchState;
use crate::state::drafts::Drafts;
use crate::state::pieces;
use crate::state::studio::MainAccess;

/// What becomes of the edits that move to a new branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// They are saved there.
    Saved,
    /// They stay unsaved.
    Unsaved,
}

impl BranchState {
    /// Whether this is the branch that may be protected.
    pub(crate) fn is_main(self) -> bool {
        self.place.is_main()
    }

    /// Whether direct changes are known to be refused here.
    pub(crate) fn is_protected(self) -> bool {
        self.is_main() && self.studio.main_access.get() == MainAccess::Protected
    }

    /// Asks the person for a branch where direct changes are known to be refused, and gives whether
    /// they are. To be called before a save.
    pub(crate) fn asks_for_branch(self) -> bool {
        let is_protected = untrack(|| self.is_protected());
        if is_protected {
            self.wants_branch.set(true);
        }
        is_protected
    }

    /// Asks once for each connection whether `main` takes direct changes, before anybody types: no
    /// list and no version of the API says it (contract §0.1 row 3).
    pub(crate) fn find_out_protection(self) {
        let access = self.studio.main_access;
        let (true, Some(api)) = (self.is_main(), self.api()) else { return };
        if access.get_untracked() != MainAccess::Unknown {
            return;
        }
        access.set(MainAccess::Asked);
        let (agent, device) = (self.at().agent, self.studio.device);
        spawn_local(async move {
            // What a person waits for comes first.
            device.idle().await;
            let found = match pieces::is_main_protected(api, agent).await {
                Ok(true) => MainAccess::Protected,
                Ok(false) => MainAccess::Open,
                // The first refused change will tell.
                Err(_) => return,
            };
            access.try_update(|access| {
                if *access == MainAccess::Asked {
                    *access = found;
                }
            });
        });
    }

    /// Whether this branch was just created for edits that are to be saved on it.
    pub(crate) fn saves_on_arrival(self) -> bool {
        self.studio.saves_on_arrival.with_value(|at| at.as_ref() == Some(&self.at()))
    }

    /// To be called when a change was refused: remembers a protected `main`, and reports it.
    pub(crate) fn was_refused(self, what: &str, error: &ApiError) {
        if error.is_read_only() {
            self.studio.main_access.try_set(MainAccess::Protected);
            self.studio.notices.info(format!("{what}: main takes no direct changes."));
        } else {
            self.studio.report(what, error);
        }
    }

    /// Creates a branch, moves everything unsaved to it, and goes there. For a `main` that takes no
    /// direct changes.
    pub(crate) async fn move_to_new_branch(
        self,
        name: &str,
        page: Page,
        arrival: Arrival,
    ) -> Result<(), ApiError> {
        let (Some(api), at) = (self.api(), self.at()) else { return Ok(()) };
        let branch = api.create_branch(&at.agent, name).await?;
        let new = BranchRef { agent: at.agent, branch };
        let device = self.studio.device;
        let drafts = Drafts { messages: Default::default(), ..self.drafts.all() };
        if !self.place.drafts_of(device, &new).store(&drafts, &Drafts::default()) {
            self.studio.notices.problem(
                "The browser has no space to store your edit",
                "Copy your text, then open the new branch and paste it there.",
            );
            return Ok(());
        }
        self.drafts.take();
        self.place.drafts(device).store(&Drafts::default(), &drafts);
        if arrival == Arrival::Saved {
            self.studio.saves_on_arrival.set_value(Some(new.clone()));
        }
        self.studio.notices.done(format!("Branch “{name}” created, with your edit on it"));
        self.studio.go(&Route::Agent(new, page));
        Ok(())
    }
}
