//! Where the API can be: the platform's regions, and what the host of this page preset.

use model::AccountId;
use serde::{Deserialize, Serialize};

use super::api_address;

/// A region of the platform (contract Part 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    /// The page's own origin, where a proxy adds the key.
    ThisOrigin,
    Us,
    Eu,
    Uk,
    /// The self-serve region.
    Studio,
    /// Internal to the platform.
    Dev,
    /// Any other address.
    Custom,
}

impl Region {
    pub(crate) const ALL: [Self; 7] =
        [Self::ThisOrigin, Self::Us, Self::Eu, Self::Uk, Self::Studio, Self::Dev, Self::Custom];

    /// The name people read.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::ThisOrigin => "This origin (proxy)",
            Self::Us => "US",
            Self::Eu => "EU",
            Self::Uk => "UK",
            Self::Studio => "Studio (self-serve)",
            Self::Dev => "Dev",
            Self::Custom => "Another address",
        }
    }

    /// A short name for forms and storage.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::ThisOrigin => "this",
            Self::Us => "us",
            Self::Eu => "eu",
            Self::Uk => "uk",
            Self::Studio => "studio",
            Self::Dev => "dev",
            Self::Custom => "custom",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.key() == key)
    }

    /// The address of the API; `None` where the person gives it.
    pub(crate) fn base(self) -> Option<&'static str> {
        match self {
            Self::ThisOrigin => Some(""),
            Self::Us => Some("https://api.us.poly.ai"),
            Self::Eu => Some("https://api.eu.poly.ai"),
            Self::Uk => Some("https://api.uk.poly.ai"),
            Self::Studio => Some("https://api.studio.poly.ai"),
            Self::Dev => Some("https://api.dev.poly.ai"),
            Self::Custom => None,
        }
    }
}

/// What a person chose last, stored on this device. The key is never part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Choice {
    pub(crate) region: String,
    #[serde(default)]
    pub(crate) base: String,
    #[serde(default)]
    pub(crate) account: String,
}

/// The runtime file `studio.json`, by which a host presets connections without a rebuild.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Presets {
    /// Those that can be used.
    #[serde(default)]
    pub(crate) connections: Vec<Preset>,
    /// What was left out of the file and why, for the person who wrote it.
    #[serde(skip)]
    pub(crate) problems: Vec<String>,
}

impl Presets {
    /// Reads the file. An address that a person may not type may not be preset either, and a key is
    /// taken only for the page's own origin: somebody who can write the file must not be able to send it
    /// elsewhere. A text that is no such file presets nothing.
    pub(crate) fn read(text: &str, own_origin: &str) -> Self {
        let mut presets: Self = serde_json::from_str(text).unwrap_or_default();
        for mut preset in std::mem::take(&mut presets.connections) {
            let name = &preset.name;
            let base = preset.base.trim_end_matches('/');
            if preset.base.is_empty() || base == own_origin {
                preset.base = String::new();
            } else if let Some(problem) = api_address::problem(base) {
                presets.problems.push(format!(
                    "The address of “{name}” in studio.json cannot be used. {problem}"
                ));
                continue;
            } else if preset.key.take().is_some() {
                presets.problems.push(format!(
                    "The key of “{name}” in studio.json was left out: it would go to another host. \
                     Type it here instead."
                ));
            }
            presets.connections.push(preset);
        }
        presets
    }
}

/// One preset connection.
#[derive(Clone, Deserialize)]
pub(crate) struct Preset {
    /// The name people read.
    pub(crate) name: String,
    /// The address of the API; empty for the page's own origin.
    #[serde(default)]
    pub(crate) base: String,
    /// The workspace.
    #[serde(default)]
    pub(crate) account: Option<String>,
    /// Only ever given by the local server to its own page; a file on a host must not hold one.
    #[serde(default)]
    pub(crate) key: Option<String>,
    /// Whether a proxy adds the key, so that nobody has to type one.
    #[serde(default)]
    pub(crate) proxy: bool,
}

// The key must not get into a log by accident.
impl std::fmt::Debug for Preset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Preset")
            .field("name", &self.name)
            .field("base", &self.base)
            .finish_non_exhaustive()
    }
}

impl Preset {
    /// Whether it needs nothing typed.
    pub(crate) fn is_complete(&self) -> bool {
        self.key.is_some() || self.proxy
    }

    pub(crate) fn connection(&self) -> client::Connection {
        client::Connection {
            base: self.base.clone(),
            account: self.account.as_deref().filter(|id| !id.is_empty()).map(AccountId::from),
            key: self.key.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The origin of the page.
    const OWN: &str = "https://studio.example.com";

    #[test]
    fn presets_of_a_host_are_read_and_need_no_key_behind_a_proxy() {
        let file = r#"{ "connections": [
            { "name": "Ours", "base": "", "account": "ws-1", "proxy": true, "later": 1 },
            { "name": "US", "base": "https://api.us.poly.ai" } ] }"#;
        let presets = Presets::read(file, OWN);
        assert!(presets.connections[0].is_complete());
        assert_eq!(presets.connections[0].connection().account, Some("ws-1".into()));
        assert!(!presets.connections[1].is_complete());
    }

    #[test]
    fn an_address_that_nobody_may_type_cannot_be_preset() {
        for base in
            ["http://api.example.com", "//api.example.com", "/", "https://x@api.example.com", "api"]
        {
            let file = json!({ "connections": [
                { "name": "Wrong", "base": base, "proxy": true }, { "name": "Right", "base": "" } ] });
            let presets = Presets::read(&file.to_string(), OWN);
            let names: Vec<_> = presets.connections.iter().map(|one| one.name.as_str()).collect();
            assert_eq!(names, ["Right"], "{base}");
            assert!(presets.problems[0].contains("“Wrong”"), "{:?}", presets.problems);
        }
    }

    #[test]
    fn a_preset_key_is_taken_for_the_own_origin_only() {
        let read = |base: &str| {
            let connection = json!({ "name": "One", "base": base, "key": "secret" });
            Presets::read(&json!({ "connections": [connection] }).to_string(), OWN)
        };
        for own in ["", OWN, "https://studio.example.com/"] {
            let presets = read(own);
            let connection = presets.connections[0].connection();
            assert_eq!((connection.base.as_str(), connection.key.as_deref()), ("", Some("secret")));
            assert!(presets.problems.is_empty());
        }
        for other in ["https://api.us.poly.ai", "https://studio.example.com.evil.example"] {
            let presets = read(other);
            assert_eq!(presets.connections[0].connection().key, None);
            assert!(!presets.connections[0].is_complete());
            assert!(presets.problems[0].contains("another host"), "{:?}", presets.problems);
            assert!(!presets.problems[0].contains("secret"));
        }
    }

    #[test]
    fn a_text_that_is_no_such_file_presets_nothing() {
        let presets = Presets::read("<!doctype html>", OWN);
        assert!(presets.connections.is_empty() && presets.problems.is_empty());
    }

    #[test]
    fn a_key_does_not_show_when_a_preset_is_printed() {
        let preset: Preset = serde_json::from_str(r#"{"name":"x","key":"secret"}"#).unwrap();
        assert!(!format!("{preset:?}").contains("secret"));
    }
}
