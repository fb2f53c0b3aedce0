//! `cargo xtask run`: the studio and its local API on one address.

use std::os::unix::process::CommandExt;

use anyhow::{Result, anyhow};

use crate::page;
use crate::shell::{command, root};

/// Builds everything and becomes the local server, which prints the address as its last line and
/// stops cleanly on Ctrl-C.
pub(crate) fn run(arguments: Vec<String>) -> Result<()> {
    let server = page::build_with_server()?;
    let error = command(server)
        // The person's own folder, so that a relative --data means what they think.
        .current_dir(std::env::current_dir()?)
        .arg("serve")
        .arg("--sample")
        .arg("--page")
        .arg(root().join("dist"))
        .args(defaults(&arguments))
        .args(&arguments)
        .exec();
    Err(anyhow!("could not start the local server: {error}"))
}

/// The options a newcomer need not give.
fn defaults(arguments: &[String]) -> Vec<String> {
    let given = |name: &str| {
        arguments.iter().any(|one| one == name || one.starts_with(&format!("{name}=")))
    };
    let mut added = Vec::new();
    if !given("--port") {
        added.extend(["--port".to_owned(), "8080".to_owned()]);
    }
    if !given("--data") {
        let file = root().join("studio.sqlite");
        added.extend(["--data".to_owned(), file.to_string_lossy().into_owned()]);
    }
    added
}
