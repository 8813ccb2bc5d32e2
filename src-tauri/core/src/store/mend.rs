//! What the file is looked up by, made anew where another program removed or changed it: indexes, the trees of the map and
//! their triggers, the numbers of rows, what GeoPackage says of the tables. What a new project has is the model.

use super::schema::{self, BESIDE, FEATURES, RECORDED};
use super::{Project, derived, edit, refuse, rtree};
use crate::Result;
use rusqlite::{Connection, params_from_iter, types::Value};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::atomic::Ordering;

/// Tables of GeoPackage's, and what tells their rows apart.
const METADATA: [(&str, &[&str]); 4] = [
    ("gpkg_spatial_ref_sys", &["srs_id"]),
    ("gpkg_contents", &["table_name"]),
    ("gpkg_geometry_columns", &["table_name"]),
    ("gpkg_extensions", &["table_name", "column_name", "extension_name"]),
];
const COUNTS: &str = "gpkg_ogr_contents";

/// What is to be made anew.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// Feature tables whose tree or its triggers are gone or untrue.
    pub trees: Vec<&'static str>,
    /// Feature tables whose number of rows is not kept, or untrue.
    pub counts: Vec<&'static str>,
    /// Name and making of indexes.
    pub indexes: Vec<(String, String)>,
    /// Tables of GeoPackage's that are gone: how they are made.
    tables: Vec<String>,
    /// Tables of which GeoPackage is not told.
    pub untold: Vec<String>,
}

/// Names and makings of what stands in a schema, by type.
type Objects = BTreeMap<String, HashMap<String, String>>;

fn objects(c: &Connection) -> Result<Objects> {
    let mut out = Objects::new();
    let mut q = c.prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        let kind: String = r.get(0)?;
        out.entry(kind).or_default().insert(r.get(1)?, r.get(2)?);
    }
    Ok(out)
}

fn columns(c: &Connection, table: &str) -> Result<Vec<String>> {
    let all = c
        .prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?
        .query_map([table], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

/// A project as it is made, in memory.
fn model(path: &Path) -> Result<Connection> {
    let mut c = Connection::open_in_memory()?;
    schema::migrate(&mut c, path)?;
    Ok(c)
}

/// What a file lacks.
///
/// # Errors
/// Refused where what the office wrote is gone itself: a table or a column.
pub fn lacking(c: &Connection, path: &Path) -> Result<(Lacking, Connection)> {
    let model = model(path)?;
    let (want, have) = (objects(&model)?, objects(c)?);
    let none = HashMap::new();
    let of = |from: &'_ Objects, kind: &str| from.get(kind).unwrap_or(&none).clone();
    let (tables, triggers) = (of(&have, "table"), of(&have, "trigger"));
    whole(c, &model, &tables, path)?;
    let mut out = Lacking::default();
    for table in FEATURES {
        let tree = format!("rtree_{table}_geom");
        let own = format!("{tree}_");
        let of_tree = |t: &HashMap<String, String>| -> BTreeMap<String, String> {
            (t.iter().filter(|(name, _)| name.starts_with(&own)))
                .map(|(name, sql)| (name.clone(), sql.clone()))
                .collect()
        };
        let attached = of_tree(&triggers) == of_tree(&of(&want, "trigger"));
        // A tree that another program broke cannot be read.
        if !attached || !tables.contains_key(&tree) || !rtree::is_true(c, table).unwrap_or(false) {
            out.trees.push(table);
        }
        if !tables.contains_key(COUNTS) || derived::counted(c, table)? != Some(derived::count_rows(c, table)?) {
            out.counts.push(table);
        }
    }
    let indexes = of(&have, "index");
    let mut missing: Vec<_> = (of(&want, "index").into_iter())
        .filter(|(name, _)| !indexes.contains_key(name))
        .collect();
    missing.sort();
    out.indexes = missing;
    for (table, keys) in METADATA.into_iter().chain([(COUNTS, &["table_name"][..])]) {
        match tables.get(table) {
            None => out.tables.extend(of(&want, "table").remove(table)),
            Some(_) if table == COUNTS => {}
            Some(_) => out
                .untold
                .extend(untold(c, &model, table, keys)?.into_iter().map(|r| r.0)),
        }
    }
    Ok((out, model))
}

/// Refuses a file that lacks what cannot be made anew.
fn whole(c: &Connection, model: &Connection, tables: &HashMap<String, String>, path: &Path) -> Result<()> {
    let gone = |what: String| {
        refuse(
            path,
            format!(
                "lacks its {what}, which another program removed or moved; put your last copy in its place (restore)"
            ),
        )
    };
    for table in RECORDED.iter().chain(BESIDE) {
        if !tables.contains_key(*table) {
            return Err(gone(format!("table \"{table}\"")));
        }
        let have = columns(c, table)?;
        for (i, column) in columns(model, table)?.iter().enumerate() {
            if have.get(i) != Some(column) {
                return Err(gone(format!("column \"{column}\" of table \"{table}\"")));
            }
        }
    }
    Ok(())
}

/// Rows of the model's that the file's table lacks: of which table they tell, and their values.
fn untold(c: &Connection, model: &Connection, table: &str, keys: &[&str]) -> Result<Vec<(String, Vec<Value>)>> {
    let names = columns(model, table)?;
    let place = |key: &&str| names.iter().position(|n| n == key).unwrap_or_default();
    let same: Vec<String> = (keys.iter().zip(1..)).map(|(k, i)| format!("{k} IS ?{i}")).collect();
    let mut known = c.prepare(&format!(
        "SELECT EXISTS (SELECT 1 FROM {table} WHERE {})",
        same.join(" AND ")
    ))?;
    let mut q = model.prepare(&format!("SELECT {} FROM {table}", names.join(", ")))?;
    let mut rows = q.query([])?;
    let mut out = Vec::new();
    while let Some(r) = rows.next()? {
        let values: Vec<Value> = (0..names.len()).map(|i| r.get(i)).collect::<rusqlite::Result<_>>()?;
        let key: Vec<&Value> = keys.iter().map(|k| &values[place(k)]).collect();
        if !known.query_row(params_from_iter(key), |r| r.get::<_, bool>(0))? {
            let of = names.iter().position(|n| n == "table_name").map(|i| &values[i]);
            let of = match of {
                Some(Value::Text(name)) => name.clone(),
                _ => table.to_owned(),
            };
            out.push((of, values));
        }
    }
    Ok(out)
}

impl Lacking {
    /// Whether nothing is lacking.
    pub fn is_none(&self) -> bool {
        *self == Lacking::default()
    }

    /// Makes it all anew, inside a transaction.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn mend(&self, c: &Connection, model: &Connection) -> Result<()> {
        for sql in &self.tables {
            c.execute_batch(sql)?;
        }
        for (table, keys) in METADATA {
            let names = columns(model, table)?.join(", ");
            for (_, values) in untold(c, model, table, keys)? {
                let marks = vec!["?"; values.len()].join(", ");
                // A row of the same name under another key is another program's; it stays.
                c.execute(
                    &format!("INSERT OR IGNORE INTO {table}({names}) VALUES ({marks})"),
                    params_from_iter(values),
                )?;
            }
        }
        for table in &self.trees {
            rtree::detach(c, table)?;
            rtree::rebuild(c, table)?;
        }
        for table in FEATURES {
            if self.counts.contains(&table) || self.tables.iter().any(|sql| sql.contains(COUNTS)) {
                derived::count(c, table)?;
            }
        }
        for (_, sql) in &self.indexes {
            c.execute_batch(sql)?;
        }
        Ok(())
    }

    /// What was made anew, in words.
    pub fn words(&self) -> Vec<String> {
        let mut out = Vec::new();
        out.extend(self.trees.iter().map(|t| format!("the spatial index of {t}")));
        out.extend(self.counts.iter().map(|t| format!("the number of rows of {t}")));
        out.extend(self.indexes.iter().map(|(name, _)| format!("the index {name}")));
        out.extend(
            self.untold
                .iter()
                .map(|t| format!("the entry of {t} in GeoPackage's tables")),
        );
        if !self.tables.is_empty() {
            out.push("tables of GeoPackage's".to_owned());
        }
        out.dedup();
        out
    }
}

/// No count of writes is that.
pub const NEVER: u64 = u64::MAX;

impl Project {
    /// Makes good what another program did to what the file is looked up by. Gives the words on it, where there was
    /// anything, and the file's count of writes after that.
    ///
    /// # Errors
    /// Refused where what the office wrote is gone itself, or where it cannot be made good.
    pub(crate) fn mend(&self) -> Result<(Option<String>, u64)> {
        let c = self.write()?;
        let counter = self.counter()?;
        if self.is_as_left(&c)? || self.mended.load(Ordering::Relaxed) == counter {
            return Ok((None, counter));
        }
        if self.read_only {
            if !lacking(&c, &self.path)?.0.trees.is_empty() {
                return Err(refuse(
                    &self.path,
                    "lacks its spatial index, which another program removed, and is read-only; copy it to a folder where you may write and open the copy",
                ));
            }
            return Ok((None, counter));
        }
        // Looked at inside the transaction: another window may be about to make the same good.
        let writing = self.begin(&c)?;
        let counter = self.counter()?;
        let (lacking, model) = lacking(&c, &self.path)?;
        if lacking.is_none() {
            self.mended.store(counter, Ordering::Relaxed);
            return Ok((None, counter));
        }
        lacking.mend(&c, &model)?;
        edit::touch(&c, &edit::now())?;
        self.commit(&c, writing, None)?;
        self.caches.forget();
        self.mended.store(counter + 1, Ordering::Relaxed);
        let words = format!(
            "Another program removed or changed what this file is looked up by; made anew: {}.",
            lacking.words().join(", ")
        );
        Ok((Some(words), counter + 1))
    }
}
