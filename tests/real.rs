//! Real data: the census tracts of New York as cells, its complaints as sites, and GDAL as the judge.

use crate::harness::{assert_sound, python, root, verb};
use serde_json::Value;
use std::path::PathBuf;

/// Real data lies beside the checkout on some machines only.
fn shared(path: &str) -> Option<PathBuf> {
    let found = root()
        .ancestors()
        .map(|d| d.join("shared/data").join(path))
        .find(|p| p.exists());
    if found.is_none() {
        eprintln!("skipped: shared/data is not here");
    }
    found
}

#[test]
fn every_complaint_falls_to_the_tract_that_gdal_says() {
    let (Some(tracts), Some(complaints)) = (shared("grids/nyc_census_tracts.geojson"), shared("points/nyc_311.csv"))
    else {
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    let file = at("nyc.gpkg");
    verb(&file, "new", &[]);
    let text = |p: &PathBuf| p.to_str().unwrap().to_owned();
    let grids = verb(
        &file,
        "import",
        &[&text(&tracts), "--as", "grids", "--map", "code=boro_ct2010"],
    );
    assert_eq!(grids["inserted"], 2166);
    let sites = verb(
        &file,
        "import",
        &[&text(&complaints), "--as", "sites", "--set", "kind=dry_toilet"],
    );
    assert_eq!(sites["inserted"], 4969);

    // Taking the coordinates from the source, not from us, the judge shares nothing with what it judges.
    verb(&file, "export", &[&text(&at("sites.geojson")), "--layer", "sites"]);
    let judged = python(
        &root().join("tests/judge_assignment.py"),
        &[
            &text(&tracts),
            "boro_ct2010",
            &text(&complaints),
            &text(&at("sites.geojson")),
        ],
    );
    let verdict: Value = serde_json::from_str(&judged).unwrap_or_else(|e| panic!("{e}: {judged}"));
    assert_eq!(verdict["differ"], serde_json::json!([]), "{verdict}");
    assert_eq!(verdict["without_coordinates"], 62);
    assert!(verdict["agreed"].as_u64().unwrap() > 4800, "{verdict}");
    assert_sound(&file);
}

#[test]
fn the_eleven_overlapping_pairs_of_tracts_are_found() {
    let Some(tracts) = shared("grids/nyc_census_tracts.geojson") else {
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("nyc.gpkg");
    verb(&file, "new", &[]);
    verb(&file, "import", &[tracts.to_str().unwrap(), "--as", "grids"]);
    let report = crate::harness::gridwarden(&["check", file.to_str().unwrap(), "--json"]);
    assert_eq!(report.status, Some(1));
    let report = report.any_json();
    let overlaps = report["faults"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["kind"] == "overlap");
    assert_eq!(overlaps.count(), 11);
}
