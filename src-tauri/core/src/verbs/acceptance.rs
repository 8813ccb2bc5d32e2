//! The acceptance form of a site (验收单): how its newest inspection came out, on one page.

use super::notice::district;
use super::{output, refuse};
use crate::Result;
use crate::calendar::china;
use crate::model::{Action, CHIEF, SiteId};
use crate::photo::thumbnail;
use crate::report::{Acceptance, Item, Outcome, Photo, Printing, Verdict, acceptance_docx, acceptance_printing};
use crate::site::number;
use crate::store::{Inspection, Project, kind_word};
use chrono::NaiveDate;
use std::path::Path;

/// Longer side of a photo on the form, in pixels: 300 dots an inch at the width it is printed.
const PRINTED_SIDE: u32 = 1280;

/// Writes the acceptance form of a site's newest inspection as a Word document. Changes nothing.
///
/// It says neither telephone nor household, and its photos carry no notes of the camera.
///
/// # Errors
/// [`crate::Error::NotFound`] for a site that is not there, [`crate::Error::Field`] for one that was never inspected, or when the
/// target cannot be written; a failure leaves the target as it was.
pub fn docx(project: &Project, id: SiteId, to: &Path, on: NaiveDate) -> Result<()> {
    let bytes = acceptance_docx(&form(project, id, on)?)?;
    output::bytes(project, to, &bytes)
}

/// The same form for the window to show and print.
///
/// # Errors
/// [`crate::Error::NotFound`] for a site that is not there, [`crate::Error::Field`] for one that was never inspected.
pub fn printing(project: &Project, id: SiteId, on: NaiveDate) -> Result<Printing> {
    acceptance_printing(&form(project, id, on)?)
}

fn form(project: &Project, id: SiteId, on: NaiveDate) -> Result<Acceptance> {
    let site = project.site_row(id, on)?;
    let Some(found) = project.inspection(id)? else {
        return Err(refuse(
            "site",
            format!(
                "{} was never inspected; a form is written once it was accepted or returned",
                site.number
            ),
        ));
    };
    let day = china::day(&found.at);
    let of = day.unwrap_or(on);
    let (path, chief) = match &site.grid {
        Some(g) => {
            let chief = project.duties(g.id, of)?.into_iter().find(|d| d.role == CHIEF);
            (project.dossier(g.id, on)?.path, chief)
        }
        None => (Vec::new(), None),
    };
    let kinds = project.kinds()?;
    let items = project.standard(&site.kind, found.standard_version)?;
    let photo = |role: &str| -> Result<Option<Photo>> {
        let Some((key, taken_at)) = project.photo_at(id, role, found.step)? else {
            return Ok(None);
        };
        let Some((_, bytes)) = project.photo_bytes(&key)? else {
            return Ok(None);
        };
        let caption = taken_at.unwrap_or_default().replace('T', " ");
        Ok(Some(Photo {
            bytes: thumbnail(&bytes, PRINTED_SIDE)?,
            caption: caption.chars().take(16).collect(),
        }))
    };
    let said = |d: Option<NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
    let (submitted_by, submitted_at) = found.submitted.clone().unwrap_or_default();
    Ok(Acceptance {
        district: district(project, &path, on)?,
        number: format!("{}-{}", number::on_paper(&site.number), of.format("%Y%m%d")),
        kind_name: kind_word(&kinds, &site.kind).to_owned(),
        address: [&site.address, &site.village]
            .into_iter()
            .find(|t| !t.is_empty())
            .cloned()
            .unwrap_or_default(),
        grid: site.grid.as_ref().map(|g| g.name.clone()).unwrap_or_default(),
        chief: chief.map(|c| c.name).unwrap_or_default(),
        submitted_by,
        submitted_on: said(china::day(&submitted_at)),
        inspected_by: found.actor.clone(),
        inspected_on: said(day),
        second_person: None,
        items: items
            .into_iter()
            .map(|i| Item {
                verdict: verdict(&found, i.number),
                remark: found.remarks.get(&i.number).cloned().unwrap_or_default(),
                number: i.number,
                text: i.text,
            })
            .collect(),
        standard_version: format!("第{}版", found.standard_version),
        result: match found.action {
            Action::Accept => Outcome::Accepted,
            _ => Outcome::Returned,
        },
        opinion: found.note.clone(),
        photo_before: photo("before")?,
        photo_after: photo("after")?,
        site_number: number::on_paper(&site.number).into_owned(),
    })
}

/// An acceptance means that every item passed that nothing else is written of; a return names only what it looked at.
fn verdict(found: &Inspection, item: u32) -> Verdict {
    if found.failed.contains(&item) {
        Verdict::Fail
    } else if found.not_applicable.contains(&item) {
        Verdict::NotApplicable
    } else if found.passed.contains(&item) || found.action == Action::Accept {
        Verdict::Pass
    } else {
        Verdict::Unjudged
    }
}
