//! The one rule of lateness, as SQL asks it.

use crate::Result;
use crate::calendar::lateness::Lateness;
use crate::calendar::pause::{Pause, paused_days};
use chrono::NaiveDate;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::Value;

/// The stops of each year, by name. What is no stop in the file stops nothing.
pub(super) fn pauses(c: &Connection) -> Result<Vec<Pause>> {
    let mut q =
        c.prepare_cached("SELECT name, from_month, from_day, to_month, to_day, kinds FROM pause ORDER BY name, fid")?;
    let mut out = Vec::new();
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        let kinds: String = r.get(5)?;
        let kinds = kinds.split_whitespace().map(str::to_owned).collect();
        out.extend(Pause::new(
            r.get::<_, String>(0)?,
            (r.get(1)?, r.get(2)?),
            (r.get(3)?, r.get(4)?),
            kinds,
        ));
    }
    Ok(out)
}

/// Lateness on a day, by the stops in the file.
pub(super) fn lateness(c: &Connection, on: NaiveDate) -> Result<Lateness> {
    Ok(Lateness::new(on, pauses(c)?))
}

impl Lateness {
    /// That the deadline of `site s` has passed; whether the site can be late at all is asked beside it.
    pub(super) fn passed(&self) -> (String, Vec<Value>) {
        if self.paused().is_empty() {
            return ("s.deadline < ?".into(), vec![self.day().to_owned().into()]);
        }
        let mut sql = "s.deadline < CASE s.kind".to_owned();
        let mut values = Vec::new();
        for (kind, before) in self.paused() {
            sql.push_str(" WHEN ? THEN ?");
            values.extend([Value::from(kind.clone()), before.clone().into()]);
        }
        sql.push_str(" ELSE ? END");
        values.push(self.day().to_owned().into());
        (sql, values)
    }

    /// That work on the kind of `site s` stops that day.
    pub(super) fn stopped(&self) -> (String, Vec<Value>) {
        let marks = vec!["?"; self.paused().len()].join(", ");
        let kinds = self.paused().iter().map(|p| p.0.clone().into()).collect();
        (format!("s.kind IN ({marks})"), kinds)
    }

    /// By what to sort `site s` so that the most days late come first. Where there are stops it is taught to the
    /// connection: the days that do not count differ from row to row.
    pub(super) fn order(&self, c: &Connection) -> Result<&'static str> {
        if self.pauses().is_empty() {
            return Ok("s.deadline");
        }
        let (on, pauses) = (self.on(), self.pauses().to_vec());
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DIRECTONLY;
        c.create_scalar_function("stopped_days", 2, flags, move |x| {
            let deadline = x.get_raw(1).as_str().ok().and_then(|d| d.parse().ok());
            let kind = x.get_raw(0).as_str().unwrap_or_default();
            Ok(deadline.map(|d| paused_days(kind, d, on, &pauses)))
        })?;
        Ok("julianday(s.deadline) + stopped_days(s.kind, s.deadline)")
    }
}
