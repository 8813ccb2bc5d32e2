//! Word of long work to the page, often enough to be seen and no oftener.

use serde::Serialize;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use tauri::{AppHandle, Emitter};

/// The page is told ten times a second at most.
const GAP: Duration = Duration::from_millis(100);

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// `read`, `write`, `index`, `assign`, `save` or `check`.
    pub stage: String,
    /// Rows or steps done.
    pub done: u64,
    /// All of them; 0 = unknown.
    pub total: u64,
}

/// Lets a message through when the stage is new, the work is done, or the last one is long enough ago.
#[derive(Debug, Default)]
pub struct Throttle {
    last: Mutex<Option<(String, Instant)>>,
}

impl Throttle {
    /// Whether a message of this moment is to be sent.
    pub fn admits(&self, stage: &str, done: u64, total: u64, now: Instant) -> bool {
        let mut last = self.last.lock().unwrap_or_else(|e| e.into_inner());
        let due = match &*last {
            Some((s, at)) => s != stage || (total > 0 && done >= total) || now.duration_since(*at) >= GAP,
            None => true,
        };
        if due {
            *last = Some((stage.to_owned(), now));
        }
        due
    }

    /// Tells the page, where it is time to.
    pub fn tell(&self, app: &AppHandle, stage: &str, done: u64, total: u64) {
        if self.admits(stage, done, total, Instant::now()) {
            // A window that is closing cannot listen any more, and need not.
            let _ = app.emit(
                "progress",
                Progress {
                    stage: stage.into(),
                    done,
                    total,
                },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_rows_in_one_second_are_told_ten_times() {
        let (throttle, start) = (Throttle::default(), Instant::now());
        let told = (0..1_000_000u64)
            .filter(|n| throttle.admits("write", *n, 0, start + Duration::from_micros(*n)))
            .count();
        assert_eq!(told, 10);
    }

    #[test]
    fn a_new_stage_and_the_end_are_told_at_once() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        assert!(throttle.admits("read", 1, 9, now));
        assert!(!throttle.admits("read", 2, 9, now));
        assert!(throttle.admits("write", 0, 9, now));
        assert!(throttle.admits("write", 9, 9, now));
    }
}
