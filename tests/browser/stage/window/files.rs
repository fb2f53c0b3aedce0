//! Files of the person.

use std::path::PathBuf;

use serde_json::json;

use super::Window;

impl Window {
    /// Drags files over the left half of the page and drops them there.
    pub(crate) async fn drop_files(&self, files: &[&PathBuf]) {
        self.drop_files_at(320, files).await;
    }

    /// Drags files over the page and drops them so far from its left edge.
    pub(crate) async fn drop_files_at(&self, x: u32, files: &[&PathBuf]) {
        for step in ["dragEnter", "dragOver", "drop"] {
            let data = json!({ "items": [], "files": files, "dragOperationsMask": 1 });
            let event = json!({ "type": step, "x": x, "y": 400, "data": data });
            self.cdp("Input.dispatchDragEvent", event).await;
        }
    }
}
