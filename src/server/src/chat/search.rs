//! Which topics a message is about: SQLite's FTS5 over a table that lives for one question.

use std::collections::HashSet;

use rusqlite::{Connection, params};
use wire::Topic;

use crate::refusal::Refusal;

/// The most topics that one message retrieves.
const MOST: usize = 3;

/// The most different words of a message that are searched for: its first ones.
const MOST_WORDS: usize = 64;

/// What is longer is no word of any language.
const LONGEST_WORD: usize = 100;

/// Words that say nothing about a topic.
const COMMON: [&str; 58] = [
    "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "can", "could", "d", "do",
    "does", "for", "from", "have", "hello", "hi", "how", "i", "if", "in", "is", "it", "ll", "m",
    "may", "me", "my", "of", "on", "or", "please", "re", "s", "so", "t", "tell", "thank", "thanks",
    "that", "the", "there", "this", "to", "us", "want", "was", "we", "what", "when", "where",
    "which", "will", "with", "you",
];

/// The indexes of the topics that fit a message best, the best one first.
pub(super) fn best(topics: &[Topic], message: &str) -> Result<Vec<usize>, Refusal> {
    let query = query(message);
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let index = Connection::open_in_memory()?;
    index.execute_batch(
        "CREATE VIRTUAL TABLE topic USING fts5(name, queries, content, tokenize = 'porter unicode61');
         BEGIN;",
    )?;
    let mut insert =
        index.prepare("INSERT INTO topic (rowid, name, queries, content) VALUES (?, ?, ?, ?)")?;
    for (row, topic) in topics.iter().enumerate() {
        let queries = topic.example_queries.queries.join("\n");
        insert.execute(params![row, topic.name, queries, topic.content])?;
    }
    // A word in the name weighs more than one in a sample question, and that more than in the text.
    let mut search = index.prepare(
        "SELECT rowid FROM topic WHERE topic MATCH ? ORDER BY bm25(topic, 8.0, 4.0, 1.0), rowid LIMIT ?",
    )?;
    let rows = search.query_map(params![query, MOST], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The message's words, each quoted so that none is read as an operator, any of which may match.
fn query(message: &str) -> String {
    let words = message.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| (1..=LONGEST_WORD).contains(&word.len()));
    let mut seen = HashSet::new();
    let telling = words
        .map(str::to_lowercase)
        .filter(|word| !COMMON.contains(&word.as_str()) && seen.insert(word.clone()));
    let quoted = telling.take(MOST_WORDS).map(|word| format!("\"{word}\""));
    quoted.collect::<Vec<_>>().join(" OR ")
}

#[cfg(test)]
mod tests {
    use wire::ExampleQueries;

    use super::*;

    fn topic(name: &str, query: &str, content: &str) -> Topic {
        Topic {
            name: name.to_owned(),
            content: content.to_owned(),
            example_queries: ExampleQueries { queries: vec![query.to_owned()] },
            ..Topic::default()
        }
    }

    fn topics() -> [Topic; 3] {
        [
            topic("Breakfast", "When is breakfast served?", "From seven, beside the car park."),
            topic("Parking", "Where can I leave my car?", "Free for guests."),
            topic("Pool", "Can I swim?", "Open all year."),
        ]
    }

    #[test]
    fn names_weigh_more_than_text() {
        assert_eq!(best(&topics(), "Is there a car park? Parking, please!").unwrap(), [1, 0]);
        assert_eq!(best(&topics(), "swimming").unwrap(), [2]);
    }

    #[test]
    fn common_words_and_signs_find_nothing() {
        for message in ["", "  ", "what is that", "\"", "NEAR(", "* - ^ : {", "x AND", "\0"] {
            assert!(best(&topics(), message).unwrap().is_empty(), "{message:?}");
        }
    }

    #[test]
    fn the_first_sixty_four_different_words_are_searched_for() {
        assert_eq!(query("Pool, pool? POOL!"), "\"pool\"");
        let message = (0..1_000).map(|n| format!("w{n} w0")).collect::<Vec<_>>().join(" ");
        let searched = query(&message);
        assert_eq!(searched.split(" OR ").count(), 64);
        assert!(searched.starts_with("\"w0\" OR \"w1\"") && searched.ends_with("\"w63\""));
        assert_eq!(query(&"a".repeat(1 << 20)), "");
    }

    #[test]
    fn operators_are_words() {
        assert_eq!(best(&topics(), "pool\" OR name:*").unwrap(), [2]);
    }
}
