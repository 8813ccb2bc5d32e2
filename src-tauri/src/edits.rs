//! Commands that change the project: one line each. The core records, the page is told.

use crate::desk::{Desk, edit};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use gridwarden_core::model::{Action, GridId, PersonId, SiteId};
use gridwarden_core::view::{Done, PersonInput, PersonRow, SiteInput, StepInput};
use std::sync::Arc;
use tauri::{AppHandle, State};

type Held<'a> = State<'a, Arc<Desk>>;

/// Adds a person.
#[tauri::command]
pub async fn person_add(app: AppHandle, desk: Held<'_>, person: PersonInput) -> Result<PersonRow, Refusal> {
    edit(&app, &desk, move |p, actor, _| p.person_add(&person, actor)).await
}

/// Gives a role for these cells to a person from a day on, or ends it.
#[tauri::command]
pub async fn set_duty(
    app: AppHandle,
    desk: Held<'_>,
    grids: Vec<GridId>,
    role: String,
    person: Option<PersonId>,
    from: NaiveDate,
) -> Result<Done, Refusal> {
    edit(&app, &desk, move |p, actor, _| {
        p.set_duty(&grids, &role, person, from, actor)
    })
    .await
}

/// Puts a new site on the map.
#[tauri::command]
pub async fn site_add(app: AppHandle, desk: Held<'_>, site: SiteInput) -> Result<Done, Refusal> {
    edit(&app, &desk, move |p, actor, on| p.site_add(&site, actor, on)).await
}

/// Puts a site into a cell by hand, or takes that back.
#[tauri::command]
pub async fn site_place(app: AppHandle, desk: Held<'_>, id: SiteId, grid: Option<GridId>) -> Result<Done, Refusal> {
    edit(&app, &desk, move |p, actor, _| p.site_place(id, grid, actor)).await
}

/// Moves a site along its lifecycle.
#[tauri::command]
pub async fn step(
    app: AppHandle,
    desk: Held<'_>,
    id: SiteId,
    action: Action,
    input: StepInput,
) -> Result<Done, Refusal> {
    edit(&app, &desk, move |p, actor, on| p.step(id, action, &input, actor, on)).await
}

/// Takes the newest edit back.
#[tauri::command]
pub async fn undo(app: AppHandle, desk: Held<'_>) -> Result<Done, Refusal> {
    edit(&app, &desk, |p, actor, _| p.undo(actor)).await
}

/// Does again what undo took back.
#[tauri::command]
pub async fn redo(app: AppHandle, desk: Held<'_>) -> Result<Done, Refusal> {
    edit(&app, &desk, |p, actor, _| p.redo(actor)).await
}
