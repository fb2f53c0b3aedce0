//! Texts that the app builds from what it knows.

use std::borrow::Cow;

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

/// A name or a text of somebody's in a sentence of ours: one that runs from right to left does not turn
/// what stands around it. It stands between U+2068 and U+2069, which only such a text needs; where there
/// are elements, `<bdi>` does the same.
pub(crate) fn isolated(name: &str) -> Cow<'_, str> {
    if diff::has_right_to_left(name) {
        Cow::Owned(format!("\u{2068}{name}\u{2069}"))
    } else {
        Cow::Borrowed(name)
    }
}

/// A sentence of ours with names in quotation marks, each of them [`isolated`].
pub(crate) fn isolated_names(sentence: &str) -> Cow<'_, str> {
    if !diff::has_right_to_left(sentence) {
        return Cow::Borrowed(sentence);
    }
    let mut out = String::new();
    for part in sentence.split_inclusive(['“', '”']) {
        match part.strip_suffix('”') {
            Some(name) => out.extend([&isolated(name), "”"]),
            None => out.push_str(part),
        }
    }
    Cow::Owned(out)
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

/// Letters for tests that search.
#[cfg(test)]
pub(crate) mod test_letters {
    use model::Letters;

    /// Letters as they are: for tests that have none in two encodings.
    pub(crate) struct Typed;

    impl Letters for Typed {
        fn composed(&self, text: &str) -> String {
            text.to_owned()
        }

        fn is_mark(&self, _: char) -> bool {
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{as_message, count, isolated, isolated_names};

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(count(1, "change"), "1 change");
        assert_eq!(count(2, "change"), "2 changes");
        assert_eq!(count(0, "query"), "0 queries");
        assert_eq!(count(3, "branch"), "3 branches");
        assert_eq!(count(3, "day"), "3 days");
    }

    #[test]
    fn a_name_from_right_to_left_turns_no_sentence_around() {
        assert_eq!(isolated("מלון"), "\u{2068}מלון\u{2069}");
        assert_eq!(isolated("Hôtel 5"), "Hôtel 5");
        assert_eq!(isolated_names("“מלון” deleted"), "“\u{2068}מלון\u{2069}” deleted");
        assert_eq!(isolated_names("“a” is “ב” now"), "“a” is “\u{2068}ב\u{2069}” now");
        assert_eq!(isolated_names("“Hôtel” deleted"), "“Hôtel” deleted");
    }

    #[test]
    fn messages_begin_with_a_capital_and_end_with_a_full_stop() {
        assert_eq!(as_message("the name is taken"), "The name is taken.");
        assert_eq!(as_message("Really?"), "Really?");
        assert_eq!(as_message(""), "");
    }
}
