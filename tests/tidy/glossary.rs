//! The project's words: `src/README.md` gives each one meaning, and what it replaced stays away.

use std::collections::BTreeMap;

use crate::files::{self, File};
use crate::none;

/// A word of the table.
struct Word {
    name: String,
    meaning: String,
    /// The names that it replaced.
    replaced: Vec<String>,
}

#[test]
fn every_word_has_one_meaning() {
    let words = words(&files::read("src/README.md"));
    assert!(words.len() >= 30, "the table of words was not found");
    let mut meanings: BTreeMap<&str, usize> = BTreeMap::new();
    for word in &words {
        assert!(!word.meaning.is_empty(), "{} has no meaning", word.name);
        *meanings.entry(&word.name).or_default() += 1;
    }
    let twice = meanings.iter().filter(|(_, times)| **times > 1);
    none("a word with two meanings", twice.map(|(name, _)| (*name).to_owned()));
    let sorted: Vec<&str> = meanings.keys().copied().collect();
    let listed: Vec<&str> = words.iter().map(|word| word.name.as_str()).collect();
    assert_eq!(listed, sorted, "the words stand in the order of the alphabet");
}

#[test]
fn replaced_words_stay_away() {
    let words = words(&files::read("src/README.md"));
    let sources = files::all("src", &[".rs"]);
    none("a word that another one replaced", sources.iter().flat_map(|file| old(file, &words)));
    let file = File { path: "x.rs".into(), text: "struct Roommate;\nfn room(_: Room) {}".into() };
    assert_eq!(old(&file, &words), ["x.rs:2: Room (the word is page)"]);
}

/// Where a file uses a name that was replaced.
fn old(file: &File, words: &[Word]) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in file.lines() {
        let names: Vec<&str> = line.split(|char: char| !char.is_alphanumeric()).collect();
        for word in words {
            for replaced in &word.replaced {
                if names.contains(&replaced.as_str()) {
                    found.push(file.at(number, &format!("{replaced} (the word is {})", word.name)));
                }
            }
        }
    }
    found
}

/// The rows of the table of words.
fn words(text: &str) -> Vec<Word> {
    let (_, table) = text.split_once("| word | meaning | not |\n").unwrap();
    let rows = table.lines().skip(1).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let replaced = cells[2].split(", ").filter(|name| !name.is_empty());
        Word {
            name: cells[0].to_owned(),
            meaning: cells[1].to_owned(),
            replaced: replaced.map(str::to_owned).collect(),
        }
    })
    .collect()
}
