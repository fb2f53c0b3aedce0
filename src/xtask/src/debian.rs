//! The fallback where rustup cannot add the wasm target: Debian's own Rust.
//!
//! It brings its standard library as source, from which the wasm part is built once. Everything that
//! this changes on the machine is changed here, and is said before it happens.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::shell::{apt, command, find, output, run, say};
use crate::toolchain::{TARGET, Toolchain};

const PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-clippy", "rust-web-src"];

/// Installs Debian's Rust beside the one that is there, and builds the standard library for wasm.
pub(crate) fn install() -> Result<()> {
    say(
        "This changes the machine: Debian's Rust is installed in /usr (rustc-web, cargo-web and their \
         source), linked into rustup under the name \"debian\" if rustup is there, and given a standard \
         library for wasm in /usr/lib/rustlib. Your own Rust stays the default. To undo it: \
         rustup toolchain uninstall debian; apt-get remove rustc-web cargo-web rust-web-src",
    );
    let source = Path::new("/usr/lib/rustlib/src/rust/library/std");
    if !source.exists() || find_in_usr("cargo-clippy").is_none() {
        apt(PACKAGES, "a Rust with the source of its standard library")?;
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
