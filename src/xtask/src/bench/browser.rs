//! Ours and our peers in one Chromium: builds both sides, and lets `tests/bench/browser.mjs` measure.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::browser;
use crate::shell::{command, find, root, run as run_command, say, target};
use crate::tools::{Shrinkers, Tools};
use crate::{npm, page, wasm};

/// Monaco's half that runs beside the page, from the folder of the peers.
const WORKER: &str = "node_modules/monaco-editor/esm/vs/editor/editor.worker.js";

/// Measures everything and prints a table. A target that is missed is no error.
pub(super) fn browser() -> Result<()> {
    npm::require("the measurements")?;
    let browser = browser::browser()?;
    let server = page::build_with_server()?;
    let peers = npm::install("tests/bench", "bench")?;
    let tools = Tools::ready(wasm::toolchain()?)?;
    let pages = pages(&tools, &peers)?;
    say("Ours beside our peers, in Chromium (about five minutes)");
    let node = find("node").context("npm is here, but node is not on PATH")?;
    run_command(
        command(node)
            .arg("tests/bench/browser.mjs")
            .args([&peers, &browser.chromium, &pages, &server])
            .arg(root().join("dist")),
    )
}

/// What Lighthouse says of the page, from the local server.
pub(super) fn page() -> Result<()> {
    npm::require("the measurements")?;
    let browser = browser::browser()?;
    let server = page::build_with_server()?;
    let peers = npm::install("tests/bench", "bench")?;
    say("Lighthouse on the page, three runs on a phone and on a desktop (about two minutes)");
    let node = find("node").context("npm is here, but node is not on PATH")?;
    run_command(
        command(node)
            .arg("tests/bench/lighthouse.mjs")
            .args([&peers, &browser.chromium, &server])
            .arg(root().join("dist")),
    )
}

/// Builds the pages of the bench: our engine the way the page has it, and the peers bundled.
fn pages(tools: &Tools, peers: &Path) -> Result<PathBuf> {
    say("Building the engine and the peers for the browser (the first time: a minute or two)");
    let folder = target().join("bench");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    run_command(tools.command("cargo").args([
        "build",
        "--quiet",
        "--locked",
        "--profile",
        "page",
        "--target",
        "wasm32-unknown-unknown",
        "-p",
        "bench",
    ]))?;
    run_command(
        tools
            .command("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--out-dir"])
            .arg(&folder)
            .arg(target().join("wasm32-unknown-unknown/page/bench.wasm")),
    )?;
    let engine = folder.join("bench_bg.wasm");
    Shrinkers::ready().wasm(&engine)?;

    let bundle = |entries: &[PathBuf], format: &str| {
        run_command(
            command(peers.join("node_modules/.bin/esbuild"))
                .env("NODE_PATH", peers.join("node_modules"))
                .args(entries)
                .args(["--bundle", "--minify", "--log-level=warning", "--target=chrome120"])
                .args(["--external:/bench.js", "--loader:.ttf=file"])
                .arg("--define:process.env.NODE_ENV=\"production\"")
                .arg(format!("--format={format}"))
                .arg(format!("--outdir={}", folder.display())),
        )
    };
    let page = |name: &str| root().join("tests/bench/page").join(name);
    bundle(&[page("engines.js"), page("monaco.js"), page("react.js")], "esm")?;
    bundle(&[peers.join(WORKER)], "iife")?;
    Ok(folder)
}
