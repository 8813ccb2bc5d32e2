//! The project file: all SQL of Gridwarden stands in this folder and in `migrations/`.
//!
//! A [`Project`] has one writing connection and a few reading ones. It keeps a
//! rollback journal, never WAL, so that a plain copy of the one file always
//! holds every acknowledged edit.

mod calendar;
mod campaign;
mod changeset;
mod connection;
mod deadline;
mod derived;
mod duty;
mod edit;
mod exemption;
mod feedback;
mod figures;
mod freeze;
mod gather;
mod glance;
mod grid;
mod ground;
mod history;
mod holders;
mod info;
mod inspect;
mod kind;
mod lateness;
mod look;
mod meeting;
mod meeting_read;
mod moved;
mod names;
mod near;
mod packed;
mod past;
mod patrol;
mod person;
mod photo;
mod placement;
mod replay;
mod rtree;
mod schema;
mod search;
mod setting;
mod site;
mod site_edit;
mod standing;
mod step;
mod table;
mod tally;
mod task;
#[cfg(test)]
mod tests;
mod tiles;
mod timeline;
mod today;
mod unrecorded;
mod watch;
mod work;

pub use campaign::Campaign;
pub use duty::NewDuty;
pub use edit::{Args, Tx};
pub use feedback::{FeedbackUpsert, Link};
pub(crate) use figures::Snapshot;
pub use grid::{GridUpsert, KnownGrid};
pub use inspect::Inspection;
pub use kind::Kind;
pub(crate) use kind::word as kind_word;
pub use meeting::NewItem;
pub(crate) use meeting_read::Stretch;
pub use near::Neighbours;
pub use person::NewPerson;
pub use placement::{BULK_MOVES, Move, PlacedSite};
pub use site::{SeenSites, SiteUpsert};
pub use step::{SiteFacts, StepRow};
pub use task::TaskFacts;
pub(crate) use timeline::Past;
pub(crate) use work::Work;

use crate::model::Actor;
use crate::{Error, Result};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

/// What became of a row that was written by its code or number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upsert {
    /// It was not there.
    Inserted,
    /// It was there and differed.
    Updated,
    /// It was there and the same.
    Unchanged,
    /// The same source gave it before.
    Repeated,
}

/// What a new project starts with.
#[derive(Debug, Clone, Default)]
pub struct NewProject {
    /// Title; the file's name where empty.
    pub title: String,
    /// Division code; may be empty.
    pub division: String,
    /// Boundaries are invented.
    pub illustrative: bool,
}

/// An open project file. All its methods may be called from any thread.
pub struct Project {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    caches: tiles::Caches,
}

/// A reading connection on loan.
struct Reader<'a> {
    project: &'a Project,
    connection: Option<Connection>,
}

impl std::ops::Deref for Reader<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("kept until dropped")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        if let (Some(c), Ok(mut idle)) = (self.connection.take(), self.project.readers.lock()) {
            idle.push(c);
        }
    }
}

impl Project {
    /// Makes a new project file with the office's templates in it.
    ///
    /// # Errors
    /// Refused when the file exists already or its folder cannot be written; nothing is left behind then.
    pub fn create(path: &Path, new: &NewProject) -> Result<Project> {
        if path.exists() {
            return Err(refuse(path, "is there already; choose another name or open it"));
        }
        let made = connection::create(path).and_then(|mut c| {
            schema::migrate(&mut c, path)?;
            schema::start(&mut c, new, &file_name(path))?;
            Ok(c)
        });
        match made {
            Ok(c) => Ok(Self::with(path, c)),
            Err(e) => {
                // Half a project must not be mistaken for one.
                let _ = std::fs::remove_file(path);
                Err(e)
            }
        }
    }

    /// Opens a project file, bringing an older schema up to date.
    ///
    /// # Errors
    /// Refused with a sentence when it is missing, is no GeoPackage, is no project of ours, or was
    /// written by a newer version.
    pub fn open(path: &Path) -> Result<Project> {
        if !path.is_file() {
            return Err(refuse(path, "is not there; check the name, or make it with `new`"));
        }
        let mut c = connection::open(path)?;
        schema::migrate(&mut c, path)?;
        Ok(Self::with(path, c))
    }

    fn with(path: &Path, c: Connection) -> Project {
        Project {
            path: path.to_owned(),
            writer: Mutex::new(c),
            readers: Mutex::default(),
            caches: tiles::Caches::default(),
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a path leads to the open file itself. Such a file must never be opened by other means than SQLite's: closing
    /// it again would let go of the locks that this process holds on it.
    pub fn is_at(&self, path: &Path) -> bool {
        #[cfg(unix)]
        {
            // The same file under another name, too.
            use std::os::unix::fs::MetadataExt;
            let known = |p: &Path| p.metadata().map(|m| (m.dev(), m.ino())).ok();
            known(path).is_some_and(|other| known(&self.path) == Some(other))
        }
        #[cfg(not(unix))]
        path.canonicalize()
            .is_ok_and(|p| self.path.canonicalize().is_ok_and(|own| own == p))
    }

    /// Refuses to read the open file itself as a source or a photo.
    ///
    /// # Errors
    /// [`Error::Source`] when it is.
    pub fn is_another(&self, path: &Path) -> Result<()> {
        if !self.is_at(path) {
            return Ok(());
        }
        Err(Error::Source {
            file: file_name(path),
            reason: "is the open project itself; choose another file".into(),
        })
    }

    /// Writes a copy of the whole project to another file, compacted.
    ///
    /// # Errors
    /// Refused when it would overwrite the open file; a failed copy leaves the target as it was.
    pub fn save_copy(&self, to: &Path) -> Result<()> {
        if self.is_at(to) {
            return Err(refuse(
                to,
                "is the open project itself; choose another name for the copy",
            ));
        }
        let part = to.with_extension("gpkg.part");
        let _ = std::fs::remove_file(&part);
        let text = part
            .to_str()
            .ok_or_else(|| refuse(to, "has a name that cannot be written; choose another"))?;
        let c = connection::open_reading(&self.path)?;
        // The copy is written through this connection, though nothing of the project is.
        c.execute_batch("PRAGMA query_only = OFF")?;
        let done = c.execute("VACUUM INTO ?1", [text]);
        if let Err(e) = done {
            let _ = std::fs::remove_file(&part);
            return Err(e.into());
        }
        std::fs::File::open(&part)?.sync_all()?;
        std::fs::rename(&part, to)?;
        Ok(())
    }

    fn read(&self) -> Result<Reader<'_>> {
        let idle = self.readers.lock().map_err(|_| poisoned())?.pop();
        let connection = match idle {
            Some(c) => c,
            None => connection::open_reading(&self.path)?,
        };
        Ok(Reader {
            project: self,
            connection: Some(connection),
        })
    }

    fn write(&self) -> Result<MutexGuard<'_, Connection>> {
        self.writer.lock().map_err(|_| poisoned())
    }
}

/// The actor that stands on edits made where nobody said who they are.
pub fn nobody() -> Actor {
    Actor {
        name: "—".into(),
        post: String::new(),
    }
}

fn poisoned() -> Error {
    Error::Io(std::io::Error::other(
        "an earlier failure left the project unusable; open it again",
    ))
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn refuse(path: &Path, reason: impl Into<String>) -> Error {
    Error::Project {
        file: file_name(path),
        reason: reason.into(),
    }
}
