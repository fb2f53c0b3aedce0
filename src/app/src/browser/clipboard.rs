//! The clipboard.

use model::TableCell;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, DomParser, Element, Node, SupportedType};

/// The type under which the grid finds its own cell again, whatever stands in it.
const CELL: &str = "application/x-agent-studio-cell";

/// Puts text on the clipboard, and says whether the browser allowed it.
pub(crate) async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // A page that is not on a secure origin has no clipboard at all.
    let has_clipboard = js_sys::Reflect::has(&window.navigator(), &"clipboard".into());
    if has_clipboard != Ok(true) {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// The plain text of a paste; empty where there is none.
pub(crate) fn pasted(event: &ClipboardEvent) -> String {
    data(event, "text/plain")
}

/// Puts one cell on the clipboard: for others its bare value, without quotes.
pub(crate) fn put_cell(event: &ClipboardEvent, value: &str) {
    if let Some(clipboard) = event.clipboard_data() {
        let _ = clipboard.set_data("text/plain", value);
        let _ = clipboard.set_data(CELL, value);
        event.prevent_default();
    }
}

/// The cells of a paste, row by row: of this grid, of a spreadsheet or of any text.
pub(crate) fn pasted_cells(event: &ClipboardEvent) -> Vec<Vec<String>> {
    let own = data(event, CELL);
    if own.is_empty() {
        model::pasted_cells(&pasted(event), table(&data(event, "text/html")))
    } else {
        vec![vec![own]]
    }
}

fn data(event: &ClipboardEvent, kind: &str) -> String {
    event.clipboard_data().and_then(|data| data.get_data(kind).ok()).unwrap_or_default()
}

/// The only table of a piece of HTML, if there is nothing else to read in it. The HTML is parsed into
/// a document of its own, in which no script runs and nothing is fetched.
fn table(html: &str) -> Option<Vec<Vec<TableCell>>> {
    if html.is_empty() {
        return None;
    }
    let html = model::without_styles(html);
    let parsed = DomParser::new().ok()?.parse_from_string(&html, SupportedType::TextHtml).ok()?;
    let body: Node = parsed.body()?.into();
    let tables = parsed.query_selector_all("table").ok()?;
    let table: Element = tables.item(0)?.dyn_into().ok()?;
    let mut outside = Vec::new();
    read(&body, Some(&table), &mut outside);
    if tables.length() > 1 || outside.iter().flatten().any(|text| !text.trim().is_empty()) {
        return None;
    }
    let rows = table.query_selector_all("tr").ok()?;
    let rows = (0..rows.length()).filter_map(|at| rows.item(at));
    Some(rows.map(|row| children(&row).filter_map(|cell| cell_of(&cell)).collect()).collect())
}

fn cell_of(node: &Node) -> Option<TableCell> {
    let cell = node.dyn_ref::<Element>().filter(|cell| cell.matches("td, th") == Ok(true))?;
    let span = |name| cell.get_attribute(name).and_then(|span| span.parse().ok()).unwrap_or(1);
    let mut parts = Vec::new();
    read(node, None, &mut parts);
    let text = model::html_text(parts.iter().map(Option::as_deref));
    Some(TableCell {
        text: text.trim().to_owned(),
        columns: span("colspan"),
        rows: span("rowspan"),
    })
}

/// Collects the texts of a node and, as `None`, where its lines break.
fn read(node: &Node, without: Option<&Element>, parts: &mut Vec<Option<String>>) {
    for child in children(node) {
        let Some(element) = child.dyn_ref::<Element>() else {
            if child.node_type() == Node::TEXT_NODE {
                parts.extend(child.text_content().map(Some));
            }
            continue;
        };
        let is_left_out = element.matches("style, script, template, title") == Ok(true);
        if is_left_out || without == Some(element) {
            continue;
        }
        let is_block = element.matches("p, div, li, h1, h2, h3, h4, h5, h6") == Ok(true);
        // Between blocks, and not before the first.
        if element.tag_name() == "BR"
            || is_block && parts.iter().flatten().any(|it| !it.trim().is_empty())
        {
            parts.push(None);
        }
        read(&child, without, parts);
    }
}

fn children(node: &Node) -> impl Iterator<Item = Node> {
    let all = node.child_nodes();
    (0..all.length()).filter_map(move |at| all.item(at))
}
