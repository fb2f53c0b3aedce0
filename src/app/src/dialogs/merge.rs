//! Merging a branch into main: what comes, and what both sides changed.

use client::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{BranchId, MergeOutcome, Resolution, with_noise};

use super::broken_references::BrokenReferences;
use super::changes::Changes;
use super::conflicts::ConflictList;
use crate::parts::field::TextArea;
use crate::parts::form::{DialogFooter, FormDialog};
use crate::parts::icon::{Glyph, Icon};
use crate::route::Page;
use crate::state::branch::{on_branch, use_branch};
use crate::state::merging::Merging;
use crate::text::{as_message, count, error_text, isolated};

/// Shows what a merge changes, asks for a message, and has conflicts resolved if there are any.
#[component]
pub(crate) fn MergeBranch(page: Page, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let name = untrack(|| state.branch_name());
    let message = state.message("merge");
    let is_busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<ApiError>);
    let Merging { conflicts, settled } = state.merging;
    let (branch_name, page) = (StoredValue::new(name.clone()), StoredValue::new(page));

    let own = state.at().branch;
    let has_diverged = state
        .resources
        .branches
        .with_untracked(|all| all.iter().any(|one| one.id == own && one.diverged == Some(true)))
        .unwrap_or_default();
    let open_count = Memo::new(move |_| {
        let wanted = conflicts.read().iter().filter(|conflict| !conflict.is_noise()).count();
        wanted.saturating_sub(settled.read().len())
    });
    let merge = move || {
        let (Some(api), false) = (state.api(), is_busy.get_untracked()) else { return };
        let chosen: Vec<Resolution> = settled.read_untracked().resolutions();
        let before = conflicts.get_untracked();
        let resolutions = conflicts.with_untracked(|all| with_noise(all, chosen));
        is_busy.set(true);
        problem.set(None);
        let (branch_name, page) = (branch_name.get_value(), page.get_value());
        spawn_local(async move {
            let at = state.at();
            match api.merge(&at, message.get_untracked().trim(), &resolutions).await {
                Ok(MergeOutcome::Merged { message, .. }) => {
                    state.studio.notices.done(format!(
                        "“{}” is merged. {}",
                        branch_name,
                        as_message(&message)
                    ));
                    state.studio.go(&on_branch(&at, BranchId::main(), page));
                    on_close.try_run(());
                }
                Ok(MergeOutcome::Conflicts(found)) => {
                    is_busy.try_set(false);
                    // What was settled stays settled, unless main has changed under it.
                    settled.try_update(|settled| settled.keep_valid(&before, &found));
                    conflicts.try_set(found);
                }
                Err(error) => {
                    is_busy.try_set(false);
                    problem.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <FormDialog
            title=format!("Merge {} into main", isolated(&name))
            wide=true
            busy=is_busy
            on_submit=move |()| if open_count.get_untracked() == 0 { merge() }
            on_close=on_close
        >
                <div class="dialog__body">
                    {move || if conflicts.read().is_empty() {
                        view! {
                            <div class="release">
                                <div class="release__side">
                                    <BrokenReferences pending=state.unpublished.pending() at=state.at() on_leave=on_close />
                                    <TextArea
                                        label="Message"
                                        value=message
                                        autofocus=true
                                        placeholder="What changes, and why"
                                        hint="Seen in the history of deployments."
                                    />
                                    {has_diverged.then(|| view! {
                                        <p class="warning">
                                            <Icon glyph=Glyph::Info />
                                            "Main has changed since this branch was made. What only main has \
                                             is shown here as well, the other way round; a merge keeps it."
                                        </p>
                                    })}
                                    <p class="quiet">"The merge deletes the branch; its history stays with main."</p>
                                </div>
                                <Changes
                                    pending=state.unpublished.pending()
                                    title="What main gets"
                                    path=state.unpublished.compare_path()
                                    on_leave=on_close
                                    on_retry=move |()| state.unpublished.refresh()
                                />
                            </div>
                        }
                        .into_any()
                    } else {
                        view! { <ConflictList conflicts=conflicts settled=settled branch_name=branch_name.get_value() /> }
                            .into_any()
                    }}
                    {move || problem.get().map(|error| view! {
                        <p class="problem" role="alert">
                            "Not merged: " {error_text(&error)}
                        </p>
                    })}
                </div>
                <DialogFooter
                    verb="Merge into main"
                    glyph=Glyph::Merge
                    busy=is_busy
                    blocked=Signal::derive(move || open_count.get() != 0)
                    status=Signal::derive(move || match (conflicts.read().is_empty(), open_count.get()) {
                        (true, _) => String::new(),
                        (false, 0) => "All conflicts are settled.".to_owned(),
                        (false, open) => format!("{} to settle.", count(open, "conflict")),
                    })
                    on_close=on_close
                />
        </FormDialog>
    }
}
