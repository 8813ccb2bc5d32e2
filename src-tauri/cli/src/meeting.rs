//! The review's list and the dispatch meetings: grammar and calls.

use crate::args::{Cli, pair};
use crate::run::{from_now, print};
use crate::words;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use gridwarden_core::model::{Actor, MeetingItemId};
use gridwarden_core::store::{Link, Project};
use gridwarden_core::verbs::{feedback as ledger, meeting as meetings};
use gridwarden_core::view::feedback::FeedbackInput;
use gridwarden_core::view::meeting::MeetingItemInput;
use gridwarden_core::view::meeting_page::{RankBy, RankOf};
use gridwarden_core::{Error, Result};
use std::io::Write;

/// What a problem is about.
#[derive(Args)]
pub struct Links {
    /// Number of the problem.
    number: String,
    /// Number of a site.
    #[arg(long = "site", value_name = "SITE")]
    sites: Vec<String>,
    /// A task: its campaign in the grid with this code.
    #[arg(long = "task", value_name = "CAMPAIGN=CELL", value_parser = pair)]
    tasks: Vec<(String, String)>,
}

#[derive(Subcommand)]
pub enum FeedbackVerb {
    /// The list with what each item is linked to.
    List {
        /// Only what is claimed done, or struck off, and is not done.
        #[arg(long)]
        claimed: bool,
        /// The day to ask about; today where left out.
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// Add an item.
    Add {
        number: String,
        #[arg(long)]
        text: String,
        #[arg(long, default_value = "")]
        category: String,
        #[arg(long, value_name = "DATE")]
        due: Option<String>,
        /// Unit that has to put it right.
        #[arg(long, default_value = "")]
        org: String,
    },
    /// Link an item to sites and tasks.
    Link(Links),
    /// Take links away.
    Unlink(Links),
    /// The unit says that it is done.
    Claim {
        number: String,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// Strike an item off: only when all that is linked to it is accepted.
    Strike {
        number: String,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// Take the claim and the striking off back.
    Reopen { number: String },
}

#[derive(Subcommand)]
pub enum MeetingVerb {
    /// All meetings, newest first.
    List,
    /// Make the meeting of a day and freeze the figures as they stand now.
    New {
        /// Its day; today where left out. Decides what is late, not how the sites stand.
        #[arg(long, value_name = "DATE")]
        day: Option<NaiveDate>,
        #[arg(long, default_value = "")]
        title: String,
        #[arg(long, default_value = "")]
        note: String,
    },
    /// What the meeting of a day showed; with --json the very bytes that it froze.
    Show { day: NaiveDate },
    /// What a meeting takes up: open remarks of all earlier ones, then its own items.
    Agenda {
        /// Today where left out.
        day: Option<NaiveDate>,
    },
    /// Note a visit to a site.
    Visit {
        day: NaiveDate,
        /// Number of the site.
        site: String,
        /// What was seen.
        #[arg(long, value_name = "TEXT", default_value = "")]
        saw: String,
    },
    /// Note who reported on what.
    Report {
        day: NaiveDate,
        #[arg(long, value_name = "NAME")]
        who: String,
        #[arg(long)]
        text: String,
    },
    /// Note a leader's remark; it opens every later meeting until it is done.
    Remark {
        day: NaiveDate,
        #[arg(long)]
        text: String,
        /// Who made it.
        #[arg(long, value_name = "NAME", default_value = "")]
        who: String,
        /// Who is to see to it.
        #[arg(long, value_name = "NAME", default_value = "")]
        owner: String,
        #[arg(long, value_name = "DATE")]
        due: Option<String>,
    },
    /// Close a remark.
    Done {
        /// Number of the item, as the agenda gives it.
        item: i64,
        /// What was done about it.
        #[arg(long, default_value = "")]
        note: String,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
}

/// Who is ranked in the text of a meeting, by which word, and how many at most.
const RANKED: &[(RankOf, &str, u32)] = &[
    (RankOf::Cells, "cells", 10),
    (RankOf::Subdistricts, "subdistricts", u32::MAX),
    (RankOf::Departments, "departments", u32::MAX),
    (RankOf::Leaders, "leaders", u32::MAX),
    (RankOf::Chiefs, "chiefs", 10),
];

fn links(project: &Project, l: &Links) -> Result<Vec<Link>> {
    let mut out = Vec::new();
    for number in &l.sites {
        out.push(Link::Site(project.site_by_number(number)?));
    }
    for (campaign, cell) in &l.tasks {
        out.push(Link::Task(project.task_by_code(campaign, cell)?));
    }
    if out.is_empty() {
        return Err(Error::Field {
            field: "link".into(),
            reason: "names nothing; give --site or --task".into(),
        });
    }
    Ok(out)
}

/// The review's list.
pub fn feedback(
    cli: &Cli,
    out: &mut impl Write,
    project: &Project,
    who: &Actor,
    what: Option<&FeedbackVerb>,
    today: NaiveDate,
) -> Result<()> {
    let key = |number: &str| project.feedback_by_number(number);
    let done = match what {
        None => {
            return print(cli, out, &ledger::list(project, today)?, words::meeting::feedback);
        }
        Some(FeedbackVerb::List { claimed, on }) => {
            let mut list = ledger::list(project, from_now(*on, today)?)?;
            list.rows.retain(|r| !claimed || r.claimed_not_done);
            return print(cli, out, &list, words::meeting::feedback);
        }
        Some(FeedbackVerb::Add {
            number,
            text,
            category,
            due,
            org,
        }) => {
            let input = FeedbackInput {
                number: number.clone(),
                text: text.clone(),
                category: category.clone(),
                due: due.clone(),
                org: org.clone(),
            };
            ledger::add(project, who, &input)?
        }
        Some(FeedbackVerb::Link(l)) => ledger::link(project, who, key(&l.number)?, &links(project, l)?, today)?,
        Some(FeedbackVerb::Unlink(l)) => ledger::unlink(project, who, key(&l.number)?, &links(project, l)?, today)?,
        Some(FeedbackVerb::Claim { number, on }) => {
            ledger::claim(project, who, key(number)?, on.unwrap_or(today), today)?
        }
        Some(FeedbackVerb::Strike { number, on }) => {
            ledger::strike(project, who, key(number)?, on.unwrap_or(today), today)?
        }
        Some(FeedbackVerb::Reopen { number }) => ledger::reopen(project, who, key(number)?, today)?,
    };
    print(cli, out, &done, words::done)
}

/// The dispatch meetings.
pub fn meeting(
    cli: &Cli,
    out: &mut impl Write,
    project: &Project,
    who: &Actor,
    what: Option<&MeetingVerb>,
    today: NaiveDate,
) -> Result<()> {
    let item = |day: NaiveDate, input: MeetingItemInput| meetings::add_item(project, who, day, &input);
    let added = match what {
        None | Some(MeetingVerb::List) => {
            return print(cli, out, &project.meetings()?, |m| words::meeting::meetings(m));
        }
        Some(MeetingVerb::New { day, title, note }) => {
            let done = meetings::create(project, who, day.unwrap_or(today), title, note)?;
            return print(cli, out, &done, words::done);
        }
        Some(MeetingVerb::Show { day }) => {
            if cli.json {
                writeln!(out, "{}", project.meeting_frozen(*day)?)?;
                return Ok(());
            }
            let items = project.meeting_items(*day, today)?;
            let shown = meetings::show(project, *day)?;
            let page = meetings::page(project, *day)?;
            let rankings = RANKED
                .iter()
                .map(|(of, word, most)| {
                    let rows = meetings::ranking(project, *day, *of, RankBy::Progress, 0, *most)?;
                    Ok((*word, rows))
                })
                .collect::<Result<Vec<_>>>()?;
            return print(cli, out, &shown, |f| {
                words::meeting::meeting(f, &page, &rankings, &items)
            });
        }
        Some(MeetingVerb::Agenda { day }) => {
            let agenda = meetings::agenda(project, day.unwrap_or(today), today)?;
            return print(cli, out, &agenda, words::meeting::agenda);
        }
        Some(MeetingVerb::Done { item, note, on }) => {
            let id = MeetingItemId(*item);
            let done = meetings::finish(project, who, id, note, on.unwrap_or(today), today)?;
            return print(cli, out, &done, words::done);
        }
        Some(MeetingVerb::Visit { day, site, saw }) => {
            let input = MeetingItemInput {
                kind: "visit".into(),
                site: Some(project.site_by_number(site)?),
                text: saw.clone(),
                ..MeetingItemInput::default()
            };
            item(*day, input)?
        }
        Some(MeetingVerb::Report { day, who, text }) => {
            let input = MeetingItemInput {
                kind: "report".into(),
                who: who.clone(),
                text: text.clone(),
                ..MeetingItemInput::default()
            };
            item(*day, input)?
        }
        Some(MeetingVerb::Remark {
            day,
            text,
            who,
            owner,
            due,
        }) => {
            let input = MeetingItemInput {
                kind: "remark".into(),
                text: text.clone(),
                who: who.clone(),
                owner: owner.clone(),
                due: due.clone(),
                ..MeetingItemInput::default()
            };
            item(*day, input)?
        }
    };
    print(cli, out, &added, |a| {
        words::Lines::of(format!("item {}", a.item.0)).and(words::done(&a.done))
    })
}
