//! JSON as a tree, built a little at a time, and what its text says that the tree does not.

use std::fmt;

use json_event_parser::{JsonEvent, JsonSyntaxError, LowLevelJsonParser};
use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::content::{DEEPEST, Remarks, Twice, Unreadable};

/// So much is done in one step: far less than can be felt.
const EVENTS: usize = 400;
const BYTES: usize = 64 * 1024;

/// How many keys that stand twice are told.
const MOST_TWICE: usize = 20;

/// JSON that is read.
pub(super) struct Tree {
    text: Vec<u8>,
    /// How far the text was searched for halves of characters.
    repaired: usize,
    /// How far the text was read.
    at: usize,
    parser: LowLevelJsonParser,
    builder: Builder,
}

/// A value under construction.
#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Value>,
    depth: usize,
    deepest: usize,
    remarks: Remarks,
}

/// A list or an object whose end was not read yet.
enum Open {
    List(Vec<Value>),
    /// With the key whose value comes next.
    Object(Map<String, Value>, String),
}

impl Tree {
    /// Begins with a text in which some places were no characters.
    pub(super) fn new((text, replaced): (Vec<u8>, usize)) -> Self {
        Self {
            text,
            repaired: 0,
            at: 0,
            // How deep it may be is measured below.
            parser: LowLevelJsonParser::new().with_max_stack_size(usize::MAX),
            builder: Builder {
                remarks: Remarks { replaced, ..Remarks::default() },
                ..Builder::default()
            },
        }
    }

    /// How much of the work is done, from 0 to 1.
    pub(super) fn done(&self) -> f64 {
        let length = self.text.len().max(1) as f64;
        0.1 * (self.repaired as f64 / length) + 0.9 * (self.at as f64 / length)
    }

    /// Does some of the work. Returns whether any is left.
    pub(super) fn step(&mut self) -> Result<bool, Unreadable> {
        if self.repaired < self.text.len() {
            self.repair();
            return Ok(true);
        }
        let from = self.at;
        for _ in 0..EVENTS {
            let found = self.parser.parse_next(&self.text[self.at..], true);
            self.at += found.consumed_bytes;
            // Without an event it would wait for more text, which there is not.
            let Some(event) = found.event else { return Err(cut(&self.text)) };
            let event = event.map_err(|error| not_json(&self.text, &error))?;
            if event == JsonEvent::Eof {
                return match self.builder.deepest {
                    deepest if deepest > DEEPEST => Err(Unreadable::Deep(deepest)),
                    _ => Ok(false),
                };
            }
            self.builder.take(event);
            if self.at - from > BYTES {
                break;
            }
        }
        Ok(true)
    }

    /// The tree, once no work is left.
    pub(super) fn finish(self) -> (Value, Remarks) {
        (self.builder.root.unwrap_or_default(), self.builder.remarks)
    }

    /// What was built so far, to be taken apart: a large tree takes its time.
    pub(super) fn into_parts(self) -> Vec<Value> {
        let open = self.builder.open.into_iter().map(|open| match open {
            Open::List(list) => Value::Array(list),
            Open::Object(map, _) => Value::Object(map),
        });
        open.chain(self.builder.root).collect()
    }

    /// Writes U+FFFD for every half of a character that is written as an escape.
    fn repair(&mut self) {
        let end = (self.repaired + 16 * BYTES).min(self.text.len());
        while let Some(at) = self.text[self.repaired..end].iter().position(|byte| *byte == b'\\') {
            let escape = self.repaired + at;
            let length = match (unit(&self.text, escape), unit(&self.text, escape + ESCAPE)) {
                (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => 2 * ESCAPE,
                (Some(0xD800..0xE000), _) => {
                    self.text[escape..escape + ESCAPE].copy_from_slice(b"\\ufffd");
                    self.builder.remarks.replaced += 1;
                    ESCAPE
                }
                (Some(_), _) => ESCAPE,
                (None, _) => 2,
            };
            self.repaired = escape + length;
            if self.repaired >= end {
                return;
            }
        }
        self.repaired = end;
    }
}

/// Takes apart some values. Returns whether any are left.
pub(super) fn dismantle(values: &mut Vec<Value>) -> bool {
    for _ in 0..EVENTS {
        match values.pop() {
            Some(Value::Array(list)) => values.extend(list),
            Some(Value::Object(map)) => values.extend(map.into_iter().map(|(_, value)| value)),
            Some(_) => {}
            None => return false,
        }
    }
    true
}

/// The length of an escape like `\ud83d`.
const ESCAPE: usize = 6;

/// The UTF-16 unit that an escape stands for.
fn unit(text: &[u8], at: usize) -> Option<u16> {
    let digits = text.get(at..at + ESCAPE)?.strip_prefix(b"\\u")?;
    let is_plain = digits.iter().all(u8::is_ascii_hexdigit);
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok().filter(|_| is_plain)
}

impl Builder {
    fn take(&mut self, event: JsonEvent) {
        match event {
            JsonEvent::StartArray | JsonEvent::StartObject => {
                self.depth += 1;
                self.deepest = self.deepest.max(self.depth);
            }
            JsonEvent::EndArray | JsonEvent::EndObject => self.depth -= 1,
            _ => {}
        }
        if self.deepest > DEEPEST {
            // From here on it is only measured how deep.
            return;
        }
        let value = match event {
            JsonEvent::StartArray => return self.open.push(Open::List(Vec::new())),
            JsonEvent::StartObject => {
                return self.open.push(Open::Object(Map::new(), String::new()));
            }
            JsonEvent::ObjectKey(found) => {
                if let Some(Open::Object(_, key)) = self.open.last_mut() {
                    *key = found.into_owned();
                }
                return;
            }
            JsonEvent::EndArray | JsonEvent::EndObject => match self.open.pop() {
                Some(Open::List(list)) => Value::Array(list),
                Some(Open::Object(map, _)) => Value::Object(map),
                None => return,
            },
            JsonEvent::String(text) => Value::String(text.into_owned()),
            JsonEvent::Number(text) => text.parse().map_or(Value::Null, Value::Number),
            JsonEvent::Boolean(flag) => Value::Bool(flag),
            JsonEvent::Null => Value::Null,
            JsonEvent::Eof => return,
        };
        self.put(value);
    }

    fn put(&mut self, value: Value) {
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some(Open::List(list)) => list.push(value),
            Some(Open::Object(map, key)) => match map.entry(std::mem::take(key)) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(mut entry) => {
                    let key = entry.key().clone();
                    let values = [shortened(entry.get()), shortened(&value)];
                    entry.insert(value);
                    self.twice(&key, values);
                }
            },
        }
    }

    fn twice(&mut self, key: &str, values: [String; 2]) {
        self.remarks.twice_count += 1;
        if self.remarks.twice.len() < MOST_TWICE {
            let above = self.open.split_last().map_or(&[][..], |(_, above)| above);
            let mut path: Vec<String> = above.iter().map(Open::place).collect();
            path.push(key.to_owned());
            self.remarks.twice.push(Twice { path: path.join("."), values });
        }
    }
}

impl Open {
    /// The key or the number of the value that comes next.
    fn place(&self) -> String {
        match self {
            Self::List(list) => (list.len() + 1).to_string(),
            Self::Object(_, key) => key.clone(),
        }
    }
}

fn not_json(text: &[u8], error: &JsonSyntaxError) -> Unreadable {
    let start = error.location().start;
    let offset = usize::try_from(start.offset).unwrap_or(usize::MAX).min(text.len());
    if text[offset..].iter().all(u8::is_ascii_whitespace)
        || error.message().starts_with("Unexpected end of file")
    {
        return cut(text);
    }
    Unreadable::NotJson { line: start.line as usize + 1, column: column(text, offset) }
}

/// The text ends before its value does.
fn cut(text: &[u8]) -> Unreadable {
    let line = text.iter().filter(|byte| **byte == b'\n').count() + 1;
    Unreadable::Cut { line, column: column(text, text.len()) }
}

/// The place in its line, in characters, counted from 1.
fn column(text: &[u8], offset: usize) -> usize {
    let start = text[..offset].iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
    let before = &text[start.map_or(0, |at| at + 1)..offset];
    String::from_utf8_lossy(before).chars().count() + 1
}

/// A value as people can read it in a message.
fn shortened(value: &Value) -> String {
    const LONGEST: usize = 60;
    /// Takes in the start of what is written, then refuses.
    struct Start(String);
    impl fmt::Write for Start {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            if self.0.len() > 4 * LONGEST {
                return Err(fmt::Error);
            }
            self.0.push_str(text);
            Ok(())
        }
    }
    let mut start = Start(String::new());
    // It fails when there is more than is shown.
    let _ = fmt::Write::write_fmt(&mut start, format_args!("{value}"));
    match start.0.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &start.0[..end]),
        None => start.0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn read(text: &str) -> Result<(Value, Remarks), Unreadable> {
        let mut tree = Tree::new((text.as_bytes().to_vec(), 0));
        while tree.step()? {}
        Ok(tree.finish())
    }

    fn replaced(text: &str) -> (Value, usize) {
        let (value, remarks) = read(text).unwrap();
        (value, remarks.replaced)
    }

    #[test]
    fn half_surrogates_are_shown_as_such_and_counted() {
        assert_eq!(replaced(r#""a\\ud83db""#), (json!("a\\ud83db"), 0));
        assert_eq!(replaced(r#""a\\\ud83db""#), (json!("a\\\u{fffd}b"), 1));
        assert_eq!(replaced(r#""\ud83d""#), (json!("\u{fffd}"), 1));
        assert_eq!(replaced(r#""\uDE00\uD83D""#), (json!("\u{fffd}\u{fffd}"), 2));
        assert_eq!(replaced(r#""\ud83d\ud83d\ude00\n""#), (json!("\u{fffd}😀\n"), 1));
        assert_eq!(replaced(r#"{"\ud83d": 1}"#), (json!({"\u{fffd}": 1}), 1));
        assert!(read(r#""\ud8""#).is_err() && read(r#""\u+1ff""#).is_err());
    }

    #[test]
    fn a_key_that_stands_twice_is_told_with_both_values() {
        let (value, remarks) = read(r#"{"a": [0, {"b": {"c": 1, "d": 2, "c": "x"}}]}"#).unwrap();
        assert_eq!(value, json!({"a": [0, {"b": {"c": "x", "d": 2}}]}));
        let twice =
            Twice { path: "a.2.b.c".to_owned(), values: ["1".to_owned(), "\"x\"".to_owned()] };
        assert_eq!(remarks, Remarks { replaced: 0, twice: vec![twice], twice_count: 1 });
        let many = format!("{{{}\"k\": {:?}}}", "\"k\": [1], ".repeat(50), "y".repeat(100));
        let (_, remarks) = read(&many).unwrap();
        assert_eq!((remarks.twice.len(), remarks.twice_count), (MOST_TWICE, 50));
        assert!(remarks.twice.iter().all(|twice| twice.path == "k"));
    }

    #[test]
    fn a_tree_is_as_deep_as_may_be_or_its_depth_is_told() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(&nested(DEEPEST)).is_ok());
        assert!(serde_json::from_str::<Value>(&nested(DEEPEST)).is_ok(), "as deep as an answer");
        assert_eq!(read(&nested(DEEPEST + 1)), Err(Unreadable::Deep(DEEPEST + 1)));
        assert_eq!(read(&nested(100_000)), Err(Unreadable::Deep(100_000)));
        let object = format!("{}1{}", "{\"a\":".repeat(300), "}".repeat(300));
        assert_eq!(read(&object), Err(Unreadable::Deep(300)));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let wrong = |line, column| Err(Unreadable::NotJson { line, column });
        let cut = |line, column| Err(Unreadable::Cut { line, column });
        assert_eq!(read("{\n  oops"), wrong(2, 3));
        assert_eq!(read("{\"é\": oops}"), wrong(1, 7));
        assert_eq!(read("{\"a\": 1,}"), wrong(1, 9));
        assert_eq!(read("{\"a\": NaN}"), wrong(1, 7));
        assert_eq!(read("{} {}"), wrong(1, 4));
        assert_eq!(read("{\"a\": 1"), cut(1, 8));
        assert_eq!(read("{\"a\": \n\n\"x"), cut(3, 3));
        assert_eq!(read("[1, "), cut(1, 5));
        assert_eq!(read(""), cut(1, 1));
        assert_eq!(read("[\"a\\u00"), cut(1, 8));
    }

    #[test]
    fn taking_apart_ends() {
        let mut tree = Tree::new((br#"{"a": [1, {"b": 2}], "c": ["#.to_vec(), 0));
        while tree.step().is_ok_and(|more| more) {}
        let mut parts = tree.into_parts();
        assert_eq!(parts.len(), 2);
        while dismantle(&mut parts) {}
        assert!(parts.is_empty());
    }

    proptest! {
        #[test]
        fn any_tree_is_read_as_by_serde_json(seed: u64, is_pretty: bool) {
            let mut random = diff::generate::Random::new(seed);
            let document = diff::generate::document(&mut random, 4);
            let text = if is_pretty {
                serde_json::to_string_pretty(&document).unwrap()
            } else {
                document.to_string()
            };
            let (found, remarks) = read(&text).unwrap();
            prop_assert_eq!(found.to_string(), document.to_string());
            prop_assert_eq!(remarks, Remarks::default());
        }

        #[test]
        fn any_text_is_read_or_refused_as_by_serde_json(
            text in "[\\[\\]{}\",:0-9eE+.\\\\ u\\ntrfalse\\-]{0,24}",
        ) {
            let expected = serde_json::from_str::<Value>(&text);
            match (read(&text), expected) {
                (Ok((found, _)), Ok(expected)) => {
                    prop_assert_eq!(found.to_string(), expected.to_string());
                }
                (found, expected) => prop_assert_eq!(found.is_ok(), expected.is_ok(), "{}", text),
            }
        }
    }
}
