//! The time: the server's, as far as it tells, in the words of the person at the page.

use std::cell::Cell;

use model::{ServerClock, Timestamp};

thread_local! {
    static SERVER: Cell<ServerClock> = const { Cell::new(ServerClock::new()) };
}

/// Now, on the server's clock: it says when something happened.
pub(crate) fn now() -> Timestamp {
    SERVER.get().now(device_now())
}

/// Now, on the clock of this device.
pub(super) fn device_now() -> Timestamp {
    Timestamp::from_millis(js_sys::Date::now() as i64)
}

/// Follows the `Date` of an answer to a request that was sent at a time of this device.
pub(super) fn follow(date: &str, sent: Timestamp) {
    let told = js_sys::Date::parse(date);
    if told.is_finite() {
        let mut clock = SERVER.get();
        clock.follow(Timestamp::from_millis(told as i64), sent, device_now());
        SERVER.set(clock);
    }
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
