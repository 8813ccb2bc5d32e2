//! Where a project may lie: what is said of a path before SQLite sees it.

use super::{connection, journal, refuse};
use crate::{Result, whole};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Bytes of a path that SQLite takes with the name of the journal beside it.
#[cfg(unix)]
const LONGEST: usize = 512 - "-journal".len();

/// The whole path of a project that is to be there. A name such as `file:x.gpkg` is a name, not an address.
///
/// # Errors
/// Refused with a sentence where no project can be opened there.
pub fn of_project(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path).map_err(|e| connection::of(e.into(), path))?;
    let found = match path.metadata() {
        Ok(found) => found,
        Err(e) if e.kind() == ErrorKind::NotFound => {
            return Err(refuse(
                &path,
                "is not there; check the name, or whether it was moved or deleted, or make it with `new`",
            ));
        }
        Err(e) => return Err(connection::of(e.into(), &path)),
    };
    if found.is_dir() {
        return Err(refuse(&path, "is a folder, not a project; choose the .gpkg file in it"));
    }
    if !found.is_file() {
        return Err(refuse(&path, "is a device, not a file; choose a .gpkg project file"));
    }
    if found.len() == 0 {
        return Err(refuse(
            &path,
            "is empty, so copying it was broken off; take a whole copy of it",
        ));
    }
    short_enough(&path, path.canonicalize().as_deref().unwrap_or(&path))?;
    let named = |e: &str| path.extension().is_some_and(|x| x.eq_ignore_ascii_case(e));
    if LISTS.iter().any(|e| named(e)) && !whole::is_database(&path) {
        return Err(refuse(
            &path,
            "is a list or ground, no project; open a project or make one, and bring it in there with `import`",
        ));
    }
    Ok(path)
}

/// How the names of files end that an office brings in.
const LISTS: [&str; 9] = ["csv", "tsv", "txt", "geojson", "json", "geojsonl", "xlsx", "xls", "shp"];

/// The whole path of a project that is to be made.
///
/// # Errors
/// Refused with a sentence where none can be made.
pub fn of_new(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path).map_err(|e| connection::of(e.into(), path))?;
    if path.symlink_metadata().is_ok() {
        return Err(refuse(&path, "is there already; choose another name or open it"));
    }
    short_enough(&path, &path)?;
    whole::belongs_to_none(&path).map_err(|e| e.of_project())?;
    free_of_journals(&path)?;
    Ok(path)
}

/// Refuses a place beside which a crashed project left a journal, which would be taken for that of the new file.
pub fn free_of_journals(path: &Path) -> Result<()> {
    for ending in ["-journal", "-wal"] {
        let left = journal::beside(path, ending);
        if left.symlink_metadata().is_ok() {
            let left = super::file_name(&left);
            return Err(refuse(
                path,
                format!(
                    "has {left} beside it, which another project left there and which would destroy this one; move that file away or choose another name"
                ),
            ));
        }
    }
    Ok(())
}

#[cfg(unix)]
fn short_enough(path: &Path, whole: &Path) -> Result<()> {
    let bytes = whole.as_os_str().len();
    if bytes > LONGEST {
        return Err(refuse(
            path,
            format!(
                "lies too deep: its path has {bytes} bytes and {LONGEST} are the most; move it to a folder with a shorter path"
            ),
        ));
    }
    Ok(())
}

#[cfg(not(unix))]
fn short_enough(_path: &Path, _whole: &Path) -> Result<()> {
    Ok(())
}
