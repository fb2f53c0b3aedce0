//! Two texts beside each other, for dialogs in which one has to be chosen.

use diff::{LinePair, NamedLine, SideNames, Syntax, TextDiff, Whitespace};
use leptos::prelude::*;

use crate::browser::words::BrowserWords;
use crate::text::count;

/// Unchanged lines shown around a change.
const CONTEXT: usize = 2;

/// A row: the same line on both sides, an edited one, or a line of one side only.
enum Row<'a> {
    Same(usize, usize),
    Edited(&'a LinePair),
    Removed(usize),
    Added(usize),
    /// So many unchanged lines are left out.
    Gap(usize),
}

/// The difference between two texts, side by side.
#[component]
pub(crate) fn TextDiffView(
    #[prop(into)] old: String,
    #[prop(into)] new: String,
    #[prop(into)] old_label: String,
    #[prop(into)] new_label: String,
    /// What both refer to.
    #[prop(optional)]
    names: SideNames,
) -> impl IntoView {
    let label = format!("{old_label} beside {new_label}");
    let diff =
        TextDiff::with_words(old, new, Syntax::Prose, Whitespace::Significant, &BrowserWords);
    let rows: Vec<AnyView> = rows(&diff).iter().map(|row| row_view(&diff, row, &names)).collect();
    view! {
        <div class="text-diff" role="table" aria-label=label>
            <div class="text-diff__row text-diff__row--head" role="row">
                <span role="columnheader">{old_label}</span>
                <span role="columnheader">{new_label}</span>
            </div>
            {if diff.hunks().is_empty() {
                view! { <p class="text-diff__same">"Both are the same."</p> }.into_any()
            } else {
                rows.into_any()
            }}
        </div>
    }
}

fn rows(diff: &TextDiff) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let (mut old, mut new) = (0, 0);
    let total = diff.old_lines().len();
    for (index, hunk) in diff.hunks().iter().enumerate() {
        let is_first = index == 0;
        push_context(&mut rows, old..hunk.old.start, new, !is_first, true);
        (old, new) = (hunk.old.start, hunk.new.start);
        for pair in diff.pairs(index) {
            rows.extend((old..pair.old).map(Row::Removed));
            rows.extend((new..pair.new).map(Row::Added));
            rows.push(Row::Edited(pair));
            (old, new) = (pair.old + 1, pair.new + 1);
        }
        rows.extend((old..hunk.old.end).map(Row::Removed));
        rows.extend((new..hunk.new.end).map(Row::Added));
        (old, new) = (hunk.old.end, hunk.new.end);
    }
    push_context(&mut rows, old..total, new, true, false);
    rows
}

/// Unchanged lines: those next to a change, and a gap for the others.
fn push_context(
    rows: &mut Vec<Row<'_>>,
    old: std::ops::Range<usize>,
    new: usize,
    after_change: bool,
    before_change: bool,
) {
    let head = if after_change { CONTEXT } else { 0 };
    let tail = if before_change { CONTEXT } else { 0 };
    let length = old.len();
    let same = |index: usize| Row::Same(old.start + index, new + index);
    if length <= head + tail + 1 {
        rows.extend((0..length).map(same));
    } else {
        rows.extend((0..head).map(same));
        rows.push(Row::Gap(length - head - tail));
        rows.extend((length - tail..length).map(same));
    }
}

fn row_view(diff: &TextDiff, row: &Row<'_>, names: &SideNames) -> AnyView {
    let (old, new) = (diff.old_lines(), diff.new_lines());
    match row {
        Row::Gap(lines) => {
            let text = count(*lines, "unchanged line");
            view! { <div class="text-diff__gap" role="row"><span role="cell">{text}</span></div> }
                .into_any()
        }
        Row::Same(at, to) => pair_view(
            names.text(old.line(*at), true).into_owned().into_any(),
            names.text(new.line(*to), false).into_owned().into_any(),
            "",
            "",
        ),
        Row::Removed(at) => {
            let text = names.text(old.line(*at), true).into_owned();
            pair_view(text.into_any(), ().into_any(), "removed", "none")
        }
        Row::Added(at) => {
            let text = names.text(new.line(*at), false).into_owned();
            pair_view(().into_any(), text.into_any(), "none", "added")
        }
        Row::Edited(pair) => {
            let words = diff.words(pair);
            let marked = |line: &NamedLine, spans: Vec<diff::Span>| {
                spans
                    .into_iter()
                    .map(|span| {
                        let text = line.text[line.range(span.range)].to_owned();
                        if span.changed {
                            view! { <mark class="text-diff__word">{text}</mark> }.into_any()
                        } else {
                            text.into_any()
                        }
                    })
                    .collect_view()
                    .into_any()
            };
            let (left, right) = (old.line(pair.old), new.line(pair.new));
            let [shown_left, shown_right] = names.pair(left, right);
            pair_view(
                marked(&shown_left, words.old_spans(left.len())),
                marked(&shown_right, words.new_spans(right.len())),
                "removed",
                "added",
            )
        }
    }
}

fn pair_view(old: AnyView, new: AnyView, old_kind: &str, new_kind: &str) -> AnyView {
    let class = |kind: &str| format!("text-diff__cell text-diff__cell--{kind}");
    let sign = |kind: &str, word: &'static str| {
        (kind == word).then(|| view! { <span class="hidden">{format!("{word}: ")}</span> })
    };
    view! {
        <div class="text-diff__row" role="row">
            <span class=class(old_kind) role="cell">{sign(old_kind, "removed")}{old}</span>
            <span class=class(new_kind) role="cell">{sign(new_kind, "added")}{new}</span>
        </div>
    }
    .into_any()
}
