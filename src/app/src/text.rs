//! Texts that the app builds from what it knows.

/// A count with its noun in the right number.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        return format!("1 {noun}");
    }
    match noun.strip_suffix('y') {
        Some(stem) if !noun.ends_with("ay") && !noun.ends_with("ey") => {
            format!("{number} {stem}ies")
        }
        _ if noun.ends_with("ch") => format!("{number} {noun}es"),
        _ => format!("{number} {noun}s"),
    }
}

/// A message of the API as a sentence: with a capital and a full stop.
pub(crate) fn sentence(text: &str) -> String {
    let mut chars = text.trim().chars();
    let Some(first) = chars.next() else { return String::new() };
    let mut sentence: String = first.to_uppercase().chain(chars).collect();
    if !sentence.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::{count, sentence};

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(count(1, "change"), "1 change");
        assert_eq!(count(2, "change"), "2 changes");
        assert_eq!(count(0, "query"), "0 queries");
        assert_eq!(count(3, "branch"), "3 branches");
        assert_eq!(count(3, "day"), "3 days");
    }

    #[test]
    fn messages_become_sentences() {
        assert_eq!(sentence("the name is taken"), "The name is taken.");
        assert_eq!(sentence("Really?"), "Really?");
        assert_eq!(sentence(""), "");
    }
}
