//! Cases and properties of unsaved edits.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use super::*;
use crate::topic::{Topic, TopicField};

fn edit(base: &str, mine: &str) -> Edit<String> {
    Edit { base: base.to_owned(), mine: mine.to_owned() }
}

fn stored(text: &str) -> String {
    text.to_owned()
}

fn topic() -> Topic {
    Topic { id: "T-1".into(), name: "Hours".to_owned(), ..Topic::default() }
}

#[test]
fn a_text_that_nobody_else_changed_is_saved() {
    let check = edit("a", "b").check(Some(&stored("a")));
    assert_eq!(check, SaveCheck::Save { fields: vec![()], value: stored("b") });
}

#[test]
fn an_edit_that_is_stored_already_needs_no_save() {
    assert_eq!(edit("a", "b").check(Some(&stored("b"))), SaveCheck::Nothing);
}

#[test]
fn an_edit_that_changes_nothing_needs_no_save_whatever_is_stored() {
    assert_eq!(edit("a", "a").check(Some(&stored("a"))), SaveCheck::Nothing);
    assert_eq!(edit("a", "a").check(Some(&stored("b"))), SaveCheck::Nothing);
}

#[test]
fn a_text_that_both_changed_is_a_conflict() {
    let check = edit("a", "mine").check(Some(&stored("theirs")));
    assert_eq!(check, SaveCheck::Conflict { fields: vec![()], theirs: stored("theirs") });
}

#[test]
fn what_was_deleted_is_neither_saved_nor_a_conflict() {
    assert_eq!(edit("a", "b").check(None), SaveCheck::Deleted);
    assert_eq!(edit("a", "a").check(None), SaveCheck::Deleted);
}

#[test]
fn a_text_that_both_changed_is_saved_as_it_was_settled() {
    let settled = |text: &'static str| {
        edit("a", "mine").check_resolved(Some(&stored("theirs")), |(), _| Some(text.to_owned()))
    };
    assert_eq!(settled("both"), SaveCheck::Save { fields: vec![()], value: stored("both") });
    assert_eq!(settled("theirs"), SaveCheck::Nothing);
}

#[test]
fn what_was_typed_during_a_save_begins_where_the_save_ended() {
    let since = edit("a", "sent").since_save(&stored("sent, typed"), &stored("sent"), &[]);
    assert_eq!(since, Some(edit("sent", "sent, typed")));
    assert_eq!(edit("a", "sent").since_save(&stored("sent"), &stored("sent"), &[]), None);
}

#[test]
fn what_was_typed_during_a_save_that_took_in_theirs_does_not_replace_theirs() {
    let stored = stored("theirs, sent");
    let since = edit("a", "sent").since_save(&"sent, typed".to_owned(), &stored, &[()]);
    assert_eq!(since, Some(edit("sent", "sent, typed")));
    let check = since.unwrap().check(Some(&stored));
    assert!(matches!(check, SaveCheck::Conflict { .. }), "the two are brought together again");
}

#[test]
fn what_was_typed_during_a_save_does_not_replace_what_others_wrote_in_that_field() {
    let sent = Edit { base: topic(), mine: Topic { content: "sent".into(), ..topic() } };
    let stored = Topic { name: "Theirs".into(), ..sent.mine.clone() };
    let typed = Topic { name: "Mine".into(), ..sent.mine.clone() };
    let since = sent.since_save(&typed, &stored, &[]).unwrap();
    let check = since.check(Some(&stored));
    assert_eq!(check, SaveCheck::Conflict { fields: vec![TopicField::Name], theirs: stored });
}

#[test]
fn a_conflict_names_only_the_fields_that_both_changed_to_different_values() {
    let mine = Topic { name: "A".into(), content: "x".into(), actions: "mine".into(), ..topic() };
    let theirs = Topic { name: "B".into(), content: "x".into(), is_active: true, ..topic() };
    let check = Edit { base: topic(), mine }.check(Some(&theirs));
    assert_eq!(check, SaveCheck::Conflict { fields: vec![TopicField::Name], theirs });
}

#[test]
fn changes_of_others_in_other_fields_stay() {
    let mine = Topic { content: "mine".into(), ..topic() };
    let theirs = Topic { name: "Theirs".into(), ..topic() };
    let SaveCheck::Save { fields, value } = (Edit { base: topic(), mine }).check(Some(&theirs))
    else {
        panic!("nobody else changed the content")
    };
    assert_eq!(fields, [TopicField::Content]);
    assert_eq!(value, Topic { content: "mine".into(), ..theirs });
}

#[test]
fn a_person_decides_a_conflict_field_by_field() {
    let mine = Topic { name: "My name".into(), content: "my content".into(), ..topic() };
    let theirs = Topic { name: "Their name".into(), content: "their content".into(), ..topic() };
    let edit = Edit { base: topic(), mine: mine.clone() };
    let keep_my_name = |field: &TopicField, sides: Sides<'_, Topic>| match field {
        TopicField::Name => Some(sides.mine.clone()),
        _ => Some(sides.theirs.clone()),
    };
    let value = Topic { name: mine.name, ..theirs.clone() };
    let expected = SaveCheck::Save { fields: vec![TopicField::Name], value };
    assert_eq!(edit.check_resolved(Some(&theirs), keep_my_name), expected);

    let only_the_name = |field: &TopicField, sides: Sides<'_, Topic>| {
        (*field == TopicField::Name).then(|| sides.mine.clone())
    };
    let expected =
        SaveCheck::Conflict { fields: vec![TopicField::Content], theirs: theirs.clone() };
    assert_eq!(edit.check_resolved(Some(&theirs), only_the_name), expected);
}

#[test]
fn taking_their_side_of_every_conflict_leaves_nothing_to_save() {
    let check = edit("a", "mine")
        .check_resolved(Some(&stored("theirs")), |(), sides| Some(sides.theirs.clone()));
    assert_eq!(check, SaveCheck::Nothing);
}

/// Both sides added lines at the end: the kind of merge that a text diff can make.
#[test]
fn a_merge_of_two_texts_settles_a_conflict() {
    let merge = |(): &(), sides: Sides<'_, String>| {
        let added = sides.mine.strip_prefix(sides.base.as_str())?;
        Some(format!("{}{added}", sides.theirs))
    };
    let theirs = stored("one\ntheirs\n");
    let check = edit("one\n", "one\nmine\n").check_resolved(Some(&theirs), merge);
    let value = stored("one\ntheirs\nmine\n");
    assert_eq!(check, SaveCheck::Save { fields: vec![()], value });
    let check = edit("one\n", "mine\n").check_resolved(Some(&theirs), merge);
    assert_eq!(check, SaveCheck::Conflict { fields: vec![()], theirs });
}

#[test]
fn what_was_typed_while_a_save_ran_is_left_unsaved_on_top_of_it() {
    let sent = Topic { content: "sent".into(), ..topic() };
    let typed = Topic { name: "Typed".into(), ..sent.clone() };
    let saved = Topic { actions: "theirs".into(), ..sent.clone() };
    let rest = Edit { base: sent.clone(), mine: typed }.rebase(&saved).unwrap();
    assert_eq!(rest.mine, Topic { name: "Typed".into(), ..saved.clone() });
    assert_eq!(rest.changed(), [TopicField::Name]);
    assert_eq!(rest.base, saved);
    assert_eq!(Edit { base: sent.clone(), mine: sent }.rebase(&saved), None);
}

/// The values of a page by key, as real-time configs and other dynamic fields have them.
impl Fields for BTreeMap<&'static str, u8> {
    type Field = &'static str;

    fn differing(&self, other: &Self) -> Vec<&'static str> {
        let mut keys: Vec<_> = self.keys().chain(other.keys()).copied().collect();
        keys.sort_unstable();
        keys.dedup();
        keys.retain(|key| self.get(key) != other.get(key));
        keys
    }

    fn take(&mut self, key: &&'static str, other: &Self) {
        match other.get(key) {
            Some(value) => self.insert(key, *value),
            None => self.remove(key),
        };
    }
}

#[test]
fn fields_that_people_add_and_remove_are_compared_by_key() {
    let base = BTreeMap::from([("deposit", 1), ("nights", 2)]);
    let mine = BTreeMap::from([("deposit", 1), ("rooms", 3)]);
    let theirs = BTreeMap::from([("deposit", 9), ("nights", 2)]);
    let check = Edit { base, mine }.check(Some(&theirs));
    let value = BTreeMap::from([("deposit", 9), ("rooms", 3)]);
    assert_eq!(check, SaveCheck::Save { fields: vec!["nights", "rooms"], value });
}

fn text() -> impl Strategy<Value = String> {
    "[ab]{0,2}"
}

fn any_topic() -> impl Strategy<Value = Topic> {
    let queries = prop::collection::vec(text(), 0..2);
    (text(), text(), text(), queries, any::<bool>()).prop_map(
        |(name, content, actions, example_queries, is_active)| Topic {
            name,
            content,
            actions,
            example_queries,
            is_active,
            ..topic()
        },
    )
}

/// One of two people does something.
#[derive(Clone, Debug)]
struct Step {
    is_ana: bool,
    action: Action,
}

#[derive(Clone, Debug)]
enum Action {
    /// Gives one of the person's own fields the value it has in this topic.
    Type(Index, Topic),
    /// Sends a save.
    Send,
    /// Gets the answer to it.
    Receive,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let action = prop_oneof![
        3 => (any::<Index>(), any_topic()).prop_map(|(field, from)| Action::Type(field, from)),
        1 => Just(Action::Send),
        1 => Just(Action::Receive),
    ];
    let step = (any::<bool>(), action).prop_map(|(is_ana, action)| Step { is_ana, action });
    prop::collection::vec(step, 0..40)
}

/// A person who edits one topic in a page of their own, as the page saves.
struct Person {
    fields: Vec<TopicField>,
    edit: Option<Edit<Topic>>,
    /// What the page shows as stored.
    known: Topic,
    /// What was sent, and what is stored when the answer arrives.
    pending: Option<(Topic, Topic)>,
    /// The last value given to each field.
    typed: Topic,
    /// The fields that were typed in.
    touched: Vec<TopicField>,
}

impl Person {
    fn new(fields: Vec<TopicField>, known: &Topic) -> Self {
        Self {
            fields,
            edit: None,
            known: known.clone(),
            pending: None,
            typed: known.clone(),
            touched: Vec::new(),
        }
    }

    fn shown(&self) -> &Topic {
        self.edit.as_ref().map_or(&self.known, |edit| &edit.mine)
    }

    /// Types; gives the field.
    fn type_in(&mut self, field: Index, from: &Topic) {
        let field = *field.get(&self.fields);
        let mut mine = self.shown().clone();
        mine.take(&field, from);
        self.typed.take(&field, from);
        self.touched.push(field);
        let base = self.edit.take().map_or_else(|| self.known.clone(), |edit| edit.base);
        self.edit = Some(Edit { base, mine });
    }

    /// Sends the edit unless it is a conflict; says which fields are one. The store takes only the
    /// fields that were sent.
    fn send(&mut self, store: &mut Topic) -> Vec<TopicField> {
        let (Some(edit), None) = (&self.edit, &self.pending) else { return Vec::new() };
        match edit.check(Some(store)) {
            SaveCheck::Save { fields, value } => {
                for field in &fields {
                    store.take(field, &value);
                }
                self.pending = Some((edit.mine.clone(), value));
            }
            SaveCheck::Nothing => self.pending = Some((edit.mine.clone(), store.clone())),
            SaveCheck::Conflict { fields, .. } => return fields,
            SaveCheck::Deleted => unreachable!("nobody deletes"),
        }
        Vec::new()
    }

    fn receive(&mut self) {
        let Some((sent, saved)) = self.pending.take() else { return };
        let sent = Edit { base: self.known.clone(), mine: sent };
        self.edit = self.edit.take().and_then(|edit| sent.since_save(&edit.mine, &saved, &[]));
        self.known = saved;
    }
}

proptest! {
    #[test]
    fn two_people_who_edit_different_fields_both_end_up_stored(
        start in any_topic(),
        anas in subsequence(TopicField::ALL.to_vec(), 1..=4),
        steps in steps(),
    ) {
        let bens = TopicField::ALL.into_iter().filter(|field| !anas.contains(field)).collect();
        let mut people = [Person::new(anas, &start), Person::new(bens, &start)];
        let mut store = start;
        for Step { is_ana, action } in steps {
            let person = &mut people[usize::from(!is_ana)];
            match action {
                Action::Type(field, from) => person.type_in(field, &from),
                Action::Send => prop_assert_eq!(person.send(&mut store), []),
                Action::Receive => person.receive(),
            }
        }
        for person in &mut people {
            person.receive();
            prop_assert_eq!(person.send(&mut store), []);
            person.receive();
            prop_assert_eq!(&person.edit, &None);
        }
        for person in people {
            let wrong = store.differing(&person.typed);
            prop_assert!(!wrong.iter().any(|field| person.touched.contains(field)), "{wrong:?}");
        }
    }

    #[test]
    fn whatever_two_people_do_in_the_same_fields_each_page_shows_what_was_typed_in_it(
        start in any_topic(),
        steps in steps(),
    ) {
        let all = TopicField::ALL.to_vec();
        let mut people = [Person::new(all.clone(), &start), Person::new(all, &start)];
        let mut store = start;
        for Step { is_ana, action } in steps {
            let person = &mut people[usize::from(!is_ana)];
            match action {
                Action::Type(field, from) => person.type_in(field, &from),
                Action::Send => {
                    let conflicts = person.send(&mut store);
                    if !conflicts.is_empty() {
                        // The person has seen what is stored and goes on with their own.
                        let edit = person.edit.take().unwrap();
                        person.edit = edit.rebase(&store);
                        person.known.clone_from(&store);
                        prop_assert_eq!(person.send(&mut store), []);
                    }
                }
                Action::Receive => person.receive(),
            }
            if let Some(edit) = &person.edit {
                for field in edit.changed() {
                    let differs = edit.mine.differing(&person.typed);
                    prop_assert!(!differs.contains(&field), "{field:?} is not what was typed");
                }
            }
        }
    }

    #[test]
    fn a_conflict_is_never_about_equal_values(
        base in any_topic(), mine in any_topic(), current in any_topic(),
    ) {
        let edit = Edit { base, mine };
        if let SaveCheck::Conflict { fields, theirs } = edit.check(Some(&current)) {
            prop_assert_eq!(&theirs, &current);
            prop_assert!(!fields.is_empty());
            for field in fields {
                prop_assert!(edit.mine.differing(&current).contains(&field));
                prop_assert!(edit.base.differing(&edit.mine).contains(&field));
                prop_assert!(edit.base.differing(&current).contains(&field));
            }
        }
        let same = edit.check(Some(&edit.mine));
        prop_assert_eq!(same, SaveCheck::Nothing);
    }

    #[test]
    fn a_save_sends_only_changed_fields_and_stores_all_of_them(
        base in any_topic(), mine in any_topic(), current in any_topic(),
    ) {
        let edit = Edit { base, mine };
        let mine = edit.check_resolved(Some(&current), |_, sides| Some(sides.mine.clone()));
        for check in [edit.check(Some(&current)), mine.clone()] {
            if let SaveCheck::Save { fields, value } = check {
                let changed = edit.changed();
                prop_assert!(fields.iter().all(|field| changed.contains(field)));
                prop_assert_eq!(&current.differing(&value), &fields);
                let missing = value.differing(&edit.mine);
                prop_assert!(!missing.iter().any(|field| changed.contains(field)));
            }
        }
        let is_possible = matches!(mine, SaveCheck::Save { .. } | SaveCheck::Nothing);
        prop_assert!(is_possible);
    }

    #[test]
    fn a_rebase_loses_no_typed_field_and_takes_every_other_one_from_the_store(
        base in any_topic(), mine in any_topic(), stored in any_topic(),
    ) {
        let edit = Edit { base, mine };
        let shown = edit.rebase(&stored).map_or_else(|| stored.clone(), |edit| edit.mine);
        for field in TopicField::ALL {
            let from = if edit.changed().contains(&field) { &edit.mine } else { &stored };
            prop_assert!(!shown.differing(from).contains(&field), "{field:?}");
        }
        if let Some(rebased) = edit.rebase(&stored) {
            prop_assert_eq!(&rebased.base, &stored);
            prop_assert_ne!(rebased.changed(), []);
            let is_conflict = matches!(rebased.check(Some(&stored)), SaveCheck::Conflict { .. });
            prop_assert!(!is_conflict);
        }
    }

    #[test]
    fn rebasing_twice_onto_the_same_value_changes_nothing_more(
        base in text(), mine in text(), stored in text(),
    ) {
        let once = edit(&base, &mine).rebase(&stored);
        prop_assert_eq!(once.as_ref().and_then(|edit| edit.rebase(&stored)), once);
    }
}

#[test]
fn what_the_platform_rewrites_is_nobodys_change() {
    let edit = |base: &str, mine: &str| Edit { base: base.to_owned(), mine: mine.to_owned() };
    let saves = |edit: Edit<String>, stored: &str| {
        let check = edit.check(Some(&stored.to_owned()));
        matches!(check, SaveCheck::Save { value, .. } if value == edit.mine)
    };
    assert!(saves(edit("Be kind.\n", "Be brief."), "Be kind."), "the base was trimmed");
    assert!(saves(edit("a\r\nb", "a\nc"), "a\nb"), "its line ends were rewritten");
    assert!(saves(edit("Be kind.", "Be brief.\n"), "Be brief."), "mine is stored, trimmed");
    assert!(saves(edit("Be kind.", "Be kind.\n"), "Be kind."), "an own white space is an edit");
    assert!(!saves(edit("Be kind.", "Be brief."), "Be clear."));
    assert!(!saves(edit("a\n\nb", "c"), "a\nb"), "a line in the middle is not trimmed");
}
