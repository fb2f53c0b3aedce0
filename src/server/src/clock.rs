//! Dates as the API writes them.

use jiff::{Timestamp, fmt::strtime, tz::TimeZone};

/// Who makes a change, and when.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    /// An e-mail address.
    pub(crate) by: String,
    /// The time, in UTC.
    pub(crate) at: Timestamp,
}

impl Act {
    /// This user, now.
    pub(crate) fn now(by: impl Into<String>) -> Self {
        Self { by: by.into(), at: Timestamp::now() }
    }

    /// The time as `/v1` writes it: ISO 8601 with milliseconds.
    pub(crate) fn date(&self) -> String {
        iso(self.at)
    }
}

/// ISO 8601 with milliseconds, for example `2026-03-03T18:51:02.000Z`.
pub(crate) fn iso(at: Timestamp) -> String {
    format(at, "%Y-%m-%dT%H:%M:%S.%3fZ")
}

/// ISO 8601 with microseconds, as conversations have it: `2026-03-03T18:51:02.000000+00:00`.
pub(crate) fn iso_micros(at: Timestamp) -> String {
    format(at, "%Y-%m-%dT%H:%M:%S.%6f+00:00")
}

/// RFC 1123, as `/adk/v1` has it: `Tue, 03 Mar 2026 18:51:02 GMT`. `text` is a date as
/// [`iso`] writes it; any other text is returned unchanged.
pub(crate) fn rfc1123(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |at| format(at, "%a, %d %b %Y %H:%M:%S GMT"))
}

fn format(at: Timestamp, pattern: &str) -> String {
    strtime::format(pattern, &at.to_zoned(TimeZone::UTC)).unwrap_or_else(|_| at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_half_of_the_api_has_its_own_dates() {
        let at: Timestamp = "2026-03-03T18:51:02.345678Z".parse().unwrap();
        assert_eq!(iso(at), "2026-03-03T18:51:02.345Z");
        assert_eq!(iso_micros(at), "2026-03-03T18:51:02.345678+00:00");
        assert_eq!(rfc1123(&iso(at)), "Tue, 03 Mar 2026 18:51:02 GMT");
        assert_eq!(rfc1123("soon"), "soon");
    }
}
