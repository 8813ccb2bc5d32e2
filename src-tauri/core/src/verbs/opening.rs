//! Opening a project, and making good what other programs did to it since.

use super::{args, assign};
use crate::Result;
use crate::model::Actor;
use crate::store::{Project, nobody};
use crate::view::{OthersWrote, RepairReport};
use std::collections::BTreeSet;
use std::path::Path;

/// Sites that are named where there are many.
const NAMED: usize = 10;

/// Begins what is told where it cannot be done.
const NOT_GOOD: &str = "What another program wrote to this file could not be made good";
/// Between two tries somebody else may write.
const TRIES: u32 = 3;

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
        let mut told = Vec::new();
        let made = make_good(&project, &mut told);
        told.iter().for_each(|t| project.tell(t));
        made?;
    }
    Ok(project)
}

/// The same for a project that is open, when others wrote to it: none when nobody did since it was last asked, or since
/// `again` was left to be done. What is told is among [`Project::notes`] too.
///
/// # Errors
/// Only when the file cannot be read.
pub fn follow(project: &Project, again: bool) -> Result<Option<OthersWrote>> {
    let Some(mut wrote) = project.others_wrote()?.or_else(|| again.then(OthersWrote::default)) else {
        return Ok(None);
    };
    project.untell(NOT_GOOD);
    if project.is_ours()? {
        return Ok(Some(wrote));
    }
    let made = project.is_free().and_then(|()| make_good(project, &mut wrote.notes));
    // Whoever asks next meets it in any case; here the reason must not pass in silence.
    if let Err(e) = made {
        wrote.left = true;
        let why = project.because(e);
        wrote.notes.push(format!("{NOT_GOOD}: {why}"));
    }
    wrote.notes.iter().for_each(|n| project.tell(n));
    Ok(Some(wrote))
}

/// Makes good what another program wrote; `told` gets the words on it.
fn make_good(project: &Project, told: &mut Vec<String>) -> Result<()> {
    if project.is_read_only() {
        project.mend()?;
        told.push("Another program wrote to this file, and as it is read-only, nothing of that could be made good: what is shown may lack it. Copy it to a folder where you may write and open the copy.".into());
        tell_faults(project, told)?;
        return Ok(());
    }
    for _ in 0..TRIES {
        let (mended, counter) = project.mend()?;
        told.extend(mended);
        let wrote = take_in(project, told)?;
        if tell_faults(project, told)? || project.sign_at(counter + u64::from(wrote))? {
            return Ok(());
        }
    }
    Ok(())
}

/// Tells how many faults are left to a person, where there are any.
fn tell_faults(project: &Project, told: &mut Vec<String>) -> Result<bool> {
    let faults = project.foreign()?.len();
    let words = if faults == 1 {
        "Another program left 1 fault in this file: `check` names it and says how to put it right.".to_owned()
    } else {
        format!("Another program left {faults} faults in this file: `check` names each and says how to put it right.")
    };
    // They stay until a person puts them right: every write since need not tell of them again.
    if faults > 0 && !project.notes().contains(&words) {
        told.push(words);
    }
    Ok(faults > 0)
}

/// Puts right what cannot be read as ours and places sites. Says whether anything was written.
fn take_in(project: &Project, told: &mut Vec<String>) -> Result<bool> {
    let (more, edit) = project.edit(&nobody(), "outside", |tx| {
        let mut told = tx.put_right()?;
        let cleaned = tx.clean_texts()?;
        if cleaned > 0 {
            told.push(if cleaned == 1 {
                "Another program wrote marks that nobody sees (of text direction and the like) into 1 text; they were taken out.".into()
            } else {
                format!(
                    "Another program wrote marks that nobody sees (of text direction and the like) into {cleaned} texts; they were taken out."
                )
            });
        }
        let (gone, lost) = tx.forget_gone_placements()?;
        if lost > 0 {
            told.push(if lost == 1 {
                "Another program removed cells; 1 site lost its own.".into()
            } else {
                format!("Another program removed cells; {lost} sites lost theirs.")
            });
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
            let names = names.join(", ");
            told.push(match report.changed {
                1 => format!("Another program added or moved sites or cells; 1 site was placed by its position: {names}."),
                n => format!(
                    "Another program added or moved sites or cells; {n} sites were placed by their positions: {names}{more}."
                ),
            });
        }
        let strangers = tx.strangers()?;
        let mut sites_gone: BTreeSet<String> = strangers.sites_gone.into_iter().collect();
        sites_gone.extend(gone);
        let rows: [(&str, &str, &str, Vec<String>); 6] = [
            ("removed", "grid", "grids", strangers.grids_gone),
            ("removed", "site", "sites", sites_gone.into_iter().collect()),
            ("added", "grid", "grids", strangers.grids_came),
            ("wrote", "grid over another", "grids over others", strangers.grids_other),
            ("wrote", "site over another", "sites over others", strangers.sites_other),
            ("added", "site that lies in no cell", "sites that lie in no cell", strangers.sites_came),
        ];
        for (did, one, many, names) in rows {
            told.extend(of_rows(did, one, many, &names));
        }
        let mut words = args([("count", report.changed.into()), ("corrected", (told.len()).into())]);
        if !strangers.told.is_empty() {
            words.insert("told".into(), strangers.told.into());
        }
        Ok((told, words))
    })?;
    told.extend(more);
    Ok(edit.is_some())
}

/// What is told of rows that another program added or removed; none where there are none.
fn of_rows(did: &str, one: &str, many: &str, names: &[String]) -> Option<String> {
    let more = if names.len() > NAMED { ", …" } else { "" };
    let what = if names.len() == 1 { one } else { many };
    (!names.is_empty()).then(|| {
        format!(
            "Another program {did} {} {what}: {}{more}.",
            names.len(),
            names[..names.len().min(NAMED)].join(", ")
        )
    })
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
        make_good(project, &mut Vec::new())?;
    }
    Ok(RepairReport { left, edit, ..report })
}
