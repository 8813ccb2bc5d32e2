//! Campaigns and their tasks in grids.

use super::{Project, Tx};
use crate::model::{CampaignId, GridId, SiteId, TaskId, TaskState};
use crate::task;
use crate::view::TaskView;
use crate::{Error, Result};
use chrono::NaiveDate;
use rusqlite::{Connection, params};

/// A campaign as the file holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Campaign {
    pub id: CampaignId,
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub standard: String,
    pub kind: Option<String>,
    pub deadline: Option<String>,
    /// Place in the office's own order.
    pub place: i64,
    /// The day it was closed; none = under way.
    pub closed_on: Option<String>,
}

/// Campaigns in the office's order.
pub(super) fn campaigns(c: &Connection) -> Result<Vec<Campaign>> {
    let mut q = c.prepare_cached(
        "SELECT fid, code, name, name_en, standard, kind, deadline, place, closed_on FROM campaign ORDER BY place, fid",
    )?;
    let all = q
        .query_map([], |r| {
            Ok(Campaign {
                id: r.get(0)?,
                code: r.get(1)?,
                name: r.get(2)?,
                name_en: r.get(3)?,
                standard: r.get(4)?,
                kind: r.get(5)?,
                deadline: r.get(6)?,
                place: r.get(7)?,
                closed_on: r.get(8)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

fn by_code(c: &Connection, code: &str) -> Result<Campaign> {
    let all = campaigns(c)?;
    let known: Vec<_> = all.iter().map(|k| k.code.clone()).collect();
    let code = code.trim();
    let same = all
        .iter()
        .find(|k| k.code == code)
        .or(all.iter().find(|k| k.name == code));
    same.cloned().ok_or_else(|| Error::Field {
        field: "campaign".into(),
        reason: match known.is_empty() {
            true => format!("\"{code}\" is no campaign of this project, which has none; add it first"),
            false => format!(
                "\"{code}\" is no campaign of this project; use one of {}",
                known.join(", ")
            ),
        },
    })
}

impl Tx<'_> {
    /// The campaign of this code, or of this name.
    ///
    /// # Errors
    /// [`Error::Field`] naming the campaigns of the project.
    pub fn campaign(&self, code: &str) -> Result<Campaign> {
        by_code(self.connection(), code)
    }

    /// Writes a campaign: a new one where `id` is none. Gives its key.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_campaign(&mut self, id: Option<CampaignId>, k: &Campaign) -> Result<CampaignId> {
        let id =
            match id {
                Some(id) => {
                    self.connection().execute(
                    "UPDATE campaign SET code = ?2, name = ?3, name_en = ?4, standard = ?5, kind = ?6, deadline = ?7,
                       place = ?8, closed_on = ?9 WHERE fid = ?1",
                    params![id, k.code, k.name, k.name_en, k.standard, k.kind, k.deadline, k.place, k.closed_on],
                )?;
                    id
                }
                None => {
                    let id = self.free_campaign_id()?;
                    self.connection().execute(
                        "INSERT INTO campaign(fid, code, name, name_en, standard, kind, deadline, place)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT coalesce(max(place), 0) FROM campaign))",
                        params![id, k.code, k.name, k.name_en, k.standard, k.kind, k.deadline],
                    )?;
                    id
                }
            };
        Ok(id)
    }

    /// Files from before campaigns could be added do not count the keys of the first ones.
    fn free_campaign_id(&mut self) -> Result<CampaignId> {
        loop {
            let id = self.next_id("campaign")?;
            let taken: bool =
                self.connection()
                    .query_row("SELECT EXISTS (SELECT 1 FROM campaign WHERE fid = ?1)", [id], |r| {
                        r.get(0)
                    })?;
            if !taken {
                return Ok(CampaignId(id));
            }
        }
    }

    /// Removes a campaign that has no tasks, with its exemptions; gives how many it has otherwise, and leaves it.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn remove_campaign(&mut self, id: CampaignId) -> Result<u32> {
        let c = self.connection();
        let tasks = c.query_row("SELECT count(*) FROM task WHERE campaign = ?1", [id], |r| r.get(0))?;
        if tasks == 0 {
            c.execute("DELETE FROM exemption WHERE campaign = ?1", [id])?;
            c.execute("DELETE FROM campaign WHERE fid = ?1", [id])?;
        }
        Ok(tasks)
    }

    /// Gives a grid a task of a campaign.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_task(&mut self, campaign: &str, grid: GridId, standard: &str, deadline: Option<&str>) -> Result<TaskId> {
        let id = TaskId(self.next_id("task")?);
        self.connection()
            .prepare_cached(
                "INSERT INTO task(fid, campaign, grid, standard, deadline)
                 VALUES (?1, (SELECT fid FROM campaign WHERE code = ?2), ?3, ?4, ?5)",
            )?
            .execute(params![id, campaign, grid, standard, deadline])?;
        Ok(id)
    }

    /// Sets a campaign's deadline.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn set_campaign_deadline(&mut self, campaign: &str, deadline: &str) -> Result<()> {
        self.connection()
            .prepare_cached("UPDATE campaign SET deadline = ?2 WHERE code = ?1")?
            .execute([campaign, deadline])?;
        Ok(())
    }

    /// Adds a river or road under the cells, kept as the text of a GeoJSON LineString.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_ground(&mut self, kind: &str, name: &str, line: &[[f64; 2]]) -> Result<()> {
        let line = geojson::Geometry::new_line_string(line.iter().copied()).to_string();
        self.connection()
            .prepare_cached("INSERT INTO ground(kind, name, line) VALUES (?1, ?2, ?3)")?
            .execute([kind, name, line.as_str()])?;
        Ok(())
    }

    /// Campaigns in the office's order.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn campaigns(&self) -> Result<Vec<Campaign>> {
        campaigns(self.connection())
    }

    /// Ties a site to a task, or unties it.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn set_site_task(&mut self, site: SiteId, task: Option<TaskId>) -> Result<()> {
        self.connection()
            .prepare_cached("UPDATE site SET task = ?2 WHERE fid = ?1")?
            .execute(params![site, task])?;
        Ok(())
    }
}

impl Project {
    /// Tasks of a grid, of campaigns under way: its own and those of the ground above it, with the progress of its sites.
    ///
    /// A task counts the grid's sites of the campaign's kind, or those tied to it by hand, wherever they lie.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn tasks(&self, grid: GridId, on: NaiveDate) -> Result<Vec<TaskView>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(
            "WITH RECURSIVE up(fid, parent, depth) AS (SELECT fid, parent, 0 FROM grid WHERE fid = ?1
               UNION SELECT x.fid, x.parent, up.depth + 1 FROM grid x JOIN up ON x.fid = up.parent WHERE up.depth < 8),
             under(fid) AS (SELECT ?1 UNION SELECT x.fid FROM grid x JOIN under ON x.parent = under.fid)
             SELECT t.fid, t.campaign, k.name, coalesce(nullif(t.standard, ''), k.standard), coalesce(t.deadline, k.deadline),
               count(s.fid) FILTER (WHERE s.state = 'accepted') + (SELECT count(*) FROM site e LEFT JOIN placement q ON q.site = e.fid
                 WHERE up.depth = 0 AND e.task = t.fid AND e.state = 'accepted' AND (q.grid IS NULL OR q.grid NOT IN under)),
               count(s.fid) FILTER (WHERE s.state <> 'dismissed') + (SELECT count(*) FROM site e LEFT JOIN placement q ON q.site = e.fid
                 WHERE up.depth = 0 AND e.task = t.fid AND e.state <> 'dismissed' AND (q.grid IS NULL OR q.grid NOT IN under)),
               k.kind IS NOT NULL, t.state, t.grid,
               (SELECT count(*) FROM task_item i WHERE i.task = t.fid AND i.done), (SELECT count(*) FROM task_item i WHERE i.task = t.fid),
               k.name_en
             FROM up CROSS JOIN task t ON t.grid = up.fid JOIN campaign k ON k.fid = t.campaign
             LEFT JOIN (placement p JOIN site s ON s.fid = p.site) ON p.grid IN under AND (s.task = t.fid OR (s.task IS NULL AND s.kind = k.kind))
             WHERE k.closed_on IS NULL GROUP BY t.fid ORDER BY k.place, k.fid",
        )?;
        let all = q
            .query_map(params![grid], |r| {
                let deadline: Option<String> = r.get(4)?;
                let (done, total): (u32, u32) = (r.get(5)?, r.get(6)?);
                let (about_a_kind, state): (bool, TaskState) = (r.get(7)?, r.get(8)?);
                let complete = task::is_complete(state, done, total, about_a_kind);
                let progress = task::progress(state, (done, total), (r.get(10)?, r.get(11)?), about_a_kind);
                let due: Option<NaiveDate> = deadline.as_deref().and_then(|d| d.parse().ok());
                Ok(TaskView {
                    id: r.get(0)?,
                    campaign: r.get(1)?,
                    name: r.get(2)?,
                    name_en: r.get(12)?,
                    standard: r.get(3)?,
                    days_late: due.filter(|_| !complete).map(|d| (on - d).num_days() as i32),
                    deadline,
                    grid: r.get(9)?,
                    state,
                    basis: progress.basis,
                    done: progress.done,
                    total: progress.total,
                    complete,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }
}
