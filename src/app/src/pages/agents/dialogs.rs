//! Creating, duplicating and deleting an agent.

use client::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Agent, NewAgent};

use crate::parts::dialog::{Confirm, Dialog};
use crate::parts::field::{TextArea, TextField};
use crate::parts::handler::handler;
use crate::parts::loaded::sentence;
use crate::route::{Room, Route};
use crate::state::studio::use_studio;

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

/// Asks for what a new agent needs.
#[component]
pub(super) fn CreateAgent(#[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let studio = use_studio();
    let name = RwSignal::new(String::new());
    let greeting = RwSignal::new(String::new());
    let language = RwSignal::new("en-GB".to_owned());
    let voice = RwSignal::new(String::new());
    let form = Form::new();
    let name_problem = Signal::derive(move || {
        form.is_tried
            .get()
            .then(|| name_problem(&name.read()))
            .flatten()
            .map(str::to_owned)
            .or_else(|| form.field("name"))
    });
    let submit = move || {
        form.is_tried.set(true);
        let is_complete =
            name_problem_of(name).is_none() && !greeting.read_untracked().trim().is_empty();
        let (Some(api), true) = (studio.api(), is_complete) else { return };
        let new = NewAgent {
            name: name.get_untracked().trim().to_owned(),
            greeting: greeting.get_untracked().trim().to_owned(),
            language: language.get_untracked().trim().to_owned(),
            voice: Some(voice.get_untracked().trim().to_owned()).filter(|voice| !voice.is_empty()),
        };
        form.start();
        spawn_local(async move {
            match api.create_agent(&new).await {
                Ok(agent) => {
                    studio.notices.done(format!("Agent “{}” created", agent.name));
                    studio.reload_agents();
                    studio.go(&Route::of_agent(&agent.id, Room::Behavior));
                    on_close.try_run(());
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <Dialog title="New agent" on_close=on_close busy=form.is_busy>
            <form
                class="dialog__form"
                on:submit=handler(move |event: leptos::ev::SubmitEvent| {
                    event.prevent_default();
                    submit();
                })
            >
                <div class="dialog__body">
                    <TextField label="Name" value=name problem=name_problem required=true autofocus=true />
                    <TextArea
                        label="Greeting (required)"
                        value=greeting
                        rows=2
                        placeholder="Hello, thanks for calling. How can I help?"
                        hint="What the agent says first."
                    />
                    {move || (form.is_tried.get() && greeting.read().trim().is_empty()).then(|| view! {
                        <p class="field__problem" role="alert">"The agent has to say something first."</p>
                    })}
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
                <Foot verb="Create agent" form=form on_close=on_close />
            </form>
        </Dialog>
    }
}

/// Asks for the name of a copy.
#[component]
pub(super) fn DuplicateAgent(agent: Agent, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let studio = use_studio();
    let name = RwSignal::new(format!("{} (copy)", agent.name));
    let form = Form::new();
    let problem = Signal::derive(move || {
        name_problem(&name.read()).map(str::to_owned).or_else(|| form.field("newAgentName"))
    });
    let id = StoredValue::new(agent.id.clone());
    let submit = move || {
        let (Some(api), None) = (studio.api(), name_problem_of(name)) else { return };
        let name = name.get_untracked().trim().to_owned();
        form.start();
        spawn_local(async move {
            match api.duplicate_agent(&id.get_value(), &name).await {
                Ok(copy) => {
                    studio.notices.done(format!("Agent “{}” created", copy.name));
                    studio.reload_agents();
                    on_close.try_run(());
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <Dialog title=format!("Duplicate {}", agent.name) on_close=on_close busy=form.is_busy>
            <form
                class="dialog__form"
                on:submit=handler(move |event: leptos::ev::SubmitEvent| {
                    event.prevent_default();
                    submit();
                })
            >
                <div class="dialog__body">
                    <TextField label="Name of the copy" value=name problem=problem required=true autofocus=true />
                    {move || form.problem().map(|text| view! { <p class="problem" role="alert">{text}</p> })}
                </div>
                <Foot verb="Duplicate agent" form=form on_close=on_close />
            </form>
        </Dialog>
    }
}

/// Asks before an agent is deleted, by its name.
#[component]
pub(super) fn DeleteAgent(agent: Agent, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let studio = use_studio();
    let form = Form::new();
    let kept = StoredValue::new(agent.clone());
    let confirm = move |()| {
        let Some(api) = studio.api() else { return };
        form.start();
        spawn_local(async move {
            let agent = kept.get_value();
            match api.delete_agent(&agent.id).await {
                // Somebody else was faster: it is gone, which is what was wanted.
                Err(error) if !error.is_missing() => form.fail(error),
                _ => {
                    studio.agents.change(|agents| agents.retain(|one| one.id != agent.id));
                    studio.notices.done(format!("Agent “{}” deleted", agent.name));
                    on_close.try_run(());
                }
            }
        });
    };
    view! {
        <Confirm
            title=format!("Delete {}?", agent.name)
            verb="Delete agent"
            typed=agent.name.clone()
            busy=form.is_busy
            problem=Signal::derive(move || form.problem())
            on_confirm=confirm
            on_close=on_close
        >
            <p>
                "Its branches, versions and deployments go with it, and live callers can no longer \
                 reach it. This cannot be undone."
            </p>
        </Confirm>
    }
}

/// The foot of a form in a dialog.
#[component]
fn Foot(verb: &'static str, form: Form, on_close: Callback<()>) -> impl IntoView {
    view! {
        <footer class="dialog__foot">
            <button
                type="button"
                class="button"
                disabled=form.is_busy
                on:click=handler(move |_| on_close.run(()))
            >
                "Cancel"
            </button>
            <button
                type="submit"
                class="button button--primary"
                class:button--busy=form.is_busy
                disabled=form.is_busy
            >
                {verb}
            </button>
        </footer>
    }
}

/// The course of a form: tried, being sent, refused.
#[derive(Clone, Copy)]
struct Form {
    is_tried: RwSignal<bool>,
    is_busy: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
}

impl Form {
    fn new() -> Self {
        Self {
            is_tried: RwSignal::new(false),
            is_busy: RwSignal::new(false),
            error: RwSignal::new(None),
        }
    }

    fn start(self) {
        self.error.set(None);
        self.is_busy.set(true);
    }

    fn fail(self, error: ApiError) {
        self.is_busy.try_set(false);
        self.error.try_set(Some(error));
    }

    /// What the API found wrong with one field.
    fn field(self, name: &str) -> Option<String> {
        self.error.with(|error| error.as_ref()?.field(name).map(sentence))
    }

    /// What the API found wrong at all.
    fn problem(self) -> Option<String> {
        self.error.with(|error| {
            error
                .as_ref()
                .map(|error| format!("{} {}", sentence(&error.to_string()), error.advice()))
        })
    }
}

fn name_problem_of(name: RwSignal<String>) -> Option<&'static str> {
    name_problem(&name.read_untracked())
}

fn name_problem(name: &str) -> Option<&'static str> {
    match name.trim().chars().count() {
        0 => Some("Give the agent a name."),
        1..=MAX_NAME => None,
        _ => Some("A name has at most 100 characters."),
    }
}
