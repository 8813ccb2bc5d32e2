//! Patrols: who walked which ground on which day, and what was seen.

use super::{Project, Tx, grid};
use crate::Result;
use crate::model::{GridId, PatrolId};
use crate::view::task::{PatrolInput, PatrolSite, PatrolView};
use chrono::NaiveDate;
use rusqlite::params;
use std::collections::HashMap;

/// Stands between the organisations of a patrol.
const BETWEEN: &str = "、";

impl Tx<'_> {
    /// Writes a patrol down.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_patrol(&mut self, grid: GridId, day: NaiveDate, p: &PatrolInput) -> Result<PatrolId> {
        let id = PatrolId(self.next_id("patrol")?);
        let orgs: Vec<&str> = p.orgs.iter().map(|o| o.trim()).filter(|o| !o.is_empty()).collect();
        self.connection().execute(
            "INSERT INTO patrol(fid, grid, day, who, orgs, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                id,
                grid,
                day.to_string(),
                p.who.trim(),
                orgs.join(BETWEEN),
                p.note.trim()
            ],
        )?;
        for s in &p.sites {
            let key = self.next_id("patrol_site")?;
            self.connection().execute(
                "INSERT INTO patrol_site(fid, patrol, site, found, seen) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![key, id, s.site, s.found, s.seen.trim()],
            )?;
        }
        Ok(id)
    }
}

impl Project {
    /// Patrols of a grid and of all below it, the latest first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn patrols(&self, under: GridId, limit: u32) -> Result<Vec<PatrolView>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(&format!(
            "WITH RECURSIVE under(fid) AS (SELECT ?1 UNION ALL SELECT x.fid FROM grid x JOIN under ON x.parent = under.fid)
             SELECT {}, t.fid, t.day, t.who, t.orgs, t.note FROM patrol t JOIN grid g ON g.fid = t.grid
             WHERE t.grid IN under ORDER BY t.day DESC, t.fid DESC LIMIT ?2",
            grid::REF
        ))?;
        let mut all: Vec<PatrolView> = q
            .query_map(params![under, limit], |r| {
                let orgs: String = r.get(7)?;
                Ok(PatrolView {
                    grid: grid::grid_ref(r, 0)?,
                    id: r.get(4)?,
                    day: r.get(5)?,
                    who: r.get(6)?,
                    orgs: orgs
                        .split(BETWEEN)
                        .filter(|o| !o.is_empty())
                        .map(str::to_owned)
                        .collect(),
                    note: r.get(8)?,
                    sites: Vec::new(),
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        let mut q = c.prepare_cached(
            "SELECT s.fid, s.number, s.address, x.found, x.seen FROM patrol_site x JOIN site s ON s.fid = x.site
             WHERE x.patrol = ?1 ORDER BY x.fid",
        )?;
        for p in &mut all {
            p.sites = q
                .query_map([p.id], |r| {
                    Ok(PatrolSite {
                        site: r.get(0)?,
                        number: r.get(1)?,
                        address: r.get(2)?,
                        found: r.get(3)?,
                        seen: r.get(4)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
        }
        Ok(all)
    }

    /// The last day up to `on` on which each grid was walked.
    pub(crate) fn last_walks(&self, on: NaiveDate) -> Result<HashMap<GridId, String>> {
        let c = self.read()?;
        let mut q = c.prepare_cached("SELECT grid, max(day) FROM patrol WHERE day <= ?1 GROUP BY grid")?;
        let all = q
            .query_map([on.to_string()], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }
}
