//! Files that a verb writes for others.

use crate::store::Project;
use crate::{Result, whole};
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// Writes these bytes to a file, whole or not at all.
///
/// # Errors
/// Refused when the target is a project or no plain file; when it cannot be written.
pub fn bytes(project: &Project, to: &Path, bytes: &[u8]) -> Result<()> {
    put(project, to, |mut f| Ok(f.write_all(bytes)?))
}

/// Writes these bytes beside the target, and puts them in its place once `work` is done.
///
/// # Errors
/// As of [`bytes`], and whatever `work` refuses: the target is then as it was.
pub(super) fn put_after<T>(project: &Project, to: &Path, bytes: &[u8], work: impl FnOnce() -> Result<T>) -> Result<T> {
    put(project, to, |mut f| {
        f.write_all(bytes)?;
        f.sync_all()?;
        work()
    })
}

/// Writes a file by `write` and puts it in the target's place.
///
/// # Errors
/// Refused when the target is a project or no plain file; whatever `write` refuses.
pub(super) fn put<T>(project: &Project, to: &Path, write: impl FnOnce(File) -> Result<T>) -> Result<T> {
    project.is_another(to)?;
    whole::put(to, write)
}
