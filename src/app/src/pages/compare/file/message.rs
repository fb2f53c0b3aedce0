//! What is said of a file that cannot be read, or that was read with something to know.

use super::content::{Content, DEEPEST, MAX_SIZE, Unreadable, megabytes};
use super::form::Other;

/// Why a file was not opened, and what can be done about it.
pub(in super::super) fn refusal(name: &str, reason: &Unreadable) -> (String, &'static str) {
    const EXPORT: &str = "Drop a projection, as PolyAI's command-line client writes it with --output-json-projection.";
    const AGAIN: &str = "It was not written to its end: export it again.";
    let (problem, hint) = match reason {
        Unreadable::Large(size) => (
            format!(
                "it has {}, and this page reads at most {}",
                megabytes(*size as f64),
                megabytes(MAX_SIZE)
            ),
            "Choose the branch or the version it was exported from as a side instead.",
        ),
        Unreadable::Gone => {
            ("it could not be read".to_owned(), "It may have been moved or changed: open it again.")
        }
        Unreadable::Utf32 => {
            ("it is in UTF-32".to_owned(), "Save it as UTF-8 or UTF-16 and open it again.")
        }
        Unreadable::Compressed => {
            ("it is compressed".to_owned(), "Unpack it and open the JSON file in it.")
        }
        Unreadable::Cut { line: 1, column: 1 } => ("it is empty".to_owned(), AGAIN),
        Unreadable::Cut { line, column } => {
            (format!("its JSON ends in the middle (line {line}, column {column})"), AGAIN)
        }
        Unreadable::NotJson { line, column } => {
            (format!("it is not JSON (line {line}, column {column})"), EXPORT)
        }
        Unreadable::Deep(depth) => (
            format!("its values are nested {depth} deep, and this page reads at most {DEEPEST}"),
            "No projection is: it may be damaged. Export it again.",
        ),
        Unreadable::Other(Other::NoObject) => ("it holds no projection".to_owned(), EXPORT),
        Unreadable::Other(Other::NoProjection) => {
            ("it is an answer of the command-line client without a projection".to_owned(), EXPORT)
        }
        Unreadable::Other(Other::Differences) => (
            "it holds differences that the command-line client found, no projection".to_owned(),
            EXPORT,
        ),
        Unreadable::Other(Other::Comparison) => (
            "it is a comparison that was exported here".to_owned(),
            "Open the files that were compared, or choose the versions again.",
        ),
        Unreadable::Other(Other::Failed(reason)) => {
            (format!("the command-line client wrote an error instead: {reason}"), EXPORT)
        }
    };
    (format!("“{name}” was not opened: {problem}"), hint)
}

/// What there is to know of a file that was read; `None` if there is nothing.
pub(in super::super) fn remark(name: &str, content: &Content) -> Option<(String, String)> {
    let remarks = &content.remarks;
    let mut said = Vec::new();
    let mut details = Vec::new();
    if remarks.twice_count > 0 {
        said.push(match remarks.twice_count {
            1 => "1 key stands twice".to_owned(),
            number => format!("{number} keys stand twice"),
        });
        details.push("Of keys that stand twice the last one counts.".to_owned());
        details.extend(remarks.twice.iter().map(|twice| {
            let [first, last] = &twice.values;
            format!("{}: first {first}, then {last}.", twice.path)
        }));
        let more = remarks.twice_count - remarks.twice.len();
        if more > 0 {
            details.push(format!("And {more} more."));
        }
    }
    if remarks.replaced > 0 {
        let places = match remarks.replaced {
            1 => "1 place is".to_owned(),
            number => format!("{number} places are"),
        };
        said.push(format!("{places} no character, shown as \u{fffd} (U+FFFD)"));
    }
    if content.is_foreign {
        said.push("nothing in it is known of an agent".to_owned());
        details.push("Is it a projection?".to_owned());
    }
    let said = said.join("; ");
    (!said.is_empty()).then(|| (format!("“{name}” was read, but: {said}."), details.join("\n")))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::content::{Remarks, Twice};
    use super::*;

    #[test]
    fn every_refusal_names_the_file_and_a_way_out() {
        for reason in [
            Unreadable::Large(70_000_000),
            Unreadable::Gone,
            Unreadable::Utf32,
            Unreadable::Compressed,
            Unreadable::Cut { line: 1, column: 1 },
            Unreadable::Cut { line: 3, column: 4 },
            Unreadable::NotJson { line: 3, column: 4 },
            Unreadable::Deep(900),
            Unreadable::Other(Other::NoObject),
            Unreadable::Other(Other::NoProjection),
            Unreadable::Other(Other::Differences),
            Unreadable::Other(Other::Comparison),
            Unreadable::Other(Other::Failed("no such branch".to_owned())),
        ] {
            let (text, hint) = refusal("a.json", &reason);
            assert!(text.starts_with("“a.json” was not opened: ") && hint.ends_with('.'), "{text}");
        }
    }

    #[test]
    fn what_there_is_to_know_is_said() {
        let twice = Twice { path: "a.b".to_owned(), values: ["1".to_owned(), "\"x\"".to_owned()] };
        let remarks = Remarks { replaced: 2, twice: vec![twice], twice_count: 3 };
        let content = Content { projection: Value::Null, remarks, is_foreign: false, digest: 0 };
        let (text, details) = remark("a.json", &content).unwrap();
        assert_eq!(
            text,
            "“a.json” was read, but: 3 keys stand twice; 2 places are no character, shown as \u{fffd} (U+FFFD)."
        );
        assert_eq!(
            details,
            "Of keys that stand twice the last one counts.\na.b: first 1, then \"x\".\nAnd 2 more."
        );
        let content = Content { remarks: Remarks::default(), ..content };
        assert_eq!(remark("a.json", &content), None);
    }
}
