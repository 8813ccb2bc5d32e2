//! Opening a project, and making good what other programs did to it since.

use super::{args, assign};
use crate::Result;
use crate::model::Actor;
use crate::store::{Project, nobody};
use crate::view::RepairReport;
use std::path::Path;

/// Sites that are named where there are many.
const NAMED: usize = 10;

/// Opens a project. Where another program wrote to it since, what cannot be read as ours is put right and sites are placed
/// by their positions, as an edit of its own that undo passes over; [`Project::notes`] says what was done, and what is left
/// to a person.
///
/// # Errors
/// As of [`Project::open`].
pub fn open(path: &Path) -> Result<Project> {
    let project = Project::open(path)?;
    if project.is_read_only() {
        project.tell("This file is read-only: it can be looked at, not changed. Copy it to a folder where you may write and open the copy.");
    }
    if !project.is_ours()? {
        take_in(&project)?;
    }
    Ok(project)
}

fn take_in(project: &Project) -> Result<()> {
    if !project.is_read_only() {
        let (told, _) = project.edit(&nobody(), "outside", |tx| {
            let mut told = tx.put_right()?;
            let cleaned = tx.clean_texts()?;
            if cleaned > 0 {
                told.push(format!(
                    "Another program wrote marks that nobody sees (of text direction and the like) into {cleaned} text{}; they were taken out.",
                    if cleaned == 1 { "" } else { "s" }
                ));
            }
            let lost = tx.forget_gone_placements()?;
            if lost > 0 {
                let those = if lost == 1 { "site lost its own" } else { "sites lost theirs" };
                told.push(format!("Another program removed cells; {lost} {those}."));
            }
            let (report, moved) = assign::assign_anew(tx, NAMED)?;
            if report.changed > 0 {
                let mut names = Vec::new();
                for id in &moved {
                    names.push(tx.site_number(*id)?);
                }
                let more = if report.changed as usize > names.len() {
                    ", …"
                } else {
                    ""
                };
                told.push(format!(
                    "Another program added or moved sites or cells; {} {}: {}{more}.",
                    report.changed,
                    if report.changed == 1 { "site was placed by its position" } else { "sites were placed by their positions" },
                    names.join(", ")
                ));
            }
            let words = args([("count", report.changed.into()), ("corrected", (told.len()).into())]);
            Ok((told, words))
        })?;
        told.iter().for_each(|t| project.tell(t));
    }
    match project.foreign()?.len() {
        0 if project.is_read_only() => {}
        0 => project.sign()?,
        faults => project.tell(&format!(
            "Another program left {faults} fault{} in this file: `check` names each and says how to put it right.",
            if faults == 1 { "" } else { "s" }
        )),
    }
    Ok(())
}

/// Takes out what refers to what another program removed, and days that are none.
///
/// # Errors
/// Only when the file cannot be read or written.
pub fn repair(project: &Project, actor: &Actor) -> Result<RepairReport> {
    let (report, edit) = project.edit(actor, "repair", |tx| {
        let mut removed = tx.take_out_dangling()?;
        removed.extend(tx.take_out_days()?);
        let report = RepairReport {
            removed: removed.iter().map(|r| r.1).sum(),
            tables: removed.into_iter().collect(),
            left: Vec::new(),
            edit: None,
        };
        let words = args([("count", report.removed.into())]);
        Ok((report, words))
    })?;
    let left: Vec<String> = project.foreign()?.into_iter().map(|f| f.words).collect();
    if left.is_empty() {
        project.sign()?;
    }
    Ok(RepairReport { left, edit, ..report })
}
