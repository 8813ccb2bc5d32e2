//! Commands that only look: one line each, deserialize, ask the core, hand over.

use crate::desk::{Held, ask, tell_changed};
use crate::progress::Throttle;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use gridwarden_core::model::{GridId, Lang, PersonId, SiteId};
use gridwarden_core::store::Project;
use gridwarden_core::verbs;
use gridwarden_core::view::*;
use tauri::AppHandle;

/// More names than this are no help in choosing one.
const PEOPLE: u32 = 500;

/// Nobody inspects more in one go.
const QUEUE: u32 = 500;

/// Everything about one cell.
#[tauri::command]
pub async fn dossier(desk: Held<'_>, id: GridId) -> Result<Dossier, Refusal> {
    ask(&desk, move |p, on| p.dossier(id, on)).await
}

/// Everything about one site.
#[tauri::command]
pub async fn site_archive(desk: Held<'_>, id: SiteId) -> Result<SiteArchive, Refusal> {
    let actor = desk.name();
    ask(&desk, move |p, on| p.site_archive(id, &actor, on)).await
}

/// A page of the cell table, as it stands now or stood at the end of a past day.
#[tauri::command]
pub async fn table_grids(
    desk: Held<'_>,
    filter: Filter,
    sort: Sort,
    offset: u32,
    limit: u32,
    past: Option<NaiveDate>,
) -> Result<Page<GridRow>, Refusal> {
    ask(&desk, move |p, on| match past {
        None => p.table_grids(&filter, &sort, offset, limit, on),
        Some(day) => p.past_table_grids(&filter, &sort, offset, limit, day),
    })
    .await
}

/// A page of the site table, as it stands now or stood at the end of a past day.
#[tauri::command]
pub async fn table_sites(
    desk: Held<'_>,
    filter: Filter,
    sort: Sort,
    offset: u32,
    limit: u32,
    past: Option<NaiveDate>,
) -> Result<Page<SiteRow>, Refusal> {
    ask(&desk, move |p, on| match past {
        None => p.table_sites(&filter, &sort, offset, limit, on),
        Some(day) => p.past_table_sites(&filter, &sort, offset, limit, day),
    })
    .await
}

/// The cell of the map that holds each of some places.
#[tauri::command]
pub async fn cells_at(desk: Held<'_>, places: Vec<[f64; 2]>) -> Result<Vec<Option<GridId>>, Refusal> {
    ask(&desk, move |p, on| p.cells_at(&places, on)).await
}

/// The outlines of some cells as they are seen within a view.
#[tauri::command]
pub async fn outlines(desk: Held<'_>, cells: Vec<GridId>, bounds: [f64; 4], zoom: u8) -> Result<Vec<Outline>, Refusal> {
    ask(&desk, move |p, on| p.outlines(&cells, bounds, zoom, on)).await
}

/// Where labels stand on the parts of some cells that a view shows.
#[tauri::command]
pub async fn label_places(
    desk: Held<'_>,
    cells: Vec<GridId>,
    bounds: [f64; 4],
    zoom: f64,
) -> Result<Vec<LabelPlace>, Refusal> {
    ask(&desk, move |p, on| p.label_places(&cells, bounds, zoom, on)).await
}

/// The days that can be looked back to.
#[tauri::command]
pub async fn past_days(desk: Held<'_>) -> Result<PastDays, Refusal> {
    ask(&desk, verbs::past::days).await
}

/// The tallies of a past day.
#[tauri::command]
pub async fn past_day(desk: Held<'_>, on: NaiveDate) -> Result<PastDay, Refusal> {
    ask(&desk, move |p, _| verbs::past::day(p, on)).await
}

/// One grid on a past day.
#[tauri::command]
pub async fn past_grid(desk: Held<'_>, id: GridId, on: NaiveDate) -> Result<PastGrid, Refusal> {
    ask(&desk, move |p, _| verbs::past::grid(p, id, on)).await
}

/// One site on a past day.
#[tauri::command]
pub async fn past_site(desk: Held<'_>, id: SiteId, on: NaiveDate, lang: Lang) -> Result<PastSite, Refusal> {
    ask(&desk, move |p, _| verbs::past::site(p, id, on, lang)).await
}

/// Two days side by side.
#[tauri::command]
pub async fn past_compare(
    desk: Held<'_>,
    of: Option<GridId>,
    since: NaiveDate,
    on: NaiveDate,
) -> Result<Comparison, Refusal> {
    ask(&desk, move |p, _| verbs::past::compare(p, of, since, on)).await
}

/// Cells, sites and people by name or code.
#[tauri::command]
pub async fn search(desk: Held<'_>, text: String) -> Result<Vec<Hit>, Refusal> {
    ask(&desk, move |p, on| p.search(&text, on)).await
}

/// The newest edits.
#[tauri::command]
pub async fn history(desk: Held<'_>, limit: u32) -> Result<Vec<EditInfo>, Refusal> {
    ask(&desk, move |p, _| p.history(limit)).await
}

/// What is known of a grid, as sentences.
#[tauri::command]
pub async fn grid_history(desk: Held<'_>, id: GridId, lang: Lang) -> Result<Vec<HistoryEntry>, Refusal> {
    ask(&desk, move |p, _| p.grid_history(id, lang)).await
}

/// What is known of a site, as sentences.
#[tauri::command]
pub async fn site_history(desk: Held<'_>, id: SiteId, lang: Lang) -> Result<Vec<HistoryEntry>, Refusal> {
    ask(&desk, move |p, _| p.site_history(id, lang)).await
}

/// Chiefs and what they carry, by the duties of a day; of today without one.
#[tauri::command]
pub async fn chief_loads(
    desk: Held<'_>,
    under: Option<GridId>,
    day: Option<NaiveDate>,
) -> Result<Vec<ChiefLoad>, Refusal> {
    ask(&desk, move |p, on| p.chief_loads(under, on, day.unwrap_or(on))).await
}

/// Who has a role for each of some grids on a day or later.
#[tauri::command]
pub async fn held_by(
    desk: Held<'_>,
    grids: Vec<GridId>,
    role: String,
    from: NaiveDate,
) -> Result<Vec<HeldBy>, Refusal> {
    ask(&desk, move |p, _| p.held_by(&grids, &role, from)).await
}

/// Neighbouring chiefs who wear one colour, now or on a past day.
#[tauri::command]
pub async fn colour_clashes(desk: Held<'_>, past: Option<NaiveDate>) -> Result<ColourClashes, Refusal> {
    ask(&desk, move |p, on| p.colour_clashes(past, on)).await
}

/// Makes the colours of all chiefs anew; nothing is written.
#[tauri::command]
pub async fn recolour(app: AppHandle, desk: Held<'_>) -> Result<(), Refusal> {
    let tell = move |p: &Project, _| {
        p.recolour();
        tell_changed(&app, p);
        Ok(())
    };
    ask(&desk, tell).await
}

/// Cells that a ring of longitude and latitude encloses.
#[tauri::command]
pub async fn grids_in(desk: Held<'_>, ring: Vec<[f64; 2]>) -> Result<Vec<GridRow>, Refusal> {
    ask(&desk, move |p, on| p.grids_in(&ring, on)).await
}

/// Rows of these cells.
#[tauri::command]
pub async fn grid_rows(desk: Held<'_>, ids: Vec<GridId>) -> Result<Vec<GridRow>, Refusal> {
    ask(&desk, move |p, on| p.grid_rows(&ids, on)).await
}

/// People, for choosing.
#[tauri::command]
pub async fn people(desk: Held<'_>, text: String) -> Result<Vec<PersonRow>, Refusal> {
    ask(&desk, move |p, on| p.people(&text, on, PEOPLE)).await
}

/// Faults of the cells and sites; tells how far it is, and ends when it is cancelled or another one begins.
#[tauri::command]
pub async fn check(app: AppHandle, desk: Held<'_>) -> Result<CheckReport, Refusal> {
    let (turn, held) = (desk.next_check(), desk.inner().clone());
    let throttle = Throttle::default();
    let watch = move |done, total| {
        throttle.tell(&app, "check", done, total);
        held.is_checking(turn)
    };
    ask(&desk, move |p, on| verbs::check::check(p, on, &watch)).await
}

/// Ends the running check.
#[tauri::command]
pub fn check_cancel(desk: Held<'_>) {
    desk.next_check();
}

/// Sites that wait for their inspection.
#[tauri::command]
pub async fn inspection_queue(desk: Held<'_>, kind: Option<String>) -> Result<inspect::InspectionQueue, Refusal> {
    ask(&desk, move |p, on| p.inspection_queue(kind.as_deref(), QUEUE, on)).await
}

/// What these sites could do together.
#[tauri::command]
pub async fn batch_offers(desk: Held<'_>, ids: Vec<SiteId>) -> Result<Vec<inspect::BatchOffer>, Refusal> {
    ask(&desk, move |p, _| verbs::step::offers(p, &ids)).await
}

/// Sites of a kind near a place.
#[tauri::command]
pub async fn near_sites(desk: Held<'_>, kind: String, at: [f64; 2]) -> Result<Vec<NearSite>, Refusal> {
    ask(&desk, move |p, _| verbs::site::near(p, &kind, at)).await
}

/// The cell in which a new site at a place would land.
#[tauri::command]
pub async fn site_landing(desk: Held<'_>, at: [f64; 2]) -> Result<Landing, Refusal> {
    ask(&desk, move |p, on| verbs::site::landing(p, at, on)).await
}

/// A page of the people, with what they carry.
#[tauri::command]
pub async fn people_page(
    desk: Held<'_>,
    filter: PeopleFilter,
    sort: Sort,
    offset: u32,
    limit: u32,
) -> Result<Page<PersonLine>, Refusal> {
    ask(&desk, move |p, on| p.people_page(&filter, &sort, offset, limit, on)).await
}

/// Everything that a person answers for.
#[tauri::command]
pub async fn person_page(desk: Held<'_>, id: PersonId) -> Result<PersonPage, Refusal> {
    ask(&desk, move |p, on| p.person_page(id, on)).await
}

/// What the cells lack of the people who are to answer for them.
#[tauri::command]
pub async fn vacancies(desk: Held<'_>) -> Result<Vacancies, Refusal> {
    ask(&desk, |p, on| p.vacancies(on)).await
}

/// Figures of some ground and of each of its parts.
#[tauri::command]
pub async fn rollup(desk: Held<'_>, of: Option<GridId>) -> Result<Rollup, Refusal> {
    ask(&desk, move |p, on| verbs::rollup::rollup(p, of, on)).await
}

/// The ground whose sites no figures of the ground above hold.
#[tauri::command]
pub async fn left_out(desk: Held<'_>) -> Result<Option<Astray>, Refusal> {
    ask(&desk, verbs::status::left_out).await
}

/// Every cell with the day on which it was last walked.
#[tauri::command]
pub async fn walks(desk: Held<'_>) -> Result<Vec<patrol::WalkRow>, Refusal> {
    ask(&desk, |p, on| p.walks(None, on)).await
}

/// A page of the patrols of some ground, or of all.
#[tauri::command]
pub async fn patrols(
    desk: Held<'_>,
    under: Option<GridId>,
    offset: u32,
    limit: u32,
) -> Result<Page<patrol::PatrolView>, Refusal> {
    ask(&desk, move |p, _| p.patrols(under, offset, limit)).await
}
