//! What the office opens in the morning: what is due, late, waiting, vacant.

use super::feedback::FeedbackRow;
use super::{Filter, GridRow, SiteRow};
use crate::model::{Matter, SiteId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Numbers of the page that opens first; each is the length of a list that a filter gives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Today {
    /// Reported, to be verified.
    pub reported: u32,
    /// Filed, not yet sent to a chief.
    pub filed: u32,
    /// Unresolved, with this day as deadline.
    pub due_today: u32,
    /// Unresolved, with one of the next seven days as deadline.
    pub due_soon: u32,
    /// Unresolved and past their deadline.
    pub overdue: u32,
    /// Waiting for inspection.
    pub submitted: u32,
    /// Escalated and unresolved.
    pub escalated: u32,
    /// Suspended, and the day until when has come.
    pub suspension_over: u32,
    /// Unresolved, of a kind on which work stops that day (冬季停工).
    pub paused: u32,
    /// Accepted, with a re-check due.
    pub recheck_due: u32,
    /// Unresolved again after they were accepted.
    pub relapsed: u32,
    /// Unresolved, in no cell.
    pub loose: u32,
    /// Cells without a chief.
    pub vacant: u32,
    /// Cells whose chief has no telephone.
    pub unreachable: u32,
    /// Cells for which no department answers.
    pub no_department: u32,
    /// Squares of campaigns by cells that hold no task.
    pub empty_squares: u32,
    /// Problems of the review that are not struck off.
    pub feedback_open: u32,
    /// Problems of the review that are claimed done, or struck off, and are not done.
    pub claimed_not_done: u32,
}

/// The page of the day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TodayPage {
    /// The day it is true for.
    pub on: String,
    /// Codes of the kinds that the lines tell apart.
    pub kinds: Vec<String>,
    /// One line a matter.
    pub lines: Vec<TodayLine>,
}

/// One matter of the day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TodayLine {
    /// Which.
    pub matter: Matter,
    /// How many sites, cells, squares or problems.
    pub total: u32,
    /// How many sites of each kind of the page; none where it is not about sites.
    pub kinds: Option<Vec<u32>>,
    /// The most pressing one; none where nothing waits.
    pub urgent: Option<Urgent>,
    /// The filter of the tables and the map that shows as many; none where its list is another place's.
    pub filter: Option<Filter>,
}

/// What presses most in a matter.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Urgent {
    /// Name of its cell; of what lies in none its address or number; a subdistrict's name; a problem's number.
    pub name: String,
    /// Days past its day, negative while days are left; none without one.
    pub days_late: Option<i32>,
    /// Of a problem: it was struck off on that day, and not only reported done.
    pub struck: bool,
    /// The day that counts: a deadline, until when it is suspended, when a re-check is due, since when a cell has no chief.
    pub day: Option<String>,
    /// Round of a re-check: 30, 90, 180.
    pub round: Option<u32>,
    /// Unresolved sites of a cell, empty squares of a subdistrict, or, of sites in no cell, those without a place.
    pub count: Option<u32>,
}

/// The list beside a line, the most pressing first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct TodayList {
    /// Sites, where it is about sites.
    pub sites: Vec<TodaySite>,
    /// Cells, where it is about cells or their squares.
    pub cells: Vec<TodayCell>,
    /// Problems of the review.
    pub problems: Vec<FeedbackRow>,
}

/// A site that waits.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TodaySite {
    /// The site.
    pub site: SiteRow,
    /// Its cell's chief; none where there is none.
    pub chief: Option<String>,
    /// The day that counts here: its deadline, until when it is suspended, when it is to be re-checked.
    pub day: Option<String>,
    /// Days past that day, negative while days are left.
    pub days_late: Option<i32>,
    /// Round of its re-check.
    pub round: Option<u32>,
}

/// A cell that lacks something.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TodayCell {
    /// The cell.
    pub grid: GridRow,
    /// Its unresolved sites, or its empty squares.
    pub count: u32,
    /// Last day of its last chief; none where it never had one, or has one.
    pub since: Option<String>,
}

/// How many sites were unresolved at the end of each week.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Trend {
    /// The days, oldest first; the last one is today. None before the file's first, and none at all where only today is left.
    pub days: Vec<String>,
    /// Counts on each day, a line a kind.
    pub kinds: Vec<TrendKind>,
    /// Day of the last meeting, where it lies among them.
    pub meeting: Option<String>,
    /// All unresolved sites now, and at the end of yesterday where the file knows it.
    pub unresolved: u32,
    /// See `unresolved`.
    pub yesterday: Option<u32>,
}

/// One kind's course.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrendKind {
    /// Code of the kind.
    pub code: String,
    /// Unresolved sites on each day.
    pub unresolved: Vec<u32>,
}

/// Counts on the strip of places.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Badges {
    /// Unresolved, with this day as deadline.
    pub due_today: u32,
    /// Problems of the review that are claimed done, or struck off, and are not done.
    pub claimed_not_done: u32,
}

/// A look at an accepted site that is to be made again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecheckRow {
    /// Key of the re-check.
    #[ts(type = "number")]
    pub id: i64,
    /// The site.
    pub site: SiteId,
    /// Its number.
    pub number: String,
    /// Kind code.
    pub kind: String,
    /// Address.
    pub address: String,
    /// Cell's name; empty where it has none.
    pub grid: String,
    /// Day of the re-check.
    pub due: String,
    /// Days after the acceptance for which it was laid down: 30, 90, 180.
    pub round: u32,
    /// Days past that day; negative while days are left.
    pub days_late: i32,
}

/// What a batch step did to one site.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BatchRow {
    /// The site.
    pub site: SiteId,
    /// Its number.
    pub number: String,
    /// Why it was refused; none when it was done.
    pub refused: Option<String>,
    /// Codes of what was missing; `not_from_here` where it stands elsewhere.
    pub missing: Vec<String>,
}
