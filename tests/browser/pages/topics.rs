//! The knowledge page.

use crate::stage::{Role, Window};

/// The list of topics, and the editor of one.
pub(crate) struct TopicsPage<'a>(pub(crate) &'a Window);

impl TopicsPage<'_> {
    /// Shows only the topics with these words.
    pub(crate) async fn search(&self, words: &str) {
        self.0.fill(Role::Searchbox, "Search topics", words).await;
    }

    /// Opens a topic.
    pub(crate) async fn open(&self, name: &str) {
        self.search(name).await;
        self.0.click(Role::Link, name).await;
        self.0.holds(Role::Textbox, "Name", name).await;
    }

    /// Begins a new topic.
    pub(crate) async fn begin(&self, name: &str, content: &str) {
        self.0.press("New topic").await;
        self.0.fill(Role::Textbox, "Name", name).await;
        self.0.fill(Role::Textbox, "Content", content).await;
    }

    /// Creates a topic, which opens it.
    pub(crate) async fn create(&self, name: &str, content: &str) {
        self.begin(name, content).await;
        self.0.press("Create topic").await;
        self.0.find(Role::Button, "Actions for this topic").await;
    }

    /// Puts another content into the open topic.
    pub(crate) async fn write_content(&self, text: &str) {
        self.0.fill(Role::Textbox, "Content", text).await;
    }

    /// Saves the open topic, and waits until it is saved.
    pub(crate) async fn save(&self) {
        self.press_save().await;
        self.is_saved().await;
    }

    /// Presses the button, whatever comes of it.
    pub(crate) async fn press_save(&self) {
        self.0.press("Save").await;
    }

    /// Waits until nothing of the open topic is unsaved.
    pub(crate) async fn is_saved(&self) {
        self.0.has_no(Role::Button, "Revert").await;
    }

    /// Ticks a topic in the list.
    pub(crate) async fn select(&self, name: &str) {
        self.0.click(Role::Checkbox, &format!("Select {name}")).await;
    }
}
