//! The grammar of sites: their moves, papers and places.

use super::{pair, path_pair};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use gridwarden_core::view::SiteChange;
use std::path::PathBuf;

/// What is known of a site; what is left out stays as it is.
#[derive(Args)]
pub struct SiteFields {
    /// Code of the kind; not once an inspection judged it.
    #[arg(long)]
    pub kind: Option<String>,
    #[arg(long)]
    pub address: Option<String>,
    #[arg(long)]
    pub village: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub household: Option<String>,
    #[arg(long)]
    pub phone: Option<String>,
    /// Kind of area.
    #[arg(long)]
    pub area: Option<String>,
    #[arg(long)]
    pub source: Option<String>,
    /// Day on which it was found; empty takes it away.
    #[arg(long = "found", value_name = "DATE")]
    pub found_on: Option<String>,
    /// By when it is to be done; empty takes it away.
    #[arg(long, value_name = "DATE")]
    pub deadline: Option<String>,
    #[arg(long)]
    pub size: Option<String>,
    /// Description.
    #[arg(long)]
    pub note: Option<String>,
}

impl SiteFields {
    pub fn change(&self) -> SiteChange {
        SiteChange {
            kind: self.kind.clone(),
            address: self.address.clone(),
            village: self.village.clone(),
            household: self.household.clone(),
            phone: self.phone.clone(),
            area: self.area.clone(),
            source: self.source.clone(),
            found_on: self.found_on.clone(),
            deadline: self.deadline.clone(),
            size: self.size.clone(),
            note: self.note.clone(),
        }
    }
}

#[derive(Subcommand)]
pub enum SiteWhat {
    /// Its archive: where it stands, who answers for it, what is known of it.
    Show {
        /// Number of the site.
        site: String,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// Correct what is known of it.
    Edit {
        /// Number of the site.
        site: String,
        #[command(flatten)]
        fields: Box<SiteFields>,
    },
}

#[derive(Subcommand)]
pub enum SiteVerb {
    /// The archive of one site, and correcting it.
    Site {
        file: PathBuf,
        #[command(subcommand)]
        what: SiteWhat,
    },
    /// Move one site a step on: verify, dismiss, dispatch, start, submit, accept, return, suspend, resume, relapse.
    Step {
        file: PathBuf,
        /// Number of the site.
        site: String,
        action: String,
        /// Opinion or reason.
        #[arg(long, default_value = "")]
        note: String,
        /// Until when, for suspend.
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
        /// A photo with its role: before, after or other.
        #[arg(long = "photo", value_name = "ROLE=FILE", value_parser = path_pair)]
        photos: Vec<(String, String)>,
        /// Item of the standard that is met; `all` for every item not named otherwise.
        #[arg(long = "pass", value_name = "ITEM")]
        pass: Vec<String>,
        /// Item that is not met.
        #[arg(long = "fail", value_name = "ITEM")]
        fail: Vec<u32>,
        /// Item that does not apply; the note or its remark says why.
        #[arg(long = "na", value_name = "ITEM")]
        not_applicable: Vec<u32>,
        /// What is said of one item.
        #[arg(long = "remark", value_name = "ITEM=TEXT", value_parser = pair)]
        remarks: Vec<(String, String)>,
    },
    /// Make the same plain move of many sites, as one edit; each says whether it was refused.
    Steps {
        file: PathBuf,
        action: String,
        /// Numbers of the sites.
        #[arg(required = true)]
        sites: Vec<String>,
        /// Opinion or reason.
        #[arg(long, default_value = "")]
        note: String,
        /// Until when, for suspend.
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
    },
    /// Notices to the chiefs of cells as one Word document: their unresolved sites, the standard, a map.
    Notice {
        file: PathBuf,
        out: PathBuf,
        /// Codes of the cells.
        #[arg(required = true)]
        cells: Vec<String>,
        /// Who issues them; the district's office where left out.
        #[arg(long, value_name = "ORG", default_value = "")]
        from: String,
        /// By when all is to be done; each site's own deadline where left out.
        #[arg(long, value_name = "DATE")]
        deadline: Option<NaiveDate>,
        /// With telephones and households: personal data.
        #[arg(long)]
        personal: bool,
        /// Record it as sent: dispatches the filed sites of these cells, each step naming its notice.
        #[arg(long)]
        dispatch: bool,
    },
    /// The acceptance form of a site's newest inspection, as a Word document of one page.
    Acceptance {
        file: PathBuf,
        /// Number of the site.
        site: String,
        out: PathBuf,
    },
    /// Escalate a site, with a reason.
    Escalate {
        file: PathBuf,
        /// Number of the site.
        site: String,
        /// The reason.
        #[arg(long)]
        note: String,
    },
    /// Lift the escalation of a site.
    Lift {
        file: PathBuf,
        /// Number of the site.
        site: String,
    },
    /// Re-checks that are due; with a site, note how its next one came out.
    Recheck {
        file: PathBuf,
        /// Number of the site.
        site: Option<String>,
        /// It is still as it was accepted.
        #[arg(long, requires = "site", conflicts_with = "relapsed")]
        held: bool,
        /// It has come back.
        #[arg(long, requires = "site")]
        relapsed: bool,
        /// What was seen.
        #[arg(long, default_value = "")]
        note: String,
        /// List what is due by this day.
        #[arg(long, value_name = "DATE", conflicts_with = "site")]
        due: Option<NaiveDate>,
    },
    /// Put a site into a cell by hand, or back to its position.
    Place {
        file: PathBuf,
        /// Number of the site.
        site: String,
        /// Code of the cell; leave out to take the hand-made assignment back.
        #[arg(long, value_name = "CODE")]
        grid: Option<String>,
    },
}
