//! All tasks with how far they have come, and what everybody answers for: one scan of the tasks, one of the sites and one
//! of their cells, joined here. In SQL, a query a square takes minutes where this takes tenths of a second.

use super::campaign::{Campaign, campaigns};
use super::exemption::exemptions;
use super::figures::{Snapshot, revision};
use super::lateness::lateness;
use super::{Project, site};
use crate::Result;
use crate::model::{CampaignId, GridId, PersonId, State, TaskId, TaskState};
use crate::task::{self, Progress};
use crate::view::SiteRow;
use crate::view::task::{PersonRef, TaskRow};
use chrono::NaiveDate;
use rusqlite::{Connection, params};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A task as the file holds it, with its sites counted.
#[derive(Debug, Clone)]
pub(crate) struct Task {
    pub id: TaskId,
    /// Place of its campaign in the list.
    pub campaign: usize,
    pub grid: GridId,
    pub standard: String,
    pub deadline: Option<String>,
    pub state: TaskState,
    pub rework: u32,
    pub person: Option<PersonId>,
    /// Sites accepted, and sites that count.
    pub sites: (u32, u32),
    /// Items of its checklist that are done, and items.
    pub items: (u32, u32),
}

/// Campaigns, their tasks, and what everybody answers for, on a day.
pub(crate) struct Work {
    pub on: NaiveDate,
    pub snapshot: Arc<Snapshot>,
    pub campaigns: Vec<Campaign>,
    pub tasks: Vec<Task>,
    /// Unresolved sites and overdue ones by who answers for them.
    pub sites_of: HashMap<Option<PersonId>, [u32; 2]>,
    /// Place of a task by its grid and the place of its campaign.
    pub at: HashMap<(GridId, usize), usize>,
    /// Squares decided not to apply.
    pub exempt: HashSet<(GridId, CampaignId)>,
    names: HashMap<PersonId, String>,
}

impl Work {
    pub fn is_complete(&self, t: &Task) -> bool {
        let (done, total) = t.sites;
        task::is_complete(t.state, done, total, self.campaigns[t.campaign].kind.is_some())
    }

    /// Its campaign is under way.
    pub fn is_open(&self, t: &Task) -> bool {
        self.campaigns[t.campaign].closed_on.is_none()
    }

    /// Something is left to do in it.
    pub fn is_left(&self, t: &Task) -> bool {
        self.is_open(t) && !self.is_complete(t)
    }

    pub fn progress(&self, t: &Task) -> Progress {
        task::progress(t.state, t.sites, t.items, self.campaigns[t.campaign].kind.is_some())
    }

    pub fn is_overdue(&self, t: &Task) -> bool {
        let k = &self.campaigns[t.campaign];
        let due = t.deadline.as_ref().or(k.deadline.as_ref()).and_then(|d| d.parse().ok());
        task::is_overdue(!self.is_left(t), due, self.on)
    }

    pub fn answerable(&self, t: &Task) -> Option<PersonId> {
        task::answerable(t.person, self.snapshot.chief(t.grid).map(|c| c.person))
    }

    /// Cells whose chief a person is.
    pub fn chief_cells(&self, person: PersonId) -> Vec<GridId> {
        let grids = self.snapshot.grids.iter().map(|g| g.id);
        grids
            .filter(|g| self.snapshot.chief(*g).is_some_and(|c| c.person == person))
            .collect()
    }

    pub fn person(&self, id: PersonId) -> PersonRef {
        PersonRef {
            id,
            name: self.names.get(&id).cloned().unwrap_or_default(),
        }
    }

    pub fn row(&self, t: &Task) -> Option<TaskRow> {
        let k = &self.campaigns[t.campaign];
        let grid = self.snapshot.place(t.grid).map(|i| self.snapshot.grids[i].link())?;
        let own = |own: &str, of_all: &str| {
            if own.is_empty() {
                of_all.to_owned()
            } else {
                own.to_owned()
            }
        };
        let progress = self.progress(t);
        Some(TaskRow {
            id: t.id,
            campaign: k.id,
            code: k.code.clone(),
            name: k.name.clone(),
            name_en: k.name_en.clone(),
            grid,
            state: t.state,
            standard: own(&t.standard, &k.standard),
            deadline: t.deadline.clone().or_else(|| k.deadline.clone()),
            complete: self.is_complete(t),
            overdue: self.is_overdue(t),
            slipped: t.state == TaskState::Accepted && t.sites.0 < t.sites.1,
            basis: progress.basis,
            done: progress.done,
            total: progress.total,
            rework: t.rework,
            answerable: self.answerable(t).map(|p| self.person(p)),
            inherited: t.person.is_none(),
        })
    }
}

fn tasks(c: &Connection, campaigns: &[Campaign], only: Option<TaskId>) -> Result<Vec<Task>> {
    let place: HashMap<_, _> = campaigns.iter().enumerate().map(|(i, k)| (k.id, i)).collect();
    let mut out = Vec::new();
    let mut q = c.prepare_cached(
        "SELECT fid, campaign, grid, standard, deadline, state, rework, person FROM task
         WHERE ?1 IS NULL OR fid = ?1 ORDER BY fid",
    )?;
    let mut rows = q.query([only])?;
    while let Some(r) = rows.next()? {
        let Some(campaign) = place.get(&r.get(1)?).copied() else {
            continue;
        };
        out.push(Task {
            id: r.get(0)?,
            campaign,
            grid: r.get(2)?,
            standard: r.get(3)?,
            deadline: r.get(4)?,
            state: r.get(5)?,
            rework: r.get(6)?,
            person: r.get(7)?,
            sites: (0, 0),
            items: (0, 0),
        });
    }
    Ok(out)
}

/// Counts the checklists of tasks that are in the order of their keys.
fn count_items(c: &Connection, tasks: &mut [Task]) -> Result<()> {
    let mut q = c.prepare_cached("SELECT task, sum(done), count(*) FROM task_item GROUP BY task")?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        let id: TaskId = r.get(0)?;
        if let Ok(i) = tasks.binary_search_by_key(&id, |t| t.id) {
            tasks[i].items = (r.get(1)?, r.get(2)?);
        }
    }
    Ok(())
}

fn names(c: &Connection) -> Result<HashMap<PersonId, String>> {
    let mut q = c.prepare_cached("SELECT fid, name FROM person")?;
    let all = q
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

/// Tasks that a site of a kind in a grid counts in: per place in the tree, those of the grid and of the ground above it.
fn tasks_by_place(s: &Snapshot, campaigns: &[Campaign], tasks: &[Task]) -> Vec<Vec<(usize, usize)>> {
    let mut own = vec![Vec::new(); s.grids.len()];
    for (i, t) in tasks.iter().enumerate() {
        if let (Some(place), true) = (s.place(t.grid), campaigns[t.campaign].kind.is_some()) {
            own[place].push((t.campaign, i));
        }
    }
    (0..own.len())
        .map(|i| s.upwards(i).flat_map(|j| own[j].iter().copied()).collect())
        .collect()
}

/// Counts every site in its tasks and at its person: sites and cells in key order, merged.
fn count_sites(c: &Connection, w: &mut Work) -> Result<()> {
    let by_id: HashMap<TaskId, usize> = w.tasks.iter().enumerate().map(|(i, t)| (t.id, i)).collect();
    let by_place = tasks_by_place(&w.snapshot, &w.campaigns, &w.tasks);
    // Most sites are their chief's: summed up by cell first, so that a site costs one look for its cell.
    let mut inherited = vec![[0, 0]; w.snapshot.grids.len()];
    let mut sites = c.prepare_cached("SELECT fid, kind, state, deadline, task, person FROM site ORDER BY fid")?;
    let mut cells = c.prepare_cached("SELECT site, grid FROM placement ORDER BY site")?;
    let (mut sites, mut cells) = (sites.query([])?, cells.query([])?);
    let mut next: Option<(i64, GridId)> = None;
    let mut more = true;
    let mut state = State::Reported;
    while let Some(r) = sites.next()? {
        let id: i64 = r.get(0)?;
        while more && next.is_none_or(|n| n.0 < id) {
            let row = cells.next()?;
            more = row.is_some();
            next = row
                .map(|p| Ok::<_, rusqlite::Error>((p.get(0)?, p.get(1)?)))
                .transpose()?;
        }
        let place = next.filter(|n| n.0 == id).and_then(|n| w.snapshot.place(n.1));
        if r.get_ref(2)?.as_str().is_ok_and(|word| word != state.word()) {
            state = r.get(2)?;
        }
        if state.is_unresolved() {
            let kind = r.get_ref(1)?.as_str().unwrap_or_default();
            let late = w.snapshot.late.is_overdue(state, kind, r.get_ref(3)?.as_str().ok());
            let sum = match (r.get::<_, Option<PersonId>>(5)?, place) {
                (None, Some(p)) => &mut inherited[p],
                (own, _) => w.sites_of.entry(task::answerable(own, None)).or_default(),
            };
            *sum = [sum[0] + 1, sum[1] + u32::from(late)];
        }
        if state == State::Dismissed {
            continue;
        }
        let done = u32::from(state == State::Accepted);
        let count = |t: &mut Task| {
            t.sites.0 += done;
            t.sites.1 += 1;
        };
        match r.get::<_, Option<TaskId>>(4)? {
            Some(t) => by_id.get(&t).into_iter().for_each(|i| count(&mut w.tasks[*i])),
            None => {
                let kind = r.get_ref(1)?.as_str().unwrap_or_default();
                let of = place.map_or(&[][..], |p| &by_place[p]);
                for (k, i) in of {
                    if w.campaigns[*k].kind.as_deref() == Some(kind) {
                        count(&mut w.tasks[*i]);
                    }
                }
            }
        }
    }
    for (g, [sites, late]) in w.snapshot.grids.iter().zip(inherited).filter(|(_, n)| n[0] > 0) {
        let chief = w.snapshot.chief(g.id).map(|c| c.person);
        let sum = w.sites_of.entry(task::answerable(None, chief)).or_default();
        *sum = [sum[0] + sites, sum[1] + late];
    }
    Ok(())
}

impl Project {
    /// Campaigns, tasks and loads on a day, kept until an edit; read again, should an edit fall between.
    pub(crate) fn work(&self, on: NaiveDate) -> Result<Arc<Work>> {
        let c = self.read()?;
        loop {
            let snapshot = self.snapshot(on)?;
            let kept = super::locks::kept(&self.caches.work).clone();
            if let Some(w) = kept.filter(|w| w.on == on && w.snapshot.revision == snapshot.revision) {
                return Ok(w);
            }
            let campaigns = campaigns(&c)?;
            let tasks = tasks(&c, &campaigns, None)?;
            let squares = tasks.iter().enumerate();
            let mut w = Work {
                on,
                at: squares.map(|(i, t)| ((t.grid, t.campaign), i)).collect(),
                tasks,
                campaigns,
                sites_of: HashMap::new(),
                exempt: exemptions(&c)?,
                names: names(&c)?,
                snapshot,
            };
            count_items(&c, &mut w.tasks)?;
            count_sites(&c, &mut w)?;
            if revision(&c)? == w.snapshot.revision {
                let w = Arc::new(w);
                *super::locks::kept(&self.caches.work) = Some(Arc::clone(&w));
                return Ok(w);
            }
        }
    }

    /// One task, without a look at the others.
    pub(crate) fn task_row(&self, id: TaskId, on: NaiveDate) -> Result<Option<TaskRow>> {
        let c = self.read()?;
        let campaigns = campaigns(&c)?;
        let mut tasks = tasks(&c, &campaigns, Some(id))?;
        count_items(&c, &mut tasks)?;
        let Some(mut t) = tasks.pop() else { return Ok(None) };
        t.sites = super::task::count(&c, id)?;
        let w = Work {
            on,
            snapshot: self.snapshot(on)?,
            campaigns,
            tasks,
            sites_of: HashMap::new(),
            at: HashMap::new(),
            exempt: HashSet::new(),
            names: names(&c)?,
        };
        Ok(w.row(&t))
    }

    /// Unresolved sites that a person answers for, the latest first: those given to them, and those of the cells whose chief
    /// they are that were given to nobody else.
    pub(crate) fn sites_of(
        &self,
        person: PersonId,
        cells: &[GridId],
        on: NaiveDate,
        limit: u32,
    ) -> Result<Vec<SiteRow>> {
        let c = self.read()?;
        let late = lateness(&c, on)?;
        let order = late.order(&c)?;
        let cells = serde_json::to_string(cells).map_err(std::io::Error::from)?;
        let mut q = c.prepare_cached(&format!(
            "SELECT {} FROM {} WHERE s.state NOT IN ('accepted', 'dismissed')
               AND (s.person = ?1 OR s.person IS NULL AND p.grid IN (SELECT value FROM json_each(?2)))
             ORDER BY s.state = 'suspended', s.deadline IS NULL, {order}, s.number LIMIT ?3",
            site::ROW,
            site::FROM
        ))?;
        let all = q
            .query_map(params![person, cells, limit], |r| site::site_row(r, &late))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// Unresolved sites that nobody answers for, by number.
    pub(crate) fn unanswered_sites(&self, on: NaiveDate, limit: u32) -> Result<Vec<SiteRow>> {
        let c = self.read()?;
        let late = lateness(&c, on)?;
        let mut q = c.prepare_cached(&format!(
            "SELECT {} FROM {} WHERE s.state NOT IN ('accepted', 'dismissed') AND s.person IS NULL
               AND NOT EXISTS (SELECT 1 FROM duty d WHERE d.grid = p.grid AND d.role = 'chief' AND d.person IS NOT NULL
                 AND (d.from_date IS NULL OR d.from_date <= ?1) AND (d.to_date IS NULL OR d.to_date >= ?1))
             ORDER BY s.number LIMIT ?2",
            site::ROW,
            site::FROM
        ))?;
        let all = q
            .query_map(params![on.to_string(), limit], |r| site::site_row(r, &late))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }
}
