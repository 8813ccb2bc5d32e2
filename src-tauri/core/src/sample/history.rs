//! How a site came to its state: the moves, who made them, when.

use super::people::Staff;
use super::rng::Rng;
use super::{SamplePerson, SampleStep};
use crate::model::{Action, State};
use chrono::{Days, NaiveDate};

/// Half hours of an office day, 9:00 to 17:30 in China.
const SLOTS: usize = 17;

/// A life so far.
pub(super) struct History {
    /// Found on.
    pub found_on: NaiveDate,
    /// Deadline.
    pub deadline: Option<NaiveDate>,
    /// Moves.
    pub steps: Vec<SampleStep>,
    /// Returns among them.
    pub rework: u32,
    /// Relapses among them.
    pub relapse: u32,
    /// Until when it is put off.
    pub suspended_until: Option<NaiveDate>,
}

/// The state that a move leads to in the sample's own histories.
fn after(action: Action) -> State {
    match action {
        Action::Verify => State::Filed,
        Action::Dismiss => State::Dismissed,
        Action::Dispatch => State::Dispatched,
        Action::Start | Action::Return | Action::Resume | Action::Relapse => State::Rectifying,
        Action::Submit => State::Submitted,
        Action::Accept => State::Accepted,
        Action::Suspend => State::Suspended,
    }
}

/// Moves that lead to a state, with detours now and then.
fn moves(state: State, rng: &mut Rng) -> Vec<Action> {
    use Action::{Accept, Dismiss, Dispatch, Relapse, Resume, Return, Start, Submit, Suspend, Verify};
    match state {
        State::Reported => return Vec::new(),
        State::Dismissed => return vec![Dismiss],
        State::Filed => return vec![Verify],
        State::Dispatched => return vec![Verify, Dispatch],
        State::Rectifying | State::Submitted | State::Accepted | State::Suspended => {}
    }
    let mut moves = vec![Verify, Dispatch];
    if state == State::Suspended && rng.chance(0.3) {
        moves.push(Suspend);
        return moves;
    }
    moves.push(Start);
    if rng.chance(0.08) {
        moves.extend([Suspend, Resume]);
    }
    if rng.chance(0.2) {
        moves.extend([Submit, Return]);
        if rng.chance(0.2) {
            moves.extend([Submit, Return]);
        }
    }
    if state != State::Suspended && rng.chance(0.09) {
        moves.extend([Submit, Accept, Relapse]);
    }
    match state {
        State::Submitted => moves.push(Submit),
        State::Accepted => moves.extend([Submit, Accept]),
        State::Suspended => moves.push(Suspend),
        _ => {}
    }
    moves
}

/// Invents a history that ends in `state` before `today`. `chief` makes the
/// cell's own moves; a site without one cannot have gone past being filed.
pub(super) fn invent(
    state: State,
    days: u32,
    chief: Option<&SamplePerson>,
    staff: &Staff,
    today: NaiveDate,
    rng: &mut Rng,
) -> History {
    let moves = moves(state, rng);
    let days = days as usize;
    let relapse_at = moves.iter().position(|m| *m == Action::Relapse);
    let late_share = match state {
        State::Dispatched => 0.28,
        State::Rectifying => 0.42,
        State::Submitted => 0.2,
        _ => 0.0,
    };
    let late = rng.chance(late_share);
    let age = match state {
        State::Reported => 1 + rng.below(6),
        State::Filed => 2 + rng.below(9),
        State::Dismissed => 20 + rng.below(100),
        State::Accepted => days + 10 + rng.below(120),
        State::Suspended => 20 + rng.below(80),
        _ if relapse_at.is_some() => days + 70 + rng.below(60),
        _ if late => days + 1 + rng.below(6) + rng.below(6) * rng.below(6),
        _ => 5 + rng.below(days - 6),
    };
    let since = relapse_at.map(|_| {
        if late {
            days + 1 + rng.below(12)
        } else {
            4 + rng.below(days - 6)
        }
    });
    let times = times(&moves, age, days, since, relapse_at, rng);
    let found_on = today - Days::new(age as u64);
    let mut steps: Vec<SampleStep> = Vec::with_capacity(moves.len());
    let inspector = &staff.people[*rng.pick(&staff.inspectors)];
    for (action, slot) in moves.iter().zip(&times) {
        let (note, failed) = opinion(*action, rng);
        let who = match (action, chief) {
            (Action::Verify | Action::Dispatch | Action::Suspend | Action::Dismiss, _) | (_, None) => {
                &staff.people[staff.clerk]
            }
            (Action::Start | Action::Submit | Action::Resume, Some(chief)) => chief,
            (Action::Accept | Action::Return | Action::Relapse, _) => inspector,
        };
        steps.push(SampleStep {
            at: moment(found_on, *slot, rng),
            actor: who.name.clone(),
            post: who.post.clone(),
            action: *action,
            from: steps.last().map_or(State::Reported, |s| s.to),
            to: after(*action),
            note,
            failed,
        });
    }
    let begun = found_on + Days::new(relapse_at.map_or(0, |k| times[k] / SLOTS) as u64);
    let count = |a: Action| moves.iter().filter(|m| **m == a).count() as u32;
    History {
        found_on,
        deadline: (state != State::Reported || rng.chance(0.6)).then(|| begun + Days::new(days as u64)),
        rework: count(Action::Return),
        relapse: count(Action::Relapse),
        suspended_until: (state == State::Suspended).then(|| today + Days::new(10 + rng.below(120) as u64)),
        steps,
    }
}

/// Half hours since the morning it was found, rising, all before today. What
/// comes after a relapse happens in the last `since` days.
fn times(
    moves: &[Action],
    age: usize,
    days: usize,
    since: Option<usize>,
    relapse_at: Option<usize>,
    rng: &mut Rng,
) -> Vec<usize> {
    let closed = moves.last() == Some(&Action::Accept) || moves.last() == Some(&Action::Dismiss);
    let mut draw = |n: usize, from: usize, to: usize| {
        let mut slots = std::collections::BTreeSet::new();
        while slots.len() < n {
            slots.insert(from + rng.below(to - from));
        }
        slots.into_iter().collect::<Vec<_>>()
    };
    match (relapse_at, since) {
        (Some(k), Some(since)) => {
            let again = (age - since.min(age - days)) * SLOTS;
            let mut all = draw(k, 1, again.min((days + 8) * SLOTS));
            all.push(again);
            all.extend(draw(moves.len() - k - 1, again + 1, age * SLOTS));
            all
        }
        _ if closed => draw(moves.len(), 1, age.min(days + 6) * SLOTS),
        _ => draw(moves.len(), 1, age * SLOTS),
    }
}

fn moment(found_on: NaiveDate, slot: usize, rng: &mut Rng) -> String {
    let day = found_on + Days::new((slot / SLOTS) as u64);
    let minutes = 60 + (slot % SLOTS) * 30 + rng.below(30);
    format!("{day}T{:02}:{:02}:{:02}Z", minutes / 60, minutes % 60, rng.below(60))
}

/// What was written beside a move, and the items that failed.
fn opinion(action: Action, rng: &mut Rng) -> (String, Vec<u32>) {
    let note = match action {
        Action::Verify => *rng.pick(&["现场核实属实", "经核实，情况属实，建档", "已现场拍照建档"]),
        Action::Dismiss => *rng.pick(&[
            "经核实为在用围墙，不予立案",
            "与已有点位重复",
            "户主已自行拆除，现场无问题",
        ]),
        Action::Dispatch => *rng.pick(&["请按期整改", "派网格长牵头整改", "请会同户主尽快整改"]),
        Action::Start => *rng.pick(&["已与户主商定", "机械已进场", "户主同意，开始整改"]),
        Action::Submit => *rng.pick(&["整改完成，申请验收", "已清理完毕，请验收", "已完成，请现场查看"]),
        Action::Accept => *rng.pick(&["逐项达标，同意销号", "现场验收达标", "达标，准予销号"]),
        Action::Suspend => *rng.pick(&[
            "户主外出务工，返乡后整改",
            "列入征迁范围，待拆迁时一并处理",
            "冬季冻土不能施工，开春后整改",
        ]),
        Action::Resume => *rng.pick(&["户主已返乡，恢复整改", "具备施工条件，恢复整改"]),
        Action::Relapse => *rng.pick(&["复查发现又堆放垃圾", "复查发现旧坑重新启用", "复查不合格，重新整改"]),
        Action::Return => {
            let first = 1 + rng.below(4) as u32;
            let failed = if rng.chance(0.4) {
                vec![first, first + 2]
            } else {
                vec![first + 1]
            };
            let items: Vec<String> = failed.iter().map(u32::to_string).collect();
            return (format!("第 {} 项不达标，退回整改", items.join("、")), failed);
        }
    };
    (note.to_owned(), Vec::new())
}
