use super::*;
use crate::calendar::china::seconds;
use proptest::prelude::*;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, d).unwrap()
}

fn at(text: &str) -> i64 {
    seconds(text).unwrap()
}

fn site(id: i64, state: State, since: Option<NaiveDate>) -> Now {
    Now {
        id: SiteId(id),
        state,
        deadline: Some(day(20)),
        since,
        grid: None,
        kind: 0,
    }
}

fn step(when: &str, site: u32, action: Action, from: State, to: State) -> Move {
    Move {
        at: at(when),
        site,
        action,
        from,
        to,
    }
}

#[test]
fn a_site_stands_where_its_next_move_found_it_and_after_the_last_where_it_stands_now() {
    let t = Timeline::new(
        vec![site(1, State::Accepted, Some(day(2)))],
        vec![
            step("2026-09-09T01:00:00Z", 0, Action::Accept, State::Filed, State::Accepted),
            step("2026-09-05T01:00:00Z", 0, Action::Verify, State::Reported, State::Filed),
        ],
    );
    let state = |d: u32| t.on(day(d))[0].map(|s| s.state);
    assert_eq!(
        [1, 2, 4, 5, 8, 9, 30].map(state),
        [
            None,
            Some(State::Reported),
            Some(State::Reported),
            Some(State::Filed),
            Some(State::Filed),
            Some(State::Accepted),
            Some(State::Accepted)
        ]
    );
}

#[test]
fn a_site_without_moves_stood_as_it_stands_since_it_was_found() {
    let t = Timeline::new(
        vec![site(1, State::Accepted, Some(day(3))), site(2, State::Filed, None)],
        Vec::new(),
    );
    assert_eq!(
        t.on(day(2)).iter().map(|s| s.map(|s| s.state)).collect::<Vec<_>>(),
        [None, Some(State::Filed)]
    );
    assert_eq!(t.on(day(3))[0].unwrap().state, State::Accepted);
}

#[test]
fn before_a_resumption_the_deadline_was_the_one_of_before() {
    let t = Timeline::new(
        vec![site(1, State::Rectifying, None)],
        vec![
            step(
                "2026-09-03T01:00:00Z",
                0,
                Action::Suspend,
                State::Dispatched,
                State::Suspended,
            ),
            step(
                "2026-09-08T01:00:00Z",
                0,
                Action::Resume,
                State::Suspended,
                State::Rectifying,
            ),
        ],
    );
    assert_eq!(
        [7, 8].map(|d| t.on(day(d))[0].unwrap().deadline),
        [Some(day(15)), Some(day(20))]
    );
}

#[test]
fn what_happened_between_two_days_leaves_the_first_out_and_takes_the_last_in() {
    let t = Timeline::new(
        vec![site(1, State::Submitted, None)],
        vec![
            step(
                "2026-09-03T01:00:00Z",
                0,
                Action::Return,
                State::Submitted,
                State::Rectifying,
            ),
            step(
                "2026-09-04T01:00:00Z",
                0,
                Action::Submit,
                State::Rectifying,
                State::Submitted,
            ),
            step(
                "2026-09-06T15:00:00Z",
                0,
                Action::Return,
                State::Submitted,
                State::Rectifying,
            ),
            step(
                "2026-09-06T17:00:00Z",
                0,
                Action::Submit,
                State::Rectifying,
                State::Submitted,
            ),
        ],
    );
    let b = t.between(day(3), day(6))[&0];
    assert_eq!((b.returned, b.moves), (1, 2));
    assert!(t.between(day(8), day(9)).is_empty());
}

proptest! {
    /// The day-by-day counts agree with looking at each day by itself.
    #[test]
    fn counts_of_many_days_are_the_count_of_each_day(
        sites in prop::collection::vec((prop::option::of(1u32..25), prop::collection::vec((1u32..28, 0usize..8), 0..6), 0usize..8), 0..12)
    ) {
        let mut now = Vec::new();
        let mut moves = Vec::new();
        for (i, (since, path, first)) in sites.iter().enumerate() {
            let mut state = State::ALL[*first];
            let mut days: Vec<_> = path.clone();
            days.sort();
            let since = since.map(|s| day(days.first().map_or(s, |d| d.0.min(s))));
            for (d, to) in days {
                let to = State::ALL[to];
                moves.push(step(&format!("2026-09-{d:02}T03:00:00Z"), i as u32, Action::Start, state, to));
                state = to;
            }
            now.push(Now { kind: i as u16 % 4, ..site(i as i64, state, since) });
        }
        let t = Timeline::new(now, moves);
        let days: Vec<NaiveDate> = [1, 4, 5, 11, 18, 25, 30].map(day).to_vec();
        for (on, counts) in days.iter().zip(t.unresolved_on(&days, 2)) {
            let stood = t.on(*on);
            for (kind, count) in counts.into_iter().enumerate() {
                let open = stood.iter().zip(t.sites()).filter(|(s, now)| {
                    usize::from(now.kind).min(2) == kind && s.is_some_and(|s| s.state.is_unresolved())
                });
                prop_assert_eq!(count as usize, open.count(), "{} of kind {}", on, kind);
            }
        }
        let course = t.course(day(1), day(30));
        for d in 1..=30 {
            let open = t.on(day(d)).iter().flatten().filter(|s| s.state.is_unresolved()).count();
            prop_assert_eq!(course[d as usize - 1] as usize, open, "day {}", d);
        }
    }
}
