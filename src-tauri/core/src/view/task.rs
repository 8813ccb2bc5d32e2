//! Campaigns, tasks, and who answers for them, as they cross the bridge.

use super::{DutyView, GridRef, SiteRow};
use crate::model::{Basis, CampaignId, PersonId, SiteId, TaskAction, TaskId, TaskState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A campaign to add or to change; what is none stays as it is, what is empty is cleared.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct CampaignInput {
    pub code: Option<String>,
    pub name: Option<String>,
    pub name_en: Option<String>,
    pub standard: Option<String>,
    pub kind: Option<String>,
    pub deadline: Option<String>,
}

/// A campaign, with how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CampaignRow {
    /// Key.
    pub id: CampaignId,
    /// Code.
    pub code: String,
    /// The office's name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Standard to reach.
    pub standard: String,
    /// Code of the kind of site that it is about.
    pub kind: Option<String>,
    /// Deadline, YYYY-MM-DD.
    pub deadline: Option<String>,
    /// The day it was closed; none = under way.
    pub closed_on: Option<String>,
    /// Its tasks, those of ground above the cells too.
    pub tasks: u32,
    /// Tasks accepted.
    pub accepted: u32,
    /// Tasks complete: those, and those whose sites are all accepted.
    pub complete: u32,
    /// Tasks overdue.
    pub overdue: u32,
    /// What is done in its tasks: sites, items of checklists, tasks as a whole.
    pub done: u32,
    /// Of how many.
    pub total: u32,
    /// Cells without a task of it that were not decided to need none: empty squares.
    pub empty: u32,
    /// Cells where it was decided not to apply.
    pub exempt: u32,
}

/// A person, as a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct PersonRef {
    pub id: PersonId,
    pub name: String,
}

/// A task, with how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TaskRow {
    /// Key.
    pub id: TaskId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// Code of the campaign.
    pub code: String,
    /// Name of the campaign.
    pub name: String,
    /// Its English name; empty where it has none.
    pub name_en: String,
    /// Its grid.
    pub grid: GridRef,
    /// State.
    pub state: TaskState,
    /// Standard to reach: its own, else the campaign's.
    pub standard: String,
    /// Deadline: its own, else the campaign's.
    pub deadline: Option<String>,
    /// Nothing is left to do: it is accepted, or all its sites are.
    pub complete: bool,
    /// Not complete and past its deadline.
    pub overdue: bool,
    /// Accepted, and a site of it is wrong again.
    pub slipped: bool,
    /// What its progress is counted in.
    pub basis: Basis,
    /// How many of them are done; of sites, accepted.
    pub done: u32,
    /// How many there are; dismissed sites do not count.
    pub total: u32,
    /// Times returned.
    pub rework: u32,
    /// Who answers for it: the person it was given to, else the chief of its grid.
    pub answerable: Option<PersonRef>,
    /// That person is the chief, who inherits it.
    pub inherited: bool,
}

/// One item of a task's checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct TaskItem {
    pub number: u32,
    pub text: String,
    pub done: bool,
}

/// What becomes of a checklist, in this order.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TaskItemsInput {
    /// The whole list anew; an item that was there keeps its tick.
    pub set: Option<Vec<String>>,
    /// Items to add at its end.
    pub add: Vec<String>,
    /// Numbers of items that are done.
    pub done: Vec<u32>,
    /// Numbers of items that are not done after all.
    pub undone: Vec<u32>,
}

/// One move that a task made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TaskStepView {
    /// Moment, UTC.
    pub at: String,
    /// Who.
    pub actor: String,
    /// Their post.
    pub post: String,
    /// The move.
    pub action: TaskAction,
    /// State before.
    pub from: TaskState,
    /// State after.
    pub to: TaskState,
    /// Opinion.
    pub note: String,
}

/// A move that a task could make from where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TaskOffer {
    /// The move.
    pub action: TaskAction,
    /// Needs a note (a reason).
    pub needs_note: bool,
    /// Why it cannot be made now: `sites`, `items`, `same_person`.
    pub missing: Vec<String>,
}

/// Everything about one task.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TaskArchive {
    /// The row.
    pub task: TaskRow,
    /// Its checklist.
    pub items: Vec<TaskItem>,
    /// Its moves, oldest first.
    pub steps: Vec<TaskStepView>,
    /// Sites that count in it, unresolved ones first: at most 500.
    pub sites: Vec<SiteRow>,
    /// How many sites count in it.
    pub sites_total: u32,
    /// Those listed that were tied to it by hand.
    pub tied: Vec<SiteId>,
    /// Responsible departments of its grid, and leading people: duties in force, inherited ones too.
    pub duties: Vec<DutyView>,
    /// Its own deadline; none = the campaign's.
    pub own_deadline: Option<String>,
    /// Its own standard; empty = the campaign's.
    pub own_standard: String,
    /// The day its campaign was closed; none = under way.
    pub closed_on: Option<String>,
    /// The moves it could make, the usual next one first.
    pub actions: Vec<TaskOffer>,
}

/// What one person answers for, or nobody.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Answered {
    /// Tasks that are not complete.
    pub tasks: Vec<TaskRow>,
    /// How many tasks in all.
    pub tasks_total: u32,
    /// Unresolved sites, by number.
    pub sites: Vec<SiteRow>,
    /// How many sites in all.
    pub sites_total: u32,
}

/// What a person answers for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonLoad {
    /// The person; none = what nobody answers for.
    pub person: Option<PersonRef>,
    /// Unresolved sites.
    pub sites: u32,
    /// Tasks that are not complete.
    pub tasks: u32,
    /// Of these sites, overdue.
    pub overdue: u32,
    /// Of these tasks, overdue.
    pub tasks_overdue: u32,
    /// More than one and a half times the sites, or the tasks, that people carry in the mean, among those who answer for
    /// anything.
    pub heavy: bool,
    /// The sites are too many.
    pub many_sites: bool,
    /// The tasks are too many.
    pub many_tasks: bool,
}

/// A task that a site counts in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SiteTask {
    /// The task.
    pub id: TaskId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The campaign's name.
    pub name: String,
    /// Its English name; empty where it has none.
    pub name_en: String,
    /// Its grid.
    pub grid: GridRef,
    /// Tied to it by hand; otherwise it counts by its kind and place.
    pub tied: bool,
}
