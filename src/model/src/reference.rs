//! References inside behavior and topics: `{{fn:…}}` and `$variable` (contract §1.3).

use std::ops::Range;

/// The kinds of reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// `{{kind:name}}`: a function, hand-off, attribute, message template, ….
    Token,
    /// `$name`: a variable of the conversation.
    Variable,
}

/// One reference in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The kind of reference.
    pub kind: ReferenceKind,
    /// Its position in the text, in bytes.
    pub range: Range<usize>,
}

/// All references of a text, in order.
pub fn references(text: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text[at..].find(['{', '$']) {
        let start = at + step;
        let rest = &text[start..];
        let hit = token_length(rest)
            .map(|length| (ReferenceKind::Token, length))
            .or_else(|| variable_length(rest).map(|length| (ReferenceKind::Variable, length)));
        match hit {
            Some((kind, length)) => {
                found.push(Reference { kind, range: start..start + length });
                at = start + length;
            }
            None => at = start + 1,
        }
    }
    found
}

/// The length of `{{kind:name}}` at the start of `text`; a token does not span lines.
fn token_length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("{{")?;
    let end = inner.find("}}")?;
    let (kind, name) = inner[..end].split_once(':')?;
    let is_kind =
        !kind.is_empty() && kind.chars().all(|char| char.is_ascii_lowercase() || char == '_');
    (is_kind && !name.is_empty() && !name.contains('\n')).then_some(end + 4)
}

/// The length of `$name` or `${name}` at the start of `text`.
fn variable_length(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('$')?;
    let is_name = |char: char| char.is_ascii_alphanumeric() || char == '_';
    if let Some(inner) = rest.strip_prefix('{') {
        let end = inner.find('}')?;
        let name = &inner[..end];
        return (!name.is_empty() && name.chars().all(is_name)).then_some(end + 3);
    }
    // A digit cannot start a name: "$5" is money.
    rest.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_')
        .then(|| 1 + rest.find(|char| !is_name(char)).unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> =
            references(text).iter().map(|hit| &text[hit.range.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn tokens_and_variables_are_found_and_prices_are_not() {
        check(
            "Call {{fn:book_table}} for $party_size people.",
            &["{{fn:book_table}}", "$party_size"],
        );
        check(
            "{{ho:default-handoff}}{{attr:phone}}",
            &["{{ho:default-handoff}}", "{{attr:phone}}"],
        );
        check("Use ${variant_phone} or $x.", &["${variant_phone}", "$x"]);
        check("It costs $5, {{not a token}}, {{:x}}, {{fn:}}, $ and {", &[]);
        check("{{fn:a\n}} {{twilio_sms:menu}}", &["{{twilio_sms:menu}}"]);
        check("é$naïve", &["$na"]);
    }
}
