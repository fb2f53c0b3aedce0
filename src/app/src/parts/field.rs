//! Form fields with a label, a hint and a problem.

use leptos::prelude::*;

use crate::browser::{keyboard, overlay};
use crate::parts::handler::keys;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::id::next_id;

/// A line of text to type.
#[component]
pub(crate) fn TextField(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    /// Words below the field.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with the value.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// What may be wrong with it.
    #[prop(optional, into)]
    warning: Signal<Option<String>>,
    #[prop(default = "text")] kind: &'static str,
    /// The browser's word for what belongs here, for its password manager.
    #[prop(default = "off")]
    autocomplete: &'static str,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] autofocus: bool,
    /// Whether the text is selected when the field gets the focus, so that typing replaces it.
    #[prop(optional)]
    selected: bool,
    #[prop(optional)] name: &'static str,
) -> impl IntoView {
    let id = next_id("field");
    let field = view! {
        <input
            class="input"
            id=id.clone()
            type=kind
            name=name
            autocomplete=autocomplete
            placeholder=placeholder
            autofocus=autofocus
            spellcheck="false"
            aria-required=required.to_string()
            aria-invalid=move || problem.read().is_some().to_string()
            aria-describedby=hint_id(&id)
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
            on:focus:target=move |event| if selected {
                let field = event.target();
                // A field that is focused as it appears gets its text only then.
                overlay::after_drawing(move || field.select());
            }
        />
    };
    framed(id, label, required, hint, problem, warning, field.into_any())
}

fn hint_id(id: &str) -> String {
    format!("{id}-hint")
}

/// A field between its label and what there is to say about it.
fn framed(
    id: String,
    label: String,
    required: bool,
    hint: Signal<String>,
    problem: Signal<Option<String>>,
    warning: Signal<Option<String>>,
    field: AnyView,
) -> AnyView {
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {label}
                {required.then(|| view! { <span class="field__required">" (required)"</span> })}
            </label>
            {field}
            <p class="field__hint" id=hint_id(&id)>
                {move || match (problem.get(), warning.get()) {
                    (Some(problem), _) => {
                        view! { <span class="field__problem" role="alert">{problem}</span> }.into_any()
                    }
                    (None, Some(warning)) => {
                        view! { <span class="field__warning" role="status">{warning}</span> }.into_any()
                    }
                    (None, None) => view! { <span>{hint}</span> }.into_any(),
                }}
            </p>
        </div>
    }
    .into_any()
}

/// Several lines of text to type.
#[component]
pub(crate) fn TextArea(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: Signal<String>,
    /// What is wrong with the text.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    #[prop(default = 3)] rows: u32,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let id = next_id("area");
    let field = view! {
        <textarea
            class="input input--area"
            id=id.clone()
            rows=rows
            placeholder=placeholder
            autofocus=autofocus
            aria-required=required.to_string()
            aria-invalid=move || problem.read().is_some().to_string()
            aria-describedby=hint_id(&id)
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
            on:keydown=keys(|event| keyboard::submit_at_command(&event))
        ></textarea>
    };
    framed(id, label, required, hint, problem, Signal::default(), field.into_any())
}

/// A field that narrows what is shown down.
#[component]
pub(crate) fn SearchField(
    /// What is searched, for those who do not see it.
    label: &'static str,
    placeholder: &'static str,
    text: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label class="search">
            <Icon glyph=Glyph::Search />
            <input
                class="search__input"
                type="search"
                aria-label=label
                placeholder=placeholder
                prop:value=text
                on:input:target=move |event| text.set(event.target().value())
            />
        </label>
    }
}
