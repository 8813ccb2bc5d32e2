//! The review's list of problems: linked to sites and tasks, claimed done, struck off when all of it is accepted.

use super::{args, done, refuse};
use crate::Result;
use crate::model::{Actor, FeedbackId, State};
use crate::store::{FeedbackUpsert, Link, Project, Tx};
use crate::view::Done;
use crate::view::feedback::{FeedbackCounts, FeedbackInput, FeedbackList, FeedbackRow, LinkedSite, LinkedTask};
use chrono::NaiveDate;

/// Links that a refusal names before the rest is only counted.
const NAMED: usize = 10;

impl LinkedSite {
    /// Accepted, which alone lets a problem be struck off.
    pub fn is_done(&self) -> bool {
        self.state == State::Accepted
    }
}

impl LinkedTask {
    /// Accepted.
    pub fn is_done(&self) -> bool {
        self.state == "accepted"
    }
}

impl FeedbackCounts {
    /// Counts a list.
    pub fn of(rows: &[FeedbackRow]) -> FeedbackCounts {
        let count = |f: fn(&FeedbackRow) -> bool| rows.iter().filter(|r| f(r)).count() as u32;
        FeedbackCounts {
            total: rows.len() as u32,
            struck: count(|r| r.struck_on.is_some()),
            overdue: count(|r| r.overdue),
            ready: count(|r| r.complete && r.struck_on.is_none()),
            claimed_not_done: count(|r| r.claimed_not_done),
            unlinked: count(|r| r.total == 0),
        }
    }
}

/// The whole list on a day. Its second list are the rows with `claimed_not_done`.
///
/// # Errors
/// Only when the file cannot be read.
pub fn list(project: &Project, on: NaiveDate) -> Result<FeedbackList> {
    let rows = project.feedback(on)?;
    Ok(FeedbackList {
        on: on.to_string(),
        counts: FeedbackCounts::of(&rows),
        rows,
    })
}

/// Adds a problem.
///
/// # Errors
/// [`crate::Error::Field`] when number or text are empty, the number is taken, or the day is none.
pub fn add(project: &Project, actor: &Actor, f: &FeedbackInput) -> Result<Done> {
    let (number, text) = (f.number.trim(), f.text.trim());
    if number.is_empty() {
        return Err(refuse("number", "is empty; an item is known by its number"));
    }
    if text.is_empty() {
        return Err(refuse("text", "is empty; say what is wrong"));
    }
    let due = super::day("due", f.due.as_deref())?.map(|d| d.to_string());
    let (_, edit) = project.edit(actor, "add_feedback", |tx| {
        if tx.feedback_numbered(number)?.is_some() {
            return Err(refuse(
                "number",
                format!("\"{number}\" is taken; give the item another"),
            ));
        }
        tx.put_feedback(&FeedbackUpsert {
            number,
            text: Some(text),
            category: Some(f.category.trim()),
            due: due.as_deref(),
            org: Some(f.org.trim()),
        })?;
        Ok(((), args([("number", number.into()), ("name", text.into())])))
    })?;
    done(project, edit)
}

/// Runs a change of one problem as an edit.
fn change(
    project: &Project,
    actor: &Actor,
    verb: &str,
    id: FeedbackId,
    on: NaiveDate,
    work: impl FnOnce(&mut Tx<'_>, &FeedbackRow) -> Result<()>,
) -> Result<Done> {
    let (_, edit) = project.edit(actor, verb, |tx| {
        let row = tx.feedback_row(id, on)?;
        work(tx, &row)?;
        Ok(((), args([("number", row.number.into()), ("name", row.text.into())])))
    })?;
    done(project, edit)
}

fn still_open(row: &FeedbackRow) -> Result<()> {
    match &row.struck_on {
        None => Ok(()),
        Some(day) => Err(refuse(
            format!("feedback {}", row.number),
            format!("was struck off on {day}; reopen it first"),
        )),
    }
}

/// Links a problem to sites and tasks.
///
/// # Errors
/// Refused once it is struck off; [`crate::Error::NotFound`].
pub fn link(project: &Project, actor: &Actor, id: FeedbackId, links: &[Link], on: NaiveDate) -> Result<Done> {
    change(project, actor, "link_feedback", id, on, |tx, row| {
        still_open(row)?;
        links.iter().try_for_each(|l| tx.link_feedback(id, *l))
    })
}

/// Takes links away.
///
/// # Errors
/// Refused once it is struck off; [`crate::Error::NotFound`].
pub fn unlink(project: &Project, actor: &Actor, id: FeedbackId, links: &[Link], on: NaiveDate) -> Result<Done> {
    change(project, actor, "unlink_feedback", id, on, |tx, row| {
        still_open(row)?;
        links.iter().try_for_each(|l| tx.unlink_feedback(id, *l))
    })
}

/// Notes that the unit said on a day that it is done (整改单位声称完成). The first day of claiming stays.
///
/// # Errors
/// Refused once it is struck off, and on a day that is still to come; [`crate::Error::NotFound`].
pub fn claim(project: &Project, actor: &Actor, id: FeedbackId, day: NaiveDate, on: NaiveDate) -> Result<Done> {
    super::happened("on", day, on)?;
    change(project, actor, "claim_feedback", id, on, |tx, row| {
        still_open(row)?;
        let first = super::day("claimed_on", row.claimed_on.as_deref())?;
        tx.set_feedback_days(id, Some(first.unwrap_or(day)), None)
    })
}

/// Strikes a problem off (销号) on a day: only when it has links and all of them are accepted.
///
/// # Errors
/// [`crate::Error::Field`] naming the sites and tasks that are not accepted, or for a day that is still to come;
/// [`crate::Error::NotFound`].
pub fn strike(project: &Project, actor: &Actor, id: FeedbackId, day: NaiveDate, on: NaiveDate) -> Result<Done> {
    super::happened("on", day, on)?;
    change(project, actor, "strike_feedback", id, on, |tx, row| {
        still_open(row)?;
        if !row.complete {
            return Err(refuse(format!("feedback {}", row.number), lacking(row)));
        }
        let claimed = super::day("claimed_on", row.claimed_on.as_deref())?;
        tx.set_feedback_days(id, claimed, Some(day))
    })
}

/// What stands in the way of striking off.
fn lacking(row: &FeedbackRow) -> String {
    if row.total == 0 {
        return "cannot be struck off: it is linked to no site and no task; link them first".into();
    }
    let sites = row.sites.iter().filter(|s| !s.is_done());
    let tasks = row.tasks.iter().filter(|t| !t.is_done());
    let all: Vec<String> = sites
        .map(|s| format!("site {} is {}", s.number, s.state.word()))
        .chain(tasks.map(|t| format!("task {} in {} is {}", t.name, t.grid.code, t.state)))
        .collect();
    let mut named = all[..all.len().min(NAMED)].join(", ");
    if all.len() > NAMED {
        named.push_str(&format!(" and {} more", all.len() - NAMED));
    }
    format!(
        "cannot be struck off: {} of {} are accepted; {named}",
        row.done, row.total
    )
}

/// Takes the claim and the striking off back.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn reopen(project: &Project, actor: &Actor, id: FeedbackId, on: NaiveDate) -> Result<Done> {
    change(project, actor, "reopen_feedback", id, on, |tx, _| {
        tx.set_feedback_days(id, None, None)
    })
}
