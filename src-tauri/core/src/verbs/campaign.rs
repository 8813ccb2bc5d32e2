//! Campaigns: what they are, their order, whether they are over.

use super::{args, done, refuse, text};
use crate::Result;
use crate::model::{Actor, CampaignId};
use crate::store::{Campaign, Project, Tx};
use crate::view::Done;
use crate::view::task::{CampaignInput, CampaignRow};
use chrono::NaiveDate;

/// What is given of a campaign, put over what it is.
fn over(tx: &Tx<'_>, mut k: Campaign, i: &CampaignInput) -> Result<Campaign> {
    let set = |to: &mut String, from: &Option<String>| {
        if let Some(t) = from {
            *to = t.trim().to_owned();
        }
    };
    set(&mut k.code, &i.code);
    set(&mut k.name, &i.name);
    set(&mut k.name_en, &i.name_en);
    set(&mut k.standard, &i.standard);
    if let Some(kind) = &i.kind {
        k.kind = text(Some(kind)).map(|t| tx.kind(t)).transpose()?;
    }
    if let Some(d) = &i.deadline {
        k.deadline = super::day("deadline", Some(d))?.map(|d| d.to_string());
    }
    for (field, value) in [("code", &k.code), ("name", &k.name)] {
        if value.is_empty() {
            return Err(refuse(field, format!("is empty; write the campaign's {field}")));
        }
    }
    Ok(k)
}

fn free(tx: &Tx<'_>, code: &str) -> Result<()> {
    match tx.campaign(code) {
        Ok(k) if k.code == code => Err(refuse(
            "code",
            format!("\"{code}\" is the code of {} already; choose another", k.name),
        )),
        _ => Ok(()),
    }
}

/// Refuses a name that another campaign under way has: nobody could tell them apart.
fn own_name(tx: &Tx<'_>, k: &Campaign) -> Result<()> {
    let another = |o: &Campaign| o.id != k.id && o.closed_on.is_none() && o.name == k.name;
    match tx.campaigns()?.iter().any(another) {
        true => Err(refuse(
            "name",
            format!("\"{}\" is the name of another campaign; choose another", k.name),
        )),
        false => Ok(()),
    }
}

/// A code that no campaign has: `c` and a number.
fn fresh(tx: &Tx<'_>) -> Result<String> {
    let taken = tx.campaigns()?;
    let first = taken.len() + 1;
    let code = (first..)
        .map(|n| format!("c{n}"))
        .find(|c| taken.iter().all(|k| k.code != *c));
    Ok(code.unwrap_or_default())
}

/// Refuses what is asked of a campaign that is closed.
pub(super) fn under_way(name: &str, closed_on: Option<&str>) -> Result<()> {
    match closed_on {
        Some(day) => Err(refuse(
            "campaign",
            format!("{name} was closed on {day}; reopen it first"),
        )),
        None => Ok(()),
    }
}

/// Adds a campaign; it needs a name, and gets a code where none is given.
///
/// # Errors
/// [`crate::Error::Field`] for what is missing, taken or unknown.
pub fn add(project: &Project, actor: &Actor, input: &CampaignInput) -> Result<Done> {
    let (_, edit) = project.edit(actor, "campaign_add", |tx| {
        let blank = Campaign {
            id: crate::model::CampaignId(0),
            code: String::new(),
            name: String::new(),
            name_en: String::new(),
            standard: String::new(),
            kind: None,
            deadline: None,
            place: 0,
            closed_on: None,
        };
        let blank = Campaign {
            code: if input.code.is_none() {
                fresh(tx)?
            } else {
                String::new()
            },
            ..blank
        };
        let k = over(tx, blank, input)?;
        free(tx, &k.code)?;
        own_name(tx, &k)?;
        tx.put_campaign(None, &k)?;
        Ok(((), args([("name", k.name.into())])))
    })?;
    done(project, edit)
}

/// Changes what is given of a campaign.
///
/// # Errors
/// [`crate::Error::Field`] for what is taken or unknown.
pub fn edit(project: &Project, actor: &Actor, code: &str, input: &CampaignInput) -> Result<Done> {
    let (_, edit) = project.edit(actor, "campaign_edit", |tx| {
        let was = tx.campaign(code)?;
        let k = over(tx, was.clone(), input)?;
        if k.code != was.code {
            free(tx, &k.code)?;
        }
        if k.name != was.name {
            own_name(tx, &k)?;
        }
        tx.put_campaign(Some(was.id), &k)?;
        Ok(((), args([("name", k.name.into())])))
    })?;
    done(project, edit)
}

/// Removes a campaign that has no tasks.
///
/// # Errors
/// [`crate::Error::Field`] naming how many tasks it has.
pub fn remove(project: &Project, actor: &Actor, code: &str) -> Result<Done> {
    let (_, edit) = project.edit(actor, "campaign_remove", |tx| {
        let k = tx.campaign(code)?;
        match tx.remove_campaign(k.id)? {
            0 => Ok(((), args([("name", k.name.into())]))),
            n => Err(refuse(
                "campaign",
                format!("{} has {n} tasks and cannot be removed; withdraw them first", k.name),
            )),
        }
    })?;
    done(project, edit)
}

/// Closes a campaign that is over, or takes that back. The tasks of a closed one stand as they are: they are not in the
/// matrix, late, or anybody's load.
///
/// # Errors
/// [`crate::Error::Field`] for an unknown campaign, or one that is so already.
pub fn close(project: &Project, actor: &Actor, code: &str, closed: bool, on: NaiveDate) -> Result<Done> {
    let verb = if closed { "campaign_close" } else { "campaign_reopen" };
    let (_, edit) = project.edit(actor, verb, |tx| {
        let mut k = tx.campaign(code)?;
        match (closed, &k.closed_on) {
            (true, day) => under_way(&k.name, day.as_deref())?,
            (false, None) => return Err(refuse("campaign", format!("{} is under way already", k.name))),
            (false, Some(_)) => {}
        }
        k.closed_on = closed.then(|| on.to_string());
        tx.put_campaign(Some(k.id), &k)?;
        Ok(((), args([("name", k.name.into())])))
    })?;
    done(project, edit)
}

/// Puts the campaigns into an order: those named first, as named, then the others as they stood.
///
/// # Errors
/// [`crate::Error::Field`] for an unknown campaign, or one named twice.
pub fn arrange(project: &Project, actor: &Actor, codes: &[String]) -> Result<Done> {
    let (_, edit) = project.edit(actor, "campaign_arrange", |tx| {
        let mut order: Vec<CampaignId> = Vec::new();
        for code in codes {
            let k = tx.campaign(code)?;
            if order.contains(&k.id) {
                return Err(refuse("campaign", format!("{} is named twice; name it once", k.name)));
            }
            order.push(k.id);
        }
        let all = tx.campaigns()?;
        let others: Vec<_> = all.iter().map(|k| k.id).filter(|id| !order.contains(id)).collect();
        order.extend(others);
        for mut k in all {
            let place = order
                .iter()
                .position(|id| *id == k.id)
                .map_or(k.place, |i| i as i64 + 1);
            if place != k.place {
                k.place = place;
                tx.put_campaign(Some(k.id), &k)?;
            }
        }
        Ok(((), args([("count", codes.len().into())])))
    })?;
    done(project, edit)
}

/// Campaigns with how far each has come, closed ones too.
///
/// # Errors
/// Only when the file cannot be read.
pub fn list(project: &Project, on: NaiveDate) -> Result<Vec<CampaignRow>> {
    project.campaign_rows(on)
}
