//! Who is given a duty, in which role, and whose place they take.

use super::chiefs::four_cells;
use super::*;
use crate::model::CHIEF;
use crate::verbs::duty::{Giving, Holder, set_duties, set_duty};
use crate::view::PersonInput;

fn give(d: &Desk, changes: &[Giving<'_>], from: &str) -> serde_json::Value {
    let done = set_duties(&d.project, &lin(), changes, from, today()).unwrap();
    done.edit.unwrap().args.into()
}

#[test]
fn each_cell_is_given_in_its_own_role_by_one_edit_that_says_who_was_replaced() {
    let d = four_cells();
    let [a, b, c] = ["A", "B", "C"].map(|code| d.cell(code));
    let holder = Holder::Named("张启明");
    set_duty(&d.project, &lin(), &[a, b], CHIEF, holder, "2026-11-01", today()).unwrap();
    let args = give(
        &d,
        &[
            Giving {
                grids: &[a],
                role: CHIEF,
                holder: Holder::Named("祁占彪"),
            },
            Giving {
                grids: &[b],
                role: CHIEF,
                holder: Holder::Vacant,
            },
            Giving {
                grids: &[a, c],
                role: "leader",
                holder: Holder::Named("马建军"),
            },
        ],
        &today().to_string(),
    );
    assert_eq!((d.chief_of("A"), d.chief_of("B")), ("祁占彪".into(), String::new()));
    let led = |grid| {
        d.project
            .duties(grid, today())
            .unwrap()
            .into_iter()
            .find(|d| d.role == "leader")
    };
    assert_eq!(led(a).unwrap().name, "马建军");
    assert_eq!(led(c).unwrap().name, "马建军");
    assert!(led(b).is_none());
    let given = serde_json::json!([
        { "role": "chief", "role_name": "网格长", "count": 1, "vacant": 1, "name": "祁占彪", "before": "张启明" },
        { "role": "leader", "role_name": "牵头领导", "count": 2, "vacant": 0, "name": "马建军", "before": "" },
    ]);
    assert_eq!(args["given"], given);
    assert_eq!((&args["count"], &args["role"]), (&4.into(), &"chief、leader".into()));
    assert!(args.get("from").is_none());
    d.project.undo(&lin(), None).unwrap();
    assert_eq!((d.chief_of("A"), d.chief_of("B")), ("张启明".into(), "张启明".into()));
    assert!(led(a).is_none());
}

#[test]
fn who_gives_way_is_told_beforehand_for_the_day_of_the_change() {
    let d = four_cells();
    let a = d.cell("A");
    let names = |role: &str, from: &str| d.project.held_by(&[a], role, from.parse().unwrap()).unwrap().remove(0);
    set_duty(
        &d.project,
        &lin(),
        &[a],
        CHIEF,
        Holder::Named("张启明"),
        "2026-11-01",
        today(),
    )
    .unwrap();
    let chief = Giving {
        grids: &[a],
        role: CHIEF,
        holder: Holder::Named("祁占彪"),
    };
    let args = give(&d, &[chief], "2027-03-01");
    assert_eq!(args["from"], "2027-03-01");
    assert_eq!(d.chief_of("A"), "张启明", "a later day changes nothing today");
    assert_eq!(names(CHIEF, "2027-03-01").names, ["祁占彪"]);
    // Both give way to somebody from today on: the one in force and the one who was to come.
    assert_eq!(names(CHIEF, &today().to_string()).names, ["张启明", "祁占彪"]);
    let org = Giving {
        grids: &[a],
        role: "department",
        holder: Holder::Org("城管局"),
    };
    give(&d, &[org], &today().to_string());
    assert!(names("department", &today().to_string()).above.is_empty());
    let held = names("department", &today().to_string());
    assert!(!held.one, "departments stand beside each other");
    assert_eq!(held.names, ["城管局"]);
    // Two of one name are told apart by their telephones.
    let second = PersonInput {
        name: "祁占彪".into(),
        phone: "13900112233".into(),
        second: true,
        ..Default::default()
    };
    let id = d.project.add_person(&lin(), &second, today()).unwrap().id;
    let why = d.project.add_person(&lin(), &second, today()).unwrap_err().to_string();
    assert!(
        why.contains("give the telephone, unit or post that tells them apart"),
        "{why}"
    );
    let chief = Giving {
        grids: &[a],
        role: CHIEF,
        holder: Holder::Person(id),
    };
    give(&d, &[chief], &today().to_string());
    assert_eq!(names(CHIEF, &today().to_string()).names, ["祁占彪 13900112233"]);
}

#[test]
fn where_a_cell_has_nobody_of_its_own_it_is_told_who_answers_from_the_ground_above() {
    let d = Desk::new();
    d.import(
        "t.csv",
        "code,name,level,parent\nT,甲镇,subdistrict,\n",
        ImportAs::Grids,
    );
    let r = d.grids(&[super::parents::square(r#""code":"C","parent":"T""#, 0.0, 0.0, 1.0)]);
    assert!(r.rejected.is_empty(), "{r:?}");
    let [town, cell] = ["T", "C"].map(|code| d.cell(code));
    let day = today();
    let given = |grid, role, holder| {
        let grids = &[grid];
        give(&d, &[Giving { grids, role, holder }], &day.to_string())
    };
    given(town, "department", Holder::Org("住建局"));
    given(town, CHIEF, Holder::Named("张启明"));
    let held = |role: &str| {
        let held = d.project.held_by(&[cell], role, day).unwrap().remove(0);
        (held.names.join("、"), held.above.join("、"))
    };
    assert_eq!(held("department"), (String::new(), "住建局".into()));
    assert_eq!(held(CHIEF).1, "", "a cell has a chief of its own or none");
    given(cell, "department", Holder::Org("城管局"));
    assert_eq!(held("department"), ("城管局".into(), String::new()));
}
