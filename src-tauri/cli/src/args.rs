//! The command line's grammar.

mod choices;
mod look;
mod people;
mod site;
mod work;

use crate::meeting::{FeedbackVerb, MeetingVerb};
use crate::rules::{HolidayArgs, KindArgs, PauseArgs, StandardArgs};
pub use choices::{Format, Layer, Target, Tongue};
use chrono::NaiveDate;
use clap::{Command, CommandFactory, FromArgMatches, Parser, Subcommand};
use gridwarden_core::text::{has_orders, plain};
pub use look::LookVerb;
pub use people::PeopleVerb;
pub use site::{SiteVerb, SiteWhat};
use std::any::TypeId;
use std::convert::Infallible;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};
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
    /// Refuse to write what an edit after this one wrote: the newest edit when what is acted on was read.
    #[arg(long, global = true, value_name = "EDIT")]
    pub seen: Option<i64>,
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
        /// What a word in the column of kinds means; an empty kind leaves its rows out.
        #[arg(long = "kind", value_name = "WORD=KIND", value_parser = pair)]
        kinds: Vec<(String, String)>,
        /// Rows whose number or code is there are about the same sites, problems or cells, however much they differ.
        #[arg(long)]
        same: bool,
        /// Say what would happen and write nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Take out what refers to what another program removed; `check` lists it before.
    Repair { file: PathBuf },
    /// Put a copy in the place of a damaged project; what lies there, and its journal, is set aside first.
    Restore { file: PathBuf, copy: PathBuf },
    /// Give every site the cell that contains it.
    Assign { file: PathBuf },
    /// Find invalid, overlapping, gapped and ownerless cells, and sites in none.
    Check { file: PathBuf },
    #[command(flatten)]
    Look(LookVerb),
    #[command(flatten)]
    Site(SiteVerb),
    /// Special actions, and giving their tasks to cells.
    Campaign {
        file: PathBuf,
        #[command(subcommand)]
        what: CampaignVerb,
    },
    /// One campaign's task in one cell.
    Task {
        file: PathBuf,
        #[command(subcommand)]
        what: TaskVerb,
    },
    #[command(flatten)]
    People(PeopleVerb),
    /// Patrols, and the cells that nobody has walked.
    Patrol {
        file: PathBuf,
        #[command(subcommand)]
        what: PatrolVerb,
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
    /// Take the newest edit back; refused where that is not the edit named.
    Undo { file: PathBuf, edit: Option<i64> },
    /// Do again what was undone last; refused where that is not the edit named.
    Redo { file: PathBuf, edit: Option<i64> },
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

/// Whether marks that nobody sees were taken out of what was given.
static CLEANED: AtomicBool = AtomicBool::new(false);

/// A text without marks that nobody sees.
fn clean(text: &str) -> Result<String, Infallible> {
    CLEANED.fetch_or(has_orders(text), Ordering::Relaxed);
    Ok(plain(text).into_owned())
}

/// Has every text cleaned that a verb takes, and days and numbers refused in the office's words, whatever verb it is; paths
/// are what they are.
fn cleaning(command: Command) -> Command {
    command
        .mut_args(|arg| {
            if !arg.get_action().takes_values() {
                return arg;
            }
            let sort = arg.get_value_parser().type_id();
            if sort == TypeId::of::<String>() {
                arg.value_parser(clean)
            } else if sort == TypeId::of::<NaiveDate>() {
                arg.value_parser(gridwarden_core::verbs::read_day)
            } else if sort == TypeId::of::<u32>() {
                arg.value_parser(number::<u32>)
            } else if sort == TypeId::of::<i64>() {
                arg.value_parser(number::<i64>)
            } else {
                arg
            }
        })
        .mut_subcommands(cleaning)
}

/// A whole number.
fn number<N: FromStr>(text: &str) -> Result<N, String> {
    let digits = text.trim();
    digits
        .parse()
        .map_err(|_| match digits.strip_prefix('-').unwrap_or(digits) {
            d if d.is_empty() || d.bytes().any(|b| !b.is_ascii_digit()) => {
                format!("\"{text}\" is no number; write a whole number in digits")
            }
            _ => format!("\"{text}\" is out of range; write a smaller number"),
        })
}

impl Cli {
    /// Reads the arguments, and says whether marks that nobody sees were taken out of them.
    pub fn read() -> Result<(Self, bool), clap::Error> {
        let given = cleaning(Self::command()).try_get_matches()?;
        let cli = Self::from_arg_matches(&given)?;
        Ok((cli, CLEANED.load(Ordering::Relaxed)))
    }
}

/// A name and a text.
pub fn pair(text: &str) -> Result<(String, String), String> {
    CLEANED.fetch_or(has_orders(text), Ordering::Relaxed);
    path_pair(&plain(text))
}

/// A name and a path, which is what it is.
pub fn path_pair(text: &str) -> Result<(String, String), String> {
    text.split_once('=')
        .map(|(a, b)| (a.trim().to_owned(), b.to_owned()))
        .filter(|(a, _)| !a.is_empty())
        .ok_or_else(|| format!("\"{text}\" has no =; write it as NAME=VALUE"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An argument of a verb that had the name of one of all verbs would be taken for it.
    fn apart(command: &Command, of_all: &[String]) {
        for arg in command.get_arguments() {
            let name = arg.get_id().to_string();
            assert!(!of_all.contains(&name), "{name} of {}", command.get_name());
        }
        command.get_subcommands().for_each(|c| apart(c, of_all));
    }

    #[test]
    fn days_and_numbers_are_refused_in_words_of_the_office() {
        let said = |args: &[&str]| {
            let all = ["gridwarden"].iter().chain(args);
            let Err(e) = cleaning(Cli::command()).try_get_matches_from(all) else {
                panic!("{args:?} was taken")
            };
            e.to_string()
        };
        for day in ["2027-02-9x", "", "2026-12-05T00:00:00Z", "20261205", "2026年12月5日"] {
            for verb in ["status", "dossier", "today"] {
                let with: &[&str] = if verb == "dossier" {
                    &[verb, "p", "c", "--on", day]
                } else {
                    &[verb, "p", "--on", day]
                };
                let said = said(with);
                assert!(said.contains("is no day; write it year-month-day, such as"), "{said}");
            }
        }
        for (day, none) in [("2027-02-29", "29 February 2027"), ("2026-13-01", "month 13")] {
            let told = format!("\"{day}\" is no day: there is no {none}; write the day again");
            let said = said(&["status", "p", "--on", day]);
            assert!(said.contains(&told), "{said}");
        }
        assert!(said(&["status", "p", "--on", "9999-12-31"]).contains("lies outside the years 1900 to 2199"));
        assert!(said(&["undo", "p", "abc"]).contains("\"abc\" is no number; write a whole number"));
        assert!(said(&["undo", "p", "99999999999999999999"]).contains("is out of range"));
        assert!(said(&["step", "p", "S-1", "accept", "--fail", "all"]).contains("\"all\" is no number"));
    }

    #[test]
    fn no_verb_has_an_argument_of_the_name_of_one_of_all_verbs() {
        let whole = Cli::command();
        whole.clone().debug_assert();
        let of_all: Vec<String> = (whole.get_arguments())
            .filter(|a| a.is_global_set())
            .map(|a| a.get_id().to_string())
            .collect();
        assert_eq!(of_all, ["json", "by", "post", "seen"]);
        whole.get_subcommands().for_each(|c| apart(c, &of_all));
    }

    #[test]
    fn texts_are_cleaned_and_paths_are_not() {
        let read = |args: &[&str]| {
            let all = ["gridwarden", "--by", "林\u{200b}"].iter().chain(args);
            let given = cleaning(Cli::command()).try_get_matches_from(all).unwrap();
            Cli::from_arg_matches(&given).unwrap()
        };
        let cli = read(&["duty", "a\u{202e}b.gpkg", "W\u{feff}", "--person", "石\u{202e}家"]);
        assert_eq!(cli.by.as_deref(), Some("林"));
        let Verb::People(PeopleVerb::Duty { file, code, person, .. }) = cli.verb else {
            panic!("another verb");
        };
        assert_eq!(
            (file, code.as_str(), person.as_deref()),
            (PathBuf::from("a\u{202e}b.gpkg"), "W", Some("石家"))
        );
        assert_eq!(pair("name=石\u{2067}家").unwrap(), ("name".into(), "石家".into()));
        assert_eq!(path_pair("after=a\u{202e}.jpg").unwrap().1, "a\u{202e}.jpg");
    }
}
