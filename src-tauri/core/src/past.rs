//! How things stood on a past day, and what moved between two: reckoned backwards from now by the moves that were made since.
//!
//! A site stands on a day where the next move after its end found it, and where it stands now when none came after. It is
//! there from the day it was found, or from the first day the file knows of it. A day ends at midnight in China. A
//! deadline is the one of now, less the days that later resumptions added.

use crate::calendar::china::{day_of, end_of};
use crate::model::{Action, GridId, SiteId, State};
use chrono::{Days, NaiveDate};
use std::collections::HashMap;

/// A site as it is now.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    /// Key.
    pub id: SiteId,
    /// State.
    pub state: State,
    /// Deadline.
    pub deadline: Option<NaiveDate>,
    /// First day that the file knows of it; none: always there.
    pub since: Option<NaiveDate>,
    /// Its cell.
    pub grid: Option<GridId>,
    /// Place of its kind in the project's list.
    pub kind: u16,
}

/// One move.
#[derive(Debug, Clone, Copy)]
pub struct Move {
    /// When, in seconds since 1970.
    pub at: i64,
    /// Place of its site in the list.
    pub site: u32,
    /// What.
    pub action: Action,
    /// From.
    pub from: State,
    /// To.
    pub to: State,
}

/// All sites and all their moves.
#[derive(Debug, Default)]
pub struct Timeline {
    /// By key.
    sites: Vec<Now>,
    /// Oldest first.
    moves: Vec<Move>,
    /// Days by which a resumption moved its site's deadline, by place of the move.
    added: HashMap<usize, u64>,
}

/// How a site stood on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stood {
    /// State.
    pub state: State,
    /// Deadline.
    pub deadline: Option<NaiveDate>,
}

/// What happened to one site between the ends of two days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Between {
    /// Times accepted.
    pub accepted: u32,
    /// Times returned.
    pub returned: u32,
    /// Times relapsed.
    pub relapsed: u32,
    /// Moves of any kind.
    pub moves: u32,
}

impl Timeline {
    /// Of sites by key and of moves in any order; those of one second stay in the order given.
    pub fn new(sites: Vec<Now>, mut moves: Vec<Move>) -> Timeline {
        moves.sort_by_key(|m| m.at);
        let mut suspended: HashMap<u32, i64> = HashMap::new();
        let mut added = HashMap::new();
        for (i, m) in moves.iter().enumerate() {
            match m.action {
                Action::Suspend => {
                    suspended.insert(m.site, m.at);
                }
                Action::Resume => {
                    if let Some(since) = suspended.remove(&m.site) {
                        let days = (day_of(m.at) - day_of(since)).num_days();
                        added.insert(i, u64::try_from(days).unwrap_or(0));
                    }
                }
                _ => {}
            }
        }
        Timeline { sites, moves, added }
    }

    /// The sites, by key.
    pub fn sites(&self) -> &[Now] {
        &self.sites
    }

    /// Place of a site in the list.
    pub fn place(&self, id: SiteId) -> Option<usize> {
        self.sites.binary_search_by_key(&id, |s| s.id).ok()
    }

    /// Day of the first move.
    pub fn first(&self) -> Option<NaiveDate> {
        self.moves.first().map(|m| day_of(m.at))
    }

    /// How each site stood at the end of a day; none where it was not there yet.
    pub fn on(&self, day: NaiveDate) -> Vec<Option<Stood>> {
        let mut out: Vec<Option<Stood>> = self
            .sites
            .iter()
            .map(|s| {
                Some(Stood {
                    state: s.state,
                    deadline: s.deadline,
                })
            })
            .collect();
        let later = self.later(day);
        for (i, m) in self.moves.iter().enumerate().skip(later).rev() {
            if let Some(Some(s)) = out.get_mut(m.site as usize) {
                s.state = m.from;
                if let Some(days) = self.added.get(&i) {
                    s.deadline = s.deadline.and_then(|d| d.checked_sub_days(Days::new(*days)));
                }
            }
        }
        for (s, now) in out.iter_mut().zip(&self.sites) {
            if now.since.is_some_and(|since| since > day) {
                *s = None;
            }
        }
        out
    }

    /// What happened to each site that moved after the end of one day and up to the end of another.
    pub fn between(&self, after: NaiveDate, until: NaiveDate) -> HashMap<u32, Between> {
        let mut out: HashMap<u32, Between> = HashMap::new();
        for m in self.moves.get(self.later(after)..self.later(until)).unwrap_or_default() {
            let b = out.entry(m.site).or_default();
            b.moves += 1;
            match m.action {
                Action::Accept => b.accepted += 1,
                Action::Return => b.returned += 1,
                Action::Relapse => b.relapsed += 1,
                _ => {}
            }
        }
        out
    }

    /// How many sites were unresolved at the end of each day from `first` to `last`.
    pub fn course(&self, first: NaiveDate, last: NaiveDate) -> Vec<u32> {
        let mut open: i64 = 0;
        // By how much the count rises on each day.
        let mut rises: HashMap<NaiveDate, i64> = HashMap::new();
        let start = self.on(first);
        for (s, now) in start.iter().zip(&self.sites) {
            match (s, now.since) {
                (Some(s), _) => open += i64::from(s.state.is_unresolved()),
                (None, Some(since)) => {
                    // It comes in as its first move found it: that is how it stood just before any.
                    *rises.entry(since).or_default() += i64::from(now.state.is_unresolved());
                }
                (None, None) => {}
            }
        }
        // A site that comes in later and moves later: correct what it came in as, then count its moves.
        let mut came: HashMap<u32, State> = HashMap::new();
        for m in self.moves.iter().skip(self.later(first)).rev() {
            came.insert(m.site, m.from);
            let change = i64::from(m.to.is_unresolved()) - i64::from(m.from.is_unresolved());
            *rises.entry(day_of(m.at)).or_default() += change;
        }
        for (site, from) in came {
            let now = &self.sites[site as usize];
            if let (None, Some(since)) = (start[site as usize], now.since) {
                *rises.entry(since).or_default() +=
                    i64::from(from.is_unresolved()) - i64::from(now.state.is_unresolved());
            }
        }
        let mut out = Vec::new();
        let mut day = first;
        loop {
            if day > first {
                open += rises.get(&day).copied().unwrap_or(0);
            }
            out.push(u32::try_from(open).unwrap_or(0));
            match day.succ_opt().filter(|d| *d <= last) {
                Some(next) => day = next,
                None => return out,
            }
        }
    }

    /// How many sites of each of so many kinds were unresolved at the end of each of some days, which stand in rising order;
    /// last those of no such kind. One walk back through the moves, however many days.
    pub fn unresolved_on(&self, days: &[NaiveDate], kinds: usize) -> Vec<Vec<u32>> {
        let mut states: Vec<State> = self.sites.iter().map(|s| s.state).collect();
        let mut gone = vec![false; states.len()];
        let mut counts = vec![0u32; kinds + 1];
        let kind_of = |site: usize| usize::from(self.sites[site].kind).min(kinds);
        for (i, state) in states.iter().enumerate() {
            counts[kind_of(i)] += u32::from(state.is_unresolved());
        }
        // Those that were not there on all the days, the last to come first.
        let came = |i: &usize| self.sites[*i].since;
        let mut newer: Vec<usize> = (0..states.len()).filter(|i| came(i) > days.first().copied()).collect();
        newer.sort_unstable_by_key(|i| std::cmp::Reverse(came(i)));
        let mut newer = newer.into_iter().peekable();
        let mut moves = self.moves.len();
        let mut out = Vec::with_capacity(days.len());
        for day in days.iter().rev() {
            let later = self.later(*day).min(moves);
            for m in self.moves[later..moves].iter().rev() {
                let site = m.site as usize;
                let Some(state) = states.get_mut(site) else { continue };
                let (was, is) = (state.is_unresolved(), m.from.is_unresolved());
                *state = m.from;
                if was != is && !gone[site] {
                    let n = &mut counts[kind_of(site)];
                    *n = if is { *n + 1 } else { *n - 1 };
                }
            }
            moves = later;
            while let Some(site) = newer.next_if(|i| came(i) > Some(*day)) {
                gone[site] = true;
                counts[kind_of(site)] -= u32::from(states[site].is_unresolved());
            }
            out.push(counts.clone());
        }
        out.reverse();
        out
    }

    /// Place of the first move after the end of a day.
    fn later(&self, day: NaiveDate) -> usize {
        let end = end_of(day);
        self.moves.partition_point(|m| m.at < end)
    }
}

#[cfg(test)]
mod tests;
