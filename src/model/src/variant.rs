//! Variants (sites) and the attributes in which they differ.

use std::collections::BTreeMap;

use crate::id::{AttributeId, VariantId};

/// The most variants that an agent can have (contract §3.15).
pub const MAX_VARIANTS: usize = 1000;
/// The most attributes that an agent can have (contract §3.15).
pub const MAX_ATTRIBUTES: usize = 50;

/// A column of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The attribute's identifier.
    pub id: AttributeId,
    /// The name used in references; a Python identifier.
    pub name: String,
}

/// A row of the grid: one site with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The variant's identifier.
    pub id: VariantId,
    /// Unique within the branch.
    pub name: String,
    /// Whether calls without a variant use this one; exactly one variant is the default.
    pub is_default: bool,
    /// Values by attribute; a missing one is empty.
    pub values: BTreeMap<AttributeId, String>,
}

impl Variant {
    /// The value of one attribute; empty when it has none.
    pub fn value(&self, attribute: &AttributeId) -> &str {
        self.values.get(attribute).map_or("", String::as_str)
    }
}

/// Why an attribute cannot have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeProblem {
    /// It is empty.
    Missing,
    /// Another attribute has it.
    Taken,
    /// It is not a Python identifier: letters, digits and underscores, not starting with a digit.
    NotAnIdentifier,
    /// It is a reserved word of Python.
    Reserved,
}

impl AttributeProblem {
    /// Checks a name against the platform's rule (contract §1.6) and the names that are `taken`.
    pub fn of<'a>(name: &str, mut taken: impl Iterator<Item = &'a str>) -> Option<Self> {
        if name.is_empty() {
            Some(Self::Missing)
        } else if !is_identifier(name) {
            Some(Self::NotAnIdentifier)
        } else if PYTHON_KEYWORDS.contains(&name) {
            Some(Self::Reserved)
        } else {
            taken.any(|other| other == name).then_some(Self::Taken)
        }
    }

    /// The message for the person who typed the name.
    pub fn message(self) -> &'static str {
        match self {
            Self::Missing => "Give the attribute a name.",
            Self::Taken => "Another attribute has this name.",
            Self::NotAnIdentifier => {
                "Use letters, digits and underscores only, not starting with a digit."
            }
            Self::Reserved => "This word is reserved in Python; choose another.",
        }
    }
}

/// The reserved words of Python 3, which the platform refuses as names of attributes.
const PYTHON_KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|char| char.is_alphanumeric() || char == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attribute_names_are_python_identifiers_and_unique() {
        let check = |name: &str| AttributeProblem::of(name, ["phone"].into_iter());
        assert_eq!(check("opening_hours"), None);
        assert_eq!(check("größe"), None);
        assert_eq!(check(""), Some(AttributeProblem::Missing));
        assert_eq!(check("2nd"), Some(AttributeProblem::NotAnIdentifier));
        assert_eq!(check("check-in"), Some(AttributeProblem::NotAnIdentifier));
        assert_eq!(check("class"), Some(AttributeProblem::Reserved));
        assert_eq!(check("phone"), Some(AttributeProblem::Taken));
    }
}
