//! `studio-server`: the local Agents API, and the page on the same address.

use std::process::ExitCode;

mod arguments;
mod commands;

use arguments::Command;

fn main() -> ExitCode {
    let outcome = match arguments::parse(std::env::args_os()) {
        Ok(Command::Help) => {
            println!("{}", arguments::HELP);
            Ok(())
        }
        Ok(Command::Serve(serve)) => commands::serve(serve),
        Ok(Command::Import(import)) => commands::import(&import),
        Err(error) => Err(format!("{error}\n\n{}", arguments::HELP).into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("studio-server: {error}");
            ExitCode::FAILURE
        }
    }
}
