use super::features::*;
use super::*;

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
            r#"{"kind":"旱厕","deadline":"2026-02-30"}"#,
            "[102,36]",
            "deadline \"2026-02-30\" is not a day: there is no 30 February 2026; write the day again",
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
        sites(&held.path, &["set:kind=残垣断壁"]).unwrap().0[0].kind.as_deref(),
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
    assert_eq!((all[0].id.as_deref(), all[0].note.as_deref()), (Some("x"), Some("x")));
    let said = sentence(sites(&held.path, &["map:id=b"]));
    assert!(said.contains("no column \"b\" for id; it has a, kind"), "{said}");
    let said = sentence(sites(&held.path, &["map:colour=a"]));
    assert!(
        said.starts_with("colour: ") && said.contains("id, kind, state"),
        "{said}"
    );
    for wrong in ["set:kind=palace", "set:state=lost", "set:deadline=soon", "set:lon=east"] {
        assert!(
            matches!(sites(&held.path, &[wrong]), Err(Error::Field { .. })),
            "{wrong}"
        );
    }
}

fn feature(properties: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"Point","coordinates":[102.1,36.5]}}}}"#
    )
}

fn gathered(features: &[String]) -> Held {
    file(
        "a.geojson",
        format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")),
    )
}

#[test]
fn what_a_feature_says_twice_is_told_as_in_a_table() {
    let held = gathered(&[
        feature(r#""id":"S-1","kind":"旱厕","地址":"东","address":"西","联系电话":"1""#),
        feature(r#""id":"S-2","kind":"旱厕","address":"南","address":"北","phone":"2""#),
        feature(r#""id":"S-3","kind":"旱厕","address":null,"address":"中""#),
        feature(r#""id":"S-4","kind":"旱厕","地址":["一"],"phone":{"a":1}"#),
    ]);
    let (all, summary) = sites(&held.path, &[]).unwrap();
    let addresses: Vec<_> = all.iter().map(|s| s.address.as_deref()).collect();
    assert_eq!(addresses, [Some("东"), Some("南"), Some("中"), None]);
    assert_eq!(
        summary.notes,
        [
            "\"address\" is for address too; it was read only in features where \"地址\" is empty",
            "\"phone\" is for phone too; it was read only in features where \"联系电话\" is empty",
            "feature 2: address stands twice as \"address\" and the first was read",
            "feature 4: address in \"地址\" is a list or an object, no text, and was left out",
            "feature 4: phone in \"phone\" is a list or an object, no text, and was left out",
        ]
    );
}

#[test]
fn a_member_that_stands_twice_is_not_chosen_from() {
    let point = |lon: f64| format!(r#""geometry":{{"type":"Point","coordinates":[{lon},36.5]}}"#);
    let (here, there) = (point(102.1), point(103.1));
    for (feature, want) in [
        (
            format!(r#"{{"type":"Feature","properties":{{"kind":"旱厕"}},{here},{there}}}"#),
            "it has two members \"geometry\"",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{"kind":"旱厕"}},"properties":{{}},{here}}}"#),
            "it has two members \"properties\"",
        ),
        (
            r#"{"type":"Feature","properties":{"kind":"旱厕"},"geometry":{"type":"Point","coordinates":[102.1,36.5],"coordinates":[103.1,36.5]}}"#.to_owned(),
            "its geometry has two members \"coordinates\"",
        ),
    ] {
        let (all, summary) = sites(&gathered(&[feature]).path, &[]).unwrap();
        assert!(all.is_empty() && summary.rejected[0].reason.contains(want), "{:?}", summary.rejected);
    }
    let twice = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4490"}},"crs":null,"features":[]}"#;
    assert!(sentence(sites(&file("a.geojson", twice).path, &[])).contains("two members \"crs\""));
}

#[test]
fn coordinates_beside_a_geometry_that_lies_elsewhere_are_told() {
    let with = |n: u32, lon: &str| feature(&format!(r#""id":"S-{n}","kind":"旱厕","经度":"{lon}","纬度":36.5"#));
    // Rounded, of a projected system, none.
    let same = ["102.1004", "509406", "", "0"]
        .iter()
        .zip(1..)
        .map(|(lon, n)| with(n, lon));
    let (_, summary) = sites(&gathered(&same.collect::<Vec<_>>()).path, &[]).unwrap();
    assert_eq!(summary.notes, Vec::<String>::new());
    let third = feature(r#""id":"S-3","kind":"旱厕","坐标":"102.3,36.5""#);
    let (all, summary) = sites(&gathered(&[with(1, "102.1"), with(2, "102.2"), third]).path, &[]).unwrap();
    assert_eq!(all[1].lon_lat, Some([102.1, 36.5]));
    assert_eq!(
        summary.notes,
        ["features 2, 3: lon and lat such as \"102.2, 36.5\" say another place than the geometry, which was read"]
    );
}

#[test]
fn the_order_of_day_and_month_is_told_from_all_features_as_from_a_column() {
    let feature = |n: usize, day: &str| {
        format!(r#"{{"type":"Feature","geometry":null,"properties":{{"编号":"{n}","类型":"旱厕","期限":"{day}"}}}}"#)
    };
    let all = ["3/12/2025", "25/12/2025", "2026-01-02", "4/5/2025"];
    let features: Vec<String> = all.iter().enumerate().map(|(n, d)| feature(n, d)).collect();
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let want = [
        Some("2025-12-03"),
        Some("2025-12-25"),
        Some("2026-01-02"),
        Some("2025-05-04"),
    ];
    for (name, text) in [("a.geojson", text), ("a.geojsonl", features.join("\n"))] {
        let (sites, summary) = sites(&file(name, text).path, &[]).unwrap();
        let days: Vec<_> = sites.iter().map(|s| s.deadline.as_deref()).collect();
        assert_eq!(days, want, "{name}");
        assert!(
            summary.notes.iter().any(|n| n == "features 1, 4: deadline such as \"3/12/2025\" (2025-12-03) was read day first, as all of the column can be read in no other order"),
            "{:?}",
            summary.notes
        );
    }
    let (sites, _) = sites(
        &file(
            "a.geojson",
            format!(
                r#"{{"type":"FeatureCollection","features":[{},{}]}}"#,
                features[0], features[3]
            ),
        )
        .path,
        &[],
    )
    .unwrap();
    assert!(sites.iter().all(|s| s.deadline.is_none()), "it is nobody's guess");
}
