//! The office's rules: its settings, kinds with their standards, holidays and stops.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the office has set for this project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// Title of the project.
    pub title: String,
    /// Days after an acceptance at which a site is looked at again.
    pub recheck_days: Vec<u32>,
    /// A new site nearer than this to another of its kind may be the same one.
    pub duplicate_metres: u32,
    /// Days after which a cell should be walked again.
    pub patrol_days: u32,
    /// Photos are kept as they came too, beside what is shown.
    pub keep_originals: bool,
}
