use super::*;
use TaskAction::*;
use TaskState::*;

fn all_well() -> Facts {
    Facts {
        sites: 2,
        sites_accepted: 2,
        items_open: vec![],
        note: true,
        actor: "李巡查".into(),
        submitter: Some("王网格".into()),
    }
}

fn missing(action: TaskAction, facts: &Facts) -> Vec<&'static str> {
    let from = if action == Reopen { Accepted } else { Submitted };
    transition(from, action, facts).err().map_or(vec![], |r| r.missing)
}

#[test]
fn every_pair_of_state_and_action_goes_where_it_should_or_nowhere() {
    let table = [
        (Open, Submit, Submitted),
        (Submitted, Accept, Accepted),
        (Submitted, Return, Open),
        (Accepted, Reopen, Open),
    ];
    for &state in TaskState::ALL {
        for &action in TaskAction::ALL {
            let got = transition(state, action, &all_well());
            let want = table.iter().find(|t| t.0 == state && t.1 == action);
            match want {
                Some(t) => assert_eq!(got, Ok(t.2), "{state:?} {action:?}"),
                None => assert_eq!(got.unwrap_err().missing, ["not_from_here"], "{state:?} {action:?}"),
            }
            assert_eq!(want.is_some(), actions_from(state).contains(&action));
        }
    }
}

#[test]
fn a_refusal_says_where_one_can_go_from_here() {
    let refusal = transition(Submitted, Reopen, &all_well()).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "a task that is submitted cannot reopen; from here it can accept or return"
    );
}

#[test]
fn a_task_with_sites_is_accepted_by_them_and_one_without_by_its_checklist() {
    let behind = Facts {
        sites_accepted: 1,
        items_open: vec![1],
        ..all_well()
    };
    assert_eq!(missing(Accept, &behind), ["sites"]);
    let ticked_or_not = Facts {
        items_open: vec![1],
        ..all_well()
    };
    assert!(missing(Accept, &ticked_or_not).is_empty());
    let listed = Facts {
        sites: 0,
        sites_accepted: 0,
        items_open: vec![2, 3],
        ..all_well()
    };
    let refusal = transition(Submitted, Accept, &listed).unwrap_err();
    assert_eq!(refusal.missing, ["items"]);
    assert!(refusal.message.contains("item 2, 3 of its checklist"), "{refusal}");
}

#[test]
fn whoever_submitted_a_task_does_not_accept_it_and_nor_does_nobody() {
    for actor in [" 王网格 ", ""] {
        let facts = Facts {
            actor: actor.into(),
            ..all_well()
        };
        assert_eq!(missing(Accept, &facts), ["same_person"]);
    }
}

#[test]
fn a_return_and_a_reopening_need_a_reason() {
    let silent = Facts {
        note: false,
        ..all_well()
    };
    assert_eq!(missing(Return, &silent), ["note"]);
    assert_eq!(missing(Reopen, &silent), ["note"]);
    assert!(missing(Accept, &silent).is_empty());
}

#[test]
fn a_task_is_overdue_past_its_deadline_unless_nothing_is_left_to_do() {
    let day = |t: &str| t.parse::<NaiveDate>().unwrap();
    let due = Some(day("2026-10-31"));
    assert!(!is_overdue(false, due, day("2026-10-31")));
    assert!(is_overdue(false, due, day("2026-11-01")));
    assert!(!is_overdue(true, due, day("2026-11-01")));
    assert!(!is_overdue(false, None, day("2026-11-01")));
    assert!(is_complete(Accepted, 0, 0, false) && is_complete(Open, 0, 0, true) && is_complete(Open, 2, 2, false));
    assert!(!is_complete(Submitted, 0, 0, false) && !is_complete(Open, 1, 2, true));
}

#[test]
fn heavy_is_more_than_one_and_a_half_times_the_mean() {
    assert!(!is_heavy(30, 60, 3) && is_heavy(31, 60, 3));
    assert!(!is_heavy(0, 0, 0) && !is_heavy(5, 5, 1));
}
