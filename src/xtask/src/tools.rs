//! The programs that build the page: found where they are, installed where they are missing.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell::{apt, command, find, output, root, run, say};
use crate::wasm::{self, Toolchain};

/// Builds with every Rust this project supports; 0.22 asks for one that Debian does not have yet.
const TRUNK: &str = "0.21.14";
/// Older ones do not understand what today's rustc emits.
const OLDEST_WASM_OPT: u32 = 120;
const BINARYEN: &str = "132.0.0";

/// Everything that builds the page.
pub(crate) struct Tools {
    /// The Rust that compiles it.
    pub(crate) toolchain: Toolchain,
    /// PATH with the folders of the tools in front.
    path: OsString,
}

impl Tools {
    /// A command that sees the tools and compiles with the right Rust.
    pub(crate) fn command(&self, program: &str) -> Command {
        // Looked up here: PATH of the child does not count when a program is started.
        let found = std::env::split_paths(&self.path)
            .map(|folder| folder.join(program))
            .find(|file| file.is_file())
            .unwrap_or_else(|| program.into());
        let mut command = command(found);
        command.env("PATH", &self.path);
        self.toolchain.apply(&mut command);
        command
    }
}

/// Finds or installs everything that builds the page.
pub(crate) fn all() -> Result<Tools> {
    let toolchain = wasm::toolchain()?;
    let bindgen = locked_version("wasm-bindgen")?;
    let mut folders: Vec<PathBuf> = [
        cargo_tool("trunk", "trunk", TRUNK, "about eight minutes on two cores")?,
        cargo_tool(
            "wasm-bindgen",
            "wasm-bindgen-cli",
            &bindgen,
            "about three minutes on two cores",
        )?,
        wasm_opt()?,
    ]
    .into_iter()
    .flatten()
    .collect();
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    Ok(Tools { toolchain, path: std::env::join_paths(folders)? })
}

/// Where tools of fixed versions are kept, shared by all checkouts of this user.
pub(crate) fn cache() -> Result<PathBuf> {
    let base = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache")));
    Ok(base.context("neither XDG_CACHE_HOME nor HOME is set")?.join("agent-studio"))
}

/// The version of a package in Cargo.lock.
fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock is missing")?;
    let header = format!("name = \"{package}\"\nversion = \"");
    let (_, rest) =
        lock.split_once(&header).with_context(|| format!("Cargo.lock does not name {package}"))?;
    Ok(rest.split('"').next().unwrap_or_default().to_owned())
}

/// A program from a Rust package in exactly one version; gives the folder to put on PATH, if any.
fn cargo_tool(program: &str, package: &str, version: &str, time: &str) -> Result<Option<PathBuf>> {
    let is_right = |program: &Path| {
        output(command(program).arg("--version"))
            .is_some_and(|line| line.split_whitespace().nth(1) == Some(version))
    };
    if find(program).is_some_and(|file| is_right(&file)) {
        return Ok(None);
    }
    let folder = cache()?.join(format!("{program}-{version}"));
    let bin = folder.join("bin");
    if !is_right(&bin.join(program)) {
        say(format!("Installing {package} {version} (once; {time})"));
        // Compiled for a short build: these programs wait for the disk, not for the processor.
        run(command("cargo")
            .env_remove("RUSTFLAGS")
            .env("CARGO_PROFILE_RELEASE_LTO", "false")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
            .args(["install", "--quiet", "--root"])
            .arg(&folder)
            .args([package, "--version", version]))?;
    }
    Ok(Some(bin))
}

/// `wasm-opt` in a version that understands today's wasm.
fn wasm_opt() -> Result<Option<PathBuf>> {
    let is_new = |program: &Path| {
        output(command(program).arg("--version"))
            .and_then(|line| line.split_whitespace().nth(2)?.parse::<u32>().ok())
            .is_some_and(|version| version >= OLDEST_WASM_OPT)
    };
    if find("wasm-opt").is_some_and(|file| is_new(&file)) {
        return Ok(None);
    }
    let folder = cache()?.join("npm");
    let bin = folder.join("node_modules/.bin");
    if !is_new(&bin.join("wasm-opt")) {
        npm_install(&folder, &[&format!("binaryen@{BINARYEN}")], "wasm-opt")?;
        if !is_new(&bin.join("wasm-opt")) {
            bail!(
                "binaryen was installed, but its wasm-opt does not start; is Node.js 18 or newer on PATH?"
            );
        }
    }
    Ok(Some(bin))
}

/// Installs what a `package.json` names into a folder of the cache, unless it is there already.
/// Gives the folder.
pub(crate) fn npm_folder(manifest: &Path, what_for: &str) -> Result<PathBuf> {
    let folder = cache()?.join(format!("npm-{what_for}"));
    let wanted = fs::read_to_string(manifest)
        .with_context(|| format!("could not read {}", manifest.display()))?;
    // Written last: an install that broke off is begun again.
    let stamp = folder.join("installed.json");
    if !fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("package.json"), &wanted)?;
        npm(&folder, &["install"], what_for)?;
        fs::write(stamp, wanted)?;
    }
    Ok(folder)
}

/// Installs packages of the npm registry into a folder of the cache.
fn npm_install(folder: &Path, packages: &[&str], what_for: &str) -> Result<()> {
    fs::create_dir_all(folder)?;
    let manifest = folder.join("package.json");
    if !manifest.exists() {
        fs::write(&manifest, "{ \"private\": true }\n")?;
    }
    npm(folder, &[&["install", "--save-exact"], packages].concat(), what_for)
}

fn npm(folder: &Path, arguments: &[&str], what_for: &str) -> Result<()> {
    if find("npm").is_none() {
        apt(&["nodejs", "npm"], &format!("npm (for {what_for})"))?;
    }
    say(format!("Installing packages of npm for {what_for} (once; under a minute)"));
    run(command("npm")
        .current_dir(folder)
        .args(arguments)
        .args(["--no-audit", "--no-fund", "--loglevel=error"])
        .stdout(std::process::Stdio::null()))
}
