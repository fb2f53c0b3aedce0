//! Texts, their hunks and their words.

mod scripts;

use proptest::prelude::*;

use super::*;
use crate::generate::{Random, edited_words, long_line, prompt};

fn diff(old: &str, new: &str) -> TextDiff {
    TextDiff::new(old, new, Syntax::Prose, Whitespace::Significant)
}

/// The hunks as "old lines -> new lines".
fn hunks(old: &str, new: &str) -> Vec<String> {
    let diff = diff(old, new);
    let side = |lines: &Lines, range: std::ops::Range<usize>| {
        range.map(|at| lines.line(at)).collect::<Vec<_>>().join("|")
    };
    diff.hunks()
        .iter()
        .map(|hunk| {
            let old = side(diff.old_lines(), hunk.old.clone());
            format!("{old} -> {}", side(diff.new_lines(), hunk.new.clone()))
        })
        .collect()
}

/// Both lines as one, with `[-removed-]` and `{+added+}` words.
fn marked(old: &str, new: &str, syntax: Syntax) -> String {
    let found = words(old, new, syntax);
    found
        .pieces(new.len())
        .iter()
        .map(|piece| match piece {
            Piece::Same(range) => new[range.clone()].to_owned(),
            Piece::Removed(range) => format!("[-{}-]", &old[range.clone()]),
            Piece::Added(range) => format!("{{+{}+}}", &new[range.clone()]),
        })
        .collect()
}

#[test]
fn hunks_are_what_a_reader_would_call_changes() {
    assert_eq!(hunks("a\nb\nc", "a\nB\nc"), ["b -> B"]);
    assert_eq!(hunks("a\n\nb\n\nc", "A\n\nb\n\nC"), ["a -> A", "c -> C"]);
    assert_eq!(hunks("", "a\nb"), [" -> a|b"]);
    assert_eq!(hunks("a", "a\nb"), [" -> b"]);
    assert_eq!(hunks("a", "a\n"), [" -> "]);
    assert_eq!(hunks("a", "a"), [""; 0]);
    // A block that was put in is marked from its own first line to its own last one.
    assert_eq!(
        hunks(
            "def a():\n    x\n\ndef c():\n    x\n",
            "def a():\n    x\n\ndef b():\n    x\n\ndef c():\n    x\n"
        ),
        [" -> def b():|    x|"]
    );
}

#[test]
fn an_edited_paragraph_among_new_ones_is_one_edited_paragraph() {
    let diff = diff(
        "Intro.\nWe open at nine on weekdays and at ten on Sundays.\nOutro.",
        "Intro.\nParking is free.\nWe open at eight on weekdays and at ten on Sundays.\nDogs are fine.\nOutro.",
    );
    assert_eq!(diff.hunks().len(), 1);
    let pairs: Vec<_> = diff.pairs(0).iter().map(|pair| (pair.old, pair.new)).collect();
    assert_eq!(pairs, [(1, 2)]);
    let found = diff.words(&diff.pairs(0)[0]);
    assert_eq!(found.changes.len(), 1);
}

#[test]
fn words_are_marked_and_nothing_else() {
    let check = |old, new, expected: &str| assert_eq!(marked(old, new, Syntax::Prose), expected);
    check("We open at nine.", "We open at ten.", "We open at [-nine-]{+ten+}.");
    check("a b c", "a c", "a [-b -]c");
    check("a c", "a b c", "a {+b +}c");
    check("We open daily", "We open daily at nine", "We open daily{+ at nine+}");
    check("very good stay", "very very good stay", "very {+very +}good stay");
    check("one  two", "one two", "one [- -]two");
    check(
        "Call {{fn:book}} now please.",
        "Call {{fn:cancel}} now please.",
        "Call [-{{fn:book}}-]{+{{fn:cancel}}+} now please.",
    );
    check("naïve café opens", "naïve cafe\u{301} closes", "naïve cafe\u{301} [-opens-]{+closes+}");
    check("same", "same", "same");
}

#[test]
fn marks_join_over_short_shared_words_and_cover_lines_that_share_nothing() {
    let check = |old, new, expected: &str| assert_eq!(marked(old, new, Syntax::Prose), expected);
    check(
        "Guests arrive Monday, Tuesday as always agreed.",
        "Guests arrive Friday, Sunday as always agreed.",
        "Guests arrive [-Monday, Tuesday-]{+Friday, Sunday+} as always agreed.",
    );
    check(
        "Say welcoming sentences to customers whenever they call us again.",
        "Say farewell greetings to travellers whenever they call us again.",
        "Say [-welcoming sentences to customers-]{+farewell greetings to travellers+} whenever they call us again.",
    );
    check(
        "Parking is free for all guests.",
        "Dogs stay outside the restaurant.",
        "[-Parking is free for all guests.-]{+Dogs stay outside the restaurant.+}",
    );
    assert!(words("alpha", "beta", Syntax::Prose).replaced);
}

#[test]
fn operators_of_code_are_words_of_their_own() {
    let check = |old, new, expected: &str| assert_eq!(marked(old, new, Syntax::Code), expected);
    check("x = call(a, b)", "x = call(c, d)", "x = call([-a-]{+c+}, [-b-]{+d+})");
    check("if count == 1:", "if count >= 1:", "if count [-==-]{+>=+} 1:");
}

#[test]
fn spans_cover_both_lines() {
    let (old, new) = ("We open at nine.", "We close at ten!");
    let found = words(old, new, Syntax::Prose);
    for (line, spans) in [(old, found.old_spans(old.len())), (new, found.new_spans(new.len()))] {
        let text: String = spans.iter().map(|span| &line[span.range.clone()]).collect();
        assert_eq!(text, line);
        assert!(spans.windows(2).all(|pair| pair[0].changed != pair[1].changed));
    }
}

#[test]
fn a_long_prompt_has_one_hunk_for_each_edited_paragraph() {
    let mut random = Random::new(29);
    let old = prompt(&mut random, 200, 55);
    let mut paragraphs: Vec<String> = old.split("\n\n").map(str::to_owned).collect();
    for at in random.spread(200, 29) {
        paragraphs[at] = paragraphs[at].replacen(' ', " zzz ", 3);
    }
    let diff = diff(&old, &paragraphs.join("\n\n"));
    assert_eq!(diff.hunks().len(), 29);
    assert!((0..29).all(|hunk| diff.pairs(hunk).len() == 1));
}

#[test]
fn a_line_of_a_hundred_kilobytes_has_one_mark_for_each_edited_word() {
    let mut random = Random::new(100);
    let old = long_line(&mut random, 100_000);
    let (new, edits) = edited_words(&mut random, &old, 0.01);
    assert!(edits > 100);
    assert_eq!(words(&old, &new, Syntax::Prose).changes.len(), edits);
}

#[test]
fn changes_of_white_space_are_flagged_and_can_be_ignored() {
    let hunk_flags = |old: &str, new: &str| -> Vec<bool> {
        let diff = diff(old, new);
        (0..diff.hunks().len()).map(|hunk| diff.is_whitespace_only(hunk)).collect()
    };
    assert_eq!(hunk_flags("a b\nc\nd", "a  b\nc\nD"), [true, false]);
    let ignoring = TextDiff::new("  a\n  b x y", "a\nB x  y", Syntax::Prose, Whitespace::Ignored);
    assert_eq!(ignoring.hunks(), [Hunk { old: 1..2, new: 1..2 }]);
    let pair = &ignoring.pairs(0)[0];
    assert_eq!(ignoring.words(pair).changes, [WordChange { old: 0..3, new: 0..1 }]);
}

#[test]
fn line_ends_and_a_final_one_do_not_count() {
    assert_eq!(normal("a\r\nb\rc\n"), "a\nb\nc");
    assert_eq!(normal("a\n\n"), "a\n");
    assert!(matches!(normal("a\n"), std::borrow::Cow::Borrowed("a")));
}

/// Lines that often repeat, and some that hold what is hard to cut.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[abc]{0,2}",
        2 => "(the |a |open |close |nine ){1,6}",
        1 => "\\PC{0,12}",
        1 => Just("👨‍👩‍👧 e\u{301} ÅÅ  x\t".to_owned()),
        1 => Just("x y\r".to_owned()),
        1 => (1_usize..400).prop_map(|n| "word ".repeat(n)),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(line(), 0..24).prop_map(|lines| lines.join("\n"))
}

/// A text and another one made from it, so that they share most lines.
fn related() -> impl Strategy<Value = (String, String)> {
    (text(), prop::collection::vec((0_usize..30, prop::option::of(line()), any::<bool>()), 0..8))
        .prop_map(|(old, edits)| {
            let mut lines: Vec<String> = old.split('\n').map(str::to_owned).collect();
            for (place, new, is_insert) in edits {
                let place = place.min(lines.len());
                match new {
                    Some(line) if is_insert || place == lines.len() => lines.insert(place, line),
                    Some(line) => lines[place] = line,
                    None if place < lines.len() => drop(lines.remove(place)),
                    None => {}
                }
            }
            (old, lines.join("\n"))
        })
}

fn syntax() -> impl Strategy<Value = Syntax> {
    prop::sample::select(vec![Syntax::Prose, Syntax::Code, Syntax::Json])
}

/// Whether a byte is between two of the characters a reader sees.
fn is_between_graphemes(text: &str, at: usize) -> bool {
    use unicode_segmentation::UnicodeSegmentation;
    at == text.len() || text.grapheme_indices(true).any(|(start, _)| start == at)
}

proptest! {
    #[test]
    fn hunks_applied_to_the_old_text_give_the_new_one_and_back((old, new) in prop_oneof![related(), (text(), text())]) {
        let diff = diff(&old, &new);
        prop_assert_eq!(diff.apply(|_| true), new.clone());
        prop_assert_eq!(diff.apply(|_| false), old.clone());
        prop_assert_eq!(diff.revert(|_| true), old);
        prop_assert_eq!(diff.revert(|_| false), new);
    }

    #[test]
    fn any_subset_of_hunks_can_be_applied((old, new) in related(), mask: u64) {
        let diff = diff(&old, &new);
        let chosen = |hunk: usize| mask >> (hunk % 64) & 1 == 1;
        // Applying some is the same as reverting the others, and what is left leads on.
        let middle = diff.apply(chosen);
        prop_assert_eq!(&middle, &diff.revert(|hunk| !chosen(hunk)));
        let rest = TextDiff::new(&*middle, &*new, Syntax::Prose, Whitespace::Significant);
        prop_assert_eq!(rest.apply(|_| true), new);
    }

    #[test]
    fn between_two_hunks_both_texts_are_equal((old, new) in related()) {
        let diff = diff(&old, &new);
        let (mut old_at, mut new_at) = (0, 0);
        for (index, hunk) in diff.hunks().iter().enumerate() {
            prop_assert!(index == 0 || hunk.old.start > old_at);
            prop_assert_eq!(hunk.old.start - old_at, hunk.new.start - new_at);
            prop_assert_eq!(
                diff.old_lines().slice(old_at..hunk.old.start),
                diff.new_lines().slice(new_at..hunk.new.start)
            );
            prop_assert!(!hunk.old.is_empty() || !hunk.new.is_empty());
            (old_at, new_at) = (hunk.old.end, hunk.new.end);
            let pairs = diff.pairs(index);
            prop_assert!(pairs.windows(2).all(|two| two[0].old < two[1].old && two[0].new < two[1].new));
            prop_assert!(pairs.iter().all(|pair| hunk.old.contains(&pair.old) && hunk.new.contains(&pair.new)));
        }
        prop_assert_eq!(diff.old_lines().len() - old_at, diff.new_lines().len() - new_at);
    }

    #[test]
    fn swapped_texts_mirror_the_hunks((old, new) in related()) {
        let there = diff(&old, &new);
        let back = diff(&new, &old);
        let mirrored: Vec<Hunk> = back
            .hunks()
            .iter()
            .map(|hunk| Hunk { old: hunk.new.clone(), new: hunk.old.clone() })
            .collect();
        prop_assert_eq!(there.hunks(), mirrored);
        for hunk in 0..there.hunks().len() {
            let pairs = |diff: &TextDiff| -> Vec<(usize, usize)> {
                diff.pairs(hunk).iter().map(|pair| (pair.old, pair.new)).collect()
            };
            let mirrored: Vec<_> = pairs(&back).into_iter().map(|(old, new)| (new, old)).collect();
            prop_assert_eq!(pairs(&there), mirrored);
        }
    }

    #[test]
    fn word_changes_applied_to_the_old_line_give_the_new_one((old, new) in (line(), line()), syntax in syntax()) {
        let found = words(&old, &new, syntax);
        let mut rebuilt = String::new();
        let mut at = (0, 0);
        for change in &found.changes {
            prop_assert!(at == (0, 0) || change.old.start > at.0 || change.new.start > at.1);
            let same = (&old[at.0..change.old.start], &new[at.1..change.new.start]);
            prop_assert!(same_letters(same.0, same.1), "{same:?}");
            prop_assert_ne!(&old[change.old.clone()], &new[change.new.clone()]);
            rebuilt.push_str(same.1);
            rebuilt.push_str(&new[change.new.clone()]);
            for byte in [change.old.start, change.old.end] {
                prop_assert!(is_between_graphemes(&old, byte));
            }
            for byte in [change.new.start, change.new.end] {
                prop_assert!(is_between_graphemes(&new, byte));
            }
            at = (change.old.end, change.new.end);
        }
        prop_assert!(same_letters(&old[at.0..], &new[at.1..]));
        rebuilt.push_str(&new[at.1..]);
        prop_assert_eq!(rebuilt, new);
    }

    #[test]
    fn word_changes_of_long_lines_give_the_new_line(seed: u64, edits in 0_usize..40) {
        let mut random = Random::new(seed);
        let old = long_line(&mut random, 20_000);
        let mut parts: Vec<String> = old.split(' ').map(str::to_owned).collect();
        for _ in 0..edits {
            let place = random.below(parts.len());
            match random.below(3) {
                0 => parts.insert(place, "new".to_owned()),
                1 => drop(parts.remove(place)),
                _ => parts[place] = "other,".to_owned(),
            }
        }
        let new = parts.join(" ");
        let found = words(&old, &new, Syntax::Prose);
        // Adjacent edits can be described in more than one way, and not always in the shortest.
        prop_assert!(found.changes.len() <= edits + 2);
        let mut rebuilt = String::new();
        let mut at = 0;
        for change in &found.changes {
            rebuilt.push_str(&old[at..change.old.start]);
            rebuilt.push_str(&new[change.new.clone()]);
            at = change.old.end;
        }
        rebuilt.push_str(&old[at..]);
        prop_assert_eq!(rebuilt, new);
    }
}
