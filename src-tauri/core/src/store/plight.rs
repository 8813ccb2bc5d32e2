//! What befell the open file itself: whether it still lies in its place, whole, and can be written.

use super::header::Extent;
use super::{Project, damage, refuse};
use crate::error::io_cause;
use crate::{Error, Result};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::Ordering;

/// Why the open file is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plight {
    /// It was moved or deleted; what is open can still be read.
    Gone,
    /// So was its folder, or the drive.
    FolderGone,
    /// Another file lies in its place; what is open can still be read.
    Replaced,
    /// Nothing is in it any more.
    Emptied,
    /// Its end is missing.
    Cut,
    /// Something else was written over it.
    Overwritten,
    /// It was found to be damaged inside.
    Damaged,
    /// The file, or its folder, may not be written any more.
    ReadOnly,
    /// The disk or the drive may not.
    ReadOnlyDisk,
    /// The system does not let it be looked at; why.
    Unreachable(String),
}

impl Plight {
    /// What the window branches on.
    pub fn code(&self) -> &'static str {
        match self {
            Plight::Gone => "gone",
            Plight::Replaced => "replaced",
            Plight::FolderGone | Plight::Unreachable(_) => "unreachable",
            Plight::Emptied | Plight::Cut | Plight::Overwritten | Plight::Damaged => "spoilt",
            Plight::ReadOnly | Plight::ReadOnlyDisk => "unwritable",
        }
    }

    /// What, why and how to go on, as it follows the file's name.
    pub fn reason(&self) -> String {
        match self {
            Plight::Gone => "was moved or deleted while it was open; save a copy of what is still held here, or open it where it is now",
            Plight::FolderGone => "cannot be reached, for its folder or its drive is gone; bring that back and go on, or save a copy of what is still held here",
            Plight::Replaced => "was replaced by another file while it was open, as a program does that keeps folders alike; what is shown is the one from before: open the new one, and save a copy of this one first if it is to be kept",
            Plight::Emptied => "was emptied while it was open, as when copying over it is broken off; put your last copy in its place (restore)",
            Plight::Cut => "was cut short while it was open, as when copying over it is broken off; put your last copy in its place (restore)",
            Plight::Overwritten => "was overwritten while it was open with what is no project; put your last copy in its place (restore)",
            Plight::Damaged => "is damaged inside, as by a failing disk or drive; put your last copy in its place (restore)",
            Plight::ReadOnly => "became read-only while it was open, so it can be looked at, not changed; let it be written again, or save a copy where you may write and open that",
            Plight::ReadOnlyDisk => "lies on a disk or a network drive that became read-only while it was open, so it can be looked at, not changed; let it be written again, or save a copy on another one and open that",
            Plight::Unreachable(why) => return why.clone(),
        }
        .into()
    }
}

impl Project {
    /// What befell the open file since it was opened; none where it is as it should be. Costs some looks at its folder and
    /// its head. A file that is being copied over at this very moment is told as cut off, too: ask twice.
    pub fn plight(&self) -> Option<Plight> {
        self.befell().err()
    }

    fn befell(&self) -> Result<(), Plight> {
        match self.path.metadata() {
            Ok(_) => {}
            Err(e) if e.kind() == ErrorKind::NotFound => return Err(self.gone()),
            Err(e) => return Err(Plight::Unreachable(io_cause(&e))),
        }
        if !self.header.is_still_at(&self.path) {
            return Err(Plight::Replaced);
        }
        match self.header.extent() {
            Ok(Extent::Whole) => {}
            Ok(Extent::Nothing) => return Err(Plight::Emptied),
            Ok(Extent::Cut) => return Err(Plight::Cut),
            Ok(Extent::Other) => return Err(Plight::Overwritten),
            Err(e) => return Err(Plight::Unreachable(io_cause(&e))),
        }
        if self.damaged.load(Ordering::Relaxed) {
            return Err(Plight::Damaged);
        }
        if self.read_only {
            return Ok(());
        }
        // The folder takes the journal.
        let folder = self.path.parent().unwrap_or(Path::new("/"));
        match may_write(&self.path).and_then(|()| may_write(folder)) {
            Err(e) if e.kind() == ErrorKind::ReadOnlyFilesystem => Err(Plight::ReadOnlyDisk),
            Err(e) if e.kind() == ErrorKind::PermissionDenied => Err(Plight::ReadOnly),
            _ => Ok(()),
        }
    }

    fn gone(&self) -> Plight {
        match self.path.parent() {
            Some(folder) if folder.is_dir() && self.header.is_on_disk_of(folder) => Plight::Gone,
            _ => Plight::FolderGone,
        }
    }

    /// The sentence of what befell the file.
    pub fn plight_words(&self, plight: &Plight) -> String {
        refuse(&self.path, plight.reason()).to_string()
    }

    /// A failure of the file, told by what befell the file where that is known: SQLite and the system know only what it led to.
    #[must_use]
    pub fn because(&self, e: Error) -> Error {
        let (Error::Sqlite(_) | Error::Io(_)) = e else { return e };
        if matches!(&e, Error::Sqlite(e) if damage::is_met(e)) {
            self.damaged.store(true, Ordering::Relaxed);
        }
        match self.plight() {
            Some(plight) => refuse(&self.path, plight.reason()),
            None => e,
        }
    }
}

#[cfg(unix)]
fn may_write(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::access(path, rustix::fs::Access::WRITE_OK)?)
}

#[cfg(not(unix))]
fn may_write(path: &Path) -> io::Result<()> {
    match path.metadata()? {
        m if m.is_file() && m.permissions().readonly() => Err(ErrorKind::PermissionDenied.into()),
        _ => Ok(()),
    }
}
