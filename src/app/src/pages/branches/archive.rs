//! The branches that were deleted or merged and can be restored.

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{ArchivedBranch, Search};

use super::context::matches;
use crate::browser::text::BrowserLetters;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::small::Time;
use crate::state::archive::Archive;
use crate::state::branch::{BranchState, use_branch};
use crate::state::updating;
use crate::text::{count, isolated};

/// The archive, where the API has one and there is anything in it.
#[component]
pub(super) fn ArchivedBranches(words: RwSignal<String>) -> impl IntoView {
    let state = use_branch();
    let found = Memo::new(move |_| {
        let search = Search::new(&words.read(), &BrowserLetters);
        state.resources.archive.with(|archive| match archive {
            Archive::Absent => Vec::new(),
            Archive::Offered(all) => {
                let is_found =
                    |one: &&ArchivedBranch| matches(&one.branch, &search, &BrowserLetters);
                all.iter().filter(is_found).cloned().collect()
            }
        })
    });
    let rows = move || {
        let all = found.get().unwrap_or_default();
        (!all.is_empty()).then(|| {
            let number = all.len();
            view! {
                <details class="archive">
                    <summary class="archive__title">
                        "Archive: " {count(number, "branch")} " that can be restored"
                    </summary>
                    <ul class="archive__rows">
                        {all.into_iter().map(|one| row(state, one)).collect_view()}
                    </ul>
                </details>
            }
        })
    };
    view! { {rows} }
}

fn row(state: BranchState, archived: ArchivedBranch) -> impl IntoView {
    let (id, name) = (archived.branch.id.clone(), archived.branch.name.clone());
    let is_busy = RwSignal::new(false);
    let restore = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let (id, name) = (id.clone(), name.clone());
        spawn_local(async move {
            match updating::restore(state, id).await {
                Ok(()) => state.studio.notices.done(format!("“{name}” is back")),
                Err(error) => {
                    state.studio.report(&format!("“{name}” was not restored"), &error);
                }
            }
            is_busy.try_set(false);
        });
    };
    let label = format!("Restore {}", isolated(&archived.branch.name));
    view! {
        <li class="archive__row">
            <span class="archive__name"><bdi>{archived.branch.name.clone()}</bdi></span>
            <span class="archive__facts">
                {archived.branch.created_by.clone()}
                " · archived " <Time at=archived.archived_at />
                {archived.days_left.map(|days| format!(" · {} left", count(days as usize, "day")))}
            </span>
            <button
                type="button"
                class="button button--small"
                aria-label=label
                class:button--busy=is_busy
                on:click=handler(restore)
            >
                <Icon glyph=Glyph::Undo />
                "Restore"
            </button>
        </li>
    }
}
