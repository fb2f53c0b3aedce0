//! Identifiers that something has elsewhere or will have.

use std::collections::HashMap;

/// For identifiers of one side, those that stand for them on the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids(HashMap<String, String>);

impl Ids {
    /// Says which identifier stands for one from now on.
    pub fn set(&mut self, id: impl Into<String>, stands_for_it: impl Into<String>) {
        self.0.insert(id.into(), stands_for_it.into());
    }

    /// The identifier that stands for one; itself if none does.
    pub fn get<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.get(id).map_or(id, String::as_str)
    }

    /// Whether no identifier is another one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A text in which every identifier is the one that stands for it, in references for instance.
    pub fn in_text(&self, text: &str) -> String {
        if self.0.is_empty() {
            return text.to_owned();
        }
        let is_part = |char: char| char.is_alphanumeric() || char == '-' || char == '_';
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(|char| !is_part(char)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            out.push_str(self.get(word));
            let next = after.find(is_part).unwrap_or(after.len());
            out.push_str(&after[..next]);
            rest = &after[next..];
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_identifiers_are_replaced() {
        let mut ids = Ids::default();
        ids.set("FN-1", "FN-9");
        assert_eq!(ids.in_text("{{fn:FN-1}}, FN-1 but FN-12."), "{{fn:FN-9}}, FN-9 but FN-12.");
        assert_eq!(ids.in_text("é FN-1"), "é FN-9");
        assert_eq!(ids.in_text(""), "");
        assert_eq!(ids.get("T"), "T");
    }
}
