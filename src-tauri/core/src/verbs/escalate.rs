//! Escalation (督办): a flag with a reason, by whom and since when, until it is lifted. Not a state.

use super::{args, done, refuse};
use crate::Result;
use crate::model::{Actor, SiteId};
use crate::store::Project;
use crate::view::Done;
use chrono::NaiveDate;

/// Escalates a site, or says anew why.
///
/// # Errors
/// Refused without a reason, and for a site that is accepted or dismissed.
pub fn escalate(project: &Project, actor: &Actor, id: SiteId, reason: &str, on: NaiveDate) -> Result<Done> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(refuse(
            "note",
            "an escalation needs its reason; say why the site is escalated",
        ));
    }
    let (_, edit) = project.edit(actor, "escalate", |tx| {
        let site = tx.site_facts(id)?;
        if !site.state.is_unresolved() {
            return Err(refuse(
                "site",
                format!(
                    "{} is {}; only an unresolved site can be escalated",
                    site.number,
                    site.state.word()
                ),
            ));
        }
        tx.set_escalation(id, reason, Some(on))?;
        Ok(((), args([("site", site.number.into()), ("note", reason.into())])))
    })?;
    done(project, edit)
}

/// Lifts the escalation of a site.
///
/// # Errors
/// Refused for a site that is not escalated.
pub fn lift(project: &Project, actor: &Actor, id: SiteId) -> Result<Done> {
    let (_, edit) = project.edit(actor, "lift", |tx| {
        let site = tx.site_facts(id)?;
        if !tx.is_escalated(id)? {
            return Err(refuse(
                "site",
                format!("{} is not escalated; there is nothing to lift", site.number),
            ));
        }
        tx.set_escalation(id, "", None)?;
        Ok(((), args([("site", site.number.into())])))
    })?;
    done(project, edit)
}
