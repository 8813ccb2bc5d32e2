//! The review's list of problems (反馈问题), as it crosses the bridge.

use super::GridRef;
use crate::model::{FeedbackId, SiteId, State, TaskId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A site that a problem is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkedSite {
    /// Key.
    pub id: SiteId,
    /// The office's number of it.
    pub number: String,
    /// Code of its kind.
    pub kind: String,
    /// State.
    pub state: State,
    /// Address.
    pub address: String,
    /// Its cell.
    pub grid: Option<GridRef>,
}

/// A task that a problem is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkedTask {
    /// Key.
    pub id: TaskId,
    /// Name of its campaign.
    pub name: String,
    /// The campaign's English name; empty where it has none.
    pub name_en: String,
    /// Its grid.
    pub grid: GridRef,
    /// `open`, `submitted` or `accepted`.
    pub state: String,
}

/// One problem of the review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FeedbackRow {
    /// Key.
    pub id: FeedbackId,
    /// The review's number of it.
    pub number: String,
    /// What is wrong.
    pub text: String,
    /// Category as the review names it.
    pub category: String,
    /// Due, YYYY-MM-DD.
    pub due: Option<String>,
    /// Days past due on the day asked about (negative = left); none without a due day or once struck off.
    pub days_late: Option<i32>,
    /// Past due and not struck off.
    pub overdue: bool,
    /// Unit that has to put it right.
    pub org: String,
    /// Day on which the unit said that it is done.
    pub claimed_on: Option<String>,
    /// Day on which it was struck off (销号).
    pub struck_on: Option<String>,
    /// Sites it is about.
    pub sites: Vec<LinkedSite>,
    /// Tasks it is about.
    pub tasks: Vec<LinkedTask>,
    /// Linked sites and tasks that are accepted.
    pub done: u32,
    /// Linked sites and tasks.
    pub total: u32,
    /// There are links, and all are accepted: it can be struck off.
    pub complete: bool,
    /// Claimed done, or struck off already, though not all of its sites and tasks are accepted today.
    pub claimed_not_done: bool,
}

/// The review's list on a day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FeedbackList {
    /// The day it is true for.
    pub on: String,
    /// Its counts.
    pub counts: FeedbackCounts,
    /// All problems, by number.
    pub rows: Vec<FeedbackRow>,
}

/// Counts of the review's list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FeedbackCounts {
    /// Problems.
    pub total: u32,
    /// Struck off.
    pub struck: u32,
    /// Past due and not struck off.
    pub overdue: u32,
    /// Ready to be struck off.
    pub ready: u32,
    /// Claimed done and not done.
    pub claimed_not_done: u32,
    /// Linked to nothing yet.
    pub unlinked: u32,
}

/// A new problem of the review.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct FeedbackInput {
    pub number: String,
    pub text: String,
    pub category: String,
    pub due: Option<String>,
    pub org: String,
}
