//! Properties: whatever two people type, whatever fails and whenever they save or reload, no word
//! is lost, and what both typed in different fields is there in the end.

use leptos::prelude::*;
use model::{Fields, MergedText, TextConflict, Topic, TopicField, TopicId};
use proptest::prelude::*;

use super::network::Fault;
use super::world::{Tab, Visit, World, settle, wait};
use crate::state::drafts::TopicDraft;
use crate::state::save::topic::SavedTopic;
use crate::state::save::{Editable, Saving, decide, save};

/// What one of two people does, or what happens to the network.
#[derive(Clone, Debug)]
enum Act {
    /// Adds a word to one of the fields.
    Type(usize),
    Save,
    /// Loads the topics again.
    Refresh,
    /// Leaves the branch and opens it again.
    Revisit,
    /// Closes the tab and opens another one.
    Reopen,
    Wait,
    LoseRequests,
    LoseAnswers,
    HoldAnswers,
    Behave,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0..2_usize).prop_map(Act::Type),
        4 => Just(Act::Save),
        1 => Just(Act::Refresh),
        1 => Just(Act::Revisit),
        1 => Just(Act::Reopen),
        1 => Just(Act::Wait),
        1 => Just(Act::LoseRequests),
        1 => Just(Act::LoseAnswers),
        1 => Just(Act::HoldAnswers),
        3 => Just(Act::Behave),
    ]
}

const ID: &str = "T-1";

/// Somebody who edits a topic, in fields of their own, and adds words.
struct Person {
    tab: Tab,
    visit: Option<Visit>,
    saving: RwSignal<Saving<Topic>>,
    name: &'static str,
    fields: [TopicField; 2],
    typed: Vec<(TopicField, String)>,
}

impl Person {
    fn new(world: &World, name: &'static str, fields: [TopicField; 2]) -> Self {
        let tab = world.person();
        let visit = Some(tab.open_main());
        let saving = RwSignal::new(Saving::Idle);
        Self { tab, visit, saving, name, fields, typed: Vec::new() }
    }

    fn visit(&self) -> &Visit {
        self.visit.as_ref().unwrap()
    }

    fn shown(&self) -> Option<Topic> {
        let state = self.visit().state;
        let draft = state.drafts.topics.get_untracked().get(&TopicId::from(ID)).cloned();
        draft.map(|draft| draft.mine).or_else(|| {
            let find = |all: &Vec<Topic>| all.iter().find(|one| one.id.as_str() == ID).cloned();
            state.resources.topics.with_untracked(find).flatten()
        })
    }

    /// Types only in what the page shows: a topic that is not loaded has no fields.
    fn write(&mut self, field: TopicField) {
        let state = self.visit().state;
        let Some(mut mine) = self.shown() else { return };
        let word = format!(" {}{}", self.name, self.typed.len());
        match field {
            TopicField::Name => mine.name.push_str(&word),
            TopicField::Content => mine.content.push_str(&word),
            TopicField::Actions => mine.actions.push_str(&word),
            TopicField::ExampleQueries => mine.example_queries.push(word.clone()),
            TopicField::IsActive => return,
        }
        let draft = state.drafts.topics.get_untracked().get(&TopicId::from(ID)).cloned();
        let find = |all: &Vec<Topic>| all.iter().find(|one| one.id.as_str() == ID).cloned();
        let saved = || state.resources.topics.with_untracked(find).flatten();
        let base = draft.map_or_else(saved, |draft| draft.base);
        state.drafts.topics.update(|all| {
            all.insert(ID.into(), TopicDraft { base, mine });
        });
        settle();
        self.typed.push((field, word));
    }

    fn save(&self) {
        if !self.saving.with_untracked(Saving::is_busy) {
            let what = SavedTopic(ID.into());
            self.visit().run(save(self.visit().state, what, self.saving));
        }
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Type(field) => self.write(self.fields[*field]),
            Act::Save => self.save(),
            Act::Refresh => {
                self.visit().state.resources.load_topics();
                settle();
            }
            Act::Revisit => {
                self.visit.take().unwrap().leave();
                self.enter();
            }
            Act::Reopen => {
                self.visit = None;
                let tab = self.tab.reopened();
                std::mem::replace(&mut self.tab, tab).close();
                self.enter();
            }
            Act::Wait => wait(400),
            Act::LoseRequests => self.tab.network.follow(|_| Fault::LoseRequest),
            Act::LoseAnswers => self.tab.network.follow(|_| Fault::LoseAnswer),
            Act::HoldAnswers => self.tab.network.fail_writes(Fault::HoldAnswer),
            Act::Behave => self.tab.network.release_all(),
        }
    }

    fn enter(&mut self) {
        self.visit = Some(self.tab.open_main());
        self.saving = RwSignal::new(Saving::Idle);
    }

    /// The words of this person that neither the page nor the API has.
    fn lost(&self, stored: &Topic) -> Vec<String> {
        let shown = self.shown();
        let has = |topic: &Topic, field: TopicField, word: &str| text(topic, field).contains(word);
        let is_lost = |(field, word): &&(TopicField, String)| {
            !has(stored, *field, word)
                && !shown.as_ref().is_some_and(|shown| has(shown, *field, word))
        };
        self.typed.iter().filter(is_lost).map(|(_, word)| word.clone()).collect()
    }

    /// Loads and saves with a network that works, as a person does who wants to be done.
    fn finish(&mut self) {
        self.tab.network.release_all();
        self.visit().load();
        self.save();
        // Whoever is asked wants both.
        while let Saving::Conflict { merges, .. } = self.saving.get_untracked() {
            let both = |(_, merged): &(TopicField, MergedText)| {
                let both: Vec<_> = merged.conflicts().map(TextConflict::both).collect();
                merged.decided(|place, _| &both[place])
            };
            let texts: Vec<_> = merges.iter().map(both).collect();
            decide(self.visit().state, &SavedTopic(ID.into()), self.saving, &texts);
            self.save();
        }
    }
}

fn text(topic: &Topic, field: TopicField) -> String {
    match field {
        TopicField::Name => topic.name.clone(),
        TopicField::Content => topic.content.clone(),
        TopicField::Actions => topic.actions.clone(),
        TopicField::ExampleQueries => topic.example_queries.join("\n"),
        TopicField::IsActive => topic.is_active.to_string(),
    }
}

/// Lets both finish: then every word of both is stored, and nothing is unsaved.
fn all_is_saved_in_the_end(world: &World, mut people: [Person; 2]) -> Result<(), TestCaseError> {
    people.iter_mut().for_each(Person::finish);
    let stored = world.api().main().topic(ID).clone();
    for person in &people {
        for (field, word) in &person.typed {
            prop_assert!(text(&stored, *field).contains(word), "{word} in {stored:?}");
        }
        prop_assert!(SavedTopic(ID.into()).edit(&person.visit().state.drafts.all()).is_none());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_people_in_different_fields_both_have_all_their_words_saved_in_the_end(
        acts in prop::collection::vec((any::<bool>(), act()), 0..40),
    ) {
        let world = World::new();
        let mut ann = Person::new(&world, "ann", [TopicField::Content, TopicField::Name]);
        let mut bob = Person::new(&world, "bob", [TopicField::Actions, TopicField::ExampleQueries]);
        for (is_ann, act) in &acts {
            if *is_ann { ann.act(act) } else { bob.act(act) }
            let stored = world.api().main().topic(ID).clone();
            prop_assert_eq!(ann.lost(&stored), Vec::<String>::new(), "{:?}", act);
            prop_assert_eq!(bob.lost(&stored), Vec::<String>::new(), "{:?}", act);
        }
        all_is_saved_in_the_end(&world, [ann, bob])?;
    }

    #[test]
    fn two_people_in_the_same_fields_both_have_all_their_words_saved_in_the_end(
        acts in prop::collection::vec((any::<bool>(), act()), 0..40),
    ) {
        let world = World::new();
        let both = [TopicField::Content, TopicField::ExampleQueries];
        let mut ann = Person::new(&world, "ann", both);
        let mut bob = Person::new(&world, "bob", both);
        for (is_ann, act) in &acts {
            if *is_ann { ann.act(act) } else { bob.act(act) }
        }
        all_is_saved_in_the_end(&world, [ann, bob])?;
    }

    #[test]
    fn nobody_saves_over_the_same_field_of_another_one_unseen(
        acts in prop::collection::vec((any::<bool>(), act()), 0..40),
    ) {
        let world = World::new();
        let both = [TopicField::Content, TopicField::Content];
        let mut ann = Person::new(&world, "ann", both);
        let mut bob = Person::new(&world, "bob", both);
        for (is_ann, act) in &acts {
            let (me, other) = if *is_ann { (&mut ann, &bob) } else { (&mut bob, &ann) };
            let before = world.api().main().topic(ID).clone();
            me.act(act);
            let after = world.api().main().topic(ID).clone();
            prop_assert_eq!(me.lost(&after), Vec::<String>::new(), "{:?}", act);
            prop_assert_eq!(other.lost(&after), Vec::<String>::new(), "{:?}", act);
            // What the other one had saved is only replaced by somebody who had it on the page.
            let had = |word: &str| before.content.contains(word) && !after.content.contains(word);
            let dropped: Vec<_> = other.typed.iter().filter(|(_, word)| had(word)).collect();
            prop_assert_eq!(dropped, Vec::<&(TopicField, String)>::new(), "{:?}", act);
            prop_assert!(before.differing(&after).iter().all(|field| *field == TopicField::Content));
        }
    }
}
