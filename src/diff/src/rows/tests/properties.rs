//! What holds for every comparison in every view.

use std::sync::Arc;

use model::Snapshot;
use proptest::prelude::*;
use serde_json::json;

use super::super::*;
use super::drawn;
use crate::generate::{Random, Size, Target, agent, edit};
use crate::{
    Cells, Comparing, Comparison, Content, NamedLine, Page, Syntax, VisualLayout, Whitespace,
    compare_with, count_wraps, find, named_occurrences, occurrences,
};

fn any_agents() -> impl Strategy<Value = Arc<Comparison>> {
    let targets = prop::collection::vec(prop::sample::select(Target::ALL.to_vec()), 0..20);
    (any::<u64>(), targets, any::<bool>()).prop_map(|(seed, targets, is_ignoring)| {
        let mut random = Random::new(seed);
        let old = agent(&mut random, Size::SMALL);
        let mut new = old.clone();
        for target in targets {
            edit(&mut new, target, &mut random);
        }
        let whitespace = if is_ignoring { Whitespace::Ignored } else { Whitespace::Significant };
        let side = Snapshot::from_projection;
        Arc::new(compare_with(&side(old), &side(new), whitespace))
    })
}

/// Comparisons of two texts of few different lines, so that everything happens.
fn any_texts() -> impl Strategy<Value = Arc<Comparison>> {
    let text = || prop::collection::vec("[abc ]{0,3}|the open (door|gate|wall) of it", 0..40);
    (text(), text(), any::<bool>(), any::<bool>()).prop_map(|(old, new, is_code, is_ignoring)| {
        let side = |lines: Vec<String>| {
            let text = format!("start\n{}\nend", lines.join("\n"));
            Snapshot::from_projection(if is_code {
                json!({"specialFunctions": {"startFunction": {"code": text}}})
            } else {
                json!({"agentSettings": {"rules": {"behaviour": text}}})
            })
        };
        let whitespace = if is_ignoring { Whitespace::Ignored } else { Whitespace::Significant };
        Arc::new(compare_with(&side(old), &side(new), whitespace))
    })
}

fn any_comparison() -> impl Strategy<Value = Arc<Comparison>> {
    prop_oneof![any_agents(), any_texts()]
}

fn any_view() -> impl Strategy<Value = (Mode, usize, Vec<(usize, usize, usize)>)> {
    let mode = prop::sample::select(vec![Mode::SideBySide, Mode::Unified, Mode::Reading]);
    (mode, 0_usize..4, prop::collection::vec((0_usize..40, 0_usize..6, 0_usize..6), 0..6))
}

/// Lays out, and opens some of the gaps there are.
fn laid_out(
    comparison: &Arc<Comparison>,
    (mode, context, opened): &(Mode, usize, Vec<(usize, usize, usize)>),
) -> Layout {
    let mut view = View { mode: *mode, context: *context, ..View::default() };
    for (place, top, bottom) in opened {
        let layout = Layout::new(Arc::clone(comparison), view.clone());
        let gaps: Vec<GapId> = layout
            .rows(0..layout.len())
            .iter()
            .filter_map(|row| if let Row::Gap { id, .. } = row { Some(*id) } else { None })
            .collect();
        if let Some(gap) = gaps.get(place % gaps.len().max(1)) {
            view.open(*gap, *top, *bottom);
        }
    }
    Layout::new(Arc::clone(comparison), view)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_range_has_the_rows_of_the_whole(
        comparison in any_comparison(),
        view in any_view(),
        start in 0_usize..60,
        length in 0_usize..60,
    ) {
        let layout = laid_out(&comparison, &view);
        let all: Vec<String> = layout.rows(0..usize::MAX).iter().map(drawn).collect();
        prop_assert_eq!(all.len(), layout.len());
        let window: Vec<String> = layout.rows(start..start + length).iter().map(drawn).collect();
        let end = all.len().min(start + length);
        prop_assert_eq!(&window[..], all.get(start..end.max(start)).unwrap_or_default());
    }

    #[test]
    fn each_side_reads_as_its_text_in_every_view(comparison in any_texts(), view in any_view()) {
        let layout = laid_out(&comparison, &view);
        for item in &comparison.items {
            for field in &item.fields {
                let Content::Text(text) = &field.content else { continue };
                let (old, new) = (text.old_lines().text(), text.new_lines().text());
                prop_assert_eq!(&layout.side_text(0..layout.len(), true), &**old);
                prop_assert_eq!(&layout.side_text(0..layout.len(), false), &**new);
            }
        }
    }

    #[test]
    fn every_change_has_a_row(comparison in any_comparison(), view in any_view()) {
        let layout = laid_out(&comparison, &view);
        for (index, change) in comparison.changes.iter().enumerate() {
            let Some(row) = layout.row_of_change(index) else {
                // White space that is ignored may be out of sight.
                prop_assert!(change.is_note);
                continue;
            };
            let shown = match layout.row(row).unwrap() {
                Row::Item { change, .. } | Row::Value { change, .. } => change,
                Row::Line(line) => line.change,
                Row::Notice { index, .. } => Some(index),
                Row::GridDefault { .. } | Row::GridHead { .. } | Row::GridRow { .. } => Some(index),
                other => panic!("{}", drawn(&other)),
            };
            prop_assert_eq!(shown, Some(index));
            prop_assert_eq!(layout.change_near(row).is_some(), layout.changes().next().is_some());
        }
    }

    #[test]
    fn folding_keeps_every_change_reachable(comparison in any_agents(), mask: u64) {
        let mut view = View::default();
        for (at, item) in comparison.items.iter().enumerate() {
            view.fold(&item.key, mask >> (at % 64) & 1 == 1);
        }
        for (at, section) in comparison.sections.iter().enumerate() {
            if mask >> (at % 7) & 4 == 4 {
                view.folded_sections.insert(section.section);
            }
        }
        let layout = Layout::new(Arc::clone(&comparison), view);
        let rows: Vec<_> =
            (0..comparison.changes.len()).filter_map(|at| layout.row_of_change(at)).collect();
        let open = Layout::new(Arc::clone(&comparison), View::default());
        let reachable = (0..comparison.changes.len()).filter(|at| open.row_of_change(*at).is_some());
        prop_assert_eq!(rows.len(), reachable.count());
        prop_assert!(rows.is_sorted());
        prop_assert!(rows.iter().all(|row| *row < layout.len()));
    }

    #[test]
    fn find_finds_every_occurrence_and_nothing_else(
        comparison in any_comparison(),
        view in any_view(),
        query in "[abt]|the|open|ba|FUN",
    ) {
        let layout = laid_out(&comparison, &view);
        let hits = find(&layout, &query, false);
        let mut opened = layout.view().clone();
        for hit in &hits {
            opened.reveal(&comparison, &hit.spot);
        }
        let opened = Layout::new(Arc::clone(&comparison), opened);
        let mut last = 0;
        for hit in &hits {
            let row = opened.row_of(&hit.spot);
            prop_assert!(row.is_some(), "{:?}", hit.spot);
            // Both sides of an entry that moved share a row; apart from that the order stays.
            prop_assert!(row >= Some(last), "{:?}", hit.spot);
            last = row.unwrap_or(last);
            if let Spot::Line { is_old, .. } = hit.spot {
                let Some(Row::Line(line)) = row.and_then(|row| opened.row(row)) else { panic!() };
                let side = if is_old { line.old } else { line.new }.unwrap();
                let named = match line.syntax {
                    Syntax::Prose => comparison.names.line(side.text, is_old),
                    _ => NamedLine::literal(side.text),
                };
                prop_assert!(named_occurrences(&named, &query, false).contains(&hit.range));
            }
        }
        let lines: usize = comparison
            .items
            .iter()
            .flat_map(|item| &item.fields)
            .filter_map(|field| match &field.content {
                Content::Text(text) | Content::Json(text) => Some(text),
                _ => None,
            })
            .map(|text| {
                let is_prose = text.syntax() == Syntax::Prose;
                let count = |text: &str, is_old| match is_prose {
                    false => occurrences(text, &query, false).len(),
                    true => {
                        let named = comparison.names.line(text, is_old);
                        named_occurrences(&named, &query, false).len()
                    }
                };
                let changed = text.hunks().iter();
                let gone = changed.map(|hunk| count(text.old_lines().slice(hunk.old.clone()), true));
                gone.sum::<usize>() + count(text.new_lines().text(), false)
            })
            .sum();
        let is_text = |hit: &&crate::Hit| matches!(hit.spot, Spot::Line { entry: None, .. });
        prop_assert_eq!(hits.iter().filter(is_text).count(), lines);
    }

    #[test]
    fn measured_heights_add_up(comparison in any_comparison(), view in any_view(), width in 1_usize..90) {
        let layout = laid_out(&comparison, &view);
        let measurer = Cells { tab: 4 };
        let page = Page { measurer: &measurer, width: width as f32, height: &|row| match row {
            Row::Section { .. } => 2,
            _ => 1,
        }};
        let visual = VisualLayout::new(&layout, &page);
        let mut line = 0;
        for (at, row) in layout.rows(0..layout.len()).iter().enumerate() {
            let wraps = |text: &Option<NamedLine>| {
                text.as_ref().map_or(0, |text| count_wraps(&text.text, width as f32, &measurer))
            };
            let sides = match row {
                Row::Line(row) => comparison.names.row(
                    row.old.map(|line| line.text),
                    row.new.map(|line| line.text),
                    row.syntax,
                ),
                _ => [None, None],
            };
            let expected = match row {
                Row::Section { .. } => 2,
                Row::Line(row) if layout.view().mode == Mode::Reading && row.words.is_some() => {
                    visual.height(at)
                }
                // One column shows the new line where only white space differs.
                Row::Line(row)
                    if row.kind == LineKind::Same && layout.view().mode != Mode::SideBySide =>
                {
                    wraps(&sides[1])
                }
                Row::Line(_) => wraps(&sides[0]).max(wraps(&sides[1])),
                _ => 1,
            };
            prop_assert_eq!(visual.line_of(at), line);
            prop_assert_eq!(visual.height(at), expected.max(1));
            prop_assert_eq!(visual.row_at(line), (at, 0));
            prop_assert_eq!(visual.row_at(line + expected.max(1) - 1), (at, expected.max(1) - 1));
            line += expected.max(1);
        }
        prop_assert_eq!(visual.len(), line);
    }

    #[test]
    fn comparing_step_by_step_gives_the_same_result(seed: u64) {
        let mut random = Random::new(seed);
        let old = agent(&mut random, Size::SMALL);
        let mut new = old.clone();
        for target in Target::ALL {
            edit(&mut new, target, &mut random);
        }
        let (old, new) = (Snapshot::from_projection(old), Snapshot::from_projection(new));
        let mut comparing = Comparing::new(&old, &new, Whitespace::Significant);
        let mut steps = 1;
        while comparing.step() {
            steps += 1;
        }
        prop_assert!(steps > 20);
        prop_assert_eq!(comparing.finish(), crate::compare(&old, &new));
    }
}
