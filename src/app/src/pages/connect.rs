//! Saying where the API is. The key stays in the memory of this page.

use client::{ApiError, Connection, ErrorKind, TransportError};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::AccountId;

use crate::browser::{fetch, focus, overlay};
use crate::parts::dialog::Dialog;
use crate::parts::field::TextField;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::route::Route;
use crate::state::api_address::{self, destination};
use crate::state::preset::{Choice, Preset, Region};
use crate::state::studio::{last_choice, store_choice, use_studio};
use crate::text::reading_error_text;

/// The form for connecting, with what the host of this page preset.
#[component]
pub(crate) fn Connect(
    /// Where to go once connected.
    then: Route,
) -> impl IntoView {
    let studio = use_studio();
    let last = last_choice();
    let first = last.as_ref().and_then(|choice| Region::from_key(&choice.region));
    let region = RwSignal::new(first.unwrap_or(Region::Us));
    let base = RwSignal::new(last.as_ref().map(|choice| choice.base.clone()).unwrap_or_default());
    let account = RwSignal::new(last.map(|choice| choice.account).unwrap_or_default());
    let key = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<Problem>);
    let base_problem = RwSignal::new(None::<String>);
    let key_problem = RwSignal::new(None::<String>);
    let then = StoredValue::new(then);

    let connect = move |connection: Connection| {
        problem.set(None);
        is_busy.set(true);
        spawn_local(async move {
            let is_own = connection.base.is_empty();
            let answer = studio.connect(connection).await;
            is_busy.try_set(false);
            match answer {
                Ok(()) => studio.go(&then.try_get_value().unwrap_or(Route::Agents)),
                Err(error) => {
                    problem.try_set(Some(Problem::of(&error, is_own)));
                }
            }
        });
    };
    let address = Signal::derive(move || {
        let typed = || base.read().trim().trim_end_matches('/').to_owned();
        region.get().base().map_or_else(typed, str::to_owned)
    });
    let address_problem = Signal::derive(move || {
        let is_typed = region.get() == Region::Custom;
        is_typed.then(|| api_address::problem(&address.read())).flatten()
    });
    let submit = move || {
        let (address, fault) = untrack(|| (address.get(), address_problem.get()));
        let key = key.get_untracked().trim().to_owned();
        let is_keyless = key.is_empty() && region.get_untracked() != Region::ThisOrigin;
        base_problem.set(fault.map(str::to_owned));
        key_problem.set(is_keyless.then(|| "Give the key that this address asks for.".to_owned()));
        problem.set(None);
        if fault.is_some() || is_keyless {
            overlay::after_drawing(focus::first_problem);
            return;
        }
        let account_id = account.get_untracked().trim().to_owned();
        store_choice(&Choice {
            region: region.get_untracked().key().to_owned(),
            base: base.get_untracked(),
            account: account_id.clone(),
        });
        connect(Connection {
            base: address,
            account: (!account_id.is_empty()).then(|| AccountId::new(account_id)),
            key: (!key.is_empty()).then_some(key),
        });
    };
    view! {
        <main class="connect" id="content">
            <div class="connect__card">
                <h1 class="connect__title" tabindex="-1">"Connect to a workspace"</h1>
                <p class="connect__intro">
                    "Agent Studio edits, compares and releases the agents of a workspace through its API."
                </p>
                <PresetList on_choose=move |preset: Preset| connect(preset.connection()) is_busy=is_busy />
                <form
                    class="connect__form"
                    on:submit=handler(move |event: leptos::ev::SubmitEvent| {
                        event.prevent_default();
                        submit();
                    })
                >
                    <div class="field">
                        <label class="field__label" for="region">"Region"</label>
                        <select
                            class="input"
                            id="region"
                            name="region"
                            prop:value=move || region.get().key()
                            on:change:target=move |event| {
                                if let Some(chosen) = Region::from_key(&event.target().value()) {
                                    region.set(chosen);
                                }
                            }
                        >
                            {Region::ALL
                                .into_iter()
                                .map(|one| view! {
                                    <option value=one.key() selected=move || region.get() == one>
                                        {one.label()}
                                    </option>
                                })
                                .collect_view()}
                        </select>
                        <p class="field__hint">
                            {move || match region.get() {
                                Region::ThisOrigin => {
                                    "The server of this page passes requests on and adds the key.".to_owned()
                                }
                                Region::Custom => "The address before /v1.".to_owned(),
                                other => other.base().unwrap_or_default().to_owned(),
                            }}
                        </p>
                    </div>
                    <Show when=move || region.get() == Region::Custom>
                        <TextField
                            label="Address"
                            name="url"
                            value=base
                            placeholder="https://api.example.com"
                            problem=base_problem
                            required=true
                            autocomplete="url"
                        />
                    </Show>
                    <TextField
                        label="Account id"
                        name="username"
                        value=account
                        placeholder="ws-xxxxxxxx"
                        autocomplete="username"
                        hint="The first part of your studio address; needed for comparing versions."
                    />
                    <TextField
                        label="API key"
                        name="password"
                        kind="password"
                        value=key
                        problem=key_problem
                        autocomplete="current-password"
                        hint=Signal::derive(move || {
                            let lasts = "Stays in the memory of this tab; your browser's password \
                                         manager may fill it.";
                            if address_problem.get().is_some() {
                                return lasts.to_owned();
                            }
                            let host = destination(&address.read(), &fetch::own_origin());
                            format!("Goes to {host} and to no other host. {lasts}")
                        })
                    />
                    {move || problem.get().map(|problem| view! {
                        <div class="problem-box" role="alert">
                            <Icon glyph=Glyph::Alert />
                            <div>
                                <p class="problem-box__title">{problem.title}</p>
                                <p>{problem.text}</p>
                            </div>
                        </div>
                    })}
                    <button
                        type="submit"
                        class="button button--primary button--wide"
                        class:button--busy=is_busy
                        disabled=is_busy
                    >
                        "Connect"
                    </button>
                </form>
            </div>
        </main>
    }
}

/// The connections the host preset: those that need nothing typed are a button.
#[component]
fn PresetList(#[prop(into)] on_choose: Callback<Preset>, is_busy: RwSignal<bool>) -> impl IntoView {
    let studio = use_studio();
    move || {
        let ready: Vec<Preset> =
            studio.presets.get().into_iter().filter(Preset::is_complete).collect();
        (!ready.is_empty()).then(|| {
            view! {
                <div class="connect__presets">
                    {ready
                        .into_iter()
                        .map(|preset| {
                            let name = preset.name.clone();
                            view! {
                                <button
                                    type="button"
                                    class="button button--wide"
                                    disabled=is_busy
                                    on:click=handler(move |_| on_choose.run(preset.clone()))
                                >
                                    {name}
                                    <Icon glyph=Glyph::ArrowRight />
                                </button>
                            }
                        })
                        .collect_view()}
                    <p class="connect__or">"or another one"</p>
                </div>
            }
        })
    }
}

/// Asks for another key when the API no longer accepts the one in use. The screen behind stays as it is,
/// with everything that is typed on it.
#[component]
pub(crate) fn KeyDialog() -> impl IntoView {
    let studio = use_studio();
    let key = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let host = move || {
        let api = studio.api();
        api.map(|api| destination(&api.connection().base, &fetch::own_origin()))
    };
    let submit = move || {
        is_busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let answer = studio.replace_key(key.get_untracked().trim().to_owned()).await;
            is_busy.try_set(false);
            match answer {
                Ok(()) => studio.notices.done("Connected again"),
                Err(error) => {
                    problem.try_set(Some(reading_error_text(&error)));
                }
            }
        });
    };
    view! {
            <Dialog
                title="The API refused the key"
                on_close=move |()| studio.requests.decline_key()
                busy=is_busy
            >
                <form
                    class="dialog__form"
                    on:submit=handler(move |event: leptos::ev::SubmitEvent| {
                        event.prevent_default();
                        submit();
                    })
                >
                    <div class="dialog__body">
                        <p>
                            "It may have expired or been withdrawn. Everything on this screen stays; enter \
                             another key of the same workspace to go on. The key goes to " <strong>{host}</strong>
                            " and to no other host."
                        </p>
                        <TextField
                            label="API key"
                            name="password"
                            kind="password"
                            value=key
                            autocomplete="current-password"
                            autofocus=true
                            problem=problem
                        />
                    </div>
                    <footer class="dialog__foot">
                        <button
                            type="button"
                            class="button"
                            disabled=is_busy
                            on:click=handler(move |_| studio.requests.decline_key())
                        >
                            "Later"
                        </button>
                        <button
                            type="submit"
                            class="button button--primary"
                            class:button--busy=is_busy
                            disabled=is_busy
                        >
                            "Connect again"
                        </button>
                    </footer>
                </form>
            </Dialog>
    }
}

/// Why connecting failed, in words for this screen.
#[derive(Clone)]
struct Problem {
    title: &'static str,
    text: String,
}

impl Problem {
    fn of(error: &ApiError, is_own: bool) -> Self {
        let (title, text) = match error {
            ApiError::Unreachable(TransportError::Offline) => {
                ("You are offline", "Connect this device to a network and try again.".to_owned())
            }
            ApiError::Unreachable(TransportError::Timeout | TransportError::Aborted) => {
                ("The API did not answer", "Try again; if that does not help, check the region.".to_owned())
            }
            ApiError::Unreachable(TransportError::Failed) => (
                "The API could not be reached",
                "Either the address is wrong, the host is down, or it does not allow this page to \
                 read its answers (CORS). Behind a proxy that adds the key, choose “This origin”."
                    .to_owned(),
            ),
            ApiError::Unreachable(TransportError::Redirected) => {
                ("The address redirects elsewhere", error.advice_on_reading())
            }
            ApiError::Refused { kind: ErrorKind::Unauthorized, .. } => (
                "The API refused the key",
                "It may be mistyped, expired, or belong to another region: a key works only in its \
                 own."
                    .to_owned(),
            ),
            ApiError::Refused { kind: ErrorKind::Forbidden, .. } => (
                "The key may not see this workspace",
                "Check the account id, or ask for a key of this workspace.".to_owned(),
            ),
            ApiError::Refused { kind: ErrorKind::NotFound, .. } => (
                "There is no such workspace here",
                "Check the account id and the region. Without an account id, newer servers do not \
                 list agents: fill it in."
                    .to_owned(),
            ),
            ApiError::Unreadable { .. } if is_own => (
                "There is no API at this address",
                "This page's server answers with something else. Set up its proxy, or choose a \
                 region."
                    .to_owned(),
            ),
            ApiError::Unreadable { .. } => {
                ("This is not an Agents API", "Check the address: it is the part before /v1.".to_owned())
            }
            other => ("The API refused", reading_error_text(other)),
        };
        Self { title, text }
    }
}
