//! A small hash for names and fingerprints: the same on every machine and in every build.

/// Hashes some bytes.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    combine(0, bytes)
}

/// Hashes some bytes on top of a hash.
pub(crate) fn combine(seed: u64, bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(FACTOR);
    let (words, rest) = bytes.as_chunks();
    for word in words {
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR);
    }
    for byte in rest {
        hash = (hash.rotate_left(23) ^ u64::from(*byte)).wrapping_mul(FACTOR);
    }
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_texts_have_different_hashes() {
        let texts = ["", "a", "b", "ab", "abcdefgh", "abcdefghi", "bcdefgha", "\0", "\0\0"];
        let mut hashes: Vec<u64> = texts.iter().map(|text| hash(text.as_bytes())).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), texts.len());
    }
}
