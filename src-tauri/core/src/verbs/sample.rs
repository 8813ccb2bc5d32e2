//! The sample district as a project file.

use crate::Result;
use crate::sample;
use crate::store::{GridUpsert, NewDuty, NewPerson, NewProject, Project, SiteUpsert};
use crate::view::patrol::PatrolInput;
use crate::view::task::TaskItem;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::path::Path;

/// Makes the sample project, dated around `today`. Its making is not in its history: undo begins with the office's first edit.
///
/// # Errors
/// Refused when the file exists already or cannot be written.
pub fn create(path: &Path, today: NaiveDate) -> Result<Project> {
    let s = sample::sample(today);
    let new = NewProject {
        title: s.title.clone(),
        division: s.division.into(),
        illustrative: true,
    };
    Project::create_filled(path, &new, |project| {
        project.fill(|tx| {
            let mut grids = HashMap::new();
            for g in &s.grids {
                let parent = g.parent.as_ref().and_then(|p| grids.get(p).copied());
                let up = GridUpsert {
                    code: &g.code,
                    name: Some(&g.name),
                    level: Some(g.level),
                    parent,
                    note: None,
                    geometry: g.geometry.as_ref(),
                };
                let (id, _) = tx.put_grid(&up)?;
                grids.insert(g.code.clone(), id);
            }
            let mut people = Vec::new();
            for p in &s.people {
                let new = NewPerson {
                    name: &p.name,
                    post: Some(&p.post),
                    phone: Some(&p.phone),
                    org: Some(&p.org),
                };
                people.push(tx.put_person(&new, None)?.0);
            }
            for d in &s.duties {
                let Some(grid) = grids.get(&d.grid_code).copied() else {
                    continue;
                };
                let from = d.from.to_string();
                let person = d.person.map(|i| people[i]);
                let org = d.org.as_deref().filter(|_| person.is_none());
                tx.put_duty(&NewDuty {
                    grid,
                    role: d.role,
                    person,
                    org,
                    from: Some(&from),
                    to: None,
                })?;
            }
            for c in &s.campaigns {
                tx.set_campaign_deadline(&c.code, &c.deadline.to_string())?;
            }
            let mut tasks = HashMap::new();
            for t in &s.tasks {
                if let Some(grid) = grids.get(&t.grid_code) {
                    let id = tx.put_task(&s.campaigns[t.campaign].code, *grid, "", Some(&t.deadline.to_string()))?;
                    let item = |(number, (text, done)): (u32, &(String, bool))| TaskItem {
                        number,
                        text: text.clone(),
                        done: *done,
                    };
                    let items: Vec<_> = (1..).zip(&t.items).map(item).collect();
                    tx.put_task_items(id, &items)?;
                    tasks.insert((t.campaign, *grid), id);
                }
            }
            for e in &s.exemptions {
                if let Some(grid) = grids.get(&e.grid_code) {
                    let campaign = tx.campaign(&s.campaigns[e.campaign].code)?;
                    tx.put_exemption(campaign.id, *grid, e.reason)?;
                }
            }
            let index = super::assign::index(tx.drawn_grids()?);
            let mut seen = tx.seen_sites(today)?;
            for site in &s.sites {
                let (found, deadline) = (site.found_on.to_string(), site.deadline.map(|d| d.to_string()));
                let grid = index.locate(site.lon, site.lat);
                let up = SiteUpsert {
                    number: &site.number,
                    kind: Some(&site.kind),
                    state: Some(site.state),
                    lon_lat: Some([site.lon, site.lat]),
                    grid,
                    address: Some(&site.address),
                    village: Some(&site.village),
                    household: Some(&site.household),
                    phone: Some(&site.phone),
                    area: Some(&site.area),
                    source: Some(&site.source),
                    found_on: Some(&found),
                    deadline: deadline.as_deref(),
                    size: Some(&site.size),
                    note: Some(&site.note),
                };
                let (id, _) = tx.put_site(&up, &mut seen)?;
                tx.place_new(&mut seen)?;
                if let Some(task) = site.campaign.zip(grid).and_then(|k| tasks.get(&k)) {
                    tx.set_site_task(id, Some(*task))?;
                }
                tx.put_past(id, site, today)?;
            }
            for w in &s.patrols {
                if let Some(grid) = grids.get(&w.grid_code) {
                    let walk = PatrolInput {
                        who: w.who.clone(),
                        orgs: w.org.iter().map(|o| (*o).to_owned()).collect(),
                        questions: w.question.iter().cloned().collect(),
                        ..PatrolInput::default()
                    };
                    tx.put_patrol(*grid, w.day, &walk)?;
                }
            }
            for g in &s.ground {
                tx.put_ground(g.kind, g.name, &g.line)?;
            }
            Ok(())
        })
    })
}
