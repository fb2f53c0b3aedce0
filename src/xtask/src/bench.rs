//! `cargo xtask bench`: our figures beside those of our peers, measured in one run.

use anyhow::{Result, bail};

use crate::shell::{command, run, say};

/// Runs the benches that are named, or all.
pub(crate) fn bench(arguments: Vec<String>) -> Result<()> {
    match arguments.first().map(String::as_str) {
        None | Some("engine") => engine(),
        Some(other) => bail!("there is no bench \"{other}\"; try: engine"),
    }
}

fn engine() -> Result<()> {
    say("The comparison engine beside other diff libraries, native");
    run(command("cargo").args(["bench", "--locked", "-p", "diff"]))
}
