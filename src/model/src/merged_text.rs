//! What comes of two edits of one text: what is settled, and where a person has to decide.

/// A text made of two edits, in parts that follow each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergedText(pub Vec<TextPart>);

/// A part of such a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextPart {
    /// At most one side changed it, or both to the same.
    Settled(String),
    /// Both sides changed it, each to something else.
    Conflict(TextConflict),
}

/// A place that both sides changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextConflict {
    /// What stood there before both.
    pub base: String,
    /// What one's own edit makes of it.
    pub mine: String,
    /// What somebody else made of it.
    pub theirs: String,
}

impl TextConflict {
    /// Both texts, theirs first, on lines of their own where they are whole lines.
    pub fn both(&self) -> String {
        let is_joined = self.theirs.is_empty()
            || self.mine.is_empty()
            || self.theirs.ends_with(char::is_whitespace)
            || self.mine.starts_with(char::is_whitespace);
        let has_lines = self.theirs.contains('\n') || self.mine.contains('\n');
        let between = match (is_joined, has_lines) {
            (true, _) => "",
            (false, true) => "\n",
            (false, false) => " ",
        };
        format!("{}{between}{}", self.theirs, self.mine)
    }
}

impl MergedText {
    /// Two texts of which nothing is brought together: a person has to decide about all of it.
    pub fn undecided(base: &str, mine: &str, theirs: &str) -> Self {
        let (base, mine, theirs) = (base.to_owned(), mine.to_owned(), theirs.to_owned());
        Self(vec![TextPart::Conflict(TextConflict { base, mine, theirs })])
    }

    /// The places in which a person has to decide.
    pub fn conflicts(&self) -> impl Iterator<Item = &TextConflict> {
        self.0.iter().filter_map(|part| match part {
            TextPart::Conflict(conflict) => Some(conflict),
            TextPart::Settled(_) => None,
        })
    }

    /// The whole text; `None` while a person has to decide.
    pub fn text(&self) -> Option<String> {
        self.conflicts().next().is_none().then(|| self.decided(|_, _| ""))
    }

    /// The whole text, with what `decide` gives for each place, counted from 0.
    pub fn decided<'a>(&'a self, decide: impl Fn(usize, &'a TextConflict) -> &'a str) -> String {
        let mut places = 0;
        let parts = self.0.iter().map(|part| match part {
            TextPart::Settled(text) => text.as_str(),
            TextPart::Conflict(conflict) => {
                places += 1;
                decide(places - 1, conflict)
            }
        });
        parts.collect()
    }
}

/// A list that two people edited: what either removed is gone, and what either added is there, after
/// the entry that it was added after.
pub fn merged_list(base: &[String], mine: &[String], theirs: &[String]) -> Vec<String> {
    if mine == base || mine == theirs {
        return theirs.to_vec();
    }
    if theirs == base {
        return mine.to_vec();
    }
    let is_kept = |entry: &&String| mine.contains(entry) || !base.contains(entry);
    let mut merged: Vec<String> = theirs.iter().filter(is_kept).cloned().collect();
    let mut after = 0;
    for entry in mine {
        if let Some(place) = merged.iter().position(|one| one == entry) {
            after = place + 1;
        } else if !base.contains(entry) {
            merged.insert(after.min(merged.len()), entry.clone());
            after += 1;
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(entries: &str) -> Vec<String> {
        entries.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn what_two_people_do_to_a_list_is_all_done() {
        let cases = [
            ("a b c", "a b c d", "a b c e", "a b c d e"),
            ("a b c", "a c", "a b c e", "a c e"),
            ("a b c", "x a b c", "a b", "x a b"),
            ("a b c", "a B c", "a b c d", "a B c d"),
            ("a b", "a B1", "a B2", "a B1 B2"),
            ("", "a", "b", "a b"),
            ("a b", "b a", "a b", "b a"),
            ("a", "", "", ""),
        ];
        for (base, mine, theirs, expected) in cases {
            let merged = merged_list(&list(base), &list(mine), &list(theirs));
            assert_eq!(merged, list(expected), "{base} | {mine} | {theirs}");
        }
    }

    #[test]
    fn a_text_has_what_was_decided_in_its_places() {
        let conflict =
            TextConflict { base: "nine".into(), mine: "ten".into(), theirs: "eight".into() };
        let text = MergedText(vec![
            TextPart::Settled("Open at ".into()),
            TextPart::Conflict(conflict.clone()),
            TextPart::Settled(".".into()),
        ]);
        assert_eq!(text.text(), None);
        assert_eq!(text.decided(|_, place| &place.theirs), "Open at eight.");
        assert_eq!(conflict.both(), "eight ten");
    }

    #[test]
    fn both_texts_stand_on_lines_of_their_own_where_they_are_lines() {
        let both = |theirs: &str, mine: &str| {
            TextConflict { base: String::new(), mine: mine.into(), theirs: theirs.into() }.both()
        };
        assert_eq!(both("One.\n", "Two.\n"), "One.\nTwo.\n");
        assert_eq!(both("One.\nOr two.", "Three."), "One.\nOr two.\nThree.");
        assert_eq!(both("", "Three."), "Three.");
    }
}
