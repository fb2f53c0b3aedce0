//! What was deployed between both sides: who, when, with which message.

use leptos::prelude::*;
use model::{Deployment, Timeline};

use super::context::CompareContext;
use crate::parts::small::Time;
use crate::state::side::Side;
use crate::text::count;

/// The versions between both sides, where the history knows them.
#[component]
pub(super) fn Between(context: CompareContext) -> impl IntoView {
    move || {
        let (old, new) = (context.address.old.get(), context.address.new.get());
        let versions = context
            .branch
            .timeline
            .with(|timeline| between(timeline, &old, &new))
            .unwrap_or_default();
        (!versions.is_empty()).then(|| {
            let rows: Vec<AnyView> = versions
                .iter()
                .map(|one| {
                    view! {
                        <li class="between__row">
                            <code>{one.version.short().to_owned()}</code>
                            <span class="between__message">{one.title().to_owned()}</span>
                            <span class="quiet">{one.created_by.clone()}</span>
                            <span class="quiet"><Time at=one.created_at /></span>
                        </li>
                    }
                    .into_any()
                })
                .collect();
            view! {
                <details class="between">
                    <summary>
                        {count(versions.len(), "version")} " between: "
                        {people(&versions)}
                    </summary>
                    <ol class="between__rows">{rows}</ol>
                </details>
            }
        })
    }
}

/// The versions that were published after the older side up to the newer one, newest first.
fn between(timeline: &Timeline, old: &Side, new: &Side) -> Vec<Deployment> {
    // A draft follows on what was published last; other branches and files have no place in time.
    let place = |side: &Side| match side {
        Side::Branch(id) if id.is_main() => Some(0),
        side => {
            let version = &side.deployment(timeline)?.version;
            timeline.published().iter().position(|one| one.version == *version)
        }
    };
    let (Some(old), Some(new)) = (place(old), place(new)) else { return Vec::new() };
    let (newer, older) = if old > new { (new, old) } else { (old, new) };
    timeline.published()[newer..older].iter().map(|one| (*one).clone()).collect()
}

/// Who published them, each once.
fn people(versions: &[Deployment]) -> String {
    let mut people: Vec<&str> = Vec::new();
    for version in versions {
        if !people.contains(&version.created_by.as_str()) {
            people.push(&version.created_by);
        }
    }
    people.join(", ")
}
