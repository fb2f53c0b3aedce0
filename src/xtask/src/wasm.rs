//! A Rust that can compile for `wasm32-unknown-unknown`.
//!
//! The ordinary way is `rustup target add`. Where rustup cannot download, Debian's own Rust is
//! taken: it brings its standard library as source, from which the wasm part is built once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell::{apt, command, find, output, run, say};

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-clippy", "rust-web-src"];

/// Which Rust compiles the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The one that runs this command.
    Ambient,
    /// Debian's, in /usr, linked into rustup under the name `debian`.
    Debian,
}

impl Toolchain {
    /// Makes a command use this toolchain, whatever this process was started with.
    pub(crate) fn apply(self, command: &mut Command) -> &mut Command {
        // Cargo sets these for its children; they would overrule the choice of a toolchain.
        command.env_remove("CARGO").env_remove("RUSTC").env_remove("RUSTDOC");
        match self {
            Self::Ambient => command,
            Self::Debian => command.env("RUSTUP_TOOLCHAIN", "debian"),
        }
    }
}

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
        say("rustup could not download it; taking Debian's Rust instead");
    }
    install_debian()?;
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

fn install_debian() -> Result<()> {
    let source = Path::new("/usr/lib/rustlib/src/rust/library/std");
    if !source.exists() || find_in_usr("cargo-clippy").is_none() {
        apt(DEBIAN_PACKAGES, "a Rust with the source of its standard library")?;
    }
    if find("rustup").is_some() {
        run(command("rustup").args(["toolchain", "link", "debian", "/usr"]))?;
    }
    link_linker()?;
    build_std()
}

fn find_in_usr(program: &str) -> Option<PathBuf> {
    let file = Path::new("/usr/bin").join(program);
    file.exists().then_some(file)
}

/// Debian's Rust looks for `rust-lld` and does not bring it.
fn link_linker() -> Result<()> {
    let mut rustc = command("rustc");
    Toolchain::Debian.apply(&mut rustc).arg("-vV");
    let version = output(&mut rustc).context("Debian's rustc does not start")?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("rustc -vV names no host")?;
    let link = Path::new("/usr/lib/rustlib").join(host).join("bin/rust-lld");
    if link.exists() {
        return Ok(());
    }
    let of_rustup =
        output(command("rustc").env_remove("RUSTUP_TOOLCHAIN").args(["--print", "sysroot"]))
            .map(|sysroot| Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld"))
            .filter(|file| file.exists());
    let linker = match of_rustup {
        Some(file) => file,
        None => {
            apt(&["lld-22"], "the linker for wasm")?;
            PathBuf::from("/usr/lib/llvm-22/bin/lld")
        }
    };
    fs::create_dir_all(link.parent().context("the link has a folder")?)?;
    std::os::unix::fs::symlink(&linker, &link)
        .with_context(|| format!("could not link {} to {}", link.display(), linker.display()))
}

/// Builds the wasm standard library from Debian's source and puts it where rustc looks.
fn build_std() -> Result<()> {
    say(format!("Building the {TARGET} standard library (once; about a minute)"));
    let folder = std::env::temp_dir().join("agent-studio-std");
    fs::create_dir_all(folder.join("src"))?;
    fs::write(
        folder.join("Cargo.toml"),
        "[package]\nname = \"std-for-wasm\"\nedition = \"2021\"\n",
    )?;
    // A library: a program would need a linker before every part is built.
    fs::write(folder.join("src/lib.rs"), "")?;
    let mut cargo = command("cargo");
    Toolchain::Debian.apply(&mut cargo);
    run(cargo
        .current_dir(&folder)
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode, link-time optimisation of the page fails.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .args(["build", "-Zbuild-std=std,panic_abort,test", "--release", "--target", TARGET]))?;

    let libraries = Path::new("/usr/lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&libraries)?;
    for file in fs::read_dir(folder.join("target").join(TARGET).join("release/deps"))?.flatten() {
        if file.path().extension().is_some_and(|extension| extension == "rlib") {
            fs::copy(file.path(), libraries.join(file.file_name()))?;
        }
    }
    fs::remove_dir_all(&folder)?;
    Ok(())
}
