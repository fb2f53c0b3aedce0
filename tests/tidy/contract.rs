//! Every citation of the contract leads to a section of src/wire/contract.

use std::collections::BTreeSet;

use crate::files::{self, File};
use crate::none;

#[test]
fn every_cited_section_of_the_contract_exists() {
    let known = sections(&files::all("src/wire/contract", &[".md"]));
    let files = files::all("", &[".rs", ".md", ".toml", ".sql"]);
    let cited: Vec<(&str, String)> = files
        .iter()
        .flat_map(|file| citations(&file.text).into_iter().map(|cited| (&*file.path, cited)))
        .collect();
    assert!(cited.len() > 100, "only {} citations were found", cited.len());
    none(
        "a citation of a section that src/wire/contract does not have",
        cited
            .into_iter()
            .filter(|(_, section)| !known.contains(section))
            .map(|(path, section)| format!("{path}: contract {section}")),
    );
}

#[test]
fn citations_are_read_with_their_rows_items_and_headings() {
    let of = |text: &str| citations(text);
    assert_eq!(
        of("/// Topics (contract §1.4, §0.1 rows 3, 9 and 18)."),
        ["§1.4", "§0.1", "§0.1 row 3", "§0.1 row 9", "§0.1 row 18"]
    );
    assert_eq!(of("// (contract\n    // Part 6, 3), so the place"), ["Part 6", "Part 6, 3"]);
    assert_eq!(of("//! (contract Part 4, \"Ids\")."), ["Part 4", "Part 4, Ids"]);
    assert_eq!(of("(contract §1.3 to §1.6). §9.9"), ["§1.3", "§1.6"]);
    assert_eq!(of("in the form of contract §2.13b."), ["§2.13b"]);
    assert_eq!(of("the contract of §2.1"), Vec::<String>::new());
}

#[test]
fn sections_are_headings_rows_and_items() {
    let text =
        "# Part 0. Sources\n## §0.1 Rows\n| row | a |\n| 1 | b |\n# Part 6. Unknown\n3. c\n## Ids";
    let file = File { path: "x.md".to_owned(), text: text.to_owned() };
    let expected = ["Part 0", "Part 6", "Part 6, 3", "Part 6, Ids", "§0.1", "§0.1 row 1"];
    assert_eq!(sections(&[file]).into_iter().collect::<Vec<_>>(), expected);
}

/// What the contract has, as [`citations`] writes it.
fn sections(files: &[File]) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for file in files {
        let (mut part, mut section) = (String::new(), String::new());
        for line in file.text.lines() {
            if let Some(heading) = line.strip_prefix("# ") {
                part = heading.split('.').next().unwrap_or_default().to_owned();
                known.insert(part.clone());
            } else if let Some(heading) = line.strip_prefix("## ") {
                let first = heading.split([' ', ',']).next().unwrap_or_default();
                section = match first.starts_with('§') {
                    true => first.to_owned(),
                    false => format!("{part}, {first}"),
                };
                known.insert(section.clone());
            } else if let Some(row) = line.strip_prefix("| ").and_then(number) {
                known.insert(format!("{section} row {row}"));
            } else if let Some(item) = number(line) {
                known.insert(format!("{part}, {item}"));
            }
        }
    }
    known
}

/// The number that a text begins with.
fn number(text: &str) -> Option<&str> {
    let end = text.find(|char: char| !char.is_ascii_digit())?;
    (end > 0).then(|| &text[..end])
}

/// The sections, rows, items and headings that a text cites after the word "contract".
fn citations(text: &str) -> Vec<String> {
    let words: Vec<&str> = text
        .lines()
        .map(|line| line.trim_start().trim_start_matches(['/', '!', '#', '-']))
        .flat_map(str::split_whitespace)
        .collect();
    let mut cited = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if word.ends_with("contract") {
            cite(&words[at + 1..], &mut cited);
        }
    }
    cited
}

fn cite(words: &[&str], cited: &mut Vec<String>) {
    let mut place = String::new();
    let mut previous = "";
    for word in words {
        let name = word.trim_end_matches(|char: char| !char.is_alphanumeric());
        match name {
            "Part" | "row" | "rows" | "and" | "to" => {}
            _ if name.starts_with('§') => place = name.to_owned(),
            _ if previous == "Part" && number(&format!("{name} ")).is_some() => {
                place = format!("Part {name}");
            }
            _ if place.is_empty() => return,
            _ if number(&format!("{name} ")) == Some(name) => {
                let link = if place.starts_with('§') { " row" } else { "," };
                cited.push(format!("{place}{link} {name}"));
            }
            _ if name.starts_with('"') => {
                cited.push(format!("{place}, {}", name.trim_matches('"')));
            }
            _ => return,
        }
        if name == place || previous == "Part" {
            cited.push(place.clone());
        }
        if word.contains([')', ';', ':']) || word.ends_with('.') {
            return;
        }
        previous = name;
    }
}
