//! Nothing that set-up installs floats: every step has a lock file or an exact version.

use crate::files::{self, File};
use crate::none;

/// A step without a lock works today and breaks on somebody's new machine in a year.
#[test]
fn every_install_step_has_a_lock() {
    let commands = files::all("src/xtask/src", &[".rs"]);
    none("a step whose result floats", commands.iter().flat_map(floating));
    none(
        "CI that installs by itself",
        floating(&File { path: ".ci/run".to_owned(), text: files::read(".ci/run") }),
    );
    let of = |text: &str| floating(&File { path: "x.rs".into(), text: text.into() }).len();
    assert_eq!(of(r#"command("cargo").args(["install", "trunk"]);"#), 1);
    assert_eq!(of(r#"command("cargo").args(["install", "--locked", "trunk"]);"#), 1);
    assert_eq!(
        of(r#"command("cargo").args(["install", "--locked", "trunk", "--version", V]);"#),
        0
    );
    assert_eq!(of(r#"command("cargo").args(["build", "-p", "server"]);"#), 1);
    assert_eq!(of(r#"command("npm").args(["install"]);"#), 1);
    assert_eq!(of(r#"command("npm").args(["ci", "--no-audit"]);"#), 0);
    assert_eq!(of(r#"command("npx").arg("esbuild");"#), 1);
}

/// Exact versions in every manifest of npm, and a lock file beside it that names no registry.
#[test]
fn every_npm_manifest_is_exact_and_locked() {
    let manifests = files::all("", &["package.json"]);
    let mut violations = Vec::new();
    for manifest in &manifests {
        for (number, line) in manifest.lines() {
            let is_loose =
                ["\"^", "\"~", "\"*", "\">", "\"latest"].iter().any(|mark| line.contains(mark));
            if is_loose {
                violations.push(manifest.at(number, line.trim()));
            }
        }
        let lock = manifest.path.replace("package.json", "package-lock.json");
        if !files::exists(&lock) {
            violations.push(format!("{lock}: is missing"));
        } else if files::read(&lock).contains("\"resolved\"") {
            violations.push(format!("{lock}: names where packages come from"));
        }
    }
    none("a package of npm that floats", violations);
}

/// The statements of a file that install or build something in a version that nobody fixed.
fn floating(file: &File) -> Vec<String> {
    let code: String = file.code().fold(String::new(), |text, (_, line)| text + line + "\n");
    let statements = code.split(';').map(|statement| (statement, words(statement)));
    let is_floating = |words: &[&str]| {
        let has = |word: &str| words.contains(&word);
        let cargo = has("cargo") || has("trunk");
        let builds = ["build", "test", "clippy", "bench", "run"].iter().any(|verb| has(verb));
        (cargo && builds && !has("--locked") && !has("-Zbuild-std=std,panic_abort,test"))
            || (cargo && has("install") && !(has("--locked") && has("--version")))
            || (has("npm") && has("install"))
            || ["npx", "curl", "wget", "pip"].iter().any(|tool| has(tool))
    };
    statements
        .filter(|(_, words)| is_floating(words))
        .map(|(statement, _)| format!("{}: {}", file.path, statement.trim()))
        .collect()
}

/// The texts in quotation marks.
fn words(code: &str) -> Vec<&str> {
    code.split('"').skip(1).step_by(2).collect()
}
