//! Two edits of one text, brought together: a three-way merge by lines, then by words.
//!
//! As in diff3 (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007), what only one
//! side changed is taken, and what both changed alike is taken once. Two changes meet where they
//! overlap or touch, with nothing unchanged between them; there a person has to decide.

mod changes;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::text::{Syntax, WordBreaker};
use changes::{Edit, edits};

/// Who changed a region of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody: all three texts are the same here.
    Base,
    /// Only one's own edit changed it.
    Mine,
    /// Only somebody else changed it.
    Theirs,
    /// Both changed it to the same.
    Both,
    /// Both changed it, each to something else.
    Conflict,
}

/// A part of a text, in bytes of each of the three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Who changed it.
    pub origin: Origin,
    /// Bytes of the text in which both edits began.
    pub base: Range<usize>,
    /// Bytes of one's own text.
    pub mine: Range<usize>,
    /// Bytes of the other person's text.
    pub theirs: Range<usize>,
}

/// Three versions of a text and the regions that follow each other in them, without a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMerge<'a> {
    base: &'a str,
    mine: &'a str,
    theirs: &'a str,
    regions: Vec<Region>,
}

impl<'a> TextMerge<'a> {
    /// Merges `mine` and `theirs`, which both began as `base`.
    pub fn new(
        base: &'a str,
        mine: &'a str,
        theirs: &'a str,
        syntax: Syntax,
        breaker: &'static dyn WordBreaker,
    ) -> Self {
        let edits = |side| edits(base, side, syntax, breaker);
        let mut regions = Vec::new();
        let mut sides = [Side::new(edits(mine)), Side::new(edits(theirs))];
        let mut at = 0;
        while let Some(start) =
            sides.iter().filter_map(Side::next).map(|edit| edit.base.start).min()
        {
            push(&mut regions, Origin::Base, at..start, &mut sides);
            let touched = meet(&mut sides, start);
            at = touched.1;
            let origin = match touched.0 {
                [true, true] => Origin::Conflict,
                [true, false] => Origin::Mine,
                _ => Origin::Theirs,
            };
            push(&mut regions, origin, start..at, &mut sides);
        }
        push(&mut regions, Origin::Base, at..base.len(), &mut sides);
        for region in &mut regions {
            let same = || mine[region.mine.clone()] == theirs[region.theirs.clone()];
            if region.origin == Origin::Conflict && same() {
                region.origin = Origin::Both;
            }
        }
        Self { base, mine, theirs, regions }
    }

    /// The regions, from the start of the text to its end.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// The text of a region before both edits.
    pub fn base(&self, region: &Region) -> &'a str {
        &self.base[region.base.clone()]
    }

    /// One's own text of a region.
    pub fn mine(&self, region: &Region) -> &'a str {
        &self.mine[region.mine.clone()]
    }

    /// The other person's text of a region.
    pub fn theirs(&self, region: &Region) -> &'a str {
        &self.theirs[region.theirs.clone()]
    }

    /// The regions in which a person has to decide.
    pub fn conflicts(&self) -> impl Iterator<Item = &Region> {
        self.regions.iter().filter(|region| region.origin == Origin::Conflict)
    }

    /// The merged text; `None` while a person has to decide.
    pub fn merged(&self) -> Option<String> {
        self.conflicts().next().is_none().then(|| self.resolved(|_, _| String::new()))
    }

    /// The merged text, in which `decide` gives the text of each conflict, counted from 0.
    pub fn resolved(&self, decide: impl Fn(usize, &Region) -> String) -> String {
        let mut text = String::with_capacity(self.mine.len().max(self.theirs.len()));
        let mut conflict = 0;
        for region in &self.regions {
            match region.origin {
                Origin::Base => text.push_str(self.base(region)),
                Origin::Mine | Origin::Both => text.push_str(self.mine(region)),
                Origin::Theirs => text.push_str(self.theirs(region)),
                Origin::Conflict => {
                    text.push_str(&decide(conflict, region));
                    conflict += 1;
                }
            }
        }
        text
    }
}

/// The edits of one side that are still to come, and where its text has been taken up to.
struct Side {
    edits: Vec<Edit>,
    /// How many of them have been taken.
    taken: usize,
    /// How much longer its text is than the base, up to here.
    shift: isize,
    /// Where its next region begins.
    at: usize,
}

impl Side {
    fn new(edits: Vec<Edit>) -> Self {
        Self { edits, taken: 0, shift: 0, at: 0 }
    }

    fn next(&self) -> Option<&Edit> {
        self.edits.get(self.taken)
    }
}

/// Takes all edits that begin at `start` or meet one of these. Gives which sides have any, and where
/// in the base the last one ends.
fn meet(sides: &mut [Side; 2], start: usize) -> ([bool; 2], usize) {
    let mut end = start;
    let mut touched = [false; 2];
    loop {
        let mut grew = false;
        for (side, touched) in sides.iter_mut().zip(&mut touched) {
            while let Some(edit) = side.next().filter(|edit| edit.base.start <= end) {
                let longer = edit.side.len() as isize - edit.base.len() as isize;
                end = end.max(edit.base.end);
                side.shift += longer;
                side.taken += 1;
                (*touched, grew) = (true, true);
            }
        }
        if !grew {
            return (touched, end);
        }
    }
}

/// Adds a region that ends where both sides have been taken up to; an empty one is left out.
fn push(regions: &mut Vec<Region>, origin: Origin, base: Range<usize>, sides: &mut [Side; 2]) {
    let [mine, theirs] = sides.each_mut().map(|side| {
        let end = base.end.checked_add_signed(side.shift).unwrap_or(side.at);
        let range = side.at..end;
        side.at = end;
        range
    });
    let region = Region { origin, base, mine, theirs };
    if !(region.base.is_empty() && region.mine.is_empty() && region.theirs.is_empty()) {
        regions.push(region);
    }
}
