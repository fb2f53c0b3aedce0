//! What a release breaks: texts in which a reference would stand for nothing.

use leptos::prelude::*;
use model::{BranchRef, BrokenReference, Section, Snapshot, brought_broken_references};

use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::route::{Page, Route, TopicPlace, href};
use crate::state::loader::Loader;
use crate::state::pending::Pending;
use crate::text::{count, isolated};

/// The most that are listed.
const MOST: usize = 5;

/// Names the broken references that the new side brings, with links to their texts.
#[component]
pub(crate) fn BrokenReferences(
    pending: Loader<Pending>,
    /// Where the texts are edited.
    at: BranchRef,
    /// Called before the person goes there.
    #[prop(into)]
    on_leave: Callback<()>,
) -> impl IntoView {
    let at = StoredValue::new(at);
    let broken = Memo::new(move |_| {
        let found = pending.with(|sides| {
            let broken = brought_broken_references(&sides.old, &sides.new);
            told(&broken, &sides.new)
        });
        found.unwrap_or_default()
    });
    move || list(broken.get(), at, on_leave)
}

/// The same for broken references that are known, of texts that `content` has.
pub(super) fn of(
    broken: &[BrokenReference],
    content: &Snapshot,
    at: BranchRef,
    on_leave: Callback<()>,
) -> AnyView {
    list(told(broken, content), StoredValue::new(at), on_leave)
}

/// A broken reference: its text in words, the page of that, and what it should stand for.
type Told = (String, Option<Page>, String);

fn list(broken: Vec<Told>, at: StoredValue<BranchRef>, on_leave: Callback<()>) -> AnyView {
    if broken.is_empty() {
        return ().into_any();
    }
    let more = broken.len().saturating_sub(MOST);
    let items = broken.iter().take(MOST).map(|(place, page, reference)| {
        let place = match page {
            Some(page) => {
                let route = Route::Agent(at.get_value(), page.clone());
                view! {
                    <a href=href(&route.path()) on:click=handler(move |_| on_leave.run(()))>
                        {place.clone()}
                    </a>
                }
                .into_any()
            }
            None => place.clone().into_any(),
        };
        view! { <li>{place} ": " <b>{reference.clone()}</b> " does not exist"</li> }
    });
    view! {
        <div class="warning" role="status">
            <Icon glyph=Glyph::Alert />
            <div>
                <p>{count(broken.len(), "broken reference")} " would be released:"</p>
                <ul class="warning__list">
                    {items.collect_view()}
                    {(more > 0).then(|| view! { <li>"and " {more} " more"</li> })}
                </ul>
            </div>
        </div>
    }
    .into_any()
}

fn told(broken: &[BrokenReference], content: &Snapshot) -> Vec<Told> {
    let told = |one: &BrokenReference| (place_of(one, content), page_of(one), one.display.clone());
    broken.iter().map(told).collect()
}

/// The page on which a text is edited.
fn page_of(broken: &BrokenReference) -> Option<Page> {
    match broken.place.section {
        Section::Behavior => Some(Page::Behavior),
        Section::Topics => {
            let topic = broken.place.ids.first()?.as_str();
            Some(Page::Topics(TopicPlace::Open(topic.into())))
        }
        Section::Variants => Some(Page::Variants),
        _ => None,
    }
}

/// A text in words: "Knowledge topics, “Bar”, actions".
fn place_of(broken: &BrokenReference, content: &Snapshot) -> String {
    let place = &broken.place;
    let mut words = vec![place.section.label().to_owned()];
    if place.section == Section::Variants {
        let (variants, attributes) = (content.variants(), content.attributes());
        let variant =
            variants.into_iter().find(|one| place.ids.iter().any(|id| id == one.id.as_str()));
        words.extend(variant.map(|one| quoted(&one.name)));
        let attribute = attributes.into_iter().find(|one| one.id.as_str() == place.field);
        words.extend(attribute.map(|one| one.name));
        return words.join(", ");
    }
    words.extend(place.names.iter().map(|name| quoted(name)));
    if place.section == Section::Topics {
        words.push(place.field.clone());
    }
    words.join(", ")
}

fn quoted(name: &str) -> String {
    format!("“{}”", isolated(name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_broken_reference_names_its_text_and_leads_to_it() {
        let old = Snapshot::from_projection(json!({}));
        let new = Snapshot::from_projection(json!({
            "agentSettings": { "rules": { "behaviour": "{{ho:gone}}" } },
            "knowledgeBase": { "topics": { "entities": { "T": {
                "name": "Bar", "actions": "{{ho:gone}}",
            } } } },
            "handoff": { "handoffs": { "entities": {} } },
        }));
        let found = told(&brought_broken_references(&old, &new), &new);
        assert_eq!(found[0], ("Behavior".to_owned(), Some(Page::Behavior), "→ gone".to_owned()));
        let topic = Page::Topics(TopicPlace::Open("T".into()));
        let place = "Knowledge topics, “Bar”, actions";
        assert_eq!(found[1], (place.to_owned(), Some(topic), "→ gone".to_owned()));
    }
}
