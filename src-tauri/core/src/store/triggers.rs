//! Triggers that another program left on the project's tables: named to a person, and out of the way of our own edits, which
//! one that inserts without end, or stops what is written, would hang or undo.

use super::schema;
use crate::Result;
use rusqlite::Connection;
use std::collections::HashSet;
use std::path::Path;
use std::sync::OnceLock;

/// Names of the tables and triggers that a project has, in small letters.
struct Own {
    tables: HashSet<String>,
    triggers: HashSet<String>,
}

static OWN: OnceLock<Own> = OnceLock::new();

fn own() -> Result<&'static Own> {
    if let Some(own) = OWN.get() {
        return Ok(own);
    }
    let mut c = Connection::open_in_memory()?;
    schema::migrate(&mut c, Path::new(""))?;
    let names = |kind: &str| -> Result<HashSet<String>> {
        let mut q = c.prepare("SELECT lower(name) FROM sqlite_schema WHERE type = ?1")?;
        Ok(q.query_map([kind], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?)
    };
    let made = Own {
        tables: names("table")?,
        triggers: names("trigger")?,
    };
    Ok(OWN.get_or_init(|| made))
}

/// A trigger on one of the project's tables that no project has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Foreign {
    pub name: String,
    pub table: String,
    /// How it is made.
    sql: String,
}

/// All of them, by their names.
///
/// # Errors
/// Only when the file cannot be read.
pub(super) fn foreign(c: &Connection) -> Result<Vec<Foreign>> {
    let own = own()?;
    let mut q = c.prepare_cached(
        "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql IS NOT NULL ORDER BY name",
    )?;
    let all = q
        .query_map([], |r| {
            Ok(Foreign {
                name: r.get(0)?,
                table: r.get(1)?,
                sql: r.get(2)?,
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let foreign = |t: &Foreign| {
        let (name, table) = (t.name.to_ascii_lowercase(), t.table.to_ascii_lowercase());
        // Those of a tree are made anew with it, whatever other programs call them.
        own.tables.contains(&table) && !own.triggers.contains(&name) && !name.starts_with("rtree_")
    };
    Ok(all.into_iter().filter(foreign).collect())
}

/// Takes them out of the file for as long as a transaction runs; [`put_back`] belongs before its commit, and whatever
/// rolls it back puts them back too.
///
/// # Errors
/// Only when the file cannot be written.
pub(super) fn set_aside(c: &Connection) -> Result<Vec<Foreign>> {
    let all = foreign(c)?;
    for t in &all {
        c.execute_batch(&format!("DROP TRIGGER main.\"{}\"", t.name.replace('"', "\"\"")))?;
    }
    Ok(all)
}

/// Makes them again, as they were.
///
/// # Errors
/// Only when the file cannot be written.
pub(super) fn put_back(c: &Connection, all: &[Foreign]) -> Result<()> {
    Ok(all.iter().try_for_each(|t| c.execute_batch(&t.sql))?)
}
