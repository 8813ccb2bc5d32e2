//! Inspections: who waits for one, and how the newest of a site came out.

use super::lateness::lateness;
use super::{Project, site};
use crate::Result;
use crate::model::{Action, SiteId};
use crate::view::inspect::{InspectionQueue, QueueRow};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

/// The newest inspection of a site.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Inspection {
    pub step: i64,
    pub at: String,
    pub actor: String,
    pub post: String,
    /// Accept or return.
    pub action: Action,
    pub note: String,
    pub standard_version: u32,
    pub passed: Vec<u32>,
    pub failed: Vec<u32>,
    pub not_applicable: Vec<u32>,
    pub remarks: BTreeMap<u32, String>,
    /// Who submitted it for this inspection, and when; none where no such step is known.
    pub submitted: Option<(String, String)>,
}

/// Remarks as they stand in the file; empty where there are none.
pub(super) fn written(remarks: &BTreeMap<u32, String>) -> String {
    if remarks.is_empty() {
        return String::new();
    }
    serde_json::to_string(remarks).unwrap_or_default()
}

/// Remarks read back; what cannot be read (another program wrote it) is none.
pub(super) fn remarks(written: &str) -> BTreeMap<u32, String> {
    serde_json::from_str(written).unwrap_or_default()
}

fn numbers(written: &str) -> Vec<u32> {
    written.split(',').filter_map(|n| n.parse().ok()).collect()
}

impl Project {
    /// How the newest inspection of a site came out; none where it never had one.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn inspection(&self, id: SiteId) -> Result<Option<Inspection>> {
        let c = self.read()?;
        let found = c
            .prepare_cached(
                "SELECT t.fid, t.at, t.actor, t.post, t.action, t.note, coalesce(t.standard_version, k.version, 0), t.passed, t.failed,
                   t.not_applicable, t.remarks
                 FROM step t JOIN site s ON s.fid = t.site LEFT JOIN kind k ON k.code = s.kind
                 WHERE t.site = ?1 AND t.action IN ('accept', 'return') ORDER BY t.at DESC, t.fid DESC LIMIT 1",
            )?
            .query_row([id], |r| {
                let text = |i: usize| r.get::<_, String>(i);
                Ok(Inspection {
                    step: r.get(0)?,
                    at: r.get(1)?,
                    actor: r.get(2)?,
                    post: r.get(3)?,
                    action: r.get(4)?,
                    note: r.get(5)?,
                    standard_version: r.get(6)?,
                    passed: numbers(&text(7)?),
                    failed: numbers(&text(8)?),
                    not_applicable: numbers(&text(9)?),
                    remarks: remarks(&text(10)?),
                    submitted: None,
                })
            })
            .optional()?;
        let Some(mut found) = found else { return Ok(None) };
        found.submitted = c
            .prepare_cached(
                "SELECT actor, at FROM step WHERE site = ?1 AND action = 'submit' AND at <= ?2 AND fid < ?3
                 ORDER BY at DESC, fid DESC LIMIT 1",
            )?
            .query_row(params![id, found.at, found.step], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?;
        Ok(Some(found))
    }

    /// Key of the newest photo of a role that a site had when a step was made, and when it was taken.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn photo_at(&self, id: SiteId, role: &str, step: i64) -> Result<Option<(String, Option<String>)>> {
        Ok(self
            .read()?
            .prepare_cached(
                "SELECT sha256, taken_at FROM photo WHERE site = ?1 AND role = ?2 AND (step IS NULL OR step <= ?3)
                 ORDER BY fid DESC LIMIT 1",
            )?
            .query_row(params![id, role, step], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?)
    }

    /// Submitted sites, the longest waiting first; `kind` leaves only those of one kind.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn inspection_queue(&self, kind: Option<&str>, limit: u32, on: NaiveDate) -> Result<InspectionQueue> {
        let c = self.read()?;
        let late = lateness(&c, on)?;
        let kinds = c
            .prepare_cached("SELECT kind, count(*) FROM site WHERE state = 'submitted' GROUP BY kind ORDER BY kind")?
            .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(String, u32)>>>()?;
        let mut q = c.prepare_cached(&format!(
            "SELECT {}, t.actor AS by_whom, t.at AS since FROM {} LEFT JOIN step t ON t.fid =
               (SELECT x.fid FROM step x WHERE x.site = s.fid AND x.action = 'submit' ORDER BY x.at DESC, x.fid DESC LIMIT 1)
             WHERE s.state = 'submitted' AND (?1 IS NULL OR s.kind = ?1) ORDER BY t.at IS NULL, t.at, s.number LIMIT ?2",
            site::ROW,
            site::FROM
        ))?;
        let rows = q
            .query_map(params![kind, limit], |r| {
                Ok(QueueRow {
                    site: site::site_row(r, &late)?,
                    submitted_by: r.get::<_, Option<String>>("by_whom")?.unwrap_or_default(),
                    submitted_at: r.get("since")?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(InspectionQueue { kinds, rows })
    }
}
