//! What can be done with a project: one module a verb, used by the window and the command line alike.
//!
//! The day is passed in; nothing here looks at a clock.

pub mod acceptance;
mod answerable;
pub mod assign;
pub mod breakdown;
pub mod campaign;
mod cells;
pub mod check;
pub mod dossier;
pub mod duty;
pub mod escalate;
pub mod export;
pub mod feedback;
pub mod holiday;
pub mod import;
pub mod kind;
pub mod matrix;
pub mod matrix_csv;
pub mod meeting;
pub mod notice;
pub mod opening;
pub mod output;
pub mod past;
pub mod patrol;
pub mod pause;
pub mod person;
pub mod recheck;
pub mod rollup;
pub mod rules;
pub mod sample;
pub mod setting;
pub mod site;
pub mod status;
pub mod step;
pub mod task;
pub mod trend;
pub mod vacancy;

use crate::calendar::no_day_written;
use crate::store::Args;
use crate::view::{Done, EditInfo};
use crate::{Error, Result};
use chrono::{Datelike, NaiveDate};
use serde_json::Value;

/// Years of days that somebody writes.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Text without the blanks around it; none where nothing is left.
fn text(given: Option<&str>) -> Option<&str> {
    given.map(str::trim).filter(|t| !t.is_empty())
}

/// What a field was given and cannot be.
fn refuse(field: impl Into<String>, reason: impl Into<String>) -> Error {
    Error::Field {
        field: field.into(),
        reason: reason.into(),
    }
}

/// A day as it was written; none where nothing was.
fn day(field: &str, given: Option<&str>) -> Result<Option<NaiveDate>> {
    let Some(t) = text(given) else { return Ok(None) };
    let day = t.parse().map_err(|_| {
        let why = match no_day_written(t) {
            Some(none) => format!("\"{t}\" is no day: {none}; write the day again"),
            None => format!("\"{t}\" is no day; write it year-month-day, such as 2026-11-30"),
        };
        refuse(field, why)
    })?;
    sensible(field, day)?;
    Ok(Some(day))
}

/// A day as it was written, or why it is none.
///
/// # Errors
/// The reason, as it goes on from the name of what was to be a day.
pub fn read_day(text: &str) -> Result<NaiveDate, String> {
    match day("", Some(text)) {
        Ok(Some(day)) => Ok(day),
        Ok(None) => Err("\"\" is no day; write it year-month-day, such as 2026-11-30".to_owned()),
        Err(Error::Field { reason, .. }) => Err(reason),
        Err(e) => Err(e.to_string()),
    }
}

/// Refuses a day of a year that nobody means.
fn sensible(field: &str, day: NaiveDate) -> Result<()> {
    if YEARS.contains(&day.year()) {
        return Ok(());
    }
    let (first, last) = (YEARS.start(), YEARS.end());
    Err(refuse(
        field,
        format!("\"{day}\" lies outside the years {first} to {last}; write the year again"),
    ))
}

/// Refuses a day of something that has happened, where that day is still to come.
fn happened(field: &str, day: NaiveDate, on: NaiveDate) -> Result<()> {
    sensible(field, day)?;
    if day <= on {
        return Ok(());
    }
    Err(refuse(
        field,
        format!("\"{day}\" is still to come; write the day on which it happened, {on} at the latest"),
    ))
}

fn args<const N: usize>(pairs: [(&str, Value); N]) -> Args {
    pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()
}

/// Number of an edit. The newest of the file, read afterwards, may be somebody else's.
fn made(project: &crate::store::Project, edit: Option<&EditInfo>) -> crate::Result<i64> {
    edit.map_or_else(|| project.revision(), |e| Ok(e.id.0))
}

/// What an edit came to; none where nothing had to change.
///
/// # Errors
/// Only when the file cannot be read.
pub fn done(project: &crate::store::Project, edit: Option<EditInfo>) -> crate::Result<Done> {
    Ok(Done {
        revision: made(project, edit.as_ref())?,
        edit,
        site: None,
    })
}
