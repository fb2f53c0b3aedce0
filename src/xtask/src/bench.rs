//! `cargo xtask bench`: our figures beside those of our peers, measured in one run.

mod browser;

use anyhow::{Result, bail};

use crate::shell::{command, run, say};

/// Runs the bench that is named, or all.
pub(crate) fn bench(arguments: Vec<String>) -> Result<()> {
    match arguments.first().map(String::as_str) {
        None => engine().and_then(|()| browser::browser()).and_then(|()| browser::page()),
        Some("engine") => engine(),
        Some("browser") => browser::browser(),
        Some("page") => browser::page(),
        Some("fuzz") => fuzz(
            arguments.get(1).map_or("300", String::as_str),
            arguments.get(2..).unwrap_or_default(),
        ),
        Some(other) => bail!("there is no bench \"{other}\"; try: engine, browser, page, fuzz"),
    }
}

fn engine() -> Result<()> {
    say("The comparison engine beside other diff libraries, native (about five minutes)");
    run(command("cargo").args(["bench", "--locked", "-p", "diff", "--features", "generate"]))
}

/// Holds the law of the comparison, that no edit is missed, against random documents and projections
/// in files for a while.
fn fuzz(seconds: &str, files: &[String]) -> Result<()> {
    say(format!("The law of the comparison, for {seconds} seconds"));
    let mut cargo = command("cargo");
    cargo.args(["run", "--locked", "--release", "-p", "diff", "--features", "generate"]);
    run(cargo.args(["--example", "fuzz", "--", seconds, "1"]).args(files))
}
