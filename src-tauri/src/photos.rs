//! Photos on their way to a step, and photos for the page to show: by number or by key, never by path.

use crate::desk::Desk;
use crate::refusal::Refusal;
use gridwarden_core::model::SiteId;
use gridwarden_core::photo::{TOO_FAR_M, distance_m, thumbnail};
use gridwarden_core::verbs::step::{StepPhoto, ready};
use gridwarden_core::view::{Picked, PickedPhoto};
use std::path::Path;
use std::sync::Arc;
use tauri::http::StatusCode;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

/// Photos that may wait for one step.
const MOST: usize = 20;
/// Longer side of a small picture, in pixels.
const SMALL: u32 = 320;

/// A photo chosen for the next step of a site.
#[derive(Debug, Clone)]
pub struct Waiting {
    id: u32,
    /// Whose step it waits for.
    pub site: SiteId,
    name: String,
    /// What goes with the step.
    pub photo: StepPhoto,
    far_m: Option<u32>,
}

impl Waiting {
    fn told(&self) -> PickedPhoto {
        PickedPhoto {
            id: self.id,
            role: self.photo.role.clone(),
            name: self.name.clone(),
            taken_at: self.photo.photo.facts.taken_at.clone(),
            far_m: self.far_m,
        }
    }
}

fn all(desk: &Desk, site: SiteId) -> Vec<PickedPhoto> {
    desk.waiting(|w| w.iter().filter(|p| p.site == site).map(Waiting::told).collect())
}

/// Lets the person choose photos for the next step of a site, many at once.
#[tauri::command]
pub async fn photos_pick(
    app: AppHandle,
    desk: State<'_, Arc<Desk>>,
    site: SiteId,
    role: String,
) -> Result<Picked, Refusal> {
    let (desk, project) = (desk.inner().clone(), desk.project()?);
    let work = move || {
        let files = app
            .dialog()
            .file()
            .add_filter("JPEG, PNG", &["jpg", "jpeg", "png", "JPG", "JPEG", "PNG"])
            .blocking_pick_files()
            .unwrap_or_default();
        let at = project.site_row(site, crate::desk::today())?.lon_lat;
        let mut picked = Picked::default();
        for file in files.iter().filter_map(|f| f.as_path()) {
            if let Err(e) = take(&desk, site, &role, file, at) {
                picked.refused.push(e.to_string());
            }
        }
        picked.photos = all(&desk, site);
        Ok::<_, gridwarden_core::Error>(picked)
    };
    Ok(tauri::async_runtime::spawn_blocking(work).await??)
}

fn take(desk: &Desk, site: SiteId, role: &str, file: &Path, at: Option<[f64; 2]>) -> gridwarden_core::Result<()> {
    let name = file
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    if desk.waiting(|w| w.iter().filter(|p| p.site == site).count()) >= MOST {
        return Err(gridwarden_core::Error::Source {
            file: name,
            reason: format!("is one too many; {MOST} photos may come with one step"),
        });
    }
    let photo = ready(role, &name, &std::fs::read(file)?)?;
    let far = photo.photo.facts.lon_lat.zip(at).map(|(a, b)| distance_m(a, b));
    desk.waiting(|w| {
        w.push(Waiting {
            id: w.iter().map(|p| p.id).max().unwrap_or(0) + 1,
            site,
            name,
            photo,
            far_m: far.filter(|m| *m > TOO_FAR_M).map(|m| m as u32),
        });
    });
    Ok(())
}

/// Photos that wait for the next step of a site.
#[tauri::command]
pub async fn photos_waiting(desk: State<'_, Arc<Desk>>, site: SiteId) -> Result<Vec<PickedPhoto>, Refusal> {
    Ok(all(&desk, site))
}

/// Puts a chosen photo back.
#[tauri::command]
pub async fn photo_drop(desk: State<'_, Arc<Desk>>, site: SiteId, id: u32) -> Result<Vec<PickedPhoto>, Refusal> {
    desk.waiting(|w| w.retain(|p| p.id != id));
    Ok(all(&desk, site))
}

/// Media type and bytes for `/photo/KEY`, `/thumb/KEY` and `/picked/NUMBER`; none when the path is no such address.
pub fn served(desk: &Desk, path: &str) -> Option<Result<(String, Vec<u8>), StatusCode>> {
    let (what, key) = path.strip_prefix('/')?.split_once('/')?;
    if !matches!(what, "photo" | "thumb" | "picked") {
        return None;
    }
    Some(bytes(desk, what, key))
}

fn bytes(desk: &Desk, what: &str, key: &str) -> Result<(String, Vec<u8>), StatusCode> {
    let small = |bytes: &[u8]| thumbnail(bytes, SMALL).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR);
    if what == "picked" {
        let id: u32 = key.parse().map_err(|_| StatusCode::BAD_REQUEST)?;
        let photo = desk
            .waiting(|w| w.iter().find(|p| p.id == id).map(|p| p.photo.photo.bytes.clone()))
            .ok_or(StatusCode::NOT_FOUND)?;
        return Ok(("image/jpeg".into(), small(&photo)?));
    }
    if key.len() != 64 || !key.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let kept = desk.project().map_err(|_| StatusCode::NOT_FOUND)?.photo_bytes(key);
    let (media, bytes) = kept
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?
        .ok_or(StatusCode::NOT_FOUND)?;
    match what {
        "thumb" => Ok(("image/jpeg".into(), small(&bytes)?)),
        _ => Ok((media, bytes)),
    }
}
