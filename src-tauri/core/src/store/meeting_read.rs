//! What a meeting froze, read in the parts that are asked for: the lists of sites are most of it.

use super::figures::Snapshot;
use super::tiles::shapes;
use super::{Project, meeting};
use crate::Result;
use crate::meeting::picture::picture;
use crate::view::meeting::{MeetingFigures, MeetingMap, MeetingSite, MovedSite};
use crate::view::meeting_page::MeetingList;
use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};
use serde::de::DeserializeOwned;

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
        let cells = shapes(&*self.read()?, s, [-180.0, -90.0, 180.0, 90.0])?;
        Ok(picture(&cells, look.borders.iter().map(|(b, _)| b), &look.ground))
    }

    /// Part of what the meeting of a day froze.
    fn meeting_part<T: DeserializeOwned>(&self, day: NaiveDate, sql: &str) -> Result<T> {
        let found: Option<String> = self
            .read()?
            .prepare_cached(sql)?
            .query_row([day.to_string()], |r| r.get(0))
            .optional()?;
        let text = found.ok_or_else(|| meeting::missing(day))?;
        serde_json::from_str(&text).map_err(|e| meeting::unread(day, &e))
    }

    /// All that the meeting of a day froze.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`]; [`crate::Error::Field`] when a newer program froze it.
    pub(crate) fn meeting_figures(&self, day: NaiveDate) -> Result<MeetingFigures> {
        self.meeting_part(day, "SELECT figures FROM meeting WHERE day = ?1")
    }

    /// What the meeting of a day froze, without its lists of sites, which are left empty.
    ///
    /// # Errors
    /// As of [`Project::meeting_figures`].
    pub(crate) fn meeting_head(&self, day: NaiveDate) -> Result<MeetingFigures> {
        self.meeting_part(
            day,
            "SELECT json_remove(figures, '$.unresolved', '$.moved') FROM meeting WHERE day = ?1",
        )
    }

    /// How many rows the frozen lists have, in the order of [`MeetingList`]; the first alone where there was no meeting
    /// before.
    pub(crate) fn meeting_lengths(&self, day: NaiveDate) -> Result<Vec<Option<u32>>> {
        self.meeting_part(
            day,
            "WITH m(f) AS (SELECT jsonb(figures) FROM meeting WHERE day = ?1)
             SELECT json_array(json_array_length(f, '$.unresolved'), json_array_length(f, '$.moved.new'),
               json_array_length(f, '$.moved.late'), json_array_length(f, '$.moved.accepted'),
               json_array_length(f, '$.moved.returned'), json_array_length(f, '$.moved.relapsed')) FROM m",
        )
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
