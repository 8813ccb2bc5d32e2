//! Sites to cells by position.

use super::args;
use crate::Result;
use crate::geometry::locate::{CellIndex, LocateCell};
use crate::model::{Actor, GridId, Level, PlacedBy, SiteId};
use crate::store::{KnownGrid, Project, Tx};
use crate::view::AssignReport;

/// An index of drawn grids: the deepest level that holds a point is its cell.
pub(super) fn index(grids: Vec<KnownGrid>) -> CellIndex {
    CellIndex::build(
        grids
            .into_iter()
            .map(|g| LocateCell {
                id: g.id,
                code: g.code,
                depth: depth(g.level),
                geometry: g.geometry,
            })
            .collect(),
    )
}

fn depth(level: Level) -> u8 {
    Level::ALL.iter().position(|l| *l == level).unwrap_or(0) as u8
}

/// Rows after which what was recorded is written down.
const BATCH: usize = 50_000;

/// Gives every site the most specific cell that contains it; hand-made assignments stay.
///
/// # Errors
/// Only when the file cannot be read or written.
pub fn assign(project: &Project, actor: &Actor) -> Result<AssignReport> {
    let (report, _) = project.edit(actor, "assign", |tx| {
        let report = assign_in(tx)?;
        let words = args([("count", report.changed.into())]);
        Ok((report, words))
    })?;
    Ok(report)
}

/// The same inside an edit that is under way.
pub(super) fn assign_in(tx: &mut Tx<'_>) -> Result<AssignReport> {
    let index = index(tx.drawn_grids()?);
    let mut ids: Vec<(SiteId, Option<GridId>)> = Vec::new();
    let mut points: Vec<[f64; 2]> = Vec::new();
    let mut report = AssignReport::default();
    tx.placed_sites(|id, at, grid, by_hand| match at {
        Some(p) if !by_hand => {
            ids.push((id, grid));
            points.push(p);
        }
        _ if grid.is_some() => report.assigned += 1,
        _ => report.unassigned += 1,
    })?;
    let found = index.locate_all(&points);
    drop((index, points));
    for ((id, had), now) in ids.into_iter().zip(found) {
        if now.is_some() {
            report.assigned += 1;
        } else {
            report.unassigned += 1;
        }
        if had != now {
            tx.set_site_grid(id, now, PlacedBy::Position)?;
            report.changed += 1;
            if (report.changed as usize).is_multiple_of(BATCH) {
                tx.flush()?;
            }
        }
    }
    Ok(report)
}
