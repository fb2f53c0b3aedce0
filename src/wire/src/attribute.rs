//! Attributes: the columns of the variant grid (contract §1.5).

use serde::{Deserialize, Serialize};

/// One attribute (`AttributeResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Attribute {
    /// For example `ATTRIBUTE-` and eight hex digits; older ones are uuids.
    pub id: String,
    /// An identifier of Python, because texts refer to it.
    pub name: String,
}

/// The answer of `GET …/attributes` (`GetAttributesResponse`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AttributeList {
    /// In the order of the grid.
    pub attributes: Vec<Attribute>,
}

/// The body that creates or renames an attribute (`CreateAttributeBody`, `UpdateAttributeBody`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AttributeName {
    /// At least one character.
    pub name: String,
}

/// The answer of deleting an attribute or a variant (`DeleteAttributeResponse`,
/// `DeleteVariantResponse`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeletedId {
    /// What was deleted.
    pub id: String,
}
