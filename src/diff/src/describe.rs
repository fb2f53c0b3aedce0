//! Changes in words.

use std::borrow::Cow;

use crate::text::same_letters;
use crate::{
    Change, ChangeKind, Comparison, Content, GridAxis, GridPart, Hunk, ItemSide, Part, TextDiff,
};

impl Comparison {
    /// The text of a change on both sides, if it has any: of a hunk its lines, of a value the value.
    pub fn texts_of<'a>(&'a self, change: &Change) -> Option<(Cow<'a, str>, Cow<'a, str>)> {
        let both = |text: &'a TextDiff| {
            Some((
                Cow::Borrowed(&**text.old_lines().text()),
                Cow::Borrowed(&**text.new_lines().text()),
            ))
        };
        match (&self.field_of(change)?.content, &change.part) {
            (Content::Text(text), &Part::Hunk { hunk, .. }) => {
                let Hunk { old, new } = text.hunks()[hunk].clone();
                Some((text.old_lines().slice(old).into(), text.new_lines().slice(new).into()))
            }
            (Content::Value(value), _) => {
                Some((Cow::Borrowed(&value.old_text), Cow::Borrowed(&value.new_text)))
            }
            (Content::List(list), &Part::Entry { entry, .. }) => both(&list.entries[entry].text),
            (Content::Json(text) | Content::Text(text), _) => both(text),
            (Content::Grid(grid), Part::Grid { part, .. }) => {
                let names = |axis: &'a GridAxis| {
                    Some((axis.old_name.as_str().into(), axis.new_name.as_str().into()))
                };
                match *part {
                    GridPart::Row(row) => names(&grid.rows[row]),
                    GridPart::Column(column) => names(&grid.columns[column]),
                    GridPart::Cell { row, column } => {
                        let cell = grid.cell(row, column);
                        Some((cell.old.as_str().into(), cell.new.as_str().into()))
                    }
                    GridPart::Default => {
                        let default = grid.default.as_ref()?;
                        Some((default.old.as_str().into(), default.new.as_str().into()))
                    }
                }
            }
            _ => None,
        }
    }

    /// Whether both sides of a change are the same letters in different encodings, as `é` is one
    /// character or two.
    pub fn is_encoding_only(&self, change: &Change) -> bool {
        matches!(change.kind, ChangeKind::Edited | ChangeKind::Renamed)
            && self
                .texts_of(change)
                .is_some_and(|(old, new)| old != new && same_letters(&old, &new))
    }

    /// The notice for a change that concerns an item as a whole.
    pub fn notice(&self, change: &Change) -> String {
        let item = &self.items[change.item];
        let sides = (item.old.clone().unwrap_or_default(), item.new.clone().unwrap_or_default());
        let place = |side: &ItemSide| side.position.map_or(0, |position| position + 1);
        match change.kind {
            ChangeKind::Renamed => {
                format!("Renamed from “{}” to “{}”", sides.0.name, sides.1.name)
            }
            ChangeKind::Moved => {
                format!("Moved from place {} to place {}", place(&sides.0), place(&sides.1))
            }
            ChangeKind::Recreated => {
                format!("Deleted and re-created: {} became {}", sides.0.id, sides.1.id)
            }
            ChangeKind::Added => "Added".to_owned(),
            ChangeKind::Removed => "Removed".to_owned(),
            ChangeKind::Edited => "Edited".to_owned(),
        }
    }

    /// What a change is about, for people: "Function “book”, Code".
    pub fn describe(&self, change: &Change) -> String {
        let item = &self.items[change.item];
        let mut text = match item.noun.as_str() {
            "" => item.name().to_owned(),
            noun => format!("{noun} “{}”", item.name()),
        };
        match (self.field_of(change).map(|field| (&field.label, &field.content)), &change.part) {
            (Some((_, Content::Grid(grid))), Part::Grid { part, .. }) => match *part {
                GridPart::Row(row) => text = format!("Variant “{}”", grid.rows[row].name()),
                GridPart::Column(column) => {
                    text = format!("Attribute “{}”", grid.columns[column].name());
                }
                GridPart::Cell { row, column } => {
                    let (row, column) = (grid.rows[row].name(), grid.columns[column].name());
                    text = format!("Variant “{row}”, {column}");
                }
                GridPart::Default => text = "Default variant".to_owned(),
            },
            (Some((label, _)), _) if *label != text => text = format!("{text}, {label}"),
            _ => {}
        }
        text
    }
}
