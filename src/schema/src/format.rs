//! The formats of texts that are checked and have a field of their own.

use crate::pattern::Patterns;

/// A format of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// `2026-12-24`.
    Date,
    /// `09:30:00Z`.
    Time,
    /// `2026-12-24T09:30:00Z`.
    DateTime,
    /// `name@example.com`.
    Email,
    /// `https://example.com`.
    Uri,
    /// `+442079460000`.
    Phone,
    /// `1f0e3dad-9990-8345-b743-9f8ffabdffc4`.
    Uuid,
    /// `192.0.2.1`.
    Ipv4,
}

impl Format {
    /// The format that a schema names; others are not checked.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "date" => Self::Date,
            "time" => Self::Time,
            "date-time" => Self::DateTime,
            "email" | "idn-email" => Self::Email,
            "uri" => Self::Uri,
            "phone" | "tel" | "e164" => Self::Phone,
            "uuid" => Self::Uuid,
            "ipv4" => Self::Ipv4,
            _ => return None,
        })
    }

    /// Whether a text has this format.
    pub(crate) fn fits(self, text: &str) -> bool {
        match self {
            Self::Date => is_date(text),
            Self::Time => is_time(text),
            Self::DateTime => {
                let halves = text.split_once(['T', 't']);
                halves.is_some_and(|(date, time)| is_date(date) && is_time(time))
            }
            Self::Email => is_email(text),
            Self::Uri => is_uri(text),
            Self::Phone => is_phone(text),
            Self::Uuid => {
                let parts: Vec<&str> = text.split('-').collect();
                let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
                lengths == [8, 4, 4, 4, 12]
                    && parts.iter().all(|part| part.chars().all(|char| char.is_ascii_hexdigit()))
            }
            Self::Ipv4 => is_ipv4(text),
        }
    }

    /// What a text of this format is, with an example.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Date => "a date, like 2026-12-24",
            Self::Time => "a time of day with its zone, like 09:30:00Z",
            Self::DateTime => "a date and time with its zone, like 2026-12-24T09:30:00Z",
            Self::Email => "an email address, like name@example.com",
            Self::Uri => "a web address, like https://example.com",
            Self::Phone => "a phone number with its country code, like +442079460000",
            Self::Uuid => "an identifier of 32 letters and digits",
            Self::Ipv4 => "an IP address, like 192.0.2.1",
        }
    }
}

/// What a pattern asks for, where people have a word for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A time of day in hours and minutes, `09:30`.
    Clock,
    /// A phone number in E.164, `+442079460000`.
    Phone,
}

impl Meaning {
    /// What a pattern means, found by what it takes and what it does not.
    pub(crate) fn of(pattern: &str, patterns: &dyn Patterns) -> Option<Self> {
        let takes = |text: &str| patterns.matches(pattern, text) == Some(true);
        let all = |yes: &[&str], no: &[&str]| {
            yes.iter().all(|text| takes(text)) && !no.iter().any(|text| takes(text))
        };
        if all(&["00:00", "09:30", "23:59"], &["", "930", "24:00", "09:60", "09:30:00", "9am"]) {
            return Some(Self::Clock);
        }
        if all(&["+442079460000", "+353212345678"], &["", "+", "02079460000", "call me", "12"]) {
            return Some(Self::Phone);
        }
        None
    }

    /// What a text is that has it, with an example.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Clock => "a time of day in hours and minutes, like 09:30",
            Self::Phone => Format::Phone.words(),
        }
    }
}

/// Four numbers up to 255, without zeros before them.
fn is_ipv4(text: &str) -> bool {
    let is_part = |part: &str| {
        let is_short = part == "0" || !part.starts_with('0');
        is_short && part.len() <= 3 && digits(part, part.len()).is_some_and(|number| number < 256)
    };
    text.split('.').count() == 4 && text.split('.').all(is_part)
}

fn digits(text: &str, length: usize) -> Option<u32> {
    let is_number = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2))
    else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// A time of RFC 3339, with its zone. A leap second comes at the end of a day in UTC.
fn is_time(text: &str) -> bool {
    let Some(place) = text.find(['Z', 'z', '+', '-']) else { return false };
    let (time, zone) = text.split_at(place);
    let offset = match zone.strip_prefix(['+', '-']) {
        None if zone.eq_ignore_ascii_case("z") => Some(0),
        None => None,
        Some(rest) => rest.split_once(':').and_then(|(hours, minutes)| {
            let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
            let offset = i64::from(hours * 60 + minutes);
            (hours < 24 && minutes < 60)
                .then(|| if zone.starts_with('-') { -offset } else { offset })
        }),
    };
    let Some(offset) = offset else { return false };
    let parts: Vec<&str> = time.split(':').collect();
    let [hour, minute, second] = parts.as_slice() else { return false };
    let (second, part) = second.split_once('.').unwrap_or((second, "0"));
    if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    match (digits(hour, 2), digits(minute, 2), digits(second, 2)) {
        (Some(hour @ 0..24), Some(minute @ 0..60), Some(second)) => {
            let utc = (i64::from(hour * 60 + minute) - offset).rem_euclid(24 * 60);
            second < 60 || (second == 60 && utc == 24 * 60 - 1)
        }
        _ => false,
    }
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let is_quoted = name.len() > 2 && name.starts_with('"') && name.ends_with('"');
    let has_dots_right = !name.starts_with('.') && !name.ends_with('.') && !name.contains("..");
    let has_name = !name.is_empty() && has_dots_right && !name.contains([' ', '@']);
    let is_host = !host.is_empty()
        && host.split('.').all(|part| {
            let is_usual = |char: char| char.is_alphanumeric() || char == '-';
            !part.is_empty() && !part.starts_with('-') && part.chars().all(is_usual)
        });
    (is_quoted || has_name) && (is_host || (host.starts_with('[') && host.ends_with(']')))
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|char: char| char.is_ascii_alphabetic())
        && scheme.chars().all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char));
    let is_forbidden = |char: char| !char.is_ascii_graphic() || "<>\"{}|\\^`".contains(char);
    let is_code = |after: &str| {
        after.get(..2).is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    is_scheme
        && !rest.is_empty()
        && !rest.contains(is_forbidden)
        && rest.split('%').skip(1).all(is_code)
}

/// E.164: a plus, and up to fifteen digits of which the first is not zero.
fn is_phone(text: &str) -> bool {
    let Some(number) = text.strip_prefix('+') else { return false };
    (7..=15).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && !number.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::testing::TestPatterns;

    #[test]
    fn formats_take_what_they_name_and_nothing_else() {
        let table = [
            (Format::Date, "2024-02-29", "2026-02-29"),
            (Format::Time, "09:30:00+01:00", "09:30"),
            (Format::Time, "23:59:60Z", "22:59:60Z"),
            (Format::DateTime, "2026-12-24T09:30:00.5Z", "2026-12-24 09:30:00Z"),
            (Format::Email, "a.b+c@example.com", "a..b@example.com"),
            (Format::Uri, "mailto:a@example.com", "example.com/a b"),
            (Format::Phone, "+442079460000", "02079460000"),
            (Format::Uuid, "1f0e3dad-9990-8345-b743-9f8ffabdffc4", "1f0e3dad"),
            (Format::Ipv4, "192.0.2.1", "192.0.2.256"),
        ];
        for (format, good, bad) in table {
            assert!(format.fits(good), "{format:?} {good}");
            assert!(!format.fits(bad) && !format.fits(""), "{format:?} {bad}");
        }
    }

    #[test]
    fn a_pattern_for_the_clock_or_a_phone_number_is_known_however_it_is_written() {
        let of = |pattern| Meaning::of(pattern, &TestPatterns);
        assert_eq!(of("^([01][0-9]|2[0-3]):[0-5][0-9]$"), Some(Meaning::Clock));
        assert_eq!(of(r"^(?:[01]\d|2[0-3]):[0-5]\d$"), Some(Meaning::Clock));
        assert_eq!(of(r"^\+[1-9][0-9]{6,14}$"), Some(Meaning::Phone));
        assert_eq!(of(".*"), None);
        assert_eq!(of("^[a-z]+$"), None);
        assert_eq!(of("("), None);
    }
}
