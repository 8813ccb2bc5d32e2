//! What is wrong with the cells, and the figures of a district.

use super::{EditInfo, Figures, GridRef};
use crate::model::SiteId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What `assign` did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AssignReport {
    /// Sites that have a cell.
    pub assigned: u32,
    /// Sites in none.
    pub unassigned: u32,
    /// Sites whose cell changed.
    pub changed: u32,
}

/// Kind of a fault that `check` finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The file itself, inside.
    Damaged,
    /// Something that another program wrote or removed.
    Foreign,
    /// A grid that lies in none, though there are some of a higher level: the figures of the ground above lack it.
    Loose,
    /// A grid with grids in it that are not below its level.
    Level,
    /// A ring that is not valid.
    Invalid,
    /// Two cells of one level that cover the same ground.
    Overlap,
    /// Ground inside the district that no cell covers.
    Gap,
    /// A cell without a chief.
    Ownerless,
    /// A site in no cell.
    Outside,
    /// A cell whose chief has no telephone: a warning.
    Unreachable,
    /// A cell for which no department answers: a warning.
    NoDepartment,
}

/// One fault.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Fault {
    /// Kind.
    pub kind: FaultKind,
    /// Codes of the grids concerned.
    pub grids: Vec<String>,
    /// The grids themselves.
    pub cells: Vec<GridRef>,
    /// The site concerned.
    pub site: Option<SiteId>,
    /// Its number.
    pub number: Option<String>,
    /// The village and address by which people know it.
    pub called: String,
    /// In words: which ring, which site, how large.
    #[serde(rename = "where")]
    pub place: String,
    /// A point on it, longitude and latitude.
    pub at: Option<[f64; 2]>,
    /// Area in square metres, for overlaps and gaps; none for those that could not be measured.
    pub area_m2: Option<f64>,
    /// An overlap or a gap narrower than a millimetre, in the mean.
    pub narrow: bool,
}

/// What `check` found.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct CheckReport {
    /// All faults, by kind; overlaps and gaps the largest first, what is narrow last.
    pub faults: Vec<Fault>,
    /// What the office should see to and that is no fault of the cells, by kind.
    pub warnings: Vec<Fault>,
    /// Drawn grids that were looked at; a project without any is not without faults.
    pub grids: u32,
    /// How many there are of each kind, faults and warnings.
    pub counts: Vec<FaultCount>,
}

/// How many faults of one kind there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FaultCount {
    /// Kind.
    pub kind: FaultKind,
    /// All of them.
    pub count: u32,
    /// Those that are narrower than a millimetre.
    pub narrow: u32,
    /// They are warnings, and no faults of the cells.
    pub warning: bool,
}

/// What `repair` did.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct RepairReport {
    /// Entries that were taken out.
    pub removed: u32,
    /// How many of each table.
    pub tables: BTreeMap<String, u32>,
    /// What is left to a person, in words.
    pub left: Vec<String>,
    /// The edit; none when nothing had to change.
    pub edit: Option<EditInfo>,
}

/// One line of `status`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StatusRow {
    /// The grid.
    pub grid: GridRef,
    /// Its figures.
    pub figures: Figures,
}

/// What `status` says.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Status {
    /// The day it is true for.
    pub on: String,
    /// Everything asked about.
    pub figures: Figures,
    /// Sites in no cell.
    pub unassigned: u32,
    /// One line per child of the grid asked about (subdistricts for the whole district; cells where there is no tree).
    pub rows: Vec<StatusRow>,
    /// Ground that lies in none, where there is any: no figures of the ground above hold its sites.
    pub astray: Option<Astray>,
}

/// Grids that lie in none where others of a higher level are.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Astray {
    /// How many.
    pub count: u32,
    /// The first of them.
    pub grids: Vec<GridRef>,
    /// What lies in all of them.
    pub figures: Figures,
}
