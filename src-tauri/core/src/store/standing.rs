//! How every site stands: read from the file once, then kept in step with the edits, so that figures after each edit
//! and of each day cost no scan of the file.

use super::changeset;
use super::figures::revision;
use super::packed::unpack;
use super::{Project, Reader, poisoned};
use crate::Result;
use crate::calendar::lateness::Lateness;
use crate::model::{GridId, SiteId, State};
use crate::view::Figures;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;
use std::thread;

/// What a row here is read from.
const TABLES: [&str; 2] = ["site", "placement"];
/// Edits whose record is kept in more bytes than this are not followed: reading all anew is quicker.
const MOST_BYTES: i64 = 1 << 18;
/// In no cell.
const LOOSE: u32 = u32::MAX;
/// Without a deadline: late on no day.
const NEVER: u32 = u32::MAX;
/// A kind that the office does not have.
const UNKNOWN: u16 = u16::MAX;

/// How a site stands on a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub state: State,
    /// Its deadline has passed.
    pub late: bool,
    /// Work on its kind stops.
    pub paused: bool,
}

impl Figures {
    pub(super) fn count(&mut self, s: &Standing) {
        self.total += 1;
        match s.state {
            State::Accepted => self.accepted += 1,
            State::Dismissed => self.dismissed += 1,
            State::Suspended => self.suspended += 1,
            State::Submitted => self.submitted += 1,
            _ => {}
        }
        if s.state.is_unresolved() {
            self.unresolved += 1;
            // Suspended time does not count as late.
            if s.state != State::Suspended {
                self.overdue += u32::from(s.late);
                self.paused += u32::from(s.paused);
            }
        }
    }
}

/// The cell of every site that has one, by key.
pub(super) fn placements(c: &Connection) -> Result<Vec<(SiteId, GridId)>> {
    let mut q = c.prepare_cached("SELECT site, grid FROM placement ORDER BY site")?;
    let all = q
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

/// A site, in 24 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Site {
    id: i64,
    /// Place in `cells`, or [`LOOSE`].
    cell: u32,
    /// As `number` writes days, or [`NEVER`].
    deadline: u32,
    /// Place in `kinds`.
    kind: u16,
    state: State,
}

/// All sites, as of one revision.
#[derive(Default)]
struct Standings {
    revision: i64,
    /// By key.
    sites: Vec<Site>,
    cells: Vec<GridId>,
    cell_at: HashMap<GridId, u32>,
    kinds: Vec<String>,
}

/// What a project keeps of them.
#[derive(Default)]
pub(super) struct Kept(Mutex<Option<Standings>>);

/// A day such as 2026-11-24 as the number 20261124, which keeps the order of days; none where it is no day of our time.
fn number(day: &[u8]) -> Option<u32> {
    let bytes: &[u8; 10] = day.try_into().ok()?;
    let digits = [0, 1, 2, 3, 5, 6, 8, 9].map(|i| u32::from(bytes[i]));
    Some(
        digits
            .into_iter()
            .fold(0, |n, d| n * 10 + d.saturating_sub(u32::from(b'0'))),
    )
}

/// Reads sites of the columns key, kind, state, deadline; words are looked up only where they differ from the row before.
struct Reading<'a> {
    kinds: &'a [String],
    kind: u16,
    state: State,
}

impl Reading<'_> {
    fn of(kinds: &[String]) -> Reading<'_> {
        Reading {
            kinds,
            kind: UNKNOWN,
            state: State::Reported,
        }
    }

    fn row(&mut self, r: &Row<'_>) -> rusqlite::Result<Site> {
        let kind = r.get_ref(1)?.as_bytes().unwrap_or_default();
        if self
            .kinds
            .get(usize::from(self.kind))
            .is_none_or(|k| k.as_bytes() != kind)
        {
            let at = self.kinds.iter().position(|k| k.as_bytes() == kind);
            self.kind = at.map_or(UNKNOWN, |i| i as u16);
        }
        if r.get_ref(2)?
            .as_bytes()
            .is_ok_and(|word| word != self.state.word().as_bytes())
        {
            self.state = r.get(2)?;
        }
        Ok(Site {
            id: r.get(0)?,
            cell: LOOSE,
            deadline: r.get_ref(3)?.as_bytes().ok().and_then(number).unwrap_or(NEVER),
            kind: self.kind,
            state: self.state,
        })
    }
}

fn kinds(c: &Connection) -> Result<Vec<String>> {
    let mut q = c.prepare_cached("SELECT code FROM kind ORDER BY fid")?;
    let all = q.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

fn sites_between(c: &Connection, kinds: &[String], first: i64, last: i64) -> Result<Vec<Site>> {
    let mut out = Vec::new();
    let mut reading = Reading::of(kinds);
    let mut q =
        c.prepare_cached("SELECT fid, kind, state, deadline FROM site WHERE fid BETWEEN ?1 AND ?2 ORDER BY fid")?;
    let mut rows = q.query([first, last])?;
    while let Some(r) = rows.next()? {
        out.push(reading.row(r)?);
    }
    Ok(out)
}

/// Keys of the sites that edits after a revision changed; none when they changed too much to follow.
fn changed(c: &Connection, since: i64) -> Result<Option<BTreeSet<i64>>> {
    let mut keys = BTreeSet::new();
    let mut edits = c.prepare_cached("SELECT coalesce(of, fid), verb, touched FROM edit WHERE fid > ?1")?;
    let mut size = c.prepare_cached("SELECT coalesce(sum(length(changeset)), 0) FROM edit_part WHERE edit = ?1")?;
    let mut parts = c.prepare_cached("SELECT changeset FROM edit_part WHERE edit = ?1")?;
    let mut rows = edits.query([since])?;
    while let Some(r) = rows.next()? {
        let edit: i64 = r.get(0)?;
        let touched = r.get_ref(2)?.as_str().unwrap_or_default();
        if !touched.is_empty() && !touched.split(' ').any(|t| TABLES.contains(&t)) {
            continue;
        }
        let migrated = r.get_ref(1)?.as_str() == Ok("migrate");
        if migrated || size.query_row([edit], |r| r.get::<_, i64>(0))? > MOST_BYTES {
            return Ok(None);
        }
        let mut parts = parts.query([edit])?;
        while let Some(p) = parts.next()? {
            let bytes = unpack(p.get_ref(0)?.as_blob().unwrap_or_default())?;
            TABLES.iter().for_each(|t| keys.extend(changeset::keys(&bytes, t)));
        }
    }
    Ok(Some(keys))
}

impl Standings {
    /// Everything anew, on two connections.
    fn read(one: &Connection, other: Reader<'_>) -> Result<Standings> {
        let kinds = kinds(one)?;
        let middle: i64 = one
            .prepare_cached("SELECT coalesce((min(fid) + max(fid)) / 2, 0) FROM site")?
            .query_row([], |r| r.get(0))?;
        let (first, second) = thread::scope(|scope| {
            let kinds = &kinds;
            let second = scope.spawn(move || {
                let sites = sites_between(&other, kinds, middle + 1, i64::MAX)?;
                Ok::<_, crate::Error>((sites, placements(&other)?))
            });
            (sites_between(one, kinds, i64::MIN, middle), second.join())
        });
        let (rest, placed) = second.map_err(|_| poisoned())??;
        let mut all = Standings {
            sites: first?,
            kinds,
            ..Standings::default()
        };
        all.sites.extend(rest);
        let mut placed = placed.into_iter().peekable();
        for i in 0..all.sites.len() {
            let id = SiteId(all.sites[i].id);
            while placed.next_if(|p| p.0 < id).is_some() {}
            if let Some((_, grid)) = placed.next_if(|p| p.0 == id) {
                all.sites[i].cell = all.place(grid);
            }
        }
        Ok(all)
    }

    /// The place of a cell, made where it was not met yet.
    fn place(&mut self, grid: GridId) -> u32 {
        *self.cell_at.entry(grid).or_insert_with(|| {
            self.cells.push(grid);
            self.cells.len() as u32 - 1
        })
    }

    /// Reads some sites again.
    fn follow(&mut self, c: &Connection, keys: &BTreeSet<i64>) -> Result<()> {
        self.kinds.extend(
            kinds(c)?
                .into_iter()
                .filter(|k| !self.kinds.contains(k))
                .collect::<Vec<_>>(),
        );
        let kinds = std::mem::take(&mut self.kinds);
        let mut q = c.prepare_cached(
            "SELECT s.fid, s.kind, s.state, s.deadline, p.grid FROM site s LEFT JOIN placement p ON p.site = s.fid WHERE s.fid = ?1",
        )?;
        let mut reading = Reading::of(&kinds);
        let (mut gone, mut new) = (BTreeSet::new(), Vec::new());
        for key in keys {
            let now = q
                .query_row([key], |r| Ok((reading.row(r)?, r.get::<_, Option<GridId>>(4)?)))
                .optional()?;
            let at = self.sites.binary_search_by_key(key, |s| s.id);
            match (now, at) {
                (Some((mut site, grid)), at) => {
                    site.cell = grid.map_or(LOOSE, |g| self.place(g));
                    match at {
                        Ok(i) => self.sites[i] = site,
                        Err(_) => new.push(site),
                    }
                }
                (None, Ok(_)) => {
                    gone.insert(*key);
                }
                (None, Err(_)) => {}
            }
        }
        self.kinds = kinds;
        if !gone.is_empty() {
            self.sites.retain(|s| !gone.contains(&s.id));
        }
        if !new.is_empty() {
            self.sites.extend(new);
            self.sites.sort_by_key(|s| s.id);
        }
        Ok(())
    }

    /// Figures of every cell that has sites, and of the sites in none, on a day. Some nanoseconds a site.
    fn figures(&self, late: &Lateness) -> (HashMap<GridId, Figures>, Figures) {
        let of_kind = |kind: &str| {
            (
                number(late.late_before(kind).as_bytes()).unwrap_or(0),
                late.is_paused(kind),
            )
        };
        let kinds: Vec<_> = self.kinds.iter().map(|k| of_kind(k)).collect();
        let unknown = of_kind("");
        let mut cells = vec![Figures::default(); self.cells.len()];
        let mut loose = Figures::default();
        for s in &self.sites {
            let (before, paused) = kinds.get(usize::from(s.kind)).copied().unwrap_or(unknown);
            cells.get_mut(s.cell as usize).unwrap_or(&mut loose).count(&Standing {
                state: s.state,
                late: s.deadline < before,
                paused,
            });
        }
        let cells = self.cells.iter().copied().zip(cells).filter(|(_, f)| f.total > 0);
        (cells.collect(), loose)
    }
}

impl Project {
    /// Figures of every cell that has sites, and of the sites in none, as of now: two scans of the file at first, a
    /// look at what changed after an edit.
    pub(super) fn figures_now(&self, late: &Lateness) -> Result<(HashMap<GridId, Figures>, Figures)> {
        let mut kept = self.caches.standings.0.lock().map_err(|_| poisoned())?;
        let c = self.read()?;
        loop {
            let now = revision(&c)?;
            // What was not brought up to date for an error is not kept.
            let mut all = match kept.take() {
                Some(all) if all.revision == now => all,
                Some(mut all) => match changed(&c, all.revision)? {
                    Some(keys) => {
                        all.follow(&c, &keys)?;
                        all
                    }
                    None => {
                        drop(all);
                        Standings::read(&c, self.read()?)?
                    }
                },
                None => Standings::read(&c, self.read()?)?,
            };
            all.revision = now;
            let figures = all.figures(late);
            *kept = Some(all);
            // An edit fell between.
            if revision(&c)? == now {
                return Ok(figures);
            }
        }
    }
}
