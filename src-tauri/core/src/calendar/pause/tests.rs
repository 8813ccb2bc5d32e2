use super::*;
use chrono::Days;
use proptest::prelude::*;

const TOILET: &str = "dry_toilet";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn pause(from: (u32, u32), to: (u32, u32)) -> Pause {
    Pause::new("冬季停工", from, to, vec![TOILET.into()]).unwrap()
}

fn winter() -> Vec<Pause> {
    vec![pause((11, 15), (3, 15))]
}

#[test]
fn a_winter_that_runs_over_new_year_includes_both_its_ends() {
    for (on, paused) in [
        ("2025-11-14", false),
        ("2025-11-15", true),
        ("2026-01-01", true),
        ("2026-03-15", true),
        ("2026-03-16", false),
    ] {
        assert_eq!(is_paused(TOILET, day(on), &winter()), paused, "{on}");
    }
}

#[test]
fn a_kind_that_the_pause_does_not_name_goes_on() {
    let (from, due) = (day("2025-12-01"), day("2025-12-31"));
    assert!(!is_paused("ruined_wall", from, &winter()));
    assert_eq!(paused_days("ruined_wall", from, due, &winter()), 0);
    assert_eq!(paused_deadline("ruined_wall", from, due, &winter()), Some(due));
}

#[test]
fn overlapping_pauses_count_a_day_once() {
    let mut pauses = winter();
    pauses.push(pause((3, 1), (3, 20)));
    assert_eq!(paused_days(TOILET, day("2026-02-28"), day("2026-03-31"), &pauses), 20);
}

#[test]
fn a_deadline_moves_by_the_paused_days_before_it() {
    let (found, due) = (day("2025-11-01"), day("2025-12-01"));
    // 13 days until 14 November, the other 17 from 16 March.
    assert_eq!(paused_deadline(TOILET, found, due, &winter()), Some(day("2026-04-01")));
    let unmoved = Some(day("2025-11-14"));
    assert_eq!(paused_deadline(TOILET, found, day("2025-11-14"), &winter()), unmoved);
}

#[test]
fn a_deadline_in_a_pause_ends_after_it_even_with_no_day_allowed() {
    let resumed = Some(day("2026-03-16"));
    let found = day("2025-12-01");
    assert_eq!(paused_deadline(TOILET, found, day("2025-12-02"), &winter()), resumed);
    assert_eq!(paused_deadline(TOILET, found, found, &winter()), resumed);
    assert_eq!(paused_deadline(TOILET, found, day("2025-11-20"), &winter()), resumed);
}

#[test]
fn what_was_late_before_the_winter_is_not_later_until_spring() {
    let late = |on| days_late(State::Rectifying, TOILET, Some(day("2025-11-10")), day(on), &winter());
    assert_eq!(late("2025-11-08"), Some(-2));
    assert_eq!(late("2025-11-14"), Some(4));
    assert_eq!(late("2026-02-01"), Some(4));
    assert_eq!(late("2026-03-15"), Some(4));
    assert_eq!(late("2026-03-20"), Some(9));
}

#[test]
fn nothing_is_late_without_a_deadline_or_where_nothing_can_be() {
    let (deadline, on) = (Some(day("2025-10-01")), day("2025-11-01"));
    for &state in State::ALL {
        let late = days_late(state, TOILET, deadline, on, &winter());
        assert_eq!(late, lifecycle::days_late(state, deadline, on), "{state:?}");
        assert_eq!(days_late(state, TOILET, None, on, &winter()), None);
    }
}

#[test]
fn leap_days_at_an_end_belong_to_leap_years_only() {
    let until = [pause((2, 20), (2, 29))];
    assert_eq!(paused_days(TOILET, day("2027-01-01"), day("2027-12-31"), &until), 9);
    assert_eq!(paused_days(TOILET, day("2028-01-01"), day("2028-12-31"), &until), 10);
    let from = [pause((2, 29), (3, 2))];
    assert!(!is_paused(TOILET, day("2027-02-28"), &from));
    assert!(is_paused(TOILET, day("2027-03-01"), &from));
    assert_eq!(paused_days(TOILET, day("2027-01-01"), day("2027-12-31"), &from), 2);
    let only = [pause((2, 29), (2, 29))];
    assert_eq!(paused_days(TOILET, day("2025-01-01"), day("2033-01-01"), &only), 2);
}

#[test]
fn a_pause_that_cannot_be_is_refused_in_one_sentence() {
    let refused = |name: &str, from, to, kinds: &[&str]| {
        let kinds = kinds.iter().map(|&k| k.into()).collect();
        Pause::new(name, from, to, kinds).unwrap_err()
    };
    let kinds = &[TOILET];
    assert_eq!(refused(" ", (1, 1), (1, 2), kinds), "a pause needs a name");
    assert_eq!(
        refused("停工", (1, 1), (1, 2), &[]),
        "the pause 停工 needs at least one kind of site"
    );
    for bad in [(2, 30), (4, 31), (13, 1), (0, 1), (1, 0), (u32::MAX, u32::MAX)] {
        let words = format!("the pause 停工 has month {} day {}, which no year has", bad.0, bad.1);
        assert_eq!(refused("停工", bad, (3, 1), kinds), words);
        assert_eq!(refused("停工", (3, 1), bad, kinds), words);
    }
    for (from, to) in [((1, 1), (12, 31)), ((3, 16), (3, 15)), ((3, 1), (2, 28))] {
        let words = "the pause 停工 leaves no day of the year to work";
        assert_eq!(refused("停工", from, to, kinds), words);
    }
}

#[test]
fn pauses_that_together_leave_no_day_give_no_deadline() {
    let always = [pause((11, 15), (3, 15)), pause((3, 10), (11, 14))];
    assert_eq!(
        paused_deadline(TOILET, day("2026-01-01"), day("2026-01-31"), &always),
        None
    );
    assert_eq!(paused_days(TOILET, day("2025-12-31"), day("2026-12-31"), &always), 365);
}

#[test]
fn a_pause_reads_back_as_written_and_a_wrong_one_is_refused() {
    let text = r#"{"name":"冬季停工","from":[11,15],"to":[3,15],"kinds":["dry_toilet"]}"#;
    let read: Pause = serde_json::from_str(text).unwrap();
    assert_eq!(read, winter()[0]);
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
    let wrong = serde_json::from_str::<Pause>(&text.replace("11,15", "11,31")).unwrap_err();
    assert!(wrong.to_string().contains("month 11 day 31, which no year has"));
}

#[test]
fn the_ends_of_time_give_no_panic() {
    let (min, max) = (NaiveDate::MIN, NaiveDate::MAX);
    assert!(paused_days(TOILET, min, max, &winter()) > 0);
    assert_eq!(paused_days(TOILET, max, min, &winter()), 0);
    for (from, due) in [(min, max), (max, max), (max, min), (min, min)] {
        let _ = paused_deadline(TOILET, from, due, &winter());
    }
    assert_eq!(paused_deadline(TOILET, day("2026-01-01"), max, &winter()), None);
    let late = days_late(State::Filed, TOILET, Some(min), max, &winter());
    assert!(late.is_some_and(|days| days > 0));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..1700).prop_map(|n| day("2023-06-01") + Days::new(n))
}

/// Up to three pauses of at most some 130 days, so that some of the year is left.
fn any_pauses() -> impl Strategy<Value = Vec<Pause>> {
    let ends = prop_oneof![
        (0u64..366, 0u64..120).prop_map(|(start, long)| {
            let first = day("2024-01-01") + Days::new(start);
            [first, first + Days::new(long)].map(|d| (d.month(), d.day()))
        }),
        Just([(2, 29), (3, 1)]),
        Just([(2, 1), (2, 29)]),
        Just([(2, 29), (2, 29)]),
    ];
    let kind = prop_oneof![4 => Just(TOILET), 1 => Just("ruined_wall")];
    let one = (ends, kind).prop_map(|([a, b], kind)| Pause::new("停工", a, b, vec![kind.into()]).unwrap());
    prop::collection::vec(one, 0..4)
}

fn naively_paused(on: NaiveDate, pauses: &[Pause]) -> bool {
    let on = (on.month(), on.day());
    pauses.iter().filter(|p| p.kinds.contains(&TOILET.to_owned())).any(|p| {
        if p.from <= p.to {
            p.from <= on && on <= p.to
        } else {
            p.from <= on || on <= p.to
        }
    })
}

fn naively_paused_days(from: NaiveDate, to: NaiveDate, pauses: &[Pause]) -> i32 {
    let days = from.iter_days().skip(1).take_while(|d| *d <= to);
    days.filter(|&d| naively_paused(d, pauses)).count() as i32
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counting_agrees_with_going_day_by_day(
        pauses in any_pauses(), from in any_day(), to in any_day()
    ) {
        prop_assert_eq!(is_paused(TOILET, from, &pauses), naively_paused(from, &pauses));
        prop_assert_eq!(
            paused_days(TOILET, from, to, &pauses), naively_paused_days(from, to, &pauses));
    }

    #[test]
    fn a_moved_deadline_is_the_first_day_that_leaves_all_the_days_allowed(
        pauses in any_pauses(), from in any_day(), allowed in 1u64..400
    ) {
        let due = from + Days::new(allowed);
        let enough = |d: &NaiveDate| {
            let allowed = (due - from).num_days() as i32;
            (*d - from).num_days() as i32 - naively_paused_days(from, *d, &pauses) >= allowed
        };
        let left = (0..366u64).map(|n| day("2023-01-01") + Days::new(n))
            .filter(|&d| !naively_paused(d, &pauses)).count();
        prop_assume!(left > 60);
        let moved = paused_deadline(TOILET, from, due, &pauses).unwrap();
        prop_assert!(moved >= due && enough(&moved) && !naively_paused(moved, &pauses));
        prop_assert!(moved == due || !enough(&moved.pred_opt().unwrap()));
    }

    #[test]
    fn where_no_day_is_allowed_the_deadline_is_the_first_day_worked(
        pauses in any_pauses(), from in any_day(), before in 0u64..100
    ) {
        let due = from - Days::new(before);
        let first = due.iter_days().take(800).find(|&d| !naively_paused(d, &pauses));
        prop_assert_eq!(paused_deadline(TOILET, from, due, &pauses), first);
    }

    #[test]
    fn a_day_later_is_as_late_or_one_day_later(
        pauses in any_pauses(), deadline in any_day(), on in any_day()
    ) {
        let late = |on| days_late(State::Rectifying, TOILET, Some(deadline), on, &pauses).unwrap();
        let grown = late(on.succ_opt().unwrap()) - late(on);
        let still = on >= deadline && naively_paused(on.succ_opt().unwrap(), &pauses);
        prop_assert_eq!(grown, i32::from(!still));
        let days = (on - deadline).num_days() as i32;
        prop_assert_eq!(late(on), days - naively_paused_days(deadline, on, &pauses));
    }

    #[test]
    fn a_later_due_day_never_gives_an_earlier_deadline(
        pauses in any_pauses(), from in any_day(), due in any_day()
    ) {
        let moved = |due| paused_deadline(TOILET, from, due, &pauses);
        let (this, next) = (moved(due), moved(due.succ_opt().unwrap()));
        prop_assert!(this.is_none() || next.is_none() || this <= next);
    }
}
