//! The grammar of people: duties, and who answers for what.

use super::pair;
use chrono::NaiveDate;
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum PeopleVerb {
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
}
