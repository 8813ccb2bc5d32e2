//! The inspection's queue, steps of many sites at once, and documents that were written.

use super::today::BatchRow;
use super::{Done, SiteRow};
use crate::model::{Action, EditId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One site that waits for its inspection.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct QueueRow {
    /// The site.
    pub site: SiteRow,
    /// Who submitted it; empty where no such step is known.
    pub submitted_by: String,
    /// When, UTC.
    pub submitted_at: Option<String>,
}

/// Sites that wait for their inspection.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct InspectionQueue {
    /// How many wait of each kind.
    pub kinds: Vec<(String, u32)>,
    /// The longest waiting first, as far as was asked for.
    pub rows: Vec<QueueRow>,
}

/// A move that some of many chosen sites could make together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BatchOffer {
    /// The move.
    pub action: Action,
    /// How many of the chosen sites stand where it can be made.
    pub sites: u32,
    /// Needs a note (a reason).
    pub needs_note: bool,
    /// Needs an until-date.
    pub needs_until: bool,
}

/// What a step of many sites came to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BatchDone {
    /// The edit; none where no site moved.
    pub edit: Option<EditId>,
    /// How many moved.
    pub moved: u32,
    /// Each site, in the order given.
    pub rows: Vec<BatchRow>,
}

impl BatchDone {
    /// Counts those that moved by the edit.
    pub fn of(done: &Done, rows: Vec<BatchRow>) -> Self {
        Self {
            edit: done.edit.as_ref().map(|e| e.id),
            moved: rows.iter().filter(|r| r.refused.is_none()).count() as u32,
            rows,
        }
    }
}
