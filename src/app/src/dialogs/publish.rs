//! Saving the draft as a version in sandbox.

use client::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Environment, Timeline, Version};

use super::broken_references::BrokenReferences;
use super::changes::Changes;
use crate::parts::environment::EnvironmentBadge;
use crate::parts::field::TextArea;
use crate::parts::form::{DialogFooter, FormDialog};
use crate::parts::icon::{Glyph, Icon};
use crate::remote::LoadError;
use crate::state::branch::use_branch;
use crate::state::unpublished::Status;
use crate::text::error_text;

/// Shows what is published, asks for a message, and publishes.
#[component]
pub(crate) fn Publish(#[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let state = use_branch();
    let message = state.message("publish");
    let is_busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<ApiError>);
    let has_changed = RwSignal::new(false);
    let unsaved = state.drafts.has_any;
    // The dialog shows what is there now, not what was there when the page was opened.
    state.unpublished.refresh();
    state.resources.load_timeline();
    let newest = move |timeline: &Timeline| timeline.active().sandbox.clone();
    let succeed = move |version: &Version, how: String| {
        state.studio.notices.done(format!("Version {} {how}", version.short()));
        message.try_set(String::new());
        state.was_saved();
        on_close.try_run(());
    };
    let publish = move || {
        let (Some(api), false) = (state.api(), is_busy.get_untracked()) else { return };
        is_busy.set(true);
        problem.set(None);
        has_changed.set(false);
        let agent = state.at().agent;
        let before = state.resources.timeline.with_untracked(newest).flatten().map(|one| one.id);
        let words = message.get_untracked().trim().to_owned();
        spawn_local(async move {
            match state.unpublished.is_as_shown().await {
                Ok(true) => {}
                Err(LoadError::Api(error)) => {
                    is_busy.try_set(false);
                    problem.try_set(Some(error));
                    return;
                }
                Ok(false) | Err(_) => {
                    is_busy.try_set(false);
                    has_changed.try_set(true);
                    return;
                }
            }
            match api.publish(&agent, &words).await {
                Ok(release) => {
                    let tests = release.test_runs.len();
                    let how = match tests {
                        0 => "is in sandbox".to_owned(),
                        _ => format!("is in sandbox; {tests} test runs started"),
                    };
                    state.resources.load_timeline();
                    succeed(&release.deployment.version, how);
                }
                Err(error) => {
                    // A lost answer does not mean that it did not happen: the list knows.
                    let now =
                        if error.is_uncertain() { api.timeline(&agent).await.ok() } else { None };
                    let published = now.as_ref().and_then(newest).filter(|one| {
                        Some(&one.id) != before.as_ref() && one.message.trim() == words
                    });
                    if let Some(now) = now {
                        state.resources.timeline.set(now);
                    }
                    if let Some(published) = published {
                        let how = "was published, although the API's answer did not arrive";
                        succeed(&published.version, how.to_owned());
                        return;
                    }
                    is_busy.try_set(false);
                    problem.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <FormDialog
            title="Publish the draft"
            wide=true
            busy=is_busy
            on_submit=move |()| publish()
            on_close=on_close
        >
                <div class="dialog__body">
                    <div class="release">
                        <div class="release__side">
                            <p class="release__to">
                                <span>"Draft"</span>
                                <Icon glyph=Glyph::ArrowRight />
                                <EnvironmentBadge environment=Environment::Sandbox />
                            </p>
                            <p class="quiet">
                                "A version is saved and runs in sandbox, where it can be tested. Callers \
                                 reach it only after it is promoted to live."
                            </p>
                            <Show when=move || unsaved.get()>
                                <p class="warning" role="status">
                                    <Icon glyph=Glyph::Alert />
                                    "There is unsaved text on this branch. It is not part of the version: save it first."
                                </p>
                            </Show>
                            <BrokenReferences pending=state.unpublished.pending() at=state.at() on_leave=on_close />
                            <TextArea
                                label="Message"
                                value=message
                                autofocus=true
                                placeholder="What changes, and why"
                                hint="Helps people who compare this version later."
                            />
                        </div>
                        <Changes
                            pending=state.unpublished.pending()
                            title="What this version changes"
                            path=state.unpublished.compare_path()
                            on_leave=on_close
                            on_retry=move |()| state.unpublished.refresh()
                        />
                    </div>
                    <Show when=move || has_changed.get()>
                        <p class="problem" role="alert">
                            "Not published: somebody changed the draft, or published, since this list was \
                             drawn. It has been read again; check it again."
                        </p>
                    </Show>
                    {move || problem.get().map(|error| view! {
                        <p class="problem" role="alert">
                            {if error.is_uncertain() { "Perhaps not published: " } else { "Not published: " }}
                            {error_text(&error)}
                        </p>
                    })}
                </div>
                <DialogFooter
                    verb="Publish to sandbox"
                    glyph=Glyph::Rocket
                    busy=is_busy
                    blocked=Signal::derive(move || state.unpublished.status() == Status::Same)
                    on_close=on_close
                />
        </FormDialog>
    }
}
