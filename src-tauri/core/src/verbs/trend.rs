//! How the unresolved sites went, week by week: the page of the day shows it beside its numbers.

use crate::Result;
use crate::past::Timeline;
use crate::store::Project;
use crate::view::today::{Trend, TrendKind};
use chrono::{Days, NaiveDate};

/// Unresolved sites of each of so many kinds at the end of a day.
fn unresolved(t: &Timeline, kinds: usize, on: NaiveDate) -> Vec<u32> {
    let mut out = vec![0; kinds];
    for (site, stood) in t.sites().iter().zip(t.on(on)) {
        if stood.is_some_and(|s| s.state.is_unresolved())
            && let Some(n) = out.get_mut(usize::from(site.kind))
        {
            *n += 1;
        }
    }
    out
}

/// The ends of so many weeks up to a day, by kind; none before the first day that can be looked back to.
///
/// # Errors
/// Only when the file cannot be read.
pub fn trend(project: &Project, weeks: u32, on: NaiveDate) -> Result<Trend> {
    let kinds = project.kinds()?;
    let timeline = project.timeline()?;
    let first = project.first_day()?.unwrap_or(on).min(on);
    let days: Vec<NaiveDate> = (0..=u64::from(weeks))
        .rev()
        .filter_map(|n| on.checked_sub_days(Days::new(7 * n)))
        .filter(|day| *day >= first)
        .collect();
    let counts: Vec<Vec<u32>> = days
        .iter()
        .map(|day| unresolved(&timeline, kinds.len(), *day))
        .collect();
    let before = on.pred_opt().filter(|day| *day >= first);
    let meeting = project.last_meeting(on)?;
    let from = days.first().map(NaiveDate::to_string).unwrap_or_default();
    Ok(Trend {
        kinds: (kinds.into_iter().enumerate())
            .map(|(i, k)| TrendKind {
                code: k.code,
                unresolved: counts.iter().map(|c| c[i]).collect(),
            })
            .collect(),
        unresolved: project.snapshot(on)?.total().unresolved,
        yesterday: before.map(|day| timeline.course(day, day).first().copied().unwrap_or(0)),
        meeting: meeting.filter(|day| *day >= from),
        days: days.iter().map(NaiveDate::to_string).collect(),
    })
}
