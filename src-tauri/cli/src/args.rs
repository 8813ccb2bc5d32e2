//! The command line's grammar.

mod choices;
mod work;

use crate::meeting::{FeedbackVerb, MeetingVerb};
use crate::rules::{HolidayArgs, KindArgs, PauseArgs, StandardArgs};
pub use choices::{Format, Layer, Target, Tongue};
use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
pub use work::{CampaignVerb, PatrolVerb, TaskVerb};

/// Runs a district by its grid cells: who answers for which ground, and what is still wrong there.
#[derive(Parser)]
#[command(name = "gridwarden", version, arg_required_else_help = true)]
pub struct Cli {
    /// Print one JSON document on standard output.
    #[arg(long, global = true)]
    pub json: bool,
    /// Who is at the desk; stands on every edit.
    #[arg(long, global = true, value_name = "NAME", env = "GRIDWARDEN_BY")]
    pub by: Option<String>,
    /// Their post.
    #[arg(long, global = true, value_name = "POST", default_value = "")]
    pub post: String,
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Subcommand)]
pub enum Verb {
    /// Make a new project file.
    New {
        file: PathBuf,
        /// Fill it with the sample district.
        #[arg(long)]
        sample: bool,
    },
    /// Bring in cells, sites, people or the review's problems.
    Import {
        file: PathBuf,
        source: PathBuf,
        /// As what.
        #[arg(long = "as", value_enum)]
        target: Target,
        /// Coordinate system of the source: wgs84, gcj02, bd09 or EPSG:n.
        #[arg(long, default_value = "wgs84")]
        crs: String,
        /// Take a field from a column.
        #[arg(long = "map", value_name = "FIELD=COLUMN", value_parser = pair)]
        map: Vec<(String, String)>,
        /// Give a field the same value in every row.
        #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = pair)]
        set: Vec<(String, String)>,
        /// Say what would happen and write nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Give every site the cell that contains it.
    Assign { file: PathBuf },
    /// Find invalid, overlapping, gapped and ownerless cells, and sites in none.
    Check { file: PathBuf },
    /// Figures of the district or of one grid, also as they stood on a past day.
    Status {
        file: PathBuf,
        #[arg(long, value_name = "CODE")]
        grid: Option<String>,
        /// The day to ask about; today where left out. A day in the past is shown as it stood at its end.
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
        /// Compare with the end of this day: what moved since.
        #[arg(long, value_name = "DATE")]
        since: Option<NaiveDate>,
    },
    /// Chief, duties, tasks and unresolved sites of one grid.
    Dossier {
        file: PathBuf,
        code: String,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// Give a grid to a person or an organisation in a role.
    Duty {
        file: PathBuf,
        code: String,
        #[arg(long, default_value = "chief")]
        role: String,
        /// Their name; leave out to make the duty vacant.
        #[arg(long, value_name = "NAME")]
        person: Option<String>,
        /// Name of the organisation that holds it, as a department does.
        #[arg(long, value_name = "NAME", conflicts_with = "person")]
        org: Option<String>,
        /// End it for this person or organisation alone, the day before.
        #[arg(long)]
        end: bool,
        /// First day; today where left out.
        #[arg(long, value_name = "DATE")]
        from: Option<NaiveDate>,
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
    /// What is due, late, waiting and vacant on a day.
    Today {
        file: PathBuf,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// Special actions, and giving their tasks to cells.
    Campaign {
        file: PathBuf,
        #[command(subcommand)]
        what: CampaignVerb,
    },
    /// Campaigns by cells, with the empty squares.
    Matrix {
        file: PathBuf,
        /// Write it as a table that Excel and WPS open.
        #[arg(long, value_name = "FILE")]
        csv: Option<PathBuf>,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
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
    /// One campaign's task in one cell.
    Task {
        file: PathBuf,
        #[command(subcommand)]
        what: TaskVerb,
    },
    /// Tasks and unresolved sites that nobody answers for; or, with --site or --task, give them to somebody.
    Answerable {
        file: PathBuf,
        /// Number of a site to give.
        #[arg(long = "site", value_name = "SITE")]
        sites: Vec<String>,
        /// A task to give.
        #[arg(long = "task", value_name = "CAMPAIGN=CELL", value_parser = pair)]
        tasks: Vec<(String, String)>,
        /// To whom; leave out to give back to the chiefs of their cells.
        #[arg(long, value_name = "NAME")]
        person: Option<String>,
        /// Tasks and sites to list at most, of each.
        #[arg(long, default_value_t = 500)]
        limit: u32,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// What everybody answers for, the heaviest first.
    Load {
        file: PathBuf,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// All that one person answers for; or, where something is given, sets it right.
    Person {
        file: PathBuf,
        name: String,
        /// A new telephone; empty clears it.
        #[arg(long)]
        phone: Option<String>,
        /// A new post.
        #[arg(long = "set-post", value_name = "POST")]
        set_post: Option<String>,
        /// A new organisation.
        #[arg(long, value_name = "NAME")]
        org: Option<String>,
        /// A new name.
        #[arg(long, value_name = "NAME")]
        rename: Option<String>,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// Cells without a chief, without the chief's telephone, without a department.
    Vacancies {
        file: PathBuf,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// Figures of the district or of one grid, and of each of its parts.
    Rollup {
        file: PathBuf,
        code: Option<String>,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// Patrols, and the cells that nobody has walked.
    Patrol {
        file: PathBuf,
        #[command(subcommand)]
        what: PatrolVerb,
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
    /// The review's list of problems: lists it where no more is said.
    Feedback {
        file: PathBuf,
        #[command(subcommand)]
        what: Option<FeedbackVerb>,
    },
    /// Dispatch meetings: lists them where no more is said.
    Meeting {
        file: PathBuf,
        #[command(subcommand)]
        what: Option<MeetingVerb>,
    },
    /// Kinds of site: lists them, shows one, adds or changes one.
    Kind {
        file: PathBuf,
        #[command(flatten)]
        what: KindArgs,
    },
    /// The standard of a kind; with items, its next version.
    Standard {
        file: PathBuf,
        #[command(flatten)]
        what: StandardArgs,
    },
    /// Holidays and make-up days: lists them, adds or removes some.
    Holiday {
        file: PathBuf,
        #[command(flatten)]
        what: HolidayArgs,
    },
    /// Stops of each year, in which deadlines stand still: lists them, declares, changes or removes one.
    Pause {
        file: PathBuf,
        #[command(flatten)]
        what: PauseArgs,
    },
    /// What the office has set; with a key and a value, set it: title, recheck_days, duplicate_metres, patrol_days, keep_originals.
    Setting {
        file: PathBuf,
        #[arg(requires = "value")]
        key: Option<String>,
        value: Option<String>,
    },
    /// What was changed, by whom and when; of one grid or site as sentences.
    History {
        file: PathBuf,
        #[arg(long, value_name = "CODE", conflicts_with = "site")]
        grid: Option<String>,
        #[arg(long, value_name = "ID")]
        site: Option<String>,
        /// Edits to list at most, newest first.
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// Language of the sentences; that of the environment (LC_ALL, LC_MESSAGES, LANG) where left out.
        #[arg(long, value_enum)]
        lang: Option<Tongue>,
    },
    /// Take the newest edit back.
    Undo { file: PathBuf },
    /// Do again what was undone last.
    Redo { file: PathBuf },
    /// Write a layer to a file.
    Export {
        file: PathBuf,
        out: PathBuf,
        #[arg(long, value_enum)]
        layer: Layer,
        #[arg(long, value_enum, default_value = "geojson")]
        format: Format,
        /// Write telephones and households too: personal data.
        #[arg(long)]
        personal: bool,
    },
}

pub fn pair(text: &str) -> Result<(String, String), String> {
    text.split_once('=')
        .map(|(a, b)| (a.trim().to_owned(), b.to_owned()))
        .filter(|(a, _)| !a.is_empty())
        .ok_or_else(|| format!("\"{text}\" has no =; write it as NAME=VALUE"))
}
