use super::life::day;
use super::*;
use crate::Error;
use crate::model::Action;
use crate::store::schema;
use crate::verbs::{holiday, kind, pause};
use crate::view::StepInput;
use crate::view::rules::{HolidayInput, KindInput, PauseInput};

pub(super) fn winter(kinds: &[&str]) -> PauseInput {
    PauseInput {
        name: Some("冬季停工".into()),
        from: Some("11-15".into()),
        to: Some("03-15".into()),
        kinds: Some(kinds.iter().map(|k| (*k).to_owned()).collect()),
    }
}

fn field<T: std::fmt::Debug>(e: Result<T, Error>) -> String {
    match e {
        Err(Error::Field { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

fn deadline(d: &Desk, id: SiteId) -> String {
    d.project.site_row(id, today()).unwrap().deadline.unwrap_or_default()
}

/// Writes what no verb would.
fn write(d: &Desk, sql: &str) {
    let done = d.project.edit(&lin(), "test", |tx| {
        tx.connection().execute_batch(sql)?;
        Ok(((), crate::store::Args::new()))
    });
    done.unwrap();
}

#[test]
fn a_site_without_a_deadline_gets_what_its_kind_allows_when_it_is_added_brought_in_or_dispatched() {
    let d = Desk::with_chief();
    let working = KindInput {
        deadline_days: Some(5),
        working: Some(true),
        ..Default::default()
    };
    kind::edit(&d.project, &lin(), "dry_toilet", &working).unwrap();
    assert_eq!(
        deadline(&d, d.site(0.5, "")),
        "2026-12-01",
        "five working days after Tuesday 24 November"
    );
    assert_eq!(deadline(&d, d.site(0.5, "2027-01-05")), "2027-01-05");
    let text = "编号,类型,经度,纬度,期限,状态,发现日期\n1,残垣断壁,0.5,0.5,,整改中,2026-05-01\n2,旱厕,0.5,0.5,,已销号,\n\
                3,旱厕,0.5,0.5,,,\n4,旱厕,0.5,0.5,2026-12-20,整改中,\n";
    let report = d.import("s.csv", text, ImportAs::Sites);
    assert!(
        report
            .notes
            .iter()
            .any(|n| n.starts_with("2 sites came without a deadline")),
        "{:?}",
        report.notes
    );
    let of = |n: &str| deadline(&d, d.project.site_by_number(n).unwrap());
    assert_eq!(
        [of("1"), of("2"), of("3"), of("4")],
        ["2026-12-24", "", "2026-12-01", "2026-12-20"]
    );
    let again = d.import("s.csv", text, ImportAs::Sites);
    assert_eq!((again.unchanged, again.updated), (4, 0));
    // A ledger of the past left this one without.
    let id = d.site(0.5, "");
    write(
        &d,
        "UPDATE site SET deadline = NULL, state = 'filed' WHERE number = '3'",
    );
    let filed = d.project.site_by_number("3").unwrap();
    let states = [d.dump()];
    verbs::step::step(
        &d.project,
        &lin(),
        filed,
        Action::Dispatch,
        &StepInput::default(),
        &[],
        today(),
    )
    .unwrap();
    assert_eq!(deadline(&d, filed), "2026-12-01");
    assert_ne!(id, filed);
    d.back_and_forth(&[states[0].clone(), d.dump()]);
}

#[test]
fn a_holiday_and_a_make_up_day_change_what_working_days_come_to() {
    let d = Desk::new();
    let known = d.project.holidays().unwrap();
    assert_eq!((known.lacking, known.known_years.as_slice()), (0, &[2025, 2026][..]));
    let working = KindInput {
        deadline_days: Some(3),
        working: Some(true),
        ..Default::default()
    };
    kind::edit(&d.project, &lin(), "dry_toilet", &working).unwrap();
    let due = || d.project.kind_list(today()).unwrap()[1].due.clone().unwrap();
    assert_eq!(due(), "2026-11-27");
    let run = |from: &str, to: Option<&str>, make_up| HolidayInput {
        from: from.into(),
        to: to.map(str::to_owned),
        make_up,
        name: "测试".into(),
    };
    let mut states = vec![d.dump()];
    holiday::put(&d.project, &lin(), &run("2026-11-25", Some("2026-11-27"), false)).unwrap();
    states.push(d.dump());
    assert_eq!(due(), "2026-12-02");
    holiday::put(&d.project, &lin(), &run("2026-11-28", None, true)).unwrap();
    states.push(d.dump());
    assert_eq!(due(), "2026-12-01");
    holiday::remove(&d.project, &lin(), &run("2026-11-25", Some("2026-11-26"), false)).unwrap();
    states.push(d.dump());
    assert_eq!(due(), "2026-11-28");
    holiday::remove(&d.project, &lin(), &run("2026-10-01", Some("2026-10-07"), false)).unwrap();
    states.push(d.dump());
    assert_eq!(d.project.holidays().unwrap().lacking, 7);
    holiday::take_known(&d.project, &lin()).unwrap();
    states.push(d.dump());
    assert_eq!(d.project.holidays().unwrap().lacking, 0);
    d.back_and_forth(&states);
    assert_eq!(
        field(holiday::put(&d.project, &lin(), &run("2026-02-30", None, false))),
        "from"
    );
    assert_eq!(
        field(holiday::put(
            &d.project,
            &lin(),
            &run("2026-03-02", Some("2026-03-01"), false)
        )),
        "to"
    );
    assert_eq!(
        field(holiday::put(
            &d.project,
            &lin(),
            &run("2026-01-01", Some("2026-12-31"), false)
        )),
        "to"
    );
    assert_eq!(
        field(holiday::remove(&d.project, &lin(), &run("2030-01-01", None, false))),
        "from"
    );
}

#[test]
fn a_stop_moves_every_deadline_of_its_kinds_and_taking_it_back_restores_each() {
    let d = Desk::with_chief();
    let before = d.site(0.5, "2026-11-14");
    let within = d.site(0.5, "2026-12-20");
    let late = d.site(0.5, "2026-11-01");

    let done = d.site(0.5, "2026-12-20");
    d.moves(
        done,
        &[
            Action::Verify,
            Action::Dispatch,
            Action::Start,
            Action::Submit,
            Action::Accept,
        ],
    );
    let all = |d: &Desk| [before, within, late, done].map(|id| deadline(d, id));
    let plain = all(&d);
    let mut states = vec![d.dump()];
    assert_eq!(pause::would_move(&d.project, None, &winter(&["旱厕"])).unwrap(), 1);
    assert!(states[0] == d.dump(), "asking writes nothing");
    pause::put(&d.project, &lin(), None, &winter(&["旱厕"])).unwrap();
    states.push(d.dump());
    // Found on 24 November, in the stop: all twenty-six days are left when it ends.
    assert_eq!(all(&d), ["2026-11-14", "2027-04-10", "2026-11-01", "2026-12-20"]);
    let shorter = PauseInput {
        to: Some("02-28".into()),
        ..Default::default()
    };
    pause::put(&d.project, &lin(), Some("冬季停工"), &shorter).unwrap();
    states.push(d.dump());
    assert_eq!(all(&d)[1], "2027-03-26");
    let walls = PauseInput {
        kinds: Some(vec!["ruined_wall".into()]),
        ..Default::default()
    };
    pause::put(&d.project, &lin(), Some("冬季停工"), &walls).unwrap();
    states.push(d.dump());
    assert_eq!(all(&d), plain, "toilets go on");
    pause::put(&d.project, &lin(), Some("冬季停工"), &winter(&["dry_toilet"])).unwrap();
    states.push(d.dump());
    let new = d.site(0.5, "");
    states.push(d.dump());
    assert_eq!(
        deadline(&d, new),
        "2027-04-29",
        "forty-five days from the end of the stop"
    );
    pause::remove(&d.project, &lin(), "冬季停工").unwrap();
    states.push(d.dump());
    assert_eq!(all(&d), plain);
    assert_eq!(deadline(&d, new), "2027-01-08", "forty-five days");
    d.back_and_forth(&states);
}

#[test]
fn what_cannot_be_a_stop_is_refused_at_its_field() {
    let d = Desk::new();
    let before = d.dump();
    let with = |f: fn(&mut PauseInput)| {
        let mut i = winter(&["dry_toilet"]);
        f(&mut i);
        field(pause::put(&d.project, &lin(), None, &i))
    };
    assert_eq!(with(|i| i.name = Some(" ".into())), "name");
    assert_eq!(with(|i| i.from = Some("02-30".into())), "from");
    assert_eq!(with(|i| i.from = None), "from");
    assert_eq!(with(|i| i.to = Some("winter".into())), "to");
    assert_eq!(with(|i| i.to = Some("11-14".into())), "to");
    assert_eq!(with(|i| i.kinds = Some(vec![])), "kinds");
    let unknown = pause::put(&d.project, &lin(), None, &winter(&["no_such"]));
    assert!(matches!(unknown, Err(Error::NotFound { what: "kind", .. })));
    assert!(matches!(
        pause::remove(&d.project, &lin(), "冬季停工"),
        Err(Error::NotFound { what: "pause", .. })
    ));
    assert!(before == d.dump());
    pause::put(&d.project, &lin(), None, &winter(&["dry_toilet"])).unwrap();
    assert_eq!(with(|_| ()), "name");
    let rest = |i: &mut PauseInput| {
        i.name = Some("雨季".into());
        (i.from, i.to) = (Some("03-16".into()), Some("11-14".into()));
    };
    assert_eq!(with(rest), "to", "the two together leave no day");
}

#[test]
fn a_suspension_is_counted_once_whether_the_stop_is_declared_before_or_after_it() {
    let one = |declare_first: bool| {
        let d = Desk::with_chief();
        let id = d.site(0.5, "2026-12-20");
        let declare = || pause::put(&d.project, &lin(), None, &winter(&["dry_toilet"])).unwrap();
        if declare_first {
            declare();
        }
        d.moves(id, &[Action::Verify, Action::Dispatch]);
        let put_off = StepInput {
            note: "等材料".into(),
            until: Some("2027-04-01".into()),
            ..Default::default()
        };
        let step =
            |action, input: &StepInput, on| verbs::step::step(&d.project, &lin(), id, action, input, &[], on).unwrap();
        step(Action::Suspend, &put_off, day("2026-12-01"));
        let before = d.dump();
        step(Action::Resume, &StepInput::default(), day("2027-03-20"));
        d.back_and_forth(&[before, d.dump()]);
        if !declare_first {
            assert_eq!(deadline(&d, id), "2027-04-08", "109 days later");
            declare();
        }
        let stopped = deadline(&d, id);
        pause::remove(&d.project, &lin(), "冬季停工").unwrap();
        (stopped, deadline(&d, id))
    };
    // The stop gives 2027-04-10; of the suspension the five days after 15 March are lost beside it.
    assert_eq!(one(true), ("2027-04-15".into(), "2027-04-08".into()));
    assert_eq!(one(true), one(false));
}

#[test]
fn a_file_of_the_schema_before_goes_on_with_its_deadlines_and_can_be_stopped() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.gpkg");
    let mut c = crate::store::connection::create(&path).unwrap();
    schema::migrate_by(&mut c, &path, &schema::MIGRATIONS[..2]).unwrap();
    schema::start(&mut c, &NewProject::default(), "p.gpkg").unwrap();
    let site = "INSERT INTO site(fid, number, kind, state, deadline) VALUES (1, '1', 'dry_toilet', 'rectifying', '2026-12-20')";
    c.execute_batch(site).unwrap();
    drop(c);
    let project = Project::open(&path).unwrap();
    let d = Desk { dir, project };
    let id = d.project.site_by_number("1").unwrap();
    assert_eq!(deadline(&d, id), "2026-12-20");
    assert_sound(d.project.path());
    let before = d.dump();
    pause::put(&d.project, &lin(), None, &winter(&["dry_toilet"])).unwrap();
    // From when its time ran nobody knows: taken to be the forty-five days of its kind, nine of them before the stop.
    assert_eq!(deadline(&d, id), "2027-04-20");
    d.back_and_forth(&[before, d.dump()]);
}
