//! What time it is at the server: devices' clocks go wrong by minutes and hours.

use crate::timestamp::Timestamp;

/// The longest time that an answer may take to be believed, in milliseconds: its time is that of some
/// moment since the request was sent.
const QUICK: i64 = 2000;
/// Half of the second to which an answer gives its time (RFC 9110 §5.6.7).
const HALF_A_SECOND: i64 = 500;

/// A clock that goes with the server's, as the `Date` of its answers tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServerClock {
    /// How far the device's clock is behind, in milliseconds; `None` while no answer has told.
    offset: Option<i64>,
}

impl ServerClock {
    /// A clock that goes with the device's.
    pub const fn new() -> Self {
        Self { offset: None }
    }

    /// Follows an answer that told the time, by when the request was `sent` and the answer `received`
    /// on the device's clock. The last quick one counts; a slow one is better than none.
    pub fn follow(&mut self, told: Timestamp, sent: Timestamp, received: Timestamp) {
        let took = received.millis() - sent.millis();
        if (0..=QUICK).contains(&took) || self.offset.is_none() {
            let between = sent.millis() + took.max(0) / 2;
            self.offset = Some(told.millis() + HALF_A_SECOND - between);
        }
    }

    /// What time it is when the device's clock says `device`.
    pub fn now(self, device: Timestamp) -> Timestamp {
        Timestamp::from_millis(device.millis() + self.offset.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;
    /// When something was published, on the server's clock.
    const PUBLISHED: i64 = 1_780_495_245_000;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    #[test]
    fn a_device_whose_clock_is_off_by_hours_says_how_long_ago_something_was() {
        for off in [-5 * HOUR, -3 * 60_000, 0, 7 * HOUR] {
            let device = |after: i64| at(PUBLISHED + after + off);
            let mut clock = ServerClock::new();
            clock.follow(at(PUBLISHED + 1000), device(900), device(1200));
            let ago = |after: i64| at(PUBLISHED).relative_to(clock.now(device(after)));
            assert_eq!(ago(3 * 60_000), "3 minutes ago", "off by {off}");
            assert_eq!(ago(2 * HOUR), "2 hours ago", "off by {off}");
            assert_eq!(ago(0), "just now", "off by {off}");
        }
    }

    #[test]
    fn without_an_answer_that_told_it_is_the_time_of_the_device() {
        assert_eq!(ServerClock::new().now(at(5)), at(5));
    }

    #[test]
    fn the_last_quick_answer_counts() {
        let mut clock = ServerClock::new();
        clock.follow(at(60_000), at(0), at(30_000));
        assert_ne!(clock.now(at(0)), at(0), "a slow one is better than none");
        clock.follow(at(10_000), at(0), at(1000));
        assert_eq!(clock.now(at(0)), at(10_000));
        clock.follow(at(90_000), at(0), at(30_000));
        assert_eq!(clock.now(at(0)), at(10_000), "a slow one tells less");
        clock.follow(at(50_000), at(20_000), at(10_000));
        assert_eq!(clock.now(at(0)), at(10_000), "the device's clock was set meanwhile");
        clock.follow(at(HOUR), at(0), at(1000));
        assert_eq!(clock.now(at(0)), at(HOUR), "another answer, after the clock was set");
    }
}
