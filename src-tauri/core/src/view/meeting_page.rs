//! A meeting as the window shows it: what was frozen, beside what the meeting before had frozen.

use super::feedback::FeedbackCounts;
use super::meeting::{Formula, MeetingMap, Moves, Rate, Rates};
use super::{CountClasses, Figures};
use crate::model::State;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One line of the figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MeetingLine {
    /// `unresolved`, `kind`, `accepted`, `overdue`, `suspended`, `paused`, `vacant`, or a field of [`Rates`]. `paused` only
    /// where it is not 0 now or was not before.
    pub what: String,
    /// Name of a kind, in Chinese; empty elsewhere.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// A rate, in percent; else a count.
    pub percent: bool,
    /// At the meeting before; none where there was none, or where it did not know.
    pub before: Option<f64>,
    /// At this meeting; none of nothing.
    pub now: Option<f64>,
    /// What a rate was reckoned from.
    pub rate: Option<Rate>,
    /// From before to now.
    pub change: Option<f64>,
    /// The change is for the worse; none where nothing changed, or where it is neither better nor worse.
    pub worse: Option<bool>,
}

/// A cell on the meeting's map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingCell {
    /// Name.
    pub name: String,
    /// Unresolved sites.
    pub unresolved: u32,
    /// Overdue among them.
    pub overdue: u32,
}

/// How many rows each frozen list of sites has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct MovedCounts {
    pub new: u32,
    pub late: u32,
    pub accepted: u32,
    pub returned: u32,
    pub relapsed: u32,
}

/// What a meeting showed when it was made, and shows for ever.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MeetingPage {
    /// Its day.
    pub day: String,
    /// Moment of the freezing, UTC.
    pub at: String,
    /// Day of the meeting before; none at the first.
    pub since: Option<String>,
    /// The figures.
    pub lines: Vec<MeetingLine>,
    /// Unresolved sites in the frozen list.
    pub unresolved: u32,
    /// What moved since the meeting before; none at the first.
    pub moved: Option<MovedCounts>,
    /// Every move since the meeting before, those without a list too; none at the first.
    pub moves: Option<Moves>,
    /// How the rates are reckoned.
    pub formulas: Vec<Formula>,
    /// The ground; none in what an early version froze.
    pub map: Option<MeetingMap>,
    /// The cells, in the order of the map's.
    pub cells: Vec<MeetingCell>,
    /// Which counts the map colours alike: of the frozen figures, so always the same.
    pub classes: CountClasses,
    /// The review's list.
    pub feedback: FeedbackCounts,
    /// Who a remark may be given to: subdistricts, departments, leaders.
    pub owners: Vec<String>,
    /// Leaders, who make the remarks.
    pub leaders: Vec<String>,
}

/// Who is ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RankOf {
    Subdistricts,
    Cells,
    Departments,
    Leaders,
    Chiefs,
}

/// What a ranking goes by: the highest rate of progress and of acceptances in time first, the lowest of returns and of
/// relapses, the most overdue sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RankBy {
    Progress,
    OnTime,
    Rework,
    Relapse,
    Overdue,
}

/// What no ranked ground holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    /// Cells that lie in no subdistrict.
    NoSubdistrict,
    /// Sites in no cell.
    NoCell,
}

/// A row of a ranking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RankedRow {
    /// Its place in the list, from 0.
    pub id: u32,
    /// Rank, shared by equals; none where there is nothing to rank by.
    pub place: Option<u32>,
    /// Rank at the meeting before.
    pub place_before: Option<u32>,
    /// Name; empty for whatever has nobody, and for what stands apart.
    pub name: String,
    /// What none of those ranked holds and is part of the whole.
    pub apart: Option<Apart>,
    /// Who answers: the leaders of a subdistrict, the chief of a cell; empty elsewhere and where vacant.
    pub who: String,
    /// Figures.
    pub figures: Figures,
    /// Unresolved sites at the meeting before; none where it did not know this row.
    pub unresolved_before: Option<u32>,
    /// Rates; none where there is no site.
    pub rates: Option<Rates>,
}

/// A frozen list of sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum MeetingList {
    Unresolved,
    New,
    Late,
    Accepted,
    Returned,
    Relapsed,
}

/// A row of a frozen list of sites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct MeetingSiteRow {
    /// Place in the list, from 0.
    pub id: u32,
    pub number: String,
    pub kind: String,
    /// Name of its kind as it was then, in Chinese; empty in what was frozen before names were.
    pub kind_name: String,
    /// The same in English.
    pub kind_name_en: String,
    pub address: String,
    /// Name of its cell; empty in none.
    pub grid: String,
    /// Chief of its cell; empty where vacant.
    pub chief: String,
    pub state: State,
    /// Deadline of an unresolved or late site; day of the move of the others.
    pub day: Option<String>,
    /// Days past the deadline on the day of the meeting; negative = left. Only in the list of the unresolved.
    pub days_late: Option<i32>,
}
