//! True figures of the district or of a part of it.

use crate::Result;
use crate::model::GridId;
use crate::store::{Project, Snapshot};
use crate::view::{Status, StatusRow};
use chrono::NaiveDate;

/// Figures as things stand now, late as of a day, with one line per child of the grid asked about; per root where none is asked about.
///
/// # Errors
/// Only when the file cannot be read.
pub fn status(project: &Project, of: Option<GridId>, on: NaiveDate) -> Result<Status> {
    Ok(of_snapshot(&*project.snapshot(on)?, of))
}

/// The same of any snapshot, of now or of a past day.
pub(super) fn of_snapshot(s: &Snapshot, of: Option<GridId>) -> Status {
    let rolled = s.rolled_up();
    let top = of.and_then(|g| s.place(g));
    Status {
        on: s.on.to_string(),
        figures: top.map_or_else(|| s.total(), |t| rolled[t]),
        unassigned: if top.is_none() { s.loose.unresolved } else { 0 },
        rows: lines(s, of)
            .into_iter()
            .map(|i| StatusRow {
                grid: s.grids[i].link(),
                figures: rolled[i],
            })
            .collect(),
    }
}

/// Places of the grids that are the lines of a status.
pub(super) fn lines(s: &Snapshot, of: Option<GridId>) -> Vec<usize> {
    let top = of.and_then(|g| s.place(g));
    // A district over its subdistricts says nothing new: its children are the lines.
    let roots: Vec<usize> = (0..s.grids.len()).filter(|i| s.grids[*i].parent.is_none()).collect();
    let parent = match (top, roots.as_slice()) {
        (None, [only]) if (0..s.grids.len()).any(|i| s.grids[i].parent == Some(*only)) => Some(*only),
        _ => top,
    };
    (0..s.grids.len())
        .filter(|i| s.grids[*i].parent == parent && (parent.is_some() || top.is_none()))
        .collect()
}
