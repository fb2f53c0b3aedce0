//! Chromium and its driver, for the browser suite and the measurements.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::shell::{apt, find};

/// A browser and the program that drives it.
pub(crate) struct Browser {
    /// Chromium or Chrome.
    pub(crate) chromium: PathBuf,
    /// Its WebDriver.
    pub(crate) driver: PathBuf,
}

/// Finds Chromium and its driver (`CHROMIUM` and `CHROMEDRIVER` overrule), or installs them.
pub(crate) fn browser() -> Result<Browser> {
    if let Some(found) = installed() {
        return Ok(found);
    }
    apt(&["chromium", "chromium-driver", "fonts-dejavu-core"], "Chromium with its driver")?;
    installed().context("Chromium was installed but is not on PATH")
}

fn installed() -> Option<Browser> {
    let of = |variable: &str, names: &[&str]| {
        std::env::var_os(variable)
            .map(PathBuf::from)
            .or_else(|| names.iter().find_map(|name| find(name)))
    };
    Some(Browser {
        chromium: of("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])?,
        driver: of("CHROMEDRIVER", &["chromedriver"])?,
    })
}
