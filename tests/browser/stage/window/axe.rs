//! The rules of accessibility, held against what is on the page.

use std::fs;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::Window;
use crate::stage::driver::setting;

/// Runs the rules of WCAG 2.2 A and AA, and answers what breaks them, a line for each element.
const RUN: &str = r#"
    const done = arguments[0];
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const options = { runOnly: tags, resultTypes: ["violations"] };
    const messages = ({ violations }) => violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ html, any }) => `${id} (${help}): ${html} ${any[0]?.message ?? ""}`));
    axe.run(document, options).then((results) => done(messages(results)), (error) => done([`${error}`]));
"#;

impl Window {
    /// Fails if anything on the page breaks a rule.
    pub(crate) async fn is_accessible(&self, what: &str) {
        static AXE: LazyLock<String> =
            LazyLock::new(|| fs::read_to_string(setting("AXE")).unwrap());
        let is_there = self.script("return 'axe' in window", vec![]).await;
        if is_there != json!(true) {
            self.cdp("Runtime.evaluate", json!({ "expression": &*AXE })).await;
        }
        let broken: Value = self.script_later(RUN, vec![]).await;
        assert_eq!(broken, json!([]), "{what}");
    }
}
