//! The kinds of reference, as the platform writes them (contract §1.3).

use crate::snapshot::Section;

/// What a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceKind {
    /// `{{ho:…}}`: a destination of hand-offs.
    Handoff,
    /// `{{fn:…}}`: a function.
    Function,
    /// `{{ft:…}}`: a function of the flow whose step has the text.
    TransitionFunction,
    /// `{{attr:…}}`: the value that the variant has for an attribute.
    Attribute,
    /// `{{twilio_sms:…}}`: a text message template.
    Sms,
    /// `{{entity:…}}`: a value that a flow collects.
    Entity,
    /// `{{tn:…}}`: a text that is translated.
    Translation,
    /// `$name` or `{{vrbl:…}}`: a variable of the conversation.
    Variable,
    /// Any other `{{kind:…}}`, of which the studio knows nothing.
    Other,
}

/// How a reference is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// `{{kind:identifier}}`.
    Braces,
    /// `$name` or `${name}`.
    Dollar,
}

impl ReferenceKind {
    /// The kinds whose items a projection lists, in the order in which they are offered.
    pub const LISTED: [Self; 8] = [
        Self::Handoff,
        Self::Function,
        Self::TransitionFunction,
        Self::Attribute,
        Self::Sms,
        Self::Entity,
        Self::Translation,
        Self::Variable,
    ];

    /// What stands before the colon; `None` where that can be anything.
    pub fn prefix(self) -> Option<&'static str> {
        Some(match self {
            Self::Handoff => "ho",
            Self::Function => "fn",
            Self::TransitionFunction => "ft",
            Self::Attribute => "attr",
            Self::Sms => "twilio_sms",
            Self::Entity => "entity",
            Self::Translation => "tn",
            Self::Variable => "vrbl",
            Self::Other => return None,
        })
    }

    /// The kind with that prefix.
    pub fn from_prefix(prefix: &str) -> Self {
        let found = Self::LISTED.into_iter().find(|kind| kind.prefix() == Some(prefix));
        found.unwrap_or(Self::Other)
    }

    /// What stands before the name of an item of this kind where texts are read.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Handoff => "→ ",
            Self::Function | Self::TransitionFunction => "ƒ ",
            Self::Attribute => "attribute ",
            Self::Sms => "SMS ",
            Self::Entity => "entity ",
            Self::Translation => "translation ",
            Self::Variable => "$",
            Self::Other => "",
        }
    }

    /// What people call one item of this kind.
    pub fn label(self) -> &'static str {
        match self {
            Self::Handoff => "handoff",
            Self::Function => "function",
            Self::TransitionFunction => "function of a flow",
            Self::Attribute => "attribute",
            Self::Sms => "SMS template",
            Self::Entity => "entity",
            Self::Translation => "translation",
            Self::Variable => "variable",
            Self::Other => "reference",
        }
    }

    /// The section of an agent that has the items of this kind.
    pub fn section(self) -> Section {
        match self {
            Self::Handoff => Section::Handoffs,
            Self::Function => Section::Functions,
            Self::TransitionFunction => Section::Flows,
            Self::Attribute => Section::Variants,
            Self::Sms => Section::Sms,
            Self::Translation => Section::Languages,
            Self::Variable => Section::Variables,
            Self::Entity | Self::Other => Section::Other,
        }
    }

    /// The path of the collection of its items in a projection; those of flows have one each.
    pub(super) fn collection(self) -> Option<&'static str> {
        Some(match self {
            Self::Handoff => "/handoff/handoffs",
            Self::Function => "/functions/functions",
            Self::Attribute => "/variantManagement/attributes",
            Self::Sms => "/sms/templates",
            Self::Entity => "/entities/entities",
            Self::Translation => "/translations/translations",
            Self::Variable => "/variables/variables",
            Self::TransitionFunction | Self::Other => return None,
        })
    }
}
