//! How things stood on a past day, and two days compared.

use super::{DutyView, Figures, GridRef, GridRow, HistoryEntry, SiteRow, Status};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The days that can be looked back to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PastDays {
    /// The first: that of the first edit or move.
    pub first: String,
    /// The last: today.
    pub last: String,
    /// Unresolved sites at the end of each of them.
    pub unresolved: Vec<u32>,
}

/// Unresolved sites of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct KindCount {
    pub code: String,
    pub unresolved: u32,
}

/// The whole district on a past day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PastDay {
    /// What `status` says of the day.
    pub status: Status,
    /// Each kind.
    pub kinds: Vec<KindCount>,
    /// Drawn cells without a chief on the day.
    pub vacant: u32,
}

/// One grid on a past day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PastGrid {
    /// The day.
    pub on: String,
    /// The grid with its figures and its chief.
    pub grid: GridRow,
    /// Duties in force on the day.
    pub duties: Vec<DutyView>,
    /// Sites unresolved on the day, latest first: at most 500.
    pub unresolved: Vec<SiteRow>,
}

/// One site on a past day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PastSite {
    /// The day.
    pub on: String,
    /// The row, with the state and the lateness of the day.
    pub site: SiteRow,
    /// It was there on the day.
    pub there: bool,
    /// What had happened by the end of the day, oldest first.
    pub entries: Vec<HistoryEntry>,
    /// What happened after it.
    pub later: u32,
}

/// What moved between two days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PastMoves {
    /// Sites that came in.
    pub new: u32,
    /// Acceptances.
    pub accepted: u32,
    /// Returns.
    pub returned: u32,
    /// Relapses.
    pub relapsed: u32,
}

/// A ground on both days.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ComparedGrid {
    /// The grid.
    pub grid: GridRef,
    /// Unresolved on the earlier day.
    pub before: u32,
    /// Unresolved on the later one.
    pub after: u32,
}

/// A site whose state differs between the two days, or that moved between them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MovedSite {
    /// The site as it stood on the later day.
    pub site: SiteRow,
    /// Its state on the earlier day; none where it was not there yet.
    pub from: Option<crate::model::State>,
    /// Times returned between them.
    pub returned: u32,
    /// Times relapsed between them.
    pub relapsed: u32,
}

/// Two days side by side.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Comparison {
    /// The earlier day.
    pub since: String,
    /// The later day.
    pub on: String,
    /// Everything asked about, on the earlier day.
    pub before: Figures,
    /// And on the later one.
    pub after: Figures,
    /// What moved between the two.
    pub moved: PastMoves,
    /// One line per child of the grid asked about.
    pub rows: Vec<ComparedGrid>,
    /// Unresolved sites in no cell on both days, where the whole district was asked about.
    pub loose: [u32; 2],
    /// Cells with fewer unresolved sites.
    pub better: u32,
    /// Cells with more.
    pub worse: u32,
    /// Cells with as many, with a site in them on either day.
    pub same: u32,
    /// Sites that moved, in all.
    pub total: u32,
    /// The first 500 of them, returned and relapsed ones first.
    pub sites: Vec<MovedSite>,
}
