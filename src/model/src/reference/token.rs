//! Finding references in a text.

use std::ops::Range;

use super::kind::{Notation, ReferenceKind};

/// One reference in a text. Ranges are in bytes of that text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What it stands for.
    pub kind: ReferenceKind,
    /// How it is written.
    pub notation: Notation,
    /// All of it.
    pub range: Range<usize>,
    /// Its identifier or name, without braces, prefix and dollar sign.
    pub key: Range<usize>,
}

/// All references of a text, in order.
pub fn references(text: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text[at..].find(['{', '$']) {
        let start = at + step;
        match token(text, start).or_else(|| variable(text, start)) {
            Some(reference) => {
                at = reference.range.end;
                found.push(reference);
            }
            None => at = start + 1,
        }
    }
    found
}

/// Whether a character can be part of what stands in the braces.
pub(super) fn is_key_char(char: char) -> bool {
    !matches!(char, '{' | '}' | '\u{2028}' | '\u{2029}') && !char.is_control()
}

/// `{{kind:key}}` at `start`.
fn token(text: &str, start: usize) -> Option<Reference> {
    let inner = text[start..].strip_prefix("{{")?;
    let length = inner.find(|char| !is_key_char(char))?;
    let (prefix, key) = inner[..length].split_once(':')?;
    let is_prefix =
        !prefix.is_empty() && prefix.chars().all(|char| char.is_ascii_lowercase() || char == '_');
    let key_start = start + 2 + prefix.len() + 1;
    let end = start + 2 + length;
    (is_prefix && !key.is_empty() && inner[length..].starts_with("}}")).then(|| Reference {
        kind: ReferenceKind::from_prefix(prefix),
        notation: Notation::Braces,
        range: start..end + 2,
        key: key_start..end,
    })
}

/// `$name` or `${name}` at `start`.
fn variable(text: &str, start: usize) -> Option<Reference> {
    let rest = text[start..].strip_prefix('$')?;
    let is_name = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let length = |rest: &str| rest.find(|char| !is_name(char)).unwrap_or(rest.len());
    let (key, end) = match rest.strip_prefix('{') {
        Some(inner) => {
            let length = length(inner);
            if length == 0 || !inner[length..].starts_with('}') {
                return None;
            }
            (start + 2..start + 2 + length, start + 3 + length)
        }
        // A digit cannot start a name: "$5" is money.
        None if rest.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_') => {
            let end = start + 1 + length(rest);
            (start + 1..end, end)
        }
        None => return None,
    };
    Some(Reference {
        kind: ReferenceKind::Variable,
        notation: Notation::Dollar,
        range: start..end,
        key,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<_> =
            references(text).into_iter().map(|hit| (&text[hit.range], &text[hit.key])).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn tokens_and_variables_are_found_and_prices_are_not() {
        check(
            "Call {{fn:book_table}} for $party_size people.",
            &[("{{fn:book_table}}", "book_table"), ("$party_size", "party_size")],
        );
        check(
            "{{ho:Duty manager}}{{attr:phone}}",
            &[("{{ho:Duty manager}}", "Duty manager"), ("{{attr:phone}}", "phone")],
        );
        check("Use ${variant_phone} or $x.", &[("${variant_phone}", "variant_phone"), ("$x", "x")]);
        check("It costs $5, {{not a token}}, {{:x}}, {{fn:}}, $ and {", &[]);
        check("{{fn:a\n}} {{twilio_sms:menu}}", &[("{{twilio_sms:menu}}", "menu")]);
        check("é$naïve", &[("$na", "na")]);
    }

    #[test]
    fn a_reference_that_is_being_typed_does_not_swallow_the_next_one() {
        check("{{fn: then {{ho:desk}}", &[("{{ho:desk}}", "desk")]);
        check("{{{ho:desk}}} ${{ho:desk}}", &[("{{ho:desk}}", "desk"), ("{{ho:desk}}", "desk")]);
    }

    #[test]
    fn the_kind_stands_before_the_colon() {
        let kinds: Vec<_> = references("{{ft:a}} {{attr:b:c}} {{zz:d}} {{vrbl:e}} $f")
            .into_iter()
            .map(|one| (one.kind, one.notation))
            .collect();
        let braces = |kind| (kind, Notation::Braces);
        assert_eq!(
            kinds,
            [
                braces(ReferenceKind::TransitionFunction),
                braces(ReferenceKind::Attribute),
                braces(ReferenceKind::Other),
                braces(ReferenceKind::Variable),
                (ReferenceKind::Variable, Notation::Dollar),
            ]
        );
    }
}
