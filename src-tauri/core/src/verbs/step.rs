//! One move of a site.

use super::{args, day, done};
use crate::model::{Action, Actor, SiteId, State};
use crate::site::lifecycle::{self, Facts};
use crate::store::{Project, StepRow};
use crate::view::{Done, StepInput};
use crate::{Error, Result};
use chrono::{Days, NaiveDate};
use rusqlite::types::Value;

/// Days after an acceptance at which a site is looked at again.
const RECHECKS: [u64; 3] = [30, 90, 180];

/// Bytes that a photo may have.
const PHOTO_BYTES: usize = 20 << 20;

/// A photo that comes with a step.
#[derive(Debug, Clone)]
pub struct PhotoInput {
    /// `before`, `after` or `other`.
    pub role: String,
    /// File name, for what is said about it.
    pub name: String,
    /// The bytes of a JPEG or PNG.
    pub bytes: Vec<u8>,
}

fn media_type(p: &PhotoInput) -> Result<&'static str> {
    let refuse = |reason: String| {
        Err(Error::Source {
            file: p.name.clone(),
            reason,
        })
    };
    if !matches!(p.role.as_str(), "before" | "after" | "other") {
        return Err(Error::Field {
            field: "photo".into(),
            reason: format!("\"{}\" is no role of a photo; use before, after or other", p.role),
        });
    }
    match p.bytes.as_slice() {
        b if b.len() > PHOTO_BYTES => refuse(format!("is {} MB; a photo may have 20 MB", b.len() >> 20)),
        [0xff, 0xd8, 0xff, ..] => Ok("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Ok("image/png"),
        _ => refuse("is neither a JPEG nor a PNG; save the photo as one of them".into()),
    }
}

/// Makes one move of a site, if its lifecycle allows it.
///
/// Suspended time does not count: a resumed site's deadline moves by the days it was suspended.
///
/// # Errors
/// [`Error::Step`] naming all that is missing; nothing is written then.
pub fn step(
    project: &Project,
    actor: &Actor,
    id: SiteId,
    action: Action,
    input: &StepInput,
    photos: &[PhotoInput],
    on: NaiveDate,
) -> Result<Done> {
    let until = day("until", input.until.as_deref())?;
    let types = photos.iter().map(media_type).collect::<Result<Vec<_>>>()?;
    let (_, edit) = project.edit(actor, "step", |tx| {
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
                if let (Some(d), Some(since)) = (site.deadline, site.suspended_on) {
                    let paused = (on - since).num_days().max(0) as u64;
                    set.extend(d.checked_add_days(Days::new(paused)).map(|d| ("deadline", text(d))));
                }
            }
            _ => {}
        }
        let step = tx.put_step(&row, &set)?;
        match action {
            Action::Return => tx.count_up(id, "rework")?,
            Action::Relapse => tx.count_up(id, "relapse")?,
            Action::Accept => {
                for days in RECHECKS {
                    if let Some(due) = on.checked_add_days(Days::new(days)) {
                        tx.put_recheck(id, step, due)?;
                    }
                }
            }
            _ => {}
        }
        for (p, media) in photos.iter().zip(&types) {
            tx.put_photo(id, step, &p.role, media, &p.bytes)?;
        }
        let words = args([
            ("site", site.number.clone().into()),
            ("action", action.word().into()),
            ("from", site.state.word().into()),
            ("to", State::word(to).into()),
        ]);
        Ok(((), words))
    })?;
    done(project, edit)
}
