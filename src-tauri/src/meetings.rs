//! Commands of the dispatch meetings: one line each, what is shown and what is recorded.

use crate::desk::{Held, ask};
use crate::hand::Hand;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use gridwarden_core::model::MeetingItemId;
use gridwarden_core::verbs::meeting;
use gridwarden_core::view::meeting::{Agenda, ItemDone, MeetingInfo, MeetingItemInput};
use gridwarden_core::view::meeting_page::{MeetingList, MeetingPage, MeetingSiteRow, RankBy, RankOf, RankedRow};
use gridwarden_core::view::{Done, Page};

/// All meetings, newest first.
#[tauri::command]
pub async fn meetings(desk: Held<'_>) -> Result<Vec<MeetingInfo>, Refusal> {
    ask(&desk, |p, _| p.meetings()).await
}

/// What the meeting of a day showed.
#[tauri::command]
pub async fn meeting_page(desk: Held<'_>, day: NaiveDate) -> Result<MeetingPage, Refusal> {
    ask(&desk, move |p, _| meeting::page(p, day)).await
}

/// Rows of a ranking at a meeting.
#[tauri::command]
pub async fn meeting_ranking(
    desk: Held<'_>,
    day: NaiveDate,
    of: RankOf,
    by: RankBy,
    offset: u32,
    limit: u32,
) -> Result<Page<RankedRow>, Refusal> {
    ask(&desk, move |p, _| meeting::ranking(p, day, of, by, offset, limit)).await
}

/// Rows of a list of sites that a meeting froze.
#[tauri::command]
pub async fn meeting_sites(
    desk: Held<'_>,
    day: NaiveDate,
    list: MeetingList,
    offset: u32,
    limit: u32,
) -> Result<Page<MeetingSiteRow>, Refusal> {
    ask(&desk, move |p, _| meeting::sites(p, day, list, offset, limit)).await
}

/// What a meeting takes up, as it stands now.
#[tauri::command]
pub async fn meeting_agenda(desk: Held<'_>, day: NaiveDate) -> Result<Agenda, Refusal> {
    ask(&desk, move |p, on| meeting::agenda(p, day, on)).await
}

/// Makes the meeting of a day and freezes its figures.
#[tauri::command]
pub async fn meeting_new(hand: Hand, day: NaiveDate, title: String, note: String) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, _| meeting::create(p, actor, day, &title, &note))
        .await
}

/// Adds a visit, a report or a remark.
#[tauri::command]
pub async fn meeting_add(hand: Hand, day: NaiveDate, item: MeetingItemInput) -> Result<ItemDone, Refusal> {
    hand.edit(move |p, actor, _| meeting::add_item(p, actor, day, &item))
        .await
}

/// Closes a remark.
#[tauri::command]
pub async fn meeting_finish(hand: Hand, id: MeetingItemId, note: String) -> Result<Done, Refusal> {
    hand.edit(move |p, actor, on| meeting::finish(p, actor, id, &note, on, on))
        .await
}
