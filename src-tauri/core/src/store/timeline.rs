//! Every site with its moves, read from the file once and kept until an edit; and the days looked back to.

use super::Project;
use super::caches::{Tiles, clear};
use super::changeset;
use super::figures::{Snapshot, revision};
use super::lateness::lateness;
use super::locks;
use super::look::changed_since;
use super::packed::unpack;
use super::standing::{Standing, placements};
use super::wanted::still_wanted;
use crate::Result;
use crate::calendar::china;
use crate::model::{Action, GridId, PersonId, SiteId, State};
use crate::past::{Move, Now, Stood, Timeline};
use crate::view::Figures;
use chrono::NaiveDate;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Days that are kept at once: a slider is moved to and fro.
const DAYS: usize = 12;

/// What the timeline is read from.
const TABLES: &[&str] = &["site", "placement", "step", "grid", "kind"];

/// A past day: how each site stood, and the figures that come of it.
pub(crate) struct Past {
    pub on: NaiveDate,
    /// By place in the timeline.
    pub stood: Vec<Option<Stood>>,
    pub snapshot: Arc<Snapshot>,
    pub timeline: Arc<Timeline>,
    /// Colours of the chiefs of that day.
    pub colours: HashMap<PersonId, u8>,
    /// How often they had been made anew.
    recoloured: u32,
}

impl Past {
    /// How a site stood; none where it was not there yet.
    pub fn stood(&self, id: SiteId) -> Option<Stood> {
        self.timeline.place(id).and_then(|i| self.stood[i])
    }
}

#[derive(Default)]
struct Kept {
    revision: i64,
    timeline: Option<Arc<Timeline>>,
    /// The last one reckoned stands last.
    days: Vec<Arc<Past>>,
}

/// What is kept in memory of the past.
#[derive(Default)]
pub(super) struct PastCache {
    kept: Mutex<Kept>,
    pub tiles: Mutex<Tiles>,
}

impl PastCache {
    pub fn forget(&self) {
        clear(&self.kept);
        clear(&self.tiles);
    }
}

fn date(v: ValueRef<'_>) -> Option<NaiveDate> {
    v.as_str().ok().and_then(|d| d.parse().ok())
}

/// Sites by key.
fn sites(c: &Connection) -> Result<Vec<Now>> {
    let kinds: HashMap<String, u16> = c
        .prepare_cached("SELECT code FROM kind ORDER BY fid")?
        .query_map([], |r| r.get(0))?
        .zip(0..)
        .map(|(code, i)| Ok((code?, i)))
        .collect::<rusqlite::Result<_>>()?;
    let mut placed = placements(c)?.into_iter().peekable();
    let mut out = Vec::new();
    let mut q = c.prepare_cached("SELECT fid, kind, state, deadline, found_on FROM site ORDER BY fid")?;
    let mut rows = q.query([])?;
    let (mut state, mut kind) = (State::Reported, (String::new(), u16::MAX));
    while let Some(r) = rows.next()? {
        let id: SiteId = r.get(0)?;
        while placed.next_if(|p| p.0 < id).is_some() {}
        // Words are looked up only where they differ from the row before.
        let word = r.get_ref(1)?.as_str().unwrap_or_default();
        if word != kind.0 {
            kind = (word.to_owned(), kinds.get(word).copied().unwrap_or(u16::MAX));
        }
        if r.get_ref(2)?.as_str().is_ok_and(|word| word != state.word()) {
            state = r.get(2)?;
        }
        out.push(Now {
            id,
            state,
            deadline: date(r.get_ref(3)?),
            since: date(r.get_ref(4)?),
            grid: placed.peek().filter(|p| p.0 == id).map(|p| p.1),
            kind: kind.1,
        });
    }
    Ok(out)
}

fn moves(c: &Connection, sites: &[Now]) -> Result<Vec<Move>> {
    let mut out = Vec::new();
    let mut q = c.prepare_cached("SELECT site, at, action, from_state, to_state FROM step ORDER BY fid")?;
    let mut rows = q.query([])?;
    let state = |v: ValueRef<'_>| {
        v.as_str()
            .ok()
            .and_then(|w| State::ALL.iter().copied().find(|s| s.word() == w))
    };
    while let Some(r) = rows.next()? {
        let id: SiteId = r.get(0)?;
        let Ok(site) = sites.binary_search_by_key(&id, |s| s.id) else {
            continue;
        };
        let at = r.get_ref(1)?.as_str().ok().and_then(china::seconds);
        let word = r.get_ref(2)?.as_str().unwrap_or_default();
        let action = Action::ALL.iter().copied().find(|a| a.word() == word);
        // What another program wrote otherwise is no move.
        if let (Some(at), Some(action), Some(from), Some(to)) = (at, action, state(r.get_ref(3)?), state(r.get_ref(4)?))
        {
            out.push(Move {
                at,
                site: u32::try_from(site).unwrap_or(u32::MAX),
                action,
                from,
                to,
            });
        }
    }
    Ok(out)
}

/// The days on which edits brought sites in, by key.
fn brought_in(c: &Connection) -> Result<Vec<(i64, NaiveDate)>> {
    let mut out = Vec::new();
    let mut q = c.prepare(
        "SELECT e.at, p.changeset FROM edit e JOIN edit_part p ON p.edit = e.fid
         WHERE ' ' || e.touched || ' ' LIKE '% site %' ORDER BY e.fid",
    )?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        let Some(day) = r.get_ref(0)?.as_str().ok().and_then(china::day) else {
            continue;
        };
        still_wanted()?;
        let keys = changeset::inserted(&unpack(r.get_ref(1)?.as_blob().unwrap_or_default())?, "site");
        out.extend(keys.into_iter().map(|key| (key, day)));
    }
    // What was deleted and came back is there from its first day.
    out.sort_by_key(|(key, _)| *key);
    out.dedup_by_key(|(key, _)| *key);
    Ok(out)
}

fn read(c: &Connection) -> Result<Timeline> {
    let mut sites = sites(c)?;
    let moves = moves(c, &sites)?;
    let unknown = sites.iter().any(|s| s.since.is_none());
    let mut brought_in = if unknown { brought_in(c)? } else { Vec::new() }.into_iter().peekable();
    for s in sites.iter_mut().filter(|s| s.since.is_none()) {
        while brought_in.next_if(|b| b.0 < s.id.0).is_some() {}
        s.since = brought_in.next_if(|b| b.0 == s.id.0).map(|b| b.1);
    }
    for m in &moves {
        let s = &mut sites[m.site as usize];
        let day = china::day_of(m.at);
        // A site that no edit brought in was always there.
        s.since = s.since.map(|since| since.min(day));
    }
    Ok(Timeline::new(sites, moves))
}

impl Project {
    /// All sites and moves as of now; cheap until the next edit of them.
    pub(crate) fn timeline(&self) -> Result<Arc<Timeline>> {
        let c = self.read()?;
        let now = revision(&c)?;
        let mut kept = locks::kept(&self.caches.past.kept);
        if kept.revision != now {
            // Duties and names are of the day asked about, so its figures go with any edit.
            kept.days.clear();
            if kept.timeline.is_some() && changed_since(&c, TABLES, kept.revision)? {
                kept.timeline = None;
            }
            kept.revision = now;
        }
        if let Some(t) = &kept.timeline {
            return Ok(Arc::clone(t));
        }
        let t = Arc::new(read(&c)?);
        kept.timeline = Some(Arc::clone(&t));
        Ok(t)
    }

    /// The district as it stood at the end of a past day.
    pub(crate) fn past(&self, on: NaiveDate) -> Result<Arc<Past>> {
        let timeline = self.timeline()?;
        let cache = &self.caches.past.kept;
        let recoloured = self.caches.recoloured();
        let same = |p: &&Arc<Past>| p.on == on && p.recoloured == recoloured;
        if let Some(p) = locks::kept(cache).days.iter().find(same) {
            return Ok(Arc::clone(p));
        }
        let stood = timeline.on(on);
        let snapshot = Arc::new(self.past_snapshot(&timeline, &stood, on)?);
        let colours = self.look_of(&*self.newest_snapshot(on)?)?.colours_of(&snapshot);
        let past = Arc::new(Past {
            on,
            stood,
            snapshot,
            timeline,
            colours,
            recoloured,
        });
        let mut kept = locks::kept(cache);
        if kept.revision == past.snapshot.revision {
            if kept.days.len() >= DAYS {
                kept.days.remove(0);
            }
            kept.days.push(Arc::clone(&past));
        }
        Ok(past)
    }

    /// Figures, tree and chiefs of a past day. Cells, and which site lies in which, are as they are now.
    fn past_snapshot(&self, t: &Timeline, stood: &[Option<Stood>], on: NaiveDate) -> Result<Snapshot> {
        let now = self.newest_snapshot(on)?;
        let late = lateness(&*self.read()?, on)?;
        let kinds = self.kinds()?;
        // Each kind's own day that a deadline must lie before, read once.
        let of_kind: Vec<(Option<NaiveDate>, bool)> = (kinds.iter())
            .map(|k| (late.late_before(&k.code).parse().ok(), late.is_paused(&k.code)))
            .collect();
        let mut own: HashMap<GridId, Figures> = HashMap::new();
        let mut loose = Figures::default();
        for (site, stood) in t.sites().iter().zip(stood) {
            let Some(s) = stood else { continue };
            let (before, paused) = of_kind
                .get(usize::from(site.kind))
                .copied()
                .unwrap_or((Some(on), false));
            let of = match site.grid {
                Some(grid) => own.entry(grid).or_default(),
                None => &mut loose,
            };
            of.count(&Standing {
                state: s.state,
                late: s.deadline.zip(before).is_some_and(|(d, before)| d < before),
                paused,
            });
        }
        self.with_people(&*self.read()?, now.revision, now.grids.clone(), own, loose, late)
    }

    /// The first day that can be looked back to: that of the first edit or move.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn first_day(&self) -> Result<Option<NaiveDate>> {
        let edit: Option<String> = self
            .read()?
            .prepare_cached("SELECT min(at) FROM edit")?
            .query_row([], |r| r.get(0))?;
        let edit = edit.as_deref().and_then(china::day);
        Ok([edit, self.timeline()?.first()].into_iter().flatten().min())
    }
}
