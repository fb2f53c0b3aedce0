//! The address of a comparison holds all of it: both sides, the change one is at, the view. A link
//! reopens the same place.

use diff::{ChangeId, ChangeKind, Filter, Mode};
use leptos::prelude::*;
use model::{Environment, Section};

use super::Room;
use crate::browser::history;
use crate::route::{Room as Place, Route};
use crate::state::branch::BranchState;
use crate::state::side::Side;
use crate::state::studio::Studio;
use crate::state::unpublished::{compare_path, encode};

/// What a link asked for beside the sides.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Start {
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
    start: StoredValue<Start>,
    branch: BranchState,
}

impl Address {
    pub(crate) fn new(branch: BranchState) -> Self {
        let studio = branch.studio;
        let side = move |name: &'static str| {
            Memo::new(move |_| {
                let named = studio.asked(name).and_then(|key| Side::parse(&key));
                named.unwrap_or_else(|| {
                    if name == "old" { first_side(branch) } else { second_side(branch) }
                })
            })
        };
        let start = untrack(|| Start {
            mode: studio.asked("view").as_deref().and_then(mode_of).unwrap_or_default(),
            ignores_whitespace: studio.asked("whitespace").as_deref() == Some("ignored"),
            filter: filter_of(studio),
            change: studio.asked("change").map(ChangeId::new),
        });
        Self {
            old: side("old").into(),
            new: side("new").into(),
            start: StoredValue::new(start),
            branch,
        }
    }

    /// What the link asked for.
    pub(crate) fn start(self) -> Start {
        self.start.get_value()
    }

    /// Goes to another pair of sides, and gives whether it is another one.
    pub(crate) fn go(self, old: &Side, new: &Side) -> bool {
        if *old == self.old.get_untracked() && *new == self.new.get_untracked() {
            return false;
        }
        self.start.update_value(|start| start.change = None);
        self.branch.studio.go_to(compare_path(self.branch, old, new));
        true
    }

    /// Exchanges the sides.
    pub(crate) fn swap(self) {
        self.go(&self.new.get_untracked(), &self.old.get_untracked());
    }

    /// Opens the change a link asked for, keeps the place when other contents are compared, and has
    /// the address follow what is seen.
    pub(crate) fn keep_up(self, room: Room) {
        let notices = self.branch.studio.notices;
        for name in ["old", "new"] {
            let asked = untrack(|| self.branch.studio.asked(name));
            if let Some(key) = asked.filter(|key| Side::parse(key).is_none()) {
                notices.problem(
                    format!("The {name} side of this link was not understood: “{key}”"),
                    "The default is shown instead: choose that side yourself.",
                );
            }
        }
        let place = StoredValue::new(None::<(ChangeId, usize)>);
        Effect::new(move |_| {
            let Some(comparison) = room.diff.comparison.get() else { return };
            let wanted = self.start.try_update_value(|start| start.change.take()).flatten();
            let found = wanted.as_ref().and_then(|id| comparison.0.find(id));
            if wanted.is_some() && found.is_none() {
                notices.info("The change this link leads to does not exist in this comparison");
            }
            if let Some(change) = found {
                room.diff.go_to(change);
            } else if let Some((id, index)) = place.get_value() {
                room.diff.return_to(&id, index);
            } else {
                room.diff.current.set(None);
            }
        });
        Effect::new(move |_| {
            // Only a step changes the place: the comparison itself is not tracked.
            let Some(index) = room.diff.current.get() else { return };
            let id = super::comparison_now(room)
                .and_then(|all| Some(all.0.changes.get(index)?.id.clone()));
            if let Some(id) = id {
                place.set_value(Some((id, index)));
            }
        });
        Effect::new(move |is_first: Option<()>| {
            let link = self.link(room);
            // A step within a comparison is no step back: the entry of the history is replaced.
            if is_first.is_some() {
                history::replace(&crate::href(&link));
            }
        });
    }

    /// The address of what is seen now.
    pub(crate) fn link(self, room: Room) -> String {
        self.link_to(room, &self.old.get(), &self.new.get())
    }

    /// The same place in the comparison of two sides.
    pub(crate) fn link_to(self, room: Room, old: &Side, new: &Side) -> String {
        let mut link = format!(
            "{}?old={}&new={}",
            Route::Agent(self.branch.at(), Place::Compare).path(),
            encode(&old.key()),
            encode(&new.key()),
        );
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                link.push_str(&format!("&{name}={}", encode(value)));
            }
        };
        add("view", key_of(room.diff.wanted.get()));
        if room.ignores_whitespace.get() {
            add("whitespace", "ignored");
        }
        room.diff.view.with(|view| {
            let filter = &view.filter;
            let sections = filter.sections.iter().map(|section| section.key());
            let only = sections.chain(filter.kinds.iter().map(|kind| kind.label()));
            add("only", &only.collect::<Vec<_>>().join(","));
            add("filter", &filter.text);
        });
        // Whoever goes to a change wants to see it: one that the filter leaves out is not linked.
        let current = room.diff.with_current(|_, change| change.id.clone());
        if let Some(change) = current.filter(|_| room.diff.position().0.is_some()) {
            add("change", change.as_str());
        }
        link
    }
}

/// What is compared when nobody says: what callers reach, or else the last version.
fn first_side(branch: BranchState) -> Side {
    // As long as nobody knows, or can find out, something is taken to be live.
    let active = |at: Environment| {
        branch.timeline.read(|timeline| timeline.active().get(at).is_some()).unwrap_or(true)
    };
    if active(Environment::Live) {
        Side::Active(Environment::Live)
    } else if active(Environment::Sandbox) {
        Side::Active(Environment::Sandbox)
    } else if branch.is_main() {
        Side::Nothing
    } else {
        Side::Branch(model::BranchId::main())
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

/// The default goes without saying.
fn key_of(mode: Mode) -> &'static str {
    match mode {
        Mode::SideBySide => "",
        Mode::Unified => "unified",
        Mode::Reading => "reading",
    }
}

/// The filter that an address asks for.
fn filter_of(studio: Studio) -> Filter {
    let mut filter =
        Filter { text: studio.asked("filter").unwrap_or_default(), ..Filter::default() };
    for name in studio.asked("only").unwrap_or_default().split(',') {
        filter.sections.extend(Section::from_key(name));
        filter.kinds.extend(ChangeKind::ALL.into_iter().find(|kind| kind.label() == name));
    }
    filter
}
