//! Sizes on the screen. All lengths of this program are those at the usual size of text, where a
//! letter box is 16 pixels; here they become what the screen has, which grows with the size of text
//! that a person has chosen in the browser.

use diff::Measured;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Element;

/// How much larger than usual this person's text is.
fn scale() -> f64 {
    thread_local! {
        static SCALE: f64 = root_size().unwrap_or(16.0) / 16.0;
    }
    SCALE.with(|scale| *scale)
}

/// The size of text, in pixels.
fn root_size() -> Option<f64> {
    let window = web_sys::window()?;
    let root = window.document()?.document_element()?;
    let style = window.get_computed_style(&root).ok()??;
    style.get_property_value("font-size").ok()?.trim_end_matches("px").parse().ok()
}

/// A length for a style.
pub(crate) fn length(length: f64) -> String {
    format!("calc({}rem / 16)", length.round() as i64)
}

/// The width and height of an element's content.
pub(crate) fn size(element: &Element) -> (f64, f64) {
    (f64::from(element.client_width()) / scale(), f64::from(element.client_height()) / scale())
}

/// How far an element is scrolled, from the left and from the top.
pub(crate) fn scrolled(element: &Element) -> (f64, f64) {
    (f64::from(element.scroll_left()) / scale(), f64::from(element.scroll_top()) / scale())
}

/// Scrolls an element so far from the left.
pub(crate) fn scroll_across(element: &Element, left: f64) {
    element.set_scroll_left((left * scale()) as i32);
}

/// Scrolls an element so far from the top.
pub(crate) fn scroll_down(element: &Element, top: f64) {
    element.set_scroll_top((top * scale()) as i32);
}

/// Calls `report` with the width and height of an element's content, now and whenever they
/// change, as long as the calling component lives.
pub(crate) fn watch_size(element: &Element, report: impl Fn(f64, f64) + 'static) {
    let observed = element.clone();
    let callback = Closure::<dyn Fn()>::new(move || {
        let (width, height) = size(&observed);
        report(width, height);
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

/// The width of one character of the fixed-width font as it is drawn, with the person's own zoom
/// and letter spacing.
pub(crate) fn cell_width(probe: &Element) -> f64 {
    let text = probe.text_content().map_or(1, |text| text.chars().count().max(1));
    probe.get_bounding_client_rect().width() / scale() / text as f64
}

/// The font for reading, as the style sheet has it.
const READING_FONT: &str = "400 15px Inter, system-ui, sans-serif";

/// Measures text in the font for reading.
pub(crate) fn reading_ruler() -> Measured<fn(&str) -> f32> {
    thread_local! {
        static ASCII: [f32; 128] = std::array::from_fn(|code| {
            reading_width(char::from(code as u8).encode_utf8(&mut [0; 4]))
        });
    }
    Measured { ascii: ASCII.with(|ascii| *ascii), other: reading_width, tab: 32.0 }
}

fn reading_width(text: &str) -> f32 {
    thread_local! {
        static CONTEXT: Option<web_sys::CanvasRenderingContext2d> = context();
    }
    /// About the width of a letter, where a canvas is forbidden.
    const GUESS: f32 = 8.0;
    CONTEXT
        .with(|context| {
            let measured = context.as_ref()?.measure_text(text).ok()?;
            Some(measured.width() as f32)
        })
        .unwrap_or(GUESS * text.chars().count() as f32)
}

fn context() -> Option<web_sys::CanvasRenderingContext2d> {
    let document = web_sys::window()?.document()?;
    let canvas: web_sys::HtmlCanvasElement =
        document.create_element("canvas").ok()?.dyn_into().ok()?;
    let context: web_sys::CanvasRenderingContext2d =
        canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_font(READING_FONT);
    Some(context)
}
