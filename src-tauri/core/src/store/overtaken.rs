//! Whether somebody wrote, since a form was opened, what the form writes now: judged by the records of both edits, value
//! by value, so that it holds for every verb alike.

use super::changeset;
use super::history::{each, key_of};
use super::packed::unpack;
use super::replay::{EDIT_COLUMNS, read_edit};
use crate::view::EditInfo;
use crate::{Error, Result};
use rusqlite::Connection;
use rusqlite::hooks::Action;
use rusqlite::session::ChangesetItem;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What an edit did to a row.
enum Touch {
    /// It made it or took it away.
    Whole,
    /// It changed these columns.
    Columns(BTreeSet<i32>),
}

impl Touch {
    fn of(item: &ChangesetItem) -> rusqlite::Result<Touch> {
        let op = item.op()?;
        if op.code() != Action::SQLITE_UPDATE {
            return Ok(Touch::Whole);
        }
        let changed = |i: &i32| item.new_value(*i as usize).is_ok();
        Ok(Touch::Columns((0..op.number_of_columns()).filter(changed).collect()))
    }

    fn meets(&self, other: &Touch) -> bool {
        match (self, other) {
            (Touch::Columns(a), Touch::Columns(b)) => !a.is_disjoint(b),
            _ => true,
        }
    }
}

type Rows = HashMap<(String, i64), Touch>;

/// The record of an edit, part by part.
fn parts(c: &Connection, edit: i64, mut f: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
    let mut q = c.prepare_cached("SELECT changeset FROM edit_part WHERE edit = ?1 ORDER BY part")?;
    let mut rows = q.query([edit])?;
    while let Some(r) = rows.next()? {
        f(&unpack(r.get_ref(0)?.as_blob().unwrap_or_default())?)?;
    }
    Ok(())
}

/// The rows that an edit touched. What it only added is nobody else's, unless the row's key says what it belongs to.
fn rows(c: &Connection, edit: i64) -> Result<Rows> {
    let mut out = Rows::new();
    parts(c, edit, |bytes| {
        each(bytes, |item| {
            let op = item.op()?;
            let added = op.code() == Action::SQLITE_INSERT && op.table_name() != "placement";
            if let Some(key) = key_of(item).filter(|_| !added) {
                out.insert((op.table_name().to_owned(), key), Touch::of(item)?);
            }
            Ok(())
        })
    })?;
    Ok(out)
}

/// Whether an edit touched what these rows say was touched.
fn met(c: &Connection, edit: i64, mine: &Rows) -> Result<bool> {
    let keys: HashSet<i64> = mine.keys().map(|k| k.1).collect();
    let mut met = false;
    parts(c, edit, |bytes| {
        if met || !changeset::mentions(bytes, &keys) {
            return Ok(());
        }
        each(bytes, |item| {
            let row = key_of(item).map(|key| Ok::<_, rusqlite::Error>((item.op()?.table_name().to_owned(), key)));
            if let Some(touch) = row.transpose()?.and_then(|row| mine.get(&row)) {
                met |= touch.meets(&Touch::of(item)?);
            }
            Ok(())
        })
    })?;
    Ok(met)
}

/// Judges the edit that is under way, by the newest edit that was seen when what it acts on was read.
///
/// # Errors
/// [`Error::Overtaken`] naming the newest edit since that wrote the same.
pub(super) fn judge(c: &Connection, seen: i64, edit: i64) -> Result<()> {
    let later: Vec<(EditInfo, String)> = c
        .prepare_cached(&format!(
            "SELECT {EDIT_COLUMNS}, touched FROM edit WHERE fid > ?1 AND fid < ?2 ORDER BY fid DESC"
        ))?
        .query_map([seen, edit], |r| Ok((read_edit(r)?, r.get("touched")?)))?
        .collect::<rusqlite::Result<_>>()?;
    if later.is_empty() {
        return Ok(());
    }
    let mine = rows(c, edit)?;
    let tables: HashSet<&str> = mine.keys().map(|k| k.0.as_str()).collect();
    for (by, touched) in later {
        let concerns = touched.is_empty() || touched.split(' ').any(|t| tables.contains(t));
        if concerns && met(c, by.of.unwrap_or(by.id).0, &mine)? {
            return Err(Error::Overtaken {
                sentence: format!(
                    "{} wrote the same in the meantime (edit {}, {}); look at it as it is now and save again if it is still right",
                    by.actor,
                    by.id.0,
                    what(&by),
                ),
                by: Box::new(by),
                replay: false,
            });
        }
    }
    Ok(())
}

/// The refusal of what would come to something else than was shown, for what somebody wrote since; none where nobody did.
/// The newest edit that touched these tables is named, or else the newest of all.
pub(super) fn wrote_since(c: &Connection, seen: i64, edit: i64, tables: &[&str]) -> Result<Option<Error>> {
    let mut q = c.prepare_cached(&format!(
        "SELECT {EDIT_COLUMNS}, touched FROM edit WHERE fid > ?1 AND fid < ?2 ORDER BY fid DESC"
    ))?;
    let mut newest = None;
    let mut rows = q.query([seen, edit])?;
    while let Some(r) = rows.next()? {
        let touched: String = r.get("touched")?;
        let concerns = touched.split(' ').any(|t| tables.contains(&t));
        if concerns || newest.is_none() {
            newest = Some(read_edit(r)?);
        }
        if concerns {
            break;
        }
    }
    Ok(newest.map(|by| Error::Overtaken {
        sentence: format!(
            "{} wrote in the meantime (edit {}, {}), so that something else would come of this than was shown; look at it as it is now and save again if it is still right",
            by.actor,
            by.id.0,
            what(&by),
        ),
        by: Box::new(by),
        replay: false,
    }))
}

/// The refusal of an undo or redo that means another edit than its turn is.
pub(super) fn not_next(c: &Connection, verb: &str, meant: i64, next: Option<i64>) -> Result<Error> {
    let newest = "SELECT fid FROM edit WHERE ?1 IS NULL OR fid = ?1 ORDER BY fid DESC LIMIT 1";
    let sql = format!("SELECT {EDIT_COLUMNS} FROM edit WHERE fid = ({newest})");
    let mut found = c.prepare(&sql)?;
    let mut rows = found.query([next])?;
    let Some(by) = rows.next()?.map(read_edit).transpose()? else {
        return Ok(Error::Undo(format!("there is nothing to {verb} in this project")));
    };
    let turn = match next {
        Some(_) => format!("edit {} ({} by {}) comes first", by.id.0, what(&by), by.actor),
        None => format!(
            "there is nothing to {verb} since edit {} ({} by {})",
            by.id.0,
            what(&by),
            by.actor
        ),
    };
    Ok(Error::Overtaken {
        sentence: format!(
            "edit {meant} is not the one that {verb} would take now: {turn}; look at the list of edits again"
        ),
        by: Box::new(by),
        replay: true,
    })
}

/// An edit's verb with what it was about.
fn what(e: &EditInfo) -> String {
    let about = ["site", "number", "name", "source"]
        .iter()
        .find_map(|k| e.args.get(*k)?.as_str());
    match about {
        Some(about) => format!("{} {about}", e.verb),
        None => e.verb.clone(),
    }
}
