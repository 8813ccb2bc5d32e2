//! The notice to the chief of a cell (整改通知单): its unresolved sites, their standards, a small map.

use crate::Result;
use crate::model::{GridId, Level};
use crate::report::{Notice, NoticeMap, NoticeSite, notices_docx};
use crate::store::Project;
use crate::view::SiteRow;
use chrono::NaiveDate;
use geo::MultiPolygon;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

/// Sites that one notice lists at most.
const LISTED: u32 = 500;

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
    let made = cells
        .iter()
        .map(|id| notice(project, *id, input, on))
        .collect::<Result<Vec<_>>>()?;
    let bytes = notices_docx(&made)?;
    super::output::put(project, to, |mut f| {
        f.write_all(&bytes)?;
        Ok(f.sync_all()?)
    })
}

fn notice(project: &Project, id: GridId, input: &NoticeInput, on: NaiveDate) -> Result<Notice> {
    let d = project.dossier(id, on)?;
    let sites = project.unresolved_sites(id, on, LISTED)?;
    let kinds = project.kinds()?;
    let word = |code: &str| kinds.iter().find(|k| k.0 == code).map_or(code, |k| &k.1).to_owned();
    let root = d
        .path
        .iter()
        .find(|g| g.level == Level::District)
        .map(|g| g.name.clone());
    let district = match root {
        Some(name) => name,
        None => project.info(on)?.title,
    };
    let mut standards = Vec::new();
    for kind in sites.iter().map(|s| s.kind.as_str()).collect::<BTreeSet<_>>() {
        let items = project.standard_now(kind)?;
        standards.push((word(kind), items.into_iter().map(|i| i.text).collect()));
    }
    let mut rows = Vec::with_capacity(sites.len());
    for s in &sites {
        let note = [
            (s.escalated, "督办".to_owned()),
            (s.rework > 0, format!("退回{}次", s.rework)),
            (s.relapse > 0, format!("回潮{}次", s.relapse)),
        ];
        rows.push(NoticeSite {
            number: s.number.clone(),
            kind_name: word(&s.kind),
            address: s.address.clone(),
            household: match input.personal {
                true => project.site_rest(s.id)?[0].clone().filter(|h| !h.is_empty()),
                false => None,
            },
            state_name: s.state.chinese().into(),
            deadline: s.deadline.clone(),
            days_late: s.days_late.filter(|n| *n > 0),
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
        number: format!("{}-{}", d.grid.code, on.format("%Y%m%d")),
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
        deadline: input.deadline.clone(),
        issued_by: match input.issued_by.trim() {
            "" => format!("{district}创卫办"),
            by => by.to_owned(),
        },
        title_district: district,
    })
}

fn rings(ground: &MultiPolygon<f64>) -> Vec<Vec<[f64; 2]>> {
    (ground.0.iter())
        .map(|p| p.exterior().0.iter().map(|c| [c.x, c.y]).collect())
        .collect()
}

fn map(project: &Project, id: GridId, sites: &[SiteRow], on: NaiveDate) -> Result<Option<NoticeMap>> {
    let Some(ground) = project.grid(id)?.2 else {
        return Ok(None);
    };
    let near = project.drawn_near(&ground, on)?;
    Ok(Some(NoticeMap {
        outline: rings(&ground),
        neighbours: near
            .iter()
            .filter(|(g, _)| *g != id)
            .flat_map(|(_, g)| rings(g))
            .collect(),
        sites: (sites.iter().zip(1..))
            .filter_map(|(s, n)| Some((s.lon_lat?, n, s.overdue)))
            .collect(),
    }))
}
