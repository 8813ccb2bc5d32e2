//! One task: what its path asks, its moves and its checklist, who answers for it.

use super::lateness::lateness;
use super::{Project, Tx, grid, site};
use crate::model::{CampaignId, GridId, PersonId, SiteId, TaskAction, TaskId, TaskState};
use crate::view::SiteRow;
use crate::view::task::{SiteTask, TaskItem, TaskStepView};
use crate::{Error, Result};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashSet;

/// What the path asks about a task, and what an edit says of it.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct TaskFacts {
    pub id: TaskId,
    pub campaign: String,
    pub grid: String,
    /// The grid's name, or its code where it has none.
    pub cell: String,
    pub state: TaskState,
    pub done: u32,
    pub total: u32,
    pub items: Vec<TaskItem>,
    /// Who submitted it last.
    pub submitter: Option<String>,
    /// The day its campaign was closed.
    pub closed_on: Option<String>,
    /// Its own deadline and standard.
    pub own: (Option<String>, String),
    /// Key of its grid.
    pub at: GridId,
}

/// Keys of the sites that count in task ?1: those tied to it, and those of the campaign's kind on its ground that are tied to none.
const MEMBERS: &str = "WITH RECURSIVE under(fid) AS (SELECT grid FROM task WHERE fid = ?1
      UNION SELECT x.fid FROM grid x JOIN under ON x.parent = under.fid),
    member(fid) AS (SELECT m.fid FROM site m WHERE m.task = ?1
      UNION SELECT m.fid FROM placement p JOIN site m ON m.fid = p.site WHERE p.grid IN under AND m.task IS NULL
        AND m.kind = (SELECT k.kind FROM task t JOIN campaign k ON k.fid = t.campaign WHERE t.fid = ?1))";

/// Sites accepted in a task, and sites that count.
pub(super) fn count(c: &Connection, id: TaskId) -> Result<(u32, u32)> {
    Ok(c.prepare_cached(&format!(
        "{MEMBERS} SELECT count(*) FILTER (WHERE s.state = 'accepted'), count(*)
         FROM member JOIN site s ON s.fid = member.fid WHERE s.state <> 'dismissed'"
    ))?
    .query_row([id], |r| Ok((r.get(0)?, r.get(1)?)))?)
}

/// Tasks that site ?1 counts in. CROSS JOIN holds the order: from the few grids above it to their tasks by index, where
/// SQLite would read every task of the district.
pub(super) fn tasks_of_site_sql() -> String {
    format!(
        "WITH RECURSIVE up(fid, parent, depth) AS (SELECT x.fid, x.parent, 0 FROM placement p JOIN grid x ON x.fid = p.grid
             WHERE p.site = ?1
           UNION SELECT x.fid, x.parent, up.depth + 1 FROM grid x JOIN up ON x.fid = up.parent WHERE up.depth < 8),
         found(fid, tied) AS (SELECT task, 1 FROM site WHERE fid = ?1 AND task IS NOT NULL
           UNION ALL SELECT t.fid, 0 FROM site s CROSS JOIN up CROSS JOIN task t ON t.grid = up.fid
             CROSS JOIN campaign k ON k.fid = t.campaign
             WHERE s.fid = ?1 AND s.task IS NULL AND k.kind = s.kind AND k.closed_on IS NULL)
         SELECT t.fid, k.fid, k.name, k.name_en, found.tied, {ref} FROM found CROSS JOIN task t ON t.fid = found.fid
         JOIN campaign k ON k.fid = t.campaign JOIN grid g ON g.fid = t.grid ORDER BY k.place, k.fid, t.fid",
        ref = grid::REF
    )
}

fn items(c: &Connection, id: TaskId) -> Result<Vec<TaskItem>> {
    let mut q = c.prepare_cached("SELECT number, text, done FROM task_item WHERE task = ?1 ORDER BY number")?;
    let all = q
        .query_map([id], |r| {
            Ok(TaskItem {
                number: r.get(0)?,
                text: r.get(1)?,
                done: r.get(2)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

fn facts(c: &Connection, id: TaskId) -> Result<TaskFacts> {
    let found = c
        .prepare_cached(
            "SELECT k.name, g.code, t.state,
               (SELECT actor FROM task_step s WHERE s.task = t.fid AND s.action = 'submit' ORDER BY s.fid DESC LIMIT 1),
               k.closed_on, t.deadline, t.standard, t.grid, CASE g.name WHEN '' THEN g.code ELSE g.name END
             FROM task t JOIN campaign k ON k.fid = t.campaign JOIN grid g ON g.fid = t.grid WHERE t.fid = ?1",
        )?
        .query_row([id], |r| {
            Ok(TaskFacts {
                id,
                campaign: r.get(0)?,
                grid: r.get(1)?,
                state: r.get(2)?,
                done: 0,
                total: 0,
                items: Vec::new(),
                submitter: r.get(3)?,
                closed_on: r.get(4)?,
                own: (r.get(5)?, r.get(6)?),
                at: r.get(7)?,
                cell: r.get(8)?,
            })
        })
        .optional()?;
    let Some(mut facts) = found else {
        let (what, name) = ("task", String::new());
        return Err(Error::NotFound { what, name });
    };
    (facts.done, facts.total) = count(c, id)?;
    facts.items = items(c, id)?;
    Ok(facts)
}

impl Tx<'_> {
    /// What the path asks about a task.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn task_facts(&self, id: TaskId) -> Result<TaskFacts> {
        facts(self.connection(), id)
    }

    /// The task of a campaign in a grid.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn task_at(&self, campaign: CampaignId, grid: GridId) -> Result<Option<TaskId>> {
        Ok(self
            .connection()
            .prepare_cached("SELECT fid FROM task WHERE campaign = ?1 AND grid = ?2")?
            .query_row(params![campaign, grid], |r| r.get(0))
            .optional()?)
    }

    /// Writes a task's move down and the state that it leads to.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_task_step(&mut self, t: &TaskFacts, action: TaskAction, to: TaskState, note: &str) -> Result<()> {
        let id = self.next_id("task_step")?;
        self.connection().execute(
            "INSERT INTO task_step(fid, task, at, actor, post, action, from_state, to_state, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                id,
                t.id,
                self.at(),
                self.actor().name,
                self.actor().post,
                action,
                t.state,
                to,
                note
            ],
        )?;
        self.connection().execute(
            "UPDATE task SET state = ?2, rework = rework + ?3 WHERE fid = ?1",
            params![t.id, to, action == TaskAction::Return],
        )?;
        Ok(())
    }

    /// Makes a task's checklist what is given, numbered as given; rows that stay the same are left alone.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_task_items(&mut self, id: TaskId, list: &[TaskItem]) -> Result<()> {
        let last = list.iter().map(|i| i.number).max().unwrap_or(0);
        self.connection().execute(
            "DELETE FROM task_item WHERE task = ?1 AND number > ?2",
            params![id, last],
        )?;
        for i in list {
            let changed = self
                .connection()
                .prepare_cached("UPDATE task_item SET text = ?3, done = ?4 WHERE task = ?1 AND number = ?2")?
                .execute(params![id, i.number, i.text, i.done])?;
            if changed == 0 {
                let key = self.next_id("task_item")?;
                self.connection()
                    .prepare_cached("INSERT INTO task_item(fid, task, number, text, done) VALUES (?1, ?2, ?3, ?4, ?5)")?
                    .execute(params![key, id, i.number, i.text, i.done])?;
            }
        }
        Ok(())
    }

    /// Sets a column of a task (`standard`, `deadline`).
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn set_task(&mut self, id: TaskId, column: &'static str, value: Option<&str>) -> Result<()> {
        self.connection()
            .prepare_cached(&format!("UPDATE task SET {column} = ?2 WHERE fid = ?1"))?
            .execute(params![id, value])?;
        Ok(())
    }

    /// Gives a task to a person, or back to its grid's chief.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn set_task_person(&mut self, id: TaskId, person: Option<PersonId>) -> Result<()> {
        self.connection()
            .prepare_cached("UPDATE task SET person = ?2 WHERE fid = ?1")?
            .execute(params![id, person])?;
        Ok(())
    }

    /// Gives a site to a person, or back to its cell's chief.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn set_site_person(&mut self, id: SiteId, person: Option<PersonId>) -> Result<()> {
        self.connection()
            .prepare_cached("UPDATE site SET person = ?2 WHERE fid = ?1")?
            .execute(params![id, person])?;
        Ok(())
    }

    /// Takes a task away with its checklist, and unties its sites; not where it has steps or a review's problem is tied
    /// to it. Says whether it went.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn withdraw_task(&mut self, id: TaskId) -> Result<bool> {
        let c = self.connection();
        let kept: bool = c
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM task_step WHERE task = ?1) OR EXISTS (SELECT 1 FROM feedback_link WHERE task = ?1)",
            )?
            .query_row([id], |r| r.get(0))?;
        if !kept {
            c.prepare_cached("UPDATE site SET task = NULL WHERE task = ?1")?
                .execute([id])?;
            c.prepare_cached("DELETE FROM task_item WHERE task = ?1")?
                .execute([id])?;
            c.prepare_cached("DELETE FROM task WHERE fid = ?1")?.execute([id])?;
        }
        Ok(!kept)
    }

    /// The task that a site is tied to by hand.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn task_of_site(&self, site: SiteId) -> Result<Option<TaskId>> {
        Ok(self
            .connection()
            .prepare_cached("SELECT task FROM site WHERE fid = ?1")?
            .query_row([site], |r| r.get(0))
            .optional()?
            .flatten())
    }

    /// Grids that hold an unresolved site of a kind.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn grids_with_unresolved(&self, kind: &str) -> Result<Vec<GridId>> {
        let mut q = self.connection().prepare_cached(
            "SELECT DISTINCT p.grid FROM site s JOIN placement p ON p.site = s.fid
             WHERE s.kind = ?1 AND s.state NOT IN ('accepted', 'dismissed')",
        )?;
        let all = q.query_map([kind], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }
}

impl Project {
    /// The task of a campaign (by code or name) in the grid of a code.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn task_by_code(&self, campaign: &str, grid: &str) -> Result<TaskId> {
        self.read()?
            .prepare_cached(
                "SELECT t.fid FROM task t JOIN campaign k ON k.fid = t.campaign JOIN grid g ON g.fid = t.grid
                 WHERE (k.code = ?1 OR k.name = ?1) AND g.code = ?2 ORDER BY k.code = ?1 DESC LIMIT 1",
            )?
            .query_row([campaign.trim(), grid.trim()], |r| r.get(0))
            .optional()?
            .ok_or_else(|| Error::NotFound {
                what: "task",
                name: format!("{campaign} in {grid}"),
            })
    }

    /// What the path asks about a task.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn task_facts(&self, id: TaskId) -> Result<TaskFacts> {
        facts(&*self.read()?, id)
    }

    /// The moves a task made, oldest first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn task_steps(&self, id: TaskId) -> Result<Vec<TaskStepView>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(
            "SELECT at, actor, post, action, from_state, to_state, note FROM task_step WHERE task = ?1 ORDER BY at, fid",
        )?;
        let all = q
            .query_map([id], |r| {
                Ok(TaskStepView {
                    at: r.get(0)?,
                    actor: r.get(1)?,
                    post: r.get(2)?,
                    action: r.get(3)?,
                    from: r.get(4)?,
                    to: r.get(5)?,
                    note: r.get(6)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// Unresolved sites of a kind in a cell.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn unresolved_of_kind(&self, grid: GridId, kind: &str) -> Result<u32> {
        Ok(self
            .read()?
            .prepare_cached(
                "SELECT count(*) FROM placement p JOIN site s ON s.fid = p.site
                 WHERE p.grid = ?1 AND s.kind = ?2 AND s.state NOT IN ('accepted', 'dismissed')",
            )?
            .query_row(params![grid, kind], |r| r.get(0))?)
    }

    /// Those of the sites that are tied to a task by hand.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn tied(&self, id: TaskId) -> Result<HashSet<SiteId>> {
        let c = self.read()?;
        let mut q = c.prepare_cached("SELECT fid FROM site WHERE task = ?1")?;
        let all = q.query_map([id], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// The tasks that a site counts in: the one it is tied to, else those about its kind on its ground and above.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn tasks_of_site(&self, id: SiteId) -> Result<Vec<SiteTask>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(&tasks_of_site_sql())?;
        let all = q
            .query_map([id], |r| {
                Ok(SiteTask {
                    id: r.get(0)?,
                    campaign: r.get(1)?,
                    name: r.get(2)?,
                    name_en: r.get(3)?,
                    tied: r.get(4)?,
                    grid: grid::grid_ref(r, 5)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// Sites that count in a task, unresolved ones first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn task_sites(&self, id: TaskId, on: NaiveDate, limit: u32) -> Result<Vec<SiteRow>> {
        let c = self.read()?;
        let late = lateness(&c, on)?;
        let order = late.order(&c)?;
        let mut q = c.prepare_cached(&format!(
            "{MEMBERS} SELECT {} FROM member JOIN ({}) ON s.fid = member.fid WHERE s.state <> 'dismissed'
             ORDER BY s.state = 'accepted', s.deadline IS NULL, {order}, s.number LIMIT ?2",
            site::ROW,
            site::FROM
        ))?;
        let all = q
            .query_map(params![id, limit], |r| site::site_row(r, &late))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }
}
