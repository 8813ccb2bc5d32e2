//! What a notice to a grid chief (网格整改通知单) says.
//!
//! Texts are printed as they are; a day written `2026-11-30` is printed the Chinese
//! way where it stands in a sentence. [`super::notices_docx`] sets it as a Word document.

use serde::Serialize;

/// One notice: one cell, its chief, what is still wrong there and by when it must be right.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Notice {
    /// The district's name as it opens the title: 平安区.
    pub title_district: String,
    /// The notice's own number in the office's register; may be empty.
    pub number: String,
    /// The day it is issued.
    pub date: String,
    /// The cell's code.
    pub grid_code: String,
    /// The cell's name.
    pub grid_name: String,
    /// Who it is for; empty where the cell has no chief, and the notice says so.
    pub chief_name: String,
    /// The chief's telephone, only where personal data was asked for.
    pub chief_phone: Option<String>,
    /// The lead county-level leader.
    pub leader: Option<String>,
    /// Responsible departments, in the order printed.
    pub departments: Vec<String>,
    /// Unresolved sites in the order printed; the first is number 1 on the map.
    pub rows: Vec<NoticeSite>,
    /// For each kind of site its Chinese name and the items of its standard.
    pub standards: Vec<(String, Vec<String>)>,
    /// The day by which all of it is due; where it is absent the table's own days hold.
    pub deadline: Option<String>,
    /// The office that issues it.
    pub issued_by: String,
    /// The cell on the map; no picture without it.
    pub map: Option<NoticeMap>,
}

/// One line of the table of sites.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct NoticeSite {
    /// The site's number as the office writes it.
    pub number: String,
    /// The Chinese name of its kind.
    pub kind_name: String,
    /// Where it is.
    pub address: String,
    /// The household (户主), only where personal data was asked for.
    pub household: Option<String>,
    /// The Chinese name of its state.
    pub state_name: String,
    /// It is suspended: nothing of it is to be done now.
    pub rests: bool,
    /// Nobody has verified yet that there is anything to be done.
    pub unverified: bool,
    /// The day it is due.
    pub deadline: Option<String>,
    /// Days past the deadline on the notice's day; late where it is above 0.
    pub days_late: Option<i32>,
    /// Whatever else the chief must know; may be empty.
    pub note: String,
}

impl NoticeSite {
    /// How many days it is late; nothing where it is in time.
    pub(super) fn late(&self) -> Option<i32> {
        self.days_late.filter(|&days| days > 0)
    }
}

/// What the small map shows. Positions are WGS 84 longitude and latitude in degrees;
/// those that are no finite number are passed over.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct NoticeMap {
    /// All rings of the cell, outer ones going round to the left and holes to the right.
    pub outline: Vec<Vec<[f64; 2]>>,
    /// Outer rings of the cells around it.
    pub neighbours: Vec<Vec<[f64; 2]>>,
    /// Sites: position, number shown, whether it is late.
    pub sites: Vec<([f64; 2], u32, bool)>,
}
