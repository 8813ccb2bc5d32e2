//! A transaction that writes: what is looked at before it, and what it leaves for those who open the file next.

use super::connection;
use super::header::{self, Facts};
use super::waiting::Ours;
use super::{Project, locks, refuse, triggers};
use crate::{Error, Result, whole};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use std::thread::sleep;
use std::time::Duration;

/// The row of `counter` that keeps how often the file had been written when all in it was known to be ours.
const SEEN: &str = "seen";
const IN_WAL: &str = "is kept open by another program in a way (WAL) in which a copy of the file would lack the newest edits; close it there and do it again";
/// Our own readers may hold the file for some moments.
const TRIES: u32 = 10;
const BETWEEN: Duration = Duration::from_millis(100);

/// A transaction under way; what is not committed is rolled back.
pub(super) struct Writing<'c> {
    transaction: Transaction<'c>,
    before: Option<Facts>,
    /// Nobody else wrote since all in the file was known to be ours.
    ours: bool,
    /// Out of the way until the commit.
    triggers: Vec<triggers::Foreign>,
    _under_way: Ours,
}

/// What tells that a transaction was written: its edit and the moment of it.
pub(super) type Proof<'a> = (i64, &'a str);

impl Project {
    /// Begins to write.
    ///
    /// # Errors
    /// Refused where the file is read-only, is being written by others, or is kept in WAL by another program.
    pub(super) fn begin<'c>(&self, c: &'c Connection) -> Result<Writing<'c>> {
        if self.read_only {
            return Err(refuse(
                &self.path,
                "is read-only; copy it to a folder where you may write and open the copy",
            ));
        }
        self.is_there()?;
        for _ in 0..TRIES {
            let transaction = Transaction::new_unchecked(c, TransactionBehavior::Immediate)?;
            let before = self.header.read()?;
            if before.is_none_or(|f| !f.wal) {
                let ours = before.is_some_and(|f| seen(c).is_ok_and(|s| s == Some(i64::from(f.counter))));
                header::mark(c)?;
                let triggers = triggers::set_aside(c)?;
                return Ok(Writing {
                    transaction,
                    before,
                    ours,
                    triggers,
                    _under_way: Ours::begin(),
                });
            }
            transaction.rollback()?;
            // Each of our own readers that has met the file in this way holds it.
            locks::kept(&self.readers).clear();
            if !connection::leave_wal(c)? {
                sleep(BETWEEN);
            }
        }
        Err(refuse(&self.path, IN_WAL))
    }

    /// Refuses where nothing can be written at this moment; waits much shorter than an edit does.
    ///
    /// # Errors
    /// Why.
    pub(crate) fn is_free(&self) -> Result<()> {
        if self.read_only {
            return Ok(());
        }
        self.is_there()?;
        let c = self.write()?;
        if self.header.read()?.is_some_and(|f| f.wal) {
            locks::kept(&self.readers).clear();
            return match connection::leave_wal(&c)? {
                true => Ok(()),
                false => Err(refuse(&self.path, IN_WAL)),
            };
        }
        connection::is_free(&c)
    }

    /// How often the file was written.
    pub(super) fn counter(&self) -> Result<u64> {
        Ok(self.header.read()?.map_or(0, |f| u64::from(f.counter)))
    }

    /// Ends a transaction. Where SQLite reports a failure though all was written, as when the disk does not confirm the
    /// last step, it counts as done, and a note says so.
    ///
    /// # Errors
    /// When nothing was written.
    pub(super) fn commit(&self, c: &Connection, writing: Writing<'_>, proof: Option<Proof<'_>>) -> Result<()> {
        if let Some(facts) = writing.before.filter(|_| writing.ours) {
            see(c, facts.counter.wrapping_add(1))?;
        }
        triggers::put_back(c, &writing.triggers)?;
        let Err(e) = writing.transaction.commit() else {
            if proof.is_some() {
                whole::wrote();
            }
            return Ok(());
        };
        let Some((id, at)) = proof else { return Err(e.into()) };
        let written = c.query_row(
            "SELECT EXISTS (SELECT 1 FROM edit WHERE fid = ?1 AND at = ?2)",
            (id, at),
            |r| r.get::<_, bool>(0),
        );
        if !matches!(written, Ok(true)) {
            return Err(e.into());
        }
        whole::wrote();
        self.tell("The edit was written, but the disk did not confirm it, so a power cut now may lose it. Save a copy to another disk.");
        Ok(())
    }

    /// Notes that all that the file holds now is ours.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub(crate) fn sign(&self) -> Result<()> {
        let now = self.counter()?;
        self.sign_at(now).map(drop)
    }

    /// The same of what it held when it had been written that often; false where somebody wrote since.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub(crate) fn sign_at(&self, counter: u64) -> Result<bool> {
        let c = self.write()?;
        let mut writing = self.begin(&c)?;
        if writing.before.is_some_and(|f| u64::from(f.counter) != counter) {
            return Ok(false);
        }
        writing.ours = true;
        self.commit(&c, writing, None)?;
        Ok(true)
    }

    /// Whether nobody else wrote since all in the file was known to be ours.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub(crate) fn is_ours(&self) -> Result<bool> {
        self.is_as_left(&*self.read()?)
    }

    pub(super) fn is_as_left(&self, c: &Connection) -> Result<bool> {
        let Some(facts) = self.header.read()? else {
            return Ok(false);
        };
        Ok(seen(c)? == Some(i64::from(facts.counter)))
    }
}

fn seen(c: &Connection) -> Result<Option<i64>, Error> {
    Ok(c.prepare_cached("SELECT next FROM counter WHERE name = ?1")?
        .query_row([SEEN], |r| r.get(0))
        .optional()?)
}

fn see(c: &Connection, counter: u32) -> rusqlite::Result<()> {
    c.prepare_cached(
        "INSERT INTO counter(name, next) VALUES (?1, ?2) ON CONFLICT(name) DO UPDATE SET next = excluded.next",
    )?
    .execute((SEEN, counter))?;
    Ok(())
}
