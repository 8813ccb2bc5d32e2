//! Campaigns and their tasks in grids.

use super::{Project, Tx};
use crate::Result;
use crate::model::{GridId, SiteId, TaskId};
use crate::view::TaskView;
use chrono::NaiveDate;
use rusqlite::params;

impl Tx<'_> {
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

    /// Ties a site to a task.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn set_site_task(&mut self, site: SiteId, task: TaskId) -> Result<()> {
        self.connection()
            .prepare_cached("UPDATE site SET task = ?2 WHERE fid = ?1")?
            .execute(params![site, task])?;
        Ok(())
    }
}

impl Project {
    /// Tasks of a grid: its own and those of the ground above it, with the progress of its sites.
    ///
    /// A task counts the grid's sites of the campaign's kind, or those tied to it by hand.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn tasks(&self, grid: GridId, on: NaiveDate) -> Result<Vec<TaskView>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(
            "WITH RECURSIVE up(fid, parent, depth) AS (SELECT fid, parent, 0 FROM grid WHERE fid = ?1
               UNION ALL SELECT x.fid, x.parent, up.depth + 1 FROM grid x JOIN up ON x.fid = up.parent WHERE up.depth < 8),
             under(fid) AS (SELECT ?1 UNION ALL SELECT x.fid FROM grid x JOIN under ON x.parent = under.fid)
             SELECT t.fid, t.campaign, k.name, coalesce(nullif(t.standard, ''), k.standard), coalesce(t.deadline, k.deadline),
               count(s.fid) FILTER (WHERE s.state = 'accepted'), count(s.fid) FILTER (WHERE s.state <> 'dismissed'),
               k.kind IS NOT NULL
             FROM up JOIN task t ON t.grid = up.fid JOIN campaign k ON k.fid = t.campaign
             LEFT JOIN (placement p JOIN site s ON s.fid = p.site) ON p.grid IN under AND (s.task = t.fid OR (s.task IS NULL AND s.kind = k.kind))
             GROUP BY t.fid ORDER BY k.fid",
        )?;
        let all = q
            .query_map(params![grid], |r| {
                let deadline: Option<String> = r.get(4)?;
                let (done, total): (u32, u32) = (r.get(5)?, r.get(6)?);
                // Where a campaign is about a kind of site and there is none of it, there is nothing to do.
                let complete = done == total && (total > 0 || r.get(7)?);
                let due: Option<NaiveDate> = deadline.as_deref().and_then(|d| d.parse().ok());
                Ok(TaskView {
                    id: r.get(0)?,
                    campaign: r.get(1)?,
                    name: r.get(2)?,
                    standard: r.get(3)?,
                    days_late: due.filter(|_| !complete).map(|d| (on - d).num_days() as i32),
                    deadline,
                    done,
                    total,
                    complete,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }
}
