//! The one place through which anything changes: an edit, recorded, whole or not at all.
//!
//! A long edit is recorded in parts so that its memory stays bounded; undo takes the parts
//! back last first. Undo and redo are edits of their own that point at the edit they concern
//! and need no recording: they apply exactly its changeset, inverted or as it is.

use super::{Project, history, rtree, schema};
use crate::model::{Actor, EditId};
use crate::view::EditInfo;
use crate::{Error, Result};
use rusqlite::session::{ChangesetItem, ConflictAction, ConflictType, Session, invert_strm};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

/// Values for the sentence that the window makes of an edit.
pub type Args = serde_json::Map<String, serde_json::Value>;

/// Changesets past this size are applied with the trees rebuilt once instead of row by row.
const BULK_BYTES: i64 = 1 << 20;

/// An edit under way.
pub struct Tx<'c> {
    connection: &'c Connection,
    session: Session<'c>,
    id: i64,
    part: i64,
    at: String,
    actor: Actor,
    touched: BTreeSet<String>,
    bulk: Vec<&'static str>,
    /// How to make the index that bulk work dropped.
    index: Option<String>,
    counters: HashMap<&'static str, i64>,
    station: i64,
}

impl<'c> Tx<'c> {
    fn begin(connection: &'c Connection, actor: &Actor) -> Result<Tx<'c>> {
        let id = connection.query_row("SELECT coalesce(max(fid), 0) + 1 FROM edit", [], |r| r.get(0))?;
        let station: i64 = connection
            .query_row("SELECT value FROM setting WHERE key = 'station'", [], |r| {
                r.get::<_, String>(0)
            })?
            .parse()
            .unwrap_or(0);
        Ok(Tx {
            connection,
            session: session(connection)?,
            id,
            part: 0,
            at: now(),
            actor: actor.clone(),
            touched: BTreeSet::new(),
            bulk: Vec::new(),
            index: None,
            counters: HashMap::new(),
            station,
        })
    }

    pub(super) fn connection(&self) -> &'c Connection {
        self.connection
    }

    /// The moment of the edit, UTC.
    pub fn at(&self) -> &str {
        &self.at
    }

    /// Who is at the desk.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Allots the next key of a table: `station << 32 | counter`, never given twice.
    pub(super) fn next_id(&mut self, table: &'static str) -> Result<i64> {
        let next = match self.counters.get_mut(table) {
            Some(n) => n,
            None => {
                let kept: Option<i64> = self
                    .connection
                    .query_row("SELECT next FROM counter WHERE name = ?1", [table], |r| r.get(0))
                    .optional()?;
                self.counters.entry(table).or_insert(kept.unwrap_or(1))
            }
        };
        let id = self.station << 32 | *next;
        *next += 1;
        Ok(id)
    }

    /// Says that many rows of a feature table will change: its rtree, and a site's roll-up index, are then written
    /// once, at the end. No grid may be deleted meanwhile: its sites could not be found without that index.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn bulk(&mut self, table: &'static str) -> Result<()> {
        if !self.bulk.contains(&table) {
            rtree::detach(self.connection, table)?;
            if table == "site" {
                let sql = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = 'site_grid'";
                self.index = Some(self.connection.query_row(sql, [], |r| r.get(0))?);
                self.connection.execute_batch("DROP INDEX site_grid")?;
            }
            self.bulk.push(table);
        }
        Ok(())
    }

    /// Writes what was recorded so far as one part, so that memory stays bounded.
    pub fn flush(&mut self) -> Result<()> {
        if self.session.is_empty() {
            return Ok(());
        }
        let mut changeset = Vec::new();
        self.session.changeset_strm(&mut changeset)?;
        self.session = session(self.connection)?;
        if changeset.is_empty() {
            return Ok(());
        }
        self.touched.extend(history::tables(&changeset)?);
        self.connection
            .prepare_cached("INSERT INTO edit_part(edit, part, changeset) VALUES (?1, ?2, ?3)")?
            .execute(params![self.id, self.part, changeset])?;
        self.part += 1;
        Ok(())
    }

    fn keep_counters(&self) -> Result<()> {
        for (name, next) in &self.counters {
            self.connection.execute(
                "INSERT INTO counter(name, next) VALUES (?1, ?2) ON CONFLICT(name) DO UPDATE SET next = excluded.next",
                params![name, next],
            )?;
        }
        Ok(())
    }

    fn finish(mut self, verb: &str, args: &Args) -> Result<Option<EditInfo>> {
        self.flush()?;
        for table in std::mem::take(&mut self.bulk) {
            rtree::rebuild(self.connection, table)?;
        }
        if let Some(index) = self.index.take() {
            self.connection.execute_batch(&index)?;
        }
        if self.part == 0 {
            return Ok(None);
        }
        self.keep_counters()?;
        let touched = self.touched.iter().cloned().collect::<Vec<_>>().join(" ");
        let info = note(
            self.connection,
            self.id,
            &self.at,
            &self.actor,
            verb,
            args,
            None,
            &touched,
        )?;
        touch(self.connection, &self.at)?;
        Ok(Some(info))
    }
}

fn session(c: &Connection) -> Result<Session<'_>> {
    let mut s = Session::new(c)?;
    for table in schema::RECORDED {
        s.attach(Some(*table))?;
    }
    Ok(s)
}

/// The present moment as the file keeps it.
pub(super) fn now() -> String {
    chrono::Utc::now().format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

#[allow(clippy::too_many_arguments)]
fn note(
    c: &Connection,
    id: i64,
    at: &str,
    actor: &Actor,
    verb: &str,
    args: &Args,
    of: Option<i64>,
    touched: &str,
) -> Result<EditInfo> {
    c.execute(
        "INSERT INTO edit(fid, at, actor, post, verb, args, of, touched) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            id,
            at,
            actor.name,
            actor.post,
            verb,
            serde_json::to_string(args).unwrap_or_default(),
            of,
            touched
        ],
    )?;
    Ok(EditInfo {
        id: EditId(id),
        at: at.into(),
        actor: actor.name.clone(),
        verb: verb.into(),
        args: args.clone(),
        of: of.map(EditId),
    })
}

/// Keeps what gpkg_contents says of the layers true.
fn touch(c: &Connection, at: &str) -> Result<()> {
    for table in ["grid", "site"] {
        let b = super::info::layer_bounds(c, table)?;
        c.prepare_cached(
            "UPDATE gpkg_contents SET last_change = ?2, min_x = ?3, min_y = ?4, max_x = ?5, max_y = ?6 WHERE table_name = ?1",
        )?
        .execute(params![table, at, b.map(|b| b[0]), b.map(|b| b[1]), b.map(|b| b[2]), b.map(|b| b[3])])?;
    }
    Ok(())
}

pub(super) const EDIT_COLUMNS: &str = "fid, at, actor, verb, args, of";

pub(super) fn read_edit(r: &Row<'_>) -> rusqlite::Result<EditInfo> {
    Ok(EditInfo {
        id: r.get(0)?,
        at: r.get(1)?,
        actor: r.get(2)?,
        verb: r.get(3)?,
        args: serde_json::from_str(&r.get::<_, String>(4)?).unwrap_or_default(),
        of: r.get(5)?,
    })
}

/// What can be undone and what can be redone, the next of each last.
pub(super) fn stacks(c: &Connection) -> Result<(Vec<i64>, Vec<i64>)> {
    let (mut undo, mut redo) = (Vec::new(), Vec::new());
    let mut q = c.prepare_cached("SELECT fid, verb, of FROM edit ORDER BY fid")?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        let of: Option<i64> = r.get(2)?;
        match (r.get_ref(1)?.as_str().unwrap_or_default(), of) {
            ("undo", Some(of)) => {
                undo.retain(|e| *e != of);
                redo.push(of);
            }
            ("redo", Some(of)) => {
                redo.retain(|e| *e != of);
                undo.push(of);
            }
            // The schema changed here in a way that older changesets do not fit.
            ("migrate", _) => {
                undo.clear();
                redo.clear();
            }
            _ => {
                undo.push(r.get(0)?);
                redo.clear();
            }
        }
    }
    Ok((undo, redo))
}

impl Project {
    /// Does one edit: runs `work`, records what it changed, and commits; or leaves the file as it was.
    ///
    /// Gives what `work` gave, and the edit; none when nothing changed.
    ///
    /// # Errors
    /// Whatever `work` refuses; the file is then exactly as before.
    pub fn edit<T>(
        &self,
        actor: &Actor,
        verb: &str,
        work: impl FnOnce(&mut Tx<'_>) -> Result<(T, Args)>,
    ) -> Result<(T, Option<EditInfo>)> {
        let c = self.write()?;
        let transaction = Transaction::new_unchecked(&c, TransactionBehavior::Immediate)?;
        let mut tx = Tx::begin(&c, actor)?;
        let (value, args) = work(&mut tx)?;
        let info = tx.finish(verb, &args)?;
        if info.is_some() {
            transaction.commit()?;
        } else {
            transaction.rollback()?;
        }
        Ok((value, info))
    }

    /// Runs `work` as an edit would and takes it all back: what would happen, without its happening.
    ///
    /// # Errors
    /// Whatever `work` refuses.
    pub fn rehearse<T>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let c = self.write()?;
        let transaction = Transaction::new_unchecked(&c, TransactionBehavior::Immediate)?;
        let value = work(&mut Tx::begin(&c, &super::nobody())?);
        transaction.rollback()?;
        value
    }

    /// Fills a new project, outside of its history.
    pub(crate) fn fill(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<()>) -> Result<()> {
        let c = self.write()?;
        let transaction = Transaction::new_unchecked(&c, TransactionBehavior::Immediate)?;
        let mut tx = Tx::begin(&c, &super::nobody())?;
        tx.session.set_enabled(false);
        work(&mut tx)?;
        tx.keep_counters()?;
        touch(&c, tx.at())?;
        drop(tx);
        transaction.commit()?;
        Ok(())
    }

    /// Takes back the newest edit that still stands.
    ///
    /// # Errors
    /// [`Error::Undo`] when there is none, or when something written later stands in the way.
    pub fn undo(&self, actor: &Actor) -> Result<EditInfo> {
        self.replay(actor, true)
    }

    /// Does again the edit that was undone last, as long as nothing new was done since.
    ///
    /// # Errors
    /// [`Error::Undo`] when there is none, or when something written later stands in the way.
    pub fn redo(&self, actor: &Actor) -> Result<EditInfo> {
        self.replay(actor, false)
    }

    fn replay(&self, actor: &Actor, back: bool) -> Result<EditInfo> {
        let c = self.write()?;
        let transaction = Transaction::new_unchecked(&c, TransactionBehavior::Immediate)?;
        let (undo, redo) = stacks(&c)?;
        let verb = if back { "undo" } else { "redo" };
        let Some(of) = if back { undo.last() } else { redo.last() }.copied() else {
            return Err(Error::Undo(format!("there is nothing to {verb} in this project")));
        };
        let order = if back { "DESC" } else { "ASC" };
        let parts: Vec<i64> = c
            .prepare(&format!(
                "SELECT fid FROM edit_part WHERE edit = ?1 ORDER BY part {order}"
            ))?
            .query_map([of], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let size: i64 = c.query_row(
            "SELECT coalesce(sum(length(changeset)), 0) FROM edit_part WHERE edit = ?1",
            [of],
            |r| r.get(0),
        )?;
        let mut bulk = BTreeSet::new();
        for part in parts {
            let mut changeset: Vec<u8> =
                c.query_row("SELECT changeset FROM edit_part WHERE fid = ?1", [part], |r| r.get(0))?;
            if size > BULK_BYTES {
                for table in history::tables(&changeset)? {
                    if let Some(t) = ["grid", "site"].into_iter().find(|t| *t == table)
                        && bulk.insert(t)
                    {
                        rtree::detach(&c, t)?;
                    }
                }
            }
            if back {
                let mut inverse = Vec::with_capacity(changeset.len());
                invert_strm(&mut changeset.as_slice(), &mut inverse)?;
                changeset = inverse;
            }
            if let Err(way) = apply(&c, &changeset) {
                let way = way?;
                let later = history::later_edits(&c, of, &way)?;
                return Err(Error::Undo(format!(
                    "edit {of} cannot be {}: {}; undo {} first",
                    if back { "undone" } else { "redone" },
                    way.sentence(),
                    if later.is_empty() {
                        "what another program wrote".into()
                    } else {
                        format!("edit {}", later.join(", "))
                    },
                )));
            }
        }
        for table in bulk {
            rtree::rebuild(&c, table)?;
        }
        let id = c.query_row("SELECT max(fid) + 1 FROM edit", [], |r| r.get(0))?;
        let args = c.query_row(
            &format!("SELECT {EDIT_COLUMNS}, touched FROM edit WHERE fid = ?1"),
            [of],
            |r| Ok((read_edit(r)?, r.get::<_, String>(6)?)),
        )?;
        let (done, touched) = args;
        let mut words = done.args;
        words.insert("verb".into(), done.verb.into());
        let at = now();
        let info = note(&c, id, &at, actor, verb, &words, Some(of), &touched)?;
        touch(&c, &at)?;
        transaction.commit()?;
        Ok(info)
    }
}

/// The row on which a changeset met something else than it left.
#[derive(Debug, Clone, Default)]
pub(super) struct InTheWay {
    pub table: String,
    pub key: Option<i64>,
}

impl InTheWay {
    fn sentence(&self) -> String {
        match self.key {
            Some(k) => format!("{} {k} was changed since", self.table),
            None => "something made later refers to what it made".into(),
        }
    }
}

/// Applies a changeset whole; the inner error is SQLite's own.
fn apply(c: &Connection, mut changeset: &[u8]) -> std::result::Result<(), Result<InTheWay>> {
    let met: Arc<Mutex<Option<InTheWay>>> = Arc::default();
    let seen = Arc::clone(&met);
    let done = c.apply_strm(
        &mut changeset,
        None::<fn(&str) -> bool>,
        move |kind: ConflictType, item: &ChangesetItem| {
            let row = match kind {
                ConflictType::SQLITE_CHANGESET_FOREIGN_KEY => InTheWay::default(),
                _ => history::row_of(item),
            };
            if let Ok(mut m) = seen.lock() {
                m.get_or_insert(row);
            }
            ConflictAction::SQLITE_CHANGESET_ABORT
        },
    );
    match done {
        Ok(()) => Ok(()),
        Err(e) => match met.lock().ok().and_then(|mut m| m.take()) {
            Some(way) => Err(Ok(way)),
            None => Err(Err(e.into())),
        },
    }
}
