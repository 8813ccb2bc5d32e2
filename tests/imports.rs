//! What an import makes of the rows, by the command line: the inputs that went wrong once.

use crate::harness::{Office, gridwarden};
use serde_json::{Value, json};

fn square(properties: &Value, x: f64, y: f64, size: f64) -> Value {
    let ring = [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]];
    json!({"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}})
}

fn collection(features: &[Value]) -> String {
    json!({"type": "FeatureCollection", "features": features}).to_string()
}

const SITES: &str = "编号,类型,经度,纬度,地址\nS-1,旱厕,102.105,36.505,村口\nS-2,旱厕,102.115,36.505,村东\nS-3,旱厕,103.5,36.505,空\nS-4,旱厕,,,无\n";

/// A village, its two cells, and the four sites of a list.
fn village_first() -> Office {
    let o = Office::new(&[]);
    let rows = collection(&[
        square(&json!({"code": "630203001001", "name": "东村"}), 102.1, 36.5, 0.02),
        square(&json!({"code": "630203001001001"}), 102.1, 36.5, 0.01),
        square(&json!({"code": "630203001001002"}), 102.11, 36.5, 0.01),
    ]);
    o.verb("import", &[&o.source("cells.geojson", rows), "--as", "grids"]);
    o
}

#[test]
fn a_village_that_stands_before_its_cells_leaves_them_their_sites() {
    let o = village_first();
    let sites = o.source("sites.csv", SITES);
    let dry = o.verb("import", &[&sites, "--as", "sites", "--dry-run"]);
    let mut done = o.verb("import", &[&sites, "--as", "sites"]);
    assert!(done["edit"].take().is_number() && dry["edit"].is_null());
    assert_eq!(dry, done, "a dry run tells the truth");
    let notes: Vec<&str> = done["notes"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(notes.contains(&"1 of 4 sites lie in no cell: S-3 (row 4)"), "{notes:?}");
    assert!(
        notes.iter().any(|n| n.ends_with("until they are placed: S-4 (row 5)")),
        "{notes:?}"
    );
    let d = o.verb("dossier", &["630203001001001"]);
    assert_eq!(d["unresolved"][0]["number"], "S-1");
    assert_eq!(d["path"].as_array().unwrap().last().unwrap()["level"], "village");
}

#[test]
fn what_was_exported_comes_into_a_new_project_whole() {
    let o = village_first();
    let out = o.at("o.geojson");
    let file = o.file.to_str().unwrap();
    let run = gridwarden(&["export", file, "--layer", "grids", "--format", "geojson", &out]);
    assert_eq!(run.status, Some(0), "{run:?}");
    let q = Office::new(&[]);
    let r = q.verb("import", &[&out, "--as", "grids"]);
    assert_eq!(
        (&r["inserted"], &r["updated"], &r["rejected"]),
        (&json!(5), &json!(0), &json!([]))
    );
    let again = q.verb("import", &[&out, "--as", "grids"]);
    assert_eq!((&again["unchanged"], &again["updated"]), (&json!(5), &json!(0)));
}

#[test]
fn two_lists_from_one_are_told_apart_until_the_office_says_they_are_one() {
    let o = village_first();
    let list = |village: &str, x: f64| format!("编号,类型,村,经度,纬度\n1,旱厕,{village},{x},36.505\n");
    o.verb(
        "import",
        &[&o.source("li.csv", list("李家村", 102.105)), "--as", "sites"],
    );
    let other = o.source("wang.csv", list("王家村", 102.115));
    let r = o.verb("import", &[&other, "--as", "sites"]);
    assert_eq!(
        (&r["updated"], &r["questioned"], &r["rejected"][0]["where"]),
        (&json!(0), &json!(1), &json!("row 2"))
    );
    let apart = o.verb("import", &[&other, "--as", "sites", "--map", "id=", "--dry-run"]);
    assert_eq!(apart["inserted"], 1);
    let told = o.verb("import", &[&other, "--as", "sites", "--same"]);
    assert_eq!((&told["updated"], &told["questioned"]), (&json!(1), &json!(0)));
}

#[test]
fn parents_in_a_ring_are_refused_and_the_dossier_ends() {
    let o = Office::new(&[]);
    let rows = collection(&[
        square(
            &json!({"code": "ZA", "level": "subdistrict", "parent": "ZB"}),
            102.1,
            36.4,
            0.1,
        ),
        square(
            &json!({"code": "ZB", "level": "subdistrict", "parent": "ZA"}),
            102.3,
            36.4,
            0.1,
        ),
        square(&json!({"code": "ZC"}), 102.5, 36.4, 0.1),
    ]);
    let r = o.verb("import", &[&o.source("ring.geojson", rows), "--as", "grids"]);
    assert_eq!(
        (&r["inserted"], r["rejected"].as_array().unwrap().len()),
        (&json!(1), 2)
    );
    assert_eq!(o.verb("dossier", &["ZC"])["grid"]["code"], "ZC");
}
