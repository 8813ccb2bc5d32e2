//! Who answers for which grid.

use super::{Args, args, done, refuse};
use crate::Result;
use crate::model::{Actor, CHIEF, GridId, LEADER, PersonId};
use crate::store::{NewDuty, Project, Tx, held_by_one};
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
    set_duties(project, actor, &[Giving { grids, role, holder }], from, on)
}

/// Grids that are given to a holder in a role.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)]
pub struct Giving<'a> {
    pub grids: &'a [GridId],
    pub role: &'a str,
    pub holder: Holder<'a>,
}

/// The same for several holders, each with their grids and role, as one edit.
///
/// # Errors
/// As [`set_duty`]; nothing is written then.
pub fn set_duties(project: &Project, actor: &Actor, changes: &[Giving<'_>], from: &str, on: NaiveDate) -> Result<Done> {
    let from = super::day("from", Some(from))?
        .ok_or_else(|| refuse("from", format!("\"\" is no day; write it year-month-day, such as {on}")))?;
    let from = from.to_string();
    let first = changes.iter().find_map(|c| c.grids.first()).copied();
    let first = project.grid_rows(first.as_slice(), on)?.pop().map(|g| g.name);
    let (_, edit) = project.edit(actor, "duty", |tx| {
        let mut given: Vec<Given> = Vec::new();
        for c in changes {
            let role = tx.role(c.role)?;
            let held = held(tx, c.holder, &role)?;
            let to = name(tx, &held, on)?;
            let at = given.iter().position(|g| g.role == role).unwrap_or(given.len());
            if at == given.len() {
                given.push(Given::new(&role, tx.role_name(&role)?));
            }
            let g = &mut given[at];
            match &to {
                Some(_) => g.count += c.grids.len(),
                None => g.vacant += c.grids.len(),
            }
            push_new(&mut g.name, to.clone());
            for grid in c.grids {
                tx.grid_is_there(*grid)?;
                if to.is_none() || held_by_one(&role) {
                    let before = tx.role_held(*grid, &role, &from)?;
                    push_new(&mut g.before, before.into_iter().filter(|b| Some(b) != to.as_ref()));
                }
                give(tx, *grid, &role, &held, &from)?;
            }
        }
        Ok(((), words(&given, first.unwrap_or_default(), &from, on)))
    })?;
    done(project, edit)
}

/// What an edit gave in one role: to how many cells somebody, how many it left to nobody, to whom, and who had it before.
struct Given {
    role: String,
    role_name: String,
    count: usize,
    vacant: usize,
    name: Vec<String>,
    before: Vec<String>,
}

impl Given {
    fn new(role: &str, role_name: String) -> Self {
        Self {
            role: role.to_owned(),
            role_name,
            count: 0,
            vacant: 0,
            name: Vec::new(),
            before: Vec::new(),
        }
    }
}

fn push_new(all: &mut Vec<String>, names: impl IntoIterator<Item = String>) {
    for n in names {
        if !all.contains(&n) {
            all.push(n);
        }
    }
}

/// The particulars of an edit; those of each role stand in `given`.
fn words(given: &[Given], first: String, from: &str, on: NaiveDate) -> Args {
    let joined = |of: fn(&Given) -> &[String]| {
        let mut all = Vec::new();
        given.iter().for_each(|g| push_new(&mut all, of(g).iter().cloned()));
        all.join("、")
    };
    let count: usize = given.iter().map(|g| g.count + g.vacant).sum();
    let roles: Vec<&str> = given.iter().map(|g| g.role.as_str()).collect();
    let mut out = args([
        ("count", count.into()),
        ("name", joined(|g| &g.name).into()),
        ("before", joined(|g| &g.before).into()),
        ("role", roles.join("、").into()),
        ("grid", first.into()),
    ]);
    if from > on.to_string().as_str() {
        out.insert("from".into(), from.into());
    }
    let each = given.iter().map(|g| {
        serde_json::json!({
            "role": g.role, "role_name": g.role_name, "count": g.count, "vacant": g.vacant,
            "name": g.name.join("、"), "before": g.before.join("、"),
        })
    });
    out.insert("given".into(), each.collect::<Vec<_>>().into());
    out
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
