use super::features::*;
use super::*;

#[test]
fn a_grid_comes_with_its_code_name_level_parent_and_ground() {
    let text = collection(&[grid(
        r#"{"网格编码":630203001001001,"名称":"河湾 ","层级":"单元网格","上级":"630203001001","备注":""}"#,
        &polygon(SQUARE),
    )]);
    let (all, summary) = grids(&file("g.geojson", text).path, &[]).unwrap();
    let one = &all[0];
    assert_eq!(one.place.to_string(), "feature 1");
    assert_eq!(one.code.as_deref(), Some("630203001001001"));
    assert_eq!(one.name.as_deref(), Some("河湾"));
    assert_eq!(one.level, Some(Level::Cell));
    assert_eq!(one.parent.as_deref(), Some("630203001001"));
    assert_eq!(one.note, None);
    assert_eq!(one.geometry.as_ref().unwrap().0[0].exterior().0.len(), 4);
    assert_eq!(summary.format, "GeoJSON");
    assert_eq!(summary.columns[0].field.as_deref(), Some("code"));
    assert_eq!(summary.columns[1].samples, ["河湾"]);
    assert!(summary.notes.is_empty());
}

#[test]
fn polygons_multipolygons_and_collections_of_them_are_ground() {
    let multi = format!("{{\"type\":\"MultiPolygon\",\"coordinates\":[{SQUARE},{SQUARE}]}}");
    let both = format!(
        "{{\"type\":\"GeometryCollection\",\"geometries\":[{},{multi}]}}",
        polygon(SQUARE)
    );
    let text = collection(&[grid("null", &polygon(SQUARE)), grid("{}", &multi), grid("{}", &both)]);
    let (all, _) = grids(&file("g.json", text).path, &[]).unwrap();
    assert_eq!(
        all.iter()
            .map(|g| g.geometry.as_ref().unwrap().0.len())
            .collect::<Vec<_>>(),
        [1, 2, 3]
    );
}

#[test]
fn a_feature_or_a_bare_geometry_is_a_file_of_one() {
    let alone = grid(r#"{"code":"A"}"#, &polygon(SQUARE));
    let (all, _) = grids(&file("g.geojson", alone).path, &[]).unwrap();
    assert_eq!(all[0].code.as_deref(), Some("A"));
    let (all, summary) = grids(
        &file("g.geojson", polygon(SQUARE)).path,
        &["set:code=B", "set:level=村"],
    )
    .unwrap();
    assert_eq!(
        (all[0].code.as_deref(), all[0].level),
        (Some("B"), Some(Level::Village))
    );
    assert_eq!(summary.total, 1);
}

#[test]
fn a_mark_blanks_and_members_around_the_features_do_not_matter() {
    let text = format!(
        "\u{feff}\r\n {{ \"x\" : {{\"features\":[1,2]}},\n \"features\" :\n [ {} \n,\n {} ] , \"name\" : \"a\\\"]}}\", \"type\" : \"FeatureCollection\" }} \n\n",
        grid("{}", &polygon(SQUARE)),
        grid("{}", &polygon(SQUARE)),
    );
    assert_eq!(grids(&file("g.geojson", text).path, &[]).unwrap().0.len(), 2);
}

#[test]
fn invalid_rings_are_taken_as_they_came() {
    let bow = "[[[101,36],[102,37],[102,36],[101,37],[101,36]]]";
    let (all, _) = grids(&file("g.geojson", collection(&[grid("{}", &polygon(bow))])).path, &[]).unwrap();
    let ring: Vec<_> = all[0].geometry.as_ref().unwrap().0[0]
        .exterior()
        .0
        .iter()
        .map(|c| (c.x, c.y))
        .collect();
    assert_eq!(ring, [(101., 36.), (102., 37.), (102., 36.), (101., 37.), (101., 36.)]);
}

#[test]
fn heights_are_dropped_and_open_rings_closed_and_both_are_said() {
    let open = "[[[101,36,2200],[102,36,2200],[102,37,2200],[101,37,2200]]]";
    let (all, summary) = grids(&file("g.geojson", collection(&[grid("{}", &polygon(open))])).path, &[]).unwrap();
    assert_eq!(all[0].geometry.as_ref().unwrap().0[0].exterior().0.len(), 5);
    assert!(
        summary.notes[0].contains("heights (Z) were dropped in 1 features"),
        "{:?}",
        summary.notes
    );
    assert!(summary.notes[1].contains("closed"));
}

#[test]
fn what_is_no_ground_is_rejected_with_its_place_and_reason() {
    let cases = [
        ("null", "no geometry"),
        (r#"{"type":"Point","coordinates":[1,2]}"#, "it is a Point"),
        (r#"{"type":"Polygon","coordinates":[]}"#, "empty"),
        (r#"{"type":"Polygon","coordinates":[[]]}"#, "ring 1"),
        (r#"{"type":"Polygon"}"#, "no coordinates"),
        (
            r#"{"type":"Polygon","coordinates":[[[1,2],[2,2],[1,2]]]}"#,
            "3 positions",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[1,2],["2",2],[3,3],[1,2]]]}"#,
            "not a number",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[1,2],[NaN,2],[3,3],[1,2]]]}"#,
            "not a number",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[1,2],[2],[3,3],[1,2]]]}"#,
            "longitude and a latitude",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[1,2],[200,2],[3,3],[1,2]]]}"#,
            "position 2: longitude 200",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[1,2],[2,2],[3,3],[1,2]]}"#,
            "not a list of rings",
        ),
        (r#"{"type":"Polygon","coordinates":{"a":[]}}"#, "not a number"),
        (
            r#"{"type":"Polygon","coordinates":[[[[[[[[[[1]]]]]]]]]]}"#,
            "nested too deep",
        ),
        (r#"{"type":"GeometryCollection","geometries":[]}"#, "empty"),
        (r#"{"type":"GeometryCollection"}"#, "no list"),
        (r#"{"type":"Circle","coordinates":[1,2]}"#, "\"Circle\" is not known"),
        (r#""POINT (1 2)""#, "not an object"),
        ("[1,2]", "not an object"),
    ];
    let features: Vec<_> = cases.iter().map(|(g, _)| grid("{}", g)).collect();
    let (all, summary) = grids(&file("g.geojson", collection(&features)).path, &[]).unwrap();
    assert!(all.is_empty());
    assert_eq!(summary.rejected.len(), cases.len());
    for (i, (rejection, (geometry, want))) in summary.rejected.iter().zip(cases).enumerate() {
        assert_eq!(rejection.place, format!("feature {}", i + 1));
        assert!(rejection.reason.contains(want), "{geometry}: {}", rejection.reason);
    }
}

#[test]
fn members_that_are_no_features_are_rejected_alone() {
    let mut features: Vec<String> = ["1", "\"a]\\\"\"", "null", "[{}]", "{}", r#"{"type":"feature"}"#]
        .map(Into::into)
        .into();
    features.push(r#"{"type":"Feature","properties":[],"geometry":null}"#.into());
    features.push(grid("{}", &polygon(SQUARE)));
    let (all, summary) = grids(&file("g.geojson", collection(&features)).path, &[]).unwrap();
    assert_eq!((all.len(), summary.rejected_total), (1, 7));
    assert_eq!(all[0].place, Place::Feature(8));
}

#[test]
fn a_level_that_only_happens_to_be_called_so_is_left_out_unless_it_was_named() {
    let held = file("g.geojson", collection(&[grid(r#"{"level":3}"#, &polygon(SQUARE))]));
    let (all, summary) = grids(&held.path, &[]).unwrap();
    assert_eq!(all[0].level, None);
    assert!(summary.notes[0].contains("feature 1: levels such as \"3\""));
    let (all, summary) = grids(&held.path, &["map:level=level"]).unwrap();
    assert!(all.is_empty());
    assert!(summary.rejected[0].reason.contains("level \"3\" is not known"));
}
