//! Ids that follow from names: the same file makes the same id at every start.

use jiff::SignedDuration;
use sha2::{Digest, Sha256};

/// Makes the ids of one agent.
#[derive(Debug, Clone)]
pub(super) struct Ids {
    agent: String,
}

impl Ids {
    pub(super) fn of(agent: &str) -> Self {
        Self { agent: agent.to_owned() }
    }

    /// `prefix` and eight hex digits in capitals, from the path of the thing in the content.
    pub(super) fn id(&self, prefix: &str, path: &str) -> String {
        let [a, b, c, d, ..] = self.bytes(path);
        format!("{prefix}{:08X}", u32::from_be_bytes([a, b, c, d]))
    }

    /// A time below `limit`, in milliseconds.
    pub(super) fn time(&self, path: &str, limit: SignedDuration) -> SignedDuration {
        let [a, b, c, d, ..] = self.bytes(path);
        let millis = i128::from(u32::from_be_bytes([a, b, c, d])) % limit.as_millis().max(1);
        SignedDuration::from_millis(i64::try_from(millis).unwrap_or_default())
    }

    /// Thirty-two bytes that only the agent and the path decide.
    pub(super) fn bytes(&self, path: &str) -> [u8; 32] {
        Sha256::digest(format!("{}/{path}", self.agent)).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_depends_on_the_agent_and_the_path_alone() {
        let hotels = Ids::of("hotels");
        assert_eq!(
            hotels.id("TOPIC-", "topics/pool"),
            Ids::of("hotels").id("TOPIC-", "topics/pool")
        );
        assert_ne!(hotels.id("TOPIC-", "topics/pool"), hotels.id("TOPIC-", "topics/spa"));
        assert_ne!(
            hotels.id("TOPIC-", "topics/pool"),
            Ids::of("dental").id("TOPIC-", "topics/pool")
        );
        assert_eq!(hotels.id("TOPIC-", "topics/pool").len(), "TOPIC-1F001898".len());
    }
}
