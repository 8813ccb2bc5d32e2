//! Which cells a choice means.

use crate::model::GridId;
use crate::store::{Project, Tx};
use crate::view::matrix::CellChoice;
use crate::{Error, Result};
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// Cells of a project: the ground that the map shows, and undrawn grids of the lowest level.
pub(super) struct Cells {
    /// Key and code, in the order of codes.
    all: Vec<(GridId, String)>,
    /// Every grid's nearest cell: itself or above it.
    cell_of: HashMap<GridId, GridId>,
    /// Every code's grid.
    grids: HashMap<String, GridId>,
    /// Cells by each grid above them, and by themselves.
    under: HashMap<GridId, HashSet<GridId>>,
}

pub(super) fn cells(project: &Project, on: NaiveDate) -> Result<Cells> {
    let s = project.snapshot(on)?;
    let mut c = Cells {
        all: Vec::new(),
        cell_of: HashMap::new(),
        grids: HashMap::new(),
        under: HashMap::new(),
    };
    for (i, g) in s.grids.iter().enumerate() {
        c.grids.insert(g.code.clone(), g.id);
        let cell = s.upwards(i).find(|j| s.is_cell(*j));
        c.cell_of.extend(cell.map(|j| (g.id, s.grids[j].id)));
        if s.is_cell(i) {
            c.all.push((g.id, g.code.clone()));
            for j in s.upwards(i) {
                c.under.entry(s.grids[j].id).or_default().insert(g.id);
            }
        }
    }
    Ok(c)
}

impl Cells {
    /// Those that a choice means, in the order of codes.
    pub fn chosen(&self, tx: &Tx<'_>, choice: &CellChoice) -> Result<Vec<GridId>> {
        if !choice.all && choice.cells.is_empty() && choice.under.is_none() && choice.with_unresolved.is_none() {
            let words = "none are named; give codes of cells, the ground they lie under, a kind of site, or all";
            return Err(super::refuse("cells", words));
        }
        let mut keep: Vec<HashSet<GridId>> = Vec::new();
        if !choice.cells.is_empty() {
            keep.push(self.named(&choice.cells)?);
        }
        if let Some(code) = &choice.under {
            let top = self.grids.get(code.trim()).ok_or_else(|| Error::NotFound {
                what: "grid",
                name: code.clone(),
            })?;
            keep.push(self.under.get(top).cloned().unwrap_or_default());
        }
        if let Some(kind) = &choice.with_unresolved {
            let found = tx.grids_with_unresolved(&tx.kind(kind)?)?;
            keep.push(found.iter().filter_map(|g| self.cell_of.get(g).copied()).collect());
        }
        Ok(self
            .all
            .iter()
            .map(|c| c.0)
            .filter(|id| keep.iter().all(|k| k.contains(id)))
            .collect())
    }

    /// The cells of these codes, or a refusal that names every code that is none.
    fn named(&self, codes: &[String]) -> Result<HashSet<GridId>> {
        let codes = || codes.iter().map(|c| c.trim());
        let unknown: Vec<_> = codes().filter(|c| !self.grids.contains_key(*c)).collect();
        if !unknown.is_empty() {
            let words = format!("{} not in this project; correct the code", listed(&unknown));
            return Err(super::refuse("cells", words));
        }
        let own: HashMap<&str, GridId> = self.all.iter().map(|(id, code)| (code.as_str(), *id)).collect();
        let above: Vec<_> = codes().filter(|c| !own.contains_key(c)).collect();
        if !above.is_empty() {
            let words = format!("{} no cell; choose the cells under it", listed(&above));
            return Err(super::refuse("cells", words));
        }
        Ok(codes().filter_map(|c| own.get(c).copied()).collect())
    }
}

fn listed(codes: &[&str]) -> String {
    format!("{} {}", codes.join(", "), if codes.len() > 1 { "are" } else { "is" })
}
