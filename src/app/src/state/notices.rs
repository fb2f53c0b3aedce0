//! Short messages that float above the page.

use std::sync::Arc;

use client::ApiError;
use leptos::prelude::*;

/// How much a message wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Something went as wanted.
    Done,
    /// Something to know.
    Info,
    /// Something failed; stays until it is dismissed.
    Failed,
}

/// What a message offers to do. It outlives the part of the page that gave it: the message does, too.
pub(crate) type Action = Arc<dyn Fn() + Send + Sync>;

/// One message.
#[derive(Clone)]
pub(crate) struct Notice {
    pub(crate) id: u64,
    pub(crate) tone: Tone,
    pub(crate) text: String,
    /// More words: what to do next.
    pub(crate) advice: Option<String>,
    /// By which the platform's people find the request that failed.
    pub(crate) correlation_id: Option<String>,
    /// A button with what it does.
    pub(crate) action: Option<(String, Action)>,
    /// Whether it stays until it is dismissed: what it offers can be done anywhere and at any time.
    pub(crate) is_lasting: bool,
}

/// The messages on the screen, newest last.
#[derive(Clone, Copy)]
pub(crate) struct Notices {
    list: RwSignal<Vec<Notice>>,
    last: StoredValue<u64>,
}

impl Notices {
    pub(crate) fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), last: StoredValue::new(0) }
    }

    pub(crate) fn list(self) -> RwSignal<Vec<Notice>> {
        self.list
    }

    /// Says that something went as wanted.
    pub(crate) fn done(self, text: impl Into<String>) {
        self.add(Tone::Done, text.into(), None, None, None);
    }

    /// Says something to know.
    pub(crate) fn info(self, text: impl Into<String>) {
        self.add(Tone::Info, text.into(), None, None, None);
    }

    /// Says what was done and offers to take it back.
    pub(crate) fn done_with(
        self,
        text: impl Into<String>,
        action: impl Into<String>,
        run: impl Fn() + Send + Sync + 'static,
    ) {
        self.add(Tone::Done, text.into(), None, None, Some((action.into(), Arc::new(run))));
    }

    /// Says what was done, with something to do about it that outlives the place it was done in. It
    /// stays until it is dismissed.
    pub(crate) fn lasting(
        self,
        text: impl Into<String>,
        action: impl Into<String>,
        run: impl Fn() + Send + Sync + 'static,
    ) {
        let text = text.into();
        self.add(Tone::Done, text.clone(), None, None, Some((action.into(), Arc::new(run))));
        self.list.try_update(|list| {
            for notice in list.iter_mut().filter(|notice| notice.text == text) {
                notice.is_lasting = true;
            }
        });
    }

    /// Says what failed, why, and what to do.
    pub(crate) fn failed(self, what: &str, error: &ApiError, advice: String) {
        self.add(
            Tone::Failed,
            format!("{what}: {error}."),
            Some(advice),
            error.correlation_id().map(str::to_owned),
            None,
        );
    }

    /// Says what failed where no call of the API was to blame.
    pub(crate) fn problem(self, text: impl Into<String>, advice: impl Into<String>) {
        self.add(Tone::Failed, text.into(), Some(advice.into()), None, None);
    }

    /// Says what went wrong and offers a way to help oneself.
    pub(crate) fn problem_with(
        self,
        text: String,
        action: &str,
        run: impl Fn() + Send + Sync + 'static,
    ) {
        self.add(Tone::Failed, text, None, None, Some((action.to_owned(), Arc::new(run))));
    }

    /// Takes away the messages that offer something: the place they would do it in is left.
    pub(crate) fn withdraw_offers(self) {
        self.list
            .try_update(|list| list.retain(|notice| notice.action.is_none() || notice.is_lasting));
    }

    /// Takes away the messages that something failed, when it has worked since. `what` is what they
    /// begin with: "The topics could not be refreshed".
    pub(crate) fn recovered(self, what: &str) {
        let is_over =
            |notice: &Notice| notice.tone == Tone::Failed && notice.text.starts_with(what);
        // Nobody is to be told when nothing goes.
        if self.list.try_with_untracked(|list| list.iter().any(is_over)) == Some(true) {
            self.list.try_update(|list| list.retain(|notice| !is_over(notice)));
        }
    }

    /// Takes a message away.
    pub(crate) fn dismiss(self, id: u64) {
        self.list.try_update(|list| list.retain(|notice| notice.id != id));
    }

    fn add(
        self,
        tone: Tone,
        text: String,
        advice: Option<String>,
        correlation_id: Option<String>,
        action: Option<(String, Action)>,
    ) {
        let Some(id) = self.last.try_update_value(|last| {
            *last += 1;
            *last
        }) else {
            return;
        };
        self.list.try_update(|list| {
            // The same words twice help nobody: the newer one takes the place of the older.
            list.retain(|notice| notice.text != text);
            let is_lasting = false;
            list.push(Notice { id, tone, text, advice, correlation_id, action, is_lasting });
        });
    }
}
