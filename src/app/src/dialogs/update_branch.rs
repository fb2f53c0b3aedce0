//! Updating a branch: bringing in what its parent gained since it began.

use std::sync::Arc;

use leptos::prelude::*;
use model::{BranchId, SyncOutcome};

use crate::parts::form::{DialogFooter, Form, FormDialog};
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::Skeleton;
use crate::remote::{LoadError, Remote};
use crate::route::href;
use crate::state::branch::use_branch;
use crate::state::loader::Loader;
use crate::state::side::Side;
use crate::state::standing::{self, Standing};
use crate::state::unpublished::comparison_path;
use crate::state::updating;
use crate::text::{count, isolated};

/// Shows what the parent gained, and brings it into the branch.
#[component]
pub(crate) fn UpdateBranch(
    branch: BranchId,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let state = use_branch();
    let form = Form::new();
    // How many values both have changed; nothing is known before it was tried.
    let conflicts = RwSignal::new(0_usize);
    let name = untrack(|| state.resources.name_of_branch(&branch));
    let listed = state
        .resources
        .branches
        .with_untracked(|all| all.iter().find(|one| one.id == branch).cloned())
        .flatten();
    let parent_id = listed.as_ref().map_or_else(BranchId::main, |one| one.parent.clone());
    let parent = untrack(|| state.resources.name_of_branch(&parent_id));
    let found = Loader::<Arc<Standing>>::new();
    if let (Some(api), Some(listed)) = (state.api(), listed) {
        let (studio, agent) = (state.studio, state.at().agent);
        let question = async move { standing::reading::read(studio, &api, &agent, &listed).await };
        found.fetch(question, |_: LoadError| ());
    }
    let at = StoredValue::new(branch.clone());
    let (done, title) =
        (name.clone(), format!("Update {} from {}", isolated(&name), isolated(&parent)));
    let submit = move |()| {
        let (name, branch) = (done.clone(), at.get_value());
        form.send(async move {
            match updating::update(state, branch).await? {
                SyncOutcome::Synced => {
                    state.studio.notices.done(format!("“{name}” is up to date"));
                    on_close.try_run(());
                }
                SyncOutcome::Conflicts(found) => {
                    let real = found.iter().filter(|conflict| !conflict.is_noise()).count();
                    conflicts.try_set(real.max(1));
                }
            }
            Ok(())
        });
    };
    let compare = comparison_path(state.at(), &Side::Branch(parent_id), &Side::Branch(branch));
    let compare = StoredValue::new(href(&compare));
    let (gained, same) = (parent.clone(), parent.clone());
    view! {
        <FormDialog title=title busy=form.is_busy on_submit=submit on_close=on_close>
            <div class="dialog__body">
                {move || found.remote().with(|found| match found {
                    Remote::Loading => view! { <Skeleton lines=3 /> }.into_any(),
                    Remote::Ready(standing) => match &standing.behind {
                        Some(behind) if behind.changes() > 0 => view! {
                            <p>
                                <bdi>{gained.clone()}</bdi> " gained "
                                <strong>{count(behind.changes(), "change")}</strong>
                                " that this branch does not have:"
                            </p>
                            <p class="quiet">{behind.line()}</p>
                        }
                        .into_any(),
                        Some(_) => view! { <p><bdi>{same.clone()}</bdi> " has nothing that this branch lacks."</p> }
                            .into_any(),
                        None => unknown(),
                    },
                    Remote::Failed(_) => unknown(),
                })}
                <p class="quiet">"What the branch itself changes stays. Nothing is published."</p>
                {move || (conflicts.get() > 0).then(|| view! {
                    <div class="problem-box" role="alert">
                        <Icon glyph=Glyph::Alert />
                        <div>
                            <p class="problem-box__title">
                                {count(conflicts.get(), "value")} " changed on both sides. Nothing was changed."
                            </p>
                            <p>
                                "Open this branch and update it there: you are asked about each. "
                                <a class="link" href=compare.get_value() on:click=move |_| on_close.run(())>
                                    "Compare both as they are now"
                                </a>
                            </p>
                        </div>
                    </div>
                })}
                {move || form.problem().map(|text| view! {
                    <p class="problem" role="alert">"Not updated: " {text}</p>
                })}
            </div>
            <DialogFooter verb="Update" glyph=Glyph::Merge busy=form.is_busy on_close=on_close />
        </FormDialog>
    }
}

fn unknown() -> AnyView {
    view! { <p>"What it brings could not be found out beforehand."</p> }.into_any()
}
