//! Squares of the matrix that were decided not to apply (不适用).

use super::{Project, Tx};
use crate::Result;
use crate::model::{CampaignId, GridId};
use crate::view::matrix::ExemptionView;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{HashMap, HashSet};

/// Every square decided not to apply.
pub(super) fn exemptions(c: &Connection) -> Result<HashSet<(GridId, CampaignId)>> {
    let mut q = c.prepare_cached("SELECT grid, campaign FROM exemption")?;
    let all = q
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

impl Project {
    /// How many campaigns are under way, and how many of them each grid answers for or was exempt from.
    pub(crate) fn filled_squares(&self) -> Result<(u32, HashMap<GridId, u32>)> {
        let c = self.read()?;
        let open: HashSet<CampaignId> = (super::campaign::campaigns(&c)?.iter())
            .filter(|k| k.closed_on.is_none())
            .map(|k| k.id)
            .collect();
        let mut filled = exemptions(&c)?;
        let mut q = c.prepare_cached("SELECT grid, campaign FROM task")?;
        let mut rows = q.query([])?;
        while let Some(r) = rows.next()? {
            filled.insert((r.get(0)?, r.get(1)?));
        }
        let mut by_grid = HashMap::new();
        for (grid, _) in filled.iter().filter(|(_, k)| open.contains(k)) {
            *by_grid.entry(*grid).or_default() += 1;
        }
        Ok((open.len() as u32, by_grid))
    }
}

impl Tx<'_> {
    /// Whether a campaign was decided not to apply in a grid.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn is_exempt(&self, campaign: CampaignId, grid: GridId) -> Result<bool> {
        Ok(self
            .connection()
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM exemption WHERE campaign = ?1 AND grid = ?2)")?
            .query_row(params![campaign, grid], |r| r.get(0))?)
    }

    /// Writes the decision that a campaign does not apply in a grid; a new reason takes the place of the old one.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_exemption(&mut self, campaign: CampaignId, grid: GridId, reason: &str) -> Result<()> {
        let changed = self
            .connection()
            .prepare_cached(
                "UPDATE exemption SET reason = ?3, actor = ?4, at = ?5 WHERE campaign = ?1 AND grid = ?2 AND reason <> ?3",
            )?
            .execute(params![campaign, grid, reason, self.actor().name, self.at()])?;
        if changed > 0 || self.is_exempt(campaign, grid)? {
            return Ok(());
        }
        let id = self.next_id("exemption")?;
        self.connection()
            .prepare_cached(
                "INSERT INTO exemption(fid, campaign, grid, reason, actor, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![id, campaign, grid, reason, self.actor().name, self.at()])?;
        Ok(())
    }

    /// Takes the decision back; says whether there was one.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn drop_exemption(&mut self, campaign: CampaignId, grid: GridId) -> Result<bool> {
        let gone = self
            .connection()
            .prepare_cached("DELETE FROM exemption WHERE campaign = ?1 AND grid = ?2")?
            .execute(params![campaign, grid])?;
        Ok(gone > 0)
    }
}

impl Project {
    /// Why a campaign was decided not to apply in a grid; none where it was not.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn exemption(&self, campaign: CampaignId, grid: GridId) -> Result<Option<ExemptionView>> {
        Ok(self
            .read()?
            .prepare_cached("SELECT reason, actor, at FROM exemption WHERE campaign = ?1 AND grid = ?2")?
            .query_row(params![campaign, grid], |r| {
                Ok(ExemptionView {
                    reason: r.get(0)?,
                    actor: r.get(1)?,
                    at: r.get(2)?,
                })
            })
            .optional()?)
    }
}
