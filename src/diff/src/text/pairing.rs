//! Which removed line became which added line.

use std::ops::Range;

use super::Lines;
use super::similarity::Bag;

/// Lines less similar than this are not the same line edited.
const MIN_SIMILARITY: f32 = 0.4;
/// How many comparisons of two lines one hunk may cost before only lines near the diagonal are
/// compared.
const CELLS: usize = 1 << 16;
/// Larger hunks are not paired at all: they are too long to be read line by line.
const LINES: usize = 20_000;

/// Pairs of lines that are one line edited, in the order of both texts.
pub(super) fn pairs(
    old: &Lines,
    new: &Lines,
    old_range: Range<usize>,
    new_range: Range<usize>,
) -> Vec<(usize, usize)> {
    match (old_range.len(), new_range.len()) {
        (0, _) | (_, 0) => return Vec::new(),
        (1, 1) => return vec![(old_range.start, new_range.start)],
        (n, m) if n + m > LINES => return Vec::new(),
        _ => {}
    }
    let bags = |lines: &Lines, range: Range<usize>| -> Vec<Bag> {
        range.map(|line| Bag::of(lines.line(line))).collect()
    };
    let old_bags = bags(old, old_range.clone());
    let new_bags = bags(new, new_range.clone());
    paired(&old_bags, &new_bags)
        .into_iter()
        .map(|(i, j)| (old_range.start + i, new_range.start + j))
        .collect()
}

/// How the best alignment of the first lines of both sides ends.
#[derive(Clone, Copy)]
enum End {
    Old,
    New,
    Pair,
}

/// The order-preserving pairs with the most similarity in sum, by dynamic programming over a band
/// around the diagonal that covers everything when the hunk is small.
pub(crate) fn paired(old: &[Bag], new: &[Bag]) -> Vec<(usize, usize)> {
    let (n, m) = (old.len(), new.len());
    let reach = if n * m <= CELLS { m } else { (CELLS / n / 2).max(4) };
    let low = |i: usize| (i * m / n).saturating_sub(reach);
    let high = |i: usize| (i * m / n + reach).min(m);

    // The score of row `i` at column `j` is the best for `i` old and `j` new lines. Of every row only
    // the band is maintained: to the left nothing else was paired, to the right nothing yet.
    let mut above = vec![0.0_f32; m + 1];
    let mut row = vec![0.0_f32; m + 1];
    let mut ends: Vec<Vec<End>> = Vec::with_capacity(n);
    let mut known = m;
    for i in 1..=n {
        let (low, high) = (low(i), high(i));
        if known < high {
            let last = above[known];
            above[known + 1..=high].fill(last);
        }
        row[low] = above[low];
        let mut end = vec![End::Old; high - low];
        for j in low + 1..=high {
            let gain = old[i - 1].similarity(&new[j - 1]) - MIN_SIMILARITY;
            let (score, how) =
                if above[j] >= row[j - 1] { (above[j], End::Old) } else { (row[j - 1], End::New) };
            let paired = above[j - 1] + gain;
            (row[j], end[j - low - 1]) =
                if gain >= 0.0 && paired > score { (paired, End::Pair) } else { (score, how) };
        }
        known = high;
        ends.push(end);
        std::mem::swap(&mut above, &mut row);
    }

    let mut found = Vec::new();
    let (mut i, mut j) = (n, m);
    while i > 0 && j > 0 {
        let low = low(i);
        let end = match j.checked_sub(low + 1).map(|at| ends[i - 1].get(at)) {
            None => End::Old,
            Some(None) => End::New,
            Some(Some(end)) => *end,
        };
        match end {
            End::Old => i -= 1,
            End::New => j -= 1,
            End::Pair => {
                i -= 1;
                j -= 1;
                found.push((i, j));
            }
        }
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &[&str], new: &[&str], expected: &[(usize, usize)]) {
        let (old, new) = (Lines::new(old.join("\n")), Lines::new(new.join("\n")));
        assert_eq!(pairs(&old, &new, 0..old.len(), 0..new.len()), expected);
    }

    #[test]
    fn an_edited_line_is_found_among_inserted_ones() {
        check(
            &["We open at nine on weekdays."],
            &["Parking is free.", "We open at ten on weekdays.", "Pets are welcome."],
            &[(0, 1)],
        );
        check(
            &["The lobby bar closes at one.", "We open at nine on weekdays."],
            &["We open at nine on weekends.", "Pets are welcome here."],
            &[(1, 0)],
        );
    }

    #[test]
    fn lines_that_share_nothing_are_not_paired_but_a_single_line_always_is() {
        check(&["alpha beta", "gamma"], &["delta", "epsilon zeta"], &[]);
        check(&["alpha"], &["beta"], &[(0, 0)]);
    }

    #[test]
    fn a_large_hunk_is_paired_along_its_diagonal() {
        let lines = |word: &str| -> Vec<String> {
            (0..600).map(|n| format!("line number {n} says {word}")).collect()
        };
        let (old, new) = (lines("yes").join("\n"), lines("no").join("\n"));
        let (old, new) = (Lines::new(old), Lines::new(new));
        let found = pairs(&old, &new, 0..600, 0..600);
        assert_eq!(found, (0..600).map(|n| (n, n)).collect::<Vec<_>>());
    }
}
