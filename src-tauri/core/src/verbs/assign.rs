//! Sites to cells by position.

use super::args;
use crate::Result;
use crate::geometry::locate::{CellIndex, LocateCell};
use crate::model::{Actor, Level, SiteId};
use crate::store::{BULK_MOVES, KnownGrid, Move, PlacedSite, Project, Tx};
use crate::view::AssignReport;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

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
        // Nothing was changed yet in this edit: another connection reads what this one will write about.
        let report = thread::scope(|scope| {
            let (send, batches) = channel();
            let reading = scope.spawn(|| project.send_sites(send));
            let report = assign_sites(tx, batches, 0, |_| Ok(())).map(|r| r.0);
            reading.join().unwrap_or_else(|e| std::panic::resume_unwind(e))?;
            report
        })?;
        let words = args([("count", report.changed.into())]);
        Ok((report, words))
    })?;
    Ok(report)
}

/// The same inside an edit that is under way.
pub(super) fn assign_in(tx: &mut Tx<'_>) -> Result<AssignReport> {
    let (send, batches) = channel();
    Ok(assign_sites(tx, batches, 0, |tx| tx.send_sites(send))?.0)
}

/// The same, and the first `named` of the sites that moved.
pub(super) fn assign_anew(tx: &mut Tx<'_>, named: usize) -> Result<(AssignReport, Vec<SiteId>)> {
    let (send, batches) = channel();
    assign_sites(tx, batches, named, |tx| tx.send_sites(send))
}

/// What became of a batch of sites.
#[derive(Default)]
struct Found {
    moves: Vec<Move>,
    assigned: u32,
    unassigned: u32,
}

/// Where the sites of a batch belong by their positions.
fn find(index: &CellIndex, batch: &[PlacedSite]) -> Found {
    let mut out = Found::default();
    let free: Vec<&PlacedSite> = batch.iter().filter(|s| s.at.is_some() && !s.by_hand).collect();
    let points: Vec<[f64; 2]> = free.iter().filter_map(|s| s.at).collect();
    let found = index.locate_all(&points);
    out.assigned = batch
        .iter()
        .filter(|s| (s.at.is_none() || s.by_hand) && s.grid.is_some())
        .count() as u32;
    out.assigned += found.iter().flatten().count() as u32;
    out.unassigned = batch.len() as u32 - out.assigned;
    out.moves = (free.iter().zip(found))
        .filter(|(s, to)| s.grid != *to)
        .map(|(s, to)| Move {
            site: s.id,
            from: s.grid,
            to,
        })
        .collect();
    out
}

/// Gives the first `named` of those that move too. While sites are still read, by another thread or by `read`, earlier ones are looked up; what was found is written
/// meanwhile, or once `read` is done.
fn assign_sites(
    tx: &mut Tx<'_>,
    batches: Receiver<Vec<PlacedSite>>,
    named: usize,
    read: impl FnOnce(&Tx<'_>) -> Result<()>,
) -> Result<(AssignReport, Vec<SiteId>)> {
    let index = index(tx.drawn_grids()?);
    thread::scope(|scope| {
        let (send, found) = channel();
        scope.spawn(move || {
            // Nobody listens only where the edit is given up.
            batches.iter().map(|b| find(&index, &b)).try_for_each(|f| send.send(f))
        });
        read(tx)?;
        let mut report = AssignReport::default();
        let (mut waiting, mut first) = (Vec::new(), Vec::new());
        for f in found {
            report.assigned += f.assigned;
            report.unassigned += f.unassigned;
            report.changed += f.moves.len() as u32;
            let room = named - first.len();
            first.extend(f.moves.iter().map(|m| m.site).take(room));
            waiting.extend(f.moves);
            // Fewer do not tell yet whether there will be many.
            if waiting.len() >= BULK_MOVES {
                tx.move_sites(std::mem::take(&mut waiting))?;
            }
        }
        tx.move_sites(waiting)?;
        Ok((report, first))
    })
}
