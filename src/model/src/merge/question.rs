//! What a person is asked about a merge.

use serde_json::Value;

use super::conflict::MergeConflict;
use crate::snapshot::Section;

/// Whose value it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    /// What is merged into: `main`, or the parent of a branch.
    Target,
    /// The branch.
    Branch,
    /// What both began with.
    Before,
}

/// A text with its name: "Content", and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedText {
    /// What people call it.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// Something that both sides changed, and a person has to decide.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The conflicts that the answer settles; at least one.
    pub conflicts: Vec<MergeConflict>,
    /// The part of the agent.
    pub section: Section,
    /// The name of what it is about: of a topic, a variant, a function.
    pub item: String,
    /// Which part of it; empty where it is all of it.
    pub field: String,
    /// What has happened there.
    pub matter: Matter,
}

/// What both sides did. Of three values, the first is that before both, the second that of the
/// target, the third that of the branch.
#[derive(Clone, Debug, PartialEq)]
pub enum Matter {
    /// Both edited a text.
    Text([String; 3]),
    /// Both edited a list of texts.
    List([Vec<String>; 3]),
    /// Both edited a value of a variant. `None` where there is none.
    Cell {
        /// The name of the variant.
        variant: String,
        /// The name of the attribute.
        attribute: String,
        /// The values.
        values: [Option<String>; 3],
    },
    /// Both changed a setting; in words.
    Setting([String; 3]),
    /// One side deleted what the other one edited.
    Deleted {
        /// Who deleted it.
        by: Party,
        /// The texts that the other one edited, as they were and as they are.
        edited: Vec<(String, [String; 2])>,
    },
    /// More than one would have this name.
    Twice {
        /// What each of them is: "topic".
        noun: &'static str,
        /// The name.
        name: String,
        /// Those that a side added or renamed. One that had the name before is not among them.
        claims: Vec<Claim>,
    },
}

impl Question {
    /// Which question it is: the path of its first conflict.
    pub fn key(&self) -> &[String] {
        self.conflicts.first().map(|conflict| conflict.path.as_slice()).unwrap_or_default()
    }

    /// The value of a party in the first conflict.
    pub fn value(&self, party: Party) -> Option<&Value> {
        let conflict = self.conflicts.first()?;
        match party {
            Party::Target => conflict.ours.as_ref(),
            Party::Branch => conflict.theirs.as_ref(),
            Party::Before => conflict.base.as_ref(),
        }
    }
}

/// An item that a side gave a name that another one has as well.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Who added or renamed it.
    pub party: Party,
    /// The path of its conflict.
    pub path: Vec<String>,
    /// The name it had before, where it was renamed and not added.
    pub renamed_from: Option<String>,
    /// The item, or its name where it was renamed.
    pub value: Value,
    /// What it contains, for people.
    pub texts: Vec<NamedText>,
}
