//! Photos on their way to a step, and photos for the page to show: by number or by key, never by path.

use crate::desk::{Desk, Held};
use crate::refusal::Refusal;
use gridwarden_core::model::SiteId;
use gridwarden_core::photo::{MediaType, TOO_FAR_M, distance_m, read_file, thumbnail};
use gridwarden_core::store::Project;
use gridwarden_core::verbs::step::{StepPhoto, ready_for};
use gridwarden_core::view::{Picked, PickedPhoto};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use tauri::AppHandle;
use tauri::http::StatusCode;
use tauri_plugin_dialog::DialogExt;

/// Photos that may wait in one form.
const MOST: usize = 20;
/// Longer side of a small picture, in pixels.
const SMALL: u32 = 320;

/// Number of the next photo: never given twice, since the page keeps the picture of each number.
static NEXT: AtomicU32 = AtomicU32::new(1);

/// The form that photos are chosen for, by the name that the page gave it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Form {
    /// No other form ever has this name, not even one of the same site.
    name: String,
    /// Whose next step it is; none where it starts a new site.
    site: Option<SiteId>,
}

/// A photo chosen in a form.
#[derive(Debug, Clone)]
pub struct Waiting {
    id: u32,
    form: Form,
    name: String,
    /// What goes with the step.
    photo: StepPhoto,
    far_m: Option<u32>,
}

/// Files that were dropped onto the window and have no role yet.
#[derive(Debug, Default)]
pub struct Dropped {
    /// Whose nobody said yet.
    pub landed: Vec<PathBuf>,
    /// In the forms over which they fell, by their names.
    held: HashMap<String, Vec<PathBuf>>,
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

fn all(desk: &Desk, form: &Form) -> Picked {
    Picked {
        photos: desk.waiting(|w| w.iter().filter(|p| p.form == *form).map(Waiting::told).collect()),
        dropped: desk.dropped(|d| d.held.get(&form.name).map_or(0, Vec::len) as u32),
        refused: Vec::new(),
    }
}

/// What goes with the step of a form.
pub fn of_form(desk: &Desk, form: &Form) -> Vec<StepPhoto> {
    desk.waiting(|w| w.iter().filter(|p| p.form == *form).map(|p| p.photo.clone()).collect())
}

/// Puts the photos of a form away: it was saved, or given up.
pub fn forget(desk: &Desk, form: &Form) {
    desk.waiting(|w| w.retain(|p| p.form != *form));
}

/// Lets the person choose photos for a form, many at once.
#[tauri::command]
pub async fn photos_pick(app: AppHandle, desk: Held<'_>, form: Form, role: String) -> Result<Picked, Refusal> {
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
        take_all(&desk, &form, &role, &files)
    };
    tauri::async_runtime::spawn_blocking(work).await?
}

/// Says over which form the dropped photos fell.
#[tauri::command]
pub async fn photos_hold(desk: Held<'_>, form: Form) -> Result<Picked, Refusal> {
    hold(&desk, &form);
    Ok(all(&desk, &form))
}

fn hold(desk: &Desk, form: &Form) {
    desk.dropped(|d| {
        let landed = std::mem::take(&mut d.landed);
        d.held.entry(form.name.clone()).or_default().extend(landed);
    });
}

/// Takes the photos that were dropped over a form in a role.
#[tauri::command]
pub async fn photos_take(desk: Held<'_>, form: Form, role: String) -> Result<Picked, Refusal> {
    let desk = desk.inner().clone();
    let work = move || {
        let files = desk.dropped(|d| d.held.remove(&form.name)).unwrap_or_default();
        take_all(&desk, &form, &role, &files)
    };
    tauri::async_runtime::spawn_blocking(work).await?
}

/// Leaves the photos alone that were dropped over a form.
#[tauri::command]
pub async fn photos_leave(desk: Held<'_>, form: Form) -> Result<Picked, Refusal> {
    desk.dropped(|d| d.held.remove(&form.name));
    Ok(all(&desk, &form))
}

/// A form is given up: what waited in it goes.
#[tauri::command]
pub fn photos_forget(desk: Held<'_>, form: Form) {
    give_up(&desk, &form);
}

fn give_up(desk: &Desk, form: &Form) {
    forget(desk, form);
    desk.dropped(|d| d.held.remove(&form.name));
}

fn take_all(desk: &Desk, form: &Form, role: &str, files: &[PathBuf]) -> Result<Picked, Refusal> {
    let project = desk.project()?;
    let at = match form.site {
        Some(id) => project.site_row(id, crate::desk::today())?.lon_lat,
        None => None,
    };
    let mut refused = Vec::new();
    for file in files {
        if let Err(e) = take(desk, &project, form, role, file, at) {
            refused.push(e.to_string());
        }
    }
    Ok(Picked {
        refused,
        ..all(desk, form)
    })
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
    form: &Form,
    role: &str,
    file: &Path,
    at: Option<[f64; 2]>,
) -> gridwarden_core::Result<()> {
    let name = file
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    if desk.waiting(|w| w.iter().filter(|p| p.form == *form).count()) >= MOST {
        return Err(gridwarden_core::Error::Source {
            file: name,
            reason: format!("is one too many; {MOST} photos may come with one step"),
        });
    }
    project.is_another(file)?;
    let photo = ready_for(project, role, &name, &read_file(file).map_err(|e| e.of_file(&name))?)?;
    // The first photo of a new site says where it is.
    let at = at.or_else(|| match form.site {
        Some(_) => None,
        None => desk.waiting(|w| {
            w.iter()
                .filter(|p| p.form == *form)
                .find_map(|p| p.photo.photo.facts.lon_lat)
        }),
    });
    let far = photo.photo.facts.lon_lat.zip(at).map(|(a, b)| distance_m(a, b));
    desk.waiting(|w| {
        w.push(Waiting {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            form: form.clone(),
            name,
            photo,
            far_m: far.filter(|m| *m > TOO_FAR_M).map(|m| m as u32),
        });
    });
    Ok(())
}

/// Photos that wait in a form.
#[tauri::command]
pub async fn photos_waiting(desk: Held<'_>, form: Form) -> Result<Picked, Refusal> {
    Ok(all(&desk, &form))
}

/// Puts a chosen photo back.
#[tauri::command]
pub async fn photo_drop(desk: Held<'_>, form: Form, id: u32) -> Result<Picked, Refusal> {
    desk.waiting(|w| w.retain(|p| p.id != id));
    Ok(all(&desk, &form))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Args;
    use crate::settings::Folders;

    fn form(name: &str, site: Option<SiteId>) -> Form {
        Form {
            name: name.into(),
            site,
        }
    }

    #[test]
    fn what_fell_over_one_form_is_offered_by_no_other_and_goes_with_it() {
        let home = tempfile::tempdir().unwrap();
        let desk = Desk::new(Args::default(), Folders::choose(home.path().into(), home.path().into()));
        let (a, b) = (form("step:1#1", Some(SiteId(1))), form("step:2#2", Some(SiteId(2))));
        desk.dropped(|d| d.landed = vec!["a.jpg".into(), "b.jpg".into()]);
        hold(&desk, &a);
        hold(&desk, &b);
        assert_eq!((all(&desk, &a).dropped, all(&desk, &b).dropped), (2, 0));
        // Given up, it leaves nothing to the next form of the same site.
        give_up(&desk, &a);
        assert_eq!(all(&desk, &a).dropped, 0);
        assert_eq!(all(&desk, &form("step:1#3", Some(SiteId(1)))).dropped, 0);
    }
}
