//! People, campaigns and sites upon it.

use super::super::land::Xy;
use super::*;
use crate::model::CHIEF;
use chrono::Days;
use geo::{Contains, Point};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn the_same_day_gives_the_same_sample_and_the_ground_does_not_depend_on_the_day() {
    assert_eq!(*made(), sample(day()));
    let later = sample(day() + Days::new(400));
    assert_eq!(made().grids, later.grids);
    assert_eq!(made().ground, later.ground);
    assert_eq!(
        made().sites.iter().map(|s| (s.lon, s.lat, s.state)).collect::<Vec<_>>(),
        later.sites.iter().map(|s| (s.lon, s.lat, s.state)).collect::<Vec<_>>()
    );
}

#[test]
fn six_cells_have_no_chief_and_one_chief_has_no_telephone() {
    let mut chiefs: BTreeMap<&str, usize> = BTreeMap::new();
    for d in made().duties.iter().filter(|d| d.role == CHIEF) {
        assert!(
            chiefs.insert(&d.grid_code, d.person.expect("a person")).is_none(),
            "two chiefs of {}",
            d.grid_code
        );
    }
    assert_eq!(drawn().len() - chiefs.len(), 6);
    let people: BTreeSet<usize> = chiefs.values().copied().collect();
    assert_eq!(people.len(), 70);
    assert_eq!(people.iter().filter(|p| made().people[**p].phone.is_empty()).count(), 1);
    let names: BTreeSet<&str> = made().people.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names.len(), made().people.len());
    assert!(
        made()
            .people
            .iter()
            .all(|p| p.phone.is_empty() || p.phone.starts_with("199 0000 "))
    );
}

#[test]
fn duties_name_grids_and_holders_that_exist() {
    let codes: BTreeSet<&str> = made().grids.iter().map(|g| g.code.as_str()).collect();
    for d in &made().duties {
        assert!(codes.contains(d.grid_code.as_str()));
        assert!(d.person.is_some() != d.org.is_some());
        assert!(d.person.is_none_or(|p| p < made().people.len()));
        assert!(crate::model::ROLES.iter().any(|r| r.0 == d.role));
    }
    for town in made().grids.iter().filter(|g| g.level == Level::Subdistrict) {
        for role in ["leader", "department"] {
            assert!(
                made().duties.iter().any(|d| d.grid_code == town.code && d.role == role),
                "{} has no {role}",
                town.name
            );
        }
    }
}

#[test]
fn every_site_lies_in_one_cell_clear_of_its_border() {
    for s in &made().sites {
        let p = Point::new(s.lon, s.lat);
        let homes: Vec<_> = drawn().into_iter().filter(|(_, poly)| poly.contains(&p)).collect();
        assert_eq!(homes.len(), 1, "{} at {} {}", s.number, s.lon, s.lat);
        let ring: Vec<Xy> = homes[0].1.exterior().coords().map(|c| [c.x, c.y]).collect();
        assert!(sites::distance(&ring, [s.lon, s.lat]) > 20.0);
        let chief = made()
            .duties
            .iter()
            .any(|d| d.role == CHIEF && d.grid_code == homes[0].0.code);
        assert!(
            chief || s.steps.iter().all(|x| x.action != Action::Dispatch),
            "{} was dispatched to nobody",
            s.number
        );
        if let Some(c) = s.campaign {
            assert!(
                made()
                    .tasks
                    .iter()
                    .any(|t| t.campaign == c && t.grid_code == homes[0].0.code),
                "{} has no task",
                s.number
            );
        }
    }
}

#[test]
fn sites_are_of_both_kinds_in_all_states_and_some_are_overdue() {
    let sites = &made().sites;
    assert_eq!(sites.len(), 460);
    let numbers: BTreeSet<&str> = sites.iter().map(|s| s.number.as_str()).collect();
    assert_eq!(numbers.len(), sites.len());
    for state in State::ALL {
        assert!(
            sites.iter().filter(|s| s.state == *state).count() >= 8,
            "few are {state:?}"
        );
    }
    let walls = sites.iter().filter(|s| s.kind == "ruined_wall").count();
    assert!((180..=280).contains(&walls), "{walls} walls");
    assert!(sites.iter().all(|s| kinds().iter().any(|k| k.code == s.kind)));
    for today in [day(), day() + Days::new(500)] {
        let late = sample(today).sites.iter().filter(|s| is_overdue(s, today)).count();
        assert!((40..=110).contains(&late), "{late} are overdue");
    }
}

fn is_overdue(s: &SampleSite, today: NaiveDate) -> bool {
    s.state.is_unresolved() && s.state != State::Suspended && s.deadline.is_some_and(|d| d < today)
}

/// The lifecycle once more, by hand: the sample must not check itself by its own table.
fn allowed(from: State, action: Action) -> Option<State> {
    use {Action as A, State as S};
    Some(match (from, action) {
        (S::Reported, A::Verify) => S::Filed,
        (S::Reported, A::Dismiss) => S::Dismissed,
        (S::Filed, A::Dispatch) => S::Dispatched,
        (S::Dispatched, A::Start)
        | (S::Submitted, A::Return)
        | (S::Suspended, A::Resume)
        | (S::Accepted, A::Relapse) => S::Rectifying,
        (S::Rectifying, A::Submit) => S::Submitted,
        (S::Submitted, A::Accept) => S::Accepted,
        (S::Dispatched | S::Rectifying, A::Suspend) => S::Suspended,
        _ => return None,
    })
}

#[test]
fn every_history_leads_by_allowed_moves_to_its_site_s_state() {
    let morning = format!("{}T00:00:00Z", day());
    for s in &made().sites {
        let mut state = State::Reported;
        let mut at = format!("{}T00:00:00Z", s.found_on);
        let mut submitter = "";
        for step in &s.steps {
            assert_eq!(step.from, state, "{}", s.number);
            assert_eq!(
                Some(step.to),
                allowed(state, step.action),
                "{}: {:?} from {state:?}",
                s.number,
                step.action
            );
            assert!(
                step.at > at && step.at < morning,
                "{}: {} after {at}",
                s.number,
                step.at
            );
            assert!(!step.actor.is_empty() && !step.note.is_empty());
            assert_eq!(step.action == Action::Return, !step.failed.is_empty());
            if step.action == Action::Submit {
                submitter = &step.actor;
            }
            assert!(
                step.action != Action::Accept || step.actor != submitter,
                "{} accepted by its submitter",
                s.number
            );
            state = step.to;
            at.clone_from(&step.at);
        }
        assert_eq!(state, s.state, "{}", s.number);
        let count = |a: Action| s.steps.iter().filter(|x| x.action == a).count() as u32;
        assert_eq!(
            (s.rework, s.relapse),
            (count(Action::Return), count(Action::Relapse)),
            "{}",
            s.number
        );
        assert_eq!(s.suspended_until.is_some(), s.state == State::Suspended);
        assert!(s.suspended_until.is_none_or(|d| d > day()));
        assert!(s.escalated.is_none() || is_overdue(s, day()));
        assert!(s.found_on < day() && s.deadline.is_none_or(|d| d > s.found_on));
    }
    assert!(made().sites.iter().any(|s| s.rework > 1) && made().sites.iter().any(|s| s.relapse > 0));
}

#[test]
fn twelve_campaigns_reach_the_cells_and_leave_some_squares_empty() {
    let campaigns = campaigns();
    assert_eq!((campaigns.len(), made().campaigns.len()), (12, 12));
    let codes: BTreeSet<&str> = campaigns.iter().map(|c| c.code.as_str()).collect();
    assert_eq!(codes.len(), 12);
    for c in &campaigns {
        assert!(c.kind.as_ref().is_none_or(|k| kinds().iter().any(|t| t.code == *k)));
        assert!(!c.name.is_empty() && !c.name_en.is_empty() && !c.standard.is_empty());
    }
    let squares: BTreeSet<(usize, &str)> = made()
        .tasks
        .iter()
        .map(|t| (t.campaign, t.grid_code.as_str()))
        .collect();
    assert_eq!(squares.len(), made().tasks.len());
    for c in 0..12 {
        let filled = squares.iter().filter(|s| s.0 == c).count();
        assert!(
            filled > 2 && filled < drawn().len(),
            "campaign {c} reaches {filled} cells"
        );
    }
}

#[test]
fn both_kinds_have_a_standard_of_six_items() {
    let kinds = kinds();
    assert_eq!(
        kinds.iter().map(|k| k.code.as_str()).collect::<Vec<_>>(),
        ["ruined_wall", "dry_toilet"]
    );
    for k in kinds {
        assert_eq!(k.standard.len(), 6);
        assert!(k.photo_rule && k.deadline_days > 0 && !k.zh.is_empty() && !k.en.is_empty());
    }
}

#[test]
fn most_cells_were_walked_within_thirty_days_some_are_due_and_a_few_never_were() {
    let mut last: BTreeMap<&str, chrono::NaiveDate> = BTreeMap::new();
    for w in &made().patrols {
        assert!(w.day <= day() && !w.who.is_empty());
        let newest = last.entry(&w.grid_code).or_insert(w.day);
        *newest = w.day.max(*newest);
    }
    let lately = last.values().filter(|d| (day() - **d).num_days() < 30).count();
    let cells = drawn().len();
    assert!(lately * 10 > cells * 7, "{lately} of {cells} walked lately");
    assert!(
        lately < last.len() && last.len() + 6 < cells,
        "{lately} {} {cells}",
        last.len()
    );
}
