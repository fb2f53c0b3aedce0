//! The matrix: every way a request can fail, met by every action that changes something. In each cell no
//! typed character is lost, nothing of others is overwritten, nothing happens twice, what is said names
//! the next step, and the action can be done afterwards.
#![expect(clippy::disallowed_methods, reason = "the tests' contents are small")]

use std::fmt::Write as _;

use client::ApiError;
use diff::reversal::plan;
use leptos::prelude::*;
use model::{BranchRef, Deployment, DeploymentKind, Edit, Environment, TopicEdit, Version};

use super::api::{AGENT, Content, refusal};
use super::network::Fault;
use super::releases::first;
use super::world::{Tab, Visit, World, settle, wait};
use crate::state::drafts::TopicDraft;
use crate::state::plan;
use crate::state::save::behavior::Behavior;
use crate::state::save::cells::CellSave;
use crate::state::save::topic::SavedTopic;
use crate::state::save::{Saving, save};
use crate::state::studio::Api;
use crate::text::error_text;

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    SaveBehavior,
    SaveTopic,
    BulkTopics,
    Cells,
    Publish,
    Promote,
    Rollback,
    Merge,
    Sync,
    CreateBranch,
    DeleteBranch,
    Discard,
    Revert,
}

const ACTIONS: [Action; 13] = [
    Action::SaveBehavior,
    Action::SaveTopic,
    Action::BulkTopics,
    Action::Cells,
    Action::Publish,
    Action::Promote,
    Action::Rollback,
    Action::Merge,
    Action::Sync,
    Action::CreateBranch,
    Action::DeleteBranch,
    Action::Discard,
    Action::Revert,
];

/// What happens to its requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    Status(u16),
    CutBefore,
    CutAfter,
    NeverAnswers,
    BrokenJson,
    WrongType,
}

const FAILURES: [Failure; 15] = [
    Failure::Status(400),
    Failure::Status(401),
    Failure::Status(403),
    Failure::Status(404),
    Failure::Status(409),
    Failure::Status(412),
    Failure::Status(422),
    Failure::Status(429),
    Failure::Status(500),
    Failure::Status(502),
    Failure::CutBefore,
    Failure::CutAfter,
    Failure::NeverAnswers,
    Failure::BrokenJson,
    Failure::WrongType,
];

impl Failure {
    fn name(self) -> String {
        match self {
            Self::Status(status) => status.to_string(),
            Self::CutBefore => "cut before".to_owned(),
            Self::CutAfter => "cut after".to_owned(),
            Self::NeverAnswers => "no answer".to_owned(),
            Self::BrokenJson => "bad JSON".to_owned(),
            Self::WrongType => "wrong type".to_owned(),
        }
    }

    fn fault(self) -> Fault {
        match self {
            Self::Status(status) => Fault::Answer(refusal(status, "NO")),
            Self::CutBefore => Fault::LoseRequest,
            Self::CutAfter => Fault::LoseAnswer,
            Self::NeverAnswers => Fault::HoldRequest,
            Self::BrokenJson => Fault::Garble(r#"{"behavior":"#),
            Self::WrongType => Fault::Garble("7"),
        }
    }
}

/// How a cell ends, before anybody helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// It was done, and the page knows.
    Done,
    /// It was not done, and the page says so.
    Said,
    /// It waits for another key, and was done with it.
    KeyAsked,
}

impl End {
    fn expected(action: Action, failure: Failure) -> Self {
        match failure {
            // A key of the public API may have no access to the private one: nobody is asked.
            Failure::Status(401) if action == Action::Sync => Self::Said,
            Failure::Status(401) => Self::KeyAsked,
            // Somebody else deleted it already: that is what was wanted.
            Failure::Status(404) if action == Action::DeleteBranch => Self::Done,
            // The API acted, and what it did is found by reading.
            Failure::CutAfter | Failure::BrokenJson | Failure::WrongType => Self::Done,
            _ => Self::Said,
        }
    }
}

/// How an action ended: `None` while it is under way.
type Outcome = Option<Result<(), String>>;

/// One cell: somebody who does something, and a colleague who works beside them.
struct Cell {
    world: World,
    ann: Tab,
    visit: Visit,
    action: Action,
    saving: RwSignal<Saving<String>>,
    saving_topic: RwSignal<Saving<model::Topic>>,
    cells: CellSave,
    sent: RwSignal<Outcome>,
    published: Content,
}

const TYPED: &str = "Typed by Ann.";
const OTHERS: &str = "Written by Bob.";

impl Cell {
    fn new(action: Action) -> Self {
        let world = World::new();
        let published = world.api().main().clone();
        {
            let mut api = world.api();
            api.releases = vec![first(), first()];
            let main = api.main();
            if matches!(action, Action::Discard | Action::Revert) {
                main.behavior = "Changed.".into();
                main.topics[0].content = "Changed.".into();
            }
            let mut summer = main.clone();
            summer.behavior = "Summer.".into();
            api.branches.insert("summer".into(), summer);
        }
        let ann = world.person();
        let visit = ann.open_main();
        let cell = Self {
            world,
            ann,
            visit,
            action,
            saving: RwSignal::new(Saving::Idle),
            saving_topic: RwSignal::new(Saving::Idle),
            cells: CellSave::new(),
            sent: RwSignal::new(None),
            published,
        };
        cell.write();
        // A colleague saves elsewhere after everything was loaded.
        let mut api = cell.world.api();
        for content in api.branches.values_mut() {
            content.topics[1].content = OTHERS.into();
        }
        drop(api);
        cell
    }

    /// Types what the action sends.
    fn write(&self) {
        let drafts = self.visit.state.drafts;
        match self.action {
            Action::SaveBehavior => {
                drafts.behavior.set(Some(Edit { base: "Be kind.".into(), mine: TYPED.into() }));
            }
            Action::SaveTopic => {
                let base = self.world.api().main().topic("T-1").clone();
                let mine = model::Topic { content: TYPED.into(), ..base.clone() };
                let draft = TopicDraft { base: Some(base), mine };
                drafts.topics.update(|all| drop(all.insert("T-1".into(), draft)));
            }
            Action::Cells => self.visit.state.resources.grid.update(|grid| {
                grid.set([("V-1".into(), Some("A-1".into()), TYPED.to_owned())]);
            }),
            Action::Publish | Action::Promote | Action::Rollback | Action::Merge => {
                self.visit.state.message("release").set(TYPED.into());
            }
            _ => {}
        }
        settle();
    }

    /// Does it, as the page or the dialog does.
    fn act(&self) {
        let state = self.visit.state;
        match self.action {
            Action::SaveBehavior => self.visit.run(save(state, Behavior, self.saving)),
            Action::SaveTopic => {
                self.visit.run(save(state, SavedTopic("T-1".into()), self.saving_topic));
            }
            Action::Cells => self.visit.run(self.cells.run(state)),
            Action::Discard | Action::Revert => {
                let all = self.action == Action::Discard;
                let current = self.world.api().main().snapshot();
                let mut target = self.published.clone();
                target.topics[1].content = OTHERS.into();
                let wanted = |change: &diff::Change| {
                    !change.is_note && (all || change.section == model::Section::Topics)
                };
                let plan = plan(&current, &target.snapshot(), wanted);
                let (sent, progress) = (self.sent, RwSignal::new(None));
                sent.set(None);
                self.visit.run(async move {
                    let is_done = plan::execute(state, plan, progress).await;
                    let why = progress.get_untracked().unwrap().failed;
                    let why = why.into_iter().map(|(_, why)| why).next().unwrap_or_default();
                    sent.set(Some(if is_done { Ok(()) } else { Err(why) }));
                });
            }
            action => {
                let (sent, api) = (self.sent, state.api().unwrap());
                let message = state.message("release");
                sent.set(None);
                self.visit.run(async move {
                    let answer = call(action, &api, &message.get_untracked()).await;
                    if answer.is_ok() {
                        message.set(String::new());
                    }
                    sent.set(Some(answer.map_err(|error| error_text(&error))));
                });
            }
        }
    }

    fn outcome(&self) -> Outcome {
        match self.action {
            Action::SaveBehavior => of_saving(&self.saving.get_untracked()),
            Action::SaveTopic => of_saving(&self.saving_topic.get_untracked()),
            Action::Cells if self.cells.progress.get_untracked().is_some() => None,
            Action::Cells => {
                let why: Vec<String> =
                    self.cells.failures.get_untracked().into_values().map(|one| one.why).collect();
                let is_left = self.visit.state.drafts.unsaved_cells() > 0;
                let messages = || self.ann.messages().join(" ");
                Some(match (why.first(), is_left) {
                    (Some(why), _) => Err(why.clone()),
                    (None, true) => Err(messages()),
                    (None, false) => Ok(()),
                })
            }
            _ => self.sent.get_untracked(),
        }
    }

    /// How often the API did something, beside what it was to do once.
    fn effects(&self) -> usize {
        self.world.api().writes.len()
    }

    fn expected_effects(&self) -> usize {
        if matches!(self.action, Action::BulkTopics | Action::Discard) { 2 } else { 1 }
    }

    /// Whether what was typed is still on the page or stored by the API.
    fn has_typed(&self) -> bool {
        let api = self.world.api();
        let stored = api.branches.get("main").unwrap().clone();
        let drafts = self.visit.state.drafts.all();
        match self.action {
            Action::SaveBehavior => {
                stored.behavior == TYPED || drafts.behavior.is_some_and(|edit| edit.mine == TYPED)
            }
            Action::SaveTopic => {
                let is_draft =
                    drafts.topics.get(&"T-1".into()).is_some_and(|one| one.mine.content == TYPED);
                stored.topic("T-1").content == TYPED || is_draft
            }
            Action::Cells => {
                stored.cell("V-1", Some("A-1")) == TYPED
                    || drafts.cells.values().any(|edit| edit.mine == TYPED)
            }
            Action::Publish | Action::Promote | Action::Rollback | Action::Merge => {
                !api.writes.is_empty() || drafts.messages.values().any(|text| text == TYPED)
            }
            _ => true,
        }
    }

    fn keeps_others(&self) -> bool {
        self.world.api().branches.values().all(|content| content.topics[1].content == OTHERS)
    }

    /// Meets the failure, and gives how it ended.
    fn meet(&self, failure: Failure) -> End {
        let place = format!("{:?} with {}", self.action, failure.name());
        self.ann.network.fail_writes(failure.fault());
        self.act();
        if failure == Failure::NeverAnswers {
            wait(125_000);
        }
        let end = if End::expected(self.action, failure) == End::KeyAsked {
            assert!(self.ann.studio.requests.asks_for_key.get_untracked(), "{place}");
            self.ann.network.behave();
            self.ann.enter_key("another key");
            assert_eq!(self.outcome(), Some(Ok(())), "{place}");
            End::KeyAsked
        } else {
            match self.outcome() {
                None => panic!("{place} is still under way"),
                Some(Ok(())) => End::Done,
                Some(Err(said)) => {
                    let is_protected = untrack(|| self.visit.state.is_protected());
                    let is_clear = is_protected || names_next_step(&said);
                    assert!(is_clear, "{place} says “{said}”");
                    End::Said
                }
            }
        };
        assert!(self.has_typed(), "{place} loses what was typed");
        assert!(self.keeps_others(), "{place} overwrites others");
        assert!(self.effects() <= self.expected_effects(), "{place} happened twice");
        self.ann.network.behave();
        if end == End::Said {
            self.act();
            assert_eq!(self.outcome(), Some(Ok(())), "{place}: tried again");
            assert!(self.has_typed() && self.keeps_others(), "{place}: tried again");
        }
        let is_deleted_anyway = failure == Failure::Status(404) && end == End::Done;
        if !is_deleted_anyway {
            let acted = &self.world.api().writes;
            assert_eq!(acted.len(), self.expected_effects(), "{place} did {acted:?}");
        }
        end
    }
}

/// The requests of the dialogs.
async fn call(action: Action, api: &Api, message: &str) -> Result<(), ApiError> {
    let agent = AGENT.into();
    let summer = BranchRef::new(AGENT, "summer");
    match action {
        Action::BulkTopics => {
            let off = TopicEdit { is_active: Some(false), ..TopicEdit::default() };
            let main = BranchRef::new(AGENT, "main");
            for id in ["T-1", "T-2"] {
                api.edit_topic(&main, &id.into(), &off).await?;
            }
            Ok(())
        }
        Action::Publish => api.publish(&agent, message).await.map(drop),
        Action::Promote => {
            api.promote(&agent, &"R-1".into(), Environment::PreRelease, message).await.map(drop)
        }
        Action::Rollback => api.rollback(&agent, &deployment(), message).await.map(drop),
        Action::Merge => api.merge(&summer, message, &[]).await.map(drop),
        Action::Sync => api.sync_branch(&"ws".into(), &summer, &[]).await.map(drop),
        Action::CreateBranch => api.create_branch(&agent, "autumn").await.map(drop),
        Action::DeleteBranch => match api.delete_branch(&summer).await {
            Err(error) if error.is_not_found() => Ok(()),
            answer => answer,
        },
        _ => unreachable!("{action:?} is no request of a dialog"),
    }
}

/// The version in sandbox before the last one.
fn deployment() -> Deployment {
    Deployment {
        id: "R-0".into(),
        environment: Environment::Sandbox,
        version: Version::new("v0"),
        created_by: String::new(),
        created_at: None,
        message: String::new(),
        kind: DeploymentKind::Unknown,
    }
}

fn of_saving<T: model::Fields>(saving: &Saving<T>) -> Outcome {
    match saving {
        Saving::Busy => None,
        Saving::Idle | Saving::Merged { .. } => Some(Ok(())),
        Saving::Failed(error) => Some(Err(error_text(error))),
        Saving::Conflict { .. } => Some(Err("conflict".to_owned())),
        Saving::Deleted => Some(Err("deleted".to_owned())),
    }
}

/// Whether a message tells what a person can do next.
fn names_next_step(said: &str) -> bool {
    let steps = [
        "try again",
        "reload",
        "connect again",
        "correct it",
        "ask an administrator",
        "check ",
        "branch",
    ];
    let said = said.to_lowercase();
    steps.iter().any(|step| said.contains(step))
}

#[test]
fn every_failure_of_every_action_loses_nothing_overwrites_nothing_and_happens_once() {
    let mut table = format!("{:<14}", "");
    for failure in FAILURES {
        let _ = write!(table, "{:>11}", failure.name());
    }
    for action in ACTIONS {
        let _ = write!(table, "\n{:<14}", format!("{action:?}"));
        for failure in FAILURES {
            let end = Cell::new(action).meet(failure);
            assert_eq!(end, End::expected(action, failure), "{action:?} with {}", failure.name());
            let _ = write!(table, "{:>11}", format!("{end:?}"));
        }
    }
    println!("{table}");
}

#[test]
fn a_request_without_an_answer_of_any_kind_can_be_stopped() {
    for action in ACTIONS {
        let cell = Cell::new(action);
        cell.ann.network.fail_writes(Fault::HoldRequest);
        cell.act();
        wait(9_000);
        cell.ann.studio.requests.stop_waiting();
        settle();
        let Some(Err(said)) = cell.outcome() else { panic!("{action:?} goes on") };
        assert!(names_next_step(&said), "{action:?} says “{said}”");
        assert!(cell.has_typed() && cell.keeps_others(), "{action:?}");
        assert_eq!(cell.effects(), 0);
    }
}

#[test]
fn a_message_without_a_next_step_is_found() {
    assert!(!names_next_step("No: 500."));
    assert!(names_next_step("The API failed. Check whether it happened."));
}
