//! Documents for the office: where they go is chosen in a dialog here, and the one written last can be opened from here.

use crate::desk::{Desk, ask};
use crate::files::show_dialog;
use crate::refusal::Refusal;
use gridwarden_core::model::{GridId, SiteId};
use gridwarden_core::verbs::notice::NoticeInput;
use gridwarden_core::verbs::{acceptance, notice};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

type Held<'a> = State<'a, Arc<Desk>>;

/// Writes the notices to the chiefs of these cells where the person chooses; gives the file's name.
#[tauri::command]
pub async fn notice_save(
    app: AppHandle,
    desk: Held<'_>,
    cells: Vec<GridId>,
    deadline: Option<String>,
    personal: bool,
) -> Result<Option<String>, Refusal> {
    let one = match cells.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let name = ask(&desk, move |p, on| {
        let of = one
            .map(|id| p.dossier(id, on))
            .transpose()?
            .map(|d| format!(" {}", d.grid.name));
        Ok(format!("整改通知单{} {on}.docx", of.unwrap_or_default()))
    })
    .await?;
    save(&app, &desk, name, move |p, to, on| {
        let input = NoticeInput {
            deadline,
            personal,
            ..NoticeInput::default()
        };
        notice::docx(p, &cells, &input, to, on)
    })
    .await
}

/// Writes the acceptance form of a site where the person chooses; gives the file's name.
#[tauri::command]
pub async fn acceptance_save(app: AppHandle, desk: Held<'_>, site: SiteId) -> Result<Option<String>, Refusal> {
    let name = ask(&desk, move |p, on| {
        Ok(format!("验收单 {}.docx", p.site_row(site, on)?.number))
    })
    .await?;
    save(&app, &desk, name, move |p, to, on| acceptance::docx(p, site, to, on)).await
}

/// Writes a photo where the person chooses: its original, notes of the camera and all, where that was kept.
#[tauri::command]
pub async fn photo_save(app: AppHandle, desk: Held<'_>, key: String) -> Result<Option<String>, Refusal> {
    let found = ask(&desk, move |p, _| p.photo_original(&key)).await?;
    let (media, bytes) =
        found.ok_or_else(|| Refusal::new("not_found", "This photo is not in the project any more."))?;
    let (kind, ending) = match media.as_str() {
        "image/png" => ("PNG", "png"),
        _ => ("JPEG", "jpg"),
    };
    let name = format!(
        "{} {}.{ending}",
        desk.settings().lang.pick("照片", "photo"),
        crate::desk::today()
    );
    let dialog = app.dialog().file().add_filter(kind, &[ending]);
    let Some(path) = show_dialog(dialog, move |d| d.set_file_name(name).blocking_save_file()).await? else {
        return Ok(None);
    };
    let path = with_ending(path, ending);
    let told = crate::settings::file_name(&path);
    ask(&desk, move |p, _| {
        gridwarden_core::verbs::output::bytes(p, &path, &bytes)
    })
    .await?;
    Ok(Some(told))
}

async fn save(
    app: &AppHandle,
    desk: &Held<'_>,
    name: String,
    write: impl FnOnce(&gridwarden_core::store::Project, &Path, chrono::NaiveDate) -> gridwarden_core::Result<()>
    + Send
    + 'static,
) -> Result<Option<String>, Refusal> {
    let kind = desk.settings().lang.pick("Word 文档", "Word document");
    let dialog = app.dialog().file().add_filter(kind, &["docx"]);
    let name = fit_for_a_file(&name);
    let Some(path) = show_dialog(dialog, move |d| d.set_file_name(name).blocking_save_file()).await? else {
        return Ok(None);
    };
    let path = with_ending(path, "docx");
    let to = path.clone();
    ask(desk, move |p, on| write(p, &to, on)).await?;
    let told = crate::settings::file_name(&path);
    desk.set_document(path);
    Ok(Some(told))
}

/// Opens the document that was written last with the system's own program, to be looked at and printed.
#[tauri::command]
pub async fn document_open(desk: Held<'_>) -> Result<(), Refusal> {
    let path = desk
        .document()
        .filter(|p| p.exists())
        .ok_or_else(|| Refusal::new("not_found", "The document is not there any more: save it again."))?;
    let opener = if cfg!(windows) {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let started = Command::new(opener)
        .arg(&path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match started {
        Ok(mut child) => {
            // Nobody waits for it; but on Unix somebody has to take note that it ended.
            std::thread::spawn(move || child.wait());
            Ok(())
        }
        Err(_) => Err(Refusal::new(
            "io",
            "This computer has no program for opening documents set: open the saved file from its folder.",
        )),
    }
}

/// A name without what Windows allows in none.
fn fit_for_a_file(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c.is_control() || "\\/:*?\"<>|".contains(c) {
                '_'
            } else {
                c
            }
        })
        .collect()
}

/// The name with its ending, whatever was typed: other programs go by it.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending)) {
        return path;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_in_docx_and_keeps_all_of_it_before() {
        assert_eq!(
            with_ending("/a/通知 11.24".into(), "docx"),
            Path::new("/a/通知 11.24.docx")
        );
        assert_eq!(with_ending("/a/b.DOCX".into(), "docx"), Path::new("/a/b.DOCX"));
    }

    #[test]
    fn a_number_with_strokes_makes_a_name_that_every_system_takes() {
        assert_eq!(fit_for_a_file("验收单 平安/2026:3.docx"), "验收单 平安_2026_3.docx");
    }
}
