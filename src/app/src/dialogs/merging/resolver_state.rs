//! Which conflict is shown, and what the keys and buttons do with it.

use std::sync::Arc;

use diff::SideNames;
use leptos::html;
use leptos::prelude::*;
use model::{Decision, Names, Party, Question, Section};

use super::keys::Command;
use super::words;
use crate::browser::{focus, overlay};
use crate::route::{Page, Route};
use crate::state::merging::Merging;

/// The field in which one edits what is to stand there.
const RESULT: &str = "#merge-result";

/// What is decided about a question.
pub(super) type Decided = Memo<Option<Decision>>;

/// Which question is shown, and what is said about it.
#[derive(Clone, Copy)]
pub(super) struct ResolverState {
    pub(super) merging: Merging,
    pub(super) questions: Memo<Vec<Question>>,
    pub(super) current: RwSignal<usize>,
    /// Counts what was decided other than by typing: the question is then drawn anew.
    pub(super) turn: RwSignal<u32>,
    /// What a screen reader says.
    pub(super) said: RwSignal<String>,
    /// Where the conflict is shown.
    pub(super) place: NodeRef<html::Section>,
    /// Called before the person goes to a page.
    pub(super) on_leave: Callback<()>,
}

impl ResolverState {
    pub(super) fn question(self) -> Option<Question> {
        self.questions.with(|all| all.get(self.current.get()).cloned())
    }

    /// What the texts of both sides refer to.
    pub(super) fn side_names(self) -> SideNames {
        let preview = self.merging.preview();
        let names = preview.with_untracked(|preview| SideNames::clone(&preview.names));
        names.unwrap_or_default()
    }

    /// Goes to a page of the branch: what is decided is stored.
    pub(super) fn open_page(self, page: Page) {
        let state = self.merging.state();
        self.on_leave.run(());
        state.studio.go(&Route::Agent(state.at(), page));
    }

    /// A stored text as people read it, with names in the place of identifiers.
    pub(super) fn shown(self, text: &str, whose: Party) -> String {
        let names = self.merging.preview().with_untracked(|preview| Arc::clone(&preview.names));
        match names {
            Some(names) => names.text(text, whose != Party::Branch).into_owned(),
            None => text.to_owned(),
        }
    }

    /// What texts can refer to once both are merged.
    pub(super) fn names(self) -> Signal<Arc<Names>> {
        let preview = self.merging.preview();
        let names = preview.with_untracked(|preview| Arc::clone(&preview.names_after));
        Signal::stored(names.unwrap_or_default())
    }

    pub(super) fn go_to(self, index: usize) {
        self.current.set(index);
        overlay::after_drawing(|| focus::reveal(".resolver__entry[aria-current=true]"));
    }

    /// Goes on to the next question that is open, from the present one around to it.
    pub(super) fn go_on(self) {
        let now = self.current.get_untracked();
        let next = self.questions.with_untracked(|all| {
            let after = (now + 1..all.len()).chain(0..now.min(all.len()));
            self.merging.decided().with_untracked(|decided| {
                after.into_iter().find(|index| !decided.is_settled(&all[*index]))
            })
        });
        if let Some(next) = next {
            self.go_to(next);
        }
        self.enter();
    }

    /// Gives the keys of the resolver the focus.
    pub(super) fn enter(self) {
        if let Some(place) = self.place.get_untracked() {
            focus::focus_quietly(&place);
            return;
        }
        overlay::after_drawing(move || {
            if let Some(place) = self.place.try_get_untracked().flatten() {
                focus::focus_quietly(&place);
            }
        });
    }

    /// Decides the present question and goes on once it is settled.
    pub(super) fn decide(self, decision: Decision) {
        let Some(question) = untrack(|| self.question()) else { return };
        let is_complete = question.resolutions(&decision).is_some();
        let said = format!("{}: {}.", words::title(&question), words::decision(&decision));
        self.merging.decide(vec![(&question, decision)]);
        self.turn.update(|turn| *turn += 1);
        if is_complete {
            self.go_on();
        } else {
            self.enter();
        }
        self.say(said);
    }

    /// Begins to edit what a decision starts with: the question stays open on the screen.
    pub(super) fn edit(self, start: Decision) {
        let Some(question) = untrack(|| self.question()) else { return };
        self.merging.decide(vec![(&question, start)]);
        self.turn.update(|turn| *turn += 1);
        overlay::after_drawing(move || self.run(Command::Edit));
    }

    /// Shows a question.
    pub(super) fn open(self, index: usize) {
        self.go_to(index);
        self.enter();
    }

    /// Goes on to the next question that is open.
    pub(super) fn next(self) {
        self.go_on();
    }

    /// Decides all questions of a section.
    pub(super) fn decide_section(self, section: Section, party: Party) {
        self.questions.with_untracked(|all| {
            let here = all.iter().filter(|question| question.section == section);
            self.merging.decide(here.map(|one| (one, Decision::Take(party))).collect());
        });
        self.turn.update(|turn| *turn += 1);
        self.go_on();
        let whose = if party == Party::Target { "main" } else { "branch" };
        self.say(format!("{}: {whose}.", section.label()));
    }

    pub(super) fn undo(self) {
        let Some(key) = self.merging.undo() else { return };
        let index = self
            .questions
            .with_untracked(|all| all.iter().position(|question| question.key() == key));
        self.turn.update(|turn| *turn += 1);
        if let Some(index) = index {
            self.go_to(index);
        }
        self.enter();
        self.say("Undone.".to_owned());
    }

    /// Says what was done, and how many are left.
    pub(super) fn say(self, what: String) {
        let left =
            words::left(untrack(|| self.merging.open()), self.questions.with_untracked(Vec::len));
        let now = untrack(|| self.question()).map(|one| words::title(&one)).unwrap_or_default();
        self.said.set(format!("{what} {left}. Now: {now}"));
    }

    pub(super) fn run(self, command: Command) {
        let (now, all) = (self.current.get_untracked(), self.questions.with_untracked(Vec::len));
        let question = untrack(|| self.question());
        match command {
            Command::Next if now + 1 < all => self.go_to(now + 1),
            Command::Previous if now > 0 => self.go_to(now - 1),
            Command::Next | Command::Previous => {}
            Command::NextOpen => self.go_on(),
            Command::Take(party) => self.decide(Decision::Take(party)),
            Command::TakeSection(party) => {
                if let Some(question) = question {
                    self.decide_section(question.section, party);
                }
            }
            Command::Both => {
                let both = question.and_then(|question| both(self.merging, &question));
                if let Some(both) = both {
                    self.decide(both);
                }
            }
            Command::Edit => {
                let is_there = focus::focus(RESULT) || focus::focus(".question input");
                let one = question.filter(|_| !is_there).and_then(|one| one.one_item());
                if let Some(one) = one {
                    self.edit(one);
                }
            }
            Command::Undo => self.undo(),
        }
    }
}

/// What both sides make together: of texts, what is settled, with both texts where they overlap.
pub(super) fn both(merging: Merging, question: &Question) -> Option<Decision> {
    let text = merging.preview().with_untracked(|preview| {
        let merged = preview.texts.get(question.key())?;
        let places: Vec<String> = merged.conflicts().map(|place| place.both()).collect();
        Some(merged.decided(|place, _| places.get(place).map_or("", String::as_str)))
    });
    text.flatten().map(Decision::Text).or_else(|| question.both())
}
