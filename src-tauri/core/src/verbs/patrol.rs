//! Patrols (巡查): writing one down, and which cells nobody has walked.

use super::{args, done};
use crate::model::{Actor, GridId, Level};
use crate::store::Project;
use crate::view::Done;
use crate::view::task::{PatrolInput, PatrolSiteInput, UnwalkedRow};
use crate::{Error, Result};
use chrono::NaiveDate;

/// Writes a patrol of a grid down.
///
/// # Errors
/// [`Error::Field`] for a day that is none or still to come, or when nobody walked; [`Error::NotFound`] for a site.
pub fn add(project: &Project, actor: &Actor, grid: GridId, input: &PatrolInput, on: NaiveDate) -> Result<Done> {
    let refuse = |field: &str, reason: String| Error::Field {
        field: field.into(),
        reason,
    };
    let day = super::day("day", Some(&input.day))?.unwrap_or(on);
    if day > on {
        return Err(refuse(
            "day",
            format!("{day} is still to come; a patrol is written down once walked"),
        ));
    }
    if input.who.trim().is_empty() && input.orgs.iter().all(|o| o.trim().is_empty()) {
        return Err(refuse("who", "is empty; say who walked, or which organisation".into()));
    }
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

impl Project {
    /// Cells that nobody has walked for `days` or more (the office's setting where none), never walked ones first, then the
    /// longest ago. A walk of a part below a cell counts as the cell's; one of the ground above it does not.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn unwalked(&self, days: Option<u32>, on: NaiveDate) -> Result<Vec<UnwalkedRow>> {
        let days = match days {
            Some(d) => d,
            None => self.settings()?.patrol_days,
        };
        let s = self.snapshot(on)?;
        let mut last: Vec<Option<String>> = vec![None; s.grids.len()];
        for (grid, day) in self.last_walks(on)? {
            for i in s.place(grid).into_iter().flat_map(|p| s.upwards(p)) {
                last[i] = last[i].take().max(Some(day.clone()));
            }
        }
        let since = |day: &str| day.parse().ok().map(|d: NaiveDate| (on - d).num_days().max(0) as u32);
        let mut rows = Vec::new();
        for (i, g) in s.grids.iter().enumerate() {
            let ago = last[i].as_deref().and_then(since);
            if !(g.cell || g.level == Level::Cell) || ago.is_some_and(|a| a < days) {
                continue;
            }
            rows.push(UnwalkedRow {
                grid: g.link(),
                subdistrict: s
                    .above(i, Level::Subdistrict)
                    .map(|n| n.name.clone())
                    .unwrap_or_default(),
                chief: s.chief(g.id).map(|c| c.name.clone()),
                last: last[i].clone(),
                days: ago,
            });
        }
        // In the order of codes already; a stable sort keeps it.
        rows.sort_by(|a, b| a.last.cmp(&b.last));
        Ok(rows)
    }
}
