//! `cargo xtask dev`: fast rebuilds while working on the page.

use anyhow::Result;

use crate::shell::{command, root, run, say};
use crate::tools::Tools;
use crate::{page, wasm};

/// The local API stands behind Trunk's proxy here (see Trunk.toml).
const API_PORT: &str = "8090";
const PAGE: &str = "127.0.0.1:8080";

/// Starts the local API and `trunk serve` in front of it, until Ctrl-C ends both.
pub(crate) fn dev(arguments: Vec<String>) -> Result<()> {
    let tools = Tools::ready(wasm::toolchain()?)?;
    let server = page::build_server()?;
    let mut api = command(server)
        .args(["serve", "--sample", "--port", API_PORT, "--allow-host", PAGE])
        .args(["--allow-origin", &format!("http://{PAGE}"), "--data"])
        .arg(root().join("studio.sqlite"))
        .args(arguments)
        .spawn()?;
    say(format!("The page will be at http://{PAGE}"));
    let served = run(tools.command("trunk").env_remove("NO_COLOR").args([
        "serve",
        "--offline",
        "--cargo-profile",
        "dev",
    ]));
    api.kill()?;
    api.wait()?;
    served
}
