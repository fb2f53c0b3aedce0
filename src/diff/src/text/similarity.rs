//! How similar two texts are, by the words they share.

/// Of a long text only so many words are sampled, always those with the smallest hashes: two texts
/// that share words then sample the same ones, and comparing them costs the same at any length.
const SAMPLE_SIZE: usize = 256;

/// The words of a text, as sorted hashes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bag {
    hashes: Vec<u32>,
    cut: bool,
}

impl Bag {
    /// The words of a text. A text without any counts by its other characters.
    pub(crate) fn of(text: &str) -> Self {
        let mut bag = Self::default();
        bag.add(text);
        bag.seal();
        bag
    }

    /// Adds the words of another text; [`Bag::seal`] has to follow.
    pub(crate) fn add(&mut self, text: &str) {
        let before = self.hashes.len();
        let mut hash = 0;
        for &byte in text.as_bytes() {
            // Bytes beyond ASCII are taken for letters: exact enough to measure similarity.
            if byte.is_ascii_alphanumeric() || byte >= 0x80 {
                hash = mix(hash, byte);
            } else if hash != 0 {
                self.hashes.push(hash);
                hash = 0;
            }
        }
        if hash != 0 {
            self.hashes.push(hash);
        }
        if self.hashes.len() == before {
            let marks = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
            self.hashes.extend(marks.map(|byte| mix(0, byte)));
        }
    }

    /// Makes the bag ready to be compared.
    pub(crate) fn seal(&mut self) {
        self.hashes.sort_unstable();
        self.cut = self.hashes.len() > SAMPLE_SIZE;
        self.hashes.truncate(SAMPLE_SIZE);
    }

    /// The hashes of the sampled words.
    pub(crate) fn hashes(&self) -> &[u32] {
        &self.hashes
    }

    /// From 0, nothing in common, to 1, the same words. Two empty texts are equal.
    pub(crate) fn similarity(&self, other: &Self) -> f32 {
        let limit = self.limit().min(other.limit());
        let (ours, theirs) = (self.below(limit), other.below(limit));
        if ours.len() + theirs.len() == 0 {
            return 1.0;
        }
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(a), Some(b)) = (ours.get(i), theirs.get(j)) {
            shared += usize::from(a == b);
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        2.0 * shared as f32 / (ours.len() + theirs.len()) as f32
    }

    fn limit(&self) -> u32 {
        match self.hashes.last() {
            Some(&last) if self.cut => last,
            _ => u32::MAX,
        }
    }

    fn below(&self, limit: u32) -> &[u32] {
        &self.hashes[..self.hashes.partition_point(|&hash| hash <= limit)]
    }
}

/// One step of a small multiplicative hash; never 0.
fn mix(hash: u32, byte: u8) -> u32 {
    (hash.rotate_left(5) ^ u32::from(byte)).wrapping_mul(0x9E37_79B1) | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn similarity(a: &str, b: &str) -> f32 {
        Bag::of(a).similarity(&Bag::of(b))
    }

    #[test]
    fn similarity_grows_with_the_words_shared() {
        assert_eq!(similarity("We open at nine.", "At nine we open!"), 0.5);
        assert_eq!(similarity("We open at nine.", "We open at nine"), 1.0);
        assert_eq!(similarity("We open", "They close"), 0.0);
        assert_eq!(similarity("", ""), 1.0);
        assert_eq!(similarity("}", "}"), 1.0);
        assert_eq!(similarity("}", ")"), 0.0);
    }

    #[test]
    fn long_texts_are_compared_by_a_sample() {
        let words = |from: u32| (from..from + 5000).map(|n| format!("w{n} ")).collect::<String>();
        assert_eq!(similarity(&words(0), &words(0)), 1.0);
        assert!(similarity(&words(0), &words(10_000)) < 0.05);
        let half = similarity(&words(0), &words(2500));
        assert!((0.35..0.65).contains(&half), "{half}");
    }
}
