//! Undo and redo: edits of their own that point at the edit they concern and need no recording,
//! for they apply exactly its changesets, inverted or as they are.

use super::edit::{note, now, touch};
use super::packed::unpack;
use super::{Project, derived, history, overtaken};
use crate::model::{Actor, EditId};
use crate::view::EditInfo;
use crate::{Error, Result};
use rusqlite::session::{ChangesetItem, ConflictAction, ConflictType, invert_strm};
use rusqlite::{Connection, Row};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// Edits whose record is kept in more bytes than this are replayed with the trees rebuilt once instead of row by row.
const BULK_BYTES: i64 = 1 << 18;

pub(super) const EDIT_COLUMNS: &str = "fid, at, actor, post, verb, args, of";

pub(super) fn read_edit(r: &Row<'_>) -> rusqlite::Result<EditInfo> {
    Ok(EditInfo {
        id: r.get(0)?,
        at: r.get(1)?,
        actor: r.get(2)?,
        post: r.get(3)?,
        verb: r.get(4)?,
        args: serde_json::from_str(&r.get::<_, String>(5)?).unwrap_or_default(),
        of: r.get(6)?,
        undone: None,
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
            // What another program did is not ours to take back, nor does it stand in the way of what is.
            ("outside", _) => {}
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
    /// Takes back the newest edit that still stands: the one that is meant, where one is named.
    ///
    /// # Errors
    /// [`Error::Undo`] when there is none, or when something written later stands in the way;
    /// [`Error::Overtaken`] when the newest is not the one that is meant.
    pub fn undo(&self, actor: &Actor, meant: Option<EditId>) -> Result<EditInfo> {
        self.replay(actor, meant, true)
    }

    /// Does again the edit that was undone last, as long as nothing new was done since: the one that is meant, where one is
    /// named.
    ///
    /// # Errors
    /// [`Error::Undo`] when there is none, or when something written later stands in the way;
    /// [`Error::Overtaken`] when that is not the one that is meant.
    pub fn redo(&self, actor: &Actor, meant: Option<EditId>) -> Result<EditInfo> {
        self.replay(actor, meant, false)
    }

    fn replay(&self, actor: &Actor, meant: Option<EditId>, back: bool) -> Result<EditInfo> {
        let c = self.write()?;
        let writing = self.begin(&c)?;
        let (undo, redo) = stacks(&c)?;
        let verb = if back { "undo" } else { "redo" };
        let next = if back { undo.last() } else { redo.last() }.copied();
        if let Some(meant) = meant.filter(|m| next != Some(m.0)) {
            return Err(overtaken::not_next(&c, verb, meant.0, next)?);
        }
        let Some(of) = next else {
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
            let kept: Vec<u8> = c.query_row("SELECT changeset FROM edit_part WHERE fid = ?1", [part], |r| r.get(0))?;
            let mut changeset = unpack(&kept)?;
            if size > BULK_BYTES {
                for table in history::tables(&changeset)? {
                    if let Some(t) = ["grid", "site"].into_iter().find(|t| *t == table)
                        && bulk.insert(t)
                    {
                        derived::detach(&c, t)?;
                    }
                }
            }
            if back {
                let mut inverse = Vec::with_capacity(changeset.len());
                invert_strm(&mut &*changeset, &mut inverse)?;
                changeset = inverse.into();
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
            derived::rebuild(&c, table)?;
        }
        let id = c.query_row("SELECT max(fid) + 1 FROM edit", [], |r| r.get(0))?;
        let args = c.query_row(
            &format!("SELECT {EDIT_COLUMNS}, touched FROM edit WHERE fid = ?1"),
            [of],
            |r| Ok((read_edit(r)?, r.get::<_, String>(7)?)),
        )?;
        let (done, touched) = args;
        let mut words = done.args;
        words.insert("verb".into(), done.verb.into());
        let at = now();
        let info = note(&c, id, &at, actor, verb, &words, Some(of), &touched)?;
        touch(&c, &at)?;
        self.commit(&c, writing, Some((info.id.0, &at)))?;
        self.known.wrote(info.id);
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
