//! What is asked for a page that may be left before the answer is there: no longer than the page is shown, and what reads
//! the whole file one question at a time, so that the machine has a core left for the page itself.

use crate::desk::{Desk, ask};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use gridwarden_core::store::{Project, still_wanted, while_wanted};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// Visits to the page, which numbers them.
#[derive(Clone, Default)]
pub struct Visits {
    /// The last one that began.
    begun: Arc<AtomicU64>,
    /// The last one that is over.
    left: Arc<AtomicU64>,
    turn: Arc<Mutex<()>>,
}

impl Visits {
    /// The number of a new one; those before are over, as there is one window.
    pub fn begin(&self) -> u64 {
        let before = self.begun.fetch_add(1, Ordering::Relaxed);
        self.leave(before);
        before + 1
    }

    /// This visit is over, and with it those before.
    pub fn leave(&self, visit: u64) {
        self.left.fetch_max(visit, Ordering::Relaxed);
    }

    fn is_on(&self, visit: u64) -> bool {
        visit > self.left.load(Ordering::Relaxed)
    }
}

/// Asks the open project something for one visit.
///
/// # Errors
/// As of [`ask`]; that it was cancelled where the visit was over before.
pub async fn ask_for<T: Send + 'static>(
    desk: &Desk,
    visit: u64,
    f: impl FnOnce(&Project, NaiveDate) -> gridwarden_core::Result<T> + Send + 'static,
) -> Result<T, Refusal> {
    let visits = desk.visits.clone();
    ask(desk, move |p, on| {
        while_wanted(Arc::new(move || visits.is_on(visit)), || f(p, on))
    })
    .await
}

/// The same of what reads the whole file: after what was asked so before.
///
/// # Errors
/// As of [`ask_for`].
pub async fn ask_behind<T: Send + 'static>(
    desk: &Desk,
    visit: u64,
    f: impl FnOnce(&Project, NaiveDate) -> gridwarden_core::Result<T> + Send + 'static,
) -> Result<T, Refusal> {
    let visits = desk.visits.clone();
    ask_for(desk, visit, move |p, on| {
        // Nothing is kept in it that a failure could spoil.
        let _turn = visits.turn.lock().unwrap_or_else(|e| e.into_inner());
        still_wanted()?;
        f(p, on)
    })
    .await
}
