//! Which days are worked, and on which day a time allowed runs out.
//!
//! Nobody computes the holidays: the State Council publishes them for one year at a time,
//! so they are a list that the office edits. A year without a list is worked Monday to
//! Friday. Seasons in which work on a kind of site stops are [`pause`]'s.

pub mod china;
pub mod due;
pub mod lateness;
pub mod pause;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// The longest time allowed that is still counted, in days: a century.
pub const MAX_DAYS: u32 = 36_500;

/// What the list says about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// Not worked (放假), whatever the day of the week.
    Holiday,
    /// Worked (调休上班), whatever the day of the week.
    MakeUp,
}

/// How a time allowed is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Every day counts (日).
    #[default]
    Calendar,
    /// Only days that are worked count (工作日).
    Working,
}

/// Says that no year, or not this one, has such a day: "there is no 30 February 2026". None where there is one.
pub fn no_such_day(year: Option<i32>, month: u32, day: u32) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    // A leap year has every day that any year has.
    if NaiveDate::from_ymd_opt(year.unwrap_or(2024), month, day).is_some() {
        return None;
    }
    let name = usize::try_from(month).ok().and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    Some(match (name, year) {
        (Some(name), Some(year)) => format!("there is no {day} {name} {year}"),
        (Some(name), None) => format!("there is no {day} {name}"),
        (None, _) => format!("there is no month {month}"),
    })
}

/// The same of a day that is written `2026-02-30`; none where it is written otherwise.
pub fn no_day_written(text: &str) -> Option<String> {
    let mut parts = text.split('-').map(|p| {
        let digits = !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit());
        p.parse::<u16>().ok().filter(|_| digits)
    });
    let [year, month, day] = [parts.next()??, parts.next()??, parts.next()??];
    match parts.next() {
        None if year > 999 => no_such_day(Some(year.into()), month.into(), day.into()),
        _ => None,
    }
}

/// One line of the list of holidays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedDay {
    /// The day.
    pub day: NaiveDate,
    /// What it is.
    pub kind: DayKind,
    /// The holiday that it belongs to: 春节.
    pub name: String,
}

/// The days that are worked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Listed days that differ from their day of the week, in order: the day's number, and
    /// by how many working days the list has changed the count up to and with that day.
    shifts: Vec<(i32, i32)>,
}

impl Calendar {
    /// A calendar from the listed days, in any order. A day listed as both is worked.
    pub fn new(listed: impl IntoIterator<Item = (NaiveDate, DayKind)>) -> Self {
        let mut days: Vec<_> = listed.into_iter().collect();
        days.sort_unstable_by_key(|&(day, kind)| (day, kind == DayKind::Holiday));
        days.dedup_by_key(|&mut (day, _)| day);
        let mut sum = 0;
        let shift = |(day, kind): (NaiveDate, DayKind)| {
            let by = i32::from(kind == DayKind::MakeUp) - i32::from(is_weekday(day));
            sum += by;
            (by != 0).then_some((day.num_days_from_ce(), sum))
        };
        Self {
            shifts: days.into_iter().filter_map(shift).collect(),
        }
    }

    /// The calendar of the holidays that the program comes with.
    pub fn template() -> Self {
        Self::new(template_days().into_iter().map(|d| (d.day, d.kind)))
    }

    /// The day is worked: Monday to Friday unless listed as a holiday, and any day that is
    /// listed as a make-up day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        let number = day.num_days_from_ce();
        self.worked_until(number) > self.worked_until(number - 1)
    }

    /// The `n`th working day after `from`, which itself does not count; with n = 0 `from`
    /// itself, worked or not. None beyond [`MAX_DAYS`] and beyond the last date there is.
    ///
    /// ```
    /// use gridwarden_core::calendar::Calendar;
    ///
    /// let friday = "2025-09-26".parse().unwrap();
    /// // Sunday the 28th is worked to make up for the holidays of 1 to 8 October.
    /// let due = Calendar::template().working_days_after(friday, 4);
    /// assert_eq!(due, "2025-10-09".parse().ok());
    /// ```
    pub fn working_days_after(&self, from: NaiveDate, n: u32) -> Option<NaiveDate> {
        if n > MAX_DAYS {
            return None;
        }
        let want = self.worked_until(from.num_days_from_ce()) + i32::try_from(n).ok()?;
        first_day(from, |day| self.worked_until(day.num_days_from_ce()) >= want)
    }

    /// The last day of a time allowed of `days`, where `from` itself does not count.
    /// None beyond [`MAX_DAYS`] and beyond the last date there is.
    pub fn deadline(&self, from: NaiveDate, days: u32, count: Count) -> Option<NaiveDate> {
        match count {
            Count::Calendar if days > MAX_DAYS => None,
            Count::Calendar => from.checked_add_days(Days::new(days.into())),
            Count::Working => self.working_days_after(from, days),
        }
    }

    /// Working days after `a` up to and with `b`; negative where `b` is the earlier one.
    pub fn working_days_between(&self, a: NaiveDate, b: NaiveDate) -> i32 {
        self.worked_until(b.num_days_from_ce()) - self.worked_until(a.num_days_from_ce())
    }

    /// Working days from 1 January of the year 1, a Monday and day number 1, up to and with
    /// a day; only differences of two such counts mean anything.
    fn worked_until(&self, number: i32) -> i32 {
        let weekdays = number.div_euclid(7) * 5 + number.rem_euclid(7).min(5);
        let listed = self.shifts.partition_point(|&(day, _)| day <= number);
        weekdays + listed.checked_sub(1).map_or(0, |i| self.shifts[i].1)
    }
}

/// The State Council's holidays and make-up days that the program comes with, by day.
pub fn template_days() -> Vec<ListedDay> {
    serde_json::from_str(include_str!("../../../assets/templates/holidays.json"))
        .expect("the templates are part of the program and tested")
}

fn is_weekday(day: NaiveDate) -> bool {
    day.weekday().num_days_from_monday() < 5
}

/// The first day not before `from` for which `reached` holds, by halving: once reached,
/// it must stay so. None where that is never.
fn first_day(from: NaiveDate, reached: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    let (mut low, mut high) = (from.num_days_from_ce(), NaiveDate::MAX.num_days_from_ce() + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        if NaiveDate::from_num_days_from_ce_opt(middle).is_none_or(&reached) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    NaiveDate::from_num_days_from_ce_opt(low)
}

#[cfg(test)]
mod tests;
