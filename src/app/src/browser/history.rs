//! The address bar: followed, and led. Back, forward and links of the page are steps in it.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, HtmlElement, Window};

/// Where the page is. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Location {
    path: RwSignal<String>,
    /// What follows the question mark.
    query: RwSignal<String>,
}

impl Location {
    /// Follows the address for as long as the page is open: it takes the links below `base` for
    /// steps of its own, and leaves all others to the browser.
    pub(crate) fn follow(base: &'static str) -> Self {
        let (path, query) = present();
        let here = Self { path: RwSignal::new(path), query: RwSignal::new(query) };
        window_event_listener(leptos::ev::popstate, move |_| here.look());
        window_event_listener(leptos::ev::click, move |event| {
            let is_plain = event.button() == 0
                && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
            let link = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
            let Some(link) = link.filter(|_| is_plain && !event.default_prevented()) else {
                return;
            };
            if let Some(name) =
                link.get_attribute("href").as_deref().and_then(|to| to.strip_prefix('#'))
            {
                // The browser would take it for a link to the base of the page.
                event.prevent_default();
                jump(name);
            } else if is_ours(&link, base) {
                event.prevent_default();
                here.go(&format!("{}{}", link.pathname(), link.search()));
            }
        });
        here
    }

    /// The path, tracked.
    pub(crate) fn path(self) -> String {
        self.path.get()
    }

    /// What follows the question mark, tracked.
    pub(crate) fn query(self) -> String {
        self.query.get()
    }

    /// Goes to an address of this origin, as a step of the history.
    pub(crate) fn go(self, address: &str) {
        let (path, query) = present();
        let (wanted, _) = address.split_once('?').unwrap_or((address, ""));
        if address == path || address == format!("{path}?{query}") {
            return;
        }
        let Some(window) = web_sys::window() else { return };
        if let Ok(history) = window.history() {
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
        }
        if wanted != path {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        self.look();
    }

    /// Replaces what follows the question mark, for what is typed and chosen in place: no step back.
    pub(crate) fn replace_query(self, query: String) {
        let path = self.path.get_untracked();
        replace(&if query.is_empty() { path } else { format!("{path}?{query}") });
        // Browsers ignore replacements that come too often. Links still need the value.
        self.query.maybe_update(|old| std::mem::replace(old, query.clone()) != query);
    }

    fn look(self) {
        let (path, query) = present();
        self.path.maybe_update(|old| std::mem::replace(old, path.clone()) != path);
        self.query.maybe_update(|old| std::mem::replace(old, query.clone()) != query);
    }
}

/// Replaces what follows the question mark in this entry of the history, without going anywhere. An
/// address with another path comes too late: its place has been left.
pub(crate) fn replace(address: &str) {
    let (path, _) = address.split_once('?').unwrap_or((address, ""));
    let Some(window) = web_sys::window().filter(|_| path == present().0) else { return };
    // The browser takes milliseconds for it, even if the address is the one there is.
    if window.location().href().is_ok_and(|href| href == absolute(address)) {
        return;
    }
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// The address of a place of this origin in full, for links that are given away.
pub(crate) fn absolute(path: &str) -> String {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    format!("{}{path}", origin.unwrap_or_default())
}

/// The path, and what follows the question mark.
fn present() -> (String, String) {
    let read = |window: Window| {
        let location = window.location();
        let search = location.search().ok()?;
        Some((location.pathname().ok()?, search.trim_start_matches('?').to_owned()))
    };
    web_sys::window().and_then(read).unwrap_or_default()
}

/// Whether a link leads to a place of this page, and does so in this window.
fn is_ours(link: &HtmlAnchorElement, base: &str) -> bool {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    let rest = link.pathname().strip_prefix(base).map(str::to_owned);
    origin.is_some_and(|origin| origin == link.origin())
        && rest.is_some_and(|rest| rest.starts_with('/'))
        && link.target().is_empty()
        && !link.has_attribute("download")
}

/// Moves the focus to a part of the page.
fn jump(name: &str) {
    let element = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(name))
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.set_attribute("tabindex", "-1");
        let _ = element.focus();
    }
}
