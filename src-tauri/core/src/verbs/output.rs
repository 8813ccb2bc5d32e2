//! Files that a verb writes for others: beside the target first, so that what fails leaves the target as it was.

use crate::store::Project;
use crate::{Error, Result};
use std::fs::File;
use std::path::Path;

/// Writes a file by `write`, which syncs it, and puts it in the target's place.
///
/// # Errors
/// Refused when the target is the open project itself; whatever `write` refuses.
pub(super) fn put<T>(project: &Project, to: &Path, write: impl FnOnce(File) -> Result<T>) -> Result<T> {
    if to.exists() && to.canonicalize().ok() == project.path().canonicalize().ok() {
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
