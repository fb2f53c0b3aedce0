//! `cargo xtask`: everything a newcomer needs, in two commands.
//!
//! `run` and `test` install what is missing on the machine, build, and start. Every step says what
//! it does and how long it may take, and no step is done twice.

mod bench;
mod browser;
mod debian;
mod dev;
mod files;
mod finish;
mod npm;
mod page;
mod run;
mod shell;
mod sizes;
mod test;
mod toolchain;
mod tools;
mod wasm;

use std::process::ExitCode;

use anyhow::Result;

const USAGE: &str = "\
cargo xtask <command>

  run [--port 8080] [--data FILE] [--fresh] [--api 1.0.3|1.0.11] [--key KEY]
        build everything and start the studio with its local API; prints the address
  dev   the same with fast rebuilds: trunk serve in front of the local API
  test [FILTER]
        fmt, clippy and every suite, native and in Chromium
  bench [engine|browser|page|fuzz [SECONDS [FILE…]]]
        our figures beside those of our peers; what Lighthouse says; a long run of the law that
        a comparison misses no edit
  build build the page into dist/ and print its size
  setup install the tools only";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let result = match command.as_str() {
        "run" => run::run(rest),
        "dev" => dev::dev(rest),
        "test" => test::test(rest),
        "bench" => bench::bench(rest),
        "build" => page::build(),
        "setup" => setup(),
        // Called by Trunk after each build, not by people.
        "finish-page" => finish::finish(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Installs the tools and builds nothing else.
fn setup() -> Result<()> {
    tools::Tools::ready(wasm::toolchain()?)?;
    tools::Shrinkers::ready();
    Ok(())
}
