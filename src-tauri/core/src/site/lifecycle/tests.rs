use super::*;
use proptest::prelude::*;

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

#[test]
fn every_pair_of_state_and_action_goes_where_the_design_says_or_nowhere() {
    use Action::*;
    use State::*;
    let table = [
        (Reported, Verify, Filed),
        (Reported, Dismiss, Dismissed),
        (Filed, Dispatch, Dispatched),
        (Dispatched, Start, Rectifying),
        (Dispatched, Suspend, Suspended),
        (Rectifying, Submit, Submitted),
        (Rectifying, Suspend, Suspended),
        (Submitted, Accept, Accepted),
        (Submitted, Return, Rectifying),
        (Suspended, Resume, Rectifying),
        (Accepted, Relapse, Rectifying),
    ];
    for &state in State::ALL {
        for &action in Action::ALL {
            let got = transition(state, action, &well_for(action));
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
        assert_eq!(is_overdue(state, deadline, day("2026-11-01")), counts, "{state:?}");
        assert!(!is_overdue(state, deadline, day("2026-10-31")));
        assert!(!is_overdue(state, None, day("2026-11-01")));
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

fn any_facts() -> impl Strategy<Value = Facts> {
    let items = || prop::collection::vec(1u32..5, 0..5);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let people = ("[甲乙丙]", prop::option::of("[甲乙丙]"));
    let marks = (items(), items(), items(), items());
    (flags, prop::option::of(-5i64..9), marks, 0u32..3, 0u32..3, people).prop_map(
        |(flags, until, marks, photos_before, photos_after, (actor, submitter))| {
            let today = day("2026-11-01");
            Facts {
                has_grid: flags.0,
                has_chief: flags.1,
                note: flags.2,
                photo_rule: flags.3,
                until: until.map(|d| today + chrono::Duration::days(d)),
                today,
                standard: marks.0,
                passed: marks.1,
                failed: marks.2,
                not_applicable: marks.3,
                photos_before,
                photos_after,
                actor,
                submitter,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_history_reaches_accepted_without_a_passed_inspection(
        moves in prop::collection::vec((0usize..Action::ALL.len(), any_facts()), 1..60)
    ) {
        let mut state = State::Reported;
        for (choice, facts) in moves {
            // Mostly moves that the state knows, so that histories get far.
            let known = actions_from(state);
            let action = known.get(choice).copied().unwrap_or(Action::ALL[choice]);
            let Ok(to) = transition(state, action, &facts) else { continue };
            if to == State::Accepted {
                prop_assert_eq!((state, action), (State::Submitted, Action::Accept));
                let met = |i: &u32| !facts.failed.contains(i)
                    && (facts.passed.contains(i) || facts.not_applicable.contains(i));
                prop_assert!(facts.standard.iter().all(met));
                prop_assert!(!facts.photo_rule || facts.photos_before > 0 && facts.photos_after > 0);
                prop_assert_ne!(Some(&facts.actor), facts.submitter.as_ref());
            }
            state = to;
        }
    }
}
