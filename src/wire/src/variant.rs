//! Variants: the rows of the variant grid (contract §1.6, §2.6).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One variant (`VariantResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Variant {
    /// For example `VARIANT-` and eight hex digits; older ones are uuids.
    pub id: String,
    /// Unique within the branch.
    pub name: String,
    /// Exactly one variant of a branch is the default.
    pub is_default: bool,
    /// The cells of the row.
    pub attribute_values: AttributeValues,
}

/// The cells of one row of the grid.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AttributeValues {
    /// Attribute **id** to value. Every value is text.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// The answer of `GET …/variants` (`GetVariantsResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct VariantList {
    /// In the order of the grid.
    pub variants: Vec<Variant>,
}

/// The body that makes a variant (`CreateVariantBody`); the answer is 201 and the variant.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VariantCreate {
    /// At least one character.
    pub name: String,
    /// Empty when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribute_values: Option<AttributeValues>,
    /// True makes this the default instead of the current one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_default: Option<bool>,
}

/// The body that changes a variant (`UpdateVariantBody`): what is left out stays. Whether
/// `values` replaces or adds is not known of the platform; send only cells that changed, or all.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VariantPatch {
    /// At least one character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The cells to write.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribute_values: Option<AttributeValues>,
    /// True makes this the default instead of the current one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_default: Option<bool>,
}
