//! The link to what is shown: opening what a link names, and keeping the address up to date.

use diff::{ChangeId, Mode};
use leptos::prelude::*;

use super::context::{CompareContext, comparison_now};
use crate::browser::history;
use crate::route::{Page, Route, href};
use crate::state::side::Side;
use crate::state::unpublished::encode;

/// Opens the change a link names, keeps the place when other contents are compared, and has
/// the address follow what is seen.
pub(super) fn synchronize(context: CompareContext) {
    let notices = context.branch.studio.notices;
    for name in ["old", "new"] {
        let value = untrack(|| context.branch.studio.query_value(name));
        if let Some(key) = value.filter(|key| Side::parse(key).is_none()) {
            notices.problem(
                format!("The {name} side of this link was not understood: “{key}”"),
                "The default is shown instead: choose that side yourself.",
            );
        }
    }
    let place = StoredValue::new(None::<(ChangeId, usize)>);
    Effect::new(move |_| {
        let Some(comparison) = context.diff.comparison.get() else { return };
        let wanted = context.address.start.try_update_value(|start| start.change.take()).flatten();
        let found = wanted.as_ref().and_then(|id| comparison.0.find(id));
        if wanted.is_some() && found.is_none() {
            notices.info("The change this link leads to does not exist in this comparison");
        }
        if let Some(change) = found {
            context.diff.go_to(change);
        } else if let Some((id, index)) = place.get_value() {
            context.diff.return_to(&id, index);
        } else {
            context.diff.current.set(None);
        }
    });
    Effect::new(move |_| {
        // Only a step changes the place: the comparison itself is not tracked.
        let Some(index) = context.diff.current.get() else { return };
        let id = comparison_now(context).and_then(|all| Some(all.0.changes.get(index)?.id.clone()));
        if let Some(id) = id {
            place.set_value(Some((id, index)));
        }
    });
    Effect::new(move |is_first: Option<()>| {
        let link = link(context);
        // A step within a comparison is no step back: the entry of the history is replaced.
        if is_first.is_some() {
            history::replace(&href(&link));
        }
    });
}

/// The address of what is seen now.
pub(super) fn link(context: CompareContext) -> String {
    link_to(context, &context.address.old.get(), &context.address.new.get())
}

/// The same place in the comparison of two sides.
pub(super) fn link_to(context: CompareContext, old: &Side, new: &Side) -> String {
    let mut link = format!(
        "{}?old={}&new={}",
        Route::Agent(context.branch.at(), Page::Compare).path(),
        encode(&old.key()),
        encode(&new.key()),
    );
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            link.push_str(&format!("&{name}={}", encode(value)));
        }
    };
    add("view", key_of(context.diff.wanted.get()));
    if context.ignores_whitespace.get() {
        add("whitespace", "ignored");
    }
    context.diff.view.with(|view| {
        let filter = &view.filter;
        let sections = filter.sections.iter().map(|section| section.key());
        let only = sections.chain(filter.kinds.iter().map(|kind| kind.label()));
        add("only", &only.collect::<Vec<_>>().join(","));
        add("filter", &filter.text);
    });
    // A link shows its change, so a change that the filter hides is not linked.
    let current = context.diff.with_current(|_, change| change.id.clone());
    if let Some(change) = current.filter(|_| context.diff.position().0.is_some()) {
        add("change", change.as_str());
    }
    link
}

/// The default goes without saying.
fn key_of(mode: Mode) -> &'static str {
    match mode {
        Mode::SideBySide => "",
        Mode::Unified => "unified",
        Mode::Reading => "reading",
    }
}
