//! The import desk: a file is chosen, dropped or named at start; it is looked at, then brought in or put away.

use crate::desk::{Desk, Held, Source, tell_changed, today};
use crate::files::{is_project, show_dialog};
use crate::others::Watch as Others;
use crate::photos;
use crate::progress::Throttle;
use crate::refusal::Refusal;
use gridwarden_core::Error;
use gridwarden_core::verbs::import::{self, Rehearsed};
use gridwarden_core::view::{ImportAs, ImportOptions, ImportPreview, ImportReport, RowFilter, RowPage};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, Window};
use tauri_plugin_dialog::DialogExt;

/// Options a source is first looked at with; the core reads the rest off the headings.
fn plain(target: ImportAs) -> ImportOptions {
    ImportOptions {
        target,
        crs: "wgs84".into(),
        map: Default::default(),
        set: Default::default(),
        kinds: Default::default(),
        same: false,
    }
}

/// Looks at a source and brings it to the desk when it can be read.
pub fn bring(desk: &Desk, source: Source) -> Result<ImportPreview, Refusal> {
    let project = desk.project()?;
    let (preview, rows) = import::preview(&project, &source.path, &plain(source.target), today(), &|_, _, _| true)?;
    desk.bring(source, rows);
    Ok(preview)
}

/// Lays what was brought on the desk: the page has asked whoever has answers there.
#[tauri::command]
pub fn import_take(desk: Held<'_>) {
    desk.take_brought();
}

/// Lets the person choose a source.
#[tauri::command]
pub async fn import_pick(app: AppHandle, desk: Held<'_>, target: ImportAs) -> Result<Option<ImportPreview>, Refusal> {
    desk.project()?;
    let name = desk.settings().lang.pick("GeoJSON、CSV 表格", "GeoJSON, CSV tables");
    let dialog = app
        .dialog()
        .file()
        .add_filter(name, &["geojson", "json", "geojsonl", "csv", "tsv", "txt"]);
    let Some(path) = show_dialog(dialog, |d| d.blocking_pick_file()).await? else {
        return Ok(None);
    };
    let desk = desk.inner().clone();
    spawn_blocking(move || bring(&desk, Source { path, target }))
        .await?
        .map(Some)
}

/// Why a source is looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Again {
    /// Somebody chose other options.
    Chosen,
    /// The project was changed: the page asks of itself.
    Followed,
    /// Somebody was told that it is not as it was shown.
    Told,
}

/// Looks at the source again.
#[tauri::command]
pub async fn import_preview(
    app: AppHandle,
    desk: Held<'_>,
    options: ImportOptions,
    again: Again,
) -> Result<ImportPreview, Refusal> {
    let desk = desk.inner().clone();
    let look = move || {
        let (_one, project, source) = (desk.turn()?, desk.project()?, desk.source()?);
        let watch = watch(&app, &desk);
        let (preview, mut rows) =
            import::preview(&project, &source.path, &options, today(), &watch).map_err(|e| project.because(e))?;
        if let (Again::Chosen | Again::Followed, Some(before)) = (again, desk.rehearsed(Rehearsed::shown)) {
            rows.judge_by(before, again == Again::Followed);
        }
        desk.set_rehearsed(rows);
        Ok(preview)
    };
    spawn_blocking(look).await?
}

/// A page of the rows that were looked at last.
#[tauri::command]
pub fn import_rows(desk: Held<'_>, filter: RowFilter, offset: u32) -> RowPage {
    desk.rehearsed(|rows| rows.page(filter, offset))
}

/// Brings in what was shown of the source, as one edit; tells how far it is.
#[tauri::command]
pub async fn import_run(app: AppHandle, desk: Held<'_>) -> Result<ImportReport, Refusal> {
    let desk = desk.inner().clone();
    spawn_blocking(move || run(&app, &desk)).await?
}

fn run(app: &AppHandle, desk: &Desk) -> Result<ImportReport, Refusal> {
    let (_one, project, source, actor) = (desk.turn()?, desk.project()?, desk.source()?, desk.actor()?);
    let shown = desk.rehearsed(Rehearsed::shown).ok_or_else(Refusal::no_source)?;
    let done = import::import_shown(&project, &actor, &source.path, &shown, today(), &watch(app, desk));
    if let Err(Error::Overtaken { .. }) = &done {
        // The window is behind: what others wrote is shown before the next try.
        app.state::<Others>().look_now();
    }
    let report = done.map_err(|e| project.because(e))?;
    // The file stays at hand, to be looked at again; what was shown of it is done.
    desk.set_rehearsed(Rehearsed::default());
    tell_changed(app, &project);
    Ok(report)
}

/// Tells the page how far the work is, and the work whether to go on.
fn watch(app: &AppHandle, desk: &Desk) -> impl Fn(&str, u64, u64) -> bool {
    let throttle = Throttle::default();
    move |stage, done, total| {
        throttle.tell(app, stage, done, total);
        !desk.cancel.load(Ordering::Relaxed)
    }
}

/// Ends the running import; the project is then as it was.
#[tauri::command]
pub fn import_cancel(desk: Held<'_>) {
    desk.cancel.store(true, Ordering::Relaxed);
}

/// Puts the source away.
#[tauri::command]
pub fn import_discard(desk: Held<'_>) {
    desk.set_source(None);
}

/// What hovers over the window, so that the place which would take it can show itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Hovering {
    /// A project, which would be opened.
    Project,
    /// Photos, for a site.
    Photos,
    /// Anything else, for the import desk.
    Source,
}

fn hovering(paths: &[PathBuf]) -> Option<Hovering> {
    let first = paths.first()?;
    Some(if paths.iter().any(|p| photos::is_photo(p)) {
        Hovering::Photos
    } else if is_project(first) {
        Hovering::Project
    } else {
        Hovering::Source
    })
}

/// Files that hover over the window are told to the page. Dropped, photos wait to be told their site and role, a project is
/// opened, anything else goes to the import desk.
pub fn dragged(window: &Window, event: &DragDropEvent) {
    let app = window.app_handle().clone();
    let paths = match event {
        DragDropEvent::Enter { paths, .. } => {
            let _ = app.emit("hovering", hovering(paths));
            return;
        }
        DragDropEvent::Leave => {
            let _ = app.emit("hovering", None::<Hovering>);
            return;
        }
        DragDropEvent::Drop { paths, .. } => paths,
        _ => return,
    };
    let _ = app.emit("hovering", None::<Hovering>);
    let Some(path) = paths.first().cloned() else { return };
    let photos: Vec<_> = paths.iter().filter(|p| photos::is_photo(p)).cloned().collect();
    let desk = app.state::<Arc<Desk>>().inner().clone();
    if !photos.is_empty() {
        let many = photos.len();
        desk.dropped(|d| d.landed = photos);
        let _ = app.emit("photos_dropped", many);
        return;
    }
    spawn_blocking(move || {
        let told = if is_project(&path) && desk.unsaved.load(Ordering::Relaxed) > 0 {
            Err(Refusal::new(
                "unsaved",
                "Something in this window is not saved: save it or give it up, then drop the project again.",
            ))
        } else if is_project(&path) {
            desk.open(&path).map(|project| tell_changed(&app, &project))
        } else {
            take(&desk, &path).map(|preview| drop(app.emit("dropped", preview)))
        };
        if let Err(refusal) = told {
            let _ = app.emit("refused", refusal);
        }
    });
}

/// Nobody said what a dropped file holds: it is taken for what the most of its rows can come in as, by the most of its
/// columns where that leaves several, in the order in which an office has need of them.
fn take(desk: &Desk, path: &Path) -> Result<ImportPreview, Refusal> {
    let project = desk.project()?;
    let mut best: Option<([usize; 2], ImportPreview, Rehearsed)> = None;
    let mut refused = None;
    for target in [ImportAs::Grids, ImportAs::Sites, ImportAs::People, ImportAs::Feedback] {
        match import::preview(&project, path, &plain(target), today(), &|_, _, _| true) {
            Ok((preview, rows)) => {
                let r = &preview.report;
                let taken = (r.inserted + r.updated + r.unchanged + r.questioned) as usize;
                let known = preview.columns.iter().filter(|c| c.field.is_some()).count();
                if best.as_ref().is_none_or(|(most, ..)| [taken, known] > *most) {
                    best = Some(([taken, known], preview, rows));
                }
            }
            Err(e) => refused = refused.or(Some(Refusal::from(e))),
        }
    }
    match best {
        Some((_, preview, rows)) => {
            let source = Source {
                path: path.to_owned(),
                target: preview.options.target,
            };
            desk.bring(source, rows);
            Ok(preview)
        }
        None => Err(refused.unwrap_or_else(Refusal::no_project)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hovers_is_told_by_what_would_take_it() {
        let of = |names: &[&str]| hovering(&names.iter().map(PathBuf::from).collect::<Vec<_>>());
        assert_eq!(of(&["a.gpkg"]), Some(Hovering::Project));
        assert_eq!(of(&["a.csv"]), Some(Hovering::Source));
        assert_eq!(of(&["a.csv", "b.JPG"]), Some(Hovering::Photos));
        assert_eq!(of(&[]), None);
    }
}
