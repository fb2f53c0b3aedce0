//! Dialogs, and the questions asked in them.

use leptos::html;
use leptos::prelude::*;

use crate::browser::{focus, overlay};
use crate::parts::form::{Foot, FormDialog, Weight};
use crate::parts::handler::{effect, handler};
use crate::parts::icon::{Glyph, Icon};

/// A dialog over the page. Esc, the cross and a click beside it ask `on_close`; the browser keeps
/// the focus inside and gives it back.
#[component]
pub(crate) fn Dialog(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Called when the person wants to leave; whoever opened the dialog takes it away.
    #[prop(into)]
    on_close: Callback<()>,
    /// Wider, for dialogs that show what changes.
    #[prop(optional)]
    wide: bool,
    /// Whether leaving is held back, while something irrevocable is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let id = next_id("dialog");
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    effect(move || {
        if let Some(dialog) = node.get() {
            overlay::open(&dialog);
        }
    });
    let leave = move || {
        if !busy.get_untracked() {
            on_close.run(());
        }
    };
    on_cleanup(move || {
        if let Some(dialog) = node.try_get_untracked().flatten() {
            overlay::close(&dialog);
        }
        overlay::after_drawing(focus::rescue);
    });
    view! {
        <dialog
            class="dialog"
            class:dialog--wide=wide
            node_ref=node
            aria-labelledby=labelled_by
            on:cancel=handler(move |event: leptos::ev::Event| {
                event.prevent_default();
                leave();
            })
            on:mousedown=handler(move |event: leptos::ev::MouseEvent| {
                // The dialog itself is only hit on its backdrop: its content covers the rest.
                if node.get_untracked().is_some_and(|dialog| event.target() == Some(dialog.into())) {
                    leave();
                }
            })
        >
            <div class="dialog__frame">
                <header class="dialog__head">
                    <h2 class="dialog__title" id=title_id tabindex="-1">{title}</h2>
                    <button
                        type="button"
                        class="button button--quiet button--icon"
                        aria-label="Close"
                        disabled=busy
                        on:click=handler(move |_| leave())
                    >
                        <Icon glyph=Glyph::Close />
                    </button>
                </header>
                {children()}
            </div>
        </dialog>
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
                <Foot
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

/// An identifier for an element that another one refers to, unlike any given before.
pub(crate) fn next_id(prefix: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static LAST: AtomicU32 = AtomicU32::new(0);
    format!("{prefix}-{}", LAST.fetch_add(1, Ordering::Relaxed))
}
