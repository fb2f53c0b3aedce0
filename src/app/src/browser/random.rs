//! Chance.

/// A random number of at least 0 and less than 1.
pub(crate) fn number() -> f64 {
    js_sys::Math::random()
}
