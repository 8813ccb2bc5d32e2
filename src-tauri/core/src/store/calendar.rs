//! Holidays, make-up days, and the stops of each year.

use super::lateness::pauses;
use super::{Project, Tx};
use crate::Result;
use crate::calendar::pause::{Pause, is_paused};
use crate::calendar::template_days;
use crate::view::rules::{HolidayRow, Holidays, PauseRow};
use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, params};

/// Listed days, by day.
fn listed(c: &Connection) -> Result<Vec<HolidayRow>> {
    let all = c
        .prepare_cached("SELECT day, kind = 'make_up', name FROM holiday ORDER BY day")?
        .query_map([], |r| {
            Ok(HolidayRow {
                day: r.get(0)?,
                make_up: r.get(1)?,
                name: r.get(2)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

impl Tx<'_> {
    /// Lists a day, whatever was listed of it before.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_holiday(&mut self, day: NaiveDate, make_up: bool, name: &str) -> Result<()> {
        let id = self.next_id("holiday")?;
        let kind = if make_up { "make_up" } else { "holiday" };
        self.connection()
            .prepare_cached(
                "INSERT INTO holiday(fid, day, kind, name) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT(day) DO UPDATE SET kind = excluded.kind, name = excluded.name
                 WHERE kind <> excluded.kind OR name <> excluded.name",
            )?
            .execute(params![id, day.to_string(), kind, name])?;
        Ok(())
    }

    /// Takes the days from one to another from the list; says how many were on it.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn remove_holidays(&mut self, from: NaiveDate, to: NaiveDate) -> Result<usize> {
        Ok(self
            .connection()
            .prepare_cached("DELETE FROM holiday WHERE day BETWEEN ?1 AND ?2")?
            .execute([from.to_string(), to.to_string()])?)
    }

    /// Listed days, by day.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn holidays(&self) -> Result<Vec<HolidayRow>> {
        listed(self.connection())
    }

    /// The stops of each year, by name.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn pauses(&self) -> Result<Vec<Pause>> {
        pauses(self.connection())
    }

    /// Writes a stop in the place of the one that was called so, or as a new one.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_pause(&mut self, was: Option<&str>, p: &Pause) -> Result<()> {
        let (from, to, kinds) = (p.from(), p.to(), p.kinds().join(" "));
        let c = self.connection();
        match was {
            Some(was) => c
                .prepare_cached(
                    "UPDATE pause SET name = ?2, from_month = ?3, from_day = ?4, to_month = ?5, to_day = ?6, kinds = ?7
                     WHERE name = ?1",
                )?
                .execute(params![was, p.name(), from.0, from.1, to.0, to.1, kinds])?,
            None => {
                let id = self.next_id("pause")?;
                self.connection()
                    .prepare_cached("INSERT INTO pause(fid, name, from_month, from_day, to_month, to_day, kinds) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
                    .execute(params![id, p.name(), from.0, from.1, to.0, to.1, kinds])?
            }
        };
        Ok(())
    }

    /// Removes a stop.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn remove_pause(&mut self, name: &str) -> Result<()> {
        self.connection()
            .prepare_cached("DELETE FROM pause WHERE name = ?1")?
            .execute([name])?;
        Ok(())
    }
}

impl Project {
    /// The list of holidays and make-up days.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn holidays(&self) -> Result<Holidays> {
        let days = listed(&*self.read()?)?;
        let known = template_days();
        let mut known_years: Vec<i32> = known.iter().map(|d| d.day.year()).collect();
        known_years.dedup();
        let on_list = |day: &NaiveDate| days.iter().any(|d| d.day == day.to_string());
        Ok(Holidays {
            lacking: known.iter().filter(|d| !on_list(&d.day)).count() as u32,
            known_years,
            days,
        })
    }

    /// The stops of each year, by name.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn pause_list(&self, on: NaiveDate) -> Result<Vec<PauseRow>> {
        let c = self.read()?;
        let mut unresolved =
            c.prepare_cached("SELECT count(*) FROM site WHERE kind = ?1 AND state NOT IN ('accepted', 'dismissed')")?;
        let written = |(month, day): (u32, u32)| format!("{month:02}-{day:02}");
        let mut out = Vec::new();
        for p in pauses(&c)? {
            let mut sites = 0;
            for kind in p.kinds() {
                sites += unresolved.query_row([kind], |r| r.get::<_, u32>(0))?;
            }
            let one = std::slice::from_ref(&p);
            out.push(PauseRow {
                name: p.name().to_owned(),
                from: written(p.from()),
                to: written(p.to()),
                kinds: p.kinds().to_vec(),
                now: p.kinds().iter().any(|k| is_paused(k, on, one)),
                sites,
            });
        }
        Ok(out)
    }
}
