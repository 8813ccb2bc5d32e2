//! Walks of the last weeks: most cells were walked lately, some are due, a few never were.

use super::rng::Rng;
use super::{SampleDuty, SamplePatrol, SamplePerson};
use crate::model::CHIEF;
use chrono::{Days, NaiveDate};

/// Who goes along.
const ORGS: [&str; 4] = ["城管局", "农业农村局", "卫健局", "乡村振兴局"];
/// What was asked on the way.
const QUESTIONS: [&str; 4] = [
    "巷道路灯损坏，何时修复",
    "垃圾清运每周不足两次",
    "旱厕改造补助何时到位",
    "河道边堆放的建筑垃圾归谁清理",
];

/// Walks of the chiefs through their own cells, by cell, the oldest first.
pub(super) fn patrols(duties: &[SampleDuty], people: &[SamplePerson], today: NaiveDate) -> Vec<SamplePatrol> {
    let mut rng = Rng::new(79);
    let mut out = Vec::new();
    for d in duties.iter().filter(|d| d.role == CHIEF) {
        let Some(chief) = d.person.and_then(|p| people.get(p)) else {
            continue;
        };
        if rng.chance(0.08) {
            continue;
        }
        // A walk every three weeks or so.
        let most = if rng.chance(0.8) { 22 } else { 45 };
        let last = rng.below(most) as u64;
        for back in (0..=rng.below(3) as u64).rev() {
            let ago = last + back * (14 + rng.below(12) as u64);
            let asked = rng
                .chance(0.25)
                .then(|| QUESTIONS[rng.below(QUESTIONS.len())].to_owned());
            out.push(SamplePatrol {
                grid_code: d.grid_code.clone(),
                day: today - Days::new(ago),
                who: chief.name.clone(),
                org: rng.chance(0.5).then(|| ORGS[rng.below(ORGS.len())]),
                question: asked,
            });
        }
    }
    out
}
