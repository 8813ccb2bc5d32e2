//! Sites: their moves, one or many, their papers, and the cell that a hand puts them into.

use crate::args::{Cli, SiteVerb, SiteWhat};
use crate::desk::open;
use crate::run::{file_name, from_now, ground, named, numbered, print};
use crate::{judged, words};
use chrono::NaiveDate;
use gridwarden_core::model::Actor;
use gridwarden_core::verbs::{self, notice::NoticeInput};
use gridwarden_core::view::StepInput;
use gridwarden_core::{Error, Result};
use std::io::Write;

pub fn run(cli: &Cli, who: &Actor, verb: &SiteVerb, on: NaiveDate, out: &mut impl Write) -> Result<()> {
    match verb {
        SiteVerb::Site { file, what } => {
            let project = open(file)?;
            match what {
                SiteWhat::Show { site, on: day } => {
                    let id = project.site_by_number(site)?;
                    let archive = project.site_archive(id, &who.name, from_now(*day, on)?)?;
                    print(cli, out, &archive, words::site::archive)?;
                }
                SiteWhat::Edit { site, fields } => {
                    let id = project.site_by_number(site)?;
                    let done = verbs::site::edit(&project, who, id, &fields.change(), on)?;
                    print(cli, out, &done, words::done)?;
                }
            }
        }
        SiteVerb::Step {
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
            let project = open(file)?;
            let id = project.site_by_number(site)?;
            let action = judged::action_named(action)?;
            named(cli, action.word())?;
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
                judged_by: None,
            };
            let photos = photos
                .iter()
                .map(|(role, file)| judged::photo(&project, role, file))
                .collect::<Result<Vec<_>>>()?;
            let done = verbs::step::step(&project, who, id, action, &input, &photos, on)?;
            print(cli, out, &done, words::done)?;
        }
        SiteVerb::Steps {
            file,
            action,
            sites,
            note,
            until,
        } => {
            let project = open(file)?;
            let ids = numbered(&project, sites)?;
            let action = judged::action_named(action)?;
            named(cli, action.word())?;
            let input = StepInput {
                note: note.clone(),
                until: until.clone(),
                ..StepInput::default()
            };
            let (_, rows) = verbs::step::step_many(&project, who, &ids, action, &input, on)?;
            print(cli, out, &rows, |r| words::batch(r))?;
        }
        SiteVerb::Notice {
            file,
            out: to,
            cells,
            from,
            deadline,
            personal,
            dispatch,
        } => {
            let project = open(file)?;
            let ids = (cells.iter())
                .map(|c| Ok(project.grid_meant(c)?.id))
                .collect::<Result<Vec<_>>>()?;
            let input = NoticeInput {
                issued_by: from.clone(),
                deadline: deadline.map(|d| d.to_string()),
                personal: *personal,
            };
            let rows = if *dispatch {
                verbs::notice::docx_and_dispatch(&project, who, &ids, &input, to, on)?
            } else {
                verbs::notice::docx(&project, &ids, &input, to, on)?;
                Vec::new()
            };
            let said = serde_json::json!({ "written": file_name(to), "notices": ids.len(), "dispatched": rows });
            print(cli, out, &said, |_| {
                let sent = if *dispatch {
                    words::batch(&rows)
                } else {
                    words::Lines::default()
                };
                let notices = words::counted(ids.len(), "notice", "notices");
                words::Lines::of(format!("{}: {notices}", file_name(to))).and(sent)
            })?;
        }
        SiteVerb::Acceptance { file, site, out: to } => {
            let project = open(file)?;
            verbs::acceptance::docx(&project, project.site_by_number(site)?, to, on)?;
            let said = serde_json::json!({ "written": file_name(to) });
            print(cli, out, &said, |_| words::Lines::of(file_name(to)))?;
        }
        SiteVerb::Escalate { file, site, note } => {
            let project = open(file)?;
            let id = project.site_by_number(site)?;
            let done = verbs::escalate::escalate(&project, who, id, note, on)?;
            print(cli, out, &done, words::done)?;
        }
        SiteVerb::Lift { file, site } => {
            let project = open(file)?;
            let done = verbs::escalate::lift(&project, who, project.site_by_number(site)?)?;
            print(cli, out, &done, words::done)?;
        }
        SiteVerb::Recheck {
            file, site: None, due, ..
        } => {
            let rows = open(file)?.rechecks(due.unwrap_or(on), on, u32::MAX)?;
            print(cli, out, &rows, |r| words::site::rechecks(r))?;
        }
        SiteVerb::Recheck {
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
            let project = open(file)?;
            let id = project.site_by_number(site)?;
            let done = verbs::recheck::recheck(&project, who, id, *held, note, on)?;
            print(cli, out, &done, words::done)?;
        }
        SiteVerb::Place { file, site, grid } => {
            let project = open(file)?;
            let id = project.site_by_number(site)?;
            let done = verbs::site::place(&project, who, id, ground(&project, grid.as_deref())?)?;
            print(cli, out, &done, words::done)?;
        }
    }
    Ok(())
}
