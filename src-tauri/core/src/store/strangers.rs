//! Grids and sites that another program added or removed, told from what the history knows. Each is told once: the edit
//! `outside` that tells of it keeps its key.

use super::outside::shown;
use super::{Tx, history, packed};
use crate::Result;
use rusqlite::Connection;
use rusqlite::hooks::Action;
use rusqlite::types::ValueRef;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Where the words of such an edit keep the keys that it tells of.
const TOLD: &str = "told";

/// A table, the column of the number or code, and that of a name.
const TABLES: [(&str, usize, Option<usize>); 2] = [("grid", 2, Some(3)), ("site", 2, None)];

/// What another program did to the rows of a table; names of those concerned.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Strangers {
    /// Grids that are gone.
    pub grids_gone: Vec<String>,
    /// Grids that came.
    pub grids_came: Vec<String>,
    /// Sites that are gone.
    pub sites_gone: Vec<String>,
    /// Sites that came and lie in no cell.
    pub sites_came: Vec<String>,
    /// Grids that have the key of others.
    pub grids_other: Vec<String>,
    /// Sites that have the key of others.
    pub sites_other: Vec<String>,
    /// What an edit must keep so that none is told again.
    pub told: Vec<String>,
}

/// Number or code of a row, and its name.
type Called = (String, String);

/// Rows that the edits which stand left in a table.
type Known = BTreeMap<i64, Called>;

fn named((number, name): &Called) -> String {
    match name.is_empty() || name == number {
        true => number.clone(),
        false => format!("{name} ({number})"),
    }
}

/// The rows of a table as they are.
fn present(c: &Connection, table: &str) -> Result<Known> {
    let sql = match table {
        "grid" => "SELECT fid, code, name FROM grid",
        _ => "SELECT fid, number, '' FROM site",
    };
    let mut q = c.prepare(sql)?;
    let all = q.query_map([], |r| Ok((r.get(0)?, (shown(r.get_ref(1)?), shown(r.get_ref(2)?)))))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

/// Edits that are undone.
fn undone(c: &Connection) -> Result<HashSet<i64>> {
    let mut out = HashSet::new();
    let mut q = c.prepare("SELECT verb, of FROM edit WHERE verb IN ('undo', 'redo') ORDER BY fid")?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        let of: i64 = r.get::<_, Option<i64>>(1)?.unwrap_or_default();
        match r.get_ref(0)?.as_str() {
            Ok("undo") => out.insert(of),
            _ => out.remove(&of),
        };
    }
    Ok(out)
}

/// What the history says of each table, and the first key that an edit gave in it.
fn known(c: &Connection) -> Result<Vec<(Known, Option<i64>)>> {
    let undone = undone(c)?;
    let mut all: Vec<(Known, Option<i64>)> = TABLES.iter().map(|_| Default::default()).collect();
    let mut q = c.prepare("SELECT edit, changeset FROM edit_part ORDER BY edit, part")?;
    let mut parts = q.query([])?;
    while let Some(r) = parts.next()? {
        let stands = !undone.contains(&r.get::<_, i64>(0)?);
        let bytes = packed::unpack(r.get_ref(1)?.as_blob().unwrap_or_default())?;
        if !history::tables(&bytes)?
            .iter()
            .any(|t| TABLES.iter().any(|known| known.0 == t))
        {
            continue;
        }
        history::each(&bytes, |item| {
            let op = item.op()?;
            let (Some(at), Some(key)) = (
                TABLES.iter().position(|t| t.0 == op.table_name()),
                history::key_of(item),
            ) else {
                return Ok(());
            };
            let ((_, number, name), (rows, first)) = (TABLES[at], &mut all[at]);
            let (gives, takes) = (op.code() == Action::SQLITE_INSERT, op.code() == Action::SQLITE_DELETE);
            if gives {
                *first = Some(first.map_or(key, |f| f.min(key)));
            }
            if !stands {
                return Ok(());
            }
            if takes {
                rows.remove(&key);
                return Ok(());
            }
            let text = |column: usize| match item.new_value(column) {
                Ok(ValueRef::Text(t)) => Some(String::from_utf8_lossy(t).into_owned()),
                _ => None,
            };
            let (number, name) = (text(number), name.and_then(text));
            match rows.get_mut(&key) {
                Some(row) => {
                    row.0 = number.unwrap_or(std::mem::take(&mut row.0));
                    row.1 = name.unwrap_or(std::mem::take(&mut row.1));
                }
                None if gives => drop(rows.insert(key, (number.unwrap_or_default(), name.unwrap_or_default()))),
                None => {}
            }
            Ok(())
        })?;
    }
    Ok(all)
}

/// What was told of already.
fn told(c: &Connection) -> Result<BTreeSet<String>> {
    let mut out = BTreeSet::new();
    let mut q = c.prepare("SELECT args FROM edit WHERE verb = 'outside'")?;
    for args in q.query_map([], |r| r.get::<_, String>(0))? {
        let args: super::Args = serde_json::from_str(&args?).unwrap_or_default();
        let told = args.get(TOLD).and_then(|t| t.as_array());
        out.extend(told.into_iter().flatten().filter_map(|t| t.as_str().map(str::to_owned)));
    }
    Ok(out)
}

impl Tx<'_> {
    /// What another program added and removed since it was last told. Where that is anything, the edit is kept even if it
    /// changes nothing itself, and its words must hold what was told under `told`.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub(crate) fn strangers(&mut self) -> Result<Strangers> {
        let c = self.connection();
        let before = told(c)?;
        let mut out = Strangers::default();
        for ((table, ..), (known, first)) in TABLES.into_iter().zip(known(c)?) {
            let present = present(c, table)?;
            let next: i64 = c
                .prepare("SELECT coalesce((SELECT next FROM counter WHERE name = ?1), 1)")?
                .query_row([table], |r| r.get(0))?;
            // What lies before the first key of the history came with the project.
            let first = first.unwrap_or(next);
            let Strangers {
                grids_gone,
                grids_came,
                sites_gone,
                sites_came,
                grids_other,
                sites_other,
                told,
            } = &mut out;
            let (gone, came, other) = match table {
                "grid" => (grids_gone, grids_came, grids_other),
                _ => (sites_gone, sites_came, sites_other),
            };
            let mut tell = |list: &mut Vec<String>, mark: String, words: String| {
                if !before.contains(&mark) {
                    told.push(mark);
                    list.push(words);
                }
            };
            for (key, was) in &known {
                match present.get(key) {
                    None => tell(gone, format!("-{table} {key} {}", was.0), named(was)),
                    Some(is) if is.0 != was.0 => tell(
                        other,
                        format!("{table} {key} {}", is.0),
                        format!("{} → {}", named(was), named(is)),
                    ),
                    Some(_) => {}
                }
            }
            let mut lies = c.prepare("SELECT EXISTS (SELECT 1 FROM placement WHERE site = ?1)")?;
            for (key, is) in present.range(first..).filter(|(key, _)| !known.contains_key(key)) {
                // Those that lie in a cell now are told of as placed.
                if table == "grid" || !lies.query_row([key], |r| r.get(0))? {
                    tell(came, format!("+{table} {key} {}", is.0), named(is));
                }
            }
        }
        if !out.told.is_empty() {
            self.keep_anyway();
        }
        Ok(out)
    }

    /// What a row is called by people: its number, code or name, or its key where it has none.
    pub(super) fn row_name(&self, table: &str, key: i64) -> Result<String> {
        let columns: Vec<String> = self
            .connection()
            .prepare_cached(
                "SELECT name FROM pragma_table_info(?1) WHERE name IN ('number', 'code', 'name') ORDER BY cid LIMIT 1",
            )?
            .query_map([table], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let Some(column) = columns.first() else {
            return Ok(key.to_string());
        };
        let text = self
            .connection()
            .prepare_cached(&format!("SELECT {column} FROM {table} WHERE rowid = ?1"))?
            .query_row([key], |r| Ok(shown(r.get_ref(0)?)))?;
        Ok(if text.trim().is_empty() { key.to_string() } else { text })
    }
}
