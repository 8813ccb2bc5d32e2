//! What is kept of a feature table beside its rows: its tree and the number of its rows.

use super::rtree;
use crate::Result;
use rusqlite::Connection;

/// Names of the triggers that keep the number of rows. GDAL's own: it knows them and sets them aside while it writes.
fn triggers(table: &str) -> [String; 2] {
    ["insert", "delete"].map(|when| format!("trigger_{when}_feature_count_{table}"))
}

/// Counts the rows of a table, and keeps their number from now on.
pub fn count(c: &Connection, table: &str) -> Result<()> {
    uncount(c, table)?;
    let [insert, delete] = triggers(table);
    // What another program wrote there instead of a number does not become one.
    let change = |sign| {
        format!(
            "UPDATE gpkg_ogr_contents SET feature_count =
               CASE WHEN typeof(feature_count) = 'integer' AND feature_count >= 0 THEN feature_count {sign} 1 END
             WHERE lower(table_name) = '{table}'"
        )
    };
    c.execute_batch(&format!(
        "INSERT OR REPLACE INTO gpkg_ogr_contents(table_name, feature_count) VALUES ('{table}', (SELECT count(*) FROM {table}));
         CREATE TRIGGER {insert} AFTER INSERT ON {table} BEGIN {}; END;
         CREATE TRIGGER {delete} AFTER DELETE ON {table} BEGIN {}; END;",
        change('+'),
        change('-')
    ))?;
    Ok(())
}

fn uncount(c: &Connection, table: &str) -> Result<()> {
    // GDAL may have been stopped while its own were dropped.
    let drop = triggers(table).map(|t| format!("DROP TRIGGER IF EXISTS {t};"));
    c.execute_batch(&drop.concat())?;
    Ok(())
}

/// Drops all triggers of a table for bulk work; [`rebuild`] must follow in the same transaction.
pub fn detach(c: &Connection, table: &str) -> Result<()> {
    rtree::detach(c, table)?;
    uncount(c, table)
}

/// Makes everything anew and puts the triggers back. About 0.3 µs a row.
pub fn rebuild(c: &Connection, table: &str) -> Result<()> {
    rtree::rebuild(c, table)?;
    count(c, table)
}

/// Whether the number of rows of a table is kept.
pub fn is_counted(c: &Connection, table: &str) -> Result<bool> {
    let [insert, delete] = triggers(table);
    let names = [insert, delete, "gpkg_ogr_contents".to_owned()];
    let sql = "SELECT count(*) FROM sqlite_schema WHERE name IN (?1, ?2, ?3)";
    Ok(c.prepare_cached(sql)?.query_row(names, |r| r.get::<_, i64>(0))? == 3)
}

/// The kept number of rows of a table; none where it is none, or not kept.
pub fn counted(c: &Connection, table: &str) -> Result<Option<u32>> {
    if !is_counted(c, table)? {
        return Ok(None);
    }
    let sql = "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?1";
    // No number, or none that may be one.
    Ok(c.prepare_cached(sql)?.query_row([table], |r| r.get(0)).ok())
}

/// Rows of a table: the kept number, or counted where another program did away with it.
pub fn rows(c: &Connection, table: &str) -> Result<u32> {
    match counted(c, table)? {
        Some(rows) => Ok(rows),
        None => count_rows(c, table),
    }
}

/// Counts the rows of a table.
pub fn count_rows(c: &Connection, table: &str) -> Result<u32> {
    Ok(c.prepare_cached(&format!("SELECT count(*) FROM {table}"))?
        .query_row([], |r| r.get(0))?)
}
