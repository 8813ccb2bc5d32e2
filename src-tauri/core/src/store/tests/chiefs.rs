//! Lists of people: who is who, and who holds a cell.

use super::parents::square;
use super::*;
use crate::view::{Filter, Sort};

pub(super) fn four_cells() -> Desk {
    let d = Desk::new();
    d.grids(
        &["A", "B", "C", "D"].map(|c| square(&format!(r#""code":"{c}""#), f64::from(c.as_bytes()[0] - b'A'), 0.0, 1.0)),
    );
    d
}

impl Desk {
    pub(super) fn people(&self, csv: &str) -> ImportReport {
        self.import("p.csv", csv, ImportAs::People)
    }

    pub(super) fn chief_of(&self, code: &str) -> String {
        let id = self.project.grid_by_code(code).unwrap().id;
        self.project
            .dossier(id, today())
            .unwrap()
            .chief
            .map(|c| c.name)
            .unwrap_or_default()
    }

    /// Name, post, unit, telephone and cells of everybody.
    pub(super) fn everybody(&self) -> Vec<String> {
        let all = self.project.people("", today(), 100).unwrap();
        let mut all: Vec<_> = all
            .into_iter()
            .map(|p| format!("{} {} {} {} {}", p.name, p.post, p.org, p.phone, p.grids))
            .collect();
        all.sort();
        all
    }
}

#[test]
fn of_several_people_for_one_cell_the_first_is_its_chief_and_the_others_are_refused() {
    let d = four_cells();
    let r = d
        .people("姓名,电话,网格编码\n甲一,13800000011,A\n甲二,13800000012,A\n甲三,13800000013,A\n乙一,13800000021,B\n");
    assert_eq!((r.inserted, r.rejected.len()), (2, 2));
    assert_eq!((d.chief_of("A"), d.chief_of("B")), ("甲一".into(), "乙一".into()));
    assert_eq!(
        (r.rejected[0].place.as_str(), r.rejected[1].place.as_str()),
        ("row 3", "row 4")
    );
    assert!(
        r.rejected[0].reason.contains("\"A\" has 甲一 as its chief by row 2")
            && r.rejected[0].reason.contains("--set role=member")
    );
    let mut members = options(ImportAs::People);
    members.set.insert("role".into(), "member".into());
    let r = d.with("p.csv", "姓名,网格编码\n甲二,A\n甲三,A\n", &members);
    assert_eq!((r.inserted, r.rejected.len()), (2, 0));
}

#[test]
fn chiefs_who_follow_each_other_by_their_days_all_come_in() {
    let d = four_cells();
    let r = d.people(
        "姓名,网格编码,起始日期,截止日期\n甲一,A,2024-01-01,2024-12-31\n甲二,A,2025-01-01,\n甲三,A,2026-03-01,\n",
    );
    assert!(r.rejected.is_empty(), "{:?}", r.rejected);
    assert_eq!(d.chief_of("A"), "甲三");
    let r = d.people("姓名,网格编码,起始日期\n乙一,B,2026-03-01\n乙二,B,2025-01-01\n");
    assert_eq!(
        (r.inserted, r.rejected.len(), d.chief_of("B")),
        (1, 1, "乙一".to_owned()),
        "the later one does not vanish"
    );
}

#[test]
fn a_list_that_replaces_a_chief_says_whom() {
    let d = four_cells();
    d.people("姓名,网格编码\n甲一,A\n乙一,B\n");
    let r = d.people("姓名,网格编码\n甲二,A\n乙一,B\n");
    assert!(
        r.notes
            .contains(&"1 holders of a role were followed by others: A: 甲一 → 甲二".to_owned()),
        "{:?}",
        r.notes
    );
}

#[test]
fn one_person_written_with_blanks_is_one() {
    let d = four_cells();
    let r = d.people("姓名,职务,电话,网格编码\n王　伟,网格长,13800000001,A\n王伟,网格长,138 0000 0001,B\n李 娜,网格长,,C\n李娜,网格长,,D\n");
    assert_eq!(r.rejected.len(), 0, "{:?}", r.rejected);
    let all = d.everybody();
    assert_eq!(all.len(), 2, "{all:?}");
    assert!(
        all[0].starts_with("李娜 ") && all[0].ends_with(" 2") && all[1].starts_with("王伟 ") && all[1].ends_with(" 2"),
        "{all:?}"
    );
    assert!(
        r.notes
            .iter()
            .any(|n| n.starts_with("2 names were written with blanks") && n.contains("王伟")),
        "{:?}",
        r.notes
    );
    let b = d.project.grid_by_code("B").unwrap().id;
    verbs::duty::set_duty(
        &d.project,
        &lin(),
        &[b],
        "chief",
        verbs::duty::Holder::Named("李　娜"),
        "2026-11-24",
        today(),
    )
    .unwrap();
    assert_eq!(d.everybody().len(), 2, "by hand too");
}

#[test]
fn two_people_of_one_name_stay_two_however_often_the_list_comes() {
    let d = four_cells();
    let csv = "姓名,职务,单位,电话,网格编码\n李伟,主任,东村,,A\n李伟,会计,西村,,B\n张军,,,13900000001,C\n张军,,,13900000002,D\n";
    let want = [
        "张军   13900000001 1",
        "张军   13900000002 1",
        "李伟 主任 东村  1",
        "李伟 会计 西村  1",
    ];
    let r = d.people(csv);
    assert_eq!(r.inserted, 4);
    assert!(
        r.notes.iter().any(
            |n| n.starts_with("2 people were taken as others than those of the same name")
                && n.contains("李伟 (row 3)")
        ),
        "{:?}",
        r.notes
    );
    assert_eq!(d.everybody(), want);
    assert_eq!(d.people(csv).unchanged, 4);
    assert_eq!(d.everybody(), want);
    let r = d.people("姓名,网格编码\n李伟,C\n");
    assert!(
        r.rejected[0].reason.contains("2 people are called \"李伟\""),
        "{:?}",
        r.rejected
    );
}

#[test]
fn a_new_post_of_somebody_known_is_taken_and_said() {
    let d = four_cells();
    d.people("姓名,职务,单位\n李伟,干事,东村\n");
    let r = d.people("姓名,职务,单位\n李伟,主任,东村\n");
    assert_eq!((r.inserted, r.updated), (0, 1));
    assert!(
        r.notes
            .iter()
            .any(|n| n.starts_with("1 people got another post") && n.contains("李伟 (row 2)")),
        "{:?}",
        r.notes
    );
}

#[test]
fn who_gave_a_telephone_is_not_asked_for_one() {
    let d = four_cells();
    let r = d.people(
        "姓名,职务,联系电话,网格编码\n李强,村主任,,A\n李强,书记,,B\n李 强,,13812345678,C\n李强,,13812345678,D\n",
    );
    assert_eq!((r.inserted, r.rejected.len()), (2, 2));
    for row in &r.rejected {
        assert_eq!(
            row.reason,
            "2 people are called \"李强\" and none has this telephone; give the unit or post too, so that it is clear whose it is"
        );
    }
    let r = d.people("姓名,职务,联系电话,网格编码\n李强,书记,13812345678,C\n李强,,13812345678,D\n");
    assert_eq!(r.rejected.len(), 0, "{:?}", r.rejected);
}

#[test]
fn what_is_gone_is_not_named_by_a_key_of_its_row() {
    let d = four_cells();
    let said = [
        d.project
            .site_archive(crate::model::SiteId(463), "", today())
            .unwrap_err()
            .to_string(),
        d.project
            .dossier(crate::model::GridId(463), today())
            .unwrap_err()
            .to_string(),
        d.project
            .person(crate::model::PersonId(463), today())
            .unwrap_err()
            .to_string(),
        // A cell that somebody took back while it waited to be given: nothing is wrong with the file.
        verbs::duty::set_duty(
            &d.project,
            &lin(),
            &[d.cell("A"), crate::model::GridId(463)],
            crate::model::CHIEF,
            verbs::duty::Holder::Named("祁文秀"),
            "2026-11-01",
            today(),
        )
        .unwrap_err()
        .to_string(),
    ];
    assert_eq!(d.chief_of("A"), "");
    for sentence in said {
        assert!(sentence.contains("is not in this project any more"), "{sentence}");
        assert!(!sentence.contains("463"), "{sentence}");
    }
}

#[test]
fn a_chief_who_is_looked_for_is_found_with_the_cells_and_with_their_sites() {
    let d = four_cells();
    d.people("姓名,电话,网格编码\n李伟,13900000001,A\n李伟,13900000002,B\n张军,13900000003,C\n");
    d.import(
        "s.csv",
        "编号,类型,经度,纬度\nS-1,旱厕,0.5,0.5\nS-2,旱厕,1.5,0.5\nS-3,旱厕,2.5,0.5\n",
        ImportAs::Sites,
    );
    for (asked, found) in [("李伟", 2), ("lw", 2), ("张军", 1), ("王", 0)] {
        let filter = Filter {
            text: asked.into(),
            ..Filter::default()
        };
        let cells = d
            .project
            .table_grids(&filter, &Sort::default(), 0, 99, today())
            .unwrap();
        let sites = d
            .project
            .table_sites(&filter, &Sort::default(), 0, 99, today())
            .unwrap();
        assert_eq!((cells.rows.len(), sites.rows.len()), (found, found), "{asked}");
    }
    // Two of one name are two.
    let all = d
        .project
        .table_grids(&Filter::default(), &Sort::default(), 0, 99, today())
        .unwrap();
    let who = |code: &str| all.rows.iter().find(|r| r.code == code).unwrap().chief_person;
    assert!(who("A").is_some() && who("A") != who("B"));
}
