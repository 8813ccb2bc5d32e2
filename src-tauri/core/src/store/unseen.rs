//! Marks that nobody sees, such as those of text direction, which another program wrote into the file's texts: taken out
//! inside an edit, and found where they cannot be.

use super::{Tx, schema};
use crate::Result;
use crate::text::plain;
use rusqlite::{Connection, params};

/// Texts that others refer to by what they are, not by a key.
const NAMED_BY: [(&str, &str); 2] = [("kind", "code"), ("role", "code")];
/// Texts that tell one row from another.
const TELLING: [(&str, &str); 5] = [
    ("site", "number"),
    ("grid", "code"),
    ("org", "name"),
    ("campaign", "code"),
    ("feedback", "number"),
];

impl Tx<'_> {
    /// Takes marks that nobody sees out of all texts. Gives how many texts had some.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub(crate) fn clean_texts(&mut self) -> Result<u32> {
        let c = self.connection();
        let mut count = 0;
        for table in schema::RECORDED {
            let columns = texts(c, table)?;
            if columns.is_empty() {
                continue;
            }
            let quoted: Vec<String> = columns.iter().map(|n| format!("\"{n}\"")).collect();
            let rows: Vec<i64> = c
                .prepare(&format!(
                    "SELECT rowid FROM {table} WHERE has_orders({})",
                    quoted.join(", ")
                ))?
                .query_map([], |r| r.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            for row in rows {
                for column in &quoted {
                    count += clean(c, table, column, row)?;
                }
            }
        }
        Ok(count)
    }
}

/// One text. Where another row has that text already, it stays as it is.
fn clean(c: &Connection, table: &str, column: &str, row: i64) -> Result<u32> {
    let was: Option<String> = c
        .prepare_cached(&format!(
            "SELECT CASE WHEN has_orders({column}) THEN {column} END FROM {table} WHERE rowid = ?1"
        ))?
        .query_row([row], |r| r.get(0))?;
    let Some(was) = was else { return Ok(0) };
    let done = c
        .prepare_cached(&format!("UPDATE OR IGNORE {table} SET {column} = ?2 WHERE rowid = ?1"))?
        .execute(params![row, plain(&was).trim()])?;
    Ok(done as u32)
}

/// The columns of a table that hold a person's texts.
fn texts(c: &Connection, table: &str) -> Result<Vec<String>> {
    let all: Vec<String> = c
        .prepare(
            "SELECT name FROM pragma_table_info(?1) WHERE pk = 0 AND upper(type) = 'TEXT'
               AND name NOT IN (SELECT \"from\" FROM pragma_foreign_key_list(?1))",
        )?
        .query_map([table], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(all
        .into_iter()
        .filter(|name| !NAMED_BY.contains(&(table, name.as_str())))
        .collect())
}

/// What still has such marks because without them it would be another's, and how to put it right.
pub(super) fn left(c: &Connection) -> Result<Vec<String>> {
    let mut out = Vec::new();
    for (table, column) in TELLING {
        let mut q = c.prepare(&format!(
            "SELECT {column} FROM {table} WHERE has_orders({column}) ORDER BY rowid"
        ))?;
        for text in q.query_map([], |r| r.get::<_, String>(0))? {
            out.push(format!(
                "\"{}\" in {table} holds marks that nobody sees, and without them it is another's; write another one there in the program that made it",
                plain(&text?)
            ));
        }
    }
    Ok(out)
}
