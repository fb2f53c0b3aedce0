//! Saving topics field by field, with one person and with two.

use leptos::prelude::*;
use model::{Fields, Topic, TopicField};

use super::network::Fault;
use super::world::{Tab, Visit, World, settle};
use crate::state::branch::BranchState;
use crate::state::drafts::TopicDraft;
use crate::state::save::topic::SavedTopic;
use crate::state::save::{Editable, Saving, decide, save, take_theirs};

/// A topic as somebody edits it.
struct TopicEditor {
    state: BranchState,
    saving: RwSignal<Saving<Topic>>,
    id: &'static str,
}

impl TopicEditor {
    fn open(visit: &Visit) -> Self {
        Self { state: visit.state, saving: RwSignal::new(Saving::Idle), id: "T-1" }
    }

    fn what(&self) -> SavedTopic {
        SavedTopic(self.id.into())
    }

    fn shown(&self) -> Topic {
        let draft = self.state.drafts.topics.get_untracked().get(&self.id.into()).cloned();
        draft.map_or_else(|| self.saved(), |draft| draft.mine)
    }

    fn saved(&self) -> Topic {
        let find = |all: &Vec<Topic>| all.iter().find(|one| one.id.as_str() == self.id).cloned();
        self.state.resources.topics.with_untracked(find).flatten().unwrap()
    }

    /// Types as the page does.
    fn change(&self, change: impl FnOnce(&mut Topic)) {
        let mut mine = self.shown();
        change(&mut mine);
        let draft = self.state.drafts.topics.get_untracked().get(&self.id.into()).cloned();
        let base = draft.map_or_else(|| Some(self.saved()), |draft| draft.base);
        let next = TopicDraft { base, mine };
        self.state.drafts.topics.update(|drafts| match next.is_changed() {
            true => drop(drafts.insert(self.id.into(), next)),
            false => drop(drafts.remove(&self.id.into())),
        });
        settle();
    }

    fn save(&self) {
        leptos::task::spawn_local(save(self.state, self.what(), self.saving));
        settle();
    }

    fn is_unsaved(&self) -> bool {
        self.state.drafts.topics.get_untracked().contains_key(&self.id.into())
    }
}

fn one_topic() -> (World, Tab, Visit, TopicEditor) {
    let world = World::new();
    let ann = world.person();
    let visit = ann.open_main();
    let editor = TopicEditor::open(&visit);
    (world, ann, visit, editor)
}

/// Gives a field of a topic a value of its own.
fn set(topic: &mut Topic, field: TopicField, word: &str) {
    match field {
        TopicField::Name => topic.name = word.into(),
        TopicField::Content => topic.content = word.into(),
        TopicField::Actions => topic.actions = word.into(),
        TopicField::ExampleQueries => topic.example_queries = vec![word.into()],
        TopicField::IsActive => topic.is_active = !topic.is_active,
    }
}

#[test]
fn every_field_of_a_topic_is_saved() {
    for field in TopicField::ALL {
        let (world, _ann, _visit, editor) = one_topic();
        let before = editor.shown();
        editor.change(|topic| set(topic, field, "new"));
        assert!(editor.is_unsaved(), "{field:?}");
        editor.save();
        let stored = world.api().main().topic("T-1").clone();
        assert_eq!(before.differing(&stored), [field]);
        assert!(!editor.is_unsaved(), "{field:?}");
        assert_eq!(editor.saved(), stored);
    }
}

#[test]
fn two_people_who_edit_different_fields_of_a_topic_never_meet_in_a_conflict() {
    for mine in TopicField::ALL {
        for theirs in TopicField::ALL.into_iter().filter(|theirs| *theirs != mine) {
            let (world, _ann, _visit, editor) = one_topic();
            let before = editor.shown();
            editor.change(|topic| set(topic, mine, "mine"));
            set(&mut world.api().main().topics[0], theirs, "theirs");
            editor.save();
            assert_eq!(editor.saving.get_untracked(), Saving::Idle, "{mine:?} and {theirs:?}");
            let stored = world.api().main().topic("T-1").clone();
            let mut both = before.clone();
            set(&mut both, mine, "mine");
            set(&mut both, theirs, "theirs");
            assert_eq!(stored, both, "{mine:?} and {theirs:?}");
            assert_eq!(editor.saved(), both, "what the other one saved is shown, too");
        }
    }
}

#[test]
fn two_people_who_edit_the_same_field_of_a_topic_meet_in_a_conflict_about_it_alone() {
    for field in [TopicField::Name, TopicField::Content, TopicField::Actions] {
        let (world, ann, _visit, editor) = one_topic();
        editor.change(|topic| {
            set(topic, field, "mine");
            topic.is_active = false;
        });
        set(&mut world.api().main().topics[0], field, "theirs");
        editor.save();
        let Saving::Conflict { merges, theirs } = editor.saving.get_untracked() else {
            panic!("{field:?}: no conflict");
        };
        assert_eq!(merges.iter().map(|(field, _)| *field).collect::<Vec<_>>(), [field]);
        assert_eq!(theirs, *world.api().main().topic("T-1"));
        assert_eq!(ann.network.sent("PATCH", ""), 0);

        decide(editor.state, &editor.what(), editor.saving, &["both".to_owned()]);
        editor.save();
        let stored = world.api().main().topic("T-1").clone();
        assert_eq!(SavedTopic::text(&stored, &field), "both");
        assert_eq!(stored, editor.saved());
        assert!(!stored.is_active, "the field without a conflict is saved as well");
    }
}

#[test]
fn a_topic_that_somebody_deleted_is_not_saved_and_its_text_stays() {
    let (world, ann, _visit, editor) = one_topic();
    editor.change(|topic| topic.content = "Written with care.".into());
    world.api().main().topics.remove(0);
    editor.save();
    assert_eq!(editor.saving.get_untracked(), Saving::Deleted);
    assert_eq!(ann.network.sent("PATCH", ""), 0);
    assert_eq!(editor.shown().content, "Written with care.");
}

#[test]
fn a_topic_that_is_deleted_between_the_read_and_the_write_keeps_its_text() {
    let (world, ann, _visit, editor) = one_topic();
    editor.change(|topic| topic.content = "Written with care.".into());
    ann.network.fail_writes(Fault::HoldRequest);
    editor.save();
    world.api().main().topics.remove(0);
    ann.network.release_all();
    assert!(editor.saving.with_untracked(Saving::is_failed));
    editor.save();
    assert_eq!(editor.saving.get_untracked(), Saving::Deleted);
    assert_eq!(editor.shown().content, "Written with care.");
}

#[test]
fn what_is_typed_in_another_field_during_a_save_stays_unsaved() {
    let (world, ann, _visit, editor) = one_topic();
    editor.change(|topic| topic.content = "New.".into());
    ann.network.fail_writes(Fault::HoldAnswer);
    editor.save();
    editor.change(|topic| topic.actions = "Later.".into());
    ann.network.release_all();
    assert!(editor.is_unsaved());
    assert_eq!(world.api().main().topic("T-1").actions, "");
    editor.save();
    assert_eq!(world.api().main().topic("T-1").actions, "Later.");
    assert_eq!(ann.network.sent("PATCH", ""), 2);
}

#[test]
fn one_topic_is_saved_and_the_draft_of_another_stays() {
    let (world, _ann, visit, editor) = one_topic();
    let other = TopicEditor { id: "T-2", ..TopicEditor::open(&visit) };
    editor.change(|topic| topic.content = "One.".into());
    other.change(|topic| topic.content = "Two.".into());
    editor.save();
    assert!(!editor.is_unsaved());
    assert_eq!(other.shown().content, "Two.");
    assert_eq!(world.api().main().topic("T-2").content, "£45.");
}

#[test]
fn theirs_of_a_topic_can_be_taken_and_that_can_be_undone() {
    let (world, ann, _visit, editor) = one_topic();
    editor.change(|topic| topic.content = "Mine.".into());
    world.api().main().topics[0].content = "Theirs.".into();
    editor.save();
    take_theirs(editor.state, &editor.what(), editor.saving);
    assert_eq!(editor.shown().content, "Theirs.");
    assert!(ann.says("Their version stays"));
    ann.press("Undo");
    assert_eq!(editor.shown().content, "Mine.");
    editor.save();
    decide(editor.state, &editor.what(), editor.saving, &["Mine.".to_owned()]);
    editor.save();
    assert_eq!(world.api().main().topic("T-1").content, "Mine.");
}

#[test]
fn a_topic_that_is_trimmed_when_it_is_stored_is_saved_and_nobody_elses_change() {
    let (world, ann, _visit, editor) = one_topic();
    ann.network.fail_writes(Fault::Trim);
    for text in ["One.\n", "Two.\n", " Three. \n"] {
        editor.change(|topic| {
            topic.content = text.into();
            topic.actions = format!("{text}\n");
            topic.example_queries = vec![format!("{text} "), String::new()];
        });
        editor.save();
        assert_eq!(editor.saving.get_untracked(), Saving::Idle, "{text:?}");
        assert!(!editor.is_unsaved(), "{text:?}");
        assert_eq!(world.api().main().topic("T-1").content, text.trim());
    }
    world.api().main().topics[0].content = "Theirs.".into();
    editor.change(|topic| topic.content = "Mine.".into());
    editor.save();
    assert!(matches!(editor.saving.get_untracked(), Saving::Conflict { .. }));
}
