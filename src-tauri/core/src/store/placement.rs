//! The cell of each site: narrow rows of their own, so that assigning all of them is quick.

use super::changeset::Writer;
use super::gather::{Columns, gather};
use super::packed::pack;
use super::site::lon_lat;
use super::{Project, SeenSites, Tx, connection};
use crate::Result;
use crate::model::{GridId, PlacedBy, SiteId};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use std::sync::mpsc::Sender;

const TABLE: &str = "placement";
const COLUMNS: usize = 3;
/// Placements after which what was recorded is written down.
const BATCH: usize = 100_000;
/// From so many on, keys that are known to be there are not looked up.
const MANY: usize = 512;
/// Rows of one statement.
const AT_ONCE: usize = 64;
/// From so many on, the index of cells is cheaper made anew than kept.
pub const BULK_MOVES: usize = 10_000;
/// Sites sent at a time: many share a walk through the index of cells, and those read later are not waited for.
const AT_A_TIME: usize = 12_000;

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

/// Sites on their way to whoever looks for their cells.
struct Sending {
    /// Site, cell and whether by hand, in key order.
    placed: Vec<(i64, GridId, bool)>,
    /// The first of them that was not met yet.
    next: usize,
    batch: Vec<PlacedSite>,
    to: Sender<Vec<PlacedSite>>,
}

impl Sending {
    fn put(&mut self, row: &impl Columns) {
        let id = row.key(0);
        while self.placed.get(self.next).is_some_and(|p| p.0 < id) {
            self.next += 1;
        }
        let own = self.placed.get(self.next).filter(|p| p.0 == id);
        self.batch.push(PlacedSite {
            id: SiteId(id),
            at: lon_lat(row, 1),
            grid: own.map(|p| p.1),
            by_hand: own.is_some_and(|p| p.2),
        });
        if self.batch.len() == AT_A_TIME {
            self.send();
        }
    }

    fn send(&mut self) {
        // Nobody listens only where the edit is given up.
        let _ = self
            .to
            .send(std::mem::replace(&mut self.batch, Vec::with_capacity(AT_A_TIME)));
    }
}

fn send_sites(c: &Connection, to: Sender<Vec<PlacedSite>>) -> Result<()> {
    let all = [i64::MIN, i64::MAX];
    let from = "FROM placement WHERE site BETWEEN ?1 AND ?2";
    let placed = gather(c, "site, grid, by_hand", from, all, Vec::new(), |placed, row| {
        placed.push((row.key(0), GridId(row.key(1)), row.key(2) != 0));
        Ok(())
    })?;
    let sending = Sending {
        placed,
        next: 0,
        batch: Vec::with_capacity(AT_A_TIME),
        to,
    };
    let from = "FROM site WHERE fid BETWEEN ?1 AND ?2";
    let mut sending = gather(c, "fid, geom", from, all, sending, |sending, row| {
        sending.put(row);
        Ok(())
    })?;
    sending.send();
    Ok(())
}

impl Project {
    /// Sends all sites in key order, as the file has them, some ten thousand at a time. The file may be written from the
    /// first of them on; no edit can be finished before this returns.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn send_sites(&self, to: Sender<Vec<PlacedSite>>) -> Result<()> {
        let c = connection::open_scanning(self.path())?;
        let _both_scans = c.unchecked_transaction()?;
        send_sites(&c, to)
    }
}

impl Tx<'_> {
    /// Sends all sites in key order, as this edit has them, some ten thousand at a time.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn send_sites(&self, to: Sender<Vec<PlacedSite>>) -> Result<()> {
        send_sites(self.connection(), to)
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

    /// Puts a site into the cell that a hand chose; says whether that changed anything.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_by_hand(&mut self, id: SiteId, grid: GridId) -> Result<bool> {
        let there: bool = self
            .connection()
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM placement WHERE site = ?1 AND grid = ?2 AND by_hand)")?
            .query_row(params![id, grid], |r| r.get(0))?;
        if !there {
            self.set_site_grid(id, Some(grid), PlacedBy::Hand)?;
        }
        Ok(!there)
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
    pub fn move_sites(&mut self, moves: Vec<Move>) -> Result<()> {
        if moves.len() >= BULK_MOVES {
            self.bulk(TABLE)?;
        }
        self.flush()?;
        let mut moves = moves.into_iter();
        while moves.len() > 0 {
            let batch: Vec<Move> = moves.by_ref().take(BATCH).collect();
            self.keys_known(batch.len(), |tx| tx.write_moves(&batch))?;
            self.record_later(TABLE, move || pack(&record(&batch)).into_owned());
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
        let written = self.unwatched_bulk(write);
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
        let values = vec!["(?, ?)"; AT_ONCE].join(", ");
        let c = self.connection();
        let mut insert = c.prepare_cached(&format!("INSERT INTO placement(site, grid) VALUES {values}"))?;
        for many in whole {
            let values = many.iter().flat_map(|r| &r[..2]).map(|v| ToSqlOutput::Borrowed(*v));
            self.unwatched(|| insert.execute(params_from_iter(values)))?;
        }
        let mut insert = c.prepare_cached("INSERT INTO placement(site, grid) VALUES (?1, ?2)")?;
        for [site, grid, _] in rest {
            self.unwatched(|| insert.execute([site, grid].map(|v| ToSqlOutput::Borrowed(*v))))?;
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
