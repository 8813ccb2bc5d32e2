//! One move of a site.

use super::{args, day, done};
use crate::model::{Action, Actor, SiteId, State};
use crate::photo::{self, Prepared};
use crate::site::lifecycle::{self, Facts};
use crate::store::{Project, SiteFacts, StepRow, Tx};
use crate::view::today::BatchRow;
use crate::view::{Done, StepInput};
use crate::{Error, Result};
use chrono::{Days, NaiveDate};
use rusqlite::types::Value;

/// A photo that is ready to come with a step: upright, of the size that is kept, without the camera's notes.
#[derive(Debug, Clone)]
pub struct StepPhoto {
    /// `before`, `after` or `other`.
    pub role: String,
    /// What is kept, and what the camera noted.
    pub photo: Prepared,
}

/// Makes a photo ready. Some tenths of a second for one of 12 megapixels.
///
/// # Errors
/// Refused for a role that is none, and for what is no photo that can be shown, by its name.
pub fn ready(role: &str, name: &str, bytes: &[u8]) -> Result<StepPhoto> {
    if !matches!(role, "before" | "after" | "other") {
        return Err(Error::Field {
            field: "photo".into(),
            reason: format!("\"{role}\" is no role of a photo; use before, after or other"),
        });
    }
    Ok(StepPhoto {
        role: role.into(),
        photo: photo::prepare(bytes, photo::KEPT_SIDE).map_err(|e| e.of_file(name))?,
    })
}

/// Makes one move of a site, if its lifecycle allows it.
///
/// Suspended time does not count: a resumed site's deadline moves by the days it was suspended on which work did not stop
/// anyway. A site that is dispatched without a deadline gets what its kind allows.
///
/// # Errors
/// [`Error::Step`] naming all that is missing; nothing is written then.
pub fn step(
    project: &Project,
    actor: &Actor,
    id: SiteId,
    action: Action,
    input: &StepInput,
    photos: &[StepPhoto],
    on: NaiveDate,
) -> Result<Done> {
    let until = day("until", input.until.as_deref())?;
    let (_, edit) = project.edit(actor, "step", |tx| {
        let (site, to) = step_in(tx, actor, id, action, input, until, photos, on)?;
        let words = args([
            ("site", site.number.into()),
            ("action", action.word().into()),
            ("from", site.state.word().into()),
            ("to", State::word(to).into()),
        ]);
        Ok(((), words))
    })?;
    done(project, edit)
}

/// Makes the same move of many sites as one edit. A site that refuses is left as it is and named; the others move.
///
/// # Errors
/// Only for what would refuse all: a day that is none, a site that is not there.
pub fn step_many(
    project: &Project,
    actor: &Actor,
    ids: &[SiteId],
    action: Action,
    input: &StepInput,
    on: NaiveDate,
) -> Result<(Done, Vec<BatchRow>)> {
    let until = day("until", input.until.as_deref())?;
    let (rows, edit) = project.edit(actor, "step_many", |tx| {
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            let number = tx.site_facts(*id)?.number;
            let refused = match step_in(tx, actor, *id, action, input, until, &[], on) {
                Ok(_) => None,
                // All that a move needs is judged before anything of it is written.
                Err(e @ (Error::Step(_) | Error::Field { .. })) => Some(e.to_string()),
                Err(e) => return Err(e),
            };
            rows.push(BatchRow {
                site: *id,
                number,
                refused,
            });
        }
        let moved = rows.iter().filter(|r| r.refused.is_none()).count();
        let words = args([("action", action.word().into()), ("count", moved.into())]);
        Ok((rows, words))
    })?;
    Ok((done(project, edit)?, rows))
}

#[allow(clippy::too_many_arguments)]
fn step_in(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: SiteId,
    action: Action,
    input: &StepInput,
    until: Option<NaiveDate>,
    photos: &[StepPhoto],
    on: NaiveDate,
) -> Result<(SiteFacts, State)> {
    let site = tx.site_facts(id)?;
    let has_chief = match site.grid {
        Some(g) => tx.chief_of(g, on)?.is_some(),
        None => false,
    };
    let standard: Vec<u32> = tx
        .standard(&site.kind, site.standard_version)?
        .iter()
        .map(|i| i.number)
        .collect();
    if let Some(n) = [&input.pass, &input.fail, &input.not_applicable]
        .into_iter()
        .flatten()
        .find(|n| !standard.contains(n))
    {
        return Err(Error::Field {
            field: "item".into(),
            reason: format!(
                "{n} is no item of the standard of {}, which has items 1 to {}",
                site.kind,
                standard.len()
            ),
        });
    }
    let count = |role: &str| photos.iter().filter(|p| p.role == role).count() as u32;
    let known = super::dossier::known_facts(&site, &standard, has_chief, &actor.name, on);
    let facts = Facts {
        note: !input.note.trim().is_empty(),
        until,
        passed: input.pass.clone(),
        failed: input.fail.clone(),
        not_applicable: input.not_applicable.clone(),
        photos_before: known.photos_before + count("before"),
        photos_after: known.photos_after + count("after"),
        ..known
    };
    let to = lifecycle::transition(site.state, action, &facts).map_err(Error::Step)?;
    let judged = matches!(action, Action::Accept | Action::Return);
    let row = StepRow {
        site: id,
        action,
        from: site.state,
        to,
        note: input.note.trim(),
        standard_version: judged.then_some(site.standard_version),
        passed: &input.pass,
        failed: &input.fail,
        not_applicable: &input.not_applicable,
        until: until.filter(|_| action == Action::Suspend),
    };
    let text = |d: NaiveDate| Value::from(d.to_string());
    let mut set = Vec::new();
    match action {
        Action::Suspend => {
            set.push(("suspended_on", text(on)));
            set.push(("suspended_until", until.map_or(Value::Null, text)));
        }
        Action::Resume => {
            set.extend([("suspended_on", Value::Null), ("suspended_until", Value::Null)]);
        }
        _ => {}
    }
    let step = tx.put_step(&row, &set)?;
    match action {
        Action::Dispatch if site.deadline.is_none() => {
            if let Some(due) = tx.deadline_rules()?.allow(&site.kind, on) {
                tx.set_due(id, due)?;
            }
        }
        Action::Resume => {
            if let Some(since) = site.suspended_on {
                tx.put_suspension(id, since, on)?;
            }
            tx.reckon_site(id)?;
        }
        Action::Return => tx.count_up(id, "rework")?,
        Action::Relapse => {
            tx.count_up(id, "relapse")?;
            tx.end_recheck(id, "relapsed")?;
            // Stops that were declared meanwhile did not move the deadline of a resolved site.
            tx.reckon_site(id)?;
        }
        Action::Accept => {
            // What it was escalated for is done.
            if tx.is_escalated(id)? {
                tx.set_escalation(id, "", None)?;
            }
            for days in tx.recheck_days()? {
                if let Some(due) = on.checked_add_days(Days::new(days.into())) {
                    tx.put_recheck(id, step, due)?;
                }
            }
        }
        _ => {}
    }
    for p in photos {
        tx.put_photo(id, step, &p.role, &p.photo)?;
    }
    Ok((site, to))
}
