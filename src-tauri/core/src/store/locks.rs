//! Locks that a panic does not leave shut.

use super::{Project, connection};
use crate::{Error, Result};
use rusqlite::Connection;
use std::sync::{Mutex, MutexGuard};

/// What is kept in memory behind a lock; forgotten where somebody failed while changing it, as all of it can be made again.
pub(super) fn kept<T: Default>(m: &Mutex<T>) -> MutexGuard<'_, T> {
    m.lock().unwrap_or_else(|failed| {
        let mut all = failed.into_inner();
        *all = T::default();
        m.clear_poison();
        all
    })
}

/// Said where a part of the program failed that another one waited for.
pub(super) fn failed() -> Error {
    Error::Internal("while it read the file".into())
}

impl Project {
    /// The one writing connection. Where an edit failed half-way, SQLite has rolled it back, and a new connection goes on:
    /// nobody knows what was left in the old one.
    pub(super) fn write(&self) -> Result<MutexGuard<'_, Connection>> {
        match self.writer.lock() {
            Ok(c) => Ok(c),
            Err(half_way) => {
                let mut c = half_way.into_inner();
                if !c.is_autocommit() {
                    c.execute_batch("ROLLBACK")?;
                }
                *c = connection::open(&self.path)?;
                self.writer.clear_poison();
                self.caches.forget_snapshot();
                self.forget_standings();
                Ok(c)
            }
        }
    }
}
