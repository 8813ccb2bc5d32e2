//! What happened to a grid or a site.

use super::EditInfo;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One value that an edit changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Change {
    /// Table.
    pub table: String,
    /// Key of the row.
    #[ts(type = "number")]
    pub key: i64,
    /// Column.
    pub field: String,
    /// Value before; null when the row was new.
    #[ts(type = "unknown")]
    pub from: serde_json::Value,
    /// Value after; null when the row went.
    #[ts(type = "unknown")]
    pub to: serde_json::Value,
}

/// One thing that happened to a grid or a site.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HistoryEntry {
    /// Moment in UTC; of what the file knows by its day only, the day.
    pub at: String,
    /// Who did what, from what to what, as one sentence.
    pub text: String,
    /// It was taken back later.
    pub undone: bool,
    /// The edit that did it; none for what was in the file before its first edit.
    pub edit: Option<EditInfo>,
    /// The values that the edit changed of it.
    pub changes: Vec<Change>,
}
