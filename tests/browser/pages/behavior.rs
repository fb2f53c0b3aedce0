//! The behavior page.

use crate::stage::{Role, Window, until};

/// The editor of the behavior.
pub(crate) struct BehaviorPage<'a>(pub(crate) &'a Window);

impl BehaviorPage<'_> {
    /// What is in the editor, once there is something.
    pub(crate) async fn text(&self) -> String {
        until("the behavior", async || {
            let field = self.0.look_for(Role::Textbox, "Behavior").await?;
            field.prop("value").await.ok()?.filter(|text| !text.is_empty())
        })
        .await
    }

    /// Puts another text into the editor.
    pub(crate) async fn write(&self, text: &str) {
        self.0.fill(Role::Textbox, "Behavior", text).await;
    }

    /// Adds a line to the end of what is there, and answers the whole.
    pub(crate) async fn add_line(&self, line: &str) -> String {
        let text = format!("{}\n{line}", self.text().await);
        self.write(&text).await;
        text
    }

    /// Waits until the editor holds this.
    pub(crate) async fn holds(&self, text: &str) {
        self.0.holds(Role::Textbox, "Behavior", text).await;
    }

    /// Saves, and waits until it is saved.
    pub(crate) async fn save(&self) {
        self.press_save().await;
        self.is_saved().await;
    }

    /// Presses the button, whatever comes of it.
    pub(crate) async fn press_save(&self) {
        self.0.press("Save").await;
    }

    /// Waits until nothing is unsaved.
    pub(crate) async fn is_saved(&self) {
        self.0.has_no(Role::Button, "Revert").await;
    }
}
