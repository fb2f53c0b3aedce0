//! Cells on the clipboard: the plain text of spreadsheets, and their tables.

/// A cell of a table, as HTML describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableCell {
    /// Its text, where `\n` is a line break.
    pub text: String,
    /// Over how many columns it goes; 0 counts as 1.
    pub columns: usize,
    /// Over how many rows it goes; 0 counts as 1.
    pub rows: usize,
}

/// No cell of a table goes over more columns: the grid has fewer.
const MAX_SPAN: usize = 100;

/// Reads the plain text of cells: cells between tabs, rows between line ends.
///
/// A cell stands in quotes, with quotes in it doubled, only if the closing one ends it. Spreadsheets
/// write cells so that hold tabs or line ends, but many write `"Late" check-out` as it is.
pub fn cells_of(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new()];
    let mut rest = text;
    loop {
        let (cell, length) = quoted(rest).unwrap_or_else(|| {
            let length = rest.find(['\t', '\n', '\r']).unwrap_or(rest.len());
            (rest[..length].to_owned(), length)
        });
        if let Some(row) = rows.last_mut() {
            row.push(cell);
        }
        rest = &rest[length..];
        if let Some(next) = rest.strip_prefix('\t') {
            rest = next;
            continue;
        }
        // Spreadsheets end the last row as well.
        rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or("");
        if rest.is_empty() {
            return rows;
        }
        rows.push(Vec::new());
    }
}

/// The cell in quotes that a text begins with, and its length with them; `None` where the text begins
/// with no such cell.
fn quoted(text: &str) -> Option<(String, usize)> {
    let mut cell = String::new();
    let mut rest = text.strip_prefix('"')?;
    loop {
        let end = rest.find('"')?;
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None if rest.is_empty() || rest.starts_with(['\t', '\n', '\r']) => {
                return Some((cell.replace("\r\n", "\n"), text.len() - rest.len()));
            }
            None => return None,
        }
    }
}

/// Writes a cell so that [`cells_of`] reads it among others.
pub fn cell_text(value: &str) -> String {
    if value.contains(['\t', '\n', '\r']) || value.starts_with('"') {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}

/// The cells of a table in their places: one that goes over several stands in the first, and the
/// others are empty.
pub fn table_cells(table: Vec<Vec<TableCell>>) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<Option<String>>> = vec![Vec::new(); table.len()];
    for (at, cells) in table.into_iter().enumerate() {
        let mut column = 0;
        for cell in cells {
            while matches!(rows[at].get(column), Some(Some(_))) {
                column += 1;
            }
            let columns = cell.columns.clamp(1, MAX_SPAN);
            let below = rows.iter_mut().skip(at).take(cell.rows.max(1));
            let mut text = cell.text;
            for row in below {
                if row.len() < column + columns {
                    row.resize(column + columns, None);
                }
                for place in &mut row[column..column + columns] {
                    *place = Some(std::mem::take(&mut text));
                }
            }
            column += columns;
        }
    }
    rows.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect()
}

/// A piece of HTML without its styles, which a page with a strict policy reports as violations even
/// where they apply to nothing: they stand in templates, and in attributes of another name.
pub fn without_styles(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        let (tag, after) = rest.split_at(rest.find('>').map_or(rest.len(), |end| end + 1));
        rest = after;
        let lower = tag.to_ascii_lowercase();
        let name = ["<style", "</style"].into_iter().find(|name| lower.starts_with(name));
        if let Some(name) = name {
            plain.push_str(&name.replace("style", "template"));
            plain.push_str(&tag[name.len()..]);
            continue;
        }
        let mut from = 0;
        for (at, _) in lower.match_indices("style") {
            let is_attribute = tag[..at].ends_with(|char: char| char.is_ascii_whitespace());
            if is_attribute && tag[at + 5..].trim_start().starts_with('=') {
                plain.push_str(&tag[from..at]);
                plain.push_str("data-");
                from = at;
            }
        }
        plain.push_str(&tag[from..]);
    }
    plain + rest
}

/// The text of a piece of HTML, from its texts and (`None`) its line breaks: white space is one space,
/// and none beside a break.
pub fn html_text<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let mut lines = vec![String::new()];
    for part in parts {
        match (part, lines.last_mut()) {
            (Some(text), Some(line)) => line.push_str(text),
            _ => lines.push(String::new()),
        }
    }
    lines.iter().map(|line| single_spaced(line)).collect::<Vec<_>>().join("\n")
}

fn single_spaced(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The cells of a paste, from its plain text and its table, if it has one.
///
/// The table knows where cells and lines end, what is merged, and that quotes are part of a text. The
/// plain text knows spaces better, and counts for each cell that is otherwise the same.
pub fn pasted_cells(plain: &str, table: Option<Vec<Vec<TableCell>>>) -> Vec<Vec<String>> {
    let plain = cells_of(plain);
    let Some(table) = table.map(table_cells).filter(|rows| rows.iter().any(|row| !row.is_empty()))
    else {
        return plain;
    };
    let exact = |at: usize, column: usize, text: &str| {
        let cell = plain.get(at)?.get(column)?;
        let is_same = cell.lines().map(single_spaced).eq(text.lines().map(single_spaced));
        is_same.then(|| cell.clone())
    };
    let row = |(at, row): (usize, Vec<String>)| {
        let cells = row.into_iter().enumerate();
        cells.map(|(column, text)| exact(at, column, &text).unwrap_or(text)).collect()
    };
    table.into_iter().enumerate().map(row).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table(rows: &[&[(&str, usize, usize)]]) -> Vec<Vec<TableCell>> {
        let cell = |&(text, columns, rows): &(&str, usize, usize)| TableCell {
            text: text.to_owned(),
            columns,
            rows,
        };
        rows.iter().map(|row| row.iter().map(cell).collect()).collect()
    }

    #[test]
    fn blocks_of_spreadsheets_are_read_with_quotes_and_line_breaks() {
        assert_eq!(cells_of("a\tb\nc\t\n"), [["a", "b"], ["c", ""]]);
        assert_eq!(
            cells_of("\"two\r\nlines\"\t\"say \"\"hi\"\"\"\r\nx"),
            vec![vec!["two\nlines".to_owned(), "say \"hi\"".to_owned()], vec!["x".to_owned()]]
        );
        assert_eq!(cells_of("a\rb"), [["a"], ["b"]]);
        assert_eq!(cells_of(""), [[""]]);
        assert_eq!(cells_of("\"\""), [[""]]);
        assert_eq!(cells_of("a\n\nb"), [["a"], [""], ["b"]]);
    }

    #[test]
    fn quotes_that_do_not_end_a_cell_are_part_of_its_text() {
        for text in [
            "\"Late\" check-out is free",
            "\"Late\" check-out is \"free\"",
            "6\" pipe",
            "\"",
            "\"open",
            "say \"hi\"",
        ] {
            assert_eq!(cells_of(text), [[text]]);
        }
        assert_eq!(cells_of("\"Late\" check-out\t\"b\""), [["\"Late\" check-out", "b"]]);
    }

    #[test]
    fn an_open_quote_swallows_no_lines() {
        assert_eq!(cells_of("\"open\nnext\nlast"), [["\"open"], ["next"], ["last"]]);
        assert_eq!(cells_of("\"open\tnext\nsay \"hi\" now")[0], ["\"open", "next"]);
    }

    #[test]
    fn merged_cells_take_their_places_and_shift_none() {
        let merged = table(&[
            &[("a", 1, 2), ("b", 2, 1), ("c", 1, 1)],
            &[("d", 1, 1), ("e", 1, 1), ("f", 1, 1)],
            &[("g", 1, 9)],
        ]);
        let cells = table_cells(merged);
        assert_eq!(cells[0], ["a", "b", "", "c"]);
        assert_eq!(cells[1], ["", "d", "e", "f"]);
        assert_eq!(cells[2], ["g"]);
        let huge = table(&[&[("a", usize::MAX, usize::MAX), ("b", 0, 0)]]);
        assert_eq!(table_cells(huge)[0].len(), MAX_SPAN + 1);
    }

    #[test]
    fn styles_of_html_are_taken_out_and_its_texts_stay() {
        assert_eq!(
            without_styles("<Style>td{}</STYLE><td\n style='x' colspan=2>a style=b<br></td> c < d"),
            "<template>td{}</template><td\n data-style='x' colspan=2>a style=b<br></td> c < d"
        );
        assert_eq!(without_styles("<p class=style>\u{e9}"), "<p class=style>\u{e9}");
        assert_eq!(without_styles("a <"), "a <");
    }

    #[test]
    fn texts_of_html_have_their_line_breaks_and_single_spaces() {
        let text = html_text([Some("\n  open\u{a0} daily"), None, Some(" 9 to\n   5 ")]);
        assert_eq!(text, "open daily\n9 to 5");
        assert_eq!(html_text([]), "");
    }

    #[test]
    fn a_table_counts_where_it_knows_more_than_the_plain_text() {
        // Google Sheets writes quotes as they are, LibreOffice a space for a line break.
        let quotes =
            pasted_cells("\"All day\"\tb", Some(table(&[&[("\"All day\"", 1, 1), ("b", 1, 1)]])));
        assert_eq!(quotes, [["\"All day\"", "b"]]);
        let lines = pasted_cells("open daily", Some(table(&[&[("open\ndaily", 1, 1)]])));
        assert_eq!(lines, [["open\ndaily"]]);
        let merged = table(&[&[("a", 2, 1), ("c", 1, 1)]]);
        assert_eq!(pasted_cells("a\tc", Some(merged)), [["a", "", "c"]]);
        let spaces = pasted_cells(" two  spaces\u{a0}", Some(table(&[&[("two spaces", 1, 1)]])));
        assert_eq!(spaces, [[" two  spaces\u{a0}"]], "the plain text has them all");
        assert_eq!(pasted_cells("a\tb", Some(Vec::new())), [["a", "b"]]);
        assert_eq!(pasted_cells("a\tb", None), [["a", "b"]]);
    }

    proptest! {
        #[test]
        fn rows_of_cells_come_back_from_the_clipboard_as_they_were(
            rows in prop::collection::vec(prop::collection::vec("[ab\"\t\n é]{0,6}", 2..4), 1..4)
        ) {
            let line = |row: &Vec<String>| row.iter().map(|cell| cell_text(cell)).collect::<Vec<_>>().join("\t");
            let text = rows.iter().map(line).collect::<Vec<_>>().join("\n");
            prop_assert_eq!(cells_of(&text), rows);
        }
    }
}
