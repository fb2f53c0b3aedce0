//! A button with a menu (the ARIA menu button pattern).

use leptos::html;
use leptos::prelude::*;

use crate::browser::keyboard::Key;
use crate::browser::{focus, overlay};
use crate::parts::handler::{effect, handler, keys};
use crate::parts::icon::{Glyph, Icon};
use crate::parts::id::next_id;
use crate::parts::small::Keys;

/// One entry of a menu.
#[derive(Clone)]
pub(crate) enum Entry {
    /// Something to do.
    Action {
        glyph: Glyph,
        text: String,
        /// Drawn as dangerous.
        danger: bool,
        /// Why it cannot be done now; the entry then shows the reason and does nothing.
        blocked: Option<String>,
        /// Whether it is the one chosen, where the entry is one choice of several.
        chosen: Option<bool>,
        /// The keys that do the same.
        keys: &'static str,
        run: Callback<()>,
    },
    /// A line between groups of entries.
    Separator,
}

impl Entry {
    /// An ordinary action.
    pub(crate) fn action(
        glyph: Glyph,
        text: impl Into<String>,
        run: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let run = Callback::new(move |()| run());
        let text = text.into();
        Self::Action { glyph, text, danger: false, blocked: None, chosen: None, keys: "", run }
    }

    /// The same entry as one choice of several.
    pub(crate) fn chosen_if(mut self, is_chosen: bool) -> Self {
        if let Self::Action { chosen, .. } = &mut self {
            *chosen = Some(is_chosen);
        }
        self
    }

    /// The same entry, with the keys that do the same.
    pub(crate) fn with_keys(mut self, names: &'static str) -> Self {
        if let Self::Action { keys, .. } = &mut self {
            *keys = names;
        }
        self
    }

    /// The same entry, drawn as dangerous.
    pub(crate) fn dangerous(mut self) -> Self {
        if let Self::Action { danger, .. } = &mut self {
            *danger = true;
        }
        self
    }

    /// The same entry, blocked where there is a reason.
    pub(crate) fn blocked_by(mut self, reason: Option<&str>) -> Self {
        if let Self::Action { blocked, .. } = &mut self {
            *blocked = reason.map(str::to_owned);
        }
        self
    }
}

/// A button that opens a menu.
#[component]
pub(crate) fn Menu(
    /// What the button is called; also its hint.
    #[prop(into)]
    label: Signal<String>,
    /// The entries, made when the menu opens.
    entries: impl Fn() -> Vec<Entry> + Send + Sync + 'static,
    /// Classes of the button.
    #[prop(default = "button button--quiet button--icon")]
    class: &'static str,
    /// What is in the button; three dots if nothing.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let id = next_id("menu");
    let button = NodeRef::<html::Button>::new();
    let open_at = OpenAt::new_local(None);
    let is_open = move || open_at.read().is_some();
    let open = move || open_at.set(button.get_untracked().map(Into::into));
    view! {
        <button
            type="button"
            class=class
            node_ref=button
            aria-haspopup="menu"
            aria-expanded=move || is_open().to_string()
            aria-controls=id.clone()
            aria-label=label
            title=label
            on:click=handler(move |_| if untrack(is_open) { open_at.set(None) } else { open() })
            on:keydown=keys(move |event| {
                if event.key() == "ArrowDown" && !untrack(is_open) {
                    event.prevent_default();
                    open();
                }
            })
        >
            {match children {
                Some(children) => children(),
                None => view! { <Icon glyph=Glyph::More /> }.into_any(),
            }}
        </button>
        <MenuList id=id label=label entries=entries open_at=open_at />
    }
}

/// The element beside which a menu is open, if it is.
pub(crate) type OpenAt = RwSignal<Option<overlay::Anchor>, LocalStorage>;

/// A menu without its button. When it closes, the focus goes to the element at which it was open,
/// or to what holds that and can have it.
#[component]
pub(crate) fn MenuList(
    #[prop(into)] id: String,
    /// What the menu is called.
    #[prop(into)]
    label: Signal<String>,
    /// The entries, made when the menu opens.
    entries: impl Fn() -> Vec<Entry> + Send + Sync + 'static,
    open_at: OpenAt,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let is_opening = StoredValue::new(false);
    let entries = StoredValue::new(Box::new(entries) as Box<dyn Fn() -> Vec<Entry> + Send + Sync>);
    let shown = Memo::new(move |_| open_at.read().is_some().then_some(()));

    let focus_item = move |pick: fn(usize, usize) -> usize, from: Option<usize>| {
        let Some(list) = list.get_untracked() else { return };
        let items = overlay::items(&list, "[role^=menuitem]");
        if !items.is_empty() {
            let index = pick(from.unwrap_or(0), items.len());
            let _ = items[index % items.len()].focus();
        }
    };
    effect(move || {
        let Some(anchor) = open_at.get() else {
            if let Some(list) = list.get_untracked() {
                overlay::hide(&list);
            }
            return;
        };
        is_opening.set_value(true);
        overlay::after_drawing(move || {
            is_opening.try_set_value(false);
            if let Some(list) = list.try_get_untracked().flatten() {
                overlay::show_beside(&list, &anchor);
                focus_item(|_, _| 0, None);
            }
        });
    });
    let close = move || {
        if let Some(list) = list.get_untracked() {
            overlay::hide(&list);
        }
        if let Some(anchor) = open_at.get_untracked() {
            focus::enter(&anchor);
        }
        open_at.set(None);
    };
    let on_key = move |event: Key| {
        let place = list.get_untracked().and_then(|list| {
            let active = focus::active()?;
            overlay::items(&list, "[role^=menuitem]").iter().position(|item| *item == active)
        });
        match event.key().as_str() {
            "ArrowDown" => focus_item(|at, _| at + 1, place),
            "ArrowUp" => focus_item(|at, count| at + count - 1, place),
            "Home" => focus_item(|_, _| 0, place),
            "End" => focus_item(|_, count| count - 1, place),
            "Escape" | "Tab" => close(),
            letter if letter.chars().count() == 1 => {
                focus_by_letter(&list, letter, place);
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <div
            id=id
            class="menu"
            role="menu"
            aria-label=label
            // Light dismiss is the browser's: a click elsewhere closes it.
            popover="auto"
            node_ref=list
            on:keydown=keys(on_key)
            on:toggle=handler(move |_| {
                // A menu that moves from one element to another closes at the first one.
                let is_closed = list.get_untracked().is_some_and(|list| !overlay::is_shown(&list));
                if !is_opening.get_value() && is_closed {
                    open_at.set(None);
                }
            })
        >
            {move || {
                shown.get().map(|()| {
                    entries.with_value(|entries| entries())
                        .into_iter()
                        .map(|entry| entry_view(entry, close))
                        .collect_view()
                })
            }}
        </div>
    }
}

fn entry_view(entry: Entry, close: impl Fn() + Copy + 'static) -> AnyView {
    match entry {
        Entry::Separator => view! { <hr class="menu__line" /> }.into_any(),
        Entry::Action { glyph, text, danger, blocked, chosen, keys, run } => {
            let is_blocked = blocked.is_some();
            view! {
                <button
                    type="button"
                    class="menu__item"
                    class:menu__item--danger=danger
                    role=if chosen.is_some() { "menuitemradio" } else { "menuitem" }
                    aria-checked=chosen.map(|chosen| chosen.to_string())
                    tabindex="-1"
                    aria-disabled=is_blocked.then_some("true")
                    on:click=handler(move |_| {
                        if !is_blocked {
                            close();
                            run.run(());
                        }
                    })
                >
                    <Icon glyph=glyph />
                    <span class="menu__text">
                        {text}
                        {blocked.map(|why| view! { <small class="menu__why">{why}</small> })}
                    </span>
                    {(!keys.is_empty()).then(|| view! { <Keys keys=keys /> })}
                </button>
            }
            .into_any()
        }
    }
}

/// Moves to the next item that begins with a letter.
fn focus_by_letter(list: &NodeRef<html::Div>, letter: &str, place: Option<usize>) {
    let Some(list) = list.get_untracked() else { return };
    let items = overlay::items(&list, "[role^=menuitem]");
    let letter = letter.to_lowercase();
    let start = place.map_or(0, |place| place + 1);
    let hit = (0..items.len()).map(|step| (start + step) % items.len()).find(|index| {
        let text = items[*index].text_content().unwrap_or_default().to_lowercase();
        text.trim_start().starts_with(&letter)
    });
    if let Some(index) = hit {
        let _ = items[index].focus();
    }
}
