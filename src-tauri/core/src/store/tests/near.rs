//! New sites beside those that were there.

use super::*;
use crate::model::State;
use crate::verbs::setting;
use crate::verbs::site::near;

/// A table of dry toilets at these hundred-thousandths of a degree of latitude north of 0.5: 1 is 1.11 m.
fn table(rows: &[(&str, &str, u32)]) -> String {
    rows.iter()
        .fold("id,kind,lon,lat,address\n".into(), |out, (id, kind, north)| {
            out + &format!("{id},{kind},0.5,0.5{north:04},{id} 旁\n")
        })
}

#[test]
fn an_import_counts_new_sites_beside_one_of_their_kind_and_takes_them_all() {
    let d = Desk::two_cells();
    let first = d.import(
        "a.csv",
        &table(&[("A1", "dry_toilet", 0), ("A2", "ruined_wall", 5)]),
        ImportAs::Sites,
    );
    assert_eq!(
        (first.inserted, first.duplicates),
        (2, 0),
        "another kind is no duplicate"
    );
    let rows = [
        ("B1", "dry_toilet", 10),
        ("B2", "dry_toilet", 19),
        ("B3", "dry_toilet", 90),
    ];
    let report = d.import("b.csv", &table(&rows), ImportAs::Sites);
    assert_eq!((report.inserted, report.rejected.len(), report.duplicates), (3, 0, 2));
    let told: Vec<_> = report
        .warnings
        .iter()
        .map(|w| (&*w.number, &*w.near.number, w.near.metres))
        .collect();
    assert_eq!(told, [("B1", "A1", 11), ("B2", "B1", 10)]);
    let again = d.import("b.csv", &table(&rows), ImportAs::Sites);
    assert_eq!((again.unchanged, again.duplicates), (3, 0), "what was there is not new");
}

#[test]
fn a_dismissed_neighbour_is_none_and_the_distance_is_the_offices() {
    let d = Desk::two_cells();
    let id = d.add(0.5, 0.5);
    let at = [0.5, 0.50025];
    let found = |kind| near(&d.project, kind, at).unwrap();
    assert!(found("dry_toilet").is_empty(), "28 m are beyond the 20 of the start");
    setting::set(&d.project, &lin(), "duplicate_metres", "30").unwrap();
    let told = found("dry_toilet");
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].id, told[0].metres, told[0].state), (id, 28, State::Reported));
    assert!(found("ruined_wall").is_empty());
    setting::set(&d.project, &lin(), "duplicate_metres", "0").unwrap();
    assert!(found("dry_toilet").is_empty(), "switched off");
    setting::set(&d.project, &lin(), "duplicate_metres", "30").unwrap();
    let why = crate::view::StepInput {
        note: "不是".into(),
        ..Default::default()
    };
    verbs::step::step(
        &d.project,
        &lin(),
        id,
        crate::model::Action::Dismiss,
        &why,
        &[],
        today(),
    )
    .unwrap();
    assert!(found("dry_toilet").is_empty());
    let report = d.import("c.csv", &table(&[("C1", "dry_toilet", 0)]), ImportAs::Sites);
    assert_eq!(report.duplicates, 0);
}

#[test]
fn a_preview_warns_as_the_import_will() {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    let path = d.write("d.csv", &table(&[("D1", "dry_toilet", 3)]));
    let before = d.dump();
    let (preview, _) =
        verbs::import::preview(&d.project, &path, &options(ImportAs::Sites), today(), &|_, _, _| true).unwrap();
    assert_eq!(preview.report.duplicates, 1);
    assert!(before == d.dump());
}

#[test]
fn a_neighbour_of_the_same_file_is_told_by_its_row() {
    let d = Desk::two_cells();
    d.import("a.csv", &table(&[("A1", "dry_toilet", 0)]), ImportAs::Sites);
    let r = d.import(
        "b.csv",
        &table(&[("B1", "dry_toilet", 10), ("B2", "dry_toilet", 19)]),
        ImportAs::Sites,
    );
    let told: Vec<_> = r.warnings.iter().map(|w| (&*w.place, &*w.near_where)).collect();
    assert_eq!((r.duplicates, r.duplicates_within), (2, 1));
    assert_eq!(told, [("row 2", ""), ("row 3", "row 2")]);
    assert_eq!(
        r.bbox.map(|b| b.map(|v| (v * 1e5).round())),
        Some([50000.0, 50010.0, 50000.0, 50019.0])
    );
}
