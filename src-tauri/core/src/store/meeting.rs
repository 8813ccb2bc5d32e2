//! Meetings: what each froze, and its items.

use super::{Project, Tx};
use crate::model::{MeetingItemId, SiteId};
use crate::view::meeting::{MeetingFigures, MeetingInfo, MeetingItem};
use crate::{Error, Result};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// An item to write.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)]
pub struct NewItem<'a> {
    pub kind: &'a str,
    pub text: &'a str,
    pub site: Option<SiteId>,
    pub who: &'a str,
    pub owner: &'a str,
    pub due: Option<NaiveDate>,
}

/// The meeting before a day: what the counting of moves starts from.
#[derive(Debug, Clone)]
pub(super) struct Before {
    pub day: String,
    /// Moment of its freezing.
    pub at: String,
    pub newest_sites: Vec<i64>,
}

const ITEM: &str = "i.fid, m.day, i.kind, i.text, s.number, i.who, i.owner, i.due, i.done_on, i.done_note
     FROM meeting_item i JOIN meeting m ON m.fid = i.meeting LEFT JOIN site s ON s.fid = i.site";

/// Reads a [`MeetingItem`] as of a day.
fn item(r: &Row<'_>, on: NaiveDate) -> rusqlite::Result<MeetingItem> {
    let (due, done_on): (Option<String>, Option<String>) = (r.get(7)?, r.get(8)?);
    let late = due.as_deref().is_some_and(|d| *d < *on.to_string());
    let kind: String = r.get(2)?;
    Ok(MeetingItem {
        id: r.get(0)?,
        day: r.get(1)?,
        overdue: late && done_on.is_none() && kind == "remark",
        kind,
        text: r.get(3)?,
        site: r.get(4)?,
        who: r.get(5)?,
        owner: r.get(6)?,
        due,
        done_on,
        done_note: r.get(9)?,
    })
}

/// Remarks of the meetings before a day that were not done by it, as of a day; oldest first.
pub(super) fn open_remarks(c: &Connection, day: NaiveDate, on: NaiveDate) -> Result<Vec<MeetingItem>> {
    let mut q = c.prepare_cached(&format!(
        "SELECT {ITEM} WHERE i.kind = 'remark' AND m.day < ?1 AND (i.done_on IS NULL OR i.done_on > ?1)
         ORDER BY m.day, i.fid"
    ))?;
    let all = q
        .query_map([day.to_string()], |r| item(r, on))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

/// The meeting before a day.
pub(super) fn before(c: &Connection, day: NaiveDate) -> Result<Option<Before>> {
    let found = c
        .prepare_cached(
            "SELECT day, json_extract(figures, '$.at'), json_extract(figures, '$.newest_sites')
             FROM meeting WHERE day < ?1 ORDER BY day DESC LIMIT 1",
        )?
        .query_row([day.to_string()], |r| {
            let newest: Option<String> = r.get(2)?;
            Ok(Before {
                day: r.get(0)?,
                at: r.get::<_, Option<String>>(1)?.unwrap_or_default(),
                newest_sites: newest.and_then(|n| serde_json::from_str(&n).ok()).unwrap_or_default(),
            })
        })
        .optional()?;
    Ok(found)
}

/// What it froze cannot be read.
pub(super) fn unread(day: NaiveDate, e: &serde_json::Error) -> Error {
    Error::Field {
        field: "meeting".into(),
        reason: format!("{day} was frozen in a form that this program does not read ({e}); update it"),
    }
}

pub(super) fn missing(day: NaiveDate) -> Error {
    Error::NotFound {
        what: "meeting",
        name: day.to_string(),
    }
}

impl Tx<'_> {
    /// Whether a day has a meeting.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn has_meeting(&self, day: NaiveDate) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM meeting WHERE day = ?1)";
        Ok(self.connection().query_row(sql, [day.to_string()], |r| r.get(0))?)
    }

    /// Writes a meeting with what it froze.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_meeting(&mut self, title: &str, note: &str, figures: &MeetingFigures) -> Result<()> {
        let id = self.next_id("meeting")?;
        let text = serde_json::to_string(figures).map_err(std::io::Error::from)?;
        self.connection().execute(
            "INSERT INTO meeting(fid, day, title, since, figures, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![id, figures.day, title, figures.since, text, note],
        )?;
        Ok(())
    }

    /// Adds an item to the meeting of a day.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the day has no meeting.
    pub fn put_meeting_item(&mut self, day: NaiveDate, i: &NewItem<'_>) -> Result<MeetingItemId> {
        let meeting: i64 = self
            .connection()
            .query_row("SELECT fid FROM meeting WHERE day = ?1", [day.to_string()], |r| {
                r.get(0)
            })
            .optional()?
            .ok_or_else(|| missing(day))?;
        let id = MeetingItemId(self.next_id("meeting_item")?);
        let due = i.due.map(|d| d.to_string());
        self.connection().execute(
            "INSERT INTO meeting_item(fid, meeting, kind, text, site, who, owner, due) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![id, meeting, i.kind, i.text, i.site, i.who, i.owner, due],
        )?;
        Ok(id)
    }

    /// One item.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn meeting_item(&self, id: MeetingItemId, on: NaiveDate) -> Result<MeetingItem> {
        self.connection()
            .query_row(&format!("SELECT {ITEM} WHERE i.fid = ?1"), [id], |r| item(r, on))
            .optional()?
            .ok_or_else(|| Error::NotFound {
                what: "meeting item",
                name: String::new(),
            })
    }

    /// Notes that an item is done.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn set_item_done(&mut self, id: MeetingItemId, on: NaiveDate, note: &str) -> Result<()> {
        self.connection().execute(
            "UPDATE meeting_item SET done_on = ?2, done_note = ?3 WHERE fid = ?1",
            params![id, on.to_string(), note],
        )?;
        Ok(())
    }
}

impl Project {
    /// Exactly what the meeting of a day froze: JSON, byte for byte.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn meeting_frozen(&self, day: NaiveDate) -> Result<String> {
        self.read()?
            .query_row("SELECT figures FROM meeting WHERE day = ?1", [day.to_string()], |r| {
                r.get(0)
            })
            .optional()?
            .ok_or_else(|| missing(day))
    }

    /// Day of the last meeting up to a day.
    pub(crate) fn last_meeting(&self, on: NaiveDate) -> Result<Option<String>> {
        let c = self.read()?;
        let mut q = c.prepare_cached("SELECT max(day) FROM meeting WHERE day <= ?1")?;
        Ok(q.query_row([on.to_string()], |r| r.get(0))?)
    }

    /// All meetings, newest first; how many of their remarks are open today.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn meetings(&self) -> Result<Vec<MeetingInfo>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(
            "SELECT m.fid, m.day, m.title, m.since, m.note, count(i.fid),
               count(i.fid) FILTER (WHERE i.kind = 'remark' AND i.done_on IS NULL)
             FROM meeting m LEFT JOIN meeting_item i ON i.meeting = m.fid GROUP BY m.fid ORDER BY m.day DESC",
        )?;
        let all = q
            .query_map([], |r| {
                Ok(MeetingInfo {
                    id: r.get(0)?,
                    day: r.get(1)?,
                    title: r.get(2)?,
                    since: r.get(3)?,
                    note: r.get(4)?,
                    items: r.get(5)?,
                    open: r.get(6)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// Items of the meeting of a day as they stand, visits first, then reports, then remarks; none where there is none.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn meeting_items(&self, day: NaiveDate, on: NaiveDate) -> Result<Vec<MeetingItem>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(&format!(
            "SELECT {ITEM} WHERE m.day = ?1 ORDER BY i.kind = 'remark', i.kind = 'report', i.fid"
        ))?;
        let all = q
            .query_map([day.to_string()], |r| item(r, on))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// Remarks of the meetings before a day that were not done by it, as they stand now; oldest first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn open_remarks(&self, day: NaiveDate, on: NaiveDate) -> Result<Vec<MeetingItem>> {
        open_remarks(&*self.read()?, day, on)
    }

    /// These remarks as they stand now, oldest first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn remarks(&self, ids: &[MeetingItemId], on: NaiveDate) -> Result<Vec<MeetingItem>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(&format!(
            "SELECT {ITEM} WHERE i.fid IN (SELECT value FROM json_each(?1)) ORDER BY m.day, i.fid"
        ))?;
        let ids = serde_json::to_string(ids).map_err(std::io::Error::from)?;
        let all = q.query_map([ids], |r| item(r, on))?.collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }
}
