//! The grammar of what is only looked at.

use super::Tongue;
use chrono::NaiveDate;
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum LookVerb {
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
    /// Figures of the district or of one grid, and of each of its parts.
    Rollup {
        file: PathBuf,
        code: Option<String>,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// What is due, late, waiting and vacant on a day.
    Today {
        file: PathBuf,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
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
    /// What was changed, by whom and when; of one grid or site as sentences.
    History {
        file: PathBuf,
        #[arg(long, value_name = "CODE", conflicts_with = "site")]
        grid: Option<String>,
        #[arg(long, value_name = "SITE")]
        site: Option<String>,
        /// Edits to list at most, newest first.
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// Language of the sentences; that of the environment (LC_ALL, LC_MESSAGES, LANG) where left out.
        #[arg(long, value_enum)]
        lang: Option<Tongue>,
        /// Tell telephones and households that were changed, too: personal data.
        #[arg(long)]
        personal: bool,
    },
}
