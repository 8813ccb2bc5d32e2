//! The path of a task: which move leads where, what it needs, and who answers for it.
//!
//! [`transition`] is the only place where a task's state becomes another one; it is a pure function.

use crate::model::{Basis, PersonId, TaskAction, TaskState};
use crate::site::lifecycle::Refusal;
use chrono::NaiveDate;

/// Everything a move of a task is judged by. What a move does not ask about may stay at its default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Sites that count: all but the dismissed ones.
    pub sites: u32,
    /// Those of them that are accepted.
    pub sites_accepted: u32,
    /// Numbers of the items of its checklist that are not done.
    pub items_open: Vec<u32>,
    /// An opinion or reason is given.
    pub note: bool,
    /// Who makes the move.
    pub actor: String,
    /// Who submitted the task last, where that is known.
    pub submitter: Option<String>,
}

/// The state that `action` leads to from `state`, or all that stands in its way.
///
/// ```
/// use gridwarden_core::model::{TaskAction, TaskState};
/// use gridwarden_core::task::{Facts, transition};
///
/// let facts = Facts { sites: 3, sites_accepted: 2, actor: "李巡查".into(), ..Facts::default() };
/// let refusal = transition(TaskState::Submitted, TaskAction::Accept, &facts).unwrap_err();
/// assert_eq!(refusal.missing, ["sites"]);
/// ```
///
/// # Errors
/// A [`Refusal`] whose only code is `not_from_here` where the state does not know the move; otherwise one code for each
/// requirement that is not met: `sites`, `items`, `note`, `same_person`.
pub fn transition(state: TaskState, action: TaskAction, facts: &Facts) -> Result<TaskState, Refusal> {
    let to = match (state, action) {
        (TaskState::Open, TaskAction::Submit) => TaskState::Submitted,
        (TaskState::Submitted, TaskAction::Accept) => TaskState::Accepted,
        (TaskState::Submitted, TaskAction::Return) | (TaskState::Accepted, TaskAction::Reopen) => TaskState::Open,
        _ => return Err(not_from_here(state, action)),
    };
    let missing = match action {
        TaskAction::Submit => Vec::new(),
        TaskAction::Return | TaskAction::Reopen if facts.note => Vec::new(),
        TaskAction::Return | TaskAction::Reopen => vec![("note", "a reason is needed as a note".to_owned())],
        TaskAction::Accept => acceptance(facts),
    };
    if missing.is_empty() {
        return Ok(to);
    }
    Err(Refusal::of(action.word(), missing))
}

fn acceptance(facts: &Facts) -> Vec<(&'static str, String)> {
    let mut missing = Vec::new();
    if facts.sites > 0 {
        let left = facts.sites.saturating_sub(facts.sites_accepted);
        if left > 0 {
            let words = format!("{left} of its {} sites are not accepted", facts.sites);
            missing.push(("sites", words));
        }
    } else if !facts.items_open.is_empty() {
        let open: Vec<_> = facts.items_open.iter().map(u32::to_string).collect();
        let words = format!("item {} of its checklist is not done", open.join(", "));
        missing.push(("items", words));
    }
    let actor = facts.actor.trim();
    if actor.is_empty() || facts.submitter.as_deref().is_some_and(|s| s.trim() == actor) {
        let words = "somebody other than the one who submitted it must accept it";
        missing.push(("same_person", words.into()));
    }
    missing
}

fn not_from_here(state: TaskState, action: TaskAction) -> Refusal {
    let known: Vec<_> = actions_from(state).iter().map(|a| a.word()).collect();
    Refusal {
        message: format!(
            "a task that is {} cannot {}; from here it can {}",
            state.word(),
            action.word(),
            known.join(" or ")
        ),
        missing: vec!["not_from_here"],
    }
}

/// The moves that `state` knows, the usual one first.
pub fn actions_from(state: TaskState) -> &'static [TaskAction] {
    match state {
        TaskState::Open => &[TaskAction::Submit],
        TaskState::Submitted => &[TaskAction::Accept, TaskAction::Return],
        TaskState::Accepted => &[TaskAction::Reopen],
    }
}

/// Whether nothing is left to do: it is accepted, or it is about sites and all of them are.
///
/// A campaign about a kind of site asks nothing of ground that has none of it.
pub fn is_complete(state: TaskState, done: u32, total: u32, about_a_kind: bool) -> bool {
    state == TaskState::Accepted || done == total && (total > 0 || about_a_kind)
}

/// How far a task has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is counted.
    pub basis: Basis,
    /// How many of them are done.
    pub done: u32,
    /// How many there are.
    pub total: u32,
}

/// By its sites where it has any, else by its checklist, else by whether it is accepted; `sites` and `items` are what is
/// done of them and how many there are.
///
/// A campaign about a kind of site has nothing to count on ground that has none of it.
pub fn progress(state: TaskState, sites: (u32, u32), items: (u32, u32), about_a_kind: bool) -> Progress {
    let (basis, (done, total)) = if sites.1 > 0 {
        (Basis::Sites, sites)
    } else if items.1 > 0 {
        (Basis::Items, items)
    } else if about_a_kind {
        (Basis::Sites, sites)
    } else {
        (Basis::Whole, (u32::from(state == TaskState::Accepted), 1))
    };
    Progress { basis, done, total }
}

/// Not complete, and past its deadline on the day asked about; the deadline's own day is in time.
pub fn is_overdue(complete: bool, deadline: Option<NaiveDate>, on: NaiveDate) -> bool {
    !complete && deadline.is_some_and(|d| d < on)
}

/// Who answers for a task or a site: the person it was given to, else the chief of its cell.
pub fn answerable(own: Option<PersonId>, chief: Option<PersonId>) -> Option<PersonId> {
    own.or(chief)
}

/// Whether somebody carries more than one and a half times the mean of `all` among `people`.
pub fn is_heavy(own: u32, all: u32, people: u32) -> bool {
    u64::from(own) * 2 * u64::from(people) > u64::from(all) * 3
}

#[cfg(test)]
mod tests;
