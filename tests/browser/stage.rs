//! What a story runs on: a studio of its own, and browser windows with new profiles.

mod driver;
mod line;
mod studio;
mod wait;
mod window;

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

use tokio::runtime::Runtime;

use driver::Driver;
pub(crate) use studio::{KEY, Studio};
pub(crate) use wait::until;
pub(crate) use window::{Role, Window};

/// A studio, and the windows that are open on it.
pub(crate) struct Stage {
    /// The server with its workspace.
    pub(crate) studio: Studio,
    driver: Driver,
    windows: RefCell<Vec<Window>>,
}

impl Stage {
    /// A window of a browser that has never been here, with the studio's start page in it.
    pub(crate) async fn window(&self) -> Window {
        let window = self.blank_window().await;
        window.open("/").await;
        window
    }

    /// A window of a browser that has never been here, with nothing in it.
    pub(crate) async fn blank_window(&self) -> Window {
        let window = self.driver.window(&self.studio.origin()).await;
        self.windows.borrow_mut().push(window.clone());
        window
    }
}

/// Runs a story. When it fails, what each window showed is stored in target/tmp. A story in which
/// the page complained on its console has failed, too.
pub(crate) fn story(studio: Studio, run: impl AsyncFnOnce(&Stage)) {
    let runtime = Runtime::new().unwrap();
    let stage = Stage { studio, driver: Driver::shared(), windows: RefCell::default() };
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            run(&stage).await;
            let windows = stage.windows.borrow().clone();
            for window in windows {
                window.complained_of_nothing().await;
            }
        });
    }));
    let name = std::thread::current().name().unwrap_or("story").replace("::", "-");
    runtime.block_on(async {
        for (number, window) in stage.windows.take().into_iter().enumerate() {
            if outcome.is_err() {
                let picture =
                    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{number}.png"));
                window.keep_picture(&picture).await;
            }
            window.close().await;
        }
    });
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}
