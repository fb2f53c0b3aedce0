//! The programs that build the page: found where they are, installed where they are missing. What is
//! installed has a fixed version and a lock file; what a person already has is used if it fits.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::npm;
use crate::shell::{build, command, find, output, run, run_quietly, say, target};
use crate::toolchain::Toolchain;

/// The Trunk that is installed where none is found: it builds with every Rust this project supports.
const TRUNK: &str = "0.21.14";
/// The versions of Trunk that fit, as their first two numbers (`trunk-version` in Trunk.toml).
const FITTING_TRUNKS: [&str; 2] = ["0.21", "0.22"];
/// Older ones do not understand what today's rustc emits.
const OLDEST_WASM_OPT: u32 = 120;
/// The lock file for wasm-opt and the minifier.
const NPM_FOLDER: &str = "src/xtask/npm";

/// Everything that builds the page.
pub(crate) struct Tools {
    /// The Rust that compiles it.
    toolchain: Toolchain,
    /// PATH with the folders of the tools in front.
    path: OsString,
}

impl Tools {
    /// Finds or installs everything that builds the page.
    pub(crate) fn ready(toolchain: Toolchain) -> Result<Self> {
        let mut folders = vec![linker()?];
        folders.extend(trunk()?);
        folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
        Ok(Self { toolchain, path: std::env::join_paths(folders)? })
    }

    /// A command that sees the tools and compiles with the right Rust and flags.
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

/// Builds our stand-in for wasm-bindgen and gives the folder it is in, under that name.
fn linker() -> Result<PathBuf> {
    build(
        "the linker of the page's pieces",
        command("cargo").args(["build", "--locked", "--profile", "tools", "-p", "linker"]),
    )?;
    let folder = target().join("tools/bin");
    fs::create_dir_all(&folder)?;
    fs::copy(target().join("tools/linker"), folder.join("wasm-bindgen"))
        .context("the linker was built but is not where cargo puts programs")?;
    Ok(folder)
}

/// Finds or installs Trunk; gives the folder to put on PATH, if it is not there already.
fn trunk() -> Result<Option<PathBuf>> {
    if find("trunk").is_some_and(|file| is_fitting_trunk(&file)) {
        return Ok(None);
    }
    let folder = npm::cache()?.join(format!("trunk-{TRUNK}"));
    let bin = folder.join("bin");
    if !is_fitting_trunk(&bin.join("trunk")) {
        say(format!("Installing Trunk {TRUNK} (once; three to five minutes on two cores)"));
        // Compiled for a short build: it waits for the disk, not for the processor. Without its
        // search for updates; what it would download is there already.
        build(
            "Trunk",
            command("cargo")
                .env_remove("RUSTFLAGS")
                .env_remove("CARGO_TARGET_DIR")
                .env("CARGO_PROFILE_RELEASE_LTO", "false")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
                .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
                .args(["install", "--locked", "--no-default-features", "--features", "rustls"])
                .args(["trunk", "--version", TRUNK, "--root"])
                .arg(&folder),
        )?;
    }
    Ok(Some(bin))
}

fn is_fitting_trunk(program: &Path) -> bool {
    output(command(program).arg("--version")).is_some_and(|line| {
        let version = line.split_whitespace().nth(1).unwrap_or_default();
        FITTING_TRUNKS
            .iter()
            .any(|fitting| version.strip_prefix(fitting).is_some_and(|rest| rest.starts_with('.')))
    })
}

/// What makes the page smaller. The page works without it.
pub(crate) struct Shrinkers {
    wasm_opt: Option<PathBuf>,
    esbuild: Option<PathBuf>,
}

impl Shrinkers {
    /// Finds or installs them. What cannot be had is left out, and said.
    pub(crate) fn ready() -> Self {
        let installed = match npm::is_available() {
            true => npm::install(NPM_FOLDER, "page"),
            false => Err(anyhow::anyhow!("Node.js with npm is not on PATH")),
        };
        let program = |name: &str| {
            let folder = installed.as_ref().ok()?;
            Some(folder.join("node_modules/.bin").join(name))
        };
        let own = find("wasm-opt").filter(|file| is_new_wasm_opt(file));
        let wasm_opt = own.or_else(|| program("wasm-opt").filter(|file| is_new_wasm_opt(file)));
        let esbuild = program("esbuild");
        if let Err(reason) = &installed {
            let cost = match wasm_opt {
                None => "the page works, but a first visit downloads about a third more",
                Some(_) => "the page works, but its scripts and style are not minified",
            };
            say(format!(
                "Not optimising the page: {reason:#}; {cost}. Install Node.js with npm and run this again to change that"
            ));
        }
        Self { wasm_opt, esbuild }
    }

    /// Makes a WebAssembly file smaller, in place.
    pub(crate) fn wasm(&self, file: &Path) -> Result<()> {
        let Some(wasm_opt) = &self.wasm_opt else { return Ok(()) };
        // It warns of sections that it does not know, which is of no use to anybody.
        run_quietly(command(wasm_opt).args(WASM_OPTIONS).arg("-o").args([file, file]))
    }

    /// Minifies a script or a style sheet, in place.
    pub(crate) fn text(&self, file: &Path) -> Result<()> {
        let Some(esbuild) = &self.esbuild else { return Ok(()) };
        run(command(esbuild)
            .arg(file)
            .args(["--minify", "--log-level=error", "--target=chrome111,safari16.4,firefox113"])
            .args(["--allow-overwrite", "--legal-comments=none"])
            .arg(format!("--outfile={}", file.display())))
    }
}

fn is_new_wasm_opt(program: &Path) -> bool {
    output(command(program).arg("--version"))
        .and_then(|line| line.split_whitespace().nth(2)?.parse::<u32>().ok())
        .is_some_and(|version| version >= OLDEST_WASM_OPT)
}

/// For `wasm-opt`: the features that run everywhere, and no more (never all). Rust relies on no trap
/// of a load or a division, and puts nothing into the first kilobyte of memory. Inlining and common
/// subexpressions make the file shorter but what is downloaded, its compression, longer. In the order
/// of their names, functions stand beside their like, which makes it shorter.
const WASM_OPTIONS: [&str; 13] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--ignore-implicit-traps",
    "--low-memory-unused",
    "--skip-pass=inlining-optimizing",
    "--skip-pass=local-cse",
    "--reorder-functions-by-name",
];
