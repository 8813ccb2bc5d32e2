//! Days that are not what their weekday says. Deadlines that were given already stay.

use super::{args, day, done, refuse};
use crate::Result;
use crate::calendar::template_days;
use crate::model::Actor;
use crate::store::Project;
use crate::view::Done;
use crate::view::rules::HolidayInput;
use chrono::NaiveDate;

/// The longest run of days that is taken at once.
const LONGEST: i64 = 60;

fn run(input: &HolidayInput) -> Result<(NaiveDate, NaiveDate)> {
    let from = day("from", Some(&input.from))?
        .ok_or_else(|| refuse("from", "is empty; write a day year-month-day, such as 2026-10-01"))?;
    let to = day("to", input.to.as_deref())?.unwrap_or(from);
    if to < from {
        return Err(refuse(
            "to",
            format!("{to} is before {from}; write the later day second"),
        ));
    }
    if (to - from).num_days() >= LONGEST {
        return Err(refuse(
            "to",
            format!("{from} to {to} is longer than {LONGEST} days; give each holiday its own line"),
        ));
    }
    Ok((from, to))
}

/// Lists a day or a run of days; what was listed of them before gives way.
///
/// # Errors
/// [`crate::Error::Field`] for days that are none.
pub fn put(project: &Project, actor: &Actor, input: &HolidayInput) -> Result<Done> {
    let (from, to) = run(input)?;
    let name = input.name.trim();
    let (_, edit) = project.edit(actor, "holiday", |tx| {
        for day in from.iter_days().take_while(|d| *d <= to) {
            tx.put_holiday(day, input.make_up, name)?;
        }
        let words = args([
            ("from", from.to_string().into()),
            ("to", to.to_string().into()),
            ("name", name.into()),
        ]);
        Ok(((), words))
    })?;
    done(project, edit)
}

/// Takes a day or a run of days from the list.
///
/// # Errors
/// [`crate::Error::Field`] for days that are none, or that are not listed.
pub fn remove(project: &Project, actor: &Actor, input: &HolidayInput) -> Result<Done> {
    let (from, to) = run(input)?;
    let (_, edit) = project.edit(actor, "holiday_remove", |tx| {
        if tx.remove_holidays(from, to)? == 0 {
            return Err(refuse(
                "from",
                format!("{from} is not on the list; nothing to take away"),
            ));
        }
        let words = args([("from", from.to_string().into()), ("to", to.to_string().into())]);
        Ok(((), words))
    })?;
    done(project, edit)
}

/// Lists the days that the program knows and the list does not say; what is listed stays.
///
/// # Errors
/// Only when the file cannot be written.
pub fn take_known(project: &Project, actor: &Actor) -> Result<Done> {
    let (_, edit) = project.edit(actor, "holiday_known", |tx| {
        let listed = tx.holidays()?;
        let mut count = 0u32;
        for d in template_days() {
            if !listed.iter().any(|l| l.day == d.day.to_string()) {
                tx.put_holiday(d.day, d.kind == crate::calendar::DayKind::MakeUp, &d.name)?;
                count += 1;
            }
        }
        Ok(((), args([("count", count.into())])))
    })?;
    done(project, edit)
}
