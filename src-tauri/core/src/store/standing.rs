//! How every site stands: read from the file once, then kept in step with the edits, so that figures after each edit
//! and of each day cost no scan of the file.

use super::changeset;
use super::figures::revision;
use super::others;
use super::packed::unpack;
use super::{Project, locks};
use crate::Result;
use crate::calendar::lateness::Lateness;
use crate::geometry::squares::Squares;
use crate::model::{GridId, SiteId, State};
use crate::view::Figures;
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock};

mod matters;
mod reading;

pub(super) use matters::{AllWaiting, Waiting};

use reading::{Reading, kinds, number};

/// What a row here is read from.
const TABLES: [&str; 2] = ["site", "placement"];
/// Edits whose record is kept in more bytes than this are not followed: reading all anew is quicker.
const MOST_BYTES: i64 = 1 << 18;
/// Sites to a square of the map, on the average.
const PER_SQUARE: usize = 8;
/// In no cell.
const LOOSE: u32 = u32::MAX;
/// No such day: neither late nor over.
const NEVER: u32 = u32::MAX;

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

/// A site, in 40 bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site {
    pub id: i64,
    /// WGS 84 longitude and latitude; no numbers where they are not known.
    pub at: [f64; 2],
    /// Place in `cells`, or [`LOOSE`].
    cell: u32,
    /// As `number` writes days, or [`NEVER`]. What is resolved has none, and is neither put off nor escalated.
    deadline: u32,
    /// Until when its work is put off, the same way.
    until: u32,
    /// Place in `kinds`.
    pub kind: u16,
    pub state: State,
    marks: u8,
}

/// Bits of a site's marks.
const ESCALATED: u8 = 1;
const RELAPSED: u8 = 2;

impl Site {
    /// Unresolved and under escalation.
    pub fn escalated(&self) -> bool {
        self.marks & ESCALATED != 0
    }
}

/// All sites.
#[derive(Default, Clone)]
pub(super) struct Standings {
    /// By key.
    sites: Vec<Site>,
    cells: Vec<GridId>,
    cell_at: HashMap<GridId, u32>,
    /// Codes, in no order that means anything; a site's may be beyond them.
    pub kinds: Arc<[String]>,
    /// Made when they are first asked for.
    squares: OnceLock<Arc<Squares>>,
}

/// What a project keeps of them.
#[derive(Default)]
pub(super) struct Kept {
    now: Mutex<Option<Known>>,
    /// How often all were read.
    #[cfg(test)]
    pub reads: std::sync::atomic::AtomicUsize,
}

struct Known {
    sites: Arc<Standings>,
    /// Of which they are.
    revision: i64,
    /// What `Project::version` gave before they were read.
    others: Option<i64>,
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
    /// The place of a cell, made where it was not met yet.
    fn place(&mut self, grid: GridId) -> u32 {
        *self.cell_at.entry(grid).or_insert_with(|| {
            self.cells.push(grid);
            self.cells.len() as u32 - 1
        })
    }

    /// Reads some sites again.
    fn follow(&mut self, c: &Connection, keys: &BTreeSet<i64>) -> Result<()> {
        let new: Vec<String> = (kinds(c)?.iter())
            .filter(|k| !self.kinds.contains(k))
            .cloned()
            .collect();
        if !new.is_empty() {
            self.kinds = self.kinds.iter().cloned().chain(new).collect();
        }
        let mut q = c.prepare_cached(&format!(
            "SELECT {}, g.fid FROM site s LEFT JOIN placement p ON p.site = s.fid LEFT JOIN grid g ON g.fid = p.grid WHERE s.fid = ?1",
            reading::COLUMNS
        ))?;
        let mut reading = Reading::of(&self.kinds);
        let (mut gone, mut new) = (BTreeSet::new(), Vec::new());
        for key in keys {
            let now = q
                .query_row([key], |r| {
                    Ok((reading.row(r)?, r.get::<_, Option<GridId>>(reading::WIDTH)?))
                })
                .optional()?;
            let at = self.sites.binary_search_by_key(key, |s| s.id);
            match (now, at) {
                (Some((mut site, grid)), at) => {
                    site.cell = grid.map_or(LOOSE, |g| self.place(g));
                    match at {
                        Ok(i) => {
                            if self.sites[i].at != site.at {
                                self.squares = OnceLock::new();
                            }
                            self.sites[i] = site;
                        }
                        Err(_) => new.push(site),
                    }
                }
                (None, Ok(_)) => {
                    gone.insert(*key);
                }
                (None, Err(_)) => {}
            }
        }
        if !gone.is_empty() || !new.is_empty() {
            self.squares = OnceLock::new();
        }
        if !gone.is_empty() {
            self.sites.retain(|s| !gone.contains(&s.id));
        }
        if !new.is_empty() {
            self.sites.extend(new);
            self.sites.sort_by_key(|s| s.id);
        }
        Ok(())
    }

    /// For each kind, the day that a deadline must lie before to be late, and whether work on it stops; last for a
    /// kind that the office does not have.
    fn days(&self, late: &Lateness) -> Vec<(u32, bool)> {
        let of_kind = |kind: &str| {
            (
                number(late.late_before(kind).as_bytes()).unwrap_or(0),
                late.is_paused(kind),
            )
        };
        let kinds = self.kinds.iter().map(String::as_str).chain([""]);
        kinds.map(of_kind).collect()
    }

    /// Figures of every cell that has sites, and of the sites in none, on a day. Some nanoseconds a site.
    pub fn figures(&self, late: &Lateness) -> (HashMap<GridId, Figures>, Figures) {
        let days = self.days(late);
        let count = |sites: &[Site]| {
            let mut cells = vec![Figures::default(); self.cells.len()];
            let mut loose = Figures::default();
            for s in sites {
                let (before, paused) = days[usize::from(s.kind).min(self.kinds.len())];
                cells.get_mut(s.cell as usize).unwrap_or(&mut loose).count(&Standing {
                    state: s.state,
                    late: s.deadline < before,
                    paused,
                });
            }
            (cells, loose)
        };
        let (first, rest) = self.sites.split_at(self.sites.len() / 2);
        let ((mut cells, mut loose), (others, other)) = rayon::join(|| count(first), || count(rest));
        cells.iter_mut().zip(&others).for_each(|(c, o)| c.add(o));
        loose.add(&other);
        let cells = self.cells.iter().copied().zip(cells).filter(|(_, f)| f.total > 0);
        (cells.collect(), loose)
    }

    fn in_squares(&self) -> Squares {
        let nowhere = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        // What is no number is neither less nor more.
        let bounds = self.sites.iter().fold(nowhere, |b, s| {
            let [x, y] = s.at;
            [b[0].min(x), b[1].min(y), b[2].max(x), b[3].max(y)]
        });
        Squares::new(bounds, PER_SQUARE, self.sites.iter().map(|s| s.at))
    }

    /// The sites within west, south, east, north, or all that have a place, and whether each is overdue.
    pub fn within(&self, bounds: Option<[f64; 4]>, late: &Lateness) -> Vec<(&Site, bool)> {
        let days = self.days(late);
        let judged = |s: &'_ Site| {
            let (before, _) = days[usize::from(s.kind).min(self.kinds.len())];
            s.state.is_unresolved() && s.state != State::Suspended && s.deadline < before
        };
        let Some(b) = bounds else {
            let placed = self.sites.iter().filter(|s| s.at[0].is_finite());
            return placed.map(|s| (s, judged(s))).collect();
        };
        let inside = |p: [f64; 2]| p[0] >= b[0] && p[0] <= b[2] && p[1] >= b[1] && p[1] <= b[3];
        let squares = self.squares.get_or_init(|| Arc::new(self.in_squares()));
        let near = squares.near(b).map(|i| &self.sites[i]).filter(|s| inside(s.at));
        near.map(|s| (s, judged(s))).collect()
    }
}

impl Project {
    /// A number that changes when anybody but this project writes to the file; none while this project writes itself.
    fn version(&self) -> Result<Option<i64>> {
        // Never by opening the file: closing it again would let go of the locks that this process holds on it.
        let Ok(c) = self.writer.try_lock() else {
            return Ok(None);
        };
        others::version(&c).map(Some)
    }

    /// How every site stands as of now: a scan of the file at first, a look at what changed after an edit.
    pub(super) fn standings(&self) -> Result<Arc<Standings>> {
        let mut kept = locks::kept(&self.caches.standings.now);
        let c = self.read()?;
        loop {
            let (others, revision_now) = (self.version()?, revision(&c)?);
            // What was not brought up to date for an error is not kept.
            let known = kept.take().filter(|k| {
                let same = others.is_none() || k.others == others;
                if !same {
                    // Its figures are of before.
                    self.caches.forget_snapshot();
                }
                same
            });
            let keys = match &known {
                Some(k) if k.revision == revision_now => Some(BTreeSet::new()),
                Some(k) => changed(&c, k.revision)?,
                None => None,
            };
            let others = others.or(known.as_ref().and_then(|k| k.others));
            let sites = match (known, keys) {
                (Some(k), Some(keys)) => {
                    let mut sites = k.sites;
                    if !keys.is_empty() {
                        Arc::make_mut(&mut sites).follow(&c, &keys)?;
                    }
                    sites
                }
                (known, _) => {
                    // Both at once would take twice the memory.
                    drop(known);
                    #[cfg(test)]
                    (self.caches.standings.reads).fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    Arc::new(reading::all(self.path())?)
                }
            };
            *kept = Some(Known {
                sites: Arc::clone(&sites),
                revision: revision_now,
                others,
            });
            // An edit fell between.
            if revision(&c)? == revision_now {
                return Ok(sites);
            }
        }
    }

    /// Takes notice of what another program wrote, where an edit is about to begin that freezes what it sees: within the
    /// edit nobody can be asked.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub(crate) fn notice_others(&self) -> Result<()> {
        self.standings().map(drop)
    }

    /// Lets go of what was read, where it changed without an edit.
    pub(super) fn forget_standings(&self) {
        *locks::kept(&self.caches.standings.now) = None;
    }
}
