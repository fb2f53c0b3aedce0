//! Where the program is cut: comparing for the bar above the pages needs the engine, which a page that
//! compares nothing would otherwise wait for.

#![allow(
    unsafe_code,
    reason = "in wasm, a split point imports and exports a function of the linker"
)]

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use diff::Comparison;
use model::Snapshot;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::comparison;

/// A comparison under way.
type Comparing = Pin<Box<dyn Future<Output = Comparison>>>;

/// Compares two contents, once the engine has arrived; fails if it does not.
pub(crate) async fn compare(
    old: Arc<Snapshot>,
    new: Arc<Snapshot>,
) -> Result<Comparison, SplitLoaderError> {
    #[wasm_split(engine, fallible)]
    fn start(old: Arc<Snapshot>, new: Arc<Snapshot>) -> Result<Comparing, SplitLoaderError> {
        Ok(Box::pin(async move { comparison::compare(&old, &new).await }))
    }
    Ok(start(old, new).await?.await)
}
