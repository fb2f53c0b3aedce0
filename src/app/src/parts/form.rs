//! Forms in dialogs: sending one, its footer, and the two most common: asking for a name, and whether
//! something should really go.

use std::future::Future;
use std::pin::Pin;

use client::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Environment;

use crate::browser::{focus, overlay, text};
use crate::parts::dialog::Dialog;
use crate::parts::environment::EnvironmentMark;
use crate::parts::field::TextField;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::text::{as_message, error_text};

/// Something being sent. Boxed, so that all forms share one piece of code.
pub(crate) type Sending = Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;

/// The course of a form: tried, being sent, refused.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    pub(crate) is_tried: RwSignal<bool>,
    pub(crate) is_busy: RwSignal<bool>,
    pub(crate) error: RwSignal<Option<ApiError>>,
}

impl Form {
    pub(crate) fn new() -> Self {
        Self {
            is_tried: RwSignal::new(false),
            is_busy: RwSignal::new(false),
            error: RwSignal::new(None),
        }
    }

    /// Sends. On success `sending` itself removes the form.
    pub(crate) fn send(self, sending: impl Future<Output = Result<(), ApiError>> + 'static) {
        self.run(Box::pin(sending));
    }

    /// Shows from now on what is wrong with the fields, and goes to the first that has something.
    pub(crate) fn show_problems(self) {
        self.is_tried.set(true);
        overlay::after_drawing(focus::first_problem);
    }

    fn run(self, sending: Sending) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.error.set(None);
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = sending.await;
            self.is_busy.try_set(false);
            if let Err(error) = answer {
                self.error.try_set(Some(error));
                overlay::after_drawing(focus::first_problem);
            }
        });
    }

    /// What the API found wrong with one field.
    pub(crate) fn field(self, name: &str) -> Option<String> {
        self.error.with(|error| error.as_ref()?.field(name).map(as_message))
    }

    /// What the API found wrong at all.
    pub(crate) fn problem(self) -> Option<String> {
        self.error.with(|error| error.as_ref().map(error_text))
    }
}

/// What the verb of a dialog does.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Weight {
    #[default]
    Usual,
    /// Live callers meet it.
    Live,
    /// It takes something away.
    Danger,
}

/// The footer of a dialog: the button that closes it, and the one that does it.
#[component]
pub(crate) fn DialogFooter(
    #[prop(into)] verb: String,
    #[prop(optional)] glyph: Option<Glyph>,
    #[prop(optional)] weight: Weight,
    #[prop(into)] busy: Signal<bool>,
    /// Whether the focus begins on the way out: where the verb takes something away and nothing has
    /// to be typed.
    #[prop(optional)]
    calm: Option<bool>,
    /// Whether the verb has to wait for something else than an answer.
    #[prop(optional, into)]
    blocked: Signal<bool>,
    /// How things stand, on the left.
    #[prop(optional, into)]
    status: Signal<String>,
    #[prop(into)] on_close: Callback<()>,
    /// What the verb does; without it, it submits the form around it.
    #[prop(optional, into)]
    on_verb: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <footer class="dialog__foot">
            <span class="dialog__status" role="status">{move || status.get()}</span>
            <button
                type="button"
                class="button"
                autofocus=calm.unwrap_or(weight == Weight::Danger)
                disabled=busy
                on:click=handler(move |_| on_close.run(()))
            >
                "Cancel"
            </button>
            <button
                type=if on_verb.is_some() { "button" } else { "submit" }
                class="button"
                class:button--primary=weight != Weight::Danger
                class:button--live=weight == Weight::Live
                class:button--danger=weight == Weight::Danger
                class:button--busy=busy
                disabled=move || busy.get() || blocked.get()
                on:click=handler(move |_| if let Some(run) = on_verb { run.run(()) })
            >
                {match weight {
                    Weight::Live => view! { <EnvironmentMark environment=Environment::Live /> }.into_any(),
                    _ => glyph.map(|glyph| view! { <Icon glyph=glyph /> }).into_any(),
                }}
                {verb}
            </button>
        </footer>
    }
}

/// A form that is a dialog.
#[component]
pub(crate) fn FormDialog(
    #[prop(into)] title: String,
    #[prop(optional)] wide: bool,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] on_submit: Callback<()>,
    #[prop(into)] on_close: Callback<()>,
    /// The body and the footer.
    children: Children,
) -> impl IntoView {
    view! {
        <Dialog title=title wide=wide on_close=on_close busy=busy>
            <form
                class="dialog__form"
                on:submit=handler(move |event: leptos::ev::SubmitEvent| {
                    event.prevent_default();
                    on_submit.run(());
                })
            >
                {children()}
            </form>
        </Dialog>
    }
}

/// Asks for a name, checks it and sends it.
#[component]
pub(crate) fn NameDialog(
    #[prop(into)] title: String,
    #[prop(optional, into)] intro: String,
    #[prop(default = "Name")] label: &'static str,
    #[prop(into)] verb: String,
    #[prop(optional, into)] start: String,
    #[prop(optional)] placeholder: &'static str,
    /// What is wrong with a name, trimmed.
    #[prop(into)]
    check: Callback<String, Option<&'static str>>,
    /// The other names, from which people have to tell it.
    #[prop(into)]
    others: Signal<Vec<String>>,
    /// Sends a name, trimmed.
    #[prop(into)]
    send: Callback<String, Sending>,
    #[prop(into)] on_close: Callback<()>,
    /// Whether it has to wait for something else than a name.
    #[prop(optional, into)]
    blocked: Signal<bool>,
    /// What else there is to choose, below the name.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let is_suggested = !start.is_empty();
    let name = RwSignal::new(start);
    let form = Form::new();
    let own_problem = move || check.run(name.read().trim().to_owned());
    let problem = Signal::derive(move || {
        let own = form.is_tried.get().then(own_problem).flatten().map(str::to_owned);
        own.or_else(|| form.problem())
    });
    let warning = Signal::derive(move || {
        text::look_alike(name.read().trim(), others.read().iter().map(String::as_str))
    });
    let submit = move |()| {
        form.show_problems();
        if untrack(own_problem).is_none() {
            form.send(send.run(name.get_untracked().trim().to_owned()));
        }
    };
    view! {
        <FormDialog title=title busy=form.is_busy on_submit=submit on_close=on_close>
            <div class="dialog__body">
                {(!intro.is_empty()).then(|| view! { <p>{intro}</p> })}
                <TextField
                    label=label
                    value=name
                    problem=problem
                    warning=warning
                    required=true
                    autofocus=true
                    selected=is_suggested
                    placeholder=placeholder
                />
                {children.map(|children| children())}
            </div>
            <DialogFooter verb=verb busy=form.is_busy blocked=blocked on_close=on_close />
        </FormDialog>
    }
}

/// Asks before something is deleted for good.
#[component]
pub(crate) fn DeleteDialog(
    #[prop(into)] title: String,
    #[prop(into)] verb: String,
    #[prop(into)] text: String,
    /// What has to be typed first.
    #[prop(optional, into)]
    typed: Option<String>,
    /// Deletes it. It counts as deleted if somebody else did it already.
    #[prop(into)]
    send: Callback<(), Sending>,
    /// Called when it is deleted; removes the dialog.
    #[prop(into)]
    on_deleted: Callback<()>,
    #[prop(into)] on_close: Callback<()>,
    /// What is lost, below the text.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let form = Form::new();
    let confirm = move |()| {
        let sending = send.run(());
        form.send(async move {
            match sending.await {
                Err(error) if !error.is_not_found() => Err(error),
                _ => {
                    on_deleted.try_run(());
                    Ok(())
                }
            }
        });
    };
    view! {
        <Confirm
            title=title
            verb=verb
            typed=typed
            busy=form.is_busy
            problem=Signal::derive(move || form.problem())
            on_confirm=confirm
            on_close=on_close
        >
            <p>{text}</p>
            {children.map(|children| children())}
        </Confirm>
    }
}

/// Asks before something that cannot be undone. With `typed`, the person has to type that text.
#[component]
pub(crate) fn Confirm(
    /// The question.
    #[prop(into)]
    title: String,
    /// The verb on the button that does it.
    #[prop(into)]
    verb: String,
    /// What has to be typed first.
    #[prop(optional_no_strip, into)]
    typed: Option<String>,
    /// Whether it is being done.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it failed, if it did.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    #[prop(into)] on_confirm: Callback<()>,
    #[prop(into)] on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let (wanted, is_typed) = (typed.clone(), typed.is_some());
    let is_open = move || wanted.as_ref().is_none_or(|wanted| text.read().trim() == wanted);
    let is_open = Memo::new(move |_| is_open());
    view! {
        <FormDialog
            title=title
            on_close=on_close
            busy=busy
            on_submit=move |()| {
                if is_open.get_untracked() && !busy.get_untracked() {
                    on_confirm.run(());
                }
            }
        >
                <div class="dialog__body">
                    {children()}
                    {typed
                        .map(|wanted| {
                            view! {
                                <label class="field">
                                    <span class="field__label">
                                        "Type " <strong class="field__wanted">{wanted}</strong>
                                        " to confirm"
                                    </span>
                                    <input
                                        class="input"
                                        autofocus=true
                                        autocomplete="off"
                                        spellcheck="false"
                                        prop:value=text
                                        on:input:target=move |event| text.set(event.target().value())
                                    />
                                </label>
                            }
                        })}
                    {move || {
                        problem.get().map(|text| view! { <p class="problem" role="alert">{text}</p> })
                    }}
                </div>
                <DialogFooter
                    verb=verb
                    weight=Weight::Danger
                    calm=!is_typed
                    busy=busy
                    blocked=Signal::derive(move || !is_open.get())
                    on_close=on_close
                />
        </FormDialog>
    }
}
