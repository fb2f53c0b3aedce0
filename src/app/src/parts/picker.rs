//! A button that opens a searchable list: agents, branches, versions (the ARIA combobox pattern).

use leptos::html;
use leptos::prelude::*;
use model::Search;

use crate::browser::keyboard::Key;
use crate::browser::text::BrowserLetters;
use crate::browser::{focus, overlay};
use crate::parts::handler::{handler, keys};
use crate::parts::icon::{Glyph, Icon};
use crate::parts::id::next_id;
use crate::text::isolated;

/// One thing that can be picked.
#[derive(Clone, PartialEq)]
pub(crate) struct Choice {
    /// What the caller gets when it is picked.
    pub(crate) key: String,
    /// The name.
    pub(crate) text: String,
    /// More words, quieter.
    pub(crate) hint: String,
    /// The heading of its group; choices of one group stand together.
    pub(crate) group: String,
    /// Whether it is the one that is picked now.
    pub(crate) is_current: bool,
}

/// A button that shows what is picked and opens a list to pick from.
#[component]
pub(crate) fn Picker(
    /// What is picked here, for the name of the button: "Agent", "Branch".
    #[prop(into)]
    label: Signal<String>,
    /// The name of what is picked now.
    #[prop(into)]
    current: Signal<String>,
    /// What can be picked; called when the list opens.
    choices: impl Fn() -> Vec<Choice> + Send + Sync + 'static,
    #[prop(into)] on_pick: Callback<String>,
    #[prop(default = "picker")] class: &'static str,
    /// An icon before the name.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// What stands below the list, such as a button that creates one more.
    #[prop(optional, into)]
    footer: ViewFn,
    /// Called when the list opens, to update the choices.
    #[prop(optional, into)]
    on_open: Option<Callback<()>>,
) -> impl IntoView {
    let id = next_id("picker");
    let list_id = format!("{id}-list");
    let button = NodeRef::<html::Button>::new();
    let panel = NodeRef::<html::Div>::new();
    let input = NodeRef::<html::Input>::new();
    let is_open = RwSignal::new(false);
    let query = RwSignal::new(String::new());
    let place = RwSignal::new(0_usize);
    let choices = StoredValue::new(Box::new(choices) as Box<dyn Fn() -> Vec<Choice> + Send + Sync>);
    let found = Memo::new(move |_| {
        if !is_open.get() {
            return Vec::new();
        }
        let search = Search::new(&query.read(), &BrowserLetters);
        let mut all = choices.with_value(|choices| choices());
        all.retain(|choice| search.matches([&*choice.text, &*choice.hint], &BrowserLetters));
        all
    });

    let open = move || {
        query.set(String::new());
        is_open.set(true);
        if let Some(on_open) = on_open {
            on_open.run(());
        }
        let start = found.read_untracked().iter().position(|choice| choice.is_current);
        place.set(start.unwrap_or(0));
        overlay::after_drawing(move || {
            if let (Some(panel), Some(button)) =
                (panel.try_get_untracked().flatten(), button.try_get_untracked().flatten())
            {
                overlay::show_beside(&panel, &button);
            }
            if let Some(input) = input.try_get_untracked().flatten() {
                let _ = input.focus();
            }
        });
    };
    let close = move |give_back: bool| {
        if let Some(panel) = panel.get_untracked() {
            overlay::hide(&panel);
        }
        is_open.set(false);
        if let Some(button) = button.get_untracked().filter(|_| give_back) {
            let _ = button.focus();
        }
    };
    let pick = move |key: String| {
        close(true);
        on_pick.run(key);
    };
    let item_id = {
        let id = id.clone();
        move |index: usize| format!("{id}-{index}")
    };
    let item_id = StoredValue::new(item_id);
    let reveal = move || {
        let id = item_id.with_value(|id| id(place.get_untracked()));
        overlay::after_drawing(move || focus::reveal(&format!("#{id}")));
    };
    let on_key = move |event: Key| {
        let count = found.read_untracked().len();
        match event.key().as_str() {
            "ArrowDown" if count > 0 => place.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => place.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                let chosen = found.read_untracked().get(place.get_untracked()).cloned();
                if let Some(choice) = chosen {
                    pick(choice.key);
                }
            }
            "Escape" => close(true),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
        reveal();
    };
    view! {
        <button
            type="button"
            class=class
            node_ref=button
            aria-haspopup="listbox"
            aria-expanded=move || is_open.get().to_string()
            aria-label=move || format!("{}: {}", label.get(), isolated(&current.get()))
            title=move || format!("{}: {}", label.get(), isolated(&current.get()))
            on:click=handler(move |_| if is_open.get_untracked() { close(true) } else { open() })
        >
            {glyph.map(|glyph| view! { <Icon glyph=glyph /> })}
            <span class="picker__current" dir="auto">{current}</span>
            <Icon glyph=Glyph::ChevronDown />
        </button>
        <div
            class="picker-panel"
            popover="auto"
            node_ref=panel
            on:toggle=handler(move |_| {
                if panel.get_untracked().is_some_and(|panel| !panel.matches(":popover-open").unwrap_or(false)) {
                    is_open.set(false);
                }
            })
        >
            <div class="picker-panel__search">
                <Icon glyph=Glyph::Search />
                <input
                    class="picker-panel__input"
                    node_ref=input
                    role="combobox"
                    aria-expanded="true"
                    aria-autocomplete="list"
                    aria-label=move || format!("Search: {}", label.get())
                    aria-controls=list_id.clone()
                    aria-activedescendant=move || item_id.with_value(|id| id(place.get()))
                    placeholder="Search"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=query
                    on:input:target=move |event| {
                        query.set(event.target().value());
                        place.set(0);
                    }
                    on:keydown=keys(on_key)
                />
            </div>
            <div class="picker-panel__list" id=list_id role="listbox" aria-label=label>
                {move || {
                    let found = found.get();
                    if found.is_empty() {
                        return view! { <p class="picker-panel__none">"Nothing matches."</p> }.into_any();
                    }
                    let mut group = String::new();
                    found
                        .into_iter()
                        .enumerate()
                        .map(|(index, choice)| {
                            let heading = (choice.group != group && !choice.group.is_empty()).then(|| {
                                view! {
                                    <p class="picker-panel__group" role="presentation">
                                        {choice.group.clone()}
                                    </p>
                                }
                            });
                            group.clone_from(&choice.group);
                            let key = choice.key.clone();
                            view! {
                                {heading}
                                <div
                                    class="picker-panel__item"
                                    class:picker-panel__item--at=move || place.get() == index
                                    id=item_id.with_value(|id| id(index))
                                    role="option"
                                    aria-selected=choice.is_current.to_string()
                                    on:click=handler(move |_| pick(key.clone()))
                                    on:mousemove=handler(move |_| place.set(index))
                                >
                                    <span class="picker-panel__mark">
                                        {choice.is_current.then(|| view! { <Icon glyph=Glyph::Check /> })}
                                    </span>
                                    <span class="picker-panel__text" dir="auto">{choice.text}</span>
                                    <span class="picker-panel__hint">{choice.hint}</span>
                                </div>
                            }
                        })
                        .collect_view()
                        .into_any()
                }}
            </div>
            {footer.run()}
        </div>
    }
}
