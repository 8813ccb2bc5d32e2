//! What others wrote to the open file: another window, the command line, another program.

use super::replay::{EDIT_COLUMNS, read_edit};
use super::{Project, figures};
use crate::Result;
use crate::model::EditId;
use crate::view::OthersWrote;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard};

/// Edits of others that are named at most.
const NAMED: usize = 20;

/// What a project knows of its file's writers.
pub(super) struct Known(Mutex<Writers>);

#[derive(Default)]
struct Writers {
    /// SQLite's count of the writes of others, as last seen.
    version: i64,
    /// The newest edit that was told, or was there on opening.
    told: i64,
    /// Edits of this program since.
    own: BTreeSet<EditId>,
}

/// A number that changes when anybody but this connection writes to the file.
pub(super) fn version(c: &Connection) -> Result<i64> {
    Ok(c.prepare_cached("PRAGMA data_version")?.query_row([], |r| r.get(0))?)
}

impl Known {
    /// As the file stands now.
    pub fn now(c: &Connection) -> Result<Known> {
        Ok(Known(Mutex::new(Writers {
            version: version(c)?,
            told: figures::revision(c)?,
            own: BTreeSet::new(),
        })))
    }

    fn lock(&self) -> MutexGuard<'_, Writers> {
        // Whole at every moment, so a panic elsewhere has not spoilt it.
        self.0.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// Notes an edit of this program.
    pub fn wrote(&self, edit: EditId) {
        self.lock().own.insert(edit);
    }

    /// Which of the states that others left it is.
    pub fn version(&self) -> i64 {
        self.lock().version
    }
}

impl Project {
    /// What others wrote since it was last asked; none when nobody did. Costs a look at the head of the file, on a
    /// connection that is open anyway; while this program writes itself, the answer waits for the next time.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn others_wrote(&self) -> Result<Option<OthersWrote>> {
        let Ok(c) = self.writer.try_lock() else {
            return Ok(None);
        };
        let version = version(&c)?;
        let mut known = self.known.lock();
        if version == known.version {
            if let Some(newest) = known.own.last().copied() {
                known.told = newest.0;
                known.own.clear();
            }
            return Ok(None);
        }
        let edits = c
            .prepare_cached(&format!(
                "SELECT {EDIT_COLUMNS} FROM edit WHERE fid > ?1 ORDER BY fid DESC"
            ))?
            .query_map([known.told], read_edit)?
            .filter(|e| e.as_ref().map_or(true, |e| !known.own.contains(&e.id)))
            .take(NAMED)
            .collect::<rusqlite::Result<Vec<_>>>()?;
        // What was written without a record, or before one made it good, is known by no number of an edit.
        if edits.is_empty() || edits.iter().any(|e| e.verb == "outside") {
            self.caches.forget();
        }
        let told = figures::revision(&c)?;
        *known = Writers {
            version,
            told,
            own: BTreeSet::new(),
        };
        Ok(Some(OthersWrote {
            edits,
            ..OthersWrote::default()
        }))
    }
}
