//! Whether this device has a network.

use leptos::prelude::*;

/// Whether the browser knows of a network. It errs on the side of one.
pub(crate) fn is_there() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Runs `then` when the network is back, while the calling component lives.
pub(crate) fn on_return(then: impl Fn() + 'static) {
    let listener = window_event_listener(leptos::ev::online, move |_| then());
    on_cleanup(move || listener.remove());
}

/// Whether an address is served by this device itself.
pub(crate) fn is_local(url: &str) -> bool {
    let base = super::fetch::own_origin();
    web_sys::Url::new_with_base(url, &base)
        .is_ok_and(|url| matches!(url.hostname().as_str(), "localhost" | "127.0.0.1" | "[::1]"))
}
