//! Commands of the page that opens in the morning, and the counts on the strip of places.

use crate::desk::{Held, ask};
use crate::refusal::Refusal;
use crate::visits::{ask_behind, ask_for};
use gridwarden_core::model::Matter;
use gridwarden_core::verbs;
use gridwarden_core::view::today;
use tauri::ipc::Response;

/// The page of the day. For one visit to it, as all that follows.
#[tauri::command]
pub async fn today(desk: Held<'_>, visit: u64) -> Result<today::TodayPage, Refusal> {
    ask_for(&desk, visit, |p, on| p.today_page(on)).await
}

/// The most pressing of one matter.
#[tauri::command]
pub async fn today_list(desk: Held<'_>, visit: u64, matter: Matter, most: u32) -> Result<today::TodayList, Refusal> {
    ask_for(&desk, visit, move |p, on| p.today_list(matter, most, on)).await
}

/// The small map of one matter, four bytes a pixel; nothing where no cell is drawn.
#[tauri::command]
pub async fn today_picture(
    desk: Held<'_>,
    visit: u64,
    matter: Matter,
    size: [u32; 2],
    classes: Vec<(u32, [u8; 3])>,
) -> Result<Response, Refusal> {
    let pixels = ask_behind(&desk, visit, move |p, on| p.today_picture(matter, size, &classes, on)).await?;
    Ok(Response::new(pixels.unwrap_or_default()))
}

/// How the unresolved sites went in so many weeks.
#[tauri::command]
pub async fn trend(desk: Held<'_>, visit: u64, weeks: u32) -> Result<today::Trend, Refusal> {
    ask_behind(&desk, visit, move |p, on| verbs::trend::trend(p, weeks, on)).await
}

/// The page of the day is shown: the number of this visit.
#[tauri::command]
pub async fn today_visit(desk: Held<'_>) -> Result<u64, Refusal> {
    Ok(desk.visits.begin())
}

/// The page of the day is left: what was asked for it up to this visit is given up.
#[tauri::command]
pub async fn today_left(desk: Held<'_>, visit: u64) -> Result<(), Refusal> {
    desk.visits.leave(visit);
    Ok(())
}

/// Counts on the strip of places.
#[tauri::command]
pub async fn badges(desk: Held<'_>) -> Result<today::Badges, Refusal> {
    ask(&desk, |p, on| p.badges(on)).await
}
