//! After a merge: where to see what was released, and the way back.

use leptos::task::spawn_local;
use model::BranchRef;

use crate::route::Page;
use crate::state::branch::{BranchState, on_branch};
use crate::state::merging::direction::Direction;
use crate::state::merging::preview::Preview;
use crate::state::side::Side;
use crate::state::studio::Studio;
use crate::state::unpublished::comparison_path;

/// Says what was done, shows the branch that has it, and offers to look at it and to go back.
pub(super) fn report(
    state: BranchState,
    direction: Direction,
    name: &str,
    shown: &Preview,
    page: Page,
) {
    let (studio, at) = (state.studio, state.at());
    if direction == Direction::Update {
        studio.notices.done(format!("“{name}” has what main changed."));
        return;
    }
    let parent = shown.contents.parent.clone();
    // What ran in sandbox before: a merge may have published.
    let before =
        state.resources.timeline.with_untracked(|all| all.active().sandbox.clone()).flatten();
    studio.go(&on_branch(&at, parent.clone(), page));
    let old = before.map_or(Side::Nothing, |before| Side::Deployment(before.id));
    let main = BranchRef { agent: at.agent.clone(), branch: parent };
    let path = comparison_path(main.clone(), &old, &Side::Branch(main.branch));
    let restored = at.clone();
    let text = name.to_owned();
    studio.notices.lasting(
        format!("The branch “{name}” is archived. A version that it published is rolled back on Deployments."),
        "Restore the branch",
        move || restore(studio, restored.clone(), text.clone()),
    );
    studio.notices.lasting(format!("“{name}” is merged."), "See what is released", move || {
        studio.go_to(path.clone());
    });
}

/// Takes a branch out of the archive, and goes there.
fn restore(studio: Studio, at: BranchRef, name: String) {
    let Some(api) = studio.api() else { return };
    spawn_local(async move {
        let restored = match studio.account_for(&api, &at.agent).await {
            Ok(account) => api.restore_branch(&account, &at).await,
            Err(error) => Err(error),
        };
        match restored {
            Ok(()) => {
                studio.notices.done(format!("“{name}” is back. What was merged stays on main."));
                studio.go(&on_branch(&at, at.branch.clone(), Page::Compare));
            }
            Err(error) => studio.report("The branch was not restored", &error),
        }
    });
}
