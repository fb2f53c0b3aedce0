//! The program that Trunk calls as `wasm-bindgen`.
//!
//! It takes the arguments that Trunk gives, cuts what the linker wrote at the split points of
//! `wasm_split_helpers`, and lets wasm-bindgen write the script that goes with the main piece. Beside
//! what Trunk expects in the output folder, it leaves the other pieces and their loader in `pieces/`;
//! `cargo xtask finish-page` puts them into the page.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use lexopt::Arg::{Long, Short, Value};
use lexopt::ValueExt;
use wasm_bindgen_cli_support::Bindgen;

/// The script that loads the pieces; wasm-bindgen's script imports it by this name.
const LOADER: &str = "./pieces.js";

fn main() -> Result<()> {
    match arguments()? {
        Call::Version => {
            println!("wasm-bindgen {}", wasm_bindgen_shared::version());
            Ok(())
        }
        Call::Bind(job) => bind(&job),
    }
}

/// What is asked for.
enum Call {
    Version,
    Bind(Job),
}

/// A linked file to split and bind.
struct Job {
    input: PathBuf,
    out_dir: PathBuf,
    /// The stem of the files that are written: `NAME.js` and `NAME_bg.wasm`.
    out_name: String,
}

fn arguments() -> Result<Call> {
    let (mut input, mut out_dir, mut out_name) = (None, None, None);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("version") | Short('V') => return Ok(Call::Version),
            Long("out-dir") => out_dir = Some(PathBuf::from(parser.value()?)),
            Long("out-name") => out_name = Some(parser.value()?.string()?),
            Long("target") => {
                let target = parser.value()?;
                if target != "web" {
                    bail!("pieces are for the target \"web\", not {target:?}");
                }
            }
            // The page ships no TypeScript.
            Long("no-typescript") => (),
            Value(path) if input.is_none() => input = Some(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    let input = input.context("name the .wasm file to bind")?;
    let out_name = match out_name {
        Some(name) => name,
        None => input.file_stem().context("the input has no name")?.to_string_lossy().into_owned(),
    };
    Ok(Call::Bind(Job { input, out_dir: out_dir.context("--out-dir is missing")?, out_name }))
}

fn bind(job: &Job) -> Result<()> {
    let linked =
        fs::read(&job.input).with_context(|| format!("could not read {}", job.input.display()))?;
    let pieces = job.out_dir.join("pieces");
    if pieces.exists() {
        fs::remove_dir_all(&pieces)?;
    }
    fs::create_dir_all(&pieces)?;
    let main = pieces.join("main.wasm");
    split(&linked, &pieces, &main, &format!("./{}.js", job.out_name))?;
    Bindgen::new()
        .input_path(&main)
        .out_name(&job.out_name)
        .web(true)
        .map_err(|error| anyhow!("{error:#}"))?
        .typescript(false)
        .demangle(false)
        // The pieces import what the linker exported.
        .keep_lld_exports(true)
        .generate(&job.out_dir)
        .map_err(|error| anyhow!("wasm-bindgen: {error:#}"))?;
    fs::remove_file(main)?;
    Ok(())
}

/// Cuts a linked file at its split points. `script` is the module that wasm-bindgen will write.
fn split(linked: &[u8], pieces: &Path, main: &Path, script: &str) -> Result<()> {
    if !linked.starts_with(b"\0asm") {
        bail!("the input is no WebAssembly file");
    }
    let mut options = wasm_split_cli_support::Options::new(linked);
    options.output_dir = pieces;
    options.main_out_path = main;
    options.link_name = LOADER;
    options.main_module = script;
    wasm_split_cli_support::transform(options).map_err(|error| anyhow!("splitting: {error:#}"))?;
    Ok(())
}
