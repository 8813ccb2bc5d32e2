//! What the window shows of a meeting, and that it stays what it was.

use super::life::day;
use super::*;
use crate::model::{Action, LEADER};
use crate::store::NewDuty;
use crate::verbs::meeting;
use crate::view::meeting_page::{
    Apart, MeetingLine, MeetingList, MeetingPage, MeetingSiteRow, RankBy, RankOf, RankedRow,
};
use crate::view::rules::PauseInput;

pub(super) const FAR: &str = "2099-01-01";
pub(super) const GONE: &str = "2020-01-01";

impl Desk {
    pub(super) fn meeting(&self, on: &str) -> MeetingPage {
        meeting::create(&self.project, &lin(), day(on), "调度会", "").unwrap();
        meeting::page(&self.project, day(on)).unwrap()
    }

    pub(super) fn ranked(&self, on: &str, of: RankOf, by: RankBy) -> Vec<RankedRow> {
        meeting::ranking(&self.project, day(on), of, by, 0, 100).unwrap().rows
    }

    pub(super) fn frozen(&self, on: &str, list: MeetingList) -> Vec<MeetingSiteRow> {
        meeting::sites(&self.project, day(on), list, 0, 100).unwrap().rows
    }
}

pub(super) fn line<'a>(p: &'a MeetingPage, what: &str) -> &'a MeetingLine {
    p.lines.iter().find(|l| l.what == what).unwrap()
}

pub(super) const LISTS: [MeetingList; 6] = [
    MeetingList::Unresolved,
    MeetingList::New,
    MeetingList::Late,
    MeetingList::Accepted,
    MeetingList::Returned,
    MeetingList::Relapsed,
];

#[test]
fn the_first_meeting_has_nothing_to_compare_with() {
    let d = Desk::with_chief();
    let one = d.site(0.2, FAR);
    d.site(1.5, GONE);
    d.accept(one);
    let p = d.meeting("2026-10-24");
    assert_eq!((p.since, p.moved), (None, None));
    assert!(
        p.lines
            .iter()
            .all(|l| l.before.is_none() && l.change.is_none() && l.worse.is_none())
    );
    assert_eq!(p.lines[0].now, Some(1.0));
    for list in &LISTS[1..] {
        assert_eq!(d.frozen("2026-10-24", *list), []);
    }
    let rows = d.ranked("2026-10-24", RankOf::Cells, RankBy::Progress);
    assert!(
        rows.iter()
            .all(|r| r.place_before.is_none() && r.unresolved_before.is_none())
    );

    // Its rates are of all that ever was: the second has a period, and does not compare it with that.
    let p = d.meeting("2026-11-24");
    assert_eq!(p.lines[0].before, Some(1.0));
    assert_eq!(line(&p, "progress").before, Some(50.0));
    assert_eq!(line(&p, "rework").before, None);
}

#[test]
fn a_change_says_whether_it_is_for_the_worse_whichever_way_it_went() {
    let d = Desk::with_chief();
    let (one, two) = (d.site(0.2, FAR), d.site(0.4, FAR));
    d.accept(one);
    d.meeting("2026-10-24");
    d.moves(one, &[Action::Relapse]);
    d.accept(two);
    d.site(1.5, GONE);
    d.site(1.6, GONE);
    let p = d.meeting("2026-11-24");
    let told = |what: &str| {
        let l = line(&p, what);
        (l.before, l.now, l.change, l.worse)
    };
    assert_eq!(told("unresolved"), (Some(1.0), Some(3.0), Some(2.0), Some(true)));
    assert_eq!(told("overdue"), (Some(0.0), Some(2.0), Some(2.0), Some(true)));
    assert_eq!(told("accepted"), (Some(1.0), Some(1.0), Some(0.0), None));
    assert_eq!(told("progress"), (Some(50.0), Some(25.0), Some(-25.0), Some(true)));
    assert_eq!(
        told("vacant"),
        (Some(1.0), Some(1.0), Some(0.0), None),
        "B has no chief"
    );
    let kinds: Vec<_> = p
        .lines
        .iter()
        .filter(|l| l.what == "kind")
        .map(|l| (l.name.as_str(), l.now))
        .collect();
    assert_eq!(kinds, [("残垣断壁", Some(0.0)), ("旱厕", Some(3.0))]);
    let rate = line(&p, "relapse").rate.unwrap();
    assert_eq!((rate.numerator, rate.denominator), (1, 2));
}

#[test]
fn a_relapse_counts_against_the_kind_of_its_site_and_no_other() {
    let d = Desk::with_chief();
    let toilets = [d.site(0.2, FAR), d.site(0.4, FAR)];
    let wall = SiteInput {
        kind: "ruined_wall".into(),
        lon: 0.6,
        lat: 0.5,
        ..Default::default()
    };
    let wall = verbs::site::add(&d.project, &lin(), &wall, today()).unwrap();
    toilets.into_iter().chain(wall.site).for_each(|id| d.accept(id));
    let told = |p: &MeetingPage| {
        let lines = p.lines.iter().filter(|l| l.what == "relapse_kind");
        let rates = lines.map(|l| (l.name.clone(), l.rate.map(|r| (r.numerator, r.denominator)), l.before));
        rates.collect::<Vec<_>>()
    };
    let kinds = |wall, toilet| [("残垣断壁".to_owned(), wall), ("旱厕".to_owned(), toilet)];
    let counts = |p: &MeetingPage| {
        told(p)
            .into_iter()
            .map(|(name, rate, _)| (name, rate))
            .collect::<Vec<_>>()
    };

    let first = d.meeting("2026-09-24");
    assert_eq!(counts(&first), kinds(Some((0, 1)), Some((0, 2))));
    d.moves(toilets[0], &[Action::Relapse]);
    let second = d.meeting("2026-10-24");
    assert_eq!(counts(&second), kinds(Some((0, 1)), Some((1, 2))));
    assert!(told(&second).iter().all(|l| l.2.is_none()), "the first has no period");
    let third = d.meeting("2026-11-24");
    assert_eq!(counts(&third), kinds(Some((0, 1)), Some((0, 1))));
    assert_eq!(told(&third)[1].2, Some(50.0));
}

#[test]
fn each_count_of_what_moved_has_its_list_of_sites() {
    use Action::{Accept, Dispatch, Relapse, Return, Start, Submit, Verify};
    let d = Desk::with_chief();
    let old = d.site(0.1, FAR);
    d.accept(old);
    let late = d.site(1.5, "2026-11-01");
    d.meeting("2026-10-24");
    let new = d.add(0.2, 0.5);
    d.moves(new, &[Verify, Dispatch, Start, Submit, Return, Submit, Accept]);
    d.moves(old, &[Relapse]);
    let p = d.meeting("2026-11-24");
    let moved = p.moved.unwrap();
    let counts = [
        p.unresolved,
        moved.new,
        moved.late,
        moved.accepted,
        moved.returned,
        moved.relapsed,
    ];
    assert_eq!(counts, [2, 1, 1, 1, 1, 1]);
    let number = |id| d.project.site_row(id, today()).unwrap().number;
    let of = |list| {
        d.frozen("2026-11-24", list)
            .into_iter()
            .map(|r| r.number)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(MeetingList::New), [number(new)]);
    assert_eq!(of(MeetingList::Late), [number(late)]);
    assert_eq!(of(MeetingList::Accepted), [number(new)]);
    assert_eq!(of(MeetingList::Returned), [number(new)]);
    assert_eq!(of(MeetingList::Relapsed), [number(old)]);
    let row = d.frozen("2026-11-24", MeetingList::Late).remove(0);
    assert_eq!(
        (row.grid.as_str(), row.day.as_deref(), row.chief.as_str()),
        ("东", Some("2026-11-01"), "")
    );
    let row = d.frozen("2026-11-24", MeetingList::Accepted).remove(0);
    assert_eq!(
        (row.chief.as_str(), row.address.as_str(), row.state),
        ("祁文秀", "三组", crate::model::State::Accepted)
    );
    assert!(row.day.is_some());
    assert_eq!(
        (row.kind_name.as_str(), row.kind_name_en.as_str()),
        ("旱厕", "Dry toilet")
    );

    // Moves without a list are counted too.
    let m = p.moves.unwrap();
    assert_eq!(
        [m.verified, m.dispatched, m.started, m.submitted, m.suspended, m.resumed],
        [1, 1, 1, 2, 0, 0]
    );

    // A long list comes a stretch at a time.
    let page = meeting::sites(&d.project, day("2026-11-24"), MeetingList::Unresolved, 1, 1).unwrap();
    assert_eq!(
        (page.total, page.offset, page.rows.len(), page.rows[0].id),
        (2, 1, 1, 1)
    );
}

#[test]
fn a_ranking_says_who_moved_up_and_puts_what_cannot_be_ranked_last() {
    let d = Desk::new();
    let town = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"code":"T","name":"城关镇","level":"subdistrict"},"geometry":null},
        {"type":"Feature","properties":{"code":"A","name":"西","parent":"T"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}},
        {"type":"Feature","properties":{"code":"B","name":"东","parent":"T"},"geometry":{"type":"Polygon","coordinates":[[[1,0],[2,0],[2,1],[1,1],[1,0]]]}},
        {"type":"Feature","properties":{"code":"C","name":"南","parent":"T"},"geometry":{"type":"Polygon","coordinates":[[[2,0],[3,0],[3,1],[2,1],[2,0]]]}}]}"#;
    let town = town.replace(
        r#""geometry":null"#,
        r#""geometry":{"type":"Polygon","coordinates":[[[0,0],[3,0],[3,1],[0,1],[0,0]]]}"#,
    );
    d.import("town.geojson", &town, ImportAs::Grids);
    d.import("people.csv", "姓名,网格编码\n祁文秀,A\n闻一凡,B\n", ImportAs::People);
    let grid = d.cell("T");
    let give = d.project.edit(&lin(), "duty", |tx| {
        let person = Some(tx.person_named("祁文秀")?);
        let duty = NewDuty {
            grid,
            role: LEADER,
            person,
            org: None,
            from: Some("2020-01-01"),
            to: None,
        };
        tx.put_duty(&duty)?;
        Ok(((), Default::default()))
    });
    give.unwrap();
    let (west, east) = (d.site(0.2, FAR), d.site(1.2, FAR));
    d.accept(west);
    d.meeting("2026-10-24");
    d.moves(west, &[Action::Relapse]);
    d.accept(east);
    d.meeting("2026-11-24");
    let rows = d.ranked("2026-11-24", RankOf::Cells, RankBy::Progress);
    let told: Vec<_> = rows
        .iter()
        .map(|r| {
            (
                r.name.as_str(),
                r.place,
                r.place_before,
                r.who.as_str(),
                r.unresolved_before,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("东", Some(1), Some(2), "闻一凡", Some(1)),
            ("西", Some(2), Some(1), "祁文秀", Some(0)),
            ("南", None, None, "", Some(0)),
        ]
    );
    // Fewer relapses are better; the first meeting's rates are of no period.
    let rows = d.ranked("2026-11-24", RankOf::Cells, RankBy::Relapse);
    assert_eq!(
        (rows[0].name.as_str(), rows[1].place, rows[1].place_before),
        ("东", Some(2), None)
    );
    let rows = d.ranked("2026-11-24", RankOf::Subdistricts, RankBy::Overdue);
    assert_eq!((rows[0].who.as_str(), rows[0].figures.unresolved), ("祁文秀", 1));
}

#[test]
fn rankings_of_ground_add_up_to_the_whole_whatever_lies_in_nothing() {
    let d = Desk::new();
    let square = |code: &str, x: f64, more: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}","name":"{code}"{more}}},"geometry":{{"type":"Polygon","coordinates":[[[{x},0],[{0},0],[{0},1],[{x},1],[{x},0]]]}}}}"#,
            x + 1.0
        )
    };
    let list = [
        square("T", 0.0, r#","level":"subdistrict""#),
        square("A", 0.0, r#","parent":"T""#),
        square("B", 1.0, ""),
    ];
    let list = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, list.join(","));
    d.import("town.geojson", &list, ImportAs::Grids);
    for x in [0.2, 1.2, 1.4, 5.0, 5.1, 5.2] {
        d.site(x, FAR);
    }
    let p = d.meeting("2026-11-24");
    assert_eq!(p.lines[0].now, Some(6.0));
    let told = |of| {
        let rows = d.ranked("2026-11-24", of, RankBy::Overdue);
        let row = |r: &RankedRow| (r.name.clone(), r.apart, r.figures.unresolved);
        rows.iter().map(row).collect::<Vec<_>>()
    };
    let (none, cell) = (Some(Apart::NoSubdistrict), Some(Apart::NoCell));
    assert_eq!(
        told(RankOf::Subdistricts),
        [
            ("T".into(), None, 1),
            (String::new(), none, 2),
            (String::new(), cell, 3)
        ]
    );
    assert_eq!(
        told(RankOf::Cells),
        [("A".into(), None, 1), ("B".into(), None, 2), (String::new(), cell, 3)]
    );
}

#[test]
fn what_a_stop_of_the_season_takes_off_the_overdue_stands_in_a_line_of_its_own() {
    let d = Desk::with_chief();
    d.site(0.2, "2026-11-21");
    let told = |p: &MeetingPage, what: &str| {
        let l = p.lines.iter().find(|l| l.what == what)?;
        Some((l.before, l.now, l.change, l.worse))
    };
    let p = d.meeting("2026-11-10");
    assert_eq!(told(&p, "paused"), None, "nothing was stopped, now or before");
    let stop = |from: &str, to: &str| PauseInput {
        name: Some("冬季停工".into()),
        from: Some(from.into()),
        to: Some(to.into()),
        kinds: Some(vec!["dry_toilet".into()]),
    };
    verbs::pause::put(&d.project, &lin(), None, &stop("11-20", "03-10")).unwrap();
    let p = d.meeting("2026-11-24");
    assert_eq!(told(&p, "paused"), Some((Some(0.0), Some(1.0), Some(1.0), None)));
    verbs::pause::put(&d.project, &lin(), Some("冬季停工"), &stop("01-01", "03-10")).unwrap();
    let p = d.meeting("2026-12-24");
    assert_eq!(told(&p, "paused"), Some((Some(1.0), Some(0.0), Some(-1.0), None)));
    let p = d.meeting("2026-12-25");
    assert_eq!(told(&p, "paused"), None);
}

#[test]
fn a_ranking_of_ground_adds_up_to_the_whole() {
    let d = Desk::with_chief();
    d.site(0.2, FAR);
    d.site(1.5, GONE);
    let whole = |of| {
        d.ranked("2026-10-24", of, RankBy::Overdue)
            .iter()
            .map(|r| r.figures.unresolved)
            .sum::<u32>()
    };
    assert_eq!(d.meeting("2026-10-24").unresolved, 2);
    let rows = d.ranked("2026-10-24", RankOf::Cells, RankBy::Progress).len();
    d.site(9.5, FAR);
    let p = d.meeting("2026-11-24");
    assert_eq!(p.unresolved, 3);
    let now = d.ranked("2026-11-24", RankOf::Cells, RankBy::Progress);
    assert_eq!(
        (whole(RankOf::Cells), now.len()),
        (2, rows + 1),
        "an earlier meeting stays as it was"
    );
    let last = now.last().unwrap();
    assert_eq!(
        (
            last.name.as_str(),
            last.place,
            last.figures.unresolved,
            last.unresolved_before
        ),
        ("", None, 1, Some(0))
    );
    assert_eq!(now.iter().map(|r| r.figures.unresolved).sum::<u32>(), 3);
}
