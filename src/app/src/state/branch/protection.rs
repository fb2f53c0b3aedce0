//! A `main` that takes no direct changes, and the way around: a branch of one's own.

use client::ApiError;
use leptos::prelude::*;
use model::BranchRef;

use crate::route::{Page, Route};
use crate::state::branch::BranchState;
use crate::state::drafts::Drafts;

impl BranchState {
    /// Whether this is the branch that may be protected.
    pub(crate) fn is_main(self) -> bool {
        self.place.is_main()
    }

    /// Whether direct changes are known to be refused here.
    pub(crate) fn is_protected(self) -> bool {
        self.is_main() && self.studio.main_is_protected.get()
    }

    /// To be called when a change was refused: remembers a protected `main`, and reports it.
    pub(crate) fn was_refused(self, what: &str, error: &ApiError) {
        if error.is_read_only() {
            self.studio.main_is_protected.try_set(true);
            self.studio.notices.info(format!("{what}: main takes no direct changes."));
        } else {
            self.studio.report(what, error);
        }
    }

    /// Creates a branch, moves everything unsaved to it, and goes there. For a `main` that takes no
    /// direct changes.
    pub(crate) async fn move_to_new_branch(self, name: &str, page: Page) -> Result<(), ApiError> {
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
        self.studio.notices.done(format!("Branch “{name}” created, with your edit on it"));
        self.studio.go(&Route::Agent(new, page));
        Ok(())
    }
}
