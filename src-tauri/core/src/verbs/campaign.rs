//! Campaigns, and giving their tasks to cells.

use super::{args, done, text};
use crate::model::{Actor, GridId, Level, PersonId};
use crate::store::{Campaign, Project, Tx};
use crate::verbs::duty::Holder;
use crate::view::Done;
use crate::view::task::{CampaignInput, CampaignRow, CellChoice, TasksReport};
use crate::{Error, Result};
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

fn refuse(field: &str, reason: impl Into<String>) -> Error {
    Error::Field {
        field: field.into(),
        reason: reason.into(),
    }
}

/// What is given of a campaign, put over what it is.
fn over(tx: &Tx<'_>, mut k: Campaign, i: &CampaignInput) -> Result<Campaign> {
    let set = |to: &mut String, from: &Option<String>| {
        if let Some(t) = from {
            *to = t.trim().to_owned();
        }
    };
    set(&mut k.code, &i.code);
    set(&mut k.name, &i.name);
    set(&mut k.name_en, &i.name_en);
    set(&mut k.standard, &i.standard);
    if let Some(kind) = &i.kind {
        k.kind = text(Some(kind)).map(|t| tx.kind(t)).transpose()?;
    }
    if let Some(d) = &i.deadline {
        k.deadline = super::day("deadline", Some(d))?.map(|d| d.to_string());
    }
    for (field, value) in [("code", &k.code), ("name", &k.name)] {
        if value.is_empty() {
            return Err(refuse(field, format!("is empty; write the campaign's {field}")));
        }
    }
    Ok(k)
}

fn free(tx: &Tx<'_>, code: &str) -> Result<()> {
    match tx.campaign(code) {
        Ok(k) if k.code == code => Err(refuse(
            "code",
            format!("\"{code}\" is the code of {} already; choose another", k.name),
        )),
        _ => Ok(()),
    }
}

/// Adds a campaign; it needs a code and a name.
///
/// # Errors
/// [`Error::Field`] for what is missing, taken or unknown.
pub fn add(project: &Project, actor: &Actor, input: &CampaignInput) -> Result<Done> {
    let (_, edit) = project.edit(actor, "campaign_add", |tx| {
        let blank = Campaign {
            id: crate::model::CampaignId(0),
            code: String::new(),
            name: String::new(),
            name_en: String::new(),
            standard: String::new(),
            kind: None,
            deadline: None,
        };
        let k = over(tx, blank, input)?;
        free(tx, &k.code)?;
        tx.put_campaign(None, &k)?;
        Ok(((), args([("name", k.name.into())])))
    })?;
    done(project, edit)
}

/// Changes what is given of a campaign.
///
/// # Errors
/// [`Error::Field`] for what is taken or unknown.
pub fn edit(project: &Project, actor: &Actor, code: &str, input: &CampaignInput) -> Result<Done> {
    let (_, edit) = project.edit(actor, "campaign_edit", |tx| {
        let was = tx.campaign(code)?;
        let k = over(tx, was.clone(), input)?;
        if k.code != was.code {
            free(tx, &k.code)?;
        }
        tx.put_campaign(Some(was.id), &k)?;
        Ok(((), args([("name", k.name.into())])))
    })?;
    done(project, edit)
}

/// Removes a campaign that has no tasks.
///
/// # Errors
/// [`Error::Field`] naming how many tasks it has.
pub fn remove(project: &Project, actor: &Actor, code: &str) -> Result<Done> {
    let (_, edit) = project.edit(actor, "campaign_remove", |tx| {
        let k = tx.campaign(code)?;
        match tx.remove_campaign(k.id)? {
            0 => Ok(((), args([("name", k.name.into())]))),
            n => Err(refuse(
                "campaign",
                format!("{} has {n} tasks and cannot be removed; withdraw them first", k.name),
            )),
        }
    })?;
    done(project, edit)
}

/// Campaigns with how far each has come.
///
/// # Errors
/// Only when the file cannot be read.
pub fn list(project: &Project, on: NaiveDate) -> Result<Vec<CampaignRow>> {
    Ok(project.matrix(on)?.campaigns)
}

/// Cells of a project: the ground that the map shows, and undrawn grids of the lowest level.
struct Cells {
    /// Key and code, in the order of codes.
    all: Vec<(GridId, String)>,
    /// Every grid's nearest cell: itself or above it.
    cell_of: HashMap<GridId, GridId>,
    /// Every code's grid.
    grids: HashMap<String, GridId>,
    /// Cells by each grid above them, and by themselves.
    under: HashMap<GridId, HashSet<GridId>>,
}

fn cells(project: &Project, on: NaiveDate) -> Result<Cells> {
    let s = project.snapshot(on)?;
    let is_cell = |i: usize| s.grids[i].cell || s.grids[i].level == Level::Cell;
    let mut c = Cells {
        all: Vec::new(),
        cell_of: HashMap::new(),
        grids: HashMap::new(),
        under: HashMap::new(),
    };
    for (i, g) in s.grids.iter().enumerate() {
        c.grids.insert(g.code.clone(), g.id);
        let cell = s.upwards(i).find(|j| is_cell(*j));
        c.cell_of.extend(cell.map(|j| (g.id, s.grids[j].id)));
        if is_cell(i) {
            c.all.push((g.id, g.code.clone()));
            for j in s.upwards(i) {
                c.under.entry(s.grids[j].id).or_default().insert(g.id);
            }
        }
    }
    Ok(c)
}

impl Cells {
    fn chosen(&self, tx: &Tx<'_>, choice: &CellChoice) -> Result<Vec<GridId>> {
        if !choice.all && choice.cells.is_empty() && choice.under.is_none() && choice.with_unresolved.is_none() {
            let words = "none are named; give codes of cells, the ground they lie under, a kind of site, or all";
            return Err(refuse("cells", words));
        }
        let mut keep: Vec<HashSet<GridId>> = Vec::new();
        if !choice.cells.is_empty() {
            keep.push(self.named(&choice.cells)?);
        }
        if let Some(code) = &choice.under {
            let top = self.grids.get(code.trim()).ok_or_else(|| Error::NotFound {
                what: "grid",
                name: code.clone(),
            })?;
            keep.push(self.under.get(top).cloned().unwrap_or_default());
        }
        if let Some(kind) = &choice.with_unresolved {
            let found = tx.grids_with_unresolved(&tx.kind(kind)?)?;
            keep.push(found.iter().filter_map(|g| self.cell_of.get(g).copied()).collect());
        }
        Ok(self
            .all
            .iter()
            .map(|c| c.0)
            .filter(|id| keep.iter().all(|k| k.contains(id)))
            .collect())
    }

    /// The cells of these codes, or a refusal that names every code that is none.
    fn named(&self, codes: &[String]) -> Result<HashSet<GridId>> {
        let codes = || codes.iter().map(|c| c.trim());
        let unknown: Vec<_> = codes().filter(|c| !self.grids.contains_key(*c)).collect();
        if !unknown.is_empty() {
            let words = format!("{} not in this project; correct the code", listed(&unknown));
            return Err(refuse("cells", words));
        }
        let own: HashMap<&str, GridId> = self.all.iter().map(|(id, code)| (code.as_str(), *id)).collect();
        let above: Vec<_> = codes().filter(|c| !own.contains_key(c)).collect();
        if !above.is_empty() {
            let words = format!("{} no cell; choose the cells under it", listed(&above));
            return Err(refuse("cells", words));
        }
        Ok(codes().filter_map(|c| own.get(c).copied()).collect())
    }
}

fn listed(codes: &[&str]) -> String {
    format!("{} {}", codes.join(", "), if codes.len() > 1 { "are" } else { "is" })
}

/// What a new task gets beside its campaign and its cell.
#[derive(Debug, Clone, Copy)]
pub struct NewTasks<'a> {
    /// Its own deadline; the campaign's where empty.
    pub deadline: Option<&'a str>,
    /// Its own standard; the campaign's where empty.
    pub standard: &'a str,
    /// Who answers for it; vacant = its cell's chief.
    pub holder: Holder<'a>,
}

/// The person that a holder means.
pub(super) fn person(tx: &mut Tx<'_>, holder: Holder<'_>, on: NaiveDate) -> Result<Option<PersonId>> {
    match holder {
        Holder::Vacant => Ok(None),
        Holder::Person(p) => tx.person(p, on).map(|p| Some(p.id)),
        Holder::Named(name) => tx.person_named(name).map(Some),
    }
}

/// Gives the cells chosen a task of a campaign, as one edit. Tasks that are there are left alone and counted.
///
/// # Errors
/// [`Error::Field`] or [`Error::NotFound`] for an unknown campaign, cell, kind, person or day; nothing is written then.
pub fn assign(
    project: &Project,
    actor: &Actor,
    code: &str,
    choice: &CellChoice,
    new: &NewTasks<'_>,
    on: NaiveDate,
) -> Result<TasksReport> {
    let deadline = super::day("deadline", new.deadline)?.map(|d| d.to_string());
    let cells = cells(project, on)?;
    let ((chosen, given), _) = project.edit(actor, "campaign_assign", |tx| {
        let k = tx.campaign(code)?;
        let chosen = cells.chosen(tx, choice)?;
        let mut missing = Vec::new();
        for id in &chosen {
            if tx.task_at(k.id, *id)?.is_none() {
                missing.push(*id);
            }
        }
        // A name that is new becomes a person only where there is something to give.
        let who = match missing.is_empty() {
            true => None,
            false => person(tx, new.holder, on)?,
        };
        for id in &missing {
            let task = tx.put_task(&k.code, *id, new.standard.trim(), deadline.as_deref())?;
            if who.is_some() {
                tx.set_task_person(task, who)?;
            }
        }
        let count = missing.len();
        let words = args([("name", k.name.into()), ("count", count.into())]);
        Ok(((chosen.len(), count), words))
    })?;
    report(project, chosen, given)
}

/// Takes the tasks of a campaign from the cells chosen, as one edit; those that have steps stay.
///
/// # Errors
/// As [`assign`].
pub fn withdraw(
    project: &Project,
    actor: &Actor,
    code: &str,
    choice: &CellChoice,
    on: NaiveDate,
) -> Result<TasksReport> {
    let cells = cells(project, on)?;
    let ((chosen, gone), _) = project.edit(actor, "campaign_withdraw", |tx| {
        let k = tx.campaign(code)?;
        let chosen = cells.chosen(tx, choice)?;
        let mut gone = 0;
        for id in &chosen {
            if let Some(task) = tx.task_at(k.id, *id)? {
                gone += usize::from(tx.withdraw_task(task)?);
            }
        }
        let words = args([("name", k.name.into()), ("count", gone.into())]);
        Ok(((chosen.len(), gone), words))
    })?;
    report(project, chosen, gone)
}

fn report(project: &Project, chosen: usize, changed: usize) -> Result<TasksReport> {
    Ok(TasksReport {
        cells: chosen as u32,
        changed: changed as u32,
        left: (chosen - changed) as u32,
        revision: project.revision()?,
    })
}
