//! Real-time configs: values that change in an environment without a publish.

use serde_json::Value;

use crate::deployment::Environment;
use crate::timestamp::Timestamp;

/// The config of one environment (contract §2.10).
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigPage {
    /// The environment in which the values apply, at once.
    pub environment: Environment,
    /// A JSON Schema, draft 7, from which the form for the values is built. `None` until one is
    /// saved.
    pub schema: Option<Value>,
    /// An object of values by key. `None` until some are saved.
    pub variables: Option<Value>,
    /// When it was last saved, as the API wrote it; empty for a page that was never saved. Two reads
    /// with the same text returned the same page.
    pub revision: String,
}

impl ConfigPage {
    /// When it was last saved, if the API returned a readable date.
    pub fn updated_at(&self) -> Option<Timestamp> {
        Timestamp::parse(&self.revision)
    }
}
