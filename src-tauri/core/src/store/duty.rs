//! Who holds which duty for which grid, from when to when.

use super::{Project, Tx, grid};
use crate::model::{CHIEF, GridId, PersonId};
use crate::view::{ChiefLoad, DutyView, HeldBy, RoleInfo};
use crate::{Error, Result};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

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

/// Whether one holder has this role for a grid at a time.
pub fn held_by_one(role: &str) -> bool {
    matches!(role, CHIEF | "leader" | "secretary")
}

impl Tx<'_> {
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
        if d.to.is_none() && held_by_one(d.role) {
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

    /// What the office calls a role.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn role_name(&self, code: &str) -> Result<String> {
        let mut q = self
            .connection()
            .prepare_cached("SELECT name FROM role WHERE code = ?1")?;
        Ok(q.query_row([code], |r| r.get(0))?)
    }

    /// Names of those who have a role for a grid on a day or later.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn role_held(&self, grid: GridId, role: &str, from: &str) -> Result<Vec<String>> {
        let held = role_held(self.connection(), grid, role, from, NAME)?;
        Ok(held.into_iter().map(|(_, name)| name).collect())
    }

    /// Ends what one holder has in a role for a grid, the day before `from`; a duty that began no earlier goes altogether.
    /// Gives how many there were.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn end_duty_of(
        &mut self,
        grid: GridId,
        role: &str,
        person: Option<PersonId>,
        org: Option<&str>,
        from: &str,
    ) -> Result<usize> {
        let c = self.connection();
        let of = "grid = ?1 AND role = ?2 AND person IS ?3 AND org IS (SELECT fid FROM org WHERE name = ?4)";
        let gone = c.execute(
            &format!("DELETE FROM duty WHERE {of} AND from_date >= ?5"),
            params![grid, role, person, org, from],
        )?;
        let ended = c.execute(
            &format!("UPDATE duty SET to_date = date(?5, '-1 day') WHERE {of} AND (to_date IS NULL OR to_date >= ?5)"),
            params![grid, role, person, org, from],
        )?;
        Ok(gone + ended)
    }

    /// People who hold a role for a grid on a day or later, other than this one.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn holders(&self, grid: GridId, role: &str, from: &str, but: PersonId) -> Result<Vec<String>> {
        let mut q = self.connection().prepare_cached(
            "SELECT p.name FROM duty d JOIN person p ON p.fid = d.person
             WHERE d.grid = ?1 AND d.role = ?2 AND (d.to_date IS NULL OR d.to_date >= ?3) AND d.person <> ?4 ORDER BY d.fid",
        )?;
        let all = q.query_map(params![grid, role, from, but], |r| r.get(0))?;
        Ok(all.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether a grid has a chief of its own on a day.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn has_chief(&self, grid: GridId, on: NaiveDate) -> Result<bool> {
        Ok(self
            .connection()
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM duty WHERE grid = ?1 AND role = 'chief'
                   AND (from_date IS NULL OR from_date <= ?2) AND (to_date IS NULL OR to_date >= ?2))",
            )?
            .query_row(params![grid, on.to_string()], |r| r.get(0))?)
    }
}

const NAME: &str = "coalesce(p.name, o.name)";
/// A name that somebody else has too, with what tells them apart.
const TOLD_APART: &str = "coalesce(p.name || CASE WHEN EXISTS (SELECT 1 FROM person x WHERE x.name = p.name AND x.fid <> p.fid)
    THEN ' ' || coalesce(nullif(p.phone, ''), (SELECT name FROM org WHERE fid = p.org), p.post, '') ELSE '' END, o.name)";

fn role_held(
    c: &Connection,
    grid: GridId,
    role: &str,
    from: &str,
    name: &str,
) -> Result<Vec<(Option<PersonId>, String)>> {
    let mut q = c.prepare_cached(&format!(
        "SELECT d.person, {name} FROM duty d LEFT JOIN person p ON p.fid = d.person LEFT JOIN org o ON o.fid = d.org
         WHERE d.grid = ?1 AND d.role = ?2 AND (d.to_date IS NULL OR d.to_date >= ?3) GROUP BY d.person, d.org ORDER BY min(d.fid)"
    ))?;
    let all = q.query_map(params![grid, role, from], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

fn duty_view(r: &Row<'_>) -> rusqlite::Result<DutyView> {
    Ok(DutyView {
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
    })
}

/// Duties of grid ?1 and of the ground above it on day ?2. CROSS JOIN holds the order: SQLite takes the few rows of `up` for
/// many, and would read every duty of the district for each step of a site.
pub(super) fn duties_sql() -> String {
    format!(
        "WITH RECURSIVE up(fid, parent, depth) AS (SELECT fid, parent, 0 FROM grid WHERE fid = ?1
           UNION SELECT x.fid, x.parent, up.depth + 1 FROM grid x JOIN up ON x.fid = up.parent WHERE up.depth < 8)
         SELECT {ref}, d.role, r.name, d.person, coalesce(p.name, o.name), coalesce(p.post, ''), coalesce(p.phone, ''),
           coalesce(po.name, o.name, ''), d.from_date, d.to_date, up.depth
         FROM up CROSS JOIN duty d ON d.grid = up.fid JOIN grid g ON g.fid = up.fid JOIN role r ON r.code = d.role
         LEFT JOIN person p ON p.fid = d.person LEFT JOIN org o ON o.fid = d.org LEFT JOIN org po ON po.fid = p.org
         WHERE (d.from_date IS NULL OR d.from_date <= ?2) AND (d.to_date IS NULL OR d.to_date >= ?2)
           AND (up.depth = 0 OR d.role <> 'chief')
         ORDER BY r.fid, up.depth, d.fid",
        ref = grid::REF
    )
}

/// Duties in force for a grid; what is not held for the grid itself is inherited from the nearest ground above, chiefs excepted.
fn duties(c: &Connection, id: GridId, on: NaiveDate) -> Result<Vec<DutyView>> {
    let mut q = c.prepare_cached(&duties_sql())?;
    let all: Vec<(DutyView, u32)> = q
        .query_map(params![id, on.to_string()], |r| Ok((duty_view(r)?, r.get(13)?)))?
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

    /// Who has a role for each of some grids on a day or later: whose duties end where the role is given to somebody else. Where
    /// nobody has it for the grid itself, also who answers for it from the ground above.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn held_by(&self, grids: &[GridId], role: &str, from: NaiveDate) -> Result<Vec<HeldBy>> {
        let c = self.read()?;
        let day = from.to_string();
        let held = |grid: &GridId| {
            let (people, names): (Vec<_>, Vec<_>) = role_held(&c, *grid, role, &day, TOLD_APART)?.into_iter().unzip();
            let above = if names.is_empty() {
                duties(&c, *grid, from)?
            } else {
                Vec::new()
            };
            Ok(HeldBy {
                grid: *grid,
                role: role.to_owned(),
                people: people.into_iter().flatten().collect(),
                names,
                above: above.into_iter().filter(|d| d.role == role).map(|d| d.name).collect(),
                one: held_by_one(role),
            })
        };
        grids.iter().map(held).collect()
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

    /// Chiefs with what they carry below a grid (or in all), vacant cells first, then the heaviest first. `held`: by the duties
    /// of which day; the sites are those of `on` in any case.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn chief_loads(&self, under: Option<GridId>, on: NaiveDate, held: NaiveDate) -> Result<Vec<ChiefLoad>> {
        let s = self.snapshot(on)?;
        let look = self.look(on)?;
        let then = (held != on).then(|| chiefs(&*self.read()?, held)).transpose()?;
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
                    colour: look.colour(p.id),
                    grids: 0,
                    unresolved: 0,
                    overdue: 0,
                },
            );
        }
        for (i, g) in s.grids.iter().enumerate().filter(|(i, _)| s.is_cell(*i)) {
            if under.is_some_and(|u| !s.is_under(i, u)) {
                continue;
            }
            let chief = then.as_ref().map_or_else(|| s.chief(g.id), |then| then.get(&g.id));
            let load = loads.entry(chief.map(|c| c.person)).or_insert_with(|| ChiefLoad {
                person: chief.map(|c| c.person),
                name: chief.map(|c| c.name.clone()).unwrap_or_default(),
                post: String::new(),
                phone: String::new(),
                colour: chief.map_or(0, |c| look.colour(c.person)),
                grids: 0,
                unresolved: 0,
                overdue: 0,
            });
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

/// A duty as the file holds it, for the page of a person.
pub(crate) struct DutyDates {
    pub role: String,
    pub role_name: String,
    pub grid: GridId,
    pub from: Option<String>,
    pub to: Option<String>,
    /// Who followed as chief of the same ground.
    pub next: Option<String>,
}

impl Project {
    /// All duties that a person holds, held or is to hold, by role and code of the ground.
    pub(crate) fn duties_of(&self, person: PersonId) -> Result<Vec<DutyDates>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(
            "SELECT d.role, r.name, d.grid, d.from_date, d.to_date,
               (SELECT n.name FROM duty x JOIN person n ON n.fid = x.person WHERE d.role = 'chief' AND x.grid = d.grid AND x.role = 'chief'
                  AND x.fid <> d.fid AND x.from_date > d.to_date ORDER BY x.from_date, x.fid LIMIT 1)
             FROM duty d JOIN role r ON r.code = d.role JOIN grid g ON g.fid = d.grid WHERE d.person = ?1 ORDER BY r.fid, g.code, d.fid",
        )?;
        let all = q
            .query_map([person], |r| {
                Ok(DutyDates {
                    role: r.get(0)?,
                    role_name: r.get(1)?,
                    grid: r.get(2)?,
                    from: r.get(3)?,
                    to: r.get(4)?,
                    next: r.get(5)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// Chiefs of the very grid that are not in force on a day: earlier ones and those to come, the latest first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn other_chiefs(&self, grid: GridId, on: NaiveDate) -> Result<Vec<DutyView>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(&format!(
            "SELECT {}, d.role, r.name, d.person, p.name, p.post, p.phone, coalesce(o.name, ''), d.from_date, d.to_date
             FROM duty d JOIN grid g ON g.fid = d.grid JOIN role r ON r.code = d.role JOIN person p ON p.fid = d.person
             LEFT JOIN org o ON o.fid = p.org
             WHERE d.grid = ?1 AND d.role = 'chief' AND (d.from_date > ?2 OR d.to_date < ?2) ORDER BY d.from_date DESC, d.fid DESC",
            grid::REF
        ))?;
        let all = q
            .query_map(params![grid, on.to_string()], duty_view)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }
}

impl Project {
    /// Last day of the last chief that each grid had before a day; nothing of grids that never had one.
    pub(crate) fn last_chief_days(&self, on: NaiveDate) -> Result<std::collections::HashMap<GridId, String>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(
            "SELECT grid, max(to_date) FROM duty WHERE role = 'chief' AND to_date < ?1 GROUP BY grid",
        )?;
        let all = q
            .query_map([on.to_string()], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
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

/// Grids that a department answers for by a duty of their own on a day.
pub(super) fn departments(c: &Connection, on: NaiveDate) -> Result<std::collections::HashSet<GridId>> {
    let mut q = c.prepare_cached(
        "SELECT grid FROM duty WHERE role = 'department' AND (from_date IS NULL OR from_date <= ?1) AND (to_date IS NULL OR to_date >= ?1)",
    )?;
    let all = q
        .query_map([on.to_string()], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(all)
}
