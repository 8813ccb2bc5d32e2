//! Rows of `site`, `step`, `photo`, `recheck`.

use super::{Project, Tx, Upsert, grid};
use crate::geometry::blob;
use crate::model::{Action, GridId, PlacedBy, SiteId, State};
use crate::site::lifecycle;
use crate::view::{SiteRow, StandardItem, StepView};
use crate::{Error, Result};
use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// A site to write by its number. A field that is none keeps what the row has.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct SiteUpsert<'a> {
    pub number: &'a str,
    pub kind: Option<&'a str>,
    pub state: Option<State>,
    pub lon_lat: Option<[f64; 2]>,
    /// The cell its position falls in; only looked at with `lon_lat`.
    pub grid: Option<GridId>,
    pub address: Option<&'a str>,
    pub village: Option<&'a str>,
    pub household: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub area: Option<&'a str>,
    pub source: Option<&'a str>,
    pub found_on: Option<&'a str>,
    pub deadline: Option<&'a str>,
    pub size: Option<&'a str>,
    pub note: Option<&'a str>,
}

/// Sites that a source gave already.
#[derive(Debug)]
pub struct SeenSites {
    /// Rows from here on are this edit's own.
    since: SiteId,
    /// Rows from before that it wrote.
    known: HashSet<SiteId>,
}

/// What the lifecycle asks about a site.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct SiteFacts {
    pub id: SiteId,
    pub number: String,
    pub kind: String,
    pub state: State,
    pub grid: Option<GridId>,
    pub deadline: Option<NaiveDate>,
    pub suspended_on: Option<NaiveDate>,
    pub suspended_until: Option<NaiveDate>,
    pub photo_rule: bool,
    pub standard_version: u32,
    pub photos: [u32; 3],
    /// Who submitted it last.
    pub submitter: Option<String>,
}

/// One move to write down.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct StepRow<'a> {
    pub site: SiteId,
    pub action: Action,
    pub from: State,
    pub to: State,
    pub note: &'a str,
    pub standard_version: Option<u32>,
    pub passed: &'a [u32],
    pub failed: &'a [u32],
    pub not_applicable: &'a [u32],
    pub until: Option<NaiveDate>,
}

pub(super) const ROW: &str = "s.fid, s.number, s.kind, s.state, s.address, s.village, s.grid, g.code, g.name, g.level, \
     s.placed_by, s.deadline, s.escalated, s.rework, s.relapse, s.geom";

/// Reads a [`SiteRow`] whose columns are [`ROW`].
pub(super) fn site_row(r: &Row<'_>, on: NaiveDate) -> rusqlite::Result<SiteRow> {
    let state: State = r.get(3)?;
    let grid: Option<GridId> = r.get(6)?;
    let deadline: Option<String> = r.get(11)?;
    let due = deadline.as_deref().and_then(|d| d.parse().ok());
    Ok(SiteRow {
        id: r.get(0)?,
        number: r.get(1)?,
        kind: r.get(2)?,
        state,
        address: r.get(4)?,
        village: r.get(5)?,
        grid: grid.map(|_| grid::grid_ref(r, 6)).transpose()?,
        placed_by: r.get(10)?,
        days_late: lifecycle::days_late(state, due, on),
        overdue: lifecycle::is_overdue(state, due, on),
        deadline,
        escalated: !r.get_ref(12)?.as_str().unwrap_or_default().is_empty(),
        rework: r.get(13)?,
        relapse: r.get(14)?,
        lon_lat: r
            .get_ref(15)?
            .as_blob()
            .ok()
            .and_then(blob::point)
            .map(|p| [p.x(), p.y()]),
        next: lifecycle::next_action(state),
    })
}

impl Tx<'_> {
    /// Whether any site exists: an import into an empty table need not look for each.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn has_sites(&self) -> Result<bool> {
        Ok(self
            .connection()
            .query_row("SELECT EXISTS (SELECT 1 FROM site)", [], |r| r.get(0))?)
    }

    /// Begins to keep account of the sites that a source gives.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn seen_sites(&mut self) -> Result<SeenSites> {
        Ok(SeenSites {
            since: SiteId(self.next_id("site")?),
            known: HashSet::new(),
        })
    }

    /// Writes a site by its number. A site that the source gave before is left alone: [`Upsert::Repeated`].
    /// A hand-made assignment to a cell is kept.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_site(&mut self, s: &SiteUpsert<'_>, seen: &mut SeenSites) -> Result<(SiteId, Upsert)> {
        let geom = s.lon_lat.map(|[x, y]| blob::from_point(x, y));
        let id = SiteId(self.next_id("site")?);
        let inserted = self
            .connection()
            .prepare_cached(
                "INSERT INTO site(fid, geom, number, kind, state, grid, placed_by, deadline, address, village, household,
                   phone, area, source, found_on, size, note)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
                 ON CONFLICT(number) DO NOTHING",
            )?
            .execute(params![
                id,
                geom.as_ref().map(|g| &g[..]),
                s.number,
                s.kind.unwrap_or_default(),
                s.state.unwrap_or(State::Reported),
                s.grid,
                s.grid.map(|_| PlacedBy::Position),
                s.deadline,
                s.address.unwrap_or_default(),
                s.village.unwrap_or_default(),
                s.household.unwrap_or_default(),
                s.phone.unwrap_or_default(),
                s.area.unwrap_or_default(),
                s.source.unwrap_or_default(),
                s.found_on,
                s.size.unwrap_or_default(),
                s.note.unwrap_or_default(),
            ])?;
        if inserted == 1 {
            return Ok((id, Upsert::Inserted));
        }
        let known: SiteId = self
            .connection()
            .prepare_cached("SELECT fid FROM site WHERE number = ?1")?
            .query_row([s.number], |r| r.get(0))?;
        if known >= seen.since || !seen.known.insert(known) {
            return Ok((known, Upsert::Repeated));
        }
        // The state is the lifecycle's: an import may set it for a new site, never for one with a history.
        let changed = self
            .connection()
            .prepare_cached(
                "UPDATE site SET geom = coalesce(?2, geom), kind = coalesce(?3, kind),
                   grid = CASE WHEN ?2 IS NULL OR placed_by = 'hand' THEN grid ELSE ?4 END,
                   placed_by = CASE WHEN ?2 IS NULL OR placed_by = 'hand' THEN placed_by WHEN ?4 IS NULL THEN NULL ELSE 'position' END,
                   deadline = coalesce(?5, deadline), address = coalesce(?6, address), village = coalesce(?7, village),
                   household = coalesce(?8, household), phone = coalesce(?9, phone), area = coalesce(?10, area),
                   source = coalesce(?11, source), found_on = coalesce(?12, found_on), size = coalesce(?13, size),
                   note = coalesce(?14, note)
                 WHERE fid = ?1 AND ((?2 IS NOT NULL AND (geom IS NOT ?2 OR (grid IS NOT ?4 AND placed_by IS NOT 'hand')))
                   OR (?3 IS NOT NULL AND kind <> ?3) OR (?5 IS NOT NULL AND deadline IS NOT ?5)
                   OR (?6 IS NOT NULL AND address <> ?6) OR (?7 IS NOT NULL AND village <> ?7)
                   OR (?8 IS NOT NULL AND household <> ?8) OR (?9 IS NOT NULL AND phone <> ?9)
                   OR (?10 IS NOT NULL AND area <> ?10) OR (?11 IS NOT NULL AND source <> ?11)
                   OR (?12 IS NOT NULL AND found_on IS NOT ?12) OR (?13 IS NOT NULL AND size <> ?13)
                   OR (?14 IS NOT NULL AND note <> ?14))",
            )?
            .execute(params![
                known,
                geom.as_ref().map(|g| &g[..]),
                s.kind,
                s.grid,
                s.deadline,
                s.address,
                s.village,
                s.household,
                s.phone,
                s.area,
                s.source,
                s.found_on,
                s.size,
                s.note
            ])?;
        Ok((
            known,
            if changed > 0 {
                Upsert::Updated
            } else {
                Upsert::Unchanged
            },
        ))
    }

    /// Keys, positions, cells and hand-made marks of all sites that have a place, in key order.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn placed_sites(&self, mut each: impl FnMut(SiteId, Option<[f64; 2]>, Option<GridId>, bool)) -> Result<()> {
        let mut q = self
            .connection()
            .prepare_cached("SELECT fid, geom, grid, placed_by = 'hand' FROM site ORDER BY fid")?;
        let mut rows = q.query([])?;
        while let Some(r) = rows.next()? {
            let at = r
                .get_ref(1)?
                .as_blob()
                .ok()
                .and_then(blob::point)
                .map(|p| [p.x(), p.y()]);
            each(r.get(0)?, at, r.get(2)?, r.get::<_, Option<bool>>(3)?.unwrap_or(false));
        }
        Ok(())
    }

    /// Puts a site into a cell, or none.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn set_site_grid(&mut self, id: SiteId, grid: Option<GridId>, by: PlacedBy) -> Result<()> {
        self.connection()
            .prepare_cached("UPDATE site SET grid = ?2, placed_by = ?3 WHERE fid = ?1")?
            .execute(params![id, grid, grid.map(|_| by)])?;
        Ok(())
    }

    /// Next number for a site that the office puts on the map itself.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn next_site_number(&mut self) -> Result<String> {
        loop {
            let n = self.next_id("site_number")? & 0xffff_ffff;
            let number = format!("N{n:05}");
            let taken: bool = self.connection().query_row(
                "SELECT EXISTS (SELECT 1 FROM site WHERE number = ?1)",
                [&number],
                |r| r.get(0),
            )?;
            if !taken {
                return Ok(number);
            }
        }
    }

    /// What the lifecycle asks about a site.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn site_facts(&self, id: SiteId) -> Result<SiteFacts> {
        facts(self.connection(), id)
    }

    /// Standard items of a kind in a version.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn standard(&self, kind: &str, version: u32) -> Result<Vec<StandardItem>> {
        standard(self.connection(), kind, version)
    }

    /// Writes a move down and what it does to the row; gives the step's key.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_step(&mut self, s: &StepRow<'_>, set: &[(&'static str, Value)]) -> Result<i64> {
        let id = self.next_id("step")?;
        let list = |l: &[u32]| l.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
        self.connection()
            .prepare_cached(
                "INSERT INTO step(fid, site, at, actor, post, action, from_state, to_state, note, standard_version, passed,
                   failed, not_applicable, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                id,
                s.site,
                self.at(),
                self.actor().name,
                self.actor().post,
                s.action,
                s.from,
                s.to,
                s.note,
                s.standard_version,
                list(s.passed),
                list(s.failed),
                list(s.not_applicable),
                s.until.map(|d| d.to_string()),
            ])?;
        self.connection()
            .prepare_cached("UPDATE site SET state = ?2 WHERE fid = ?1")?
            .execute(params![s.site, s.to])?;
        for (column, v) in set {
            self.connection()
                .prepare_cached(&format!("UPDATE site SET {column} = ?2 WHERE fid = ?1"))?
                .execute(params![s.site, v])?;
        }
        Ok(id)
    }

    /// Writes the invented past of a sample site down: its moves, tallies and marks.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_past(&mut self, id: SiteId, s: &crate::sample::SampleSite) -> Result<()> {
        for t in &s.steps {
            let step = self.next_id("step")?;
            let failed = t.failed.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
            let judged = matches!(t.action, Action::Accept | Action::Return);
            self.connection()
                .prepare_cached(
                    "INSERT INTO step(fid, site, at, actor, post, action, from_state, to_state, note, standard_version, failed)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                )?
                .execute(params![step, id, t.at, t.actor, t.post, t.action, t.from, t.to, t.note, judged.then_some(1), failed])?;
        }
        let suspended = s
            .steps
            .iter()
            .rev()
            .find(|t| t.action == Action::Suspend)
            .filter(|_| s.state == State::Suspended);
        self.connection()
            .prepare_cached("UPDATE site SET escalated = ?2, rework = ?3, relapse = ?4, suspended_on = ?5, suspended_until = ?6 WHERE fid = ?1")?
            .execute(params![
                id,
                s.escalated.as_deref().unwrap_or_default(),
                s.rework,
                s.relapse,
                suspended.and_then(|t| t.at.get(..10)),
                s.suspended_until.map(|d| d.to_string()),
            ])?;
        Ok(())
    }

    /// Adds one to a counter column of a site (`rework`, `relapse`).
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn count_up(&mut self, id: SiteId, column: &'static str) -> Result<()> {
        self.connection()
            .execute(&format!("UPDATE site SET {column} = {column} + 1 WHERE fid = ?1"), [id])?;
        Ok(())
    }

    /// Schedules a re-check that an acceptance asks for.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_recheck(&mut self, site: SiteId, step: i64, due: NaiveDate) -> Result<()> {
        let id = self.next_id("recheck")?;
        self.connection()
            .prepare_cached("INSERT INTO recheck(fid, site, step, due) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![id, site, step, due.to_string()])?;
        Ok(())
    }

    /// Keeps a photo once by its SHA-256 and ties it to a site and a step.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_photo(&mut self, site: SiteId, step: i64, role: &str, media_type: &str, bytes: &[u8]) -> Result<()> {
        let sha: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
        self.connection()
            .prepare_cached(
                "INSERT INTO photo_blob(sha256, media_type, bytes) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            )?
            .execute(params![sha, media_type, bytes])?;
        let id = self.next_id("photo")?;
        self.connection()
            .prepare_cached("INSERT INTO photo(fid, site, step, sha256, role) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![id, site, step, sha, role])?;
        Ok(())
    }
}

fn date(r: &Row<'_>, i: usize) -> rusqlite::Result<Option<NaiveDate>> {
    Ok(r.get::<_, Option<String>>(i)?.and_then(|d| d.parse().ok()))
}

fn facts(c: &rusqlite::Connection, id: SiteId) -> Result<SiteFacts> {
    c.prepare_cached(
        "SELECT s.fid, s.number, s.kind, s.state, s.grid, s.deadline, s.suspended_on, s.suspended_until, k.photo_rule, k.version,
           (SELECT count(*) FROM photo p WHERE p.site = s.fid AND p.role = 'before'),
           (SELECT count(*) FROM photo p WHERE p.site = s.fid AND p.role = 'after'),
           (SELECT count(*) FROM photo p WHERE p.site = s.fid AND p.role = 'other'),
           (SELECT actor FROM step t WHERE t.site = s.fid AND t.action = 'submit' ORDER BY t.fid DESC LIMIT 1)
         FROM site s JOIN kind k ON k.code = s.kind WHERE s.fid = ?1",
    )?
    .query_row([id], |r| {
        Ok(SiteFacts {
            id: r.get(0)?,
            number: r.get(1)?,
            kind: r.get(2)?,
            state: r.get(3)?,
            grid: r.get(4)?,
            deadline: date(r, 5)?,
            suspended_on: date(r, 6)?,
            suspended_until: date(r, 7)?,
            photo_rule: r.get(8)?,
            standard_version: r.get(9)?,
            photos: [r.get(10)?, r.get(11)?, r.get(12)?],
            submitter: r.get(13)?,
        })
    })
    .optional()?
    .ok_or_else(|| Error::NotFound { what: "site", name: id.0.to_string() })
}

fn standard(c: &rusqlite::Connection, kind: &str, version: u32) -> Result<Vec<StandardItem>> {
    let all = c
        .prepare_cached("SELECT number, text FROM standard_item WHERE kind = ?1 AND version = ?2 ORDER BY number")?
        .query_map(params![kind, version], |r| {
            Ok(StandardItem {
                number: r.get(0)?,
                text: r.get(1)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

/// Long-hand columns of a site beside its row: household, phone, area, source, found_on, size, note, suspended_until.
pub(crate) type SiteRest = [Option<String>; 8];

impl Project {
    /// Key of a site by its number, or by its key written as digits.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn site_by_number(&self, number: &str) -> Result<SiteId> {
        self.read()?
            .prepare_cached(
                "SELECT fid FROM site WHERE number = ?1 UNION ALL SELECT fid FROM site WHERE fid = ?2 LIMIT 1",
            )?
            .query_row(params![number.trim(), number.trim().parse::<i64>().ok()], |r| r.get(0))
            .optional()?
            .ok_or_else(|| Error::NotFound {
                what: "site",
                name: number.into(),
            })
    }

    /// A site as a row.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn site_row(&self, id: SiteId, on: NaiveDate) -> Result<SiteRow> {
        self.read()?
            .prepare_cached(&format!(
                "SELECT {ROW} FROM site s LEFT JOIN grid g ON g.fid = s.grid WHERE s.fid = ?1"
            ))?
            .query_row([id], |r| site_row(r, on))
            .optional()?
            .ok_or_else(|| Error::NotFound {
                what: "site",
                name: id.0.to_string(),
            })
    }

    /// Unresolved sites of a grid and all below it, most days late first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn unresolved_sites(&self, grid: GridId, on: NaiveDate, limit: u32) -> Result<Vec<SiteRow>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(&format!(
            "WITH RECURSIVE under(fid) AS (SELECT ?1 UNION ALL SELECT x.fid FROM grid x JOIN under ON x.parent = under.fid)
             SELECT {ROW} FROM site s JOIN grid g ON g.fid = s.grid
             WHERE s.grid IN under AND s.state NOT IN ('accepted', 'dismissed')
             ORDER BY s.state = 'suspended', s.deadline IS NULL, s.deadline, s.number LIMIT ?2"
        ))?;
        let all = q
            .query_map(params![grid, limit], |r| site_row(r, on))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// What the lifecycle asks about a site.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn site_facts(&self, id: SiteId) -> Result<SiteFacts> {
        facts(&*self.read()?, id)
    }

    pub(crate) fn site_rest(&self, id: SiteId) -> Result<SiteRest> {
        Ok(self
            .read()?
            .prepare_cached(
                "SELECT household, phone, area, source, found_on, size, note, suspended_until FROM site WHERE fid = ?1",
            )?
            .query_row([id], |r| {
                Ok([
                    r.get(0)?,
                    r.get(1)?,
                    r.get(2)?,
                    r.get(3)?,
                    r.get(4)?,
                    r.get(5)?,
                    r.get(6)?,
                    r.get(7)?,
                ])
            })?)
    }

    /// Sites in no cell: number and place, in the order of numbers.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn loose_sites(&self, mut each: impl FnMut(&str, Option<[f64; 2]>)) -> Result<()> {
        let c = self.read()?;
        let mut q = c.prepare_cached("SELECT number, geom FROM site WHERE grid IS NULL ORDER BY number")?;
        let mut rows = q.query([])?;
        while let Some(r) = rows.next()? {
            let at = r
                .get_ref(1)?
                .as_blob()
                .ok()
                .and_then(blob::point)
                .map(|p| [p.x(), p.y()]);
            each(r.get_ref(0)?.as_str().unwrap_or_default(), at);
        }
        Ok(())
    }

    /// Standard items of a kind in a version.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn standard(&self, kind: &str, version: u32) -> Result<Vec<StandardItem>> {
        standard(&*self.read()?, kind, version)
    }

    /// The moves a site made, oldest first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn steps(&self, id: SiteId) -> Result<Vec<StepView>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(
            "SELECT t.at, t.actor, t.post, t.action, t.from_state, t.to_state, t.note,
               (SELECT group_concat(i.text, char(10)) FROM standard_item i WHERE i.kind = s.kind AND i.version = t.standard_version
                  AND instr(',' || t.failed || ',', ',' || i.number || ',') > 0),
               (SELECT count(*) FROM photo p WHERE p.step = t.fid)
             FROM step t JOIN site s ON s.fid = t.site WHERE t.site = ?1 ORDER BY t.at, t.fid",
        )?;
        let all = q
            .query_map([id], |r| {
                let failed: Option<String> = r.get(7)?;
                Ok(StepView {
                    at: r.get(0)?,
                    actor: r.get(1)?,
                    post: r.get(2)?,
                    action: r.get(3)?,
                    from: r.get(4)?,
                    to: r.get(5)?,
                    note: r.get(6)?,
                    failed: failed
                        .map(|f| f.lines().map(str::to_owned).collect())
                        .unwrap_or_default(),
                    photos: r.get(8)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// Hands every site to `each`, as its row and its long-hand columns, in the order of numbers.
    ///
    /// # Errors
    /// Whatever `each` refuses.
    pub(crate) fn each_site(&self, on: NaiveDate, mut each: impl FnMut(SiteRow, SiteRest) -> Result<()>) -> Result<()> {
        let c = self.read()?;
        let mut q = c.prepare(&format!(
            "SELECT {ROW}, s.household, s.phone, s.area, s.source, s.found_on, s.size, s.note, s.suspended_until
             FROM site s LEFT JOIN grid g ON g.fid = s.grid ORDER BY s.number"
        ))?;
        let mut rows = q.query([])?;
        while let Some(r) = rows.next()? {
            let rest = [
                r.get(16)?,
                r.get(17)?,
                r.get(18)?,
                r.get(19)?,
                r.get(20)?,
                r.get(21)?,
                r.get(22)?,
                r.get(23)?,
            ];
            each(site_row(r, on)?, rest)?;
        }
        Ok(())
    }
}
