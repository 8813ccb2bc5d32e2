//! The dispatch meeting (调度会): a dated snapshot that never changes, and items that are followed to their end.

use super::{args, day as read_day, done};
use crate::model::{Actor, MeetingItemId};
use crate::store::{NewItem, Project};
use crate::view::Done;
use crate::view::meeting::{Agenda, ItemDone, MeetingFigures, MeetingItemInput};
use crate::{Error, Result};
use chrono::NaiveDate;

fn refuse(field: &str, reason: impl Into<String>) -> Error {
    Error::Field {
        field: field.into(),
        reason: reason.into(),
    }
}

/// Makes the meeting of a day and freezes its figures.
///
/// The day may lie in the past or ahead: the figures are those of the file as it stands now, and the day decides only
/// what is late on it, which duties are in force, and which meeting is the one before. Moves are counted from the
/// moment in which the meeting before was frozen until now, so that each falls into one period.
///
/// # Errors
/// [`Error::Field`] when the day has a meeting already.
pub fn create(project: &Project, actor: &Actor, day: NaiveDate, title: &str, note: &str) -> Result<Done> {
    let (_, edit) = project.edit(actor, "meeting", |tx| {
        if tx.has_meeting(day)? {
            let reason =
                format!("{day} has a meeting already, and what it froze stays; choose another day, or undo it");
            return Err(refuse("day", reason));
        }
        // Nobody else writes while this edit is under way, so that readers see what it sees.
        let figures = project.freeze(day, tx.at())?;
        tx.put_meeting(title.trim(), note.trim(), &figures)?;
        Ok((
            (),
            args([("day", day.to_string().into()), ("name", title.trim().into())]),
        ))
    })?;
    done(project, edit)
}

/// What the meeting of a day showed. For the very bytes see [`Project::meeting_frozen`].
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Field`] when it was frozen by a newer program and cannot be read.
pub fn show(project: &Project, day: NaiveDate) -> Result<MeetingFigures> {
    serde_json::from_str(&project.meeting_frozen(day)?).map_err(|e| {
        refuse(
            "meeting",
            format!("{day} was frozen in a form that this program does not read ({e}); update it"),
        )
    })
}

/// Adds an item to the meeting of a day: a visit (a site, what was seen), a report (who, on what), or a remark (text,
/// owner, due), which stays open until it is done.
///
/// # Errors
/// [`Error::Field`] naming what is missing or does not fit; [`Error::NotFound`] when the day has no meeting.
pub fn add_item(project: &Project, actor: &Actor, day: NaiveDate, input: &MeetingItemInput) -> Result<ItemDone> {
    let i = NewItem {
        kind: input.kind.trim(),
        text: input.text.trim(),
        site: input.site,
        who: input.who.trim(),
        owner: input.owner.trim(),
        due: read_day("due", input.due.as_deref())?,
    };
    match i.kind {
        "visit" if i.site.is_none() => return Err(refuse("site", "is missing; a visit is to a site")),
        "report" if i.who.is_empty() => return Err(refuse("who", "is empty; say who reported")),
        "report" | "remark" if i.text.is_empty() => {
            return Err(refuse("text", format!("is empty; say what the {} is about", i.kind)));
        }
        "visit" | "report" | "remark" => {}
        other => {
            let reason = format!("\"{other}\" is no kind of item; use visit, report or remark");
            return Err(refuse("kind", reason));
        }
    }
    if i.kind != "remark" && (i.due.is_some() || !i.owner.is_empty()) {
        return Err(refuse(
            "owner",
            "and due belong to a remark; make it one, or leave them out",
        ));
    }
    let site = i.site.map(|s| project.site_row(s, day)).transpose()?;
    let (item, edit) = project.edit(actor, "meeting_item", |tx| {
        let id = tx.put_meeting_item(day, &i)?;
        let words = args([
            ("day", day.to_string().into()),
            ("kind", i.kind.into()),
            ("name", i.text.into()),
            ("site", site.map(|s| s.number).unwrap_or_default().into()),
        ]);
        Ok((id, words))
    })?;
    let done = done(project, edit)?;
    Ok(ItemDone { item, done })
}

/// Closes a remark on a day, with what was done about it.
///
/// # Errors
/// [`Error::Field`] when it is no remark or done already; [`Error::NotFound`].
pub fn finish(project: &Project, actor: &Actor, id: MeetingItemId, note: &str, on: NaiveDate) -> Result<Done> {
    let (_, edit) = project.edit(actor, "meeting_done", |tx| {
        let item = tx.meeting_item(id, on)?;
        if item.kind != "remark" {
            return Err(refuse(
                "item",
                format!("{} is a {}; only a remark is done", id.0, item.kind),
            ));
        }
        if let Some(day) = item.done_on {
            return Err(refuse("item", format!("{} was done on {day} already", id.0)));
        }
        tx.set_item_done(id, on, note.trim())?;
        Ok(((), args([("day", item.day.into()), ("name", item.text.into())])))
    })?;
    done(project, edit)
}

/// What the meeting of a day takes up: first the remarks of all earlier meetings that were not done by then, then its
/// own items, if it was made already.
///
/// # Errors
/// Only when the file cannot be read.
pub fn agenda(project: &Project, day: NaiveDate) -> Result<Agenda> {
    Ok(Agenda {
        day: day.to_string(),
        open: project.open_remarks(day)?,
        items: project.meeting_items(day, day)?,
    })
}
