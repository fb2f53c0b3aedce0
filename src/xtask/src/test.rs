//! `cargo xtask test`: every check there is, and one line that sums them up.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::shell::{command, find, root, say, target};
use crate::tools::Tools;
use crate::{browser, npm, page, wasm};

/// How many checks passed and failed.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
}

/// Runs fmt, clippy (native and wasm), and the suites; a filter runs only tests whose name has it.
pub(crate) fn test(arguments: Vec<String>) -> Result<()> {
    npm::require("the browser suite")?;
    let browser = browser::browser()?;
    let packages = npm::install("tests/browser", "browser")?;
    require_component("cargo-fmt", "rustfmt")?;
    require_component("cargo-clippy", "clippy")?;
    page::build()?;
    let tools = Tools::ready(wasm::toolchain()?)?;

    let mut tally = Tally::default();
    tally.check("Formatting", command("cargo").args(["fmt", "--all", "--check"]))?;
    tally.check(
        "Clippy, native",
        command("cargo").args([
            "clippy",
            "--quiet",
            "--locked",
            "--workspace",
            "--all-targets",
            "--features",
            "tests/browser",
            "--",
            "-D",
            "warnings",
        ]),
    )?;
    tally.check(
        "Clippy, wasm",
        tools.command("cargo").args([
            "clippy",
            "--quiet",
            "--locked",
            "-p",
            "app",
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-D",
            "warnings",
        ]),
    )?;
    tally.suites(
        command("cargo")
            .env("STUDIO_DIST", root().join("dist"))
            .env("CHROMIUM", &browser.chromium)
            .env("CHROMEDRIVER", &browser.driver)
            .env("AXE", packages.join("node_modules/axe-core/axe.min.js"))
            .args([
                "test",
                "--locked",
                "--workspace",
                "--features",
                "tests/browser",
                "--no-fail-fast",
            ])
            .args(arguments),
    )?;
    if let Ok(sizes) = fs::read_to_string(target().join("tmp/sizes.txt")) {
        println!("\nDownloads, as the browser made them (brotli):\n{sizes}");
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed > 0 {
        bail!("{} checks failed", tally.failed);
    }
    Ok(())
}

impl Tally {
    /// Runs one check that passes or fails as a whole.
    fn check(&mut self, name: &str, command: &mut Command) -> Result<()> {
        say(name);
        let status = command.status().with_context(|| format!("could not start: {name}"))?;
        if status.success() {
            self.passed += 1;
        } else {
            self.failed += 1;
            eprintln!("{name} failed ({status})");
        }
        Ok(())
    }

    /// Runs cargo's tests, shows what they print, and counts their closing lines.
    fn suites(&mut self, command: &mut Command) -> Result<()> {
        say("Unit, contract and browser suites (the first time: some minutes to compile)");
        let mut child = command.stdout(Stdio::piped()).spawn().context("could not start cargo")?;
        let output = child.stdout.take().context("cargo has no output")?;
        for line in BufReader::new(output).lines() {
            let line = line?;
            println!("{line}");
            self.count(&line);
        }
        // A suite that does not compile or dies prints no closing line, and is a failure too.
        if !child.wait()?.success() && self.failed == 0 {
            self.failed += 1;
        }
        Ok(())
    }

    /// Adds up `test result: ok. 3 passed; 0 failed; …`.
    fn count(&mut self, line: &str) {
        let Some(rest) = line.strip_prefix("test result: ") else { return };
        let number = |word: &str| {
            let mut previous = "";
            for part in rest.split_whitespace() {
                if part.trim_end_matches(';') == word {
                    return previous.parse().unwrap_or(0);
                }
                previous = part;
            }
            0
        };
        self.passed += number("passed");
        self.failed += number("failed");
    }
}

/// Fails with the way out when a part of the Rust toolchain is missing.
fn require_component(program: &str, component: &str) -> Result<()> {
    if find(program).is_none() {
        bail!("{program} is missing; install it with: rustup component add {component}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_all_suites_are_added_up() {
        let mut tally = Tally::default();
        tally.count("test result: ok. 24 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out");
        tally.count("test result: FAILED. 3 passed; 2 failed; 1 ignored; 0 measured");
        tally.count("test a_test ... ok");
        assert_eq!((tally.passed, tally.failed), (27, 2));
    }
}
