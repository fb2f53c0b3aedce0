//! Sizes on the screen. All lengths of this program are those at the usual size of text, where a
//! letter box is 16 pixels; here they become what the screen has, which grows with the size of text
//! that a person has chosen in the browser.

use std::cell::RefCell;
use std::collections::HashMap;

use diff::{Measured, TextMeasurer};
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
    Measured { ascii: ASCII.with(|ascii| *ascii), other: reading_width, sign: 11.0, tab: 32.0 }
}

fn reading_width(text: &str) -> f32 {
    thread_local! {
        static RULER: Ruler = Ruler::new(READING_FONT);
    }
    /// About the width of a letter, where a canvas is forbidden.
    const GUESS: f32 = 8.0;
    let guess = || GUESS * text.chars().count() as f32;
    RULER.with(|ruler| ruler.width(text).unwrap_or_else(guess))
}

/// The font for code, as the style sheet has it.
const CODE_FONT: &str = "400 13px ui-monospace, 'SF Mono', 'Cascadia Code', 'JetBrains Mono', \
    Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/// Measures text in the fixed-width font, in characters of it. What it has no signs for comes from
/// other fonts, and is as wide as these have it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CodeRuler;

/// Tabs as wide as in the style sheet.
const CELLS: diff::Cells = diff::Cells { tab: 4 };

impl TextMeasurer for CodeRuler {
    fn ascii(&self, byte: u8) -> f32 {
        CELLS.ascii(byte)
    }

    fn grapheme(&self, grapheme: &str) -> f32 {
        thread_local! {
            static RULER: Ruler = Ruler::new(CODE_FONT);
        }
        RULER.with(|ruler| {
            let width = ruler.width(grapheme).zip(ruler.width("0"));
            width.map_or_else(|| CELLS.grapheme(grapheme), |(width, cell)| width / cell)
        })
    }

    fn sign(&self) -> f32 {
        CELLS.sign()
    }

    fn tab(&self) -> f32 {
        CELLS.tab()
    }

    fn fixed(&self) -> Option<f32> {
        CELLS.fixed()
    }
}

/// A canvas with a font, and the widths it was asked for: asking takes a hundred times as long.
struct Ruler {
    context: Option<web_sys::CanvasRenderingContext2d>,
    widths: RefCell<HashMap<Box<str>, f32>>,
}

impl Ruler {
    fn new(font: &str) -> Self {
        Self { context: context(font), widths: RefCell::default() }
    }

    /// The width of what is seen as one character, in pixels; `None` where a canvas is forbidden.
    fn width(&self, grapheme: &str) -> Option<f32> {
        /// More than the signs of any language in daily use.
        const MOST: usize = 20_000;
        let mut widths = self.widths.borrow_mut();
        if let Some(width) = widths.get(grapheme) {
            return Some(*width);
        }
        let width = self.context.as_ref()?.measure_text(grapheme).ok()?.width() as f32;
        if widths.len() >= MOST {
            widths.clear();
        }
        widths.insert(grapheme.into(), width);
        Some(width)
    }
}

fn context(font: &str) -> Option<web_sys::CanvasRenderingContext2d> {
    let document = web_sys::window()?.document()?;
    let canvas: web_sys::HtmlCanvasElement =
        document.create_element("canvas").ok()?.dyn_into().ok()?;
    let context: web_sys::CanvasRenderingContext2d =
        canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_font(font);
    Some(context)
}
