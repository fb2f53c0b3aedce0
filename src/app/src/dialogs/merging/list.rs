//! A list that both sides edited: its entries, each to be taken or left, in an order to be chosen.

use leptos::prelude::*;
use model::{Decision, Party, Question, merged_list};

use super::resolver_state::{Decided, ResolverState};
use crate::browser::{focus, overlay};
use crate::parts::each::each;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::id::next_id;

/// The entries of both lists, each with who has it.
pub(super) fn view(
    resolver: ResolverState,
    question: &Question,
    lists: &[Vec<String>; 3],
    branch: &str,
    decided: Decided,
) -> AnyView {
    let editing = Editing {
        resolver,
        question: StoredValue::new(question.clone()),
        lists: StoredValue::new(lists.clone()),
        order: RwSignal::new(order(lists, &entries(lists, decided.get_untracked().as_ref()))),
        taken: {
            let lists = lists.clone();
            Memo::new(move |_| decided.with(|decision| entries(&lists, decision.as_ref())))
        },
    };
    let branch = branch.to_owned();
    view! {
        <h4 class="question__label">{question.field.clone()}</h4>
        <ul class="question__list">
            {each(
                move || editing.order.get(),
                Clone::clone,
                move |entry| row(editing, entry, &branch),
            )}
        </ul>
    }
    .into_any()
}

/// What is to be in the list.
fn entries(
    [before, target, branch]: &[Vec<String>; 3],
    decision: Option<&Decision>,
) -> Vec<String> {
    match decision {
        Some(Decision::List(entries)) => entries.clone(),
        Some(Decision::Take(Party::Target)) => target.clone(),
        Some(Decision::Take(Party::Branch)) => branch.clone(),
        Some(Decision::Take(Party::Before)) => before.clone(),
        _ => merged_list(before, branch, target),
    }
}

/// All entries: those that are taken, and each other one behind the one that it follows in its list.
fn order([before, target, branch]: &[Vec<String>; 3], taken: &[String]) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    for list in [taken, target, branch, before] {
        let mut at = 0;
        for entry in list {
            match order.iter().position(|one| one == entry) {
                Some(place) => at = place + 1,
                None => {
                    order.insert(at, entry.clone());
                    at += 1;
                }
            }
        }
    }
    order
}

/// Who has an entry and who has not, in a few words; empty where all have it.
fn note([before, target, branch]: [bool; 3], name: &str) -> String {
    match (before, target, branch) {
        (true, true, true) => String::new(),
        (true, false, true) => "main removed it".to_owned(),
        (true, true, false) => format!("{name} removed it"),
        (true, false, false) => "both removed it".to_owned(),
        (false, true, true) => "both added it".to_owned(),
        (false, true, false) => "main added it".to_owned(),
        (false, false, _) => format!("{name} added it"),
    }
}

/// A list that is being put together.
#[derive(Clone, Copy)]
struct Editing {
    resolver: ResolverState,
    question: StoredValue<Question>,
    lists: StoredValue<[Vec<String>; 3]>,
    /// All entries in the order in which they are shown.
    order: RwSignal<Vec<String>>,
    /// Those that are to be in the list.
    taken: Memo<Vec<String>>,
}

impl Editing {
    /// Takes an entry in, or leaves it out.
    fn toggle(self, entry: &String, is_on: bool) {
        let mut taken = self.taken.get_untracked();
        taken.retain(|one| one != entry);
        if is_on {
            taken.push(entry.clone());
        }
        self.decide(&taken);
    }

    /// Moves an entry that is taken before or behind the next one that is.
    fn shift(self, entry: &String, is_up: bool) {
        let taken = self.taken.get_untracked();
        let place = |entry: &String| taken.iter().position(|one| one == entry);
        let other = place(entry).and_then(|at| {
            let to = if is_up { at.checked_sub(1)? } else { at + 1 };
            taken.get(to)
        });
        let Some(other) = other else { return };
        self.order.update(|order| {
            let at = |entry: &String| order.iter().position(|one| one == entry);
            if let (Some(one), Some(other)) = (at(entry), at(other)) {
                order.swap(one, other);
            }
        });
        self.decide(&taken);
    }

    fn decide(self, taken: &[String]) {
        let entries = self.order.get_untracked().into_iter().filter(|one| taken.contains(one));
        let decision = Decision::List(entries.collect());
        self.question.with_value(|question| self.resolver.merging.type_in(question, decision));
    }
}

fn row(editing: Editing, entry: String, branch: &str) -> AnyView {
    let resolver = editing.resolver;
    let has = editing.lists.with_value(|lists| lists.each_ref().map(|list| list.contains(&entry)));
    let whose = if has[2] && !has[1] { Party::Branch } else { Party::Target };
    let (text, note) = (resolver.shown(&entry, whose), note(has, branch));
    let id = next_id("entry");
    let stored = StoredValue::new(entry);
    let place = Memo::new(move |_| {
        editing.taken.with(|all| {
            let at = stored.with_value(|entry| all.iter().position(|one| one == entry))?;
            Some((at == 0, at + 1 == all.len()))
        })
    });
    let button = |is_up: bool| {
        let (glyph, word) = if is_up { (Glyph::ArrowUp, "up") } else { (Glyph::ArrowDown, "down") };
        let own = format!("{id}-{word}");
        let focused = format!("#{own}");
        let is_off = move || match place.get() {
            None => true,
            Some((is_first, is_last)) => {
                if is_up {
                    is_first
                } else {
                    is_last
                }
            }
        };
        view! {
            <button
                type="button"
                class="button button--quiet button--icon"
                id=own
                aria-label=format!("Move {word}: {text}")
                disabled=is_off
                on:click=handler(move |_| {
                    stored.with_value(|entry| editing.shift(entry, is_up));
                    // A row that is moved loses the focus.
                    let focused = focused.clone();
                    overlay::after_drawing(move || { focus::focus(&focused); });
                })
            >
                <Icon glyph=glyph />
            </button>
        }
    };
    let (up, down) = (button(true), button(false));
    view! {
        <li class="question__entry">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || place.get().is_some()
                    on:change:target=move |event| {
                        let is_on = event.target().checked();
                        stored.with_value(|entry| editing.toggle(entry, is_on));
                    }
                />
                <span dir="auto">{text.clone()} " " <span class="quiet">{note}</span></span>
            </label>
            {up}
            {down}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(entries: &str) -> Vec<String> {
        entries.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn an_entry_that_is_left_out_stands_where_its_list_has_it() {
        let lists = ["a b c", "a x b c", "a c y"].map(list);
        assert_eq!(order(&lists, &list("a c")), list("a x b c y"));
        assert_eq!(order(&lists, &list("c a")), list("c y a x b"));
    }
}
