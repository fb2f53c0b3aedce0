//! The behavior page.

use crate::stage::{Role, Window, until};

/// A text without what stands in its references: the editor has names where the API has identifiers.
pub(crate) fn without_keys(text: &str) -> String {
    let mut rest = text.to_owned();
    for reference in model::references(text).into_iter().rev() {
        rest.replace_range(reference.key, "");
    }
    rest
}

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

    /// Puts another text into the editor. A branch that was just opened may bring its text in between.
    pub(crate) async fn write(&self, text: &str) {
        let wanted = without_keys(text);
        until(format!("the behavior to be {wanted:?}"), async || {
            self.0.fill(Role::Textbox, "Behavior", text).await;
            let field = self.0.look_for(Role::Textbox, "Behavior").await?;
            let text = field.prop("value").await.ok()??;
            (without_keys(&text) == wanted).then_some(())
        })
        .await;
    }

    /// Adds a line to the end of what is there, and answers the whole.
    pub(crate) async fn add_line(&self, line: &str) -> String {
        let text = format!("{}\n{line}", self.text().await);
        self.write(&text).await;
        text
    }

    /// Waits until the editor holds this, with identifiers or names in its references.
    pub(crate) async fn holds(&self, text: &str) {
        let wanted = without_keys(text);
        until(format!("the behavior {wanted:?}"), async || {
            let field = self.0.look_for(Role::Textbox, "Behavior").await?;
            let text = field.prop("value").await.ok()??;
            (without_keys(&text) == wanted).then_some(())
        })
        .await;
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
