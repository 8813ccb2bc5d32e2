//! Damage inside the file: pages that no longer hold what SQLite wrote there.

use super::{Project, connection, wanted};
use crate::Result;
use rusqlite::ErrorCode;
use std::sync::atomic::Ordering;

/// Places that are looked for.
const LOOKED_FOR: u32 = 20;

/// Whether SQLite met it.
pub(super) fn is_met(e: &rusqlite::Error) -> bool {
    matches!(
        e.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

impl Project {
    /// Looks through all pages of the file; a sentence where any is damaged. The window is told by [`Project::plight`] then.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn damage(&self) -> Result<Option<String>> {
        // What idle connections remember is no longer what lies on the disk.
        self.is_there()?;
        let mut c = connection::open_reading(&self.path)?;
        wanted::watch(&mut c)?;
        let mut found = Vec::new();
        let asked = (|| {
            let mut ask = c.prepare(&format!("PRAGMA quick_check({LOOKED_FOR})"))?;
            let mut told = ask.query([])?;
            while let Some(row) = told.next()? {
                found.push(row.get(0)?);
            }
            Ok(())
        })();
        match asked {
            // It names what it can, and gives up.
            Err(e) if is_met(&e) => found.push(String::new()),
            other => other?,
        }
        // What another program wrote against the rules of a table stands in sound pages.
        let told: Vec<&String> = found.iter().filter(|t| !is_of_rows(t)).collect();
        if told.is_empty() {
            return Ok(None);
        }
        self.damaged.store(true, Ordering::Relaxed);
        let page = told.iter().find_map(|t| page(t));
        Ok(Some(format!(
            "the file is damaged inside{}, as by a failing disk or drive, and nothing in it can be judged; put your last copy in its place (restore)",
            page.map(|p| format!(" (page {p})")).unwrap_or_default()
        )))
    }
}

fn is_of_rows(told: &str) -> bool {
    let lines = told.lines().filter(|l| !l.starts_with("***"));
    lines.clone().all(|l| {
        l == "ok"
            || l.contains(" value in ")
            || l.starts_with("CHECK constraint failed")
            || l.starts_with("non-unique")
            || l.to_lowercase().contains("rtree")
    }) && lines.count() > 0
}

/// The first page that SQLite names.
fn page(told: &str) -> Option<u32> {
    (told
        .lines()
        .filter(|l| !l.starts_with("***") && !l.ends_with(" never used")))
    .flat_map(|l| l.match_indices("age ").map(move |(at, word)| &l[at + word.len()..]))
    .find_map(|rest| {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..digits].parse().ok()
    })
}
