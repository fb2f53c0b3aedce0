//! Signatures of webhook deliveries (contract §1.18).

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::timestamp::Timestamp;

/// How far the time of a delivery may be away, in seconds.
pub const MAX_SIGNATURE_AGE: i64 = 300;

/// What a check of a signature found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureCheck {
    /// It is right, and the time is near.
    Valid,
    /// It is right, but this many seconds old, or, below 0, in the future: a receiver refuses it.
    OutOfTime(i64),
    /// The body, the time, the secret or the signature is another one.
    Wrong,
    /// The time is no number of seconds.
    NoTime,
    /// The signature is not 64 hexadecimal digits.
    NoSignature,
}

/// Checks a delivery: the raw body, the header `X-PolyAI-Timestamp`, the header `X-PolyAI-Signature`,
/// and the endpoint's secret.
pub fn check_signature(
    body: &str,
    timestamp: &str,
    signature: &str,
    secret: &str,
    now: Timestamp,
) -> SignatureCheck {
    let timestamp = timestamp.trim();
    let Ok(seconds) = timestamp.parse::<i64>() else { return SignatureCheck::NoTime };
    let Some(signature) = bytes(signature.trim()) else { return SignatureCheck::NoSignature };
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.trim().as_bytes()) else {
        return SignatureCheck::Wrong;
    };
    for part in [timestamp, ".", body] {
        mac.update(part.as_bytes());
    }
    // Takes the same time wherever the two begin to differ.
    if mac.verify_slice(&signature).is_err() {
        return SignatureCheck::Wrong;
    }
    match now.millis() / 1000 - seconds {
        age if age.abs() <= MAX_SIGNATURE_AGE => SignatureCheck::Valid,
        age => SignatureCheck::OutOfTime(age),
    }
}

/// The 32 bytes of 64 hexadecimal digits.
fn bytes(text: &str) -> Option<Vec<u8>> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    (0..32).map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = r#"{"a":1}"#;
    const TIME: &str = "1790000000";
    // printf '1790000000.{"a":1}' | openssl dgst -sha256 -hmac secret
    const SIGNATURE: &str = "da8fe498621aaab99d5b11c51346b13d1a2bf2914b865b8d3edd3531cab25a3e";

    fn check(body: &str, time: &str, signature: &str, secret: &str, now: i64) -> SignatureCheck {
        check_signature(body, time, signature, secret, Timestamp::from_millis(now * 1000))
    }

    #[test]
    fn a_signature_of_openssl_is_valid_for_five_minutes_in_both_directions() {
        let at = |now| check(BODY, TIME, SIGNATURE, "secret", now);
        assert_eq!(at(1_790_000_000), SignatureCheck::Valid);
        assert_eq!(
            (at(1_790_000_300), at(1_789_999_700)),
            (SignatureCheck::Valid, SignatureCheck::Valid)
        );
        assert_eq!(at(1_790_000_301), SignatureCheck::OutOfTime(301));
        assert_eq!(at(1_789_999_699), SignatureCheck::OutOfTime(-301));
    }

    #[test]
    fn anything_else_makes_it_wrong() {
        let now = 1_790_000_000;
        assert_eq!(check("{\"a\":2}", TIME, SIGNATURE, "secret", now), SignatureCheck::Wrong);
        assert_eq!(check(BODY, "1790000001", SIGNATURE, "secret", now), SignatureCheck::Wrong);
        assert_eq!(check(BODY, TIME, SIGNATURE, "Secret", now), SignatureCheck::Wrong);
        assert_eq!(check(BODY, TIME, SIGNATURE, "", now), SignatureCheck::Wrong);
        let other = SIGNATURE.replace("da", "db");
        assert_eq!(check(BODY, TIME, &other, "secret", now), SignatureCheck::Wrong);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let now = 1_790_000_000;
        assert_eq!(check(BODY, "", SIGNATURE, "secret", now), SignatureCheck::NoTime);
        assert_eq!(check(BODY, "2026-01-01", SIGNATURE, "secret", now), SignatureCheck::NoTime);
        for text in ["", "sha256=00", &SIGNATURE[1..], &"é".repeat(32), &"zz".repeat(32)] {
            assert_eq!(
                check(BODY, TIME, text, "secret", now),
                SignatureCheck::NoSignature,
                "{text}"
            );
        }
        let pasted = format!(" {}\n", SIGNATURE.to_uppercase());
        assert_eq!(check(BODY, " 1790000000 ", &pasted, " secret ", now), SignatureCheck::Valid);
    }
}
