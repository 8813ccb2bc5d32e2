//! One move of a site.

use super::{args, day, done, refuse};
use crate::calendar::due::Rules;
use crate::model::{Action, Actor, SiteId, State};
use crate::photo::{self, Original, Prepared};
use crate::site::lifecycle::{self, Facts};
use crate::store::{Project, SiteFacts, StepRow, Tx};
use crate::view::inspect::BatchOffer;
use crate::view::today::BatchRow;
use crate::view::{Done, StepInput};
use crate::{Error, Result};
use chrono::{Days, NaiveDate};
use rusqlite::types::Value;
use std::collections::{BTreeMap, HashMap};

/// A photo that is ready to come with a step: upright, of the size that is kept, without the camera's notes.
#[derive(Debug, Clone)]
pub struct StepPhoto {
    /// `before`, `after` or `other`.
    pub role: String,
    /// What is kept, and what the camera noted.
    pub photo: Prepared,
    /// The photo as it came, where the office keeps originals.
    pub original: Option<Original>,
}

/// Makes a photo ready. Some tenths of a second for one of 12 megapixels.
///
/// # Errors
/// Refused for a role that is none, and for what is no photo that can be shown, by its name.
pub fn ready(role: &str, name: &str, bytes: &[u8]) -> Result<StepPhoto> {
    if !matches!(role, "before" | "after" | "other") {
        return Err(refuse(
            "photo",
            format!("\"{role}\" is no role of a photo; use before, after or other"),
        ));
    }
    Ok(StepPhoto {
        role: role.into(),
        photo: photo::prepare(bytes, photo::KEPT_SIDE).map_err(|e| e.of_file(name))?,
        original: None,
    })
}

/// As [`ready`], with the photo as it came where the office keeps originals.
///
/// # Errors
/// As [`ready`].
pub fn ready_for(project: &Project, role: &str, name: &str, bytes: &[u8]) -> Result<StepPhoto> {
    let made = ready(role, name, bytes)?;
    let original = match project.settings()?.keep_originals {
        true => Some(Original {
            media_type: photo::sniff(bytes)?,
            bytes: bytes.to_vec(),
        }),
        false => None,
    };
    Ok(StepPhoto { original, ..made })
}

/// Makes one move of a site, if its lifecycle allows it.
///
/// Suspended time does not count: a resumed site's deadline moves by the days it was suspended on which work did not stop
/// anyway. A site that is dispatched without a deadline gets what its kind allows.
///
/// # Errors
/// [`Error::Step`] naming all that is missing; refused for items that were judged by another standard. Nothing is written then.
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
        let site = tx.site_facts(id)?;
        let to = Moving::new(actor, action, until, on).make(tx, &site, input, photos)?;
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
    if !lifecycle::together(action) {
        return Err(refuse(
            "action",
            format!("{} is made site by site: each is judged on its own", action.word()),
        ));
    }
    let until = day("until", input.until.as_deref())?;
    let (rows, edit) = project.edit(actor, "step_many", |tx| {
        let mut moving = Moving::new(actor, action, until, on);
        let rows = (ids.iter())
            .map(|id| moving.one_of_many(tx, *id, input))
            .collect::<Result<Vec<_>>>()?;
        let first = rows.iter().find(|r| r.refused.is_none());
        let words = args([
            ("action", action.word().into()),
            ("count", moved(&rows).into()),
            ("site", first.map(|r| r.number.clone()).unwrap_or_default().into()),
        ]);
        Ok((rows, words))
    })?;
    Ok((done(project, edit)?, rows))
}

/// How many of these sites moved.
pub(super) fn moved(rows: &[BatchRow]) -> u32 {
    rows.iter().filter(|r| r.refused.is_none()).count() as u32
}

/// The moves that these sites could make together, those of the most sites first.
///
/// # Errors
/// [`Error::NotFound`].
pub fn offers(project: &Project, ids: &[SiteId]) -> Result<Vec<BatchOffer>> {
    let mut offers: Vec<BatchOffer> = Vec::new();
    for id in ids {
        for action in lifecycle::actions_from(project.site_state(*id)?) {
            if let Some(known) = offers.iter_mut().find(|o| o.action == *action) {
                known.sites += 1;
            } else if lifecycle::together(*action) {
                let needs = lifecycle::needs(*action);
                offers.push(BatchOffer {
                    action: *action,
                    sites: 1,
                    needs_note: needs.note,
                    needs_until: needs.until,
                });
            }
        }
    }
    offers.sort_by_key(|o| (std::cmp::Reverse(o.sites), o.action));
    Ok(offers)
}

/// One kind of move, made of any number of sites in one edit. What is the same for many of them is asked once.
pub(super) struct Moving<'a> {
    actor: &'a Actor,
    action: Action,
    until: Option<NaiveDate>,
    on: NaiveDate,
    rules: Option<Rules>,
    /// Numbers of the items of each kind's standard.
    standards: HashMap<String, Vec<u32>>,
}

impl<'a> Moving<'a> {
    pub fn new(actor: &'a Actor, action: Action, until: Option<NaiveDate>, on: NaiveDate) -> Self {
        Moving {
            actor,
            action,
            until,
            on,
            rules: None,
            standards: HashMap::new(),
        }
    }

    /// Moves one site of many; a refusal stands in its row.
    pub fn one_of_many(&mut self, tx: &mut Tx<'_>, id: SiteId, input: &StepInput) -> Result<BatchRow> {
        let site = tx.site_facts(id)?;
        // All that a move needs is judged before anything of it is written.
        let (refused, missing) = match self.make(tx, &site, input, &[]) {
            Ok(_) => (None, Vec::new()),
            Err(Error::Step(r)) => (Some(r.message), r.missing.into_iter().map(str::to_owned).collect()),
            Err(e @ Error::Field { .. }) => (Some(e.to_string()), Vec::new()),
            Err(e) => return Err(e),
        };
        Ok(BatchRow {
            site: id,
            number: site.number,
            refused,
            missing,
        })
    }

    fn rules(&mut self, tx: &Tx<'_>) -> Result<&Rules> {
        let rules = match self.rules.take() {
            Some(known) => known,
            None => tx.deadline_rules()?,
        };
        Ok(self.rules.insert(rules))
    }

    fn standard(&mut self, tx: &Tx<'_>, site: &SiteFacts) -> Result<Vec<u32>> {
        if let Some(known) = self.standards.get(&site.kind) {
            return Ok(known.clone());
        }
        let items = tx.standard(&site.kind, site.standard_version)?;
        let numbers: Vec<u32> = items.iter().map(|i| i.number).collect();
        self.standards.insert(site.kind.clone(), numbers.clone());
        Ok(numbers)
    }

    /// Makes the move of a site, if its lifecycle allows it; gives the state it leads to.
    fn make(&mut self, tx: &mut Tx<'_>, site: &SiteFacts, input: &StepInput, photos: &[StepPhoto]) -> Result<State> {
        let (id, action, on) = (site.id, self.action, self.on);
        if !site.has_kind() {
            return Err(refuse(
                "kind",
                format!(
                    "\"{}\" of {} is none of the kinds of this project; correct it first",
                    site.kind, site.number
                ),
            ));
        }
        let has_chief = match site.grid {
            Some(g) => tx.has_chief(g, on)?,
            None => false,
        };
        let standard = self.standard(tx, site)?;
        if let Some(by) = &input.judged_by
            && (by.kind != site.kind || by.version != site.standard_version)
        {
            return Err(refuse(
                "item",
                format!(
                    "the standard of {} is another one since its items were judged; judge them once more",
                    site.number
                ),
            ));
        }
        if let Some(n) = [&input.pass, &input.fail, &input.not_applicable]
            .into_iter()
            .flatten()
            .chain(input.remarks.keys())
            .find(|n| !standard.contains(n))
        {
            return Err(refuse(
                "item",
                format!(
                    "{n} is no item of the standard of {}, which has items 1 to {}",
                    site.kind,
                    standard.len()
                ),
            ));
        }
        let remarks: BTreeMap<u32, String> = (input.remarks.iter())
            .map(|(n, r)| (*n, r.trim().to_owned()))
            .filter(|(_, r)| !r.is_empty())
            .collect();
        one_picture_twice(tx, id, photos)?;
        let count = |role: &str| photos.iter().filter(|p| p.role == role).count() as u32;
        let known = super::dossier::known_facts(site, &standard, has_chief, &self.actor.name, on);
        let facts = Facts {
            note: !input.note.trim().is_empty(),
            until: self.until,
            passed: input.pass.clone(),
            failed: input.fail.clone(),
            not_applicable: input.not_applicable.clone(),
            remarked: remarks.keys().copied().collect(),
            photos_before: known.photos_before + count("before"),
            photos_after: known.photos_after + count("after"),
            ..known
        };
        let to = lifecycle::transition(site.state, action, &facts).map_err(Error::Step)?;
        let judged = matches!(action, Action::Accept | Action::Return);
        let none = BTreeMap::new();
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
            remarks: if judged { &remarks } else { &none },
            until: self.until.filter(|_| action == Action::Suspend),
        };
        let text = |d: NaiveDate| Value::from(d.to_string());
        let mut set = Vec::new();
        match action {
            Action::Suspend => {
                set.push(("suspended_on", text(on)));
                set.push(("suspended_until", self.until.map_or(Value::Null, text)));
            }
            Action::Resume => {
                set.extend([("suspended_on", Value::Null), ("suspended_until", Value::Null)]);
            }
            _ => {}
        }
        let step = tx.put_step(&row, &set)?;
        match action {
            Action::Dispatch if site.deadline.is_none() => {
                if let Some(due) = self.rules(tx)?.allow(&site.kind, on) {
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
            tx.put_photo(id, Some(step), &p.role, &p.photo, p.original.as_ref())?;
        }
        Ok(to)
    }
}

/// A picture from before shows nothing of what was done since.
fn one_picture_twice(tx: &Tx<'_>, id: SiteId, photos: &[StepPhoto]) -> Result<()> {
    for (role, other) in [("before", "after"), ("after", "before")] {
        for p in photos.iter().filter(|p| p.role == role) {
            let beside = photos.iter().any(|q| q.role == other && q.photo.bytes == p.photo.bytes);
            if beside || tx.has_photo(id, other, &p.photo.bytes)? {
                return Err(refuse(
                    "photo",
                    "one and the same picture is given as the photo from before and as the one from after; choose the one that was taken after the work",
                ));
            }
        }
    }
    Ok(())
}
