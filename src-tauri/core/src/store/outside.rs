//! What another program wrote that cannot be read as ours, put right inside an edit, and what it left that refers to what is
//! gone, taken out.

use super::Tx;
use super::foreign::called;
use crate::Result;
use crate::exchange::days::{Day, day};
use crate::model::{Level, SiteId, State};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Columns that may only hold certain words, and the word for whatever else is there.
const WORDS: [(&str, &str, &[&str], &str); 2] = [
    ("task", "state", &["open", "submitted", "accepted"], "open"),
    ("photo", "role", &["before", "after", "other"], "other"),
];
/// References that may be empty. Where another one leads nowhere, its row has no meaning.
const OPTIONAL: [(&str, &str); 9] = [
    ("grid", "parent"),
    ("person", "org"),
    ("campaign", "kind"),
    ("task", "person"),
    ("site", "task"),
    ("site", "person"),
    ("photo", "step"),
    ("feedback", "org"),
    ("meeting_item", "site"),
];

/// A reference that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dangling {
    /// Where it stands, and its row.
    pub table: String,
    pub row: i64,
    pub column: String,
    /// What it refers to.
    pub to: String,
}

/// All references that lead nowhere, but for kinds: those are corrected, never taken out.
pub(super) fn dangling(c: &Connection) -> Result<Vec<Dangling>> {
    let mut out = Vec::new();
    let mut q = c.prepare(
        "SELECT f.\"table\", f.rowid, k.\"from\", f.parent FROM pragma_foreign_key_check f
         JOIN pragma_foreign_key_list(f.\"table\") k ON k.id = f.fkid WHERE f.parent <> 'kind' AND f.rowid IS NOT NULL",
    )?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        out.push(Dangling {
            table: r.get(0)?,
            row: r.get(1)?,
            column: r.get(2)?,
            to: r.get(3)?,
        });
    }
    Ok(out)
}

impl Tx<'_> {
    /// Puts right what cannot be read: values of another sort than their column's, and words that are none. Says of each
    /// what it was and what it became.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub(crate) fn put_right(&mut self) -> Result<Vec<String>> {
        let mut told = Vec::new();
        self.states(&mut told)?;
        self.levels(&mut told)?;
        self.rings(&mut told)?;
        for (table, column, words, otherwise) in WORDS {
            let known: Vec<String> = words.iter().map(|w| format!("'{w}'")).collect();
            let sql = format!(
                "SELECT fid, {column} FROM {table} WHERE {column} NOT IN ({})",
                known.join(", ")
            );
            for (row, was) in self.found(&sql)? {
                self.set(table, column, row, &Value::Text(otherwise.into()))?;
                told.push(became(table, &self.row_name(table, row)?, column, &was, otherwise));
            }
        }
        self.sorts(&mut told)?;
        Ok(told)
    }

    /// A state is the lifecycle's: one that is none becomes that in which the last move left the site.
    fn states(&self, told: &mut Vec<String>) -> Result<()> {
        let known: Vec<String> = State::ALL.iter().map(|s| format!("'{}'", s.word())).collect();
        let sql = format!(
            "SELECT fid, state, number FROM site WHERE typeof(state) <> 'text' OR state NOT IN ({})",
            known.join(", ")
        );
        let c = self.connection();
        let mut q = c.prepare(&sql)?;
        let mut rows = q.query([])?;
        let mut found = Vec::new();
        while let Some(r) = rows.next()? {
            found.push((r.get::<_, i64>(0)?, shown(r.get_ref(1)?), shown(r.get_ref(2)?)));
        }
        for (row, was, number) in found {
            let last: Vec<String> = c
                .prepare_cached("SELECT to_state FROM step WHERE site = ?1 ORDER BY fid DESC LIMIT 1")?
                .query_map([row], |r| r.get(0))?
                .filter_map(std::result::Result::ok)
                .collect();
            let state = last.first().and_then(|s| State::read(s)).unwrap_or(State::Reported);
            self.set("site", "state", row, &Value::Text(state.word().into()))?;
            told.push(became("site", &number, "state", &was, state.word()));
        }
        Ok(())
    }

    fn levels(&self, told: &mut Vec<String>) -> Result<()> {
        let known: Vec<String> = Level::ALL.iter().map(|l| format!("'{}'", l.word())).collect();
        let sql = format!(
            "SELECT fid, level FROM grid WHERE level IS NULL OR level NOT IN ({})",
            known.join(", ")
        );
        for (row, was) in self.found(&sql)? {
            let level = match was.as_str() {
                "镇" => Level::Subdistrict,
                "社区" => Level::Village,
                "网格" => Level::Cell,
                other => Level::read(other).unwrap_or(Level::Cell),
            };
            self.set("grid", "level", row, &Value::Text(level.word().into()))?;
            told.push(became(
                "grid",
                &self.row_name("grid", row)?,
                "level",
                &was,
                level.word(),
            ));
        }
        Ok(())
    }

    /// Values of another sort than their column's, in the tables that hold nobody to it.
    fn sorts(&self, told: &mut Vec<String>) -> Result<()> {
        let c = self.connection();
        for table in super::schema::RECORDED {
            for column in loose_columns(c, table)? {
                let sql = format!(
                    "SELECT rowid, \"{0}\" FROM {table} WHERE typeof(\"{0}\") NOT IN ({1})",
                    column.name,
                    column.sorts()
                );
                for (row, was) in self.found(&sql)? {
                    let value = column.instead(&was);
                    self.set(table, &column.name, row, &value)?;
                    told.push(became(
                        table,
                        &self.row_name(table, row)?,
                        &column.name,
                        &was,
                        &shown((&value).into()),
                    ));
                }
            }
        }
        Ok(())
    }

    /// Takes out what refers to what is gone: an optional reference is emptied, a row without meaning removed. Gives how
    /// many of each table.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub(crate) fn take_out_dangling(&mut self) -> Result<Vec<(String, u32)>> {
        let c = self.connection();
        c.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let mut counts: Vec<(String, u32)> = Vec::new();
        loop {
            let all = dangling(c)?;
            if all.is_empty() {
                return Ok(counts);
            }
            for d in all {
                let done = if OPTIONAL.contains(&(d.table.as_str(), d.column.as_str())) {
                    self.set(&d.table, &d.column, d.row, &Value::Null)?;
                    1
                } else {
                    c.prepare_cached(&format!("DELETE FROM {} WHERE rowid = ?1", d.table))?
                        .execute([d.row])?
                };
                // It may have led nowhere by another reference already.
                if done == 0 {
                    continue;
                }
                match counts.iter_mut().find(|(t, _)| *t == d.table) {
                    Some((_, n)) => *n += 1,
                    None => counts.push((d.table, 1)),
                }
            }
        }
    }

    /// Takes out days of sites that are none and that no correction reaches. Gives how many.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub(crate) fn take_out_days(&mut self) -> Result<Option<(String, u32)>> {
        let mut count = 0;
        for column in super::foreign::days_for_repair() {
            count += self.connection().execute(
                &format!(
                    "UPDATE site SET {column} = NULL WHERE {column} IS NOT NULL AND {column} <> ''
                       AND date({column}) IS NOT substr({column}, 1, 10)"
                ),
                [],
            )?;
        }
        Ok((count > 0).then(|| ("site".into(), count as u32)))
    }

    /// Number of a site, or its key where it has none.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub(crate) fn site_number(&self, id: SiteId) -> Result<String> {
        Ok(self
            .connection()
            .prepare_cached("SELECT number FROM site WHERE fid = ?1")?
            .query_row([id], |r| Ok(shown(r.get_ref(0)?)))
            .map(|number| {
                if number.trim().is_empty() {
                    format!("#{}", id.0)
                } else {
                    number
                }
            })?)
    }

    /// Removes the cell of sites, or sites of cells, that are gone: both are looked up anew by their positions. Gives the
    /// sites that are gone, by their numbers as far as the history knows them, and how many sites lost their cell.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub(crate) fn forget_gone_placements(&mut self) -> Result<(Vec<String>, usize)> {
        let c = self.connection();
        let gone: BTreeSet<(String, i64)> = c
            .prepare("SELECT site FROM placement WHERE site NOT IN (SELECT fid FROM site)")?
            .query_map([], |r| Ok(("site".to_owned(), r.get(0)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut numbers = Vec::new();
        if !gone.is_empty() {
            let known = called(c, &gone)?;
            numbers = (gone.into_iter())
                .map(|row| known.get(&row).cloned().unwrap_or_else(|| format!("#{}", row.1)))
                .collect();
            numbers.sort();
            c.execute("DELETE FROM placement WHERE site NOT IN (SELECT fid FROM site)", [])?;
        }
        let lost = c.execute("DELETE FROM placement WHERE grid NOT IN (SELECT fid FROM grid)", [])?;
        Ok((numbers, lost))
    }

    fn found(&self, sql: &str) -> Result<Vec<(i64, String)>> {
        let mut q = self.connection().prepare(sql)?;
        let mut rows = q.query([])?;
        let mut out = Vec::new();
        while let Some(r) = rows.next()? {
            out.push((r.get(0)?, shown(r.get_ref(1)?)));
        }
        Ok(out)
    }

    pub(super) fn set(&self, table: &str, column: &str, row: i64, to: &Value) -> Result<()> {
        self.connection()
            .prepare_cached(&format!("UPDATE {table} SET \"{column}\" = ?2 WHERE rowid = ?1"))?
            .execute(params![row, to])?;
        Ok(())
    }
}

/// A column that SQLite lets hold anything.
struct Loose {
    name: String,
    sort: String,
    needed: bool,
    otherwise: Option<String>,
}

fn loose_columns(c: &Connection, table: &str) -> Result<Vec<Loose>> {
    let strict: bool = c.query_row(
        "SELECT strict FROM pragma_table_list(?1) WHERE schema = 'main'",
        [table],
        |r| r.get(0),
    )?;
    if strict {
        return Ok(Vec::new());
    }
    let all = c
        .prepare("SELECT name, upper(type), \"notnull\", dflt_value FROM pragma_table_info(?1) WHERE pk = 0")?
        .query_map([table], |r| {
            Ok(Loose {
                name: r.get(0)?,
                sort: r.get(1)?,
                needed: r.get(2)?,
                otherwise: r.get(3)?,
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let known = ["INTEGER", "TEXT", "DATE", "DATETIME", "DOUBLE", "POINT", "MULTIPOLYGON"];
    Ok(all.into_iter().filter(|l| known.contains(&l.sort.as_str())).collect())
}

impl Loose {
    /// What SQLite calls the sorts that belong here.
    fn sorts(&self) -> String {
        let sorts = match self.sort.as_str() {
            "INTEGER" => "'integer'",
            "DOUBLE" => "'real', 'integer'",
            "POINT" | "MULTIPOLYGON" => "'blob'",
            _ => "'text'",
        };
        if self.needed {
            sorts.into()
        } else {
            format!("{sorts}, 'null'")
        }
    }

    /// What stands there instead of something of another sort.
    fn instead(&self, was: &str) -> Value {
        if self.sort == "DATE"
            && let Day::Known(day) = day(was)
        {
            return Value::Text(day);
        }
        if self.sort == "INTEGER"
            && let Ok(number) = was.trim().parse()
        {
            return Value::Integer(number);
        }
        match (&self.otherwise, self.needed) {
            (Some(text), _) if self.sort == "INTEGER" => Value::Integer(text.parse().unwrap_or_default()),
            (Some(text), _) => Value::Text(text.trim_matches('\'').to_owned()),
            (None, false) => Value::Null,
            (None, true) if self.sort == "INTEGER" => Value::Integer(0),
            (None, true) => Value::Text(was.to_owned()),
        }
    }
}

/// A value, as it is named to a person.
pub(super) fn shown(v: ValueRef<'_>) -> String {
    match v {
        ValueRef::Null => String::new(),
        ValueRef::Integer(n) => n.to_string(),
        ValueRef::Real(n) => n.to_string(),
        ValueRef::Text(t) => String::from_utf8_lossy(t).into_owned(),
        ValueRef::Blob(b) => format!("{} bytes", b.len()),
    }
}

fn became(table: &str, which: &str, column: &str, was: &str, is: &str) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "Another program wrote \"{was}\" as {column} of {table} {which}, which cannot be; it stands as \"{is}\" now."
    );
    out
}
