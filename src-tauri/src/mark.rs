//! The mark beside an open project, by which a second window knows of the first.
//!
//! A file of its own, locked: never the project itself, whose locks SQLite holds for the whole process. The system lets
//! go of the lock when the program ends, however it ends, so a mark that was left lying says nothing.

use chrono::Utc;
use gridwarden_core::model::Actor;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Who holds the mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Name; empty where it could not be read.
    pub name: String,
    /// Since when, UTC; empty where it could not be read.
    pub since: String,
}

/// A window's mark on a project.
pub struct Mark {
    place: PathBuf,
    own: Holder,
    lock: Option<File>,
}

impl Mark {
    /// Marks a project as open in this window, where no other has marked it. Where no file can be made beside it, nobody
    /// else can be told.
    pub fn put(project: &Path, actor: Option<&Actor>) -> Mark {
        let mut name = std::ffi::OsString::from(".~lock.");
        name.push(project.file_name().unwrap_or_default());
        name.push("#");
        let mut mark = Mark {
            place: project.with_file_name(name),
            own: Holder {
                name: actor.map(|a| a.name.clone()).unwrap_or_default(),
                since: Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            },
            lock: None,
        };
        mark.other();
        mark
    }

    /// Who else has the project open. Takes the mark over from whoever left.
    pub fn other(&mut self) -> Option<Holder> {
        if self.lock.is_some() {
            return None;
        }
        let mut options = OpenOptions::new();
        let mut file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&self.place)
            .ok()?;
        if file.try_lock().is_ok() {
            // Who it was that left it says nothing any more.
            let _ = file.set_len(0);
            let _ = file.write_all(&serde_json::to_vec(&self.own).unwrap_or_default());
            self.lock = Some(file);
            return None;
        }
        let mut text = String::new();
        let read = file
            .read_to_string(&mut text)
            .ok()
            .and_then(|_| serde_json::from_str(&text).ok());
        Some(read.unwrap_or(Holder {
            name: String::new(),
            since: String::new(),
        }))
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        if self.lock.take().is_some() {
            let _ = std::fs::remove_file(&self.place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(dir: &Path, name: &str) -> Mark {
        Mark::put(&dir.join("平安.gpkg"), Some(&Actor::new(name, "")))
    }

    #[test]
    fn a_second_window_is_told_of_the_first_until_that_closes() {
        let dir = tempfile::tempdir().unwrap();
        let mut first = put(dir.path(), "甲");
        let mut second = put(dir.path(), "乙");
        assert_eq!(first.other(), None);
        assert_eq!(second.other().unwrap().name, "甲");
        drop(first);
        assert_eq!(second.other(), None);
        assert_eq!(put(dir.path(), "丙").other().unwrap().name, "乙");
        drop(second);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_mark_that_a_crash_left_says_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let left = r#"{"name":"甲","since":"2026-11-30T01:00:00Z"}"#;
        std::fs::write(dir.path().join(".~lock.平安.gpkg#"), left).unwrap();
        assert_eq!(put(dir.path(), "乙").other(), None);
    }
}
