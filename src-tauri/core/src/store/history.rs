//! What past edits changed, read back from their changesets.

use super::names::KnownNames;
use super::packed::{self, unpack};
use super::replay::{EDIT_COLUMNS, InTheWay, read_edit};
use super::{Project, changeset, schema, unrecorded};
use crate::Result;
use crate::history::{self, Of, Op, RowChange};
use crate::model::{EditId, GridId, Lang, SiteId};
use crate::view::{Change, EditInfo, HistoryEntry};
use rusqlite::Connection;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::hooks::Action;
use rusqlite::session::{ChangesetItem, ChangesetIter};
use rusqlite::types::ValueRef;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};

pub(super) fn row_of(item: &ChangesetItem) -> InTheWay {
    InTheWay {
        table: item.op().map(|o| o.table_name().to_owned()).unwrap_or_default(),
        key: key_of(item),
    }
}

/// Our recorded tables all have an integer key in their first column.
pub(super) fn key_of(item: &ChangesetItem) -> Option<i64> {
    let insert = item.op().ok()?.code() == Action::SQLITE_INSERT;
    let value = if insert { item.new_value(0) } else { item.old_value(0) };
    value.ok()?.as_i64().ok()
}

/// Tables that a changeset touches, skimmed from its bytes: a large import's would take long to walk.
///
/// # Errors
/// [`crate::Error::Undo`] when it is damaged.
pub(super) fn tables(changeset: &[u8]) -> Result<BTreeSet<String>> {
    changeset::tables(changeset).ok_or_else(packed::damaged)
}

pub(super) fn each(changeset: &[u8], mut f: impl FnMut(&ChangesetItem) -> rusqlite::Result<()>) -> Result<()> {
    let mut source = changeset;
    let input: &mut dyn std::io::Read = &mut source;
    let mut items = ChangesetIter::start_strm(&input)?;
    while let Some(item) = items.next()? {
        f(item)?;
    }
    Ok(())
}

/// Numbers of edits after `of` that touched the same row.
pub(super) fn later_edits(c: &Connection, of: i64, way: &InTheWay) -> Result<Vec<String>> {
    let mut out = BTreeSet::new();
    let mut q = c.prepare("SELECT edit, changeset FROM edit_part WHERE edit > ?1 ORDER BY edit, part")?;
    let mut rows = q.query([of])?;
    while let Some(r) = rows.next()? {
        let edit: i64 = r.get(0)?;
        each(&unpack(r.get_ref(1)?.as_blob().unwrap_or_default())?, |item| {
            if way.key.is_none_or(|k| key_of(item) == Some(k))
                && (way.key.is_none() || item.op()?.table_name() == way.table)
            {
                out.insert(edit);
            }
            Ok(())
        })?;
    }
    Ok(out.into_iter().map(|e| e.to_string()).collect())
}

impl Project {
    /// The newest edits, newest first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn history(&self, limit: u32) -> Result<Vec<EditInfo>> {
        let c = self.read()?;
        let undone = undone(&c)?;
        let mut q = c.prepare_cached(&format!("SELECT {EDIT_COLUMNS} FROM edit ORDER BY fid DESC LIMIT ?1"))?;
        let all = q.query_map([limit], |r| {
            let edit = read_edit(r)?;
            let undone = undone.get(&edit.id.0).copied().map(EditId);
            Ok(EditInfo { undone, ..edit })
        })?;
        Ok(all.collect::<rusqlite::Result<_>>()?)
    }

    /// What is known of one grid, its duties, tasks and patrols, oldest first, as sentences.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn grid_history(&self, id: GridId, lang: Lang) -> Result<Vec<HistoryEntry>> {
        self.history_of(Of::Grid, id.0, lang)
    }

    /// What is known of one site, its moves, photos and re-checks, oldest first, as sentences.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn site_history(&self, id: SiteId, lang: Lang) -> Result<Vec<HistoryEntry>> {
        self.history_of(Of::Site, id.0, lang)
    }

    fn history_of(&self, of: Of, key: i64, lang: Lang) -> Result<Vec<HistoryEntry>> {
        let c = self.read()?;
        let names = KnownNames::new(&c, lang);
        let mut walk = Walk::new(&c, of, key)?;
        let undone = undone(&c)?;
        let mut out = Vec::new();
        let mut q = c.prepare_cached(&format!("SELECT {EDIT_COLUMNS}, touched FROM edit ORDER BY fid"))?;
        let mut edits = q.query([])?;
        while let Some(r) = edits.next()? {
            let edit = read_edit(r)?;
            if !walk.may_concern(r.get_ref("touched")?.as_str().unwrap_or_default()) {
                continue;
            }
            let rows = walk.rows(&c, edit.of.unwrap_or(edit.id).0, &names)?;
            if !rows.is_empty() {
                let back = edit.verb == "undo";
                out.push(HistoryEntry {
                    at: edit.at.clone(),
                    text: history::sentence(lang, of, &edit, &rows, &names),
                    undone: undone.contains_key(&edit.id.0),
                    changes: rows.iter().flat_map(|r| flat(r, back)).collect(),
                    edit: Some(edit),
                });
            }
        }
        out.extend(unrecorded::entries(&c, of, key, lang, &walk.made, &names)?);
        // A day without a time comes before the moments of that day.
        out.sort_by(|a, b| a.at.cmp(&b.at));
        Ok(out)
    }
}

/// Edits that were taken back and not done again, each with the one that took it back.
fn undone(c: &Connection) -> Result<HashMap<i64, i64>> {
    let mut out = HashMap::new();
    let mut q = c.prepare_cached("SELECT verb, of, fid FROM edit WHERE of IS NOT NULL ORDER BY fid")?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        let of = r.get(1)?;
        match r.get_ref(0)?.as_str() {
            Ok("undo") => out.insert(of, r.get(2)?),
            _ => out.remove(&of),
        };
    }
    Ok(out)
}

/// The values that a row's change changed, one by one.
fn flat(r: &RowChange, back: bool) -> Vec<Change> {
    let one = |(field, from, to): &(String, Value, Value)| {
        let (from, to) = if back { (to, from) } else { (from, to) };
        Change {
            table: r.table.clone(),
            key: r.key,
            field: field.clone(),
            from: from.clone(),
            to: to.clone(),
        }
    };
    r.fields.iter().map(one).collect()
}

/// Tables whose rows belong to a grid by way of its tasks and patrols: table, and the table between.
const BY_WAY_OF: &[(&str, &str)] = &[("task_step", "task"), ("task_item", "task"), ("patrol_site", "patrol")];

/// The table by way of which a table's rows belong to a grid.
fn way(table: &str) -> Option<&'static str> {
    BY_WAY_OF.iter().find(|w| w.0 == table).map(|w| w.1)
}

/// A walk through all edits, looking for what concerns one row and those that belong to it.
struct Walk {
    table: &'static str,
    key: i64,
    /// Columns of the tables that can concern it.
    columns: HashMap<String, Vec<String>>,
    /// Rows that belong to it; an update of one does not repeat to whom it belongs.
    known: HashSet<(String, i64)>,
    /// Their keys and its own.
    keys: HashSet<i64>,
    /// Rows that an edit is seen to have made.
    made: HashSet<(String, i64)>,
}

impl Walk {
    fn new(c: &Connection, of: Of, key: i64) -> Result<Walk> {
        let table = if of == Of::Grid { "grid" } else { "site" };
        let mut walk = Walk {
            table,
            key,
            columns: HashMap::new(),
            known: HashSet::new(),
            keys: HashSet::from([key]),
            made: HashSet::new(),
        };
        for name in schema::RECORDED {
            let names: Vec<String> = c
                .prepare_cached("SELECT name FROM pragma_table_info(?1)")?
                .query_map([name], |r| r.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            // A site's cell is a grid's business only when the grid itself is meant.
            let concerns = *name == table
                || names.iter().any(|n| n == table) && !(of == Of::Grid && *name == "placement")
                || of == Of::Grid && way(name).is_some();
            if !concerns {
                continue;
            }
            if *name != table {
                let owned = match way(name).filter(|_| of == Of::Grid) {
                    Some(w) => format!("SELECT rowid FROM {name} WHERE {w} IN (SELECT fid FROM {w} WHERE grid = ?1)"),
                    None => format!("SELECT rowid FROM {name} WHERE {table} = ?1"),
                };
                for id in c.prepare(&owned)?.query_map([key], |r| r.get(0))? {
                    walk.know(name, id?);
                }
            }
            walk.columns.insert((*name).into(), names);
        }
        Ok(walk)
    }

    fn know(&mut self, table: &str, key: i64) {
        self.known.insert((table.to_owned(), key));
        self.keys.insert(key);
    }

    /// Whether an edit that touched these tables can concern it.
    fn may_concern(&self, touched: &str) -> bool {
        touched.is_empty() || touched.split(' ').any(|t| self.columns.contains_key(t))
    }

    /// What an edit did to it, forward.
    fn rows(&mut self, c: &Connection, edit: i64, names: &KnownNames<'_>) -> Result<Vec<RowChange>> {
        let mut out = Vec::new();
        let mut parts = c.prepare_cached("SELECT changeset FROM edit_part WHERE edit = ?1 ORDER BY part")?;
        let mut rows = parts.query([edit])?;
        while let Some(r) = rows.next()? {
            let bytes = unpack(r.get_ref(0)?.as_blob().unwrap_or_default())?;
            if !changeset::mentions(&bytes, &self.keys) {
                continue;
            }
            each(&bytes, |item| {
                if let Some(row) = self.take(item)? {
                    names.remember(&row);
                    out.push(row);
                }
                Ok(())
            })?;
        }
        Ok(out)
    }

    fn take(&mut self, item: &ChangesetItem) -> rusqlite::Result<Option<RowChange>> {
        let op = item.op()?;
        let name = op.table_name();
        let key = key_of(item).unwrap_or_default();
        let Some(columns) = self.columns.get(name) else {
            return Ok(None);
        };
        let old = |i: usize| value(item.old_value(i).ok());
        let new = |i: usize| value(item.new_value(i).ok());
        let owner = |column: &str| {
            let i = columns.iter().position(|n| n == column)?;
            [old(i), new(i)].into_iter().flatten().find_map(|v| v.as_i64())
        };
        let mine = if name == self.table {
            key == self.key
        } else {
            self.known.contains(&(name.to_owned(), key))
                || owner(self.table) == Some(self.key)
                || self.table == "grid"
                    && way(name).is_some_and(|w| owner(w).is_some_and(|k| self.known.contains(&(w.into(), k))))
        };
        if !mine {
            return Ok(None);
        }
        let what = match op.code() {
            Action::SQLITE_INSERT => Op::New,
            Action::SQLITE_DELETE => Op::Gone,
            _ => Op::Changed,
        };
        let mut fields = Vec::new();
        // The key of a table whose key says something else (the site of a placement) is told by the row itself.
        for (i, field) in columns.iter().enumerate().skip(1) {
            let (from, to) = (old(i).unwrap_or_default(), new(i).unwrap_or_default());
            if from != to {
                fields.push((field.clone(), from, to));
            }
        }
        let name = name.to_owned();
        if what == Op::New {
            self.made.insert((name.clone(), key));
        }
        self.know(&name, key);
        Ok(Some(RowChange {
            table: name,
            key,
            op: what,
            fields,
        }))
    }
}

fn value(v: Option<ValueRef<'_>>) -> Option<Value> {
    Some(match v? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(i) => i.into(),
        ValueRef::Real(f) => f.into(),
        ValueRef::Text(t) => String::from_utf8_lossy(t).into_owned().into(),
        ValueRef::Blob(b) => match crate::geometry::blob::point(b) {
            Some(p) => serde_json::json!([p.x(), p.y()]),
            None => format!("{} bytes", b.len()).into(),
        },
    })
}
