//! The command line from end to end: a district from nothing, and what is refused.

use crate::harness::{Office, assert_sound, gridwarden, verb};
use serde_json::{Value, json};
use std::fs;

/// Two cells side by side that share the border at 102.11.
const CELLS: &str = r#"{"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"编码":"W","名称":"西网格"},"geometry":{"type":"Polygon","coordinates":[[[102.10,36.50],[102.11,36.50],[102.11,36.51],[102.10,36.51],[102.10,36.50]]]}},
 {"type":"Feature","properties":{"编码":"E","名称":"东网格"},"geometry":{"type":"Polygon","coordinates":[[[102.11,36.50],[102.12,36.50],[102.12,36.51],[102.11,36.51],[102.11,36.50]]]}}]}"#;

const SITES: &str = "编号,类型,经度,纬度,地址\nS1,残垣断壁,102.105,36.505,西头\nS2,旱厕,102.115,36.505,东头\nS3,旱厕,102.11,36.505,交界\nS4,旱厕,102.3,36.5,外面\nS5,旱厕,没有,36.5,坏行\n";

const PEOPLE: &str = "姓名,电话,角色,网格\n马建国,13900000001,网格长,W\n李秀英,13900000002,网格长,E\n";

fn filled() -> Office {
    let o = Office::new(&[]);
    o.verb("import", &[&o.source("cells.geojson", CELLS), "--as", "grids"]);
    o.verb("import", &[&o.source("people.csv", PEOPLE), "--as", "people"]);
    o.verb("import", &[&o.source("sites.csv", SITES), "--as", "sites"]);
    o
}

#[test]
fn a_district_is_brought_in_and_every_row_is_accounted_for() {
    let o = Office::new(&[]);
    let cells = o.verb("import", &[&o.source("cells.geojson", CELLS), "--as", "grids"]);
    assert_eq!((&cells["inserted"], &cells["rejected"]), (&json!(2), &json!([])));
    let people = o.verb("import", &[&o.source("people.csv", PEOPLE), "--as", "people"]);
    assert_eq!(people["inserted"], 2);
    let source = o.source("sites.csv", SITES);
    let sites = o.verb("import", &[&source, "--as", "sites"]);
    assert_eq!(
        (&sites["inserted"], sites["rejected"].as_array().unwrap().len()),
        (&json!(4), 1)
    );
    assert!(sites["rejected"][0]["where"].as_str().unwrap().contains('6'), "{sites}");
    let again = o.verb("import", &[&source, "--as", "sites"]);
    assert_eq!((&again["inserted"], &again["unchanged"]), (&json!(0), &json!(4)));
    assert_sound(&o.file);
}

#[test]
fn sites_fall_to_their_cells_and_a_shared_border_goes_to_one_of_them() {
    let o = filled();
    let report = o.verb("assign", &[]);
    assert_eq!((&report["assigned"], &report["unassigned"]), (&json!(3), &json!(1)));
    let (w, e) = (o.verb("dossier", &["W"]), o.verb("dossier", &["E"]));
    assert_eq!(w["chief"]["name"], "马建国");
    let count = |d: &Value| d["unresolved"].as_array().unwrap().len();
    assert_eq!(count(&w) + count(&e), 3);
}

#[test]
fn check_ends_with_one_when_it_found_faults_and_names_them() {
    let o = filled();
    let run = gridwarden(&["check".as_ref(), o.file.as_os_str(), "--json".as_ref()]);
    assert_eq!(run.status, Some(1), "{run:?}");
    let faults = run.any_json()["faults"].clone();
    assert!(
        faults.as_array().unwrap().iter().any(|f| f["kind"] == "outside"),
        "{faults}"
    );
}

#[test]
fn undo_takes_an_import_back_whole_and_redo_brings_it_again() {
    let o = filled();
    let total = |o: &Office| o.verb("status", &[])["figures"]["total"].clone();
    assert_eq!(total(&o), 4);
    o.verb("undo", &[]);
    assert_eq!(total(&o), 0);
    assert_sound(&o.file);
    o.verb("redo", &[]);
    assert_eq!(total(&o), 4);
    assert_sound(&o.file);
}

#[test]
fn a_new_chief_stands_in_the_dossier_and_in_the_history() {
    let o = filled();
    o.verb("duty", &["E", "--role", "chief", "--person", "马建国"]);
    assert_eq!(o.verb("dossier", &["E"])["chief"]["name"], "马建国");
    let history = o.verb("history", &["--grid", "E"]).to_string();
    assert!(history.contains("duty"), "{history}");
}

#[test]
fn a_source_that_is_not_what_it_claims_is_refused_whole_with_one_line() {
    let o = filled();
    let before = fs::read(&o.file).unwrap();
    let truncated = &CELLS[..CELLS.len() / 2];
    for (name, bytes) in [
        ("truncated.geojson", truncated),
        (
            "page.geojson",
            "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>",
        ),
        ("topo.geojson", r#"{"type":"Topology","objects":{},"arcs":[]}"#),
        ("array.geojson", "[1, 2, 3]"),
        ("empty.geojson", ""),
    ] {
        let source = o.source(name, bytes);
        let file = o.file.to_str().unwrap();
        let run = gridwarden(&["import", file, &source, "--as", "grids", "--json"]);
        assert_eq!(run.status, Some(2), "{name}: {run:?}");
        assert_eq!(run.err.trim_end().lines().count(), 1, "{name}: {run:?}");
        assert!(run.err.contains(name), "{name}: {run:?}");
        assert!(run.out.is_empty(), "{name}: {run:?}");
        assert!(
            fs::read(&o.file).unwrap() == before,
            "{name} left a trace in the project"
        );
    }
}

#[test]
fn what_is_exported_comes_in_again_unchanged() {
    let o = filled();
    for (layer, target, n) in [("grids", "grids", 2), ("sites", "sites", 4)] {
        let out = &o.at(&format!("{layer}.geojson"));
        let run = gridwarden(&[
            "export",
            o.file.to_str().unwrap(),
            "--layer",
            layer,
            "--format",
            "geojson",
            out,
        ]);
        assert_eq!(run.status, Some(0), "{run:?}");
        let again = o.verb("import", &[out, "--as", target]);
        assert_eq!(
            (&again["unchanged"], &again["inserted"]),
            (&json!(n), &json!(0)),
            "{again}"
        );
    }
}

#[test]
fn a_site_put_into_a_cell_by_hand_is_there_again_after_an_export_and_an_import() {
    let o = filled();
    o.verb("place", &["S4", "--grid", "W"]);
    let file = o.file.to_str().unwrap();
    let out = &o.at("sites.geojson");
    let run = gridwarden(&["export", file, "--layer", "sites", "--format", "geojson", out]);
    assert_eq!(run.status, Some(0), "{run:?}");
    let again = o.verb("import", &[out, "--as", "sites"]);
    assert_eq!(&again["unchanged"], 4, "{again}");
    let other = Office::new(&[]);
    let first = other.verb("import", &[out, "--as", "sites"]);
    let told = |r: &Value, words: &str| {
        r["notes"]
            .as_array()
            .unwrap()
            .iter()
            .any(|n| n.as_str().unwrap().contains(words))
    };
    let words =
        "1 sites were put by hand into a cell that is not in this project, and went where they lie: S4 (feature 4): W";
    assert!(told(&first, words), "{first}");
    other.verb("import", &[&o.source("cells.geojson", CELLS), "--as", "grids"]);
    let then = other.verb("import", &[out, "--as", "sites"]);
    assert_eq!((&then["updated"], told(&then, words)), (&json!(1), false), "{then}");
    let number = |o: &Office| {
        o.verb("dossier", &["W"])["unresolved"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|s| s["number"] == "S4")
            .count()
    };
    assert_eq!((number(&o), number(&other)), (1, 1));
    other.verb("assign", &[]);
    assert_eq!(number(&other), 1, "it stays where a hand put it");
    assert_sound(&other.file);
}

#[test]
fn the_sample_is_whole_and_sound() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("sample.gpkg");
    let run = gridwarden(&["new".as_ref(), file.as_os_str(), "--sample".as_ref()]);
    assert_eq!(run.status, Some(0), "{run:?}");
    let status = verb(&file, "status", &[]);
    assert!(status["figures"]["unresolved"].as_u64().unwrap() > 50, "{status}");
    assert_sound(&file);
}

#[test]
fn figures_say_what_ground_lies_in_none_and_days_that_are_turned_round_are_refused() {
    let o = filled();
    let tree = o.source("tree.csv", "编码,名称,层级\nD,本区,区\n");
    o.verb("import", &[&tree, "--as", "grids"]);
    let file = o.file.to_str().unwrap();
    let says = "2 grids lie in no grid (东网格, 西网格), so the figures of the ground above lack 3 sites, 3 of them unresolved; give it its parent by an import of grids";
    for args in [
        &["status", file][..],
        &["status", file, "--grid", "D"],
        &["dossier", file, "D"],
        &["rollup", file],
        &["matrix", file],
    ] {
        let run = gridwarden(args);
        assert!(
            run.status == Some(0) && run.out.lines().any(|l| l == says),
            "{args:?}: {run:?}"
        );
    }
    assert_eq!(o.verb("status", &[])["astray"]["count"], 2);
    let under = o.source("under.csv", "编码,上级编码\nW,D\nE,D\n");
    o.verb("import", &[&under, "--as", "grids"]);
    assert_eq!(o.verb("status", &[])["astray"], Value::Null);
    // Turned round, a fall would read as a rise.
    let run = gridwarden(&["status", file, "--on", "2026-10-01", "--since", "2026-11-01"]);
    assert_eq!((run.status, run.out.as_str()), (Some(2), ""));
    assert!(
        run.err.trim().lines().count() == 1 && run.err.contains("since: 2026-11-01 lies after 2026-10-01"),
        "{run:?}"
    );
}
