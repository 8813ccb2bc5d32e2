//! Documents and tables for the office: where they go is chosen in a dialog here, and the one written last can be opened from here.

use crate::desk::{Held, ask, today};
use crate::files::choose_place;
use crate::refusal::Refusal;
use crate::settings::file_name;
use chrono::NaiveDate;
use gridwarden_core::model::{GridId, Lang, SiteId};
use gridwarden_core::store::Project;
use gridwarden_core::verbs::notice::NoticeInput;
use gridwarden_core::verbs::{acceptance, matrix_csv, notice, output};
use std::path::Path;
use std::process::{Command, Stdio};
use tauri::AppHandle;

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
        let of: String = (p.grid_rows(one.as_slice(), on)?.iter())
            .map(|r| format!(" {}", r.name))
            .collect();
        Ok(format!("整改通知单{of} {on}.docx"))
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

/// Writes a photo where the person chooses; its original, notes of the camera and all, only where that is asked for.
#[tauri::command]
pub async fn photo_save(
    app: AppHandle,
    desk: Held<'_>,
    key: String,
    original: bool,
) -> Result<Option<String>, Refusal> {
    let found = ask(&desk, move |p, _| match original {
        true => p.photo_original(&key),
        false => p.photo_bytes(&key),
    })
    .await?;
    let (media, bytes) =
        found.ok_or_else(|| Refusal::new("not_found", "This photo is not in the project any more."))?;
    let (kind, ending) = match media.as_str() {
        "image/png" => ("PNG", "png"),
        _ => ("JPEG", "jpg"),
    };
    let name = format!("{} {}.{ending}", desk.settings().lang.pick("照片", "photo"), today());
    let Some(path) = choose_place(&app, kind, ending, &name).await? else {
        return Ok(None);
    };
    ask(&desk, move |p, _| {
        output::bytes(p, &path, &bytes)?;
        Ok(Some(file_name(&path)))
    })
    .await
}

/// Writes the matrix as a table where the person chooses; gives the file's name.
#[tauri::command]
pub async fn matrix_save(app: AppHandle, desk: Held<'_>) -> Result<Option<String>, Refusal> {
    let lang = desk.settings().lang;
    let name = format!("{} {}.csv", lang.pick("专项行动分解表", "Campaigns by cells"), today());
    let Some(path) = choose_place(&app, lang.pick("表格 CSV", "CSV table"), "csv", &name).await? else {
        return Ok(None);
    };
    ask(&desk, move |p, on| {
        matrix_csv::write(p, &path, lang == Lang::En, on)?;
        Ok(Some(file_name(&path)))
    })
    .await
}

async fn save(
    app: &AppHandle,
    desk: &Held<'_>,
    name: String,
    write: impl FnOnce(&Project, &Path, NaiveDate) -> gridwarden_core::Result<()> + Send + 'static,
) -> Result<Option<String>, Refusal> {
    let kind = desk.settings().lang.pick("Word 文档", "Word document");
    let Some(path) = choose_place(app, kind, "docx", &name).await? else {
        return Ok(None);
    };
    let to = path.clone();
    ask(desk, move |p, on| write(p, &to, on)).await?;
    let told = file_name(&path);
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
