//! What crosses the bridge to the window and stands in the command line's JSON.
//!
//! Plain data, no behaviour; the window's TypeScript is generated from it.

mod dossier;
pub mod feedback;
mod history;
mod import;
pub mod inspect;
mod map;
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

use crate::model::{Action, EditId, GridId, Level, PersonId, PlacedBy, SiteId, State, Watch};
pub use dossier::*;
pub use history::*;
pub use import::*;
pub use map::*;
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
    #[ts(type = "Record<string, string | number | Record<string, string | number>[]>")]
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
    /// West, south, east, north of all drawn cells and of the sites about them, in degrees.
    pub extent: Option<[f64; 4]>,
    /// Sites that lie far outside all cells; the extent is not widened for them.
    pub far_sites: u32,
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
    /// Who that is: several may bear the name.
    pub chief_person: Option<PersonId>,
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

/// What an edit did.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Done {
    /// The edit; none when nothing had to change.
    pub edit: Option<EditInfo>,
    /// Number of the edit, whatever others wrote since; where none was made, of the newest when that was found.
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
    /// Level of a grid: a village and its one cell may have the same name.
    pub level: Option<Level>,
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
