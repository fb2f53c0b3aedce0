//! A file that somebody drops or chooses, read without keeping the page busy: decoded, parsed and
//! taken for what it is.

mod content;
mod decode;
mod form;
mod message;
mod tree;

use std::hash::{DefaultHasher, Hasher};

use crate::state::device::Device;
pub(super) use content::megabytes;
use content::{Content, MAX_SIZE, Unreadable};
use decode::Decoder;
pub(super) use message::{refusal, remark};
use tree::{Tree, dismantle};

/// So many bytes are taken in at a time.
const PART: f64 = 1024.0 * 1024.0;

/// How long reading may keep the page busy at a time, in milliseconds.
const SLICE: f64 = 25.0;

/// Reads a file of so many bytes, of which `part` gives those from one place to another. `progress`
/// is told how much is done, from 0 to 1. Once `is_late` says so, it stops without a result.
pub(super) async fn read(
    device: &dyn Device,
    size: f64,
    part: impl AsyncFn(f64, f64) -> Option<Vec<u8>>,
    progress: impl Fn(f64),
    is_late: impl Fn() -> bool,
) -> Result<Option<Content>, Unreadable> {
    if size > MAX_SIZE {
        return Err(Unreadable::Large(size as u64));
    }
    let (mut decoder, mut hasher) = (Decoder::default(), DefaultHasher::new());
    let mut at = 0.0;
    loop {
        let end = (at + PART).min(size);
        let bytes = part(at, end).await.ok_or(Unreadable::Gone)?;
        if is_late() {
            return Ok(None);
        }
        hasher.write(&bytes);
        decoder.feed(&bytes, end >= size)?;
        at = end;
        progress(0.2 * at / size.max(1.0));
        if at >= size {
            break;
        }
    }
    let mut tree = Tree::new(decoder.finish());
    let result = loop {
        device.pause().await;
        if is_late() {
            break Ok(None);
        }
        progress(0.2 + 0.8 * tree.done());
        match in_slice(device, || tree.step()) {
            Ok(true) => {}
            Ok(false) => break Ok(Some(())),
            Err(reason) => break Err(reason),
        }
    };
    if !matches!(result, Ok(Some(()))) {
        let mut parts = tree.into_parts();
        while in_slice(device, || Ok(dismantle(&mut parts)))? {
            device.pause().await;
        }
        return result.map(|_| None);
    }
    let (json, remarks) = tree.finish();
    let projection = form::projection(json).map_err(Unreadable::Other)?;
    let is_foreign = form::is_foreign(&projection);
    Ok(Some(Content { projection, remarks, is_foreign, digest: hasher.finish() }))
}

/// Does steps until their time is over. Returns whether any are left.
fn in_slice(
    device: &dyn Device,
    mut step: impl FnMut() -> Result<bool, Unreadable>,
) -> Result<bool, Unreadable> {
    let started = device.ticks();
    while device.ticks() - started < SLICE {
        if !step()? {
            return Ok(false);
        }
    }
    Ok(true)
}
