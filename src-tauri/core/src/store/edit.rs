//! The one place through which anything changes: an edit, recorded, whole or not at all.
//!
//! A long edit is recorded in parts so that its memory stays bounded; undo takes the parts
//! back last first ([`super::replay`]).

use super::changeset::Writer;
use super::keys::Keys;
use super::packed::pack;
use super::{Project, derived, history, overtaken, schema, written};
use crate::model::{Actor, EditId};
use crate::view::EditInfo;
use crate::{Error, Result};
use rusqlite::config::DbConfig;
use rusqlite::session::Session;
use rusqlite::{Connection, params};
use std::collections::{BTreeSet, HashMap};
use std::sync::mpsc::channel;
use std::thread;

/// Values for the sentence that the window makes of an edit.
pub type Args = serde_json::Map<String, serde_json::Value>;

/// Indexes that bulk work makes anew at its end.
const BULK_INDEXES: &[(&str, &str)] = &[("placement", "placement_grid")];

/// A part of the record, packed once it is made.
struct Later {
    part: i64,
    make: Box<dyn FnOnce() -> Vec<u8> + Send>,
}

/// An edit under way.
pub struct Tx<'c> {
    connection: &'c Connection,
    /// None while it is put away.
    session: Option<Session<'c>>,
    id: i64,
    part: i64,
    at: String,
    actor: Actor,
    touched: BTreeSet<String>,
    bulk: Vec<&'static str>,
    /// How to make the indexes that bulk work dropped.
    indexes: Vec<String>,
    /// What was written unwatched.
    own: Vec<Writer>,
    /// Parts that are still to be made.
    later: Vec<Later>,
    /// Whether anything is recorded at all.
    recording: bool,
    /// It is an edit even where it changes nothing: what another program did is told by it.
    tells: bool,
    counters: HashMap<&'static str, Keys>,
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
            session: Some(session(connection)?),
            id,
            part: 0,
            at: now(),
            actor: actor.clone(),
            touched: BTreeSet::new(),
            bulk: Vec::new(),
            indexes: Vec::new(),
            own: Vec::new(),
            later: Vec::new(),
            recording: true,
            tells: false,
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

    /// The newest edit before this one.
    pub fn seen(&self) -> EditId {
        EditId(self.id - 1)
    }

    /// The refusal of what would come to something else than was shown when `seen` was the newest edit; none where nobody
    /// wrote since. The newest edit that touched one of the tables is named, or else the newest of all.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn wrote_since(&self, seen: EditId, tables: &[&str]) -> Result<Option<Error>> {
        overtaken::wrote_since(self.connection, seen.0, self.id, tables)
    }

    /// Allots the next key of a table: `station << 32 | counter`, never given twice, nor one that another program gave.
    pub(super) fn next_id(&mut self, table: &'static str) -> Result<i64> {
        let own = self.station << 32;
        let keys = match self.counters.get_mut(table) {
            Some(keys) => keys,
            None => {
                let keys = Keys::of(self.connection, table, own)?;
                self.counters.entry(table).or_insert(keys)
            }
        };
        if keys.next == keys.end {
            keys.skip(self.connection, table, own)?;
        }
        let id = own | keys.next;
        keys.next += 1;
        Ok(id)
    }

    /// Says that many rows of a table will change: its rtree and the indexes of roll-ups are then written once, at the
    /// end. No grid may be deleted meanwhile: its sites could not be found without them.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn bulk(&mut self, table: &'static str) -> Result<()> {
        if self.bulk.contains(&table) {
            return Ok(());
        }
        if table != "placement" {
            derived::detach(self.connection, table)?;
        }
        for (_, name) in BULK_INDEXES.iter().filter(|(t, _)| *t == table) {
            let sql = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?1";
            self.indexes.push(self.connection.query_row(sql, [name], |r| r.get(0))?);
            self.connection.execute_batch(&format!("DROP INDEX {name}"))?;
        }
        self.bulk.push(table);
        Ok(())
    }

    /// Does what is recorded by hand ([`Tx::record`]) and need not be watched.
    pub(super) fn unwatched<T>(&mut self, work: impl FnOnce() -> rusqlite::Result<T>) -> Result<T> {
        let recording = self.recording;
        let Some(session) = &mut self.session else {
            return Ok(work()?);
        };
        session.set_enabled(false);
        let done = work();
        session.set_enabled(recording);
        Ok(done?)
    }

    /// Does much of that. SQLite asks even a session that does not listen about every row, so it is put away where it
    /// has seen nothing yet.
    pub(super) fn unwatched_bulk<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let idle = self.session.take_if(|s| s.is_empty()).is_some();
        let done = work(self);
        if idle {
            let mut fresh = session(self.connection)?;
            fresh.set_enabled(self.recording);
            self.session = Some(fresh);
        }
        done
    }

    /// Whether SQLite looks up the keys of what is written next. What refers only to rows that this very transaction
    /// read or made may do without, for that takes longer than writing the rows.
    pub(super) fn enforce_keys(&self, whether: bool) -> Result<()> {
        self.connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, whether)?;
        Ok(())
    }

    /// Where to record by hand what was done unwatched. In a part, that comes before all that the session saw.
    pub(super) fn record(&mut self, table: &'static str, columns: usize) -> &mut Writer {
        let at = match self.own.iter().position(|w| w.table() == table) {
            Some(i) => i,
            None => {
                self.own.push(Writer::new(table, columns));
                self.own.len() - 1
            }
        };
        &mut self.own[at]
    }

    /// Writes what was recorded so far as parts, so that memory stays bounded.
    pub fn flush(&mut self) -> Result<()> {
        let own: Vec<Vec<u8>> = self.own.drain(..).map(Writer::into_bytes).collect();
        if self.recording {
            self.keep(&own.concat())?;
        }
        let Some(seen) = self.session.as_mut().filter(|s| !s.is_empty()) else {
            return Ok(());
        };
        let mut changeset = Vec::new();
        seen.changeset_strm(&mut changeset)?;
        self.session = Some(session(self.connection)?);
        self.keep(&changeset)
    }

    fn keep(&mut self, changeset: &[u8]) -> Result<()> {
        if changeset.is_empty() {
            return Ok(());
        }
        self.touched.extend(history::tables(changeset)?);
        written::holds(self.connection, changeset)?;
        self.keep_part(self.part, &pack(changeset))?;
        self.part += 1;
        Ok(())
    }

    /// Records what was done unwatched to a table by a part that is made, packed, beside the last work of this edit: until
    /// then it keeps all that it is made from. What came before it must have been flushed.
    pub(super) fn record_later(&mut self, table: &'static str, make: impl FnOnce() -> Vec<u8> + Send + 'static) {
        if !self.recording {
            return;
        }
        self.touched.insert(table.into());
        let make = Box::new(make);
        self.later.push(Later { part: self.part, make });
        self.part += 1;
    }

    /// Keeps this edit even where it changes nothing.
    pub(super) fn keep_anyway(&mut self) {
        self.tells = true;
    }

    fn keep_part(&self, part: i64, packed: &[u8]) -> Result<()> {
        self.connection
            .prepare_cached("INSERT INTO edit_part(edit, part, changeset) VALUES (?1, ?2, ?3)")?
            .execute(params![self.id, part, packed])?;
        Ok(())
    }

    /// Puts back what bulk work set aside.
    fn end_bulk(&mut self) -> Result<()> {
        for table in std::mem::take(&mut self.bulk) {
            if table != "placement" {
                derived::rebuild(self.connection, table)?;
            }
        }
        for index in std::mem::take(&mut self.indexes) {
            self.connection.execute_batch(&index)?;
        }
        Ok(())
    }

    fn keep_counters(&self) -> Result<()> {
        for (name, keys) in &self.counters {
            self.connection.execute(
                "INSERT INTO counter(name, next) VALUES (?1, ?2) ON CONFLICT(name) DO UPDATE SET next = excluded.next",
                params![name, keys.next],
            )?;
        }
        Ok(())
    }

    fn finish(mut self, verb: &str, args: &Args) -> Result<Option<EditInfo>> {
        self.flush()?;
        let later = std::mem::take(&mut self.later);
        let (sender, made) = channel();
        thread::scope(|scope| {
            scope.spawn(move || (later.into_iter()).try_for_each(|l| sender.send((l.part, (l.make)()))));
            self.end_bulk()
        })?;
        for (part, packed) in made {
            self.keep_part(part, &packed)?;
        }
        if self.part == 0 && !self.tells {
            return Ok(None);
        }
        if let Some(seen) = self.actor.seen {
            overtaken::judge(self.connection, seen.0, self.id)?;
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
pub(super) fn note(
    c: &Connection,
    id: i64,
    at: &str,
    actor: &Actor,
    verb: &str,
    args: &Args,
    of: Option<i64>,
    touched: &str,
) -> Result<EditInfo> {
    written::actor(actor)?;
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
        post: actor.post.clone(),
        verb: verb.into(),
        args: args.clone(),
        of: of.map(EditId),
        undone: None,
    })
}

/// Keeps what gpkg_contents says of the layers true.
pub(super) fn touch(c: &Connection, at: &str) -> Result<()> {
    for table in ["grid", "site"] {
        let b = super::info::layer_bounds(c, table)?;
        c.prepare_cached(
            "UPDATE gpkg_contents SET last_change = ?2, min_x = ?3, min_y = ?4, max_x = ?5, max_y = ?6 WHERE table_name = ?1",
        )?
        .execute(params![table, at, b.map(|b| b[0]), b.map(|b| b[1]), b.map(|b| b[2]), b.map(|b| b[3])])?;
    }
    Ok(())
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
        let writing = self.begin(&c)?;
        let mut tx = Tx::begin(&c, actor)?;
        let (value, args) = work(&mut tx)?;
        let info = tx.finish(verb, &args)?;
        if let Some(info) = &info {
            self.commit(&c, writing, Some((info.id.0, &info.at)))?;
            self.known.wrote(info.id);
        }
        Ok((value, info))
    }

    /// Runs `work` as an edit would and takes it all back: what would happen, without its happening.
    ///
    /// # Errors
    /// Whatever `work` refuses.
    pub fn rehearse<T>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let c = self.write()?;
        // Rolled back when it is dropped: a disk that is full has done that already, which is no reason of its own.
        let _writing = self.begin(&c)?;
        work(&mut Tx::begin(&c, &super::nobody())?)
    }

    /// Fills a new project, outside of its history.
    pub(crate) fn fill(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<()>) -> Result<()> {
        let c = self.write()?;
        let writing = self.begin(&c)?;
        let mut tx = Tx::begin(&c, &super::nobody())?;
        tx.session = None;
        tx.recording = false;
        work(&mut tx)?;
        tx.keep_counters()?;
        touch(&c, tx.at())?;
        drop(tx);
        self.commit(&c, writing, None)?;
        self.forget_standings();
        Ok(())
    }
}
