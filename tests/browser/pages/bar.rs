//! The bar above every page of an agent, and the navigation beside it.

use crate::stage::{Role, Window};

/// Which agent and branch are open, what is not released yet, and what can be done about it.
pub(crate) struct Bar<'a>(pub(crate) &'a Window);

impl Bar<'_> {
    /// Goes to a page by the navigation.
    pub(crate) async fn go_to(&self, page: &str) {
        self.0.click(Role::Link, page).await;
        self.0.find(Role::Heading, page).await;
    }

    /// Waits until the banner says this: "Draft: 1 change", "No unpublished changes".
    pub(crate) async fn says(&self, draft: &str) {
        self.0.sees(draft).await;
    }

    /// Compares what is not released with what is.
    pub(crate) async fn compare(&self) {
        self.0.press("Compare").await;
        self.0.find(Role::Heading, "Compare").await;
    }

    /// Publishes the draft to sandbox.
    pub(crate) async fn publish(&self, message: &str) {
        self.0.press("Publish…").await;
        self.0.fill(Role::Textbox, "Message", message).await;
        self.0.press("Publish to sandbox").await;
        self.0.sees("is in sandbox").await;
        self.says("No unpublished changes").await;
    }

    /// Creates a branch of main, which opens it.
    pub(crate) async fn new_branch(&self, name: &str) {
        self.0.choose("Actions for this branch", "New branch…").await;
        self.0.fill(Role::Textbox, "Name", name).await;
        self.0.press("Create branch").await;
        self.0.find(Role::Button, &format!("Branch: {name}")).await;
    }

    /// Opens another branch.
    pub(crate) async fn open_branch(&self, name: &str) {
        self.0.press("Branch: ").await;
        self.0.click(Role::Option, name).await;
        self.0.find(Role::Button, &format!("Branch: {name}")).await;
    }

    /// Merges the open branch, which has no conflicts, into main.
    pub(crate) async fn merge(&self, message: &str) {
        self.0.press("Merge…").await;
        self.0.fill(Role::Textbox, "Message", message).await;
        self.0.press("Merge into main").await;
        self.0.find(Role::Button, "Branch: main").await;
    }
}
