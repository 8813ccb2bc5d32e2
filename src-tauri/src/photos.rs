//! Photos on their way to a step, and photos for the page to show: by number or by key, never by path.

use crate::desk::{Desk, Held};
use crate::refusal::Refusal;
use gridwarden_core::model::SiteId;
use gridwarden_core::photo::{MAX_BYTES, MediaType, TOO_FAR_M, distance_m, thumbnail};
use gridwarden_core::store::Project;
use gridwarden_core::verbs::step::{StepPhoto, ready_for};
use gridwarden_core::view::{Picked, PickedPhoto};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use tauri::AppHandle;
use tauri::http::StatusCode;
use tauri_plugin_dialog::DialogExt;

/// Photos that may wait for one step.
const MOST: usize = 20;
/// Longer side of a small picture, in pixels.
const SMALL: u32 = 320;

/// Number of the next photo: never given twice, since the page keeps the picture of each number.
static NEXT: AtomicU32 = AtomicU32::new(1);

/// A photo chosen for the next step of a site.
#[derive(Debug, Clone)]
pub struct Waiting {
    id: u32,
    /// Whose step it waits for; none where it starts a new site.
    pub site: Option<SiteId>,
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
            lon_lat: self.photo.photo.facts.lon_lat,
        }
    }
}

fn all(desk: &Desk, site: Option<SiteId>) -> Vec<PickedPhoto> {
    desk.waiting(|w| w.iter().filter(|p| p.site == site).map(Waiting::told).collect())
}

/// Lets the person choose photos for the next step of a site, or for a new site, many at once.
#[tauri::command]
pub async fn photos_pick(
    app: AppHandle,
    desk: Held<'_>,
    site: Option<SiteId>,
    role: String,
) -> Result<Picked, Refusal> {
    let desk = desk.inner().clone();
    let work = move || {
        let files = app
            .dialog()
            .file()
            // An iPhone's are shown, too, so that they are refused with a word on what to do.
            .add_filter(
                "JPEG, PNG",
                &["jpg", "jpeg", "png", "heic", "JPG", "JPEG", "PNG", "HEIC"],
            )
            .blocking_pick_files()
            .unwrap_or_default();
        let files: Vec<_> = files.into_iter().filter_map(|f| f.into_path().ok()).collect();
        take_all(&desk, site, &role, &files)
    };
    tauri::async_runtime::spawn_blocking(work).await?
}

/// Takes the photos that were dropped onto the window for the next step of a site, or for a new site.
#[tauri::command]
pub async fn photos_take(desk: Held<'_>, site: Option<SiteId>, role: String) -> Result<Picked, Refusal> {
    let desk = desk.inner().clone();
    let work = move || {
        let files = desk.dropped(std::mem::take);
        take_all(&desk, site, &role, &files)
    };
    tauri::async_runtime::spawn_blocking(work).await?
}

/// Leaves the dropped photos alone.
#[tauri::command]
pub fn photos_leave(desk: Held<'_>) {
    desk.dropped(Vec::clear);
}

fn take_all(desk: &Desk, site: Option<SiteId>, role: &str, files: &[PathBuf]) -> Result<Picked, Refusal> {
    let project = desk.project()?;
    let at = match site {
        Some(id) => project.site_row(id, crate::desk::today())?.lon_lat,
        None => None,
    };
    let mut picked = Picked::default();
    for file in files {
        if let Err(e) = take(desk, &project, site, role, file, at) {
            picked.refused.push(e.to_string());
        }
    }
    picked.photos = all(desk, site);
    Ok(picked)
}

/// Whether a file is taken for a photo by its name; what it is its first bytes say later.
pub fn is_photo(path: &Path) -> bool {
    let known = [
        "jpg", "jpeg", "png", "heic", "heif", "webp", "bmp", "gif", "tif", "tiff",
    ];
    path.extension()
        .is_some_and(|e| known.iter().any(|k| e.eq_ignore_ascii_case(k)))
}

fn take(
    desk: &Desk,
    project: &Project,
    site: Option<SiteId>,
    role: &str,
    file: &Path,
    at: Option<[f64; 2]>,
) -> gridwarden_core::Result<()> {
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
    project.is_another(file)?;
    let photo = ready_for(project, role, &name, &read(file, &name)?)?;
    // The first photo of a new site says where it is.
    let at = at.or_else(|| match site {
        Some(_) => None,
        None => desk.waiting(|w| {
            w.iter()
                .filter(|p| p.site.is_none())
                .find_map(|p| p.photo.photo.facts.lon_lat)
        }),
    });
    let far = photo.photo.facts.lon_lat.zip(at).map(|(a, b)| distance_m(a, b));
    desk.waiting(|w| {
        w.push(Waiting {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            site,
            name,
            photo,
            far_m: far.filter(|m| *m > TOO_FAR_M).map(|m| m as u32),
        });
    });
    Ok(())
}

fn read(file: &Path, name: &str) -> gridwarden_core::Result<Vec<u8>> {
    let refused = |e: std::io::Error| gridwarden_core::Error::Source {
        file: name.to_owned(),
        reason: format!("cannot be read: {e}"),
    };
    // No photo is taken past this size; so a film that was dropped by mistake is not read to its end.
    let size = std::fs::metadata(file).map_err(refused)?.len();
    if size > 4 * MAX_BYTES as u64 {
        return Err(gridwarden_core::Error::Source {
            file: name.to_owned(),
            reason: format!("is {} MB; a photo may have {} MB", size >> 20, MAX_BYTES >> 20),
        });
    }
    std::fs::read(file).map_err(refused)
}

/// Photos that wait for the next step of a site, or for a new site.
#[tauri::command]
pub async fn photos_waiting(desk: Held<'_>, site: Option<SiteId>) -> Result<Vec<PickedPhoto>, Refusal> {
    Ok(all(&desk, site))
}

/// Puts a chosen photo back.
#[tauri::command]
pub async fn photo_drop(desk: Held<'_>, site: Option<SiteId>, id: u32) -> Result<Vec<PickedPhoto>, Refusal> {
    desk.waiting(|w| w.retain(|p| p.id != id));
    Ok(all(&desk, site))
}

/// Media type and bytes for `/photo/KEY`, `/thumb/KEY`, `/picked/NUMBER` and `/small/NUMBER`; none when the path is no
/// such address.
pub fn served(desk: &Desk, path: &str) -> Option<Result<(String, Vec<u8>), StatusCode>> {
    let (what, key) = path.strip_prefix('/')?.split_once('/')?;
    if !matches!(what, "photo" | "thumb" | "picked" | "small") {
        return None;
    }
    Some(bytes(desk, what, key))
}

fn bytes(desk: &Desk, what: &str, key: &str) -> Result<(String, Vec<u8>), StatusCode> {
    let small = |bytes: &[u8]| thumbnail(bytes, SMALL).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR);
    if matches!(what, "picked" | "small") {
        let id: u32 = key.parse().map_err(|_| StatusCode::BAD_REQUEST)?;
        let (media, photo) = desk
            .waiting(|w| {
                let chosen = w.iter().find(|p| p.id == id).map(|p| &p.photo.photo);
                chosen.map(|p| (p.media_type, p.bytes.clone()))
            })
            .ok_or(StatusCode::NOT_FOUND)?;
        return match what {
            "small" => Ok((MediaType::Jpeg.mime().into(), small(&photo)?)),
            _ => Ok((media.mime().into(), photo)),
        };
    }
    if key.len() != 64 || !key.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let kept = desk.project().map_err(|_| StatusCode::NOT_FOUND)?.photo_bytes(key);
    let (media, bytes) = kept
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?
        .ok_or(StatusCode::NOT_FOUND)?;
    match what {
        "thumb" => Ok((MediaType::Jpeg.mime().into(), small(&bytes)?)),
        _ => Ok((media, bytes)),
    }
}
