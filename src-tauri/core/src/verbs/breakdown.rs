//! Breaking a campaign down to cells: giving tasks, withdrawing them, deciding that it does not apply.

use super::campaign::under_way;
use super::cells::cells;
use super::duty::Holder;
use super::{args, refuse, text};
use crate::Result;
use crate::model::{Actor, CampaignId, GridId, PersonId};
use crate::store::{Campaign, Project, Tx};
use crate::view::matrix::{BreakdownPlan, CellChoice, TasksReport};
use chrono::NaiveDate;

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
        Holder::Org(_) => Err(refuse(
            "person",
            "is an organisation; a task or a site has one person who answers for it",
        )),
    }
}

/// The cells chosen, by what a breakdown would find there.
fn sort_out(tx: &Tx<'_>, campaign: CampaignId, chosen: &[GridId]) -> Result<BreakdownPlan> {
    let mut plan = BreakdownPlan {
        cells: chosen.len() as u32,
        new: Vec::new(),
        there: 0,
        exempt: 0,
    };
    for id in chosen {
        if tx.task_at(campaign, *id)?.is_some() {
            plan.there += 1;
        } else if tx.is_exempt(campaign, *id)? {
            plan.exempt += 1;
        } else {
            plan.new.push(*id);
        }
    }
    Ok(plan)
}

/// What [`assign`] would do; nothing is written.
///
/// # Errors
/// As [`assign`].
pub fn plan(project: &Project, code: &str, choice: &CellChoice, on: NaiveDate) -> Result<BreakdownPlan> {
    let cells = cells(project, on)?;
    project.rehearse(|tx| {
        let k = tx.campaign(code)?;
        under_way(&k.name, k.closed_on.as_deref())?;
        let chosen = cells.chosen(tx, choice)?;
        sort_out(tx, k.id, &chosen)
    })
}

/// Gives the cells chosen a task of a campaign, as one edit. Tasks that are there are left alone and counted, and so are
/// cells where it was decided not to apply.
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
    in_cells(project, actor, "campaign_assign", code, choice, on, |tx, k, chosen| {
        under_way(&k.name, k.closed_on.as_deref())?;
        let missing = sort_out(tx, k.id, chosen)?.new;
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
        Ok(missing.len())
    })
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
    in_cells(
        project,
        actor,
        "campaign_withdraw",
        code,
        choice,
        on,
        |tx, k, chosen| {
            let mut gone = 0;
            for id in chosen {
                if let Some(task) = tx.task_at(k.id, *id)? {
                    gone += usize::from(tx.withdraw_task(task)?);
                }
            }
            Ok(gone)
        },
    )
}

/// Decides that a campaign does not apply in the cells chosen (不适用), with a reason, as one edit. Cells that have its task
/// are left alone and counted.
///
/// # Errors
/// As [`assign`]; and without a reason.
pub fn exempt(
    project: &Project,
    actor: &Actor,
    code: &str,
    choice: &CellChoice,
    reason: &str,
    on: NaiveDate,
) -> Result<TasksReport> {
    let reason = text(Some(reason)).ok_or_else(|| refuse("reason", "is empty; write why it does not apply there"))?;
    in_cells(project, actor, "campaign_exempt", code, choice, on, |tx, k, chosen| {
        under_way(&k.name, k.closed_on.as_deref())?;
        let mut count = 0;
        for id in chosen {
            if tx.task_at(k.id, *id)?.is_none() {
                tx.put_exemption(k.id, *id, reason)?;
                count += 1;
            }
        }
        Ok(count)
    })
}

/// Takes back the decision that a campaign does not apply: the squares are empty again.
///
/// # Errors
/// As [`assign`].
pub fn apply_again(
    project: &Project,
    actor: &Actor,
    code: &str,
    choice: &CellChoice,
    on: NaiveDate,
) -> Result<TasksReport> {
    in_cells(project, actor, "campaign_apply", code, choice, on, |tx, k, chosen| {
        let mut count = 0;
        for id in chosen {
            count += usize::from(tx.drop_exemption(k.id, *id)?);
        }
        Ok(count)
    })
}

/// Does something to a campaign in the cells chosen, as one edit; `each` says in how many of them anything changed.
fn in_cells(
    project: &Project,
    actor: &Actor,
    verb: &str,
    code: &str,
    choice: &CellChoice,
    on: NaiveDate,
    each: impl FnOnce(&mut Tx<'_>, &Campaign, &[GridId]) -> Result<usize>,
) -> Result<TasksReport> {
    let cells = cells(project, on)?;
    let ((chosen, changed), edit) = project.edit(actor, verb, |tx| {
        let k = tx.campaign(code)?;
        let chosen = cells.chosen(tx, choice)?;
        let changed = each(tx, &k, &chosen)?;
        let words = args([("name", k.name.into()), ("count", changed.into())]);
        Ok(((chosen.len(), changed), words))
    })?;
    Ok(TasksReport {
        cells: chosen as u32,
        changed: changed as u32,
        left: (chosen - changed) as u32,
        revision: super::made(project, edit.as_ref())?,
        edit: edit.map(|e| e.id),
    })
}
