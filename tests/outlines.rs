//! Outlines that are not as they should be, by the command line: none makes a cell hollow, takes the machine's memory or
//! never ends.

use crate::harness::{Office, assert_sound, gridwarden};
use serde_json::{Value, json};

/// A file of one cell with these parts, each a list of rings.
fn one_cell(parts: &[Value]) -> String {
    let geometry = json!({"type": "MultiPolygon", "coordinates": parts});
    let cell = json!({"type": "Feature", "properties": {"code": "A", "name": "甲"}, "geometry": geometry});
    json!({"type": "FeatureCollection", "features": [cell]}).to_string()
}

fn square(x: f64, y: f64, side: f64) -> Value {
    json!([[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]])
}

fn checked(o: &Office) -> (Value, String) {
    let file = o.file.as_os_str();
    let run = gridwarden(&["check".as_ref(), file, "--json".as_ref()]);
    (run.any_json(), gridwarden(&["check".as_ref(), file]).out)
}

#[test]
fn a_site_on_ground_that_two_parts_cover_lies_in_the_cell_and_the_import_warns() {
    for parts in [
        vec![json!([square(102.1, 36.4, 0.01)]), json!([square(102.1, 36.4, 0.01)])],
        vec![
            json!([square(102.1, 36.4, 0.01)]),
            json!([square(102.103, 36.403, 0.01)]),
        ],
        vec![
            json!([square(102.1, 36.4, 0.01)]),
            json!([square(102.104, 36.404, 0.002)]),
        ],
    ] {
        let o = Office::new(&[]);
        let report = o.verb("import", &[&o.source("a.geojson", one_cell(&parts)), "--as", "grids"]);
        let notes = report["notes"].to_string();
        assert!(notes.contains("A: parts 1 and 2 overlap"), "{notes}");
        assert!(
            notes.contains("its ground is all that its parts cover together"),
            "{notes}"
        );
        let site = "编号,类型,经度,纬度\nS1,旱厕,102.105,36.405\n";
        o.verb("import", &[&o.source("s.csv", site), "--as", "sites"]);
        assert_eq!(o.verb("assign", &[])["assigned"], 1);
        let (report, text) = checked(&o);
        let kinds: Vec<&Value> = report["counts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| &c["kind"])
            .collect();
        assert!(
            kinds.contains(&&json!("invalid")) && !kinds.contains(&&json!("outside")),
            "{report}"
        );
        assert!(text.contains("parts 1 and 2 overlap"), "{text}");
    }
}

#[test]
fn one_part_thousands_of_times_over_comes_in_with_a_warning() {
    let o = Office::new(&[]);
    let part = json!([[[102.1, 36.4], [102.2, 36.4], [102.2, 36.5], [102.1, 36.4]]]);
    let source = o.source("a.geojson", one_cell(&vec![part; 20_000]));
    let report = o.verb("import", &[&source, "--as", "grids"]);
    assert_eq!(report["inserted"], 1);
    assert!(report["notes"].to_string().contains("parts 1 and 2 "), "{report}");
    let (report, _) = checked(&o);
    let invalid = report["faults"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["kind"] == "invalid");
    assert!((1..=22).contains(&invalid.count()), "{report}");
    assert_sound(&o.file);
}

#[test]
fn a_ring_that_crosses_itself_everywhere_is_named_with_the_number_of_its_crossings() {
    let mut seed = 1_u64;
    let mut any = || {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 40) as f64 / (1_u64 << 24) as f64 * 0.1
    };
    let mut ring: Vec<Value> = (0..1_500).map(|_| json!([102.1 + any(), 36.4 + any()])).collect();
    ring.push(ring[0].clone());
    let o = Office::new(&[]);
    o.verb(
        "import",
        &[&o.source("a.geojson", one_cell(&[json!([ring])])), "--as", "grids"],
    );
    let (report, text) = checked(&o);
    assert!(report["faults"].as_array().unwrap().len() < 10, "{report}");
    let said = text
        .lines()
        .find(|l| l.contains("crosses or touches itself in"))
        .unwrap();
    let count = said
        .split("itself in ")
        .nth(1)
        .and_then(|s| s.split(' ').next())
        .unwrap();
    assert!(count.parse::<u32>().unwrap() > 100_000, "{said}");
    assert!(said.contains("places, as at 102.1"), "{said}");
}

#[test]
fn the_largest_fault_leads_and_hairs_are_told_in_one_line() {
    let mut cells = Vec::new();
    let mut cell = |code: String, x: f64, y: f64, w: f64| {
        let ring = [[x, y], [x + w, y], [x + w, y + 0.01], [x, y + 0.01], [x, y]];
        cells.push(json!({"type": "Feature", "properties": {"code": code, "name": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}));
    };
    for i in 0..24 {
        let x = 102.0 + f64::from(i) * 0.02;
        cell(format!("A{i:02}a"), x, 36.5, 0.01);
        cell(format!("A{i:02}b"), x + 0.009_999_999, 36.5, 0.005);
    }
    cell("Z1".into(), 102.0, 36.6, 0.01);
    cell("Z2".into(), 102.005, 36.6, 0.01);
    let o = Office::new(&[]);
    let all = json!({"type": "FeatureCollection", "features": cells}).to_string();
    o.verb("import", &[&o.source("a.geojson", &all), "--as", "grids"]);
    let (report, text) = checked(&o);
    assert_eq!(report["faults"][0]["grids"], json!(["Z1", "Z2"]));
    assert_eq!(
        report["counts"][0],
        json!({"kind": "overlap", "count": 25, "narrow": 24, "warning": false})
    );
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("75 faults: 25 overlap, 50 ownerless"), "{text}");
    assert_eq!(lines[1], "overlap: 25");
    assert!(lines[2].trim().starts_with("Z1, Z2 Z1 and Z2 both cover"), "{text}");
    assert_eq!(lines[3].trim(), "24 narrower than a millimetre (--json lists all)");
}

#[test]
fn a_project_without_cells_is_not_called_sound() {
    let o = Office::new(&[]);
    let (report, text) = checked(&o);
    assert_eq!((&report["grids"], &report["faults"]), (&json!(0), &json!([])));
    assert!(text.starts_with("nothing to check yet"), "{text}");
}
