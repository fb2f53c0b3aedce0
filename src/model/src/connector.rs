//! Telephony connectors: what answers the calls of a phone number.

use crate::deployment::Environment;
use crate::id::{AgentId, ConnectorId, VariantId};

/// What answers the calls of some numbers, in one environment (contract §2.8).
///
/// A number has no variant of its own: the variant of its connector answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connector {
    /// The connector's identifier.
    pub id: ConnectorId,
    /// The name people gave it.
    pub name: String,
    /// The agent that answers.
    pub agent: AgentId,
    /// The environment whose version answers; `None` if this studio does not know it.
    pub environment: Option<Environment>,
    /// The variant that answers; the default one when `None`.
    pub variant: Option<VariantId>,
    /// The language that is recognised, such as `en-GB`.
    pub listens_in: String,
    /// The language that is spoken; it follows from the voice.
    pub speaks_in: String,
    /// The name of the voice, such as `en-GB-Standard-A`.
    pub voice: String,
    /// Whether calls may be handed off to people.
    pub can_hand_off: bool,
}

/// The fields of a connector that differ; what is sent to save it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConnectorEdit {
    /// Another variant; `Some(None)` removes the current one.
    pub variant: Option<Option<VariantId>>,
    /// Another language to recognise.
    pub listens_in: Option<String>,
    /// Another voice, which the API tests before it accepts it.
    pub voice: Option<String>,
    /// Another agent, to which the connector moves with its numbers.
    pub agent: Option<AgentId>,
}

impl ConnectorEdit {
    /// The edit that turns `old` into `new`. The name, the environment, the spoken
    /// language and hand-offs cannot be changed through the API.
    pub fn between(old: &Connector, new: &Connector) -> Self {
        Self {
            variant: (old.variant != new.variant).then(|| new.variant.clone()),
            listens_in: (old.listens_in != new.listens_in).then(|| new.listens_in.clone()),
            voice: (old.voice != new.voice).then(|| new.voice.clone()),
            agent: (old.agent != new.agent).then(|| new.agent.clone()),
        }
    }

    /// Whether there is nothing to save.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The result of one of many edits, each of which is applied on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectorOutcome {
    /// Which connector.
    pub id: ConnectorId,
    /// The connector as it is now, or why it did not change.
    pub result: Result<Connector, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removing_a_variant_differs_from_leaving_it_unchanged() {
        let old = Connector {
            id: "c".into(),
            name: "Reception".to_owned(),
            agent: "a".into(),
            environment: Some(Environment::Live),
            variant: Some("v".into()),
            listens_in: "en-GB".to_owned(),
            speaks_in: "en-GB".to_owned(),
            voice: "en-GB-Standard-A".to_owned(),
            can_hand_off: true,
        };
        assert!(ConnectorEdit::between(&old, &old).is_empty());
        let new = Connector { variant: None, ..old.clone() };
        let edit = ConnectorEdit::between(&old, &new);
        assert_eq!(edit, ConnectorEdit { variant: Some(None), ..ConnectorEdit::default() });
        assert!(!edit.is_empty());
    }
}
