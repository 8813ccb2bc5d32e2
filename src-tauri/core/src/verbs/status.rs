//! True figures of the district or of a part of it.

use crate::Result;
use crate::model::GridId;
use crate::store::Project;
use crate::view::{Status, StatusRow};
use chrono::NaiveDate;

/// Figures on a day, with one line per child of the grid asked about; per root where none is asked about.
///
/// # Errors
/// Only when the file cannot be read.
pub fn status(project: &Project, of: Option<GridId>, on: NaiveDate) -> Result<Status> {
    let s = project.snapshot(on)?;
    let rolled = s.rolled_up();
    let top = of.and_then(|g| s.place(g));
    // A district over its subdistricts says nothing new: its children are the lines.
    let roots: Vec<usize> = (0..s.grids.len()).filter(|i| s.grids[*i].parent.is_none()).collect();
    let parent = match (top, roots.as_slice()) {
        (None, [only]) if (0..s.grids.len()).any(|i| s.grids[i].parent == Some(*only)) => Some(*only),
        _ => top,
    };
    let rows = (0..s.grids.len())
        .filter(|i| s.grids[*i].parent == parent && (parent.is_some() || top.is_none()))
        .map(|i| StatusRow {
            grid: s.grids[i].link(),
            figures: rolled[i],
        })
        .collect();
    Ok(Status {
        on: on.to_string(),
        figures: top.map_or_else(|| s.total(), |t| rolled[t]),
        unassigned: if top.is_none() { s.loose.unresolved } else { 0 },
        rows,
    })
}
