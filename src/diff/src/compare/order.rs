//! The order of things that are on both sides: which were moved, and how to read both together.

use crate::sorted::sorted;

/// Which of the things on both sides were moved, for pairs of a new and an old place in the order
/// of the new side. `is_flipped` swaps the sides: of
/// several ways to move the fewest, the same one is then chosen when the sides are swapped.
pub(super) fn moved_pairs(pairs: &[(usize, usize)], is_flipped: bool) -> Vec<bool> {
    if pairs.is_sorted_by_key(|&(_, old)| old) {
        return vec![false; pairs.len()];
    }
    if !is_flipped {
        return moved(&pairs.iter().map(|&(_, old)| old).collect::<Vec<_>>());
    }
    let by_old = sorted((0..pairs.len()).collect(), |a: &usize, b| pairs[*a].1.cmp(&pairs[*b].1));
    let found = moved(&by_old.iter().map(|&at| pairs[at].0).collect::<Vec<_>>());
    let mut flags = vec![false; pairs.len()];
    by_old.into_iter().zip(found).for_each(|(at, flag)| flags[at] = flag);
    flags
}

/// Both sides in one order: that of the new side, with what was removed after what it stood behind.
/// `partner` has the old place of every new thing.
pub(super) fn in_reading_order(
    old_len: usize,
    partner: &[Option<usize>],
) -> Vec<(Option<usize>, Option<usize>)> {
    let mut is_removed = vec![true; old_len];
    partner.iter().flatten().for_each(|&at| is_removed[at] = false);
    let removed_from = |from: usize| {
        let count = is_removed[from..].iter().take_while(|removed| **removed).count();
        (from..from + count).map(|at| (Some(at), None))
    };
    let mut merged: Vec<_> = removed_from(0).collect();
    for (new, old) in partner.iter().enumerate() {
        merged.push((*old, Some(new)));
        if let Some(old) = old {
            merged.extend(removed_from(old + 1));
        }
    }
    merged
}

/// The fewest positions that have to move so that `order` rises, as one flag per position: all
/// that are not on a longest rising path. `order[i]` is where the `i`-th thing was before.
fn moved(order: &[usize]) -> Vec<bool> {
    if order.is_sorted() {
        return vec![false; order.len()];
    }
    // `ends[k]` is where the rising path of `k + 1` steps with the lowest end ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(order.len());
    for (at, place) in order.iter().enumerate() {
        let length = ends.partition_point(|&end| order[end] < *place);
        before.push(length.checked_sub(1).map(|last| ends[last]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut moved = vec![true; order.len()];
    let mut at = ends.last().copied();
    while let Some(index) = at {
        moved[index] = false;
        at = before[index];
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(order: &[usize], expected: &[usize]) {
        let found: Vec<usize> = moved(order)
            .iter()
            .enumerate()
            .filter(|(_, moved)| **moved)
            .map(|(at, _)| order[at])
            .collect();
        assert_eq!(found, expected, "{order:?}");
    }

    #[test]
    fn both_sides_merge_into_one_reading_order() {
        let merged = in_reading_order(4, &[Some(1), None, Some(0)]);
        let expected = [
            (Some(1), Some(0)),
            (Some(2), None),
            (Some(3), None),
            (None, Some(1)),
            (Some(0), Some(2)),
        ];
        assert_eq!(merged, expected);
        assert_eq!(in_reading_order(1, &[]), [(Some(0), None)]);
    }

    #[test]
    fn swapped_sides_move_the_same_things() {
        let pairs = [(0, 1), (1, 0)];
        assert_eq!(moved_pairs(&pairs, false), [true, false]);
        let swapped = [(0, 1), (1, 0)];
        assert_eq!(moved_pairs(&swapped, true), [false, true]);
    }

    #[test]
    fn only_what_was_moved_counts_as_moved() {
        check(&[], &[]);
        check(&[0, 1, 2], &[]);
        check(&[3, 0, 1, 2], &[3]);
        check(&[1, 2, 3, 0], &[0]);
        check(&[0, 2, 1, 3, 4], &[2]);
        check(&[5, 9, 7, 20], &[9]);
    }
}
