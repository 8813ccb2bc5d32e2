//! Commands of the review's list: one line each.

use crate::desk::{Held, ask};
use crate::hand::Hand;
use crate::refusal::Refusal;
use gridwarden_core::model::{FeedbackId, SiteId, TaskId};
use gridwarden_core::store::Link;
use gridwarden_core::verbs::feedback as ledger;
use gridwarden_core::view::Done;
use gridwarden_core::view::feedback::{FeedbackInput, FeedbackList, FeedbackRow, LinkedTask};

/// More tasks than this are no help in choosing one.
const TASKS: usize = 12;

/// The whole list.
#[tauri::command]
pub async fn feedback(desk: Held<'_>) -> Result<FeedbackList, Refusal> {
    ask(&desk, ledger::list).await
}

/// Problems that are linked to a site.
#[tauri::command]
pub async fn feedback_of_site(desk: Held<'_>, id: SiteId) -> Result<Vec<FeedbackRow>, Refusal> {
    ask(&desk, move |p, on| p.feedback_of_site(id, on)).await
}

/// Tasks by campaign and grid, for linking.
#[tauri::command]
pub async fn tasks_named(desk: Held<'_>, text: String) -> Result<Vec<LinkedTask>, Refusal> {
    ask(&desk, move |p, _| p.tasks_named(&text, TASKS)).await
}

/// Adds a problem.
#[tauri::command]
pub async fn feedback_add(hand: Hand, item: FeedbackInput) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| ledger::add(p, actor, &item)).await
}

fn links(sites: &[SiteId], tasks: &[TaskId]) -> Vec<Link> {
    let sites = sites.iter().copied().map(Link::Site);
    sites.chain(tasks.iter().copied().map(Link::Task)).collect()
}

/// Links a problem to sites and tasks.
#[tauri::command]
pub async fn feedback_link(
    hand: Hand,
    id: FeedbackId,
    sites: Vec<SiteId>,
    tasks: Vec<TaskId>,
) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| ledger::link(p, actor, id, &links(&sites, &tasks), on))
        .await
}

/// Takes links away.
#[tauri::command]
pub async fn feedback_unlink(
    hand: Hand,
    id: FeedbackId,
    sites: Vec<SiteId>,
    tasks: Vec<TaskId>,
) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| ledger::unlink(p, actor, id, &links(&sites, &tasks), on))
        .await
}

/// Notes that the unit says it is done.
#[tauri::command]
pub async fn feedback_claim(hand: Hand, id: FeedbackId) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| ledger::claim(p, actor, id, on, on)).await
}

/// Strikes a problem off.
#[tauri::command]
pub async fn feedback_strike(hand: Hand, id: FeedbackId) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| ledger::strike(p, actor, id, on, on))
        .await
}

/// Takes the claim and the striking off back.
#[tauri::command]
pub async fn feedback_reopen(hand: Hand, id: FeedbackId) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| ledger::reopen(p, actor, id, on)).await
}
