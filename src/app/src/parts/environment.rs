//! Environments, versions and who runs where: alike everywhere, by name, shape and hue.

use leptos::prelude::*;
use model::{Environment, Version};

use crate::browser::clipboard;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};

/// The shape of an environment: a ring, a half-filled ring, a filled disc.
#[component]
pub(crate) fn EnvironmentMark(environment: Environment) -> impl IntoView {
    let class = format!("environment-mark environment-mark--{environment}");
    let inner = match environment {
        Environment::Sandbox => None,
        Environment::PreRelease => Some("M8 3a5 5 0 0 1 0 10z"),
        Environment::Live => Some("M8 3a5 5 0 0 1 0 10A5 5 0 0 1 8 3z"),
    };
    view! {
        <svg class=class viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <circle cx="8" cy="8" r="5" class="environment-mark__ring" />
            {inner.map(|path| view! { <path d=path class="environment-mark__fill" /> })}
        </svg>
    }
}

/// The name of an environment with its mark.
#[component]
pub(crate) fn EnvironmentBadge(environment: Environment) -> impl IntoView {
    let class = format!("environment-badge environment-badge--{environment}");
    view! {
        <span class=class>
            <EnvironmentMark environment=environment />
            {environment.label()}
        </span>
    }
}

/// A version by its first nine characters; a click copies the whole of it.
#[component]
pub(crate) fn VersionChip(#[prop(into)] version: Version) -> impl IntoView {
    let short = version.short().to_owned();
    let is_copied = RwSignal::new(false);
    let whole = StoredValue::new(version);
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let done =
                clipboard::copy(whole.with_value(|version| version.to_string()).as_str()).await;
            is_copied.try_set(done);
            set_timeout(
                move || {
                    is_copied.try_set(false);
                },
                std::time::Duration::from_millis(1500),
            );
        });
    };
    view! {
        <button
            type="button"
            class="version"
            title=move || format!("Copy version {}", whole.with_value(Version::to_string))
            on:click=handler(copy)
        >
            {short}
            <span class="version__state" aria-live="polite">
                {move || is_copied.get().then(|| view! {
                    <Icon glyph=Glyph::Check />
                    <span class="hidden">"Copied"</span>
                })}
            </span>
        </button>
    }
}
