//! Webhook endpoints: where alerts are sent (contract §1.18).

use crate::edit::Fields;
use crate::id::WebhookEndpointId;

/// An account has no more endpoints.
pub const MAX_WEBHOOK_ENDPOINTS: usize = 10;

/// The longest name of an endpoint, in characters.
pub const MAX_WEBHOOK_NAME: usize = 255;

/// One endpoint. Its signing secret is never read back.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WebhookEndpoint {
    /// The endpoint's identifier.
    pub id: WebhookEndpointId,
    /// What people set.
    pub terms: WebhookTerms,
}

/// What people set of an endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WebhookTerms {
    /// For people.
    pub name: String,
    /// Where events are sent.
    pub url: String,
    /// Which events: at least one.
    pub events: Vec<WebhookEvent>,
    /// Names and values that are sent with every event.
    pub headers: Vec<(String, String)>,
    /// How long an answer may take, in milliseconds: 1000 to 30000.
    pub timeout: u64,
    /// Whether events are sent.
    pub enabled: bool,
}

/// What an endpoint is told.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum WebhookEvent {
    /// An alert began.
    Triggered,
    /// An alert ended.
    Resolved,
    /// An event that this studio does not know.
    Other(String),
}

impl WebhookEvent {
    /// Those that can be chosen.
    pub const ALL: [Self; 2] = [Self::Triggered, Self::Resolved];

    /// The name in the API.
    pub fn key(&self) -> &str {
        match self {
            Self::Triggered => "alerts.triggered",
            Self::Resolved => "alerts.resolved",
            Self::Other(key) => key,
        }
    }

    /// The event with that name in the API.
    pub fn from_key(key: &str) -> Self {
        match key {
            "alerts.triggered" => Self::Triggered,
            "alerts.resolved" => Self::Resolved,
            _ => Self::Other(key.to_owned()),
        }
    }

    /// For people: "An alert begins".
    pub fn label(&self) -> &str {
        match self {
            Self::Triggered => "An alert begins",
            Self::Resolved => "An alert ends",
            Self::Other(key) => key,
        }
    }
}

/// Names one thing of an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookField {
    /// The name.
    Name,
    /// The address.
    Url,
    /// The events.
    Events,
    /// The headers.
    Headers,
    /// The time for an answer.
    Timeout,
    /// Whether events are sent.
    Enabled,
}

impl WebhookField {
    /// All of them, as they are shown.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Url, Self::Events, Self::Headers, Self::Timeout, Self::Enabled];

    /// Within a sentence: "the address".
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "the name",
            Self::Url => "the address",
            Self::Events => "the events",
            Self::Headers => "the headers",
            Self::Timeout => "the time for an answer",
            Self::Enabled => "whether it is on",
        }
    }
}

impl Fields for WebhookTerms {
    type Field = WebhookField;

    fn differing(&self, other: &Self) -> Vec<WebhookField> {
        let differs = |field: &WebhookField| {
            let mut taken = self.clone();
            taken.take(field, other);
            taken != *self
        };
        WebhookField::ALL.into_iter().filter(differs).collect()
    }

    fn take(&mut self, field: &WebhookField, other: &Self) {
        let other = other.clone();
        match field {
            WebhookField::Name => self.name = other.name,
            WebhookField::Url => self.url = other.url,
            WebhookField::Events => self.events = other.events,
            WebhookField::Headers => self.headers = other.headers,
            WebhookField::Timeout => self.timeout = other.timeout,
            WebhookField::Enabled => self.enabled = other.enabled,
        }
    }
}

/// Why an endpoint cannot be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookProblem {
    /// It has no name.
    NoName,
    /// Its name is too long.
    LongName,
    /// It has no address that the API takes.
    NoUrl,
    /// It is told of nothing.
    NoEvent,
    /// The time for an answer is out of bounds.
    BadTimeout,
    /// A line that is no header.
    BadHeader,
}

impl WebhookProblem {
    /// What is wrong with a name.
    pub fn of_name(name: &str) -> Option<Self> {
        match name.trim().chars().count() {
            0 => Some(Self::NoName),
            1..=MAX_WEBHOOK_NAME => None,
            _ => Some(Self::LongName),
        }
    }

    /// What is wrong with an address. Plain `http` is for receivers on the API's own machine, which a
    /// local server allows.
    pub fn of_url(url: &str) -> Option<Self> {
        let url = url.trim();
        let host = url.strip_prefix("https://").or_else(|| {
            let rest = url.strip_prefix("http://")?;
            let host = rest.split(['/', '?']).next().unwrap_or_default();
            let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
            ["localhost", "127.0.0.1", "[::1]"].contains(&name).then_some(rest)
        });
        let is_host = |host: &str| !host.is_empty() && !host.starts_with(['/', '?', '#']);
        (!host.is_some_and(is_host) || url.contains(char::is_whitespace)).then_some(Self::NoUrl)
    }

    /// What is wrong, in a sentence.
    pub fn message(self) -> &'static str {
        match self {
            Self::NoName => "Give the endpoint a name.",
            Self::LongName => "A name has at most 255 characters.",
            Self::NoUrl => "The address begins with https:// and a host.",
            Self::NoEvent => "Choose at least one event.",
            Self::BadTimeout => "The time for an answer is 1 to 30 seconds.",
            Self::BadHeader => "Write each header on a line of its own, as Name: value.",
        }
    }
}

/// The time for an answer as people type it, in seconds; in milliseconds.
///
/// # Errors
///
/// When it is not from 1 to 30 seconds.
pub fn timeout(seconds: &str) -> Result<u64, WebhookProblem> {
    let seconds: f64 = seconds.trim().parse().map_err(|_| WebhookProblem::BadTimeout)?;
    let millis = (seconds * 1000.0).round();
    if (1000.0..=30_000.0).contains(&millis) {
        Ok(millis as u64)
    } else {
        Err(WebhookProblem::BadTimeout)
    }
}

/// Headers as people type them: `Name: value`, one a line.
///
/// # Errors
///
/// When a line is no header.
pub fn headers(text: &str) -> Result<Vec<(String, String)>, WebhookProblem> {
    let is_token = |char: char| char.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(char);
    let header = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let (name, value) = (name.trim(), value.trim());
        let is_name = !name.is_empty() && name.chars().all(is_token);
        is_name.then(|| (name.to_owned(), value.to_owned()))
    };
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| header(line).ok_or(WebhookProblem::BadHeader)).collect()
}

/// The text of headers that [`headers`] reads.
pub fn headers_text(headers: &[(String, String)]) -> String {
    headers.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_https_or_of_this_machine() {
        for url in [
            "https://hooks.example.com/in",
            " https://a.example ",
            "http://localhost:9000/x",
            "http://127.0.0.1",
            "http://[::1]:9000/",
        ] {
            assert_eq!(WebhookProblem::of_url(url), None, "{url}");
        }
        for url in [
            "",
            "https://",
            "https:///x",
            "http://a.example",
            "a.example",
            "ftp://a",
            "http://localhost.a.example",
            "https://a b.example",
        ] {
            assert_eq!(WebhookProblem::of_url(url), Some(WebhookProblem::NoUrl), "{url}");
        }
    }

    #[test]
    fn a_name_has_1_to_255_characters() {
        assert_eq!(WebhookProblem::of_name("  "), Some(WebhookProblem::NoName));
        assert_eq!(WebhookProblem::of_name(&"é".repeat(255)), None);
        assert_eq!(WebhookProblem::of_name(&"é".repeat(256)), Some(WebhookProblem::LongName));
    }

    #[test]
    fn a_timeout_is_typed_in_seconds() {
        assert_eq!(
            (timeout("5"), timeout(" 1.5 "), timeout("30")),
            (Ok(5000), Ok(1500), Ok(30_000))
        );
        for text in ["", "0.9", "30.001", "5s", "NaN", "-5"] {
            assert_eq!(timeout(text), Err(WebhookProblem::BadTimeout), "{text}");
        }
    }

    #[test]
    fn headers_are_lines_there_and_back() {
        let typed = "X-Team: voice\n\n authorization:Bearer a:b \nEmpty:";
        let read = headers(typed).unwrap();
        let names: Vec<_> = read.iter().map(|(name, value)| (&**name, &**value)).collect();
        assert_eq!(names, [("X-Team", "voice"), ("authorization", "Bearer a:b"), ("Empty", "")]);
        assert_eq!(headers(&headers_text(&read)), Ok(read));
        for text in ["no colon", ": value", "two words: x"] {
            assert_eq!(headers(text), Err(WebhookProblem::BadHeader), "{text}");
        }
    }

    #[test]
    fn events_of_tomorrow_are_kept() {
        for event in WebhookEvent::ALL {
            assert_eq!(WebhookEvent::from_key(event.key()), event);
        }
        assert_eq!(WebhookEvent::from_key("calls.ended").key(), "calls.ended");
    }
}
