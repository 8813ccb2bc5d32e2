//! What past edits changed, read back from their changesets.

use super::replay::{EDIT_COLUMNS, InTheWay, read_edit};
use super::{Project, changeset, schema};
use crate::model::{GridId, SiteId};
use crate::view::EditInfo;
use crate::{Error, Result};
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::hooks::Action;
use rusqlite::session::{ChangesetItem, ChangesetIter};
use rusqlite::{Connection, params, types::ValueRef};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap, HashSet};

/// One value that an edit changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Table.
    pub table: String,
    /// Key of the row.
    pub key: i64,
    /// Column.
    pub field: String,
    /// Value before; null when the row was new.
    pub from: serde_json::Value,
    /// Value after; null when the row went.
    pub to: serde_json::Value,
}

/// One edit and what it changed of the thing asked about.
#[derive(Debug, Clone, Serialize)]
pub struct HistoryEntry {
    /// The edit.
    pub edit: EditInfo,
    /// Its changes of that thing; empty when the whole project was asked about.
    pub changes: Vec<Change>,
}

pub(super) fn row_of(item: &ChangesetItem) -> InTheWay {
    InTheWay {
        table: item.op().map(|o| o.table_name().to_owned()).unwrap_or_default(),
        key: key_of(item),
    }
}

/// Our recorded tables all have an integer key in their first column.
fn key_of(item: &ChangesetItem) -> Option<i64> {
    let insert = item.op().ok()?.code() == Action::SQLITE_INSERT;
    let value = if insert { item.new_value(0) } else { item.old_value(0) };
    value.ok()?.as_i64().ok()
}

/// Tables that a changeset touches, skimmed from its bytes: a large import's would take long to walk.
///
/// # Errors
/// [`Error::Undo`] when it is damaged.
pub(super) fn tables(changeset: &[u8]) -> Result<BTreeSet<String>> {
    changeset::tables(changeset)
        .ok_or_else(|| Error::Undo("the record of an edit is damaged; take your last copy of the file".into()))
}

fn each(changeset: &[u8], mut f: impl FnMut(&ChangesetItem) -> rusqlite::Result<()>) -> Result<()> {
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
        each(r.get_ref(1)?.as_blob().unwrap_or_default(), |item| {
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
        let mut q = c.prepare_cached(&format!("SELECT {EDIT_COLUMNS} FROM edit ORDER BY fid DESC LIMIT ?1"))?;
        let all = q.query_map([limit], read_edit)?.collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// What every edit changed of one grid and its duties and tasks, oldest first. Reads all changesets.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn grid_history(&self, id: GridId) -> Result<Vec<HistoryEntry>> {
        self.history_where("grid", id.0)
    }

    /// What every edit changed of one site and its steps and photos, oldest first. Reads all changesets.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn site_history(&self, id: SiteId) -> Result<Vec<HistoryEntry>> {
        self.history_where("site", id.0)
    }

    fn history_where(&self, table: &str, key: i64) -> Result<Vec<HistoryEntry>> {
        let c = self.read()?;
        let columns = columns(&c)?;
        let mut known = children(&c, table, key, &columns)?;
        let mut out = Vec::new();
        let mut q = c.prepare(&format!("SELECT {EDIT_COLUMNS} FROM edit ORDER BY fid"))?;
        let edits: Vec<EditInfo> = q.query_map([], read_edit)?.collect::<rusqlite::Result<_>>()?;
        for edit in edits {
            let (source, back) = (edit.of.unwrap_or(edit.id), edit.verb == "undo");
            let mut changes = Vec::new();
            let mut parts = c.prepare_cached("SELECT changeset FROM edit_part WHERE edit = ?1 ORDER BY part")?;
            let mut rows = parts.query(params![source])?;
            while let Some(r) = rows.next()? {
                each(r.get_ref(0)?.as_blob().unwrap_or_default(), |item| {
                    decode(item, table, key, back, &columns, &mut known, &mut changes)
                })?;
            }
            if !changes.is_empty() {
                out.push(HistoryEntry { edit, changes });
            }
        }
        Ok(out)
    }
}

type Columns = HashMap<String, Vec<String>>;

fn columns(c: &Connection) -> Result<Columns> {
    let mut out = Columns::new();
    for table in schema::RECORDED {
        let names = c
            .prepare_cached("SELECT name FROM pragma_table_info(?1)")?
            .query_map([table], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        out.insert((*table).into(), names);
    }
    Ok(out)
}

/// Rows of other tables that belong to the row asked about; an update of one does not repeat to whom it belongs.
type Children = HashSet<(String, i64)>;

fn children(c: &Connection, table: &str, key: i64, columns: &Columns) -> Result<Children> {
    let mut out = Children::new();
    for (name, names) in columns {
        if name != table && !(table == "grid" && name == "placement") && names.iter().any(|n| n == table) {
            let mut q = c.prepare(&format!("SELECT rowid FROM {name} WHERE {table} = ?1"))?;
            for id in q.query_map([key], |r| r.get(0))? {
                out.insert((name.clone(), id?));
            }
        }
    }
    Ok(out)
}

fn decode(
    item: &ChangesetItem,
    table: &str,
    key: i64,
    back: bool,
    columns: &Columns,
    known: &mut Children,
    out: &mut Vec<Change>,
) -> rusqlite::Result<()> {
    let op = item.op()?;
    let name = op.table_name();
    let Some(names) = columns.get(name) else { return Ok(()) };
    let old = |i: usize| value(item.old_value(i).ok());
    let new = |i: usize| value(item.new_value(i).ok());
    let row = key_of(item).unwrap_or_default();
    let mine = if name == table {
        row == key
    } else if known.contains(&(name.to_owned(), row)) {
        true
    } else {
        names.iter().position(|n| n == table).is_some_and(|i| {
            let is = |v: Option<serde_json::Value>| v.and_then(|v| v.as_i64()) == Some(key);
            is(old(i)) || is(new(i))
        })
    };
    // A site's cell is a grid's business only when the grid itself is meant.
    if !mine || (table == "grid" && name == "placement") {
        return Ok(());
    }
    known.insert((name.to_owned(), row));
    for (i, field) in names.iter().enumerate().skip(1) {
        let (from, to) = match op.code() {
            Action::SQLITE_INSERT => (None, new(i)),
            Action::SQLITE_DELETE => (old(i), None),
            _ => (old(i), new(i)),
        };
        let (from, to) = if back { (to, from) } else { (from, to) };
        let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
        if from != to {
            out.push(Change {
                table: name.into(),
                key: row,
                field: field.clone(),
                from,
                to,
            });
        }
    }
    Ok(())
}

fn value(v: Option<ValueRef<'_>>) -> Option<serde_json::Value> {
    Some(match v? {
        ValueRef::Null => serde_json::Value::Null,
        ValueRef::Integer(i) => i.into(),
        ValueRef::Real(f) => f.into(),
        ValueRef::Text(t) => String::from_utf8_lossy(t).into_owned().into(),
        ValueRef::Blob(b) => match crate::geometry::blob::point(b) {
            Some(p) => serde_json::json!([p.x(), p.y()]),
            None => format!("{} bytes", b.len()).into(),
        },
    })
}
