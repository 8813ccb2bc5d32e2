//! Who answers for which grid.

use super::{args, done};
use crate::model::{Actor, GridId, PersonId};
use crate::store::{NewDuty, Project};
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
    let from: NaiveDate = from.trim().parse().map_err(|_| Error::Field {
        field: "from".into(),
        reason: format!("\"{}\" is no day; write it as {on}", from.trim()),
    })?;
    let from = from.to_string();
    let mut name = project.grid_rows(&grids.iter().copied().take(1).collect::<Vec<_>>(), on)?;
    let first = name.pop().map(|g| g.name).unwrap_or_default();
    let (_, edit) = project.edit(actor, "duty", |tx| {
        let role = tx.role(role)?;
        let person = match holder {
            Holder::Vacant => None,
            Holder::Person(p) => Some(p),
            Holder::Named(name) => Some(tx.person_named(name)?),
        };
        let who = person.map(|p| tx.person(p, on)).transpose()?;
        for grid in grids {
            match person {
                Some(p) => {
                    let duty = NewDuty {
                        grid: *grid,
                        role: &role,
                        person: Some(p),
                        org: None,
                        from: Some(&from),
                        to: None,
                    };
                    tx.put_duty(&duty)?;
                }
                None => {
                    tx.end_duty(*grid, &role, Some(&from))?;
                }
            }
        }
        let words = args([
            ("count", grids.len().into()),
            ("name", who.map(|w| w.name).unwrap_or_default().into()),
            ("role", role.into()),
            ("grid", first.into()),
        ]);
        Ok(((), words))
    })?;
    done(project, edit)
}
