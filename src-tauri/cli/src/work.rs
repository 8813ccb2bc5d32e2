//! Campaigns, tasks and patrols: read the arguments, call the core, print.

use crate::args::{CampaignVerb, Cli, PatrolVerb, TaskVerb};
use crate::run::{from_now, ground, named, numbered, print};
use crate::words;
use chrono::NaiveDate;
use gridwarden_core::model::{Actor, PatrolId, TaskAction};
use gridwarden_core::store::Project;
use gridwarden_core::verbs;
use gridwarden_core::verbs::breakdown::NewTasks;
use gridwarden_core::view::patrol::{PatrolInput, PatrolSiteInput};
use gridwarden_core::view::task::TaskItemsInput;
use gridwarden_core::{Error, Result};
use std::io::Write;

pub fn campaign(
    cli: &Cli,
    project: &Project,
    who: &Actor,
    verb: &CampaignVerb,
    on: NaiveDate,
    out: &mut impl Write,
) -> Result<()> {
    match verb {
        CampaignVerb::List { on: day } => {
            let all = verbs::campaign::list(project, from_now(*day, on)?)?;
            print(cli, out, &all, |a| words::work::campaigns(a))
        }
        CampaignVerb::Add { code, fields } => {
            let done = verbs::campaign::add(project, who, &fields.input(Some(code)))?;
            print(cli, out, &done, words::done)
        }
        CampaignVerb::Edit { code, to, fields } => {
            let done = verbs::campaign::edit(project, who, code, &fields.input(to.as_deref()))?;
            print(cli, out, &done, words::done)
        }
        CampaignVerb::Remove { code } => {
            let done = verbs::campaign::remove(project, who, code)?;
            print(cli, out, &done, words::done)
        }
        CampaignVerb::Close { code } => {
            let done = verbs::campaign::close(project, who, code, true, on)?;
            print(cli, out, &done, words::done)
        }
        CampaignVerb::Reopen { code } => {
            let done = verbs::campaign::close(project, who, code, false, on)?;
            print(cli, out, &done, words::done)
        }
        CampaignVerb::Order { codes } => {
            let done = verbs::campaign::arrange(project, who, codes)?;
            print(cli, out, &done, words::done)
        }
        CampaignVerb::Exempt { code, cells, reason } => {
            let report = verbs::breakdown::exempt(project, who, code, &cells.choice(), reason, on)?;
            print(cli, out, &report, |r| words::work::tasks(r, "exempt"))
        }
        CampaignVerb::Unexempt { code, cells } => {
            let report = verbs::breakdown::apply_again(project, who, code, &cells.choice(), on)?;
            print(cli, out, &report, |r| words::work::tasks(r, "empty again"))
        }
        CampaignVerb::Assign {
            code,
            cells,
            dry_run: true,
            ..
        } => {
            let plan = verbs::breakdown::plan(project, code, &cells.choice(), on)?;
            print(cli, out, &plan, words::work::plan)
        }
        CampaignVerb::Assign {
            code,
            cells,
            deadline,
            standard,
            person,
            ..
        } => {
            let new = NewTasks {
                deadline: deadline.as_deref(),
                standard,
                holder: person.as_deref().into(),
            };
            let report = verbs::breakdown::assign(project, who, code, &cells.choice(), &new, on)?;
            print(cli, out, &report, |r| words::work::tasks(r, "given"))
        }
        CampaignVerb::Withdraw { code, cells } => {
            let report = verbs::breakdown::withdraw(project, who, code, &cells.choice(), on)?;
            print(cli, out, &report, |r| words::work::tasks(r, "withdrawn"))
        }
    }
}

pub fn task(
    cli: &Cli,
    project: &Project,
    who: &Actor,
    verb: &TaskVerb,
    on: NaiveDate,
    out: &mut impl Write,
) -> Result<()> {
    match verb {
        TaskVerb::Show {
            campaign,
            cell,
            on: day,
        } => {
            let id = project.task_by_code(campaign, cell)?;
            let archive = project.task_archive(id, &who.name, from_now(*day, on)?)?;
            print(cli, out, &archive, words::work::task)
        }
        TaskVerb::Step {
            campaign,
            cell,
            action,
            note,
        } => {
            let id = project.task_by_code(campaign, cell)?;
            let action = action_named(action)?;
            named(cli, action.word())?;
            let done = verbs::task::step(project, who, id, action, note)?;
            print(cli, out, &done, words::done)
        }
        TaskVerb::Item {
            campaign,
            cell,
            set,
            add,
            done,
            undone,
        } => {
            let id = project.task_by_code(campaign, cell)?;
            let input = TaskItemsInput {
                set: (!set.is_empty()).then(|| set.clone()),
                add: add.clone(),
                done: done.clone(),
                undone: undone.clone(),
            };
            let done = verbs::task::items(project, who, id, &input)?;
            print(cli, out, &done, words::done)
        }
        TaskVerb::Tie { campaign, cell, sites } => {
            let id = project.task_by_code(campaign, cell)?;
            let done = verbs::task::tie(project, who, &numbered(project, sites)?, Some(id))?;
            print(cli, out, &done, words::done)
        }
        TaskVerb::Untie { sites } => {
            let done = verbs::task::tie(project, who, &numbered(project, sites)?, None)?;
            print(cli, out, &done, words::done)
        }
        TaskVerb::Edit {
            campaign,
            cell,
            deadline,
            standard,
        } => {
            let id = project.task_by_code(campaign, cell)?;
            let done = verbs::task::edit(project, who, id, deadline.as_deref(), standard.as_deref())?;
            print(cli, out, &done, words::done)
        }
    }
}

fn action_named(text: &str) -> Result<TaskAction> {
    TaskAction::read(text).ok_or_else(|| {
        let known: Vec<_> = TaskAction::ALL.iter().map(|a| a.word()).collect();
        Error::Field {
            field: "action".into(),
            reason: format!("\"{text}\" is no step of a task; use one of {}", known.join(", ")),
        }
    })
}

pub fn patrol(
    cli: &Cli,
    project: &Project,
    who: &Actor,
    verb: &PatrolVerb,
    on: NaiveDate,
    out: &mut impl Write,
) -> Result<()> {
    match verb {
        PatrolVerb::Add {
            grid,
            day,
            who: walker,
            orgs,
            note,
            questions,
            saw,
            found,
        } => {
            let mut sites = Vec::new();
            for (number, seen) in saw {
                sites.push(PatrolSiteInput {
                    site: project.site_by_number(number)?,
                    found: false,
                    seen: seen.clone(),
                });
            }
            for number in found {
                sites.push(PatrolSiteInput {
                    site: project.site_by_number(number)?,
                    found: true,
                    seen: String::new(),
                });
            }
            let input = PatrolInput {
                day: day.clone(),
                who: walker.clone(),
                orgs: orgs.clone(),
                note: note.clone(),
                questions: questions.clone(),
                sites,
            };
            let done = verbs::patrol::add(project, who, project.grid_meant(grid)?.id, &input, on)?;
            print(cli, out, &done, words::done)
        }
        PatrolVerb::List { grid, limit } => {
            let all = project.patrols(ground(project, grid.as_deref())?, 0, *limit)?.rows;
            print(cli, out, &all, |a| words::work::patrols(a))
        }
        PatrolVerb::Remove { id } => {
            let done = verbs::patrol::remove(project, who, PatrolId(*id))?;
            print(cli, out, &done, words::done)
        }
        PatrolVerb::Due { days, on: day } => {
            let all = project.unwalked(*days, from_now(*day, on)?)?;
            print(cli, out, &all, |a| words::work::unwalked(a))
        }
    }
}
