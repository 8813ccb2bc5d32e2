use super::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

/// Facts of any sort, with standards that are met often enough for histories to get far.
fn any_facts() -> impl Strategy<Value = Facts> {
    let mostly = || prop::bool::weighted(0.8);
    let flags = (mostly(), mostly(), mostly(), any::<bool>());
    let mark =
        prop_oneof![6 => Just("p"), 1 => Just("n"), 1 => Just("nr"), 1 => Just("f"), 1 => Just("pf"), 1 => Just("")];
    let marks = prop::collection::vec(mark, 5);
    let name = || prop::sample::select(vec!["甲", "乙", " 乙 ", "丙", " "]).prop_map(str::to_owned);
    let people = (name(), prop::option::of(name()));
    let photos = (0u32..3, 0u32..3);
    let until = prop::option::of(-5i64..9);
    (flags, until, 0..4u32, marks, photos, people).prop_map(|(flags, until, items, marks, photos, people)| {
        let today = day("2026-11-01");
        // Items beyond the standard are marked too: they must not stand in for its own.
        let marked = |mark| (1..6).filter(|i| marks[*i as usize - 1].contains(mark)).collect();
        Facts {
            has_grid: flags.0,
            has_chief: flags.1,
            note: flags.2,
            photo_rule: flags.3,
            until: until.map(|d| today + chrono::Duration::days(d)),
            today,
            standard: (1..=items).collect(),
            passed: marked('p'),
            failed: marked('f'),
            not_applicable: marked('n'),
            remarked: marked('r'),
            photos_before: photos.0,
            photos_after: photos.1,
            actor: people.0,
            submitter: people.1,
        }
    })
}

/// Which action is tried, and with what facts; see [`acceptances`].
fn any_moves() -> impl Strategy<Value = Vec<(usize, Facts)>> {
    prop::collection::vec((0..3 * Action::ALL.len(), any_facts()), 1..40)
}

/// Every move that led into accepted in a history that tries `moves` one after another.
fn acceptances(moves: Vec<(usize, Facts)>) -> Vec<(State, Action, Facts)> {
    let (mut state, mut submitter, mut found) = (State::Reported, None, Vec::new());
    for (choice, mut facts) in moves {
        // A third is any action, a third one that the state knows, a third the usual one.
        let (known, third) = (actions_from(state), choice / Action::ALL.len());
        let action = match (third, known) {
            (1, [_, ..]) => known[choice % known.len()],
            (2, [usual, ..]) => *usual,
            _ => Action::ALL[choice % Action::ALL.len()],
        };
        if submitter.is_some() {
            facts.submitter.clone_from(&submitter);
        }
        let Ok(to) = transition(state, action, &facts) else {
            continue;
        };
        if action == Action::Submit {
            submitter = Some(facts.actor.clone());
        }
        if to == State::Accepted {
            found.push((state, action, facts));
        }
        state = to;
    }
    found
}

#[test]
fn random_histories_do_reach_accepted() {
    let mut runner = TestRunner::deterministic();
    let reached = (0..100).filter(|_| {
        let moves = any_moves().new_tree(&mut runner).unwrap().current();
        !acceptances(moves).is_empty()
    });
    let reached = reached.count();
    assert!(reached >= 50, "only {reached} of 100");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_history_reaches_accepted_without_a_passed_inspection(moves in any_moves()) {
        for (state, action, facts) in acceptances(moves) {
            prop_assert_eq!((state, action), (State::Submitted, Action::Accept));
            let met = |i: &u32| !facts.failed.contains(i)
                && (facts.passed.contains(i) || facts.not_applicable.contains(i) && (facts.note || facts.remarked.contains(i)));
            prop_assert!(facts.standard.iter().all(met));
            prop_assert!(!facts.photo_rule || facts.photos_before > 0 && facts.photos_after > 0);
            let inspector = facts.actor.trim();
            prop_assert!(!inspector.is_empty());
            prop_assert_ne!(Some(inspector), facts.submitter.as_deref().map(str::trim));
        }
    }
}
