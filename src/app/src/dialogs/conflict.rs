//! Two people changed the same places: shows both, and lets the person who saves second decide.

use leptos::prelude::*;
use model::{Fields, MergedText};

use super::pieces::{self, Texts};
use crate::parts::dialog::Dialog;
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::piece::{Place, piece};
use crate::parts::text_conflict::{ConflictPlaces, Decisions};
use crate::state::branch::{BranchState, use_branch};
use crate::state::save::{Editable, Saving, decide, take_theirs};
use crate::text::{as_message, count};

/// The fields of a conflict, each with what is settled of its text.
type Merges<E> = Vec<(<<E as Editable>::Value as Fields>::Field, MergedText)>;

/// Asks what becomes of an edit while its save is in conflict, and tells when a save took in what
/// somebody else had changed.
#[component]
pub(crate) fn EditConflict<E: Editable>(
    state: BranchState,
    what: E,
    saving: RwSignal<Saving<E::Value>>,
    #[prop(into)] title: String,
    /// Saves what was decided.
    #[prop(into)]
    on_save: Callback<()>,
) -> impl IntoView {
    let (title, what) = (StoredValue::new(title), StoredValue::new(what));
    // Decisions outlive the dialog, which may be closed to look something up.
    let owner = Owner::current();
    let asked = StoredValue::new((Merges::<E>::new(), Vec::<RwSignal<Decisions>>::new()));
    move || {
        let Saving::Conflict { merges, .. } = saving.get() else { return ().into_any() };
        if asked.with_value(|(before, _)| *before != merges) {
            let undecided = |(_, merged): &(_, MergedText)| {
                RwSignal::new(vec![None; merged.conflicts().count()])
            };
            let all = || merges.iter().map(undecided).collect();
            let decisions = owner.as_ref().map(|owner| owner.with(all)).unwrap_or_default();
            asked.set_value((merges.clone(), decisions));
        }
        let decisions = asked.with_value(|(_, decisions)| decisions.clone());
        let views = merges.iter().zip(&decisions).map(|((field, merged), decided)| {
            let label = E::label(field).map(heading);
            view! {
                {label.map(|label| view! { <h3 class="changes__label">{label}</h3> })}
                <ConflictPlaces merged=merged.clone() theirs="Theirs, saved" mine="Yours" decided=*decided names=state.names />
            }
        });
        let views = views.collect_view();
        let open = Memo::new({
            let decisions = decisions.clone();
            move |_| {
                decisions
                    .iter()
                    .map(|one| one.read().iter().filter(|one| one.is_none()).count())
                    .sum()
            }
        });
        let finish = move || {
            let texts: Vec<String> = merges
                .iter()
                .zip(&decisions)
                .map(|((_, merged), decided)| {
                    let decided = decided.get_untracked();
                    merged.decided(|place, conflict| {
                        decided.get(place).and_then(Option::as_deref).unwrap_or(&conflict.theirs)
                    })
                })
                .collect();
            what.with_value(|what| decide(state, what, saving, &texts));
            on_save.run(());
        };
        view! {
            <ConflictDialog
                title=title.get_value()
                text="It was saved since you began. What does not overlap is brought together already; \
                      decide what stands where both of you wrote. Nothing is saved until then."
                open=open
                on_close=move |()| saving.set(Saving::Idle)
                on_take=move |()| what.with_value(|what| take_theirs(state, what, saving))
                on_save=move |()| finish()
            >
                {views}
            </ConflictDialog>
        }
        .into_any()
    }
}

/// "Content" of "content".
fn heading(label: &'static str) -> String {
    as_message(label).trim_end_matches('.').to_owned()
}

/// The dialog of a conflict, with what both have as its content.
#[component]
pub(crate) fn ConflictDialog(
    #[prop(into)] title: String,
    text: &'static str,
    /// How many places wait for a decision.
    #[prop(into)]
    open: Signal<usize>,
    /// Closes the dialog and decides nothing.
    #[prop(into)]
    on_close: Callback<()>,
    /// Drops one's own edit.
    #[prop(into)]
    on_take: Callback<()>,
    /// Saves what was decided.
    #[prop(into)]
    on_save: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <Dialog title=title wide=true on_close=on_close>
            <div class="dialog__body">
                <p>{text}</p>
                {children()}
            </div>
            <footer class="dialog__foot">
                <p class="save-state" role="status">
                    {move || match open.get() {
                        0 => "Everything is decided.".to_owned(),
                        open => format!("{} to decide.", count(open, "place")),
                    }}
                </p>
                <button type="button" class="button" autofocus=true on:click=handler(move |_| on_close.run(()))>
                    "Keep editing"
                </button>
                <button type="button" class="button" on:click=handler(move |_| on_take.run(()))>
                    "Take theirs"
                </button>
                <button
                    type="button"
                    class="button button--primary"
                    disabled=move || open.get() != 0
                    on:click=handler(move |_| on_save.run(()))
                >
                    "Save the result"
                </button>
            </footer>
        </Dialog>
    }
}

/// Says that a save took in what somebody else had changed in the same text, and shows it.
pub(crate) fn saved_together<E: Editable>(saving: RwSignal<Saving<E::Value>>) -> impl IntoView {
    let (is_shown, branch) = (RwSignal::new(false), use_branch());
    move || {
        let Saving::Merged { fields, mine, stored } = saving.get() else { return ().into_any() };
        let names: Vec<_> = fields.iter().filter_map(E::label).collect();
        let place = match names.as_slice() {
            [] => String::new(),
            names => format!(" in its {}", names.join(" and ")),
        };
        let differences = move || {
            let of = |field| {
                let texts = Texts {
                    old: E::text(&mine, field),
                    new: E::text(&stored, field),
                    old_label: "As you typed it",
                    new_label: "As it is saved",
                    names: branch.names.get_untracked(),
                };
                view! {
                    {E::label(field).map(|label| view! { <h3 class="changes__label">{heading(label)}</h3> })}
                    {piece(pieces::text_diff, Place::Inside, texts)}
                }
            };
            is_shown.get().then(|| fields.iter().map(of).collect_view())
        };
        view! {
            <div class="explain saved-together" role="status">
                <Icon glyph=Glyph::Merge />
                <div>
                    <p>"Saved, together with what somebody else changed" {place} " since you began."</p>
                    {differences}
                </div>
                <button
                    type="button"
                    class="button button--small"
                    aria-expanded=move || is_shown.get().to_string()
                    on:click=handler(move |_| is_shown.update(|shown| *shown = !*shown))
                >
                    {move || if is_shown.get() { "Hide" } else { "Show what was merged in" }}
                </button>
                <button
                    type="button"
                    class="button button--small"
                    on:click=handler(move |_| saving.set(Saving::Idle))
                >
                    "Dismiss"
                </button>
            </div>
        }
        .into_any()
    }
}
