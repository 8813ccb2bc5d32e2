//! What crosses the bridge to the window and stands in the command line's JSON.
//!
//! Plain data, no behaviour; the window's TypeScript is generated from it.

pub mod feedback;
mod history;
mod import;
pub mod inspect;
pub mod matrix;
pub mod meeting;
pub mod meeting_page;
mod past;
pub mod patrol;
mod people;
mod report;
pub mod rules;
mod site;
pub mod task;
pub mod today;

use crate::model::{
    Action, Basis, CampaignId, EditId, GridId, Level, PlacedBy, SiteId, State, TaskId, TaskState, Watch,
};
pub use history::*;
pub use import::*;
pub use past::*;
pub use people::*;
pub use report::*;
pub use site::*;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A grid, as a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GridRef {
    /// Key.
    pub id: GridId,
    /// Grid code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Level in the tree.
    pub level: Level,
}

/// Counts of the sites on some ground, on one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct Figures {
    pub total: u32,
    pub unresolved: u32,
    pub overdue: u32,
    pub submitted: u32,
    pub suspended: u32,
    /// Unresolved and not suspended, of a kind on which work stops that day. Meetings frozen before there were stops lack it.
    #[serde(default)]
    pub paused: u32,
    pub accepted: u32,
    pub dismissed: u32,
}

/// One kind of site.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct KindInfo {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub unresolved: u32,
    /// Takes no new sites.
    pub closed: bool,
    /// By when a site that is found today is to be done, where nobody says otherwise.
    pub due: Option<String>,
}

/// One edit, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EditInfo {
    /// Its number.
    pub id: EditId,
    /// Moment in UTC, ISO 8601 with a Z.
    pub at: String,
    /// Who was at the desk.
    pub actor: String,
    /// Their post; may be empty.
    pub post: String,
    /// Verb: `import`, `assign`, `duty`, `step`, `add_site`, `undo`, `redo`, …
    pub verb: String,
    /// Values for the window's sentence (`count`, `name`, `source`, …).
    #[ts(type = "Record<string, string | number>")]
    pub args: serde_json::Map<String, serde_json::Value>,
    /// The edit that this one undid or redid.
    pub of: Option<EditId>,
    /// The edit that took this one back and still stands; told by the list of edits.
    #[serde(default)]
    pub undone: Option<EditId>,
}

/// What others wrote to the open file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OthersWrote {
    /// Their edits, newest first, twenty at most; none where another program wrote without a record.
    pub edits: Vec<EditInfo>,
    /// What another program did to the file, and what of it was made good, in sentences.
    pub notes: Vec<String>,
    /// Something could not be made good now and is to be tried again.
    pub left: bool,
}

/// The open project.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProjectInfo {
    /// Title the office gave it.
    pub title: String,
    /// File name without its folder.
    pub file_name: String,
    /// Number of the newest edit; tiles and lists are keyed by it.
    #[ts(type = "number")]
    pub revision: i64,
    /// Changes whenever somebody else wrote to the file, with a record or without.
    #[ts(type = "number")]
    pub others: i64,
    /// How often the colours of the chiefs were made anew since it was opened.
    pub recoloured: u32,
    /// When the newest edit was written, UTC.
    pub saved_at: Option<String>,
    /// Boundaries are invented (the sample) and must be labelled so.
    pub illustrative: bool,
    /// Division code, six digits, where known.
    pub division: String,
    /// West, south, east, north of all drawn cells and sites, in degrees.
    pub extent: Option<[f64; 4]>,
    /// Cells that have a polygon.
    pub drawn_grids: u32,
    /// Sites that have a cell or not.
    pub figures: Figures,
    /// Unresolved sites in no cell.
    pub unassigned: u32,
    /// Drawn cells without a chief today.
    pub vacant: u32,
    /// Subdistricts and towns, for the filter.
    pub subdistricts: Vec<GridRef>,
    /// Kinds of site.
    pub kinds: Vec<KindInfo>,
    /// Roles a duty may have.
    pub roles: Vec<RoleInfo>,
    /// Days after which a cell is to be walked again.
    pub patrol_days: u32,
    /// Days from which a cell belongs to the second, third, fourth and fifth class of patrols; due from the fourth on.
    pub patrol_classes: [u32; 4],
    /// Which counts the map colours alike.
    pub classes: CountClasses,
    /// Campaigns in force.
    pub campaigns: u32,
    /// What undo would take back.
    pub undo: Option<EditInfo>,
    /// What redo would do again.
    pub redo: Option<EditInfo>,
    /// Today at the desk, the day that figures are true for (YYYY-MM-DD).
    pub today: String,
    /// May only be looked at.
    pub read_only: bool,
    /// What is to be said beside: what another program did to the file, and what was made good.
    pub notes: Vec<String>,
}

/// Neighbouring chiefs who wear one colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ColourClashes {
    /// Pairs of them.
    pub pairs: u32,
    /// Pairs that would be left if all colours were made anew.
    pub anew: u32,
}

/// The first count of each class of the map above none, ascending from 1: at most five, by what the cells hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CountClasses {
    /// Of unresolved sites.
    pub unresolved: Vec<u32>,
    /// Of overdue sites.
    pub overdue: Vec<u32>,
}

/// A filter; every part that is set must hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Filter {
    /// Ground below this grid of the tree.
    pub under: Option<GridId>,
    /// Kinds; empty means all.
    pub kinds: Vec<String>,
    /// States; empty means all.
    pub states: Vec<State>,
    /// Only unresolved sites.
    pub unresolved: bool,
    /// Only overdue sites.
    pub overdue: bool,
    /// One of the lists of the day.
    pub watch: Option<Watch>,
    /// Words looked for in codes, names, addresses, chiefs.
    pub text: String,
    /// West, south, east, north: only what the map shows.
    pub bbox: Option<[f64; 4]>,
}

impl Filter {
    /// Whether it asks for certain sites: a list of the day, what is late, some states. Then the map shows these sites from
    /// afar too, where otherwise the figures of the cells say more.
    pub fn is_matter(&self) -> bool {
        self.watch.is_some() || self.overdue || !self.states.is_empty()
    }
}

/// A cell's ground as it is drawn at some zoom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Outline {
    /// The cell.
    pub id: GridId,
    /// Its rings, closed, exteriors and holes alike; longitude and latitude.
    pub rings: Vec<Vec<[f64; 2]>>,
}

/// Where a label stands on the part of a cell that a view shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LabelPlace {
    /// The cell.
    pub id: GridId,
    /// Longitude and latitude.
    pub at: [f64; 2],
    /// CSS pixels from there to the nearest border or edge of the view.
    pub room: f64,
}

/// One row of the cell table.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GridRow {
    /// Key.
    pub id: GridId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Name of its subdistrict or town; empty where unknown.
    pub subdistrict: String,
    /// Its chief's name today; none = vacant.
    pub chief: Option<String>,
    /// Its sites.
    pub figures: Figures,
    /// West, south, east, north.
    pub bbox: Option<[f64; 4]>,
}

/// One row of the site table and of a dossier's list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SiteRow {
    /// Key.
    pub id: SiteId,
    /// The office's number of it.
    pub number: String,
    /// Code of its kind.
    pub kind: String,
    /// State.
    pub state: State,
    /// Address or description of the place.
    pub address: String,
    /// Village as written.
    pub village: String,
    /// Its cell.
    pub grid: Option<GridRef>,
    /// How it came to its cell.
    pub placed_by: Option<PlacedBy>,
    /// Deadline, YYYY-MM-DD.
    pub deadline: Option<String>,
    /// Days past the deadline today (positive = late, negative = left); none without deadline, or resolved, or suspended.
    pub days_late: Option<i32>,
    /// Counts as overdue.
    pub overdue: bool,
    /// Work on its kind stops that day: no day of it counts as late.
    pub paused: bool,
    /// Under escalation (督办).
    pub escalated: bool,
    /// Times returned.
    pub rework: u32,
    /// Times relapsed.
    pub relapse: u32,
    /// Longitude and latitude; none when it has no place yet.
    pub lon_lat: Option<[f64; 2]>,
    /// The one step it can take next.
    pub next: Option<Action>,
}

/// A page of a longer list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Page<T> {
    /// Rows in the whole list.
    pub total: u32,
    /// Place of the first row given.
    pub offset: u32,
    /// The rows.
    pub rows: Vec<T>,
}

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
    /// Its chief today.
    pub chief: Option<DutyView>,
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

/// What an edit did.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Done {
    /// The edit; none when nothing had to change.
    pub edit: Option<EditInfo>,
    /// The new revision.
    #[ts(type = "number")]
    pub revision: i64,
    /// A site that was added.
    pub site: Option<SiteId>,
}

/// One hit of a search.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Hit {
    /// What it is: `grid`, `site` or `person`.
    pub what: String,
    /// Its key: GridId, SiteId or PersonId.
    #[ts(type = "number")]
    pub id: i64,
    /// First line.
    pub title: String,
    /// Second line.
    pub detail: String,
    /// Where to fly: west, south, east, north; for a person, all cells they are chief of.
    pub bbox: Option<[f64; 4]>,
}

/// Order of a table: a column and a direction.
///
/// Cell table: `code`, `name`, `subdistrict`, `chief`, `unresolved`, `overdue`, `submitted`, `accepted`, `rate`.
/// Site table: `number`, `kind`, `state`, `address`, `grid`, `deadline`, `days_late`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Sort {
    /// Column; empty = `code` or `number`.
    pub by: String,
    /// Largest first.
    pub descending: bool,
}
