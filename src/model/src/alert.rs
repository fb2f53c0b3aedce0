//! Alert rules: what is measured of which agent, and when it is too much (contract §1.17).

use crate::edit::Fields;
use crate::id::{AgentId, AlertRuleId};
use crate::timestamp::Timestamp;

/// An account has no more rules.
pub const MAX_ALERT_RULES: usize = 10;

/// The largest threshold: every number up to it is exact wherever JSON is read.
pub const MAX_THRESHOLD: u64 = 9_007_199_254_740_991;

/// One rule, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AlertRule {
    /// The rule's identifier.
    pub id: AlertRuleId,
    /// What people set.
    pub terms: AlertTerms,
    /// How it stood when it was last evaluated.
    pub state: AlertState,
    /// When that state began.
    pub since: Option<Timestamp>,
    /// When it was last evaluated.
    pub evaluated_at: Option<Timestamp>,
    /// What was measured then; `None` if nothing was.
    pub value: Option<i64>,
}

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AlertTerms {
    /// For people.
    pub name: String,
    /// Whose conversations are measured; those of all agents when `None`.
    pub agent: Option<AgentId>,
    /// What is measured.
    pub metric: Metric,
    /// On which side of the threshold the alert is.
    pub operator: Operator,
    /// In the unit of the metric.
    pub threshold: u64,
    /// Over which time.
    pub window: Window,
    /// Whether it is evaluated.
    pub enabled: bool,
}

/// A rule that is in alert.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ActiveAlert {
    /// The rule.
    pub rule: AlertRuleId,
    /// What it says.
    pub terms: AlertTerms,
    /// When the alert began.
    pub since: Option<Timestamp>,
    /// What was measured last; `None` if nothing was.
    pub value: Option<i64>,
}

/// What a rule measures.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Metric {
    /// Half of the answers came faster.
    TurnLatencyP50,
    /// All but the slowest twentieth of the answers came faster.
    TurnLatencyP95,
    /// Calls of APIs that failed.
    ApiErrors,
    /// Functions that failed.
    FunctionErrors,
    /// Calls that broke off.
    CallCrashes,
    /// Calls that began.
    CallVolume,
    /// A metric that this studio does not know.
    Other(String),
}

/// On which side of the threshold the alert is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// Above it.
    Above,
    /// Below it.
    Below,
    /// On it or above.
    AtLeast,
    /// On it or below.
    AtMost,
    /// An operator that this studio does not know.
    Other(String),
}

/// The time over which is measured.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Window {
    /// The last five minutes.
    FiveMinutes,
    /// The last ten minutes.
    TenMinutes,
    /// The last hour.
    Hour,
    /// A window that this studio does not know.
    Other(String),
}

/// How a rule stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AlertState {
    /// Within the threshold, or not evaluated yet.
    Ok,
    /// Beyond it.
    Alert,
    /// There was nothing to measure.
    NoData,
    /// It is not evaluated, or in a state that this studio does not know.
    Unknown,
}

impl Metric {
    /// Those that can be chosen.
    pub const ALL: [Self; 6] = [
        Self::TurnLatencyP50,
        Self::TurnLatencyP95,
        Self::ApiErrors,
        Self::FunctionErrors,
        Self::CallCrashes,
        Self::CallVolume,
    ];

    /// The name in the API.
    pub fn key(&self) -> &str {
        match self {
            Self::TurnLatencyP50 => "turn_latency_p50",
            Self::TurnLatencyP95 => "turn_latency_p95",
            Self::ApiErrors => "api_errors",
            Self::FunctionErrors => "function_errors",
            Self::CallCrashes => "call_crashes",
            Self::CallVolume => "call_volume",
            Self::Other(key) => key,
        }
    }

    /// The metric with that name in the API.
    pub fn from_key(key: &str) -> Self {
        named(&Self::ALL, Self::key, key).unwrap_or_else(|| Self::Other(key.to_owned()))
    }

    /// Within a sentence: "turn latency p95".
    pub fn label(&self) -> &str {
        match self {
            Self::TurnLatencyP50 => "turn latency p50",
            Self::TurnLatencyP95 => "turn latency p95",
            Self::ApiErrors => "API errors",
            Self::FunctionErrors => "function errors",
            Self::CallCrashes => "call crashes",
            Self::CallVolume => "call volume",
            Self::Other(key) => key,
        }
    }

    /// The word for people: how many of what it counts, or how long.
    pub fn unit(&self) -> &'static str {
        match self {
            Self::TurnLatencyP50 | Self::TurnLatencyP95 => "ms",
            Self::ApiErrors | Self::FunctionErrors => "errors",
            Self::CallCrashes => "crashes",
            Self::CallVolume => "calls",
            Self::Other(_) => "",
        }
    }

    /// A value with its unit: "2,500 ms", "1 call".
    pub fn amount(&self, value: i64) -> String {
        let unit = match (value, self.unit()) {
            (1, "errors") => "error",
            (1, "crashes") => "crash",
            (1, "calls") => "call",
            (_, unit) => unit,
        };
        format!("{} {unit}", grouped(value)).trim_end().to_owned()
    }
}

impl Operator {
    /// Those that can be chosen.
    pub const ALL: [Self; 4] = [Self::Above, Self::AtLeast, Self::Below, Self::AtMost];

    /// The name in the API.
    pub fn key(&self) -> &str {
        match self {
            Self::Above => ">",
            Self::Below => "<",
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::Other(key) => key,
        }
    }

    /// The operator with that name in the API.
    pub fn from_key(key: &str) -> Self {
        named(&Self::ALL, Self::key, key).unwrap_or_else(|| Self::Other(key.to_owned()))
    }

    /// Within a sentence: "is over".
    pub fn label(&self) -> &str {
        match self {
            Self::Above => "over",
            Self::Below => "under",
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
            Self::Other(key) => key,
        }
    }

    /// Whether the alert is on the upper side of the threshold.
    pub fn is_upper(&self) -> bool {
        matches!(self, Self::Above | Self::AtLeast)
    }
}

impl Window {
    /// Those that can be chosen.
    pub const ALL: [Self; 3] = [Self::FiveMinutes, Self::TenMinutes, Self::Hour];

    /// The name in the API.
    pub fn key(&self) -> &str {
        match self {
            Self::FiveMinutes => "5m",
            Self::TenMinutes => "10m",
            Self::Hour => "60m",
            Self::Other(key) => key,
        }
    }

    /// The window with that name in the API.
    pub fn from_key(key: &str) -> Self {
        named(&Self::ALL, Self::key, key).unwrap_or_else(|| Self::Other(key.to_owned()))
    }

    /// Within a sentence: "10 minutes".
    pub fn label(&self) -> &str {
        match self {
            Self::FiveMinutes => "5 minutes",
            Self::TenMinutes => "10 minutes",
            Self::Hour => "60 minutes",
            Self::Other(key) => key,
        }
    }
}

impl AlertState {
    /// The state with that name in the API.
    pub fn from_key(key: &str) -> Self {
        match key.to_ascii_lowercase().as_str() {
            "ok" => Self::Ok,
            "alert" => Self::Alert,
            "no_data" => Self::NoData,
            _ => Self::Unknown,
        }
    }
}

impl AlertTerms {
    /// A rule to begin with.
    pub fn new() -> Self {
        Self {
            name: String::new(),
            agent: None,
            metric: Metric::TurnLatencyP95,
            operator: Operator::Above,
            threshold: 2500,
            window: Window::TenMinutes,
            enabled: true,
        }
    }

    /// What the rule says, in a sentence. `agent` is the name of its agent.
    pub fn sentence(&self, agent: &str) -> String {
        let of = if self.agent.is_some() { agent } else { "all agents" };
        let threshold = i64::try_from(self.threshold).unwrap_or(i64::MAX);
        format!(
            "When {} of {of} is {} {} for {}",
            self.metric.label(),
            self.operator.label(),
            self.metric.amount(threshold),
            self.window.label(),
        )
    }
}

impl Default for AlertTerms {
    fn default() -> Self {
        Self::new()
    }
}

/// Names one thing that a rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertField {
    /// The name.
    Name,
    /// The agent.
    Agent,
    /// The metric.
    Metric,
    /// The operator.
    Operator,
    /// The threshold.
    Threshold,
    /// The window.
    Window,
    /// Whether it is evaluated.
    Enabled,
}

impl AlertField {
    /// All of them, as they are shown.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Metric,
        Self::Agent,
        Self::Operator,
        Self::Threshold,
        Self::Window,
        Self::Enabled,
    ];

    /// Within a sentence: "the threshold".
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "the name",
            Self::Agent => "the agent",
            Self::Metric => "the metric",
            Self::Operator => "the side of the threshold",
            Self::Threshold => "the threshold",
            Self::Window => "the time",
            Self::Enabled => "whether it is on",
        }
    }
}

impl Fields for AlertTerms {
    type Field = AlertField;

    fn differing(&self, other: &Self) -> Vec<AlertField> {
        let differs = |field: &AlertField| {
            let mut taken = self.clone();
            taken.take(field, other);
            taken != *self
        };
        AlertField::ALL.into_iter().filter(differs).collect()
    }

    fn take(&mut self, field: &AlertField, other: &Self) {
        let other = other.clone();
        match field {
            AlertField::Name => self.name = other.name,
            AlertField::Agent => self.agent = other.agent,
            AlertField::Metric => self.metric = other.metric,
            AlertField::Operator => self.operator = other.operator,
            AlertField::Threshold => self.threshold = other.threshold,
            AlertField::Window => self.window = other.window,
            AlertField::Enabled => self.enabled = other.enabled,
        }
    }
}

impl AlertRule {
    /// Where the value and the threshold stand on a scale from 0 to 1 that has room for both; `None`
    /// while no value is known.
    pub fn on_scale(&self) -> Option<(f64, f64)> {
        let (value, threshold) = (self.value?.max(0) as f64, self.terms.threshold as f64);
        let end = value.max(threshold).max(1.0) * 1.25;
        Some((value / end, threshold / end))
    }
}

/// Why a name or a threshold cannot be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertProblem {
    /// It has no name.
    NoName,
    /// The threshold is no whole number from 0.
    NoThreshold,
}

impl AlertProblem {
    /// What is wrong with a name.
    pub fn of_name(name: &str) -> Option<Self> {
        name.trim().is_empty().then_some(Self::NoName)
    }

    /// What is wrong, in a sentence.
    pub fn message(self) -> &'static str {
        match self {
            Self::NoName => "Give the rule a name.",
            Self::NoThreshold => "The threshold is a whole number, 0 or more.",
        }
    }
}

/// A threshold as people type it, with or without separators between the thousands.
///
/// # Errors
///
/// When it is no whole number from 0.
pub fn threshold(text: &str) -> Result<u64, AlertProblem> {
    let is_separator = |char: char| matches!(char, ',' | '’' | '\'' | ' ' | '\u{a0}' | '\u{202f}');
    let parts: Vec<&str> = text.trim().split(is_separator).collect();
    let are_thousands = parts.iter().skip(1).all(|part| part.len() == 3);
    let digits = parts.concat();
    let is_number = are_thousands && digits.chars().all(|char| char.is_ascii_digit());
    let number = digits.parse().ok().filter(|number| is_number && *number <= MAX_THRESHOLD);
    number.ok_or(AlertProblem::NoThreshold)
}

/// A whole number with commas between the thousands.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("−{text}") } else { text }
}

fn named<T: Clone>(all: &[T], key: fn(&T) -> &str, wanted: &str) -> Option<T> {
    all.iter().find(|one| key(one) == wanted).cloned()
}

#[cfg(test)]
mod tests;
