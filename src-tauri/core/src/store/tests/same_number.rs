//! Rows whose number or code is there already for something else: two lists that both count from 1.

use super::parents::square;
use super::*;

const LI: &str = "编号,类型,村,户主,经度,纬度,地址\n1,旱厕,李家村,马某,0.2,0.5,一组\n2,旱厕,李家村,祁某,0.3,0.5,二组\n";
const WANG: &str = "编号,类型,村,户主,经度,纬度,地址\n1,旱厕,王家村,严某,1.2,0.5,五组\n2,残垣断壁,王家村,铁某,1.3,0.5,六组\n3,旱厕,王家村,范某,1.4,0.5,七组\n";

fn same(target: ImportAs) -> ImportOptions {
    ImportOptions {
        same: true,
        ..options(target)
    }
}

#[test]
fn a_second_list_from_one_does_not_take_the_sites_of_the_first() {
    let d = Desk::two_cells();
    d.import("li.csv", LI, ImportAs::Sites);
    let r = d.import("wang.csv", WANG, ImportAs::Sites);
    assert_eq!((r.inserted, r.updated, r.questioned, r.rejected.len()), (1, 0, 2, 2));
    assert_eq!(r.rejected[0].place, "row 2");
    assert!(
        r.rejected[1]
            .reason
            .starts_with("id \"2\" is in the project for a site with another kind, village, household, place ("),
        "{}",
        r.rejected[1].reason
    );
    let one = d
        .project
        .site_row(d.project.site_by_number("1").unwrap(), today())
        .unwrap();
    assert_eq!(
        (one.village.as_str(), one.address.as_str(), one.lon_lat),
        ("李家村", "一组", Some([0.2, 0.5]))
    );
    let told = d.with("wang.csv", WANG, &same(ImportAs::Sites));
    assert_eq!((told.updated, told.unchanged, told.questioned), (2, 1, 0));
}

#[test]
fn each_of_place_village_household_and_kind_is_enough_to_ask() {
    for change in [
        ("0.2,0.5", "0.21,0.5"),
        ("旱厕,李家村,马某", "残垣断壁,李家村,马某"),
        ("李家村,马某", "王家村,马某"),
        ("马某", "严某"),
    ] {
        let d = Desk::two_cells();
        d.import("li.csv", LI, ImportAs::Sites);
        let before = d.dump();
        let r = d.import("again.csv", &LI.replacen(change.0, change.1, 1), ImportAs::Sites);
        assert_eq!((r.questioned, r.updated, r.unchanged), (1, 0, 1), "{change:?}");
        assert!(before == d.dump(), "{change:?}");
    }
}

#[test]
fn a_corrected_list_of_the_same_sites_still_updates_them() {
    let d = Desk::two_cells();
    d.import("li.csv", LI, ImportAs::Sites);
    let better = LI
        .replace("0.2,0.5", "0.2002,0.5")
        .replace("一组", "一组 3 号")
        .replace("李家村,祁某", "李家,祁 某");
    let r = d.import("li.csv", &better, ImportAs::Sites);
    assert_eq!(
        (r.updated, r.questioned, r.rejected.len()),
        (2, 0, 0),
        "{:?}",
        r.rejected
    );
}

#[test]
fn lists_without_coordinates_are_told_apart_by_their_addresses() {
    let d = Desk::two_cells();
    d.import("a.csv", "编号,类型,地址\n1,旱厕,东村一组 3 号\n", ImportAs::Sites);
    let r = d.import("b.csv", "编号,类型,地址\n1,旱厕,西村七组 9 号\n", ImportAs::Sites);
    assert_eq!((r.updated, r.questioned), (0, 1));
}

#[test]
fn a_preview_keeps_all_rows_and_shows_those_in_question_apart() {
    let d = Desk::two_cells();
    d.import("li.csv", LI, ImportAs::Sites);
    let mut table = WANG.to_owned();
    for i in 4..=450 {
        writeln!(
            table,
            "{i},旱厕,王家村,某{i},1.5,{:.4},八组",
            0.1 + f64::from(i) / 1000.0
        )
        .unwrap();
    }
    table.push_str("500,旱厕,王家村,无,,,九组\n501,旱厕,王家村,远,9,9,十组\n");
    let path = d.write("wang.csv", &table);
    let before = d.dump();
    let (p, rows) =
        verbs::import::preview(&d.project, &path, &options(ImportAs::Sites), today(), &|_, _, _| true).unwrap();
    assert!(before == d.dump());
    let total = |f| rows.page(f, 0).total;
    use crate::view::RowFilter::*;
    assert_eq!(
        (total(All), total(Inserted), total(Questioned), total(Rejected)),
        (452, 450, 2, 0)
    );
    assert_eq!((total(Outside), total(Placeless)), (1, 1));
    assert_eq!((p.rows.total, p.rows.rows.len()), (452, 200));
    let last = rows.page(All, 400);
    assert_eq!((last.rows.len(), last.rows[51].place.as_str()), (52, "row 453"));
    assert_eq!(rows.page(Questioned, 0).rows[0].place, "row 2");
    let mut done = d.import("wang.csv", &table, ImportAs::Sites);
    assert!(done.edit.take().is_some());
    assert_eq!(
        serde_json::to_value(&done).unwrap(),
        serde_json::to_value(&p.report).unwrap(),
        "a dry run tells what the import does"
    );
}

const FIRST: &str = "编号,问题描述,整改期限\n1,东街垃圾未清,2026-12-01\n2,三组旱厕未改,2026-12-01\n";
const SECOND: &str =
    "编号,问题描述,整改期限\n1,农贸市场污水,2027-03-01\n2,三组旱厕未改,2026-12-15\n3,公厕无水,2027-03-01\n";

#[test]
fn a_second_review_does_not_overwrite_the_problems_of_the_first() {
    let d = Desk::two_cells();
    d.import("one.csv", FIRST, ImportAs::Feedback);
    let r = d.import("two.csv", SECOND, ImportAs::Feedback);
    assert_eq!(
        (r.inserted, r.updated, r.questioned),
        (0, 0, 3),
        "it stays out as a whole"
    );
    assert!(
        r.rejected[0]
            .reason
            .contains("number \"1\" is in the project with another text (\"东街垃圾未清\")")
    );
    let text = |n: &str| {
        let id = d.project.feedback_by_number(n).unwrap();
        let rows = d.project.feedback(today()).unwrap();
        rows.into_iter().find(|f| f.id == id).unwrap().text
    };
    assert_eq!(text("1"), "东街垃圾未清");
    let told = d.with("two.csv", SECOND, &same(ImportAs::Feedback));
    assert_eq!((told.inserted, told.updated, told.questioned), (1, 2, 0));
    assert_eq!(text("1"), "农贸市场污水");
}

#[test]
fn cells_of_another_file_under_the_same_codes_do_not_move_the_first() {
    let d = Desk::new();
    let cell = |x: f64| super::parents::collection(&[square(r#""id":1"#, x, 0.0, 1.0)]);
    d.import("li.geojson", &cell(0.0), ImportAs::Grids);
    let before = d.dump();
    let r = d.import("wang.geojson", &cell(5.0), ImportAs::Grids);
    assert_eq!((r.updated, r.questioned), (0, 1), "{:?}", r.rejected);
    assert!(before == d.dump());
    let r = d.with("wang.geojson", &cell(5.0), &same(ImportAs::Grids));
    assert_eq!(r.updated, 1);
    let r = d.import("wang.geojson", &cell(5.5), ImportAs::Grids);
    assert_eq!(
        (r.updated, r.questioned),
        (1, 0),
        "a border that moved is a change, no question"
    );
}
