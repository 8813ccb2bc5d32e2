//! Patrols (巡查): writing one down, and which cells nobody has walked.

use super::{args, done, refuse};
use crate::Result;
use crate::model::{Actor, GridId, PatrolId};
use crate::patrol;
use crate::store::Project;
use crate::view::Done;
use crate::view::patrol::{PatrolInput, PatrolSiteInput, WalkRow};
use chrono::{Days, NaiveDate};

/// Writes a patrol of a grid down.
///
/// # Errors
/// [`crate::Error::Field`] for a day that is none or still to come, or when nobody walked; [`crate::Error::NotFound`] for a site.
pub fn add(project: &Project, actor: &Actor, grid: GridId, input: &PatrolInput, on: NaiveDate) -> Result<Done> {
    let day = super::day("day", Some(&input.day))?.unwrap_or(on);
    if day > on {
        return Err(refuse(
            "day",
            format!("{day} is still to come; a patrol is written down once walked"),
        ));
    }
    if input.who.trim().is_empty() && input.orgs.iter().all(|o| o.trim().is_empty()) {
        return Err(refuse("who", "is empty; say who walked, or which organisation"));
    }
    let named = std::iter::once(&input.who).chain(&input.orgs).map(|n| n.trim());
    let walkers = named.filter(|n| !n.is_empty()).collect::<Vec<_>>().join("、");
    let link = project.grid(grid)?.0;
    let input = PatrolInput {
        sites: merged(&input.sites),
        ..input.clone()
    };
    let (_, edit) = project.edit(actor, "patrol", |tx| {
        for s in &input.sites {
            tx.site_facts(s.site)?;
        }
        tx.put_patrol(grid, day, &input)?;
        let words = args([
            ("grid", link.name.into()),
            ("day", day.to_string().into()),
            ("count", input.sites.len().into()),
            ("who", walkers.into()),
        ]);
        Ok(((), words))
    })?;
    done(project, edit)
}

/// Each site once: found, where it is said to be anywhere, with all that was seen.
fn merged(sites: &[PatrolSiteInput]) -> Vec<PatrolSiteInput> {
    let mut out: Vec<PatrolSiteInput> = Vec::new();
    for s in sites {
        match out.iter_mut().find(|o| o.site == s.site) {
            None => out.push(s.clone()),
            Some(o) => {
                o.found |= s.found;
                if !o.seen.is_empty() && !s.seen.is_empty() {
                    o.seen.push('；');
                }
                o.seen.push_str(&s.seen);
            }
        }
    }
    out
}

/// Takes a patrol out that was written down by mistake.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn remove(project: &Project, actor: &Actor, id: PatrolId) -> Result<Done> {
    let (_, edit) = project.edit(actor, "patrol_remove", |tx| {
        let (grid, day) = tx.take_patrol(id)?;
        Ok(((), args([("grid", grid.into()), ("day", day.into())])))
    })?;
    done(project, edit)
}

impl Project {
    /// Every cell with the day on which it was last walked, never walked ones first, then the longest ago; what is due is so
    /// after `days` (the office's setting where none).
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn walks(&self, days: Option<u32>, on: NaiveDate) -> Result<Vec<WalkRow>> {
        let s = self.snapshot(on)?;
        let every = days.unwrap_or(s.patrol_days);
        let mut rows: Vec<WalkRow> = (0..s.grids.len())
            .filter(|i| s.is_cell(*i))
            .map(|i| {
                let g = &s.grids[i];
                let ago = s.walked(i);
                WalkRow {
                    grid: g.link(),
                    subdistrict: s.subdistrict(i),
                    chief: s.chief(g.id).map(|c| c.name.clone()),
                    last: ago.map(|a| (on - Days::new(a.into())).to_string()),
                    days: ago,
                    due: patrol::is_due(ago, every),
                    unresolved: s.own(g.id).unresolved,
                    bbox: g.bbox,
                }
            })
            .collect();
        // In the order of codes already; a stable sort keeps it.
        rows.sort_by(|a, b| a.last.cmp(&b.last));
        Ok(rows)
    }

    /// Those of them that are to be walked again.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn unwalked(&self, days: Option<u32>, on: NaiveDate) -> Result<Vec<WalkRow>> {
        let mut rows = self.walks(days, on)?;
        rows.retain(|r| r.due);
        Ok(rows)
    }
}
