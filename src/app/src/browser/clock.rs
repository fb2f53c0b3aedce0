//! The time of the person at the page.

use model::Timestamp;

/// Now.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_millis(js_sys::Date::now() as i64)
}

/// A point in time in full, in the person's own language and time zone.
pub(crate) fn exact(at: Timestamp) -> String {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at.millis() as f64));
    String::from(date.to_locale_string("default", &wasm_bindgen::JsValue::UNDEFINED))
}

/// A point in time for machines, as the `datetime` of a `time` element wants it.
pub(crate) fn iso(at: Timestamp) -> String {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at.millis() as f64));
    String::from(date.to_iso_string())
}

/// Milliseconds of a clock that never goes back, for measuring.
pub(crate) fn ticks() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Marks a point in time, for the browser's own tools and for the bench.
pub(crate) fn mark(name: &str) {
    if let Some(clock) = web_sys::window().and_then(|window| window.performance()) {
        let _ = clock.mark(name);
    }
}
