//! The circumstances of a person: the size of the window, the look of the system, the network.

use serde_json::json;

use super::Window;

impl Window {
    /// Gives the page so many pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Prefers colours as a person does who set the system so: "light", "dark".
    pub(crate) async fn prefer(&self, scheme: &str) {
        let features = [json!({ "name": "prefers-color-scheme", "value": scheme })];
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Pulls the network cable, or puts it back.
    pub(crate) async fn go_offline(&self, is_offline: bool) {
        self.cdp("Network.enable", json!({})).await;
        let none = json!({
            "offline": is_offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.cdp("Network.emulateNetworkConditions", none).await;
    }

    /// Has the page give up waiting for answers after a moment instead of a minute.
    pub(crate) async fn lose_patience_early(&self) {
        let script = "const wait = window.setTimeout;
            window.setTimeout = (run, time, ...rest) =>
                wait.call(window, run, time >= 10000 ? 1500 : time, ...rest);";
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// Keeps the page from doing what it does when it is idle, such as fetching ahead.
    pub(crate) async fn is_never_idle(&self) {
        let script = "window.requestIdleCallback = () => 0;";
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }
}
