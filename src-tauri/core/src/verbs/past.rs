//! The district as it stood on a past day, and two days side by side.
//!
//! The map, its tables and `status --on` all look at the one [`crate::past`]. Cells, and which site lies in which, are as
//! they are now; people are those whose duties were in force on the day.

use super::status;
use crate::calendar::china::end_as_text;
use crate::model::{GridId, Lang, SiteId};
use crate::store::{Past, Project, Snapshot};
use crate::view::{
    ComparedGrid, Comparison, Filter, KindCount, MovedSite, PastDay, PastDays, PastGrid, PastMoves, PastSite, Sort,
    Status,
};
use crate::{Error, Result};
use chrono::NaiveDate;
use std::collections::HashSet;

/// Sites that are listed at most.
const LISTED: usize = 500;

/// Figures as they stood at the end of a past day.
///
/// # Errors
/// Only when the file cannot be read.
pub fn status(project: &Project, of: Option<GridId>, on: NaiveDate) -> Result<Status> {
    Ok(status::of_snapshot(&project.past(on)?.snapshot, of))
}

/// The days that can be looked back to, up to today.
///
/// # Errors
/// Only when the file cannot be read.
pub fn days(project: &Project, today: NaiveDate) -> Result<PastDays> {
    let first = project.first_day()?.unwrap_or(today).min(today);
    Ok(PastDays {
        first: first.to_string(),
        last: today.to_string(),
        unresolved: project.timeline()?.course(first, today),
    })
}

/// The tallies of a past day.
///
/// # Errors
/// Only when the file cannot be read.
pub fn day(project: &Project, on: NaiveDate) -> Result<PastDay> {
    let past = project.past(on)?;
    let mut kinds: Vec<KindCount> = (project.kinds()?.into_iter())
        .map(|k| KindCount {
            code: k.code,
            unresolved: 0,
        })
        .collect();
    for (now, stood) in past.timeline.sites().iter().zip(&past.stood) {
        if stood.is_some_and(|s| s.state.is_unresolved())
            && let Some(k) = kinds.get_mut(usize::from(now.kind))
        {
            k.unresolved += 1;
        }
    }
    let s = &past.snapshot;
    Ok(PastDay {
        status: status::of_snapshot(s, None),
        kinds,
        vacant: s.vacant(),
    })
}

/// One grid on a past day.
///
/// # Errors
/// [`Error::NotFound`].
pub fn grid(project: &Project, id: GridId, on: NaiveDate) -> Result<PastGrid> {
    let past = project.past(on)?;
    let s = &past.snapshot;
    let place = s.place(id).ok_or_else(|| Error::NotFound {
        what: "grid",
        name: String::new(),
    })?;
    let mut grid = s.row(place);
    grid.figures = s.rolled_up()[place];
    let lying = Filter {
        under: Some(id),
        unresolved: true,
        ..Filter::default()
    };
    let latest = Sort {
        by: "days_late".into(),
        descending: true,
    };
    let unresolved = project.past_table_sites(&lying, &latest, 0, LISTED as u32, on)?.rows;
    Ok(PastGrid {
        on: on.to_string(),
        grid,
        duties: project.duties(id, on)?,
        unresolved,
    })
}

/// One site on a past day, with what had happened by then.
///
/// # Errors
/// [`Error::NotFound`].
pub fn site(project: &Project, id: SiteId, on: NaiveDate, lang: Lang) -> Result<PastSite> {
    project.site_row(id, on)?;
    let past = project.past(on)?;
    let site = project.past_rows(&past, &[id])?.remove(0);
    let mut entries = project.site_history(id, lang)?;
    let end = end_as_text(on);
    let by_then = entries.iter().filter(|e| e.at < end).count();
    let later = entries.len() - by_then;
    entries.retain(|e| e.at < end);
    Ok(PastSite {
        on: on.to_string(),
        site,
        there: past.stood(id).is_some(),
        entries,
        later: later as u32,
    })
}

/// The grids that lie below one, itself among them; all where none is asked about.
fn below(s: &Snapshot, of: Option<GridId>) -> HashSet<GridId> {
    (0..s.grids.len())
        .filter(|i| of.is_none_or(|top| s.is_under(*i, top)))
        .map(|i| s.grids[i].id)
        .collect()
}

/// What changed between the ends of two days, whichever is named first.
///
/// # Errors
/// Only when the file cannot be read.
pub fn compare(project: &Project, of: Option<GridId>, one: NaiveDate, other: NaiveDate) -> Result<Comparison> {
    let (since, on) = (one.min(other), one.max(other));
    let (before, after) = (project.past(since)?, project.past(on)?);
    let (b, a) = (&before.snapshot, &after.snapshot);
    let (was, is) = (b.rolled_up(), a.rolled_up());
    let unresolved = |s: &Snapshot, i: usize| s.own(s.grids[i].id).unresolved;
    let under = below(a, of);
    let (mut better, mut worse, mut same) = (0, 0, 0);
    for i in (0..a.grids.len()).filter(|i| under.contains(&a.grids[*i].id)) {
        let (x, y) = (unresolved(b, i), unresolved(a, i));
        match y.cmp(&x) {
            std::cmp::Ordering::Less => better += 1,
            std::cmp::Ordering::Greater => worse += 1,
            std::cmp::Ordering::Equal if a.own(a.grids[i].id).total > 0 => same += 1,
            std::cmp::Ordering::Equal => {}
        }
    }
    let (moved, sites) = moved(&before, &after, of.map(|_| &under));
    let top = of.and_then(|g| a.place(g));
    let total = sites.len() as u32;
    let listed: Vec<SiteId> = sites.iter().take(LISTED).map(|s| s.0).collect();
    let rows = project.past_rows(&after, &listed)?;
    Ok(Comparison {
        since: since.to_string(),
        on: on.to_string(),
        before: top.map_or_else(|| b.total(), |t| was[t]),
        after: top.map_or_else(|| a.total(), |t| is[t]),
        moved,
        rows: status::lines(a, of)
            .into_iter()
            .map(|i| ComparedGrid {
                grid: a.grids[i].link(),
                before: was[i].unresolved,
                after: is[i].unresolved,
            })
            .collect(),
        loose: match of {
            None => [b.loose.unresolved, a.loose.unresolved],
            Some(_) => [0, 0],
        },
        better,
        worse,
        same,
        total,
        sites: (rows.into_iter().zip(sites))
            .map(|(site, (id, between))| MovedSite {
                site,
                from: before.stood(id).map(|s| s.state),
                returned: between.returned,
                relapsed: between.relapsed,
            })
            .collect(),
    })
}

type MovedBetween = (SiteId, crate::past::Between);

/// Sites that came in or moved, those that fell back first; `under` narrows to the sites of some grids.
fn moved(before: &Past, after: &Past, under: Option<&HashSet<GridId>>) -> (PastMoves, Vec<MovedBetween>) {
    let between = after.timeline.between(before.on, after.on);
    let mut moved = PastMoves::default();
    let mut sites = Vec::new();
    for (i, now) in after.timeline.sites().iter().enumerate() {
        if after.stood[i].is_none() || under.is_some_and(|u| !now.grid.is_some_and(|g| u.contains(&g))) {
            continue;
        }
        let new = before.stood[i].is_none();
        let b = between.get(&(i as u32)).copied().unwrap_or_default();
        moved.new += u32::from(new);
        moved.accepted += b.accepted;
        moved.returned += b.returned;
        moved.relapsed += b.relapsed;
        if new || b.moves > 0 {
            sites.push((now.id, b));
        }
    }
    sites.sort_by_key(|(id, b)| (std::cmp::Reverse((b.relapsed, b.returned)), *id));
    (moved, sites)
}
