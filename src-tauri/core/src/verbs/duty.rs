//! Who answers for which grid.

use super::{args, done};
use crate::model::{Actor, GridId, PersonId};
use crate::store::{NewDuty, Project, Tx};
use crate::view::Done;
use crate::{Error, Result};
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
}

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
    let from: NaiveDate = from.trim().parse().map_err(|_| Error::Field {
        field: "from".into(),
        reason: format!("\"{}\" is no day; write it as {on}", from.trim()),
    })?;
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
            let person = match *holder {
                Holder::Vacant => None,
                Holder::Person(p) => Some(p),
                Holder::Named(name) => Some(tx.person_named(name)?),
            };
            names.extend(person.map(|p| tx.person(p, on)).transpose()?.map(|p| p.name));
            for grid in *grids {
                give(tx, *grid, &role, person, &from)?;
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

fn give(tx: &mut Tx<'_>, grid: GridId, role: &str, person: Option<PersonId>, from: &str) -> Result<()> {
    if person.is_none() {
        tx.end_duty(grid, role, Some(from))?;
        return Ok(());
    }
    let duty = NewDuty {
        grid,
        role,
        person,
        org: None,
        from: Some(from),
        to: None,
    };
    tx.put_duty(&duty)?;
    Ok(())
}
