//! Whether the person looks at the page, and when they come back to it.

use leptos::prelude::*;

/// Runs `then` when the person comes back to the page: from another tab, window or program.
pub(crate) fn on_return(then: impl Fn() + 'static) {
    let listener = window_event_listener(leptos::ev::focus, move |_| {
        if is_seen() {
            then();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Whether the page is seen: not in a tab behind another one.
pub(crate) fn is_seen() -> bool {
    !document().hidden()
}
