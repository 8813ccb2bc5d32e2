//! Commands that choose, open and copy project files. Dialogs are opened here, never by the page.

use crate::desk::{Desk, Source, ask, today};
use crate::refusal::Refusal;
use crate::settings::file_name;
use gridwarden_core::model::{Actor, Lang};
use gridwarden_core::store::{NewProject, Project};
use gridwarden_core::view::{ImportPreview, ProjectInfo};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

type Held<'a> = State<'a, Arc<Desk>>;

/// What the page needs to begin.
#[derive(Serialize)]
pub struct Boot {
    project: Option<ProjectInfo>,
    refused: Option<Refusal>,
    actor: Option<Actor>,
    lang: Lang,
    recent: Vec<String>,
    pending: Option<ImportPreview>,
}

/// First call of the page: does what the command line asked for, once.
#[tauri::command]
pub async fn boot(desk: Held<'_>) -> Result<Boot, Refusal> {
    let desk = desk.inner().clone();
    Ok(spawn_blocking(move || begin(&desk)).await?)
}

fn begin(desk: &Desk) -> Boot {
    let mut refused = None;
    let mut pending = None;
    if let Some(args) = desk.take_start() {
        let opened = match &args.project {
            Some(path) => desk.open(path).map(Some),
            None if args.sample => desk.open_sample().map(Some),
            None => Ok(None),
        };
        refused = opened.err().map(Refusal::from);
        if let (Some(path), Some(target)) = (args.import, args.target) {
            match crate::import::lay(desk, Source { path, target }) {
                Ok(preview) => pending = Some(preview),
                Err(e) => refused = refused.or(Some(e)),
            }
        }
    }
    let project = match desk.project().map(|p| p.info(today())) {
        Ok(Ok(info)) => Some(info),
        Ok(Err(e)) => {
            refused = refused.or(Some(e.into()));
            None
        }
        Err(_) => None,
    };
    let settings = desk.settings();
    let recent = settings.recent_names();
    Boot {
        project,
        refused,
        actor: settings.actor,
        lang: settings.lang,
        recent,
        pending,
    }
}

/// Says who is at the desk from now on.
#[tauri::command]
pub fn set_actor(desk: Held<'_>, actor: Actor) -> Result<(), Refusal> {
    let actor = Actor {
        name: actor.name.trim().into(),
        post: actor.post.trim().into(),
    };
    if actor.name.is_empty() {
        return Err(Refusal::new(
            "field",
            "actor: a name is needed; it stands on every edit",
        ));
    }
    Ok(desk.change_settings(|s| s.actor = Some(actor))?)
}

/// Chooses the window's language.
#[tauri::command]
pub fn set_lang(desk: Held<'_>, lang: Lang) -> Result<(), Refusal> {
    Ok(desk.change_settings(|s| s.lang = lang)?)
}

/// Lets the person choose where a new project goes, and makes it.
#[tauri::command]
pub async fn project_new(app: AppHandle, desk: Held<'_>) -> Result<Option<ProjectInfo>, Refusal> {
    let name = desk.settings().lang.pick("新项目.gpkg", "New project.gpkg");
    let Some(path) = choose(&app, &desk, move |d| d.set_file_name(name).blocking_save_file()).await? else {
        return Ok(None);
    };
    let path = with_gpkg(path);
    let title = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    settle(&desk, move |desk| {
        let new = NewProject {
            title,
            ..NewProject::default()
        };
        Ok(desk.place(Project::create(&path, &new)?))
    })
    .await
    .map(Some)
}

/// Lets the person choose a project and opens it.
#[tauri::command]
pub async fn project_open(app: AppHandle, desk: Held<'_>) -> Result<Option<ProjectInfo>, Refusal> {
    match choose(&app, &desk, |d| d.blocking_pick_file()).await? {
        Some(path) => settle(&desk, move |desk| desk.open(&path)).await.map(Some),
        None => Ok(None),
    }
}

/// Opens a recent project by its place in the list.
#[tauri::command]
pub async fn project_recent(desk: Held<'_>, place: usize) -> Result<Option<ProjectInfo>, Refusal> {
    match desk.settings().recent.get(place).cloned() {
        Some(path) => settle(&desk, move |desk| desk.open(&path)).await.map(Some),
        None => Err(Refusal::new(
            "not_found",
            "That project is not in the list of recent ones any more.",
        )),
    }
}

/// Opens the sample district.
#[tauri::command]
pub async fn project_sample(desk: Held<'_>) -> Result<Option<ProjectInfo>, Refusal> {
    settle(&desk, |desk| desk.open_sample()).await.map(Some)
}

/// Lets the person choose where a copy goes and writes it; gives its name.
#[tauri::command]
pub async fn project_save_copy(app: AppHandle, desk: Held<'_>) -> Result<Option<String>, Refusal> {
    let project = desk.project()?;
    let stem = project
        .path()
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let name = format!("{stem} {}.gpkg", today());
    let Some(path) = choose(&app, &desk, move |d| d.set_file_name(name).blocking_save_file()).await? else {
        return Ok(None);
    };
    let path = with_gpkg(path);
    ask(&desk, move |p, _| p.save_copy(&path).map(|()| Some(file_name(&path)))).await
}

/// The open project as it is now.
#[tauri::command]
pub async fn project_info(desk: Held<'_>) -> Result<ProjectInfo, Refusal> {
    ask(&desk, |p, on| p.info(on)).await
}

/// Opens a project by `f` and gives its info.
async fn settle(
    desk: &Held<'_>,
    f: impl FnOnce(&Desk) -> gridwarden_core::Result<Arc<Project>> + Send + 'static,
) -> Result<ProjectInfo, Refusal> {
    let desk = desk.inner().clone();
    Ok(spawn_blocking(move || f(&desk)?.info(today())).await??)
}

type Dialog = FileDialogBuilder<tauri::Wry>;
type Chosen = Option<tauri_plugin_dialog::FilePath>;

/// Shows a dialog for project files, away from the window's own thread.
async fn choose(
    app: &AppHandle,
    desk: &Desk,
    show: impl FnOnce(Dialog) -> Chosen + Send + 'static,
) -> Result<Option<PathBuf>, Refusal> {
    let name = desk.settings().lang.pick("Gridwarden 项目", "Gridwarden project");
    show_dialog(app.dialog().file().add_filter(name, &["gpkg"]), show).await
}

/// Shows a dialog, away from the window's own thread; none = the person changed their mind.
pub async fn show_dialog(
    dialog: Dialog,
    show: impl FnOnce(Dialog) -> Chosen + Send + 'static,
) -> Result<Option<PathBuf>, Refusal> {
    let Some(chosen) = spawn_blocking(move || show(dialog)).await? else {
        return Ok(None);
    };
    chosen
        .into_path()
        .map(Some)
        .map_err(|_| Refusal::new("io", "That place is no folder of this computer; choose another."))
}

/// A project's name ends in .gpkg, whatever was typed: GDAL and QGIS go by it.
fn with_gpkg(path: PathBuf) -> PathBuf {
    if is_project(&path) {
        return path;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".gpkg");
    path.with_file_name(name)
}

/// Whether a file is taken for a project by its name.
pub fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("gpkg"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_dot_in_it_keeps_all_of_it_before_gpkg() {
        assert_eq!(with_gpkg("/a/平安区 11.24".into()), Path::new("/a/平安区 11.24.gpkg"));
        assert_eq!(with_gpkg("/a/b.GPKG".into()), Path::new("/a/b.GPKG"));
    }
}
