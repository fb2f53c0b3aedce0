//! Which Rust compiles the page, and with which flags.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::root;

/// What the page is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// The variable that adds flags to those of `.cargo/config.toml` for this target alone.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Which Rust compiles the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The one that runs this command.
    Ambient,
    /// Debian's, in /usr, linked into rustup under the name `debian`.
    Debian,
}

impl Toolchain {
    /// Makes a command use this toolchain, whatever this process was started with, and keeps the
    /// folders of this machine out of what it compiles.
    pub(crate) fn apply(self, command: &mut Command) -> &mut Command {
        // Cargo sets these for its children; they would overrule the choice of a toolchain.
        command.env_remove("CARGO").env_remove("RUSTC").env_remove("RUSTDOC");
        command.env(FLAGS, path_remapping().join(" "));
        match self {
            Self::Ambient => command,
            Self::Debian => command.env("RUSTUP_TOOLCHAIN", "debian"),
        }
    }
}

/// Where cargo keeps the sources of packages: they are named in panics, and mean nothing in a page.
fn path_remapping() -> Vec<String> {
    let cargo_home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let mut flags = Vec::new();
    if let Some(sources) = cargo_home.map(|home| home.join("registry/src"))
        && let Ok(folders) = fs::read_dir(&sources)
    {
        flags.extend(folders.flatten().map(|folder| remap(&folder.path())));
    }
    flags.push(remap(&root()));
    flags
}

fn remap(folder: &Path) -> String {
    format!("--remap-path-prefix={}/=", folder.display())
}
