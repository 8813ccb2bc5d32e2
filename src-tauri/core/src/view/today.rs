//! What the office opens in the morning: what is due, late, waiting, vacant.

use crate::model::SiteId;
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
    /// Unresolved, in no cell.
    pub loose: u32,
    /// Cells without a chief.
    pub vacant: u32,
    /// Cells whose chief has no telephone.
    pub unreachable: u32,
    /// Cells for which no department answers.
    pub no_department: u32,
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
