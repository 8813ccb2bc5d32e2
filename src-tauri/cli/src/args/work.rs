//! The grammar of campaigns, tasks and patrols.

use super::pair;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use gridwarden_core::view::matrix::CellChoice;
use gridwarden_core::view::task::CampaignInput;

/// Fields of a campaign.
#[derive(Args)]
pub struct Fields {
    #[arg(long)]
    pub name: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub name_en: Option<String>,
    /// Standard to reach, in words.
    #[arg(long, value_name = "TEXT")]
    pub standard: Option<String>,
    /// Kind of site that it is about; empty for none.
    #[arg(long)]
    pub kind: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub deadline: Option<String>,
}

impl Fields {
    pub fn input(&self, code: Option<&str>) -> CampaignInput {
        CampaignInput {
            code: code.map(str::to_owned),
            name: self.name.clone(),
            name_en: self.name_en.clone(),
            standard: self.standard.clone(),
            kind: self.kind.clone(),
            deadline: self.deadline.clone(),
        }
    }
}

/// Which cells; several of these narrow the choice.
#[derive(Args)]
pub struct Cells {
    /// Codes of cells.
    #[arg(long = "cell", value_name = "CODE", num_args = 1.., value_delimiter = ',')]
    pub cells: Vec<String>,
    /// Every cell below this grid.
    #[arg(long, value_name = "CODE")]
    pub under: Option<String>,
    /// Every cell with an unresolved site of this kind.
    #[arg(long, value_name = "KIND")]
    pub with_unresolved: Option<String>,
    /// Every cell.
    #[arg(long)]
    pub all: bool,
}

impl Cells {
    pub fn choice(&self) -> CellChoice {
        CellChoice {
            all: self.all,
            cells: self.cells.clone(),
            under: self.under.clone(),
            with_unresolved: self.with_unresolved.clone(),
        }
    }
}

#[derive(Subcommand)]
pub enum CampaignVerb {
    /// Campaigns with how far each has come.
    List {
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// Add a campaign.
    Add {
        code: String,
        #[command(flatten)]
        fields: Fields,
    },
    /// Change what is given of a campaign.
    Edit {
        code: String,
        /// A new code.
        #[arg(long = "code", value_name = "CODE")]
        to: Option<String>,
        #[command(flatten)]
        fields: Fields,
    },
    /// Remove a campaign that has no tasks.
    Remove { code: String },
    /// Close a campaign that is over; its tasks stand as they are.
    Close { code: String },
    /// Take a close back.
    Reopen { code: String },
    /// Put campaigns into this order; those not named follow.
    Order {
        #[arg(required = true)]
        codes: Vec<String>,
    },
    /// Decide that it does not apply in cells; those that have its task are left alone.
    Exempt {
        code: String,
        #[command(flatten)]
        cells: Cells,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Take that decision back.
    Unexempt {
        code: String,
        #[command(flatten)]
        cells: Cells,
    },
    /// Give cells a task of it; tasks that are there are left alone.
    Assign {
        code: String,
        #[command(flatten)]
        cells: Cells,
        /// The tasks' own deadline; the campaign's where left out.
        #[arg(long, value_name = "DATE")]
        deadline: Option<String>,
        /// The tasks' own standard; the campaign's where left out.
        #[arg(long, value_name = "TEXT", default_value = "")]
        standard: String,
        /// Who answers for them; the chief of each cell where left out.
        #[arg(long, value_name = "NAME")]
        person: Option<String>,
        /// Say what would happen and write nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Take its tasks from cells; those that have steps stay.
    Withdraw {
        code: String,
        #[command(flatten)]
        cells: Cells,
    },
}

#[derive(Subcommand)]
pub enum TaskVerb {
    /// A task with its checklist, moves and sites.
    Show {
        campaign: String,
        cell: String,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// Move a task a step on: submit, accept, return, reopen.
    Step {
        campaign: String,
        cell: String,
        action: String,
        /// Opinion or reason.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Change a task's checklist.
    Item {
        campaign: String,
        cell: String,
        /// The whole list anew, one item each.
        #[arg(long, value_name = "TEXT")]
        set: Vec<String>,
        /// An item to add at the end.
        #[arg(long, value_name = "TEXT")]
        add: Vec<String>,
        /// Number of an item that is done.
        #[arg(long, value_name = "ITEM")]
        done: Vec<u32>,
        /// Number of an item that is not done after all.
        #[arg(long, value_name = "ITEM")]
        undone: Vec<u32>,
    },
    /// Tie sites to a task by hand, wherever they lie.
    Tie {
        campaign: String,
        cell: String,
        /// Numbers of the sites.
        #[arg(required = true)]
        sites: Vec<String>,
    },
    /// Untie sites: they count by their kind and place again.
    Untie {
        /// Numbers of the sites.
        #[arg(required = true)]
        sites: Vec<String>,
    },
    /// Change a task's own deadline or standard; empty falls back to the campaign's.
    Edit {
        campaign: String,
        cell: String,
        #[arg(long, value_name = "DATE")]
        deadline: Option<String>,
        #[arg(long, value_name = "TEXT")]
        standard: Option<String>,
    },
}

#[derive(Subcommand)]
pub enum PatrolVerb {
    /// Write a patrol of a grid down.
    Add {
        grid: String,
        /// The day; today where left out.
        #[arg(long, value_name = "DATE", default_value = "")]
        day: String,
        /// Who walked.
        #[arg(long, value_name = "NAME", default_value = "")]
        who: String,
        /// An organisation that walked along.
        #[arg(long = "org", value_name = "NAME")]
        orgs: Vec<String>,
        #[arg(long, default_value = "")]
        note: String,
        /// A question that was raised.
        #[arg(long = "question", value_name = "TEXT")]
        questions: Vec<String>,
        /// What was seen at a site.
        #[arg(long, value_name = "SITE=TEXT", value_parser = pair)]
        saw: Vec<(String, String)>,
        /// A site that was found on it.
        #[arg(long, value_name = "SITE")]
        found: Vec<String>,
    },
    /// Patrols, the latest first: of a grid and of all below it, or of all ground.
    List {
        grid: Option<String>,
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Take a patrol out that was written down by mistake.
    Remove {
        /// Its key, as `list` gives it.
        id: i64,
    },
    /// Cells that nobody has walked for some days.
    Due {
        /// How many; the office's setting where left out.
        #[arg(long)]
        days: Option<u32>,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
}
