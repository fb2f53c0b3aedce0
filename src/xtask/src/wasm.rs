//! A Rust that can compile for `wasm32-unknown-unknown`.
//!
//! The usual way is `rustup target add`. Where rustup cannot add the target, Debian's own Rust is
//! used (`debian.rs`).

use std::fs;

use anyhow::{Result, bail};

use crate::debian;
use crate::shell::{command, find, output, run, say};
use crate::toolchain::{TARGET, Toolchain};

/// Finds a toolchain with the wasm standard library, and installs one if there is none.
pub(crate) fn toolchain() -> Result<Toolchain> {
    for toolchain in [Toolchain::Ambient, Toolchain::Debian] {
        if has_target(toolchain) {
            return Ok(toolchain);
        }
    }
    if find("rustup").is_some() {
        say(format!("Adding the {TARGET} target (rustup; under a minute)"));
        if run(command("rustup").args(["target", "add", TARGET])).is_ok()
            && has_target(Toolchain::Ambient)
        {
            return Ok(Toolchain::Ambient);
        }
        say("rustup could not add it; trying Debian's Rust instead");
    }
    debian::install()?;
    if !has_target(Toolchain::Debian) {
        bail!("the {TARGET} standard library was built but is not found by Debian's rustc");
    }
    Ok(Toolchain::Debian)
}

fn has_target(toolchain: Toolchain) -> bool {
    let mut rustc = command("rustc");
    toolchain.apply(&mut rustc).args(["--print", "target-libdir", "--target", TARGET]);
    let Some(folder) = output(&mut rustc) else { return false };
    fs::read_dir(folder).is_ok_and(|files| {
        files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libcore-"))
    })
}
