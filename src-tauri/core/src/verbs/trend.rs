//! How the unresolved sites went, week by week: the page of the day shows it beside its numbers.

use crate::Result;
use crate::store::Project;
use crate::view::today::{Trend, TrendKind};
use chrono::{Days, NaiveDate};
use std::collections::HashMap;

/// The ends of so many weeks up to a day, by kind; none before the first day that can be looked back to, and none at all
/// where that leaves the day itself alone.
///
/// # Errors
/// Only when the file cannot be read.
pub fn trend(project: &Project, weeks: u32, on: NaiveDate) -> Result<Trend> {
    let kinds = project.kinds()?;
    let first = project.first_day()?.unwrap_or(on).min(on);
    let mut days: Vec<NaiveDate> = (0..=u64::from(weeks))
        .rev()
        .filter_map(|n| on.checked_sub_days(Days::new(7 * n)))
        .filter(|day| *day >= first)
        .collect();
    if days.len() < 2 {
        days.clear();
    }
    let before = on.pred_opt().filter(|day| *day >= first);
    let mut asked: Vec<NaiveDate> = days.iter().copied().chain(before).collect();
    asked.sort_unstable();
    // Every site of the file, with all its moves: not where nothing of it is asked.
    let counts: HashMap<NaiveDate, Vec<u32>> = match asked.is_empty() {
        true => HashMap::new(),
        false => {
            let counts = project.timeline()?.unresolved_on(&asked, kinds.len());
            asked.into_iter().zip(counts).collect()
        }
    };
    let meeting = project.last_meeting(on)?;
    let from = days.first().map(NaiveDate::to_string);
    Ok(Trend {
        kinds: (kinds.into_iter().enumerate())
            .map(|(i, k)| TrendKind {
                code: k.code,
                unresolved: days.iter().map(|day| counts[day][i]).collect(),
            })
            .collect(),
        unresolved: project.snapshot(on)?.total().unresolved,
        yesterday: before.map(|day| counts[&day].iter().sum()),
        meeting: meeting.filter(|day| from.as_ref().is_some_and(|from| day >= from)),
        days: days.iter().map(NaiveDate::to_string).collect(),
    })
}
