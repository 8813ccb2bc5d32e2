//! Deadlines of sites: given, and reckoned anew when stops or suspensions change.

use super::lateness::pauses;
use super::{Project, SiteUpsert, Tx};
use crate::Result;
use crate::calendar::due::{Allowed, Due, Rules};
use crate::calendar::{Calendar, Count, DayKind};
use crate::model::SiteId;
use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params, params_from_iter};
use std::borrow::Cow;
use std::collections::HashMap;

/// What is kept of a site's time: key, kind, deadline, what it was moved from, and from when. Where nobody wrote down from when, it was
/// as long as the kind allows.
const KEPT: &str = "s.fid, s.kind, s.deadline, s.granted,
     coalesce(s.due_from, s.found_on, date(coalesce(s.granted, s.deadline), '-' || k.deadline_days || ' days'))
     FROM site s LEFT JOIN kind k ON k.code = s.kind";

struct Kept {
    id: SiteId,
    kind: String,
    deadline: NaiveDate,
    granted: Option<NaiveDate>,
    from: NaiveDate,
}

/// None without a deadline, and for days that are none.
fn kept(r: &Row<'_>) -> rusqlite::Result<Option<Kept>> {
    let day = |i| Ok::<_, rusqlite::Error>(r.get_ref(i)?.as_str().ok().and_then(|d| d.parse().ok()));
    let (deadline, from) = (day(2)?, day(4)?);
    let Some((deadline, from)) = deadline.zip(from) else {
        return Ok(None);
    };
    Ok(Some(Kept {
        id: r.get(0)?,
        kind: r.get(1)?,
        deadline,
        granted: day(3)?,
        from,
    }))
}

/// Columns of a site's time, as they are written.
#[derive(Debug, Clone, Default)]
pub(super) struct Time<'a> {
    pub deadline: Option<Cow<'a, str>>,
    pub granted: Option<String>,
    pub due_from: Option<String>,
}

impl<'a> Time<'a> {
    fn of(due: Due, from: Option<&str>) -> Self {
        Time {
            deadline: Some(due.deadline.to_string().into()),
            granted: due.granted.map(|d| d.to_string()),
            due_from: from.map(str::to_owned),
        }
    }

    fn as_written(deadline: &'a str) -> Self {
        Time {
            deadline: Some(deadline.into()),
            ..Time::default()
        }
    }
}

/// Times of the sites that one source gives on a day.
#[derive(Debug)]
pub(super) struct Times {
    rules: Rules,
    on: NaiveDate,
    day: String,
    /// What each kind allows from that day on.
    kinds: HashMap<String, Time<'static>>,
    /// New sites that were given what their kind allows.
    pub allowed: u32,
}

impl Times {
    pub fn new(rules: Rules, on: NaiveDate) -> Times {
        Times {
            rules,
            on,
            day: on.to_string(),
            kinds: HashMap::new(),
            allowed: 0,
        }
    }

    /// Of a new site: its deadline as the source wrote it, else what its kind allows from the day on that it is taken in.
    pub fn of_new<'a>(&mut self, s: &SiteUpsert<'a>) -> Time<'a> {
        match s.deadline {
            Some(written) if self.rules.pauses.is_empty() => Time::as_written(written),
            Some(written) => {
                // The day it was found is kept in a column of its own.
                let found = s.found_on.and_then(|d| d.parse().ok());
                let from = if found.is_none() { Some(self.day.as_str()) } else { None };
                match written.parse() {
                    Ok(day) => Time::of(
                        self.rules
                            .given(s.kind.unwrap_or_default(), found.unwrap_or(self.on), day),
                        from,
                    ),
                    Err(_) => Time::as_written(written),
                }
            }
            None if s.state.is_some_and(|state| !state.is_unresolved()) => Time::default(),
            None => self.allowed_by(s.kind.unwrap_or_default()),
        }
    }

    fn allowed_by(&mut self, kind: &str) -> Time<'static> {
        if let Some(time) = self.kinds.get(kind) {
            return time.clone();
        }
        let due = self.rules.allow(kind, self.on);
        let time = due.map_or_else(Time::default, |due| Time::of(due, Some(&self.day)));
        self.kinds.insert(kind.to_owned(), time.clone());
        time
    }

    /// Counts a new site in that was written.
    pub fn note(&mut self, s: &SiteUpsert<'_>, time: &Time<'_>) {
        self.allowed += u32::from(s.deadline.is_none() && time.deadline.is_some());
    }

    /// Of a site that is there and gets another deadline: a new time, from that day on.
    pub fn of_change<'a>(&self, kind: &str, written: &'a str) -> Time<'a> {
        match written.parse() {
            Ok(day) => Time::of(self.rules.given(kind, self.on, day), Some(&self.day)),
            Err(_) => Time::as_written(written),
        }
    }
}

fn rules(c: &Connection) -> Result<Rules> {
    let listed = c
        .prepare_cached("SELECT day, kind FROM holiday")?
        .query_map([], |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let kinds = c
        .prepare_cached("SELECT code, deadline_days, deadline_in = 'working' FROM kind")?
        .query_map([], |r| {
            let count = if r.get(2)? { Count::Working } else { Count::Calendar };
            Ok((r.get(0)?, Allowed { days: r.get(1)?, count }))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Rules {
        calendar: Calendar::new(listed.iter().filter_map(|(day, kind)| {
            let kind = if kind == "make_up" {
                DayKind::MakeUp
            } else {
                DayKind::Holiday
            };
            Some((day.parse().ok()?, kind))
        })),
        pauses: pauses(c)?,
        kinds,
    })
}

impl Tx<'_> {
    /// The office's rules about deadlines, as they stand now.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn deadline_rules(&self) -> Result<Rules> {
        rules(self.connection())
    }

    /// Gives a site a deadline.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn set_due(&mut self, id: SiteId, due: Due) -> Result<()> {
        self.connection()
            .prepare_cached("UPDATE site SET deadline = ?2, granted = ?3, due_from = ?4 WHERE fid = ?1")?
            .execute(params![
                id,
                due.deadline.to_string(),
                due.granted.map(|d| d.to_string()),
                due.from.to_string()
            ])?;
        Ok(())
    }

    /// Takes the deadline of a site away.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn clear_due(&mut self, id: SiteId) -> Result<()> {
        self.connection()
            .prepare_cached("UPDATE site SET deadline = NULL, granted = NULL, due_from = NULL WHERE fid = ?1")?
            .execute([id])?;
        Ok(())
    }

    /// Notes that a site was suspended from one day to another: those days use up no time.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_suspension(&mut self, site: SiteId, from: NaiveDate, to: NaiveDate) -> Result<()> {
        let id = self.next_id("suspension")?;
        self.connection()
            .prepare_cached("INSERT INTO suspension(fid, site, from_day, to_day) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![id, site, from.to_string(), to.to_string()])?;
        Ok(())
    }

    /// Reckons the deadline of a site anew from what was granted to it.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn reckon_site(&mut self, id: SiteId) -> Result<()> {
        self.reckon("WHERE s.fid = ?", vec![id.0.into()])?;
        Ok(())
    }

    /// Reckons the deadlines of all unresolved sites of some kinds anew; says how many changed.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn reckon_kinds(&mut self, kinds: &[String]) -> Result<u32> {
        let marks = vec!["?"; kinds.len()].join(", ");
        self.reckon(
            &format!("WHERE s.kind IN ({marks}) AND s.state NOT IN ('accepted', 'dismissed')"),
            kinds.iter().map(|k| k.clone().into()).collect(),
        )
    }

    fn reckon(&mut self, which: &str, values: Vec<Value>) -> Result<u32> {
        let c = self.connection();
        let rules = rules(c)?;
        let times: Vec<Kept> = c
            .prepare_cached(&format!("SELECT {KEPT} {which} ORDER BY s.fid"))?
            .query_map(params_from_iter(values.iter()), kept)?
            .filter_map(rusqlite::Result::transpose)
            .collect::<rusqlite::Result<_>>()?;
        let suspensions = suspensions(c, which, &values)?;
        let mut write = c.prepare_cached("UPDATE site SET deadline = ?2, granted = ?3 WHERE fid = ?1")?;
        let mut changed = 0;
        for t in times {
            let granted = t.granted.unwrap_or(t.deadline);
            let pauses = suspensions.get(&t.id).map_or(&[][..], Vec::as_slice);
            let due = rules.due(&t.kind, t.from, granted, pauses);
            if (due.deadline, due.granted) != (t.deadline, t.granted) {
                write.execute(params![
                    t.id,
                    due.deadline.to_string(),
                    due.granted.map(|d| d.to_string())
                ])?;
                changed += 1;
            }
        }
        Ok(changed)
    }
}

/// Suspensions that are over, of each of these sites.
fn suspensions(c: &Connection, which: &str, values: &[Value]) -> Result<HashMap<SiteId, Vec<(NaiveDate, NaiveDate)>>> {
    let mut out: HashMap<_, Vec<_>> = HashMap::new();
    let mut q = c.prepare_cached(&format!(
        "SELECT x.site, x.from_day, x.to_day FROM suspension x JOIN site s ON s.fid = x.site {which} ORDER BY x.fid"
    ))?;
    let mut rows = q.query(params_from_iter(values.iter()))?;
    while let Some(r) = rows.next()? {
        let day = |i| Ok::<_, rusqlite::Error>(r.get_ref(i)?.as_str().ok().and_then(|d| d.parse().ok()));
        if let (Some(from), Some(to)) = (day(1)?, day(2)?) {
            out.entry(r.get(0)?).or_default().push((from, to));
        }
    }
    Ok(out)
}

impl Project {
    /// The office's rules about deadlines, as they stand now.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn deadline_rules(&self) -> Result<Rules> {
        rules(&*self.read()?)
    }
}
