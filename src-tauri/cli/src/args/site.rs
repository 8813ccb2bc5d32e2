//! The grammar of sites: their moves, papers and places.

use super::pair;
use chrono::NaiveDate;
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum SiteVerb {
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
        #[arg(long = "photo", value_name = "ROLE=FILE", value_parser = pair)]
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
