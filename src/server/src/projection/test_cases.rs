//! Test cases: `testing.testCases`.

use serde_json::Value;

use super::collection;
use super::document::Projection;
use crate::refusal::Refusal;

/// The test case of an id, as it is.
pub(crate) fn get<'a>(projection: &'a Projection, id: &str) -> Result<&'a Value, Refusal> {
    let found = collection::find(projection.at(&["testing", "testCases"]), id);
    found.map(|(_, item)| item).ok_or_else(|| Refusal::MissingTestCases(id.to_owned()))
}
