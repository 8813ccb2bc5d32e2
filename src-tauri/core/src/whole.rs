//! Files that come whole or not at all: written beside their place under a name that was never there, and moved there when
//! they are done. No link is followed, and nothing goes that a person would miss.

use crate::error::io_cause;
use crate::{Error, Result};
use std::fs::{File, Metadata};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tempfile::{Builder, NamedTempFile, TempPath};

static WRITTEN: AtomicBool = AtomicBool::new(false);

/// Whether this process has written anything that stays: an edit, a file.
pub fn has_written() -> bool {
    WRITTEN.load(Ordering::Relaxed)
}

/// Something was written that stays.
pub(crate) fn wrote() {
    WRITTEN.store(true, Ordering::Relaxed);
}

/// How every SQLite file begins.
const DATABASE: &[u8] = b"SQLite format 3\0";

/// Writes a file by `write`, which need not sync it, and puts it in the target's place.
///
/// # Errors
/// Refused when the target is a project or another database, a link, a folder or a device; whatever `write` refuses. The
/// target is then as it was.
pub(crate) fn put<T>(to: &Path, write: impl FnOnce(File) -> Result<T>) -> Result<T> {
    may_go(to, true)?;
    let new = beside(to)?;
    let done = write(new.reopen().map_err(|e| told(to, &e))?).map_err(|e| match e {
        // What the system says where no file is named is of the one that is written.
        Error::Io(e) if e.get_ref().is_none() => told(to, &e),
        other => other,
    })?;
    over(new.into_temp_path(), to)?;
    Ok(done)
}

/// Writes these bytes to a file.
///
/// # Errors
/// As where a verb writes one: the target is no plain file, or its folder cannot be written.
pub fn write(to: &Path, bytes: &[u8]) -> Result<()> {
    put(to, |mut f| Ok(f.write_all(bytes)?))
}

/// An empty file of a name that was never there, in the folder of the target.
///
/// # Errors
/// When the folder is not there or cannot be written.
pub(crate) fn beside(to: &Path) -> Result<NamedTempFile> {
    sweep(&folder(to));
    let mut builder = Builder::new();
    // Short: paths have a limit.
    builder.prefix(UNFINISHED).rand_bytes(RANDOM);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any file that a program makes; what the person's mask takes away is taken.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder(to)).map_err(|e| told(to, &e))
}

/// How the name of a file begins that is not finished, and how many letters and digits follow.
const UNFINISHED: &str = ".gw";
const RANDOM: usize = 8;

/// Nobody writes so slowly: what stands still for this long was left by a program that was killed.
const LEFT: Duration = Duration::from_hours(1);

/// Removes unfinished files that were left in a folder, and the journals beside them.
fn sweep(folder: &Path) {
    for found in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = found.file_name();
        let Some(random) = name.to_str().and_then(|n| n.strip_prefix(UNFINISHED)) else {
            continue;
        };
        let random = random.strip_suffix("-journal").unwrap_or(random);
        // A word that somebody chose has small letters only; eight at random hardly ever.
        let ours = random.len() == RANDOM
            && random.bytes().all(|b| b.is_ascii_alphanumeric())
            && random.bytes().any(|b| !b.is_ascii_lowercase());
        let left = || {
            let there = found.metadata().ok().filter(Metadata::is_file)?;
            there.modified().ok()?.elapsed().ok()
        };
        if ours && left().is_some_and(|still| still > LEFT) {
            // Where it cannot be removed it stays, hidden and in nobody's way.
            let _ = std::fs::remove_file(found.path());
        }
    }
}

/// Puts a file of [`beside`] in the place of a plain file, or where none is.
///
/// # Errors
/// When it cannot be moved; the target is then as it was.
pub(crate) fn over(new: TempPath, to: &Path) -> Result<()> {
    sync(&new, to)?;
    new.persist(to).map_err(|e| told(to, &e.error))?;
    sync_folder(to);
    wrote();
    Ok(())
}

/// Puts a file of [`beside`] where nothing is.
///
/// # Errors
/// When something is there meanwhile, which stays.
pub(crate) fn into_free(new: TempPath, to: &Path) -> Result<()> {
    sync(&new, to)?;
    if let Err(e) = new.persist_noclobber(to) {
        // Some disks (exFAT, network drives) know no way to move without overwriting.
        if e.error.kind() == io::ErrorKind::AlreadyExists || to.symlink_metadata().is_ok() {
            return Err(refuse(to, "is there already; choose another name or open it"));
        }
        e.path.persist(to).map_err(|e| told(to, &e.error))?;
    }
    sync_folder(to);
    wrote();
    Ok(())
}

/// Whether a file may go for another: it is not there, or a plain file. With `guarded`, no database either.
///
/// # Errors
/// The refusal.
pub(crate) fn may_go(to: &Path, guarded: bool) -> Result<()> {
    belongs_to_none(to)?;
    let Ok(there) = to.symlink_metadata() else {
        return Ok(());
    };
    plain(to, &there)?;
    if guarded && is_database(to) {
        return Err(refuse(
            to,
            "is a project or another database, which is never written over; choose another name",
        ));
    }
    Ok(())
}

/// What SQLite calls the files beside a file.
pub(crate) const BESIDE: [&str; 3] = ["-journal", "-wal", "-shm"];

/// Refuses the name of what belongs to a database beside it, and would destroy that.
///
/// # Errors
/// The refusal.
pub(crate) fn belongs_to_none(to: &Path) -> Result<()> {
    let name = to.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let of = BESIDE.iter().find_map(|ending| name.strip_suffix(ending));
    match of.filter(|of| is_database(&to.with_file_name(of))) {
        Some(of) => {
            let reason =
                format!("is the name of what belongs to {of} beside it and would destroy that; choose another name");
            Err(refuse(to, &reason))
        }
        None => Ok(()),
    }
}

/// Refuses what is no plain file.
pub(crate) fn plain(path: &Path, found: &Metadata) -> Result<()> {
    let what = match found.file_type() {
        t if t.is_file() => return Ok(()),
        t if t.is_dir() => "is a folder, not a file; choose a file",
        t if t.is_symlink() => "is a link to another place; choose that place itself, or another name",
        _ => "is a device, not a file; choose a file",
    };
    Err(refuse(path, what))
}

pub(crate) fn is_database(path: &Path) -> bool {
    let mut head = [0; 16];
    File::open(path)
        .and_then(|mut f| f.read_exact(&mut head))
        .is_ok_and(|()| head == DATABASE)
}

fn sync(new: &TempPath, to: &Path) -> Result<()> {
    // Windows syncs only what it may write.
    let file = File::options().write(true).open(new);
    file.and_then(|f| f.sync_all()).map_err(|e| told(to, &e))
}

/// Makes sure that the folder keeps the name of a file, where the system can.
pub(crate) fn sync_folder(of: &Path) {
    // The file is there, whole; that its name may be lost with the power no reader can mend.
    #[cfg(unix)]
    let _ = File::open(folder(of)).and_then(|f| f.sync_all());
    #[cfg(not(unix))]
    let _ = of;
}

fn folder(of: &Path) -> PathBuf {
    match of.parent() {
        Some(p) if !p.as_os_str().is_empty() => p.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn told(to: &Path, e: &io::Error) -> Error {
    refuse(to, &io_cause(e))
}

fn refuse(to: &Path, reason: &str) -> Error {
    Error::Source {
        file: to.file_name().unwrap_or(to.as_os_str()).to_string_lossy().into_owned(),
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests;
