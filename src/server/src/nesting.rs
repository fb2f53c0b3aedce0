//! How deep JSON values may be nested.

use serde_json::Value;

use crate::refusal::Refusal;

/// Parsers of JSON give up at 128 levels. What is stored has to stay readable, by ourselves and
/// within an answer, which nests it a few levels deeper.
const DEEPEST: usize = 120;

/// A refusal when a value is nested too deeply to be stored.
pub(crate) fn check(value: &Value) -> Result<(), Refusal> {
    if is_within(value, DEEPEST) { Ok(()) } else { Err(Refusal::TooDeep(DEEPEST)) }
}

fn is_within(value: &Value, levels: usize) -> bool {
    let below = |value: &Value| levels > 0 && is_within(value, levels - 1);
    match value {
        Value::Array(items) => levels > 0 && items.iter().all(below),
        Value::Object(properties) => levels > 0 && properties.values().all(below),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_hundred_and_twenty_levels_are_the_limit() {
        let nested = |levels| (0..levels).fold(json!(1), |inner, _| json!([inner]));
        assert!(check(&nested(120)).is_ok());
        assert!(check(&nested(121)).is_err());
        assert!(check(&json!({"a": nested(120)})).is_err());
    }
}
