//! Sites that an import or the map gives, written by their numbers.

use super::deadline::{Time, Times};
use super::site::lon_lat;
use super::{Tx, Upsert};
use crate::Result;
use crate::geometry::blob;
use crate::model::{GridId, SiteId, State};
use chrono::NaiveDate;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, params, params_from_iter};
use std::collections::HashSet;

/// A site to write by its number. A field that is none keeps what the row has.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct SiteUpsert<'a> {
    pub number: &'a str,
    pub kind: Option<&'a str>,
    pub state: Option<State>,
    pub lon_lat: Option<[f64; 2]>,
    /// The cell its position falls in; only looked at with `lon_lat`.
    pub grid: Option<GridId>,
    pub address: Option<&'a str>,
    pub village: Option<&'a str>,
    pub household: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub area: Option<&'a str>,
    pub source: Option<&'a str>,
    pub found_on: Option<&'a str>,
    pub deadline: Option<&'a str>,
    pub size: Option<&'a str>,
    pub note: Option<&'a str>,
}

/// A site that an import finds under its number, with what tells it from others.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct FoundSite {
    pub kind: String,
    pub village: String,
    pub household: String,
    pub address: String,
    pub lon_lat: Option<[f64; 2]>,
    /// Another program drew it: it is open and has no deadline, which every open site of its kind gets here.
    pub drawn_elsewhere: bool,
}

/// Sites that a source gave already.
#[derive(Debug)]
pub struct SeenSites {
    /// Rows from here on are this edit's own.
    since: SiteId,
    /// Rows from before that it wrote.
    known: HashSet<SiteId>,
    /// State of the site that was there for the last row, where the row gives another: it stays.
    stays: Option<State>,
    /// New sites whose cells are not written yet.
    pub(super) new: Vec<(SiteId, GridId)>,
    /// What their time is.
    times: Times,
}

impl SeenSites {
    /// State that the site of the last row keeps although the row gives another one.
    pub fn stays(&self) -> Option<State> {
        self.stays
    }

    /// New sites that came without a deadline and were given what their kind allows.
    pub fn allowed(&self) -> u32 {
        self.times.allowed
    }

    /// The first key that this edit gives.
    pub(super) fn since(&self) -> SiteId {
        self.since
    }
}

impl Tx<'_> {
    /// Whether any site exists: an import into an empty table need not look for each.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn has_sites(&self) -> Result<bool> {
        Ok(self
            .connection()
            .query_row("SELECT EXISTS (SELECT 1 FROM site)", [], |r| r.get(0))?)
    }

    /// Begins to keep account of the sites that a source gives on a day.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn seen_sites(&mut self, on: NaiveDate) -> Result<SeenSites> {
        Ok(SeenSites {
            since: SiteId(self.next_id("site")?),
            known: HashSet::new(),
            stays: None,
            new: Vec::new(),
            times: Times::new(self.deadline_rules()?, on),
        })
    }

    /// The site that has this number, unless it is this edit's own.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn found_site(&self, number: &str, seen: &SeenSites) -> Result<Option<FoundSite>> {
        Ok(self
            .connection()
            .prepare_cached(
                "SELECT s.kind, s.village, s.household, s.address, s.geom,
                   s.state = 'reported' AND s.deadline IS NULL AND k.deadline_days IS NOT NULL
                 FROM site s LEFT JOIN kind k ON k.code = s.kind WHERE s.number = ?1 AND s.fid < ?2",
            )?
            .query_row(params![number, seen.since], |r| {
                Ok(FoundSite {
                    kind: r.get(0)?,
                    village: r.get(1)?,
                    household: r.get(2)?,
                    address: r.get(3)?,
                    lon_lat: lon_lat(r, 4),
                    drawn_elsewhere: r.get(5)?,
                })
            })
            .optional()?)
    }

    /// Whether a site has a position, and the cell that it is in.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn lies(&self, id: SiteId) -> Result<(bool, Option<GridId>)> {
        Ok(self
            .connection()
            .prepare_cached(
                "SELECT s.geom IS NOT NULL, p.grid FROM site s LEFT JOIN placement p ON p.site = s.fid WHERE s.fid = ?1",
            )?
            .query_row([id], |r| Ok((r.get(0)?, r.get(1)?)))?)
    }

    /// Writes a site by its number. A site that the source gave before is left alone: [`Upsert::Repeated`].
    /// A hand-made assignment to a cell is kept. The cells of new sites are written by [`Tx::place_new`].
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_site(&mut self, s: &SiteUpsert<'_>, seen: &mut SeenSites) -> Result<(SiteId, Upsert)> {
        seen.stays = None;
        let geom = s.lon_lat.map(|[x, y]| blob::from_point(x, y));
        let geom = geom.as_ref().map(|g| &g[..]);
        let id = SiteId(self.next_id("site")?);
        let time = seen.times.of_new(s);
        let row = new_row(id, geom, s, &time);
        let mut insert = self.connection().prepare_cached(
            "INSERT INTO site(fid, geom, number, kind, state, deadline, address, village, household, phone, area, source, found_on, size, note, granted, due_from)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
             ON CONFLICT(number) DO NOTHING",
        )?;
        let inserted = self.unwatched(|| {
            insert.execute(params_from_iter(
                row[..GIVEN]
                    .iter()
                    .chain(&row[LAST..])
                    .map(|v| ToSqlOutput::Borrowed(*v)),
            ))
        })?;
        if inserted == 1 {
            self.record("site", row.len()).insert(&row);
            seen.new.extend(s.grid.map(|grid| (id, grid)));
            seen.times.note(s, &time);
            return Ok((id, Upsert::Inserted));
        }
        // A deadline that the source repeats, moved or as it was granted, is nothing new.
        let (known, repeated, was, state): (SiteId, bool, String, State) = self
            .connection()
            .prepare_cached("SELECT fid, ?2 IS deadline OR ?2 IS granted, kind, state FROM site WHERE number = ?1")?
            .query_row(params![s.number, s.deadline], |r| {
                Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))
            })?;
        let kind = s.kind.unwrap_or(&was);
        let time = s.deadline.filter(|_| !repeated).map(|d| seen.times.of_change(kind, d));
        let time = time.unwrap_or_default();
        if known >= seen.since || !seen.known.insert(known) {
            return Ok((known, Upsert::Repeated));
        }
        seen.stays = s.state.is_some_and(|given| given != state).then_some(state);
        // The state is the lifecycle's: an import may set it for a new site, never for one with a history.
        let changed = self
            .connection()
            .prepare_cached(
                "UPDATE site SET geom = coalesce(?2, geom), kind = coalesce(?3, kind),
                   deadline = coalesce(?4, deadline), address = coalesce(?5, address), village = coalesce(?6, village),
                   household = coalesce(?7, household), phone = coalesce(?8, phone), area = coalesce(?9, area),
                   source = coalesce(?10, source), found_on = coalesce(?11, found_on), size = coalesce(?12, size),
                   note = coalesce(?13, note), granted = CASE WHEN ?4 IS NULL THEN granted ELSE ?14 END,
                   due_from = CASE WHEN ?4 IS NULL THEN due_from ELSE ?15 END
                 WHERE fid = ?1 AND ((?2 IS NOT NULL AND geom IS NOT ?2)
                   OR (?3 IS NOT NULL AND kind <> ?3) OR (?4 IS NOT NULL AND deadline IS NOT ?4)
                   OR (?5 IS NOT NULL AND address <> ?5) OR (?6 IS NOT NULL AND village <> ?6)
                   OR (?7 IS NOT NULL AND household <> ?7) OR (?8 IS NOT NULL AND phone <> ?8)
                   OR (?9 IS NOT NULL AND area <> ?9) OR (?10 IS NOT NULL AND source <> ?10)
                   OR (?11 IS NOT NULL AND found_on IS NOT ?11) OR (?12 IS NOT NULL AND size <> ?12)
                   OR (?13 IS NOT NULL AND note <> ?13))",
            )?
            .execute(params![
                known,
                geom,
                s.kind,
                time.deadline,
                s.address,
                s.village,
                s.household,
                s.phone,
                s.area,
                s.source,
                s.found_on,
                s.size,
                s.note,
                time.granted,
                time.due_from
            ])?
            > 0;
        if changed && s.kind.is_some_and(|k| k != was) {
            self.reckon_site(known)?;
        }
        let moved = geom.is_some() && self.follow_position(known, s.grid)?;
        Ok((
            known,
            if changed || moved {
                Upsert::Updated
            } else {
                Upsert::Unchanged
            },
        ))
    }

    /// Next number for a site that the office puts on the map itself.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn next_site_number(&mut self) -> Result<String> {
        loop {
            let n = self.next_id("site_number")? & 0xffff_ffff;
            let number = format!("N{n:05}");
            let taken: bool = self.connection().query_row(
                "SELECT EXISTS (SELECT 1 FROM site WHERE number = ?1)",
                [&number],
                |r| r.get(0),
            )?;
            if !taken {
                return Ok(number);
            }
        }
    }
}

/// Columns of a new site that its source may give, and the last two; those between start the same for all.
const GIVEN: usize = 15;
const LAST: usize = 24;

/// The row of a new site: all columns of `site`, in their order.
fn new_row<'a>(id: SiteId, geom: Option<&'a [u8]>, s: &SiteUpsert<'a>, time: &'a Time<'_>) -> [ValueRef<'a>; 26] {
    let text = |t: Option<&'a str>| ValueRef::Text(t.unwrap_or_default().as_bytes());
    let date = |t: Option<&'a str>| t.map_or(ValueRef::Null, |t| ValueRef::Text(t.as_bytes()));
    let (zero, null) = (ValueRef::Integer(0), ValueRef::Null);
    [
        ValueRef::Integer(id.0),
        geom.map_or(null, ValueRef::Blob),
        text(Some(s.number)),
        text(s.kind),
        text(Some(s.state.unwrap_or(State::Reported).word())),
        date(time.deadline.as_deref()),
        text(s.address),
        text(s.village),
        text(s.household),
        text(s.phone),
        text(s.area),
        text(s.source),
        date(s.found_on),
        text(s.size),
        text(s.note),
        // task, escalated, rework, relapse, suspended_on, suspended_until, person, escalated_by, escalated_on, granted, due_from
        null,
        text(None),
        zero,
        zero,
        null,
        null,
        null,
        text(None),
        null,
        date(time.granted.as_deref()),
        date(time.due_from.as_deref()),
    ]
}
