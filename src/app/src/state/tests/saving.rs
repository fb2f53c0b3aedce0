//! Saving the behavior: every way it can go, with one person and with two.

use client::TransportError;
use leptos::prelude::*;
use model::{Edit, MergedText};

use super::api::refusal;
use super::network::Fault;
use super::world::{Tab, Visit, World, settle};
use crate::state::branch::BranchState;
use crate::state::save::behavior::Behavior;
use crate::state::save::{Saving, decide, revert, save, take_theirs};

/// The behavior as somebody edits it.
struct Editor {
    state: BranchState,
    saving: RwSignal<Saving<String>>,
}

impl Editor {
    fn open(visit: &Visit) -> Self {
        Self { state: visit.state, saving: RwSignal::new(Saving::Idle) }
    }

    /// Types as the page does.
    fn write(&self, mine: &str) {
        let saved = self.state.resources.behavior.with_untracked(String::clone).unwrap_or_default();
        self.state.drafts.behavior.update(|draft| {
            let base = draft.take().map_or(saved, |draft| draft.base);
            let mine = mine.to_owned();
            *draft = (base != mine).then_some(Edit { base, mine });
        });
        settle();
    }

    fn save(&self) {
        leptos::task::spawn_local(save(self.state, Behavior, self.saving));
        settle();
    }

    /// Answers a conflict as the dialog does.
    fn decide(&self, text: &str) {
        decide(self.state, &Behavior, self.saving, &[text.to_owned()]);
        settle();
    }

    fn draft(&self) -> Option<Edit<String>> {
        self.state.drafts.behavior.get_untracked()
    }

    fn text(&self) -> String {
        let saved = self.state.resources.behavior.with_untracked(String::clone).unwrap_or_default();
        self.draft().map_or(saved, |draft| draft.mine)
    }

    fn saving(&self) -> Saving<String> {
        self.saving.get_untracked()
    }
}

fn one_editor() -> (World, Tab, Visit, Editor) {
    let world = World::new();
    let ann = world.person();
    let visit = ann.open_main();
    let editor = Editor::open(&visit);
    (world, ann, visit, editor)
}

fn behavior_of(world: &World) -> String {
    world.api().main().behavior.clone()
}

#[test]
fn a_text_is_saved_and_nothing_of_it_stays_unsaved() {
    let (world, _ann, visit, editor) = one_editor();
    editor.write("Be brief.");
    editor.save();
    assert_eq!(behavior_of(&world), "Be brief.");
    assert_eq!(editor.saving(), Saving::Idle);
    assert_eq!(editor.draft(), None);
    assert_eq!(editor.text(), "Be brief.");
    assert_eq!(visit.state.saves.get_untracked(), 1);
}

#[test]
fn without_an_edit_nothing_is_sent() {
    let (_world, ann, _visit, editor) = one_editor();
    let before = ann.network.sent("", "");
    editor.save();
    assert_eq!(ann.network.sent("", ""), before);
    assert_eq!(editor.saving(), Saving::Idle);
}

#[test]
fn a_text_that_is_typed_back_is_no_edit() {
    let (_world, _ann, _visit, editor) = one_editor();
    editor.write("Be brief.");
    editor.write("Be kind.");
    assert_eq!(editor.draft(), None);
}

#[test]
fn a_save_is_busy_until_its_answer_comes() {
    let (world, ann, _visit, editor) = one_editor();
    editor.write("Be brief.");
    ann.network.fail_writes(Fault::HoldRequest);
    editor.save();
    assert!(editor.saving().is_busy());
    assert_eq!(behavior_of(&world), "Be kind.");
    ann.network.release_all();
    assert_eq!(editor.saving(), Saving::Idle);
    assert_eq!(behavior_of(&world), "Be brief.");
}

#[test]
fn what_is_typed_during_a_save_stays_unsaved_on_top_of_what_was_saved() {
    for fault in [Fault::HoldRequest, Fault::HoldAnswer] {
        let (world, ann, _visit, editor) = one_editor();
        editor.write("Be brief.");
        ann.network.fail_writes(fault.clone());
        editor.save();
        editor.write("Be brief and clear.");
        ann.network.release_all();
        assert_eq!(editor.text(), "Be brief and clear.", "{fault:?}");
        assert_eq!(editor.draft().unwrap().base, "Be brief.");
        assert_eq!(behavior_of(&world), "Be brief.");
        editor.save();
        assert_eq!(behavior_of(&world), "Be brief and clear.");
    }
}

#[test]
fn what_is_typed_while_a_save_reads_is_not_taken_for_saved() {
    let (world, ann, _visit, editor) = one_editor();
    editor.write("One.");
    ann.network.fail_reads(Fault::HoldRequest);
    editor.save();
    editor.write("One. Two.");
    ann.network.release_all();
    assert_eq!(behavior_of(&world), "One.");
    assert_eq!(editor.draft(), Some(Edit { base: "One.".into(), mine: "One. Two.".into() }));
}

#[test]
fn a_text_that_is_typed_back_to_the_old_one_during_a_save_stays_as_an_edit() {
    let (world, ann, _visit, editor) = one_editor();
    editor.write("Be brief.");
    ann.network.fail_writes(Fault::HoldRequest);
    editor.save();
    editor.write("Be kind, though.");
    ann.network.release_all();
    assert_eq!(behavior_of(&world), "Be brief.");
    assert_eq!(editor.text(), "Be kind, though.");
}

#[test]
fn a_failed_save_keeps_every_character_and_can_be_tried_again() {
    let failures = [
        Fault::LoseRequest,
        Fault::Answer(refusal(500, "")),
        Fault::Answer(refusal(503, "")),
        Fault::Answer(refusal(429, "")),
        Fault::Answer(refusal(400, "INVALID")),
        Fault::Answer(refusal(403, "FORBIDDEN")),
        Fault::Answer(client::Response {
            status: 200,
            body: "<html>".into(),
            ..Default::default()
        }),
    ];
    for fault in failures {
        let (world, ann, _visit, editor) = one_editor();
        editor.write("Be brief.");
        ann.network.fail_writes(fault.clone());
        editor.save();
        assert!(editor.saving().is_failed(), "{fault:?}");
        assert_eq!(editor.text(), "Be brief.", "{fault:?}");
        ann.network.behave();
        editor.save();
        assert_eq!(editor.saving(), Saving::Idle, "{fault:?}");
        assert_eq!(editor.draft(), None, "{fault:?}");
        assert_eq!(behavior_of(&world), "Be brief.", "{fault:?}");
    }
}

#[test]
fn a_save_that_cannot_read_first_sends_nothing() {
    for fault in [Fault::LoseRequest, Fault::LoseAnswer, Fault::Answer(refusal(500, ""))] {
        let (world, ann, _visit, editor) = one_editor();
        editor.write("Be brief.");
        ann.network.fail_reads(fault.clone());
        editor.save();
        assert!(editor.saving().is_failed(), "{fault:?}");
        assert_eq!(ann.network.sent("PATCH", ""), 0, "{fault:?}");
        assert_eq!(behavior_of(&world), "Be kind.");
        assert_eq!(editor.text(), "Be brief.");
    }
}

#[test]
fn a_save_whose_answer_was_lost_is_found_done_when_it_is_tried_again() {
    let (world, ann, _visit, editor) = one_editor();
    editor.write("Be brief.");
    ann.network.lose_answer_and_what_follows();
    editor.save();
    let error = client::ApiError::Unreachable(TransportError::Timeout);
    assert_eq!(editor.saving(), Saving::Failed(error));
    assert_eq!(behavior_of(&world), "Be brief.", "nobody knows yet");
    ann.network.behave();
    editor.save();
    assert_eq!(editor.draft(), None);
    assert_eq!(ann.network.sent("PATCH", ""), 1, "there was nothing left to send");
}

#[test]
fn a_save_that_a_proxy_sends_twice_is_saved_once() {
    let (world, ann, _visit, editor) = one_editor();
    editor.write("Be brief.");
    ann.network.fail_writes(Fault::Repeat);
    editor.save();
    assert_eq!((editor.saving(), editor.draft()), (Saving::Idle, None));
    assert_eq!(behavior_of(&world), "Be brief.");
}

#[test]
fn a_refused_key_is_asked_for_and_the_text_stays_when_nobody_gives_one() {
    let (world, ann, _visit, editor) = one_editor();
    editor.write("Be brief.");
    world.api().is_key_refused = true;
    editor.save();
    assert!(editor.saving().is_busy());
    assert!(ann.studio.requests.asks_for_key.get_untracked());
    ann.studio.requests.decline_key();
    settle();
    assert!(editor.saving().is_failed());
    assert!(ann.says("The behavior was not saved: no: UNAUTHORIZED"));
    assert_eq!(editor.text(), "Be brief.");
    ann.press("Enter another key");
    assert!(ann.studio.requests.asks_for_key.get_untracked());
}

#[test]
fn a_protected_main_is_remembered_and_the_text_stays() {
    let (world, ann, visit, editor) = one_editor();
    assert!(!visit.state.is_protected());
    editor.write("Be brief.");
    world.api().is_main_protected = true;
    editor.save();
    assert!(visit.state.is_protected());
    assert!(ann.says("The behavior was not saved: main takes no direct changes."));
    assert_eq!(editor.text(), "Be brief.");
}

#[test]
fn a_branch_that_was_deleted_fails_the_save_and_keeps_the_text() {
    let (world, ann, _visit, editor) = one_editor();
    editor.write("Be brief.");
    world.api().branches.remove("main");
    editor.save();
    assert!(matches!(editor.saving(), Saving::Failed(error) if error.is_not_found()));
    assert_eq!(editor.text(), "Be brief.");
    assert_eq!(ann.network.sent("PATCH", ""), 0);
}

/// Two people on the same behavior, where the second has saved "Theirs." under the first one's
/// unsaved "Mine.", and the first has pressed Save.
fn conflict() -> (World, Tab, Visit, Editor) {
    let (world, ann, visit, editor) = one_editor();
    let bob = world.person();
    let bobs_visit = bob.open_main();
    let theirs = Editor::open(&bobs_visit);
    editor.write("Mine.");
    theirs.write("Theirs.");
    theirs.save();
    editor.save();
    (world, ann, visit, editor)
}

#[test]
fn whoever_saves_second_sees_what_the_first_one_saved_and_nothing_is_sent() {
    let (world, ann, _visit, editor) = conflict();
    let merges = vec![((), MergedText::undecided("Be kind.", "Mine.", "Theirs."))];
    assert_eq!(editor.saving(), Saving::Conflict { merges, theirs: "Theirs.".to_owned() });
    assert_eq!(ann.network.sent("PATCH", ""), 0);
    assert_eq!(behavior_of(&world), "Theirs.");
    assert_eq!(editor.text(), "Mine.");
}

#[test]
fn a_conflict_ends_with_what_a_person_decided() {
    let (world, _ann, _visit, editor) = conflict();
    editor.decide("Theirs. Mine.");
    assert_eq!(editor.saving(), Saving::Idle);
    let decided = Edit { base: "Theirs.".into(), mine: "Theirs. Mine.".into() };
    assert_eq!(editor.draft(), Some(decided));
    editor.save();
    assert_eq!(behavior_of(&world), "Theirs. Mine.");
    assert_eq!((editor.saving(), editor.draft()), (Saving::Idle, None));
}

#[test]
fn what_was_decided_is_asked_again_when_somebody_saves_meanwhile() {
    let (world, ann, _visit, editor) = conflict();
    world.api().main().behavior = "Theirs again.".into();
    editor.decide("Mine.");
    editor.save();
    assert!(matches!(editor.saving(), Saving::Conflict { .. }));
    assert_eq!(ann.network.sent("PATCH", ""), 0);
    assert_eq!((editor.text().as_str(), behavior_of(&world).as_str()), ("Mine.", "Theirs again."));
}

#[test]
fn deciding_for_all_of_theirs_leaves_no_edit() {
    let (_world, ann, _visit, editor) = conflict();
    editor.decide("Theirs.");
    assert_eq!((editor.draft(), editor.text().as_str()), (None, "Theirs."));
    assert_eq!(ann.network.sent("PATCH", ""), 0);
}

#[test]
fn theirs_can_be_taken_and_that_can_be_undone() {
    let (world, ann, _visit, editor) = conflict();
    take_theirs(editor.state, &Behavior, editor.saving);
    assert_eq!((editor.saving(), editor.draft()), (Saving::Idle, None));
    assert_eq!(editor.text(), "Theirs.");
    ann.press("Undo");
    assert_eq!(editor.text(), "Mine.");
    editor.save();
    assert!(matches!(editor.saving(), Saving::Conflict { .. }), "it is asked again");
    assert_eq!(behavior_of(&world), "Theirs.");
}

#[test]
fn closing_the_question_decides_nothing() {
    let (world, _ann, _visit, editor) = conflict();
    editor.saving.set(Saving::Idle);
    assert_eq!(editor.text(), "Mine.");
    editor.save();
    assert!(matches!(editor.saving(), Saving::Conflict { .. }));
    assert_eq!(behavior_of(&world), "Theirs.");
}

#[test]
fn without_a_conflict_there_is_nothing_to_take_or_to_decide() {
    let (_world, ann, _visit, editor) = one_editor();
    editor.write("Mine.");
    editor.decide("Theirs.");
    take_theirs(editor.state, &Behavior, editor.saving);
    assert_eq!(editor.text(), "Mine.");
    assert_eq!(ann.messages(), Vec::<String>::new());
}

#[test]
fn two_people_who_type_the_same_are_not_in_conflict() {
    let (world, ann, _visit, editor) = one_editor();
    editor.write("Be brief.");
    world.api().main().behavior = "Be brief.".into();
    editor.save();
    assert_eq!((editor.saving(), editor.draft()), (Saving::Idle, None));
    assert_eq!(ann.network.sent("PATCH", ""), 0);
}

#[test]
fn saving_over_theirs_that_fails_keeps_mine() {
    let (world, ann, _visit, editor) = conflict();
    ann.network.fail_writes(Fault::LoseRequest);
    editor.decide("Mine.");
    editor.save();
    assert!(editor.saving().is_failed());
    assert_eq!((editor.text().as_str(), behavior_of(&world).as_str()), ("Mine.", "Theirs."));
}

#[test]
fn a_reverted_edit_can_be_brought_back() {
    let (_world, ann, _visit, editor) = one_editor();
    editor.write("Be brief.");
    revert(editor.state, &Behavior, editor.saving, "Your edit is reverted");
    assert_eq!(editor.text(), "Be kind.");
    ann.press("Undo");
    assert_eq!(editor.text(), "Be brief.");
}

#[test]
fn reverting_after_a_failure_shows_no_failure() {
    let (_world, ann, _visit, editor) = one_editor();
    editor.write("Be brief.");
    ann.network.fail_writes(Fault::LoseRequest);
    editor.save();
    revert(editor.state, &Behavior, editor.saving, "Your edit is reverted");
    assert_eq!(editor.saving(), Saving::Idle);
}

#[test]
fn a_save_is_done_although_its_page_was_left() {
    for fault in [Fault::HoldRequest, Fault::HoldAnswer] {
        let (world, ann, visit, editor) = one_editor();
        editor.write("Be brief.");
        ann.network.fail_writes(fault.clone());
        editor.save();
        visit.leave();
        ann.network.release_all();
        assert_eq!(behavior_of(&world), "Be brief.");
        let visit = ann.open_main();
        assert_eq!(visit.state.drafts.all().behavior, None, "{fault:?}: it is saved");
        assert_eq!(Editor::open(&visit).text(), "Be brief.");
    }
}

#[test]
fn what_was_typed_during_a_save_is_there_when_the_branch_was_left_before_the_answer() {
    let (_world, ann, visit, editor) = one_editor();
    editor.write("Be brief.");
    ann.network.fail_writes(Fault::HoldAnswer);
    editor.save();
    editor.write("Be brief. And clear.");
    visit.leave();
    ann.network.release_all();
    let visit = ann.open_main();
    let draft = Editor::open(&visit).draft().unwrap();
    assert_eq!(draft, Edit { base: "Be brief.".into(), mine: "Be brief. And clear.".into() });
}

#[test]
fn a_save_that_ends_after_its_branch_was_left_and_opened_again_is_shown_as_saved() {
    let (_world, ann, visit, editor) = one_editor();
    editor.write("Be brief.");
    ann.network.fail_writes(Fault::HoldAnswer);
    editor.save();
    visit.leave();
    let visit = ann.open("main");
    assert!(visit.state.drafts.all().behavior.is_some());
    ann.network.release_all();
    assert_eq!(visit.state.drafts.all().behavior, None);
}

#[test]
fn a_save_that_fails_after_its_page_was_left_leaves_the_draft() {
    let (_world, ann, visit, editor) = one_editor();
    editor.write("Be brief.");
    ann.network.fail_writes(Fault::HoldRequest);
    editor.save();
    visit.leave();
    ann.network.fail_reads(Fault::None);
    ann.network.fail_writes(Fault::LoseRequest);
    let visit = ann.open_main();
    assert_eq!(Editor::open(&visit).text(), "Be brief.");
}

/// A platform that trims what it stores, whatever its answer says.
#[test]
fn a_text_that_is_trimmed_when_it_is_stored_is_saved_and_nobody_elses_change() {
    let (world, ann, _visit, editor) = one_editor();
    ann.network.fail_writes(Fault::Trim);
    for text in ["Be brief.\n", "Be brief and clear.\n\n", "  Be clear."] {
        editor.write(text);
        editor.save();
        assert_eq!(editor.saving(), Saving::Idle, "{text:?}");
        assert_eq!(editor.draft(), None, "{text:?}");
        assert_eq!(behavior_of(&world), text.trim());
    }
}

#[test]
fn a_text_that_was_trimmed_by_a_save_whose_answer_was_lost_can_be_saved() {
    let (world, ann, _visit, editor) = one_editor();
    editor.write("Be brief.\n");
    ann.network.fail_writes(Fault::LoseAnswer);
    editor.save();
    world.api().trim();
    ann.network.behave();
    editor.save();
    assert_eq!((editor.saving(), editor.draft()), (Saving::Idle, None));
}
