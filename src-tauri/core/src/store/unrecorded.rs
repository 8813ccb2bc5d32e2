//! What the file holds of a grid or a site without the edit that made it: the past of the sample, and what other programs wrote.

use super::names::KnownNames;
use crate::Result;
use crate::history::{self, Of, Op, RowChange};
use crate::model::Lang;
use crate::view::HistoryEntry;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::Value;
use std::collections::HashSet;

/// Entries of rows that are not in `made`.
pub(super) fn entries(
    c: &Connection,
    of: Of,
    key: i64,
    lang: Lang,
    made: &HashSet<(String, i64)>,
    names: &KnownNames<'_>,
) -> Result<Vec<HistoryEntry>> {
    let mut out = Vec::new();
    let (table, sql) = match of {
        Of::Site => ("step", "SELECT * FROM step WHERE site = ?1 ORDER BY fid"),
        Of::Grid => (
            "task_step",
            "SELECT * FROM task_step WHERE task IN (SELECT fid FROM task WHERE grid = ?1) ORDER BY fid",
        ),
    };
    for row in rows(c, table, sql, key)? {
        if made.contains(&(table.to_owned(), row.key)) {
            continue;
        }
        let photos = match of {
            Of::Site => c
                .prepare_cached("SELECT count(*) FROM photo WHERE step = ?1")?
                .query_row([row.key], |r| r.get(0))?,
            Of::Grid => 0,
        };
        let text = history::move_sentence(lang, row.text("actor"), row.text("post"), &row, photos, names);
        out.push(entry(row.text("at"), text));
    }
    if of == Of::Grid {
        for d in rows(c, "duty", "SELECT * FROM duty WHERE grid = ?1 ORDER BY fid", key)? {
            if made.contains(&("duty".to_owned(), d.key)) {
                continue;
            }
            let days = history::held(lang, &d, names);
            out.extend(days.into_iter().map(|(day, text)| entry(&day, text)));
        }
    }
    Ok(out)
}

fn entry(at: &str, text: String) -> HistoryEntry {
    HistoryEntry {
        at: at.to_owned(),
        text,
        undone: false,
        edit: None,
        changes: Vec::new(),
    }
}

/// Rows as if an edit had just made them.
fn rows(c: &Connection, table: &str, sql: &str, key: i64) -> Result<Vec<RowChange>> {
    let mut q = c.prepare_cached(sql)?;
    let columns: Vec<String> = q.column_names().map(str::to_owned).collect();
    let mut out = Vec::new();
    let mut rows = q.query([key])?;
    while let Some(r) = rows.next()? {
        let mut fields = Vec::new();
        for (i, column) in columns.iter().enumerate().skip(1) {
            let value: Value = match r.get_ref(i)? {
                ValueRef::Integer(n) => n.into(),
                ValueRef::Text(t) => String::from_utf8_lossy(t).into_owned().into(),
                _ => continue,
            };
            fields.push((column.clone(), Value::Null, value));
        }
        out.push(RowChange {
            table: table.to_owned(),
            key: r.get(0)?,
            op: Op::New,
            fields,
        });
    }
    Ok(out)
}
