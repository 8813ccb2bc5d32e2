//! What is wrong with the cells and with where the sites lie.

use crate::geometry::check::{CheckCell, check as geometry};
use crate::model::{GridId, Level};
use crate::store::Project;
use crate::view::{CheckReport, Fault, FaultKind};
use crate::{Error, Result};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Invalid, overlapping, gapped and ownerless cells, and sites in none.
///
/// # Errors
/// [`Error::Cancelled`], or when the file cannot be read.
pub fn check(project: &Project, on: NaiveDate, watch: &(dyn Fn(u64, u64) -> bool + Sync)) -> Result<CheckReport> {
    let cells: Vec<CheckCell> = project
        .drawn_grids()?
        .into_iter()
        .map(|g| CheckCell {
            id: g.id,
            code: g.code,
            level: g.level,
            parent: g.parent,
            geometry: g.geometry,
        })
        .collect();
    let codes: HashMap<GridId, &str> = cells.iter().map(|c| (c.id, c.code.as_str())).collect();
    let found = geometry(&cells, watch).ok_or(Error::Cancelled)?;
    let mut faults: Vec<Fault> = found
        .into_iter()
        .map(|f| Fault {
            kind: f.kind,
            grids: f
                .grids
                .iter()
                .filter_map(|g| codes.get(g))
                .map(|c| (*c).to_owned())
                .collect(),
            place: f.place,
            at: f.at,
            area_m2: f.area_m2,
        })
        .collect();
    let s = project.snapshot(on)?;
    for g in s
        .grids
        .iter()
        .filter(|g| (g.cell || g.level == Level::Cell) && s.chief(g.id).is_none())
    {
        faults.push(Fault {
            kind: FaultKind::Ownerless,
            grids: vec![g.code.clone()],
            place: format!(
                "{} has no chief on {on}",
                if g.name.is_empty() { &g.code } else { &g.name }
            ),
            at: g.bbox.map(|b| [(b[0] + b[2]) / 2.0, (b[1] + b[3]) / 2.0]),
            area_m2: None,
        });
    }
    project.loose_sites(|number, at| {
        let place = match at {
            Some([x, y]) => format!("site {number} at {x:.6}, {y:.6} lies in no cell"),
            None => format!("site {number} has no coordinates and no cell"),
        };
        faults.push(Fault {
            kind: FaultKind::Outside,
            grids: Vec::new(),
            place,
            at,
            area_m2: None,
        });
    })?;
    faults.sort_by_key(|f| f.kind);
    Ok(CheckReport { faults })
}
