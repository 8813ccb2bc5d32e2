//! People, their duties and what they carry.

use super::task::TaskRow;
use super::{Figures, GridRef, SiteRow};
use crate::model::{Crowd, Lack, PersonId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One role.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct RoleInfo {
    pub code: String,
    pub name: String,
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
    /// Colour index 0–7 of their cells, or of those that they are to have; kept while the project is open.
    pub colour: u8,
    /// Cells.
    pub grids: u32,
    /// Unresolved sites in them.
    pub unresolved: u32,
    /// Overdue ones.
    pub overdue: u32,
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
    /// Another one of a name that is there; otherwise whoever it may be is taken.
    pub second: bool,
}

/// What is to change of a person; what is none stays, what is empty is cleared.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct PersonChange {
    pub name: Option<String>,
    pub post: Option<String>,
    pub phone: Option<String>,
    pub org: Option<String>,
}

/// A line of the list of people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonLine {
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
    /// Cells they are chief of.
    pub grids: u32,
    /// Unresolved sites they answer for.
    pub sites: u32,
    /// Tasks they answer for that are not complete.
    pub tasks: u32,
    /// Of these sites, overdue.
    pub overdue: u32,
    /// Of these tasks, overdue.
    pub tasks_overdue: u32,
    /// Carries more than one and a half times the mean of sites, or of tasks.
    pub heavy: bool,
    /// The sites are too many.
    pub many_sites: bool,
    /// The tasks are too many.
    pub many_tasks: bool,
}

/// Which people, and in which order.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PeopleFilter {
    /// Words looked for in names, telephones, posts, organisations.
    pub text: String,
    /// Only these.
    pub only: Option<Crowd>,
}

/// A duty of a person with what it comes to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HeldDuty {
    /// Role code.
    pub role: String,
    /// Role in the office's words.
    pub role_name: String,
    /// The ground.
    pub grid: GridRef,
    /// Name of its subdistrict or town; empty where unknown.
    pub subdistrict: String,
    /// First day; none where unknown.
    pub from: Option<String>,
    /// Last day; none = until further notice.
    pub to: Option<String>,
    /// In force on the day asked about.
    pub now: bool,
    /// Past; what is neither is still to come.
    pub ended: bool,
    /// Sites of the ground with all below it, today.
    pub figures: Figures,
    /// Who took over as chief, for a past duty of a chief.
    pub next: Option<String>,
    /// West, south, east, north of the ground.
    pub bbox: Option<[f64; 4]>,
}

/// Everything that a person answers for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonPage {
    /// The person with what they carry.
    pub person: PersonLine,
    /// Unresolved sites that those who answer for any carry, in the mean.
    pub mean_sites: f64,
    /// Tasks in the mean, likewise.
    pub mean_tasks: f64,
    /// Duties in force, by role and code; then those to come; then the past ones, the latest first.
    pub duties: Vec<HeldDuty>,
    /// Tasks that are not complete, overdue ones first: at most 500; `person.tasks` has the count.
    pub tasks: Vec<TaskRow>,
    /// Unresolved sites, the latest first: at most 500; `person.sites` has the count.
    pub sites: Vec<SiteRow>,
}

/// Something that a cell lacks of the people who are to answer for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Vacancy {
    /// What.
    pub lack: Lack,
    /// The cell.
    pub grid: GridRef,
    /// Name of its subdistrict or town; empty where unknown.
    pub subdistrict: String,
    /// Its chief, where only the telephone or the department is missing.
    pub chief: Option<PersonId>,
    /// Their name.
    pub chief_name: String,
    /// Its unresolved sites.
    pub unresolved: u32,
    /// Overdue ones.
    pub overdue: u32,
    /// West, south, east, north.
    pub bbox: Option<[f64; 4]>,
}

/// All that is lacking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Vacancies {
    /// Cells in all.
    pub cells: u32,
    /// Cells without a chief, those whose chief has no telephone, those without a department; in the order of codes each.
    pub rows: Vec<Vacancy>,
}

/// A line of a roll-up: some ground with all below it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RollupRow {
    /// The ground; none for sites in no cell.
    pub grid: Option<GridRef>,
    /// What lies at the ground itself, apart from the parts below it.
    pub own: bool,
    /// Has parts below it.
    pub parts: bool,
    /// Its cells.
    pub cells: u32,
    /// Its sites.
    pub figures: Figures,
    /// Times that its sites were returned.
    pub rework: u32,
    /// Times that its sites relapsed.
    pub relapse: u32,
    /// Unresolved sites under escalation.
    pub escalated: u32,
    /// Cells without a chief.
    pub vacant: u32,
    /// Cells to be walked again.
    pub unwalked: u32,
    /// West, south, east, north.
    pub bbox: Option<[f64; 4]>,
}

/// Figures of some ground and of each of its parts; the parts add up to the whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Rollup {
    /// The day it is true for.
    pub on: String,
    /// From the district down to the ground asked about; empty for the whole project.
    pub path: Vec<GridRef>,
    /// The whole.
    pub whole: RollupRow,
    /// Its parts, by code.
    pub rows: Vec<RollupRow>,
}
