//! The import desk: what is asked of a source, and what would become of it.

use super::NearWarning;
use crate::model::EditId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to bring in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ImportAs {
    Grids,
    Sites,
    People,
    Feedback,
}

/// How to read a source.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportOptions {
    /// As what.
    #[serde(rename = "as")]
    pub target: ImportAs,
    /// `wgs84`, `gcj02`, `bd09` or `EPSG:n`.
    pub crs: String,
    /// Field → column, overriding what the headings say; an empty column means "none".
    pub map: std::collections::BTreeMap<String, String>,
    /// Field → value for every row.
    pub set: std::collections::BTreeMap<String, String>,
    /// Word in the column of kinds → code or name of the kind that it means; an empty one leaves its rows out.
    #[serde(default)]
    pub kinds: std::collections::BTreeMap<String, String>,
    /// A row whose number or code is there already is about the same thing, however much it differs. Otherwise one that
    /// differs in what tells things apart stays out.
    #[serde(default)]
    pub same: bool,
}

/// What became, or would become, of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RowOutcome {
    Inserted,
    Updated,
    Unchanged,
    /// Not taken: its number or code is that of something else, as far as can be seen.
    Questioned,
    Rejected,
}

/// Rows of a preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RowFilter {
    All,
    Inserted,
    Updated,
    Unchanged,
    Questioned,
    Rejected,
    /// Sites with coordinates that no cell holds.
    Outside,
    /// Sites without coordinates.
    Placeless,
}

/// Some of the rows that a filter leaves.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RowPage {
    /// How many it leaves.
    pub total: u32,
    /// Rows before these.
    pub offset: u32,
    /// These.
    pub rows: Vec<RowPreview>,
}

/// A site that an import took and that lies in no cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NowhereSite {
    /// Its place in the source.
    #[serde(rename = "where")]
    pub place: String,
    /// Its number.
    pub number: String,
    /// It has coordinates, but no cell is there.
    pub has_coordinates: bool,
}

/// A row or feature that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rejection {
    /// Its place in the source: `row 58`, `feature 3`.
    #[serde(rename = "where")]
    pub place: String,
    /// Why.
    pub reason: String,
}

/// A word in the column of kinds that is no kind's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KindWord {
    /// As the source has it.
    pub word: String,
    /// In how many rows it stands.
    pub rows: u32,
    /// Code of the kind that it was taken for; none where its rows stay out.
    pub kind: Option<String>,
    /// Its rows stay out because the office said so; otherwise because it is not known.
    pub left_out: bool,
    /// Code of the kind that it may mean.
    pub guess: Option<String>,
}

/// What an import did.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct ImportReport {
    /// The edit; none when nothing had to change.
    pub edit: Option<EditId>,
    /// New rows.
    pub inserted: u32,
    /// Changed rows.
    pub updated: u32,
    /// Rows that were the same.
    pub unchanged: u32,
    /// Rows not taken, those in question too: as many of them as are listed.
    pub rejected: Vec<Rejection>,
    /// How many rows were not taken in all.
    pub rejected_total: u32,
    /// How many of them are in question: their number or code is there for something else.
    pub questioned: u32,
    /// Things done to the data that the office should know: Z dropped, encoding, coordinates converted.
    pub notes: Vec<String>,
    /// Words in the column of kinds that are no kind's name: those that are asked first, then those in most rows.
    pub words: Vec<KindWord>,
    /// Sites with coordinates that no cell holds.
    pub outside: u32,
    /// Sites without coordinates.
    pub placeless: u32,
    /// The first sites of both sorts.
    pub nowhere: Vec<NowhereSite>,
    /// New sites that lie near another of their kind; all of them were taken.
    pub duplicates: u32,
    /// How many of those are near another row of the source itself.
    pub duplicates_within: u32,
    /// The first of those.
    pub warnings: Vec<NearWarning>,
    /// Where what came in lies: west, south, east, north.
    pub bbox: Option<[f64; 4]>,
}

/// A column of the source.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ColumnPreview {
    /// Heading.
    pub name: String,
    /// First few values.
    pub samples: Vec<String>,
    /// Field it goes to.
    pub field: Option<String>,
}

/// The cell that a site lands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LandsIn {
    /// Its code.
    pub code: String,
    /// Its name, or its code where it has none.
    pub name: String,
}

/// One row as it would come in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RowPreview {
    /// Its place in the source.
    #[serde(rename = "where")]
    pub place: String,
    /// What would become of it.
    pub outcome: RowOutcome,
    /// Field → value as read.
    pub values: std::collections::BTreeMap<String, String>,
    /// The cell that a site would land in.
    pub lands_in: Option<LandsIn>,
    /// Reason for a refusal.
    pub reason: String,
}

/// The import desk's preview: nothing was written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportPreview {
    /// File name.
    pub file_name: String,
    /// How it was read (`GeoJSON`, `CSV, GBK`).
    pub format: String,
    /// The options it was read with.
    pub options: ImportOptions,
    /// Columns and where they go.
    pub columns: Vec<ColumnPreview>,
    /// Fields that this target knows.
    pub fields: Vec<String>,
    /// The first page of its rows.
    pub rows: RowPage,
    /// The whole report, as if it had been done.
    pub report: ImportReport,
    /// A column that must be there and is not; an import is refused with this sentence until it is named or set.
    pub lack: Option<String>,
    /// Some row or feature gives a position, so that its coordinate system matters.
    pub has_places: bool,
}
