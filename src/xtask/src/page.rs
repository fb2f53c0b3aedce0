//! Building the page: Trunk, then what a strict host needs.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::shell::{root, run, say};
use crate::tools;

/// What the whole page should weigh, brotli-compressed. It does not yet.
const GOAL: usize = 300 * 1024;
/// What it may weigh today: so that nobody makes it heavier without noticing, and saying why.
const LIMIT: usize = 616 * 1024;
/// What the page is made of, for telling whether it has to be built again.
const INPUTS: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "public",
    "style",
    "src/app",
    "src/client",
    "src/diff",
    "src/model",
    "src/wire",
    "src/xtask/src/page.rs",
];

/// Builds the page into `dist/` unless what is there is up to date, and prints its size.
pub(crate) fn build() -> Result<()> {
    let stamp = root().join("target/page.stamp");
    let inputs = fingerprint()?;
    let is_fresh = fs::read_to_string(&stamp).is_ok_and(|old| old == inputs)
        && root().join("dist/index.html").exists();
    if is_fresh {
        return print_size();
    }
    let tools = tools::all()?;
    say("Building the page (the first time: some minutes)");
    run(tools
        .command("trunk")
        // Trunk would take these for its own options.
        .env_remove("NO_COLOR")
        .args(["build", "--release", "--offline", "--locked"]))?;
    print_size()?;
    fs::create_dir_all(root().join("target"))?;
    fs::write(stamp, inputs)?;
    Ok(())
}

/// What the page gives `wasm-opt`, as `index.html` has it, so that the bench does the same.
pub(crate) fn wasm_options() -> Result<Vec<String>> {
    let html = fs::read_to_string(root().join("index.html")).context("index.html is missing")?;
    let value = |name: &str| {
        let (_, rest) = html.split_once(&format!("{name}=\""))?;
        rest.split('"').next()
    };
    let level = value("data-wasm-opt").context("index.html has no data-wasm-opt")?;
    let more = value("data-wasm-opt-params").unwrap_or_default();
    Ok(std::iter::once(format!("-O{level}"))
        .chain(more.split_whitespace().map(str::to_owned))
        .collect())
}

/// Trunk's hook after a build: works on the folder that is about to become `dist/`.
pub(crate) fn finish() -> Result<()> {
    if std::env::var("TRUNK_PROFILE").as_deref() != Ok("release") {
        return Ok(());
    }
    let folder = PathBuf::from(
        std::env::var_os("TRUNK_STAGING_DIR")
            .context("finish-page is called by Trunk, as a hook")?,
    );
    externalise_scripts(&folder)?;
    compress(&folder)
}

/// Moves inline scripts into files: the page then runs under `script-src 'self'`.
fn externalise_scripts(folder: &Path) -> Result<()> {
    let index = folder.join("index.html");
    let mut html = fs::read_to_string(&index)?;
    let mut from = 0;
    while let Some(open) = html[from..].find("<script").map(|at| from + at) {
        let tag_end = html[open..].find('>').context("a script tag does not end")? + open + 1;
        let close = html[tag_end..].find("</script>").context("a script does not end")? + tag_end;
        let body = html[tag_end..close].trim().to_owned();
        from = close;
        if body.is_empty() {
            continue;
        }
        let name = format!("start-{}.js", &hex(&Sha256::digest(&body))[..16]);
        fs::write(folder.join(&name), &body)?;
        let tag = format!("<script type=\"module\" src=\"{name}\">");
        html.replace_range(open..close, &tag);
        from = open + tag.len();
    }
    fs::write(&index, html)?;
    Ok(())
}

/// Puts a `.br` and a `.gz` beside every file that shrinks.
fn compress(folder: &Path) -> Result<()> {
    for file in files(folder)? {
        let worth = file.extension().is_some_and(|kind| {
            ["html", "js", "css", "wasm", "svg", "json", "txt"].iter().any(|one| kind == *one)
        });
        if !worth {
            continue;
        }
        let content = fs::read(&file)?;
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gz.write_all(&content)?;
        fs::write(with_suffix(&file, "gz"), gz.finish()?)?;
        fs::write(with_suffix(&file, "br"), brotli_of(&content)?)?;
    }
    Ok(())
}

fn brotli_of(content: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut out, &parameters)?;
    Ok(out)
}

/// Prints what a first visit downloads, and fails when it is too much.
fn print_size() -> Result<()> {
    let mut sizes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for file in files(&root().join("dist"))? {
        let kind = match file.extension().and_then(|kind| kind.to_str()) {
            Some("wasm") => "wasm",
            Some("js") => "js",
            Some("css") => "css",
            _ => continue,
        };
        let entry = sizes.entry(kind).or_default();
        entry.0 += fs::metadata(&file)?.len() as usize;
        entry.1 += fs::metadata(with_suffix(&file, "br"))?.len() as usize;
    }
    let total: usize = sizes.values().map(|(_, small)| small).sum();
    let parts: Vec<String> = sizes
        .iter()
        .map(|(kind, (raw, small))| format!("{kind} {} KB ({} KB brotli)", kb(*raw), kb(*small)))
        .collect();
    eprintln!("Page: {}; together {} KB brotli", parts.join(", "), kb(total));
    if total > LIMIT {
        bail!("the page is larger than the {} KB it may have", kb(LIMIT));
    }
    if total > GOAL {
        eprintln!("      {} KB more than its goal of {} KB", kb(total - GOAL), kb(GOAL));
    }
    Ok(())
}

fn kb(bytes: usize) -> usize {
    bytes.div_ceil(1024)
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

/// All files below a folder, or the file itself, in a fixed order.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut entries: Vec<_> = fs::read_dir(path)
        .with_context(|| format!("could not read {}", path.display()))?
        .collect::<Result<_, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        found.extend(files(&entry.path())?);
    }
    Ok(found)
}

fn fingerprint() -> Result<String> {
    let mut hash = Sha256::new();
    for input in INPUTS {
        for file in files(&root().join(input))? {
            hash.update(file.to_string_lossy().as_bytes());
            hash.update(fs::read(&file)?);
        }
    }
    Ok(hex(&hash.finalize()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
