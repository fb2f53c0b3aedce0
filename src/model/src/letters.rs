//! Letters in both of their encodings: finding words in lists, and names that look alike.

/// What has to be known of letters. Browsers know it; this crate has no tables.
pub trait Letters {
    /// A text with every letter and its accents as one character where there is one (NFC).
    fn composed(&self, text: &str) -> String;

    /// Whether a character is a mark that belongs to the letter before it.
    fn is_mark(&self, char: char) -> bool;
}

/// The words of a search in a list, each of which has to stand somewhere.
pub struct Search(Vec<String>);

impl Search {
    /// The words of a query, in any case and encoding.
    pub fn new(query: &str, letters: &dyn Letters) -> Self {
        Self(folded(query, letters).split_whitespace().map(str::to_owned).collect())
    }

    /// Whether every word stands in one of the texts. A word ends where a letter ends: `e` does not
    /// stand in an `é` that is written as `e` and an accent.
    pub fn matches<'t>(
        &self,
        texts: impl IntoIterator<Item = &'t str>,
        letters: &dyn Letters,
    ) -> bool {
        let mut left: Vec<&String> = self.0.iter().collect();
        for text in texts {
            if left.is_empty() {
                break;
            }
            let text = folded(text, letters);
            left.retain(|word| !stands(&text, word, letters));
        }
        left.is_empty()
    }
}

fn folded(text: &str, letters: &dyn Letters) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // No character below the first combining one has another encoding.
    let is_composed = text.chars().all(|char| char < '\u{300}');
    let text = if is_composed { text.to_owned() } else { letters.composed(text) };
    text.to_lowercase()
}

fn stands(text: &str, word: &str, letters: &dyn Letters) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        before != Some(JOINER) && !after.is_some_and(|char| is_inside(char, letters))
    })
}

/// Joins emoji, and letters of some scripts, to one.
const JOINER: char = '\u{200d}';

/// Whether a character goes on with the letter or the emoji before it.
fn is_inside(char: char, letters: &dyn Letters) -> bool {
    let is_skin = ('\u{1f3fb}'..='\u{1f3ff}').contains(&char);
    char == JOINER || is_skin || char >= '\u{300}' && letters.is_mark(char)
}

/// Another name that people can hardly tell from a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookAlike {
    /// The name that is there already.
    pub name: String,
    /// What differs.
    pub difference: Difference,
}

/// In what two names differ that look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// How the same letters are encoded.
    Encoding,
    /// Spaces: at the ends, several for one, or of another kind.
    Spaces,
    /// Upper and lower case.
    Case,
    /// Characters that have no width.
    Unseen,
    /// Several of these.
    Several,
}

impl LookAlike {
    /// The first of the `others` that looks like a name. A name that is the same is none: it is taken.
    pub fn of<'a>(
        name: &str,
        others: impl IntoIterator<Item = &'a str>,
        letters: &dyn Letters,
    ) -> Option<Self> {
        let own = look(name, letters);
        let is_alike = |other: &&str| *other != name && look(other, letters) == own;
        let other = others.into_iter().find(is_alike).filter(|_| !own.is_empty())?;
        let same = |of: &dyn Fn(&str) -> String| of(name) == of(other);
        let difference = if same(&|text| letters.composed(text)) {
            Difference::Encoding
        } else if same(&single_spaced) {
            Difference::Spaces
        } else if same(&str::to_lowercase) {
            Difference::Case
        } else if same(&seen) {
            Difference::Unseen
        } else {
            Difference::Several
        };
        Some(Self { name: other.to_owned(), difference })
    }

    /// The warning for the person who types the name.
    pub fn message(&self) -> String {
        let difference = match self.difference {
            Difference::Encoding => "in how its letters are encoded",
            Difference::Spaces => "in spaces",
            Difference::Case => "in upper and lower case",
            Difference::Unseen => "in characters that nobody sees",
            Difference::Several => "in case, spaces or characters that nobody sees",
        };
        format!("This looks like “{}”, from which it differs only {difference}.", self.name)
    }
}

/// What people see of a name.
fn look(name: &str, letters: &dyn Letters) -> String {
    let seen = single_spaced(&seen(name)).to_lowercase();
    if seen.is_ascii() { seen } else { letters.composed(&seen) }
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text without what has no width: soft hyphens, joiners, marks of direction, variation selectors.
fn seen(text: &str) -> String {
    let is_unseen = |char: char| {
        matches!(
            char,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
        )
    };
    text.chars().filter(|char| !is_unseen(*char)).collect()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    use super::*;

    /// What browsers know, from the tables of a crate.
    struct Tables;

    impl Letters for Tables {
        fn composed(&self, text: &str) -> String {
            text.nfc().collect()
        }

        fn is_mark(&self, char: char) -> bool {
            is_combining_mark(char)
        }
    }

    fn finds(query: &str, text: &str) -> bool {
        Search::new(query, &Tables).matches([text], &Tables)
    }

    #[test]
    fn words_are_found_in_both_encodings_and_any_case() {
        let (one, two) = ("Caf\u{e9} Zürich", "Cafe\u{301} Zu\u{308}rich");
        for text in [one, two] {
            for query in ["caf\u{e9}", "CAFE\u{301}", "zu\u{308}r", "z\u{fc}rich CAF\u{c9}", ""] {
                assert!(finds(query, text), "{query} in {text}");
            }
        }
        assert!(finds("가", "\u{1100}\u{1161}"));
    }

    #[test]
    fn half_a_letter_is_not_found() {
        assert!(!finds("cafe", "Cafe\u{301}"));
        assert!(!finds("e", "\u{e9}"));
        assert!(!finds("x", "x\u{302}"), "a letter that is one character in no encoding");
        assert!(!finds("\u{915}", "\u{915}\u{93f}"), "a consonant without its vowel");
        assert!(!finds("\u{1f469}", "\u{1f469}\u{200d}\u{1f4bb}"), "one of two people");
        assert!(!finds("\u{1f4bb}", "\u{1f469}\u{200d}\u{1f4bb}"));
        assert!(!finds("\u{1f44d}", "\u{1f44d}\u{1f3fd}"));
        assert!(finds("e", "e\u{301} e"), "another one is whole");
        assert!(finds("caf", "Cafe\u{301}"));
    }

    #[test]
    fn every_word_has_to_stand_in_one_of_the_texts() {
        let matches = |query: &str| {
            Search::new(query, &Tables).matches(["Parking", "There are forty spaces."], &Tables)
        };
        assert!(matches("parking forty"));
        assert!(!matches("parking fifty"));
        assert!(matches("  "));
        assert!(Search::new("", &Tables).matches([], &Tables));
    }

    fn alike(name: &str, other: &str) -> Option<Difference> {
        LookAlike::of(name, ["Other", other], &Tables).map(|found| found.difference)
    }

    #[test]
    fn names_that_look_alike_are_found_and_what_differs_is_said() {
        assert_eq!(alike("Caf\u{e9}", "Cafe\u{301}"), Some(Difference::Encoding));
        assert_eq!(alike("Front desk ", "Front desk"), Some(Difference::Spaces));
        assert_eq!(alike("Front  desk", "Front\u{a0}desk"), Some(Difference::Spaces));
        assert_eq!(alike("front desk", "Front Desk"), Some(Difference::Case));
        assert_eq!(alike("Front\u{200b}desk", "Frontdesk"), Some(Difference::Unseen));
        assert_eq!(alike("front  DESK\u{200d}", "Front desk"), Some(Difference::Several));
        assert_eq!(alike("CAFE\u{301}", "caf\u{e9}"), Some(Difference::Several));
        let found = LookAlike::of("hours", ["Hours"], &Tables).unwrap();
        assert_eq!(
            found.message(),
            "This looks like “Hours”, from which it differs only in upper and lower case."
        );
    }

    #[test]
    fn names_that_differ_to_the_eye_or_not_at_all_are_no_look_alikes() {
        assert_eq!(alike("Cafe", "Caf\u{e9}"), None);
        assert_eq!(alike("Frontdesk", "Front desk"), None);
        assert_eq!(alike("Front desk", "Front desk"), None, "it is taken");
        assert_eq!(alike("", " "), None);
    }
}
