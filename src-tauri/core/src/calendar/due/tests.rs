use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn winter() -> Pause {
    Pause::new("冬季停工", (11, 15), (3, 15), vec!["dry_toilet".into()]).unwrap()
}

fn rules(count: Count, days: u32, pauses: Vec<Pause>) -> Rules {
    Rules {
        calendar: Calendar::template(),
        pauses,
        kinds: HashMap::from([("dry_toilet".to_owned(), Allowed { days, count })]),
    }
}

#[test]
fn the_time_of_a_kind_is_counted_in_its_own_sort_of_days() {
    let from = day("2026-09-24");
    let calendar = rules(Count::Calendar, 10, vec![]).allow("dry_toilet", from).unwrap();
    assert_eq!((calendar.deadline, calendar.granted), (day("2026-10-04"), None));
    // 25 to 27 September and 1 to 7 October are holidays, Saturday the 10th is worked.
    let working = rules(Count::Working, 10, vec![]).allow("dry_toilet", from).unwrap();
    assert_eq!(working.deadline, day("2026-10-15"));
    assert_eq!(rules(Count::Working, 10, vec![]).allow("no_such", from), None);
}

#[test]
fn a_stop_moves_the_deadline_by_the_days_that_it_takes() {
    let due = rules(Count::Calendar, 45, vec![winter()])
        .allow("dry_toilet", day("2026-11-05"))
        .unwrap();
    // Nine days until the 14th, thirty-six after 15 March.
    assert_eq!(due.deadline, day("2027-04-20"));
    assert_eq!(due.granted, Some(day("2026-12-20")));
    let without = rules(Count::Calendar, 45, vec![]);
    assert_eq!(
        without.due("dry_toilet", due.from, day("2026-12-20"), &[]).deadline,
        day("2026-12-20")
    );
}

#[test]
fn a_moved_deadline_of_working_days_falls_on_one() {
    // From a Friday, nine working days: Thursday the 19th, five of those days in the stop.
    let due = rules(Count::Working, 9, vec![winter()])
        .allow("dry_toilet", day("2026-11-06"))
        .unwrap();
    assert_eq!(due.granted, Some(day("2026-11-19")));
    assert_eq!(due.deadline, day("2027-03-22"), "Saturday the 20th gives way to Monday");
}

#[test]
fn a_day_that_somebody_wrote_stands_unless_work_stops_on_it() {
    let r = rules(Count::Calendar, 45, vec![winter()]);
    let from = day("2026-11-05");
    let spring = r.given("dry_toilet", from, day("2027-04-20"));
    assert_eq!(
        (spring.deadline, spring.granted),
        (day("2027-04-20"), Some(day("2026-12-20")))
    );
    let winter = r.given("dry_toilet", from, day("2026-12-20"));
    assert_eq!(
        (winter.deadline, winter.granted),
        (day("2027-04-20"), Some(day("2026-12-20")))
    );
    let autumn = r.given("dry_toilet", from, day("2026-11-14"));
    assert_eq!((autumn.deadline, autumn.granted), (day("2026-11-14"), None));
}

#[test]
fn a_suspension_within_a_stop_is_not_counted_twice() {
    let r = rules(Count::Calendar, 45, vec![winter()]);
    let (from, granted) = (day("2026-11-05"), day("2026-12-20"));
    let within = [(day("2026-12-01"), day("2027-02-01"))];
    assert_eq!(r.due("dry_toilet", from, granted, &within).deadline, day("2027-04-20"));
    // Suspended from 10 November to 20 March: four days before the stop and five after it are lost.
    let across = [(day("2026-11-10"), day("2027-03-20"))];
    assert_eq!(r.due("dry_toilet", from, granted, &across).deadline, day("2027-04-29"));
    let without = rules(Count::Calendar, 45, vec![]);
    assert_eq!(
        without.due("dry_toilet", from, granted, &across).deadline,
        granted + Days::new(130)
    );
}

proptest! {
    #[test]
    fn what_was_written_outside_a_stop_comes_out_again_from_what_is_kept(
        from in 0u64..2000, ahead in 0u64..800, a in (1u32..=12, 1u32..=28), b in (1u32..=12, 1u32..=28),
    ) {
        let from = day("2024-01-01") + Days::new(from);
        let written = from + Days::new(ahead);
        let Ok(stop) = Pause::new("停工", a, b, vec!["dry_toilet".into()]) else { return Ok(()) };
        let r = rules(Count::Calendar, 30, vec![stop]);
        let due = r.given("dry_toilet", from, written);
        if !pause::is_paused("dry_toilet", written, &r.pauses) {
            prop_assert_eq!(due.deadline, written);
        }
        let again = r.due("dry_toilet", from, due.granted.unwrap_or(due.deadline), &[]);
        prop_assert_eq!(again.deadline, due.deadline);
        prop_assert!(!pause::is_paused("dry_toilet", due.deadline, &r.pauses));
    }
}
