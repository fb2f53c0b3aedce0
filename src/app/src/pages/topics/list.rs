//! The list of topics: search, filter, order, and what can be done with several at once.

use std::collections::BTreeSet;

use leptos::prelude::*;
use model::{Letters, Names, Search, Topic, TopicId};

use super::bulk::BulkBar;
use crate::browser::focus;
use crate::browser::keyboard::Key;
use crate::browser::text::BrowserLetters;
use crate::parts::handler::keys;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::loaded::NoMatch;
use crate::parts::virtual_list::VirtualList;
use crate::route::{TopicPlace, href};
use crate::state::branch::{BranchState, use_branch};
use crate::state::in_address::{in_address, text_in_address};
use crate::state::order::by_text;
use crate::state::topics::{address, open};
use crate::text::isolated;

/// The height of a row: two lines of text, and a target large enough for a finger.
const ROW: f64 = 48.0;

/// Which topics are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    All,
    Active,
    Inactive,
    Unsaved,
}

impl Filter {
    const ALL: [(Self, &'static str); 4] = [
        (Self::All, "All topics"),
        (Self::Active, "Active"),
        (Self::Inactive, "Inactive"),
        (Self::Unsaved, "Unsaved"),
    ];

    /// The name in the address; none for all of them.
    fn key(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Active => "active",
            Self::Inactive => "inactive",
            Self::Unsaved => "unsaved",
        }
    }

    fn from_key(key: &str) -> Self {
        Self::ALL.map(|one| one.0).into_iter().find(|one| one.key() == key).unwrap_or(Self::All)
    }
}

/// In which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// As the API lists them.
    Api,
    Name,
    /// The longest content first.
    Length,
}

impl Order {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Api, "As in the API"), (Self::Name, "By name"), (Self::Length, "Longest first")];

    /// The name in the address; none for the order of the API.
    fn key(self) -> &'static str {
        match self {
            Self::Api => "",
            Self::Name => "name",
            Self::Length => "length",
        }
    }

    fn from_key(key: &str) -> Self {
        Self::ALL.map(|one| one.0).into_iter().find(|one| one.key() == key).unwrap_or(Self::Api)
    }
}

/// The list with its tools.
#[component]
pub(super) fn TopicList(place: Memo<TopicPlace>) -> impl IntoView {
    let state = use_branch();
    let studio = state.studio;
    let query = text_in_address(studio, "search");
    let filter = in_address(studio, "filter", Filter::from_key, |one| one.key().to_owned());
    let order = in_address(studio, "order", Order::from_key, |one| one.key().to_owned());
    let selected = RwSignal::new(BTreeSet::<TopicId>::new());
    let ticked_last = StoredValue::new(None::<TopicId>);
    let found = Memo::new(move |_| {
        let drafts = state.drafts.topics.read();
        state
            .resources
            .topics
            .with(|topics| {
                let search = Search::new(&query.read(), &BrowserLetters);
                let found: Vec<Topic> = topics
                    .iter()
                    .filter(|topic| match filter.get() {
                        Filter::All => true,
                        Filter::Active => topic.is_active,
                        Filter::Inactive => !topic.is_active,
                        Filter::Unsaved => drafts.contains_key(&topic.id),
                    })
                    .filter(|topic| matches(topic, &search, &state.names.read(), &BrowserLetters))
                    .cloned()
                    .collect();
                match order.get() {
                    Order::Api => found,
                    Order::Name => by_text(found, |topic| topic.name.to_lowercase()),
                    Order::Length => {
                        by_text(found, |topic| format!("{:020}", usize::MAX - topic.content.len()))
                    }
                }
            })
            .unwrap_or_default()
    });
    let here = Memo::new(move |_| match place.get() {
        TopicPlace::Open(id) => found.read().iter().position(|topic| topic.id == id),
        _ => None,
    });
    let walk = move |event: Key| {
        let count = found.read_untracked().len();
        let next = match (event.key().as_str(), here.get_untracked()) {
            ("ArrowDown", None) if count > 0 => 0,
            ("ArrowDown", Some(at)) if at + 1 < count => at + 1,
            ("ArrowUp", Some(at)) if at > 0 => at - 1,
            ("Enter", Some(_)) => {
                event.prevent_default();
                focus::focus("#topic-name");
                return;
            }
            _ => return,
        };
        event.prevent_default();
        let topic = found.read_untracked()[next].id.clone();
        open(state, TopicPlace::Open(topic));
    };
    let tick = Callback::new(move |(topic, is_on, is_range): (TopicId, bool, bool)| {
        let from = ticked_last.get_value().filter(|_| is_range);
        let range = found.with_untracked(|found| between(found, from.as_ref(), &topic));
        selected.update(|selected| match is_on {
            true => selected.extend(range),
            false => selected.retain(|one| !range.contains(one)),
        });
        ticked_last.set_value(Some(topic));
    });
    let is_selected_all = Memo::new(move |_| {
        let found = found.read();
        !found.is_empty() && found.iter().all(|topic| selected.read().contains(&topic.id))
    });
    view! {
        <div class="list-tools">
            <label class="search search--wide">
                <Icon glyph=Glyph::Search />
                <input
                    class="search__input"
                    id="topic-search"
                    type="search"
                    aria-label="Search topics"
                    placeholder="Search names, content, queries"
                    prop:value=query
                    on:input:target=move |event| query.set(event.target().value())
                    on:keydown=keys(walk)
                />
            </label>
            <div class="list-tools__row">
                <input
                    type="checkbox"
                    class="list-tools__all"
                    aria-label="Select all topics in the list"
                    prop:checked=is_selected_all
                    on:change:target=move |event| {
                        let mut all = BTreeSet::new();
                        if event.target().checked() {
                            all.extend(found.read_untracked().iter().map(|topic| topic.id.clone()));
                        }
                        selected.set(all);
                    }
                />
                <Select label="Filter" options=Filter::ALL.to_vec() value=filter />
                <Select label="Order" options=Order::ALL.to_vec() value=order />
                <span class="quiet list-tools__count" role="status">
                    {move || {
                        let total = state.resources.topics.with(Vec::len).unwrap_or_default();
                        let shown = found.read().len();
                        if shown == total { format!("{total}") } else { format!("{shown} of {total}") }
                    }}
                </span>
            </div>
        </div>
        <Show when=move || !selected.read().is_empty()>
            <BulkBar selected=selected place=place />
        </Show>
        <div class="split__rows" on:keydown=keys(walk)>
            <VirtualList
                count=Signal::derive(move || found.read().len())
                row_height=ROW
                label="Topics"
                reveal=here
                key=move |index| found.with(|found| found.get(index).cloned())
                row=move |index| match found.with_untracked(|found| found.get(index).cloned()) {
                    Some(topic) => topic_row(state, topic, place, selected, tick),
                    None => ().into_any(),
                }
            />
            <Show when=move || found.read().is_empty()>
                <NoMatch
                    text="No topic matches."
                    action="Show all"
                    on_show=move |()| {
                        query.set(String::new());
                        filter.set(Filter::All);
                    }
                />
            </Show>
        </div>
    }
}

fn topic_row(
    state: BranchState,
    topic: Topic,
    place: Memo<TopicPlace>,
    selected: RwSignal<BTreeSet<TopicId>>,
    tick: Callback<(TopicId, bool, bool)>,
) -> AnyView {
    let id = StoredValue::new(topic.id.clone());
    let is_here = Memo::new(
        move |_| matches!(place.get(), TopicPlace::Open(open) if id.with_value(|id| *id == open)),
    );
    let is_unsaved =
        Memo::new(move |_| id.with_value(|id| state.drafts.topics.read().contains_key(id)));
    let is_selected = Memo::new(move |_| id.with_value(|id| selected.read().contains(id)));
    let content = topic.content.clone();
    let start = move || -> String {
        let shown = state.names.with(|names| names.displayed(&content));
        shown.split_whitespace().take(16).collect::<Vec<_>>().join(" ")
    };
    view! {
        <div class="topic-row" class:topic-row--here=is_here class:topic-row--inactive=!topic.is_active>
            <input
                type="checkbox"
                class="topic-row__select"
                aria-label=format!("Select {}", isolated(&topic.name))
                prop:checked=is_selected
                // A click, and not a change: only it knows whether Shift is held.
                on:click:target=move |event| {
                    tick.run((id.get_value(), event.target().checked(), event.shift_key()));
                }
            />
            <a
                class="topic-row__link"
                href=move || href(&address(state, TopicPlace::Open(id.get_value())))
                aria-current=move || is_here.get().then_some("true")
            >
                <span class="topic-row__name">
                    <bdi>{topic.name.clone()}</bdi>
                    {move || is_unsaved.get().then(|| view! { <span class="unsaved">"Unsaved"</span> })}
                    {(!topic.is_active).then(|| view! { <span class="tag">"Inactive"</span> })}
                </span>
                <span class="topic-row__start" dir="auto">{start}</span>
            </a>
        </div>
    }
    .into_any()
}

/// The topics from one to another as they are listed; only the latter if the former is not.
fn between(listed: &[Topic], from: Option<&TopicId>, to: &TopicId) -> Vec<TopicId> {
    let place = |id: &TopicId| listed.iter().position(|topic| topic.id == *id);
    match (from.and_then(place), place(to)) {
        (Some(from), Some(to)) => {
            listed[from.min(to)..=from.max(to)].iter().map(|topic| topic.id.clone()).collect()
        }
        _ => vec![to.clone()],
    }
}

/// Whether every word stands somewhere in a topic.
fn matches(topic: &Topic, search: &Search, names: &Names, letters: &dyn Letters) -> bool {
    let texts = [&topic.name, &topic.content, &topic.actions].into_iter();
    let texts: Vec<&str> = texts.chain(&topic.example_queries).map(String::as_str).collect();
    // What a text refers to is found by its name and by its identifier.
    let refers = texts.iter().filter(|text| text.contains("{{"));
    let named: Vec<String> = refers.map(|text| names.displayed(text)).collect();
    search.matches(texts.into_iter().chain(named.iter().map(String::as_str)), letters)
}

/// One of a few, chosen from a small menu of the browser's own.
#[component]
fn Select<T: Copy + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    options: Vec<(T, &'static str)>,
    value: RwSignal<T>,
) -> impl IntoView {
    let values: Vec<T> = options.iter().map(|(value, _)| *value).collect();
    view! {
        <select
            class="select"
            aria-label=label
            on:change:target=move |event| {
                let chosen = event.target().value().parse::<usize>().ok();
                if let Some(chosen) = chosen.and_then(|index| values.get(index)) {
                    value.set(*chosen);
                }
            }
        >
            {options
                .into_iter()
                .enumerate()
                .map(|(index, (option, name))| view! {
                    <option value=index selected=move || value.get() == option>{name}</option>
                })
                .collect_view()}
        </select>
    }
}

#[cfg(test)]
mod tests {
    use model::{NamedItem, ReferenceKind};

    use super::*;
    use crate::text::test_letters::Typed;

    #[test]
    fn a_range_goes_both_ways_and_needs_a_beginning_that_is_listed() {
        let topic = |id: &str| Topic { id: id.into(), ..Topic::default() };
        let listed = ["a", "b", "c", "d"].map(topic);
        let range = |from: Option<&str>, to: &str| {
            let from = from.map(TopicId::from);
            let ids = between(&listed, from.as_ref(), &to.into());
            ids.iter().map(TopicId::as_str).collect::<String>()
        };
        assert_eq!(range(Some("b"), "d"), "bcd");
        assert_eq!(range(Some("c"), "a"), "abc");
        assert_eq!(range(Some("gone"), "c"), "c");
        assert_eq!(range(None, "c"), "c");
    }

    #[test]
    fn filters_and_orders_come_back_from_the_address() {
        for (filter, _) in Filter::ALL {
            assert_eq!(Filter::from_key(filter.key()), filter);
        }
        for (order, _) in Order::ALL {
            assert_eq!(Order::from_key(order.key()), order);
        }
        assert_eq!(Filter::from_key("nonsense"), Filter::All);
    }

    #[test]
    fn a_topic_is_found_by_the_name_and_the_identifier_of_what_it_refers_to() {
        let desk = NamedItem {
            kind: ReferenceKind::Handoff,
            id: "HANDOFF-1".into(),
            name: "Duty manager".into(),
            detail: String::new(),
            exists: true,
        };
        let names = Names::new(vec![desk], &[]);
        let topic = Topic { actions: "Ask {{ho:HANDOFF-1}}.".into(), ..Topic::default() };
        for word in ["duty", "manager", "handoff-1"] {
            assert!(matches(&topic, &Search::new(word, &Typed), &names, &Typed), "{word}");
        }
        let duty = Search::new("duty", &Typed);
        assert!(!matches(&topic, &duty, &Names::default(), &Typed));
    }

    #[test]
    fn every_word_of_a_search_has_to_stand_somewhere() {
        let topic = Topic {
            name: "Parking".into(),
            content: "There are forty spaces.".into(),
            example_queries: vec!["Where do I park?".into()],
            ..Topic::default()
        };
        let names = Names::default();
        let finds = |query: &str| matches(&topic, &Search::new(query, &Typed), &names, &Typed);
        assert!(finds("parking forty"));
        assert!(finds("where"));
        assert!(!finds("parking fifty"));
        assert!(finds(""));
    }
}
