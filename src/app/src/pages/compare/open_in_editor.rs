//! From a changed item to the page on which it is edited.

use diff::{ItemDiff, Presence};
use leptos::prelude::*;
use model::{BranchId, BranchRef, Section, TopicId};

use super::context::CompareContext;
use crate::parts::icon::Glyph;
use crate::parts::menu::Entry;
use crate::route::{Page, Route, TopicPlace};
use crate::state::side::Side;

/// The menu entry that opens the editor of an item, and a line below it; nothing where the studio
/// has no editor for it.
pub(super) fn entries(context: CompareContext, item: usize) -> Vec<Entry> {
    let Some(all) = super::context::comparison_now(context) else { return Vec::new() };
    let (side, branch) =
        edited_side(&context.address.old.get_untracked(), &context.address.new.get_untracked());
    let (place, problem) = match editor(all.0.section_of(item), &all.0.items[item], side) {
        Ok(None) => return Vec::new(),
        Ok(Some(place)) => (place, None),
        Err(problem) => (Page::Topics(TopicPlace::List), Some(problem)),
    };
    let route = Route::Agent(BranchRef { agent: context.branch.at().agent, branch }, place);
    let studio = context.branch.studio;
    let open = Entry::action(Glyph::Pencil, "Open in editor", move || studio.go(&route));
    vec![open.blocked_by(problem), Entry::Separator]
}

/// The same for the item of the current change.
pub(super) fn entries_of_current(context: CompareContext) -> Vec<Entry> {
    let item = untrack(|| context.diff.with_current(|_, change| change.item));
    item.map(|item| entries(context, item)).unwrap_or_default()
}

/// The side whose content can be edited, if one is a branch, and the branch to edit it on.
fn edited_side(old: &Side, new: &Side) -> (Option<Presence>, BranchId) {
    match (old, new) {
        (_, Side::Branch(id)) => (Some(Presence::New), id.clone()),
        (Side::Branch(id), _) => (Some(Presence::Old), id.clone()),
        _ => (None, BranchId::main()),
    }
}

/// The page on which an item is edited, as `side` knows it; or why it cannot be opened there.
fn editor(
    section: Section,
    item: &ItemDiff,
    side: Option<Presence>,
) -> Result<Option<Page>, &'static str> {
    match section {
        Section::Behavior => Ok(Some(Page::Behavior)),
        Section::Variants => Ok(Some(Page::Variants)),
        Section::Topics if item.noun == "Topic" => {
            let known = match side {
                Some(Presence::Old) => item.old.as_ref(),
                Some(Presence::New) => item.new.as_ref(),
                _ => item.new.as_ref().or(item.old.as_ref()),
            };
            let topic = known.ok_or("The topic is not on this branch")?;
            Ok(Some(Page::Topics(TopicPlace::Open(TopicId::new(topic.id.clone())))))
        }
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use diff::ItemSide;

    use super::*;

    fn item(noun: &str, old: Option<&str>, new: Option<&str>) -> ItemDiff {
        let side = |id: &str| ItemSide { id: id.to_owned(), ..ItemSide::default() };
        ItemDiff {
            key: String::new(),
            noun: noun.to_owned(),
            path: String::new(),
            presence: Presence::Both,
            old: old.map(side),
            new: new.map(side),
            parent: None,
            depth: 0,
            fields: Vec::new(),
            changes: 0..0,
            fingerprint: 0,
        }
    }

    #[test]
    fn a_topic_opens_under_the_identifier_of_the_branch_that_is_compared() {
        let open = |id: &str| Ok(Some(Page::Topics(TopicPlace::Open(id.into()))));
        let both = item("Topic", Some("T-1"), Some("T-2"));
        assert_eq!(editor(Section::Topics, &both, Some(Presence::Old)), open("T-1"));
        assert_eq!(editor(Section::Topics, &both, Some(Presence::New)), open("T-2"));
        let removed = item("Topic", Some("T-1"), None);
        assert!(editor(Section::Topics, &removed, Some(Presence::New)).is_err());
        assert_eq!(editor(Section::Topics, &removed, None), open("T-1"));
    }

    #[test]
    fn what_the_studio_does_not_edit_has_no_editor() {
        let function = item("Function", None, Some("F-1"));
        assert_eq!(editor(Section::Functions, &function, None), Ok(None));
        let behavior = item("Behavior", Some(""), Some(""));
        assert_eq!(editor(Section::Behavior, &behavior, None), Ok(Some(Page::Behavior)));
        assert_eq!(editor(Section::Variants, &behavior, None), Ok(Some(Page::Variants)));
    }

    #[test]
    fn a_branch_is_edited_if_one_is_compared_and_main_otherwise() {
        let (branch, live) = (Side::Branch("B-1".into()), Side::Active(model::Environment::Live));
        assert_eq!(edited_side(&live, &branch), (Some(Presence::New), "B-1".into()));
        assert_eq!(edited_side(&branch, &live), (Some(Presence::Old), "B-1".into()));
        assert_eq!(edited_side(&live, &Side::Nothing), (None, BranchId::main()));
    }
}
