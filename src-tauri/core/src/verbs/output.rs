//! Files that a verb writes for others: beside the target first, so that what fails leaves the target as it was.

use crate::store::Project;
use crate::{Error, Result};
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// Writes these bytes to a file, whole or not at all.
///
/// # Errors
/// Refused when the target is the open project itself; when it cannot be written.
pub fn bytes(project: &Project, to: &Path, bytes: &[u8]) -> Result<()> {
    put(project, to, |mut f| {
        f.write_all(bytes)?;
        Ok(f.sync_all()?)
    })
}

/// Writes a file by `write`, which syncs it, and puts it in the target's place.
///
/// # Errors
/// Refused when the target is the open project itself; whatever `write` refuses.
pub(super) fn put<T>(project: &Project, to: &Path, write: impl FnOnce(File) -> Result<T>) -> Result<T> {
    if project.is_at(to) {
        return Err(Error::Source {
            file: to
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default(),
            reason: "is the project itself; choose another name".into(),
        });
    }
    let part = to.with_extension("part");
    match File::create(&part).map_err(Error::from).and_then(write) {
        Ok(done) => {
            std::fs::rename(&part, to)?;
            Ok(done)
        }
        Err(e) => {
            let _ = std::fs::remove_file(&part);
            Err(e)
        }
    }
}
