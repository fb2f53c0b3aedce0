//! New ids, in the forms that the platform uses (contract Part 4).

use uuid::Uuid;

/// `prefix` and eight of `0-9A-Z`, as agents and branches have it.
pub(crate) fn letters(prefix: &str) -> String {
    const DIGITS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut number = Uuid::new_v4().as_u128();
    let mut id = prefix.to_owned();
    for _ in 0..8 {
        id.push(char::from(DIGITS[(number % 36) as usize]));
        number /= 36;
    }
    id
}

/// `prefix` and eight hex digits in capitals, as topics, attributes and variants have it.
pub(crate) fn hex(prefix: &str) -> String {
    let [a, b, c, d, ..] = *Uuid::new_v4().as_bytes();
    format!("{prefix}{:08X}", u32::from_be_bytes([a, b, c, d]))
}

/// A secret of 64 hex digits, with the prefix that tells scanners what it is.
pub(crate) fn secret() -> String {
    format!("whsec_{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

/// A random uuid.
pub(crate) fn uuid() -> String {
    Uuid::new_v4().to_string()
}

/// A uuid that sorts by time, as deployments have it.
pub(crate) fn uuid_at(at: jiff::Timestamp) -> String {
    let seconds = u64::try_from(at.as_second()).unwrap_or_default();
    let nanos = u32::try_from(at.subsec_nanosecond()).unwrap_or_default();
    let time = uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos);
    Uuid::new_v7(time).to_string()
}
