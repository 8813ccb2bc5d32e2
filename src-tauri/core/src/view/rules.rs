//! The office's rules: its settings, kinds with their standards, holidays and stops.

use super::StandardItem;
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

/// A kind of site with its standard and the time that it allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KindRule {
    /// Code; never changes.
    pub code: String,
    /// The office's word.
    pub name: String,
    /// The English word.
    pub name_en: String,
    /// Days that it allows where nobody says by when.
    pub deadline_days: u32,
    /// They are working days.
    pub working: bool,
    /// Acceptance needs a photo before and one after.
    pub photo_rule: bool,
    /// Takes no new sites.
    pub closed: bool,
    /// Version of its standard.
    pub version: u32,
    /// The standard in that version.
    pub items: Vec<StandardItem>,
    /// Its sites.
    pub sites: u32,
    /// By when a site that is found on the day asked about would be to be done.
    pub due: Option<String>,
}

/// What is given of a kind; none stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct KindInput {
    /// Of a new kind: letters, digits, `_`; made up where left out.
    pub code: Option<String>,
    pub name: Option<String>,
    pub name_en: Option<String>,
    pub deadline_days: Option<u32>,
    pub working: Option<bool>,
    pub photo_rule: Option<bool>,
    pub closed: Option<bool>,
}

/// A standard as it was in one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StandardVersion {
    /// Version.
    pub version: u32,
    /// Its items.
    pub items: Vec<StandardItem>,
    /// Moment from which it holds, UTC; none for what the project began with.
    pub since: Option<String>,
    /// Who wrote it.
    pub by: String,
    /// Acceptances and returns that were judged by it.
    pub judged: u32,
}

/// A day that is not what its weekday says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HolidayRow {
    /// The day, YYYY-MM-DD.
    pub day: String,
    /// Worked (调休上班), not a holiday.
    pub make_up: bool,
    /// The holiday that it belongs to.
    pub name: String,
}

/// Days to list or to take from the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct HolidayInput {
    /// First day.
    pub from: String,
    /// Last day; the first where left out.
    pub to: Option<String>,
    /// Worked, not holidays.
    pub make_up: bool,
    /// The holiday that they belong to.
    pub name: String,
}

/// The list of holidays and make-up days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Holidays {
    /// By day.
    pub days: Vec<HolidayRow>,
    /// Days that the program knows and the list does not say.
    pub lacking: u32,
    /// Years that the program knows.
    pub known_years: Vec<i32>,
}

/// A stop of each year (冬季停工).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PauseRow {
    /// What the office calls it.
    pub name: String,
    /// First day, MM-DD.
    pub from: String,
    /// Last day, MM-DD.
    pub to: String,
    /// Codes of the kinds on which work stops.
    pub kinds: Vec<String>,
    /// In force on the day asked about.
    pub now: bool,
    /// Unresolved sites of its kinds.
    pub sites: u32,
}

/// What is given of a stop; none stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct PauseInput {
    pub name: Option<String>,
    /// MM-DD.
    pub from: Option<String>,
    /// MM-DD; before `from` where it lies in the next year.
    pub to: Option<String>,
    pub kinds: Option<Vec<String>>,
}

/// All rules of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct OfficeRules {
    pub settings: Settings,
    pub kinds: Vec<KindRule>,
    pub holidays: Holidays,
    pub pauses: Vec<PauseRow>,
}
