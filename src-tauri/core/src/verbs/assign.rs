//! Sites to cells by position.

use super::args;
use crate::Result;
use crate::geometry::locate::{CellIndex, LocateCell};
use crate::model::{Actor, Level};
use crate::store::{KnownGrid, Move, PlacedSite, Project, Tx};
use crate::view::AssignReport;
use std::sync::mpsc::channel;

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
        // Nothing was changed yet in this edit.
        let report = assign_sites(tx, |_, each| project.placed_sites(BATCH, each))?;
        let words = args([("count", report.changed.into())]);
        Ok((report, words))
    })?;
    Ok(report)
}

/// Sites looked up at a time: many share a walk through the index, and those read later are not waited for.
const BATCH: usize = 32_768;

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

/// The same inside an edit that is under way.
pub(super) fn assign_in(tx: &mut Tx<'_>) -> Result<AssignReport> {
    assign_sites(tx, |tx, each| tx.placed_sites(BATCH, each))
}

/// Sites are looked up while further ones are read.
fn assign_sites(
    tx: &mut Tx<'_>,
    read: impl FnOnce(&Tx<'_>, &mut dyn FnMut(Vec<PlacedSite>)) -> Result<()>,
) -> Result<AssignReport> {
    let index = index(tx.drawn_grids()?);
    let (send, found) = channel();
    rayon::in_place_scope(|scope| {
        let mut n = 0;
        read(tx, &mut |batch| {
            let (index, send, at) = (&index, send.clone(), n);
            n += 1;
            scope.spawn(move |_| {
                // Nobody listens only once reading failed.
                let _ = send.send((at, find(index, &batch)));
            });
        })
    })?;
    drop(send);
    let mut found: Vec<(usize, Found)> = found.iter().collect();
    found.sort_unstable_by_key(|(at, _)| *at);
    let mut report = AssignReport::default();
    let mut moves = Vec::new();
    for (_, f) in found {
        report.assigned += f.assigned;
        report.unassigned += f.unassigned;
        moves.extend(f.moves);
    }
    drop(index);
    tx.move_sites(&moves)?;
    report.changed = moves.len() as u32;
    Ok(report)
}
