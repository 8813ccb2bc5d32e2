//! What a meeting counts over the sites and their moves since the meeting before.
//!
//! Scans in key order, merged in memory: at 200,000 sites and a million moves that takes a second, where SQL that
//! joins and groups takes several.

use super::figures::Snapshot;
use super::meeting::Before;
use super::moved;
use super::standing::{Standing, placements};
use crate::Result;
use crate::calendar::china;
use crate::calendar::lateness::Lateness;
use crate::calendar::pause::paused_days;
use crate::model::{Action, SiteId, State};
use crate::view::Figures;
use crate::view::meeting::{MeetingSite, Moved, Moves};
use chrono::NaiveDate;
use rusqlite::Connection;

/// A site as the counting of moves asks for it.
pub(super) struct Known {
    /// Place of its cell in the tree.
    pub cell: Option<usize>,
    deadline: Option<String>,
    /// Place of its kind among those met.
    kind: usize,
    /// Place of its kind among those that stop at times.
    stops: Option<usize>,
}

/// What the scans found.
pub(super) struct Counted {
    /// Moves of the sites of each grid itself, and of those in none (last).
    pub moves: Vec<Moves>,
    pub unresolved: Vec<MeetingSite>,
    pub kinds: Vec<KindCount>,
    /// None at the first meeting.
    pub moved: Option<Moved>,
    /// The newest site of each desk.
    pub newest: Vec<i64>,
}

/// How the sites of a kind stand, and how often they relapsed.
#[derive(Default)]
pub(super) struct KindCount {
    pub code: String,
    pub figures: Figures,
    pub relapsed: u32,
}

/// What is counted on the way through the sites and their steps.
#[derive(Default)]
struct Tally {
    /// By the place of the cell in the tree; the last is for sites in none.
    moves: Vec<Moves>,
    kinds: Vec<KindCount>,
    listed: Vec<moved::Listed>,
}

impl Tally {
    /// The place of a kind, made where it was not met yet.
    fn place(&mut self, kind: &str) -> usize {
        if let Some(at) = self.kinds.iter().position(|k| k.code == kind) {
            return at;
        }
        self.kinds.push(KindCount {
            code: kind.to_owned(),
            ..KindCount::default()
        });
        self.kinds.len() - 1
    }
}

/// The desk that gave a key.
fn desk(key: i64) -> i64 {
    key >> 32
}

/// Counts what `before` left out, or all there is at the first meeting.
///
/// # Errors
/// Only when the file cannot be read.
pub(super) fn scan(c: &Connection, s: &Snapshot, before: Option<&Before>) -> Result<Counted> {
    let loose = s.grids.len();
    let stopping = stopping(s);
    // Whether it was late at the meeting before is judged by the stops of now.
    let then = before.and_then(|b| Some(Lateness::new(b.day.parse().ok()?, s.late.pauses().to_vec())));
    let (mut ids, mut known, mut unresolved, mut newest) = (Vec::new(), Vec::new(), Vec::new(), Vec::<i64>::new());
    let mut tally = Tally {
        moves: vec![Moves::default(); s.grids.len() + 1],
        ..Tally::default()
    };
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
        let of_kind = tally.place(kind);
        let m = &mut tally.moves[cell.unwrap_or(loose)];
        let seen = before.is_some_and(|b| b.newest_sites.iter().any(|n| desk(*n) == desk(id.0) && *n >= id.0));
        m.new += u32::from(!seen);
        if before.is_some() && !seen {
            tally.listed.push((moved::What::New, ids.len(), None));
        }
        let late = s.late.is_overdue(state, kind, deadline.as_deref());
        let standing = Standing {
            state,
            late,
            paused: s.late.is_paused(kind),
        };
        tally.kinds[of_kind].figures.count(&standing);
        if state.is_unresolved() {
            let already = then
                .as_ref()
                .is_some_and(|l| l.is_overdue(state, kind, deadline.as_deref()));
            m.late += u32::from(late && !already);
            if before.is_some() && late && !already {
                tally.listed.push((moved::What::Late, ids.len(), deadline.clone()));
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
        known.push(Known {
            cell,
            deadline,
            kind: of_kind,
            stops,
        });
    }
    steps(c, before, &ids, &known, s, &mut tally)?;
    let Tally { moves, kinds, listed } = tally;
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
    tally: &mut Tally,
) -> Result<()> {
    let stopping = stopping(s);
    let loose = tally.moves.len() - 1;
    let mut q = c.prepare_cached("SELECT site, action, at FROM step WHERE at > ?1")?;
    let mut rows = q.query([before.map_or("", |b| b.at.as_str())])?;
    while let Some(r) = rows.next()? {
        let site: SiteId = r.get(0)?;
        let Ok(at) = ids.binary_search(&site) else {
            continue;
        };
        let k = &known[at];
        let m = &mut tally.moves[k.cell.unwrap_or(loose)];
        let action: Action = r.get(1)?;
        if let Some(what) = moved::What::of(action).filter(|_| before.is_some()) {
            let at_moment = r.get_ref(2)?.as_str().unwrap_or_default();
            tally.listed.push((what, at, Some(moved::day_in_china(at_moment))));
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
            Action::Relapse => {
                m.relapsed += 1;
                tally.kinds[k.kind].relapsed += 1;
            }
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
