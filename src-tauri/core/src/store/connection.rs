//! Connections: their pragmas and the functions that the rtree triggers call.

use super::waiting::{patiently, shortly};
use super::{refuse, sight};
use crate::error::{io_cause, sqlite_cause};
use crate::geometry::blob;
use crate::text::has_orders;
use crate::{Error, Result, pinyin};
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, ErrorCode, OpenFlags, types::ValueRef};
use std::path::Path;

/// A new file, written for the last time by whoever makes it: no journal beside it, no syncs before it is whole.
pub fn create(path: &Path) -> Result<Connection> {
    let mut c = Connection::open(path).map_err(|e| explain(&e, path))?;
    c.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA page_size = 4096; PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;")
        .map_err(|e| explain(&e, path))?;
    prepare(&mut c, path)?;
    c.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")?;
    Ok(c)
}

/// The writing connection of a project, which may turn out to be read-only.
pub fn open(path: &Path) -> Result<Connection> {
    let mut c = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .map_err(|e| explain(&e, path))?;
    patiently(&mut c)?;
    is_ours(&c, path)?;
    prepare(&mut c, path)?;
    Ok(c)
}

/// Refuses what is no project.
pub fn is_ours(c: &Connection, path: &Path) -> Result<()> {
    let id: i64 = c
        .query_row("PRAGMA application_id", [], |r| r.get(0))
        .map_err(|e| explain(&e, path))?;
    let tables: i64 = c
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('setting', 'edit', 'gpkg_contents')",
            [],
            |r| r.get(0),
        )
        .map_err(|e| explain(&e, path))?;
    if id != 0x4750_4B47 || tables != 3 {
        return Err(refuse(
            path,
            "is no Gridwarden project; open a .gpkg that Gridwarden made, or export its layers as GeoJSON and import those into one",
        ));
    }
    Ok(())
}

/// Goes back from WAL, whoever set it: in it a copy of the one file may lack the newest edits. Says whether that was done.
pub fn leave_wal(c: &Connection) -> Result<bool> {
    match shortly(|| c.query_row("PRAGMA journal_mode = DELETE", [], |r| r.get::<_, String>(0))) {
        Ok(mode) => Ok(mode.eq_ignore_ascii_case("delete")),
        Err(e)
            if matches!(
                e.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
            ) =>
        {
            Ok(false)
        }
        Err(e) => Err(e.into()),
    }
}

/// Whether a transaction could begin to write now, or soon.
pub fn is_free(c: &Connection) -> Result<()> {
    Ok(shortly(|| c.execute_batch("BEGIN IMMEDIATE; ROLLBACK"))?)
}

pub fn open_reading(path: &Path) -> Result<Connection> {
    let c = reading(path)?;
    c.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -8192;")?;
    Ok(c)
}

/// For one scan of a whole table: pages that will not be asked for again are not kept, which costs more than reading them.
pub fn open_scanning(path: &Path) -> Result<Connection> {
    let c = reading(path)?;
    c.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -512;")?;
    Ok(c)
}

fn reading(path: &Path) -> Result<Connection> {
    let mut c = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|e| explain(&e, path))?;
    patiently(&mut c)?;
    c.set_prepared_statement_cache_capacity(64);
    sounds(&c)?;
    marks(&c)?;
    sight::function(&c)?;
    Ok(c)
}

/// `sounds_like(name, typed)`: see [`crate::pinyin`].
fn sounds(c: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    c.create_scalar_function("sounds_like", 2, flags, |x| {
        let text = |i| x.get_raw(i).as_str().unwrap_or_default();
        Ok(pinyin::sounds_like(text(0), text(1)))
    })?;
    Ok(())
}

fn prepare(c: &mut Connection, path: &Path) -> Result<()> {
    patiently(c)?;
    c.set_prepared_statement_cache_capacity(64);
    // What another program keeps in WAL is looked at before each edit.
    leave_wal(c).map_err(|e| of(e, path))?;
    // EXTRA: the folder is synced after the journal is gone, so a power cut right after an
    // acknowledged edit cannot bring the journal back and roll it away.
    c.execute_batch(
        "PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON; PRAGMA cache_size = -131072; PRAGMA trusted_schema = OFF;",
    )
    .map_err(|e| explain(&e, path))?;
    functions(c)?;
    marks(c)?;
    Ok(())
}

/// `has_orders(text, …)`: whether any of the texts does, see [`crate::text`].
fn marks(c: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    c.create_scalar_function("has_orders", -1, flags, |x| {
        Ok((0..x.len()).any(|i| x.get_raw(i).as_str().is_ok_and(has_orders)))
    })?;
    Ok(())
}

/// The five functions of the gpkg_rtree_index extension.
fn functions(c: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    fn envelope(x: &Context<'_>) -> Option<blob::Envelope> {
        match x.get_raw(0) {
            ValueRef::Blob(b) => blob::envelope(b),
            _ => None,
        }
    }
    c.create_scalar_function("ST_IsEmpty", 1, flags, |x| {
        Ok(match x.get_raw(0) {
            ValueRef::Blob(_) => Some(envelope(x).is_none()),
            _ => None,
        })
    })?;
    c.create_scalar_function("ST_MinX", 1, flags, |x| Ok(envelope(x).map(|e| e[0])))?;
    c.create_scalar_function("ST_MaxX", 1, flags, |x| Ok(envelope(x).map(|e| e[1])))?;
    c.create_scalar_function("ST_MinY", 1, flags, |x| Ok(envelope(x).map(|e| e[2])))?;
    c.create_scalar_function("ST_MaxY", 1, flags, |x| Ok(envelope(x).map(|e| e[3])))?;
    Ok(())
}

fn explain(e: &rusqlite::Error, path: &Path) -> Error {
    refuse(path, sqlite_cause(e))
}

/// The same failure, said of this file.
pub fn of(e: Error, path: &Path) -> Error {
    match e {
        Error::Sqlite(e) => explain(&e, path),
        Error::Io(e) => refuse(path, io_cause(&e)),
        other => other,
    }
}
