//! Patrols: who walked which ground on which day, what was seen and asked, and what was walked when.

use super::figures::Snapshot;
use super::{Project, Tx, grid};
use crate::model::{GridId, PatrolId};
use crate::view::Page;
use crate::view::patrol::{PatrolInput, PatrolSite, PatrolView};
use crate::{Error, Result};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Stands between the organisations of a patrol.
const BETWEEN: &str = "、";

/// Questions as the file holds them: one a line.
fn lines(questions: &[String]) -> String {
    let each = questions.iter().flat_map(|q| q.lines()).map(str::trim);
    each.filter(|q| !q.is_empty()).collect::<Vec<_>>().join("\n")
}

impl Tx<'_> {
    /// Writes a patrol down.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_patrol(&mut self, grid: GridId, day: NaiveDate, p: &PatrolInput) -> Result<PatrolId> {
        let id = PatrolId(self.next_id("patrol")?);
        let orgs: Vec<&str> = p.orgs.iter().map(|o| o.trim()).filter(|o| !o.is_empty()).collect();
        self.connection().execute(
            "INSERT INTO patrol(fid, grid, day, who, orgs, note, questions) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                id,
                grid,
                day.to_string(),
                p.who.trim(),
                orgs.join(BETWEEN),
                p.note.trim(),
                lines(&p.questions)
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

    /// Takes a patrol out, with what was seen on it; gives its ground's name and its day.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn take_patrol(&mut self, id: PatrolId) -> Result<(String, String)> {
        let c = self.connection();
        let was = c
            .prepare_cached("SELECT g.name, t.day FROM patrol t JOIN grid g ON g.fid = t.grid WHERE t.fid = ?1")?
            .query_row([id], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?
            .ok_or_else(|| Error::NotFound {
                what: "patrol",
                name: String::new(),
            })?;
        c.prepare_cached("DELETE FROM patrol_site WHERE patrol = ?1")?
            .execute([id])?;
        c.prepare_cached("DELETE FROM patrol WHERE fid = ?1")?.execute([id])?;
        Ok(was)
    }
}

impl Project {
    /// A page of the patrols of a grid and of all below it, or of all ground; the latest first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn patrols(&self, under: Option<GridId>, offset: u32, limit: u32) -> Result<Page<PatrolView>> {
        let c = self.read()?;
        let of = "WITH RECURSIVE under(fid) AS (SELECT ?1 UNION SELECT x.fid FROM grid x JOIN under ON x.parent = under.fid)";
        let those = "?1 IS NULL OR t.grid IN under";
        let total = c
            .prepare_cached(&format!("{of} SELECT count(*) FROM patrol t WHERE {those}"))?
            .query_row([under], |r| r.get(0))?;
        let mut q = c.prepare_cached(&format!(
            "{of} SELECT {}, t.fid, t.day, t.who, t.orgs, t.note, t.questions FROM patrol t JOIN grid g ON g.fid = t.grid
             WHERE {those} ORDER BY t.day DESC, t.fid DESC LIMIT ?2 OFFSET ?3",
            grid::REF
        ))?;
        let mut rows: Vec<PatrolView> = q
            .query_map(params![under, limit, offset], patrol_view)?
            .collect::<rusqlite::Result<_>>()?;
        for p in &mut rows {
            p.sites = sites(&c, p.id)?;
        }
        Ok(Page { total, offset, rows })
    }
}

fn patrol_view(r: &Row<'_>) -> rusqlite::Result<PatrolView> {
    let parts = |column: usize, between: &str| -> rusqlite::Result<Vec<String>> {
        let text: String = r.get(column)?;
        let each = text.split(between).filter(|o| !o.is_empty());
        Ok(each.map(str::to_owned).collect())
    };
    Ok(PatrolView {
        grid: grid::grid_ref(r, 0)?,
        id: r.get(4)?,
        day: r.get(5)?,
        who: r.get(6)?,
        orgs: parts(7, BETWEEN)?,
        note: r.get(8)?,
        questions: parts(9, "\n")?,
        sites: Vec::new(),
    })
}

fn sites(c: &Connection, patrol: PatrolId) -> Result<Vec<PatrolSite>> {
    let mut q = c.prepare_cached(
        "SELECT s.fid, s.number, s.address, x.found, x.seen FROM patrol_site x JOIN site s ON s.fid = x.site
         WHERE x.patrol = ?1 ORDER BY x.fid",
    )?;
    let all = q
        .query_map([patrol], |r| {
            Ok(PatrolSite {
                site: r.get(0)?,
                number: r.get(1)?,
                address: r.get(2)?,
                found: r.get(3)?,
                seen: r.get(4)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

/// Days since each grid was last walked, in the order of the snapshot's grids. A walk of a part counts as the whole's; one
/// of the ground above does not.
pub(super) fn days_since_walked(c: &Connection, s: &Snapshot) -> Result<Vec<Option<u32>>> {
    let mut ago: Vec<Option<u32>> = vec![None; s.grids.len()];
    let mut q = c.prepare_cached("SELECT grid, max(day) FROM patrol WHERE day <= ?1 GROUP BY grid")?;
    let mut rows = q.query([s.on.to_string()])?;
    while let Some(r) = rows.next()? {
        let day: String = r.get(1)?;
        let (Some(place), Ok(day)) = (s.place(r.get(0)?), day.parse::<NaiveDate>()) else {
            continue;
        };
        let days = (s.on - day).num_days().max(0) as u32;
        for i in s.upwards(place) {
            ago[i] = Some(ago[i].map_or(days, |a| a.min(days)));
        }
    }
    Ok(ago)
}
