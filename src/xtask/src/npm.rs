//! Packages of npm, from committed lock files, in a folder of the user's cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::shell::{apt, command, find, root, run, say};

/// Whether packages can be installed and run here.
pub(crate) fn is_available() -> bool {
    find("npm").is_some() && find("node").is_some()
}

/// Makes sure that npm and node are there, or says how to get them.
pub(crate) fn require(what_for: &str) -> Result<()> {
    if !is_available() {
        apt(&["nodejs", "npm"], &format!("Node.js with npm (for {what_for})"))?;
    }
    Ok(())
}

/// Installs exactly what the lock file of a folder of this project names, unless it is there
/// already. Gives the folder that holds `node_modules`.
pub(crate) fn install(manifest_folder: &str, what_for: &str) -> Result<PathBuf> {
    let source = root().join(manifest_folder);
    let read = |name: &str| {
        let file = source.join(name);
        fs::read_to_string(&file).with_context(|| format!("could not read {}", file.display()))
    };
    let (manifest, lock) = (read("package.json")?, read("package-lock.json")?);
    let folder = cache()?.join(format!("npm-{what_for}"));
    // Written last: an install that was interrupted starts again.
    let stamp = folder.join("installed.json");
    if !fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        if !is_available() {
            bail!("Node.js with npm is missing, which {what_for} needs");
        }
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("package.json"), manifest)?;
        fs::write(folder.join("package-lock.json"), &lock)?;
        say(format!("Installing the npm packages for {what_for} (once; under a minute)"));
        run(command("npm")
            .current_dir(&folder)
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .stdout(Stdio::null())
            .stderr(Stdio::null()))
        .with_context(|| format!("npm ci in {}", folder.display()))?;
        fs::write(stamp, lock)?;
    }
    Ok(folder)
}

/// Where tools of fixed versions are stored, shared by all checkouts of this user.
pub(crate) fn cache() -> Result<PathBuf> {
    let base = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache")));
    Ok(base.context("neither XDG_CACHE_HOME nor HOME is set")?.join("agent-studio"))
}
