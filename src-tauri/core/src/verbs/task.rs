//! One task: its moves, its checklist, who answers for it.

use super::breakdown::person;
use super::duty::Holder;
use super::{args, campaign, done, refuse};
use crate::model::{Actor, DEPARTMENT, LEADER, SiteId, TaskAction, TaskId, TaskState};
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

/// Refuses what is asked of a task of a closed campaign.
fn under_way(t: &TaskFacts) -> Result<()> {
    campaign::under_way(&t.campaign, t.closed_on.as_deref())
}

/// Refuses to change what an accepted task was accepted for.
fn changeable(t: &TaskFacts, what: &str) -> Result<()> {
    under_way(t)?;
    if t.state != TaskState::Accepted {
        return Ok(());
    }
    Err(refuse(
        "task",
        format!(
            "{} in {} is accepted and its {what}; reopen it first",
            t.campaign, t.grid
        ),
    ))
}

/// Ties sites to a task by hand, wherever they lie, or unties them: they then count by their kind and place again.
///
/// # Errors
/// [`Error::NotFound`], or [`Error::Field`] when a task that a site is tied to or is to be tied to is accepted, or its
/// campaign closed; nothing is written then.
pub fn tie(project: &Project, actor: &Actor, sites: &[SiteId], to: Option<TaskId>) -> Result<Done> {
    let verb = if to.is_some() { "task_tie" } else { "task_untie" };
    let (_, edit) = project.edit(actor, verb, |tx| {
        let t = to.map(|id| tx.task_facts(id)).transpose()?;
        if let Some(t) = &t {
            changeable(t, "sites stand")?;
        }
        let mut moved = Vec::new();
        for id in sites {
            let site = tx.site_facts(*id)?;
            let was = tx.task_of_site(*id)?.filter(|was| Some(*was) != to);
            if let Some(was) = was {
                changeable(&tx.task_facts(was)?, "sites stand")?;
            }
            tx.set_site_task(*id, to)?;
            moved.push(site.number);
        }
        let words = args([
            (
                "name",
                t.as_ref().map(|t| t.campaign.clone()).unwrap_or_default().into(),
            ),
            ("cell", t.as_ref().map(|t| t.cell.clone()).unwrap_or_default().into()),
            ("grid", t.map(|t| t.grid).unwrap_or_default().into()),
            ("site", moved.first().cloned().unwrap_or_default().into()),
            ("count", moved.len().into()),
        ]);
        Ok(((), words))
    })?;
    done(project, edit)
}

/// Makes one move of a task, if its path allows it.
///
/// # Errors
/// [`Error::Step`] naming all that is missing; nothing is written then.
pub fn step(project: &Project, actor: &Actor, id: TaskId, action: TaskAction, note: &str) -> Result<Done> {
    let (_, edit) = project.edit(actor, "task_step", |tx| {
        let t = tx.task_facts(id)?;
        under_way(&t)?;
        let known = facts(&t, &actor.name, !note.trim().is_empty());
        let to = task::transition(t.state, action, &known).map_err(Error::Step)?;
        tx.put_task_step(&t, action, to, note.trim())?;
        let words = args([
            ("name", t.campaign.into()),
            ("grid", t.grid.into()),
            ("cell", t.cell.into()),
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
        changeable(&t, "checklist stands")?;
        let list = changed(t.items, input)?;
        tx.put_task_items(id, &list)?;
        let words = args([
            ("name", t.campaign.into()),
            ("grid", t.grid.into()),
            ("cell", t.cell.into()),
            ("count", list.len().into()),
            ("done", list.iter().filter(|i| i.done).count().into()),
        ]);
        Ok(((), words))
    })?;
    done(project, edit)
}

fn changed(was: Vec<TaskItem>, input: &TaskItemsInput) -> Result<Vec<TaskItem>> {
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
            return Err(refuse(
                "item",
                format!("{} says nothing; write what is to be done", i + 1),
            ));
        }
    }
    let count = list.len();
    for (numbers, to) in [(&input.done, true), (&input.undone, false)] {
        for n in numbers {
            match list.iter_mut().find(|i| i.number == *n) {
                Some(i) => i.done = to,
                None if count == 0 => {
                    return Err(refuse(
                        "item",
                        format!("{n} is none; the task has no checklist, add it first"),
                    ));
                }
                None => {
                    return Err(refuse(
                        "item",
                        format!("{n} is none of the checklist, which has items 1 to {count}"),
                    ));
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
        under_way(&t)?;
        if deadline.is_some() {
            tx.set_task(id, "deadline", due.as_deref())?;
        }
        if let Some(s) = standard {
            tx.set_task(id, "standard", Some(s.trim()))?;
        }
        let words = args([
            ("name", t.campaign.into()),
            ("grid", t.grid.into()),
            ("cell", t.cell.into()),
        ]);
        Ok(((), words))
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
        let (mut task, mut site) = (None, None);
        for id in tasks {
            task.get_or_insert(tx.task_facts(*id)?);
            tx.set_task_person(*id, who)?;
        }
        for id in sites {
            site.get_or_insert(tx.site_facts(*id)?);
            tx.set_site_person(*id, who)?;
        }
        let name = who.map(|p| tx.person(p, on)).transpose()?.map(|p| p.name);
        let words = args([
            ("name", name.unwrap_or_default().into()),
            ("tasks", tasks.len().into()),
            ("sites", sites.len().into()),
            ("site", site.map(|s| s.number).unwrap_or_default().into()),
            (
                "task",
                task.as_ref().map(|t| t.campaign.clone()).unwrap_or_default().into(),
            ),
            ("cell", task.map(|t| t.cell).unwrap_or_default().into()),
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
            name: String::new(),
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
        let (tied, sites) = (self.tied(id)?, self.task_sites(id, on, LISTED)?);
        Ok(TaskArchive {
            task: row,
            actions: task::actions_from(t.state).iter().map(offer).collect(),
            steps: self.task_steps(id)?,
            tied: sites.iter().map(|s| s.id).filter(|s| tied.contains(s)).collect(),
            sites,
            sites_total: t.total,
            items: t.items,
            duties: (self.duties(t.at, on)?.into_iter())
                .filter(|d| d.role == DEPARTMENT || d.role == LEADER)
                .collect(),
            own_deadline: t.own.0,
            own_standard: t.own.1,
            closed_on: t.closed_on,
        })
    }
}
