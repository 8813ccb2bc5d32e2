//! One task: its moves, its checklist, who answers for it.

use super::campaign::person;
use super::duty::Holder;
use super::{args, done};
use crate::model::{Actor, SiteId, TaskAction, TaskId, TaskState};
use crate::store::{Project, TaskFacts};
use crate::task::{self, Facts};
use crate::view::Done;
use crate::view::task::{TaskArchive, TaskItem, TaskItemsInput, TaskOffer};
use crate::{Error, Result};
use chrono::NaiveDate;

/// Sites that a task's archive lists at most.
const LISTED: u32 = 500;

fn facts(t: &TaskFacts, actor: &str, note: bool) -> Facts {
    Facts {
        sites: t.total,
        sites_accepted: t.done,
        items_open: t.items.iter().filter(|i| !i.done).map(|i| i.number).collect(),
        note,
        actor: actor.into(),
        submitter: t.submitter.clone(),
    }
}

/// Makes one move of a task, if its path allows it.
///
/// # Errors
/// [`Error::Step`] naming all that is missing; nothing is written then.
pub fn step(project: &Project, actor: &Actor, id: TaskId, action: TaskAction, note: &str) -> Result<Done> {
    let (_, edit) = project.edit(actor, "task_step", |tx| {
        let t = tx.task_facts(id)?;
        let known = facts(&t, &actor.name, !note.trim().is_empty());
        let to = task::transition(t.state, action, &known).map_err(Error::Step)?;
        tx.put_task_step(&t, action, to, note.trim())?;
        let words = args([
            ("name", t.campaign.into()),
            ("grid", t.grid.into()),
            ("action", action.word().into()),
            ("from", t.state.word().into()),
            ("to", to.word().into()),
        ]);
        Ok(((), words))
    })?;
    done(project, edit)
}

/// Changes a task's checklist. That of an accepted task stands: it is what was accepted.
///
/// # Errors
/// [`Error::Field`] for an item that is not there or says nothing, or when the task is accepted.
pub fn items(project: &Project, actor: &Actor, id: TaskId, input: &TaskItemsInput) -> Result<Done> {
    let (_, edit) = project.edit(actor, "task_items", |tx| {
        let t = tx.task_facts(id)?;
        if t.state == TaskState::Accepted {
            return Err(Error::Field {
                field: "task".into(),
                reason: format!(
                    "{} in {} is accepted and its checklist stands; reopen it first",
                    t.campaign, t.grid
                ),
            });
        }
        let list = changed(t.items, input)?;
        tx.put_task_items(id, &list)?;
        let words = args([
            ("name", t.campaign.into()),
            ("grid", t.grid.into()),
            ("count", list.len().into()),
            ("done", list.iter().filter(|i| i.done).count().into()),
        ]);
        Ok(((), words))
    })?;
    done(project, edit)
}

fn changed(was: Vec<TaskItem>, input: &TaskItemsInput) -> Result<Vec<TaskItem>> {
    let refuse = |reason: String| Error::Field {
        field: "item".into(),
        reason,
    };
    let mut list = match &input.set {
        None => was,
        Some(texts) => texts
            .iter()
            .map(|t| TaskItem {
                number: 0,
                text: t.trim().to_owned(),
                done: was.iter().any(|i| i.done && i.text == t.trim()),
            })
            .collect(),
    };
    list.extend(input.add.iter().map(|t| TaskItem {
        number: 0,
        text: t.trim().to_owned(),
        done: false,
    }));
    for (i, item) in list.iter_mut().enumerate() {
        item.number = i as u32 + 1;
        if item.text.is_empty() {
            return Err(refuse(format!("{} says nothing; write what is to be done", i + 1)));
        }
    }
    let count = list.len();
    for (numbers, to) in [(&input.done, true), (&input.undone, false)] {
        for n in numbers {
            match list.iter_mut().find(|i| i.number == *n) {
                Some(i) => i.done = to,
                None if count == 0 => {
                    return Err(refuse(format!("{n} is none; the task has no checklist, add it first")));
                }
                None => {
                    return Err(refuse(format!(
                        "{n} is none of the checklist, which has items 1 to {count}"
                    )));
                }
            }
        }
    }
    Ok(list)
}

/// Changes a task's own deadline and standard; what is none stays, what is empty falls back to the campaign's.
///
/// # Errors
/// [`Error::Field`] for a day that is none, [`Error::NotFound`].
pub fn edit(
    project: &Project,
    actor: &Actor,
    id: TaskId,
    deadline: Option<&str>,
    standard: Option<&str>,
) -> Result<Done> {
    let due = super::day("deadline", deadline)?.map(|d| d.to_string());
    let (_, edit) = project.edit(actor, "task_edit", |tx| {
        let t = tx.task_facts(id)?;
        if deadline.is_some() {
            tx.set_task(id, "deadline", due.as_deref())?;
        }
        if let Some(s) = standard {
            tx.set_task(id, "standard", Some(s.trim()))?;
        }
        Ok(((), args([("name", t.campaign.into()), ("grid", t.grid.into())])))
    })?;
    done(project, edit)
}

/// Gives tasks and sites to somebody who answers for them; vacant gives them back to the chiefs of their cells.
///
/// # Errors
/// [`Error::NotFound`], or a name that several share; nothing is written then.
pub fn answer(
    project: &Project,
    actor: &Actor,
    tasks: &[TaskId],
    sites: &[SiteId],
    holder: Holder<'_>,
    on: NaiveDate,
) -> Result<Done> {
    let (_, edit) = project.edit(actor, "answerable", |tx| {
        let who = person(tx, holder, on)?;
        for id in tasks {
            tx.task_facts(*id)?;
            tx.set_task_person(*id, who)?;
        }
        for id in sites {
            tx.site_facts(*id)?;
            tx.set_site_person(*id, who)?;
        }
        let name = who.map(|p| tx.person(p, on)).transpose()?.map(|p| p.name);
        let words = args([
            ("name", name.unwrap_or_default().into()),
            ("tasks", tasks.len().into()),
            ("sites", sites.len().into()),
        ]);
        Ok(((), words))
    })?;
    done(project, edit)
}

impl Project {
    /// A task with its checklist, moves and sites. `actor` is who would make the next move.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn task_archive(&self, id: TaskId, actor: &str, on: NaiveDate) -> Result<TaskArchive> {
        let t = self.task_facts(id)?;
        let row = self.task_row(id, on)?.ok_or_else(|| Error::NotFound {
            what: "task",
            name: id.0.to_string(),
        })?;
        let refused = |action: TaskAction, note: bool| {
            task::transition(t.state, action, &facts(&t, actor, note))
                .err()
                .map(|r| r.missing)
                .unwrap_or_default()
        };
        let offer = |action: &TaskAction| TaskOffer {
            action: *action,
            needs_note: refused(*action, false).contains(&"note"),
            missing: refused(*action, true).into_iter().map(str::to_owned).collect(),
        };
        Ok(TaskArchive {
            task: row,
            actions: task::actions_from(t.state).iter().map(offer).collect(),
            steps: self.task_steps(id)?,
            sites: self.task_sites(id, on, LISTED)?,
            items: t.items,
        })
    }
}
