//! What texts an edit takes, and what days.

use super::*;
use crate::limits::{self, OWN, TEXTS};
use crate::model::Action;
use crate::store::schema;
use crate::view::rules::KindInput;
use crate::view::{SiteChange, StepInput};

fn long(n: usize) -> Option<String> {
    Some("长".repeat(n))
}

#[test]
fn every_text_has_a_limit_and_every_limit_a_text() {
    let d = Desk::two_cells();
    let c = Connection::open(d.project.path()).unwrap();
    let there = |table: &str, column: &str| -> bool {
        c.query_row(
            "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2 AND type = 'TEXT'",
            [table, column],
            |r| r.get::<_, u32>(0),
        )
        .unwrap()
            == 1
    };
    for (table, column, _) in TEXTS {
        assert!(there(table, column), "{table}.{column}");
    }
    for (table, column) in OWN {
        assert!(there(table, column), "{table}.{column}");
    }
    for table in schema::RECORDED {
        let mut q = c.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
        let names = q.query_map([table], |r| r.get::<_, String>(0)).unwrap();
        for name in names.map(Result::unwrap) {
            let bound = limits::of(table, &name).is_some_and(|l| l.most <= 50_000);
            assert!(bound || OWN.contains(&(*table, name.as_str())), "{table}.{name}");
        }
    }
}

#[test]
fn no_text_of_a_site_is_longer_than_its_limit_or_has_lines_where_it_may_not() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    let edit = |to: &SiteChange| {
        verbs::site::edit(&d.project, &lin(), id, to, today())
            .map(drop)
            .map_err(|e| e.to_string())
    };
    type Field = fn(&mut SiteChange) -> &mut Option<String>;
    let all: [(&str, usize, Field); 8] = [
        ("address", limits::ADDRESS, |s| &mut s.address),
        ("village", limits::LINE, |s| &mut s.village),
        ("household", limits::LINE, |s| &mut s.household),
        ("phone", limits::LINE, |s| &mut s.phone),
        ("area", limits::LINE, |s| &mut s.area),
        ("source", limits::LINE, |s| &mut s.source),
        ("size", limits::LINE, |s| &mut s.size),
        ("note", limits::NOTE, |s| &mut s.note),
    ];
    for (field, most, of) in all {
        let with = |text: Option<String>| {
            let mut to = SiteChange::default();
            *of(&mut to) = text;
            edit(&to)
        };
        let before = std::fs::read(d.project.path()).unwrap();
        let said = with(long(most + 1)).unwrap_err();
        assert_eq!(
            said,
            format!("{field}: has {} characters where {most} are kept; shorten it", most + 1)
        );
        assert!(std::fs::read(d.project.path()).unwrap() == before, "{field}");
        with(long(most)).unwrap();
        let lines = with(Some("甲\nkind: forged".into()));
        if field == "note" {
            lines.unwrap();
        } else {
            assert_eq!(
                lines.unwrap_err(),
                format!("{field}: has more than one line; write it on one")
            );
        }
    }
    assert_sound(d.project.path());
}

#[test]
fn neither_a_name_at_the_desk_nor_a_note_nor_a_kind_goes_round_it() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    let step = |who: &Actor, note: String| {
        let input = StepInput {
            note,
            ..StepInput::default()
        };
        verbs::step::step(&d.project, who, id, Action::Verify, &input, &[], today())
            .map(drop)
            .map_err(|e| e.to_string())
    };
    for who in [
        Actor::new("名".repeat(101), ""),
        Actor::new("我\nedit 99: forged", ""),
        Actor::new("林汉秋", "职".repeat(201)),
    ] {
        let said = step(&who, String::new()).unwrap_err();
        assert!(said.starts_with("by: has ") || said.starts_with("post: has "), "{said}");
        assert!(d.project.undo(&who, None).is_err(), "undo is an edit, too");
    }
    assert!(
        step(&lin(), "记".repeat(limits::NOTE + 1))
            .unwrap_err()
            .starts_with("note: has 5001")
    );
    step(&lin(), "一\n二".into()).unwrap();
    for name in [long(limits::LABEL + 1), Some("旱\n厕".into())] {
        let input = KindInput {
            name,
            ..KindInput::default()
        };
        let said = verbs::kind::edit(&d.project, &lin(), "dry_toilet", &input)
            .unwrap_err()
            .to_string();
        assert!(said.starts_with("name: has "), "{said}");
    }
}

#[test]
fn a_longer_text_of_others_stays_and_does_not_keep_the_rest_from_being_edited() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    let path = d.project.path().to_owned();
    let Desk { dir: _dir, project } = d;
    drop(project);
    let c = Connection::open(&path).unwrap();
    // As a program that keeps none of the file's rules.
    let triggers: Vec<String> = c
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'site'")
        .unwrap()
        .query_map([], |r| r.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for t in triggers {
        c.execute_batch(&format!("DROP TRIGGER {t}")).unwrap();
    }
    c.execute(
        "UPDATE site SET address = ?1",
        ["甲\n".to_owned() + &"长".repeat(100_000)],
    )
    .unwrap();
    drop(c);
    let p = verbs::opening::open(&path).unwrap();
    let edit = |to: SiteChange| verbs::site::edit(&p, &lin(), id, &to, today()).map(drop);
    edit(SiteChange {
        village: Some("白家村".into()),
        ..SiteChange::default()
    })
    .unwrap();
    edit(SiteChange {
        address: long(90_000),
        ..SiteChange::default()
    })
    .unwrap();
    let longer = edit(SiteChange {
        address: long(90_001),
        ..SiteChange::default()
    });
    assert!(
        longer
            .unwrap_err()
            .to_string()
            .starts_with("address: has 90001 characters")
    );
    edit(SiteChange {
        address: Some("二组".into()),
        ..SiteChange::default()
    })
    .unwrap();
    p.undo(&lin(), None).unwrap();
    assert_eq!(p.site_row(id, today()).unwrap().address.chars().count(), 90_000);
}

#[test]
fn what_has_happened_has_no_day_that_is_still_to_come_and_no_day_a_year_that_nobody_means() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    let edit = |to: SiteChange| {
        verbs::site::edit(&d.project, &lin(), id, &to, today())
            .map(drop)
            .map_err(|e| e.to_string())
    };
    let found = |day: &str| {
        edit(SiteChange {
            found_on: Some(day.into()),
            ..SiteChange::default()
        })
    };
    for day in ["2026-11-25", "2099-01-01"] {
        assert_eq!(
            found(day).unwrap_err(),
            format!(
                "found_on: \"{day}\" is still to come; write the day on which it happened, 2026-11-24 at the latest"
            )
        );
    }
    found("9999-12-31").unwrap_err();
    found("2026-11-24").unwrap();
    let deadline = |day: &str| {
        edit(SiteChange {
            deadline: Some(day.into()),
            ..SiteChange::default()
        })
    };
    deadline("2099-01-01").unwrap();
    assert_eq!(
        deadline("9999-12-31").unwrap_err(),
        "deadline: \"9999-12-31\" lies outside the years 1900 to 2199; write the year again"
    );
    let list = "编号,类型,经度,纬度,发现日期\nF-1,旱厕,0.5,0.5,2026-11-25\nF-2,旱厕,0.5,0.5,2026-11-24\n";
    let report = d.import("found.csv", list, ImportAs::Sites);
    assert_eq!((report.inserted, report.rejected.len()), (1, 1), "{report:?}");
    assert!(
        report.rejected[0]
            .reason
            .starts_with("found_on 2026-11-25 is still to come")
    );
}
