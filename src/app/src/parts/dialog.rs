//! Dialogs.

use leptos::html;
use leptos::prelude::*;

use crate::browser::{focus, overlay};
use crate::parts::handler::{effect, handler};
use crate::parts::icon::{Glyph, Icon};
use crate::parts::id::next_id;
use crate::text::isolated_names;

/// A dialog over the page. Esc, the cross and a click outside of it call `on_close`; the browser keeps
/// the focus inside and gives it back.
#[component]
pub(crate) fn Dialog(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Called when the person wants to leave; the caller then removes the dialog.
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
                    <h2 class="dialog__title" id=title_id tabindex="-1">{move || isolated_names(&title.get()).into_owned()}</h2>
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
