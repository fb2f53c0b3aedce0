//! Where the program is cut: the bar above the pages compares and a save brings two edits of one text
//! together, which needs the engine. It comes with the dialogs that the bar opens, and no page waits
//! for it.

#![allow(
    unsafe_code,
    reason = "in wasm, a split point imports and exports a function of the linker"
)]

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use diff::{Comparison, Origin, Region, Syntax, TextMerge, UnicodeWords};
use model::{MergedText, Snapshot, TextConflict, TextPart};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::comparison;
use crate::state::device::Device;

/// A comparison under way.
type Comparing = Pin<Box<dyn Future<Output = Comparison>>>;

/// Compares two contents, once the engine has arrived; fails if it does not.
pub(crate) async fn compare(
    device: &'static dyn Device,
    old: Arc<Snapshot>,
    new: Arc<Snapshot>,
) -> Result<Comparison, SplitLoaderError> {
    #[wasm_split(dialogs, fallible)]
    fn start(
        device: &'static dyn Device,
        old: Arc<Snapshot>,
        new: Arc<Snapshot>,
    ) -> Result<Comparing, SplitLoaderError> {
        Ok(Box::pin(async move { comparison::compare(device, &old, &new).await }))
    }
    // What a person waits for comes first.
    device.idle().await;
    Ok(start(device, old, new).await?.await)
}

/// Brings two edits of one text together: what stood there, one's own text, and the other person's.
/// Without the engine nothing is brought together, and a person decides about the whole text.
pub(crate) async fn merge_texts(texts: [String; 3]) -> MergedText {
    #[wasm_split(dialogs, fallible)]
    fn merge([base, mine, theirs]: [String; 3]) -> Result<MergedText, SplitLoaderError> {
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
        Ok(MergedText(merge.regions().iter().map(part).collect()))
    }
    let undecided = MergedText::undecided(&texts[0], &texts[1], &texts[2]);
    merge(texts).await.unwrap_or(undecided)
}
