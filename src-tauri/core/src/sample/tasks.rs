//! The campaigns' deadlines, and which of them reach which cell.

use super::district::{Cell, District};
use super::rng::Rng;
use super::templates;
use super::{SampleCampaign, SampleExemption, SampleTask};
use chrono::{Days, NaiveDate};

/// Days from the day of the sample to each campaign's deadline: some are past.
const DEADLINES: [i64; 12] = [6, -4, -24, 21, 21, 37, -11, 14, 45, 52, 9, 37];

fn shift(day: NaiveDate, by: i64) -> NaiveDate {
    if by < 0 {
        day - Days::new(by.unsigned_abs())
    } else {
        day + Days::new(by.unsigned_abs())
    }
}

type Work = (Vec<SampleCampaign>, Vec<SampleTask>, Vec<SampleExemption>);

/// The campaigns, their tasks and where they do not apply, by cell and then by campaign.
pub(super) fn tasks(district: &District, today: NaiveDate) -> Work {
    let campaigns: Vec<SampleCampaign> = templates::campaigns()
        .into_iter()
        .zip(DEADLINES)
        .map(|(t, days)| SampleCampaign {
            code: t.code,
            name: t.name,
            name_en: t.name_en,
            standard: t.standard,
            kind: t.kind,
            deadline: shift(today, days),
        })
        .collect();
    let mut rng = Rng::new(77);
    // A stream of its own, so that the tasks stay which they were.
    let mut ticks = Rng::new(78);
    let mut tasks = Vec::new();
    let mut exemptions = Vec::new();
    for cell in &district.cells {
        for (c, campaign) in campaigns.iter().enumerate() {
            let share = reach(district, cell, c);
            if share <= 0.0 {
                exemptions.push(SampleExemption {
                    campaign: c,
                    grid_code: cell.code.clone(),
                    reason: "辖区内没有此类场所",
                });
            }
            if rng.chance(share) {
                let later = if rng.chance(0.12) { 10 } else { 0 };
                let deadline = campaign.deadline + Days::new(later);
                tasks.push(SampleTask {
                    campaign: c,
                    grid_code: cell.code.clone(),
                    deadline,
                    items: items(campaign, &mut ticks),
                });
            }
        }
    }
    (campaigns, tasks, exemptions)
}

/// A campaign without a kind of site is worked off by its standard, clause by clause.
fn items(campaign: &SampleCampaign, rng: &mut Rng) -> Vec<(String, bool)> {
    if campaign.kind.is_some() {
        return Vec::new();
    }
    let pace = rng.range(0.2, 1.0);
    let clauses = campaign.standard.split('，');
    clauses.map(|c| (c.to_owned(), rng.chance(pace))).collect()
}

/// How likely a campaign is to have been broken down to a cell.
fn reach(district: &District, cell: &Cell, campaign: usize) -> f64 {
    let village = &district.villages[cell.village];
    let near = cell.from_town < 5.0;
    let when = |is: bool, share: f64| if is { share } else { 0.0 };
    match campaign {
        0 | 1 => 0.97,
        2 => when(near || village.community, 0.9),
        3 => when(near && !village.community, 0.9),
        4 => when(!near && cell.from_town < 9.0, 0.85),
        5 => when(village.community, 0.95),
        6 => when(village.community, 0.4),
        7 => {
            if near {
                0.9
            } else {
                0.25
            }
        }
        8 => when(village.community, 0.9),
        9 => when(near, 0.35),
        10 => when(cell.from_river < 1.3, 0.95),
        _ => 0.8,
    }
}
