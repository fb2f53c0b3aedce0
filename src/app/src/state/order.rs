//! Putting things in order.

/// Orders items by a text made of each, keeping those of the same text as they were.
///
/// Texts with places are sorted, not the items: a sort is a lot of code, and so the page holds it
/// once for all kinds of items.
pub(crate) fn by_text<Item>(items: Vec<Item>, text: impl Fn(&Item) -> String) -> Vec<Item> {
    let mut order: Vec<(String, usize)> =
        items.iter().enumerate().map(|(place, item)| (text(item), place)).collect();
    order.sort_unstable();
    let mut items: Vec<Option<Item>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(_, place)| items[place].take()).collect()
}

#[cfg(test)]
mod tests {
    use super::by_text;

    #[test]
    fn items_of_the_same_text_stay_in_their_order() {
        let items = vec![("b", 1), ("a", 2), ("b", 0), ("a", 3)];
        let ordered = by_text(items, |item| item.0.to_owned());
        assert_eq!(ordered, [("a", 2), ("a", 3), ("b", 1), ("b", 0)]);
    }
}
