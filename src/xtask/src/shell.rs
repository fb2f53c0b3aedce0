//! Running other programs.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// The root of the project. Cargo says it at each run; where it was compiled is another place once
/// the folder has been moved or copied.
pub(crate) fn root() -> PathBuf {
    let told = std::env::var_os("CARGO_MANIFEST_DIR");
    let own = told.map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.join("../..").components().collect()
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Says what happens next, on standard error so that standard output stays for results.
pub(crate) fn say(text: impl AsRef<str>) {
    eprintln!("\x1b[1m==> {}\x1b[0m", text.as_ref());
}

/// A command in the root of the project, by the name of its program.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Runs a command to its end and fails if it failed.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("could not start {name}"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// Runs a command to its end; what it says is shown only if it failed.
pub(crate) fn run_quietly(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output();
    let output = output.with_context(|| format!("could not start {name}"))?;
    if !output.status.success() {
        bail!("{name} failed ({}):\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

/// How often a long build says what it is doing.
const REPORT_EVERY: Duration = Duration::from_secs(10);

/// Runs a build of cargo and says every ten seconds how long it has taken and what it compiles. Its
/// warnings and errors are shown, its list of packages is not.
pub(crate) fn build(what: &str, command: &mut Command) -> Result<()> {
    let mut child = command
        .env("CARGO_TERM_PROGRESS_WHEN", "never")
        .env("CARGO_TERM_COLOR", "never")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start cargo ({what})"))?;
    let errors = child.stderr.take().context("cargo has no error output")?;
    let progress = Mutex::new(Progress::default());
    let status = thread::scope(|scope| {
        scope.spawn(|| read_build(errors, &progress));
        let (started, mut reported) = (Instant::now(), Instant::now());
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok::<_, std::io::Error>(status);
            }
            if reported.elapsed() >= REPORT_EVERY {
                reported = Instant::now();
                let progress = progress.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
                eprintln!("    {what}: {} s, {}", started.elapsed().as_secs(), progress.text());
            }
            thread::sleep(Duration::from_millis(100));
        }
    })?;
    if !status.success() {
        bail!("{what} failed ({status})");
    }
    Ok(())
}

/// What a build of cargo has said so far.
#[derive(Default)]
struct Progress {
    packages: usize,
    latest: String,
}

impl Progress {
    fn text(&self) -> String {
        match self.packages {
            0 => "preparing".to_owned(),
            packages => format!("compiling {} ({packages} packages so far)", self.latest),
        }
    }
}

fn read_build(errors: impl Read, progress: &Mutex<Progress>) {
    for line in BufReader::new(errors).lines().map_while(Result::ok) {
        match cargo_step(&line) {
            Some(("Compiling", package)) => {
                let mut progress = progress.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
                progress.packages += 1;
                progress.latest = package.to_owned();
            }
            Some(_) => (),
            // The folder is put on PATH by these commands themselves.
            None if line.starts_with("warning: be sure to add") => (),
            // The lock file of a tool names what its authors have replaced since.
            None if line.starts_with("warning: package `") && line.contains("is yanked") => (),
            None => eprintln!("{line}"),
        }
    }
}

/// The step and the package of a line such as `   Compiling serde v1.0.229`.
fn cargo_step(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix(' ')?.trim_start();
    let (step, rest) = rest.split_once(' ')?;
    let is_step = step.starts_with(|first: char| first.is_ascii_uppercase())
        && step.ends_with("ing") | step.ends_with("ed") | (step == "Fresh");
    is_step.then(|| (step, rest.split(' ').next().unwrap_or_default()))
}

/// What a command prints, or `None` when it cannot be started or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program is, if it is on PATH.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Whether we may install packages of the system.
pub(crate) fn is_root() -> bool {
    output(command("id").arg("-u")).is_some_and(|id| id == "0")
}

/// Installs Debian packages, or says how to where we may not.
pub(crate) fn apt(packages: &[&str], what_for: &str) -> Result<()> {
    let list = packages.join(" ");
    if find("apt-get").is_none() {
        bail!(
            "{what_for} is missing, and this machine has no apt-get. Install it by the means of this machine."
        );
    }
    if !is_root() {
        bail!(
            "{what_for} is missing. Install it with:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends {list}\nand run this command again."
        );
    }
    say(format!("Installing {list} ({what_for}; a minute or two)"));
    run(command("apt-get").args(["update", "-qq"]))?;
    run(command("apt-get")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(packages)
        .stdout(std::process::Stdio::null()))
}

#[cfg(test)]
mod tests {
    use super::cargo_step;

    #[test]
    fn steps_of_cargo_are_told_from_what_a_person_has_to_read() {
        assert_eq!(cargo_step("   Compiling serde v1.0.229"), Some(("Compiling", "serde")));
        assert_eq!(cargo_step(" Downloading crates ..."), Some(("Downloading", "crates")));
        assert_eq!(cargo_step("  Downloaded serde v1.0.229"), Some(("Downloaded", "serde")));
        assert_eq!(cargo_step("warning: unused variable"), None);
        assert_eq!(cargo_step("  --> src/lib.rs:1:1"), None);
        assert_eq!(cargo_step("error: could not compile `app`"), None);
    }
}
