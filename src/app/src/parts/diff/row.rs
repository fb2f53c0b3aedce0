//! Drawing a row.

use std::ops::Range;

use diff::{
    ChangeKind, FieldDiff, GapId, ItemDiff, Mode, NamedLine, Presence, Row, SectionDiff, Spot,
    Syntax, Totals, ValueDiff,
};
use leptos::prelude::*;

use super::grid::{grid_head, grid_row};
use super::line::{Line, Mark, hit_marks, name_html, named_hit_marks, open_paragraph, word_marks};
use super::metrics::fixed;
use super::references;
use super::row_renderer::{ItemActions, RowRenderer};
use super::text_row::{Kind, only};
use crate::browser::measure::CodeRuler;
use crate::browser::words::BrowserWords;
use crate::parts::handler::handler;
use crate::parts::html::{Html, written};
use crate::parts::icon::{Glyph, Icon};
use crate::parts::menu::Menu;
use crate::parts::small::Time;
use crate::text::{count, isolated};

impl RowRenderer {
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
                    <p
                        class=class
                        class:drow--current=move || state.current.get() == Some(index)
                        use:written=self.notice(&text, index)
                    ></p>
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
                    <del use:written=name_html(&default.old, true)></del>
                    " → "
                    <ins use:written=name_html(&default.new, true)></ins>
                </p>
            }
            .into_any(),
            Some(Row::GridHead { grid }) => grid_head(grid, self.columns.clone()),
            Some(Row::GridRow { grid, row }) => grid_row(self, grid, row),
        }
    }

    fn section(&self, section: &SectionDiff, is_folded: bool) -> AnyView {
        let (state, which) = (self.state, section.section);
        let totals = self.layout.totals_of(section.changes.clone());
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
        let totals = self.layout.totals_of(item.changes.clone());
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
                        <span
                            class="drow__title"
                            dir="auto"
                            use:written=self.marked(&name, Spot::Item { item: index })
                        ></span>
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
        let copies = field.also_at.clone();
        view! {
            <div class="drow__field">
                <h4 class="drow__label" use:written=label></h4>
                {(!copies.is_empty()).then(|| view! {
                    <span class="drow__copies" title=copies.join("\n")>
                        "the same change in " {count(copies.len(), "other place")}
                    </span>
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
        let is_beside = mode == Mode::SideBySide;
        let only = change.and_then(|change| only(self.layout.comparison(), change));
        let mut html = Html::default();
        let names = &self.layout.comparison().names;
        let [old, new] = names.pair(&value.old_text, &value.new_text);
        let [old_words, new_words] = words_of(value, &old.text, &new.text);
        for (side, text, kind, words) in [
            (&value.old, &old, Kind::Removed, old_words),
            (&value.new, &new, Kind::Added, new_words),
        ] {
            if side.is_some() {
                kind.open("", &[], &mut html);
                html.markup(">");
                self.value_lines(text, &words, mode, &mut html);
                html.markup("</div></div>");
            } else if is_beside {
                Kind::None.open("", &[], &mut html);
                html.markup("><span class=\"hidden\">nothing</span></div></div>");
            }
        }
        view! {
            <div class="drow__field">
                <h4 class="drow__label">{field.label.clone()}</h4>
                {only.map(|only| view! { <span class="drow__copies">{only}</span> })}
            </div>
            <div
                class="drow__value"
                class:drow__sides=is_beside
                class:drow--current=move || change.is_some() && state.current.get() == change
                use:written=html
            ></div>
        }
        .into_any()
    }

    /// A value with line breaks of its own.
    fn value_lines(
        &self,
        value: &NamedLine,
        words: &[(Range<usize>, Mark)],
        mode: Mode,
        html: &mut Html,
    ) {
        let mut marks = named_hit_marks(value, &self.query, None);
        marks.extend_from_slice(words);
        marks.extend(references::plain_marks(value));
        let text = &*value.text;
        let mut start = 0;
        for line in text.split('\n') {
            let wrapped = diff::wrap(line, self.metrics.columns(mode), &CodeRuler);
            let pieces = wrapped.into_iter().map(|at| start + at.start..start + at.end).collect();
            open_paragraph(line, html);
            Line { text, marks: marks.clone(), pieces, differs: false }.write(0..usize::MAX, html);
            html.markup("</span>");
            start += line.len() + 1;
        }
    }

    /// A notice, with the names in it in their own directions.
    fn notice(&self, text: &str, change: usize) -> Html {
        let is_here = self.hit.as_ref().is_some_and(|hit| hit.spot == Spot::Notice { change });
        let current = self.hit.as_ref().map(|hit| &hit.range).filter(|_| is_here);
        let marks = hit_marks(text, &self.query, current);
        let mut html = Html::default();
        for (range, is_name) in between_quotes(text) {
            html.markup(if is_name { "<bdi>" } else { "" });
            let line = Line { text, marks: marks.clone(), pieces: vec![range], differs: is_name };
            line.write(0..1, &mut html);
            html.markup(if is_name { "</bdi>" } else { "" });
        }
        html
    }

    /// A short text with the hits of a search marked.
    fn marked(&self, text: &str, spot: Spot) -> Html {
        let is_here = self.hit.as_ref().is_some_and(|hit| hit.spot == spot);
        let current = self.hit.as_ref().map(|hit| &hit.range).filter(|_| is_here);
        let marks = hit_marks(text, &self.query, current);
        let mut html = Html::default();
        let whole = 0..text.len();
        Line { text, marks, pieces: vec![whole], differs: false }.write(0..1, &mut html);
        html
    }
}

/// The words that differ between two values with characters in them that cannot be seen. Of others one
/// sees at once what differs.
fn words_of(value: &ValueDiff, old: &str, new: &str) -> [Vec<(Range<usize>, Mark)>; 2] {
    let is_one_sided = value.old.is_none() || value.new.is_none();
    if is_one_sided || diff::signs(old).is_empty() && diff::signs(new).is_empty() {
        return [Vec::new(), Vec::new()];
    }
    let words = diff::words_with(old, new, Syntax::Prose, &BrowserWords);
    [word_marks(words.old_spans(old.len())), word_marks(words.new_spans(new.len()))]
}

/// The parts of a sentence, and whether each stands between quotation marks: “…” are names.
fn between_quotes(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(['“', '”']) {
        let is_end = text[at..].starts_with('”');
        let cut = if is_end { at } else { at + '“'.len_utf8() };
        parts.push((start..cut, is_end));
        start = cut;
    }
    parts.push((start..text.len(), false));
    parts
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
        <Menu label=format!("Actions for {}", isolated(&name)) entries=move || actions.entries.run(index) />
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

/// The same where space is short: signs and numbers, with words for screen readers.
pub(crate) fn short_totals(totals: &Totals) -> AnyView {
    let numbers = [
        (ChangeKind::Added, "+"),
        (ChangeKind::Removed, "−"),
        (ChangeKind::Edited, "~"),
        (ChangeKind::Renamed, "≈"),
        (ChangeKind::Moved, "↕"),
    ];
    let counts: Vec<AnyView> = numbers
        .into_iter()
        .filter(|(kind, _)| totals.of(*kind) > 0)
        .map(|(kind, sign)| {
            let word = kind.label();
            view! {
                <span class=format!("short short--{word}") title=word>
                    <span aria-hidden="true">{sign}</span>
                    {totals.of(kind)}
                    <span class="hidden">" " {word}</span>
                </span>
            }
            .into_any()
        })
        .collect();
    view! { <span class="totals">{counts}</span> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::between_quotes;

    #[test]
    fn names_in_a_notice_are_found_by_their_quotation_marks() {
        let text = "Renamed from “a” to “ב”";
        let parts =
            between_quotes(text).into_iter().map(|(range, is_name)| (&text[range], is_name));
        let names: Vec<&str> = parts.clone().filter(|part| part.1).map(|part| part.0).collect();
        assert_eq!(names, ["a", "ב"]);
        assert_eq!(parts.map(|part| part.0).collect::<String>(), text);
        assert_eq!(between_quotes("Added"), [(0..5, false)]);
    }
}
