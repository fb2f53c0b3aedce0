//! What a person decided about the questions of a merge, step by step.

use std::collections::BTreeMap;
use std::mem::{Discriminant, discriminant};

use model::{Decision, Question, Resolution};

/// How many steps can be undone.
const STEPS: usize = 200;

/// A decision, and the values that it was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// `Question::fingerprint` of the question at that time.
    pub(crate) fingerprint: u64,
    pub(crate) decision: Decision,
}

/// The decisions by the question's key.
pub(crate) type Entries = BTreeMap<Vec<String>, Entry>;

/// The decisions so far, and those before each step.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Decided {
    entries: Entries,
    before: Vec<Entries>,
    /// Where somebody is typing: all that is typed there is one step.
    typing: Option<Spot>,
}

/// A field in which a question is decided: the question, the kind of decision, and the place in its
/// text.
type Spot = (Vec<String>, Discriminant<Decision>, Option<usize>);

impl Decided {
    /// Decisions that were made earlier.
    pub(crate) fn of(entries: Entries) -> Self {
        Self { entries, ..Self::default() }
    }

    /// All decisions, also about questions that are no longer asked.
    pub(crate) fn entries(&self) -> &Entries {
        &self.entries
    }

    /// What is decided about a question, if the values are still those that it was decided about.
    pub(crate) fn get(&self, question: &Question) -> Option<&Decision> {
        let entry = self.entries.get(question.key())?;
        (entry.fingerprint == question.fingerprint()).then_some(&entry.decision)
    }

    /// Whether a question needs nobody any more.
    pub(crate) fn is_settled(&self, question: &Question) -> bool {
        self.get(question).is_some_and(|decision| question.resolutions(decision).is_some())
    }

    /// How many questions are open.
    pub(crate) fn open(&self, questions: &[Question]) -> usize {
        questions.iter().filter(|question| !self.is_settled(question)).count()
    }

    /// Decides questions, in one step.
    pub(crate) fn decide(&mut self, decisions: Vec<(&Question, Decision)>) {
        self.typing = None;
        self.step();
        self.write(decisions);
    }

    /// Decides a question by typing.
    pub(crate) fn type_in(&mut self, question: &Question, decision: Decision) {
        let place = match (&decision, self.get(question)) {
            (
                Decision::Places { places: now, .. },
                Some(Decision::Places { places: before, .. }),
            ) => now.iter().zip(before).position(|(now, before)| now != before),
            (Decision::Places { places, .. }, _) => places.iter().position(Option::is_some),
            _ => None,
        };
        let spot = (question.key().to_vec(), discriminant(&decision), place);
        if self.typing.as_ref() != Some(&spot) {
            self.step();
            self.typing = Some(spot);
        }
        self.write(vec![(question, decision)]);
    }

    /// Whether there is a step to undo.
    pub(crate) fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Undoes the last step. Gives the question whose decision changed, the first one of several.
    pub(crate) fn undo(&mut self) -> Option<Vec<String>> {
        let before = self.before.pop()?;
        self.typing = None;
        let keys = self.entries.keys().chain(before.keys());
        let changed = keys.filter(|key| self.entries.get(*key) != before.get(*key)).min().cloned();
        self.entries = before;
        changed
    }

    /// What is sent for the questions that are settled.
    pub(crate) fn resolutions(&self, questions: &[Question]) -> Vec<Resolution> {
        let sent = |question: &Question| question.resolutions(self.get(question)?);
        questions.iter().filter_map(sent).flatten().collect()
    }

    fn step(&mut self) {
        if self.before.len() == STEPS {
            self.before.remove(0);
        }
        self.before.push(self.entries.clone());
    }

    fn write(&mut self, decisions: Vec<(&Question, Decision)>) {
        for (question, decision) in decisions {
            let entry = Entry { fingerprint: question.fingerprint(), decision };
            self.entries.insert(question.key().to_vec(), entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use model::{MergeConflict, Party, questions};
    use serde_json::json;

    use super::*;

    fn ask(names: &[&str], theirs: &str) -> Vec<Question> {
        let conflict = |name: &&str| MergeConflict {
            path: vec!["agentSettings".to_owned(), (*name).to_owned()],
            base: Some(json!("base")),
            ours: Some(json!("ours")),
            theirs: Some(json!(theirs)),
        };
        questions(&names.iter().map(conflict).collect::<Vec<_>>(), &[])
    }

    #[test]
    fn a_step_for_many_questions_is_undone_at_once() {
        let asked = ask(&["a", "b"], "theirs");
        let mut decided = Decided::default();
        let take = |party| asked.iter().map(|one| (one, Decision::Take(party))).collect();
        decided.decide(take(Party::Target));
        decided.decide(take(Party::Branch));
        assert_eq!(decided.open(&asked), 0);
        assert_eq!(decided.undo().as_deref(), Some(asked[0].key()));
        assert_eq!(decided.get(&asked[1]), Some(&Decision::Take(Party::Target)));
        decided.undo();
        assert_eq!(decided.open(&asked), 2);
        assert!(!decided.can_undo() && decided.undo().is_none());
    }

    #[test]
    fn what_is_typed_in_one_text_is_one_step() {
        let asked = ask(&["a", "b"], "theirs");
        let mut decided = Decided::default();
        for text in ["H", "He", "Hey"] {
            decided.type_in(&asked[0], Decision::Text(text.to_owned()));
        }
        decided.type_in(&asked[1], Decision::Text("B".to_owned()));
        decided.undo();
        assert_eq!(decided.get(&asked[0]), Some(&Decision::Text("Hey".to_owned())));
        decided.undo();
        assert_eq!(decided.get(&asked[0]), None);
    }

    #[test]
    fn each_place_of_a_text_is_a_step_of_its_own_and_so_is_the_text_as_a_whole() {
        let asked = ask(&["a"], "theirs");
        let places = |places: [&str; 2]| Decision::Places {
            places: places.map(|text| (!text.is_empty()).then(|| text.to_owned())).to_vec(),
            text: places.concat(),
        };
        let mut decided = Decided::default();
        for decision in [places(["o", ""]), places(["one", ""]), places(["one", "two"])] {
            decided.type_in(&asked[0], decision);
        }
        decided.type_in(&asked[0], Decision::Text("All of it".to_owned()));
        decided.type_in(&asked[0], places(["other", "two"]));
        let steps: Vec<_> = std::iter::from_fn(|| {
            decided.undo()?;
            Some(decided.get(&asked[0]).cloned())
        })
        .collect();
        let all = Decision::Text("All of it".to_owned());
        let expected = [Some(all), Some(places(["one", "two"])), Some(places(["one", ""])), None];
        assert_eq!(steps, expected, "what is typed is not lost to a choice made after it");
    }

    #[test]
    fn what_was_decided_about_other_values_is_asked_again() {
        let (before, now) = (ask(&["a", "b"], "theirs"), ask(&["a", "b"], "other"));
        let mut decided = Decided::default();
        decided.decide(vec![(&before[0], Decision::Take(Party::Branch))]);
        assert_eq!(decided.open(&before), 1);
        assert_eq!(decided.open(&now), 2);
        assert_eq!(decided.resolutions(&now), []);
        assert_eq!(decided.resolutions(&before).len(), 1);
    }
}
