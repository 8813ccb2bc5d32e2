//! What of the sites waits on a day: counted by matter and kind, and the most pressing of each, without a look at the file.

use super::reading::number;
use super::{LOOSE, NEVER, Project, RELAPSED, Site, Standings};
use crate::Result;
use crate::calendar::lateness::Lateness;
use crate::model::{GridId, Matter, SiteId, State};
use crate::store::table::soon;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::Arc;

/// Matters that are told from a site alone.
const MATTERS: [Matter; 11] = [
    Matter::Overdue,
    Matter::DueToday,
    Matter::DueSoon,
    Matter::Escalated,
    Matter::SuspensionOver,
    Matter::Paused,
    Matter::Reported,
    Matter::Filed,
    Matter::Submitted,
    Matter::Relapsed,
    Matter::Loose,
];

/// The sites of one matter.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct Waiting {
    /// How many there are.
    pub total: u32,
    /// How many of each kind, in the order of [`AllWaiting::kinds`].
    pub kinds: Vec<u32>,
    /// How many of them have no place on the map.
    pub unplaced: u32,
    /// How much the most pressing of them presses, and its key.
    first: Option<(i64, i64)>,
}

impl Waiting {
    /// The most pressing of them.
    pub fn first(&self) -> Option<SiteId> {
        self.first.map(|(_, id)| SiteId(id))
    }

    fn add(&mut self, other: Waiting) {
        self.total += other.total;
        self.unplaced += other.unplaced;
        self.kinds.iter_mut().zip(other.kinds).for_each(|(n, more)| *n += more);
        self.first = [self.first, other.first].into_iter().flatten().min();
    }
}

/// The sites of each matter that is told from a site alone.
#[derive(Debug)]
pub(in crate::store) struct AllWaiting {
    /// The kinds that each counts, in its order.
    pub kinds: Arc<[String]>,
    /// By matter.
    pub of: HashMap<Matter, Waiting>,
}

/// A day such as 20261124 as the file writes it; none of no day.
fn written(day: u32) -> Option<String> {
    (day != NEVER).then(|| format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100))
}

/// What the matters of a site are judged by.
struct Judge {
    today: u32,
    soon: u32,
    /// By kind, see `Standings::days`.
    days: Vec<(u32, bool)>,
}

impl Judge {
    fn of(s: &Standings, late: &Lateness) -> Judge {
        let as_number = |day: NaiveDate| number(day.to_string().as_bytes()).unwrap_or(0);
        Judge {
            today: as_number(late.on()),
            soon: as_number(soon(late.on())),
            days: s.days(late),
        }
    }

    fn is(&self, matter: Matter, s: &Site) -> bool {
        if !s.state.is_unresolved() {
            return false;
        }
        let worked = s.state != State::Suspended;
        let (before, paused) = self.days[usize::from(s.kind).min(self.days.len() - 1)];
        match matter {
            Matter::Overdue => worked && s.deadline < before,
            Matter::DueToday => worked && s.deadline == self.today,
            Matter::DueSoon => worked && s.deadline > self.today && s.deadline <= self.soon,
            Matter::Escalated => s.escalated(),
            Matter::SuspensionOver => !worked && s.until <= self.today,
            Matter::Paused => worked && paused,
            Matter::Relapsed => s.marks & RELAPSED != 0,
            Matter::Loose => s.cell == LOOSE,
            other => other.state() == Some(s.state),
        }
    }
}

/// How much sites press: the more days late, the less.
struct Press<'a> {
    of: &'a Standings,
    late: &'a Lateness,
    /// By kind and day: the same for many sites.
    known: HashMap<(u16, u32), i64>,
    /// What was asked last.
    last: ((u16, u32), i64),
}

impl<'a> Press<'a> {
    fn of(of: &'a Standings, late: &'a Lateness) -> Self {
        Press {
            of,
            late,
            known: HashMap::new(),
            last: ((0, NEVER), i64::MAX),
        }
    }

    /// By the day until when a site is suspended, else by its deadline, which does not run while it is suspended.
    fn of_site(&mut self, matter: Matter, s: &Site) -> i64 {
        let day = match (matter, s.state) {
            (Matter::SuspensionOver, _) => return i64::from(s.until),
            (_, State::Suspended) => NEVER,
            _ => s.deadline,
        };
        let key = (s.kind, day);
        if self.last.0 != key {
            let days_late = || {
                let kind = self.of.kinds.get(usize::from(s.kind)).map_or("", String::as_str);
                let days = self.late.days_late(s.state, kind, written(day).as_deref());
                days.map_or(i64::MAX, |d| -i64::from(d))
            };
            self.last = (key, *self.known.entry(key).or_insert_with(days_late));
        }
        self.last.1
    }
}

impl Standings {
    /// The sites of each matter that is told from a site alone, counted by one scan.
    pub fn waiting(&self, late: &Lateness) -> AllWaiting {
        let judge = Judge::of(self, late);
        let blank = || Waiting {
            kinds: vec![0; self.kinds.len()],
            ..Waiting::default()
        };
        let count = |sites: &[Site]| {
            let mut press = Press::of(self, late);
            let mut all: Vec<Waiting> = MATTERS.iter().map(|_| blank()).collect();
            for s in sites.iter().filter(|s| s.state.is_unresolved()) {
                for (w, m) in all.iter_mut().zip(MATTERS).filter(|(_, m)| judge.is(*m, s)) {
                    w.total += 1;
                    w.unplaced += u32::from(!s.at[0].is_finite());
                    if let Some(n) = w.kinds.get_mut(usize::from(s.kind)) {
                        *n += 1;
                    }
                    let presses = (press.of_site(m, s), s.id);
                    w.first = Some(w.first.map_or(presses, |first| first.min(presses)));
                }
            }
            all
        };
        let (first, rest) = self.sites.split_at(self.sites.len() / 2);
        let (mut all, others) = rayon::join(|| count(first), || count(rest));
        all.iter_mut().zip(others).for_each(|(w, o)| w.add(o));
        AllWaiting {
            kinds: Arc::clone(&self.kinds),
            of: MATTERS.into_iter().zip(all).collect(),
        }
    }

    /// The most pressing sites of a matter, the most days late first; of those equally late the first in the file.
    pub fn pressing(&self, matter: Matter, late: &Lateness, most: usize) -> Vec<SiteId> {
        let judge = Judge::of(self, late);
        let mut press = Press::of(self, late);
        let mut found: Vec<(i64, i64)> = (self.sites.iter())
            .filter(|s| judge.is(matter, s))
            .map(|s| (press.of_site(matter, s), s.id))
            .collect();
        if found.len() > most && most > 0 {
            found.select_nth_unstable(most - 1);
            found.truncate(most);
        }
        found.sort_unstable();
        found.into_iter().map(|(_, id)| SiteId(id)).collect()
    }

    /// How many sites of a matter each cell has.
    pub fn by_cell(&self, matter: Matter, late: &Lateness) -> HashMap<GridId, u32> {
        let judge = Judge::of(self, late);
        let mut out = HashMap::new();
        for s in self.sites.iter().filter(|s| judge.is(matter, s)) {
            if let Some(cell) = self.cells.get(s.cell as usize) {
                *out.entry(*cell).or_default() += 1;
            }
        }
        out
    }
}

impl Project {
    /// Unresolved sites with a day as their deadline: the number on the strip of places.
    pub(in crate::store) fn due_today(&self, late: &Lateness) -> Result<u32> {
        let judge = Judge::of(&*self.standings()?, late);
        let all = self.standings()?;
        Ok(all.sites.iter().filter(|s| judge.is(Matter::DueToday, s)).count() as u32)
    }
}
