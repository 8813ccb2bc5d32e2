//! One task: what its path asks, its moves and its checklist, who answers for it.

use super::{Project, Tx, site};
use crate::model::{CampaignId, GridId, PersonId, SiteId, TaskAction, TaskId, TaskState};
use crate::view::SiteRow;
use crate::view::task::{TaskItem, TaskStepView};
use crate::{Error, Result};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

/// What the path asks about a task, and what an edit says of it.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct TaskFacts {
    pub id: TaskId,
    pub campaign: String,
    pub grid: String,
    pub state: TaskState,
    pub done: u32,
    pub total: u32,
    pub items: Vec<TaskItem>,
    /// Who submitted it last.
    pub submitter: Option<String>,
}

/// Keys of the sites that count in task ?1: those tied to it, and those of the campaign's kind on its ground that are tied to none.
const MEMBERS: &str = "WITH RECURSIVE under(fid) AS (SELECT grid FROM task WHERE fid = ?1
      UNION ALL SELECT x.fid FROM grid x JOIN under ON x.parent = under.fid),
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
               (SELECT actor FROM task_step s WHERE s.task = t.fid AND s.action = 'submit' ORDER BY s.fid DESC LIMIT 1)
             FROM task t JOIN campaign k ON k.fid = t.campaign JOIN grid g ON g.fid = t.grid WHERE t.fid = ?1",
        )?
        .query_row([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
        .optional()?;
    let Some((campaign, grid, state, submitter)) = found else {
        let (what, name) = ("task", id.0.to_string());
        return Err(Error::NotFound { what, name });
    };
    let (done, total) = count(c, id)?;
    Ok(TaskFacts {
        id,
        campaign,
        grid,
        state,
        done,
        total,
        items: items(c, id)?,
        submitter,
    })
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

    /// Sites that count in a task, unresolved ones first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn task_sites(&self, id: TaskId, on: NaiveDate, limit: u32) -> Result<Vec<SiteRow>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(&format!(
            "{MEMBERS} SELECT {} FROM member JOIN ({}) ON s.fid = member.fid WHERE s.state <> 'dismissed'
             ORDER BY s.state = 'accepted', s.deadline IS NULL, s.deadline, s.number LIMIT ?2",
            site::ROW,
            site::FROM
        ))?;
        let all = q
            .query_map(params![id, limit], |r| site::site_row(r, on))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }
}
