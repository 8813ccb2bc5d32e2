//! Reading sites from the file into the columns of memory.

use super::{LOOSE, NEVER, Site};
use crate::Result;
use crate::model::State;
use crate::store::site::lon_lat;
use rusqlite::{Connection, Row};

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

fn day(r: &Row<'_>, column: usize) -> rusqlite::Result<u32> {
    Ok(r.get_ref(column)?.as_bytes().ok().and_then(number).unwrap_or(NEVER))
}

/// Columns of `site s` that a site here is read from, and how many they are.
pub const COLUMNS: &str = "s.fid, s.kind, s.state, s.deadline, s.geom, s.escalated, s.suspended_until";
pub const WIDTH: usize = 7;

/// Reads sites of these columns; words are looked up only where they differ from the row before.
pub struct Reading<'a> {
    kinds: &'a [String],
    kind: u16,
    state: State,
}

impl Reading<'_> {
    pub fn of(kinds: &[String]) -> Reading<'_> {
        Reading {
            kinds,
            kind: UNKNOWN,
            state: State::Reported,
        }
    }

    pub fn row(&mut self, r: &Row<'_>) -> rusqlite::Result<Site> {
        let kind = r.get_ref(1)?.as_bytes().unwrap_or_default();
        if self
            .kinds
            .get(usize::from(self.kind))
            .is_none_or(|k| k.as_bytes() != kind)
        {
            let at = self.kinds.iter().position(|k| k.as_bytes() == kind);
            self.kind = at.map_or(UNKNOWN, |i| i as u16);
        }
        if r.get_ref(2)?
            .as_bytes()
            .is_ok_and(|word| word != self.state.word().as_bytes())
        {
            self.state = r.get(2)?;
        }
        Ok(Site {
            id: r.get(0)?,
            at: lon_lat(r, 4)?.unwrap_or([f64::NAN; 2]),
            cell: LOOSE,
            deadline: day(r, 3)?,
            until: match r.get_ref(6)?.as_bytes() {
                // Nothing holds another program to days here: before all days, or a moment of a day.
                Ok([]) => 0,
                Ok(text) => number(&text[..text.len().min(10)]).unwrap_or(NEVER),
                Err(_) => NEVER,
            },
            kind: self.kind,
            state: self.state,
            escalated: !r.get_ref(5)?.as_bytes().unwrap_or_default().is_empty(),
        })
    }
}

pub fn kinds(c: &Connection) -> Result<Vec<String>> {
    let mut q = c.prepare_cached("SELECT code FROM kind ORDER BY fid")?;
    let all = q.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

pub fn sites_between(c: &Connection, kinds: &[String], first: i64, last: i64) -> Result<Vec<Site>> {
    let mut out = Vec::new();
    let mut reading = Reading::of(kinds);
    let mut q = c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM site s WHERE s.fid BETWEEN ?1 AND ?2 ORDER BY s.fid"
    ))?;
    let mut rows = q.query([first, last])?;
    while let Some(r) = rows.next()? {
        out.push(reading.row(r)?);
    }
    Ok(out)
}
