//! Which lines of the copy of a text have to be drawn again.

use std::collections::BTreeMap;
use std::ops::Range;

/// What is found in one line: where, in bytes, and whether it is the current hit.
pub(super) type LineHits = Vec<(Range<usize>, bool)>;

/// Neighbouring lines that are replaced by others.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Splice {
    /// The first of them.
    pub(super) from: usize,
    /// How many there were.
    pub(super) removed: usize,
    /// Those that stand there now, as a part of the new text.
    pub(super) lines: Range<usize>,
}

/// The lines that differ between two texts; `None` if they are the same.
pub(super) fn splice(old: &str, new: &str) -> Option<Splice> {
    if old == new {
        return None;
    }
    let shorter = old.len().min(new.len());
    let (old_bytes, new_bytes) = (old.as_bytes(), new.as_bytes());
    let same = |(one, other): (&u8, &u8)| one == other;
    let before = old_bytes.iter().zip(new_bytes).take_while(|pair| same(*pair)).count();
    let after = old_bytes.iter().rev().zip(new_bytes.iter().rev());
    let after = after.take(shorter - before).take_while(|pair| same(*pair)).count();
    let is_end = |byte: &u8| *byte == b'\n';
    let start = old_bytes[..before].iter().rposition(is_end).map_or(0, |at| at + 1);
    let tail = old.len() - after;
    let old_end = old_bytes[tail..].iter().position(is_end).map_or(old.len(), |at| tail + at);
    let new_end = new.len() - (old.len() - old_end);
    Some(Splice {
        from: count_ends(&old[..start]),
        removed: count_ends(&old[start..old_end]) + 1,
        lines: start..new_end,
    })
}

/// How many lines end in a text.
pub(super) fn count_ends(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// The line around a position, as a part of the text.
pub(super) fn line_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

/// The position at which a line begins.
pub(super) fn start_of(text: &str, line: usize) -> usize {
    match line.checked_sub(1) {
        None => 0,
        Some(before) => text.match_indices('\n').nth(before).map_or(text.len(), |(at, _)| at + 1),
    }
}

/// Hits in a text, by line.
pub(super) fn by_line(
    text: &str,
    hits: &[Range<usize>],
    current: usize,
) -> BTreeMap<usize, LineHits> {
    let mut lines: BTreeMap<usize, LineHits> = BTreeMap::new();
    let (mut line, mut start) = (0, 0);
    for (index, hit) in hits.iter().enumerate() {
        let ends = count_ends(&text[start..hit.start]);
        if ends > 0 {
            line += ends;
            start = line_around(text, hit.start).start;
        }
        let range = hit.start - start..hit.end - start;
        lines.entry(line).or_default().push((range, index == current));
    }
    lines
}

/// The lines whose hits are others than before, of those that stay through a splice.
pub(super) fn changed_hits(
    old: &BTreeMap<usize, LineHits>,
    new: &BTreeMap<usize, LineHits>,
    splice: Option<(&Splice, usize)>,
) -> Vec<usize> {
    let moved = |line: usize| match splice {
        Some((splice, _)) if (splice.from..splice.from + splice.removed).contains(&line) => None,
        Some((splice, added)) if line >= splice.from => Some(line + added - splice.removed),
        _ => Some(line),
    };
    let stays = |line: &usize| {
        splice.is_none_or(|(splice, added)| !(splice.from..splice.from + added).contains(line))
    };
    let old: BTreeMap<usize, &LineHits> =
        old.iter().filter_map(|(line, hits)| Some((moved(*line)?, hits))).collect();
    let gone = old.keys().filter(|line| !new.contains_key(line)).copied();
    let differs = new
        .iter()
        .filter(|(line, hits)| stays(line) && old.get(line) != Some(hits))
        .map(|(line, _)| *line);
    gone.chain(differs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spliced(old: &str, new: &str) -> Vec<String> {
        let mut lines: Vec<String> = old.split('\n').map(str::to_owned).collect();
        if let Some(splice) = splice(old, new) {
            let added = new[splice.lines].split('\n').map(str::to_owned);
            lines.splice(splice.from..splice.from + splice.removed, added);
        }
        lines
    }

    proptest! {
        #[test]
        fn what_is_drawn_again_makes_the_old_lines_the_new_ones(
            old in "[ab\né]{0,12}", new in "[ab\né]{0,12}"
        ) {
            prop_assert_eq!(spliced(&old, &new), new.split('\n').collect::<Vec<_>>());
        }
    }

    #[test]
    fn only_the_line_that_is_typed_in_is_drawn_again() {
        let old = "one\ntwo\nthree\nfour";
        let one = |from, removed, lines| Some(Splice { from, removed, lines });
        assert_eq!(splice(old, "one\ntwoo\nthree\nfour"), one(1, 1, 4..8));
        assert_eq!(splice(old, "one\ntw\no\nthree\nfour"), one(1, 1, 4..8));
        assert_eq!(splice(old, "one\ntwothree\nfour"), one(1, 2, 4..12));
        assert_eq!(splice(old, old), None);
    }

    #[test]
    fn lines_whose_hits_moved_along_with_them_are_not_drawn_again() {
        let old = "a\nb x\nx";
        let hits = by_line(old, &[4..5, 6..7], 0);
        assert_eq!(
            hits.into_iter().collect::<Vec<_>>(),
            [(1, vec![(2..3, true)]), (2, vec![(0..1, false)])]
        );
        let new = "a\nnew\nb x\nx";
        let splice = splice(old, new).unwrap();
        let added = count_ends(&new[splice.lines.clone()]) + 1;
        let changed = |old_current, new_current| {
            changed_hits(
                &by_line(old, &[4..5, 6..7], old_current),
                &by_line(new, &[8..9, 10..11], new_current),
                Some((&splice, added)),
            )
        };
        assert!(changed(1, 1).iter().all(|line| *line < 3), "{:?}", changed(1, 1));
        assert!(changed(0, 1).contains(&3));
        let none = BTreeMap::new();
        let found = by_line(old, std::slice::from_ref(&(4..5)), 0);
        assert_eq!(changed_hits(&found, &none, None), [1]);
    }

    #[test]
    fn lines_are_found_by_position_and_number() {
        let text = "é\n\nabc";
        assert_eq!(line_around(text, 0), 0..2);
        assert_eq!(line_around(text, 3), 3..3);
        assert_eq!(line_around(text, 7), 4..7);
        assert_eq!((start_of(text, 0), start_of(text, 2), start_of(text, 9)), (0, 4, 7));
    }
}
