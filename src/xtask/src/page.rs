//! Building the page: the compiler and the tools side by side, then Trunk.

use std::fs;
use std::path::PathBuf;
use std::thread;

use anyhow::{Result, anyhow};
use sha2::{Digest, Sha256};

use crate::files::{files, hex};
use crate::shell::{build as cargo_build, command, root, run, say, target};
use crate::toolchain::{TARGET, Toolchain};
use crate::tools::Tools;
use crate::{npm, sizes, wasm};

/// What the page is made of, for telling whether it has to be built again.
const INPUTS: &[&str] = &[
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "public",
    "style",
    "src/app",
    "src/client",
    "src/diff",
    "src/linker",
    "src/model",
    "src/wire",
    "src/xtask/npm",
    "src/xtask/src/finish.rs",
    "src/xtask/src/page.rs",
    "src/xtask/src/toolchain.rs",
    "src/xtask/src/tools.rs",
];

/// Builds the page into `dist/` unless what is there is up to date, and prints its size.
pub(crate) fn build() -> Result<()> {
    build_with(|| Ok(()))
}

/// Builds the page and the local server; gives the server's program.
pub(crate) fn build_with_server() -> Result<PathBuf> {
    build_with(build_server)
}

/// Builds the page, and `also` beside it: both have phases that use only one core.
fn build_with<T>(also: impl FnOnce() -> Result<T>) -> Result<T> {
    let stamp = target().join("page.stamp");
    let inputs = fingerprint()?;
    let is_fresh = fs::read_to_string(&stamp).is_ok_and(|old| old == inputs)
        && root().join("dist/index.html").exists();
    if is_fresh {
        let other = also()?;
        sizes::print()?;
        return Ok(other);
    }
    let toolchain = wasm::toolchain()?;
    say("Building the page and its tools (the first time: eight to twelve minutes on two cores)");
    let (compiled, tools) = thread::scope(|scope| {
        let compiler = scope.spawn(|| compile(toolchain));
        let tools = Tools::ready(toolchain).and_then(|tools| Ok((tools, also()?)));
        (compiler.join(), tools)
    });
    compiled.map_err(|_| anyhow!("the build of the page broke off"))??;
    let (tools, other) = tools?;
    say("Putting the page together (about a minute)");
    run(tools
        .command("trunk")
        // Trunk would take these for its own options.
        .env_remove("NO_COLOR")
        .args(["build", "--release", "--offline", "--locked", "--quiet"]))?;
    sizes::print()?;
    fs::write(stamp, inputs)?;
    Ok(other)
}

/// Compiles what Trunk will ask cargo for, with our own progress messages and while the tools are
/// still on their way.
fn compile(toolchain: Toolchain) -> Result<()> {
    let mut cargo = command("cargo");
    toolchain.apply(&mut cargo);
    cargo.args(["build", "--locked", "--profile", "page", "--target", TARGET, "--bin", "app"]);
    cargo_build("the page", cargo.args(["--manifest-path", "src/app/Cargo.toml"]))
}

/// Builds the local server and says where it is.
pub(crate) fn build_server() -> Result<PathBuf> {
    let mut cargo = command("cargo");
    cargo_build(
        "the local server",
        cargo.args(["build", "--release", "--locked", "-p", "server"]),
    )?;
    Ok(target().join("release/studio-server"))
}

fn fingerprint() -> Result<String> {
    let mut hash = Sha256::new();
    // With npm the page becomes smaller: it is built again once npm is there.
    hash.update([u8::from(npm::is_available())]);
    for input in INPUTS {
        for file in files(&root().join(input))? {
            hash.update(file.to_string_lossy().as_bytes());
            hash.update(fs::read(&file)?);
        }
    }
    Ok(hex(&hash.finalize()))
}
