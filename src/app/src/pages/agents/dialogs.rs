//! Creating, duplicating and deleting an agent.

use leptos::prelude::*;
use model::{Agent, NewAgent};

use crate::browser::text;
use crate::parts::field::{TextArea, TextField};
use crate::parts::form::{DeleteDialog, DialogFooter, Form, FormDialog, NameDialog, Sending};
use crate::route::{Page, Route};
use crate::state::studio::{Studio, use_studio};

/// The longest name the API takes (OpenAPI `CreateAgentBody.name`).
const MAX_NAME: usize = 100;

/// Languages offered for a new agent; any other can be typed.
const LANGUAGES: &[(&str, &str)] = &[
    ("en-GB", "English (UK)"),
    ("en-US", "English (US)"),
    ("de-DE", "German"),
    ("es-ES", "Spanish"),
    ("fr-FR", "French"),
    ("it-IT", "Italian"),
    ("nl-NL", "Dutch"),
    ("pt-PT", "Portuguese"),
];

/// The dialog that is open.
#[derive(Clone)]
pub(super) enum OpenDialog {
    Create,
    Duplicate(Agent),
    Delete(Agent),
}

/// Draws a dialog.
pub(super) fn draw(which: OpenDialog, close: Callback<()>) -> AnyView {
    match which {
        OpenDialog::Create => view! { <CreateAgent on_close=close /> }.into_any(),
        OpenDialog::Duplicate(agent) => {
            view! { <DuplicateAgent agent=agent on_close=close /> }.into_any()
        }
        OpenDialog::Delete(agent) => {
            view! { <DeleteAgent agent=agent on_close=close /> }.into_any()
        }
    }
}

/// Asks for what a new agent needs.
#[component]
fn CreateAgent(on_close: Callback<()>) -> impl IntoView {
    let studio = use_studio();
    let name = RwSignal::new(String::new());
    let greeting = RwSignal::new(String::new());
    let language = RwSignal::new("en-GB".to_owned());
    let voice = RwSignal::new(String::new());
    let form = Form::new();
    let wrong_name = Signal::derive(move || {
        form.is_tried
            .get()
            .then(|| name_problem(&name.read()))
            .flatten()
            .map(str::to_owned)
            .or_else(|| form.field("name"))
    });
    let alike = Signal::derive(move || {
        text::look_alike(name.read().trim(), names(studio).iter().map(String::as_str))
    });
    let wrong_greeting = Signal::derive(move || {
        (form.is_tried.get() && greeting.read().trim().is_empty())
            .then(|| "The agent has to say something first.".to_owned())
            .or_else(|| form.field("greeting"))
    });
    let submit = move || {
        form.show_problems();
        let is_complete = name_problem(&name.read_untracked()).is_none()
            && !greeting.read_untracked().trim().is_empty();
        let (Some(api), true) = (studio.api(), is_complete) else { return };
        let new = NewAgent {
            name: name.get_untracked().trim().to_owned(),
            greeting: greeting.get_untracked().trim().to_owned(),
            language: language.get_untracked().trim().to_owned(),
            voice: Some(voice.get_untracked().trim().to_owned()).filter(|voice| !voice.is_empty()),
        };
        form.send(async move {
            let agent = api.create_agent(&new).await?;
            studio.notices.done(format!("Agent “{}” created", agent.name));
            studio.reload_agents();
            studio.go(&Route::of_agent(&agent.id, Page::Behavior));
            on_close.try_run(());
            Ok(())
        });
    };
    view! {
        <FormDialog
            title="New agent"
            busy=form.is_busy
            on_submit=move |()| submit()
            on_close=on_close
        >
                <div class="dialog__body">
                    <TextField
                        label="Name"
                        value=name
                        problem=wrong_name
                        warning=alike
                        required=true
                        autofocus=true
                    />
                    <TextArea
                        label="Greeting"
                        value=greeting
                        problem=wrong_greeting
                        required=true
                        rows=2
                        placeholder="Hello, thanks for calling. How can I help?"
                        hint="What the agent says first."
                    />
                    <div class="field">
                        <label class="field__label" for="agent-language">"Language"</label>
                        <input
                            class="input"
                            id="agent-language"
                            list="agent-languages"
                            autocomplete="off"
                            prop:value=language
                            on:input:target=move |event| language.set(event.target().value())
                        />
                        <datalist id="agent-languages">
                            {LANGUAGES
                                .iter()
                                .map(|(code, name)| view! { <option value=*code>{*name}</option> })
                                .collect_view()}
                        </datalist>
                    </div>
                    <TextField
                        label="Voice"
                        value=voice
                        placeholder="VOICE-xxxxxxxx"
                        hint="An identifier from the voice library; the platform's default when empty."
                    />
                    {move || form.problem().map(|text| view! { <p class="problem" role="alert">{text}</p> })}
                </div>
                <DialogFooter verb="Create agent" busy=form.is_busy on_close=on_close />
        </FormDialog>
    }
}

/// Asks for the name of a copy.
#[component]
fn DuplicateAgent(agent: Agent, on_close: Callback<()>) -> impl IntoView {
    let studio = use_studio();
    let id = StoredValue::new(agent.id);
    let send = move |name: String| -> Sending {
        Box::pin(async move {
            let Some(api) = studio.api() else { return Ok(()) };
            let copy = api.duplicate_agent(&id.get_value(), &name).await?;
            studio.notices.done(format!("Agent “{}” created", copy.name));
            studio.reload_agents();
            on_close.try_run(());
            Ok(())
        })
    };
    view! {
        <NameDialog
            title=format!("Duplicate {}", agent.name)
            label="Name of the copy"
            verb="Duplicate agent"
            start=format!("{} (copy)", agent.name)
            check=|name: String| name_problem(&name)
            others=Signal::derive(move || names(studio))
            send=send
            on_close=on_close
        />
    }
}

/// Asks before an agent is deleted, by its name.
#[component]
fn DeleteAgent(agent: Agent, on_close: Callback<()>) -> impl IntoView {
    let studio = use_studio();
    let stored = StoredValue::new(agent.clone());
    let send = move |()| -> Sending {
        Box::pin(async move {
            let Some(api) = studio.api() else { return Ok(()) };
            api.delete_agent(&stored.with_value(|agent| agent.id.clone())).await
        })
    };
    let finish = move |()| {
        let agent = stored.get_value();
        studio.agents.update(|agents| agents.retain(|one| one.id != agent.id));
        studio.notices.done(format!("Agent “{}” deleted", agent.name));
        on_close.run(());
    };
    view! {
        <DeleteDialog
            title=format!("Delete {}?", agent.name)
            verb="Delete agent"
            text="Its branches, versions and deployments go with it, and live callers can no longer \
                  reach it. This cannot be undone."
            typed=agent.name
            send=send
            on_deleted=finish
            on_close=on_close
        />
    }
}

/// The names of all agents.
fn names(studio: Studio) -> Vec<String> {
    let names = studio.agents.with(|all| all.iter().map(|one| one.name.clone()).collect());
    names.unwrap_or_default()
}

fn name_problem(name: &str) -> Option<&'static str> {
    match name.trim().chars().count() {
        0 => Some("Give the agent a name."),
        1..=MAX_NAME => None,
        _ => Some("A name has at most 100 characters."),
    }
}
