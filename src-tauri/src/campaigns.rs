//! Commands of campaigns, their matrix, tasks, and who answers for them: one line each.

use crate::desk::{Held, ask};
use crate::hand::Hand;
use crate::refusal::Refusal;
use gridwarden_core::model::{CampaignId, GridId, PersonId, SiteId, TaskAction, TaskId};
use gridwarden_core::verbs::{self, breakdown::NewTasks, duty::Holder};
use gridwarden_core::view::Done;
use gridwarden_core::view::matrix::*;
use gridwarden_core::view::task::*;

/// Tasks and sites of a person that are listed at most, of each.
const LISTED: u32 = 500;

/// Heads and sums of the matrix.
#[tauri::command]
pub async fn matrix_heads(desk: Held<'_>) -> Result<Matrix, Refusal> {
    ask(&desk, |p, on| p.matrix_heads(on)).await
}

/// Rows of the matrix in one subdistrict.
#[tauri::command]
pub async fn matrix_rows(desk: Held<'_>, part: Option<GridId>) -> Result<Vec<MatrixRow>, Refusal> {
    ask(&desk, move |p, on| p.matrix_rows(part, on)).await
}

/// All campaigns, closed ones too.
#[tauri::command]
pub async fn campaigns(desk: Held<'_>) -> Result<Vec<CampaignRow>, Refusal> {
    ask(&desk, |p, on| p.campaign_rows(on)).await
}

/// Everything about one task.
#[tauri::command]
pub async fn task_archive(desk: Held<'_>, id: TaskId) -> Result<TaskArchive, Refusal> {
    let actor = desk.name();
    ask(&desk, move |p, on| p.task_archive(id, &actor, on)).await
}

/// A square without a task.
#[tauri::command]
pub async fn vacant_square(desk: Held<'_>, campaign: CampaignId, grid: GridId) -> Result<VacantSquare, Refusal> {
    ask(&desk, move |p, on| p.vacant_square(campaign, grid, on)).await
}

/// What a breakdown would do.
#[tauri::command]
pub async fn breakdown_plan(desk: Held<'_>, code: String, choice: CellChoice) -> Result<BreakdownPlan, Refusal> {
    ask(&desk, move |p, on| verbs::breakdown::plan(p, &code, &choice, on)).await
}

/// Gives cells a task of a campaign, all as one edit.
#[tauri::command]
pub async fn breakdown(
    hand: Hand,
    code: String,
    choice: CellChoice,
    deadline: String,
    standard: String,
    person: Option<PersonId>,
) -> Result<TasksReport, Refusal> {
    hand.edit(move |p, actor, on| {
        let new = NewTasks {
            deadline: Some(&deadline),
            standard: &standard,
            holder: person.into(),
        };
        verbs::breakdown::assign(p, actor, &code, &choice, &new, on)
    })
    .await
}

/// Takes tasks of a campaign from cells.
#[tauri::command]
pub async fn withdraw(hand: Hand, code: String, choice: CellChoice) -> Result<TasksReport, Refusal> {
    hand.edit(move |p, actor, on| verbs::breakdown::withdraw(p, actor, &code, &choice, on))
        .await
}

/// Decides that a campaign does not apply in cells.
#[tauri::command]
pub async fn exempt(hand: Hand, code: String, choice: CellChoice, reason: String) -> Result<TasksReport, Refusal> {
    hand.edit(move |p, actor, on| verbs::breakdown::exempt(p, actor, &code, &choice, &reason, on))
        .await
}

/// Takes that decision back.
#[tauri::command]
pub async fn apply_again(hand: Hand, code: String, choice: CellChoice) -> Result<TasksReport, Refusal> {
    hand.edit(move |p, actor, on| verbs::breakdown::apply_again(p, actor, &code, &choice, on))
        .await
}

/// Adds a campaign.
#[tauri::command]
pub async fn campaign_add(hand: Hand, input: CampaignInput) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::campaign::add(p, actor, &input))
        .await
}

/// Changes what is given of a campaign.
#[tauri::command]
pub async fn campaign_edit(hand: Hand, code: String, input: CampaignInput) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::campaign::edit(p, actor, &code, &input))
        .await
}

/// Removes a campaign that has no tasks.
#[tauri::command]
pub async fn campaign_remove(hand: Hand, code: String) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::campaign::remove(p, actor, &code))
        .await
}

/// Closes a campaign that is over, or reopens it.
#[tauri::command]
pub async fn campaign_close(hand: Hand, code: String, closed: bool) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| verbs::campaign::close(p, actor, &code, closed, on))
        .await
}

/// Puts the campaigns into an order.
#[tauri::command]
pub async fn campaign_arrange(hand: Hand, codes: Vec<String>) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::campaign::arrange(p, actor, &codes))
        .await
}

/// Makes one move of a task.
#[tauri::command]
pub async fn task_step(hand: Hand, id: TaskId, action: TaskAction, note: String) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::task::step(p, actor, id, action, &note))
        .await
}

/// Changes a task's checklist.
#[tauri::command]
pub async fn task_items(hand: Hand, id: TaskId, input: TaskItemsInput) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::task::items(p, actor, id, &input))
        .await
}

/// Changes a task's own deadline and standard; what is none stays, what is empty falls back to the campaign's.
#[tauri::command]
pub async fn task_edit(
    hand: Hand,
    id: TaskId,
    deadline: Option<String>,
    standard: Option<String>,
) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::task::edit(p, actor, id, deadline.as_deref(), standard.as_deref()))
        .await
}

/// Ties sites to a task by hand, or unties them.
#[tauri::command]
pub async fn task_tie(hand: Hand, sites: Vec<SiteId>, task: Option<TaskId>) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::task::tie(p, actor, &sites, task))
        .await
}

/// Gives tasks and sites to somebody who answers for them; none = back to the chiefs of their cells.
#[tauri::command]
pub async fn answer(
    hand: Hand,
    tasks: Vec<TaskId>,
    sites: Vec<SiteId>,
    person: Option<PersonId>,
) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| verbs::task::answer(p, actor, &tasks, &sites, person.into(), on))
        .await
}

/// What everybody answers for.
#[tauri::command]
pub async fn person_loads(desk: Held<'_>) -> Result<Vec<PersonLoad>, Refusal> {
    ask(&desk, |p, on| p.loads(on)).await
}

/// What one person answers for, or nobody.
#[tauri::command]
pub async fn answered(desk: Held<'_>, person: Option<PersonId>) -> Result<Answered, Refusal> {
    ask(&desk, move |p, on| p.answered(person, on, LISTED)).await
}

/// Names of the organisations.
#[tauri::command]
pub async fn orgs(desk: Held<'_>) -> Result<Vec<String>, Refusal> {
    ask(&desk, |p, _| p.orgs()).await
}

/// Gives a grid's duty to an organisation from today on, beside those that hold it.
#[tauri::command]
pub async fn duty_org(hand: Hand, grid: GridId, role: String, org: String) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| {
        verbs::duty::set_duty(p, actor, &[grid], &role, Holder::Org(&org), &on.to_string(), on)
    })
    .await
}

/// Ends an organisation's duty for a grid as of today.
#[tauri::command]
pub async fn duty_org_end(hand: Hand, grid: GridId, role: String, org: String) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| verbs::duty::end(p, actor, grid, &role, Holder::Org(&org), &on.to_string(), on))
        .await
}
