//! Commands that choose, open and copy project files. Dialogs are opened here, never by the page.

use crate::desk::{Desk, Held, Source, ask, today};
use crate::refusal::Refusal;
use crate::settings::file_name;
use gridwarden_core::model::{Actor, Lang};
use gridwarden_core::store::{NewProject, Project, restore};
use gridwarden_core::view::{ImportPreview, ProjectInfo};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tauri::AppHandle;
use tauri::async_runtime::spawn_blocking;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

/// What the page needs to begin.
#[derive(Serialize)]
pub struct Boot {
    project: Option<ProjectInfo>,
    refused: Option<Refusal>,
    actor: Option<Actor>,
    lang: Lang,
    recent: Vec<String>,
    /// Name of the last file that could not be opened, which may be tried again.
    again: Option<String>,
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
        refused = opened.err();
        if let (Some(path), Some(target)) = (args.import, args.target) {
            match crate::import::bring(desk, Source { path, target }) {
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
        again: desk.to_try_again().as_deref().map(file_name),
        pending,
    }
}

/// Says who is at the desk from now on.
#[tauri::command]
pub fn set_actor(desk: Held<'_>, actor: Actor) -> Result<(), Refusal> {
    let actor = Actor::new(actor.name.trim(), actor.post.trim());
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
    let lang = desk.settings().lang;
    let name = lang.pick("新项目.gpkg", "New project.gpkg");
    let Some(path) = choose_place(&app, kind(lang), "gpkg", name).await? else {
        return Ok(None);
    };
    let title = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    settle(&desk, move |desk| {
        let new = NewProject {
            title,
            ..NewProject::default()
        };
        Ok(desk.place(Project::create(&path, &new)?)?)
    })
    .await
    .map(Some)
}

/// Lets the person choose a project and opens it.
#[tauri::command]
pub async fn project_open(app: AppHandle, desk: Held<'_>) -> Result<Option<ProjectInfo>, Refusal> {
    let dialog = app.dialog().file().add_filter(kind(desk.settings().lang), &["gpkg"]);
    match show_dialog(dialog, |d| d.blocking_pick_file()).await? {
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

/// Opens the file that could not be opened last.
#[tauri::command]
pub async fn project_again(desk: Held<'_>) -> Result<Option<ProjectInfo>, Refusal> {
    match desk.to_try_again() {
        Some(path) => settle(&desk, move |desk| desk.open(&path)).await.map(Some),
        None => Err(Refusal::no_project()),
    }
}

/// Opens what lies now where the open project lay: another file was put there meanwhile.
#[tauri::command]
pub async fn project_reopen(desk: Held<'_>) -> Result<ProjectInfo, Refusal> {
    let path = desk.project()?.path().to_owned();
    settle(&desk, move |desk| desk.open(&path)).await
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
    let Some(path) = choose_place(&app, kind(desk.settings().lang), "gpkg", &name).await? else {
        return Ok(None);
    };
    ask(&desk, move |p, _| p.save_copy(&path).map(|()| Some(file_name(&path)))).await
}

/// Lets the person choose a copy and puts it in the place of the open project, or of the one that could not be opened, or of
/// one that is chosen. What lay there is set aside.
#[tauri::command]
pub async fn project_restore(app: AppHandle, desk: Held<'_>, of_refused: bool) -> Result<Option<ProjectInfo>, Refusal> {
    let lang = desk.settings().lang;
    let pick = |title: String| {
        let dialog = app.dialog().file().add_filter(kind(lang), &["gpkg"]).set_title(title);
        show_dialog(dialog, |d| d.blocking_pick_file())
    };
    let damaged = match desk.to_restore(of_refused) {
        Some(path) => Some(path),
        None => pick(lang.pick("选择要恢复的项目", "The project to restore").to_owned()).await?,
    };
    let Some(damaged) = damaged else { return Ok(None) };
    let title = lang.pick("选择备份，用来恢复：", "The copy that goes in the place of ");
    let Some(copy) = pick(format!("{title}{}", file_name(&damaged))).await? else {
        return Ok(None);
    };
    settle(&desk, move |desk| put_back(desk, &damaged, &copy, lang))
        .await
        .map(Some)
}

fn put_back(desk: &Desk, damaged: &Path, copy: &Path, lang: Lang) -> Result<Arc<Project>, Refusal> {
    desk.close(damaged);
    let aside = match restore(damaged, copy, lang) {
        Ok(aside) => aside,
        Err(e) => {
            // It is as it was; where it can be opened, it is.
            let e = Refusal::from(e);
            return Err(match desk.open(damaged) {
                Ok(_) => e,
                Err(_) => e.of_opening(damaged),
            });
        }
    };
    let project = desk.open(damaged)?;
    if let Some(aside) = aside {
        project.tell(&format!(
            "The copy {} was put in place; what lay there before is in {}.",
            file_name(copy),
            file_name(&aside)
        ));
    }
    Ok(project)
}

/// The open project as it is now.
#[tauri::command]
pub async fn project_info(desk: Held<'_>) -> Result<ProjectInfo, Refusal> {
    ask(&desk, |p, on| p.info(on)).await
}

/// Opens a project by `f` and gives its info.
async fn settle(
    desk: &Held<'_>,
    f: impl FnOnce(&Desk) -> Result<Arc<Project>, Refusal> + Send + 'static,
) -> Result<ProjectInfo, Refusal> {
    let desk = desk.inner().clone();
    spawn_blocking(move || Ok(f(&desk)?.info(today())?)).await?
}

type Dialog = FileDialogBuilder<tauri::Wry>;
type Chosen = Option<tauri_plugin_dialog::FilePath>;

/// What the dialogs call a project.
fn kind(lang: Lang) -> &'static str {
    lang.pick("Gridwarden 项目", "Gridwarden project")
}

/// Lets the person choose where a file of this kind goes; none = they changed their mind.
pub async fn choose_place(
    app: &AppHandle,
    kind: &str,
    ending: &'static str,
    name: &str,
) -> Result<Option<PathBuf>, Refusal> {
    let dialog = app.dialog().file().add_filter(kind, &[ending]);
    let name = fit_for_a_file(name);
    let chosen = show_dialog(dialog, move |d| d.set_file_name(name).blocking_save_file()).await?;
    chosen.map(|typed| ended(typed, ending)).transpose()
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

/// A name without what Windows allows in none.
fn fit_for_a_file(name: &str) -> String {
    gridwarden_core::text::plain(name)
        .chars()
        .map(|c| {
            if c.is_control() || "\\/:*?\"<>|".contains(c) {
                '_'
            } else {
                c
            }
        })
        .collect()
}

/// The name with its ending. The dialog asked about the name that was typed; where the ending leads to
/// another file that is there, nobody was asked whether it may go.
fn ended(typed: PathBuf, ending: &str) -> Result<PathBuf, Refusal> {
    let path = with_ending(typed.clone(), ending);
    if path != typed && path.exists() {
        let refused = gridwarden_core::Error::Source {
            file: file_name(&path),
            reason: "is there already; choose it in the list to write over it, or another name".into(),
        };
        return Err(refused.into());
    }
    Ok(path)
}

/// The name with its ending, whatever was typed: other programs go by it.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if ends_in(&path, ending) {
        return path;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

/// Whether a file is taken for a project by its name.
pub fn is_project(path: &Path) -> bool {
    ends_in(path, "gpkg")
}

fn ends_in(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_dot_in_it_keeps_all_of_it_before_its_ending() {
        let gpkg = |path: &str| with_ending(path.into(), "gpkg");
        assert_eq!(gpkg("/a/平安区 11.24"), Path::new("/a/平安区 11.24.gpkg"));
        assert_eq!(gpkg("/a/b.GPKG"), Path::new("/a/b.GPKG"));
        let docx = |path: &str| with_ending(path.into(), "docx");
        assert_eq!(docx("/a/通知 11.24"), Path::new("/a/通知 11.24.docx"));
        assert_eq!(docx("/a/b.DOCX"), Path::new("/a/b.DOCX"));
        let csv = |path: &str| with_ending(path.into(), "csv");
        assert_eq!(csv("/a/表 11.24"), Path::new("/a/表 11.24.csv"));
        assert_eq!(csv("/a/b.CSV"), Path::new("/a/b.CSV"));
    }

    #[test]
    fn a_file_that_only_the_ending_leads_to_is_not_written_over_unasked() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::write(at("通知.docx"), "the one of yesterday").unwrap();
        let refused = ended(at("通知"), "docx").unwrap_err();
        assert!(refused.message.contains("通知.docx") && refused.message.contains("is there already"));
        assert_eq!(ended(at("通知.docx"), "docx").unwrap(), at("通知.docx"));
        assert_eq!(ended(at("通知 2"), "docx").unwrap(), at("通知 2.docx"));
    }

    #[test]
    fn a_number_with_strokes_makes_a_name_that_every_system_takes() {
        assert_eq!(fit_for_a_file("验收单 平安/2026:3.docx"), "验收单 平安_2026_3.docx");
    }
}
