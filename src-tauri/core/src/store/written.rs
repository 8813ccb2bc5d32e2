//! What an edit wrote, held to what a text may be: [`crate::limits`].

use super::changeset;
use crate::limits::{self, Limit};
use crate::model::Actor;
use crate::{Error, Result};
use rusqlite::Connection;

/// Columns of a table with what their texts may be.
fn columns(c: &Connection, table: &str) -> Result<Vec<Option<Limit>>> {
    Ok(c.prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?
        .query_map([table], |r| Ok(limits::of(table, r.get_ref(0)?.as_str()?)))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Refuses a changeset with a text that is too long or has lines where it may have none.
///
/// # Errors
/// [`Error::Field`] naming the first.
pub fn holds(c: &Connection, changeset: &[u8]) -> Result<()> {
    let mut of: Vec<Option<Limit>> = Vec::new();
    let mut known: Vec<u8> = Vec::new();
    changeset::texts(changeset, |table, column, was, text| -> Result<()> {
        if known != table {
            of = columns(c, std::str::from_utf8(table).unwrap_or_default())?;
            known = table.to_vec();
        }
        match of.get(column).copied().flatten() {
            Some(limit) => limit.holds(was, text),
            None => Ok(()),
        }
    })
}

/// The same of who is at the desk.
///
/// # Errors
/// [`Error::Field`].
pub fn actor(actor: &Actor) -> Result<()> {
    for (column, text) in [("actor", &actor.name), ("post", &actor.post)] {
        limits::of("edit", column).map_or(Ok::<(), Error>(()), |l| l.holds(None, text))?;
    }
    Ok(())
}
