//! Files of the person.

use std::path::PathBuf;

use serde_json::json;

use super::Window;

impl Window {
    /// Drags files over the page and drops them in its middle.
    pub(crate) async fn drop_files(&self, files: &[&PathBuf]) {
        for step in ["dragEnter", "dragOver", "drop"] {
            let data = json!({ "items": [], "files": files, "dragOperationsMask": 1 });
            let event = json!({ "type": step, "x": 640, "y": 400, "data": data });
            self.cdp("Input.dispatchDragEvent", event).await;
        }
    }
}
