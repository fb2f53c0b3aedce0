//! Where the program is cut: the bar above the pages compares, which needs the engine. It comes with the
//! dialogs that the bar opens, and no page waits for it.

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
