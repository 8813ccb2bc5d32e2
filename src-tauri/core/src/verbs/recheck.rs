//! Re-checks (复查) of accepted sites: one that held is noted, one that did not reopens the same archive.

use super::{args, done, refuse, step};
use crate::Result;
use crate::model::{Action, Actor, SiteId};
use crate::store::Project;
use crate::view::{Done, StepInput};
use chrono::NaiveDate;

/// Notes the result of a site's next re-check. A relapse is the lifecycle's own move and needs its note.
///
/// # Errors
/// Refused when no re-check of the site is open; [`crate::Error::Step`] when a relapse lacks what it needs.
pub fn recheck(project: &Project, actor: &Actor, id: SiteId, held: bool, note: &str, on: NaiveDate) -> Result<Done> {
    if !held {
        let input = StepInput {
            note: note.into(),
            ..StepInput::default()
        };
        return step::step(project, actor, id, Action::Relapse, &input, &[], on);
    }
    let (_, edit) = project.edit(actor, "recheck", |tx| {
        let site = tx.site_facts(id)?;
        if !tx.end_recheck(id, "held")? {
            return Err(refuse(
                "site",
                format!("{} has no re-check to come; only an accepted site has", site.number),
            ));
        }
        let words = args([
            ("site", site.number.into()),
            ("result", "held".into()),
            ("note", note.trim().into()),
        ]);
        Ok(((), words))
    })?;
    done(project, edit)
}
