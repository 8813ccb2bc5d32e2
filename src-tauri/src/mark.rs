//! The marks beside an open project, by which its windows know of each other.
//!
//! Each a file of its own, locked: never the project itself, whose locks SQLite holds for the whole process. The system lets
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

/// Windows on one project that know of each other; more than these still know of these.
const MARKS: usize = 4;

/// A window's mark on a project.
pub struct Mark {
    /// Where windows mark it, each in a place of its own.
    places: Vec<PathBuf>,
    own: Holder,
    /// The place of this window's own mark, and its lock.
    lock: Option<(usize, File)>,
}

impl Mark {
    /// Marks a project as open in this window. Where no file can be made beside it, nobody else can be told.
    pub fn put(project: &Path, actor: Option<&Actor>) -> Mark {
        let place = |n: usize| {
            let mut name = std::ffi::OsString::from(".~lock.");
            name.push(project.file_name().unwrap_or_default());
            name.push("#");
            if n > 0 {
                name.push((n + 1).to_string());
            }
            project.with_file_name(name)
        };
        let mut mark = Mark {
            places: (0..MARKS).map(place).collect(),
            own: Holder {
                name: actor.map(|a| a.name.clone()).unwrap_or_default(),
                since: Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            },
            lock: None,
        };
        mark.take();
        mark
    }

    /// Takes the first place that nobody holds; one that a crash left is nobody's.
    fn take(&mut self) {
        for (n, place) in self.places.iter().enumerate() {
            let mut options = OpenOptions::new();
            let file = options.read(true).write(true).create(true).truncate(false).open(place);
            let Ok(mut file) = file else { return };
            if file.try_lock().is_ok() {
                // Who it was that left it says nothing any more.
                let _ = file.set_len(0);
                let _ = file.write_all(&serde_json::to_vec(&self.own).unwrap_or_default());
                self.lock = Some((n, file));
                return;
            }
        }
    }

    /// Who else has the project open: of several the one who has it longest.
    pub fn other(&mut self) -> Option<Holder> {
        if self.lock.is_none() {
            self.take();
        }
        let own = self.lock.as_ref().map(|l| l.0);
        let others = self.places.iter().enumerate().filter(|(n, _)| Some(*n) != own);
        others
            .filter_map(|(_, place)| holder(place))
            .min_by(|a, b| a.since.cmp(&b.since))
    }
}

/// Who holds the mark that lies there.
fn holder(place: &Path) -> Option<Holder> {
    let mut file = File::open(place).ok()?;
    // Whoever only looks does not stand in the way of others who look.
    if file.try_lock_shared().is_ok() {
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

impl Drop for Mark {
    fn drop(&mut self) {
        if let Some((n, file)) = self.lock.take() {
            drop(file);
            let _ = std::fs::remove_file(&self.places[n]);
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
    fn each_window_is_told_of_the_other_until_that_closes() {
        let dir = tempfile::tempdir().unwrap();
        let mut first = put(dir.path(), "甲");
        assert_eq!(first.other(), None);
        let mut second = put(dir.path(), "乙");
        assert_eq!(first.other().unwrap().name, "乙");
        assert_eq!(second.other().unwrap().name, "甲");
        drop(first);
        assert_eq!(second.other(), None);
        let mut third = put(dir.path(), "丙");
        assert_eq!(third.other().unwrap().name, "乙");
        assert_eq!(second.other().unwrap().name, "丙");
        drop(second);
        assert_eq!(third.other(), None);
        drop(third);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn of_more_windows_than_there_are_marks_each_knows_that_it_is_not_alone() {
        let dir = tempfile::tempdir().unwrap();
        let mut all: Vec<_> = (0..MARKS + 2).map(|_| put(dir.path(), "甲")).collect();
        assert!(all.iter_mut().all(|m| m.other().is_some()));
        all.truncate(1);
        assert_eq!(all[0].other(), None);
    }

    #[test]
    fn a_mark_that_a_crash_left_says_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let left = r#"{"name":"甲","since":"2026-11-30T01:00:00Z"}"#;
        std::fs::write(dir.path().join(".~lock.平安.gpkg#"), left).unwrap();
        assert_eq!(put(dir.path(), "乙").other(), None);
    }
}
