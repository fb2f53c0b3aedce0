//! Where one is in the grid, and blocks of text for the clipboard.

/// A cell by its place on the screen: row among those shown, column 0 being the name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) column: usize,
}

impl Place {
    /// The place a key leads to, inside a grid of `rows` by `columns`; `None` for other keys.
    pub(super) fn after(
        self,
        key: &str,
        far: bool,
        page: usize,
        rows: usize,
        columns: usize,
    ) -> Option<Self> {
        let (last_row, last_column) = (rows.saturating_sub(1), columns.saturating_sub(1));
        let Self { row, column } = self;
        Some(match key {
            "ArrowDown" => {
                Self { row: if far { last_row } else { (row + 1).min(last_row) }, column }
            }
            "ArrowUp" => Self { row: if far { 0 } else { row.saturating_sub(1) }, column },
            "ArrowRight" => {
                Self { row, column: if far { last_column } else { (column + 1).min(last_column) } }
            }
            "ArrowLeft" => Self { row, column: if far { 0 } else { column.saturating_sub(1) } },
            "PageDown" => Self { row: (row + page).min(last_row), column },
            "PageUp" => Self { row: row.saturating_sub(page), column },
            "Home" => Self { row: if far { 0 } else { row }, column: 0 },
            "End" => Self { row: if far { last_row } else { row }, column: last_column },
            _ => return None,
        })
    }
}

/// Reads what spreadsheets put on the clipboard: cells between tabs, rows between line ends,
/// quotes around cells that hold either, doubled quotes inside them.
pub(super) fn cells_of(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut chars = text.strip_suffix('\n').unwrap_or(text).chars().peekable();
    while let Some(char) = chars.next() {
        let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) else { break };
        match char {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() => is_quoted = true,
            '\t' if !is_quoted => {
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
            }
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => rows.push(vec![String::new()]),
            other => cell.push(other),
        }
    }
    rows
}

/// Writes one cell as spreadsheets do.
pub(super) fn text_of(value: &str) -> String {
    if value.contains(['\t', '\n', '"']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_inside_of_the_grid() {
        let at = Place { row: 1, column: 1 };
        let after = |key: &str, far| at.after(key, far, 10, 3, 4);
        assert_eq!(after("ArrowDown", false), Some(Place { row: 2, column: 1 }));
        assert_eq!(after("PageDown", false), Some(Place { row: 2, column: 1 }));
        assert_eq!(after("ArrowRight", true), Some(Place { row: 1, column: 3 }));
        assert_eq!(after("Home", true), Some(Place { row: 0, column: 0 }));
        assert_eq!(after("x", false), None);
        assert_eq!(Place::default().after("ArrowUp", false, 10, 0, 0), Some(Place::default()));
    }

    #[test]
    fn blocks_of_spreadsheets_are_read_with_quotes_and_line_breaks() {
        assert_eq!(cells_of("a\tb\nc\t\n"), [["a", "b"], ["c", ""]]);
        assert_eq!(
            cells_of("\"two\nlines\"\t\"say \"\"hi\"\"\"\r\nx"),
            vec![vec!["two\nlines".to_owned(), "say \"hi\"".to_owned()], vec!["x".to_owned()],]
        );
        assert_eq!(cells_of("6\" pipe"), [["6\" pipe"]]);
    }

    #[test]
    fn a_cell_comes_back_from_the_clipboard_as_it_was() {
        for value in ["plain", "two\nlines", "a\tb", "say \"hi\"", ""] {
            assert_eq!(cells_of(&text_of(value)), [[value]]);
        }
    }
}
