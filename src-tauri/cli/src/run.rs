//! Each verb: read the arguments, call the core, print.

use crate::args::{Cli, Layer, Verb};
use crate::desk::open;
use crate::{look, meeting, people, rules, site, words, work};
use chrono::NaiveDate;
use gridwarden_core::calendar::china::today;
use gridwarden_core::model::{Actor, EditId, GridId, Lang, SiteId};
use gridwarden_core::store::{NewProject, Project};
use gridwarden_core::text::{plain, write_json};
use gridwarden_core::verbs;
use gridwarden_core::view::ImportOptions;
use gridwarden_core::{Error, Result};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

fn actor(cli: &Cli) -> Actor {
    let name = cli
        .by
        .clone()
        .or_else(|| std::env::var("USER").ok())
        .filter(|n| !n.trim().is_empty());
    Actor::new(name.unwrap_or_else(|| "—".into()), cli.post.clone()).seeing(cli.seen.map(EditId))
}

/// Who submits and who inspects are two people, so each of these moves needs a name that somebody gave: the account of the
/// machine is none.
pub fn named(cli: &Cli, action: &str) -> Result<()> {
    let two = matches!(action, "submit" | "accept" | "return");
    let by = cli.by.as_deref().map(str::trim).filter(|n| !n.is_empty() && *n != "—");
    if two && by.is_none() {
        return Err(Error::Field {
            field: "by".into(),
            reason: format!("is missing; {action} needs the name of whoever does it, give --by NAME"),
        });
    }
    Ok(())
}

/// What options say of each name, which no two of them may.
fn once(option: &str, pairs: &[(String, String)]) -> Result<BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    for (name, value) in pairs {
        if let Some(before) = all.insert(name.clone(), value.clone()).filter(|v| v != value) {
            return Err(Error::Field {
                field: option.into(),
                reason: format!("{name} is given twice, as {before} and as {value}; leave one out"),
            });
        }
    }
    Ok(all)
}

pub fn print<T: Serialize + ?Sized>(
    cli: &Cli,
    out: &mut impl Write,
    value: &T,
    say: impl FnOnce(&T) -> words::Lines,
) -> Result<()> {
    if cli.json {
        write_json(&mut *out, value)?;
        writeln!(out)?;
    } else {
        write!(out, "{}", plain(&say(value).to_string()))?;
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
            kinds,
            same,
            dry_run,
        } => {
            let options = ImportOptions {
                target: (*target).into(),
                crs: crs.clone(),
                map: once("map", map)?,
                set: once("set", set)?,
                kinds: once("kinds", kinds)?,
                same: *same,
            };
            let project = open(file)?;
            let watch = |_: &str, _: u64, _: u64| true;
            let report = if *dry_run {
                let (preview, _) = verbs::import::preview(&project, source, &options, on, &watch)?;
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
        Verb::Repair { file } => {
            let report = verbs::opening::repair(&*open(file)?, &who)?;
            print(cli, out, &report, words::repair)?;
        }
        Verb::Restore { file, copy } => {
            let aside = gridwarden_core::store::restore(file, copy, Lang::En)?.map(|p| file_name(&p));
            let project = open(file)?;
            let told = serde_json::json!({ "restored": file_name(copy), "aside": aside });
            print(cli, out, &told, |_| {
                let mut out = project.info(on).map(|i| words::info(&i)).unwrap_or_default();
                if let Some(a) = aside {
                    words::say!(out, "what lay there is now {a}");
                }
                out
            })?;
        }
        Verb::Assign { file } => {
            let report = verbs::assign::assign(&*open(file)?, &who)?;
            print(cli, out, &report, words::assign)?;
        }
        Verb::Check { file } => {
            let report = verbs::check::check(&*open(file)?, on, &|_, _| true)?;
            print(cli, out, &report, words::check)?;
            return Ok(!report.faults.is_empty());
        }
        Verb::Look(what) => look::run(cli, what, on, out)?,
        Verb::Site(what) => site::run(cli, &who, what, on, out)?,
        Verb::Campaign { file, what } => work::campaign(cli, &*open(file)?, &who, what, on, out)?,
        Verb::Task { file, what } => work::task(cli, &*open(file)?, &who, what, on, out)?,
        Verb::People(what) => people::run(cli, &who, what, on, out)?,
        Verb::Patrol { file, what } => work::patrol(cli, &*open(file)?, &who, what, on, out)?,
        Verb::Feedback { file, what } => {
            meeting::feedback(cli, out, &*open(file)?, &who, what.as_ref(), on)?;
        }
        Verb::Meeting { file, what } => {
            meeting::meeting(cli, out, &*open(file)?, &who, what.as_ref(), on)?;
        }
        Verb::Kind { file, what } => rules::kind(cli, out, &*open(file)?, &who, what, on)?,
        Verb::Standard { file, what } => rules::standard(cli, out, &*open(file)?, &who, what)?,
        Verb::Holiday { file, what } => rules::holiday(cli, out, &*open(file)?, &who, what)?,
        Verb::Pause { file, what } => rules::pause(cli, out, &*open(file)?, &who, what, on)?,
        Verb::Setting { file, key, value } => {
            rules::setting(cli, out, &*open(file)?, &who, key.as_deref(), value.as_deref())?;
        }
        Verb::Undo { file, edit } => print(cli, out, &open(file)?.undo(&who, edit.map(EditId))?, words::edit)?,
        Verb::Redo { file, edit } => print(cli, out, &open(file)?.redo(&who, edit.map(EditId))?, words::edit)?,
        Verb::Export {
            file,
            out: to,
            layer,
            personal,
            format: _,
        } => {
            let project = open(file)?;
            let layer = match layer {
                Layer::Grids => verbs::export::Layer::Grids,
                Layer::Sites => verbs::export::Layer::Sites,
            };
            let count = verbs::export::geojson(&project, layer, to, *personal, on)?;
            let told = serde_json::json!({ "written": count, "file": file_name(to) });
            print(cli, out, &told, |_| {
                words::written(count as usize, "feature", "features", to)
            })?;
        }
    }
    Ok(false)
}

/// The day that is asked about. What stands here is known of today and reckoned on from it; of a past day the figures are known.
pub fn from_now(day: Option<NaiveDate>, on: NaiveDate) -> Result<NaiveDate> {
    match day {
        Some(day) if day < on => Err(Error::Field {
            field: "on".into(),
            reason: format!(
                "{day} is past, and this is known only as it stands now; status --on {day} tells the figures of that day"
            ),
        }),
        day => Ok(day.unwrap_or(on)),
    }
}

pub fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The grid of a code, where one is given.
pub fn ground(project: &Project, code: Option<&str>) -> Result<Option<GridId>> {
    code.map(|c| Ok(project.grid_meant(c)?.id)).transpose()
}

/// Sites by their numbers.
pub fn numbered(project: &Project, sites: &[String]) -> Result<Vec<SiteId>> {
    sites.iter().map(|s| project.site_by_number(s)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_given_twice_is_not_chosen_from() {
        let pairs = |all: &[(&str, &str)]| all.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect::<Vec<_>>();
        assert!(once("map", &pairs(&[("id", "编号"), ("kind", "类型"), ("id", "编号")])).is_ok());
        let said = once("map", &pairs(&[("id", "编号"), ("id", "类型")]))
            .unwrap_err()
            .to_string();
        assert_eq!(said, "map: id is given twice, as 编号 and as 类型; leave one out");
    }
}
