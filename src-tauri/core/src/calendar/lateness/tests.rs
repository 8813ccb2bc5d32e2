use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn winter() -> Pause {
    Pause::new("冬季停工", (11, 15), (3, 15), vec!["dry_toilet".into()]).unwrap()
}

#[test]
fn without_stops_a_deadline_is_late_from_the_day_after_it() {
    let l = Lateness::new(day("2026-11-24"), vec![]);
    let late = |d| l.is_overdue(State::Rectifying, "dry_toilet", Some(d));
    assert_eq!((late("2026-11-23"), late("2026-11-24")), (true, false));
    assert!(!l.is_overdue(State::Rectifying, "dry_toilet", None));
    assert_eq!(
        l.days_late(State::Rectifying, "dry_toilet", Some("2026-11-20")),
        Some(4)
    );
}

#[test]
fn lateness_stands_still_through_the_winter_and_only_for_the_kinds_that_stop() {
    let (late, last_day) = (Some("2026-11-10"), Some("2026-11-14"));
    for on in ["2026-11-15", "2027-01-20", "2027-03-15"] {
        let l = Lateness::new(day(on), vec![winter()]);
        assert!(l.is_paused("dry_toilet") && !l.is_paused("ruined_wall"));
        assert_eq!(l.days_late(State::Rectifying, "dry_toilet", late), Some(4), "{on}");
        assert!(l.is_overdue(State::Rectifying, "dry_toilet", late));
        assert_eq!(l.days_late(State::Rectifying, "dry_toilet", last_day), Some(0), "{on}");
        assert!(!l.is_overdue(State::Rectifying, "dry_toilet", last_day));
        assert!(l.is_overdue(State::Rectifying, "ruined_wall", last_day));
    }
    let spring = Lateness::new(day("2027-03-16"), vec![winter()]);
    assert_eq!(spring.days_late(State::Rectifying, "dry_toilet", late), Some(5));
    assert!(spring.is_overdue(State::Rectifying, "dry_toilet", last_day));
}

#[test]
fn what_is_resolved_or_suspended_is_never_late() {
    let l = Lateness::new(day("2026-11-24"), vec![]);
    for state in [State::Accepted, State::Dismissed, State::Suspended] {
        assert!(!l.is_overdue(state, "dry_toilet", Some("2020-01-01")), "{state:?}");
        assert_eq!(l.days_late(state, "dry_toilet", Some("2020-01-01")), None);
    }
}

proptest! {
    #[test]
    fn one_comparison_says_the_same_as_counting_the_days(
        from in (1u32..=12, 1u32..=28), to in (1u32..=12, 1u32..=28), second in (1u32..=12, 1u32..=28),
        on in 0u64..4000, deadline in 0u64..4000,
    ) {
        let start = day("2020-01-01");
        let (on, deadline) = (start + Days::new(on), start + Days::new(deadline));
        let kinds = || vec!["k".to_owned()];
        let pauses: Vec<_> = [Pause::new("甲", from, to, kinds()), Pause::new("乙", second, second, kinds())]
            .into_iter().flatten().collect();
        let l = Lateness::new(on, pauses);
        let text = deadline.to_string();
        let days = l.days_late(State::Rectifying, "k", Some(&text)).unwrap();
        prop_assert_eq!(l.is_overdue(State::Rectifying, "k", Some(&text)), days > 0);
    }
}
