//! Rows of `site`, read.

use super::gather::Columns;
use super::lateness::lateness;
use super::{Project, grid};
use crate::calendar::lateness::Lateness;
use crate::geometry::blob;
use crate::model::{GridId, PlacedBy, SiteId, State};
use crate::site::lifecycle;
use crate::view::SiteRow;
use crate::{Error, Result};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

pub(super) const ROW: &str = "s.fid, s.number, s.kind, s.state, s.address, s.village, g.fid, g.code, g.name, g.level, \
     p.by_hand, s.deadline, s.escalated, s.rework, s.relapse, s.geom";

/// Sites with their cells; one whose cell another program removed has none.
pub(super) const FROM: &str = "site s LEFT JOIN placement p ON p.site = s.fid LEFT JOIN grid g ON g.fid = p.grid";

/// The place in a geometry column; none where it is empty.
pub(super) fn lon_lat(r: &impl Columns, column: usize) -> Option<[f64; 2]> {
    let point = r.at(column).as_blob().ok().and_then(blob::point);
    point.map(|p| [p.x(), p.y()])
}

/// Reads a [`SiteRow`] whose columns are [`ROW`].
pub(super) fn site_row(r: &Row<'_>, late: &Lateness) -> rusqlite::Result<SiteRow> {
    let state: State = r.get(3)?;
    let grid: Option<GridId> = r.get(6)?;
    let deadline: Option<String> = r.get(11)?;
    let kind: String = r.get(2)?;
    Ok(SiteRow {
        id: r.get(0)?,
        number: r.get(1)?,
        state,
        address: r.get(4)?,
        village: r.get(5)?,
        grid: grid.map(|_| grid::grid_ref(r, 6)).transpose()?,
        placed_by: r
            .get::<_, Option<bool>>(10)?
            .filter(|_| grid.is_some())
            .map(|hand| if hand { PlacedBy::Hand } else { PlacedBy::Position }),
        days_late: late.days_late(state, &kind, deadline.as_deref()),
        overdue: late.is_overdue(state, &kind, deadline.as_deref()),
        paused: state.is_unresolved() && state != State::Suspended && late.is_paused(&kind),
        kind,
        deadline,
        escalated: !r.get_ref(12)?.as_str().unwrap_or_default().is_empty(),
        rework: r.get(13)?,
        relapse: r.get(14)?,
        lon_lat: lon_lat(r, 15),
        next: lifecycle::next_action(state),
    })
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
        let c = self.read()?;
        let late = lateness(&c, on)?;
        c.prepare_cached(&format!("SELECT {ROW} FROM {FROM} WHERE s.fid = ?1"))?
            .query_row([id], |r| site_row(r, &late))
            .optional()?
            .ok_or_else(|| Error::NotFound {
                what: "site",
                name: String::new(),
            })
    }

    /// Unresolved sites of a grid and all below it, most days late first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn unresolved_sites(&self, grid: GridId, on: NaiveDate, limit: u32) -> Result<Vec<SiteRow>> {
        let c = self.read()?;
        let late = lateness(&c, on)?;
        let order = late.order(&c)?;
        let mut q = c.prepare_cached(&format!(
            "WITH RECURSIVE under(fid) AS (SELECT ?1 UNION SELECT x.fid FROM grid x JOIN under ON x.parent = under.fid)
             SELECT {ROW} FROM placement p JOIN site s ON s.fid = p.site JOIN grid g ON g.fid = p.grid
             WHERE p.grid IN under AND s.state NOT IN ('accepted', 'dismissed')
             ORDER BY s.state = 'suspended', s.deadline IS NULL, {order}, s.number LIMIT ?2"
        ))?;
        let all = q
            .query_map(params![grid, limit], |r| site_row(r, &late))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
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

    /// Sites in no cell: number, village with address, and place, in the order of numbers.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn loose_sites(&self, mut each: impl FnMut(SiteId, &str, &str, Option<[f64; 2]>)) -> Result<()> {
        let c = self.read()?;
        let mut q = c.prepare_cached("SELECT fid, number, geom, CASE WHEN village = '' OR instr(address, village) THEN address ELSE trim(village || ' ' || address) END FROM site WHERE NOT EXISTS (SELECT 1 FROM placement p WHERE p.site = site.fid) ORDER BY number")?;
        let mut rows = q.query([])?;
        while let Some(r) = rows.next()? {
            let at = lon_lat(r, 2);
            let text = |i| r.get_ref(i).ok().and_then(|v| v.as_str().ok()).unwrap_or_default();
            each(r.get(0)?, text(1), text(3), at);
        }
        Ok(())
    }

    /// Hands every site to `each`, as its row and its long-hand columns, in the order of numbers.
    ///
    /// # Errors
    /// Whatever `each` refuses.
    pub(crate) fn each_site(&self, on: NaiveDate, mut each: impl FnMut(SiteRow, SiteRest) -> Result<()>) -> Result<()> {
        let c = self.read()?;
        let late = lateness(&c, on)?;
        let mut q = c.prepare(&format!(
            "SELECT {ROW}, s.household, s.phone, s.area, s.source, s.found_on, s.size, s.note, s.suspended_until
             FROM {FROM} ORDER BY s.number"
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
            each(site_row(r, &late)?, rest)?;
        }
        Ok(())
    }
}
