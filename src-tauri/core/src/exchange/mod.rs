//! Reading and writing of outside formats; no SQL, no project.
//!
//! A source is read as a stream: chunks of the file become batches of typed
//! records, handed to the caller's `sink` in the order of the file. Memory does
//! not grow with the file (a GeoJSON of 450 MB takes a few megabytes), and
//! GeoJSON is parsed on all cores while the sink works.
//!
//! Two kinds of refusal: a row or feature that cannot be taken is listed in
//! [`ReadSummary::rejected`] and the others go on; a file that is not what it
//! claims to be is refused whole with [`Error::Source`], possibly after batches
//! were handed over — the caller rolls back on any `Err`.

mod aside;
mod characters;
mod collect;
mod coords;
mod crs_member;
mod csv_out;
pub(crate) mod days;
mod encoding;
mod feature;
mod fields;
mod geojson_in;
mod geojson_out;
mod heads;
mod keys;
pub(crate) mod kinds;
mod lonlat;
mod nan;
mod notes;
mod numerals;
mod orders;
mod owners;
mod person_name;
mod places;
mod pump;
mod reading;
mod records;
mod root;
mod rows;
mod scan;
mod shape;
mod sniff;
mod source;
mod split;
mod strange;
mod table;
#[cfg(test)]
mod tests;
mod values;
mod width;

pub use csv_out::CsvWriter;
pub use fields::field_names;
pub use geojson_out::GeoJsonWriter;
pub use places::Places;
pub(crate) use sniff::ordinary;
pub(crate) use values::{listed, shown};
pub(crate) use width::folded;

use crate::model::{Level, State};
use crate::view::{ColumnPreview, ImportOptions, KindWord, Rejection};
use crate::{Error, Result};
use std::fmt;
use std::path::Path;

/// Brings one pair of source coordinates (x, y) to WGS 84 longitude and latitude
/// in degrees, or says as a clause why it cannot (`longitude 190 is …`). Called
/// from several threads, once per position. Use [`wgs84`] where nothing is to be converted.
pub type Convert<'a> = &'a (dyn Fn(f64, f64) -> std::result::Result<[f64; 2], String> + Sync);

/// Called on the caller's thread between batches with the bytes done and the
/// bytes of the whole file; `false` cancels the reading with [`Error::Cancelled`].
pub type Watch<'a> = &'a dyn Fn(u64, u64) -> bool;

/// Takes a batch of records and gives the places of those that it refused, of whose reading nothing is told; an error of
/// its own ends the reading and is passed on.
pub type Sink<'a, R> = &'a mut dyn FnMut(Vec<R>) -> Result<Vec<Place>>;

/// The words of the project that sources are understood by.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Kinds of site: code, Chinese name, English name.
    pub kinds: Vec<(String, String, String)>,
    /// What the office said that other words for kinds mean: the word as `kinds::word` has it, and the code of the
    /// kind, or nothing where its rows stay out.
    pub words: std::collections::BTreeMap<String, String>,
    /// Roles of a duty: code and name.
    pub roles: Vec<(String, String)>,
}

/// Where in its source a record stands; both count from 1, as a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The n-th member of a GeoJSON's `features`; 1 for a bare Feature or geometry.
    Feature(u32),
    /// The row as a spreadsheet numbers it: the heading is row 1, blank rows count, line breaks inside a cell do not.
    Row(u32),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Feature(n) => write!(f, "feature {n}"),
            Place::Row(n) => write!(f, "row {n}"),
        }
    }
}

/// A grid as a source gives it. Texts are trimmed and never empty.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct GridRecord {
    pub place: Place,
    pub code: Option<String>,
    pub name: Option<String>,
    pub level: Option<Level>,
    /// Code of the parent.
    pub parent: Option<String>,
    pub note: Option<String>,
    /// WGS 84; every ring as it came, valid or not, apart from being closed. None where the source draws nothing.
    pub geometry: Option<geo::MultiPolygon<f64>>,
}

/// A site as a source gives it. Texts are trimmed and never empty; dates are YYYY-MM-DD and real days.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct SiteRecord {
    pub place: Place,
    pub id: Option<String>,
    /// Code of a kind in the vocabulary.
    pub kind: Option<String>,
    pub state: Option<State>,
    pub address: Option<String>,
    pub village: Option<String>,
    pub household: Option<String>,
    pub phone: Option<String>,
    pub area: Option<String>,
    pub source: Option<String>,
    pub found_on: Option<String>,
    pub deadline: Option<String>,
    pub size: Option<String>,
    pub note: Option<String>,
    /// WGS 84 longitude and latitude; none where the source gives no place.
    pub lon_lat: Option<[f64; 2]>,
    /// Code of the cell that a hand put it into, wherever it lies.
    pub by_hand: Option<String>,
}

/// A person, with a duty where role or grid are given. Texts are trimmed and never empty but `name` is always there.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct PersonRecord {
    pub place: Place,
    /// As written; where `nobody`, the word for it.
    pub name: String,
    /// The row says that there is nobody: 空缺.
    pub nobody: bool,
    pub post: Option<String>,
    pub phone: Option<String>,
    pub org: Option<String>,
    /// Code of a role in the vocabulary.
    pub role: Option<String>,
    /// Code or name of the grid, as written.
    pub grid: Option<String>,
    /// Name or code of its subdistrict and of its village, which tell grids of one name apart.
    pub town: Option<String>,
    pub village: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// A problem of a review. Texts are trimmed and never empty but `number` is always there.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct FeedbackRecord {
    pub place: Place,
    pub number: String,
    pub text: Option<String>,
    pub category: Option<String>,
    pub due: Option<String>,
    pub org: Option<String>,
}

/// What a reading found beside the records.
#[derive(Debug, Clone, Default)]
pub struct ReadSummary {
    /// `GeoJSON`, `CSV, UTF-8`, `CSV, GBK`, …
    pub format: String,
    /// What was done to the data that the office should know, one sentence each.
    pub notes: Vec<String>,
    /// Columns (GeoJSON: property names) in the order they first appear, with the field each goes to.
    pub columns: Vec<ColumnPreview>,
    /// Rows or features not taken: the first [`MAX_REJECTIONS`] of them.
    pub rejected: Vec<Rejection>,
    /// Words in the column of kinds that are no kind's name.
    pub words: Vec<KindWord>,
    /// How many were not taken in all.
    pub rejected_total: u32,
    /// Rows or features in the source, taken or not.
    pub total: u32,
    /// A column that must be there and is not: no row could be taken. Whoever writes refuses the source with
    /// it; whoever only looks can ask for what is lacking.
    pub lack: Option<String>,
}

impl ReadSummary {
    /// The same, unless a column that must be there is lacking.
    ///
    /// # Errors
    /// [`Error::Source`] saying which and how to go on.
    pub fn complete(self, path: &Path) -> Result<Self> {
        match self.lack {
            Some(reason) => Err(refused(path, reason)),
            None => Ok(self),
        }
    }
}

/// Rejections are listed up to this number and counted beyond it, so that a
/// file of nothing but faults cannot fill the memory.
pub const MAX_REJECTIONS: usize = 100_000;

/// Reads grids from GeoJSON: a FeatureCollection, a Feature or a bare geometry
/// of Polygon, MultiPolygon or a GeometryCollection of them; or, undrawn, from a table of towns and villages.
///
/// # Errors
/// [`Error::Source`] for a file that is refused whole, [`Error::Field`] for an
/// option that names no field or a value that does not fit, [`Error::Cancelled`],
/// and whatever the sink returns.
pub fn read_grids(
    path: &Path,
    options: &ImportOptions,
    vocab: &Vocabulary,
    convert: Convert<'_>,
    watch: Watch<'_>,
    sink: Sink<'_, GridRecord>,
) -> Result<ReadSummary> {
    let context = records::Context::new(&fields::GRIDS, options, vocab, convert)?;
    match sniff::sniff(path)? {
        sniff::Format::Json => geojson_in::read(path, &context, records::grid, watch, sink),
        sniff::Format::Table => table::read(path, &context, records::grid, watch, sink),
    }
}

/// Reads sites from GeoJSON points or from CSV with coordinate columns. A site
/// without coordinates is taken, with [`SiteRecord::lon_lat`] none. Errors as [`read_grids`];
/// a source without a kind column is refused unless `kind` is set for all rows.
pub fn read_sites(
    path: &Path,
    options: &ImportOptions,
    vocab: &Vocabulary,
    convert: Convert<'_>,
    watch: Watch<'_>,
    sink: Sink<'_, SiteRecord>,
) -> Result<ReadSummary> {
    let context = records::Context::new(&fields::SITES, options, vocab, convert)?;
    match sniff::sniff(path)? {
        sniff::Format::Json => geojson_in::read(path, &context, records::site, watch, sink),
        sniff::Format::Table => table::read(path, &context, records::site, watch, sink),
    }
}

/// Reads people and their duties from CSV. Errors as [`read_grids`]; a source
/// without a name column is refused.
pub fn read_people(
    path: &Path,
    options: &ImportOptions,
    vocab: &Vocabulary,
    watch: Watch<'_>,
    sink: Sink<'_, PersonRecord>,
) -> Result<ReadSummary> {
    let context = records::Context::new(&fields::PEOPLE, options, vocab, &wgs84)?;
    match sniff::sniff(path)? {
        sniff::Format::Json => Err(refused(path, sniff::PEOPLE_WANT_CSV)),
        sniff::Format::Table => table::read(path, &context, records::person, watch, sink),
    }
}

/// Reads the review's problems from CSV. Errors as [`read_grids`]; a source without a number column is refused.
pub fn read_feedback(
    path: &Path,
    options: &ImportOptions,
    vocab: &Vocabulary,
    watch: Watch<'_>,
    sink: Sink<'_, FeedbackRecord>,
) -> Result<ReadSummary> {
    let context = records::Context::new(&fields::FEEDBACK, options, vocab, &wgs84)?;
    match sniff::sniff(path)? {
        sniff::Format::Json => Err(refused(path, sniff::FEEDBACK_WANTS_CSV)),
        sniff::Format::Table => table::read(path, &context, records::feedback, watch, sink),
    }
}

/// The [`Convert`] for sources that are in WGS 84 already: x is the longitude,
/// y the latitude, in degrees; only their range is checked.
pub fn wgs84(x: f64, y: f64) -> std::result::Result<[f64; 2], String> {
    if !(-180.0..=180.0).contains(&x) {
        return Err(format!(
            "longitude {x} is not between -180 and 180; name the coordinate system with --crs if these are not degrees"
        ));
    }
    if !(-90.0..=90.0).contains(&y) {
        return Err(format!(
            "latitude {y} is not between -90 and 90; longitude comes first, or name the coordinate system with --crs"
        ));
    }
    Ok([x, y])
}

/// A value of a cell that is written out.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub enum Value<'a> {
    Null,
    Text(&'a str),
    Int(i64),
    Real(f64),
    Bool(bool),
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Value::Null, Value::Text)
    }
}

/// The refusal of a whole file.
fn refused(path: &Path, reason: impl Into<String>) -> Error {
    let file = path
        .file_name()
        .map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    Error::Source {
        file,
        reason: reason.into(),
    }
}
