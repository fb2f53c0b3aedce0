//! The program that drives the browser, and the windows it opens.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

use super::Window;

/// How the browser is started: without a screen, and without asking anybody anything.
const ARGUMENTS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
    // Lets scripts ask for the role and name of an element as a screen reader gets them.
    "--enable-blink-features=ComputedAccessibilityInfo",
];

/// The one driver of all running stories; it ends with the last of them.
#[derive(Clone)]
pub(crate) struct Driver(Arc<Process>);

struct Process {
    child: Child,
    /// Held open: the driver would end if nobody could hear it.
    _output: BufReader<ChildStdout>,
    port: u16,
}

impl Driver {
    /// The driver that runs, or a new one.
    pub(crate) fn shared() -> Self {
        static RUNNING: Mutex<Weak<Process>> = Mutex::new(Weak::new());
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let process = running.upgrade().unwrap_or_else(|| Arc::new(Process::start()));
        *running = Arc::downgrade(&process);
        Self(process)
    }

    /// A window of a new browser. Its profile is new as well, and goes with it.
    pub(crate) async fn window(&self, origin: &str) -> Window {
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary(&setting("CHROMIUM")).unwrap();
        for argument in ARGUMENTS {
            wanted.add_arg(argument).unwrap();
        }
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All).unwrap();
        let driver = WebDriver::new(format!("http://127.0.0.1:{}", self.0.port), wanted).await;
        Window::new(driver.unwrap(), origin)
    }
}

impl Process {
    fn start() -> Self {
        let mut child = Command::new(setting("CHROMEDRIVER"))
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        let port = loop {
            line.clear();
            assert!(output.read_line(&mut line).unwrap() > 0, "chromedriver did not start");
            if let Some((_, port)) = line.trim_end().split_once("started successfully on port ") {
                break port.trim_end_matches('.').parse().unwrap();
            }
        };
        Self { child, _output: output, port }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What `cargo xtask test` passes to this suite.
pub(crate) fn setting(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set; run `cargo xtask test`"))
}
