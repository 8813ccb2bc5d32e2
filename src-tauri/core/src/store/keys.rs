//! The keys that an edit gives to new rows: from a counter, which looks whether another program gave them already.

use super::schema;
use crate::Result;
use rusqlite::{Connection, OptionalExtension};

/// One past the last number that a station may give.
const ALL: i64 = 1 << 32;

/// The next key of a table, and how far they are known to be free.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys {
    pub next: i64,
    /// Looked up anew from here on.
    pub end: i64,
}

impl Keys {
    /// The keys of a table, or of something else that is counted, whose own begin at `own`.
    pub fn of(c: &Connection, name: &str, own: i64) -> Result<Keys> {
        let kept: Option<i64> = c
            .prepare_cached("SELECT next FROM counter WHERE name = ?1")?
            .query_row([name], |r| r.get(0))
            .optional()?;
        let kept = kept.filter(|n| (1..ALL).contains(n)).unwrap_or(1);
        if !schema::RECORDED.contains(&name) {
            return Ok(Keys { next: kept, end: ALL });
        }
        let last: Option<i64> = c
            .prepare_cached(&format!("SELECT max(fid) FROM {name} WHERE fid < ?1"))?
            .query_row([own + ALL], |r| r.get(0))?;
        let after = last.map_or(1, |last| last - own + 1);
        if after < ALL {
            return Ok(Keys {
                next: kept.max(after),
                end: ALL,
            });
        }
        // Another program gave the very last number: there is room before it.
        let mut keys = Keys { next: kept, end: kept };
        keys.skip(c, name, own)?;
        Ok(keys)
    }

    /// Goes on to the next key that is free.
    pub fn skip(&mut self, c: &Connection, table: &str, own: i64) -> Result<()> {
        let mut q = c.prepare_cached(&format!("SELECT min(fid) FROM {table} WHERE fid >= ?1"))?;
        loop {
            let taken: Option<i64> = q.query_row([own + self.next], |r| r.get(0))?;
            match taken.map(|t| t - own) {
                Some(taken) if taken == self.next && taken < ALL => self.next += 1,
                taken => {
                    self.end = taken.unwrap_or(ALL).min(ALL);
                    return Ok(());
                }
            }
        }
    }
}
