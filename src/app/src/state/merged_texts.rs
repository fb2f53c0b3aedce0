//! Two edits of one text brought together. It needs the engine: pages call it through its piece.

use diff::{Origin, Region, Syntax, TextMerge, UnicodeWords};
use model::{MergedText, TextConflict, TextPart};

/// Brings two edits together: what stood there, one's own text, and the other person's.
pub(super) fn merge([base, mine, theirs]: [String; 3]) -> MergedText {
    let merge = TextMerge::new(&base, &mine, &theirs, Syntax::Prose, &UnicodeWords);
    let part = |region: &Region| match region.origin {
        Origin::Base => TextPart::Settled(merge.base(region).to_owned()),
        Origin::Mine | Origin::Both => TextPart::Settled(merge.mine(region).to_owned()),
        Origin::Theirs => TextPart::Settled(merge.theirs(region).to_owned()),
        Origin::Conflict => TextPart::Conflict(TextConflict {
            base: merge.base(region).to_owned(),
            mine: merge.mine(region).to_owned(),
            theirs: merge.theirs(region).to_owned(),
        }),
    };
    MergedText(merge.regions().iter().map(part).collect())
}
