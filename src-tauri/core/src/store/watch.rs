//! What the office keeps an eye on: escalations, re-checks, and the numbers of the day.

use super::lateness::lateness;
use super::{Project, Tx};
use crate::Result;
use crate::model::{GridId, SiteId};
use crate::view::feedback::FeedbackCounts;
use crate::view::today::{Badges, RecheckRow};
use chrono::NaiveDate;
use rusqlite::params;

impl Tx<'_> {
    /// Sets why a site is escalated, by whom and since when; an empty reason lifts it.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn set_escalation(&mut self, id: SiteId, reason: &str, on: Option<NaiveDate>) -> Result<()> {
        let by = if reason.is_empty() {
            ""
        } else {
            self.actor().name.as_str()
        };
        self.connection()
            .prepare_cached("UPDATE site SET escalated = ?2, escalated_by = ?3, escalated_on = ?4 WHERE fid = ?1")?
            .execute(params![id, reason, by, on.map(|d| d.to_string())])?;
        Ok(())
    }

    /// Whether a site is escalated.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn is_escalated(&self, id: SiteId) -> Result<bool> {
        Ok(self
            .connection()
            .prepare_cached("SELECT escalated <> '' FROM site WHERE fid = ?1")?
            .query_row([id], |r| r.get(0))?)
    }

    /// Ends the next open re-check of a site with a result; says whether there was one. After a relapse none stays open.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn end_recheck(&mut self, id: SiteId, result: &str) -> Result<bool> {
        let c = self.connection();
        let ended = c
            .prepare_cached(
                "UPDATE recheck SET done_at = ?2, result = ?3 WHERE fid =
                   (SELECT fid FROM recheck WHERE site = ?1 AND done_at IS NULL ORDER BY due, fid LIMIT 1)",
            )?
            .execute(params![id, self.at(), result])?;
        if result == "relapsed" {
            c.prepare_cached("DELETE FROM recheck WHERE site = ?1 AND done_at IS NULL")?
                .execute([id])?;
        }
        Ok(ended > 0)
    }
}

impl Project {
    /// Counts for the strip of places, asked for after every edit.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn badges(&self, on: NaiveDate) -> Result<Badges> {
        let c = self.read()?;
        Ok(Badges {
            due_today: self.due_today(&lateness(&c, on)?)?,
            claimed_not_done: FeedbackCounts::of(&super::feedback::rows(&c, None, on)?).claimed_not_done,
        })
    }

    /// Sites with a re-check due by a day, counted by kind code and cell.
    pub(crate) fn rechecks_due(&self, on: NaiveDate) -> Result<Vec<(String, Option<GridId>, u32)>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(
            "SELECT s.kind, p.grid, count(DISTINCT s.fid) FROM recheck r JOIN site s ON s.fid = r.site
             LEFT JOIN placement p ON p.site = s.fid
             WHERE r.done_at IS NULL AND r.due <= ?1 AND s.state = 'accepted' GROUP BY s.kind, p.grid",
        )?;
        let all = q
            .query_map([on.to_string()], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// Re-checks due by a day, the oldest first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn rechecks(&self, by: NaiveDate, on: NaiveDate, limit: u32) -> Result<Vec<RecheckRow>> {
        let rounds = self.settings()?.recheck_days;
        let c = self.read()?;
        // The day of an acceptance is the one in China.
        let mut q = c.prepare_cached(
            "SELECT r.fid, s.fid, s.number, s.kind, s.address, coalesce(g.name, ''), min(r.due),
               (SELECT CAST(julianday(r.due) - julianday(date(t.at, '+8 hours')) AS INTEGER) FROM step t WHERE t.fid = r.step)
             FROM recheck r JOIN site s ON s.fid = r.site LEFT JOIN placement p ON p.site = s.fid LEFT JOIN grid g ON g.fid = p.grid
             WHERE r.done_at IS NULL AND r.due <= ?1 AND s.state = 'accepted' GROUP BY s.fid ORDER BY min(r.due), s.number LIMIT ?2",
        )?;
        let all = q
            .query_map(params![by.to_string(), limit], |r| {
                let due: String = r.get(6)?;
                Ok(RecheckRow {
                    id: r.get(0)?,
                    site: r.get(1)?,
                    number: r.get(2)?,
                    kind: r.get(3)?,
                    address: r.get(4)?,
                    grid: r.get(5)?,
                    round: round(r.get::<_, Option<i64>>(7)?.unwrap_or_default(), &rounds),
                    days_late: due.parse().map_or(0, |d: NaiveDate| (on - d).num_days() as i32),
                    due,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// Escalation of a site (reason, by whom, since when) and the day of its next re-check.
    pub(crate) fn site_watch(&self, id: SiteId) -> Result<(String, String, Option<String>, Option<String>)> {
        Ok(self
            .read()?
            .prepare_cached(
                "SELECT escalated, escalated_by, escalated_on,
                   (SELECT min(due) FROM recheck WHERE site = s.fid AND done_at IS NULL) FROM site s WHERE fid = ?1",
            )?
            .query_row([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?)
    }
}

/// The round of a re-check that lies so many days after its acceptance: the one meant where that is a day off, as with
/// a desk whose clock stands in another zone. Before its acceptance, by a clock that was wrong, it lies in no round: 0.
fn round(days: i64, rounds: &[u32]) -> u32 {
    let days = u32::try_from(days).unwrap_or_default();
    rounds.iter().copied().find(|r| r.abs_diff(days) <= 1).unwrap_or(days)
}
