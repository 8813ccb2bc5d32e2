//! One site: its archive, what a step carries, its photos.

use super::task::{PersonRef, SiteTask};
use super::{DutyView, GridRef, SiteRow};
use crate::model::{Action, SiteId, State};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// One move that a site made.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StepView {
    /// Moment, UTC.
    pub at: String,
    /// Who.
    pub actor: String,
    /// Their post.
    pub post: String,
    /// The move.
    pub action: Action,
    /// State before.
    pub from: State,
    /// State after.
    pub to: State,
    /// Opinion.
    pub note: String,
    /// Standard items that failed, each with its remark.
    pub failed: Vec<String>,
    /// Photos added with it.
    pub photos: u32,
}

/// One item of a kind's standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StandardItem {
    /// Place in the list, from 1.
    pub number: u32,
    /// What must hold.
    pub text: String,
}

/// A move that a site could make from where it stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActionOffer {
    /// The move.
    pub action: Action,
    /// Needs a note (a reason).
    pub needs_note: bool,
    /// Needs an until-date.
    pub needs_until: bool,
    /// Needs the standard judged item by item.
    pub needs_standard: bool,
    /// Why it cannot be made now, codes of what is missing (`no_grid`, `no_chief`, `photo_before`, `photo_after`, `same_person`, …).
    pub missing: Vec<String>,
}

/// Everything about one site.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SiteArchive {
    /// The row.
    pub site: SiteRow,
    /// Its kind is none of the project's, but a word that another program wrote.
    pub kind_unknown: bool,
    /// Household (户主): personal data.
    pub household: String,
    /// Telephone: personal data.
    pub phone: String,
    /// Kind of area.
    pub area: String,
    /// Source.
    pub source: String,
    /// Found on.
    pub found_on: Option<String>,
    /// Size as written.
    pub size: String,
    /// Description.
    pub note: String,
    /// Suspended until.
    pub suspended_until: Option<String>,
    /// Why it is escalated; empty where it is not.
    pub escalated: String,
    /// Who escalated it.
    pub escalated_by: String,
    /// Since when.
    pub escalated_on: Option<String>,
    /// Next re-check.
    pub recheck: Option<String>,
    /// The chief of its cell.
    pub chief: Option<DutyView>,
    /// The one person who answers for it; none where its cell has no chief and nobody was named.
    pub answerable: Option<PersonRef>,
    /// That person answers for it as the chief of its cell.
    pub inherited: bool,
    /// It was inspected at least once, so that an acceptance form can be written.
    pub inspected: bool,
    /// The tasks that it counts in.
    pub tasks: Vec<SiteTask>,
    /// Its moves, oldest first.
    pub steps: Vec<StepView>,
    /// The moves it could make, the usual next one first.
    pub actions: Vec<ActionOffer>,
    /// Who submitted it last.
    pub submitter: Option<String>,
    /// Its kind asks for a photo before and one after.
    pub photo_rule: bool,
    /// Re-checks that an acceptance today would lay down.
    pub recheck_plan: Vec<RecheckPlan>,
    /// The standard of its kind.
    pub standard: Vec<StandardItem>,
    /// Version of that standard.
    pub standard_version: u32,
    /// Photos kept: before, after, other.
    pub photos: [u32; 3],
    /// The photos, oldest first.
    pub shots: Vec<PhotoView>,
}

/// A re-check that an acceptance would lay down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecheckPlan {
    /// Days after the acceptance.
    pub days: u32,
    /// Its day.
    pub due: String,
}

/// A photo that is kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PhotoView {
    /// Key of its bytes.
    pub sha256: String,
    /// `before`, `after` or `other`.
    pub role: String,
    /// When the camera says it was taken, its own time.
    pub taken_at: Option<String>,
    /// Moment of the step it came with, UTC.
    pub at: Option<String>,
    /// Who made that step.
    pub actor: String,
    /// Metres between where it was taken and the site, where both are known.
    pub distance_m: Option<u32>,
    /// That is more than is likely.
    pub far: bool,
    /// The photo as it came is kept too.
    pub original: bool,
}

/// A photo chosen in a form, not yet kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PickedPhoto {
    /// Its number at this desk.
    pub id: u32,
    /// `before`, `after` or `other`.
    pub role: String,
    /// File name.
    pub name: String,
    /// When the camera says it was taken.
    pub taken_at: Option<String>,
    /// Metres between where it was taken and the site, where they are more than is likely.
    pub far_m: Option<u32>,
    /// Where it was taken, where the camera noted that.
    pub lon_lat: Option<[f64; 2]>,
}

/// What waits in a form, and what came of choosing it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct Picked {
    /// All that wait in the form.
    pub photos: Vec<PickedPhoto>,
    /// How many files were dropped over the form and have no role yet.
    pub dropped: u32,
    /// Sentences on files that were not taken.
    pub refused: Vec<String>,
}

/// What a step carries.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct StepInput {
    /// Opinion or reason.
    pub note: String,
    /// Until when, for suspend (YYYY-MM-DD).
    pub until: Option<String>,
    /// Items of the standard that passed.
    pub pass: Vec<u32>,
    /// Items that failed.
    pub fail: Vec<u32>,
    /// Items that do not apply; the note or the item's remark holds the reason.
    pub not_applicable: Vec<u32>,
    /// What is said of single items, by their numbers.
    pub remarks: BTreeMap<u32, String>,
    /// The standard that the items were shown from; none = whatever it is now.
    pub judged_by: Option<JudgedBy>,
}

/// The standard that items were judged by: their numbers mean nothing under another one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct JudgedBy {
    /// Code of the kind.
    pub kind: String,
    /// Version of its standard.
    pub version: u32,
}

/// Where a new site would land.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Landing {
    /// The cell; none where the place lies in none.
    pub grid: Option<GridRef>,
    /// Name of its subdistrict or town; empty where unknown.
    pub subdistrict: String,
    /// Its chief's name; none = vacant.
    pub chief: Option<String>,
}

/// A site that lies near a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NearSite {
    /// Key.
    pub id: SiteId,
    /// Its number.
    pub number: String,
    /// Code of its kind.
    pub kind: String,
    /// State.
    pub state: State,
    /// Address.
    pub address: String,
    /// How far it is.
    pub metres: u32,
    /// Where it is.
    pub lon_lat: Option<[f64; 2]>,
}

/// A new site that may be the same as one that was there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NearWarning {
    /// The new site's place in the source.
    #[serde(rename = "where")]
    pub place: String,
    /// Its number.
    pub number: String,
    /// Its address.
    pub address: String,
    /// The nearest of its kind.
    pub near: NearSite,
    /// That one's place in the same source; empty where the project had it before.
    pub near_where: String,
}

/// A new site.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct SiteInput {
    pub kind: String,
    pub lon: f64,
    pub lat: f64,
    pub address: String,
    pub village: String,
    pub household: String,
    pub phone: String,
    pub source: String,
    pub area: String,
    pub size: String,
    pub note: String,
    pub deadline: Option<String>,
}

/// What is to be corrected of a site; a field that is none is left as it is, an empty one is emptied.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct SiteChange {
    pub kind: Option<String>,
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
}
