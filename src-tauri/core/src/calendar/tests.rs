use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn working_days_of(year: i32) -> usize {
    let calendar = Calendar::template();
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    first
        .iter_days()
        .take_while(|d| d.year() == year)
        .filter(|&d| calendar.is_working(d))
        .count()
}

#[test]
fn the_template_lists_what_the_state_council_published() {
    let runs = |kind: DayKind, year: i32| -> Vec<String> {
        let mut runs: Vec<(String, NaiveDate, NaiveDate)> = Vec::new();
        for d in template_days() {
            if d.kind != kind || d.day.year() != year {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.0 == d.name && run.2.succ_opt() == Some(d.day) => run.2 = d.day,
                _ => runs.push((d.name, d.day, d.day)),
            }
        }
        let text = |(name, a, b): (String, NaiveDate, NaiveDate)| {
            format!("{name} {}–{}", a.format("%-m.%-d"), b.format("%-m.%-d"))
        };
        runs.into_iter().map(text).collect()
    };
    assert_eq!(
        runs(DayKind::Holiday, 2025),
        [
            "元旦 1.1–1.1",
            "春节 1.28–2.4",
            "清明节 4.4–4.6",
            "劳动节 5.1–5.5",
            "端午节 5.31–6.2",
            "国庆节、中秋节 10.1–10.8",
        ]
    );
    assert_eq!(
        runs(DayKind::MakeUp, 2025),
        [
            "春节 1.26–1.26",
            "春节 2.8–2.8",
            "劳动节 4.27–4.27",
            "国庆节、中秋节 9.28–9.28",
            "国庆节、中秋节 10.11–10.11",
        ]
    );
    assert_eq!(
        runs(DayKind::Holiday, 2026),
        [
            "元旦 1.1–1.3",
            "春节 2.15–2.23",
            "清明节 4.4–4.6",
            "劳动节 5.1–5.5",
            "端午节 6.19–6.21",
            "中秋节 9.25–9.27",
            "国庆节 10.1–10.7",
        ]
    );
    assert_eq!(
        runs(DayKind::MakeUp, 2026),
        [
            "元旦 1.4–1.4",
            "春节 2.14–2.14",
            "春节 2.28–2.28",
            "劳动节 5.9–5.9",
            "国庆节 9.20–9.20",
            "国庆节 10.10–10.10",
        ]
    );
}

#[test]
fn the_template_is_in_order_names_no_day_twice_and_makes_up_only_at_weekends() {
    let days = template_days();
    assert!(days.windows(2).all(|w| w[0].day < w[1].day));
    assert!(days.iter().all(|d| !d.name.is_empty()));
    let made_up = |d: &&ListedDay| d.kind == DayKind::MakeUp;
    assert!(days.iter().filter(made_up).all(|d| !is_weekday(d.day)));
}

#[test]
fn both_years_have_the_248_working_days_that_thirteen_statutory_holidays_leave() {
    assert_eq!((working_days_of(2025), working_days_of(2026)), (248, 248));
}

#[test]
fn a_year_without_a_list_is_worked_monday_to_friday() {
    assert_eq!(working_days_of(2030), 261);
}

#[test]
fn time_allowed_before_the_spring_festival_runs_out_after_it() {
    let calendar = Calendar::template();
    let friday = day("2026-02-13");
    assert_eq!(calendar.deadline(friday, 3, Count::Calendar), Some(day("2026-02-16")));
    assert_eq!(calendar.deadline(friday, 1, Count::Working), Some(day("2026-02-14")));
    assert_eq!(calendar.deadline(friday, 2, Count::Working), Some(day("2026-02-24")));
    assert_eq!(calendar.working_days_between(friday, day("2026-02-24")), 2);
    assert_eq!(calendar.working_days_between(day("2026-02-24"), friday), -2);
}

#[test]
fn no_days_allowed_end_on_the_day_itself_even_on_a_holiday() {
    let calendar = Calendar::template();
    let holiday = day("2026-10-01");
    assert_eq!(calendar.deadline(holiday, 0, Count::Working), Some(holiday));
    assert_eq!(calendar.deadline(holiday, 0, Count::Calendar), Some(holiday));
}

#[test]
fn a_day_listed_as_both_is_worked_in_either_order() {
    let day = day("2026-10-01");
    for kinds in [[DayKind::Holiday, DayKind::MakeUp], [DayKind::MakeUp, DayKind::Holiday]] {
        assert!(Calendar::new(kinds.map(|k| (day, k))).is_working(day));
    }
}

#[test]
fn absurd_times_and_the_ends_of_time_give_no_day_and_no_panic() {
    let calendar = Calendar::template();
    for count in [Count::Calendar, Count::Working] {
        assert!(calendar.deadline(day("2026-01-01"), MAX_DAYS, count).is_some());
        for days in [MAX_DAYS + 1, u32::MAX] {
            assert_eq!(calendar.deadline(day("2026-01-01"), days, count), None);
        }
        assert_eq!(calendar.deadline(NaiveDate::MAX, 0, count), Some(NaiveDate::MAX));
        assert_eq!(calendar.deadline(NaiveDate::MAX, 5, count), None);
        assert!(calendar.deadline(NaiveDate::MIN, 5, count).is_some());
    }
    assert!(calendar.working_days_between(NaiveDate::MIN, NaiveDate::MAX) > 0);
    let _ = (calendar.is_working(NaiveDate::MIN), calendar.is_working(NaiveDate::MAX));
}

/// Days of some three years around 2026.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..1100).prop_map(|n| day("2025-01-01") + Days::new(n))
}

fn any_list() -> impl Strategy<Value = Vec<(NaiveDate, DayKind)>> {
    let kind = prop_oneof![Just(DayKind::Holiday), Just(DayKind::MakeUp)];
    prop::collection::vec((any_day(), kind), 0..300)
}

/// What the brief of a calendar says, taken word for word.
fn naively_working(list: &BTreeMap<NaiveDate, Vec<DayKind>>, day: NaiveDate) -> bool {
    let says = |kind| list.get(&day).is_some_and(|kinds| kinds.contains(&kind));
    let weekend = matches!(day.weekday(), chrono::Weekday::Sat | chrono::Weekday::Sun);
    says(DayKind::MakeUp) || !weekend && !says(DayKind::Holiday)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counting_agrees_with_going_day_by_day(
        listed in any_list(), from in any_day(), n in 0u32..400, to in any_day()
    ) {
        let calendar = Calendar::new(listed.iter().copied());
        let mut list = BTreeMap::<_, Vec<_>>::new();
        for (day, kind) in listed {
            list.entry(day).or_default().push(kind);
        }
        let worked = |d: &NaiveDate| naively_working(&list, *d);
        for d in from.iter_days().take(60) {
            prop_assert_eq!(calendar.is_working(d), worked(&d));
        }
        let after = match n.checked_sub(1) {
            None => Some(from),
            Some(before) => from.iter_days().skip(1).filter(worked).nth(before as usize),
        };
        prop_assert_eq!(calendar.working_days_after(from, n), after);
        let (a, b) = (from.min(to), from.max(to));
        let between = a.iter_days().skip(1).take_while(|d| *d <= b).filter(worked).count() as i32;
        prop_assert_eq!(calendar.working_days_between(a, b), between);
        prop_assert_eq!(calendar.working_days_between(b, a), -between);
    }

    #[test]
    fn days_allowed_and_days_between_undo_each_other(
        listed in any_list(), from in any_day(), n in 0u32..=MAX_DAYS, to in any_day()
    ) {
        let calendar = Calendar::new(listed);
        let due = calendar.working_days_after(from, n).unwrap();
        prop_assert_eq!(calendar.working_days_between(from, due), n as i32);
        prop_assert!(n == 0 || calendar.is_working(due));
        if from < to && calendar.is_working(to) {
            let between = calendar.working_days_between(from, to) as u32;
            prop_assert_eq!(calendar.working_days_after(from, between), Some(to));
        }
    }
}
