//! The cell of each site: narrow rows of their own, so that assigning all of them is quick.

use super::changeset::Writer;
use super::packed::pack;
use super::site::lon_lat;
use super::{Project, SeenSites, Tx, connection, poisoned};
use crate::Result;
use crate::model::{GridId, PlacedBy, SiteId};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use std::thread;

const TABLE: &str = "placement";
const COLUMNS: usize = 3;
/// Placements after which what was recorded is written down.
const BATCH: usize = 100_000;
/// From so many on, keys that are known to be there are not looked up.
const MANY: usize = 512;
/// Rows of one statement.
const AT_ONCE: usize = 64;
/// From so many on, the index of cells is cheaper made anew than kept.
const BULK: usize = 10_000;

/// A site, where it lies and the cell that it has.
#[derive(Debug, Clone, Copy)]
pub struct PlacedSite {
    /// The site.
    pub id: SiteId,
    /// WGS 84 longitude and latitude; none where they are not known.
    pub at: Option<[f64; 2]>,
    /// Its cell.
    pub grid: Option<GridId>,
    /// A hand put it there.
    pub by_hand: bool,
}

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

fn placed_sites(c: &Connection, batch: usize, mut each: impl FnMut(Vec<PlacedSite>)) -> Result<()> {
    // Two scans in key order walk faster than a join looks up.
    let mut sites = c.prepare_cached("SELECT fid, geom FROM site ORDER BY fid")?;
    let mut placements = c.prepare_cached("SELECT site, grid, by_hand FROM placement ORDER BY site")?;
    let (mut sites, mut placements) = (sites.query([])?, placements.query([])?);
    let mut next: Option<(SiteId, GridId, bool)> = None;
    let mut more = true;
    let mut out = Vec::with_capacity(batch);
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
        out.push(PlacedSite {
            id,
            at: lon_lat(r, 1)?,
            grid: own.map(|n| n.1),
            by_hand: own.is_some_and(|n| n.2),
        });
        if out.len() == batch {
            each(std::mem::replace(&mut out, Vec::with_capacity(batch)));
        }
    }
    each(out);
    Ok(())
}

impl Project {
    /// All sites in key order, as the file has them, in batches of as many as asked for. A scan that keeps no pages.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn placed_sites(&self, batch: usize, each: impl FnMut(Vec<PlacedSite>)) -> Result<()> {
        placed_sites(&connection::open_scanning(self.path())?, batch, each)
    }
}

impl Tx<'_> {
    /// All sites in key order, as this edit has them, in batches of as many as asked for.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn placed_sites(&self, batch: usize, each: impl FnMut(Vec<PlacedSite>)) -> Result<()> {
        placed_sites(self.connection(), batch, each)
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
        let rows: Vec<Row> = seen.new.drain(..).map(|(site, grid)| row(site, grid)).collect();
        // A table's header alone would look like a change.
        if rows.is_empty() {
            return Ok(());
        }
        self.keys_known(rows.len(), |tx| tx.insert_many(&rows))?;
        let record = self.record(TABLE, COLUMNS);
        rows.iter().for_each(|row| record.insert(row));
        Ok(())
    }

    /// Moves many sites to the cells of their positions; each site once. About half a microsecond a site.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn move_sites(&mut self, moves: &[Move]) -> Result<()> {
        if moves.len() >= BULK {
            self.bulk(TABLE)?;
        }
        self.flush()?;
        for batch in moves.chunks(BATCH) {
            // Recording takes a third of the time that writing takes, and can be done beside it.
            let record = thread::scope(|scope| {
                let record = scope.spawn(|| pack(&record(batch)).into_owned());
                let written = self.keys_known(batch.len(), |tx| tx.write_moves(batch));
                written.map(|()| record.join())
            })?;
            self.keep_made(TABLE, &record.map_err(|_| poisoned())?)?;
        }
        Ok(())
    }

    /// Writes placements whose sites and cells this very transaction read or made: where there are many, their keys are
    /// not looked up once more.
    fn keys_known<T>(&mut self, rows: usize, write: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if rows < MANY {
            return write(self);
        }
        self.enforce_keys(false)?;
        let written = write(self);
        self.enforce_keys(true)?;
        written
    }

    fn write_moves(&mut self, moves: &[Move]) -> Result<()> {
        let c = self.connection();
        let mut update = c.prepare_cached("UPDATE placement SET grid = ?2 WHERE site = ?1")?;
        let mut delete = c.prepare_cached("DELETE FROM placement WHERE site = ?1")?;
        let mut new = Vec::with_capacity(moves.len());
        for m in moves {
            match (m.from, m.to) {
                (None, Some(to)) => new.push(row(m.site, to)),
                (Some(_), Some(to)) => {
                    self.unwatched(|| update.execute(params![m.site, to]))?;
                }
                (Some(_), None) => {
                    self.unwatched(|| delete.execute([m.site]))?;
                }
                (None, None) => {}
            }
        }
        self.insert_many(&new)
    }

    /// Many rows a statement: what a statement costs beside its rows is more than a row.
    fn insert_many(&mut self, rows: &[Row]) -> Result<()> {
        let (whole, rest) = rows.as_chunks::<AT_ONCE>();
        let values = vec!["(?, ?, ?)"; AT_ONCE].join(", ");
        let c = self.connection();
        let mut insert = c.prepare_cached(&format!("INSERT INTO placement(site, grid, by_hand) VALUES {values}"))?;
        for many in whole {
            let values = many.as_flattened().iter().map(|v| ToSqlOutput::Borrowed(*v));
            self.unwatched(|| insert.execute(params_from_iter(values)))?;
        }
        let mut insert = c.prepare_cached("INSERT INTO placement(site, grid, by_hand) VALUES (?1, ?2, ?3)")?;
        for row in rest {
            self.unwatched(|| insert.execute(params_from_iter(row.map(ToSqlOutput::Borrowed))))?;
        }
        Ok(())
    }
}

/// What moves change, as a session would record it.
fn record(moves: &[Move]) -> Vec<u8> {
    let mut record = Writer::new(TABLE, COLUMNS);
    for m in moves {
        match (m.from, m.to) {
            (None, Some(to)) => record.insert(&row(m.site, to)),
            (Some(from), Some(to)) => {
                let [key, from, to] = [m.site.0, from.0, to.0].map(ValueRef::Integer);
                record.update(&[Some(key), Some(from), None], &[None, Some(to), None]);
            }
            (Some(from), None) => record.delete(&row(m.site, from)),
            (None, None) => {}
        }
    }
    record.into_bytes()
}

/// A row of `placement`: site, cell, not by hand.
type Row = [ValueRef<'static>; COLUMNS];

fn row(site: SiteId, grid: GridId) -> Row {
    [site.0, grid.0, 0].map(ValueRef::Integer)
}
