//! The ground of all cells, read from the file and taken apart by all cores.

use super::figures::Snapshot;
use crate::Result;
use crate::geometry::blob;
use geo::MultiPolygon;
use rayon::prelude::*;
use rusqlite::Connection;

/// A cell, by its place in a snapshot, with its ground in degrees, longitude first.
pub(super) type Shape = (usize, MultiPolygon<f64>);

/// Cells that are read before they are taken apart.
const BATCH: usize = 4096;

/// Hands over the cells of the map in batches, in the order of the file.
pub(super) fn each(c: &Connection, s: &Snapshot, mut take: impl FnMut(Vec<Shape>)) -> Result<()> {
    let mut q = c.prepare_cached("SELECT fid, geom FROM grid WHERE geom IS NOT NULL")?;
    let mut rows = q.query([])?;
    loop {
        let mut batch: Vec<(usize, Vec<u8>)> = Vec::new();
        while batch.len() < BATCH
            && let Some(r) = rows.next()?
        {
            if let Some(i) = s.place(r.get(0)?).filter(|i| s.grids[*i].cell) {
                batch.push((i, r.get_ref(1)?.as_blob().unwrap_or_default().to_vec()));
            }
        }
        if batch.is_empty() {
            return Ok(());
        }
        let shapes = batch
            .into_par_iter()
            .filter_map(|(i, blob)| Some((i, blob::multi_polygon(&blob)?)));
        take(shapes.collect());
    }
}

/// The cells of the map in code order.
pub(super) fn all(c: &Connection, s: &Snapshot) -> Result<Vec<Shape>> {
    let mut all = Vec::new();
    each(c, s, |batch| all.extend(batch))?;
    all.sort_unstable_by_key(|(i, _)| *i);
    Ok(all)
}
