//! The command line.

use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;

use lexopt::prelude::*;
use server::Api;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
studio-server: a local Agents API, and the studio on the same address

studio-server [serve] [OPTIONS]
  --data FILE            the data file (default: studio.sqlite)
  --memory               keep everything in memory instead
  --sample               fill a new data file with the sample workspace
  --fresh                begin again: delete the data file first (with --sample)
  --page DIR             serve the built page from this folder
  --port PORT            listen on this port (default: 8080; 0 takes a free one)
  --listen ADDRESS       listen on this address (default: 127.0.0.1)
  --api 1.0.3|1.0.11     behave as this version of the API (default: 1.0.3)
  --key KEY              the key that x-api-key must hold (default: the data file's own)
  --user EMAIL           who acts when a request does not say (default: you@localhost)
  --strict-order         refuse to skip an environment (412)
  --allow-host HOST      answer to this host name, too
  --allow-origin ORIGIN  let pages of this origin call the API
  --deliver-to HOST      deliver webhooks to this host, too (default: to this machine only)
  --hurry N              evaluate alerts and try webhooks again N times faster, for tests
  --monitoring-down      refuse changes of alert rules (502)

studio-server import --data FILE --agent NAME FILE.json...
  Makes an agent of projections: each file becomes one published version, in order.";

/// What to do.
#[derive(Debug)]
pub(crate) enum Command {
    /// Print the help.
    Help,
    /// Answer requests.
    Serve(Serve),
    /// Make an agent of files.
    Import(Import),
}

/// How to answer requests.
#[derive(Debug, Default)]
pub(crate) struct Serve {
    pub(crate) data: Data,
    pub(crate) sample: bool,
    pub(crate) fresh: bool,
    pub(crate) listen: Option<IpAddr>,
    pub(crate) port: Option<u16>,
    pub(crate) options: server::Options,
}

/// Where the data is.
#[derive(Debug)]
pub(crate) enum Data {
    /// In a file.
    File(PathBuf),
    /// In memory only.
    Memory,
}

/// What to make an agent of.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) data: PathBuf,
    pub(crate) agent: String,
    pub(crate) user: Option<String>,
    pub(crate) files: Vec<PathBuf>,
}

/// Reads the command line, the program's name first.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Command, lexopt::Error> {
    let mut parser = lexopt::Parser::from_iter(arguments);
    match parser.try_raw_args().and_then(|raw| raw.peek().map(OsString::from)) {
        Some(word) if word == "import" => {
            parser.next()?;
            import(&mut parser)
        }
        Some(word) if word == "serve" => {
            parser.next()?;
            serve(&mut parser)
        }
        _ => serve(&mut parser),
    }
}

fn serve(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut serve = Serve::default();
    while let Some(argument) = parser.next()? {
        let options = &mut serve.options;
        match argument {
            Long("data") => serve.data = Data::File(parser.value()?.into()),
            Long("memory") => serve.data = Data::Memory,
            Long("sample") => serve.sample = true,
            Long("fresh") => serve.fresh = true,
            Long("page") => options.page = Some(parser.value()?.into()),
            Long("port") => serve.port = Some(parser.value()?.parse()?),
            Long("listen") => serve.listen = Some(parser.value()?.parse()?),
            Long("api") => options.api = parser.value()?.parse_with(api)?,
            Long("key") => options.key = Some(parser.value()?.parse_with(not_empty)?),
            Long("user") => options.user = Some(parser.value()?.parse_with(not_empty)?),
            Long("strict-order") => options.strict_order = true,
            Long("allow-host") => options.allow_hosts.push(parser.value()?.string()?),
            Long("allow-origin") => options.allow_origins.push(parser.value()?.string()?),
            Long("deliver-to") => options.deliver_to.push(parser.value()?.string()?),
            Long("hurry") => options.hurry = Some(parser.value()?.parse()?),
            Long("monitoring-down") => options.monitoring_down = true,
            Long("help") | Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Serve(serve))
}

fn import(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut data, mut agent, mut user, mut files) = (None, None, None, Vec::new());
    while let Some(argument) = parser.next()? {
        match argument {
            Long("data") => data = Some(parser.value()?.into()),
            Long("agent") => agent = Some(parser.value()?.parse_with(not_empty)?),
            Long("user") => user = Some(parser.value()?.parse_with(not_empty)?),
            Value(file) => files.push(file.into()),
            Long("help") | Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    let data = data.ok_or("import needs --data FILE")?;
    let agent = agent.ok_or("import needs --agent NAME")?;
    if files.is_empty() {
        return Err("import needs at least one file".into());
    }
    Ok(Command::Import(Import { data, agent, user, files }))
}

fn api(name: &str) -> Result<Api, String> {
    match name {
        "1.0.3" => Ok(Api::V1_0_3),
        "1.0.11" => Ok(Api::V1_0_11),
        _ => Err("use 1.0.3 or 1.0.11".to_owned()),
    }
}

fn not_empty(text: &str) -> Result<String, String> {
    if text.is_empty() { Err("it must not be empty".to_owned()) } else { Ok(text.to_owned()) }
}

impl Default for Data {
    fn default() -> Self {
        Self::File("studio.sqlite".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, lexopt::Error> {
        parse(["studio-server"].into_iter().chain(line.split_whitespace()).map(OsString::from))
    }

    #[test]
    fn serve_is_the_default_command() {
        for line in ["", "serve", "--port 0", "serve --port=0 --api 1.0.11"] {
            assert!(matches!(read(line), Ok(Command::Serve(_))), "{line}");
        }
        let Ok(Command::Serve(serve)) = read("--api 1.0.11 --key k --strict-order") else {
            panic!()
        };
        assert_eq!(serve.options.api, Api::V1_0_11);
        assert_eq!(serve.options.key.as_deref(), Some("k"));
        assert!(serve.options.strict_order);
    }

    #[test]
    fn import_takes_files_in_their_order() {
        let Ok(Command::Import(import)) = read("import --data d --agent A b.json a.json") else {
            panic!()
        };
        assert_eq!(import.files, [PathBuf::from("b.json"), PathBuf::from("a.json")]);
    }

    #[test]
    fn an_unknown_or_malformed_argument_is_refused() {
        for line in
            ["--prot 1", "--port x", "--api 2", "--key=", "import --agent A a", "import x", "run"]
        {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
