//! Who answers for which grid.

use super::{args, done, refuse};
use crate::Result;
use crate::model::{Actor, CHIEF, GridId, LEADER, PersonId};
use crate::store::{NewDuty, Project, Tx};
use crate::view::Done;
use chrono::NaiveDate;

/// Who is to hold a duty.
#[derive(Debug, Clone, Copy)]
pub enum Holder<'a> {
    /// Nobody: the duty becomes vacant.
    Vacant,
    /// A person of the project.
    Person(PersonId),
    /// The one person of this name; a new one where there is none.
    Named(&'a str),
    /// The organisation of this name; a new one where there is none.
    Org(&'a str),
}

impl From<Option<PersonId>> for Holder<'_> {
    fn from(person: Option<PersonId>) -> Self {
        person.map_or(Holder::Vacant, Holder::Person)
    }
}

impl<'a> From<Option<&'a str>> for Holder<'a> {
    fn from(name: Option<&'a str>) -> Self {
        name.map_or(Holder::Vacant, Holder::Named)
    }
}

/// Roles that only a person can hold.
const PERSONAL: &[&str] = &[CHIEF, "deputy", LEADER, "secretary", "member"];

/// Gives grids to a holder in a role from a day on, as one edit. The past is kept.
///
/// # Errors
/// An unknown role, grid or person, a name that several share, or a day that is none.
pub fn set_duty(
    project: &Project,
    actor: &Actor,
    grids: &[GridId],
    role: &str,
    holder: Holder<'_>,
    from: &str,
    on: NaiveDate,
) -> Result<Done> {
    set_duties(project, actor, &[(grids, holder)], role, from, on)
}

/// The same for several holders, each with their grids, as one edit.
///
/// # Errors
/// As [`set_duty`]; nothing is written then.
pub fn set_duties(
    project: &Project,
    actor: &Actor,
    changes: &[(&[GridId], Holder<'_>)],
    role: &str,
    from: &str,
    on: NaiveDate,
) -> Result<Done> {
    let from = super::day("from", Some(from))?
        .ok_or_else(|| refuse("from", format!("\"\" is no day; write it year-month-day, such as {on}")))?;
    let from = from.to_string();
    let grids: Vec<GridId> = changes.iter().flat_map(|(g, _)| *g).copied().collect();
    let first = project
        .grid_rows(&grids[..grids.len().min(1)], on)?
        .pop()
        .map(|g| g.name)
        .unwrap_or_default();
    let (_, edit) = project.edit(actor, "duty", |tx| {
        let role = tx.role(role)?;
        let mut names = Vec::new();
        for (grids, holder) in changes {
            let held = held(tx, *holder, &role)?;
            names.extend(name(tx, &held, on)?);
            for grid in *grids {
                give(tx, *grid, &role, &held, &from)?;
            }
        }
        let words = args([
            ("count", grids.len().into()),
            ("name", names.join("、").into()),
            ("role", role.into()),
            ("grid", first.into()),
        ]);
        Ok(((), words))
    })?;
    done(project, edit)
}

/// Ends a duty for one of several who hold it, the day before `from`; the past is kept.
///
/// # Errors
/// An unknown role, grid or person, a day that is none, or nobody who holds it so.
pub fn end(
    project: &Project,
    actor: &Actor,
    grid: GridId,
    role: &str,
    holder: Holder<'_>,
    from: &str,
    on: NaiveDate,
) -> Result<Done> {
    let from = super::day("from", Some(from))?.unwrap_or(on).to_string();
    let (_, edit) = project.edit(actor, "duty_end", |tx| {
        let role = tx.role(role)?;
        let held = held(tx, holder, &role)?;
        let who = name(tx, &held, on)?.unwrap_or_default();
        let (person, org) = match &held {
            Held::Nobody => return Err(refuse("person", "is not named; say whose duty ends")),
            Held::Person(p) => (Some(*p), None),
            Held::Org(o) => (None, Some(o.as_str())),
        };
        if tx.end_duty_of(grid, &role, person, org, &from)? == 0 {
            return Err(refuse(
                "role",
                format!("{who} does not hold it for this very grid; look where it is inherited from"),
            ));
        }
        Ok(((), args([("name", who.into()), ("role", role.into())])))
    })?;
    done(project, edit)
}

/// A holder as the file knows it.
enum Held {
    Nobody,
    Person(PersonId),
    Org(String),
}

fn held(tx: &mut Tx<'_>, holder: Holder<'_>, role: &str) -> Result<Held> {
    Ok(match holder {
        Holder::Vacant => Held::Nobody,
        Holder::Person(p) => Held::Person(p),
        Holder::Named(name) => Held::Person(tx.person_named(name)?),
        Holder::Org(_) if PERSONAL.contains(&role) => {
            return Err(refuse("org", "cannot hold this role; name a person"));
        }
        Holder::Org(name) if name.trim().is_empty() => {
            return Err(refuse("org", "is empty; write the organisation's name"));
        }
        Holder::Org(name) => Held::Org(name.trim().to_owned()),
    })
}

fn name(tx: &Tx<'_>, held: &Held, on: NaiveDate) -> Result<Option<String>> {
    Ok(match held {
        Held::Nobody => None,
        Held::Person(p) => Some(tx.person(*p, on)?.name),
        Held::Org(o) => Some(o.clone()),
    })
}

fn give(tx: &mut Tx<'_>, grid: GridId, role: &str, held: &Held, from: &str) -> Result<()> {
    let (person, org) = match held {
        Held::Nobody => {
            tx.end_duty(grid, role, Some(from))?;
            return Ok(());
        }
        Held::Person(p) => (Some(*p), None),
        Held::Org(o) => (None, Some(o.as_str())),
    };
    let duty = NewDuty {
        grid,
        role,
        person,
        org,
        from: Some(from),
        to: None,
    };
    tx.put_duty(&duty)?;
    Ok(())
}
