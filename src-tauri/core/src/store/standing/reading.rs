//! Reading sites from the file into the columns of memory.

use super::{ESCALATED, LOOSE, NEVER, RELAPSED, Site, Standings};
use crate::Result;
use crate::model::{GridId, State};
use crate::store::gather::{Columns, gather};
use crate::store::site::lon_lat;
use crate::store::{connection, derived};
use rusqlite::Connection;
use rusqlite::types::FromSql;
use std::path::Path;
use std::sync::Arc;
use std::thread;

/// A kind that the office does not have.
const UNKNOWN: u16 = u16::MAX;

/// A day such as 2026-11-24 as the number 20261124, which keeps the order of days; none where it is no day of our time.
pub fn number(day: &[u8]) -> Option<u32> {
    let bytes: &[u8; 10] = day.try_into().ok()?;
    let digits = [0, 1, 2, 3, 5, 6, 8, 9].map(|i| u32::from(bytes[i]));
    Some(
        digits
            .into_iter()
            .fold(0, |n, d| n * 10 + d.saturating_sub(u32::from(b'0'))),
    )
}

/// Columns of `site s` that a site here is read from, and how many they are.
pub const COLUMNS: &str = "s.fid, s.kind, s.state, s.deadline, s.geom, s.escalated, s.suspended_until, s.relapse";
pub const WIDTH: usize = 8;

/// Reads sites of these columns; words are looked up only where they differ from the row before.
pub struct Reading {
    kinds: Arc<[String]>,
    kind: u16,
    state: State,
}

impl Reading {
    pub fn of(kinds: &Arc<[String]>) -> Reading {
        Reading {
            kinds: Arc::clone(kinds),
            kind: UNKNOWN,
            state: State::Reported,
        }
    }

    /// A site, in no cell yet.
    pub fn row(&mut self, r: &impl Columns) -> rusqlite::Result<Site> {
        let kind = r.text(1).unwrap_or_default();
        if self
            .kinds
            .get(usize::from(self.kind))
            .is_none_or(|k| k.as_bytes() != kind)
        {
            let at = self.kinds.iter().position(|k| k.as_bytes() == kind);
            self.kind = at.map_or(UNKNOWN, |i| i as u16);
        }
        if r.text(2) != Some(self.state.word().as_bytes()) {
            self.state = State::column_result(r.at(2))?;
        }
        let mut site = Site {
            id: r.key(0),
            at: lon_lat(r, 4).unwrap_or([f64::NAN; 2]),
            cell: LOOSE,
            deadline: NEVER,
            until: NEVER,
            kind: self.kind,
            state: self.state,
            marks: 0,
        };
        // Nobody waits for what is resolved.
        if site.state.is_unresolved() {
            site.deadline = r.text(3).and_then(number).unwrap_or(NEVER);
            if r.text(5).is_some_and(|t| !t.is_empty()) {
                site.marks |= ESCALATED;
            }
            if r.key(7) > 0 {
                site.marks |= RELAPSED;
            }
            site.until = match r.text(6) {
                // Nothing holds another program to days here: before all days, or a moment of a day.
                Some([]) => 0,
                Some(text) => number(&text[..text.len().min(10)]).unwrap_or(NEVER),
                None => NEVER,
            };
        }
        Ok(site)
    }
}

pub fn kinds(c: &Connection) -> Result<Arc<[String]>> {
    let mut q = c.prepare_cached("SELECT code FROM kind ORDER BY fid")?;
    let all = q.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

/// Sites that room is made for beforehand: what the file says of their number need not be true.
const MOST_ROOM: usize = 4 << 20;

/// Keys of all grids, in their order.
fn cells(c: &Connection) -> Result<Arc<[GridId]>> {
    let mut q = c.prepare_cached("SELECT fid FROM grid ORDER BY fid")?;
    let all = q.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

/// Where a key stands among others that are in order; mostly they were given one after the other.
fn place(keys: &[GridId], key: GridId) -> Option<usize> {
    let guess = usize::try_from(key.0.wrapping_sub(keys.first()?.0)).ok()?;
    match keys.get(guess) {
        Some(k) if *k == key => Some(guess),
        _ => keys.binary_search(&key).ok(),
    }
}

/// The sites of these keys, with room for `room` of them.
fn between(
    c: &Connection,
    kinds: &Arc<[String]>,
    cells: &Arc<[GridId]>,
    keys: [i64; 2],
    room: usize,
) -> Result<Vec<Site>> {
    let from = "FROM site s WHERE s.fid BETWEEN ?1 AND ?2";
    let all = (Reading::of(kinds), Vec::with_capacity(room));
    let (_, sites) = gather(c, COLUMNS, from, keys, all, |(reading, sites), row| {
        sites.push(reading.row(row)?);
        Ok(())
    })?;
    let from = "FROM placement WHERE site BETWEEN ?1 AND ?2";
    let all = (Arc::clone(cells), sites, 0);
    let (_, sites, _) = gather(c, "site, grid", from, keys, all, |(cells, sites, next), row| {
        let of = row.key(0);
        while sites.get(*next).is_some_and(|s: &Site| s.id < of) {
            *next += 1;
        }
        if let Some(site) = sites.get_mut(*next).filter(|s| s.id == of) {
            site.cell = place(cells, GridId(row.key(1))).map_or(LOOSE, |i| i as u32);
        }
        Ok(())
    })?;
    Ok(sites)
}

/// All sites anew, by two scans at a time.
pub fn all(path: &Path) -> Result<Standings> {
    let c = connection::open_scanning(path)?;
    let (kinds, cells) = (kinds(&c)?, cells(&c)?);
    // Asked for together, they would be looked for in all rows.
    let (first, last): (i64, i64) = c
        .prepare_cached("SELECT coalesce((SELECT min(fid) FROM site), 0), coalesce((SELECT max(fid) FROM site), 0)")?
        .query_row([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let middle = first.midpoint(last);
    let room = (derived::rows(&c, "site")? as usize).min(MOST_ROOM);
    let (sites, rest) = thread::scope(|scope| {
        let (kinds, cells) = (&kinds, &cells);
        let rest = scope.spawn(move || {
            let other = connection::open_scanning(path)?;
            let keys = middle.checked_add(1).map_or([1, 0], |next| [next, i64::MAX]);
            between(&other, kinds, cells, keys, room / 2)
        });
        (between(&c, kinds, cells, [i64::MIN, middle], room), rest.join())
    });
    let mut sites = sites?;
    sites.extend(rest.unwrap_or_else(|failed| std::panic::resume_unwind(failed))?);
    Ok(Standings {
        sites,
        cell_at: cells.iter().copied().zip(0..).collect(),
        cells: cells.to_vec(),
        kinds,
        ..Standings::default()
    })
}
