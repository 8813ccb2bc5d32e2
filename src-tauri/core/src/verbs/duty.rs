//! Who answers for which grid.

use super::{args, done};
use crate::model::{Actor, GridId, PersonId};
use crate::store::{NewDuty, Project};
use crate::view::{Done, PersonRow};
use crate::{Error, Result};
use chrono::NaiveDate;

/// Gives grids to a person in a role from a day on, as one edit; none makes them vacant. The past is kept.
///
/// # Errors
/// An unknown role, grid or person, or a day that is none.
pub fn set_duty(
    project: &Project,
    actor: &Actor,
    grids: &[GridId],
    role: &str,
    person: Option<PersonId>,
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

/// The one person of this name; a new one where there is none.
///
/// # Errors
/// [`Error::Field`] when several share the name: the telephone must tell which.
pub fn person_named(project: &Project, actor: &Actor, name: &str, on: NaiveDate) -> Result<PersonRow> {
    let mut found = project.people_named(name, on)?;
    match (found.pop(), found.len()) {
        (Some(p), 0) => Ok(p),
        (Some(_), more) => Err(Error::Field {
            field: "person".into(),
            reason: format!(
                "{} people are called \"{}\"; bring the list in with telephones to tell them apart",
                more + 1,
                name.trim()
            ),
        }),
        (None, _) => project.add_person(
            actor,
            &crate::view::PersonInput {
                name: name.into(),
                ..Default::default()
            },
            on,
        ),
    }
}
