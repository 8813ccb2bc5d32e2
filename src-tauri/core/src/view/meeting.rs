//! The dispatch meeting (调度会), as it crosses the bridge.
//!
//! [`MeetingFigures`] is also what a meeting freezes as JSON: its fields are only ever added to, and an older
//! meeting reads with what it has.

use super::feedback::FeedbackCounts;
use super::{Done, Figures};
use crate::model::{Level, MeetingItemId, SiteId, State};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What moved on some ground since the meeting before. Counted are moves: a site accepted twice counts twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Moves {
    /// Sites that came into the file.
    pub new: u32,
    /// Became overdue: are so on the meeting's day, and were not on the day of the one before.
    pub late: u32,
    /// Verified and filed.
    pub verified: u32,
    /// Dismissed.
    pub dismissed: u32,
    /// Handed to a chief.
    pub dispatched: u32,
    /// Work begun.
    pub started: u32,
    /// Submitted for inspection.
    pub submitted: u32,
    /// Accepted.
    pub accepted: u32,
    /// Accepted by their deadline, or without one.
    pub accepted_in_time: u32,
    /// Sent back by an inspection.
    pub returned: u32,
    /// Come back after an acceptance.
    pub relapsed: u32,
    /// Suspended.
    pub suspended: u32,
    /// Taken up again.
    pub resumed: u32,
}

/// A rate with what it was reckoned from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Rate {
    /// Counted.
    pub numerator: u32,
    /// Of how many.
    pub denominator: u32,
    /// In percent, to one decimal; none of nothing.
    pub percent: Option<f64>,
}

/// The rates of some ground; [`MeetingFigures::formulas`] says how each is reckoned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Rates {
    /// 销号率.
    pub progress: Rate,
    /// 按期销号率.
    pub on_time: Rate,
    /// 返工率.
    pub rework: Rate,
    /// 回潮率.
    pub relapse: Rate,
}

/// How a rate is reckoned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Formula {
    /// Field of [`Rates`].
    pub rate: String,
    /// The office's word.
    pub name: String,
    /// What is divided by what.
    pub formula: String,
    /// The same in Chinese.
    pub formula_zh: String,
}

/// A ground, a department, a leader or a chief at a meeting.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct MeetingRow {
    /// Key of the grid, organisation or person; none for whatever has nobody.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// Code of a grid.
    pub code: String,
    /// Name; empty for whatever has nobody.
    pub name: String,
    /// Level of a grid.
    pub level: Option<Level>,
    /// Chief of a grid.
    pub chief: String,
    /// Leaders who answer for a subdistrict; empty elsewhere.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub leader: String,
    /// Grids with sites that were counted.
    pub grids: u32,
    /// How the sites stand, with all ground below.
    pub figures: Figures,
    /// What moved; none where nothing did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub moves: Option<Moves>,
    /// Rates; none where there is no site.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rates: Option<Rates>,
}

/// One place in a ranking; equals share it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Rank {
    /// From 1.
    pub place: u32,
    /// Key as in the rows.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// Name.
    pub name: String,
    /// Percent or count.
    pub value: f64,
}

/// A ranking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Ranking {
    /// `subdistricts`, `departments`, `leaders` or `chiefs`.
    pub of: String,
    /// `progress` and `on_time`: the best first, percent. `overdue`: most overdue sites first.
    pub by: String,
    /// In order.
    pub ranks: Vec<Rank>,
}

/// How one kind of site stood at a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct MeetingKind {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub figures: Figures,
    /// Relapses since the meeting before; none in what was frozen before they were counted by kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub relapsed: Option<u32>,
}

/// The ground as it was drawn at a meeting: SVG paths on a small grid, so that a later border changes no past meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct MeetingMap {
    /// Size of the picture in units of the paths; y runs downward.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Each cell's place in [`MeetingFigures::grids`], and its outline.
    #[ts(type = "[grid: number, path: string][]")]
    pub cells: Vec<(u32, String)>,
    /// Borders of subdistricts.
    pub subdistricts: String,
    /// Border of the district.
    pub district: String,
    /// Rivers.
    pub rivers: String,
}

/// An unresolved site at a meeting; in JSON an array, in this order of fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "SiteArray")]
#[allow(missing_docs)]
pub struct MeetingSite {
    pub number: String,
    pub kind: String,
    /// Code of its cell; empty in none.
    pub grid: String,
    pub state: State,
    pub deadline: Option<String>,
    pub days_late: Option<i32>,
    /// Chief of its cell; empty where vacant.
    pub chief: String,
    #[serde(default)]
    pub address: String,
}

type SiteArray = (
    String,
    String,
    String,
    State,
    Option<String>,
    Option<i32>,
    String,
    String,
);

impl From<MeetingSite> for SiteArray {
    fn from(s: MeetingSite) -> Self {
        (
            s.number,
            s.kind,
            s.grid,
            s.state,
            s.deadline,
            s.days_late,
            s.chief,
            s.address,
        )
    }
}

/// A site that moved since the meeting before, as it stood at this one; in JSON an array, in this order of fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "MovedArray")]
#[allow(missing_docs)]
pub struct MovedSite {
    pub number: String,
    pub kind: String,
    /// Code of its cell; empty in none.
    pub grid: String,
    pub state: State,
    /// Day of the move; of one that became late, its deadline; none of a new one.
    pub day: Option<String>,
    pub address: String,
    /// Chief of its cell; empty where vacant.
    pub chief: String,
}

type MovedArray = (String, String, String, State, Option<String>, String, String);

impl From<MovedSite> for MovedArray {
    fn from(s: MovedSite) -> Self {
        (s.number, s.kind, s.grid, s.state, s.day, s.address, s.chief)
    }
}

/// The sites behind the counts of [`Moves`], a row a move, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Moved {
    #[ts(type = "unknown[]")]
    pub new: Vec<MovedSite>,
    #[ts(type = "unknown[]")]
    pub late: Vec<MovedSite>,
    #[ts(type = "unknown[]")]
    pub accepted: Vec<MovedSite>,
    #[ts(type = "unknown[]")]
    pub returned: Vec<MovedSite>,
    #[ts(type = "unknown[]")]
    pub relapsed: Vec<MovedSite>,
}

/// What a meeting froze when it was made. It shows this for ever, whatever changes later.
///
/// Everything is as the file stood at that moment; the meeting's day decides only what was late on it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct MeetingFigures {
    /// Grows when the meaning of a field changes.
    pub format: u32,
    /// Day of the meeting.
    pub day: String,
    /// Moment of the freezing, UTC.
    pub at: String,
    /// Day of the meeting before; none at the first.
    pub since: Option<String>,
    /// Moment from which moves are counted: the freezing of the meeting before.
    pub since_at: Option<String>,
    /// The whole project.
    pub total: MeetingRow,
    /// Sites in no cell, part of the total.
    pub loose: Figures,
    /// Sites of cells that lie in no subdistrict, part of the total; none where there is no such cell, or the meeting did not note it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Figures>,
    /// Subdistricts and towns.
    pub subdistricts: Vec<MeetingRow>,
    /// Responsible departments; ground that two answer for counts with both.
    pub departments: Vec<MeetingRow>,
    /// Leading county-level leaders.
    pub leaders: Vec<MeetingRow>,
    /// Chiefs.
    pub chiefs: Vec<MeetingRow>,
    /// Rankings.
    pub rankings: Vec<Ranking>,
    /// How the rates are reckoned.
    pub formulas: Vec<Formula>,
    /// The review's list.
    pub feedback: FeedbackCounts,
    /// Remarks of earlier meetings that were open.
    pub open_remarks: Vec<MeetingItem>,
    /// Newest site of each desk, for telling the new ones next time.
    #[ts(type = "number[]")]
    pub newest_sites: Vec<i64>,
    /// Every grid with all below it.
    pub grids: Vec<MeetingRow>,
    /// The total by kind of site.
    pub kinds: Vec<MeetingKind>,
    /// Cells without a chief on the day; none in what was frozen before this was noted.
    pub vacant: Option<u32>,
    /// The ground; none in what was frozen before it was drawn.
    pub map: Option<MeetingMap>,
    /// Names of the columns of `unresolved`. From here on lists of sites, most of the whole: they stay last, so that the
    /// rest is read without them.
    pub unresolved_columns: Vec<String>,
    /// Unresolved sites, most days late first.
    #[ts(
        type = "[number: string, kind: string, grid: string, state: State, deadline: string | null, days_late: number | null, chief: string, address: string][]"
    )]
    pub unresolved: Vec<MeetingSite>,
    /// Sites that moved since the meeting before; none at the first, where all of them did.
    pub moved: Option<Moved>,
}

/// A meeting in the list of meetings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingInfo {
    /// Key; a meeting that is made again has another.
    #[ts(type = "number")]
    pub id: i64,
    /// Day.
    pub day: String,
    /// Title.
    pub title: String,
    /// Day of the meeting before.
    pub since: Option<String>,
    /// Note.
    pub note: String,
    /// Items.
    pub items: u32,
    /// Remarks among them that are open.
    pub open: u32,
}

/// One item of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingItem {
    /// Key.
    pub id: MeetingItemId,
    /// Day of its meeting.
    pub day: String,
    /// `visit`, `report` or `remark`.
    pub kind: String,
    /// What was seen, reported on or said.
    pub text: String,
    /// Number of the visited site.
    pub site: Option<String>,
    /// Who reported, or who made the remark.
    pub who: String,
    /// Who is to see to a remark.
    pub owner: String,
    /// Due, YYYY-MM-DD.
    pub due: Option<String>,
    /// Past due on the day asked about, and open.
    pub overdue: bool,
    /// Day on which a remark was done.
    pub done_on: Option<String>,
    /// What was done.
    pub done_note: String,
}

/// What a meeting takes up: first what earlier ones had left open, as it stands now, then its own items.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Agenda {
    /// The day.
    pub day: String,
    /// Remarks of all earlier meetings that were open, oldest first; those done since say so.
    pub open: Vec<MeetingItem>,
    /// Items of the meeting of that day.
    pub items: Vec<MeetingItem>,
}

/// A new item. A visit needs a site, a report a who, a remark a text.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct MeetingItemInput {
    pub kind: String,
    pub text: String,
    pub site: Option<SiteId>,
    pub who: String,
    pub owner: String,
    pub due: Option<String>,
}

/// What adding an item did.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ItemDone {
    /// The item.
    pub item: MeetingItemId,
    /// The edit.
    #[serde(flatten)]
    pub done: Done,
}
