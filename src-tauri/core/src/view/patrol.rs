//! Patrols, and when each cell was last walked.

use super::GridRef;
use crate::model::{PatrolId, SiteId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A patrol to write down.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PatrolInput {
    /// The day, YYYY-MM-DD; empty = today.
    pub day: String,
    /// Who walked.
    pub who: String,
    /// Organisations that walked along.
    pub orgs: Vec<String>,
    /// What is to be said of it.
    pub note: String,
    /// Questions raised.
    pub questions: Vec<String>,
    /// Sites looked at.
    pub sites: Vec<PatrolSiteInput>,
}

/// A site looked at on a patrol.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PatrolSiteInput {
    /// The site.
    pub site: SiteId,
    /// It was found on this patrol.
    #[serde(default)]
    pub found: bool,
    /// What was seen there.
    #[serde(default)]
    pub seen: String,
}

/// A site of a patrol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct PatrolSite {
    pub site: SiteId,
    pub number: String,
    pub address: String,
    pub found: bool,
    pub seen: String,
}

/// A patrol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct PatrolView {
    pub id: PatrolId,
    pub grid: GridRef,
    pub day: String,
    pub who: String,
    pub orgs: Vec<String>,
    pub note: String,
    pub questions: Vec<String>,
    pub sites: Vec<PatrolSite>,
}

/// When a cell was last walked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WalkRow {
    /// The cell.
    pub grid: GridRef,
    /// Name of its subdistrict or town; empty where unknown.
    pub subdistrict: String,
    /// Its chief's name; none = vacant.
    pub chief: Option<String>,
    /// When it was last walked; none = never.
    pub last: Option<String>,
    /// Days since; none = never walked.
    pub days: Option<u32>,
    /// It is to be walked again.
    pub due: bool,
    /// Its unresolved sites.
    pub unresolved: u32,
    /// West, south, east, north.
    pub bbox: Option<[f64; 4]>,
}
