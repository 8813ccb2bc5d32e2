use super::*;

mod histories;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Facts with which every move that the state knows goes through.
fn all_well() -> Facts {
    Facts {
        has_grid: true,
        has_chief: true,
        note: true,
        until: Some(day("2026-12-31")),
        today: day("2026-11-01"),
        standard: vec![1, 2, 3],
        passed: vec![1, 2],
        failed: vec![],
        not_applicable: vec![3],
        remarked: vec![],
        photo_rule: true,
        photos_before: 1,
        photos_after: 1,
        actor: "李巡查".into(),
        submitter: Some("王网格".into()),
    }
}

fn well_for(action: Action) -> Facts {
    let mut facts = all_well();
    if action == Action::Return {
        facts.failed = vec![2];
    }
    facts
}

fn missing(state: State, action: Action, facts: &Facts) -> Vec<&'static str> {
    transition(state, action, facts).unwrap_err().missing
}

/// Where every action leads from every state; `-` is nowhere.
const TABLE: &str = "
           | verify dismiss   dispatch   start      submit    accept   return     suspend   resume     relapse
reported   | filed  dismissed -          -          -         -        -          -         -          -
filed      | -      -         dispatched -          -         -        -          -         -          -
dispatched | -      -         -          rectifying -         -        -          suspended -          -
rectifying | -      -         -          -          submitted -        -          suspended -          -
submitted  | -      -         -          -          -         accepted rectifying -         -          -
accepted   | -      -         -          -          -         -        -          -         -          rectifying
suspended  | -      -         -          -          -         -        -          -         rectifying -
dismissed  | -      -         -          -          -         -        -          -         -          -
";

#[test]
fn every_pair_of_state_and_action_goes_where_the_table_says_or_nowhere() {
    let mut rows = TABLE
        .trim_matches('\n')
        .lines()
        .map(|line| line.split_once('|').unwrap());
    let actions: Vec<Action> = (rows.next().unwrap().1.split_whitespace())
        .map(|word| Action::read(word).unwrap())
        .collect();
    assert_eq!(actions, Action::ALL);
    let mut states = Vec::new();
    for (state, cells) in rows {
        let state = State::read(state).unwrap();
        let targets: Vec<Option<State>> = cells.split_whitespace().map(State::read).collect();
        assert_eq!(targets.len(), actions.len(), "{state:?}");
        for (&action, target) in actions.iter().zip(targets) {
            match target {
                Some(to) => assert_eq!(transition(state, action, &well_for(action)), Ok(to)),
                None => {
                    for facts in [well_for(action), Facts::default()] {
                        let missing = missing(state, action, &facts);
                        assert_eq!(missing, ["not_from_here"], "{state:?} {action:?}");
                    }
                }
            }
            assert_eq!(target.is_some(), actions_from(state).contains(&action));
        }
        states.push(state);
    }
    assert_eq!(states, State::ALL);
}

#[test]
fn the_next_action_is_one_the_state_knows_and_ends_with_the_work() {
    for &state in State::ALL {
        match next_action(state) {
            Some(action) => assert!(actions_from(state).contains(&action)),
            None => assert!(!state.is_unresolved()),
        }
    }
    assert_eq!(next_action(State::Submitted), Some(Action::Accept));
    assert_eq!(next_action(State::Suspended), Some(Action::Resume));
}

#[test]
fn a_refusal_says_where_one_can_go_from_here() {
    let refusal = transition(State::Reported, Action::Accept, &all_well()).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "a reported site cannot accept; from here it can verify or dismiss"
    );
    let end = transition(State::Dismissed, Action::Verify, &all_well()).unwrap_err();
    assert!(end.to_string().ends_with("its lifecycle ends here"));
}

#[test]
fn dispatch_needs_a_cell_and_then_its_chief() {
    let nowhere = Facts {
        has_grid: false,
        has_chief: false,
        ..all_well()
    };
    assert_eq!(missing(State::Filed, Action::Dispatch, &nowhere), ["no_grid"]);
    let vacant = Facts {
        has_chief: false,
        ..all_well()
    };
    assert_eq!(missing(State::Filed, Action::Dispatch, &vacant), ["no_chief"]);
}

#[test]
fn dismissing_suspending_and_relapsing_need_a_reason() {
    let silent = Facts {
        note: false,
        ..all_well()
    };
    assert_eq!(missing(State::Reported, Action::Dismiss, &silent), ["note"]);
    assert_eq!(missing(State::Accepted, Action::Relapse, &silent), ["note"]);
    assert_eq!(missing(State::Rectifying, Action::Suspend, &silent), ["note"]);
}

#[test]
fn suspending_needs_a_day_that_is_still_to_come() {
    for until in [None, Some(day("2026-11-01")), Some(day("2026-10-31"))] {
        let facts = Facts { until, ..all_well() };
        assert_eq!(missing(State::Dispatched, Action::Suspend, &facts), ["until"]);
    }
}

#[test]
fn returning_names_an_item_of_the_standard() {
    for failed in [vec![], vec![9]] {
        let facts = Facts { failed, ..all_well() };
        assert_eq!(missing(State::Submitted, Action::Return, &facts), ["failed_items"]);
    }
    let no_standard = Facts {
        standard: vec![],
        ..all_well()
    };
    assert!(transition(State::Submitted, Action::Return, &no_standard).is_ok());
    let wordless = Facts {
        note: false,
        ..no_standard
    };
    assert_eq!(missing(State::Submitted, Action::Return, &wordless), ["note"]);
}

#[test]
fn accepting_names_everything_that_is_missing_at_once() {
    let facts = Facts {
        note: false,
        passed: vec![1],
        photos_before: 0,
        photos_after: 0,
        submitter: Some(" 李巡查 ".into()),
        ..all_well()
    };
    let refusal = transition(State::Submitted, Action::Accept, &facts).unwrap_err();
    assert_eq!(
        refusal.missing,
        ["standard", "note", "photo_before", "photo_after", "same_person"]
    );
    assert!(refusal.message.contains("item 2 of the standard"));
}

#[test]
fn an_item_both_passed_and_failed_counts_as_failed() {
    let facts = Facts {
        failed: vec![1],
        ..all_well()
    };
    assert_eq!(missing(State::Submitted, Action::Accept, &facts), ["standard"]);
}

#[test]
fn an_item_that_does_not_apply_needs_its_reason() {
    let facts = Facts {
        note: false,
        ..all_well()
    };
    assert_eq!(missing(State::Submitted, Action::Accept, &facts), ["note"]);
    let of_another = Facts {
        remarked: vec![1],
        ..facts.clone()
    };
    assert_eq!(missing(State::Submitted, Action::Accept, &of_another), ["note"]);
    let of_its_own = Facts {
        remarked: vec![3],
        ..facts
    };
    assert!(transition(State::Submitted, Action::Accept, &of_its_own).is_ok());
    let all_passed = Facts {
        note: false,
        passed: vec![1, 2, 3],
        not_applicable: vec![],
        ..all_well()
    };
    assert!(transition(State::Submitted, Action::Accept, &all_passed).is_ok());
}

#[test]
fn photos_are_not_asked_for_where_the_rule_is_off() {
    let facts = Facts {
        photo_rule: false,
        photos_before: 0,
        photos_after: 0,
        ..all_well()
    };
    assert!(transition(State::Submitted, Action::Accept, &facts).is_ok());
}

#[test]
fn an_acceptance_without_a_named_inspector_is_refused() {
    let facts = Facts {
        actor: " ".into(),
        ..all_well()
    };
    assert_eq!(missing(State::Submitted, Action::Accept, &facts), ["same_person"]);
    let unknown = Facts {
        submitter: None,
        ..all_well()
    };
    assert!(transition(State::Submitted, Action::Accept, &unknown).is_ok());
}

#[test]
fn overdue_is_unresolved_not_suspended_and_past_the_deadline() {
    let deadline = Some(day("2026-10-31"));
    for &state in State::ALL {
        let counts = state.is_unresolved() && state != State::Suspended;
        assert_eq!(
            days_late(state, deadline, day("2026-11-01")),
            counts.then_some(1),
            "{state:?}"
        );
        assert_eq!(days_late(state, deadline, day("2026-10-31")), counts.then_some(0));
        assert_eq!(days_late(state, None, day("2026-11-01")), None);
    }
    assert_eq!(days_late(State::Filed, deadline, day("2026-11-10")), Some(10));
    assert_eq!(days_late(State::Filed, deadline, day("2026-10-28")), Some(-3));
    assert_eq!(days_late(State::Accepted, deadline, day("2026-11-10")), None);
}

#[test]
fn what_a_move_asks_for_is_what_its_refusal_names() {
    let bare = Facts {
        standard: vec![1],
        actor: "甲".into(),
        ..Facts::default()
    };
    for &state in State::ALL {
        for &action in actions_from(state) {
            let missing = transition(state, action, &bare).err().map_or(vec![], |r| r.missing);
            let asked = needs(action);
            assert_eq!(asked.note, missing.contains(&"note"), "{action:?}");
            assert_eq!(asked.until, missing.contains(&"until"), "{action:?}");
            let judged = missing.contains(&"standard") || missing.contains(&"failed_items");
            assert_eq!(asked.standard, judged, "{action:?}");
        }
    }
}
