//! Lists whose rows stay on the page as long as their key does.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use leptos::prelude::*;

/// A row that is drawn when it comes to the page.
struct Row {
    key: u64,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Draws a row for each item. A row stays as long as an item has its key.
///
/// Like `<For>`, but the code for keeping rows is in the page once, not once for every list: that
/// is a large part of what a list weighs.
pub(crate) fn each<Item, Key>(
    items: impl Fn() -> Vec<Item> + Send + Sync + 'static,
    key: impl Fn(&Item) -> Key + Send + Sync + 'static,
    draw: impl Fn(Item) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    Item: Send + 'static,
    Key: Hash,
{
    let draw = Arc::new(draw);
    let row = move |item: Item| {
        let mut hasher = DefaultHasher::new();
        key(&item).hash(&mut hasher);
        let draw = Arc::clone(&draw);
        Row { key: hasher.finish(), draw: Box::new(move || draw(item)) }
    };
    keyed_rows(Box::new(move || items().into_iter().map(&row).collect()))
}

fn keyed_rows(rows: Box<dyn Fn() -> Vec<Row> + Send + Sync>) -> AnyView {
    view! { <For each=rows key=|row| row.key children=|row| (row.draw)() /> }.into_any()
}
