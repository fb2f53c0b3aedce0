//! What a person chose to see: a plain value that can be stored, compared and put into a URL.

use std::collections::{BTreeMap, BTreeSet};

use model::Section;

use crate::{Change, ChangeKind, Comparison, Content};

/// How two sides stand on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Old on the left, new on the right; what became what stands in one row.
    #[default]
    SideBySide,
    /// One column: what was removed, then what was added.
    Unified,
    /// One column of prose: an edited line is one row, with its words struck out and put in.
    Reading,
}

/// Everything that decides which rows there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// How two sides stand on the page.
    pub mode: Mode,
    /// How many unchanged lines are shown around a change.
    pub context: usize,
    /// Which changes are shown.
    pub filter: Filter,
    /// Items of which only the heading is shown, by [`crate::ItemDiff::key`].
    pub folded: BTreeSet<String>,
    /// Sections of which only the heading is shown.
    pub folded_sections: BTreeSet<Section>,
    /// Gaps that were opened, and how far.
    pub gaps: BTreeMap<GapId, Opened>,
}

impl Default for View {
    fn default() -> Self {
        Self {
            mode: Mode::default(),
            context: 3,
            filter: Filter::default(),
            folded: BTreeSet::new(),
            folded_sections: BTreeSet::new(),
            gaps: BTreeMap::new(),
        }
    }
}

/// Which changes are shown. The default shows all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these sections; all when empty.
    pub sections: BTreeSet<Section>,
    /// Only these kinds; all when empty.
    pub kinds: BTreeSet<ChangeKind>,
    /// Only what has this in its name, its label or its text, in any case.
    pub text: String,
    /// Not these items, by [`crate::ItemDiff::key`]: those marked as viewed, for instance.
    pub without: BTreeSet<String>,
    /// Whether notes are left out.
    pub hides_notes: bool,
}

/// Unchanged lines that are not shown: those before a hunk, or after the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GapId {
    /// The item, as an index into [`Comparison::items`].
    pub item: usize,
    /// Its field.
    pub field: usize,
    /// The hunk after the gap; one past the last hunk for the gap at the end.
    pub hunk: usize,
}

/// How many more rows of a gap are shown, from its top and from its bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// Rows shown at its top.
    pub top: usize,
    /// Rows shown at its bottom.
    pub bottom: usize,
}

impl View {
    /// Shows more rows at the top and at the bottom of a gap.
    pub fn open(&mut self, gap: GapId, top: usize, bottom: usize) {
        let opened = self.gaps.entry(gap).or_default();
        opened.top = opened.top.saturating_add(top);
        opened.bottom = opened.bottom.saturating_add(bottom);
    }

    /// Shows all rows of a gap.
    pub fn open_whole(&mut self, gap: GapId) {
        self.gaps.insert(gap, Opened { top: usize::MAX, bottom: 0 });
    }

    /// Shows all unchanged lines of a field.
    pub fn open_field(&mut self, comparison: &Comparison, item: usize, field: usize) {
        if let Content::Text(text) | Content::Json(text) =
            &comparison.items[item].fields[field].content
        {
            (0..=text.hunks().len()).for_each(|hunk| self.open_whole(GapId { item, field, hunk }));
        }
    }

    /// Folds an item, or unfolds it.
    pub fn fold(&mut self, key: &str, is_folded: bool) {
        if is_folded {
            self.folded.insert(key.to_owned());
        } else {
            self.folded.remove(key);
        }
    }
}

impl Filter {
    /// Whether it leaves nothing out.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a change is shown.
    pub fn shows(&self, comparison: &Comparison, change: &Change) -> bool {
        let is_one_of_kinds = self.kinds.is_empty() || self.kinds.contains(&change.kind);
        let is_in_sections = self.sections.is_empty() || self.sections.contains(&change.section);
        is_one_of_kinds
            && is_in_sections
            && !(self.hides_notes && change.is_note)
            && !self.without.contains(&comparison.items[change.item].key)
            && (self.text.is_empty() || self.text_matches(comparison, change))
    }

    /// Whether any change of an item, or of what it is part of, is shown.
    pub(super) fn shows_item(&self, comparison: &Comparison, item: usize) -> bool {
        let mut at = item;
        // What was added or removed with its parent has no change of its own.
        while let (true, Some(parent)) =
            (comparison.items[at].changes.is_empty(), comparison.items[at].parent)
        {
            at = parent;
        }
        let changes = &comparison.changes[comparison.items[at].changes.clone()];
        self.is_empty() || changes.iter().any(|change| self.shows(comparison, change))
    }

    fn text_matches(&self, comparison: &Comparison, change: &Change) -> bool {
        let has = |text: &str| crate::search::contains(text, &self.text);
        let item = &comparison.items[change.item];
        let field = comparison.field_of(change);
        has(item.name())
            || has(&item.noun)
            || field.is_some_and(|field| has(&field.label))
            || comparison.texts_of(change).is_some_and(|(old, new)| {
                let shown = |text: &str, is_old| has(&comparison.names.text(text, is_old));
                has(&old) || has(&new) || shown(&old, true) || shown(&new, false)
            })
    }
}
