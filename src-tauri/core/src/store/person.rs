//! People and organisations.

use super::{Project, Tx, Upsert};
use crate::model::{Actor, PersonId};
use crate::nothing::says_nothing;
use crate::person::{self, Marks, Meant, Namesake};
use crate::view::{PersonInput, PersonRow};
use crate::{Error, Result};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A person to write.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct NewPerson<'a> {
    pub name: &'a str,
    pub post: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub org: Option<&'a str>,
}

/// Of a person, with the cells that they are chief of: those of the lists, see `Snapshot::is_cell`.
const PERSON: &str = "p.fid, p.name, p.post, p.phone, coalesce(o.name, ''),
    (SELECT count(DISTINCT d.grid) FROM duty d JOIN grid g ON g.fid = d.grid WHERE d.person = p.fid AND d.role = 'chief'
       AND (g.level = 'cell' OR EXISTS (SELECT 1 FROM rtree_grid_geom r WHERE r.id = g.fid)
         AND NOT EXISTS (SELECT 1 FROM grid k JOIN rtree_grid_geom b ON b.id = k.fid WHERE k.parent = g.fid))
       AND (d.from_date IS NULL OR d.from_date <= ?1) AND (d.to_date IS NULL OR d.to_date >= ?1))";

fn person_row(r: &Row<'_>) -> rusqlite::Result<PersonRow> {
    Ok(PersonRow {
        id: r.get(0)?,
        name: r.get(1)?,
        post: r.get(2)?,
        phone: r.get(3)?,
        org: r.get(4)?,
        grids: r.get(5)?,
    })
}

impl Tx<'_> {
    pub(super) fn org(&mut self, name: &str) -> Result<i64> {
        let known = self
            .connection()
            .prepare_cached("SELECT fid FROM org WHERE name = ?1")?
            .query_row([name], |r| r.get(0))
            .optional()?;
        if let Some(id) = known {
            return Ok(id);
        }
        let id = self.next_id("org")?;
        self.connection()
            .prepare_cached("INSERT INTO org(fid, name) VALUES (?1, ?2)")?
            .execute(params![id, name])?;
        Ok(id)
    }

    /// People of a name.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn namesakes(&self, name: &str) -> Result<Vec<Namesake>> {
        let mut q = self.connection().prepare_cached(
            "SELECT p.fid, p.post, p.phone, coalesce(o.name, '') FROM person p LEFT JOIN org o ON o.fid = p.org
             WHERE p.name = ?1 ORDER BY p.fid",
        )?;
        let all = q.query_map([name], |r| {
            Ok(Namesake {
                id: r.get(0)?,
                post: r.get(1)?,
                phone: r.get(2)?,
                org: r.get(3)?,
            })
        })?;
        Ok(all.collect::<rusqlite::Result<_>>()?)
    }

    /// Writes a person: what is given over what is known of them, or a new one.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_person(&mut self, p: &NewPerson<'_>, known: Option<PersonId>) -> Result<(PersonId, Upsert)> {
        let org = p.org.filter(|o| !o.is_empty()).map(|o| self.org(o)).transpose()?;
        if let Some(id) = known {
            let changed = self
                .connection()
                .prepare_cached(
                    "UPDATE person SET post = coalesce(nullif(?2, ''), post), phone = coalesce(nullif(?3, ''), phone), org = coalesce(?4, org)
                     WHERE fid = ?1 AND ((nullif(?2, '') IS NOT NULL AND post <> ?2) OR (nullif(?3, '') IS NOT NULL AND phone <> ?3)
                       OR (?4 IS NOT NULL AND org IS NOT ?4))",
                )?
                .execute(params![id, p.post, p.phone, org])?;
            return Ok((
                id,
                if changed > 0 {
                    Upsert::Updated
                } else {
                    Upsert::Unchanged
                },
            ));
        }
        let id = PersonId(self.next_id("person")?);
        self.connection()
            .prepare_cached("INSERT INTO person(fid, name, post, phone, org) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![
                id,
                person::name(p.name),
                p.post.unwrap_or_default(),
                p.phone.unwrap_or_default(),
                org
            ])?;
        Ok((id, Upsert::Inserted))
    }

    /// The one person of this name; a new one where there is none.
    ///
    /// # Errors
    /// [`Error::Field`] when several share the name, or it is empty.
    pub fn person_named(&mut self, name: &str) -> Result<PersonId> {
        let name = &person::name(name);
        let refuse = |reason: String| Error::Field {
            field: "person".into(),
            reason,
        };
        if name.is_empty() {
            return Err(refuse("is empty; write the person's name".into()));
        }
        if says_nothing(name) {
            return Err(refuse(person::nobody(name)));
        }
        match self.namesakes(name)?.as_slice() {
            [one] => Ok(one.id),
            [] => {
                let new = NewPerson {
                    name,
                    ..NewPerson::default()
                };
                Ok(self.put_person(&new, None)?.0)
            }
            sharing => Err(refuse(format!(
                "{} people are called \"{name}\"; bring the list in with telephones to tell them apart",
                sharing.len()
            ))),
        }
    }

    /// Writes a person's name, post, telephone and organisation as they are to be.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn set_person(&mut self, id: PersonId, p: &NewPerson<'_>) -> Result<()> {
        let org = p.org.filter(|o| !o.is_empty()).map(|o| self.org(o)).transpose()?;
        let (post, phone) = (p.post.unwrap_or_default(), p.phone.unwrap_or_default());
        self.connection()
            .prepare_cached("UPDATE person SET name = ?2, post = ?3, phone = ?4, org = ?5 WHERE fid = ?1")?
            .execute(params![id, person::name(p.name), post, phone, org])?;
        Ok(())
    }

    /// The person's name, telephone and grid count.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn person(&self, id: PersonId, on: NaiveDate) -> Result<PersonRow> {
        read_person(self.connection(), id, on)
    }
}

fn read_person(c: &Connection, id: PersonId, on: NaiveDate) -> Result<PersonRow> {
    c.prepare_cached(&format!(
        "SELECT {PERSON} FROM person p LEFT JOIN org o ON o.fid = p.org WHERE p.fid = ?2"
    ))?
    .query_row(params![on.to_string(), id], person_row)
    .optional()?
    .ok_or_else(|| Error::NotFound {
        what: "person",
        name: String::new(),
    })
}

impl Project {
    /// People whose name, telephone, post or organisation holds the text; all where it is empty.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn people(&self, text: &str, on: NaiveDate, limit: u32) -> Result<Vec<PersonRow>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(&format!(
            "SELECT {PERSON} FROM person p LEFT JOIN org o ON o.fid = p.org
             WHERE ?2 = '' OR instr(p.name, ?2) OR sounds_like(p.name, ?2) OR instr(p.phone, ?2) OR instr(p.post, ?2) OR instr(coalesce(o.name, ''), ?2)
             ORDER BY p.name LIMIT ?3"
        ))?;
        let all = q
            .query_map(params![on.to_string(), text.trim(), limit], person_row)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// Names of the organisations.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn orgs(&self) -> Result<Vec<String>> {
        let c = self.read()?;
        let mut q = c.prepare_cached("SELECT name FROM org ORDER BY name")?;
        let all = q.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// One person.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn person(&self, id: PersonId, on: NaiveDate) -> Result<PersonRow> {
        read_person(&*self.read()?, id, on)
    }

    /// The one person of this name.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Field`] when several share the name.
    pub fn person_by_name(&self, name: &str, on: NaiveDate) -> Result<PersonId> {
        let name = &person::name(name);
        let mut all = self.people(name, on, u32::MAX)?;
        all.retain(|p| p.name == *name);
        match all.as_slice() {
            [one] => Ok(one.id),
            [] => Err(Error::NotFound {
                what: "person",
                name: name.clone(),
            }),
            some => Err(Error::Field {
                field: "person".into(),
                reason: format!(
                    "{} people are called \"{}\"; find theirs in the window",
                    some.len(),
                    name
                ),
            }),
        }
    }

    /// Adds a person, as an edit.
    ///
    /// # Errors
    /// [`Error::Field`] when the name is empty.
    pub fn add_person(&self, actor: &Actor, p: &PersonInput, on: NaiveDate) -> Result<PersonRow> {
        let name = &person::name(&p.name);
        if name.is_empty() {
            return Err(Error::Field {
                field: "name".into(),
                reason: "is empty; write the person's name".into(),
            });
        }
        if says_nothing(name) {
            return Err(Error::Field {
                field: "name".into(),
                reason: person::nobody(name),
            });
        }
        let (row, _) = self.edit(actor, "person", |tx| {
            let new = NewPerson {
                name,
                post: Some(p.post.trim()),
                phone: Some(p.phone.trim()),
                org: Some(p.org.trim()),
            };
            let marks = Marks {
                post: p.post.trim(),
                phone: p.phone.trim(),
                org: p.org.trim(),
            };
            let namesakes = tx.namesakes(name)?;
            if p.second && namesakes.iter().any(|n| n.is_as(marks)) {
                return Err(Error::Field {
                    field: "name".into(),
                    reason: person::unclear(namesakes.len() + 1, name, Marks::default()),
                });
            }
            let known = match person::meant(&namesakes, marks, |_| true) {
                _ if p.second => None,
                Meant::Known(id) => Some(id),
                Meant::New => None,
                Meant::OneOf(n) => {
                    return Err(Error::Field {
                        field: "name".into(),
                        reason: person::unclear(n, name, marks),
                    });
                }
            };
            let (id, _) = tx.put_person(&new, known)?;
            let args = [("name".to_owned(), name.as_str().into())].into_iter().collect();
            Ok((tx.person(id, on)?, args))
        })?;
        Ok(row)
    }
}
