//! What is only looked at: the whole, one grid, what was changed.

use crate::args::{Cli, LookVerb, Tongue};
use crate::desk::open;
use crate::run::{file_name, from_now, ground, print};
use crate::words;
use chrono::NaiveDate;
use gridwarden_core::history::without_personal;
use gridwarden_core::{Error, Result, verbs};
use std::io::Write;

pub fn run(cli: &Cli, verb: &LookVerb, on: NaiveDate, out: &mut impl Write) -> Result<()> {
    match verb {
        LookVerb::Status {
            file,
            grid,
            on: day,
            since,
        } => {
            let project = open(file)?;
            let (of, day) = (ground(&project, grid.as_deref())?, day.unwrap_or(on));
            if let Some(since) = since {
                if *since > day {
                    return Err(Error::Field {
                        field: "since".into(),
                        reason: format!(
                            "{since} lies after {day}, the day it is compared with; give --since the earlier of the two, or name a later day with --on"
                        ),
                    });
                }
                let both = verbs::past::compare(&project, of, *since, day)?;
                let astray = verbs::status::left_out(&project, on)?;
                print(cli, out, &both, |b| {
                    words::comparison(b).and(words::astray(astray.as_ref()))
                })?;
            } else {
                // Of today and of days to come, what is known is how things stand now.
                let status = match day < on {
                    true => verbs::past::status(&project, of, day)?,
                    false => verbs::status::status(&project, of, day)?,
                };
                print(cli, out, &status, words::status)?;
            }
        }
        LookVerb::Dossier { file, code, on: day } => {
            let project = open(file)?;
            let dossier = project.dossier(project.grid_meant(code)?.id, from_now(*day, on)?)?;
            let astray = verbs::status::left_out(&project, on)?;
            print(cli, out, &dossier, |d| {
                words::dossier(d).and(words::astray(astray.as_ref()))
            })?;
        }
        LookVerb::Today { file, on: day } => {
            let today = open(file)?.today(from_now(*day, on)?)?;
            print(cli, out, &today, words::today)?;
        }
        LookVerb::Matrix {
            file,
            csv: Some(to),
            on: day,
        } => {
            let rows = verbs::matrix_csv::write(&*open(file)?, to, false, from_now(*day, on)?)?;
            let told = serde_json::json!({ "written": rows, "file": file_name(to) });
            print(cli, out, &told, |_| words::written(rows as usize, "cell", "cells", to))?;
        }
        LookVerb::Matrix { file, on: day, .. } => {
            let project = open(file)?;
            let matrix = project.matrix(from_now(*day, on)?)?;
            let astray = verbs::status::left_out(&project, on)?;
            print(cli, out, &matrix, |m| {
                words::work::matrix(m).and(words::astray(astray.as_ref()))
            })?;
        }
        LookVerb::Rollup { file, code, on: day } => {
            let project = open(file)?;
            let of = ground(&project, code.as_deref())?;
            let all = verbs::rollup::rollup(&project, of, from_now(*day, on)?)?;
            let astray = verbs::status::left_out(&project, on)?;
            print(cli, out, &all, |r| {
                words::work::rollup(r).and(words::astray(astray.as_ref()))
            })?;
        }
        LookVerb::History {
            file,
            grid,
            site,
            limit,
            lang,
            personal,
        } => {
            if (grid.is_none() && site.is_none()) && (lang.is_some() || *personal) {
                return Err(Error::Field {
                    field: if *personal { "--personal" } else { "--lang" }.into(),
                    reason: "counts for the sentences of one grid or site; add --grid CODE or --site NUMBER, or leave it out".into(),
                });
            }
            let project = open(file)?;
            let lang = Tongue::or_environment(*lang);
            let fit = |all| if *personal { all } else { without_personal(all) };
            match (grid, site) {
                (Some(code), _) => {
                    let all = fit(project.grid_history(project.grid_meant(code)?.id, lang)?);
                    print(cli, out, &all, |a| words::history(a, lang))?;
                }
                (None, Some(number)) => {
                    let all = fit(project.site_history(project.site_by_number(number)?, lang)?);
                    print(cli, out, &all, |a| words::history(a, lang))?;
                }
                (None, None) => print(cli, out, &project.history(*limit)?, |a| words::edits(a))?,
            }
        }
    }
    Ok(())
}
