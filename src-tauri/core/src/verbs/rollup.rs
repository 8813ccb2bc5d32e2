//! Figures at every level of the tree: the whole of some ground and its parts, which add up to it.

use super::status;
use crate::model::{GridId, Lack};
use crate::patrol;
use crate::store::{Project, Snapshot};
use crate::view::{Figures, Rollup, RollupRow};
use crate::{Error, Result};
use chrono::NaiveDate;

/// What is counted of one grid, or of one with all below it.
#[derive(Clone, Copy, Default)]
struct Sum {
    cells: u32,
    figures: Figures,
    /// Rework, relapse, escalated.
    troubles: [u32; 3],
    vacant: u32,
    unwalked: u32,
}

impl Sum {
    fn add(&mut self, o: &Sum) {
        self.cells += o.cells;
        self.figures.add(&o.figures);
        for (a, b) in self.troubles.iter_mut().zip(o.troubles) {
            *a += b;
        }
        self.vacant += o.vacant;
        self.unwalked += o.unwalked;
    }

    fn row(&self) -> RollupRow {
        let [rework, relapse, escalated] = self.troubles;
        RollupRow {
            grid: None,
            own: false,
            parts: false,
            cells: self.cells,
            figures: self.figures,
            rework,
            relapse,
            escalated,
            vacant: self.vacant,
            unwalked: self.unwalked,
            bbox: None,
        }
    }
}

/// Figures of a grid and of each of its parts; of the whole project where none is asked about.
///
/// # Errors
/// [`Error::NotFound`] for a grid that is not in the project.
pub fn rollup(project: &Project, of: Option<GridId>, on: NaiveDate) -> Result<Rollup> {
    let s = project.snapshot(on)?;
    let troubles = project.troubles()?;
    let own: Vec<Sum> = (0..s.grids.len())
        .map(|i| own(&s, i, troubles.get(&Some(s.grids[i].id))))
        .collect();
    let mut whole = vec![Sum::default(); own.len()];
    for (i, o) in own.iter().enumerate() {
        s.upwards(i).for_each(|j| whole[j].add(o));
    }
    let loose = Sum {
        figures: s.loose,
        troubles: troubles.get(&None).copied().unwrap_or_default(),
        ..Sum::default()
    };
    let mut has_parts = vec![false; own.len()];
    for p in s.grids.iter().filter_map(|g| g.parent) {
        has_parts[p] = true;
    }
    let bounds = bounds(&s);
    let line = |i: usize| RollupRow {
        grid: Some(s.grids[i].link()),
        parts: has_parts[i],
        bbox: bounds[i],
        ..whole[i].row()
    };
    let asked = of
        .map(|g| {
            s.place(g).ok_or_else(|| Error::NotFound {
                what: "grid",
                name: String::new(),
            })
        })
        .transpose()?;
    let roots: Vec<usize> = (0..own.len()).filter(|i| s.grids[*i].parent.is_none()).collect();
    let top = status::headed_by(&s, asked);
    let mut rows: Vec<RollupRow> = (0..own.len()).filter(|i| s.grids[*i].parent == top).map(line).collect();
    if let Some(t) = top.filter(|t| has_parts[*t] && (own[*t].figures.total > 0 || own[*t].cells > 0)) {
        rows.push(RollupRow {
            grid: Some(s.grids[t].link()),
            own: true,
            ..own[t].row()
        });
    }
    let all = match asked {
        Some(t) => line(t),
        None => {
            let mut sum = loose;
            roots.iter().for_each(|i| sum.add(&whole[*i]));
            if loose.figures.total > 0 {
                rows.push(loose.row());
            }
            RollupRow {
                parts: true,
                bbox: roots.iter().filter_map(|i| bounds[*i]).reduce(around),
                ..sum.row()
            }
        }
    };
    let mut path: Vec<_> = asked
        .map(|t| s.upwards(t).map(|i| s.grids[i].link()).collect())
        .unwrap_or_default();
    path.reverse();
    Ok(Rollup {
        on: on.to_string(),
        path,
        whole: all,
        rows,
    })
}

fn own(s: &Snapshot, i: usize, troubles: Option<&[u32; 3]>) -> Sum {
    let cell = s.is_cell(i);
    Sum {
        cells: u32::from(cell),
        figures: s.own(s.grids[i].id),
        troubles: troubles.copied().unwrap_or_default(),
        vacant: u32::from(cell && s.lacks(i).contains(&Lack::Chief)),
        unwalked: u32::from(cell && patrol::is_due(s.walked(i), s.patrol_days)),
    }
}

fn around(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// Bounds of every grid with all below it, for ground that is not drawn itself.
fn bounds(s: &Snapshot) -> Vec<Option<[f64; 4]>> {
    let mut out = vec![None; s.grids.len()];
    for (i, b) in s.grids.iter().enumerate().filter_map(|(i, g)| Some((i, g.bbox?))) {
        for j in s.upwards(i) {
            out[j] = Some(out[j].map_or(b, |o| around(o, b)));
        }
    }
    out
}
