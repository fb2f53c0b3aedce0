//! Writing of every kind: words of Chinese, Japanese and Thai, and signs that nothing may cut.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::{Cells, made_visible, signs, wrap};

/// Finds words by the dictionaries of Unicode's own library, as browsers do.
#[derive(Debug)]
struct Dictionaries;

impl WordBreaker for Dictionaries {
    fn word_ends(&self, text: &str) -> Vec<usize> {
        let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
        segmenter.segment_str(text).collect()
    }
}

/// The words that differ on both sides.
fn changed(old: &str, new: &str, breaker: &dyn WordBreaker) -> (Vec<String>, Vec<String>) {
    let found = words_with(old, new, Syntax::Prose, breaker);
    let of = |text: &str, spans: Vec<Span>| -> Vec<String> {
        let spans = spans.into_iter().filter(|span| span.changed);
        spans.map(|span| text[span.range].to_owned()).collect()
    };
    (of(old, found.old_spans(old.len())), of(new, found.new_spans(new.len())))
}

#[test]
fn chinese_japanese_and_thai_are_compared_by_words() {
    for (old, new, removed, added) in [
        (
            "朝食はレストランで毎朝提供します。",
            "朝食はロビーで毎朝提供します。",
            "レストラン",
            "ロビー",
        ),
        ("游泳池每天早上九点开放。", "游泳池每天晚上九点开放。", "早上", "晚上"),
        ("โรงแรมเปิดทุกวันตอนเช้า", "โรงแรมเปิดทุกวันตอนเย็น", "เช้า", "เย็น"),
    ] {
        let found = changed(old, new, &Dictionaries);
        assert_eq!(found, (vec![removed.to_owned()], vec![added.to_owned()]));
    }
}

#[test]
fn without_a_dictionary_ideographs_stand_alone() {
    let found = changed("每天早上九点开放", "每天晚上九点开放", &UnicodeWords);
    assert_eq!(found, (vec!["早".to_owned()], vec!["晚".to_owned()]));
}

/// What a reader sees as one character, however many it is made of.
fn cluster() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a",
        "b",
        " ",
        "  ",
        ".",
        "é",
        "e\u{301}",
        "👨‍👩‍👧",
        "👩🏽‍⚕️",
        "🇮🇪",
        "🇯🇵",
        "1️⃣",
        "❤️",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "क्षि",
        "स्त्री",
        "நி",
        "ก็",
        "日",
        "本",
        "葛\u{E0100}",
        "か\u{3099}",
        "한",
        "שׁ",
        "مَ",
        "\u{FDFD}",
        "\u{200B}",
        "\u{A0}",
        "\u{202E}",
        "z\u{300}\u{301}\u{302}\u{303}\u{304}",
    ])
}

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(cluster(), 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn nothing_cuts_what_is_seen_as_one_character(old in line(), new in line(), width in 1..12_usize) {
        let is_border = |text: &str, at: usize| {
            at == text.len() || text.grapheme_indices(true).any(|(border, _)| border == at)
        };
        for change in words_with(&old, &new, Syntax::Prose, &Dictionaries).changes {
            for (text, range) in [(&old, change.old), (&new, change.new)] {
                prop_assert!(is_border(text, range.start) && is_border(text, range.end), "{text:?}");
            }
        }
        let pieces = wrap(&new, width as f32, &Cells { tab: 4 });
        for piece in &pieces {
            prop_assert!(is_border(&new, piece.start), "{new:?} {pieces:?}");
        }
        for sign in signs(&new) {
            prop_assert!(is_border(&new, sign.place.start) && is_border(&new, sign.place.end));
        }
    }

    #[test]
    fn a_sign_stands_for_what_exports_write_out(text in line()) {
        let names = signs(&text).into_iter().map(|sign| sign.invisible.label());
        let visible = made_visible(&text);
        for name in names {
            prop_assert!(visible.contains(&name), "{visible} {name}");
        }
    }
}
