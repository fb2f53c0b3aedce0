//! Cases and properties of merging two edits of one text.

use proptest::prelude::*;

use super::{Origin, TextMerge};
use crate::text::{Syntax, UnicodeWords};

fn merge<'a>(base: &'a str, mine: &'a str, theirs: &'a str) -> TextMerge<'a> {
    TextMerge::new(base, mine, theirs, Syntax::Prose, &UnicodeWords)
}

#[track_caller]
fn merges(base: &str, mine: &str, theirs: &str, expected: &str) {
    assert_eq!(merge(base, mine, theirs).merged().as_deref(), Some(expected));
    assert_eq!(merge(base, theirs, mine).merged().as_deref(), Some(expected));
}

#[test]
fn edits_at_opposite_ends_of_one_line_are_both_kept() {
    merges(
        "Greet the guest warmly and ask for the booking number.",
        "Greet every guest warmly and ask for the booking number.",
        "Greet the guest warmly and ask for the booking code.",
        "Greet every guest warmly and ask for the booking code.",
    );
}

#[test]
fn edits_of_different_lines_are_both_kept() {
    merges("one\ntwo\nthree", "ONE\ntwo\nthree", "one\ntwo\nTHREE\nfour", "ONE\ntwo\nTHREE\nfour");
}

#[test]
fn an_added_paragraph_and_an_edited_word_elsewhere_are_both_kept() {
    merges(
        "# Hours\nOpen at nine.\n\n# Parking\nFree for guests.\n",
        "# Hours\nOpen at ten.\n\n# Parking\nFree for guests.\n",
        "# Hours\nOpen at nine.\n\n# Parking\nFree for guests.\n\n# Pets\nWelcome.\n",
        "# Hours\nOpen at ten.\n\n# Parking\nFree for guests.\n\n# Pets\nWelcome.\n",
    );
}

#[test]
fn the_same_edit_of_both_is_taken_once() {
    let merged = merge("a b c", "a B c", "a B c");
    assert_eq!(merged.merged().as_deref(), Some("a B c"));
    assert!(merged.regions().iter().any(|region| region.origin == Origin::Both));
}

#[test]
fn the_same_word_edited_differently_is_a_conflict_of_that_word_alone() {
    let merged = merge(
        "Open at nine, closed on Sunday.",
        "Open at ten, closed on Sunday.",
        "Open at eight, closed on Monday.",
    );
    assert_eq!(merged.merged(), None);
    let conflicts: Vec<_> = merged
        .conflicts()
        .map(|region| (merged.base(region), merged.mine(region), merged.theirs(region)))
        .collect();
    assert_eq!(conflicts, [("nine", "ten", "eight")]);
    let decided = merged.resolved(|_, _| "half past nine".into());
    assert_eq!(decided, "Open at half past nine, closed on Monday.");
}

#[test]
fn a_deleted_paragraph_that_the_other_side_edited_is_a_conflict() {
    let merged = merge("a\n\nOld rules apply.\n\nb", "a\n\nb", "a\n\nOld rules do not apply.\n\nb");
    assert_eq!(merged.conflicts().count(), 1);
}

#[test]
fn two_additions_at_one_place_are_a_conflict_with_an_empty_base() {
    let merged = merge("a\n", "a\nmine\n", "a\ntheirs\n");
    let conflicts: Vec<_> = merged.conflicts().map(|region| merged.base(region)).collect();
    assert_eq!(conflicts, [""]);
}

#[test]
fn a_reference_is_never_merged_into_half_of_one_and_half_of_another() {
    let merged = merge("Call {{ho:A-1}}.", "Call {{ho:A-2}}.", "Call {{fn:A-1}}.");
    assert_eq!(merged.conflicts().count(), 1);
}

fn text() -> impl Strategy<Value = String> {
    let words =
        ["a", "b", "the", "guest", "{{ho:x}}", "é", "e\u{301}", "\u{3000}", "日本", ".", "  "];
    let line = prop::collection::vec(prop::sample::select(words.to_vec()), 0..6)
        .prop_map(|words| words.join(" "));
    prop::collection::vec(line, 0..6).prop_map(|lines| lines.join("\n"))
}

/// A text and an edit of it, which leaves most of it.
fn edited(base: &str, edits: &[(usize, u8, String)]) -> String {
    let mut words: Vec<String> = base.split_inclusive([' ', '\n']).map(str::to_owned).collect();
    for (at, kind, word) in edits {
        let at = at % (words.len() + 1);
        match kind % 3 {
            0 => words.insert(at, format!("{word} ")),
            1 if at < words.len() => words[at] = format!("{word}\n"),
            _ if at < words.len() => {
                words.remove(at);
            }
            _ => {}
        }
    }
    words.concat()
}

fn some_edits() -> impl Strategy<Value = Vec<(usize, u8, String)>> {
    prop::collection::vec((any::<usize>(), any::<u8>(), "[a-zé]{0,4}"), 0..4)
}

proptest! {
    #[test]
    fn the_regions_make_up_all_three_texts_without_a_gap(
        base in text(), mine in text(), theirs in text(),
    ) {
        let merged = merge(&base, &mine, &theirs);
        let whole = |part: &dyn Fn(&super::Region) -> String| -> String {
            merged.regions().iter().map(part).collect()
        };
        prop_assert_eq!(whole(&|region| merged.base(region).to_owned()), base.as_str());
        prop_assert_eq!(whole(&|region| merged.mine(region).to_owned()), mine.as_str());
        prop_assert_eq!(whole(&|region| merged.theirs(region).to_owned()), theirs.as_str());
        for region in merged.regions().iter().filter(|region| region.origin == Origin::Base) {
            prop_assert_eq!(merged.base(region), merged.mine(region));
            prop_assert_eq!(merged.base(region), merged.theirs(region));
        }
    }

    #[test]
    fn where_only_one_side_edits_its_text_is_the_result(base in text(), edits in some_edits()) {
        let side = edited(&base, &edits);
        prop_assert_eq!(merge(&base, &side, &base).merged(), Some(side.clone()));
        prop_assert_eq!(merge(&base, &base, &side).merged(), Some(side.clone()));
        prop_assert_eq!(merge(&base, &side, &side).merged(), Some(side));
    }

    #[test]
    fn whose_text_is_called_mine_does_not_matter(
        base in text(), one in some_edits(), two in some_edits(),
    ) {
        let (one, two) = (edited(&base, &one), edited(&base, &two));
        prop_assert_eq!(merge(&base, &one, &two).merged(), merge(&base, &two, &one).merged());
    }

    #[test]
    fn what_each_side_added_is_in_the_result_or_in_a_conflict(
        base in text(), at in any::<[usize; 2]>(),
    ) {
        let one = edited(&base, &[(at[0], 0, "minemine".into())]);
        let two = edited(&base, &[(at[1], 0, "theirstheirs".into())]);
        let merged = merge(&base, &one, &two);
        let text = merged.resolved(|_, region| {
            format!("{}{}", merged.mine(region), merged.theirs(region))
        });
        prop_assert!(text.contains("minemine") && text.contains("theirstheirs"), "{text}");
    }
}
