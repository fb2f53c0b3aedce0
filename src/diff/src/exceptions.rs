//! The one table of differences that are no change.
//!
//! Everything else that differs between two projections is a change or a note. A part of a path is
//! a key; `*` stands for one key or one entry of a list, a leading `**` for any number of keys.

/// One row: where a difference is no change, which one, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Where, from the root of the projection.
    pub path: &'static str,
    /// Which difference.
    pub allows: Allowance,
    /// Where this is known from.
    pub source: &'static str,
    /// Why it is no change.
    pub reason: &'static str,
}

/// What may differ at a place without being a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Allowance {
    /// Any text, `null` or nothing.
    AnyText,
    /// Any map of kinds to maps of identifiers to booleans, or nothing.
    References,
    /// A list of the keys of the `entities` beside it. Its order is compared, as moves.
    KeysOfEntities,
    /// `null` and nothing.
    NullUnset,
    /// `false` and nothing.
    FalseUnset,
    /// An empty text and nothing.
    EmptyTextUnset,
    /// A row of the grid without a value, and nothing.
    EmptyRowUnset,
    /// Numbers that lead to the same order of items.
    Numbering,
    /// Line ends of a text, and one at its very end.
    LineEnds,
    /// The spelling of a number: `2` and `2.0`.
    NumberSpelling,
}

const fn row(
    path: &'static str,
    allows: Allowance,
    source: &'static str,
    reason: &'static str,
) -> Exception {
    Exception { path, allows, source, reason }
}

const SHAPE: &str = "projections of 83 agents";
const ADK: &str = "the command-line client, which had false differences here";

/// Every exception. None of them holds inside of [`LITERAL`] places, but the spelling of numbers.
#[rustfmt::skip]
pub const EXCEPTIONS: &[Exception] = {
    use Allowance::*;
    const WHO: &str = "who edited it, and when";
    &[
        row("**.createdAt", AnyText, SHAPE, WHO),
        row("**.createdBy", AnyText, SHAPE, WHO),
        row("**.updatedAt", AnyText, SHAPE, WHO),
        row("**.updatedBy", AnyText, SHAPE, WHO),
        row("**.references", References, SHAPE, "derived from the text beside it"),
        row("**.ids", KeysOfEntities, SHAPE, "repeats the keys of the entities; their order is shown as moves"),
        row("variantManagement.variantAttributeValues.ids", KeysOfEntities, SHAPE, "its rows belong to variants, whose order is the one shown"),
        row("**", NullUnset, "versions of one agent, of which some have `csat: null` and some no `csat`", "nothing is set"),
        row("**", LineEnds, "texts pasted on other systems", "the same lines"),
        row("**", NumberSpelling, "JSON", "the same number"),
        row("agentSettings.personality.adjectives.*", FalseUnset, ADK, "a choice that is not made"),
        row("multilingualAgentSettings.personality.adjectives.*", FalseUnset, ADK, "a choice that is not made"),
        row("testing.testCases.entities.*.assertions.*.payload.value.isAsserted", FalseUnset, ADK, "left out by the platform when it is false"),
        row("variantManagement.variantAttributeValues.entities.*", EmptyRowUnset, SHAPE, "no value is set"),
        row("variantManagement.variantAttributeValues.entities.*.values.*", EmptyTextUnset, SHAPE, "no value is set"),
        row("pronunciations.pronunciations.entities.*.position", Numbering, SHAPE, "only orders the pronunciations; their order is shown as moves"),
    ]
};

/// The builder's own JSON, in which every key means what its builder wants it to mean: it is
/// compared literally, and keys are shown as they are written. Everything below these places.
pub const LITERAL: &[&str] = &[
    "realTimeConfig.values",
    "realTimeConfig.variables",
    "realTimeConfig.schema",
    "realTimeConfig.*.values",
    "realTimeConfig.*.variables",
    "realTimeConfig.*.schema",
    "realTimeConfig.entities.*.values",
    "realTimeConfig.entities.*.variables",
    "realTimeConfig.entities.*.schema",
    "realTimeConfigs.values",
    "realTimeConfigs.variables",
    "realTimeConfigs.schema",
    "realTimeConfigs.*.values",
    "realTimeConfigs.*.variables",
    "realTimeConfigs.*.schema",
    "realTimeConfigs.entities.*.values",
    "realTimeConfigs.entities.*.variables",
    "realTimeConfigs.entities.*.schema",
    "realTimeConfigs.realTimeConfigs.entities.*.values",
    "realTimeConfigs.realTimeConfigs.entities.*.variables",
    "realTimeConfigs.realTimeConfigs.entities.*.schema",
    "variables.variables.entities.*.value",
    "variables.variables.entities.*.defaultValue",
    "variables.variables.entities.*.default",
    "variables.variables.entities.*.values",
    "variables.variables.entities.*.schema",
    "integrations.entities.*.attributes",
    "apiIntegrations.apiIntegrations.entities.*.attributes",
    "apiIntegrations.apiIntegrations.entities.*.mocks",
    "experimentalConfig.experimentalConfigs.entities.*.settings",
    "**.features",
    "**.featureSettings",
    "**.integrationAttributes",
    "**.apiMocks",
];
