//! The notice to the chief of a cell (整改通知单): its unresolved sites, their standards, a small map.

use super::{args, done, refuse, step};
use crate::Result;
use crate::geometry::rings::wound;
use crate::model::{Action, Actor, GridId, Level, SiteId, State};
use crate::report::{Notice, NoticeMap, NoticeSite, Printing, notices_docx, notices_printing};
use crate::site::number;
use crate::store::{Project, kind_word};
use crate::view::today::BatchRow;
use crate::view::{Done, GridRef, SiteRow, StepInput};
use chrono::NaiveDate;
use geo::MultiPolygon;
use std::collections::BTreeSet;
use std::path::Path;

/// Sites that one notice lists at most: some sixty pages.
const LISTED: u32 = 1000;

/// What the office says on its notices.
#[derive(Debug, Clone, Default)]
pub struct NoticeInput {
    /// Who issues them; the district's office where empty.
    pub issued_by: String,
    /// By when all of it is to be done; each site's own deadline where none.
    pub deadline: Option<String>,
    /// With telephones and households: personal data.
    pub personal: bool,
}

/// Writes one Word document with a notice for each of these cells, each beginning a page. Changes nothing.
///
/// # Errors
/// [`crate::Error::NotFound`] for a cell that is not there, [`crate::Error::Field`] when none is given, or when the
/// target cannot be written; a failure leaves the target as it was.
pub fn docx(project: &Project, cells: &[GridId], input: &NoticeInput, to: &Path, on: NaiveDate) -> Result<()> {
    let bytes = notices_docx(&notices(project, cells, input, on)?)?;
    super::output::bytes(project, to, &bytes)
}

/// Writes the document and records that it went out, both or neither: it stands in its place when the sites are
/// dispatched.
///
/// # Errors
/// As of [`docx`] and [`dispatch`]; the target and the project are then as they were.
pub fn docx_and_dispatch(
    project: &Project,
    actor: &Actor,
    cells: &[GridId],
    input: &NoticeInput,
    to: &Path,
    on: NaiveDate,
) -> Result<Vec<BatchRow>> {
    let bytes = notices_docx(&notices(project, cells, input, on)?)?;
    super::output::put_after(project, to, &bytes, || Ok(dispatch(project, actor, cells, on)?.1))
}

/// The same document for the window to show and print.
///
/// # Errors
/// [`crate::Error::NotFound`] for a cell that is not there, [`crate::Error::Field`] when none is given.
pub fn printing(project: &Project, cells: &[GridId], input: &NoticeInput, on: NaiveDate) -> Result<Printing> {
    notices_printing(&notices(project, cells, input, on)?)
}

fn notices(project: &Project, cells: &[GridId], input: &NoticeInput, on: NaiveDate) -> Result<Vec<Notice>> {
    cells.iter().map(|id| notice(project, *id, input, on)).collect()
}

/// Records that notices went out to the chiefs of these cells: dispatches their filed sites as one edit, each step
/// naming its notice. A site that refuses is left as it is and named.
///
/// # Errors
/// [`crate::Error::NotFound`] for a cell that is not there.
pub fn dispatch(project: &Project, actor: &Actor, cells: &[GridId], on: NaiveDate) -> Result<(Done, Vec<BatchRow>)> {
    let mut filed: Vec<(SiteId, StepInput)> = Vec::new();
    for id in cells {
        let note = format!("整改通知单 {}", number(&project.grid(*id)?.0.code, on));
        let sites = project.unresolved_sites(*id, on, u32::MAX)?;
        for s in sites.iter().filter(|s| s.state == State::Filed) {
            // A cell and one above it may both be given.
            if filed.iter().all(|(known, _)| *known != s.id) {
                let note = note.clone();
                filed.push((
                    s.id,
                    StepInput {
                        note,
                        ..StepInput::default()
                    },
                ));
            }
        }
    }
    let (rows, edit) = project.edit(actor, "notice", |tx| {
        let mut moving = step::Moving::new(actor, Action::Dispatch, None, on);
        let rows = (filed.iter())
            .map(|(site, input)| moving.one_of_many(tx, *site, input))
            .collect::<Result<Vec<_>>>()?;
        let words = args([("cells", cells.len().into()), ("count", step::moved(&rows).into())]);
        Ok((rows, words))
    })?;
    Ok((done(project, edit)?, rows))
}

/// Until when a site is suspended, and why: its deadline does not run meanwhile.
fn suspended(project: &Project, id: SiteId) -> Result<String> {
    let [.., until] = project.site_rest(id)?;
    let steps = project.steps(id)?;
    let why = steps
        .iter()
        .rev()
        .find(|s| s.to == State::Suspended)
        .map(|s| s.note.as_str());
    let until = until.map_or_else(|| "挂账".to_owned(), |day| format!("挂账至 {day}"));
    Ok(match why.unwrap_or_default() {
        "" => until,
        why => format!("{until}（{why}）"),
    })
}

/// The number of a cell's notice of a day.
fn number(code: &str, on: NaiveDate) -> String {
    format!("{code}-{}", on.format("%Y%m%d"))
}

/// The district as documents name it: the root above a cell, else the project's title.
pub(super) fn district(project: &Project, path: &[GridRef], on: NaiveDate) -> Result<String> {
    match path.iter().find(|g| g.level == Level::District) {
        Some(root) => Ok(root.name.clone()),
        None => Ok(project.info(on)?.title),
    }
}

fn notice(project: &Project, id: GridId, input: &NoticeInput, on: NaiveDate) -> Result<Notice> {
    let deadline = super::day("deadline", input.deadline.as_deref())?;
    let d = project.dossier(id, on)?;
    let sites = project.unresolved_sites(id, on, LISTED + 1)?;
    if sites.len() > LISTED as usize {
        return Err(refuse(
            "cells",
            format!(
                "{} has more than {LISTED} unresolved sites, too many for one notice; choose the cells below it",
                d.grid.name
            ),
        ));
    }
    let kinds = project.kinds()?;
    let word = |code: &str| kind_word(&kinds, code).to_owned();
    let district = district(project, &d.path, on)?;
    let mut standards = Vec::new();
    for kind in sites.iter().map(|s| s.kind.as_str()).collect::<BTreeSet<_>>() {
        let items = project.standard_now(kind)?;
        standards.push((word(kind), items.into_iter().map(|i| i.text).collect()));
    }
    let mut rows = Vec::with_capacity(sites.len());
    for s in &sites {
        let rests = match s.state {
            State::Suspended => Some(suspended(project, s.id)?),
            _ => None,
        };
        let note = [
            (rests.is_some(), rests.clone().unwrap_or_default()),
            (s.escalated, "督办".to_owned()),
            (s.rework > 0, format!("退回{}次", s.rework)),
            (s.relapse > 0, format!("回潮{}次", s.relapse)),
        ];
        rows.push(NoticeSite {
            number: number::on_paper(&s.number).into_owned(),
            kind_name: word(&s.kind),
            address: s.address.clone(),
            household: match input.personal {
                true => project.site_rest(s.id)?[0].clone().filter(|h| !h.is_empty()),
                false => None,
            },
            state_name: s.state.chinese().into(),
            rests: rests.is_some(),
            unverified: s.state == State::Reported,
            deadline: s.deadline.clone().filter(|_| rests.is_none()),
            days_late: s.days_late.filter(|n| *n > 0 && rests.is_none()),
            note: note
                .into_iter()
                .filter_map(|(is, w)| is.then_some(w))
                .collect::<Vec<_>>()
                .join("，"),
        });
    }
    let held = |role: &str| {
        d.duties
            .iter()
            .filter(|x| x.role == role)
            .map(|x| x.name.clone())
            .collect::<Vec<_>>()
    };
    Ok(Notice {
        number: number(&d.grid.code, on),
        date: on.to_string(),
        grid_code: d.grid.code.clone(),
        grid_name: d.grid.name.clone(),
        chief_name: d.chief.as_ref().map(|c| c.name.clone()).unwrap_or_default(),
        chief_phone: d
            .chief
            .as_ref()
            .map(|c| c.phone.clone())
            .filter(|p| input.personal && !p.is_empty()),
        leader: held("leader").into_iter().next(),
        departments: held("department"),
        map: map(project, id, &sites, on)?,
        rows,
        standards,
        deadline: deadline.map(|d| d.to_string()),
        issued_by: match input.issued_by.trim() {
            "" => format!("{district}创卫办"),
            by => by.to_owned(),
        },
        title_district: district,
    })
}

/// The outer rings only: what lies in a hole is drawn over them.
fn outer_rings(ground: &MultiPolygon<f64>) -> Vec<Vec<[f64; 2]>> {
    (ground.0.iter())
        .map(|p| p.exterior().0.iter().map(|c| [c.x, c.y]).collect())
        .collect()
}

fn map(project: &Project, id: GridId, sites: &[SiteRow], on: NaiveDate) -> Result<Option<NoticeMap>> {
    let own = project.ground_of(id, on)?;
    if own.is_empty() {
        return Ok(None);
    }
    let ids: BTreeSet<GridId> = own.iter().map(|(g, _)| *g).collect();
    let ground: MultiPolygon<f64> = own.into_iter().flat_map(|(_, g)| g.0).collect();
    let near = project.drawn_near(&ground, on)?;
    Ok(Some(NoticeMap {
        outline: wound(&ground).collect(),
        neighbours: near
            .iter()
            .filter(|(g, _)| !ids.contains(g))
            .flat_map(|(_, g)| outer_rings(g))
            .collect(),
        sites: (sites.iter().zip(1..))
            .filter_map(|(s, n)| Some((s.lon_lat?, n, s.overdue)))
            .collect(),
    }))
}
