use super::rules::{up_to_submitted, with_chief};
use super::*;
use crate::Error;
use crate::verbs::setting::{KEYS, set};
use crate::view::StepInput;

fn refused(d: &Desk, key: &str, value: &str) -> String {
    match set(&d.project, &lin(), key, value) {
        Err(Error::Field { field, reason }) => format!("{field}: {reason}"),
        other => panic!("{key} = {value:?}: {other:?}"),
    }
}

#[test]
fn a_new_project_has_every_setting_and_each_can_be_changed_and_taken_back() {
    let d = Desk::new();
    let s = d.project.settings().unwrap();
    assert_eq!(
        (s.recheck_days.as_slice(), s.duplicate_metres),
        (&[30, 90, 180][..], 20)
    );
    assert_eq!((s.patrol_days, s.keep_originals), (30, false));
    let mut states = vec![d.dump()];
    for (key, value) in KEYS.iter().zip(["某区创卫", "15，60、365", "35", "7", "on"]) {
        set(&d.project, &lin(), key, value).unwrap();
        states.push(d.dump());
    }
    let s = d.project.settings().unwrap();
    assert_eq!(
        (s.title.as_str(), s.recheck_days.as_slice()),
        ("某区创卫", &[15, 60, 365][..])
    );
    assert_eq!((s.duplicate_metres, s.patrol_days, s.keep_originals), (35, 7, true));
    d.back_and_forth(&states);
}

#[test]
fn what_does_not_fit_a_setting_is_refused_with_its_name_and_nothing_is_written() {
    let d = Desk::new();
    let before = d.dump();
    for (key, value) in [
        ("title", "  "),
        ("recheck_days", ""),
        ("recheck_days", "30 30"),
        ("recheck_days", "90 30"),
        ("recheck_days", "0"),
        ("recheck_days", "1 2 3 4 5 6 7"),
        ("recheck_days", "thirty"),
        ("duplicate_metres", "-1"),
        ("duplicate_metres", "1001"),
        ("patrol_days", "0"),
        ("patrol_days", "7.5"),
        ("keep_originals", "maybe"),
    ] {
        let why = refused(&d, key, value);
        assert!(why.starts_with(&format!("{key}: ")), "{why}");
    }
    for key in ["station", "schema_version", "no_such"] {
        assert!(refused(&d, key, "1").starts_with("setting: "), "{key}");
    }
    assert!(before == d.dump());
    let same = set(&d.project, &lin(), "patrol_days", "30").unwrap();
    assert!(same.edit.is_none(), "the same value again is no edit");
}

#[test]
fn an_acceptance_is_looked_at_again_after_the_days_that_are_set() {
    let (d, id) = with_chief();
    set(&d.project, &lin(), "recheck_days", "10 20").unwrap();
    up_to_submitted(&d, id);
    let input = StepInput {
        pass: (1..=6).collect(),
        ..Default::default()
    };
    let photos = [photo("before", 10), photo("after", 200)];
    verbs::step::step(
        &d.project,
        &lin(),
        id,
        crate::model::Action::Accept,
        &input,
        &photos,
        today(),
    )
    .unwrap();
    let due: Vec<_> = d
        .project
        .rechecks(today() + chrono::Days::new(400), today(), 9)
        .unwrap();
    assert_eq!(due.iter().map(|r| r.due.as_str()).collect::<Vec<_>>(), ["2026-12-04"]);
}
