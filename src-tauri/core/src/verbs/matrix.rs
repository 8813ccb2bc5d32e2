//! Campaigns by cells (纵向到底、横向到边): where each has come, and which squares are empty; and who carries what.

use crate::Result;
use crate::model::{GridId, Level, PersonId, TaskState};
use crate::store::{Project, Work};
use crate::view::task::{CampaignRow, Matrix, MatrixPart, MatrixRow, PersonLoad, Square, Unanswered};
use chrono::NaiveDate;
use std::collections::HashMap;

impl Project {
    /// Every campaign in every cell on a day.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn matrix(&self, on: NaiveDate) -> Result<Matrix> {
        let w = self.work(on)?;
        let s = &w.snapshot;
        let mut campaigns = columns(&w);
        let at: HashMap<(GridId, usize), usize> = w
            .tasks
            .iter()
            .enumerate()
            .map(|(i, t)| ((t.grid, t.campaign), i))
            .collect();
        let mut parts: HashMap<Option<GridId>, MatrixPart> = HashMap::new();
        let mut rows = Vec::new();
        for (i, g) in s.grids.iter().enumerate() {
            if !(g.cell || g.level == Level::Cell) {
                continue;
            }
            let squares: Vec<Option<Square>> = (0..campaigns.len())
                .map(|k| at.get(&(g.id, k)).map(|t| square(&w, *t)))
                .collect();
            for (k, q) in campaigns.iter_mut().zip(&squares) {
                k.empty += u32::from(q.is_none());
            }
            let empty = squares.iter().filter(|q| q.is_none()).count() as u32;
            let above = s.above(i, Level::Subdistrict);
            let part = parts.entry(above.map(|n| n.id)).or_insert_with(|| MatrixPart {
                grid: above.map(|n| n.link()),
                cells: 0,
                empty: 0,
                overdue: 0,
            });
            part.cells += 1;
            part.empty += empty;
            part.overdue += squares.iter().flatten().filter(|q| q.overdue).count() as u32;
            rows.push(MatrixRow {
                grid: g.link(),
                subdistrict: above.map(|n| n.name.clone()).unwrap_or_default(),
                squares,
                empty,
            });
        }
        let mut subdistricts: Vec<MatrixPart> = parts.into_values().collect();
        let code = |p: &MatrixPart| p.grid.as_ref().map(|g| g.code.clone());
        subdistricts.sort_by_key(|p| (p.grid.is_none(), code(p)));
        Ok(Matrix {
            on: on.to_string(),
            empty: rows.iter().map(|r| r.empty).sum(),
            campaigns,
            rows,
            subdistricts,
        })
    }

    /// Tasks and unresolved sites that nobody answers for; at most `limit` of each are listed.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn unanswered(&self, on: NaiveDate, limit: u32) -> Result<Unanswered> {
        let w = self.work(on)?;
        let tasks: Vec<_> = (w.tasks.iter())
            .filter(|t| w.answerable(t).is_none() && !w.is_complete(t))
            .collect();
        Ok(Unanswered {
            tasks_total: tasks.len() as u32,
            tasks: tasks
                .into_iter()
                .take(limit as usize)
                .filter_map(|t| w.row(t))
                .collect(),
            sites: self.unanswered_sites(on, limit)?,
            sites_total: w.sites_of.get(&None).map_or(0, |n| n[0]),
        })
    }

    /// What everybody answers for, the heaviest first; nobody's stands on top.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn loads(&self, on: NaiveDate) -> Result<Vec<PersonLoad>> {
        Ok(loads(&self.work(on)?))
    }
}

pub(super) fn loads(w: &Work) -> Vec<PersonLoad> {
    let mut sums: HashMap<Option<PersonId>, [u32; 3]> = HashMap::new();
    for (who, [sites, late]) in &w.sites_of {
        sums.insert(*who, [*sites, 0, *late]);
    }
    for t in w.tasks.iter().filter(|t| !w.is_complete(t)) {
        let sum = sums.entry(w.answerable(t)).or_default();
        sum[1] += 1;
        sum[2] += u32::from(w.is_overdue(t));
    }
    let mut all: Vec<PersonLoad> = sums
        .into_iter()
        .map(|(who, [sites, tasks, overdue])| PersonLoad {
            person: who.map(|p| w.person(p)),
            sites,
            tasks,
            overdue,
        })
        .collect();
    all.sort_by(|a, b| {
        let key = |l: &PersonLoad| (l.person.is_none(), l.sites + l.tasks, l.overdue);
        key(b).cmp(&key(a)).then_with(|| {
            let name = |l: &PersonLoad| l.person.as_ref().map(|p| (p.name.clone(), p.id));
            name(a).cmp(&name(b))
        })
    });
    all
}

fn square(w: &Work, i: usize) -> Square {
    let t = &w.tasks[i];
    Square {
        task: t.id,
        state: t.state,
        done: t.done,
        total: t.total,
        complete: w.is_complete(t),
        overdue: w.is_overdue(t),
    }
}

/// Campaigns with their tasks summed up; empty squares are counted with the cells.
fn columns(w: &Work) -> Vec<CampaignRow> {
    let mut all: Vec<CampaignRow> = w
        .campaigns
        .iter()
        .map(|k| CampaignRow {
            id: k.id,
            code: k.code.clone(),
            name: k.name.clone(),
            name_en: k.name_en.clone(),
            standard: k.standard.clone(),
            kind: k.kind.clone(),
            deadline: k.deadline.clone(),
            tasks: 0,
            accepted: 0,
            overdue: 0,
            done: 0,
            total: 0,
            empty: 0,
        })
        .collect();
    for t in &w.tasks {
        let k = &mut all[t.campaign];
        k.tasks += 1;
        k.accepted += u32::from(t.state == TaskState::Accepted);
        k.overdue += u32::from(w.is_overdue(t));
        k.done += t.done;
        k.total += t.total;
    }
    all
}
