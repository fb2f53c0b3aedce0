//! Distinguishes a key that is `null` from a key that is absent.

use serde::{Deserialize, Deserializer};

/// For `Option` fields where `null` has a meaning of its own: with `#[serde(default)]` beside it, an absent
/// key is `None` and every value, `null` included, is `Some`.
pub(crate) fn present<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}
