//! What a meeting froze, read in the parts that are asked for: the lists of sites are most of it.

use super::figures::Snapshot;
use super::{Project, meeting, shapes};
use crate::Result;
use crate::meeting::picture::picture;
use crate::view::meeting::{MeetingFigures, MeetingMap, MeetingSite, MovedSite};
use crate::view::meeting_page::MeetingList;
use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};
use std::io::Read;

/// What is read at a time.
const PIECE: usize = 1 << 18;

/// Where the lists of sites begin. In JSON no text can hold this: its quotes would be escaped.
const LISTS: &[u8] = br#","unresolved_columns":["#;

/// A stretch of a frozen list.
pub(crate) enum Stretch {
    /// Of the unresolved.
    Unresolved(Vec<MeetingSite>),
    /// Of those that moved.
    Moved(Vec<MovedSite>),
}

/// Where a list stands in the frozen document.
fn place(list: MeetingList) -> &'static str {
    match list {
        MeetingList::Unresolved => "$.unresolved",
        MeetingList::New => "$.moved.new",
        MeetingList::Late => "$.moved.late",
        MeetingList::Accepted => "$.moved.accepted",
        MeetingList::Returned => "$.moved.returned",
        MeetingList::Relapsed => "$.moved.relapsed",
    }
}

impl Project {
    /// The ground as a meeting keeps it.
    pub(super) fn meeting_map(&self, s: &Snapshot) -> Result<Option<MeetingMap>> {
        let look = self.look(s.on)?;
        let cells = shapes::all(&*self.read()?, s)?;
        Ok(picture(&cells, look.borders.iter().map(|(b, _)| b), &look.ground))
    }

    /// All that the meeting of a day froze.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`]; [`crate::Error::Field`] when a newer program froze it.
    pub(crate) fn meeting_figures(&self, day: NaiveDate) -> Result<MeetingFigures> {
        serde_json::from_str(&self.meeting_frozen(day)?).map_err(|e| meeting::unread(day, &e))
    }

    /// What the meeting of a day froze, without its lists of sites, which are left empty: they come last and are not read.
    ///
    /// # Errors
    /// As of [`Project::meeting_figures`].
    pub(crate) fn meeting_head(&self, day: NaiveDate) -> Result<MeetingFigures> {
        let c = self.read()?;
        let id: Option<i64> = c
            .prepare_cached("SELECT fid FROM meeting WHERE day = ?1")?
            .query_row([day.to_string()], |r| r.get(0))
            .optional()?;
        let id = id.ok_or_else(|| meeting::missing(day))?;
        let mut blob = c.blob_open("main", "meeting", "figures", id, true)?;
        let mut text = Vec::new();
        let mut piece = vec![0; PIECE];
        loop {
            let n = blob.read(&mut piece)?;
            // The mark may lie across the seam of two pieces.
            let from = text.len().saturating_sub(LISTS.len());
            text.extend_from_slice(&piece[..n]);
            if let Some(at) = text[from..].windows(LISTS.len()).position(|w| w == LISTS) {
                text.truncate(from + at);
                text.push(b'}');
                break;
            }
            if n == 0 {
                break;
            }
        }
        serde_json::from_slice(&text).map_err(|e| meeting::unread(day, &e))
    }

    /// Rows of a frozen list from a place on, and how many there are in all.
    ///
    /// # Errors
    /// As of [`Project::meeting_figures`].
    pub(crate) fn meeting_stretch(
        &self,
        day: NaiveDate,
        list: MeetingList,
        offset: u32,
        limit: u32,
    ) -> Result<(u32, Stretch)> {
        let c = self.read()?;
        let found: Option<(u32, String)> = c
            .prepare_cached(
                "WITH m(l) AS (SELECT jsonb_extract(figures, ?2) FROM meeting WHERE day = ?1)
                 SELECT coalesce(json_array_length(l), 0),
                   (SELECT json_group_array(json(value)) FROM (SELECT value FROM json_each(l) LIMIT ?4 OFFSET ?3)) FROM m",
            )?
            .query_row(params![day.to_string(), place(list), offset, limit], |r| {
                Ok((r.get(0)?, r.get(1)?))
            })
            .optional()?;
        let (total, rows) = found.ok_or_else(|| meeting::missing(day))?;
        let stretch = match list {
            MeetingList::Unresolved => serde_json::from_str(&rows).map(Stretch::Unresolved),
            _ => serde_json::from_str(&rows).map(Stretch::Moved),
        };
        Ok((total, stretch.map_err(|e| meeting::unread(day, &e))?))
    }
}
