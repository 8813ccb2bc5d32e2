//! The sample district, in the manner of Ping'an (平安区): its real names and
//! codes over invented ground, people and sites.
//!
//! Everything is drawn by a seeded generator without library functions whose
//! last digit differs between machines: the same day gives the same bytes, and
//! the ground is the same on every day. It costs some tens of milliseconds.

mod border;
mod district;
mod groups;
mod history;
mod land;
mod mesh;
mod patrols;
mod people;
mod rng;
mod sites;
mod tasks;
pub mod templates;
#[cfg(test)]
mod tests;

pub use templates::{TemplateCampaign, TemplateKind, campaigns, kinds};

use crate::model::{Action, Level, State};
use chrono::NaiveDate;
use geo::{LineString, MultiPolygon, Polygon};

/// A whole project's worth of invented material.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// Title, which says that it is a sample.
    pub title: String,
    /// Division code, six digits.
    pub division: &'static str,
    /// Parents before children; only cells have a polygon.
    pub grids: Vec<SampleGrid>,
    /// Leaders, office, chiefs, secretaries.
    pub people: Vec<SamplePerson>,
    /// Who holds what.
    pub duties: Vec<SampleDuty>,
    /// The office's special actions.
    pub campaigns: Vec<SampleCampaign>,
    /// Campaigns broken down to cells; some squares are left empty.
    pub tasks: Vec<SampleTask>,
    /// Campaigns that do not apply in cells.
    pub exemptions: Vec<SampleExemption>,
    /// Sites in all states, oldest first.
    pub sites: Vec<SampleSite>,
    /// The chiefs' walks of the last weeks, by cell.
    pub patrols: Vec<SamplePatrol>,
    /// River and roads, for the map's ground.
    pub ground: Vec<SampleGround>,
}

/// A grid of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct SampleGrid {
    /// 6, 9, 12 or 15 digits.
    pub code: String,
    /// Name.
    pub name: String,
    /// Level.
    pub level: Level,
    /// Code of the grid above.
    pub parent: Option<String>,
    /// WGS 84 degrees; neighbours share their vertices bit by bit.
    pub geometry: Option<MultiPolygon<f64>>,
}

/// An invented person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamplePerson {
    /// Name, unique in the sample.
    pub name: String,
    /// Post.
    pub post: String,
    /// Telephone; empty where unknown.
    pub phone: String,
    /// Organisation.
    pub org: String,
}

/// A person or an organisation in a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleDuty {
    /// Grid it is held for.
    pub grid_code: String,
    /// Role code.
    pub role: &'static str,
    /// Place in [`Sample::people`]; none where an organisation holds it.
    pub person: Option<usize>,
    /// The organisation, where no person holds it.
    pub org: Option<String>,
    /// First day.
    pub from: NaiveDate,
}

/// A walk through a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamplePatrol {
    /// Cell.
    pub grid_code: String,
    /// Day of the walk.
    pub day: NaiveDate,
    /// The chief.
    pub who: String,
    /// Department that went along.
    pub org: Option<&'static str>,
    /// What was asked on the way.
    pub question: Option<String>,
}

/// A special action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleCampaign {
    /// Code.
    pub code: String,
    /// Chinese name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Standard in words.
    pub standard: String,
    /// Kind of site it is about.
    pub kind: Option<String>,
    /// Deadline.
    pub deadline: NaiveDate,
}

/// One campaign in one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleTask {
    /// Place in [`Sample::campaigns`].
    pub campaign: usize,
    /// The cell.
    pub grid_code: String,
    /// Deadline.
    pub deadline: NaiveDate,
    /// Checklist, with what is done of it; empty where its sites are counted.
    pub items: Vec<(String, bool)>,
}

/// A campaign that was decided not to apply in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleExemption {
    /// Place in [`Sample::campaigns`].
    pub campaign: usize,
    /// The cell.
    pub grid_code: String,
    /// Why.
    pub reason: &'static str,
}

/// A place that is or was wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct SampleSite {
    /// The office's number.
    pub number: String,
    /// Kind code.
    pub kind: String,
    /// State, which its steps lead to.
    pub state: State,
    /// Longitude, degrees.
    pub lon: f64,
    /// Latitude, degrees.
    pub lat: f64,
    /// Address.
    pub address: String,
    /// Village.
    pub village: String,
    /// Household (invented).
    pub household: String,
    /// Telephone (invented, 199 0000 ….).
    pub phone: String,
    /// Kind of area.
    pub area: String,
    /// Source.
    pub source: String,
    /// Found on.
    pub found_on: NaiveDate,
    /// Deadline.
    pub deadline: Option<NaiveDate>,
    /// Size as written.
    pub size: String,
    /// Description.
    pub note: String,
    /// Reason of its escalation (督办); none = not escalated.
    pub escalated: Option<String>,
    /// Times returned.
    pub rework: u32,
    /// Times relapsed.
    pub relapse: u32,
    /// Until when it is suspended.
    pub suspended_until: Option<NaiveDate>,
    /// Place in [`Sample::campaigns`] of the task of its cell that it belongs to.
    pub campaign: Option<usize>,
    /// Its moves, oldest first; none while it is only reported.
    pub steps: Vec<SampleStep>,
}

/// One move of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleStep {
    /// Moment in UTC, ISO 8601 with a Z, before the day of the sample.
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
    /// Numbers of the standard's items that failed, for a return.
    pub failed: Vec<u32>,
}

/// A line of the map's ground.
#[derive(Debug, Clone, PartialEq)]
pub struct SampleGround {
    /// `river` or `road`.
    pub kind: &'static str,
    /// Name.
    pub name: &'static str,
    /// Longitude and latitude, degrees.
    pub line: Vec<[f64; 2]>,
}

/// The sample as it stands on the morning of `today`.
pub fn sample(today: NaiveDate) -> Sample {
    let district = district::district();
    let staff = people::staff(&district, today);
    let (campaigns, tasks, exemptions) = tasks::tasks(&district, today);
    let sites = sites::sites(&district, &staff, &tasks, today);
    let patrols = patrols::patrols(&staff.duties, &staff.people, today);
    Sample {
        title: "平安区创卫网格（示例）".to_owned(),
        division: "630203",
        grids: grids(&district),
        people: staff.people,
        duties: staff.duties,
        campaigns,
        tasks,
        exemptions,
        sites,
        patrols,
        ground: ground(),
    }
}

/// River and roads alone, for drawing the ground under any copy of the sample.
pub fn ground() -> Vec<SampleGround> {
    vec![
        SampleGround {
            kind: "river",
            name: "湟水河",
            line: land::river(),
        },
        SampleGround {
            kind: "road",
            name: "109 国道",
            line: land::valley_road(),
        },
        SampleGround {
            kind: "road",
            name: "平阿公路",
            line: land::hill_road(),
        },
    ]
}

fn grids(district: &district::District) -> Vec<SampleGrid> {
    let grid = |code: &str, name: &str, level, parent: Option<&str>| SampleGrid {
        code: code.to_owned(),
        name: name.to_owned(),
        level,
        parent: parent.map(str::to_owned),
        geometry: None,
    };
    let mut grids = vec![grid("630203", "平安区", Level::District, None)];
    grids.extend(
        district
            .towns
            .iter()
            .map(|t| grid(&t.code, &t.name, Level::Subdistrict, Some("630203"))),
    );
    grids.extend(
        district
            .villages
            .iter()
            .map(|v| grid(&v.code, &v.name, Level::Village, Some(&district.towns[v.town].code))),
    );
    grids.extend(district.cells.iter().map(|c| {
        let ring = LineString::from(c.ring.clone());
        SampleGrid {
            geometry: Some(MultiPolygon(vec![Polygon::new(ring, Vec::new())])),
            ..grid(&c.code, &c.name, Level::Cell, Some(&district.villages[c.village].code))
        }
    }));
    grids
}
