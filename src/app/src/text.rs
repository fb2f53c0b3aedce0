//! Texts that the app builds from what it knows.

use client::ApiError;

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

/// What the API refused, and what to do about it.
pub(crate) fn error_text(error: &ApiError) -> String {
    format!("{} {}", as_message(&error.to_string()), error.advice())
}

/// What could not be read, and what to do about it.
pub(crate) fn reading_error_text(error: &ApiError) -> String {
    format!("{} {}", as_message(&error.to_string()), error.advice_on_reading())
}

/// A text of the API as a message: with a capital and a full stop.
pub(crate) fn as_message(text: &str) -> String {
    let mut chars = text.trim().chars();
    let Some(first) = chars.next() else { return String::new() };
    let mut message: String = first.to_uppercase().chain(chars).collect();
    if !message.ends_with(['.', '!', '?', '…']) {
        message.push('.');
    }
    message
}

#[cfg(test)]
mod tests {
    use super::{as_message, count};

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(count(1, "change"), "1 change");
        assert_eq!(count(2, "change"), "2 changes");
        assert_eq!(count(0, "query"), "0 queries");
        assert_eq!(count(3, "branch"), "3 branches");
        assert_eq!(count(3, "day"), "3 days");
    }

    #[test]
    fn messages_begin_with_a_capital_and_end_with_a_full_stop() {
        assert_eq!(as_message("the name is taken"), "The name is taken.");
        assert_eq!(as_message("Really?"), "Really?");
        assert_eq!(as_message(""), "");
    }
}
