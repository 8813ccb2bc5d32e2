use super::*;

const SQUARE: &str = "[[[101.0,36.0],[101.5,36.0],[101.5,36.5],[101.0,36.0]]]";

fn collection(features: &[String]) -> String {
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{}]}}",
        features.join(",")
    )
}

fn grid(properties: &str, geometry: &str) -> String {
    format!("{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{geometry}}}")
}

fn polygon(coordinates: &str) -> String {
    format!("{{\"type\":\"Polygon\",\"coordinates\":{coordinates}}}")
}

fn site(properties: &str, coordinates: &str) -> String {
    format!(
        "{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":{coordinates}}},\"properties\":{properties}}}"
    )
}

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
    assert_eq!(one.geometry.0[0].exterior().0.len(), 4);
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
    let text = collection(&[
        grid("null", &polygon(SQUARE)),
        grid("{}", &multi),
        grid("{}", &both),
    ]);
    let (all, _) = grids(&file("g.json", text).path, &[]).unwrap();
    assert_eq!(
        all.iter().map(|g| g.geometry.0.len()).collect::<Vec<_>>(),
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
    assert_eq!(
        grids(&file("g.geojson", text).path, &[]).unwrap().0.len(),
        2
    );
}

#[test]
fn invalid_rings_are_taken_as_they_came() {
    let bow = "[[[101,36],[102,37],[102,36],[101,37],[101,36]]]";
    let (all, _) = grids(
        &file("g.geojson", collection(&[grid("{}", &polygon(bow))])).path,
        &[],
    )
    .unwrap();
    let ring: Vec<_> = all[0].geometry.0[0]
        .exterior()
        .0
        .iter()
        .map(|c| (c.x, c.y))
        .collect();
    assert_eq!(
        ring,
        [
            (101., 36.),
            (102., 37.),
            (102., 36.),
            (101., 37.),
            (101., 36.)
        ]
    );
}

#[test]
fn heights_are_dropped_and_open_rings_closed_and_both_are_said() {
    let open = "[[[101,36,2200],[102,36,2200],[102,37,2200],[101,37,2200]]]";
    let (all, summary) = grids(
        &file("g.geojson", collection(&[grid("{}", &polygon(open))])).path,
        &[],
    )
    .unwrap();
    assert_eq!(all[0].geometry.0[0].exterior().0.len(), 5);
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
        (
            r#"{"type":"Polygon","coordinates":{"a":[]}}"#,
            "not a number",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[[[[[[[[1]]]]]]]]]]}"#,
            "nested too deep",
        ),
        (r#"{"type":"GeometryCollection","geometries":[]}"#, "empty"),
        (r#"{"type":"GeometryCollection"}"#, "no list"),
        (
            r#"{"type":"Circle","coordinates":[1,2]}"#,
            "\"Circle\" is not known",
        ),
        (r#""POINT (1 2)""#, "not an object"),
        ("[1,2]", "not an object"),
    ];
    let features: Vec<_> = cases.iter().map(|(g, _)| grid("{}", g)).collect();
    let (all, summary) = grids(&file("g.geojson", collection(&features)).path, &[]).unwrap();
    assert!(all.is_empty());
    assert_eq!(summary.rejected.len(), cases.len());
    for (i, (rejection, (geometry, want))) in summary.rejected.iter().zip(cases).enumerate() {
        assert_eq!(rejection.place, format!("feature {}", i + 1));
        assert!(
            rejection.reason.contains(want),
            "{geometry}: {}",
            rejection.reason
        );
    }
}

#[test]
fn members_that_are_no_features_are_rejected_alone() {
    let mut features: Vec<String> = [
        "1",
        "\"a]\\\"\"",
        "null",
        "[{}]",
        "{}",
        r#"{"type":"feature"}"#,
    ]
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
    let held = file(
        "g.geojson",
        collection(&[grid(r#"{"level":3}"#, &polygon(SQUARE))]),
    );
    let (all, summary) = grids(&held.path, &[]).unwrap();
    assert_eq!(all[0].level, None);
    assert!(summary.notes[0].contains("1 levels such as \"3\""));
    let (all, summary) = grids(&held.path, &["map:level=level"]).unwrap();
    assert!(all.is_empty());
    assert!(
        summary.rejected[0]
            .reason
            .contains("level \"3\" is not known")
    );
}

#[test]
fn a_site_comes_with_all_its_fields() {
    let text = collection(&[site(
        r#"{"site_id":"S1","kind":"旱厕","status":"in_progress","deadline":"2026/1/5","owner":"户主1","note":"巷道旁","电话":13900000000}"#,
        "[102.1,36.5]",
    )]);
    let (all, _) = sites(&file("s.geojson", text).path, &[]).unwrap();
    let one = &all[0];
    assert_eq!(
        (one.id.as_deref(), one.kind.as_deref()),
        (Some("S1"), Some("dry_toilet"))
    );
    assert_eq!(one.state, Some(State::Rectifying));
    assert_eq!(one.deadline.as_deref(), Some("2026-01-05"));
    assert_eq!(
        (one.household.as_deref(), one.phone.as_deref()),
        (Some("户主1"), Some("13900000000"))
    );
    assert_eq!(one.lon_lat, Some([102.1, 36.5]));
}

#[test]
fn a_site_without_geometry_is_taken_with_its_columns_or_without_a_place() {
    let text = collection(&[
        r#"{"type":"Feature","id":7,"geometry":null,"properties":{"kind":"dry_toilet"}}"#.into(),
        r#"{"type":"Feature","geometry":null,"properties":{"kind":"dry_toilet","lon":"102.5°","lat":36}}"#.into(),
        r#"{"type":"Feature","properties":{"kind":"dry_toilet","lon":NaN}}"#.into(),
    ]);
    let (all, summary) = sites(&file("s.geojson", text).path, &[]).unwrap();
    assert_eq!(
        all.iter().map(|s| s.lon_lat).collect::<Vec<_>>(),
        [None, Some([102.5, 36.]), None]
    );
    assert_eq!(all[0].id.as_deref(), Some("7"));
    assert!(summary.notes[0].contains("NaN"));
}

#[test]
fn what_cannot_be_a_site_is_rejected_with_its_reason() {
    let cases = [
        (
            r#"{"kind":"palace"}"#,
            "[102,36]",
            "kind \"palace\" is not known; known are ruined_wall 残垣断壁",
        ),
        (r#"{"kind":""}"#, "[102,36]", "kind is empty"),
        (
            r#"{"kind":"旱厕","state":"lost"}"#,
            "[102,36]",
            "state \"lost\" is not known",
        ),
        (
            r#"{"kind":"旱厕","deadline":"2026-02-30"}"#,
            "[102,36]",
            "deadline \"2026-02-30\" is not a day",
        ),
        (r#"{"kind":"旱厕"}"#, "[36,102]", "latitude 102"),
        (r#"{"kind":"旱厕"}"#, "[]", "empty"),
        (r#"{"kind":"旱厕"}"#, "[[1,2]]", "not one position"),
        (r#"{"kind":"旱厕"}"#, "[\"102\",36]", "not a number"),
    ];
    let features: Vec<_> = cases.iter().map(|(p, c, _)| site(p, c)).collect();
    let (_, summary) = sites(&file("s.geojson", collection(&features)).path, &[]).unwrap();
    assert_eq!(summary.rejected.len(), cases.len());
    for (rejection, (_, _, want)) in summary.rejected.iter().zip(cases) {
        assert!(rejection.reason.contains(want), "{}", rejection.reason);
    }
}

#[test]
fn a_source_without_kinds_is_refused_unless_one_is_set() {
    let held = file("s.geojson", collection(&[site(r#"{"a":1}"#, "[102,36]")]));
    assert!(sentence(sites(&held.path, &[])).contains("--set kind="));
    assert_eq!(
        sites(&held.path, &["set:kind=残垣断壁"]).unwrap().0[0]
            .kind
            .as_deref(),
        Some("ruined_wall")
    );
}

#[test]
fn options_are_held_to_the_fields_and_columns_that_exist() {
    let held = file(
        "s.geojson",
        collection(&[site(r#"{"a":"x","kind":"旱厕"}"#, "[102,36]")]),
    );
    let (all, _) = sites(&held.path, &["map:id=a", "map:note=a"]).unwrap();
    assert_eq!(
        (all[0].id.as_deref(), all[0].note.as_deref()),
        (Some("x"), Some("x"))
    );
    let said = sentence(sites(&held.path, &["map:id=b"]));
    assert!(
        said.contains("no column \"b\" for id; it has a, kind"),
        "{said}"
    );
    let said = sentence(sites(&held.path, &["map:colour=a"]));
    assert!(
        said.starts_with("colour: ") && said.contains("id, kind, state"),
        "{said}"
    );
    for wrong in [
        "set:kind=palace",
        "set:state=lost",
        "set:deadline=soon",
        "set:lon=east",
    ] {
        assert!(
            matches!(sites(&held.path, &[wrong]), Err(Error::Field { .. })),
            "{wrong}"
        );
    }
}

#[test]
fn records_come_in_the_order_of_the_file_however_many_there_are() {
    let features: Vec<_> = (0..30_000)
        .map(|i| site(&format!(r#"{{"id":{i},"kind":"旱厕"}}"#), "[102,36]"))
        .collect();
    let held = file("s.geojson", collection(&features));
    let mut next = 0;
    let done = std::cell::Cell::new(0);
    let summary = read_sites(
        &held.path,
        &options(ImportAs::Sites, &[]),
        &vocab(),
        &wgs84,
        &|d, t| {
            assert!(d >= done.get() && d <= t);
            done.set(d);
            true
        },
        &mut |batch| {
            for site in batch {
                assert_eq!(site.id, Some(next.to_string()));
                next += 1;
                assert_eq!(site.place, Place::Feature(next));
            }
            Ok(())
        },
    )
    .unwrap();
    assert_eq!((next, summary.total), (30_000, 30_000));
    assert_eq!(done.get(), std::fs::metadata(&held.path).unwrap().len());
}

#[test]
fn reading_stops_when_cancelled_or_when_the_sink_fails() {
    let features: Vec<_> = (0..30_000)
        .map(|i| site(&format!(r#"{{"id":{i},"kind":"旱厕"}}"#), "[102,36]"))
        .collect();
    let held = file("s.geojson", collection(&features));
    let (o, v) = (options(ImportAs::Sites, &[]), vocab());
    assert!(matches!(
        read_sites(&held.path, &o, &v, &wgs84, &|_, _| false, &mut |_| Ok(())),
        Err(Error::Cancelled)
    ));
    let failed = read_sites(&held.path, &o, &v, &wgs84, &|_, _| true, &mut |_| {
        Err(Error::Undo("full".into()))
    });
    assert_eq!(sentence(failed), "full");
}

#[test]
fn a_feature_longer_than_many_chunks_is_read() {
    let ring: Vec<_> = (0..200_000)
        .map(|i| format!("[{},{}]", 101.0 + f64::from(i) * 1e-6, 36.0))
        .collect();
    let text = collection(&[
        grid("{}", &polygon(SQUARE)),
        grid(
            r#"{"code":"long"}"#,
            &polygon(&format!("[[{}]]", ring.join(","))),
        ),
        grid("{}", &polygon(SQUARE)),
    ]);
    let (all, _) = grids(&file("g.geojson", text).path, &[]).unwrap();
    assert_eq!(all[1].geometry.0[0].exterior().0.len(), 200_001);
    assert_eq!(all.len(), 3);
}

#[test]
fn the_old_crs_member_is_compared_with_what_was_asked() {
    let with = |name: &str| {
        file(
            "g.geojson",
            format!(
                r#"{{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"{name}"}}}},"features":[{}]}}"#,
                grid("{}", &polygon(SQUARE))
            ),
        )
    };
    for same in [
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "EPSG:4326",
        "urn:ogc:def:crs:EPSG::4490",
    ] {
        assert!(
            grids(&with(same).path, &[]).unwrap().1.notes.is_empty(),
            "{same}"
        );
    }
    let said = sentence(grids(&with("urn:ogc:def:crs:EPSG::4543").path, &[]));
    assert!(said.contains("--crs EPSG:4543"), "{said}");
    let mut asked = options(ImportAs::Grids, &[]);
    asked.crs = "epsg:4543".into();
    let named = with("urn:ogc:def:crs:EPSG::4543");
    let read = read_grids(
        &named.path,
        &asked,
        &vocab(),
        &|x, y| Ok([x / 10.0, y]),
        &|_, _| true,
        &mut |batch| {
            assert_eq!(batch[0].geometry.0[0].exterior().0[0].x, 10.1);
            Ok(())
        },
    );
    assert!(read.unwrap().notes.is_empty());
    asked.crs = "gcj02".into();
    let shifted = with("EPSG:4326");
    let read = read_grids(
        &shifted.path,
        &asked,
        &vocab(),
        &wgs84,
        &|_, _| true,
        &mut |_| Ok(()),
    )
    .unwrap();
    assert!(read.notes[0].contains("read as gcj02"));
    assert!(
        grids(&with("beijing54-local").path, &[]).unwrap().1.notes[0].contains("not understood")
    );
}
