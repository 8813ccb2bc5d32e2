//! Everything about one grid, and about one site.

use crate::Result;
use crate::model::{Action, CHIEF, GridId, SiteId, State};
use crate::patrol;
use crate::site::lifecycle::{self, Facts};
use crate::store::{Project, SiteFacts};
use crate::view::task::PersonRef;
use crate::view::{ActionOffer, Dossier, RecheckPlan, SiteArchive};
use chrono::{Days, NaiveDate};
use geo::{BoundingRect, GeodesicArea};

/// Unresolved sites that a dossier lists at most.
const LISTED: u32 = 500;

impl Project {
    /// Chief, duties, tasks, figures and unresolved sites of a grid, with all that lies below it.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn dossier(&self, id: GridId, on: NaiveDate) -> Result<Dossier> {
        let (grid, note, geometry) = self.grid(id)?;
        let s = self.snapshot(on)?;
        let place = s.place(id);
        let mut path: Vec<_> = place
            .map(|p| s.upwards(p).skip(1).map(|i| s.grids[i].link()).collect())
            .unwrap_or_default();
        path.reverse();
        let duties = self.duties(id, on)?;
        let rect = geometry.as_ref().and_then(|g| g.bounding_rect());
        Ok(Dossier {
            path,
            area_m2: geometry.as_ref().map(|g| g.geodesic_area_unsigned()),
            note,
            bbox: rect.map(|r| [r.min().x, r.min().y, r.max().x, r.max().y]),
            cell: place.is_some_and(|p| s.is_cell(p)),
            chief: duties.iter().find(|d| d.role == CHIEF).cloned(),
            cell_chiefs: place
                .filter(|p| !s.is_cell(*p))
                .map(|_| s.cell_chiefs(id))
                .unwrap_or_default(),
            duties,
            other_chiefs: self.other_chiefs(id, on)?,
            walked: place.and_then(|p| s.walked(p)),
            walk_due: place.is_some_and(|p| s.is_cell(p) && patrol::is_due(s.walked(p), s.patrol_days)),
            tasks: self.tasks(id, on)?,
            figures: place.map(|p| s.rolled_up()[p]).unwrap_or_default(),
            unresolved: self.unresolved_sites(id, on, LISTED)?,
            grid,
        })
    }

    /// Archive and next moves of a site. `actor` is who would make them.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn site_archive(&self, id: SiteId, actor: &str, on: NaiveDate) -> Result<SiteArchive> {
        let site = self.site_row(id, on)?;
        let facts = self.site_facts(id)?;
        let chief = match site.grid.as_ref() {
            Some(g) => self.duties(g.id, on)?.into_iter().find(|d| d.role == CHIEF),
            None => None,
        };
        let standard = self.standard(&facts.kind, facts.standard_version)?;
        let numbers: Vec<u32> = standard.iter().map(|i| i.number).collect();
        let [household, phone, area, source, found_on, size, note, suspended_until] = self.site_rest(id)?;
        let (escalated, escalated_by, escalated_on, recheck) = self.site_watch(id)?;
        let plan = if site.state == State::Submitted {
            self.settings()?.recheck_days
        } else {
            Vec::new()
        };
        let recheck_plan = (plan.into_iter())
            .filter_map(|days| {
                Some(RecheckPlan {
                    days,
                    due: on.checked_add_days(Days::new(days.into()))?.to_string(),
                })
            })
            .collect();
        let named = self.site_person(id)?;
        let by_duty = chief.as_ref().filter(|_| named.is_none()).and_then(|c| {
            Some(PersonRef {
                id: c.person?,
                name: c.name.clone(),
            })
        });
        let steps = self.steps(id)?;
        let known = known_facts(&facts, &numbers, chief.is_some(), actor, on);
        Ok(SiteArchive {
            kind_unknown: !facts.has_kind(),
            household: household.unwrap_or_default(),
            phone: phone.unwrap_or_default(),
            area: area.unwrap_or_default(),
            source: source.unwrap_or_default(),
            found_on,
            size: size.unwrap_or_default(),
            note: note.unwrap_or_default(),
            suspended_until,
            escalated,
            escalated_by,
            escalated_on,
            recheck,
            inherited: by_duty.is_some(),
            answerable: named.or(by_duty),
            inspected: steps
                .iter()
                .any(|s| matches!(s.action, Action::Accept | Action::Return)),
            chief,
            tasks: self.tasks_of_site(id)?,
            steps,
            actions: lifecycle::actions_from(site.state)
                .iter()
                .map(|a| offer(&facts, *a, &known))
                .collect(),
            submitter: facts.submitter,
            photo_rule: facts.photo_rule,
            recheck_plan,
            standard,
            standard_version: facts.standard_version,
            photos: facts.photos,
            shots: self.photos(id)?,
            site,
        })
    }
}

/// What is known of a site before anybody says anything more.
pub(super) fn known_facts(f: &SiteFacts, standard: &[u32], has_chief: bool, actor: &str, on: NaiveDate) -> Facts {
    Facts {
        has_grid: f.grid.is_some(),
        has_chief,
        today: on,
        standard: standard.to_vec(),
        photo_rule: f.photo_rule,
        photos_before: f.photos_now[0],
        photos_after: f.photos_now[1],
        actor: actor.to_owned(),
        submitter: f.submitter.clone(),
        ..Facts::default()
    }
}

/// A move with what the person must still give (note, date, judgement), and what stands in its way whatever they give.
fn offer(site: &SiteFacts, action: Action, known: &Facts) -> ActionOffer {
    let refused = |facts: &Facts| {
        lifecycle::transition(site.state, action, facts)
            .err()
            .map(|r| r.missing)
            .unwrap_or_default()
    };
    let bare = refused(known);
    let given = Facts {
        note: true,
        until: known.today.succ_opt(),
        passed: if action == Action::Return {
            Vec::new()
        } else {
            known.standard.clone()
        },
        failed: if action == Action::Return {
            known.standard.first().copied().into_iter().collect()
        } else {
            Vec::new()
        },
        ..known.clone()
    };
    ActionOffer {
        action,
        needs_note: bare.contains(&"note"),
        needs_until: bare.contains(&"until"),
        needs_standard: bare.contains(&"standard") || bare.contains(&"failed_items"),
        missing: refused(&given).into_iter().map(str::to_owned).collect(),
    }
}
