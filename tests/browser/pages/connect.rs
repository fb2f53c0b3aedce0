//! The screen for connecting.

use thirtyfour::Key;

use crate::stage::{Role, Window};

/// Where the API is, and the key for it.
pub(crate) struct ConnectPage<'a>(pub(crate) &'a Window);

impl ConnectPage<'_> {
    /// Waits until the screen is there.
    pub(crate) async fn is_open(&self) {
        self.0.find(Role::Heading, "Connect to a workspace").await;
    }

    /// Picks a region by its name.
    pub(crate) async fn pick_region(&self, region: &str) {
        // The list of a select is the system's, so that it is chosen by typing its beginning.
        self.0.click(Role::Combobox, "Region").await;
        self.0.keys(region).await;
        self.0.keys(Key::Enter).await;
    }

    /// Types a key and connects.
    pub(crate) async fn connect(&self, key: &str) {
        self.0.fill(Role::Textbox, "API key", key).await;
        self.0.press("Connect").await;
    }
}
