use super::*;

#[test]
fn the_complaints_of_new_york_are_taken_with_and_without_a_place() {
    let Some(data) = shared_data() else { return };
    let (all, summary) = sites(&data.join("points/nyc_311.csv"), &["set:kind=dry_toilet"]).unwrap();
    assert_eq!(summary.rejected, []);
    assert_eq!(all.len(), 4969);
    assert_eq!(all.iter().filter(|s| s.lon_lat.is_none()).count(), 62);
    assert_eq!(all[0].id.as_deref(), Some("64345465"));
    assert_eq!(all[0].lon_lat, Some([-73.88182509, 40.65651334]));
    assert_eq!(all[0].found_on.as_deref(), Some("2025-03-14"));
    let said = sentence(sites(&data.join("points/nyc_311.csv"), &[]));
    assert!(said.contains("--set kind="), "{said}");
}

#[test]
fn the_tracts_of_new_york_are_all_taken() {
    let Some(data) = shared_data() else { return };
    let path = data.join("grids/nyc_census_tracts.geojson");
    let (all, summary) = grids(&path, &["map:code=boro_ct2010", "map:name=ntaname"]).unwrap();
    assert_eq!((all.len(), summary.rejected_total), (2166, 0));
    assert_eq!(all[0].code.as_deref(), Some("5000900"));
    let value: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let positions: usize = value["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| count(&f["geometry"]["coordinates"]))
        .sum();
    let held: usize = all
        .iter()
        .map(|g| g.geometry.as_ref().map_or(0, geo::CoordsIter::coords_count))
        .sum();
    assert_eq!(held, positions);
}

fn count(value: &serde_json::Value) -> usize {
    let list = value.as_array().unwrap();
    if list[0].is_number() {
        1
    } else {
        list.iter().map(count).sum()
    }
}
