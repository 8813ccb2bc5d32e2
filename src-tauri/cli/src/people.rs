//! People: their duties, and who answers for what.

use crate::args::{Cli, PeopleVerb};
use crate::desk::open;
use crate::run::{from_now, numbered, print};
use crate::words;
use chrono::NaiveDate;
use gridwarden_core::model::Actor;
use gridwarden_core::store::Project;
use gridwarden_core::verbs::{self, duty::Holder};
use gridwarden_core::view::{Done, PersonChange};
use gridwarden_core::{Error, Result};
use std::io::Write;

pub fn run(cli: &Cli, who: &Actor, verb: &PeopleVerb, on: NaiveDate, out: &mut impl Write) -> Result<()> {
    match verb {
        PeopleVerb::Duty {
            file,
            code,
            role,
            person,
            org,
            end,
            from,
        } => {
            let project = open(file)?;
            let grid = project.grid_meant(code)?;
            let from = from.unwrap_or(on).to_string();
            let holder = match (person, org) {
                (Some(name), _) => Holder::Named(name),
                (None, Some(name)) => Holder::Org(name),
                (None, None) => Holder::Vacant,
            };
            let done = match end {
                true => verbs::duty::end(&project, who, grid.id, role, holder, &from, on)?,
                false => verbs::duty::set_duty(&project, who, &[grid.id], role, holder, &from, on)?,
            };
            print(cli, out, &done, words::done)?;
        }
        PeopleVerb::Answerable {
            file,
            sites,
            tasks,
            person,
            limit,
            on: day,
        } => {
            let project = open(file)?;
            if sites.is_empty() && tasks.is_empty() && person.is_none() {
                let none = project.answered(None, from_now(*day, on)?, *limit)?;
                print(cli, out, &none, words::work::unanswered)?;
            } else {
                let done = answer(&project, who, tasks, sites, person.as_deref(), on)?;
                print(cli, out, &done, words::done)?;
            }
        }
        PeopleVerb::Load { file, on: day } => {
            let loads = open(file)?.loads(from_now(*day, on)?)?;
            print(cli, out, &loads, |l| words::work::loads(l))?;
        }
        PeopleVerb::Person {
            file,
            name,
            phone,
            set_post,
            org,
            rename,
            on: day,
        } => {
            let project = open(file)?;
            let id = project.person_by_name(name, on)?;
            let change = PersonChange {
                name: rename.clone(),
                post: set_post.clone(),
                phone: phone.clone(),
                org: org.clone(),
            };
            if [rename, set_post, phone, org].iter().all(|f| f.is_none()) {
                let page = project.person_page(id, from_now(*day, on)?)?;
                print(cli, out, &page, words::work::person)?;
            } else {
                let done = verbs::person::edit(&project, who, id, &change, on)?;
                print(cli, out, &done, words::done)?;
            }
        }
        PeopleVerb::Vacancies { file, on: day } => {
            let all = open(file)?.vacancies(from_now(*day, on)?)?;
            print(cli, out, &all, words::work::vacancies)?;
        }
    }
    Ok(())
}

fn answer(
    project: &Project,
    who: &Actor,
    tasks: &[(String, String)],
    sites: &[String],
    person: Option<&str>,
    on: NaiveDate,
) -> Result<Done> {
    if tasks.is_empty() && sites.is_empty() {
        return Err(Error::Field {
            field: "person".into(),
            reason: "answers for nothing yet; name what with --site or --task".into(),
        });
    }
    let tasks = (tasks.iter())
        .map(|(campaign, cell)| project.task_by_code(campaign, cell))
        .collect::<Result<Vec<_>>>()?;
    verbs::task::answer(project, who, &tasks, &numbered(project, sites)?, person.into(), on)
}
