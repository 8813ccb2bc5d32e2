//! What is late on a day: the one rule that every list, number and tile asks.
//!
//! Days on which work on a kind stops do not count as late. So a site is late when a day that
//! is worked lies after its deadline, and a deadline need only be compared with the last such
//! day: one comparison for a row, however many rows there are.

use super::pause::{self, Pause};
use crate::model::State;
use chrono::{Days, NaiveDate};

/// Lateness on one day under the office's stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lateness {
    on: NaiveDate,
    day: String,
    pauses: Vec<Pause>,
    /// Kinds on which work stops that day, and the last day before on which it did not.
    paused: Vec<(String, String)>,
}

impl Lateness {
    /// Lateness on a day.
    pub fn new(on: NaiveDate, pauses: Vec<Pause>) -> Self {
        let mut paused: Vec<(String, String)> = Vec::new();
        for kind in pauses.iter().flat_map(Pause::kinds) {
            if pause::is_paused(kind, on, &pauses) && !paused.iter().any(|p| p.0 == *kind) {
                paused.push((kind.clone(), last_worked(kind, on, &pauses).to_string()));
            }
        }
        Self {
            on,
            day: on.to_string(),
            pauses,
            paused,
        }
    }

    /// The day asked about.
    pub fn on(&self) -> NaiveDate {
        self.on
    }

    /// The day asked about, as the file writes days.
    pub fn day(&self) -> &str {
        &self.day
    }

    /// The stops of each year.
    pub fn pauses(&self) -> &[Pause] {
        &self.pauses
    }

    /// Kinds on which work stops that day, each with the day that a deadline must lie before to be late.
    pub fn paused(&self) -> &[(String, String)] {
        &self.paused
    }

    /// Work on the kind stops that day.
    pub fn is_paused(&self, kind: &str) -> bool {
        self.paused.iter().any(|p| p.0 == kind)
    }

    /// The day that a deadline of the kind must lie before to be late, as the file writes days.
    pub fn late_before(&self, kind: &str) -> &str {
        let stopped = self.paused.iter().find(|p| p.0 == kind);
        stopped.map_or(&self.day, |p| &p.1)
    }

    /// Unresolved, not suspended, and with a day that is worked after its deadline.
    pub fn is_overdue(&self, state: State, kind: &str, deadline: Option<&str>) -> bool {
        state.is_unresolved() && state != State::Suspended && deadline.is_some_and(|d| d < self.late_before(kind))
    }

    /// Days late, negative while days are left; none without a deadline and none where nothing can be late.
    pub fn days_late(&self, state: State, kind: &str, deadline: Option<&str>) -> Option<i32> {
        pause::days_late(
            state,
            kind,
            deadline.and_then(|d| d.parse().ok()),
            self.on,
            &self.pauses,
        )
    }
}

/// The last day up to `on` on which work on the kind does not stop; the first date there is, where there is none.
fn last_worked(kind: &str, on: NaiveDate, pauses: &[Pause]) -> NaiveDate {
    // No pause leaves out a whole year; two of them together might, in a file that another program wrote.
    (0..=366)
        .filter_map(|n| on.checked_sub_days(Days::new(n)))
        .find(|day| !pause::is_paused(kind, *day, pauses))
        .unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests;
