//! What an import says of what it could not use, made up, or placed nowhere; and that what the program writes it reads.

use super::parents::{collection, square};
use super::*;
use crate::verbs::export::{self, Layer};

fn says(r: &ImportReport, begins: &str) -> String {
    let found = r.notes.iter().find(|n| n.starts_with(begins));
    found.unwrap_or_else(|| panic!("{begins}: {:?}", r.notes)).clone()
}

#[test]
fn made_up_codes_are_said_with_the_columns_that_were_there() {
    let d = Desk::new();
    let r = d.grids(&[
        square(r#""FLAG":1,"GUESS":"东村""#, 0.0, 0.0, 1.0),
        square(r#""FLAG":2,"GUESS":"西村""#, 1.0, 0.0, 1.0),
    ]);
    assert_eq!(r.inserted, 2);
    assert_eq!(
        says(&r, "no column was taken"),
        "no column was taken for code or name, and 2 grids got made-up codes (columns: FLAG, GUESS); name them with --map code=COLUMN --map name=COLUMN"
    );
    let mut named = options(ImportAs::Grids);
    named.map.insert("code".into(), "GUESS".into());
    let r = Desk::new().with(
        "g.geojson",
        &collection(&[square(r#""FLAG":1,"GUESS":"东村""#, 0.0, 0.0, 1.0)]),
        &named,
    );
    assert!(r.notes.iter().all(|n| !n.contains("made-up")), "{:?}", r.notes);
    assert!(says(&r, "1 columns were not used: FLAG; ").contains("--map"));
}

#[test]
fn outlines_that_are_not_valid_are_said_one_by_one_and_then_counted() {
    let bow = |code: usize| {
        let x = code as f64;
        format!(
            r#"{{"type":"Feature","properties":{{"code":"B{code}","parent":"T"}},"geometry":{{"type":"Polygon","coordinates":[[[{x},0],[{},1],[{},0],[{x},1],[{x},0]]]}}}}"#,
            x + 0.9,
            x + 0.9
        )
    };
    let d = Desk::new();
    let r = d.grids(&(1..=7).map(bow).collect::<Vec<_>>());
    assert_eq!(r.inserted, 7);
    let flaws: Vec<_> = r.notes.iter().filter(|n| n.starts_with("feature ")).collect();
    assert_eq!(flaws.len(), 5, "{flaws:?}");
    assert_eq!(
        flaws[0],
        "feature 1, B1: outer ring crosses or touches itself at 1.4500000, 0.5000000: kept as it is; its ground is all that its parts cover together"
    );
    assert_eq!(
        says(&r, "2 more outlines"),
        "2 more outlines are not valid and are taken alike; `check` lists them all"
    );
    // A row that is not taken is not told of.
    let ring = [bow(1).replace(r#""T""#, r#""B2""#), bow(2).replace(r#""T""#, r#""B1""#)];
    let refused = Desk::new().grids(&ring);
    assert_eq!(refused.rejected.len(), 2, "{:?}", refused.rejected);
    assert!(
        refused.notes.iter().all(|n| !n.contains("kept as it is")),
        "{:?}",
        refused.notes
    );
}

#[test]
fn sites_in_no_cell_are_said_by_number_and_row() {
    let d = Desk::two_cells();
    let csv =
        "编号,类型,经度,纬度,地址\nS-1,旱厕,0.5,0.5,村口\nS-2,旱厕,0,9,空\nS-3,旱厕,117.1,36.5,错带\nS-4,旱厕,,,没有\n";
    let r = d.import("s.csv", csv, ImportAs::Sites);
    assert_eq!((r.inserted, r.outside, r.placeless), (4, 2, 1));
    assert_eq!(
        says(&r, "2 of 4 sites"),
        "2 of 4 sites lie in no cell: S-2 (row 3), S-3 (row 4)"
    );
    assert_eq!(
        says(&r, "1 sites came without coordinates"),
        "1 sites came without coordinates; they are kept, in no cell, until they are placed: S-4 (row 5)"
    );
    let where_: Vec<_> = r
        .nowhere
        .iter()
        .map(|n| (n.place.as_str(), n.number.as_str(), n.has_coordinates))
        .collect();
    assert_eq!(
        where_,
        [("row 3", "S-2", true), ("row 4", "S-3", true), ("row 5", "S-4", false)]
    );
    let r = d.import("x.csv", "类型,经度,纬度\n旱厕,50,50\n", ImportAs::Sites);
    assert_eq!(
        says(&r, "1 of 1 sites"),
        "1 of 1 sites lie in no cell: row 2",
        "a made-up number says nothing"
    );
    assert!(says(&r, "1 sites came without a number").contains("--map id=COLUMN"));
    let r = d.import(
        "y.csv",
        "编号,类型,经度,纬度\nS-7,旱厕,50,50\nS-8,旱厕,500,50\n",
        ImportAs::Sites,
    );
    assert_eq!(r.rejected_total, 1);
    assert_eq!(
        says(&r, "1 of 1 sites"),
        "1 of 1 sites lie in no cell: S-7 (row 2)",
        "a refused row is no site"
    );
}

/// A layer written, and read back.
fn out(d: &Desk, layer: Layer, name: &str) -> String {
    let to = d.dir.path().join(name);
    export::geojson(&d.project, layer, &to, true, today()).unwrap();
    std::fs::read_to_string(to).unwrap()
}

#[test]
fn what_the_program_writes_it_reads_back_whole() {
    let d = Desk::sample();
    let (grids, sites) = (out(&d, Layer::Grids, "g.geojson"), out(&d, Layer::Sites, "s.geojson"));
    let r = d.import("g.geojson", &grids, ImportAs::Grids);
    assert_eq!(
        (r.inserted, r.updated, r.rejected.len()),
        (0, 0, 0),
        "into itself: {:?}",
        r.rejected.first()
    );
    let r = d.import("s.geojson", &sites, ImportAs::Sites);
    assert_eq!(
        (r.inserted, r.updated, r.rejected.len()),
        (0, 0, 0),
        "into itself: {:?}",
        r.rejected.first()
    );
    let q = Desk::new();
    let r = q.import("g.geojson", &grids, ImportAs::Grids);
    assert_eq!((r.updated, r.rejected.len()), (0, 0));
    assert!(
        r.notes
            .iter()
            .all(|n| !n.contains("were made") && !n.contains("level up")),
        "{:?}",
        r.notes
    );
    assert!(
        grids == out(&q, Layer::Grids, "g2.geojson"),
        "names, levels, parents and outlines"
    );
    let r = q.import("s.geojson", &sites, ImportAs::Sites);
    assert_eq!((r.updated, r.rejected.len()), (0, 0), "{:?}", r.rejected.first());
    assert!(sites == out(&q, Layer::Sites, "s2.geojson"));
    assert_eq!(q.import("g.geojson", &grids, ImportAs::Grids).unchanged, r_len(&grids));
}

fn r_len(text: &str) -> u32 {
    text.matches("\"type\":\"Feature\"").count() as u32
}

#[test]
fn undrawn_parents_that_were_made_by_codes_come_back_too() {
    let d = Desk::new();
    d.grids(&[
        square(r#""code":"630203001001001","name":"甲格""#, 0.0, 0.0, 1.0),
        square(r#""code":"K1","parent":"东镇""#, 2.0, 0.0, 1.0),
    ]);
    let text = out(&d, Layer::Grids, "g.geojson");
    let q = Desk::new();
    let r = q.import("g.geojson", &text, ImportAs::Grids);
    assert_eq!((r.inserted, r.rejected.len()), (6, 0), "{:?}", r.rejected);
    assert!(text == out(&q, Layer::Grids, "g2.geojson"));
}
