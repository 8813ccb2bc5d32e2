//! Who answers for each ground in a role: the nearest duty above where it has none of its own.

use super::figures::Snapshot;
use crate::Result;
use crate::model::GridId;
use chrono::NaiveDate;
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// Key and name of whoever answers for something.
pub(super) type Holder = (i64, String);

/// Who answers for each ground in a role, the nearest above where it has none of its own.
pub(super) struct Holders(HashMap<GridId, Vec<Holder>>);

impl Holders {
    /// Duties in force on a day; a person who stands for a department stands as their organisation.
    pub(super) fn read(c: &Connection, role: &str, on: NaiveDate) -> Result<Holders> {
        let mut held: HashMap<GridId, Vec<Holder>> = HashMap::new();
        let mut q = c.prepare_cached(
            "SELECT d.grid, coalesce(o.fid, p.fid), coalesce(o.name, p.name)
             FROM duty d LEFT JOIN person p ON p.fid = d.person
             LEFT JOIN org o ON o.fid = coalesce(d.org, CASE WHEN ?1 = 'department' THEN p.org END)
             WHERE d.role = ?1 AND (d.from_date IS NULL OR d.from_date <= ?2) AND (d.to_date IS NULL OR d.to_date >= ?2)
             ORDER BY d.fid",
        )?;
        let mut rows = q.query(params![role, on.to_string()])?;
        while let Some(r) = rows.next()? {
            let all = held.entry(r.get(0)?).or_default();
            let one = (r.get(1)?, r.get(2)?);
            if !all.contains(&one) {
                all.push(one);
            }
        }
        Ok(Holders(held))
    }

    pub(super) fn of(&self, s: &Snapshot, cell: usize) -> Vec<Holder> {
        s.upwards(cell)
            .find_map(|i| self.0.get(&s.grids[i].id))
            .cloned()
            .unwrap_or_default()
    }
}
