//! The address of a comparison holds all of it: both sides, the change one is at, the view. A link
//! reopens the same place.

use diff::{ChangeId, ChangeKind, Filter, Mode};
use leptos::prelude::*;
use model::{Environment, Section};

use crate::state::branch::BranchState;
use crate::state::side::Side;
use crate::state::studio::Studio;
use crate::state::unpublished::comparison_path;

/// What a link names besides the sides.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Requested {
    pub(crate) mode: Mode,
    pub(crate) ignores_whitespace: bool,
    pub(crate) filter: Filter,
    pub(crate) change: Option<ChangeId>,
}

/// Both sides, as the address has them.
#[derive(Clone, Copy)]
pub(crate) struct Address {
    pub(crate) old: Signal<Side>,
    pub(crate) new: Signal<Side>,
    pub(super) start: StoredValue<Requested>,
    branch: BranchState,
}

impl Address {
    pub(crate) fn new(branch: BranchState) -> Self {
        let studio = branch.studio;
        let side = move |name: &'static str| {
            Memo::new(move |_| {
                let named = studio.query_value(name).and_then(|key| Side::parse(&key));
                named.unwrap_or_else(|| {
                    if name == "old" { first_side(branch) } else { second_side(branch) }
                })
            })
        };
        let start = untrack(|| Requested {
            mode: studio.query_value("view").as_deref().and_then(mode_of).unwrap_or_default(),
            ignores_whitespace: studio.query_value("whitespace").as_deref() == Some("ignored"),
            filter: filter_of(studio),
            change: studio.query_value("change").map(ChangeId::new),
        });
        Self {
            old: side("old").into(),
            new: side("new").into(),
            start: StoredValue::new(start),
            branch,
        }
    }

    /// What the link names.
    pub(crate) fn start(self) -> Requested {
        self.start.get_value()
    }

    /// Goes to another pair of sides, and gives whether it is another one.
    pub(crate) fn go(self, old: &Side, new: &Side) -> bool {
        if *old == self.old.get_untracked() && *new == self.new.get_untracked() {
            return false;
        }
        self.start.update_value(|start| start.change = None);
        self.branch.studio.go_to(comparison_path(self.branch.at(), old, new));
        true
    }

    /// Exchanges the sides.
    pub(crate) fn swap(self) {
        self.go(&self.new.get_untracked(), &self.old.get_untracked());
    }
}

/// What is compared when nobody says: where the branch begins; of `main` what callers reach, or else
/// the last version.
fn first_side(branch: BranchState) -> Side {
    // As long as nobody knows, or can find out, something is taken to be live.
    let active = |at: Environment| {
        branch
            .resources
            .timeline
            .with(|timeline| timeline.active().get(at).is_some())
            .unwrap_or(true)
    };
    let begins = branch.resources.begin_of(&branch.at().branch).map(|(side, _)| side);
    if !branch.is_main() {
        begins.unwrap_or(Side::Branch(model::BranchId::main()))
    } else if active(Environment::Live) {
        Side::Active(Environment::Live)
    } else if active(Environment::Sandbox) {
        Side::Active(Environment::Sandbox)
    } else {
        Side::Nothing
    }
}

fn second_side(branch: BranchState) -> Side {
    Side::Branch(branch.at().branch)
}

fn mode_of(key: &str) -> Option<Mode> {
    match key {
        "side-by-side" => Some(Mode::SideBySide),
        "unified" => Some(Mode::Unified),
        "reading" => Some(Mode::Reading),
        _ => None,
    }
}

/// The filter that an address names.
fn filter_of(studio: Studio) -> Filter {
    let mut filter =
        Filter { text: studio.query_value("filter").unwrap_or_default(), ..Filter::default() };
    for name in studio.query_value("only").unwrap_or_default().split(',') {
        filter.sections.extend(Section::from_key(name));
        filter.kinds.extend(ChangeKind::ALL.into_iter().find(|kind| kind.label() == name));
    }
    filter
}
