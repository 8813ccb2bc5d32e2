//! The cell of each site: narrow rows of their own, so that assigning all of them is quick.

use super::site::lon_lat;
use super::{SeenSites, Tx};
use crate::Result;
use crate::model::{GridId, PlacedBy, SiteId};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, params, params_from_iter};

const INSERT: &str = "INSERT INTO placement(site, grid, by_hand) VALUES (?1, ?2, ?3)";
/// Placements after which what was recorded is written down.
const BATCH: usize = 100_000;
/// Rows of one statement.
const AT_ONCE: usize = 64;
/// From so many on, the index of cells is cheaper made anew than kept.
const BULK: usize = 10_000;

/// A site that goes by its position to another cell than it had.
#[derive(Debug, Clone, Copy)]
pub struct Move {
    /// The site.
    pub site: SiteId,
    /// The cell that it had.
    pub from: Option<GridId>,
    /// The cell that it gets.
    pub to: Option<GridId>,
}

impl Tx<'_> {
    /// Keys, positions, cells and hand-made marks of all sites, in key order.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn placed_sites(&self, mut each: impl FnMut(SiteId, Option<[f64; 2]>, Option<GridId>, bool)) -> Result<()> {
        // Two scans in key order walk faster than a join looks up.
        let mut sites = self
            .connection()
            .prepare_cached("SELECT fid, geom FROM site ORDER BY fid")?;
        let mut placements = self
            .connection()
            .prepare_cached("SELECT site, grid, by_hand FROM placement ORDER BY site")?;
        let (mut sites, mut placements) = (sites.query([])?, placements.query([])?);
        let mut next: Option<(SiteId, GridId, bool)> = None;
        let mut more = true;
        while let Some(r) = sites.next()? {
            let id: SiteId = r.get(0)?;
            while more && next.is_none_or(|n| n.0 < id) {
                next = match placements.next()? {
                    Some(p) => Some((p.get(0)?, p.get(1)?, p.get(2)?)),
                    None => {
                        more = false;
                        None
                    }
                };
            }
            let own = next.filter(|n| n.0 == id);
            each(id, lon_lat(r, 1)?, own.map(|n| n.1), own.is_some_and(|n| n.2));
        }
        Ok(())
    }

    /// Puts a site into a cell, or none.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn set_site_grid(&mut self, id: SiteId, grid: Option<GridId>, by: PlacedBy) -> Result<()> {
        match grid {
            Some(grid) => self
                .connection()
                .prepare_cached(
                    "INSERT INTO placement(site, grid, by_hand) VALUES (?1, ?2, ?3)
                     ON CONFLICT(site) DO UPDATE SET grid = excluded.grid, by_hand = excluded.by_hand",
                )?
                .execute(params![id, grid, by == PlacedBy::Hand])?,
            None => self
                .connection()
                .prepare_cached("DELETE FROM placement WHERE site = ?1")?
                .execute([id])?,
        };
        Ok(())
    }

    /// Puts a site into the cell of its new position, unless a hand put it elsewhere; says whether that changed anything.
    pub(super) fn follow_position(&mut self, id: SiteId, grid: Option<GridId>) -> Result<bool> {
        let had: Option<(GridId, bool)> = self
            .connection()
            .prepare_cached("SELECT grid, by_hand FROM placement WHERE site = ?1")?
            .query_row([id], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?;
        if had.is_some_and(|h| h.1) || had.map(|h| h.0) == grid {
            return Ok(false);
        }
        self.set_site_grid(id, grid, PlacedBy::Position)?;
        Ok(true)
    }

    /// Puts the new sites of [`Tx::put_site`] into their cells.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn place_new(&mut self, seen: &mut SeenSites) -> Result<()> {
        let rows: Vec<_> = seen.new.drain(..).map(|(site, grid)| row(site, grid)).collect();
        self.place_many(&rows)
    }

    /// Many rows a statement: what a statement costs beside its rows is more than a row.
    fn place_many(&mut self, rows: &[[ValueRef<'static>; 3]]) -> Result<()> {
        // A table's header alone would look like a change.
        if rows.is_empty() {
            return Ok(());
        }
        let (whole, rest) = rows.as_chunks::<AT_ONCE>();
        let values = vec!["(?, ?, ?)"; AT_ONCE].join(", ");
        let mut insert = self
            .connection()
            .prepare_cached(&format!("INSERT INTO placement(site, grid, by_hand) VALUES {values}"))?;
        for many in whole {
            self.unwatched(|| {
                insert.execute(params_from_iter(
                    many.as_flattened().iter().map(|v| ToSqlOutput::Borrowed(*v)),
                ))
            })?;
        }
        let mut insert = self.connection().prepare_cached(INSERT)?;
        for row in rest {
            self.unwatched(|| insert.execute(params_from_iter(row.map(ToSqlOutput::Borrowed))))?;
        }
        let record = self.record("placement", 3);
        rows.iter().for_each(|row| record.insert(row));
        Ok(())
    }

    /// Moves many sites to the cells of their positions; each site once. About a microsecond a site.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn move_sites(&mut self, moves: &[Move]) -> Result<()> {
        if moves.len() >= BULK {
            self.bulk("placement")?;
        }
        let c = self.connection();
        let mut new = Vec::new();
        let mut update = c.prepare_cached("UPDATE placement SET grid = ?2 WHERE site = ?1")?;
        let mut delete = c.prepare_cached("DELETE FROM placement WHERE site = ?1")?;
        for batch in moves.chunks(BATCH) {
            new.clear();
            for m in batch {
                match (m.from, m.to) {
                    (None, Some(to)) => new.push(row(m.site, to)),
                    (Some(from), Some(to)) => {
                        self.unwatched(|| update.execute(params![m.site, to]))?;
                        let (key, from, to) = (m.site.0, from.0, to.0);
                        let old = [Some(ValueRef::Integer(key)), Some(ValueRef::Integer(from)), None];
                        self.record("placement", 3)
                            .update(&old, &[None, Some(ValueRef::Integer(to)), None]);
                    }
                    (Some(from), None) => {
                        self.unwatched(|| delete.execute([m.site]))?;
                        self.record("placement", 3).delete(&row(m.site, from));
                    }
                    (None, None) => {}
                }
            }
            self.place_many(&new)?;
            self.flush()?;
        }
        Ok(())
    }
}

fn row(site: SiteId, grid: GridId) -> [ValueRef<'static>; 3] {
    [site.0, grid.0, 0].map(ValueRef::Integer)
}
