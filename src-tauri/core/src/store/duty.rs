//! People, organisations, and who holds which duty for which grid, from when to when.

use super::{Project, Tx, Upsert, grid};
use crate::model::{CHIEF, GridId, PersonId};
use crate::view::{ChiefLoad, DutyView, PersonInput, PersonRow, RoleInfo};
use crate::{Error, Result};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A person to write by name (and telephone, where two share a name).
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct NewPerson<'a> {
    pub name: &'a str,
    pub post: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub org: Option<&'a str>,
}

/// A duty to begin; exactly one of person and org.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct NewDuty<'a> {
    pub grid: GridId,
    pub role: &'a str,
    pub person: Option<PersonId>,
    pub org: Option<&'a str>,
    pub from: Option<&'a str>,
    pub to: Option<&'a str>,
}

const PERSON: &str = "p.fid, p.name, p.post, p.phone, coalesce(o.name, ''),
    (SELECT count(DISTINCT d.grid) FROM duty d WHERE d.person = p.fid AND d.role = 'chief'
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

    /// Writes a person. The same name is the same person unless both have a telephone and these differ.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_person(&mut self, p: &NewPerson<'_>) -> Result<(PersonId, Upsert)> {
        let org = p.org.filter(|o| !o.is_empty()).map(|o| self.org(o)).transpose()?;
        let known: Option<PersonId> = self
            .connection()
            .prepare_cached(
                "SELECT fid FROM person WHERE name = ?1 AND (?2 IS NULL OR ?2 = '' OR phone = '' OR phone = ?2)
                 ORDER BY phone = coalesce(?2, '') DESC, fid LIMIT 1",
            )?
            .query_row(params![p.name, p.phone], |r| r.get(0))
            .optional()?;
        if let Some(id) = known {
            let changed = self
                .connection()
                .prepare_cached(
                    "UPDATE person SET post = coalesce(?2, post), phone = coalesce(nullif(?3, ''), phone), org = coalesce(?4, org)
                     WHERE fid = ?1 AND ((?2 IS NOT NULL AND post <> ?2) OR (nullif(?3, '') IS NOT NULL AND phone <> ?3)
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
                p.name,
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
        let name = name.trim();
        let refuse = |reason: String| Error::Field {
            field: "person".into(),
            reason,
        };
        if name.is_empty() {
            return Err(refuse("is empty; write the person's name".into()));
        }
        let sharing: i64 = self
            .connection()
            .query_row("SELECT count(*) FROM person WHERE name = ?1", [name], |r| r.get(0))?;
        if sharing > 1 {
            return Err(refuse(format!(
                "{sharing} people are called \"{name}\"; bring the list in with telephones to tell them apart"
            )));
        }
        Ok(self
            .put_person(&NewPerson {
                name,
                ..NewPerson::default()
            })?
            .0)
    }

    /// The role's code for a code or the office's word.
    ///
    /// # Errors
    /// [`Error::Field`] naming the roles of the project.
    pub fn role(&self, text: &str) -> Result<String> {
        let t = text.trim();
        let found = self
            .connection()
            .prepare_cached("SELECT code FROM role WHERE code = ?1 OR name = ?1")?
            .query_row([t], |r| r.get(0))
            .optional()?;
        match found {
            Some(code) => Ok(code),
            None => {
                let known: String =
                    self.connection()
                        .query_row("SELECT group_concat(code, ', ') FROM role", [], |r| r.get(0))?;
                Err(Error::Field {
                    field: "role".into(),
                    reason: format!("\"{t}\" is no role of this project; use one of {known}"),
                })
            }
        }
    }

    /// Begins a duty. A role that one holder has at a time (chief, leader, secretary) ends for the earlier holder
    /// the day before; the past is kept. Says whether anything changed.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_duty(&mut self, d: &NewDuty<'_>) -> Result<bool> {
        let org = d.org.map(|o| self.org(o)).transpose()?;
        let same: bool = self
            .connection()
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM duty WHERE grid = ?1 AND role = ?2 AND person IS ?3 AND org IS ?4
                   AND (to_date IS ?6 OR (to_date IS NULL AND ?6 IS NULL))
                   AND (from_date IS ?5 OR ?5 IS NULL OR from_date IS NULL OR from_date <= ?5))",
            )?
            .query_row(params![d.grid, d.role, d.person, org, d.from, d.to], |r| r.get(0))?;
        if same {
            return Ok(false);
        }
        if d.to.is_none() && matches!(d.role, CHIEF | "leader" | "secretary") {
            self.end_duty(d.grid, d.role, d.from)?;
        }
        let id = self.next_id("duty")?;
        self.connection()
            .prepare_cached("INSERT INTO duty(fid, grid, role, person, org, from_date, to_date) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
            .execute(params![id, d.grid, d.role, d.person, org, d.from, d.to])?;
        Ok(true)
    }

    /// Ends what is held in a role for a grid, the day before `from`; a duty that began no earlier goes altogether.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn end_duty(&mut self, grid: GridId, role: &str, from: Option<&str>) -> Result<usize> {
        let c = self.connection();
        let gone = c
            .prepare_cached("DELETE FROM duty WHERE grid = ?1 AND role = ?2 AND (?3 IS NULL OR from_date >= ?3)")?
            .execute(params![grid, role, from])?;
        let ended = c
            .prepare_cached(
                "UPDATE duty SET to_date = date(?3, '-1 day')
                 WHERE grid = ?1 AND role = ?2 AND ?3 IS NOT NULL AND (to_date IS NULL OR to_date >= ?3)",
            )?
            .execute(params![grid, role, from])?;
        Ok(gone + ended)
    }

    /// The chief of a grid on a day.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn chief_of(&self, grid: GridId, on: NaiveDate) -> Result<Option<DutyView>> {
        Ok(duties(self.connection(), grid, on)?
            .into_iter()
            .find(|d| d.role == CHIEF))
    }

    /// The person's name, telephone and grid count.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn person(&self, id: PersonId, on: NaiveDate) -> Result<PersonRow> {
        person(self.connection(), id, on)
    }
}

fn person(c: &Connection, id: PersonId, on: NaiveDate) -> Result<PersonRow> {
    c.prepare_cached(&format!(
        "SELECT {PERSON} FROM person p LEFT JOIN org o ON o.fid = p.org WHERE p.fid = ?2"
    ))?
    .query_row(params![on.to_string(), id], person_row)
    .optional()?
    .ok_or_else(|| Error::NotFound {
        what: "person",
        name: id.0.to_string(),
    })
}

/// Duties in force for a grid; what is not held for the grid itself is inherited from the nearest ground above, chiefs excepted.
fn duties(c: &Connection, id: GridId, on: NaiveDate) -> Result<Vec<DutyView>> {
    let mut q = c.prepare_cached(&format!(
        "WITH RECURSIVE up(fid, parent, depth) AS (SELECT fid, parent, 0 FROM grid WHERE fid = ?1
           UNION ALL SELECT x.fid, x.parent, up.depth + 1 FROM grid x JOIN up ON x.fid = up.parent WHERE up.depth < 8)
         SELECT {ref}, d.role, r.name, d.person, coalesce(p.name, o.name), coalesce(p.post, ''), coalesce(p.phone, ''),
           coalesce(po.name, o.name, ''), d.from_date, d.to_date, up.depth
         FROM up JOIN duty d ON d.grid = up.fid JOIN grid g ON g.fid = up.fid JOIN role r ON r.code = d.role
         LEFT JOIN person p ON p.fid = d.person LEFT JOIN org o ON o.fid = d.org LEFT JOIN org po ON po.fid = p.org
         WHERE (d.from_date IS NULL OR d.from_date <= ?2) AND (d.to_date IS NULL OR d.to_date >= ?2)
           AND (up.depth = 0 OR d.role <> 'chief')
         ORDER BY r.fid, up.depth, d.fid",
        ref = grid::REF
    ))?;
    let all: Vec<(DutyView, u32)> = q
        .query_map(params![id, on.to_string()], |r| {
            Ok((
                DutyView {
                    grid: grid::grid_ref(r, 0)?,
                    role: r.get(4)?,
                    role_name: r.get(5)?,
                    person: r.get(6)?,
                    name: r.get(7)?,
                    post: r.get(8)?,
                    phone: r.get(9)?,
                    org: r.get(10)?,
                    from: r.get(11)?,
                    to: r.get(12)?,
                },
                r.get(13)?,
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let nearest = |role: &str| all.iter().filter(|(d, _)| d.role == role).map(|(_, n)| *n).min();
    Ok(all
        .iter()
        .filter(|(d, n)| nearest(&d.role) == Some(*n))
        .map(|(d, _)| d.clone())
        .collect())
}

impl Project {
    /// Duties in force for a grid on a day, its chief's first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn duties(&self, grid: GridId, on: NaiveDate) -> Result<Vec<DutyView>> {
        duties(&*self.read()?, grid, on)
    }

    /// People whose name, telephone, post or organisation holds the text; all where it is empty.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn people(&self, text: &str, on: NaiveDate, limit: u32) -> Result<Vec<PersonRow>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(&format!(
            "SELECT {PERSON} FROM person p LEFT JOIN org o ON o.fid = p.org
             WHERE ?2 = '' OR instr(p.name, ?2) OR instr(p.phone, ?2) OR instr(p.post, ?2) OR instr(coalesce(o.name, ''), ?2)
             ORDER BY p.name LIMIT ?3"
        ))?;
        let all = q
            .query_map(params![on.to_string(), text.trim(), limit], person_row)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// One person.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn person(&self, id: PersonId, on: NaiveDate) -> Result<PersonRow> {
        person(&*self.read()?, id, on)
    }

    /// Adds a person, as an edit.
    ///
    /// # Errors
    /// [`Error::Field`] when the name is empty.
    pub fn add_person(&self, actor: &crate::model::Actor, p: &PersonInput, on: NaiveDate) -> Result<PersonRow> {
        let name = p.name.trim();
        if name.is_empty() {
            return Err(Error::Field {
                field: "name".into(),
                reason: "is empty; write the person's name".into(),
            });
        }
        let (row, _) = self.edit(actor, "person", |tx| {
            let new = NewPerson {
                name,
                post: Some(p.post.trim()),
                phone: Some(p.phone.trim()),
                org: Some(p.org.trim()),
            };
            let (id, _) = tx.put_person(&new)?;
            let args = [("name".to_owned(), name.into())].into_iter().collect();
            Ok((tx.person(id, on)?, args))
        })?;
        Ok(row)
    }

    /// Roles of the project.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn roles(&self) -> Result<Vec<RoleInfo>> {
        let c = self.read()?;
        let mut q = c.prepare_cached("SELECT code, name FROM role ORDER BY fid")?;
        let all = q
            .query_map([], |r| {
                Ok(RoleInfo {
                    code: r.get(0)?,
                    name: r.get(1)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// Chiefs with what they carry below a grid (or in all), vacant cells first, then the heaviest first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn chief_loads(&self, under: Option<GridId>, on: NaiveDate) -> Result<Vec<ChiefLoad>> {
        let s = self.snapshot(on)?;
        let look = self.look(on)?;
        let mut loads: std::collections::BTreeMap<Option<PersonId>, ChiefLoad> = std::collections::BTreeMap::new();
        // Everybody who could be given a cell is in the list, cells or not.
        for p in self.people("", on, 5000)? {
            loads.insert(
                Some(p.id),
                ChiefLoad {
                    person: Some(p.id),
                    name: p.name,
                    post: p.post,
                    phone: p.phone,
                    colour: 0,
                    grids: 0,
                    unresolved: 0,
                    overdue: 0,
                },
            );
        }
        for (i, g) in s.grids.iter().enumerate().filter(|(_, g)| g.cell) {
            if under.is_some_and(|u| !s.is_under(i, u)) {
                continue;
            }
            let chief = s.chief(g.id);
            let load = loads.entry(chief.map(|c| c.person)).or_insert_with(|| ChiefLoad {
                person: chief.map(|c| c.person),
                name: chief.map(|c| c.name.clone()).unwrap_or_default(),
                post: String::new(),
                phone: String::new(),
                colour: 0,
                grids: 0,
                unresolved: 0,
                overdue: 0,
            });
            load.colour = chief.map_or(0, |c| look.colour(c.person));
            load.grids += 1;
            let f = s.own(g.id);
            load.unresolved += f.unresolved;
            load.overdue += f.overdue;
        }
        let mut all: Vec<ChiefLoad> = loads.into_values().collect();
        all.sort_by(|a, b| {
            (a.person.is_some(), b.unresolved, b.grids, &a.name).cmp(&(
                b.person.is_some(),
                a.unresolved,
                a.grids,
                &b.name,
            ))
        });
        Ok(all)
    }
}

/// Chief of each grid on a day, from the duties in force.
pub(super) fn chiefs(
    c: &Connection,
    on: NaiveDate,
) -> Result<std::collections::HashMap<GridId, super::figures::Chief>> {
    let mut out = std::collections::HashMap::new();
    let mut q = c.prepare_cached(
        "SELECT d.grid, p.fid, p.name, p.phone <> '' FROM duty d JOIN person p ON p.fid = d.person
         WHERE d.role = 'chief' AND (d.from_date IS NULL OR d.from_date <= ?1) AND (d.to_date IS NULL OR d.to_date >= ?1)
         ORDER BY d.fid",
    )?;
    let mut rows = q.query([on.to_string()])?;
    while let Some(r) = rows.next()? {
        out.entry(r.get(0)?).or_insert(super::figures::Chief {
            person: r.get(1)?,
            name: r.get(2)?,
            reachable: r.get(3)?,
        });
    }
    Ok(out)
}
