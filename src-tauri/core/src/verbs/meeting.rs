//! The dispatch meeting (调度会): a dated snapshot that never changes, and items that are followed to their end.

use super::{args, day as read_day, done, refuse};
use crate::model::{Actor, MeetingItemId};
use crate::store::{NewItem, Project, Stretch};
use crate::view::meeting::{Agenda, ItemDone, MeetingFigures, MeetingItemInput, MovedSite};
use crate::view::meeting_page::{MeetingList, MeetingPage, MeetingSiteRow, RankBy, RankOf, RankedRow};
use crate::view::{Done, Page};
use crate::{Error, Result};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Makes the meeting of a day and freezes its figures.
///
/// The day may lie in the past or ahead: the figures are those of the file as it stands now, and the day decides only
/// what is late on it, which duties are in force, and which meeting is the one before. Moves are counted from the
/// moment in which the meeting before was frozen until now, so that each falls into one period.
///
/// # Errors
/// [`Error::Field`] when the day has a meeting already, or is of a year that nobody means.
pub fn create(project: &Project, actor: &Actor, day: NaiveDate, title: &str, note: &str) -> Result<Done> {
    super::sensible("day", day)?;
    project.notice_others()?;
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
    project.meeting_figures(day)
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
/// [`Error::Field`] when it is no remark or done already, or the day is still to come; [`Error::NotFound`].
pub fn finish(
    project: &Project,
    actor: &Actor,
    id: MeetingItemId,
    note: &str,
    day: NaiveDate,
    on: NaiveDate,
) -> Result<Done> {
    super::happened("on", day, on)?;
    let (_, edit) = project.edit(actor, "meeting_done", |tx| {
        let item = tx.meeting_item(id, on)?;
        if item.kind != "remark" {
            return Err(refuse(
                "item",
                format!("{} is a {}; only a remark is done", id.0, item.kind),
            ));
        }
        if let Some(done) = item.done_on {
            return Err(refuse("item", format!("{} was done on {done} already", id.0)));
        }
        tx.set_item_done(id, day, note.trim())?;
        Ok(((), args([("day", item.day.into()), ("name", item.text.into())])))
    })?;
    done(project, edit)
}

/// What the meeting of a day takes up: first the remarks of earlier meetings that it froze as open, as they stand on another
/// day (of one that is not made yet, those not done by its day); then its own items.
///
/// # Errors
/// As of [`show`], save that a day without a meeting has an agenda too.
pub fn agenda(project: &Project, day: NaiveDate, on: NaiveDate) -> Result<Agenda> {
    let open = match project.meeting_head(day) {
        Err(Error::NotFound { .. }) => project.open_remarks(day, on)?,
        other => {
            let frozen: Vec<_> = other?.open_remarks.iter().map(|i| i.id).collect();
            project.remarks(&frozen, on)?
        }
    };
    Ok(Agenda {
        day: day.to_string(),
        open,
        items: project.meeting_items(day, on)?,
    })
}

/// What the meeting of a day showed, beside what the one before it had frozen.
///
/// # Errors
/// As of [`show`].
pub fn page(project: &Project, day: NaiveDate) -> Result<MeetingPage> {
    let now = project.meeting_head(day)?;
    let before = before(project, &now)?;
    Ok(now.page(before.as_ref()))
}

/// The meeting before, as the meeting itself names it: one that was put in between later changes nothing.
fn before(project: &Project, now: &MeetingFigures) -> Result<Option<MeetingFigures>> {
    let since = super::day("since", now.since.as_deref())?;
    match since.map(|day| project.meeting_head(day)).transpose() {
        Err(Error::NotFound { .. }) => Ok(None),
        other => other,
    }
}

/// Rows of a ranking at the meeting of a day.
///
/// # Errors
/// As of [`show`].
pub fn ranking(
    project: &Project,
    day: NaiveDate,
    of: RankOf,
    by: RankBy,
    offset: u32,
    limit: u32,
) -> Result<Page<RankedRow>> {
    let now = project.meeting_head(day)?;
    let before = before(project, &now)?;
    let rows = now.ranked(before.as_ref(), of, by);
    Ok(Page {
        total: rows.len() as u32,
        offset,
        rows: rows.into_iter().skip(offset as usize).take(limit as usize).collect(),
    })
}

/// Rows of a list of sites that the meeting of a day froze.
///
/// # Errors
/// As of [`show`].
pub fn sites(
    project: &Project,
    day: NaiveDate,
    list: MeetingList,
    offset: u32,
    limit: u32,
) -> Result<Page<MeetingSiteRow>> {
    let head = project.meeting_head(day)?;
    let names: HashMap<&str, &str> = head.grids.iter().map(|g| (g.code.as_str(), g.name.as_str())).collect();
    let name = |code: &str| {
        names
            .get(code)
            .filter(|n| !n.is_empty())
            .copied()
            .unwrap_or(code)
            .to_owned()
    };
    let row = |id, s: MovedSite, days_late| {
        let kind = head.kinds.iter().find(|k| k.code == s.kind);
        let (kind_name, kind_name_en) = kind.map(|k| (k.name.clone(), k.name_en.clone())).unwrap_or_default();
        MeetingSiteRow {
            id,
            grid: name(&s.grid),
            number: s.number,
            kind: s.kind,
            kind_name,
            kind_name_en,
            address: s.address,
            chief: s.chief,
            state: s.state,
            day: s.day,
            days_late,
        }
    };
    let (total, stretch) = project.meeting_stretch(day, list, offset, limit)?;
    let rows = match stretch {
        Stretch::Unresolved(rows) => (offset..)
            .zip(rows)
            .map(|(id, s)| {
                let listed = MovedSite {
                    number: s.number,
                    kind: s.kind,
                    grid: s.grid,
                    state: s.state,
                    day: s.deadline,
                    address: s.address,
                    chief: s.chief,
                };
                row(id, listed, s.days_late)
            })
            .collect(),
        Stretch::Moved(rows) => (offset..).zip(rows).map(|(id, s)| row(id, s, None)).collect(),
    };
    Ok(Page { total, offset, rows })
}
