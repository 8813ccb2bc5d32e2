//! The project file: all SQL of Gridwarden stands in this folder and in `migrations/`.
//!
//! A [`Project`] has one writing connection and a few reading ones. It keeps a
//! rollback journal, never WAL, so that a plain copy of the one file always
//! holds every acknowledged edit.

mod caches;
mod calendar;
mod campaign;
mod changeset;
mod classes;
mod connection;
mod damage;
mod deadline;
mod derived;
mod duty;
mod edit;
mod exemption;
mod feedback;
mod figures;
mod foreign;
mod freeze;
mod gather;
mod glance;
mod grid;
mod grid_meant;
mod ground;
mod header;
mod history;
mod holders;
mod info;
mod inspect;
mod journal;
mod keys;
mod kind;
mod lateness;
mod locks;
mod look;
mod meeting;
mod meeting_read;
mod mend;
mod mosaic;
mod moved;
mod names;
mod near;
mod others;
mod outlines;
mod outside;
mod overtaken;
mod packed;
mod past;
mod patrol;
mod person;
mod photo;
mod place;
mod placement;
mod plight;
mod replay;
mod restore;
mod rings;
mod rtree;
mod schema;
mod search;
mod setting;
mod shapes;
mod sight;
mod site;
mod site_edit;
mod site_upsert;
mod standing;
mod step;
mod strangers;
mod table;
mod tally;
mod task;
#[cfg(test)]
mod tests;
mod tiles;
mod timeline;
mod today;
mod triggers;
mod unrecorded;
mod unseen;
mod waiting;
mod wanted;
mod watch;
mod work;
mod writing;
mod written;

pub use campaign::Campaign;
pub use duty::{NewDuty, held_by_one};
pub use edit::{Args, Tx};
pub use feedback::{FeedbackUpsert, Link};
pub(crate) use figures::Snapshot;
pub use foreign::Foreign;
pub use grid::{FoundGrid, GridNode, GridUpsert, KnownGrid};
pub(crate) use info::is_far;
pub use inspect::Inspection;
pub use kind::Kind;
pub(crate) use kind::word as kind_word;
pub use meeting::NewItem;
pub(crate) use meeting_read::Stretch;
pub use mosaic::{Paint, Size};
pub use near::{NearTold, Neighbours};
pub use person::NewPerson;
pub use placement::{BULK_MOVES, Move, PlacedSite};
pub use plight::Plight;
pub use restore::restore;
pub use site_upsert::{FoundSite, SeenSites, SiteUpsert};
pub use step::{SiteFacts, StepRow};
pub use task::TaskFacts;
pub(crate) use timeline::Past;
pub use waiting::{tell_of_wait, waits};
pub use wanted::{Wanted, still_wanted, while_wanted};
pub(crate) use work::Work;

use crate::model::Actor;
use crate::{Error, Result, whole};
use header::Header;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64};

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
    caches: caches::Caches,
    /// What this program wrote and what it knows that others wrote.
    known: others::Known,
    /// The file's count of writes when all that it is looked up by was last known to be there.
    mended: AtomicU64,
    /// May only be looked at.
    read_only: bool,
    /// Was met to be damaged inside.
    damaged: AtomicBool,
    notes: Mutex<Vec<String>>,
    /// Last: closed when SQLite's own handles are.
    header: Header,
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

/// Connections that wait for the next question; each holds some megabytes of pages.
const IDLE_READERS: usize = 4;

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        // Not where its reader failed: nobody knows what was left in it.
        if let Some(mut c) = self.connection.take().filter(|_| !std::thread::panicking()) {
            wanted::unwatch(&mut c);
            let mut idle = locks::kept(&self.project.readers);
            if idle.len() < IDLE_READERS {
                idle.push(c);
            }
        }
    }
}

impl Project {
    /// Makes a new project file with the office's templates in it.
    ///
    /// # Errors
    /// Refused when the file exists already or its folder cannot be written; nothing is left behind then.
    pub fn create(path: &Path, new: &NewProject) -> Result<Project> {
        Self::create_filled(path, new, |_| Ok(()))
    }

    /// Makes a new project file and fills it: whole or not at all, whenever that is broken off.
    ///
    /// # Errors
    /// As of [`Project::create`], and whatever `fill` refuses.
    pub(crate) fn create_filled(
        path: &Path,
        new: &NewProject,
        fill: impl FnOnce(&Project) -> Result<()>,
    ) -> Result<Project> {
        let path = place::of_new(path)?;
        let part = whole::beside(&path).map_err(|e| e.of_project())?.into_temp_path();
        let made = (|| {
            let mut c = connection::create(&part)?;
            schema::migrate(&mut c, &part)?;
            schema::start(&mut c, new, &file_name(&path))?;
            let project = Self::with(&part, c)?;
            fill(&project)?;
            project.sign()
        })();
        // The part has a name that nobody gave.
        made.map_err(|e| connection::of(e, &path).of_the_project(&file_name(&path)))?;
        place::free_of_journals(&path)?;
        whole::into_free(part, &path).map_err(|e| e.of_project())?;
        Self::open(&path)
    }

    /// Opens a project file, bringing an older schema up to date and making good what other programs did to it.
    ///
    /// # Errors
    /// Refused with a sentence when it is missing, is no GeoPackage, is no project of ours, or was
    /// written by a newer version.
    pub fn open(path: &Path) -> Result<Project> {
        let path = place::of_project(path)?;
        Self::open_at(&path).map_err(|e| connection::of(e, &path))
    }

    fn open_at(path: &Path) -> Result<Project> {
        journal::look(path, &Header::open(path)?)?;
        let mut c = connection::open(path)?;
        schema::migrate(&mut c, path)?;
        let project = Self::with(path, c)?;
        if let Some(words) = project.mend()?.0 {
            project.tell(&words);
        }
        Ok(project)
    }

    fn with(path: &Path, c: Connection) -> Result<Project> {
        Ok(Project {
            path: path.to_owned(),
            known: others::Known::now(&c)?,
            mended: AtomicU64::new(mend::NEVER),
            read_only: c.is_readonly("main")?,
            damaged: AtomicBool::new(false),
            writer: Mutex::new(c),
            readers: Mutex::default(),
            caches: caches::Caches::default(),
            notes: Mutex::default(),
            header: Header::open(path)?,
        })
    }

    /// Whether the file may only be looked at.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// What the person is to be told beside what was asked for: what another program did to the file and what was made
    /// good, that it is read-only, that the disk did not confirm an edit.
    pub fn notes(&self) -> Vec<String> {
        self.notes.lock().map(|n| n.clone()).unwrap_or_default()
    }

    /// Adds a sentence to them.
    pub fn tell(&self, sentence: &str) {
        if let Ok(mut notes) = self.notes.lock() {
            notes.retain(|n| n != sentence);
            notes.push(sentence.to_owned());
        }
    }

    /// Takes back those that begin so.
    pub(crate) fn untell(&self, begins: &str) {
        if let Ok(mut notes) = self.notes.lock() {
            notes.retain(|n| !n.starts_with(begins));
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
    /// Refused when it would overwrite the open file or what is no plain file; a failed copy leaves the target as it was.
    pub fn save_copy(&self, to: &Path) -> Result<()> {
        if self.is_at(to) {
            return Err(refuse(
                to,
                "is the open project itself; choose another name for the copy",
            ));
        }
        let to = std::path::absolute(to)?;
        // An older copy may go: the person was asked.
        whole::may_go(&to, false).map_err(|e| e.of_project())?;
        place::free_of_journals(&to)?;
        let part = whole::beside(&to).map_err(|e| e.of_project())?.into_temp_path();
        let text = part
            .to_str()
            .ok_or_else(|| refuse(&to, "has a name that cannot be written; choose another"))?;
        let copied = if self.header.is_still_at(&self.path) {
            let c = connection::open_reading(&self.path)?;
            // The copy is written through this connection, though nothing of the project is.
            c.execute_batch("PRAGMA query_only = OFF")?;
            c.execute("VACUUM INTO ?1", [text])
        } else {
            // It was moved or deleted while it was open; what is open is all that there is.
            self.write()?.execute("VACUUM INTO ?1", [text])
        };
        copied.map_err(|e| connection::of(e.into(), &to))?;
        whole::over(part, &to).map_err(|e| e.of_project())
    }

    fn read(&self) -> Result<Reader<'_>> {
        let idle = locks::kept(&self.readers).pop();
        let mut connection = match idle {
            Some(c) => c,
            None => {
                self.is_there()?;
                connection::open_reading(&self.path)?
            }
        };
        wanted::watch(&mut connection)?;
        Ok(Reader {
            project: self,
            connection: Some(connection),
        })
    }

    /// Refuses to go on where the open file is not the one that lies in its place.
    fn is_there(&self) -> Result<()> {
        if self.header.is_still_at(&self.path) {
            return Ok(());
        }
        let reason = match self.plight() {
            Some(plight) => plight.reason(),
            None => {
                "was moved, replaced or deleted while it was open; open it again where it is now, or save a copy of it"
                    .into()
            }
        };
        Err(refuse(&self.path, reason))
    }
}

/// The actor that stands on edits made where nobody said who they are.
pub fn nobody() -> Actor {
    Actor::new("—", "")
}

fn file_name(path: &Path) -> String {
    // The root of a disk has no name but its path.
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

fn refuse(path: &Path, reason: impl Into<String>) -> Error {
    Error::Project {
        file: file_name(path),
        reason: reason.into(),
    }
}
