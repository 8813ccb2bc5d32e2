//! True figures of the district or of a part of it.

use crate::Result;
use crate::model::GridId;
use crate::store::{Project, Snapshot};
use crate::view::{Astray, Figures, Status, StatusRow};
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
        astray: astray(s),
    }
}

/// Grids that are named where there are many.
const NAMED: usize = 4;

/// The ground whose sites no figures of the ground above hold, as things stand now.
///
/// # Errors
/// Only when the file cannot be read.
pub fn left_out(project: &Project, on: NaiveDate) -> Result<Option<Astray>> {
    Ok(astray(&*project.snapshot(on)?))
}

fn astray(s: &Snapshot) -> Option<Astray> {
    let all: Vec<usize> = s.astray().collect();
    let rolled = s.rolled_up();
    let mut figures = Figures::default();
    all.iter().for_each(|i| figures.add(&rolled[*i]));
    (!all.is_empty()).then(|| Astray {
        count: all.len() as u32,
        grids: all.iter().take(NAMED).map(|i| s.grids[*i].link()).collect(),
        figures,
    })
}

/// Places of the grids that are the lines of a status.
pub(super) fn lines(s: &Snapshot, of: Option<GridId>) -> Vec<usize> {
    let top = headed_by(s, of.and_then(|g| s.place(g)));
    (0..s.grids.len()).filter(|i| s.grids[*i].parent == top).collect()
}

/// The grid whose parts are the lines; none where the roots are. A district over its subdistricts says nothing new: where
/// nothing is asked about, its parts are the lines.
pub(super) fn headed_by(s: &Snapshot, asked: Option<usize>) -> Option<usize> {
    let has_parts = |top: usize| s.grids.iter().any(|g| g.parent == Some(top));
    let mut roots = (0..s.grids.len()).filter(|i| s.grids[*i].parent.is_none());
    let only = roots.next().filter(|_| roots.next().is_none());
    asked.or(only.filter(|r| has_parts(*r)))
}
