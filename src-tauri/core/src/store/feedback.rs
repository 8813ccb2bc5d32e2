//! The review's problems and what they are linked to.

use super::{Project, Tx, Upsert, grid};
use crate::model::{FeedbackId, GridId, SiteId, TaskId};
use crate::view::feedback::{FeedbackRow, LinkedSite, LinkedTask};
use crate::{Error, Result};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;

/// A problem to write by its number. A field that is none keeps what the row has.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct FeedbackUpsert<'a> {
    pub number: &'a str,
    pub text: Option<&'a str>,
    pub category: Option<&'a str>,
    pub due: Option<&'a str>,
    pub org: Option<&'a str>,
}

/// What a problem can be linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// A site.
    Site(SiteId),
    /// A task.
    Task(TaskId),
}

impl Link {
    fn keys(self) -> (Option<SiteId>, Option<TaskId>) {
        match self {
            Link::Site(s) => (Some(s), None),
            Link::Task(t) => (None, Some(t)),
        }
    }
}

impl Tx<'_> {
    /// Key of the problem with this number.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn feedback_numbered(&self, number: &str) -> Result<Option<FeedbackId>> {
        numbered(self.connection(), number)
    }

    /// What the problem with this number says.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn feedback_text(&self, number: &str) -> Result<Option<String>> {
        Ok(self
            .connection()
            .prepare_cached("SELECT text FROM feedback WHERE number = ?1")?
            .query_row([number], |r| r.get(0))
            .optional()?)
    }

    /// Writes a problem by its number.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_feedback(&mut self, f: &FeedbackUpsert<'_>) -> Result<(FeedbackId, Upsert)> {
        let org = f.org.filter(|o| !o.is_empty()).map(|o| self.org(o)).transpose()?;
        if let Some(id) = self.feedback_numbered(f.number)? {
            let changed = self
                .connection()
                .prepare_cached(
                    "UPDATE feedback SET text = coalesce(?2, text), category = coalesce(?3, category), due = coalesce(?4, due),
                       org = coalesce(?5, org)
                     WHERE fid = ?1 AND ((?2 IS NOT NULL AND text <> ?2) OR (?3 IS NOT NULL AND category <> ?3)
                       OR (?4 IS NOT NULL AND due IS NOT ?4) OR (?5 IS NOT NULL AND org IS NOT ?5))",
                )?
                .execute(params![id, f.text, f.category, f.due, org])?;
            let became = if changed > 0 {
                Upsert::Updated
            } else {
                Upsert::Unchanged
            };
            return Ok((id, became));
        }
        let id = FeedbackId(self.next_id("feedback")?);
        self.connection()
            .prepare_cached(
                "INSERT INTO feedback(fid, number, text, category, due, org) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                id,
                f.number,
                f.text.unwrap_or_default(),
                f.category.unwrap_or_default(),
                f.due,
                org
            ])?;
        Ok((id, Upsert::Inserted))
    }

    /// Links a problem; one that is linked already stays so.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a site or task that is not there.
    pub fn link_feedback(&mut self, id: FeedbackId, link: Link) -> Result<()> {
        let (site, task) = link.keys();
        let what = match link {
            Link::Site(_) => "site",
            Link::Task(_) => "task",
        };
        let state: (bool, bool) = self.connection().query_row(
            "SELECT EXISTS (SELECT 1 FROM site WHERE fid = ?2 UNION ALL SELECT 1 FROM task WHERE fid = ?3),
               EXISTS (SELECT 1 FROM feedback_link WHERE feedback = ?1 AND (site = ?2 OR task = ?3))",
            params![id, site, task],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?;
        match state {
            (false, _) => Err(Error::NotFound {
                what,
                name: String::new(),
            }),
            (_, true) => Ok(()),
            _ => {
                let fid = self.next_id("feedback_link")?;
                self.connection()
                    .prepare_cached("INSERT INTO feedback_link(fid, feedback, site, task) VALUES (?1, ?2, ?3, ?4)")?
                    .execute(params![fid, id, site, task])?;
                Ok(())
            }
        }
    }

    /// Takes a link away.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn unlink_feedback(&mut self, id: FeedbackId, link: Link) -> Result<()> {
        let (site, task) = link.keys();
        self.connection().execute(
            "DELETE FROM feedback_link WHERE feedback = ?1 AND (site = ?2 OR task = ?3)",
            params![id, site, task],
        )?;
        Ok(())
    }

    /// Sets the days of the claim and of the striking off.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn set_feedback_days(
        &mut self,
        id: FeedbackId,
        claimed: Option<NaiveDate>,
        struck: Option<NaiveDate>,
    ) -> Result<()> {
        let text = |d: Option<NaiveDate>| d.map(|d| d.to_string());
        self.connection().execute(
            "UPDATE feedback SET claimed_on = ?2, struck_on = ?3 WHERE fid = ?1 AND (claimed_on IS NOT ?2 OR struck_on IS NOT ?3)",
            params![id, text(claimed), text(struck)],
        )?;
        Ok(())
    }

    /// One problem with its links.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn feedback_row(&self, id: FeedbackId, on: NaiveDate) -> Result<FeedbackRow> {
        rows(self.connection(), Some(id), on)?
            .pop()
            .ok_or_else(|| Error::NotFound {
                what: "feedback item",
                name: String::new(),
            })
    }
}

fn numbered(c: &Connection, number: &str) -> Result<Option<FeedbackId>> {
    Ok(c.prepare_cached("SELECT fid FROM feedback WHERE number = ?1")?
        .query_row([number.trim()], |r| r.get(0))
        .optional()?)
}

/// Linked sites of one problem or of all.
fn sites(c: &Connection, of: Option<FeedbackId>) -> Result<HashMap<FeedbackId, Vec<LinkedSite>>> {
    let mut out: HashMap<FeedbackId, Vec<LinkedSite>> = HashMap::new();
    let mut q = c.prepare_cached(
        "SELECT l.feedback, s.fid, s.number, s.kind, s.state, s.address, g.fid, g.code, g.name, g.level
         FROM feedback_link l JOIN site s ON s.fid = l.site
         LEFT JOIN placement p ON p.site = s.fid LEFT JOIN grid g ON g.fid = p.grid
         WHERE ?1 IS NULL OR l.feedback = ?1 ORDER BY s.number",
    )?;
    let mut found = q.query([of])?;
    while let Some(r) = found.next()? {
        let cell: Option<GridId> = r.get(6)?;
        out.entry(r.get(0)?).or_default().push(LinkedSite {
            id: r.get(1)?,
            number: r.get(2)?,
            kind: r.get(3)?,
            state: r.get(4)?,
            address: r.get(5)?,
            grid: cell.map(|_| grid::grid_ref(r, 6)).transpose()?,
        });
    }
    Ok(out)
}

/// Linked tasks of one problem or of all.
fn tasks(c: &Connection, of: Option<FeedbackId>) -> Result<HashMap<FeedbackId, Vec<LinkedTask>>> {
    let mut out: HashMap<FeedbackId, Vec<LinkedTask>> = HashMap::new();
    let mut q = c.prepare_cached(
        "SELECT l.feedback, t.fid, k.name, k.name_en, t.state, g.fid, g.code, g.name, g.level
         FROM feedback_link l JOIN task t ON t.fid = l.task JOIN campaign k ON k.fid = t.campaign JOIN grid g ON g.fid = t.grid
         WHERE ?1 IS NULL OR l.feedback = ?1 ORDER BY k.fid, g.code",
    )?;
    let mut found = q.query([of])?;
    while let Some(r) = found.next()? {
        out.entry(r.get(0)?).or_default().push(LinkedTask {
            id: r.get(1)?,
            name: r.get(2)?,
            name_en: r.get(3)?,
            state: r.get(4)?,
            grid: grid::grid_ref(r, 5)?,
        });
    }
    Ok(out)
}

/// One problem or all, by number: digits by their value, as the review lists them.
pub(super) fn rows(c: &Connection, of: Option<FeedbackId>, on: NaiveDate) -> Result<Vec<FeedbackRow>> {
    let (mut sites, mut tasks) = (sites(c, of)?, tasks(c, of)?);
    let mut q = c.prepare_cached(
        "SELECT f.fid, f.number, f.text, f.category, f.due, coalesce(o.name, ''), f.claimed_on, f.struck_on
         FROM feedback f LEFT JOIN org o ON o.fid = f.org WHERE ?1 IS NULL OR f.fid = ?1
         ORDER BY CAST(f.number AS INTEGER), f.number",
    )?;
    let all = q
        .query_map([of], |r| {
            let id: FeedbackId = r.get(0)?;
            let sites = sites.remove(&id).unwrap_or_default();
            let tasks = tasks.remove(&id).unwrap_or_default();
            let done = sites.iter().filter(|s| s.is_done()).count() + tasks.iter().filter(|t| t.is_done()).count();
            let total = sites.len() + tasks.len();
            let complete = total > 0 && done == total;
            let due: Option<String> = r.get(4)?;
            let (claimed_on, struck_on): (Option<String>, Option<String>) = (r.get(6)?, r.get(7)?);
            let days_late = due
                .as_deref()
                .filter(|_| struck_on.is_none())
                .and_then(|d| d.parse::<NaiveDate>().ok())
                .map(|d| (on - d).num_days() as i32);
            Ok(FeedbackRow {
                id,
                number: r.get(1)?,
                text: r.get(2)?,
                category: r.get(3)?,
                due,
                days_late,
                overdue: days_late.is_some_and(|d| d > 0),
                org: r.get(5)?,
                claimed_not_done: !complete && (claimed_on.is_some() || struck_on.is_some()),
                claimed_on,
                struck_on,
                sites,
                tasks,
                done: done as u32,
                total: total as u32,
                complete,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

impl Project {
    /// Key of the problem with this number.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn feedback_by_number(&self, number: &str) -> Result<FeedbackId> {
        numbered(&*self.read()?, number)?.ok_or_else(|| Error::NotFound {
            what: "feedback item",
            name: number.trim().into(),
        })
    }

    /// The review's problems with their links, as they stand; late as of a day.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn feedback(&self, on: NaiveDate) -> Result<Vec<FeedbackRow>> {
        rows(&*self.read()?, None, on)
    }

    /// The review's problems that are linked to a site.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn feedback_of_site(&self, id: SiteId, on: NaiveDate) -> Result<Vec<FeedbackRow>> {
        let c = self.read()?;
        let ids = c
            .prepare_cached("SELECT feedback FROM feedback_link WHERE site = ?1 ORDER BY fid")?
            .query_map([id], |r| r.get(0))?
            .collect::<rusqlite::Result<Vec<FeedbackId>>>()?;
        let mut out = Vec::new();
        for id in ids {
            out.extend(rows(&c, Some(id), on)?);
        }
        Ok(out)
    }

    /// Tasks whose campaign or grid has each of the words in its name or code, for linking.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn tasks_named(&self, text: &str, limit: usize) -> Result<Vec<LinkedTask>> {
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let c = self.read()?;
        let mut q = c.prepare_cached(
            "SELECT k.name, k.name_en, k.code, g.name, g.code, t.fid, t.state, g.fid, g.code, g.name, g.level
             FROM task t JOIN campaign k ON k.fid = t.campaign JOIN grid g ON g.fid = t.grid ORDER BY k.fid, g.code",
        )?;
        let mut out = Vec::new();
        let mut found = q.query([])?;
        while let Some(r) = found.next()? {
            let mut has = true;
            for word in &words {
                let mut any = false;
                for column in 0..5 {
                    any |= r.get_ref(column)?.as_str().unwrap_or_default().contains(word);
                }
                has &= any;
            }
            if has {
                out.push(LinkedTask {
                    id: r.get(5)?,
                    name: r.get(0)?,
                    name_en: r.get(1)?,
                    grid: grid::grid_ref(r, 7)?,
                    state: r.get(6)?,
                });
                if out.len() == limit {
                    break;
                }
            }
        }
        Ok(out)
    }
}
