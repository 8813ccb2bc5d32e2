//! What a meeting freezes: how every ground stands, what moved since the meeting before, who is behind.
//!
//! Three scans in key order (cells, sites, moves), merged in memory: at 200,000 sites and a million moves that
//! takes a second, where SQL that joins and groups takes several.

use super::figures::{Snapshot, Standing, placements};
use super::holders::{Holder, Holders};
use super::meeting::{self, Before};
use super::{Project, feedback, moved};
use crate::Result;
use crate::calendar::china;
use crate::calendar::lateness::Lateness;
use crate::calendar::pause::paused_days;
use crate::model::{Action, DEPARTMENT, LEADER, Level, SiteId, State};
use crate::view::Figures;
use crate::view::feedback::FeedbackCounts;
use crate::view::meeting::{MeetingFigures, MeetingKind, MeetingRow, MeetingSite, Moved, Moves};
use chrono::NaiveDate;
use rusqlite::Connection;
use std::collections::HashMap;

/// A site as the counting of moves asks for it.
pub(super) struct Known {
    /// Place of its cell in the tree.
    pub cell: Option<usize>,
    deadline: Option<String>,
    /// Place of its kind among those that stop at times.
    stops: Option<usize>,
}

/// Moves of the sites of each grid itself, and of those in none (last).
struct Counted {
    moves: Vec<Moves>,
    unresolved: Vec<MeetingSite>,
    kinds: HashMap<String, Figures>,
    /// None at the first meeting.
    moved: Option<Moved>,
    newest: Vec<i64>,
}

/// The desk that gave a key.
fn desk(key: i64) -> i64 {
    key >> 32
}

fn scan(c: &Connection, s: &Snapshot, before: Option<&Before>) -> Result<Counted> {
    let mut moves = vec![Moves::default(); s.grids.len() + 1];
    let loose = s.grids.len();
    let stopping = stopping(s);
    // Whether it was late at the meeting before is judged by the stops of now.
    let then = before.and_then(|b| Some(Lateness::new(b.day.parse().ok()?, s.late.pauses().to_vec())));
    let (mut ids, mut known, mut unresolved, mut newest) = (Vec::new(), Vec::new(), Vec::new(), Vec::<i64>::new());
    let (mut kinds, mut listed) = (HashMap::<String, Figures>::new(), Vec::new());
    let mut placed = placements(c)?.into_iter().peekable();
    let mut q = c.prepare_cached("SELECT fid, number, kind, state, deadline, address FROM site ORDER BY fid")?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        let id: SiteId = r.get(0)?;
        while placed.next_if(|p| p.0 < id).is_some() {}
        let cell = placed.peek().filter(|p| p.0 == id).and_then(|p| s.place(p.1));
        let kind = r.get_ref(2)?.as_str().unwrap_or_default();
        let (state, deadline): (State, Option<String>) = (r.get(3)?, r.get(4)?);
        match newest.last_mut().filter(|n| desk(**n) == desk(id.0)) {
            Some(n) => *n = id.0,
            None => newest.push(id.0),
        }
        let m = &mut moves[cell.unwrap_or(loose)];
        let seen = before.is_some_and(|b| b.newest_sites.iter().any(|n| desk(*n) == desk(id.0) && *n >= id.0));
        m.new += u32::from(!seen);
        if before.is_some() && !seen {
            listed.push((moved::What::New, ids.len(), None));
        }
        let late = s.late.is_overdue(state, kind, deadline.as_deref());
        let standing = Standing {
            site: id,
            state,
            late,
            paused: s.late.is_paused(kind),
        };
        match kinds.get_mut(kind) {
            Some(f) => f.count(&standing),
            None => kinds.entry(kind.to_owned()).or_default().count(&standing),
        }
        if state.is_unresolved() {
            let already = then
                .as_ref()
                .is_some_and(|l| l.is_overdue(state, kind, deadline.as_deref()));
            m.late += u32::from(late && !already);
            if before.is_some() && late && !already {
                listed.push((moved::What::Late, ids.len(), deadline.clone()));
            }
            let grid = cell.map(|i| &s.grids[i]);
            unresolved.push(MeetingSite {
                number: r.get(1)?,
                kind: kind.to_owned(),
                grid: grid.map(|g| g.code.clone()).unwrap_or_default(),
                state,
                days_late: s.late.days_late(state, kind, deadline.as_deref()),
                deadline: deadline.clone(),
                chief: grid
                    .and_then(|g| s.chief(g.id))
                    .map(|x| x.name.clone())
                    .unwrap_or_default(),
                address: r.get(5)?,
            });
        }
        ids.push(id);
        let stops = stopping.iter().position(|k| k == kind);
        known.push(Known { cell, deadline, stops });
    }
    steps(c, before, &ids, &known, s, &mut moves, &mut listed)?;
    let moved = match before {
        Some(_) => Some(moved::lists(c, s, &ids, &known, listed)?),
        None => None,
    };
    unresolved.sort_by(|a, b| b.days_late.cmp(&a.days_late).then_with(|| a.number.cmp(&b.number)));
    Ok(Counted {
        moves,
        unresolved,
        kinds,
        moved,
        newest,
    })
}

/// Counts the moves made since the meeting before was frozen. `ids` are the keys of `known`, apart from it: a million
/// searches stay in the processor's cache. At the first meeting all that ever moved is counted, but not listed.
fn steps(
    c: &Connection,
    before: Option<&Before>,
    ids: &[SiteId],
    known: &[Known],
    s: &Snapshot,
    moves: &mut [Moves],
    listed: &mut Vec<moved::Listed>,
) -> Result<()> {
    let stopping = stopping(s);
    let loose = moves.len() - 1;
    let mut q = c.prepare_cached("SELECT site, action, at FROM step WHERE at > ?1")?;
    let mut rows = q.query([before.map_or("", |b| b.at.as_str())])?;
    while let Some(r) = rows.next()? {
        let site: SiteId = r.get(0)?;
        let Ok(at) = ids.binary_search(&site) else {
            continue;
        };
        let k = &known[at];
        let m = &mut moves[k.cell.unwrap_or(loose)];
        let action: Action = r.get(1)?;
        if let Some(what) = moved::What::of(action).filter(|_| before.is_some()) {
            let at_moment = r.get_ref(2)?.as_str().unwrap_or_default();
            listed.push((what, at, Some(moved::day_in_china(at_moment))));
        }
        match action {
            Action::Verify => m.verified += 1,
            Action::Dismiss => m.dismissed += 1,
            Action::Dispatch => m.dispatched += 1,
            Action::Start => m.started += 1,
            Action::Submit => m.submitted += 1,
            Action::Accept => {
                m.accepted += 1;
                let at = r.get_ref(2)?.as_str().unwrap_or_default();
                let deadline = k.deadline.as_deref();
                let stopped = || k.stops.is_some_and(|i| stopped_since(at, deadline, &stopping[i], s));
                m.accepted_in_time += u32::from(in_time(at, deadline) || stopped());
            }
            Action::Return => m.returned += 1,
            Action::Suspend => m.suspended += 1,
            Action::Resume => m.resumed += 1,
            Action::Relapse => m.relapsed += 1,
        }
    }
    Ok(())
}

/// Whether a moment in UTC lies on or before a day in China, eight hours ahead. Looks at the text alone: a first
/// meeting judges every acceptance there was.
fn in_time(at: &str, deadline: Option<&str>) -> bool {
    let Some(deadline) = deadline else { return true };
    let (day, hour) = (at.get(..10).unwrap_or(at), at.get(11..13).unwrap_or_default());
    day < deadline || (day == deadline && hour < "16")
}

/// Codes of the kinds that stop at times.
fn stopping(s: &Snapshot) -> Vec<String> {
    s.late.pauses().iter().flat_map(|p| p.kinds()).cloned().collect()
}

/// Whether work on a kind stopped on every day after a deadline up to a moment: then none of them counts as late.
fn stopped_since(at: &str, deadline: Option<&str>, kind: &str, s: &Snapshot) -> bool {
    let due: Option<NaiveDate> = deadline.and_then(|d| d.parse().ok());
    let Some((due, day)) = due.zip(china::day(at)) else {
        return false;
    };
    i64::from(paused_days(kind, due, day, s.late.pauses())) >= (day - due).num_days()
}

/// Names of all who are named for a grid, the nearest above where it has nobody of its own.
fn names(holders: Vec<Holder>) -> String {
    holders.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join("、")
}

/// Rows of whoever `of` names for a cell; the last stands for nobody.
fn by_holder(s: &Snapshot, moves: &[Moves], of: impl Fn(usize) -> Vec<Holder>) -> Vec<MeetingRow> {
    let mut rows: Vec<MeetingRow> = Vec::new();
    let mut place: HashMap<Holder, usize> = HashMap::new();
    let mut nobody = MeetingRow::default();
    for (i, g) in s.grids.iter().enumerate() {
        let own = s.own(g.id);
        if own.total == 0 {
            continue;
        }
        let holders = of(i);
        if holders.is_empty() {
            nobody.take(&own, &moves[i]);
        }
        for holder in holders {
            let at = *place.entry(holder).or_insert_with_key(|(id, name)| {
                rows.push(MeetingRow {
                    id: Some(*id),
                    name: name.clone(),
                    ..MeetingRow::default()
                });
                rows.len() - 1
            });
            rows[at].take(&own, &moves[i]);
        }
    }
    nobody.figures.add(&s.loose);
    nobody.note_moves(&moves[s.grids.len()]);
    rows.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    if nobody.figures.total > 0 {
        rows.push(nobody);
    }
    rows.iter_mut().for_each(MeetingRow::reckon);
    rows
}

fn grids(s: &Snapshot, moves: &[Moves], leader: &Holders) -> Vec<MeetingRow> {
    let mut rows: Vec<MeetingRow> = s
        .grids
        .iter()
        .enumerate()
        .map(|(i, g)| MeetingRow {
            id: Some(g.id.0),
            code: g.code.clone(),
            name: g.name.clone(),
            level: Some(g.level),
            chief: s.chief(g.id).map(|c| c.name.clone()).unwrap_or_default(),
            leader: match g.level {
                Level::Subdistrict => names(leader.of(s, i)),
                _ => String::new(),
            },
            ..MeetingRow::default()
        })
        .collect();
    for (i, g) in s.grids.iter().enumerate() {
        let own = s.own(g.id);
        if own.total > 0 {
            s.upwards(i).for_each(|j| rows[j].take(&own, &moves[i]));
        }
    }
    rows.iter_mut().for_each(MeetingRow::reckon);
    rows
}

impl Project {
    /// Reckons what a meeting of a day freezes at a moment: the file as it stands, late as of the day.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub(crate) fn freeze(&self, on: NaiveDate, at: &str) -> Result<MeetingFigures> {
        let s = self.snapshot(on)?;
        let c = self.read()?;
        let before = meeting::before(&c, on)?;
        let Counted {
            moves,
            unresolved,
            mut kinds,
            moved,
            newest,
        } = scan(&c, &s, before.as_ref())?;
        let department = Holders::read(&c, DEPARTMENT, on)?;
        let leader = Holders::read(&c, LEADER, on)?;
        let grids = grids(&s, &moves, &leader);
        let subdistricts = grids
            .iter()
            .filter(|g| g.level == Some(Level::Subdistrict))
            .cloned()
            .collect();
        let mut total = MeetingRow::default();
        for (i, g) in s.grids.iter().enumerate() {
            let own = s.own(g.id);
            if own.total > 0 {
                total.take(&own, &moves[i]);
            }
        }
        total.figures.add(&s.loose);
        total.note_moves(&moves[s.grids.len()]);
        total.reckon();
        let feedback = FeedbackCounts::of(&feedback::rows(&c, None, on)?);
        let mut figures = MeetingFigures {
            format: 2,
            day: on.to_string(),
            at: at.into(),
            since: before.as_ref().map(|b| b.day.clone()),
            since_at: before.map(|b| b.at),
            total,
            loose: s.loose,
            subdistricts,
            departments: by_holder(&s, &moves, |i| department.of(&s, i)),
            leaders: by_holder(&s, &moves, |i| leader.of(&s, i)),
            chiefs: by_holder(&s, &moves, |i| {
                let chief = s.chief(s.grids[i].id);
                chief.map(|c| (c.person.0, c.name.clone())).into_iter().collect()
            }),
            feedback,
            open_remarks: meeting::open_remarks(&c, on, &[], on)?,
            newest_sites: newest,
            grids,
            unresolved,
            kinds: (self.kinds()?.into_iter())
                .map(|k| MeetingKind {
                    figures: kinds.remove(&k.code).unwrap_or_default(),
                    code: k.code,
                    name: k.name,
                    name_en: k.name_en,
                })
                .collect(),
            vacant: Some(s.vacant()),
            map: self.meeting_map(&s)?,
            moved,
            ..MeetingFigures::default()
        };
        figures.rank();
        Ok(figures)
    }
}

#[cfg(test)]
mod tests {
    use super::in_time;

    #[test]
    fn an_acceptance_is_in_time_until_midnight_in_china() {
        let due = Some("2026-11-20");
        assert!(in_time("2026-11-20T15:59:59.999Z", due));
        assert!(!in_time("2026-11-20T16:00:00.000Z", due));
        assert!(in_time("2026-11-19T23:00:00.000Z", due));
        assert!(
            in_time("2026-11-30T00:00:00.000Z", None),
            "nothing is late without a deadline"
        );
    }
}
