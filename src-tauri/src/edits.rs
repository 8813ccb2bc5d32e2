//! Commands that change the project: one line each. The core records, the page is told.

use crate::hand::Hand;
use crate::photos::{self, Form};
use crate::refusal::Refusal;
use gridwarden_core::model::{Action, EditId, GridId, PatrolId, PersonId, SiteId};
use gridwarden_core::verbs::{self, opening};
use gridwarden_core::view::inspect::BatchDone;
use gridwarden_core::view::patrol::PatrolInput;
use gridwarden_core::view::{Done, PersonChange, PersonInput, PersonRow, SiteChange, SiteInput, StepInput};

/// Adds a person.
#[tauri::command]
pub async fn person_add(hand: Hand, person: PersonInput) -> Result<PersonRow, Refusal> {
    hand.edit(move |p, actor, on| p.add_person(actor, &person, on)).await
}

/// Gives grids to people, each in a role, all as one edit; no person makes them vacant.
#[tauri::command]
pub async fn set_duties(
    hand: Hand,
    changes: Vec<(Vec<GridId>, String, Option<PersonId>)>,
    from: String,
) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| {
        let changes: Vec<_> = (changes.iter())
            .map(|(grids, role, person)| verbs::duty::Giving {
                grids,
                role,
                holder: (*person).into(),
            })
            .collect();
        verbs::duty::set_duties(p, actor, &changes, &from, on)
    })
    .await
}

/// Puts a new site on the map, with the photos that were chosen in its form.
#[tauri::command]
pub async fn site_add(hand: Hand, form: Form, site: SiteInput) -> Result<Done, Refusal> {
    let photos = photos::of_form(&hand.desk, &form);
    let add = move |p: &_, actor: &_, on| verbs::site::add_with(p, actor, &site, &photos, on);
    let done = hand.edit(add).await?;
    photos::forget(&hand.desk, &form);
    Ok(done)
}

/// Corrects what is known of a site.
#[tauri::command]
pub async fn site_edit(hand: Hand, id: SiteId, change: SiteChange) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| verbs::site::edit(p, actor, id, &change, on))
        .await
}

/// Puts a site into a cell by hand, or takes that back.
#[tauri::command]
pub async fn site_place(hand: Hand, id: SiteId, grid: Option<GridId>) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::site::place(p, actor, id, grid))
        .await
}

/// Moves a site along its lifecycle, with the photos that were chosen in its form; a move without a form takes none.
#[tauri::command]
pub async fn step(
    hand: Hand,
    form: Option<Form>,
    id: SiteId,
    action: Action,
    input: StepInput,
) -> Result<Done, Refusal> {
    let photos = form
        .as_ref()
        .map(|f| photos::of_form(&hand.desk, f))
        .unwrap_or_default();
    let step = move |p: &_, actor: &_, on| verbs::step::step(p, actor, id, action, &input, &photos, on);
    let done = hand.edit(step).await?;
    if let Some(form) = &form {
        photos::forget(&hand.desk, form);
    }
    Ok(done)
}

/// Makes the same move of many sites as one edit; each says how it came out.
#[tauri::command]
pub async fn step_many(hand: Hand, ids: Vec<SiteId>, action: Action, input: StepInput) -> Result<BatchDone, Refusal> {
    hand.edit(move |p, actor, on| {
        verbs::step::step_many(p, actor, &ids, action, &input, on).map(|(done, rows)| BatchDone::of(&done, rows))
    })
    .await
}

/// Records notices to these cells as sent: their filed sites are dispatched as one edit.
#[tauri::command]
pub async fn notice_dispatch(hand: Hand, cells: Vec<GridId>) -> Result<BatchDone, Refusal> {
    hand.edit(move |p, actor, on| {
        verbs::notice::dispatch(p, actor, &cells, on).map(|(done, rows)| BatchDone::of(&done, rows))
    })
    .await
}

/// Escalates a site (督办).
#[tauri::command]
pub async fn escalate(hand: Hand, id: SiteId, reason: String) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| verbs::escalate::escalate(p, actor, id, &reason, on))
        .await
}

/// Lifts the escalation of a site.
#[tauri::command]
pub async fn lift(hand: Hand, id: SiteId) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::escalate::lift(p, actor, id)).await
}

/// Notes how a re-check came out.
#[tauri::command]
pub async fn recheck(hand: Hand, id: SiteId, held: bool, note: String) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| verbs::recheck::recheck(p, actor, id, held, &note, on))
        .await
}

/// Sets a person's telephone, post, organisation or name right.
#[tauri::command]
pub async fn person_edit(hand: Hand, id: PersonId, change: PersonChange) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| verbs::person::edit(p, actor, id, &change, on))
        .await
}

/// Writes a patrol down.
#[tauri::command]
pub async fn patrol_add(hand: Hand, grid: GridId, patrol: PatrolInput) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| verbs::patrol::add(p, actor, grid, &patrol, on))
        .await
}

/// Takes a patrol out that was written down by mistake.
#[tauri::command]
pub async fn patrol_remove(hand: Hand, id: PatrolId) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::patrol::remove(p, actor, id)).await
}

/// Takes out what refers to what another program removed; gives how many entries.
#[tauri::command]
pub async fn project_repair(hand: Hand) -> Result<u32, Refusal> {
    hand.edit(|p, actor, _| Ok(opening::repair(p, actor)?.removed)).await
}

/// Takes the newest edit back, which must be the one that the page named.
#[tauri::command]
pub async fn undo(hand: Hand, edit: EditId) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::done(p, Some(p.undo(actor, Some(edit))?)))
        .await
}

/// Does again what undo took back, which must be the one that the page named.
#[tauri::command]
pub async fn redo(hand: Hand, edit: EditId) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::done(p, Some(p.redo(actor, Some(edit))?)))
        .await
}
