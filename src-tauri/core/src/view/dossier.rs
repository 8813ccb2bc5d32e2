//! Everything about one grid.

use super::{DutyView, Figures, GridRef, SiteRow};
use crate::model::{Basis, CampaignId, GridId, PersonId, TaskId, TaskState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A task in a dossier.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TaskView {
    /// Key.
    pub id: TaskId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The campaign's name.
    pub name: String,
    /// Its English name; empty where it has none.
    pub name_en: String,
    /// Standard to reach.
    pub standard: String,
    /// Deadline.
    pub deadline: Option<String>,
    /// Days past the deadline (negative = left); none when done or without one.
    pub days_late: Option<i32>,
    /// The ground it was given to: the grid asked about, or one above it.
    pub grid: GridId,
    /// State.
    pub state: TaskState,
    /// What its progress is counted in.
    pub basis: Basis,
    /// How many of them are done; of sites, accepted.
    pub done: u32,
    /// How many there are; dismissed sites do not count.
    pub total: u32,
    /// Nothing is left to do: it is accepted, or all its sites are.
    pub complete: bool,
}

/// Everything about one grid.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Dossier {
    /// The grid.
    pub grid: GridRef,
    /// From the district down to its parent.
    pub path: Vec<GridRef>,
    /// Area of its polygon in square metres (WGS 84 ellipsoid).
    pub area_m2: Option<f64>,
    /// Note.
    pub note: String,
    /// West, south, east, north.
    pub bbox: Option<[f64; 4]>,
    /// It is a cell: chiefs are given to cells, and other ground without one is not vacant.
    pub cell: bool,
    /// Its chief today.
    pub chief: Option<DutyView>,
    /// Of other ground: who is chief of how many of its cells, those without one first.
    pub cell_chiefs: Vec<CellChief>,
    /// All duties in force today, the chief's among them.
    pub duties: Vec<DutyView>,
    /// Earlier chiefs of the very grid, the latest first, and those to come.
    pub other_chiefs: Vec<DutyView>,
    /// Days since it or a part of it was walked; none = never.
    pub walked: Option<u32>,
    /// It is to be walked again.
    pub walk_due: bool,
    /// Its tasks.
    pub tasks: Vec<TaskView>,
    /// Its figures.
    pub figures: Figures,
    /// Unresolved sites, latest first: at most 500; `figures.unresolved` has the count.
    pub unresolved: Vec<SiteRow>,
}

/// A chief of cells below some ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CellChief {
    /// Who; none = nobody.
    pub person: Option<PersonId>,
    /// Their name; empty for nobody.
    pub name: String,
    /// How many of the cells.
    pub grids: u32,
}

/// Who has a role for a grid on a day or after it, before somebody else is given it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeldBy {
    /// The grid.
    pub grid: GridId,
    /// The role.
    pub role: String,
    /// The people among them.
    pub people: Vec<PersonId>,
    /// Names, of several people of one name with what tells them apart; none where nobody has it.
    pub names: Vec<String>,
    /// Where nobody has it: who has it for the nearest ground above, and no longer answers once it is given.
    pub above: Vec<String>,
    /// One holder at a time: whoever is given the role takes the place of these.
    pub one: bool,
}
