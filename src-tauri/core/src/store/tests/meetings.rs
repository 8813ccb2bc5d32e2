use super::life::day;
use super::*;
use crate::model::{Action, DEPARTMENT, LEADER};
use crate::store::NewDuty;
use crate::verbs::meeting;
use crate::view::meeting::{MeetingFigures, MeetingItemInput, MeetingRow, Moves};

/// Deadlines that no clock of a test machine is past, or before.
const FAR: &str = "2099-01-01";
const GONE: &str = "2020-01-01";

impl Desk {
    fn meet(&self, on: &str) -> MeetingFigures {
        meeting::create(&self.project, &lin(), day(on), "调度会", "").unwrap();
        meeting::show(&self.project, day(on)).unwrap()
    }

    fn remark(&self, on: &str, text: &str) -> crate::model::MeetingItemId {
        let input = MeetingItemInput {
            kind: "remark".into(),
            text: text.into(),
            who: "周副区长".into(),
            owner: "祁文秀".into(),
            due: Some("2026-11-01".into()),
            ..Default::default()
        };
        meeting::add_item(&self.project, &lin(), day(on), &input).unwrap().item
    }

    fn give(&self, role: &str, code: &str, org: Option<&str>, person: Option<&str>) {
        let grid = self.cell(code);
        let give = self.project.edit(&lin(), "duty", |tx| {
            let person = person.map(|p| tx.person_named(p)).transpose()?;
            let duty = NewDuty {
                grid,
                role,
                person,
                org,
                from: Some("2020-01-01"),
                to: None,
            };
            tx.put_duty(&duty)?;
            Ok(((), Default::default()))
        });
        give.unwrap();
    }
}

fn row<'a>(rows: &'a [MeetingRow], name: &str) -> &'a MeetingRow {
    rows.iter()
        .find(|r| r.name == name || (r.code == name && !name.is_empty()))
        .unwrap()
}

#[test]
fn a_past_meeting_shows_exactly_what_it_showed_whatever_changes_later() {
    let d = Desk::with_chief();
    let (one, two) = (d.site(0.2, GONE), d.site(1.5, FAR));
    d.accept(one);
    d.meet("2026-10-24");
    let then = d.project.meeting_frozen(day("2026-10-24")).unwrap();
    d.moves(one, &[Action::Relapse]);
    d.moves(two, &[Action::Verify]);
    d.site(0.3, "");
    d.remark("2026-10-24", "三日内清零");
    d.import("people.csv", "姓名,网格编码\n闻一凡,A\n", ImportAs::People);
    d.meet("2026-11-24");
    d.project.undo(&lin(), None).unwrap();
    assert_eq!(d.project.meeting_frozen(day("2026-10-24")).unwrap(), then);
    let copy = d.dir.path().join("copy.gpkg");
    d.project.save_copy(&copy).unwrap();
    let copy = Project::open(&copy).unwrap();
    assert_eq!(copy.meeting_frozen(day("2026-10-24")).unwrap(), then);
    let read = meeting::show(&copy, day("2026-10-24")).unwrap();
    assert_eq!(
        serde_json::to_string(&read).unwrap(),
        then,
        "nothing is lost in reading it"
    );
}

#[test]
fn changes_since_the_previous_meeting_count_each_move_once() {
    use Action::{Accept, Dismiss, Dispatch, Relapse, Resume, Return, Start, Submit, Suspend, Verify};
    let d = Desk::with_chief();
    let old = d.site(0.1, FAR);
    d.accept(old);
    let first = d.meet("2026-10-24");
    assert_eq!((first.since.as_deref(), first.total.moves.unwrap().accepted), (None, 1));

    let (again, late, gone, loose) = (
        d.site(0.2, GONE),
        d.site(0.3, "2026-11-01"),
        d.site(0.4, ""),
        d.site(5.0, ""),
    );
    d.moves(old, &[Relapse, Submit, Accept]);
    d.moves(
        again,
        &[Verify, Dispatch, Start, Submit, Return, Submit, Accept, Relapse],
    );
    d.moves(late, &[Verify, Dispatch, Suspend, Resume]);
    d.moves(gone, &[Dismiss]);
    d.moves(loose, &[Verify]);
    let second = d.meet("2026-11-24");
    assert_eq!(second.since.as_deref(), Some("2026-10-24"));
    let expected = Moves {
        new: 4,
        late: 1,
        verified: 3,
        dismissed: 1,
        dispatched: 2,
        started: 1,
        submitted: 3,
        accepted: 2,
        accepted_in_time: 1,
        returned: 1,
        relapsed: 2,
        suspended: 1,
        resumed: 1,
    };
    assert_eq!(second.total.moves, Some(expected));
    let a = row(&second.grids, "A").moves.unwrap();
    assert_eq!(
        (a.new, a.verified, a.relapsed),
        (3, 2, 2),
        "without the site in no cell"
    );
    assert_eq!(row(&second.grids, "B").moves, None);

    let r = second.total.rates.unwrap();
    let parts = |r: crate::view::meeting::Rate| (r.numerator, r.denominator, r.percent);
    assert_eq!(parts(r.on_time), (1, 2, Some(50.0)));
    assert_eq!(parts(r.rework), (1, 3, Some(33.3)));
    assert_eq!(parts(r.relapse), (2, 3, Some(66.7)), "one accepted before, two since");
    assert_eq!(parts(r.progress), (1, 4, Some(25.0)));
    assert_eq!(second.formulas.len(), 4);

    let third = d.meet("2026-12-24");
    assert_eq!(third.total.moves, None, "nothing moved since");
    assert_eq!(third.since.as_deref(), Some("2026-11-24"));
}

#[test]
fn the_list_of_unresolved_sites_says_where_how_late_and_whose() {
    let d = Desk::with_chief();
    d.site(0.2, "2026-11-20");
    d.site(1.5, "2026-11-14");
    d.site(5.0, "");
    let done = d.site(0.4, "");
    d.moves(done, &[Action::Dismiss]);
    let m = d.meet("2026-11-24");
    let seen: Vec<_> = m
        .unresolved
        .iter()
        .map(|s| (s.grid.as_str(), s.days_late, s.chief.as_str()))
        .collect();
    // The one without a deadline got the forty-five days of its kind.
    assert_eq!(
        seen,
        [("B", Some(10), ""), ("A", Some(4), "祁文秀"), ("", Some(-45), "")]
    );
    let json: serde_json::Value = serde_json::from_str(&d.project.meeting_frozen(day("2026-11-24")).unwrap()).unwrap();
    assert_eq!(json["unresolved_columns"][5], "days_late");
    assert_eq!(json["unresolved"][0][5], 10);
}

#[test]
fn the_day_of_a_meeting_decides_only_what_is_late() {
    let d = Desk::with_chief();
    d.site(0.2, "2026-11-20");
    assert_eq!(d.meet("2026-11-01").total.figures.overdue, 0);
    let later = d.meet("2026-11-24");
    assert_eq!((later.total.figures.overdue, later.total.moves.unwrap().late), (1, 1));
}

#[test]
fn departments_and_leaders_answer_for_the_ground_below_theirs() {
    let d = Desk::new();
    let town = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"code":"T","name":"城关镇","level":"subdistrict"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,1],[0,1],[0,0]]]}},
        {"type":"Feature","properties":{"code":"A","name":"西","parent":"T"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}},
        {"type":"Feature","properties":{"code":"B","name":"东","parent":"T"},"geometry":{"type":"Polygon","coordinates":[[[1,0],[2,0],[2,1],[1,1],[1,0]]]}}]}"#;
    d.import("town.geojson", town, ImportAs::Grids);
    d.give(LEADER, "T", None, Some("周副区长"));
    d.give(DEPARTMENT, "T", Some("住建局"), None);
    d.give(DEPARTMENT, "B", Some("城管局"), None);
    d.give(DEPARTMENT, "B", Some("水务局"), None);
    for (x, deadline) in [(0.2, GONE), (0.4, ""), (1.5, GONE), (5.0, "")] {
        d.site(x, deadline);
    }
    let m = d.meet("2026-11-24");
    let of = |rows: &[MeetingRow], name: &str| {
        let f = row(rows, name).figures;
        (f.total, f.overdue)
    };
    assert_eq!(of(&m.departments, "住建局"), (2, 1), "B has departments of its own");
    assert_eq!(of(&m.departments, "城管局"), (1, 1));
    assert_eq!(of(&m.departments, "水务局"), (1, 1));
    assert_eq!(of(&m.departments, ""), (1, 0), "the site in no cell is nobody's");
    assert_eq!(of(&m.leaders, "周副区长"), (3, 2));
    assert_eq!(of(&m.subdistricts, "城关镇"), (3, 2));
    assert_eq!(of(&m.chiefs, ""), (4, 2));
    assert_eq!(m.total.figures.total, 4);
    let by = m
        .rankings
        .iter()
        .find(|r| r.of == "departments" && r.by == "overdue")
        .unwrap();
    assert!(by.ranks.iter().all(|r| r.place == 1), "equals share a place: {by:?}");
}

#[test]
fn a_day_has_one_meeting() {
    let d = Desk::with_chief();
    d.meet("2026-11-24");
    let before = d.dump();
    let refused = meeting::create(&d.project, &lin(), day("2026-11-24"), "", "").unwrap_err();
    assert!(refused.to_string().contains("has a meeting already"), "{refused}");
    assert!(before == d.dump());
}

#[test]
fn a_remark_stays_on_the_agenda_of_every_later_meeting_until_it_is_done() {
    let d = Desk::with_chief();
    d.meet("2026-09-24");
    let (first, second) = (
        d.remark("2026-09-24", "北街三处旱厕"),
        d.remark("2026-09-24", "补齐照片"),
    );
    let open = |on: &str| {
        let a = meeting::agenda(&d.project, day(on), day(on)).unwrap();
        a.open.into_iter().map(|i| i.id).collect::<Vec<_>>()
    };
    assert_eq!(open("2026-09-24"), [], "not of the meeting itself");
    assert_eq!(d.meet("2026-10-24").open_remarks.len(), 2);
    let third = d.remark("2026-10-24", "通报后三名");
    assert_eq!(open("2026-11-24"), [first, second, third], "oldest first");
    meeting::finish(&d.project, &lin(), first, "已验收", day("2026-11-10"), today()).unwrap();
    assert_eq!(open("2026-11-24"), [second, third]);
    assert_eq!(open("2026-10-24"), [first, second], "it was open then");
    assert!(meeting::finish(&d.project, &lin(), first, "", today(), today()).is_err());
    let a = meeting::agenda(&d.project, day("2026-11-24"), today()).unwrap();
    assert!(a.open[0].overdue && a.items.is_empty());
}

#[test]
fn an_item_says_what_its_kind_asks_for() {
    let d = Desk::with_chief();
    let site = d.site(0.2, "");
    d.meet("2026-11-24");
    let add = |kind: &str, f: &dyn Fn(&mut MeetingItemInput)| {
        let mut input = MeetingItemInput {
            kind: kind.into(),
            ..Default::default()
        };
        f(&mut input);
        meeting::add_item(&d.project, &lin(), day("2026-11-24"), &input)
    };
    for kind in ["visit", "report", "remark", "speech"] {
        assert!(add(kind, &|_| {}).is_err(), "{kind}");
    }
    add("remark", &|i| i.text = "要快".into()).unwrap();
    add("report", &|i| (i.who, i.text) = ("住建局".into(), "断壁".into())).unwrap();
    add("visit", &|i| (i.site, i.text) = (Some(site), "仍未拆除".into())).unwrap();
    let items = d.project.meeting_items(day("2026-11-24"), today()).unwrap();
    let kinds: Vec<_> = items.iter().map(|i| i.kind.as_str()).collect();
    assert_eq!(kinds, ["visit", "report", "remark"]);
    assert!(items[0].site.is_some());
    assert!(meeting::finish(&d.project, &lin(), items[0].id, "", today(), today()).is_err());
    let nowhere = meeting::add_item(
        &d.project,
        &lin(),
        day("2026-01-01"),
        &MeetingItemInput {
            kind: "remark".into(),
            text: "x".into(),
            ..Default::default()
        },
    );
    assert!(
        nowhere
            .unwrap_err()
            .to_string()
            .contains("meeting \"2026-01-01\" is not in")
    );
}

#[test]
fn every_change_of_a_meeting_can_be_undone() {
    let d = Desk::with_chief();
    let site = d.site(0.2, GONE);
    let item = |d: &Desk| {
        d.project
            .meeting_items(day("2026-11-24"), today())
            .unwrap()
            .pop()
            .unwrap()
            .id
    };
    d.each_can_be_undone(&[
        &|d| drop(d.meet("2026-11-24")),
        &|d| {
            let input = MeetingItemInput {
                kind: "visit".into(),
                site: Some(site),
                ..Default::default()
            };
            meeting::add_item(&d.project, &lin(), day("2026-11-24"), &input).unwrap();
        },
        &|d| {
            d.remark("2026-11-24", "三日内清零");
        },
        &|d| drop(meeting::finish(&d.project, &lin(), item(d), "已办", today(), today()).unwrap()),
    ]);
}
