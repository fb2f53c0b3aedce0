//! The list of agents.

use crate::stage::{Role, Window};

/// The agents of the workspace.
pub(crate) struct AgentsPage<'a>(pub(crate) &'a Window);

impl AgentsPage<'_> {
    /// Waits until the list is there.
    pub(crate) async fn is_open(&self) {
        self.0.find(Role::Heading, "Agents").await;
    }

    /// Opens an agent.
    pub(crate) async fn open(&self, name: &str) {
        self.0.click(Role::Link, name).await;
        self.0.find(Role::Heading, "Behavior").await;
    }

    /// Creates an agent, which opens it.
    pub(crate) async fn create(&self, name: &str, greeting: &str) {
        self.0.press("New agent").await;
        self.0.fill(Role::Textbox, "Name", name).await;
        self.0.fill(Role::Textbox, "Greeting", greeting).await;
        self.0.press("Create agent").await;
        self.0.find(Role::Heading, "Behavior").await;
    }
}
