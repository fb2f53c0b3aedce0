//! The files of the project.

use std::fs;
use std::path::{Path, PathBuf};

/// A text file.
pub(crate) struct File {
    /// From the root of the project, with slashes.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

impl File {
    /// The lines with their numbers, from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// The lines that are not comments: of Rust.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// A violation in a line of this file.
    pub(crate) fn at(&self, line: usize, what: &str) -> String {
        format!("{}:{line}: {what}", self.path)
    }
}

/// The text of one file.
pub(crate) fn read(path: &str) -> String {
    let full = root().join(path);
    fs::read_to_string(&full).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Whether the project has this file.
pub(crate) fn exists(path: &str) -> bool {
    root().join(path).exists()
}

/// Every text file whose name ends so, of the whole project or below a folder.
///
/// These rules are not looked for in themselves: they spell out what they forbid.
pub(crate) fn all(below: &str, endings: &[&str]) -> Vec<File> {
    let mut files = Vec::new();
    collect(&root().join(below), endings, &mut files);
    files.retain(|file| !file.path.starts_with("tests/tidy/"));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!files.is_empty(), "there is nothing to check below {below:?}");
    files
}

fn collect(folder: &Path, endings: &[&str], files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // What is built, what git stores, and the sample's texts, which are an agent's.
        if path.is_dir() && !["target", "dist", ".git", "sample"].contains(&name.as_str()) {
            collect(&path, endings, files);
        } else if endings.iter().any(|ending| name.ends_with(ending))
            && let Ok(text) = fs::read_to_string(&path)
        {
            let path = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            files.push(File { path, text });
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}
