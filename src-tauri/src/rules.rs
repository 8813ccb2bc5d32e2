//! Commands of the office's rules: one line each.

use crate::desk::{Held, ask};
use crate::hand::Hand;
use crate::refusal::Refusal;
use gridwarden_core::verbs;
use gridwarden_core::view::Done;
use gridwarden_core::view::rules::{HolidayInput, KindInput, OfficeRules, PauseInput, StandardVersion};

/// Settings, kinds with their standards, holidays and stops.
#[tauri::command]
pub async fn rules(desk: Held<'_>) -> Result<OfficeRules, Refusal> {
    ask(&desk, verbs::rules::rules).await
}

/// Sets one thing.
#[tauri::command]
pub async fn setting_set(hand: Hand, key: String, value: String) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::setting::set(p, actor, &key, &value))
        .await
}

/// Adds a kind of site, or changes what is given of one.
#[tauri::command]
pub async fn kind_put(hand: Hand, kind: Option<String>, input: KindInput) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| match kind {
        Some(kind) => verbs::kind::edit(p, actor, &kind, &input),
        None => verbs::kind::add(p, actor, &input),
    })
    .await
}

/// Writes a kind's standard anew, as its next version.
#[tauri::command]
pub async fn standard_put(hand: Hand, kind: String, items: Vec<String>) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::kind::standard(p, actor, &kind, &items))
        .await
}

/// All versions of a kind's standard.
#[tauri::command]
pub async fn standard_versions(desk: Held<'_>, kind: String) -> Result<Vec<StandardVersion>, Refusal> {
    ask(&desk, move |p, _| p.standard_versions(&kind)).await
}

/// Lists holidays or make-up days.
#[tauri::command]
pub async fn holiday_put(hand: Hand, input: HolidayInput) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::holiday::put(p, actor, &input))
        .await
}

/// Takes days from the list of holidays.
#[tauri::command]
pub async fn holiday_remove(hand: Hand, input: HolidayInput) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::holiday::remove(p, actor, &input))
        .await
}

/// Lists the days that the program knows and the list does not say.
#[tauri::command]
pub async fn holiday_known(hand: Hand) -> Result<Done, Refusal> {
    hand.edit(|p, actor, _| verbs::holiday::take_known(p, actor)).await
}

/// Declares a stop, or changes the one that was called so.
#[tauri::command]
pub async fn pause_put(hand: Hand, was: Option<String>, input: PauseInput) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::pause::put(p, actor, was.as_deref(), &input))
        .await
}

/// How many deadlines that would change.
#[tauri::command]
pub async fn pause_would_move(desk: Held<'_>, was: Option<String>, input: PauseInput) -> Result<u32, Refusal> {
    ask(&desk, move |p, _| verbs::pause::would_move(p, was.as_deref(), &input)).await
}

/// Takes a stop back.
#[tauri::command]
pub async fn pause_remove(hand: Hand, name: String) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| verbs::pause::remove(p, actor, &name))
        .await
}
