//! Why SQLite or the operating system said no, in the office's words: the one place where their codes are read.
//!
//! Each reason goes on from the name of a file: "p.gpkg: is read-only; …", "the project file is read-only; …".

use rusqlite::ffi;
use std::io;

/// What a full disk is told, by whoever meets it.
const FULL: &str = "finds no room left on the disk; make room there and do it again";

/// Why SQLite could not do something with the project file.
pub fn sqlite(e: &rusqlite::Error) -> String {
    match e {
        rusqlite::Error::SqliteFailure(code, message) => failure(code.extended_code, message.as_deref().unwrap_or("")),
        // Without a name of its own, what a query gives is called by SQL.
        rusqlite::Error::InvalidColumnType(_, name, _) if name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') => {
            format!("holds something in \"{name}\" that Gridwarden never writes there; another program did: see what `check` lists")
        }
        rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::Utf8Error(..) => {
            "holds a value that Gridwarden never writes; another program did: see what `check` lists".into()
        }
        rusqlite::Error::QueryReturnedNoRows => {
            "lacks a row that another one needs; another program removed it: see what `check` lists".into()
        }
        _ => "does not answer as a project should; close it, open it again, and restore your last copy if that does not help".into(),
    }
}

fn failure(code: i32, message: &str) -> String {
    let told = match (code, code & 0xff) {
        (ffi::SQLITE_READONLY_DBMOVED, _) => {
            "was moved, replaced or deleted while it was open; open it again where it is now, or save a copy of it"
        }
        (ffi::SQLITE_READONLY_ROLLBACK | ffi::SQLITE_READONLY_RECOVERY | ffi::SQLITE_READONLY_CANTINIT, _) => {
            "was left in the middle of an edit and is read-only, so it cannot be put right; copy it and the journal beside it to a folder where you may write, and open it there"
        }
        (ffi::SQLITE_READONLY_DIRECTORY, _) => "lies in a folder where you may not write; copy it to one where you may",
        (ffi::SQLITE_IOERR_NOMEM, _) | (_, ffi::SQLITE_NOMEM) => {
            "needs more memory than this computer has left; close other programs and do it again"
        }
        (_, ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED) => {
            "is being read or written by another program; wait until that is done or close it there, and do it again"
        }
        (_, ffi::SQLITE_READONLY) => "is read-only; copy it to a folder where you may write",
        (_, ffi::SQLITE_CANTOPEN | ffi::SQLITE_PERM | ffi::SQLITE_AUTH) => {
            "cannot be opened; check that its folder is there and that you may read and write in it"
        }
        (_, ffi::SQLITE_FULL) => FULL,
        (_, ffi::SQLITE_IOERR) => {
            "could not be read or written, for the disk or the network drive failed; check it, copy the file to a sound one and do it again"
        }
        (_, ffi::SQLITE_CORRUPT) => "is damaged; put your last copy in its place (restore)",
        (_, ffi::SQLITE_NOTADB) => "is no GeoPackage; choose a .gpkg project file",
        (_, ffi::SQLITE_CONSTRAINT) => {
            "holds a row that stands in the way of this; another program wrote it: see what `check` lists"
        }
        (_, ffi::SQLITE_TOOBIG) => "would get a value that is too large; give a shorter one",
        (_, ffi::SQLITE_INTERRUPT) => "was being read when that was stopped; do it again",
        _ => return lacking(code, message),
    };
    told.into()
}

/// What another program removed from the file, where SQLite says so.
fn lacking(code: i32, message: &str) -> String {
    for (sign, what) in [("no such table: ", "table"), ("no such column: ", "column")] {
        if let Some(at) = message.find(sign) {
            let name: String = message[at + sign.len()..]
                .chars()
                .take_while(|c| !c.is_whitespace())
                .collect();
            // Of what Gridwarden makes anew itself, no copy need be taken.
            if name.starts_with("rtree_") || name.starts_with("gpkg_") {
                return "lacks what it is looked up by, which another program removed; it is made anew when the file is opened, and in an open window by itself: do it again".into();
            }
            return format!(
                "lacks its {what} \"{name}\", which another program removed; put your last copy in its place (restore)"
            );
        }
    }
    format!(
        "does not answer as a project should (code {code}); close it, open it again, and restore your last copy if that does not help"
    )
}

/// The path is a link that leads to itself, in however many steps.
fn is_loop(e: &io::Error) -> bool {
    #[cfg(unix)]
    return e.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error());
    #[cfg(not(unix))]
    {
        let _ = e;
        false
    }
}

/// Why a file could not be read or written.
pub fn io(e: &io::Error) -> String {
    use io::ErrorKind as Kind;
    if is_loop(e) {
        return "is a link that leads to itself; choose the file itself".into();
    }
    let told = match e.kind() {
        Kind::NotFound => "is not there, or its folder is not; check the name and the folder",
        Kind::PermissionDenied => "may not be read or written by you; choose another folder, or ask who may",
        Kind::StorageFull | Kind::QuotaExceeded => FULL,
        Kind::ReadOnlyFilesystem => "lies on a disk that is read-only; choose another folder",
        Kind::FileTooLarge => "is too large for this disk; choose another one",
        Kind::IsADirectory => "is a folder, not a file; choose a file",
        Kind::NotADirectory => "lies in something that is no folder; check the path",
        Kind::InvalidFilename | Kind::InvalidInput => {
            "has a name or a path that this disk does not take; choose a shorter or simpler one"
        }
        Kind::AlreadyExists => "is there already; choose another name",
        Kind::BrokenPipe => "was closed by the program that read it; do it again",
        Kind::OutOfMemory => "needs more memory than this computer has left; close other programs and do it again",
        Kind::UnexpectedEof => "ends too early; take a whole copy of it",
        _ => "could not be read or written, for the disk or the network drive failed; check it and do it again",
    };
    told.into()
}

/// What a failure of the operating system reads as where no file is named.
pub fn io_sentence(e: &io::Error) -> String {
    // Words that somebody of ours put into it are a sentence already.
    if e.get_ref().is_some() {
        return e.to_string();
    }
    format!("the file {}", io(e))
}
