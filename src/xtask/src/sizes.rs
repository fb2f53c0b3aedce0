//! What the built page weighs. Printed by every build; judged by the browser suite, from what a browser
//! really downloads (`tests/browser/stories/sizes.rs`).

use std::fs;

use anyhow::Result;

use crate::files::files;
use crate::shell::root;

/// Prints what a first visit downloads, and the pieces that come on demand.
pub(crate) fn print() -> Result<()> {
    let (mut first, mut pieces) = (0, Vec::new());
    for file in files(&root().join("dist"))? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(plain) = name.strip_suffix(".br") else { continue };
        let size = fs::metadata(&file)?.len();
        match plain.strip_prefix("piece-") {
            Some(piece) => {
                pieces.push((size, piece.split('-').next().unwrap_or_default().to_owned()))
            }
            None if [".html", ".js", ".css", ".wasm"].iter().any(|kind| plain.ends_with(kind)) => {
                first += size;
            }
            None => (),
        }
    }
    pieces.sort_unstable_by(|a, b| b.cmp(a));
    let on_demand: u64 = pieces.iter().map(|(size, _)| size).sum();
    let largest: Vec<String> =
        pieces.iter().take(8).map(|(size, name)| format!("{name} {} KB", kb(*size))).collect();
    eprintln!(
        "Page: {} KB for a first visit, then {} KB on demand in {} pieces, brotli ({}, …)",
        kb(first),
        kb(on_demand),
        pieces.len(),
        largest.join(", ")
    );
    Ok(())
}

fn kb(bytes: u64) -> u64 {
    bytes.div_ceil(1024)
}
