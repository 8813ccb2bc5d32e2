//! Campaigns by cells, and what a breakdown does to them.

use super::GridRef;
use super::task::CampaignRow;
use crate::model::{Basis, EditId, GridId, TaskId, TaskState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One square of the matrix that holds a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct Square {
    pub task: TaskId,
    pub state: TaskState,
    pub basis: Basis,
    pub done: u32,
    pub total: u32,
    pub complete: bool,
    pub overdue: bool,
}

/// Squares of one campaign in many cells, summed up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Squares {
    /// Tasks.
    pub tasks: u32,
    /// Tasks that are complete.
    pub complete: u32,
    /// Tasks overdue.
    pub overdue: u32,
    /// What is done in them.
    pub done: u32,
    /// Of how many.
    pub total: u32,
    /// Empty squares.
    pub empty: u32,
    /// Squares decided not to apply.
    pub exempt: u32,
}

/// Why a campaign was decided not to apply in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExemptionView {
    /// The reason.
    pub reason: String,
    /// Who decided.
    pub actor: String,
    /// When, UTC.
    pub at: String,
}

/// A square without a task.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VacantSquare {
    /// The campaign.
    pub campaign: CampaignRow,
    /// The cell.
    pub grid: GridRef,
    /// Its chief's name, who would answer for the task; none = vacant.
    pub chief: Option<String>,
    /// The decision that it does not apply; none = an empty square.
    pub exemption: Option<ExemptionView>,
    /// Unresolved sites of the campaign's kind in the cell.
    pub unresolved: u32,
}

/// A cell in the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MatrixRow {
    /// The cell.
    pub grid: GridRef,
    /// Name of its subdistrict or town; empty where unknown.
    pub subdistrict: String,
    /// Its chief's name; none = vacant.
    pub chief: Option<String>,
    /// One a campaign, in the order of `campaigns`; none = without a task.
    pub squares: Vec<Option<Square>>,
    /// Places of the campaigns that were decided not to apply; the other squares without a task are empty.
    pub exempt: Vec<u32>,
    /// Empty squares.
    pub empty: u32,
    /// Tasks overdue.
    pub overdue: u32,
}

/// A subdistrict in the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MatrixPart {
    /// The subdistrict; none for cells that lie in none.
    pub grid: Option<GridRef>,
    /// Its cells.
    pub cells: u32,
    /// Their empty squares.
    pub empty: u32,
    /// Their tasks overdue.
    pub overdue: u32,
    /// Their squares, one sum a campaign.
    pub squares: Vec<Squares>,
}

/// Campaigns broken down to every cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Matrix {
    /// The day it is true for.
    pub on: String,
    /// Columns: campaigns that are under way, in the office's order.
    pub campaigns: Vec<CampaignRow>,
    /// Rows, in the order of codes; none where only the heads were asked for.
    pub rows: Vec<MatrixRow>,
    /// Per subdistrict, in the order of codes.
    pub subdistricts: Vec<MatrixPart>,
    /// Squares of all cells, one sum a campaign.
    pub squares: Vec<Squares>,
    /// Cells.
    pub cells: u32,
    /// Empty squares in all.
    pub empty: u32,
    /// Tasks of cells that are overdue.
    pub overdue: u32,
}

/// Which cells: each criterion given narrows the choice.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CellChoice {
    /// Every cell.
    pub all: bool,
    /// Cells of these codes.
    pub cells: Vec<String>,
    /// Cells below the grid of this code.
    pub under: Option<String>,
    /// Cells with an unresolved site of this kind.
    pub with_unresolved: Option<String>,
}

/// What a breakdown would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BreakdownPlan {
    /// Cells chosen.
    pub cells: u32,
    /// Those that would get a task.
    pub new: Vec<GridId>,
    /// Those that have their task already.
    pub there: u32,
    /// Those where the campaign was decided not to apply; they are left alone.
    pub exempt: u32,
}

/// What became of the tasks of the cells chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TasksReport {
    /// Cells chosen.
    pub cells: u32,
    /// Tasks given or withdrawn.
    pub changed: u32,
    /// Cells left as they are: their task was there already, or has steps or a review's problem tied to it, or is none.
    pub left: u32,
    /// The edit; none when nothing had to change.
    pub edit: Option<EditId>,
    /// As of [`super::Done`].
    #[ts(type = "number")]
    pub revision: i64,
}
