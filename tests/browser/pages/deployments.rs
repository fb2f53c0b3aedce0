//! The deployments page.

use crate::stage::{Role, Window};

/// The timeline of versions.
pub(crate) struct DeploymentsPage<'a>(pub(crate) &'a Window);

impl DeploymentsPage<'_> {
    /// Shows one environment: "Sandbox", "Pre-release", "Live"; or "All".
    pub(crate) async fn show(&self, environment: &str) {
        self.0.click(Role::Link, environment).await;
    }

    /// Brings what runs in sandbox to pre-release.
    pub(crate) async fn promote_to_pre_release(&self, message: &str) {
        self.0.press("Promote to pre-release…").await;
        self.0.fill(Role::Textbox, "Message", message).await;
        self.0.press("Promote to pre-release").await;
        self.0.sees("runs in pre-release").await;
        self.0.has_no(Role::Heading, "Promote to pre-release").await;
    }

    /// Brings what runs in pre-release to live callers, which has to be confirmed.
    pub(crate) async fn promote_to_live(&self, message: &str) {
        self.0.press("Promote to live…").await;
        self.0.fill(Role::Textbox, "Message", message).await;
        let promote = self.0.find(Role::Button, "Promote to live").await;
        assert!(!promote.is_enabled().await.unwrap(), "nobody has confirmed yet");
        self.0.click(Role::Checkbox, "I understand").await;
        self.0.press("Promote to live").await;
        self.0.sees("runs in live").await;
        self.0.has_no(Role::Heading, "Promote to live").await;
    }

    /// Picks from the menu of the row with this text.
    pub(crate) async fn choose(&self, row: &str, entry: &str) {
        self.0.click_in(row, Role::Button, "Actions for version").await;
        self.0.click(Role::MenuItem, entry).await;
    }

    /// Waits until the row with this text says that it runs in an environment.
    pub(crate) async fn runs(&self, row: &str, environment: &str) {
        self.0.sees_in(row, &format!("Runs in {environment}")).await;
    }
}
