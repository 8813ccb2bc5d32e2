//! Campaigns by cells (纵向到底、横向到边): where each has come, and which squares are empty.

use crate::model::{CampaignId, GridId, Level, TaskState};
use crate::store::{Project, Work};
use crate::view::matrix::{Matrix, MatrixPart, MatrixRow, Square, Squares, VacantSquare};
use crate::view::task::CampaignRow;
use crate::{Error, Result};
use chrono::NaiveDate;
use std::collections::HashMap;

impl Project {
    /// Every campaign that is under way in every cell on a day.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn matrix(&self, on: NaiveDate) -> Result<Matrix> {
        let w = self.work(on)?;
        Ok(matrix(&w, true))
    }

    /// The same without the rows of the cells.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn matrix_heads(&self, on: NaiveDate) -> Result<Matrix> {
        let w = self.work(on)?;
        Ok(matrix(&w, false))
    }

    /// Rows of the cells of one subdistrict; none = of those that lie in none.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn matrix_rows(&self, part: Option<GridId>, on: NaiveDate) -> Result<Vec<MatrixRow>> {
        let w = self.work(on)?;
        let desk = Table::of(&w);
        Ok(desk
            .cells()
            .filter(|i| desk.part(*i) == part)
            .map(|i| desk.row(i))
            .collect())
    }

    /// All campaigns with how far each has come, closed ones too.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn campaign_rows(&self, on: NaiveDate) -> Result<Vec<CampaignRow>> {
        let w = self.work(on)?;
        Ok(Table::of(&w).campaigns())
    }

    /// A square of the matrix that holds no task.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn vacant_square(&self, campaign: CampaignId, grid: GridId, on: NaiveDate) -> Result<VacantSquare> {
        let w = self.work(on)?;
        let s = &w.snapshot;
        let table = Table::of(&w);
        let campaign = (table.campaigns().into_iter())
            .find(|k| k.id == campaign)
            .ok_or_else(|| missing("campaign", campaign.0))?;
        let place = s.place(grid).ok_or_else(|| missing("grid", grid.0))?;
        Ok(VacantSquare {
            unresolved: match &campaign.kind {
                Some(kind) => self.unresolved_of_kind(grid, kind)?,
                None => 0,
            },
            exemption: self.exemption(campaign.id, grid)?,
            chief: s.chief(grid).map(|c| c.name.clone()),
            grid: s.grids[place].link(),
            campaign,
        })
    }
}

fn missing(what: &'static str, key: i64) -> Error {
    let name = key.to_string();
    Error::NotFound { what, name }
}

/// Tasks by their squares.
struct Table<'a> {
    w: &'a Work,
    /// Places of the campaigns that are under way.
    open: Vec<usize>,
}

impl<'a> Table<'a> {
    fn of(w: &'a Work) -> Self {
        Table {
            w,
            open: (0..w.campaigns.len())
                .filter(|k| w.campaigns[*k].closed_on.is_none())
                .collect(),
        }
    }

    /// Places of the cells in the tree.
    fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        let s = &self.w.snapshot;
        (0..s.grids.len()).filter(|i| s.is_cell(*i))
    }

    /// The subdistrict of a cell.
    fn part(&self, i: usize) -> Option<GridId> {
        self.w.snapshot.above(i, Level::Subdistrict).map(|g| g.id)
    }

    fn square(&self, grid: GridId, campaign: usize) -> Option<Square> {
        let t = &self.w.tasks[*self.w.at.get(&(grid, campaign))?];
        let p = self.w.progress(t);
        Some(Square {
            task: t.id,
            state: t.state,
            basis: p.basis,
            done: p.done,
            total: p.total,
            complete: self.w.is_complete(t),
            overdue: self.w.is_overdue(t),
        })
    }

    fn is_exempt(&self, grid: GridId, campaign: usize) -> bool {
        self.w.exempt.contains(&(grid, self.w.campaigns[campaign].id))
    }

    fn row(&self, i: usize) -> MatrixRow {
        let s = &self.w.snapshot;
        let g = &s.grids[i];
        let squares: Vec<_> = self.open.iter().map(|k| self.square(g.id, *k)).collect();
        let vacant = || (self.open.iter().zip(&squares).enumerate()).filter(|(_, (_, q))| q.is_none());
        let exempt: Vec<u32> = vacant()
            .filter(|(_, (k, _))| self.is_exempt(g.id, **k))
            .map(|(n, _)| n as u32)
            .collect();
        MatrixRow {
            grid: g.link(),
            subdistrict: s.subdistrict(i),
            chief: s.chief(g.id).map(|c| c.name.clone()),
            empty: (vacant().count() - exempt.len()) as u32,
            overdue: squares.iter().flatten().filter(|q| q.overdue).count() as u32,
            exempt,
            squares,
        }
    }

    /// A cell's square as a sum of one.
    fn counted(&self, grid: GridId, campaign: usize) -> Squares {
        match self.square(grid, campaign) {
            Some(q) => Squares {
                tasks: 1,
                complete: u32::from(q.complete),
                overdue: u32::from(q.overdue),
                done: q.done,
                total: q.total,
                ..Squares::default()
            },
            None if self.is_exempt(grid, campaign) => Squares {
                exempt: 1,
                ..Squares::default()
            },
            None => Squares {
                empty: 1,
                ..Squares::default()
            },
        }
    }

    /// Campaigns with their tasks summed up, those of ground above the cells too.
    fn campaigns(&self) -> Vec<CampaignRow> {
        let w = self.w;
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
                closed_on: k.closed_on.clone(),
                tasks: 0,
                accepted: 0,
                complete: 0,
                overdue: 0,
                done: 0,
                total: 0,
                empty: 0,
                exempt: 0,
            })
            .collect();
        for t in &w.tasks {
            let (k, p) = (&mut all[t.campaign], w.progress(t));
            k.tasks += 1;
            k.accepted += u32::from(t.state == TaskState::Accepted);
            k.complete += u32::from(w.is_complete(t));
            k.overdue += u32::from(w.is_overdue(t));
            k.done += p.done;
            k.total += p.total;
        }
        for i in self.cells() {
            let grid = w.snapshot.grids[i].id;
            for (n, k) in all.iter_mut().enumerate() {
                match w.at.contains_key(&(grid, n)) {
                    true => {}
                    false if self.is_exempt(grid, n) => k.exempt += 1,
                    false => k.empty += 1,
                }
            }
        }
        all
    }
}

impl Squares {
    fn add(&mut self, o: &Squares) {
        self.tasks += o.tasks;
        self.complete += o.complete;
        self.overdue += o.overdue;
        self.done += o.done;
        self.total += o.total;
        self.empty += o.empty;
        self.exempt += o.exempt;
    }
}

fn matrix(w: &Work, rows: bool) -> Matrix {
    let table = Table::of(w);
    let blank = || vec![Squares::default(); table.open.len()];
    let (mut all, mut cells) = (blank(), 0);
    let mut parts: HashMap<Option<GridId>, MatrixPart> = HashMap::new();
    for i in table.cells() {
        let grid = w.snapshot.grids[i].id;
        let part = parts.entry(table.part(i)).or_insert_with(|| MatrixPart {
            grid: w.snapshot.above(i, Level::Subdistrict).map(|n| n.link()),
            cells: 0,
            empty: 0,
            overdue: 0,
            squares: blank(),
        });
        cells += 1;
        part.cells += 1;
        for ((k, of_part), of_all) in table.open.iter().zip(&mut part.squares).zip(&mut all) {
            let square = table.counted(grid, *k);
            of_part.add(&square);
            of_all.add(&square);
        }
    }
    let empty = |q: &[Squares]| q.iter().map(|s| s.empty).sum();
    let overdue = |q: &[Squares]| q.iter().map(|s| s.overdue).sum();
    let mut subdistricts: Vec<MatrixPart> = parts
        .into_values()
        .map(|p| MatrixPart {
            empty: empty(&p.squares),
            overdue: overdue(&p.squares),
            ..p
        })
        .collect();
    let code = |p: &MatrixPart| p.grid.as_ref().map(|g| g.code.clone());
    subdistricts.sort_by_key(|p| (p.grid.is_none(), code(p)));
    let campaigns = table.campaigns();
    Matrix {
        on: w.on.to_string(),
        campaigns: campaigns.into_iter().filter(|k| k.closed_on.is_none()).collect(),
        rows: if rows {
            table.cells().map(|i| table.row(i)).collect()
        } else {
            Vec::new()
        },
        empty: empty(&all),
        overdue: overdue(&all),
        squares: all,
        cells,
        subdistricts,
    }
}
