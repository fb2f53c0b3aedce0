//! Drawing a row.

use std::ops::Range;
use std::sync::Arc;

use diff::{
    ChangeKind, FieldDiff, GapId, ItemDiff, Layout, LineKind, LineRow, Mode, NumberedLine, Piece,
    Presence, Row, SectionDiff, Spot, Totals, ValueDiff, WordDiff,
};
use leptos::prelude::*;

use super::grid::{grid_head, grid_row};
use super::line::{Line, Mark, hit_marks};
use super::metrics::{CELLS, Metrics, fixed};
use super::{DiffState, Query};
use crate::parts::handler::handler;
use crate::parts::icon::{Glyph, Icon};
use crate::parts::menu::{Entry, Menu};
use crate::parts::small::{Time, count};

/// What can be done with items, beside folding them. Absent in dialogs, which only show.
#[derive(Clone, Copy)]
pub(crate) struct ItemActions {
    /// The entries of an item's menu.
    pub(crate) entries: Callback<usize, Vec<Entry>>,
    /// Whether an item was marked as viewed.
    pub(crate) is_viewed: Callback<usize, bool>,
    /// Marks an item as viewed, or not.
    pub(crate) set_viewed: Callback<(usize, bool)>,
}

/// What is needed to draw any row.
pub(super) struct Drawing {
    pub(super) state: DiffState,
    pub(super) layout: Arc<Layout>,
    pub(super) metrics: Metrics,
    pub(super) query: Query,
    /// The hit one is at, if it is in sight.
    pub(super) hit: Option<diff::Hit>,
    pub(super) actions: Option<ItemActions>,
}

impl Drawing {
    /// Draws a row; of one that is higher than the window, the lines in sight.
    pub(super) fn row(&self, index: usize, in_sight: Range<usize>) -> AnyView {
        match self.layout.row(index) {
            None => ().into_any(),
            Some(Row::Section { section, is_folded, .. }) => self.section(section, is_folded),
            Some(Row::Item { index, item, is_folded, change }) => {
                self.item(index, item, is_folded, change)
            }
            Some(Row::Notice { index, change, text }) => {
                let state = self.state;
                let class =
                    if change.is_note { "drow__notice drow__notice--note" } else { "drow__notice" };
                view! {
                    <p class=class class:drow--current=move || state.current.get() == Some(index)>
                        {self.marked(&text, Spot::Notice { change: index })}
                    </p>
                }
                .into_any()
            }
            Some(Row::Field { item, index, field }) => self.field(item, index, field),
            Some(Row::Line(line)) => self.line(&line, in_sight),
            Some(Row::Gap { id, hidden }) => self.gap(id, hidden),
            Some(Row::Value { field, value, change }) => self.value(field, value, change),
            Some(Row::GridDefault { default }) => view! {
                <p class="drow__notice">
                    "Default variant: "
                    <del>{default.old.clone()}</del> " → " <ins>{default.new.clone()}</ins>
                </p>
            }
            .into_any(),
            Some(Row::GridHead { grid }) => grid_head(grid),
            Some(Row::GridRow { grid, row }) => grid_row(self, grid, row),
        }
    }

    fn section(&self, section: &SectionDiff, is_folded: bool) -> AnyView {
        let (state, which) = (self.state, section.section);
        let totals = self.layout.comparison().totals_of(section.changes.clone());
        let fold = move |_| {
            state.view.update(|view| {
                if !view.folded_sections.remove(&which) {
                    view.folded_sections.insert(which);
                }
            });
        };
        view! {
            <h2 class="drow__section">
                <button type="button" class="drow__fold" aria-expanded=(!is_folded).to_string() on:click=handler(fold)>
                    <Icon glyph=if is_folded { Glyph::ChevronRight } else { Glyph::ChevronDown } />
                    {which.label()}
                </button>
                {totals_view(&totals)}
            </h2>
        }
        .into_any()
    }

    fn item(
        &self,
        index: usize,
        item: &ItemDiff,
        is_folded: bool,
        change: Option<usize>,
    ) -> AnyView {
        let (state, key) = (self.state, item.key.clone());
        let name = item.name().to_owned();
        let totals = self.layout.comparison().totals_of(item.changes.clone());
        let stamp = item.updated().cloned().filter(|stamp| !stamp.by.is_empty());
        let kind = item.kind();
        let is_whole = item.presence != Presence::Both;
        let fold = move |_| state.fold(&key, !is_folded);
        let mine = change;
        view! {
            <div
                class=format!("drow__item drow__item--{}", item.depth.min(3))
                class:drow--current=move || mine.is_some() && state.current.get() == mine
            >
                <h3 class="drow__name">
                    <button
                        type="button"
                        class="drow__fold"
                        aria-expanded=(!is_folded).to_string()
                        on:click=handler(fold)
                    >
                        <Icon glyph=if is_folded { Glyph::ChevronRight } else { Glyph::ChevronDown } />
                        <span class="drow__noun">{item.noun.clone()}</span>
                        <span class="drow__title">{self.marked(&name, Spot::Item { item: index })}</span>
                    </button>
                </h3>
                {if is_whole {
                    view! { <span class=format!("count count--{}", kind.label())>{kind.label()}</span> }
                        .into_any()
                } else {
                    totals_view(&totals)
                }}
                {stamp.map(|stamp| view! {
                    <span class="drow__stamp">{stamp.by.clone()} " " <Time at=stamp.time() /></span>
                })}
                {self.actions.map(|actions| item_actions(actions, index, name))}
            </div>
        }
        .into_any()
    }

    fn field(&self, item: usize, index: usize, field: &FieldDiff) -> AnyView {
        let label = self.marked(&field.label, Spot::Field { item, field: index });
        let copies = field.also_at.join(", ");
        view! {
            <div class="drow__field">
                <h4 class="drow__label">{label}</h4>
                {(!copies.is_empty()).then(|| view! {
                    <span class="drow__copies" title=copies>"and in its copies"</span>
                })}
            </div>
        }
        .into_any()
    }

    fn gap(&self, id: GapId, hidden: usize) -> AnyView {
        let state = self.state;
        let label = count(hidden, "unchanged line");
        view! {
            <div class="drow__gap">
                <button
                    type="button"
                    class="drow__open"
                    title="Show ten more on both ends"
                    on:click=handler(move |_| state.open_gap(id, false))
                >
                    <Icon glyph=Glyph::Sort />
                    "Show more"
                </button>
                <button
                    type="button"
                    class="drow__open"
                    title="Show all of them"
                    on:click=handler(move |_| state.open_gap(id, true))
                >
                    {label}
                </button>
            </div>
        }
        .into_any()
    }

    fn value(&self, field: &FieldDiff, value: &ValueDiff, change: Option<usize>) -> AnyView {
        let mode = fixed(self.layout.view().mode);
        let state = self.state;
        let side = |text: &str, is_there: bool, kind: &'static str| {
            let lines = text.split('\n').map(|line| {
                let drawn = Line {
                    text: line,
                    marks: hit_marks(line, &self.query, None),
                    pieces: diff::wrap(line, self.metrics.columns(mode), &CELLS),
                };
                drawn.view(0..usize::MAX)
            });
            let lines: Vec<AnyView> = if is_there { lines.collect() } else { Vec::new() };
            let (class, word) = if is_there { (kind, kind) } else { ("none", "nothing") };
            view! {
                <div class=format!("side side--{class}")>
                    <span class="gutter" aria-hidden="true">{sign_of(class)}</span>
                    <span class="hidden">{word} ": "</span>
                    <div class="side__text">{lines}</div>
                </div>
            }
        };
        let (old, new) = (value.old.is_some(), value.new.is_some());
        let is_beside = mode == Mode::SideBySide;
        view! {
            <div class="drow__field"><h4 class="drow__label">{field.label.clone()}</h4></div>
            <div
                class="drow__value"
                class:drow__sides=is_beside
                class:drow--current=move || change.is_some() && state.current.get() == change
            >
                {(old || is_beside).then(|| side(&value.old_text, old, "removed"))}
                {(new || is_beside).then(|| side(&value.new_text, new, "added"))}
            </div>
        }
        .into_any()
    }

    fn line(&self, line: &LineRow, in_sight: Range<usize>) -> AnyView {
        let (state, change) = (self.state, line.change);
        let mode = self.layout.view().mode;
        let sides = match mode {
            Mode::SideBySide => self.beside(line, in_sight),
            Mode::Unified => self.unified(line, in_sight),
            Mode::Reading => self.reading(line, in_sight),
        };
        let class = if mode == Mode::SideBySide { "drow__line drow__sides" } else { "drow__line" };
        view! {
            <div
                class=class
                class:drow--current=move || change.is_some() && state.current.get() == change
                on:mousedown=handler(move |_| if change.is_some() { state.current.set(change) })
            >
                {sides}
            </div>
        }
        .into_any()
    }

    fn beside(&self, line: &LineRow, in_sight: Range<usize>) -> AnyView {
        let (old, new) = match line.kind {
            LineKind::Same => ("same", "same"),
            LineKind::Removed => ("removed", "none"),
            LineKind::Added => ("none", "added"),
            LineKind::Edited | LineKind::Replaced => ("removed", "added"),
            LineKind::Moved => ("moved", "moved"),
        };
        view! {
            {self.side(line, true, old, in_sight.clone())}
            {self.side(line, false, new, in_sight)}
        }
        .into_any()
    }

    fn unified(&self, line: &LineRow, in_sight: Range<usize>) -> AnyView {
        let (is_old, kind) = match line.kind {
            LineKind::Removed => (true, "removed"),
            LineKind::Added => (false, "added"),
            LineKind::Moved => (false, "moved"),
            LineKind::Same | LineKind::Edited | LineKind::Replaced => (false, "same"),
        };
        self.side(line, is_old, kind, in_sight)
    }

    /// One side of a row with its numbers and sign.
    fn side(
        &self,
        line: &LineRow,
        is_old: bool,
        kind: &'static str,
        in_sight: Range<usize>,
    ) -> AnyView {
        let mode = self.layout.view().mode;
        let own = if is_old { line.old } else { line.new };
        let number = |side: Option<NumberedLine>| {
            side.and_then(|side| side.number).map(|number| number.to_string()).unwrap_or_default()
        };
        let numbers = if mode == Mode::Unified {
            let is_both = line.kind == LineKind::Same;
            let (old, new) = (is_both || is_old, is_both || !is_old);
            view! {
                <span>{if old { number(line.old) } else { String::new() }}</span>
                <span>{if new { number(line.new) } else { String::new() }}</span>
            }
            .into_any()
        } else {
            view! { <span>{number(own)}</span> }.into_any()
        };
        let (text, skipped) = match own {
            Some(own) => {
                let words = line.words.as_deref().map(|words| spans(words, own.text, is_old));
                self.text(own.text, words.unwrap_or_default(), in_sight)
            }
            None => (().into_any(), 0),
        };
        let word = match kind {
            "removed" => Some("removed: "),
            "added" => Some("added: "),
            "moved" => Some("moved: "),
            _ => None,
        };
        let name = if is_old { "old" } else { "new" };
        view! {
            <div class=format!("side side--{kind}") data-side=name>
                <span class="gutter" aria-hidden="true">{numbers}<span class="sign">{sign_of(kind)}</span></span>
                {word.map(|word| view! { <span class="hidden">{word}</span> })}
                <div class="side__text" data-skipped=skipped>{text}</div>
            </div>
        }
        .into_any()
    }

    /// A row for reading: what is gone and what came stand in one text.
    fn reading(&self, line: &LineRow, in_sight: Range<usize>) -> AnyView {
        let (Some(old), Some(new), Some(words)) = (line.old, line.new, line.words.as_deref())
        else {
            let (is_old, kind) = match line.kind {
                LineKind::Removed => (true, "removed"),
                LineKind::Added => (false, "added"),
                LineKind::Moved => (false, "moved"),
                _ => (false, "same"),
            };
            return self.side(line, is_old, kind, in_sight);
        };
        let mut text = String::new();
        let mut marks = Vec::new();
        for piece in words.pieces(new.text.len()) {
            let start = text.len();
            match &piece {
                Piece::Same(range) => text.push_str(&new.text[range.clone()]),
                Piece::Removed(range) => {
                    text.push_str(&old.text[range.clone()]);
                    marks.push((start..text.len(), Mark::Gone));
                }
                Piece::Added(range) => {
                    text.push_str(&new.text[range.clone()]);
                    marks.push((start..text.len(), Mark::Came));
                }
            }
        }
        view! {
            <div class="side side--edited" data-side="new">
                <span class="gutter" aria-hidden="true"><span class="sign">"~"</span></span>
                <span class="hidden">"edited: "</span>
                <div class="side__text">{self.text(&text, marks, in_sight).0}</div>
            </div>
        }
        .into_any()
    }

    /// A text with its marks, and how many characters of it stand above what is in sight.
    fn text(
        &self,
        text: &str,
        mut marks: Vec<(Range<usize>, Mark)>,
        in_sight: Range<usize>,
    ) -> (AnyView, usize) {
        let current = self.hit.as_ref().and_then(|hit| match hit.spot {
            Spot::Line { .. } | Spot::Value { .. } => Some(&hit.range),
            _ => None,
        });
        marks.extend(hit_marks(text, &self.query, current));
        let pieces = self.metrics.wrap(text, self.layout.view().mode);
        let skipped =
            pieces.get(in_sight.start).map_or(0, |piece| text[..piece.start].chars().count());
        (Line { text, marks, pieces }.view(in_sight), skipped)
    }

    /// A short text with the hits of a search marked.
    fn marked(&self, text: &str, spot: Spot) -> AnyView {
        let is_here = self.hit.as_ref().is_some_and(|hit| hit.spot == spot);
        let current = self.hit.as_ref().map(|hit| &hit.range).filter(|_| is_here);
        let marks = hit_marks(text, &self.query, current);
        if marks.is_empty() {
            return text.to_owned().into_any();
        }
        let whole = 0..text.len();
        Line { text, marks, pieces: vec![whole] }.view(0..1)
    }
}

fn item_actions(actions: ItemActions, index: usize, name: String) -> AnyView {
    let is_viewed = actions.is_viewed.run(index);
    view! {
        <label class="drow__viewed">
            <input
                type="checkbox"
                prop:checked=is_viewed
                on:change:target=move |event| actions.set_viewed.run((index, event.target().checked()))
            />
            "Viewed"
        </label>
        <Menu label=format!("Actions for {name}") entries=move || actions.entries.run(index) />
    }
    .into_any()
}

/// The numbers of a part of the comparison, in words as well as in colour.
fn totals_view(totals: &Totals) -> AnyView {
    let kinds = ChangeKind::ALL.into_iter().filter(|kind| totals.of(*kind) > 0);
    let counts: Vec<AnyView> = kinds
        .map(|kind| {
            let class = format!("count count--{}", kind.label());
            view! { <span class=class>{totals.of(kind)} " " {kind.label()}</span> }.into_any()
        })
        .collect();
    view! { <span class="totals">{counts}</span> }.into_any()
}

/// The same in little room: signs and numbers, with the words for those who do not see them.
pub(crate) fn short_totals(totals: &Totals) -> AnyView {
    let changed = totals.of(ChangeKind::Edited)
        + totals.of(ChangeKind::Renamed)
        + totals.of(ChangeKind::Moved);
    let numbers = [
        (totals.of(ChangeKind::Added), "+", "added"),
        (totals.of(ChangeKind::Removed), "−", "removed"),
        (changed, "~", "edited"),
    ];
    let counts: Vec<AnyView> = numbers
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, sign, word)| {
            view! {
                <span class=format!("short short--{word}")>
                    <span aria-hidden="true">{sign}</span>
                    {number}
                    <span class="hidden">" " {word}</span>
                </span>
            }
            .into_any()
        })
        .collect();
    view! { <span class="totals">{counts}</span> }.into_any()
}

fn spans(words: &WordDiff, text: &str, is_old: bool) -> Vec<(Range<usize>, Mark)> {
    let spans = if is_old { words.old_spans(text.len()) } else { words.new_spans(text.len()) };
    spans.into_iter().filter(|span| span.changed).map(|span| (span.range, Mark::Word)).collect()
}

fn sign_of(kind: &str) -> &'static str {
    match kind {
        "removed" => "−",
        "added" => "+",
        "moved" => "↕",
        _ => "",
    }
}
