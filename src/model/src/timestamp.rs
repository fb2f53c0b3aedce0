//! Points in time, as the API writes them.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// A point in time by its distance from the epoch, in milliseconds.
    pub fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Reads ISO 8601, as `/v1` and projections write it (contract Part 4, "Dates"); anything else
    /// is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let moment = OffsetDateTime::parse(text.trim(), &Rfc3339).ok()?;
        i64::try_from(moment.unix_timestamp_nanos() / 1_000_000).ok().map(Self)
    }

    /// Milliseconds since the epoch.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// The distance from `now` for a list: "just now", "5 minutes ago". Everything in a list has
    /// happened: what is later than now, by a clock that is wrong, was just now.
    pub fn relative_to(self, now: Timestamp) -> String {
        const MINUTE: i64 = 60;
        const HOUR: i64 = 60 * MINUTE;
        const DAY: i64 = 24 * HOUR;
        let seconds = (now.0 - self.0) / 1000;
        let (count, unit) = match seconds {
            ..45 => return "just now".to_owned(),
            45..HOUR => ((seconds + MINUTE / 2) / MINUTE, "minute"),
            HOUR..DAY => (seconds / HOUR, "hour"),
            _ if seconds < 14 * DAY => (seconds / DAY, "day"),
            _ if seconds < 60 * DAY => (seconds / (7 * DAY), "week"),
            _ if seconds < 730 * DAY => (seconds / (30 * DAY), "month"),
            _ => (seconds / (365 * DAY), "year"),
        };
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {unit}{plural} ago")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_api_is_read() {
        let expected = Some(Timestamp::from_millis(1_780_495_245_580));
        assert_eq!(Timestamp::parse("2026-06-03T14:00:45.580Z"), expected);
        assert_eq!(Timestamp::parse("2026-06-03T14:00:45.580000+00:00"), expected);
        assert_eq!(Timestamp::parse(""), None);
        assert_eq!(Timestamp::parse("yesterday"), None);
    }

    #[test]
    fn distances_are_given_in_the_largest_fitting_unit() {
        let now = Timestamp::from_millis(1_780_495_245_580);
        let ago = |seconds: i64| Timestamp(now.0 - seconds * 1000).relative_to(now);
        assert_eq!(ago(5), "just now");
        assert_eq!(ago(60), "1 minute ago");
        assert_eq!(ago(3_600), "1 hour ago");
        assert_eq!(ago(3 * 86_400), "3 days ago");
        assert_eq!(ago(20 * 86_400), "2 weeks ago");
        assert_eq!(ago(90 * 86_400), "3 months ago");
        assert_eq!(ago(-2 * 86_400), "just now", "nothing in a list is yet to come");
    }
}
