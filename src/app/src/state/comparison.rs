//! Comparing without keeping the page busy: in slices, between which the browser draws and answers.
//! The only place of the app that compares contents; its clippy.toml holds that.

use diff::reversal::{self, Plan};
use diff::{Change, Comparing, Comparison, Settings, UnicodeWords, Whitespace, WordBreaker};
use model::Snapshot;

use crate::browser::words::BrowserWords;
use crate::state::device::Device;

/// How long the comparison may keep the page busy at a time, in milliseconds.
const SLICE: f64 = 30.0;

/// Compares two contents.
pub(crate) async fn compare(device: &dyn Device, old: &Snapshot, new: &Snapshot) -> Comparison {
    // Without a reason to stop it always comes to its end.
    compare_unless(device, old, new, Whitespace::Significant, || false).await.unwrap_or_default()
}

/// Compares two contents, and stops without a result once `is_late` says so.
pub(crate) async fn compare_unless(
    device: &dyn Device,
    old: &Snapshot,
    new: &Snapshot,
    whitespace: Whitespace,
    is_late: impl Fn() -> bool,
) -> Option<Comparison> {
    // Named here, and not by the device: what every visit downloads has no need of words.
    let words: &'static dyn WordBreaker =
        if device.finds_words() { &BrowserWords } else { &UnicodeWords };
    let comparing = Comparing::new(old, new, Settings { whitespace, words });
    in_slices(comparing, || device.ticks(), || device.pause(), is_late).await
}

/// What to send so that the chosen changes from `target` to `current` are taken back.
pub(crate) async fn reversal(
    device: &dyn Device,
    current: &Snapshot,
    target: &Snapshot,
    chosen: impl Fn(&Change) -> bool,
) -> Plan {
    let comparison = compare(device, target, current).await;
    reversal::plan_of(&comparison, current, target, chosen)
}

/// What a plan changes on a branch that contains `current`.
pub(crate) async fn preview(device: &dyn Device, plan: &Plan, current: &Snapshot) -> Comparison {
    let [before, after] = plan.outcome(current);
    compare(device, &before, &after).await
}

/// Waits before each slice, the first one included: what was done just before, such as reading an
/// answer, has then a turn of its own.
async fn in_slices(
    mut comparing: Comparing<'_>,
    ticks: impl Fn() -> f64,
    pause: impl AsyncFn(),
    is_late: impl Fn() -> bool,
) -> Option<Comparison> {
    loop {
        pause().await;
        if is_late() {
            return None;
        }
        let started = ticks();
        while comparing.step() {
            if ticks() - started > SLICE {
                break;
            }
        }
        if ticks() - started <= SLICE {
            return Some(comparing.finish());
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the results are held against those made at once")]
mod tests {
    use std::cell::Cell;

    use futures_util::FutureExt;
    use model::Topic;

    use super::*;

    /// A content with many topics.
    fn topics(text: &str) -> Snapshot {
        let topic = |number: u32| Topic {
            id: format!("T{number}").as_str().into(),
            name: format!("Topic {number}"),
            content: format!("{text} {number}"),
            ..Topic::default()
        };
        Snapshot::from_parts("", &(0..40).map(topic).collect::<Vec<_>>(), &[], &[])
    }

    #[test]
    fn a_large_comparison_pauses_before_it_takes_too_long_and_finds_the_same() {
        let (old, new) = (topics("Before"), topics("After"));
        // A look at the clock takes ten milliseconds here.
        let (now, slice_began, pauses) = (Cell::new(0.0), Cell::new(0.0), Cell::new(0));
        let ticks = || {
            now.set(now.get() + 10.0);
            assert!(now.get() - slice_began.get() <= 60.0, "one slice takes too long");
            now.get()
        };
        let pause = async || {
            slice_began.set(now.get());
            pauses.set(pauses.get() + 1);
        };
        let comparing = Comparing::new(&old, &new, Whitespace::Significant);
        let found = in_slices(comparing, ticks, pause, || false).now_or_never().unwrap().unwrap();
        assert!(found == diff::compare(&old, &new), "slices change nothing");
        assert!(pauses.get() > 5, "{} pauses", pauses.get());
    }

    #[test]
    fn a_comparison_that_nobody_waits_for_any_more_stops_at_the_next_pause() {
        let (old, new) = (topics("Before"), topics("After"));
        let (now, pauses) = (Cell::new(0.0), Cell::new(0));
        let ticks = || {
            now.set(now.get() + 10.0);
            now.get()
        };
        let pause = async || pauses.set(pauses.get() + 1);
        let comparing = Comparing::new(&old, &new, Whitespace::Significant);
        let found = in_slices(comparing, ticks, pause, || pauses.get() > 2).now_or_never();
        assert!(found.unwrap().is_none());
        assert_eq!(pauses.get(), 3);
    }
}
