//! Waiting for what has to come, never for a time.

use std::fmt::Display;
use std::time::{Duration, Instant};

/// How long something may take that a person waits for. Far more than it takes: a machine that is
/// busy with other tests is slow.
const PATIENCE: Duration = Duration::from_secs(20);

/// Looks again and again until something is there; fails if it does not come.
pub(crate) async fn until<T>(what: impl Display, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "waited {} s for {what}", PATIENCE.as_secs());
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}
