//! What a person prefers on this device.

use crate::browser::storage;

const SINGLE_KEYS_OFF: &str = "studio.single-keys-off";

/// Whether keys of one letter are on: people who dictate need them off (WCAG 2.1.4).
pub(crate) fn single_keys_are_on() -> bool {
    storage::read(SINGLE_KEYS_OFF).is_none()
}

/// Turns keys of one letter on or off.
pub(crate) fn set_single_keys(is_on: bool) {
    if is_on {
        storage::remove(SINGLE_KEYS_OFF);
    } else {
        storage::write(SINGLE_KEYS_OFF, "1");
    }
}
