//! What can go wrong, as one enum; across the bridge it is `{code, message}`.

mod cause;

use crate::view::EditInfo;
use cause::io_sentence;
pub(crate) use cause::{io as io_cause, sqlite as sqlite_cause};

/// The result of anything in the core.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A refusal or a failure. Each message says what, where, why and how to go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A source file that is not what it claims to be, or that cannot be read at all.
    #[error("{file}: {reason}")]
    Source {
        /// The file's name, without its folder.
        file: String,
        /// Why it is refused and what to do, as one sentence.
        reason: String,
    },
    /// A source file that is not what was shown of it.
    #[error("{file}: {reason}")]
    Another {
        /// The file's name, without its folder.
        file: String,
        /// What is another, and what to do.
        reason: String,
    },
    /// A project file that cannot be opened, made or written.
    #[error("{file}: {reason}")]
    Project {
        /// The project file's name.
        file: String,
        /// Why, and what to do.
        reason: String,
    },
    /// A value that does not fit its field.
    #[error("{field}: {reason}")]
    Field {
        /// The field as the command line and the window name it.
        field: String,
        /// Why, and what would be right.
        reason: String,
    },
    /// Something named that is not in the project.
    #[error("{}", not_there(what, name))]
    NotFound {
        /// `grid`, `site`, `person`, …
        what: &'static str,
        /// What was looked for, as its user calls it; empty where it was found before, and only a key of the file is known.
        name: String,
    },
    /// A move of a site or a task that its path does not allow; says what is missing.
    #[error("{0}")]
    Step(crate::site::lifecycle::Refusal),
    /// An undo or redo that would take away what was done later.
    #[error("{0}")]
    Undo(String),
    /// What was looked at is not how things stand: somebody wrote since.
    #[error("{sentence}")]
    Overtaken {
        /// What is refused, who wrote what, and how to go on.
        sentence: String,
        /// The edit that came in between.
        by: Box<EditInfo>,
        /// It is undo or redo that is refused.
        replay: bool,
    },
    /// The work was cancelled; the project is as it was.
    #[error("cancelled; the project is as it was")]
    Cancelled,
    /// SQLite said no.
    #[error("the project file {}", sqlite_cause(.0))]
    Sqlite(#[from] rusqlite::Error),
    /// The program itself failed; what it was doing, where that is known. What was under way is as it was.
    #[error(
        "the program itself failed {0}: the project is as it was; try it another way, and report what you did to whoever maintains the program"
    )]
    Internal(String),
    /// The operating system said no.
    #[error("{}", io_sentence(.0))]
    Io(#[from] std::io::Error),
}

/// Why a file or a stream could not be read or written, as it goes on from its name.
pub fn why(e: &std::io::Error) -> String {
    io_cause(e)
}

/// Does `work`; a panic in it, on whatever thread, becomes a refusal.
///
/// # Errors
/// What `work` refuses, and [`Error::Internal`].
pub fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said =
            (panic.downcast_ref::<&str>().copied()).or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        // The first line says it; what follows are values.
        let said = said.and_then(|s| s.lines().next()).unwrap_or("without a word");
        Err(Error::Internal(format!("({said})")))
    })
}

impl Error {
    /// The same refusal said of the file of this name, where it is a [`Error::Source`].
    #[must_use]
    pub fn of_file(self, name: &str) -> Error {
        match self {
            Error::Source { reason, .. } => Error::Source {
                file: name.to_owned(),
                reason,
            },
            other => other,
        }
    }

    /// The same refusal, said of a project file.
    pub(crate) fn of_project(self) -> Error {
        match self {
            Error::Source { file, reason } => Error::Project { file, reason },
            other => other,
        }
    }

    /// The same refusal said of the project file of this name, where it is an [`Error::Project`].
    pub(crate) fn of_the_project(self, name: &str) -> Error {
        match self {
            Error::Project { reason, .. } => Error::Project {
                file: name.to_owned(),
                reason,
            },
            other => other,
        }
    }

    /// The code the window branches on.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Source { .. } => "source",
            Error::Another { .. } => "another",
            Error::Project { .. } => "project",
            Error::Field { .. } => "field",
            Error::NotFound { .. } => "not_found",
            Error::Step(_) => "step",
            Error::Undo(_) => "undo",
            Error::Overtaken { replay: false, .. } => "overtaken",
            Error::Overtaken { replay: true, .. } => "not_newest",
            Error::Cancelled => "cancelled",
            Error::Internal(_) => "internal",
            Error::Sqlite(_) | Error::Io(_) => "io",
        }
    }
}

/// A key of a row says nothing to anybody.
fn not_there(what: &str, name: &str) -> String {
    if name.is_empty() {
        format!("the {what} is not in this project any more; somebody undid or deleted it, look at the history")
    } else {
        format!("{what} \"{name}\" is not in this project")
    }
}
