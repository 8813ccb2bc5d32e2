//! A year of the office's work: a million steps on every site of a district, made through the verbs that the desk uses.

use crate::Outcome;
use crate::source::today;
use chrono::{Days, NaiveDate};
use gridwarden_core::model::{Action, Actor, CHIEF, GridId, Level, PersonId, SiteId};
use gridwarden_core::store::Project;
use gridwarden_core::verbs::{
    self,
    breakdown::NewTasks,
    duty::{Giving, Holder},
};
use gridwarden_core::view::matrix::CellChoice;
use gridwarden_core::view::{Filter, PersonInput, Sort, StepInput};

const CHIEFS: usize = 400;
/// Sites of one edit, as somebody at a desk would choose them.
const BATCH: u32 = 20_000;
/// One cell in so many has an empty square in each campaign.
const EMPTY_EACH: usize = 20;

/// Works through a file whose sites were just reported. Gives the number of steps made.
pub fn work(project: &Project) -> Outcome<usize> {
    let chief = actor("网格长");
    let office = actor("创卫办");
    let on = today();
    duties(project, &office, on)?;
    campaigns(project, &office, on)?;
    meet(project, &office, on)?;
    let sites = sites(project, on)?;
    let mut steps = 0;
    let mut made = |who: &Actor, ids: &[SiteId], action: Action, input: &StepInput| -> Outcome<()> {
        for some in ids.chunks(BATCH as usize) {
            let (_, rows) = verbs::step::step_many(project, who, some, action, input, on)?;
            steps += rows.iter().filter(|r| r.refused.is_none()).count();
        }
        Ok(())
    };
    let plain = StepInput::default();
    for action in [Action::Verify, Action::Dispatch, Action::Start] {
        made(&chief, &sites, action, &plain)?;
    }
    // Acceptances and returns are made site by site, so half of the sites make two other moves.
    let half: Vec<SiteId> = sites.iter().copied().step_by(2).collect();
    let frost = StepInput {
        note: "冻土，开春再修".into(),
        until: Some("2027-03-15".into()),
        ..StepInput::default()
    };
    made(&office, &half, Action::Suspend, &frost)?;
    made(&office, &half, Action::Resume, &plain)?;
    made(&chief, &sites, Action::Submit, &plain)?;
    Ok(steps)
}

/// Makes the meeting of a day.
pub fn meet(project: &Project, who: &Actor, day: NaiveDate) -> Outcome<()> {
    verbs::meeting::create(project, who, day, "", "")?;
    Ok(())
}

/// The day of the meeting after the first.
pub fn next_meeting() -> Outcome<NaiveDate> {
    today()
        .checked_add_days(Days::new(28))
        .ok_or_else(|| "no day after the first meeting".into())
}

/// Somebody at the desk.
pub fn actor(name: &str) -> Actor {
    Actor::new(name, "")
}

fn sites(project: &Project, on: NaiveDate) -> Outcome<Vec<SiteId>> {
    let all = Filter::default();
    let mut out = Vec::new();
    for page in 0.. {
        let rows = project
            .table_sites(&all, &Sort::default(), page * BATCH, BATCH, on)?
            .rows;
        if rows.is_empty() {
            break;
        }
        out.extend(rows.iter().filter(|r| r.grid.is_some()).map(|r| r.id));
    }
    Ok(out)
}

/// Every cell gets one of the chiefs.
fn duties(project: &Project, who: &Actor, on: NaiveDate) -> Outcome<()> {
    let mut chiefs: Vec<PersonId> = Vec::new();
    for i in 0..CHIEFS {
        let person = PersonInput {
            name: format!("网格长{i:03}"),
            phone: format!("139{i:08}"),
            ..PersonInput::default()
        };
        chiefs.push(project.add_person(who, &person, on)?.id);
    }
    let cells = cells(project, on)?;
    let ids: Vec<GridId> = cells.iter().map(|c| c.0).collect();
    let changes: Vec<Giving<'_>> = ids
        .chunks(ids.len().div_ceil(CHIEFS))
        .zip(&chiefs)
        .map(|(grids, chief)| Giving {
            grids,
            role: CHIEF,
            holder: Holder::Person(*chief),
        })
        .collect();
    verbs::duty::set_duties(project, who, &changes, "2026-01-01", on)?;
    Ok(())
}

fn cells(project: &Project, on: NaiveDate) -> Outcome<Vec<(GridId, String)>> {
    let rows = verbs::status::status(project, None, on)?.rows;
    Ok(rows
        .into_iter()
        .filter(|r| r.grid.level == Level::Cell)
        .map(|r| (r.grid.id, r.grid.code))
        .collect())
}

/// Every campaign of the templates is broken down to all but a few cells.
fn campaigns(project: &Project, who: &Actor, on: NaiveDate) -> Outcome<()> {
    let cells = cells(project, on)?;
    for (k, campaign) in verbs::campaign::list(project, on)?.iter().enumerate() {
        let choice = CellChoice {
            cells: cells
                .iter()
                .enumerate()
                .filter(|(i, _)| i % EMPTY_EACH != k % EMPTY_EACH)
                .map(|(_, c)| c.1.clone())
                .collect(),
            ..CellChoice::default()
        };
        let new = NewTasks {
            deadline: Some("2026-12-31"),
            standard: "",
            holder: Holder::Vacant,
        };
        verbs::breakdown::assign(project, who, &campaign.code, &choice, &new, on)?;
    }
    Ok(())
}
