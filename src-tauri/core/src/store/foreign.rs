//! What another program left in the file that is wrong and can be put right: found when the file is checked, and when it is
//! opened after somebody else wrote to it.

use super::outside::{Dangling, dangling, shown};
use super::{Project, history, packed, triggers, unseen};
use crate::Result;
use crate::geometry::blob;
use crate::model::SiteId;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Days of a site, as its columns and the command line name them, and whether `edit` corrects them.
const DAYS: [(&str, bool); 7] = [
    ("deadline", true),
    ("found_on", true),
    ("suspended_on", false),
    ("suspended_until", false),
    ("escalated_on", false),
    ("granted", false),
    ("due_from", false),
];

/// Those that only `repair` reaches.
pub(super) fn days_for_repair() -> impl Iterator<Item = &'static str> {
    DAYS.into_iter().filter(|d| !d.1).map(|d| d.0)
}

/// Something that another program left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// The site concerned, and its number.
    pub site: Option<(SiteId, String)>,
    /// What, where, and how to put it right.
    pub words: String,
}

impl Project {
    /// Everything that another program left in the file that does not belong there.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn foreign(&self) -> Result<Vec<Foreign>> {
        let c = self.read()?;
        // What only we wrote is sound.
        if self.is_as_left(&c)? {
            return Ok(Vec::new());
        }
        let mut out = Vec::new();
        kinds(&c, &mut out)?;
        days(&c, &mut out)?;
        names(&c, &mut out)?;
        out.extend((unseen::left(&c)?.into_iter()).map(|words| Foreign { site: None, words }));
        shapes(&c, &mut out)?;
        photos(&c, &mut out)?;
        references(&c, &mut out)?;
        for t in triggers::foreign(&c)? {
            let words = format!(
                "trigger {} of table {} was left by another program; edits made here pass it over, those of other programs may run it; take it out in that program if nobody needs it",
                t.name, t.table
            );
            out.push(Foreign { site: None, words });
        }
        Ok(out)
    }
}

/// Sites that a query finds, each with a text.
fn sites(c: &Connection, sql: &str, out: &mut Vec<Foreign>, say: impl Fn(&str, &str) -> String) -> Result<()> {
    let mut q = c.prepare(sql)?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        let number = shown(r.get_ref(1)?);
        let words = say(&number, &shown(r.get_ref(2)?));
        let site = Some((SiteId(r.get(0)?), number));
        out.push(Foreign { site, words });
    }
    Ok(())
}

fn kinds(c: &Connection, out: &mut Vec<Foreign>) -> Result<()> {
    let sql = "SELECT fid, number, kind FROM site WHERE kind NOT IN (SELECT code FROM kind) ORDER BY number";
    sites(c, sql, out, |number, kind| {
        format!(
            "site {number} has the kind \"{kind}\", which is none of the kinds of this project; give it one of them (edit)"
        )
    })
}

fn days(c: &Connection, out: &mut Vec<Foreign>) -> Result<()> {
    for (column, by_edit) in DAYS {
        let sql = format!(
            "SELECT fid, number, {column} FROM site WHERE {column} IS NOT NULL AND {column} <> ''
               AND date({column}) IS NOT substr({column}, 1, 10) ORDER BY number"
        );
        let way = if by_edit {
            "correct it (edit)"
        } else {
            "take it out (repair)"
        };
        sites(c, &sql, out, |number, text| {
            format!("site {number} has \"{text}\" as {column}, which is no day; {way}")
        })?;
    }
    Ok(())
}

fn names(c: &Connection, out: &mut Vec<Foreign>) -> Result<()> {
    let sql = "SELECT fid, fid, number FROM site WHERE trim(number) = ''";
    sites(c, sql, out, |key, _| {
        format!("site with the key {key} has no number; give it one in the program that made it")
    })?;
    let mut q = c.prepare("SELECT fid FROM grid WHERE trim(code) = ''")?;
    for key in q.query_map([], |r| r.get::<_, i64>(0))? {
        let words = format!(
            "grid with the key {} has no code; give it one in the program that made it",
            key?
        );
        out.push(Foreign { site: None, words });
    }
    Ok(())
}

fn shapes(c: &Connection, out: &mut Vec<Foreign>) -> Result<()> {
    let mut q = c.prepare("SELECT fid, number, geom FROM site WHERE geom IS NOT NULL")?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        let bytes = r.get_ref(2)?.as_blob().unwrap_or_default();
        let number = shown(r.get_ref(1)?);
        let words = match blob::point(bytes) {
            Some(p) if p.x().abs() <= 180.0 && p.y().abs() <= 90.0 => continue,
            Some(_) => format!("site {number} lies off the earth; import it again with its coordinates"),
            None => format!("site {number} has a place that is no point; import it again with its coordinates"),
        };
        out.push(Foreign {
            site: Some((SiteId(r.get(0)?), number)),
            words,
        });
    }
    let mut q = c.prepare("SELECT code, geom FROM grid WHERE geom IS NOT NULL")?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        if blob::multi_polygon(r.get_ref(1)?.as_blob().unwrap_or_default()).is_none() {
            let words = format!(
                "grid {} has an outline that is no polygon; import it again with its outline",
                shown(r.get_ref(0)?)
            );
            out.push(Foreign { site: None, words });
        }
    }
    Ok(())
}

fn photos(c: &Connection, out: &mut Vec<Foreign>) -> Result<()> {
    let sql = "SELECT s.fid, s.number, count(*) FROM photo p JOIN site s ON s.fid = p.site
         WHERE p.sha256 NOT IN (SELECT sha256 FROM photo_blob) GROUP BY s.fid ORDER BY s.number";
    sites(c, sql, out, |number, count| {
        format!("site {number} has {count} photos whose pictures are gone; take them in again from your last copy")
    })
}

/// What refers to what is gone, by what is gone.
fn references(c: &Connection, out: &mut Vec<Foreign>) -> Result<()> {
    let mut gone: BTreeMap<(String, i64), BTreeMap<String, u32>> = BTreeMap::new();
    for Dangling { table, row, column, to } in dangling(c)? {
        let key = c.query_row(
            &format!("SELECT \"{column}\" FROM {table} WHERE rowid = ?1"),
            [row],
            |r| Ok(r.get_ref(0)?.as_i64().unwrap_or_default()),
        )?;
        *gone.entry((to, key)).or_default().entry(table).or_default() += 1;
    }
    let names = if gone.is_empty() {
        HashMap::new()
    } else {
        called(c, &gone.keys().cloned().collect())?
    };
    for ((table, key), by) in gone {
        let name = names
            .get(&(table.clone(), key))
            .cloned()
            .unwrap_or_else(|| key.to_string());
        let by: Vec<String> = by.into_iter().map(|(table, n)| format!("{n} {table}")).collect();
        let words = format!(
            "{table} {name} was removed by another program, but is still named in {}; take that out (repair), or put your last copy in its place (restore)",
            by.join(", ")
        );
        out.push(Foreign { site: None, words });
    }
    Ok(())
}

/// What rows that are gone were called, as far as the history knows.
pub(super) fn called(c: &Connection, rows: &BTreeSet<(String, i64)>) -> Result<HashMap<(String, i64), String>> {
    let mut out = HashMap::new();
    let mut columns = HashMap::new();
    for (table, _) in rows {
        let place: Option<u32> = c
            .prepare(
                "SELECT cid FROM pragma_table_info(?1) WHERE name IN ('number', 'code', 'name') ORDER BY cid LIMIT 1",
            )?
            .query_map([table], |r| r.get(0))?
            .next()
            .transpose()?;
        columns.extend(place.map(|i| (table.clone(), i as usize)));
    }
    let mut q = c.prepare("SELECT changeset FROM edit_part ORDER BY edit, part")?;
    let mut parts = q.query([])?;
    while let Some(r) = parts.next()? {
        let bytes = packed::unpack(r.get_ref(0)?.as_blob().unwrap_or_default())?;
        history::each(&bytes, |item| {
            let table = item.op()?.table_name().to_owned();
            if let (Some(at), Some(key)) = (columns.get(&table), history::key_of(item)) {
                let row = (table, key);
                if rows.contains(&row)
                    && let Ok(ValueRef::Text(name)) = item.new_value(*at)
                {
                    out.insert(row, String::from_utf8_lossy(name).into_owned());
                }
            }
            Ok(())
        })?;
    }
    Ok(out)
}
