//! Commands of the office's rules: one line each.

use crate::desk::{Desk, ask, edit};
use crate::refusal::Refusal;
use gridwarden_core::verbs;
use gridwarden_core::view::Done;
use gridwarden_core::view::rules::Settings;
use std::sync::Arc;
use tauri::{AppHandle, State};

type Held<'a> = State<'a, Arc<Desk>>;

/// What the office has set.
#[tauri::command]
pub async fn settings(desk: Held<'_>) -> Result<Settings, Refusal> {
    ask(&desk, |p, _| p.settings()).await
}

/// Sets one thing.
#[tauri::command]
pub async fn setting_set(app: AppHandle, desk: Held<'_>, key: String, value: String) -> Result<Done, Refusal> {
    edit(&app, &desk, move |p, actor, _| {
        verbs::setting::set(p, actor, &key, &value)
    })
    .await
}
