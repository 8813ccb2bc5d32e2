//! Commands that change the project: one line each. The core records, the page is told.

use crate::desk::{Held, edit};
use crate::refusal::Refusal;
use gridwarden_core::model::{Action, GridId, PatrolId, PersonId, SiteId};
use gridwarden_core::verbs::{self, opening};
use gridwarden_core::view::inspect::BatchDone;
use gridwarden_core::view::patrol::PatrolInput;
use gridwarden_core::view::{Done, PersonChange, PersonInput, PersonRow, SiteChange, SiteInput, StepInput};
use tauri::AppHandle;

/// Adds a person.
#[tauri::command]
pub async fn person_add(app: AppHandle, desk: Held<'_>, person: PersonInput) -> Result<PersonRow, Refusal> {
    edit(&app, &desk, move |p, actor, on| p.add_person(actor, &person, on)).await
}

/// Gives grids to people in a role, all as one edit; no person makes them vacant.
#[tauri::command]
pub async fn set_duties(
    app: AppHandle,
    desk: Held<'_>,
    changes: Vec<(Vec<GridId>, Option<PersonId>)>,
    role: String,
    from: String,
) -> Result<Done, Refusal> {
    edit(&app, &desk, move |p, actor, on| {
        let changes: Vec<_> = (changes.iter())
            .map(|(grids, person)| (grids.as_slice(), (*person).into()))
            .collect();
        verbs::duty::set_duties(p, actor, &changes, &role, &from, on)
    })
    .await
}

/// Puts a new site on the map, with the photos that were chosen for it.
#[tauri::command]
pub async fn site_add(app: AppHandle, desk: Held<'_>, site: SiteInput) -> Result<Done, Refusal> {
    let photos: Vec<_> = desk.waiting(|w| w.iter().filter(|p| p.site.is_none()).map(|p| p.photo.clone()).collect());
    let done = edit(&app, &desk, move |p, actor, on| {
        verbs::site::add_with(p, actor, &site, &photos, on)
    })
    .await?;
    desk.waiting(|w| w.retain(|p| p.site.is_some()));
    Ok(done)
}

/// Corrects what is known of a site.
#[tauri::command]
pub async fn site_edit(app: AppHandle, desk: Held<'_>, id: SiteId, change: SiteChange) -> Result<Done, Refusal> {
    edit(&app, &desk, move |p, actor, on| {
        verbs::site::edit(p, actor, id, &change, on)
    })
    .await
}

/// Puts a site into a cell by hand, or takes that back.
#[tauri::command]
pub async fn site_place(app: AppHandle, desk: Held<'_>, id: SiteId, grid: Option<GridId>) -> Result<Done, Refusal> {
    edit(&app, &desk, move |p, actor, _| verbs::site::place(p, actor, id, grid)).await
}

/// Moves a site along its lifecycle, with the photos that were chosen for it.
#[tauri::command]
pub async fn step(
    app: AppHandle,
    desk: Held<'_>,
    id: SiteId,
    action: Action,
    input: StepInput,
) -> Result<Done, Refusal> {
    let photos: Vec<_> = desk.waiting(|w| {
        w.iter()
            .filter(|p| p.site == Some(id))
            .map(|p| p.photo.clone())
            .collect()
    });
    let done = edit(&app, &desk, move |p, actor, on| {
        verbs::step::step(p, actor, id, action, &input, &photos, on)
    })
    .await?;
    desk.waiting(|w| w.retain(|p| p.site != Some(id)));
    Ok(done)
}

/// Makes the same move of many sites as one edit; each says how it came out.
#[tauri::command]
pub async fn step_many(
    app: AppHandle,
    desk: Held<'_>,
    ids: Vec<SiteId>,
    action: Action,
    input: StepInput,
) -> Result<BatchDone, Refusal> {
    edit(&app, &desk, move |p, actor, on| {
        verbs::step::step_many(p, actor, &ids, action, &input, on).map(|(_, rows)| BatchDone::of(rows))
    })
    .await
}

/// Records notices to these cells as sent: their filed sites are dispatched as one edit.
#[tauri::command]
pub async fn notice_dispatch(app: AppHandle, desk: Held<'_>, cells: Vec<GridId>) -> Result<BatchDone, Refusal> {
    edit(&app, &desk, move |p, actor, on| {
        verbs::notice::dispatch(p, actor, &cells, on).map(|(_, rows)| BatchDone::of(rows))
    })
    .await
}

/// Escalates a site (督办).
#[tauri::command]
pub async fn escalate(app: AppHandle, desk: Held<'_>, id: SiteId, reason: String) -> Result<Done, Refusal> {
    edit(&app, &desk, move |p, actor, on| {
        verbs::escalate::escalate(p, actor, id, &reason, on)
    })
    .await
}

/// Lifts the escalation of a site.
#[tauri::command]
pub async fn lift(app: AppHandle, desk: Held<'_>, id: SiteId) -> Result<Done, Refusal> {
    edit(&app, &desk, move |p, actor, _| verbs::escalate::lift(p, actor, id)).await
}

/// Notes how a re-check came out.
#[tauri::command]
pub async fn recheck(app: AppHandle, desk: Held<'_>, id: SiteId, held: bool, note: String) -> Result<Done, Refusal> {
    edit(&app, &desk, move |p, actor, on| {
        verbs::recheck::recheck(p, actor, id, held, &note, on)
    })
    .await
}

/// Sets a person's telephone, post, organisation or name right.
#[tauri::command]
pub async fn person_edit(app: AppHandle, desk: Held<'_>, id: PersonId, change: PersonChange) -> Result<Done, Refusal> {
    edit(&app, &desk, move |p, actor, on| {
        verbs::person::edit(p, actor, id, &change, on)
    })
    .await
}

/// Writes a patrol down.
#[tauri::command]
pub async fn patrol_add(app: AppHandle, desk: Held<'_>, grid: GridId, patrol: PatrolInput) -> Result<Done, Refusal> {
    edit(&app, &desk, move |p, actor, on| {
        verbs::patrol::add(p, actor, grid, &patrol, on)
    })
    .await
}

/// Takes a patrol out that was written down by mistake.
#[tauri::command]
pub async fn patrol_remove(app: AppHandle, desk: Held<'_>, id: PatrolId) -> Result<Done, Refusal> {
    edit(&app, &desk, move |p, actor, _| verbs::patrol::remove(p, actor, id)).await
}

/// Takes out what refers to what another program removed; gives how many entries.
#[tauri::command]
pub async fn project_repair(app: AppHandle, desk: Held<'_>) -> Result<u32, Refusal> {
    edit(&app, &desk, |p, actor, _| Ok(opening::repair(p, actor)?.removed)).await
}

/// Takes the newest edit back.
#[tauri::command]
pub async fn undo(app: AppHandle, desk: Held<'_>) -> Result<Done, Refusal> {
    edit(&app, &desk, |p, actor, _| verbs::done(p, Some(p.undo(actor)?))).await
}

/// Does again what undo took back.
#[tauri::command]
pub async fn redo(app: AppHandle, desk: Held<'_>) -> Result<Done, Refusal> {
    edit(&app, &desk, |p, actor, _| verbs::done(p, Some(p.redo(actor)?))).await
}
