//! All rules of the office at once.

use crate::Result;
use crate::store::Project;
use crate::view::rules::OfficeRules;
use chrono::NaiveDate;

/// Settings, kinds with their standards, holidays and stops, as they stand on a day.
///
/// # Errors
/// Only when the file cannot be read.
pub fn rules(project: &Project, on: NaiveDate) -> Result<OfficeRules> {
    Ok(OfficeRules {
        settings: project.settings()?,
        kinds: project.kind_list(on)?,
        holidays: project.holidays()?,
        pauses: project.pause_list(on)?,
    })
}
