//! The figures of every grid on a day, and the tree they add up along, kept until an edit.

use super::lateness::lateness;
use super::standing::AllWaiting;
use super::{Project, duty, patrol};
use crate::Result;
use crate::calendar::lateness::Lateness;
use crate::model::{GridId, Lack, Level, PersonId};
use crate::view::{CellChief, Figures, GridRef};
use chrono::NaiveDate;
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};
use std::panic::resume_unwind;
use std::sync::{Arc, OnceLock};
use std::thread;

/// A grid in the tree.
#[derive(Debug, Clone)]
pub struct Node {
    pub id: GridId,
    pub code: String,
    pub name: String,
    pub level: Level,
    pub parent: Option<usize>,
    /// Has a polygon, and nothing below it has: the ground that the map shows.
    pub cell: bool,
    /// West, south, east, north, rounded outwards to 32 bits.
    pub bbox: Option<[f64; 4]>,
}

impl Node {
    pub fn link(&self) -> GridRef {
        GridRef {
            id: self.id,
            code: self.code.clone(),
            name: self.name.clone(),
            level: self.level,
        }
    }
}

/// A chief in force.
#[derive(Debug, Clone)]
pub struct Chief {
    pub person: PersonId,
    pub name: String,
    /// Has a telephone.
    pub reachable: bool,
}

/// Everything about the cells that lists and tiles ask, as of one revision and day.
pub struct Snapshot {
    pub revision: i64,
    pub on: NaiveDate,
    pub late: Lateness,
    /// By code.
    pub grids: Vec<Node>,
    index: HashMap<GridId, usize>,
    own: HashMap<GridId, Figures>,
    chiefs: HashMap<GridId, Chief>,
    /// Grids with a department of their own.
    departments: HashSet<GridId>,
    /// Days since each grid or a part of it was walked, in the order of `grids`; none = never.
    walked: Vec<Option<u32>>,
    /// Days after which a cell is to be walked again.
    pub patrol_days: u32,
    /// Sites in no cell.
    pub loose: Figures,
    /// What waits of the sites, once it was asked.
    pub(super) waiting: OnceLock<AllWaiting>,
}

impl Snapshot {
    /// Figures of the sites assigned to this very grid.
    pub fn own(&self, id: GridId) -> Figures {
        self.own.get(&id).copied().unwrap_or_default()
    }

    /// All who are chief of anything, villages and subdistricts too.
    pub fn all_chiefs(&self) -> HashSet<PersonId> {
        self.chiefs.values().map(|c| c.person).collect()
    }

    /// The chief of a grid's own.
    pub fn chief(&self, id: GridId) -> Option<&Chief> {
        self.chiefs.get(&id)
    }

    /// A cell of the lists: on the map, or of the lowest level and not drawn.
    pub fn is_cell(&self, i: usize) -> bool {
        self.grids[i].cell || self.grids[i].level == Level::Cell
    }

    /// What a cell lacks of the people who are to answer for it.
    pub fn lacks(&self, i: usize) -> Vec<Lack> {
        let chief = match self.chief(self.grids[i].id) {
            None => Some(Lack::Chief),
            Some(c) => (!c.reachable).then_some(Lack::Phone),
        };
        let department = self.upwards(i).any(|j| self.departments.contains(&self.grids[j].id));
        chief
            .into_iter()
            .chain((!department).then_some(Lack::Department))
            .collect()
    }

    /// Name of the subdistrict or town that a grid lies in; empty where unknown.
    pub fn subdistrict(&self, i: usize) -> String {
        let above = self.above(i, Level::Subdistrict);
        above.map(|n| n.name.clone()).unwrap_or_default()
    }

    /// Days since a grid or a part of it was walked; none = never.
    pub fn walked(&self, i: usize) -> Option<u32> {
        self.walked[i]
    }

    pub fn place(&self, id: GridId) -> Option<usize> {
        self.index.get(&id).copied()
    }

    /// From a grid up to the root, itself first. A loop in the file ends it.
    pub fn upwards(&self, start: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(start), |i| self.grids[*i].parent).take(8)
    }

    pub fn is_under(&self, i: usize, top: GridId) -> bool {
        self.upwards(i).any(|j| self.grids[j].id == top)
    }

    /// Nearest grid of a level above a grid or the grid itself.
    pub fn above(&self, i: usize, level: Level) -> Option<&Node> {
        self.upwards(i).map(|j| &self.grids[j]).find(|g| g.level == level)
    }

    /// Figures of every grid with all that lies below it, in the order of `grids`.
    pub fn rolled_up(&self) -> Vec<Figures> {
        let mut out = vec![Figures::default(); self.grids.len()];
        for (i, g) in self.grids.iter().enumerate() {
            let own = self.own(g.id);
            if own.total > 0 {
                self.upwards(i).for_each(|j| out[j].add(&own));
            }
        }
        out
    }

    /// Grids that lie in none where others of a higher level are, so that no figures of the ground above hold theirs.
    pub fn astray(&self) -> impl Iterator<Item = usize> + '_ {
        let depth = |g: &Node| Level::ALL.iter().position(|l| *l == g.level);
        let highest = self.grids.iter().filter_map(depth).min();
        (0..self.grids.len()).filter(move |i| {
            let g = &self.grids[*i];
            g.parent.is_none() && depth(g) > highest
        })
    }

    /// Cells without a chief.
    pub fn vacant(&self) -> u32 {
        let cells = (0..self.grids.len()).filter(|i| self.is_cell(*i));
        cells.filter(|i| self.chief(self.grids[*i].id).is_none()).count() as u32
    }

    /// Who is chief of how many cells below some ground: cells without one first, then who has most.
    pub fn cell_chiefs(&self, top: GridId) -> Vec<CellChief> {
        let mut all: HashMap<Option<PersonId>, CellChief> = HashMap::new();
        for (_, g) in (self.grids.iter().enumerate()).filter(|(i, g)| g.cell && self.is_under(*i, top)) {
            let chief = self.chief(g.id);
            let person = chief.map(|c| c.person);
            let one = all.entry(person).or_insert_with(|| CellChief {
                person,
                name: chief.map(|c| c.name.clone()).unwrap_or_default(),
                grids: 0,
            });
            one.grids += 1;
        }
        let mut all: Vec<_> = all.into_values().collect();
        all.sort_by(|a, b| {
            (a.person.is_some(), b.grids, &a.name, a.person).cmp(&(b.person.is_some(), a.grids, &b.name, b.person))
        });
        all
    }

    /// Of the whole project.
    pub fn total(&self) -> Figures {
        let mut f = self.loose;
        self.own.values().for_each(|o| f.add(o));
        f
    }
}

impl Figures {
    /// Adds another ground's counts.
    pub fn add(&mut self, o: &Figures) {
        self.total += o.total;
        self.unresolved += o.unresolved;
        self.overdue += o.overdue;
        self.submitted += o.submitted;
        self.suspended += o.suspended;
        self.paused += o.paused;
        self.accepted += o.accepted;
        self.dismissed += o.dismissed;
    }

    /// Accepted in percent of all that were no mistake; none without any.
    pub fn progress(&self) -> Option<u8> {
        let of = self.total - self.dismissed;
        (of > 0).then(|| (self.accepted * 100 / of) as u8)
    }
}

fn nodes(c: &Connection) -> Result<Vec<Node>> {
    let mut parents: Vec<Option<GridId>> = Vec::new();
    let mut out = Vec::new();
    let mut q = c.prepare_cached(
        "SELECT g.fid, g.code, g.name, g.level, g.parent, r.id IS NOT NULL, r.minx, r.miny, r.maxx, r.maxy
         FROM grid g LEFT JOIN rtree_grid_geom r ON r.id = g.fid ORDER BY g.code",
    )?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        let drawn = r.get(5)?;
        parents.push(r.get(4)?);
        out.push(Node {
            id: r.get(0)?,
            code: r.get(1)?,
            name: r.get(2)?,
            level: r.get(3)?,
            parent: None,
            cell: drawn,
            bbox: if drawn {
                Some([r.get(6)?, r.get(7)?, r.get(8)?, r.get(9)?])
            } else {
                None
            },
        });
    }
    let index: HashMap<GridId, usize> = out.iter().enumerate().map(|(i, g)| (g.id, i)).collect();
    for (g, p) in out.iter_mut().zip(parents) {
        g.parent = p.and_then(|p| index.get(&p).copied());
    }
    let above: Vec<usize> = out
        .iter()
        .filter(|g| g.bbox.is_some())
        .filter_map(|g| g.parent)
        .collect();
    above.into_iter().for_each(|p| out[p].cell = false);
    Ok(out)
}

/// Times returned, times relapsed, and whether it is unresolved and escalated, summed up by cell; none = in no cell.
pub(crate) type Troubles = HashMap<Option<GridId>, [u32; 3]>;

impl Project {
    /// Sums of the sites that ran into trouble.
    pub(crate) fn troubles(&self) -> Result<Troubles> {
        let c = self.read()?;
        let mut q = c.prepare_cached(
            "SELECT p.grid, sum(s.rework), sum(s.relapse), sum(s.escalated <> '' AND s.state NOT IN ('accepted', 'dismissed'))
             FROM site s LEFT JOIN placement p ON p.site = s.fid WHERE s.rework > 0 OR s.relapse > 0 OR s.escalated <> '' GROUP BY p.grid",
        )?;
        let all = q
            .query_map([], |r| Ok((r.get(0)?, [r.get(1)?, r.get(2)?, r.get(3)?])))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }
}

pub(super) fn revision(c: &Connection) -> Result<i64> {
    Ok(c.prepare_cached("SELECT coalesce(max(fid), 0) FROM edit")?
        .query_row([], |r| r.get(0))?)
}

impl Project {
    /// Figures, tree and chiefs as of now; cheap until the next edit.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub(crate) fn snapshot(&self, on: NaiveDate) -> Result<Arc<Snapshot>> {
        let c = self.read()?;
        let revision = revision(&c)?;
        let kept = self.caches.snapshot();
        if let Some(s) = &kept
            && s.revision == revision
            && s.on == on
        {
            return Ok(Arc::clone(s));
        }
        let same = kept.filter(|s| !super::look::changed_since(&c, &["grid"], s.revision).unwrap_or(true));
        let late = lateness(&c, on)?;
        let (grids, sites) = match same {
            Some(s) => (Ok(s.grids.clone()), self.standings()),
            None => thread::scope(|scope| {
                let sites = scope.spawn(|| self.standings());
                (nodes(&c), sites.join().unwrap_or_else(|failed| resume_unwind(failed)))
            }),
        };
        let (grids, (own, loose)) = (grids?, sites?.figures(&late));
        let s = Arc::new(self.with_people(&c, revision, grids, own, loose, late)?);
        self.caches.keep_snapshot(&s);
        Ok(s)
    }

    /// A snapshot of figures with the people and the patrols of the day.
    pub(super) fn with_people(
        &self,
        c: &Connection,
        revision: i64,
        grids: Vec<Node>,
        own: HashMap<GridId, Figures>,
        loose: Figures,
        late: Lateness,
    ) -> Result<Snapshot> {
        let on = late.on();
        let index = grids.iter().enumerate().map(|(i, g)| (g.id, i)).collect();
        let mut s = Snapshot {
            revision,
            on,
            late,
            grids,
            index,
            own,
            chiefs: duty::chiefs(c, on)?,
            departments: duty::departments(c, on)?,
            walked: Vec::new(),
            patrol_days: self.settings()?.patrol_days,
            loose,
            waiting: OnceLock::new(),
        };
        s.walked = patrol::days_since_walked(c, &s)?;
        Ok(s)
    }

    /// The snapshot of this revision that is kept, of whatever day; else one of this day.
    pub(super) fn newest_snapshot(&self, on: NaiveDate) -> Result<Arc<Snapshot>> {
        let revision = revision(&*self.read()?)?;
        match self.caches.snapshot().filter(|s| s.revision == revision) {
            Some(kept) => Ok(kept),
            None => self.snapshot(on),
        }
    }
}
