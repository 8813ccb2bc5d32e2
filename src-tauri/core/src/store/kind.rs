//! Kinds of site and their standards, version by version.

use super::step::standard;
use super::{Project, Tx};
use crate::view::rules::{KindRule, StandardVersion};
use crate::{Error, Result};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A kind as the file holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Kind {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub deadline_days: u32,
    pub working: bool,
    pub photo_rule: bool,
    pub closed: bool,
    pub version: u32,
}

const KIND: &str = "code, name, name_en, deadline_days, deadline_in = 'working', photo_rule, closed, version FROM kind";

fn kind(r: &Row<'_>) -> rusqlite::Result<Kind> {
    Ok(Kind {
        code: r.get(0)?,
        name: r.get(1)?,
        name_en: r.get(2)?,
        deadline_days: r.get(3)?,
        working: r.get(4)?,
        photo_rule: r.get(5)?,
        closed: r.get(6)?,
        version: r.get(7)?,
    })
}

fn kinds(c: &Connection) -> Result<Vec<Kind>> {
    let all = c
        .prepare_cached(&format!("SELECT {KIND} ORDER BY fid"))?
        .query_map([], kind)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

/// The office's word for a kind; its code where the project has none such.
pub(crate) fn word<'a>(kinds: &'a [Kind], code: &'a str) -> &'a str {
    kinds.iter().find(|k| k.code == code).map_or(code, |k| &k.name)
}

/// A kind by its code or either of its names.
fn by_name(c: &Connection, text: &str) -> Result<Kind> {
    c.prepare_cached(&format!(
        "SELECT {KIND} WHERE code = ?1 OR name = ?1 OR name_en = ?1 ORDER BY code = ?1 DESC, fid"
    ))?
    .query_row([text.trim()], kind)
    .optional()?
    .ok_or_else(|| Error::NotFound {
        what: "kind",
        name: text.into(),
    })
}

impl Tx<'_> {
    /// All kinds, in the order in which they came.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn kinds(&self) -> Result<Vec<Kind>> {
        kinds(self.connection())
    }

    /// A kind by its code or either of its names.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn kind_by_name(&self, text: &str) -> Result<Kind> {
        by_name(self.connection(), text)
    }

    /// Code of the kind of this code or of one of these names.
    ///
    /// # Errors
    /// [`Error::Field`] naming the kinds of the project.
    pub fn kind(&self, text: &str) -> Result<String> {
        match by_name(self.connection(), text) {
            Ok(k) => Ok(k.code),
            Err(Error::NotFound { .. }) => {
                let known: Vec<_> = self.kinds()?.into_iter().map(|k| k.code).collect();
                Err(Error::Field {
                    field: "kind".into(),
                    reason: format!(
                        "\"{}\" is no kind of this project; use one of {}",
                        text.trim(),
                        known.join(", ")
                    ),
                })
            }
            Err(e) => Err(e),
        }
    }

    /// Writes a kind by its code.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_kind(&mut self, k: &Kind) -> Result<()> {
        let count = if k.working { "working" } else { "calendar" };
        self.connection()
            .prepare_cached(
                "INSERT INTO kind(code, name, name_en, deadline_days, deadline_in, photo_rule, closed, version)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT(code) DO UPDATE SET name = excluded.name, name_en = excluded.name_en,
                   deadline_days = excluded.deadline_days, deadline_in = excluded.deadline_in,
                   photo_rule = excluded.photo_rule, closed = excluded.closed, version = excluded.version",
            )?
            .execute(params![
                k.code,
                k.name,
                k.name_en,
                k.deadline_days,
                count,
                k.photo_rule,
                k.closed,
                k.version
            ])?;
        Ok(())
    }

    /// Writes the next version of a kind's standard; gives its number.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_standard(&mut self, kind: &str, items: &[&str]) -> Result<u32> {
        let c = self.connection();
        let version: u32 = c
            .prepare_cached(
                "SELECT max(k.version, coalesce((SELECT max(version) FROM standard_item WHERE kind = k.code), 0)) + 1
                 FROM kind k WHERE code = ?1",
            )?
            .query_row([kind], |r| r.get(0))?;
        let mut put =
            c.prepare_cached("INSERT INTO standard_item(kind, version, number, text) VALUES (?1, ?2, ?3, ?4)")?;
        for (number, text) in (1u32..).zip(items) {
            put.execute(params![kind, version, number, text])?;
        }
        c.prepare_cached("UPDATE kind SET version = ?2 WHERE code = ?1")?
            .execute(params![kind, version])?;
        Ok(version)
    }
}

impl Project {
    /// Kinds with their standards, and by when a site that is found on a day would be to be done.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn kind_list(&self, on: NaiveDate) -> Result<Vec<KindRule>> {
        let rules = self.deadline_rules()?;
        let c = self.read()?;
        let mut out = Vec::new();
        for k in kinds(&c)? {
            let sites = c
                .prepare_cached("SELECT count(*) FROM site WHERE kind = ?1")?
                .query_row([&k.code], |r| r.get(0))?;
            out.push(KindRule {
                items: standard(&c, &k.code, k.version)?,
                due: rules.allow(&k.code, on).map(|d| d.deadline.to_string()),
                code: k.code,
                name: k.name,
                name_en: k.name_en,
                deadline_days: k.deadline_days,
                working: k.working,
                photo_rule: k.photo_rule,
                closed: k.closed,
                version: k.version,
                sites,
            });
        }
        Ok(out)
    }

    /// Kinds, without a look at their standards and sites.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn kinds(&self) -> Result<Vec<Kind>> {
        kinds(&*self.read()?)
    }

    /// All versions of a kind's standard, the newest first. Looks at every move of its sites.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn standard_versions(&self, kind: &str) -> Result<Vec<StandardVersion>> {
        let c = self.read()?;
        let k = by_name(&c, kind)?;
        let mut q = c.prepare_cached(
            "SELECT v.version, coalesce(e.actor, ''), e.at, coalesce(j.n, 0)
             FROM (SELECT ?2 AS version UNION SELECT version FROM standard_item WHERE kind = ?1) v
             LEFT JOIN (SELECT json_extract(args, '$.version') AS version, max(fid) AS fid FROM edit
               WHERE verb = 'standard' AND json_extract(args, '$.kind') = ?1 GROUP BY 1) w ON w.version = v.version
             LEFT JOIN edit e ON e.fid = w.fid
             LEFT JOIN (SELECT t.standard_version AS version, count(*) AS n FROM step t JOIN site s ON s.fid = t.site
               WHERE t.standard_version IS NOT NULL AND s.kind = ?1 GROUP BY 1) j ON j.version = v.version
             ORDER BY v.version DESC",
        )?;
        let rows: Vec<(u32, String, Option<String>, u32)> = q
            .query_map(params![k.code, k.version], |r| {
                Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        rows.into_iter()
            .map(|(version, by, since, judged)| {
                Ok(StandardVersion {
                    version,
                    items: standard(&c, &k.code, version)?,
                    since,
                    by,
                    judged,
                })
            })
            .collect()
    }
}
