//! The last step of a build, called by Trunk as a hook: pieces, style, hashes, integrity, compression.
//!
//! Every script, style sheet and WebAssembly file gets a hash of its content into its name, so that a
//! host may let browsers cache it for ever, and is loaded with its digest (Subresource Integrity), so
//! that a browser runs nothing else under that name.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use crate::files::{files, hex};
use crate::shell::{root, target};
use crate::tools::Shrinkers;

/// The style sheets in the order of the cascade; of a folder all, by name.
const STYLE: &[&str] = &["tokens.css", "base.css", "shell", "parts", "dialogs", "pages"];

/// What an old copy of `index.html` still has to find, so that its name never changes.
const UNNAMED: [&str; 1] = ["start-failure.js"];

/// Works on the folder that is about to become `dist/`.
pub(crate) fn finish() -> Result<()> {
    let variable = |name: &str| {
        std::env::var_os(name).with_context(|| format!("{name} is not set: Trunk calls this"))
    };
    let folder = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let is_release = variable("TRUNK_PROFILE")? == "release";
    let kind = if is_release { "release" } else { "debug" };
    copy_pieces(&target().join("wasm-bindgen").join(kind).join("pieces"), &folder)?;
    fs::write(folder.join("studio.css"), joined_style()?)?;
    if is_release {
        shrink(&folder)?;
    }
    let named = name_by_content(&folder)?;
    write_index(&folder, &named, is_release)?;
    if is_release { compress(&folder) } else { Ok(()) }
}

/// Puts what the linker left beside the main piece into the page.
fn copy_pieces(pieces: &Path, folder: &Path) -> Result<()> {
    for file in files(pieces)? {
        let name = file.file_name().context("a piece has a name")?.to_string_lossy().into_owned();
        fs::copy(&file, folder.join(name))?;
    }
    Ok(())
}

/// All style sheets as one: a browser then asks once.
fn joined_style() -> Result<String> {
    let mut style = String::new();
    for part in STYLE {
        let path = root().join("style").join(part);
        for file in files(&path)? {
            style.push_str(&fs::read_to_string(file)?);
        }
    }
    Ok(style)
}

/// Makes scripts, style and WebAssembly smaller, as many at a time as there are cores.
fn shrink(folder: &Path) -> Result<()> {
    let shrinkers = Shrinkers::ready();
    in_parallel(&files(folder)?, |file| match kind(file) {
        "wasm" => shrinkers.wasm(file),
        "js" | "css" => shrinkers.text(file),
        _ => Ok(()),
    })
}

/// What a file is called in the page, and its digest.
struct Named {
    name: String,
    integrity: String,
}

/// Renames scripts, style and WebAssembly after their content, and writes those names where they are
/// used. What is used is named before what uses it.
fn name_by_content(folder: &Path) -> Result<BTreeMap<String, Named>> {
    let mut named = BTreeMap::new();
    let mut rename = |old: &str, stem: &str, content: Vec<u8>| -> Result<()> {
        let name = format!("{stem}-{}.{}", hash(&content), kind(Path::new(old)));
        let integrity = integrity(&content);
        fs::write(folder.join(&name), content)?;
        fs::remove_file(folder.join(old))?;
        named.insert(old.to_owned(), Named { name, integrity });
        Ok(())
    };
    let read = |name: &str| {
        fs::read(folder.join(name)).with_context(|| format!("the build has no {name}"))
    };

    for file in files(folder)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_at_the_top = file.parent() == Some(folder);
        match name.strip_suffix(".wasm") {
            Some(stem) if is_at_the_top && stem != "app_bg" => {
                let stem = format!("piece-{}", stem.trim_start_matches("split_"));
                rename(&name, &stem, fs::read(&file)?)?;
            }
            None if is_at_the_top
                && !UNNAMED.contains(&name.as_str())
                && ["js", "css", "svg"].contains(&kind(&file)) =>
            {
                let is_last = ["app.js", "pieces.js"].contains(&name.as_str());
                let stem = name.rsplit_once('.').map_or("", |(stem, _)| stem).to_owned();
                if !is_last {
                    rename(&name, &stem, fs::read(&file)?)?;
                }
            }
            _ => (),
        }
    }
    rename("app_bg.wasm", "app", read("app_bg.wasm")?)?;

    // These two import each other: the name of one cannot depend on that of the other, so that both
    // are named after both.
    let (app, pieces) = (read_text(folder, "app.js")?, read_text(folder, "pieces.js")?);
    let pieces = with_integrity(&pieces, &named)?;
    let both = &hash(format!("{app}{pieces}").as_bytes());
    // Only where they are imported: the program itself knows the loader by its plain name.
    let swap = |text: &str| {
        let mut text = text.to_owned();
        for name in ["app", "pieces"] {
            for from in ["from \"", "from\""] {
                text = text.replace(
                    &format!("{from}./{name}.js\""),
                    &format!("{from}./{name}-{both}.js\""),
                );
            }
        }
        text
    };
    for (old, text) in [("app.js", swap(&app)), ("pieces.js", swap(&pieces))] {
        let name = old.replace(".js", &format!("-{both}.js"));
        let integrity = integrity(text.as_bytes());
        fs::write(folder.join(&name), text)?;
        fs::remove_file(folder.join(old))?;
        named.insert(old.to_owned(), Named { name, integrity });
    }

    // The program is asked for only here, when the first text is about to be painted: before, it would
    // take the network from the style that the text waits for.
    let wasm = &named["app_bg.wasm"];
    let start = format!(
        "import start from \"./{}\";\nstart({{ module_or_path: fetch(new URL(\"./{}\", import.meta.url), \
         {{ integrity: \"{}\" }}) }});\n",
        named["app.js"].name, wasm.name, wasm.integrity
    );
    let name = format!("run-{}.js", hash(start.as_bytes()));
    let integrity = integrity(start.as_bytes());
    fs::write(folder.join(&name), start)?;
    named.insert("run.js".to_owned(), Named { name, integrity });
    Ok(named)
}

/// What a name has of its content: enough that another content has another name.
fn hash(content: &[u8]) -> String {
    hex(&Sha256::digest(content)[..8])
}

/// The digest by which a browser checks a content: of those that browsers know the shortest, because
/// every visit downloads that of every piece, and no compression makes it smaller.
fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(content)))
}

/// The loader of the pieces with their final names, each fetched with its digest.
fn with_integrity(loader: &str, named: &BTreeMap<String, Named>) -> Result<String> {
    let mut text = loader.to_owned();
    for (old, Named { name, integrity }) in named {
        if !name.starts_with("piece-") {
            continue;
        }
        // As `wasm_split_cli_support` writes it, and as the minifier leaves it.
        let address = format!("new URL(\"./{old}\", import.meta.url)");
        let minified = format!("new URL(\"./{old}\",import.meta.url)");
        let found = [address, minified].into_iter().find(|one| text.contains(one.as_str()));
        let found = found.with_context(|| format!("the loader does not load {old}"))?;
        let with_digest =
            format!("new URL(\"./{name}\",import.meta.url),{{integrity:\"{integrity}\"}}");
        text = text.replace(&found, &with_digest);
    }
    Ok(text)
}

fn read_text(folder: &Path, name: &str) -> Result<String> {
    fs::read_to_string(folder.join(name)).with_context(|| format!("the build has no {name}"))
}

/// Replaces the names in `index.html`, adds digests, and starts the program: the page then runs under
/// `script-src 'self'`.
fn write_index(folder: &Path, named: &BTreeMap<String, Named>, is_release: bool) -> Result<()> {
    let index = folder.join("index.html");
    let mut html = fs::read_to_string(&index)?;
    for (old, Named { name, integrity }) in named {
        for attribute in ["src", "href"] {
            for prefix in ["", "/", "./"] {
                let digest = match kind(Path::new(name)) {
                    "svg" => String::new(),
                    _ => format!(" integrity=\"{integrity}\""),
                };
                html = html.replace(
                    &format!("{attribute}=\"{prefix}{old}\""),
                    &format!("{attribute}=\"{name}\"{digest}"),
                );
            }
        }
    }
    let tag = |old: &str, tag: &dyn Fn(&Named) -> String| named.get(old).map(tag);
    let module = |one: &Named| {
        format!(
            "<link rel=\"modulepreload\" href=\"{}\" integrity=\"{}\" />",
            one.name, one.integrity
        )
    };
    let tags: Vec<String> = [
        tag("app.js", &module),
        tag("pieces.js", &module),
        tag("run.js", &|one| {
            format!(
                "<script type=\"module\" src=\"{}\" integrity=\"{}\"></script>",
                one.name, one.integrity
            )
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    let marker = "<!-- program -->";
    if !html.contains(marker) {
        bail!("index.html has no {marker}: see pattern_script in Trunk.toml");
    }
    html = html.replace(marker, &tags.join("\n    "));
    if is_release && let Some(inline) = inline_script(&html) {
        bail!(
            "index.html has an inline script, which the content security policy forbids: {inline}"
        );
    }
    fs::write(&index, html)?;
    Ok(())
}

/// The first script with a text of its own.
fn inline_script(html: &str) -> Option<&str> {
    html.split("<script").skip(1).find_map(|rest| {
        let (_, body) = rest.split_once('>')?;
        let (body, _) = body.split_once("</script>")?;
        (!body.trim().is_empty()).then_some(body.trim())
    })
}

/// Puts a `.br` and a `.gz` beside every file that shrinks.
fn compress(folder: &Path) -> Result<()> {
    in_parallel(&files(folder)?, |file| {
        if !["html", "js", "css", "wasm", "svg", "json", "txt"].contains(&kind(file)) {
            return Ok(());
        }
        let content = fs::read(file)?;
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gz.write_all(&content)?;
        fs::write(with_suffix(file, "gz"), gz.finish()?)?;
        fs::write(with_suffix(file, "br"), brotli_of(&content)?)?;
        Ok(())
    })
}

fn brotli_of(content: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut out, &parameters)?;
    Ok(out)
}

/// Does the same with many files, on all cores.
fn in_parallel(files: &[PathBuf], job: impl Fn(&Path) -> Result<()> + Sync) -> Result<()> {
    let next = AtomicUsize::new(0);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let work = || {
            while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                job(file).with_context(|| format!("could not process {}", file.display()))?;
            }
            Ok(())
        };
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| match worker.join() {
            Ok(result) => result,
            Err(_) => bail!("a worker broke off"),
        })
    })
}

fn kind(file: &Path) -> &str {
    file.extension().and_then(|kind| kind.to_str()).unwrap_or_default()
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::inline_script;

    #[test]
    fn a_script_with_a_text_of_its_own_is_found() {
        assert_eq!(inline_script("<script src=\"a.js\"></script>"), None);
        assert_eq!(inline_script("<p></p><script>go()</script>"), Some("go()"));
    }
}
