//! What was shown of a source is what is written, or nothing.

use super::*;
use crate::Error;
use crate::verbs::import::Shown;

const LIST: &str =
    "编号,类型,经度,纬度,地址,备注\nA1,旱厕,0.2,0.5,一组,\nA2,残垣断壁,0.4,0.5,二组,甲写的\nA3,旱厕,1.5,0.5,三组,\n";

fn look(d: &Desk, path: &std::path::Path) -> (ImportReport, Shown) {
    let (p, rows) =
        verbs::import::preview(&d.project, path, &options(ImportAs::Sites), today(), &|_, _, _| true).unwrap();
    (p.report, rows.shown().unwrap())
}

fn write(d: &Desk, path: &std::path::Path, shown: &Shown) -> crate::Result<ImportReport> {
    verbs::import::import_shown(&d.project, &lin(), path, shown, today(), &|_, _, _| true)
}

/// Somebody else brings in a list of their own.
fn theirs(d: &Desk, list: &str) {
    let path = d.write("theirs.csv", list);
    let other = Actor::new("乙某", "");
    verbs::import::import(
        &d.project,
        &other,
        &path,
        &options(ImportAs::Sites),
        today(),
        &|_, _, _| true,
    )
    .unwrap();
}

#[test]
fn a_source_that_was_changed_since_it_was_shown_is_shown_again() {
    let d = Desk::two_cells();
    let path = d.write("s.csv", LIST);
    let (_, shown) = look(&d, &path);
    let before = d.dump();
    // As many bytes, and as many rows that would come in.
    d.write("s.csv", &LIST.replace("三组", "五组"));
    let refused = write(&d, &path, &shown).unwrap_err();
    assert_eq!(refused.code(), "another");
    assert!(
        refused
            .to_string()
            .starts_with("s.csv: the file was changed since it was shown"),
        "{refused}"
    );
    assert!(before == d.dump());
    let (_, shown) = look(&d, &path);
    assert_eq!(write(&d, &path, &shown).unwrap().inserted, 3);
}

#[test]
fn what_somebody_wrote_since_is_not_written_over_unasked() {
    let d = Desk::two_cells();
    d.import("s.csv", LIST, ImportAs::Sites);
    let path = d.write("n.csv", &LIST.replace("甲写的", "由导入改"));
    let (report, shown) = look(&d, &path);
    assert_eq!(report.updated, 1);
    let site = d.project.site_by_number("A2").unwrap();
    let note = |text: &str| crate::view::SiteChange {
        note: Some(text.into()),
        ..Default::default()
    };
    verbs::site::edit(&d.project, &Actor::new("乙某", ""), site, &note("乙某已核实"), today()).unwrap();
    let before = d.dump();
    let Error::Overtaken { by, replay: false, .. } = write(&d, &path, &shown).unwrap_err() else {
        panic!("it was written over");
    };
    assert_eq!((by.actor.as_str(), by.verb.as_str()), ("乙某", "edit_site"));
    assert!(before == d.dump());
    let (_, shown) = look(&d, &path);
    assert_eq!(write(&d, &path, &shown).unwrap().updated, 1);
}

#[test]
fn rows_that_would_come_to_something_else_are_not_written() {
    let d = Desk::two_cells();
    let path = d.write("n.csv", LIST);
    let (report, shown) = look(&d, &path);
    assert_eq!(report.inserted, 3);
    // Somebody brings in the same numbers, one of them for another site.
    theirs(&d, &LIST.replace("1.5,", "0.9,"));
    let before = d.dump();
    let refused = write(&d, &path, &shown).unwrap_err();
    assert!(
        refused
            .to_string()
            .starts_with("乙某 wrote in the meantime (edit 2, import theirs.csv), so that something else"),
        "{refused}"
    );
    assert!(before == d.dump());
    let (report, _) = look(&d, &path);
    assert_eq!((report.inserted, report.unchanged, report.questioned), (0, 2, 1));
}

#[test]
fn a_site_that_would_land_in_another_cell_than_was_shown_is_not_written() {
    let d = Desk::two_cells();
    let path = d.write("n.csv", "编号,类型,经度,纬度\nA1,旱厕,0.2,0.5\n");
    let (_, shown) = look(&d, &path);
    let cell = r#"{"type":"Feature","properties":{"code":"A","name":"西"},"geometry":{"type":"Polygon","coordinates":[[[0.5,0],[1,0],[1,1],[0.5,1],[0.5,0]]]}}"#;
    let moved = ImportOptions {
        same: true,
        ..options(ImportAs::Grids)
    };
    d.with("cells.geojson", cell, &moved);
    assert_eq!(write(&d, &path, &shown).unwrap_err().code(), "overtaken");
}

#[test]
fn what_does_not_concern_the_rows_stands_in_nobodys_way() {
    let d = Desk::two_cells();
    let path = d.write("n.csv", LIST);
    let (_, shown) = look(&d, &path);
    d.add(0.7, 0.7);
    assert_eq!(write(&d, &path, &shown).unwrap().inserted, 3);
}

#[test]
fn a_known_site_keeps_its_place_where_the_list_gives_none() {
    let d = Desk::two_cells();
    d.import("s.csv", LIST, ImportAs::Sites);
    let path = d.write("n.csv", "编号,类型,备注\nA1,旱厕,已核实\nA2,残垣断壁,甲写的\n");
    let (p, _) =
        verbs::import::preview(&d.project, &path, &options(ImportAs::Sites), today(), &|_, _, _| true).unwrap();
    assert_eq!((p.report.updated, p.report.placeless, p.report.outside), (1, 0, 0));
    assert!(
        p.report.notes.iter().all(|n| !n.contains("without coordinates")),
        "{:?}",
        p.report.notes
    );
    assert_eq!(p.rows.rows[0].lands_in.as_ref().unwrap().name, "西");
}

#[test]
fn a_look_that_nobody_asked_for_shows_nothing() {
    let d = Desk::two_cells();
    d.import("s.csv", LIST, ImportAs::Sites);
    let path = d.write("n.csv", &LIST.replace("甲写的", "由导入改"));
    let (_, shown) = look(&d, &path);
    theirs(&d, &LIST.replace("甲写的", "乙某已核实"));
    for whole in [false, true] {
        let (_, mut rows) =
            verbs::import::preview(&d.project, &path, &options(ImportAs::Sites), today(), &|_, _, _| true).unwrap();
        assert_eq!(rows.page(crate::view::RowFilter::Updated, 0).total, 1);
        rows.judge_by(shown.clone(), whole);
        assert_eq!(
            write(&d, &path, &rows.shown().unwrap()).unwrap_err().code(),
            "overtaken"
        );
    }
}
