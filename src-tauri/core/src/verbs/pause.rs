//! Stops of each year (冬季停工): declared, changed or taken back, each time with all the deadlines that follow.

use super::{args, done, refuse};
use crate::calendar::no_such_day;
use crate::calendar::pause::{Pause, paused_deadline};
use crate::model::Actor;
use crate::store::{Project, Tx};
use crate::view::Done;
use crate::view::rules::PauseInput;
use crate::{Error, Result};
use chrono::NaiveDate;

/// Month and day of `11-15`.
fn month_day(field: &str, text: Option<&str>, was: Option<(u32, u32)>) -> Result<(u32, u32)> {
    let Some(text) = super::text(text) else {
        return was.ok_or_else(|| refuse(field, "is empty; write month-day, such as 11-15"));
    };
    let parts = text.split_once('-').map(|(m, d)| (m.parse().ok(), d.parse().ok()));
    let why = match parts {
        Some((Some(m), Some(d))) => match no_such_day(None, m, d) {
            Some(none) => format!("\"{text}\" is no day of the year: {none}; write the day again"),
            None => return Ok((m, d)),
        },
        _ => format!("\"{text}\" is no day of the year; write month-day, such as 11-15"),
    };
    Err(refuse(field, why))
}

/// What is given of a stop, put over what it was.
fn over(tx: &Tx<'_>, was: Option<&Pause>, i: &PauseInput) -> Result<Pause> {
    let name = i.name.as_deref().or(was.map(Pause::name)).unwrap_or_default().trim();
    if name.is_empty() {
        return Err(refuse("name", "is empty; write what the office calls this stop"));
    }
    let from = month_day("from", i.from.as_deref(), was.map(Pause::from))?;
    let to = month_day("to", i.to.as_deref(), was.map(Pause::to))?;
    let mut kinds: Vec<String> = Vec::new();
    for kind in i.kinds.as_deref().or(was.map(Pause::kinds)).unwrap_or_default() {
        let code = tx.kind_by_name(kind)?.code;
        if !kinds.contains(&code) {
            kinds.push(code);
        }
    }
    if kinds.is_empty() {
        return Err(refuse("kinds", "are none; choose at least one kind of site"));
    }
    let others: Vec<Pause> = tx
        .pauses()?
        .into_iter()
        .filter(|p| was.is_none_or(|w| p.name() != w.name()))
        .collect();
    if others.iter().any(|p| p.name() == name) {
        return Err(refuse(
            "name",
            format!("\"{name}\" is the name of another stop; choose another"),
        ));
    }
    let pause = Pause::new(name, from, to, kinds).map_err(|why| refuse("to", why))?;
    let all: Vec<Pause> = others.into_iter().chain([pause.clone()]).collect();
    let any_day = NaiveDate::default();
    if let Some(kind) = pause
        .kinds()
        .iter()
        .find(|k| paused_deadline(k, any_day, any_day, &all).is_none())
    {
        return Err(refuse(
            "to",
            format!("leaves no day of the year to work on {kind}; shorten it or another stop"),
        ));
    }
    Ok(pause)
}

fn named(tx: &Tx<'_>, name: &str) -> Result<Pause> {
    let found = tx.pauses()?.into_iter().find(|p| p.name() == name.trim());
    found.ok_or_else(|| Error::NotFound {
        what: "pause",
        name: name.into(),
    })
}

/// Kinds of one or the other, each once.
fn both(a: &[String], b: &[String]) -> Vec<String> {
    let mut all = [a, b].concat();
    all.sort_unstable();
    all.dedup();
    all
}

/// Writes a stop and reckons the deadlines of its kinds anew; gives its name and how many changed.
fn write(tx: &mut Tx<'_>, was: Option<&str>, input: &PauseInput) -> Result<(String, u32)> {
    let was = was.map(|name| named(tx, name)).transpose()?;
    let pause = over(tx, was.as_ref(), input)?;
    tx.put_pause(was.as_ref().map(Pause::name), &pause)?;
    let kinds = both(was.as_ref().map_or(&[], |w| w.kinds()), pause.kinds());
    Ok((pause.name().to_owned(), tx.reckon_kinds(&kinds)?))
}

/// Declares a stop, or changes the one that was called so; the deadlines of all unresolved sites of its kinds are reckoned
/// anew in the same edit.
///
/// # Errors
/// [`Error::Field`] for what is missing or no day of the year, or where no day would be left to work; [`Error::NotFound`].
pub fn put(project: &Project, actor: &Actor, was: Option<&str>, input: &PauseInput) -> Result<Done> {
    let (_, edit) = project.edit(actor, "pause", |tx| {
        let (name, moved) = write(tx, was, input)?;
        Ok(((), args([("name", name.into()), ("count", moved.into())])))
    })?;
    done(project, edit)
}

/// How many deadlines [`put`] would change; nothing is written.
///
/// # Errors
/// As [`put`].
pub fn would_move(project: &Project, was: Option<&str>, input: &PauseInput) -> Result<u32> {
    project.rehearse(|tx| Ok(write(tx, was, input)?.1))
}

/// Takes a stop back; deadlines become what they would be had it never been declared.
///
/// # Errors
/// [`Error::NotFound`].
pub fn remove(project: &Project, actor: &Actor, name: &str) -> Result<Done> {
    let (_, edit) = project.edit(actor, "pause_remove", |tx| {
        let pause = named(tx, name)?;
        tx.remove_pause(pause.name())?;
        let moved = tx.reckon_kinds(pause.kinds())?;
        Ok(((), args([("name", pause.name().into()), ("count", moved.into())])))
    })?;
    done(project, edit)
}
