//! Moments of the history: `10 Fri 16:32` is a Friday in the tenth week.
//!
//! The tenth week is the last one whose Friday evening has passed, so that the workspace always
//! has the same age and none of its edits is on a Sunday.

use jiff::Timestamp;

const DAY: i64 = 24 * 60 * 60;
const WEEK: i64 = 7 * DAY;
const LAST_WEEK: i64 = 10;
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const FRIDAY: i64 = 4;
/// When a Friday counts as over.
const EVENING: i64 = 18 * 60 * 60;

/// The calendar of the history: the dates of its weeks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    monday_of_last_week: i64,
}

impl Calendar {
    /// The calendar whose tenth week is the last full one before `now`.
    pub(super) fn ending_before(now: Timestamp) -> Self {
        // 1 January 1970 was a Thursday.
        let today = (now.as_second() - EVENING).div_euclid(DAY);
        let since_friday = (today + 3 - FRIDAY).rem_euclid(7);
        Self { monday_of_last_week: (today - since_friday - FRIDAY) * DAY }
    }

    /// The moment of a text such as `3 Thu 14:10`; `None` when it has another form.
    pub(super) fn moment(self, text: &str) -> Option<Timestamp> {
        let mut words = text.split_whitespace();
        let week: i64 = words.next()?.parse().ok()?;
        let day = words.next()?;
        let day = i64::try_from(DAYS.iter().position(|one| *one == day)?).ok()?;
        let (hour, minute) = words.next()?.split_once(':')?;
        let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
        let known = (1..=LAST_WEEK).contains(&week) && hour < 24 && minute < 60;
        if words.next().is_some() || !known {
            return None;
        }
        let monday = self.monday_of_last_week - (LAST_WEEK - week) * WEEK;
        Timestamp::from_second(monday + day * DAY + (hour * 60 + minute) * 60).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(now: &str, text: &str, expected: &str) {
        let calendar = Calendar::ending_before(now.parse().unwrap());
        let expected: Timestamp = expected.parse().unwrap();
        assert_eq!(calendar.moment(text), Some(expected), "{text} at {now}");
    }

    #[test]
    fn the_tenth_week_is_the_last_one_that_is_over() {
        // A Sunday, a Friday afternoon, a Friday evening.
        check("2026-11-22T07:00:00Z", "10 Fri 16:32", "2026-11-20T16:32:00Z");
        check("2026-11-20T17:59:59Z", "10 Mon 00:00", "2026-11-09T00:00:00Z");
        check("2026-11-20T18:00:00Z", "10 Mon 00:00", "2026-11-16T00:00:00Z");
        check("2026-11-22T07:00:00Z", "1 Wed 10:05", "2026-09-16T10:05:00Z");
    }

    #[test]
    fn other_forms_are_no_moments() {
        let calendar = Calendar::ending_before(Timestamp::UNIX_EPOCH);
        for text in ["", "11 Mon 10:00", "1 Mo 10:00", "1 Mon 24:00", "1 Mon 10", "1 Mon 10:00 x"] {
            assert_eq!(calendar.moment(text), None, "{text}");
        }
    }
}
