//! Each verb: read the arguments, call the core, print.

use crate::args::{Cli, Layer, Tongue, Verb};
use crate::{judged, words, work};
use chrono::NaiveDate;
use gridwarden_core::model::Actor;
use gridwarden_core::store::{NewProject, Project};
use gridwarden_core::verbs;
use gridwarden_core::verbs::duty::Holder;
use gridwarden_core::verbs::notice::NoticeInput;
use gridwarden_core::view::{ImportOptions, PersonChange, StepInput};
use gridwarden_core::{Error, Result};
use serde::Serialize;
use std::io::Write;
use std::path::Path;

fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

fn actor(cli: &Cli) -> Actor {
    let name = cli
        .by
        .clone()
        .or_else(|| std::env::var("USER").ok())
        .filter(|n| !n.trim().is_empty());
    Actor {
        name: name.unwrap_or_else(|| "—".into()),
        post: cli.post.clone(),
    }
}

pub fn print<T: Serialize + ?Sized>(
    cli: &Cli,
    out: &mut impl Write,
    value: &T,
    say: impl FnOnce(&T) -> String,
) -> Result<()> {
    if cli.json {
        serde_json::to_writer(&mut *out, value).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        write!(out, "{}", say(value))?;
    }
    Ok(())
}

/// Runs a verb; says whether `check` found faults.
pub fn run(cli: &Cli, out: &mut impl Write) -> Result<bool> {
    let on = today();
    let who = actor(cli);
    match &cli.verb {
        Verb::New { file, sample } => {
            let project = match sample {
                true => verbs::sample::create(file, on)?,
                false => Project::create(file, &NewProject::default())?,
            };
            print(cli, out, &project.info(on)?, words::info)?;
        }
        Verb::Import {
            file,
            source,
            target,
            crs,
            map,
            set,
            dry_run,
        } => {
            let options = ImportOptions {
                target: (*target).into(),
                crs: crs.clone(),
                map: map.iter().cloned().collect(),
                set: set.iter().cloned().collect(),
            };
            let project = Project::open(file)?;
            let watch = |_: &str, _: u64, _: u64| true;
            let report = if *dry_run {
                let preview = verbs::import::preview(&project, source, &options, on, &watch)?;
                if let Some(reason) = preview.lack {
                    let file = preview.file_name;
                    return Err(Error::Source { file, reason });
                }
                preview.report
            } else {
                verbs::import::import(&project, &who, source, &options, on, &watch)?
            };
            print(cli, out, &report, |r| words::import(r, *dry_run))?;
        }
        Verb::Assign { file } => {
            let report = verbs::assign::assign(&Project::open(file)?, &who)?;
            print(cli, out, &report, words::assign)?;
        }
        Verb::Check { file } => {
            let report = verbs::check::check(&Project::open(file)?, on, &|_, _| true)?;
            print(cli, out, &report, words::check)?;
            return Ok(!report.faults.is_empty());
        }
        Verb::Status {
            file,
            grid,
            on: day,
            since,
        } => {
            let project = Project::open(file)?;
            let of = grid.as_deref().map(|g| project.grid_by_code(g)).transpose()?;
            let (of, day) = (of.map(|g| g.id), day.unwrap_or(on));
            if let Some(since) = since {
                let both = verbs::past::compare(&project, of, *since, day)?;
                print(cli, out, &both, words::comparison)?;
            } else {
                // Of today and of days to come, what is known is how things stand now.
                let status = match day < on {
                    true => verbs::past::status(&project, of, day)?,
                    false => verbs::status::status(&project, of, day)?,
                };
                print(cli, out, &status, words::status)?;
            }
        }
        Verb::Dossier { file, code, on: day } => {
            let project = Project::open(file)?;
            let dossier = project.dossier(project.grid_by_code(code)?.id, day.unwrap_or(on))?;
            print(cli, out, &dossier, words::dossier)?;
        }
        Verb::Duty {
            file,
            code,
            role,
            person,
            org,
            end,
            from,
        } => {
            let project = Project::open(file)?;
            let grid = project.grid_by_code(code)?;
            let from = from.unwrap_or(on).to_string();
            let holder = match (person, org) {
                (Some(name), _) => Holder::Named(name),
                (None, Some(name)) => Holder::Org(name),
                (None, None) => Holder::Vacant,
            };
            let done = match end {
                true => verbs::duty::end(&project, &who, grid.id, role, holder, &from, on)?,
                false => verbs::duty::set_duty(&project, &who, &[grid.id], role, holder, &from, on)?,
            };
            print(cli, out, &done, words::done)?;
        }
        Verb::Step {
            file,
            site,
            action,
            note,
            until,
            photos,
            pass,
            fail,
            not_applicable,
            remarks,
        } => {
            let project = Project::open(file)?;
            let id = project.site_by_number(site)?;
            let action = judged::action_named(action)?;
            let input = StepInput {
                note: note.clone(),
                until: until.clone(),
                pass: judged::passed(&project, id, pass, fail, not_applicable)?,
                fail: fail.clone(),
                not_applicable: not_applicable.clone(),
                remarks: remarks
                    .iter()
                    .map(|(n, said)| Ok((judged::item("remark", n)?, said.clone())))
                    .collect::<Result<_>>()?,
            };
            let photos = photos
                .iter()
                .map(|(role, file)| judged::photo(&project, role, file))
                .collect::<Result<Vec<_>>>()?;
            let done = verbs::step::step(&project, &who, id, action, &input, &photos, on)?;
            print(cli, out, &done, words::done)?;
        }
        Verb::Steps {
            file,
            action,
            sites,
            note,
            until,
        } => {
            let project = Project::open(file)?;
            let ids = (sites.iter())
                .map(|s| project.site_by_number(s))
                .collect::<Result<Vec<_>>>()?;
            let input = StepInput {
                note: note.clone(),
                until: until.clone(),
                ..StepInput::default()
            };
            let (_, rows) = verbs::step::step_many(&project, &who, &ids, judged::action_named(action)?, &input, on)?;
            print(cli, out, &rows, |r| words::batch(r))?;
        }
        Verb::Notice {
            file,
            out: to,
            cells,
            from,
            deadline,
            personal,
            dispatch,
        } => {
            let project = Project::open(file)?;
            let ids = (cells.iter())
                .map(|c| Ok(project.grid_by_code(c)?.id))
                .collect::<Result<Vec<_>>>()?;
            let input = NoticeInput {
                issued_by: from.clone(),
                deadline: deadline.map(|d| d.to_string()),
                personal: *personal,
            };
            verbs::notice::docx(&project, &ids, &input, to, on)?;
            let rows = match dispatch {
                true => verbs::notice::dispatch(&project, &who, &ids, on)?.1,
                false => Vec::new(),
            };
            let said = serde_json::json!({ "written": file_name(to), "notices": ids.len(), "dispatched": rows });
            print(cli, out, &said, |_| {
                let sent = if *dispatch { words::batch(&rows) } else { String::new() };
                format!("{}: {} notices\n{sent}", file_name(to), ids.len())
            })?;
        }
        Verb::Acceptance { file, site, out: to } => {
            let project = Project::open(file)?;
            verbs::acceptance::docx(&project, project.site_by_number(site)?, to, on)?;
            let said = serde_json::json!({ "written": file_name(to) });
            print(cli, out, &said, |_| format!("{}\n", file_name(to)))?;
        }
        Verb::Today { file, on: day } => {
            let today = Project::open(file)?.today(day.unwrap_or(on))?;
            print(cli, out, &today, words::today)?;
        }
        Verb::Escalate { file, site, note } => {
            let project = Project::open(file)?;
            let id = project.site_by_number(site)?;
            let done = verbs::escalate::escalate(&project, &who, id, note, on)?;
            print(cli, out, &done, words::done)?;
        }
        Verb::Lift { file, site } => {
            let project = Project::open(file)?;
            let done = verbs::escalate::lift(&project, &who, project.site_by_number(site)?)?;
            print(cli, out, &done, words::done)?;
        }
        Verb::Recheck {
            file, site: None, due, ..
        } => {
            let rows = Project::open(file)?.rechecks(due.unwrap_or(on), on, u32::MAX)?;
            print(cli, out, &rows, |r| words::rechecks(r))?;
        }
        Verb::Recheck {
            file,
            site: Some(site),
            held,
            relapsed,
            note,
            ..
        } => {
            if held == relapsed {
                return Err(Error::Field {
                    field: "recheck".into(),
                    reason: "needs --held or --relapsed; say how the site was found".into(),
                });
            }
            let project = Project::open(file)?;
            let id = project.site_by_number(site)?;
            let done = verbs::recheck::recheck(&project, &who, id, *held, note, on)?;
            print(cli, out, &done, words::done)?;
        }
        Verb::Campaign { file, what } => work::campaign(cli, &Project::open(file)?, &who, what, on, out)?,
        Verb::Matrix {
            file,
            csv: Some(to),
            on: day,
        } => {
            let rows = verbs::matrix_csv::write(&Project::open(file)?, to, false, day.unwrap_or(on))?;
            let told = serde_json::json!({ "written": rows, "file": file_name(to) });
            print(cli, out, &told, |_| {
                format!("{rows} cells written to {}\n", to.display())
            })?;
        }
        Verb::Matrix { file, on: day, .. } => {
            let matrix = Project::open(file)?.matrix(day.unwrap_or(on))?;
            print(cli, out, &matrix, words::work::matrix)?;
        }
        Verb::Task { file, what } => work::task(cli, &Project::open(file)?, &who, what, on, out)?,
        Verb::Answerable {
            file,
            sites,
            tasks,
            person,
            limit,
            on: day,
        } => {
            let project = Project::open(file)?;
            if sites.is_empty() && tasks.is_empty() && person.is_none() {
                let none = project.answered(None, day.unwrap_or(on), *limit)?;
                print(cli, out, &none, words::work::unanswered)?;
            } else {
                let done = work::answer(&project, &who, tasks, sites, person.as_deref(), on)?;
                print(cli, out, &done, words::done)?;
            }
        }
        Verb::Load { file, on: day } => {
            let loads = Project::open(file)?.loads(day.unwrap_or(on))?;
            print(cli, out, &loads, |l| words::work::loads(l))?;
        }
        Verb::Person {
            file,
            name,
            phone,
            set_post,
            org,
            rename,
            on: day,
        } => {
            let project = Project::open(file)?;
            let id = project.person_by_name(name, on)?;
            let change = PersonChange {
                name: rename.clone(),
                post: set_post.clone(),
                phone: phone.clone(),
                org: org.clone(),
            };
            if [rename, set_post, phone, org].iter().all(|f| f.is_none()) {
                let page = project.person_page(id, day.unwrap_or(on))?;
                print(cli, out, &page, words::work::person)?;
            } else {
                let done = verbs::person::edit(&project, &who, id, &change, on)?;
                print(cli, out, &done, words::done)?;
            }
        }
        Verb::Vacancies { file, on: day } => {
            let all = Project::open(file)?.vacancies(day.unwrap_or(on))?;
            print(cli, out, &all, words::work::vacancies)?;
        }
        Verb::Rollup { file, code, on: day } => {
            let project = Project::open(file)?;
            let of = code.as_deref().map(|g| project.grid_by_code(g)).transpose()?;
            let all = verbs::rollup::rollup(&project, of.map(|g| g.id), day.unwrap_or(on))?;
            print(cli, out, &all, words::work::rollup)?;
        }
        Verb::Patrol { file, what } => work::patrol(cli, &Project::open(file)?, &who, what, on, out)?,
        Verb::Place { file, site, grid } => {
            let project = Project::open(file)?;
            let id = project.site_by_number(site)?;
            let grid = grid.as_deref().map(|g| project.grid_by_code(g)).transpose()?;
            let done = verbs::site::place(&project, &who, id, grid.map(|g| g.id))?;
            print(cli, out, &done, words::done)?;
        }
        Verb::Feedback { file, what } => {
            crate::meeting::feedback(cli, out, &Project::open(file)?, &who, what.as_ref(), on)?;
        }
        Verb::Meeting { file, what } => {
            crate::meeting::meeting(cli, out, &Project::open(file)?, &who, what.as_ref(), on)?;
        }
        Verb::Kind { file, what } => crate::rules::kind(cli, out, &Project::open(file)?, &who, what, on)?,
        Verb::Standard { file, what } => crate::rules::standard(cli, out, &Project::open(file)?, &who, what)?,
        Verb::Holiday { file, what } => crate::rules::holiday(cli, out, &Project::open(file)?, &who, what)?,
        Verb::Pause { file, what } => crate::rules::pause(cli, out, &Project::open(file)?, &who, what, on)?,
        Verb::Setting { file, key, value } => {
            crate::rules::setting(cli, out, &Project::open(file)?, &who, key.as_deref(), value.as_deref())?;
        }
        Verb::History {
            file,
            grid,
            site,
            limit,
            lang,
        } => {
            let project = Project::open(file)?;
            let lang = Tongue::or_environment(*lang);
            match (grid, site) {
                (Some(code), _) => {
                    let all = project.grid_history(project.grid_by_code(code)?.id, lang)?;
                    print(cli, out, &all, |a| words::history(a, lang))?;
                }
                (None, Some(number)) => {
                    let all = project.site_history(project.site_by_number(number)?, lang)?;
                    print(cli, out, &all, |a| words::history(a, lang))?;
                }
                (None, None) => print(cli, out, &project.history(*limit)?, |a| words::edits(a))?,
            }
        }
        Verb::Undo { file } => print(cli, out, &Project::open(file)?.undo(&who)?, words::edit)?,
        Verb::Redo { file } => print(cli, out, &Project::open(file)?.redo(&who)?, words::edit)?,
        Verb::Export {
            file,
            out: to,
            layer,
            personal,
            format: _,
        } => {
            let project = Project::open(file)?;
            let layer = match layer {
                Layer::Grids => verbs::export::Layer::Grids,
                Layer::Sites => verbs::export::Layer::Sites,
            };
            let count = verbs::export::geojson(&project, layer, to, *personal, on)?;
            let told = serde_json::json!({ "written": count, "file": file_name(to) });
            print(cli, out, &told, |_| {
                format!("{count} features written to {}\n", to.display())
            })?;
        }
    }
    Ok(false)
}

pub fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}
