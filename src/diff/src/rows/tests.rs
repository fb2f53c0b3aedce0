//! Layouts and their rows.

mod properties;

use std::sync::Arc;

use model::{Section, Snapshot};
use serde_json::{Value, json};

use super::*;
use crate::{ChangeKind, Comparison, compare};

fn compared(old: &Value, new: &Value) -> Arc<Comparison> {
    let side = |value: &Value| Snapshot::from_projection(value.clone());
    Arc::new(compare(&side(old), &side(new)))
}

fn behavior(text: &str) -> Value {
    json!({"agentSettings": {"rules": {"behaviour": text}}})
}

/// One row as a line of text.
fn drawn(row: &Row) -> String {
    let side = |line: Option<NumberedLine>| match line {
        Some(NumberedLine { number: Some(number), text }) => format!("{number}:{text}"),
        Some(NumberedLine { number: None, text }) => text.to_owned(),
        None => String::new(),
    };
    match row {
        Row::Section { section, .. } => format!("# {}", section.section.label()),
        Row::Item { item, .. } => format!("## {}", item.name()),
        Row::Notice { text, .. } => format!("! {text}"),
        Row::Field { field, .. } => format!("### {}", field.label),
        Row::Line(line) => {
            let sign = match line.kind {
                LineKind::Same => ' ',
                LineKind::Removed => '-',
                LineKind::Added => '+',
                LineKind::Edited => '~',
                LineKind::Replaced => '/',
                LineKind::Moved => '>',
            };
            format!("{sign} {} | {}", side(line.old), side(line.new))
        }
        Row::Gap { hidden, .. } => format!("... {hidden}"),
        Row::Value { field, value, .. } => {
            format!("{}: {} -> {}", field.label, value.old_text, value.new_text)
        }
        Row::GridDefault { default } => format!("default {} -> {}", default.old, default.new),
        Row::GridHead { grid } => {
            grid.columns.iter().map(|axis| format!("[{}]", axis.name())).collect()
        }
        Row::GridRow { grid, row } => {
            let cell = |column| {
                let cell = grid.cell(*row, column);
                format!(" [{}|{}]", cell.old, cell.new)
            };
            let cells: String = (0..grid.columns.len()).map(cell).collect();
            format!("{}{cells}", grid.rows[*row].name())
        }
    }
}

fn check(layout: &Layout, expected: &[&str]) {
    let all: Vec<String> = layout.rows(0..layout.len()).iter().map(drawn).collect();
    assert_eq!(all, expected);
    // Rows made one by one are the same as rows made together.
    let single: Vec<String> =
        (0..layout.len()).filter_map(|row| layout.row(row)).map(|row| drawn(&row)).collect();
    assert_eq!(single, all);
}

const OLD: &str = "a\nb\nc\nd\nThe bar is open.\nf\ng\nh\ni\nj\nk\nlast one here";
const NEW: &str = "a\nb\nc\nd\nThe bar is closed.\nNew.\nf\ng\nh\ni\nj\nk";

fn in_mode(mode: Mode) -> Layout {
    let view = View { mode, context: 1, ..View::default() };
    Layout::new(compared(&behavior(OLD), &behavior(NEW)), view)
}

#[test]
fn every_row_knows_the_heading_of_its_item() {
    let layout = Layout::new(compared(&behavior("a\nb"), &behavior("a\nc")), View::default());
    let heading =
        (0..layout.len()).find(|row| matches!(layout.row(*row), Some(Row::Item { .. }))).unwrap();
    let item = layout.comparison().changes[0].item;
    assert_eq!(layout.heading_of(0), None, "the heading of the section");
    for row in heading..layout.len() {
        assert_eq!(layout.heading_of(row), Some((heading, item)));
    }
}

#[test]
fn side_by_side_puts_an_edited_line_into_one_row() {
    check(
        &in_mode(Mode::SideBySide),
        &[
            "# Behavior",
            "## Behavior",
            "### Behavior",
            "... 3",
            "  4:d | 4:d",
            "~ 5:The bar is open. | 5:The bar is closed.",
            "+  | 6:New.",
            "  6:f | 7:f",
            "... 4",
            "  11:k | 12:k",
            "- 12:last one here | ",
        ],
    );
}

#[test]
fn unified_and_reading_have_one_column() {
    let rows = |mode| in_mode(mode).rows(5..8).iter().map(drawn).collect::<Vec<_>>();
    assert_eq!(
        rows(Mode::Unified),
        ["- 5:The bar is open. | ", "+  | 5:The bar is closed.", "+  | 6:New."]
    );
    assert_eq!(
        rows(Mode::Reading),
        ["~ 5:The bar is open. | 5:The bar is closed.", "+  | 6:New.", "  6:f | 7:f"]
    );
}

#[test]
fn gaps_open_by_steps_and_whole() {
    let layout = in_mode(Mode::SideBySide);
    let Some(Row::Gap { id, hidden: 4 }) = layout.row(8) else { panic!("no gap") };
    let rows = |view: View| {
        let layout = Layout::new(Arc::clone(layout.comparison()), view);
        layout.rows(7..12).iter().map(drawn).collect::<Vec<_>>()
    };
    let mut view = layout.view().clone();
    view.open(id, 1, 0);
    assert_eq!(rows(view.clone())[..3], ["  6:f | 7:f", "  7:g | 8:g", "... 3"]);
    view.open(id, 0, 1);
    assert_eq!(rows(view.clone())[1..4], ["  7:g | 8:g", "... 2", "  10:j | 11:j"]);
    view.open(id, 1, 0);
    // A gap that would hide one row only shows it instead.
    assert_eq!(rows(view.clone())[2..], ["  8:h | 9:h", "  9:i | 10:i", "  10:j | 11:j"]);
    view.gaps.clear();
    view.open_whole(id);
    assert_eq!(rows(view)[4], "  10:j | 11:j");
}

fn two_sections() -> Arc<Comparison> {
    let side = |text: &str, name: &str, extra: bool| {
        let mut entities = json!({"T-1": {"id": "T-1", "name": name, "content": "one\ntwo"}});
        if extra {
            entities["T-2"] = json!({"id": "T-2", "name": "Parking", "content": "Free."});
        }
        json!({
            "agentSettings": {"rules": {"behaviour": text}},
            "knowledgeBase": {"topics": {"ids": [], "entities": entities}},
        })
    };
    compared(&side("a", "Hours", false), &side("b", "Opening hours", true))
}

#[test]
fn folded_items_keep_their_heading_and_filtered_ones_are_left_out() {
    let comparison = two_sections();
    let mut view = View::default();
    view.fold("knowledgeBase.topics.T-2", true);
    let layout = Layout::new(Arc::clone(&comparison), view);
    check(
        &layout,
        &[
            "# Behavior",
            "## Behavior",
            "### Behavior",
            "~ 1:a | 1:b",
            "# Knowledge topics",
            "## Opening hours",
            "! Renamed from “Hours” to “Opening hours”",
            "## Parking",
        ],
    );
    let places: Vec<_> = layout.changes().map(|change| layout.row_of_change(change)).collect();
    assert_eq!(places, [Some(3), Some(6), Some(7)]);
    assert_eq!(layout.change_near(0), Some(0));
    assert_eq!(layout.change_near(6), Some(1));
    assert_eq!(layout.change_near(99), Some(2));

    let only = |filter: Filter| {
        let layout = Layout::new(Arc::clone(&comparison), View { filter, ..View::default() });
        layout.rows(0..layout.len()).iter().map(drawn).collect::<Vec<_>>()
    };
    let sections = [Section::Topics].into();
    let topics = only(Filter { sections, ..Filter::default() });
    assert_eq!(topics[0], "# Knowledge topics");
    let kinds = [ChangeKind::Added].into();
    let added = only(Filter { kinds, ..Filter::default() });
    assert_eq!(added, ["# Knowledge topics", "## Parking", "### Content", "+  | 1:Free."]);
    let text = only(Filter { text: "PARK".to_owned(), ..Filter::default() });
    assert_eq!(text, added);
}

#[test]
fn the_outline_counts_what_is_below_each_heading() {
    let layout = Layout::new(two_sections(), View::default());
    let outline: Vec<_> = layout
        .outline()
        .into_iter()
        .map(|entry| (entry.level, entry.label, entry.totals.changes(), entry.row))
        .collect();
    let entry = |level, label: &str, changes, row| (level, label.to_owned(), changes, row);
    assert_eq!(
        outline,
        [
            entry(0, "Behavior", 1, 0),
            entry(1, "Behavior", 1, 1),
            entry(0, "Knowledge topics", 2, 4),
            entry(1, "Opening hours", 1, 5),
            entry(1, "Parking", 1, 7),
        ]
    );
}

#[test]
fn the_outline_has_no_heading_without_a_change() {
    let rules = json!({"behaviour": "Be kind."});
    let copied =
        json!({"agentSettings": {"rules": rules}, "multilingualAgentSettings": {"rules": rules}});
    let layout = Layout::new(compared(&Value::Null, &copied), View::default());
    let outline = layout.outline().into_iter().map(|entry| entry.label);
    assert_eq!(outline.collect::<Vec<_>>(), ["Behavior", "Behavior"]);
}

#[test]
fn the_outline_counts_only_what_the_filter_shows() {
    let kinds = [ChangeKind::Added].into();
    let filter = Filter { kinds, ..Filter::default() };
    let layout = Layout::new(two_sections(), View { filter, ..View::default() });
    let counts = layout.outline().into_iter().map(|entry| (entry.label, entry.totals.changes()));
    let expected = [("Knowledge topics".to_owned(), 1), ("Parking".to_owned(), 1)];
    assert_eq!(counts.collect::<Vec<_>>(), expected);
    let added = layout.outline().pop().map(|entry| entry.kind);
    assert_eq!(added, Some(ChangeKind::Added));
}

#[test]
fn a_section_with_only_notes_is_not_in_the_outline() {
    let topic = |id: &str| {
        let topic = json!({"id": id, "name": "Hours", "content": "Nine to five."});
        json!({"knowledgeBase": {"topics": {"ids": [id], "entities": {id: topic}}}})
    };
    let layout = Layout::new(compared(&topic("T"), &topic("U")), View::default());
    assert_eq!(layout.comparison().totals().of(ChangeKind::Recreated), 1);
    assert_eq!(layout.outline(), []);
}

#[test]
fn lists_values_and_the_grid_have_rows_of_their_own() {
    let side = |queries: Value, is_active: bool, value: &str, default: &str| {
        json!({
            "knowledgeBase": {"topics": {"ids": ["T"], "entities": {"T": {
                "id": "T", "name": "Hours", "exampleQueries": queries, "isActive": is_active,
            }}}},
            "variantManagement": {
                "attributes": {"ids": ["A", "B"], "entities": {
                    "A": {"id": "A", "name": "phone"}, "B": {"id": "B", "name": "bar"},
                }},
                "variants": {"ids": ["V", "W"], "entities": {
                    "V": {"id": "V", "name": "Cork", "isDefault": default == "V"},
                    "W": {"id": "W", "name": "Galway", "isDefault": default == "W"},
                }},
                "variantAttributeValues": {"ids": ["V"], "entities": {
                    "V": {"id": "V", "values": {"A": value, "B": "x"}},
                }},
            },
        })
    };
    let queries = |list: &[&str]| list.iter().map(|query| json!({"query": query})).collect();
    let comparison = compared(
        &side(queries(&["When do you open?", "Are you open?"]), true, "1", "V"),
        &side(queries(&["Hello?", "When do you close?", "Are you open?"]), false, "2", "W"),
    );
    let layout = Layout::new(comparison, View::default());
    check(
        &layout,
        &[
            "# Knowledge topics",
            "## Hours",
            "### Example queries",
            "+  | 1:Hello?",
            "~ 1:When do you open? | 2:When do you close?",
            "Active: true -> false",
            "# Variants",
            "## Variants",
            "### Attributes by variants",
            "default Cork -> Galway",
            "[phone]",
            "Cork [1|2]",
        ],
    );
    let places: Vec<_> = layout.changes().map(|change| layout.row_of_change(change)).collect();
    assert_eq!(places, [3, 4, 5, 9, 11].map(Some));
}

#[test]
fn a_place_is_found_and_revealed_in_a_gap() {
    let layout = in_mode(Mode::SideBySide);
    let hits = crate::find(&layout, "h", false);
    let lines: Vec<_> = hits
        .iter()
        .filter_map(|hit| match hit.spot {
            Spot::Line { is_old, line, .. } => Some((is_old, line, layout.row_of(&hit.spot))),
            _ => None,
        })
        .collect();
    // "The" on both sides of the edited line, the hidden "h" once, "here" on the old side.
    assert_eq!(
        lines,
        [(true, 4, Some(5)), (false, 4, Some(5)), (false, 8, None), (true, 11, Some(10))]
    );
    let hidden = hits.iter().find(|hit| layout.row_of(&hit.spot).is_none()).unwrap();
    let mut view = layout.view().clone();
    view.fold("agentSettings.rules", true);
    view.reveal(layout.comparison(), &hidden.spot);
    let opened = Layout::new(Arc::clone(layout.comparison()), view);
    let row = opened.row_of(&hidden.spot).unwrap();
    assert_eq!(drawn(&opened.row(row).unwrap()), "  8:h | 9:h");
}
