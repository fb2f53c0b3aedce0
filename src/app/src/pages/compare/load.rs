//! Reading both sides and comparing them, each on its own: one that fails leaves the other alone.

use std::sync::Arc;

use client::ApiError;
use diff::{Comparing, Comparison, Whitespace};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Snapshot, Timeline};

use super::address::Address;
use crate::browser::{clock, frame};
use crate::parts::diff::Shared;
use crate::state::branch::BranchState;
use crate::state::loader::{Loader, Remote};
use crate::state::side::{self, Side, SideError};

/// How long the comparison may keep the page busy at a time, in milliseconds.
const SLICE: f64 = 30.0;

/// The contents of both sides.
#[derive(Clone, Copy)]
pub(crate) struct Sides {
    pub(crate) old: Loader<Arc<Snapshot>>,
    pub(crate) new: Loader<Arc<Snapshot>>,
    reasons: StoredValue<[Option<SideError>; 2]>,
    branch: BranchState,
    address: Address,
}

impl Sides {
    pub(crate) fn new(branch: BranchState, address: Address) -> Self {
        let sides = Self {
            old: Loader::new(),
            new: Loader::new(),
            reasons: StoredValue::new([None, None]),
            branch,
            address,
        };
        for is_old in [true, false] {
            let side = if is_old { address.old } else { address.new };
            Effect::new(move |_| {
                let side = side.get();
                // What runs in an environment, and what a branch contains, can become another.
                if matches!(side, Side::Active(_) | Side::Version(_) | Side::Deployment(_)) {
                    // A history that failed is asked for once more with the side, which then says
                    // why it cannot be had.
                    if branch.timeline.remote().with(|remote| matches!(remote, Remote::Loading)) {
                        return;
                    }
                }
                if matches!(side, Side::Branch(_)) {
                    branch.saves.track();
                }
                sides.read(is_old, side);
            });
        }
        sides
    }

    /// Reads a side that failed once more.
    pub(crate) fn read_again(self, is_old: bool) {
        let side = if is_old { self.address.old } else { self.address.new };
        self.loader(is_old).clear();
        self.read(is_old, side.get_untracked());
    }

    /// Why a side could not be read.
    pub(crate) fn reason(self, is_old: bool) -> Option<SideError> {
        self.reasons.with_value(|reasons| reasons[usize::from(!is_old)].clone())
    }

    fn loader(self, is_old: bool) -> Loader<Arc<Snapshot>> {
        if is_old { self.old } else { self.new }
    }

    fn read(self, is_old: bool, side: Side) {
        let Some(api) = self.branch.api() else { return };
        let (studio, agent) = (self.branch.studio, self.branch.at().agent);
        let timeline = self.branch.timeline.peek(Timeline::clone);
        let loader = self.loader(is_old);
        let is_same_place = matches!(side, Side::Branch(_));
        // Another version is another content; a branch that was saved is the same one, newer.
        if !is_same_place {
            loader.clear();
        }
        loader.ask(
            async move {
                side::read(studio, api, agent, side, timeline).await.map_err(|error| {
                    let told = match &error {
                        SideError::Api(error) => error.clone(),
                        SideError::NotFound(_) => ApiError::Unreachable(client::Lost::Failed),
                    };
                    self.reasons.try_update_value(|reasons| {
                        reasons[usize::from(!is_old)] = Some(error);
                    });
                    told
                })
            },
            move |error| studio.report("One side could not be refreshed", &error),
        );
    }
}

/// Compares both sides whenever one of them is another. Large ones are compared in slices, so that
/// the page stays responsive.
pub(crate) fn compare(
    sides: Sides,
    ignores_whitespace: RwSignal<bool>,
) -> RwSignal<Option<Shared<Comparison>>> {
    let result = RwSignal::new(None);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (old, new) = (sides.old.read(Arc::clone), sides.new.read(Arc::clone));
        let whitespace =
            if ignores_whitespace.get() { Whitespace::Ignored } else { Whitespace::Significant };
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        let (Some(old), Some(new)) = (old, new) else {
            result.set(None);
            return;
        };
        spawn_local(async move {
            let mut comparing = Comparing::new(&old, &new, whitespace);
            let mut started = clock::ticks();
            while comparing.step() {
                if clock::ticks() - started > SLICE {
                    frame::next().await;
                    // Somebody has chosen another side meanwhile.
                    if turn.try_get_value() != Some(mine) {
                        return;
                    }
                    started = clock::ticks();
                }
            }
            if turn.try_get_value() == Some(mine) {
                result.try_set(Some(Shared(Arc::new(comparing.finish()))));
            }
        });
    });
    result
}
