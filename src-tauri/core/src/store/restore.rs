//! A copy put in the place of a project that is damaged, in such an order that at no moment anything is lost.

use super::header::Header;
use super::{connection, file_name, journal, place, refuse};
use crate::calendar::china;
use crate::model::Lang;
use crate::{Result, whole};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Puts a copy in the place of a project. What lies there, and its journal, is set aside first under a name of its own in
/// the language of whoever restores, which is given; none where nothing lay there.
///
/// # Errors
/// Refused when the copy is no whole project, or when the folder cannot be written. The project is then as it was.
pub fn restore(path: &Path, copy: &Path, lang: Lang) -> Result<Option<PathBuf>> {
    let path = std::path::absolute(path)?;
    whole::belongs_to_none(&path).map_err(|e| e.of_project())?;
    let copy = place::of_project(copy)?;
    if path
        .canonicalize()
        .ok()
        .is_some_and(|p| copy.canonicalize().ok() == Some(p))
    {
        return Err(refuse(
            &copy,
            "is the project itself; choose the copy that is to go in its place",
        ));
    }
    if let Ok(there) = path.symlink_metadata() {
        whole::plain(&path, &there).map_err(|e| e.of_project())?;
    }
    let part = taken(&path, &copy).map_err(|e| connection::of(e, &copy))?;
    let aside = set_aside(&path, lang).map_err(|e| connection::of(e.into(), &path))?;
    whole::into_free(part, &path).map_err(|e| e.of_project())?;
    Ok(aside)
}

/// The bytes of the copy beside the project, while nobody can write to the copy.
fn taken(path: &Path, copy: &Path) -> Result<tempfile::TempPath> {
    if journal::BESIDE.iter().any(|e| journal::beside(copy, e).exists()) {
        return Err(refuse(
            copy,
            "has a journal beside it, so it may be in the middle of an edit; open it once as a project and close it, then restore it",
        ));
    }
    let header = Header::open(copy)?;
    let c = connection::open_reading(copy)?;
    let reading = c.unchecked_transaction()?;
    connection::is_ours(&c, copy)?;
    let sound: String = c.query_row("PRAGMA quick_check(1)", [], |r| r.get(0))?;
    if sound != "ok" {
        return Err(refuse(copy, "is damaged itself; choose another copy"));
    }
    let new = whole::beside(path).map_err(|e| e.of_project())?;
    header.copy_to(&mut new.reopen()?).map_err(|e| {
        use io::ErrorKind as Kind;
        // Reading the copy never wants for room.
        let of = match e.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => path,
            _ => copy,
        };
        connection::of(e.into(), of)
    })?;
    reading.rollback()?;
    Ok(new.into_temp_path())
}

/// Sets a project and what lies beside it aside. First the journal gets its new name beside the old, then the project its own:
/// whenever that is broken off, the project still has its journal.
fn set_aside(path: &Path, lang: Lang) -> io::Result<Option<PathBuf>> {
    let there = |p: &Path| p.symlink_metadata().is_ok();
    let left: Vec<&str> = (journal::BESIDE.into_iter())
        .filter(|e| there(&journal::beside(path, e)))
        .collect();
    if !there(path) && left.is_empty() {
        return Ok(None);
    }
    let aside = free_name(path, lang);
    for ending in &left {
        let (from, to) = (journal::beside(path, ending), journal::beside(&aside, ending));
        if std::fs::hard_link(&from, &to).is_err() {
            let mut out = File::create_new(&to)?;
            io::copy(&mut File::open(&from)?, &mut out)?;
            out.sync_all()?;
        }
    }
    whole::sync_folder(path);
    if there(path) {
        std::fs::rename(path, &aside)?;
        whole::sync_folder(path);
    }
    for ending in &left {
        std::fs::remove_file(journal::beside(path, ending))?;
    }
    whole::sync_folder(path);
    Ok(Some(aside))
}

/// A name beside the project that nothing has.
fn free_name(path: &Path, lang: Lang) -> PathBuf {
    let name = file_name(path);
    let stem = name.strip_suffix(".gpkg").unwrap_or(&name);
    let moment = china::now().format("%Y-%m-%d %H-%M-%S");
    let before = lang.pick("恢复前", "before restore");
    let mut names = (1..).map(|n: u32| {
        let again = if n > 1 { format!(" {n}") } else { String::new() };
        path.with_file_name(format!("{stem} {before} {moment}{again}.gpkg"))
    });
    let free = names.find(|p| {
        p.symlink_metadata().is_err()
            && journal::BESIDE
                .iter()
                .all(|e| journal::beside(p, e).symlink_metadata().is_err())
    });
    free.unwrap_or_else(|| path.to_owned())
}
