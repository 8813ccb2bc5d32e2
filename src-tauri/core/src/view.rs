//! What crosses the bridge to the window and stands in the command line's JSON.
//!
//! Plain data, no behaviour; the window's TypeScript is generated from it.

pub mod feedback;
pub mod meeting;
pub mod task;
pub mod today;

use crate::model::{Action, CampaignId, EditId, GridId, Level, PersonId, PlacedBy, SiteId, State, TaskId, Watch};
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
}

/// One role.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct RoleInfo {
    pub code: String,
    pub name: String,
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
    /// Verb: `import`, `assign`, `duty`, `step`, `add_site`, `undo`, `redo`, …
    pub verb: String,
    /// Values for the window's sentence (`count`, `name`, `source`, …).
    #[ts(type = "Record<string, string | number>")]
    pub args: serde_json::Map<String, serde_json::Value>,
    /// The edit that this one undid or redid.
    pub of: Option<EditId>,
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
    /// Campaigns in force.
    pub campaigns: u32,
    /// What undo would take back.
    pub undo: Option<EditInfo>,
    /// What redo would do again.
    pub redo: Option<EditInfo>,
    /// Today at the desk, the day that figures are true for (YYYY-MM-DD).
    pub today: String,
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

/// A person or an organisation in a role for a grid.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DutyView {
    /// Role code.
    pub role: String,
    /// Role in the office's words.
    pub role_name: String,
    /// The person; none where an organisation holds it.
    pub person: Option<PersonId>,
    /// Name of person or organisation.
    pub name: String,
    /// Post.
    pub post: String,
    /// Telephone; empty where unknown.
    pub phone: String,
    /// Organisation.
    pub org: String,
    /// First day, YYYY-MM-DD.
    pub from: Option<String>,
    /// Last day, YYYY-MM-DD; none = still in force.
    pub to: Option<String>,
    /// The grid it is held for: the cell itself or the ground above it that it inherits from.
    pub grid: GridRef,
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
    /// Standard to reach.
    pub standard: String,
    /// Deadline.
    pub deadline: Option<String>,
    /// Days past the deadline (negative = left); none when done or without one.
    pub days_late: Option<i32>,
    /// Sites accepted.
    pub done: u32,
    /// Sites that count (dismissed ones do not).
    pub total: u32,
    /// Everything in it is accepted.
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
    /// Its tasks.
    pub tasks: Vec<TaskView>,
    /// Its figures.
    pub figures: Figures,
    /// Unresolved sites, latest first: at most 500; `figures.unresolved` has the count.
    pub unresolved: Vec<SiteRow>,
}

/// One move that a site made.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StepView {
    /// Moment, UTC.
    pub at: String,
    /// Who.
    pub actor: String,
    /// Their post.
    pub post: String,
    /// The move.
    pub action: Action,
    /// State before.
    pub from: State,
    /// State after.
    pub to: State,
    /// Opinion.
    pub note: String,
    /// Standard items that failed.
    pub failed: Vec<String>,
    /// Photos added with it.
    pub photos: u32,
}

/// One item of a kind's standard.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StandardItem {
    /// Place in the list, from 1.
    pub number: u32,
    /// What must hold.
    pub text: String,
}

/// A move that a site could make from where it stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActionOffer {
    /// The move.
    pub action: Action,
    /// Needs a note (a reason).
    pub needs_note: bool,
    /// Needs an until-date.
    pub needs_until: bool,
    /// Needs the standard judged item by item.
    pub needs_standard: bool,
    /// Why it cannot be made now, codes of what is missing (`no_grid`, `no_chief`, `photo_before`, `photo_after`, `same_person`, …).
    pub missing: Vec<String>,
}

/// Everything about one site.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SiteArchive {
    /// The row.
    pub site: SiteRow,
    /// Household (户主): personal data.
    pub household: String,
    /// Telephone: personal data.
    pub phone: String,
    /// Kind of area.
    pub area: String,
    /// Source.
    pub source: String,
    /// Found on.
    pub found_on: Option<String>,
    /// Size as written.
    pub size: String,
    /// Description.
    pub note: String,
    /// Suspended until.
    pub suspended_until: Option<String>,
    /// Why it is escalated; empty where it is not.
    pub escalated: String,
    /// Who escalated it.
    pub escalated_by: String,
    /// Since when.
    pub escalated_on: Option<String>,
    /// Next re-check.
    pub recheck: Option<String>,
    /// The chief of its cell.
    pub chief: Option<DutyView>,
    /// Its moves, oldest first.
    pub steps: Vec<StepView>,
    /// The moves it could make, the usual next one first.
    pub actions: Vec<ActionOffer>,
    /// The standard of its kind.
    pub standard: Vec<StandardItem>,
    /// Version of that standard.
    pub standard_version: u32,
    /// Photos kept: before, after, other.
    pub photos: [u32; 3],
    /// The photos, oldest first.
    pub shots: Vec<PhotoView>,
}

/// A photo that is kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PhotoView {
    /// Key of its bytes.
    pub sha256: String,
    /// `before`, `after` or `other`.
    pub role: String,
    /// When the camera says it was taken, its own time.
    pub taken_at: Option<String>,
    /// Moment of the step it came with, UTC.
    pub at: Option<String>,
    /// Who made that step.
    pub actor: String,
}

/// A photo chosen for the next step of a site, not yet kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PickedPhoto {
    /// Its number at this desk.
    pub id: u32,
    /// `before`, `after` or `other`.
    pub role: String,
    /// File name.
    pub name: String,
    /// When the camera says it was taken.
    pub taken_at: Option<String>,
    /// Metres between where it was taken and the site, where they are more than is likely.
    pub far_m: Option<u32>,
}

/// What came of choosing photos.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct Picked {
    /// All that wait for the next step of the site.
    pub photos: Vec<PickedPhoto>,
    /// Sentences on files that were not taken.
    pub refused: Vec<String>,
}

/// What a step carries.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct StepInput {
    /// Opinion or reason.
    pub note: String,
    /// Until when, for suspend (YYYY-MM-DD).
    pub until: Option<String>,
    /// Items of the standard that passed.
    pub pass: Vec<u32>,
    /// Items that failed.
    pub fail: Vec<u32>,
    /// Items that do not apply; the note of the step holds the reason.
    pub not_applicable: Vec<u32>,
}

/// A new site.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct SiteInput {
    pub kind: String,
    pub lon: f64,
    pub lat: f64,
    pub address: String,
    pub village: String,
    pub household: String,
    pub phone: String,
    pub source: String,
    pub area: String,
    pub size: String,
    pub note: String,
    pub deadline: Option<String>,
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

/// A chief and what they carry.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChiefLoad {
    /// The person; none = vacant cells.
    pub person: Option<PersonId>,
    /// Name.
    pub name: String,
    /// Post.
    pub post: String,
    /// Telephone.
    pub phone: String,
    /// Colour index 0–7; neighbouring chiefs differ.
    pub colour: u8,
    /// Cells.
    pub grids: u32,
    /// Unresolved sites in them.
    pub unresolved: u32,
    /// Overdue ones.
    pub overdue: u32,
}

/// What to bring in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ImportAs {
    Grids,
    Sites,
    People,
    Feedback,
}

/// How to read a source.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportOptions {
    /// As what.
    #[serde(rename = "as")]
    pub target: ImportAs,
    /// `wgs84`, `gcj02`, `bd09` or `EPSG:n`.
    pub crs: String,
    /// Field → column, overriding what the headings say; an empty column means "none".
    pub map: std::collections::BTreeMap<String, String>,
    /// Field → value for every row.
    pub set: std::collections::BTreeMap<String, String>,
}

/// What became, or would become, of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RowOutcome {
    Inserted,
    Updated,
    Unchanged,
    Rejected,
}

/// A row or feature that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rejection {
    /// Its place in the source: `row 58`, `feature 3`.
    #[serde(rename = "where")]
    pub place: String,
    /// Why.
    pub reason: String,
}

/// What an import did.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct ImportReport {
    /// New rows.
    pub inserted: u32,
    /// Changed rows.
    pub updated: u32,
    /// Rows that were the same.
    pub unchanged: u32,
    /// Rows not taken.
    pub rejected: Vec<Rejection>,
    /// Things done to the data that the office should know: Z dropped, encoding, coordinates converted.
    pub notes: Vec<String>,
}

/// A column of the source.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ColumnPreview {
    /// Heading.
    pub name: String,
    /// First few values.
    pub samples: Vec<String>,
    /// Field it goes to.
    pub field: Option<String>,
}

/// One row as it would come in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RowPreview {
    /// Its place in the source.
    #[serde(rename = "where")]
    pub place: String,
    /// What would become of it.
    pub outcome: RowOutcome,
    /// Field → value as read.
    pub values: std::collections::BTreeMap<String, String>,
    /// The cell a site would land in: code and name, or empty.
    pub lands_in: String,
    /// Reason for a refusal.
    pub reason: String,
}

/// The import desk's preview: nothing was written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportPreview {
    /// File name.
    pub file_name: String,
    /// How it was read (`GeoJSON`, `CSV, GBK`).
    pub format: String,
    /// The options it was read with.
    pub options: ImportOptions,
    /// Columns and where they go.
    pub columns: Vec<ColumnPreview>,
    /// Fields that this target knows.
    pub fields: Vec<String>,
    /// The first rows (at most 200).
    pub rows: Vec<RowPreview>,
    /// The whole report, as if it had been done.
    pub report: ImportReport,
    /// Sites that would land in no cell.
    pub outside: u32,
    /// A column that must be there and is not; an import is refused with this sentence until it is named or set.
    pub lack: Option<String>,
}

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
}

/// One fault.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Fault {
    /// Kind.
    pub kind: FaultKind,
    /// Codes of the grids concerned.
    pub grids: Vec<String>,
    /// In words: which ring, which site, how large.
    #[serde(rename = "where")]
    pub place: String,
    /// A point on it, longitude and latitude.
    pub at: Option<[f64; 2]>,
    /// Area in square metres, for overlaps and gaps.
    pub area_m2: Option<f64>,
}

/// What `check` found.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct CheckReport {
    /// All faults, by kind.
    pub faults: Vec<Fault>,
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
}

/// A person, for choosing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonRow {
    /// Key.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Post.
    pub post: String,
    /// Telephone.
    pub phone: String,
    /// Organisation.
    pub org: String,
    /// Cells they are chief of today.
    pub grids: u32,
}

/// A new person.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct PersonInput {
    pub name: String,
    pub post: String,
    pub phone: String,
    pub org: String,
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
