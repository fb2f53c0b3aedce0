//! Files of the person: chosen or dropped.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
/// A file that the person gave; it is read only on demand.
pub(crate) use web_sys::File;
use web_sys::{DragEvent, EventTarget, HtmlInputElement};

/// The files that were dropped.
pub(crate) fn dropped(event: &DragEvent) -> Vec<File> {
    let list = event.data_transfer().and_then(|data| data.files());
    list.map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect()).unwrap_or_default()
}

/// Whether what is dragged is a file, so that the browser must not open it.
pub(crate) fn is_file_drag(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| {
        let types = data.types();
        (0..types.length()).any(|at| types.get(at).as_string().as_deref() == Some("Files"))
    })
}

/// Whether a drag is over the left half of the window.
pub(crate) fn is_at_left(event: &DragEvent) -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    f64::from(event.client_x()) * 2.0 < width.unwrap_or_default()
}

/// The files that were chosen in a field, which is emptied so that the same can be chosen again.
pub(crate) fn chosen(target: Option<EventTarget>) -> Vec<File> {
    let Some(input) = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let list = input.files();
    let files: Vec<File> = list
        .map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect())
        .unwrap_or_default();
    input.set_value("");
    files
}

/// The bytes of a file from one place to another. They are taken as they are: by way of a string of
/// JavaScript they would be decoded and encoded again.
pub(crate) async fn part(file: &File, from: f64, to: f64) -> Option<Vec<u8>> {
    let part = file.slice_with_f64_and_f64(from, to).ok()?;
    let buffer = JsFuture::from(part.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Gives a text to the person as a file.
pub(crate) fn save(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let link = || -> Option<web_sys::HtmlElement> {
        let blob = web_sys::Blob::new_with_str_sequence(&parts).ok()?;
        let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
        let document = web_sys::window()?.document()?;
        let link: web_sys::HtmlElement = document.create_element("a").ok()?.dyn_into().ok()?;
        link.set_attribute("href", &address).ok()?;
        link.set_attribute("download", name).ok()?;
        Some(link)
    };
    if let Some(link) = link() {
        link.click();
        let address = link.get_attribute("href").unwrap_or_default();
        let _ = web_sys::Url::revoke_object_url(&address);
    }
}

/// Prints a text. It stands on a sheet of its own until the browser is done with it, which can be
/// after `print` has returned; the style sheet leaves everything else off the paper.
pub(crate) fn print_text(text: &str) {
    let Some(window) = web_sys::window() else { return };
    let sheet = || -> Option<web_sys::Element> {
        let document = window.document()?;
        if let Some(last) = document.query_selector(".print-sheet").ok()? {
            last.remove();
        }
        let sheet = document.create_element("pre").ok()?;
        sheet.set_class_name("print-sheet");
        sheet.set_text_content(Some(text));
        document.body()?.append_child(&sheet).ok()?;
        Some(sheet)
    };
    if let Some(sheet) = sheet() {
        let done = Closure::<dyn Fn()>::new(move || sheet.remove()).into_js_value();
        window.set_onafterprint(Some(done.unchecked_ref()));
        let _ = window.print();
    }
}
