//! By when a site is to be done: the time that its kind allows, moved by stops and suspensions.
//!
//! The file keeps the day that counts (`deadline`), the day that it was moved from (`granted`)
//! and the day from which the time runs. So a stop that is declared, changed or taken back
//! leads to the deadline that would stand had it always been so.

use super::pause::{self, Pause, paused_days, paused_deadline};
use super::{Calendar, Count};
use chrono::{Days, NaiveDate};
use std::collections::HashMap;

/// A deadline as the file keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The day that counts.
    pub deadline: NaiveDate,
    /// The day that it was moved from; none where nothing moved it.
    pub granted: Option<NaiveDate>,
    /// The day from which the time runs, not counted itself.
    pub from: NaiveDate,
}

/// The time that a kind of site allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    /// So many days.
    pub days: u32,
    /// Of which sort.
    pub count: Count,
}

/// The office's rules about deadlines.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// The days that are worked.
    pub calendar: Calendar,
    /// The stops of each year.
    pub pauses: Vec<Pause>,
    /// Kinds by code.
    pub kinds: HashMap<String, Allowed>,
}

impl Rules {
    /// The deadline that a kind allows from a day on; none for an unknown kind and beyond the last date there is.
    pub fn allow(&self, kind: &str, from: NaiveDate) -> Option<Due> {
        let allowed = self.kinds.get(kind)?;
        let granted = self.calendar.deadline(from, allowed.days, allowed.count)?;
        Some(self.due(kind, from, granted, &[]))
    }

    /// A deadline that somebody wrote. A day outside every stop is meant as it stands; nobody
    /// can mean one within a stop, so that one is moved.
    pub fn given(&self, kind: &str, from: NaiveDate, day: NaiveDate) -> Due {
        if pause::is_paused(kind, day, &self.pauses) {
            return self.due(kind, from, day, &[]);
        }
        let stopped = paused_days(kind, from, day, &self.pauses);
        let granted = day - chrono::TimeDelta::days(stopped.into());
        Due {
            deadline: day,
            granted: (stopped > 0).then_some(granted),
            from,
        }
    }

    /// What a deadline comes to that was granted for a time from `from` on. Suspensions are from the day
    /// suspended to the day resumed; what lies before `from` is not of this time.
    pub fn due(&self, kind: &str, from: NaiveDate, granted: NaiveDate, suspensions: &[(NaiveDate, NaiveDate)]) -> Due {
        let lost: i64 = suspensions
            .iter()
            .map(|&(since, to)| (since.max(from), to))
            .filter(|(since, to)| since < to)
            .map(|(since, to)| (to - since).num_days() - i64::from(paused_days(kind, since, to, &self.pauses)))
            .sum();
        let wanted = granted + chrono::TimeDelta::days(lost);
        let moved = paused_deadline(kind, from, wanted, &self.pauses).unwrap_or(wanted);
        let deadline = if moved == granted {
            granted
        } else {
            self.worked(kind, moved)
        };
        Due {
            deadline,
            granted: (deadline != granted).then_some(granted),
            from,
        }
    }

    /// The first day from `day` on that is worked, where the kind's time is counted in working days.
    fn worked(&self, kind: &str, day: NaiveDate) -> NaiveDate {
        if self.kinds.get(kind).is_none_or(|a| a.count == Count::Calendar) {
            return day;
        }
        (0..=366)
            .filter_map(|n| day.checked_add_days(Days::new(n)))
            .find(|d| self.calendar.is_working(*d) && !pause::is_paused(kind, *d, &self.pauses))
            .unwrap_or(day)
    }
}

#[cfg(test)]
mod tests;
