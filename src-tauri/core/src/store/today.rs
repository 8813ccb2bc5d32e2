//! The page that opens in the morning: its numbers, what presses most in each, and the list beside a number.

use super::figures::Snapshot;
use super::lateness::lateness;
use super::standing::Waiting;
use super::wanted::still_wanted;
use super::{Project, site};
use crate::Result;
use crate::model::{GridId, Lack, Level, Matter, SiteId};
use crate::view::feedback::FeedbackRow;
use crate::view::today::{RecheckRow, Today, TodayCell, TodayLine, TodayList, TodayPage, TodaySite, Urgent};
use crate::view::{Filter, SiteRow};
use chrono::NaiveDate;
use rusqlite::OptionalExtension;
use std::collections::HashMap;
use std::sync::Arc;

/// Everything the page is made of, looked at once.
struct Morning<'a> {
    project: &'a Project,
    on: NaiveDate,
    snapshot: Arc<Snapshot>,
    /// Re-checks that are due, by kind and cell.
    rechecks: Vec<(String, Option<GridId>, u32)>,
    /// Empty squares of the cells that have any, by place in the snapshot.
    squares: Vec<(usize, u32)>,
    problems: Vec<FeedbackRow>,
    /// See [`Morning::lacking`].
    lacking: HashMap<Lack, Vec<usize>>,
}

impl Matter {
    /// The filter of the tables and the map that shows it; none where its list is another place's.
    pub fn filter(self) -> Option<Filter> {
        let f = Filter::default();
        match (self, self.state()) {
            (_, Some(state)) => Some(Filter {
                states: vec![state],
                ..f
            }),
            (Matter::Overdue, _) => Some(Filter { overdue: true, ..f }),
            _ => self.watch().map(|w| Filter { watch: Some(w), ..f }),
        }
    }
}

/// Those of the problems that a matter is about, the most pressing first.
fn problems_of(matter: Matter, all: &[FeedbackRow]) -> Vec<&FeedbackRow> {
    let mut found: Vec<&FeedbackRow> = (all.iter())
        .filter(|r| match matter {
            Matter::FeedbackOpen => r.struck_on.is_none(),
            Matter::ClaimedNotDone => r.claimed_not_done,
            _ => false,
        })
        .collect();
    // By number among those of one day: so they stand already.
    found.sort_by_key(|r| std::cmp::Reverse(r.days_late.unwrap_or(i32::MIN)));
    found
}

/// Places of the cells that lack each thing, those with the most unresolved sites first.
fn lacking(s: &Snapshot) -> HashMap<Lack, Vec<usize>> {
    let mut found: HashMap<Lack, Vec<usize>> = HashMap::new();
    for i in (0..s.grids.len()).filter(|i| s.is_cell(*i)) {
        s.lacks(i)
            .into_iter()
            .for_each(|lack| found.entry(lack).or_default().push(i));
    }
    for cells in found.values_mut() {
        cells.sort_by_cached_key(|i| std::cmp::Reverse(s.own(s.grids[*i].id).unresolved));
    }
    found
}

impl<'a> Morning<'a> {
    fn of(project: &'a Project, on: NaiveDate) -> Result<Self> {
        let snapshot = project.snapshot(on)?;
        if snapshot.waiting.get().is_none() {
            let all = project.standings()?;
            snapshot.waiting.get_or_init(|| all.waiting(&snapshot.late));
        }
        let (campaigns, filled) = project.filled_squares()?;
        let squares = (0..snapshot.grids.len())
            .filter(|i| snapshot.is_cell(*i))
            .map(|i| (i, campaigns - filled.get(&snapshot.grids[i].id).copied().unwrap_or(0)))
            .filter(|(_, empty)| *empty > 0)
            .collect();
        let problems = project.feedback(on)?;
        Ok(Morning {
            project,
            on,
            lacking: lacking(&snapshot),
            rechecks: project.rechecks_due(on)?,
            squares,
            problems,
            snapshot,
        })
    }

    /// Places of the cells that lack something, those with the most unresolved sites first.
    fn lacking(&self, lack: Lack) -> &[usize] {
        self.lacking.get(&lack).map_or(&[], Vec::as_slice)
    }

    fn waiting(&self, matter: Matter) -> Option<&Waiting> {
        self.snapshot.waiting.get()?.of.get(&matter)
    }

    fn total(&self, matter: Matter) -> u32 {
        match (matter, matter.lack()) {
            (_, Some(lack)) => self.lacking(lack).len() as u32,
            (Matter::RecheckDue, _) => self.rechecks.iter().map(|r| r.2).sum(),
            (Matter::EmptySquares, _) => self.squares.iter().map(|s| s.1).sum(),
            (Matter::FeedbackOpen | Matter::ClaimedNotDone, _) => problems_of(matter, &self.problems).len() as u32,
            _ => self.waiting(matter).map_or(0, |w| w.total),
        }
    }

    /// Sites of each of these kinds; none of a matter that is not about sites.
    fn by_kind(&self, matter: Matter, kinds: &[String]) -> Option<Vec<u32>> {
        if matter == Matter::RecheckDue {
            let of = |kind: &String| self.rechecks.iter().filter(|r| r.0 == *kind).map(|r| r.2).sum();
            return Some(kinds.iter().map(of).collect());
        }
        let w = self.waiting(matter)?;
        let counted = &self.snapshot.waiting.get()?.kinds;
        let of = |kind: &String| {
            let place = counted.iter().position(|k| k == kind);
            place.and_then(|i| w.kinds.get(i)).copied().unwrap_or(0)
        };
        Some(kinds.iter().map(of).collect())
    }

    /// The most pressing sites of a matter that is told from sites.
    fn sites(&self, matter: Matter, most: usize) -> Result<Vec<TodaySite>> {
        if matter == Matter::RecheckDue {
            let due = self.project.rechecks(self.on, self.on, most as u32)?;
            return due.into_iter().map(|r| self.recheck(r)).collect::<Result<Vec<_>>>();
        }
        let ids = match most {
            1 => (self.waiting(matter).and_then(Waiting::first)).into_iter().collect(),
            _ => self.project.standings()?.pressing(matter, &self.snapshot.late, most),
        };
        let until = |site: SiteId| self.project.suspended_until(site);
        (self.project.site_rows(&ids, self.on)?.into_iter())
            .map(|row| -> Result<TodaySite> {
                let (day, days_late) = if matter == Matter::SuspensionOver {
                    let day = until(row.id)?;
                    let late = day.as_deref().and_then(|d| d.parse().ok());
                    (day, late.map(|d: NaiveDate| (self.on - d).num_days() as i32))
                } else {
                    (row.deadline.clone(), row.days_late)
                };
                Ok(self.with_chief(row, day, days_late, None))
            })
            .collect()
    }

    fn recheck(&self, r: RecheckRow) -> Result<TodaySite> {
        let row = self.project.site_row(r.site, self.on)?;
        Ok(self.with_chief(row, Some(r.due), Some(r.days_late), Some(r.round)))
    }

    fn with_chief(&self, site: SiteRow, day: Option<String>, days_late: Option<i32>, round: Option<u32>) -> TodaySite {
        let chief = site.grid.as_ref().and_then(|g| self.snapshot.chief(g.id));
        TodaySite {
            chief: chief.map(|c| c.name.clone()),
            site,
            day,
            days_late,
            round,
        }
    }

    fn urgent(&self, matter: Matter) -> Result<Option<Urgent>> {
        let s = &self.snapshot;
        if let Some(lack) = matter.lack() {
            let Some(i) = self.lacking(lack).first().copied() else {
                return Ok(None);
            };
            let g = &s.grids[i];
            let since = match lack {
                Lack::Chief => self.project.last_chief_days(self.on)?.remove(&g.id),
                _ => None,
            };
            return Ok(Some(Urgent {
                name: if g.name.is_empty() { &g.code } else { &g.name }.clone(),
                count: Some(s.own(g.id).unresolved),
                day: since,
                ..Urgent::default()
            }));
        }
        Ok(match matter {
            Matter::EmptySquares => self.emptiest(),
            Matter::FeedbackOpen | Matter::ClaimedNotDone => {
                problems_of(matter, &self.problems).first().map(|r| Urgent {
                    name: r.number.clone(),
                    days_late: r.days_late,
                    struck: r.struck_on.is_some(),
                    day: r.struck_on.clone().or_else(|| r.claimed_on.clone()),
                    ..Urgent::default()
                })
            }
            _ => self.sites(matter, 1)?.pop().map(|t| {
                let own = [&t.site.address, &t.site.number].into_iter().find(|w| !w.is_empty());
                Urgent {
                    name: match (&t.site.grid, own) {
                        (Some(g), _) if !g.name.is_empty() => g.name.clone(),
                        (Some(g), _) => g.code.clone(),
                        (None, own) => own.cloned().unwrap_or_default(),
                    },
                    days_late: t.days_late,
                    struck: false,
                    day: t.day,
                    round: t.round,
                    count: (matter == Matter::Loose).then(|| self.waiting(matter).map_or(0, |w| w.unplaced)),
                }
            }),
        })
    }

    /// The subdistrict with the most empty squares; of cells that lie in none, the cell.
    fn emptiest(&self) -> Option<Urgent> {
        let s = &self.snapshot;
        let mut by_part: HashMap<usize, u32> = HashMap::new();
        for (i, empty) in &self.squares {
            let part = s
                .above(*i, Level::Subdistrict)
                .and_then(|g| s.place(g.id))
                .unwrap_or(*i);
            *by_part.entry(part).or_default() += empty;
        }
        let (part, count) = by_part.into_iter().max_by_key(|(i, n)| (*n, std::cmp::Reverse(*i)))?;
        Some(Urgent {
            name: s.grids[part].name.clone(),
            count: Some(count),
            ..Urgent::default()
        })
    }

    fn cells(&self, matter: Matter, most: usize) -> Result<Vec<TodayCell>> {
        let s = &self.snapshot;
        if matter == Matter::EmptySquares {
            let mut all = self.squares.clone();
            all.sort_by_key(|(i, empty)| (std::cmp::Reverse(*empty), *i));
            let cell = |(i, count)| TodayCell {
                grid: s.row(i),
                count,
                since: None,
            };
            return Ok(all.into_iter().take(most).map(cell).collect());
        }
        let Some(lack) = matter.lack() else {
            return Ok(Vec::new());
        };
        let mut days = match lack {
            Lack::Chief => self.project.last_chief_days(self.on)?,
            _ => HashMap::new(),
        };
        let cell = |i: usize| TodayCell {
            grid: s.row(i),
            count: s.own(s.grids[i].id).unresolved,
            since: days.remove(&s.grids[i].id),
        };
        Ok(self.lacking(lack).iter().copied().take(most).map(cell).collect())
    }

    /// How many of a matter each cell has.
    fn by_cell(&self, matter: Matter) -> Result<HashMap<GridId, u32>> {
        let s = &self.snapshot;
        let mut out = HashMap::new();
        if let Some(lack) = matter.lack() {
            return Ok(self.lacking(lack).iter().map(|i| (s.grids[*i].id, 1)).collect());
        }
        match matter {
            Matter::RecheckDue => {
                for (_, cell, n) in &self.rechecks {
                    cell.iter().for_each(|c| *out.entry(*c).or_default() += n);
                }
            }
            Matter::EmptySquares => out.extend(self.squares.iter().map(|(i, n)| (s.grids[*i].id, *n))),
            Matter::FeedbackOpen | Matter::ClaimedNotDone => {
                for r in problems_of(matter, &self.problems) {
                    let sites = r.sites.iter().filter_map(|s| s.grid.as_ref());
                    let mut cells: Vec<GridId> = sites.chain(r.tasks.iter().map(|t| &t.grid)).map(|g| g.id).collect();
                    cells.sort_unstable();
                    cells.dedup();
                    cells.into_iter().for_each(|c| *out.entry(c).or_default() += 1);
                }
            }
            _ => return Ok(self.project.standings()?.by_cell(matter, &s.late)),
        }
        Ok(out)
    }
}

impl Project {
    /// The numbers of the day; cheap once the sites are in memory.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn today(&self, on: NaiveDate) -> Result<Today> {
        let m = Morning::of(self, on)?;
        Ok(Today {
            reported: m.total(Matter::Reported),
            filed: m.total(Matter::Filed),
            due_today: m.total(Matter::DueToday),
            due_soon: m.total(Matter::DueSoon),
            overdue: m.total(Matter::Overdue),
            submitted: m.total(Matter::Submitted),
            escalated: m.total(Matter::Escalated),
            suspension_over: m.total(Matter::SuspensionOver),
            paused: m.total(Matter::Paused),
            recheck_due: m.total(Matter::RecheckDue),
            relapsed: m.total(Matter::Relapsed),
            loose: m.total(Matter::Loose),
            vacant: m.total(Matter::Vacant),
            unreachable: m.total(Matter::Unreachable),
            no_department: m.total(Matter::NoDepartment),
            empty_squares: m.total(Matter::EmptySquares),
            feedback_open: m.total(Matter::FeedbackOpen),
            claimed_not_done: m.total(Matter::ClaimedNotDone),
        })
    }

    /// The page of the day: each number apart by kind, and what presses most in it.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn today_page(&self, on: NaiveDate) -> Result<TodayPage> {
        let m = Morning::of(self, on)?;
        let kinds: Vec<String> = self.kinds()?.into_iter().map(|k| k.code).collect();
        let line = |matter: &Matter| -> Result<TodayLine> {
            still_wanted()?;
            let total = m.total(*matter);
            Ok(TodayLine {
                matter: *matter,
                total,
                kinds: m.by_kind(*matter, &kinds),
                urgent: if total > 0 { m.urgent(*matter)? } else { None },
                filter: matter.filter(),
            })
        };
        Ok(TodayPage {
            on: on.to_string(),
            lines: Matter::ALL.iter().map(line).collect::<Result<_>>()?,
            kinds,
        })
    }

    /// The most pressing of one matter.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn today_list(&self, matter: Matter, most: u32, on: NaiveDate) -> Result<TodayList> {
        let (m, most) = (Morning::of(self, on)?, most as usize);
        let problems = problems_of(matter, &m.problems).into_iter().take(most);
        Ok(TodayList {
            sites: match matter.filter() {
                Some(_) if matter.lack().is_none() => m.sites(matter, most)?,
                _ => Vec::new(),
            },
            cells: m.cells(matter, most)?,
            problems: problems.cloned().collect(),
        })
    }

    /// How many of one matter each cell has; of cells that lack something, one each.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub(crate) fn today_cells(&self, matter: Matter, on: NaiveDate) -> Result<HashMap<GridId, u32>> {
        Morning::of(self, on)?.by_cell(matter)
    }

    /// Rows of these sites, in the order asked.
    fn site_rows(&self, ids: &[SiteId], on: NaiveDate) -> Result<Vec<SiteRow>> {
        let c = self.read()?;
        let late = lateness(&c, on)?;
        let mut q = c.prepare_cached(&format!("SELECT {} FROM {} WHERE s.fid = ?1", site::ROW, site::FROM))?;
        let row = |id: &SiteId| q.query_row([id], |r| site::site_row(r, &late)).optional();
        Ok(ids
            .iter()
            .map(row)
            .collect::<rusqlite::Result<Vec<_>>>()?
            .into_iter()
            .flatten()
            .collect())
    }

    /// Until when a site is suspended.
    fn suspended_until(&self, id: SiteId) -> Result<Option<String>> {
        let c = self.read()?;
        let mut q = c.prepare_cached("SELECT suspended_until FROM site WHERE fid = ?1")?;
        Ok(q.query_row([id], |r| r.get(0))?)
    }
}
