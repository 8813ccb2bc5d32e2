//! A site's moves: what the lifecycle asks, the steps, photos and re-checks that come of them.

use super::{Project, Tx, inspect};
use crate::model::{Action, GridId, SiteId, State};
use crate::view::{StandardItem, StepView};
use crate::{Error, Result};
use chrono::{Days, NaiveDate};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params};
use std::collections::BTreeMap;

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
    /// Photos from before and after that show it as it is to be judged now: from before none older than its last relapse,
    /// from after none as old as its last return or relapse.
    pub photos_now: [u32; 2],
    /// Who submitted it last.
    pub submitter: Option<String>,
}

impl SiteFacts {
    /// Its kind is one of the project's: another program may have written any word.
    pub fn has_kind(&self) -> bool {
        self.standard_version > 0
    }
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
    pub remarks: &'a BTreeMap<u32, String>,
    pub until: Option<NaiveDate>,
}

impl Tx<'_> {
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
                   failed, not_applicable, until, remarks)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
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
                inspect::written(s.remarks),
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
    pub fn put_past(&mut self, id: SiteId, s: &crate::sample::SampleSite, on: NaiveDate) -> Result<()> {
        // A relapse drops the re-checks of the acceptances before it.
        let last = s.steps.iter().rposition(|t| t.action == Action::Accept);
        for (i, t) in s.steps.iter().enumerate() {
            let step = self.next_id("step")?;
            let failed = t.failed.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
            let judged = matches!(t.action, Action::Accept | Action::Return);
            self.connection()
                .prepare_cached(
                    "INSERT INTO step(fid, site, at, actor, post, action, from_state, to_state, note, standard_version, failed)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                )?
                .execute(params![step, id, t.at, t.actor, t.post, t.action, t.from, t.to, t.note, judged.then_some(1), failed])?;
            let day: Option<NaiveDate> = t.at.get(..10).and_then(|d| d.parse().ok());
            if let (State::Accepted, Some(day)) = (s.state, day.filter(|_| last == Some(i))) {
                for days in self.recheck_days()? {
                    if let Some(due) = day.checked_add_days(Days::new(days.into())) {
                        self.put_recheck(id, step, due)?;
                        // All but those of the last days were made and found in order.
                        if (on - due).num_days() > 5 {
                            self.end_recheck(id, "held")?;
                        }
                    }
                }
            }
        }
        let suspended = s
            .steps
            .iter()
            .rev()
            .find(|t| t.action == Action::Suspend)
            .filter(|_| s.state == State::Suspended);
        self.connection()
            .prepare_cached("UPDATE site SET escalated = ?2, rework = ?3, relapse = ?4, suspended_on = ?5, suspended_until = ?6, escalated_by = ?7,
             escalated_on = ?8 WHERE fid = ?1")?
            .execute(params![
                id,
                s.escalated.as_deref().unwrap_or_default(),
                s.rework,
                s.relapse,
                suspended.and_then(|t| t.at.get(..10)),
                s.suspended_until.map(|d| d.to_string()),
                // The office escalates, which verified it; a week after its deadline.
                s.escalated.as_ref().and(s.steps.first()).map_or("", |t| &t.actor),
                s.escalated.as_ref().and(s.deadline).and_then(|d| d.checked_add_days(Days::new(7))).map(|d| d.to_string()),
            ])?;
        Ok(())
    }

    /// Adds one to a counter column of a site (`rework`, `relapse`).
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn count_up(&mut self, id: SiteId, column: &'static str) -> Result<()> {
        self.connection()
            .prepare_cached(&format!("UPDATE site SET {column} = {column} + 1 WHERE fid = ?1"))?
            .execute([id])?;
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
}

fn date(r: &Row<'_>, i: usize) -> rusqlite::Result<Option<NaiveDate>> {
    Ok(r.get::<_, Option<String>>(i)?.and_then(|d| d.parse().ok()))
}

fn facts(c: &rusqlite::Connection, id: SiteId) -> Result<SiteFacts> {
    c.prepare_cached(
        "SELECT s.fid, s.number, s.kind, s.state, p.grid, s.deadline, s.suspended_on, s.suspended_until, coalesce(k.photo_rule, 1), coalesce(k.version, 0),
           (SELECT count(*) FROM photo x WHERE x.site = s.fid AND x.role = 'before'),
           (SELECT count(*) FROM photo x WHERE x.site = s.fid AND x.role = 'after'),
           (SELECT count(*) FROM photo x WHERE x.site = s.fid AND x.role = 'other'),
           (SELECT actor FROM step t WHERE t.site = s.fid AND t.action = 'submit' ORDER BY t.fid DESC LIMIT 1),
           (SELECT count(*) FROM photo x WHERE x.site = s.fid AND x.role = 'before' AND ifnull(x.step, 0) >=
             (SELECT ifnull(max(t.fid), 0) FROM step t WHERE t.site = s.fid AND t.action = 'relapse')),
           (SELECT count(*) FROM photo x WHERE x.site = s.fid AND x.role = 'after' AND ifnull(x.step, 0) >
             (SELECT ifnull(max(t.fid), -1) FROM step t WHERE t.site = s.fid AND t.action IN ('return', 'relapse')))
         FROM site s LEFT JOIN kind k ON k.code = s.kind LEFT JOIN placement p ON p.site = s.fid WHERE s.fid = ?1",
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
            photos_now: [r.get(14)?, r.get(15)?],
        })
    })
    .optional()?
    .ok_or_else(|| Error::NotFound { what: "site", name: String::new() })
}

pub(super) fn standard(c: &rusqlite::Connection, kind: &str, version: u32) -> Result<Vec<StandardItem>> {
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

/// An item, written as its number and its text, with what was said of it.
fn with_remark(item: &str, remarks: &BTreeMap<u32, String>) -> Option<String> {
    let (number, text) = item.split_once(' ')?;
    let remark = number.parse().ok().and_then(|n: u32| remarks.get(&n));
    Some(remark.map_or_else(|| text.to_owned(), |r| format!("{text}（{r}）")))
}

impl Project {
    /// What the lifecycle asks about a site.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn site_facts(&self, id: SiteId) -> Result<SiteFacts> {
        facts(&*self.read()?, id)
    }

    /// State of a site.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn site_state(&self, id: SiteId) -> Result<State> {
        self.read()?
            .prepare_cached("SELECT state FROM site WHERE fid = ?1")?
            .query_row([id], |r| r.get(0))
            .optional()?
            .ok_or_else(|| Error::NotFound {
                what: "site",
                name: String::new(),
            })
    }

    /// Standard items of a kind in a version.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn standard(&self, kind: &str, version: u32) -> Result<Vec<StandardItem>> {
        standard(&*self.read()?, kind, version)
    }

    /// Standard items of a kind in its version of now.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn standard_now(&self, kind: &str) -> Result<Vec<StandardItem>> {
        let c = self.read()?;
        let version = c
            .prepare_cached("SELECT version FROM kind WHERE code = ?1")?
            .query_row([kind], |r| r.get(0))
            .optional()?;
        standard(&c, kind, version.unwrap_or(1))
    }

    /// The moves a site made, oldest first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn steps(&self, id: SiteId) -> Result<Vec<StepView>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(
            "SELECT t.at, t.actor, t.post, t.action, t.from_state, t.to_state, t.note,
               (SELECT group_concat(i.number || ' ' || i.text, char(10)) FROM standard_item i WHERE i.kind = s.kind AND i.version = t.standard_version
                  AND instr(',' || t.failed || ',', ',' || i.number || ',') > 0),
               (SELECT count(*) FROM photo p WHERE p.step = t.fid), t.remarks
             FROM step t JOIN site s ON s.fid = t.site WHERE t.site = ?1 ORDER BY t.at, t.fid",
        )?;
        let all = q
            .query_map([id], |r| {
                let failed: Option<String> = r.get(7)?;
                let remarks = inspect::remarks(r.get_ref(9)?.as_str()?);
                Ok(StepView {
                    at: r.get(0)?,
                    actor: r.get(1)?,
                    post: r.get(2)?,
                    action: r.get(3)?,
                    from: r.get(4)?,
                    to: r.get(5)?,
                    note: r.get(6)?,
                    failed: failed
                        .map(|f| f.lines().filter_map(|i| with_remark(i, &remarks)).collect())
                        .unwrap_or_default(),
                    photos: r.get(8)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }
}
