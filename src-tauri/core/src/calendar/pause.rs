//! In which part of every year work on a kind of site stops, and what that does to its deadline.
//!
//! Frozen ground stops masonry and digging (冬季停工). Paused days neither use up the time
//! allowed nor count as late. All counts are closed forms over whole years, so a date
//! centuries away costs what tomorrow costs.

use super::first_day;
use crate::model::State;
use crate::site::lifecycle;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Place of 29 February among the days of a leap year; no other year has it.
const LEAP_DAY: i32 = 60;
const COMMON_YEAR: i32 = 365;

/// A part of every year in which work on some kinds of site stops.
///
/// It recurs every year and may run over New Year. In a year without a 29 February, one that
/// begins there begins on 1 March, and one that ends there ends on the 28th.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Pause {
    name: String,
    from: (u32, u32),
    to: (u32, u32),
    kinds: Vec<String>,
}

/// A pause as it stands in a file, not yet checked.
#[derive(Deserialize)]
struct Written {
    name: String,
    from: (u32, u32),
    to: (u32, u32),
    kinds: Vec<String>,
}

impl TryFrom<Written> for Pause {
    type Error = String;

    fn try_from(w: Written) -> Result<Self, String> {
        Self::new(w.name, w.from, w.to, w.kinds)
    }
}

impl Pause {
    /// A pause from one (month, day) to another, both paused, for kinds of site by code.
    ///
    /// # Errors
    /// One sentence, where the name or the kinds are missing, where a year has no such day,
    /// or where no day of the year would be left to work.
    pub fn new(name: impl Into<String>, from: (u32, u32), to: (u32, u32), kinds: Vec<String>) -> Result<Self, String> {
        let name = name.into();
        if name.trim().is_empty() {
            return Err("a pause needs a name".into());
        }
        if kinds.is_empty() {
            return Err(format!("the pause {name} needs at least one kind of site"));
        }
        for (month, day) in [from, to] {
            if place(month, day).is_none() {
                return Err(format!(
                    "the pause {name} has month {month} day {day}, which no year has"
                ));
            }
        }
        let pause = Self { name, from, to, kinds };
        if Stops::of([&pause]).in_common_year() >= COMMON_YEAR {
            return Err(format!("the pause {} leaves no day of the year to work", pause.name));
        }
        Ok(pause)
    }

    /// What the office calls it: 冬季停工.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// First paused (month, day) of each year.
    pub fn from(&self) -> (u32, u32) {
        self.from
    }

    /// Last paused (month, day); before [`Pause::from`] where it lies in the next year.
    pub fn to(&self) -> (u32, u32) {
        self.to
    }

    /// Codes of the kinds of site that it stops.
    pub fn kinds(&self) -> &[String] {
        &self.kinds
    }
}

/// Work on the kind stops on that day.
pub fn is_paused(kind: &str, on: NaiveDate, pauses: &[Pause]) -> bool {
    let stops = Stops::for_kind(kind, pauses);
    stops.spans.iter().any(|s| (s.0..=s.1).contains(&place_of(on)))
}

/// Days after `from` up to and with `to` on which work on the kind stops, each counted once;
/// 0 where `to` is not after `from`.
///
/// ```
/// use gridwarden_core::calendar::pause::{Pause, paused_days};
///
/// let winter = Pause::new("冬季停工", (11, 15), (3, 15), vec!["dry_toilet".into()]).unwrap();
/// let (autumn, spring) = ("2025-11-01".parse().unwrap(), "2026-04-01".parse().unwrap());
/// assert_eq!(paused_days("dry_toilet", autumn, spring, &[winter]), 121);
/// ```
pub fn paused_days(kind: &str, from: NaiveDate, to: NaiveDate, pauses: &[Pause]) -> i32 {
    let stops = Stops::for_kind(kind, pauses);
    if to <= from {
        return 0;
    }
    stops.until(to) - stops.until(from)
}

/// The deadline `due` of a time allowed that runs from `from`, moved so that paused days do
/// not use it up; it never lies in a pause, and never before `due`.
///
/// None where the pauses together leave no day of an ordinary year to work, and beyond the
/// last date there is.
pub fn paused_deadline(kind: &str, from: NaiveDate, due: NaiveDate, pauses: &[Pause]) -> Option<NaiveDate> {
    let stops = Stops::for_kind(kind, pauses);
    if stops.in_common_year() >= COMMON_YEAR {
        return None;
    }
    // Where nothing was allowed, the day before `due` stands in: `due` itself then counts.
    let start = due.pred_opt().map_or(due, |before| before.min(from));
    let want = due.num_days_from_ce() - stops.until(start);
    first_day(due, |day| day.num_days_from_ce() - stops.until(day) >= want)
}

/// [`lifecycle::days_late`], where paused days after the deadline do not count as late.
///
/// The deadline is taken as it is; whether pauses have moved it is [`paused_deadline`]'s.
/// Days that are left are days of the calendar.
pub fn days_late(
    state: State,
    kind: &str,
    deadline: Option<NaiveDate>,
    on: NaiveDate,
    pauses: &[Pause],
) -> Option<i32> {
    let days = lifecycle::days_late(state, deadline, on)?;
    Some(days - paused_days(kind, deadline?, on, pauses))
}

/// The paused days of a year, as disjoint spans of days of a leap year in order, ends included.
struct Stops {
    spans: Vec<(i32, i32)>,
}

impl Stops {
    fn for_kind(kind: &str, pauses: &[Pause]) -> Self {
        Self::of(pauses.iter().filter(|p| p.kinds.iter().any(|k| k == kind)))
    }

    fn of<'a>(pauses: impl IntoIterator<Item = &'a Pause>) -> Self {
        let mut spans = Vec::new();
        for pause in pauses {
            let ends = place(pause.from.0, pause.from.1).zip(place(pause.to.0, pause.to.1));
            match ends {
                Some((a, b)) if a <= b => spans.push((a, b)),
                Some((a, b)) => spans.extend([(1, b), (a, COMMON_YEAR + 1)]),
                None => {}
            }
        }
        spans.sort_unstable();
        spans.dedup_by(|next, kept| {
            let overlap = next.0 <= kept.1;
            if overlap {
                kept.1 = kept.1.max(next.1);
            }
            overlap
        });
        Self { spans }
    }

    fn has_leap_day(&self) -> bool {
        self.spans.iter().any(|s| (s.0..=s.1).contains(&LEAP_DAY))
    }

    fn in_common_year(&self) -> i32 {
        let days: i32 = self.spans.iter().map(|s| s.1 - s.0 + 1).sum();
        days - i32::from(self.has_leap_day())
    }

    /// Paused days from the beginning of the year 1 up to and with `day`; only differences
    /// of two such counts mean anything.
    fn until(&self, day: NaiveDate) -> i32 {
        let years = day.year() - 1;
        let leap_years = years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
        let place = place_of(day);
        let (mut leap_days, mut this_year) = (0, 0);
        if self.has_leap_day() {
            leap_days = leap_years;
            this_year -= i32::from(!day.leap_year() && place > LEAP_DAY);
        }
        for &(a, b) in self.spans.iter().take_while(|s| s.0 <= place) {
            this_year += b.min(place) - a + 1;
        }
        years * self.in_common_year() + leap_days + this_year
    }
}

/// Which day of a leap year that is, from 1; none where there is no such day.
fn place(month: u32, day: u32) -> Option<i32> {
    NaiveDate::from_ymd_opt(2024, month, day).map(place_of)
}

fn place_of(day: NaiveDate) -> i32 {
    let ordinal = day.ordinal().cast_signed();
    ordinal + i32::from(!day.leap_year() && ordinal >= LEAP_DAY)
}

#[cfg(test)]
mod tests;
