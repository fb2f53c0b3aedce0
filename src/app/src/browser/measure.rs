//! Sizes on the screen.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Element;

/// Calls `report` with the width and height of an element's content, now and whenever they
/// change, as long as the calling component lives.
pub(crate) fn watch_size(element: &Element, report: impl Fn(f64, f64) + 'static) {
    let observed = element.clone();
    let callback = Closure::<dyn Fn()>::new(move || {
        report(f64::from(observed.client_width()), f64::from(observed.client_height()));
    });
    let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) else {
        return;
    };
    observer.observe(element);
    // The callback must live as long as the observer may call it.
    let kept = StoredValue::new_local(Some((observer, callback)));
    on_cleanup(move || {
        if let Some((observer, _)) = kept.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
    });
}

/// The place of an element in the window: left, top, width, height.
pub(crate) fn place(element: &Element) -> (f64, f64, f64, f64) {
    let rect = element.get_bounding_client_rect();
    (rect.left(), rect.top(), rect.width(), rect.height())
}
