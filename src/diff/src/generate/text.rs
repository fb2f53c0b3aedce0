//! Texts, and edits of them.

use super::random::Random;

const SYLLABLES: &[&str] = &[
    "ba", "co", "di", "fe", "gu", "ha", "ju", "ki", "lo", "me", "na", "po", "ra", "se", "ti", "vo",
    "wa", "ze",
];

fn word(random: &mut Random) -> String {
    (0..1 + random.below(3)).filter_map(|_| random.pick(SYLLABLES).copied()).collect()
}

/// A paragraph of so many words on one line.
pub fn paragraph(random: &mut Random, words: usize) -> String {
    let mut text = String::with_capacity(words * 6);
    let mut is_start = true;
    for at in 0..words {
        let word = word(random);
        if is_start {
            text.push_str(&word[..1].to_uppercase());
            text.push_str(&word[1..]);
        } else {
            text.push_str(&word);
        }
        is_start = random.once_in(12) || at + 1 == words;
        if is_start {
            text.push('.');
        } else if random.once_in(15) {
            text.push(',');
        }
        if at + 1 < words {
            text.push(' ');
        }
    }
    text
}

/// A text of so many lines of about 55 bytes.
pub fn lines(random: &mut Random, count: usize) -> String {
    let lines: Vec<String> = (0..count).map(|_| paragraph(random, 11)).collect();
    lines.join("\n") + "\n"
}

/// The text with a share of its lines edited, by putting another word into each; how many lines
/// were edited comes with it.
pub fn edited_lines(random: &mut Random, text: &str, share: f64) -> (String, usize) {
    let total = text.lines().count();
    let wanted = (total as f64 * share).round() as usize;
    let mut places: Vec<usize> = (0..total).collect();
    random.shuffle(&mut places);
    let mut is_edited = vec![false; total];
    places.iter().take(wanted).for_each(|&at| is_edited[at] = true);
    let edit = |(at, line): (usize, &str)| {
        if is_edited[at] { replace_word(random, line) + "\n" } else { format!("{line}\n") }
    };
    (text.lines().enumerate().map(edit).collect(), wanted)
}

/// A line of about so many bytes.
pub fn long_line(random: &mut Random, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 100);
    while text.len() < bytes {
        text.push_str(&paragraph(random, 12));
        text.push(' ');
    }
    text
}

/// The line with a share of its words edited, no two of them neighbours; how many comes with it.
pub fn edited_words(random: &mut Random, line: &str, share: f64) -> (String, usize) {
    let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
    let count = (words.len() as f64 * share) as usize;
    let places: Vec<usize> = random
        .spread(words.len() / 3, count)
        .into_iter()
        .map(|at| at * 3)
        .filter(|&at| !words[at].is_empty())
        .collect();
    for &at in &places {
        words[at] = format!("q{}x", at % 997);
    }
    (words.join(" "), places.len())
}

/// A prompt as people write them: one-line paragraphs with blank lines between.
pub fn prompt(random: &mut Random, paragraphs: usize, words: usize) -> String {
    let text: Vec<String> = (0..paragraphs).map(|_| paragraph(random, words)).collect();
    text.join("\n\n")
}

/// The line with one word replaced by one that is not in it.
pub(super) fn replace_word(random: &mut Random, line: &str) -> String {
    let count = line.split(' ').count();
    let place = random.below(count);
    let new = format!("x{:05}", random.below(100_000));
    let words: Vec<&str> = line
        .split(' ')
        .enumerate()
        .map(|(at, word)| if at == place { new.as_str() } else { word })
        .collect();
    words.join(" ")
}
