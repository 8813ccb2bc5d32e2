//! Sites to cells by position.

use super::args;
use crate::Result;
use crate::geometry::locate::{CellIndex, LocateCell};
use crate::model::{Actor, GridId, Level, SiteId};
use crate::store::{KnownGrid, Move, Project, Tx};
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
    let mut moves = Vec::new();
    for ((site, from), to) in ids.into_iter().zip(found) {
        if to.is_some() {
            report.assigned += 1;
        } else {
            report.unassigned += 1;
        }
        if from != to {
            moves.push(Move { site, from, to });
        }
    }
    tx.move_sites(&moves)?;
    report.changed = moves.len() as u32;
    Ok(report)
}
