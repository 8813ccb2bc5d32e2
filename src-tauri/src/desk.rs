//! What the running program holds: the one open project, the file at the import desk, the settings.

use crate::args::Args;
use crate::mark::{Holder, Mark};
use crate::photos::{Dropped, Waiting};
use crate::print::Shown;
use crate::refusal::Refusal;
use crate::settings::{Folders, Settings};
use crate::visits::Visits;
use chrono::NaiveDate;
pub use gridwarden_core::calendar::china::today;
use gridwarden_core::model::Actor;
use gridwarden_core::store::Project;
use gridwarden_core::verbs;
use gridwarden_core::verbs::import::Rehearsed;
use gridwarden_core::view::ImportAs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};
use tauri::{AppHandle, Emitter, State};

/// A file at the import desk.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file.
    pub path: PathBuf,
    /// As what it is to come in.
    pub target: ImportAs,
}

/// The program's state; shared by all commands.
pub struct Desk {
    project: Mutex<Option<Arc<Project>>>,
    settings: Mutex<Settings>,
    source: Mutex<Option<Source>>,
    rehearsed: Mutex<Rehearsed>,
    /// A file that was looked at and is not on the import desk yet: what lies there may hold somebody's answers.
    brought: Mutex<Option<(Source, Rehearsed)>>,
    waiting: Mutex<Vec<Waiting>>,
    document: Mutex<Option<PathBuf>>,
    shown: Mutex<Option<Shown>>,
    dropped: Mutex<Dropped>,
    /// The last file that could not be opened as a project.
    refused: Mutex<Option<PathBuf>>,
    start: Mutex<Option<Args>>,
    /// The program's own folders.
    pub folders: Folders,
    /// Set to end the running import.
    pub cancel: AtomicBool,
    /// Number of the newest check; older ones end.
    checks: AtomicU64,
    importing: Mutex<()>,
    mark: Mutex<Option<Mark>>,
    /// To the page of the day.
    pub visits: Visits,
    /// The page knows nothing yet of who has the file open elsewhere.
    pub asks_elsewhere: AtomicBool,
    /// How many forms of the page hold something that is not saved.
    pub unsaved: AtomicU32,
}

/// The desk, as a command gets it.
pub type Held<'a> = State<'a, Arc<Desk>>;

fn lock<T>(m: &Mutex<T>) -> MutexGuard<'_, T> {
    // All that is held is whole at every moment, so a panic elsewhere has not spoilt it.
    m.lock().unwrap_or_else(|e| e.into_inner())
}

impl Desk {
    /// A desk as it is when the program starts.
    pub fn new(args: Args, folders: Folders) -> Self {
        Self {
            project: Mutex::default(),
            settings: Mutex::new(Settings::load(&folders.settings())),
            source: Mutex::default(),
            rehearsed: Mutex::default(),
            brought: Mutex::default(),
            waiting: Mutex::default(),
            document: Mutex::default(),
            shown: Mutex::default(),
            dropped: Mutex::default(),
            refused: Mutex::default(),
            start: Mutex::new(Some(args)),
            folders,
            cancel: AtomicBool::new(false),
            checks: AtomicU64::new(0),
            importing: Mutex::new(()),
            mark: Mutex::default(),
            visits: Visits::default(),
            asks_elsewhere: AtomicBool::new(false),
            unsaved: AtomicU32::new(0),
        }
    }

    /// What the command line asked for, the first time it is asked.
    pub fn take_start(&self) -> Option<Args> {
        lock(&self.start).take()
    }

    /// The open project.
    pub fn project(&self) -> Result<Arc<Project>, Refusal> {
        lock(&self.project).clone().ok_or_else(Refusal::no_project)
    }

    /// Puts a project on the desk in place of the one before and remembers it as recent.
    ///
    /// # Errors
    /// When what every page shows of it cannot be read; the project before stays then.
    pub fn place(&self, project: Project) -> gridwarden_core::Result<Arc<Project>> {
        project.info(today()).map_err(|e| project.because(e))?;
        let project = Arc::new(project);
        let path = project.path().to_owned();
        let ahead = Arc::clone(&project);
        std::thread::spawn(move || ahead.prepare(today()));
        *lock(&self.project) = Some(project.clone());
        *lock(&self.refused) = None;
        self.leave();
        *lock(&self.mark) = Some(Mark::put(&path, self.settings().actor.as_ref()));
        self.set_source(None);
        *lock(&self.brought) = None;
        lock(&self.waiting).clear();
        *lock(&self.dropped) = Dropped::default();
        *lock(&self.shown) = None;
        // What cannot be remembered is no reason not to open the project.
        let _ = self.change_settings(|s| s.opened(&path));
        Ok(project)
    }

    /// Takes the mark off the open project.
    pub fn leave(&self) {
        *lock(&self.mark) = None;
    }

    /// Who has the open project open elsewhere.
    pub fn elsewhere(&self) -> Option<Holder> {
        lock(&self.mark).as_mut().and_then(Mark::other)
    }

    /// The settings as they are now.
    pub fn settings(&self) -> Settings {
        lock(&self.settings).clone()
    }

    /// Changes the settings and writes them.
    pub fn change_settings(&self, f: impl FnOnce(&mut Settings)) -> gridwarden_core::Result<()> {
        let mut settings = lock(&self.settings);
        f(&mut settings);
        settings.save(&self.folders.settings())
    }

    /// Who is at the desk; an edit cannot be made without.
    pub fn actor(&self) -> Result<Actor, Refusal> {
        let actor = lock(&self.settings).actor.clone();
        actor.ok_or_else(|| {
            Refusal::new(
                "no_actor",
                "Say who is at the desk first: the name stands on every edit.",
            )
        })
    }

    /// The name of who is at the desk, empty while nobody has said it; a look needs no more.
    pub fn name(&self) -> String {
        lock(&self.settings).actor.clone().map(|a| a.name).unwrap_or_default()
    }

    /// The file at the import desk.
    pub fn source(&self) -> Result<Source, Refusal> {
        lock(&self.source).clone().ok_or_else(Refusal::no_source)
    }

    /// Lays a file on the import desk, or clears it.
    pub fn set_source(&self, source: Option<Source>) {
        if source.is_none() {
            *lock(&self.rehearsed) = Rehearsed::default();
        }
        *lock(&self.source) = source;
    }

    /// Brings a file that was looked at to the import desk; it waits there until [`Self::take_brought`].
    pub fn bring(&self, source: Source, rows: Rehearsed) {
        *lock(&self.brought) = Some((source, rows));
    }

    /// Lays the file that was brought on the import desk, in the place of what lies there.
    pub fn take_brought(&self) {
        if let Some((source, rows)) = lock(&self.brought).take() {
            self.set_source(Some(source));
            self.set_rehearsed(rows);
        }
    }

    /// Keeps what would become of the source's rows, to be shown by pages.
    pub fn set_rehearsed(&self, rows: Rehearsed) {
        *lock(&self.rehearsed) = rows;
    }

    /// Looks at what would become of the source's rows.
    pub fn rehearsed<T>(&self, f: impl FnOnce(&Rehearsed) -> T) -> T {
        f(&lock(&self.rehearsed))
    }

    /// Looks at or changes the photos that wait for a step.
    pub fn waiting<T>(&self, f: impl FnOnce(&mut Vec<Waiting>) -> T) -> T {
        f(&mut lock(&self.waiting))
    }

    /// Looks at or changes the document that is shown for printing.
    pub fn shown<T>(&self, f: impl FnOnce(&mut Option<Shown>) -> T) -> T {
        f(&mut lock(&self.shown))
    }

    /// The document that was written last.
    pub fn document(&self) -> Option<PathBuf> {
        lock(&self.document).clone()
    }

    /// Notes which document was written last.
    pub fn set_document(&self, path: PathBuf) {
        *lock(&self.document) = Some(path);
    }

    /// Photos that were dropped onto the window and have no role yet.
    pub fn dropped<T>(&self, f: impl FnOnce(&mut Dropped) -> T) -> T {
        f(&mut lock(&self.dropped))
    }

    /// Ends the running check, and gives the next one its number.
    pub fn next_check(&self) -> u64 {
        self.checks.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Whether the check of this number is still wanted.
    pub fn is_checking(&self, number: u64) -> bool {
        self.checks.load(Ordering::Relaxed) == number
    }

    /// A turn at the import desk: one source is looked at or brought in at a time.
    pub fn turn(&self) -> Result<MutexGuard<'_, ()>, Refusal> {
        let turn = match self.importing.try_lock() {
            Ok(turn) => turn,
            Err(TryLockError::Poisoned(e)) => e.into_inner(),
            Err(TryLockError::WouldBlock) => {
                return Err(Refusal::new(
                    "busy",
                    "A file is being read: let that end or cancel it first.",
                ));
            }
        };
        self.cancel.store(false, Ordering::Relaxed);
        Ok(turn)
    }

    /// Opens a project file and puts it on the desk.
    ///
    /// # Errors
    /// As of [`Project::open`]; the project before stays open then.
    pub fn open(&self, path: &Path) -> Result<Arc<Project>, Refusal> {
        let opened = verbs::opening::open(path).and_then(|project| self.place(project));
        opened.map_err(|e| {
            *lock(&self.refused) = std::path::absolute(path).ok();
            Refusal::from(e).of_opening(path)
        })
    }

    /// The file that a copy would go in the place of: the open project's or the last that could not be opened, whichever is asked
    /// for and there.
    pub fn to_restore(&self, of_refused: bool) -> Option<PathBuf> {
        let open = lock(&self.project).as_ref().map(|p| p.path().to_owned());
        let refused = lock(&self.refused).clone();
        if of_refused { refused.or(open) } else { open.or(refused) }
    }

    /// The last file that could not be opened, until another one is.
    pub fn to_try_again(&self) -> Option<PathBuf> {
        lock(&self.refused).clone()
    }

    /// Closes the project that lies there, if it is open.
    pub fn close(&self, path: &Path) {
        let mut project = lock(&self.project);
        project.take_if(|p| p.is_at(path));
    }

    /// Opens the sample district, making it first where it is not there yet.
    ///
    /// # Errors
    /// When the data folder cannot be written or the file there is no project any more.
    pub fn open_sample(&self) -> Result<Arc<Project>, Refusal> {
        let path = self.folders.sample();
        if !path.exists() {
            std::fs::create_dir_all(&self.folders.data)?;
            drop(verbs::sample::create(&path, today())?);
        }
        self.open(&path)
    }
}

/// Asks the open project something, away from the window's own thread.
pub async fn ask<T: Send + 'static>(
    desk: &Desk,
    f: impl FnOnce(&Project, NaiveDate) -> gridwarden_core::Result<T> + Send + 'static,
) -> Result<T, Refusal> {
    let project = desk.project()?;
    let work = move || f(&project, today()).map_err(|e| project.because(e));
    Ok(tauri::async_runtime::spawn_blocking(work).await??)
}

/// Tells the page that the project is another or has changed.
pub fn tell_changed(app: &AppHandle, project: &Project) {
    // The edit is written whether or not the page hears of it; it asks again when it is shown next.
    if let Ok(info) = project.info(today()) {
        let _ = app.emit("changed", info);
    }
}
